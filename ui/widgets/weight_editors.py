"""Editors of the ways to find weights: pairwise, best-worst, ranks and direct as tables, and the tree."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..text import tr
from .field import fit_height, hint, sentence_label, silent

PATH = Qt.ItemDataRole.UserRole


class ValueTable(QTableWidget):
    """Criteria with one or two numbers each."""

    #: Column, position of the criterion, and number.
    typed = pyqtSignal(int, int, float)

    def __init__(self):
        super().__init__()
        self.itemChanged.connect(self._tell)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.shown = []

    def show_values(self, names, headers, columns):
        """Show numbers, a list for each column."""
        self.shown = columns
        with silent(self):
            self.setRowCount(len(names))
            self.setColumnCount(len(headers))
            self.setVerticalHeaderLabels(list(names))
            self.setHorizontalHeaderLabels(list(headers))
            for column, values in enumerate(columns):
                for row, value in enumerate(values):
                    self.setItem(row, column, QTableWidgetItem(f"{value:g}"))
        fit_height(self, len(names))

    def _tell(self, item):
        row, column = item.row(), item.column()
        try:
            value = float(item.text())
        except ValueError:
            with silent(self):
                item.setText(f"{self.shown[column][row]:g}")
            return
        if value != self.shown[column][row]:
            self.typed.emit(column, row, value)


class TreeEditor(QWidget):
    """Groups of criteria with weights."""

    #: Path of a node, and what is to change there: ("weight", number), ("id", name), ("group", None), ("move", path).
    wanted = pyqtSignal(object, str, object)

    def __init__(self):
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Group or criterion"), tr("Weight")])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        hint(self.tree, tr("Groups of criteria; weights count among siblings"))
        self.group = QPushButton(tr("Add &Group"))
        self.target = QComboBox()
        hint(self.target, tr("Move the chosen entry into this group"))
        layout.addWidget(self.tree)
        layout.addWidget(self.group)
        layout.addWidget(self.target)
        self.tree.itemChanged.connect(self._tell)
        self.group.clicked.connect(lambda _checked=False: self._want("group", None))
        self.target.activated.connect(lambda _i: self._want("move", self.target.currentData()))

    def show_tree(self, nodes, titles):
        """Show a tree; ``titles`` are those of the criteria by id."""
        chosen = self._path()
        with silent(self.tree, self.target):
            self.tree.clear()
            self.target.clear()
            self.target.addItem(tr("Move to the top"), ())
            self._fill(self.tree.invisibleRootItem(), nodes, titles, (), chosen)
            self.tree.expandAll()
        self.group.setEnabled(bool(nodes))

    def _fill(self, parent, nodes, titles, above, chosen):
        for place, node in enumerate(nodes):
            path, children = (*above, place), node.get("children")
            item = QTreeWidgetItem([titles.get(node["id"], node["id"]), f"{node.get('weight', 1):g}"])
            item.setData(0, PATH, path)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            parent.addChild(item)
            if children:
                self.target.addItem(tr("Move to {group}").format(group=node["id"]), path)
                self._fill(item, children, titles, path, chosen)
            if chosen == path:
                self.tree.setCurrentItem(item)

    def _path(self):
        item = self.tree.currentItem()
        return tuple(item.data(0, PATH)) if item else None

    def _want(self, what, value):
        path = self._path()
        is_inside = what == "move" and path is not None and tuple(value)[: len(path)] == path
        if path is not None and not is_inside:
            self.wanted.emit(path, what, value)

    def _tell(self, item, column):
        path = tuple(item.data(0, PATH))
        if column == 0:
            self.wanted.emit(path, "id", item.text(0).strip())
            return
        try:
            self.wanted.emit(path, "weight", float(item.text(1)))
        except ValueError:
            self.wanted.emit(path, "redraw", None)


class WeightBars(QWidget):
    """Resulting weights as bars with their numbers."""

    def __init__(self):
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
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
        self.grid.setColumnStretch(0, 1)
        for (label, bar), name, weight in zip(self.rows, names, weights):
            label.setText(name)
            bar.setValue(round(1000 * weight))
            bar.setFormat(f"{weight:.3f}")
            bar.setAccessibleName(name)
