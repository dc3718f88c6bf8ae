"""What every page of the dock shares."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ..text import tr
from ..widgets.field import mark, sentence_label


class Page(QWidget):
    """A page that draws itself from the document and turns what the user does into edits.

    A subclass gives ``NAME``, fills ``self.body`` (a QVBoxLayout) in ``build`` and redraws its widgets in
    ``refresh``; it keeps no state of the scenario of its own.
    """

    NAME = ""

    def __init__(self, workbench):
        super().__init__()
        self.workbench = workbench
        self.document = workbench.document
        self.setObjectName(f"WattBitPage_{self.NAME}")
        self._is_stale = False
        content = QWidget()
        self.body = QVBoxLayout(content)
        self._content = content
        self._empty = _Empty(workbench)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(content)
        self.build()
        self.document.changed.connect(self._redraw)
        self._redraw()

    # What subclasses fill in -----------------------------------------------------------------

    def title(self):
        """Text of the tab."""
        raise NotImplementedError

    def build(self):
        """Make the widgets."""
        raise NotImplementedError

    def refresh(self):
        """Draw the document; called after every change while a scenario is open."""
        raise NotImplementedError

    def look(self):
        """Take note of a change that the tab's state hangs on; called while another page is in front, too."""

    def state(self):
        """(icon name or "", sentence) of the tab: "warning", "error", or nothing to say."""
        return "", ""

    def reveal(self, key):
        """Give the focus to the field of a key, to which undo or redo led."""

    # Helpers ---------------------------------------------------------------------------------

    def edit(self, raw, text, key="", widget=None):
        """Make an edit of this page; a refused one is told at the widget. Returns whether it was made."""
        faults = self.document.edit(raw, text, self.NAME, key)
        if widget is not None:
            mark(widget, " ".join(faults))
        elif faults:
            self.workbench.warn(" ".join(faults))
        return not faults

    def come_to_front(self):
        """Draw what was edited while another page was in front."""
        if self._is_stale:
            self._draw()

    def _redraw(self):
        if self.document.is_open:
            self.look()
        # A page behind another one waits: an edit must not cost the window's thread five pages' drawing.
        self._is_stale = self._is_behind()
        if not self._is_stale:
            self._draw()

    def _is_behind(self):
        """Whether another tab is in front, be the dock open or not."""
        tabs = self.parentWidget()
        while tabs is not None and not isinstance(tabs, QTabWidget):
            tabs = tabs.parentWidget()
        return tabs is not None and not self.isVisibleTo(tabs)

    def _draw(self):
        self._is_stale = False
        self._stack.setCurrentWidget(self._content if self.document.is_open else self._empty)
        if self.document.is_open:
            self.refresh()


class _Empty(QWidget):
    """One sentence and one button: there is no scenario."""

    def __init__(self, workbench):
        super().__init__()
        layout = QVBoxLayout(self)
        layout.addStretch()
        label = sentence_label(
            tr("No scenario is open. Begin a new one, open a file, or look at the demo, which is fictional.")
        )
        # As narrow as the button, it would want a line a word, and every page a scroll bar.
        label.setMinimumWidth(20 * label.fontMetrics().horizontalAdvance("M"))
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(label)
        button = QPushButton(tr("Open &Demo"))
        button.setObjectName("WattBitOpenDemo")
        button.clicked.connect(workbench.open_demo)
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()


def scrolled(page):
    """A page in a scroll area of its own, so that the tallest page does not set the dock's height."""
    return _PageArea(page)


class _PageArea(QScrollArea):
    """Scrolls up and down only: it is as wide as its page needs, whatever that shows just now."""

    def __init__(self, page):
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(page)

    def minimumSizeHint(self):
        # Without a bar to scroll sideways, what is wider than the dock would be cut off.
        wide = self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(wide, super().minimumSizeHint().height())

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


def empty_label(sentence):
    """A sentence where a list has nothing to show."""
    label = QLabel(sentence)
    label.setWordWrap(True)
    label.setEnabled(False)
    return label
