"""The page of weights: how they are found, how consistent the judgements are, and what comes out."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QHeaderView, QPushButton, QTableView

from ...algorithms.weights_door import (
    CR_LIMIT,
    FORMULAS,
    PRIORITIES,
    InputError,
    by_id,
    parsed_ratio,
    ratio_text,
    started,
    tree_grouped,
    tree_moved,
    tree_with,
    weighed,
    with_comparison,
    with_ends,
    with_judgement,
    with_value,
    worst_judgement,
)
from ..text import tr
from ..widgets.field import fit_height, hint, mark, sentence_label, silent
from ..widgets.overlay_group import OverlayGroup
from ..widgets.pairwise import JudgementDelegate, JudgementModel
from ..widgets.weight_editors import TreeEditor, ValueTable, WeightBars
from .page import Page

LISTS = ("best_to_others", "others_to_worst")


class WeightsPage(Page):
    """Method of the weights with its editor, the weights that result, and the method of the overlay."""

    NAME = "weights"

    def title(self):
        return tr("Weights")

    def build(self):
        self.found, self.suggestion, self._judged = None, None, (None, None)
        self.form = QFormLayout()
        self.body.addLayout(self.form)
        self.method = self._combo(tr("Method"), lambda: self._start(self.method.currentData()))
        for text, name in (
            (tr("Direct"), "direct"),
            (tr("Pairwise"), "ahp"),
            (tr("Best-worst"), "best_worst"),
            (tr("Ranks"), "rank"),
            (tr("Tree"), "tree"),
        ):
            self.method.addItem(text, name)
        self.priorities = self._combo(tr("Priorities"), lambda: self._option("priorities", self.priorities))
        self.priorities.addItems(PRIORITIES)
        self.formula = self._combo(tr("Formula"), lambda: self._option("formula", self.formula))
        self.formula.addItems(FORMULAS)
        self.best = self._combo(tr("Best criterion"), self._set_ends)
        self.worst = self._combo(tr("Worst criterion"), self._set_ends)
        self._build_editors()
        self.consistency = sentence_label()
        self.use = QPushButton()
        self.use.clicked.connect(lambda _checked=False: self._use_suggestion())
        self.bars = WeightBars()
        self.fill = QPushButton(tr("&Fill from Data…"))
        self.fill.clicked.connect(lambda _checked=False: self._fill_from_data())
        self.overlay = OverlayGroup()
        self.overlay.wanted.connect(self._set_overlay)
        for widget in (self.consistency, self.use, self.bars, self.fill, self.overlay):
            self.body.addWidget(widget)
        self.body.addStretch()

    def _combo(self, label, slot):
        combo = QComboBox()
        hint(combo, label)
        self.form.addRow(label, combo)
        combo.activated.connect(lambda _i: slot())
        return combo

    def _build_editors(self):
        self.model = JudgementModel(self)
        self.model.judged.connect(self._judge)
        self.matrix, self.table, self.tree = QTableView(), ValueTable(), TreeEditor()
        self.matrix.setModel(self.model)
        self.matrix.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.matrix.setItemDelegate(JudgementDelegate(self.matrix))
        hint(self.matrix, tr("How many times the row's criterion outweighs the column's"))
        hint(self.table, tr("Numbers of the criteria"))
        self.table.typed.connect(self._type)
        self.tree.wanted.connect(self._change_tree)
        for widget in (self.matrix, self.table, self.tree):
            self.body.addWidget(widget)

    # Showing -------------------------------------------------------------------------------

    def refresh(self):
        self.found = weighed(self.document.raw, self.document.folder)
        given = self._given()
        method = given.get("method", "direct")
        with silent(self.method, self.priorities, self.formula):
            self.method.setCurrentIndex(self.method.findData(method))
            self.priorities.setCurrentText(given.get("priorities", PRIORITIES[0]))
            self.formula.setCurrentText(given.get("formula", FORMULAS[0]))
        for field, methods in (
            (self.priorities, ("ahp", "tree")),
            (self.formula, ("rank",)),
            (self.best, ("best_worst",)),
            (self.worst, ("best_worst",)),
        ):
            field.setVisible(method in methods)
            self.form.labelForField(field).setVisible(method in methods)
        is_known = self.found is not None
        self.matrix.setVisible(method == "ahp" and is_known)
        self.table.setVisible(method in ("direct", "best_worst", "rank") and is_known)
        self.tree.setVisible(method == "tree" and is_known)
        self.bars.setVisible(is_known)
        self.suggestion = None
        if is_known:
            self._show_method(method, given)
            self.bars.show_weights(self._names(self._ids()), self.found.weights)
        self._show_consistency()
        self.overlay.show_overlay(self.document.value("overlay"), self._ids())

    def _show_method(self, method, given):
        order = self._order()
        if method == "ahp":
            self._show_matrix()
        elif method == "best_worst":
            self._show_ends(order)
            heads = tr("Best against it"), tr("It against worst")
            self._show_table(order, heads, [by_id(given[name], order) for name in LISTS])
        elif method == "rank":
            self._show_table(order, (tr("Rank"),), [by_id(given["ranks"], order)])
        elif method == "tree":
            self.tree.show_tree(given["tree"], self._titles())
        else:
            weights = {c["id"]: c.get("weight", 1) for c in self._criteria()}
            self._show_table(self._ids(), (tr("Weight"),), [weights])

    def _show_table(self, order, heads, columns):
        self.table.show_values(self._names(order), heads, [[c[id] for id in order] for c in columns])

    def _show_matrix(self):
        level = self.found.levels[0]
        if self._judged[0] != level.matrix:
            self._judged = level.matrix, worst_judgement(level.matrix)
        self.suggestion = self._judged[1] if level.found.cr > CR_LIMIT else None
        place = self.suggestion[:2] if self.suggestion else None
        self.model.show(level.members, self._names(level.members), level.matrix, place)
        fit_height(self.matrix, len(level.members))

    def _show_ends(self, order):
        with silent(self.best, self.worst):
            for combo, id in ((self.best, self.found.best), (self.worst, self.found.worst)):
                combo.clear()
                for name, each in zip(self._names(order), order):
                    combo.addItem(name, each)
                combo.setCurrentIndex(combo.findData(id))

    def _show_consistency(self):
        self.use.setVisible(self.suggestion is not None)
        if self.found is None:
            self.consistency.setText(
                tr("The weights do not fit the criteria; choose the method again to begin afresh.")
            )
            return
        cr = self.found.cr
        self.consistency.setVisible(cr is not None)
        if cr is None:
            return
        text = tr("Consistency ratio {cr}").format(cr=f"{cr:.3f}")
        if cr > CR_LIMIT and self.found.method != "best_worst":
            text += " " + tr("⚠ over 0.10")
        if self.suggestion:
            row, column, value, implied = self.suggestion
            names = self._names(self.found.levels[0].members)
            text += "\n⚑ " + tr("{a} : {b} is {value}, the others imply {implied}").format(
                a=names[row], b=names[column], value=ratio_text(value), implied=ratio_text(implied)
            )
            self.use.setText(tr("Use {value}").format(value=ratio_text(implied)))
        self.consistency.setText(text)

    def state(self):
        if self.found is None and self._criteria():
            return "warning", tr("The weights do not fit the criteria")
        if self.suggestion:
            return "warning", tr("The judgements contradict each other")
        return "", ""

    def reveal(self, key):
        fields = {"matrix": self.matrix, "tree": self.tree.tree, "table": self.table}
        fields["overlay.method"] = self.overlay.method
        fields.get(key.partition("/")[0], self.method).setFocus()

    # Editing -------------------------------------------------------------------------------

    def _given(self):
        return self.document.value("weighting", default=None) or {"method": "direct"}

    def _criteria(self):
        return self.document.value("criteria", default=[]) or []

    def _ids(self):
        return [c["id"] for c in self._criteria()]

    def _order(self):
        return self._given().get("criteria") or self._ids()

    def _titles(self):
        return {c["id"]: c.get("title") or c["id"] for c in self._criteria()}

    def _names(self, ids):
        titles = self._titles()
        return [titles.get(id, id) for id in ids]

    def _put(self, weighting, text, key, widget):
        """Edit the weighting; what was refused is told, and the widgets show the scenario again."""
        made = self.edit(with_value(self.document.raw, ("weighting",), weighting), text, key, widget)
        if not made:
            sentence = widget.property("wattbitFault")
            self.refresh()
            mark(widget, sentence)
            self.workbench.warn(sentence)

    def _start(self, method):
        ids = self._ids()
        if self.found is not None and method == self._given().get("method", "direct"):
            return
        weights = self.found.weights if self.found else [1] * len(ids)
        self._put(started(method, ids, weights), tr("Choose how weights are found"), "", self.method)

    def _option(self, key, combo):
        self._put({**self._given(), key: combo.currentText()}, tr("Change the weights"), key, combo)

    def _judge(self, row, column, text):
        try:
            value = parsed_ratio(text)
        except InputError as error:
            mark(self.matrix, str(error))
            self.workbench.warn(str(error))
            return
        self._set_judgement(row, column, value)

    def _set_judgement(self, row, column, value):
        rows = with_judgement(self.found.levels[0].matrix, row, column, value)
        key = f"matrix/{row}/{column}"
        self._put({**self._given(), "matrix": rows}, tr("Change a judgement"), key, self.matrix)

    def _use_suggestion(self):
        row, column, _value, implied = self.suggestion
        self._set_judgement(row, column, implied)

    def _type(self, column, row, value):
        given, order = self._given(), self._order()
        method, text = given.get("method", "direct"), tr("Change the weights")
        key = f"table/{column}/{row}"
        if method == "direct":
            raw = with_value(self.document.raw, ("criteria", self._ids()[row], "weight"), value)
            if not self.edit(raw, text, key, self.table):
                sentence = self.table.property("wattbitFault")
                self.refresh()
                mark(self.table, sentence)
        elif method == "rank":
            ranks = {**by_id(given["ranks"], order), order[row]: value}
            self._put({**given, "ranks": ranks}, text, key, self.table)
        else:
            lists = (by_id(given[name], order) for name in LISTS)
            ends = self.found.best, self.found.worst
            changed = with_comparison(*lists, *ends, LISTS[column], order[row], value)
            self._put({**given, **dict(zip(LISTS, changed))}, text, key, self.table)

    def _set_ends(self):
        given, order = self._given(), self._order()
        old = self.found.best, self.found.worst
        new = self.best.currentData(), self.worst.currentData()
        if new[0] == new[1] and len(order) > 1:
            new = (new[0], old[0]) if new[0] != old[0] else (old[1], new[1])
        lists = with_ends(*(by_id(given[name], order) for name in LISTS), old, new)
        changed = {**given, **dict(zip(LISTS, lists))}
        self._put(changed, tr("Choose the best and the worst"), "", self.best)

    def _change_tree(self, path, what, value):
        given = self._given()
        tree = given["tree"]
        if what == "group":
            tree = tree_grouped(tree, path, tr("Group"))
        elif what == "move":
            tree = tree_moved(tree, path, value)
        elif what in ("weight", "id"):
            tree = tree_with(tree, path, **{what: value})
        else:
            self.refresh()
            return
        self._put({**given, "tree": tree}, tr("Change the tree"), "tree", self.tree)

    def _set_overlay(self, overlay, key, widget):
        raw = with_value(self.document.raw, ("overlay",), overlay)
        self.edit(raw, tr("Change the overlay method"), key, widget)

    def _fill_from_data(self):
        try:
            import processing  # a core plugin that the user may have switched off
        except ModuleNotFoundError:
            self.workbench.warn(
                tr("The Processing plugin is off: switch it on under Plugins, Manage and Install.")
            )
            return
        processing.execAlgorithmDialog("wattbit:dataweights", {})
