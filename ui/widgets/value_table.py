"""Criteria with numbers: a table to type them into, and bars of the weights that result."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHeaderView,
    QProgressBar,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ..text import tr
from .field import fit_height, sentence_label, silent


class ValueTable(QTableWidget):
    """Criteria with one or two numbers each; names give way, so that headings and numbers are read whole."""

    #: Column of numbers, position of the criterion, and number.
    typed = pyqtSignal(int, int, float)

    def __init__(self):
        super().__init__()
        self.shown = []
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        self.itemChanged.connect(self._tell)

    def show_values(self, names, headers, columns, what=""):
        """Show numbers, a list for each column; ``what`` heads the names."""
        self.shown = columns
        with silent(self):
            self.setRowCount(len(names))
            self.setColumnCount(1 + len(headers))
            self.setHorizontalHeaderLabels([what or tr("Criterion"), *headers])
            for row, name in enumerate(names):
                item = QTableWidgetItem(name)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(name)
                self.setItem(row, 0, item)
                for column, values in enumerate(columns):
                    self.setItem(row, 1 + column, QTableWidgetItem(f"{values[row]:g}"))
        header = self.horizontalHeader()
        header.setMinimumSectionSize(6 * self.fontMetrics().horizontalAdvance("n"))
        for column in range(1 + len(headers)):
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, modes.ResizeToContents if column else modes.Stretch)
        fit_height(self, len(names))

    def number(self, row, column=0):
        """The item that shows a number."""
        return self.item(row, 1 + column)

    def _tell(self, item):
        row, column = item.row(), item.column() - 1
        before = self.shown[column][row]
        try:
            value = float(item.text())
        except ValueError:
            with silent(self):
                item.setText(f"{before:g}")
            return
        if value != before:
            self.typed.emit(column, row, value)


class WeightBars(QWidget):
    """Resulting weights as bars with their numbers."""

    def __init__(self):
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        self.rows = []

    def show_weights(self, names, weights):
        """Show a bar a criterion."""
        while len(self.rows) > len(names):
            for widget in self.rows.pop():
                self.grid.removeWidget(widget)
                widget.deleteLater()
        while len(self.rows) < len(names):
            pair = sentence_label(), QProgressBar()
            pair[1].setRange(0, 1000)
            for column, widget in enumerate(pair):
                self.grid.addWidget(widget, len(self.rows), column)
            self.rows.append(pair)
        for (label, bar), name, weight in zip(self.rows, names, weights):
            label.setText(name)
            bar.setValue(round(1000 * weight))
            bar.setFormat(f"{weight:.3f}")
            bar.setAccessibleName(name)
