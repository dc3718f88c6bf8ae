"""The page of the rules that take land out."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem

from ...algorithms.exclusions_door import moved, unique_id, with_entry, with_value, without
from ..text import tr
from ..widgets.field import hint, sentence_label, silent
from ..widgets.rule_editor import RuleEditor
from .page import Page

ID = Qt.ItemDataRole.UserRole
NONE = "–"


class ExclusionsPage(Page):
    """Rules with a check box each, what they cost, and an editor of the one that is chosen."""

    NAME = "exclusions"

    def title(self):
        return tr("Exclusions")

    def build(self):
        self._off = {}
        self._losses, self._totals = {}, None
        self.document.replaced.connect(self._forget)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Rule"), tr("Hectares"), tr("Only this rule")])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        hint(self.tree, tr("Rules that take land out; a rule without its check mark is not applied"))
        self.tree.itemChanged.connect(self._check)
        self.tree.currentItemChanged.connect(lambda *_: self._show_rule())
        self.body.addWidget(self.tree)
        self.total = sentence_label()
        self.body.addWidget(self.total)
        self._build_buttons()
        self.editor = RuleEditor(self.document)
        self.editor.wanted.connect(self._set)
        self.body.addWidget(self.editor)
        self.body.addStretch()

    def _build_buttons(self):
        grid = QGridLayout()
        self.add, self.up = QPushButton(tr("&Add")), QPushButton(tr("Move &Up"))
        self.down, self.remove = QPushButton(tr("Move &Down")), QPushButton(tr("Remo&ve"))
        for column, (button, slot) in enumerate(
            (
                (self.add, self._add),
                (self.up, lambda: self._move(-1)),
                (self.down, lambda: self._move(1)),
                (self.remove, self._remove),
            )
        ):
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            grid.addWidget(button, column // 2, column % 2)
        self.body.addLayout(grid)

    # Showing -------------------------------------------------------------------------------

    def set_losses(self, losses, totals=None):
        """Show what rules cost.

        Parameters
        ----------
        losses : list of (id, hectares, alone, unknown)
            Land excluded by a rule, by it alone, and not assessed by it; None where that is not known.
        totals : (excluded, not assessed) or None
            Shares of all land from 0 to 1.
        """
        self._losses = {entry[0]: entry[1:] for entry in losses}
        self._totals = totals
        if self.document.is_open:
            self.refresh()

    def refresh(self):
        chosen = self._chosen()
        shown = self._listed()
        with silent(self.tree):
            # Items are used again: one may be telling its own change right now, and must outlive that.
            while self.tree.topLevelItemCount() > len(shown):
                self.tree.takeTopLevelItem(len(shown))
            while self.tree.topLevelItemCount() < len(shown):
                self.tree.addTopLevelItem(QTreeWidgetItem())
            for row, (rule, is_on) in enumerate(shown):
                self._fill_item(self.tree.topLevelItem(row), rule, is_on)
            ids = [rule["id"] for rule, _ in shown]
            if ids:
                self.tree.setCurrentItem(self.tree.topLevelItem(ids.index(chosen) if chosen in ids else 0))
        self.tree.resizeColumnToContents(1)
        self.tree.resizeColumnToContents(2)
        self._show_total()
        self._show_rule()

    def reveal(self, key):
        id, _, field = key.partition("/")
        for row in range(self.tree.topLevelItemCount()):
            if self.tree.topLevelItem(row).data(0, ID) == id:
                self.tree.setCurrentItem(self.tree.topLevelItem(row))
        self.editor.fields.get(field, self.tree).setFocus()

    def _listed(self):
        """(rule, whether it is applied), those switched off at the places they had."""
        out = [(rule, True) for rule in self._rules()]
        ids = {rule.get("id") for rule, _ in out}
        for id, (rule, place) in self._off.items():
            if id not in ids:
                out.insert(place, (rule, False))
        return out

    def _fill_item(self, item, rule, is_on):
        hectares, alone, unknown = (*self._losses.get(rule["id"], ()), None, None, None)[:3]
        for column, text in enumerate(
            (rule.get("title") or rule["id"], _hectares(hectares), _hectares(alone))
        ):
            item.setText(column, text)
        item.setData(0, ID, rule["id"])
        item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        item.setToolTip(0, item.text(0))
        item.setToolTip(1, tr("{n} ha are not assessed").format(n=_hectares(unknown)) if unknown else "")
        for column in (1, 2):
            item.setTextAlignment(column, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))

    def _show_total(self):
        if not self._listed():
            text = tr("There is no rule, so no land is excluded; add one.")
        elif self._totals is None:
            text = tr("What the rules cost is not known yet.")
        else:
            text = tr("{excluded} % excluded, {unknown} % not assessed").format(
                excluded=f"{100 * self._totals[0]:.0f}", unknown=f"{100 * self._totals[1]:.0f}"
            )
        self.total.setText(text)

    def _show_rule(self):
        rule = next((r for r in self._rules() if r.get("id") == self._chosen()), None)
        place = self._rules().index(rule) if rule else -1
        self.remove.setEnabled(self._chosen() is not None)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < len(self._rules()) - 1)
        self.add.setEnabled(bool(self.document.value("layers")))
        self.editor.show_rule(rule)

    # Editing -------------------------------------------------------------------------------

    def _rules(self):
        return self.document.value("exclusions", default=[]) or []

    def _chosen(self):
        item = self.tree.currentItem()
        return item.data(0, ID) if item else None

    def _forget(self):
        self._off, self._losses, self._totals = {}, {}, None

    def _check(self, item, _column):
        id, is_on = item.data(0, ID), item.checkState(0) == Qt.CheckState.Checked
        places = [rule.get("id") for rule in self._rules()]
        raw = self.document.raw
        if is_on and id in self._off:
            rule, place = self._off[id]
            made = self.edit(with_entry(raw, ("exclusions",), rule, place), tr("Switch a rule on"))
        elif not is_on and id in places:
            place = places.index(id)
            self._off[id] = self._rules()[place], place
            made = self.edit(without(raw, ("exclusions", id)), tr("Switch a rule off"))
        else:
            return
        if not made:
            self.refresh()

    def _set(self, key, value, widget):
        id = self._chosen()
        rule = next((r for r in self._rules() if r.get("id") == id), None)
        if rule is None or value == rule.get(key, type(value)()):
            return
        path = ("exclusions", id, key)
        raw = with_value(self.document.raw, path, value) if value else without(self.document.raw, path)
        self.edit(raw, tr("Change a rule"), f"{id}/{key}", widget)

    def _add(self):
        layer = next(iter(self.document.value("layers")))
        taken = [rule["id"] for rule, _ in self._listed()]
        rule = {"id": unique_id("rule", taken), "title": tr("New rule"), "layer": layer}
        if self.edit(with_entry(self.document.raw, ("exclusions",), rule), tr("Add a rule")):
            self.reveal(f"{rule['id']}/title")

    def _remove(self):
        id = self._chosen()
        self._off.pop(id, None)
        if not any(rule.get("id") == id for rule in self._rules()):
            self.refresh()
            return
        self.edit(without(self.document.raw, ("exclusions", id)), tr("Remove a rule"))

    def _move(self, by):
        place = [rule.get("id") for rule in self._rules()].index(self._chosen())
        self.edit(moved(self.document.raw, ("exclusions",), place, place + by), tr("Move a rule"))


def _hectares(value):
    return NONE if value is None else f"{value:,.0f}"
