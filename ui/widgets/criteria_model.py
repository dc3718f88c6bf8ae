"""Criteria as rows: shown alone or not, title, weight, and the share that the weight comes to."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt, pyqtSignal

from ..text import tr

SOLO, TITLE, WEIGHT, SHARE = range(4)
ROOT = QModelIndex()


@dataclass(frozen=True)
class Row:
    """A criterion as the tree shows it.

    Attributes
    ----------
    id, title, type : str
        Id, title for people, and its type in the user's language.
    weight : float
    share : float or None
        Of all weights, from 0 to 1; None while the weights cannot be found.
    """

    id: str
    title: str
    type: str
    weight: float
    share: float | None


class CriteriaModel(QAbstractTableModel):
    """Rows of the criteria; it changes nothing itself, but tells what the user wants."""

    #: Id and weight, or title, that were typed.
    weighed = pyqtSignal(str, float)
    renamed = pyqtSignal(str, str)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.rows, self.solo, self.is_direct = [], "", True

    def show(self, rows, *, is_direct):
        """Show criteria; returns whether rows came, went or moved."""
        is_same = [r.id for r in rows] == [r.id for r in self.rows] and is_direct == self.is_direct
        if is_same:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, SHARE))
            return False
        self.beginResetModel()
        self.rows, self.is_direct = rows, is_direct
        self.endResetModel()
        return True

    def show_solo(self, id):
        """Mark the criterion that is shown alone; blank for none."""
        self.solo = id
        if self.rows:
            self.dataChanged.emit(self.index(0, SOLO), self.index(len(self.rows) - 1, SOLO))

    def row_of(self, id):
        """Row of a criterion; -1 where there is none."""
        return next((i for i, row in enumerate(self.rows) if row.id == id), -1)

    def rowCount(self, parent=ROOT):
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent=ROOT):
        return 0 if parent.isValid() else SHARE + 1

    def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("", tr("Criterion"), tr("Weight"), tr("Share"))[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                tr("Preview this criterion alone"),
                tr("Double-click or F2 to change a title"),
                tr("Weights need not sum to 1; the share tells what counts"),
                tr("Weight over the sum of all weights"),
            )[section]
        return None

    def flags(self, index):
        out = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TITLE or (index.column() == WEIGHT and self.is_direct):
            out |= Qt.ItemFlag.ItemIsEditable
        return out

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("{title} ({type}, {id})").format(title=row.title, type=row.type, id=row.id)
        if role == Qt.ItemDataRole.EditRole:
            return (row.id == self.solo, row.title, row.weight, row.share)[column]
        if role == Qt.ItemDataRole.AccessibleTextRole and column == SOLO:
            return tr("Shown alone") if row.id == self.solo else tr("Shown with the others")
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ("", row.title, f"{row.weight:.3g}" if self.is_direct else "", percent(row.share))[column]
        return None

    def setData(self, index, value, role=Qt.ItemDataRole.EditRole):
        if role != Qt.ItemDataRole.EditRole:
            return False
        row = self.rows[index.row()]
        if index.column() == TITLE and str(value).strip() != row.title:
            self.renamed.emit(row.id, str(value).strip())
        elif index.column() == WEIGHT and float(value) != row.weight:
            self.weighed.emit(row.id, float(value))
        return True


def percent(share):
    """A share in per cent; a dash where it is not known."""
    return "–" if share is None else tr("{n} %").format(n=f"{100 * share:.0f}")
