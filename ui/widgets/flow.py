"""A layout that breaks into lines, so that a row of buttons fits a narrow dock in any language."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout

#: No direction to grow in; Qt 6 has no class of its own for such sets.
NOWHERE = Qt.Orientations() if hasattr(Qt, "Orientations") else Qt.Orientation(0)


class FlowLayout(QLayout):
    """Puts widgets side by side at their own width, and into the next line where there is no room."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self._items = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item):
        self._items.append(item)

    def count(self):
        return len(self._items)

    def itemAt(self, index):
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index):
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self):
        return NOWHERE

    def hasHeightForWidth(self):
        return True

    def heightForWidth(self, width):
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    def setGeometry(self, rect):
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    def sizeHint(self):
        return self.minimumSize()

    def minimumSize(self):
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.sizeHint())
        return size

    def _arrange(self, rect, *, is_trial):
        """Place the items in a rectangle; returns the height that they take."""
        x, y, tallest, gap = rect.x(), rect.y(), 0, max(self.spacing(), 4)
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint()
            if x > rect.x() and x + wanted.width() > rect.right() + 1:
                x, y, tallest = rect.x(), y + tallest + gap, 0
            if not is_trial:
                item.setGeometry(QRect(QPoint(x, y), wanted))
            x += wanted.width() + gap
            tallest = max(tallest, wanted.height())
        return y + tallest - rect.y()
