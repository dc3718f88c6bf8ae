"""F6: from a dock to the map and back, for those who work by keyboard."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QWidget


class FocusSwitch(QObject):
    """Takes F6 in the docks, and on the map while it was reached from a dock or a tool of ours is at work.

    Otherwise F6 on the map stays what QGIS makes of it.
    """

    def __init__(self, canvas, docks, is_ours, parent):
        super().__init__(parent)
        self.canvas, self.docks, self.is_ours = canvas, docks, is_ours
        self._from = None
        for watched in (canvas, *docks):
            watched.installEventFilter(self)

    def close(self):
        """Watch no longer."""
        for watched in (self.canvas, *self.docks):
            watched.removeEventFilter(self)

    def eventFilter(self, watched, event):
        kind = event.type()
        if kind == QEvent.Type.FocusOut and watched is self.canvas:
            self._from = None
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not self._takes(
            watched, event
        ):
            return False
        event.accept()  # an override that is accepted comes back as a key press, past the window's shortcuts
        if kind == QEvent.Type.KeyPress:
            self._go(watched)
        return True

    def _takes(self, watched, event):
        if event.key() != Qt.Key.Key_F6 or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        return watched is not self.canvas or self._from is not None or self.is_ours()

    def _go(self, watched):
        if watched is self.canvas:
            dock = self._from or self.docks[-1]
            dock.setUserVisible(True)
            _enter(dock)
        else:
            self.canvas.window().activateWindow()
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._from = watched


def _enter(dock):
    """Give the focus to what had it last in a dock, else to the first that takes it."""
    dock.activateWindow()
    last = dock.focusWidget()
    if last is None or not dock.isAncestorOf(last) or not last.isVisible():
        takers = (w for w in dock.findChildren(QWidget) if w.isVisible() and w.isEnabled())
        last = next((w for w in takers if w.focusPolicy() & Qt.FocusPolicy.TabFocus), dock)
    last.setFocus(Qt.FocusReason.ShortcutFocusReason)
