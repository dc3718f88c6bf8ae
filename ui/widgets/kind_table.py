"""Constants of nodes by their kind, where they differ from those of the criterion."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.criteria_door import kind_fields, unique_id
from ..text import tr
from .field import fit_height, hint, silent

#: The kind that a new row begins with.
KIND = "apn_node"


class KindTable(QWidget):
    """A row for each kind; a blank cell takes the criterion's own constant."""

    wanted = pyqtSignal(object)

    def __init__(self, _field, words):
        super().__init__()
        self.value, self.keys = {}, [f.name for f in kind_fields()]
        self.table = QTableWidget(0, 1 + len(self.keys))
        self.table.setHorizontalHeaderLabels([tr("Kind"), tr("Route factor"), tr("µs/km"), tr("µs a node")])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        hint(self.table, words.tip)
        self.table.itemChanged.connect(self._tell)
        self.add, self.remove = QPushButton(tr("Add Kind")), QPushButton(tr("Remove Kind"))
        self.add.clicked.connect(lambda _checked=False: self._add())
        self.remove.clicked.connect(lambda _checked=False: self._remove())
        layout, row = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        layout.addLayout(row)
        row.addWidget(self.add)
        row.addStretch()
        row.addWidget(self.remove)

    def setFocus(self):
        """Give the focus to the table, or to the button that begins it; a proxy that is hidden would catch Tab."""
        (self.add if self.table.isHidden() else self.table).setFocus()

    def show_value(self, value):
        """Show constants by kind."""
        self.value = dict(value or {})
        with silent(self.table):
            self.table.setRowCount(len(self.value))
            for row, (kind, constants) in enumerate(self.value.items()):
                self.table.setItem(row, 0, QTableWidgetItem(kind))
                for column, key in enumerate(self.keys, 1):
                    given = constants.get(key)
                    self.table.setItem(row, column, QTableWidgetItem("" if given is None else f"{given:g}"))
        fit_height(self.table, len(self.value), 6)
        self.table.setVisible(bool(self.value))
        self.remove.setVisible(bool(self.value))

    def _tell(self, item):
        kinds = list(self.value)
        kind, text = kinds[item.row()], item.text().strip()
        if item.column() == 0:
            if text and text not in self.value:
                kinds[item.row()] = text
                self.wanted.emit(dict(zip(kinds, self.value.values())))
                return
        else:
            key = self.keys[item.column() - 1]
            constants = {k: v for k, v in self.value[kind].items() if k != key}
            try:
                self.wanted.emit({**self.value, kind: {**constants, key: float(text)} if text else constants})
                return
            except ValueError:
                pass
        self.show_value(self.value)

    def _add(self):
        self.wanted.emit({**self.value, unique_id(KIND, list(self.value)): {}})

    def _remove(self):
        row = max(self.table.currentRow(), 0)
        kept = {k: v for i, (k, v) in enumerate(self.value.items()) if i != row}
        self.wanted.emit(kept or None)
