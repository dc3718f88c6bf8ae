"""A point of a curve that is dragged by the mouse or moved by the arrow keys."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QWidget

#: Shares of the plot that an arrow key moves by; Shift ten times as much, Ctrl a tenth.
STEP = 0.01
KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Down: (0, -1),
    Qt.Key.Key_Up: (0, 1),
}


class CurveHandle(QWidget):
    """A handle on the plot; each has its own focus, so that Tab leads from one to the next."""

    pressed = pyqtSignal()
    #: Where its middle is wanted, in pixels of the plot.
    draggedTo = pyqtSignal(QPointF)
    released = pyqtSignal()
    #: Shares of the plot to the right and up.
    nudged = pyqtSignal(float, float)
    removed = pyqtSignal()
    focused = pyqtSignal()

    def __init__(self, plot):
        super().__init__(plot)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grip = None
        self.along, self.across = True, False
        side = max(15, plot.fontMetrics().height()) | 1
        self.resize(QSize(side, side))

    def show_at(self, point, *, along, across, name):
        """Stand at a place; ``along`` and ``across`` tell in which directions it can be moved."""
        self.along, self.across = along, across
        self.setAccessibleName(name)
        self.setToolTip(name)
        shape = Qt.CursorShape.SizeAllCursor if across else Qt.CursorShape.SizeHorCursor
        self.setCursor(shape if along else Qt.CursorShape.SizeVerCursor)
        self.move(round(point.x() - self.width() / 2), round(point.y() - self.height() / 2))
        self.show()

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        ink, ground = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.Base)
        inset = 3.0 if self.hasFocus() else 4.0
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.setPen(QPen(ink, 2 if self.hasFocus() else 1.4))
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight) if self.hasFocus() else ground)
        radius = box.width() / 2 - inset + 1
        painter.drawEllipse(QPointF(box.center()) + QPointF(0.5, 0.5), radius, radius)
        painter.end()

    def mousePressEvent(self, event):
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._grip = event.pos() - self.rect().center()
        self.pressed.emit()

    def mouseMoveEvent(self, event):
        if self._grip is not None:
            self.draggedTo.emit(QPointF(self.mapToParent(event.pos() - self._grip)))

    def mouseReleaseEvent(self, event):
        if self._grip is not None and event.button() == Qt.MouseButton.LeftButton:
            self._grip = None
            self.released.emit()

    def mouseDoubleClickEvent(self, event):
        event.accept()  # else the plot below would take it for a new point

    def keyPressEvent(self, event):
        if event.key() in KEYS:
            held = event.modifiers()
            step = STEP
            if held & Qt.KeyboardModifier.ShiftModifier:
                step *= 10
            if held & Qt.KeyboardModifier.ControlModifier:
                step /= 10
            right, up = KEYS[event.key()]
            self.nudged.emit(right * step, up * step)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event):
        super().focusInEvent(event)
        self.raise_()
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event):
        super().focusOutEvent(event)
        if self._grip is not None:  # the drag was taken away
            self._grip = None
            self.released.emit()
        self.update()
