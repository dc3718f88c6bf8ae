"""A sortable table of records, some of whose values are not known."""

from __future__ import annotations

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ..text import tr
from .field import fit_height, hint

#: What stands where a value is not known: never 0.
UNKNOWN = "–"
VALUE = Qt.ItemDataRole.UserRole
KEY = Qt.ItemDataRole.UserRole + 1


class RecordModel(QAbstractTableModel):
    """Records of values; None is not known, and a key tells records apart."""

    def __init__(self):
        super().__init__()
        self.headings, self.rows, self.keys = [], [], []

    def show(self, headings, rows, keys=None):
        """Take other records: texts of the headings, lists of values, and a key a row (by default its number)."""
        self.beginResetModel()
        self.headings, self.rows = list(headings), list(rows)
        self.keys = list(keys) if keys is not None else list(range(len(self.rows)))
        self.endResetModel()

    def rowCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=QModelIndex()):  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation == Qt.Orientation.Horizontal and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return self.headings[section]
        return None

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        if not index.isValid():
            return None
        value = self.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return as_text(value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Not known") if value is None else str(value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_number = isinstance(value, (int, float))
            side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == VALUE:
            return value
        return self.keys[index.row()] if role == KEY else None


class _Order(QSortFilterProxyModel):
    """Orders figures as figures and texts as texts, with what is not known at the low end."""

    def lessThan(self, left, right):
        return _rank(left.data(VALUE)) < _rank(right.data(VALUE))


def _rank(value):
    if value is None:
        return (0, 0, "")
    if isinstance(value, (int, float)):
        return (1, value, "")
    return (2, 0, str(value))


def as_text(value):
    """A value as a reader wants it: few figures, a dash where it is not known."""
    if value is None:
        return UNKNOWN
    if isinstance(value, float):
        places = 0 if value.is_integer() or abs(value) >= 1000 else 1 if abs(value) >= 10 else 3
        return f"{value:,.{places}f}"
    return str(value)


def number_or_text(text):
    """A cell of a CSV file: None when empty, a number where it is one."""
    if text == "":
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


class RecordTable(QTableView):
    """Shows a RecordModel; whole rows are chosen, and keys tell which."""

    #: Keys of the rows that the user chose.
    chosen = pyqtSignal(list)

    def __init__(self, tip):
        super().__init__()
        self.records = RecordModel()
        order = _Order(self)
        order.setSourceModel(self.records)
        self.setModel(order)
        self.setSortingEnabled(True)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        hint(self, tip)
        self.horizontalHeader().setResizeContentsPrecision(24)
        self._is_told = False
        self.selectionModel().selectionChanged.connect(self._tell)

    def show_records(self, headings, rows, keys=None, most=10):
        """Show other records; the chosen ones and the order of the rows stay where they can."""
        chosen = self.chosen_keys()
        self.records.show(headings, rows, keys)
        self.resizeColumnsToContents()
        widest = 16 * self.fontMetrics().horizontalAdvance("n")
        for column in range(len(self.records.headings)):
            self.setColumnWidth(column, min(self.columnWidth(column), widest))
        fit_height(self, len(rows), most)
        self.choose(chosen)

    def chosen_keys(self):
        """Keys of the chosen rows."""
        return [index.data(KEY) for index in self.selectionModel().selectedRows()]

    def choose(self, keys):
        """Choose the rows of these keys and no others; ``chosen`` is not told."""
        if set(keys) == set(self.chosen_keys()):
            return
        self._is_told = True
        selection, model = self.selectionModel(), self.model()
        selection.clearSelection()
        flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
        found = [i for i in (model.index(r, 0) for r in range(model.rowCount())) if i.data(KEY) in set(keys)]
        for index in found:
            selection.select(index, flags)
        if found:
            self.scrollTo(found[0])
        self._is_told = False

    def _tell(self, *_):
        if not self._is_told:
            self.chosen.emit(self.chosen_keys())
