"""Editors of weights without a matrix: direct, ranks, best-worst."""

from __future__ import annotations

from typing import Any, NamedTuple

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QWidget

from ...algorithms.weights_door import FORMULAS, LISTS, MODELS, by_id, with_comparison, with_ends
from ..text import tr
from .choice import Choice
from .field import hint, sentence_label, silent
from .value_table import ValueTable


class Draft(NamedTuple):
    """What the editors draw.

    Attributes
    ----------
    given : dict
        The scenario's ``weighting``.
    found : Weighed
        The weights that result, and how they came about.
    weights : dict
        Weight of each criterion by id as the scenario writes it, in the order of the file.
    titles : dict
        Title of each criterion by id.
    """

    given: dict
    found: Any
    weights: dict
    titles: dict

    @property
    def order(self):
        """Ids in the order of the judgements."""
        return list(self.given.get("criteria") or self.weights)

    def names(self, ids):
        """Titles of criteria; a group is called by its id."""
        return [self.titles.get(id, id) for id in ids]


class Editor(QWidget):
    """Draws a draft, and tells of the value that the user wants somewhere in the scenario."""

    #: Path in the scenario, value, what the edit does, key of the field, and the field.
    wanted = pyqtSignal(object, object, str, str, object)
    #: Whether a judgement contradicts the others so much that the user should look.
    is_contradictory = False

    def __init__(self):
        super().__init__()
        self.draft = None
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.build()

    def build(self):
        """Make the widgets."""
        raise NotImplementedError

    def draw(self, draft):
        """Show a draft of the editor's own method."""
        raise NotImplementedError

    def field(self, _key):
        """The widget of an edit's key."""
        return self.table

    def want(self, changed, key, widget, text=""):
        """Tell of keys of the weighting that should change."""
        self.put({**self.draft.given, **changed}, key, widget, text)

    def put(self, weighting, key, widget, text=""):
        """Tell of a weighting that is wanted."""
        self.wanted.emit(("weighting",), weighting, text or tr("Change the weights"), key, widget)

    def add_table(self):
        """A table of numbers below what stands already."""
        table = ValueTable()
        hint(table, tr("Numbers of the criteria"))
        table.typed.connect(self.type)
        self.form.addRow(table)
        return table

    def add_choice(self, label, key, keys):
        """A combo of a key of the weighting."""
        combo = Choice(keys, label)
        combo.picked.connect(lambda word: self.want({key: word}, key, combo))
        self.form.addRow(label, combo)
        return combo


class DirectEditor(Editor):
    """A weight a criterion."""

    def build(self):
        self.table = self.add_table()

    def draw(self, draft):
        self.draft = draft
        self.table.show_values(draft.names(draft.weights), (tr("Weight"),), [list(draft.weights.values())])

    def type(self, column, row, value):
        path = ("criteria", list(self.draft.weights)[row], "weight")
        self.wanted.emit(path, value, tr("Change the weights"), f"table/{column}/{row}", self.table)


class RankEditor(Editor):
    """A rank a criterion, and how ranks become weights."""

    def build(self):
        self.formula = self.add_choice(tr("Formula"), "formula", FORMULAS)
        self.table = self.add_table()

    def draw(self, draft):
        self.draft, order = draft, draft.order
        ranks = by_id(draft.given["ranks"], order)
        self.formula.show_key(draft.given.get("formula", FORMULAS[0]))
        self.table.show_values(draft.names(order), (tr("Rank"),), [[ranks[id] for id in order]])

    def type(self, column, row, value):
        order = self.draft.order
        ranks = {**by_id(self.draft.given["ranks"], order), order[row]: value}
        self.want({"ranks": ranks}, f"table/{column}/{row}", self.table)


class BestWorstEditor(Editor):
    """The best and the worst criterion, and how the others compare with them."""

    def build(self):
        self.best, self.worst = QComboBox(), QComboBox()
        for label, combo in ((tr("Best criterion"), self.best), (tr("Worst criterion"), self.worst)):
            hint(combo, label)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.activated.connect(lambda _i: self._set_ends())
            self.form.addRow(label, combo)
        self.model = self.add_choice(tr("Model"), "model", MODELS)
        self.table = self.add_table()
        self.consistency = sentence_label()
        self.form.addRow(self.consistency)

    def draw(self, draft):
        self.draft, order = draft, draft.order
        names = draft.names(order)
        with silent(self.best, self.worst):
            for combo, id in ((self.best, draft.found.best), (self.worst, draft.found.worst)):
                combo.clear()
                for name, each in zip(names, order):
                    combo.addItem(name, each)
                combo.setCurrentIndex(combo.findData(id))
        self.model.show_key(draft.given.get("model", MODELS[0]))
        columns = [[values[id] for id in order] for values in self._lists()]
        self.table.show_values(names, (tr("Best against it"), tr("It against worst")), columns)
        self.consistency.setText(tr("Consistency ratio {cr}").format(cr=f"{draft.found.cr:.3f}"))

    def type(self, column, row, value):
        ends, id = (self.draft.found.best, self.draft.found.worst), self.draft.order[row]
        changed = with_comparison(self._lists(), *ends, LISTS[column], id, value)
        self.want(dict(zip(LISTS, changed)), f"table/{column}/{row}", self.table)

    def _lists(self):
        return [by_id(self.draft.given[name], self.draft.order) for name in LISTS]

    def _set_ends(self):
        old = self.draft.found.best, self.draft.found.worst
        new = self.best.currentData(), self.worst.currentData()
        if new[0] == new[1] and len(self.draft.order) > 1:
            new = (new[0], old[0]) if new[0] != old[0] else (old[1], new[1])
        changed = dict(zip(LISTS, with_ends(self._lists(), old, new)))
        self.want(changed, "", self.best, tr("Choose the best and the worst"))
