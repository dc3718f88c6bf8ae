"""A table that only shows: rows of texts, sorted by what they stand for."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from .field import hint

_SORT = Qt.ItemDataRole.UserRole
_ROW = Qt.ItemDataRole.UserRole + 1


class PlainTable(QTableView):
    """Sortable, read only; by mouse and keyboard alike a row is chosen as a whole.

    Parameters
    ----------
    heads : sequence of (text, tooltip)
    text : str
        Tooltip, and name for screen readers.
    stretched : int
        Column that takes the room that is left.
    """

    #: What a row stands for, when the user goes to it.
    rowActivated = pyqtSignal(object)

    def __init__(self, heads, text, stretched=0):
        super().__init__()
        self._heads, self._stretched = heads, stretched
        self._model = QStandardItemModel(0, len(heads), self)
        sorted_model = QSortFilterProxyModel(self)
        sorted_model.setSourceModel(self._model)
        sorted_model.setSortRole(_SORT)
        self.setModel(sorted_model)
        self.set_heads(heads)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)  # Tab leads on to the next widget
        self.setSortingEnabled(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.activated.connect(lambda index: self.rowActivated.emit(index.siblingAtColumn(0).data(_ROW)))
        hint(self, text)

    def set_heads(self, heads):
        """Name the columns."""
        for column, (text, tip) in enumerate(heads):
            self._model.setHorizontalHeaderItem(column, QStandardItem(text))
            self._model.setHeaderData(column, Qt.Orientation.Horizontal, tip, Qt.ItemDataRole.ToolTipRole)

    def fill(self, rows, most=8):
        """Show rows of (what it stands for, cells), each cell a text or (text, what to sort by)."""
        self._model.removeRows(0, self._model.rowCount())
        for meaning, cells in rows:
            items = [_item(cell) for cell in cells]
            items[0].setData(meaning, _ROW)
            self._model.appendRow(items)
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)  # as they were given
        self._fit(len(rows), most)

    def _fit(self, rows, most):
        """Columns as wide as they need up to a bound, and no taller than the rows."""
        header, widest = self.horizontalHeader(), 9 * self.fontMetrics().horizontalAdvance("M")
        for column in range(self._model.columnCount()):
            is_wide = column == self._stretched
            mode = QHeaderView.ResizeMode.Stretch if is_wide else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if not is_wide:
                # Not the header's own hint, which leaves room for the sign of sorting in every column.
                head = self.fontMetrics().horizontalAdvance(self._heads[column][0] + "M")
                wished = max(self.sizeHintForColumn(column), head)
                self.setColumnWidth(column, min(wished, widest))
        line = self.rowHeight(0) if rows else self.verticalHeader().defaultSectionSize()
        inside = header.sizeHint().height() + min(max(rows, 1), most) * line
        self.setFixedHeight(inside + 2 * self.frameWidth())

    def texts(self):
        """What the table shows, row by row."""
        model = self.model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]


def _item(cell):
    text, order = cell if isinstance(cell, tuple) else (cell, cell)
    item = QStandardItem(text)
    item.setData(order, _SORT)
    item.setToolTip(text)
    if isinstance(cell, tuple):
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
