"""The editor of weights as a tree: groups of criteria within groups."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem

from ...algorithms.weights_door import tree_grouped, tree_moved, tree_with
from ..text import tr
from .field import hint, silent
from .weight_editors import Editor

PATH = Qt.ItemDataRole.UserRole


class TreeEditor(Editor):
    """Groups of criteria with weights."""

    def build(self):
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Group or criterion"), tr("Weight")])
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        hint(self.tree, tr("Groups of criteria; weights count among siblings"))
        self.group = QPushButton(tr("Add &Group"))
        hint(self.group, tr("Put the chosen entry into a group of its own"))
        self.target = QComboBox()
        hint(self.target, tr("Move the chosen entry into this group"))
        for widget in (self.tree, self.group, self.target):
            self.form.addRow(widget)
        self.tree.itemChanged.connect(self._tell)
        self.group.clicked.connect(lambda _checked=False: self._group())
        self.target.activated.connect(lambda _i: self._move(tuple(self.target.currentData())))

    def field(self, _key):
        return self.tree

    def draw(self, draft):
        self.draft = draft
        chosen = self.chosen()
        with silent(self.tree, self.target):
            self.tree.clear()
            self.target.clear()
            self.target.addItem(tr("Move to the top"), ())
            self._fill(self.tree.invisibleRootItem(), draft.given["tree"], (), chosen)
            self.tree.expandAll()
        self.tree.resizeColumnToContents(1)

    def _fill(self, parent, nodes, above, chosen):
        for place, node in enumerate(nodes):
            path, children = (*above, place), node.get("children")
            name = self.draft.titles.get(node["id"], node["id"])
            item = QTreeWidgetItem([name, f"{node.get('weight', 1):g}"])
            item.setData(0, PATH, path)
            item.setToolTip(0, name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            parent.addChild(item)
            if children:
                self.target.addItem(tr("Move to {group}").format(group=node["id"]), path)
                self._fill(item, children, path, chosen)
            if chosen == path:
                self.tree.setCurrentItem(item)

    def chosen(self):
        """Path of the chosen entry; None for none."""
        item = self.tree.currentItem()
        return tuple(item.data(0, PATH)) if item else None

    def _change(self, weighting):
        self.put(weighting, "tree", self.tree, tr("Change the tree"))

    def _group(self):
        if self.chosen() is not None:
            self._change(tree_grouped(self.draft.given, self.chosen(), tr("Group")))

    def _move(self, target):
        if self.chosen() is not None:
            self._change(tree_moved(self.draft.given, self.chosen(), target))

    def _tell(self, item, column):
        path, text = tuple(item.data(0, PATH)), item.text(column).strip()
        try:
            changed = {"weight": float(text)} if column else {"id": text}
        except ValueError:
            self.draw(self.draft)
            return
        self._change(tree_with(self.draft.given, path, **changed))
