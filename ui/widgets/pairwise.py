"""A matrix of pairwise judgements: the upper half is edited, the lower half shows reciprocals."""

from __future__ import annotations

from qgis.PyQt.QtCore import QAbstractTableModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPen
from qgis.PyQt.QtWidgets import QComboBox, QStyledItemDelegate

from ...algorithms.weights_door import SAATY, ratio_text
from ..text import tr

FLAG = "⚑"


class JudgementModel(QAbstractTableModel):
    """Shows a matrix and tells what was typed; the page makes the edit."""

    #: Row, column and text of a judgement.
    judged = pyqtSignal(int, int, str)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.ids, self.names, self.matrix, self.worst = (), (), (), None

    def show(self, ids, names, matrix, worst):
        """Show a matrix, headed by ids as titles are too long; ``worst`` is the place of the worst judgement, or None."""
        self.beginResetModel()
        self.ids, self.names, self.matrix = tuple(ids), tuple(names), matrix
        self.worst = tuple(sorted(worst)) if worst else None
        self.endResetModel()

    def rowCount(self, _parent=None):
        return len(self.names)

    def columnCount(self, _parent=None):
        return len(self.names)

    def headerData(self, section, _orientation, role=Qt.ItemDataRole.DisplayRole):
        if role == Qt.ItemDataRole.DisplayRole:
            return self.ids[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.names[section]
        return None

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        row, column = index.row(), index.column()
        text = ratio_text(self.matrix[row][column])
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{text} {FLAG}" if (row, column) == self.worst else text
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr("{a} against {b}: {value}").format(a=self.names[row], b=self.names[column], value=text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def flags(self, index):
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return shown | Qt.ItemFlag.ItemIsEditable if index.row() < index.column() else shown

    def setData(self, index, value, role=Qt.ItemDataRole.EditRole):
        if role != Qt.ItemDataRole.EditRole or index.row() >= index.column():
            return False
        self.judged.emit(index.row(), index.column(), str(value))
        return True


class JudgementDelegate(QStyledItemDelegate):
    """Offers Saaty's scale, takes any ratio, and frames the worst judgement."""

    def createEditor(self, parent, _option, _index):
        combo = QComboBox(parent)
        combo.setEditable(True)
        combo.addItems(SAATY)
        return combo

    def setEditorData(self, editor, index):
        editor.setCurrentText(index.data(Qt.ItemDataRole.EditRole))

    def setModelData(self, editor, model, index):
        if editor.currentText() != index.data(Qt.ItemDataRole.EditRole):
            model.setData(index, editor.currentText())

    def paint(self, painter, option, index):
        super().paint(painter, option, index)
        if (index.row(), index.column()) == index.model().worst:
            painter.save()
            painter.setPen(QPen(option.palette.text().color(), 3))
            painter.drawRect(option.rect.adjusted(2, 2, -2, -2))
            painter.restore()
