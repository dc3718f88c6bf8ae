"""The page of criteria: their weights, how their values become scores, and what they read."""

from __future__ import annotations

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QMenu, QPushButton

from ...algorithms.criteria_door import (
    TYPES,
    InputError,
    added,
    duplicated,
    new_criterion,
    removed,
    shares_of,
    weights_of,
    with_sum_one,
    with_value,
    without,
)
from ..criterion_text import adapted_sentence, method_title, type_title, unit_of
from ..text import tr
from ..widgets.criteria_model import WEIGHT, Row
from ..widgets.criteria_tree import MOST, CriteriaTree
from ..widgets.details_group import DetailsGroup
from ..widgets.field import hint, sentence_label
from ..widgets.value_group import ValueGroup
from .page import Page, empty_label


class CriteriaPage(Page):
    """Criteria with their weights, and the settings of the one that is chosen."""

    NAME = "criteria"
    #: Id of the criterion to preview alone; blank for all together.
    soloChanged = pyqtSignal(str)

    def title(self):
        return tr("Criteria")

    def build(self):
        self.shares = None
        self.filter = QgsFilterLineEdit()
        self.filter.setPlaceholderText(tr("Filter the criteria"))
        hint(self.filter, tr("Show criteria whose title or type holds this text"))
        self.filter.textChanged.connect(lambda _text: self.document.is_open and self.refresh())
        self.body.addWidget(self.filter)
        self._build_buttons()
        self.tree = CriteriaTree()
        hint(self.tree, tr("Criteria; Space previews the chosen one alone"))
        self.tree.soloChanged.connect(self.soloChanged)
        self.tree.chosen.connect(lambda _id: self._show_chosen())
        self.tree.model().weighed.connect(self._set_weight)
        self.tree.model().renamed.connect(self._set_title)
        self.none = empty_label(tr("There is no criterion yet; add one to rate the land."))
        self.body.addWidget(self.none)
        self.body.addWidget(self.tree)
        self._build_sum()
        self.value, self.details = ValueGroup(self), DetailsGroup(self)
        self.body.addWidget(self.value)
        self.body.addWidget(self.details)
        self.body.addStretch()
        self.document.replaced.connect(self._forget)

    def _build_buttons(self):
        row = QHBoxLayout()
        self.add, self.copy = QPushButton(tr("&Add")), QPushButton(tr("D&uplicate"))
        self.remove = QPushButton(tr("Remo&ve"))
        menu = QMenu(self.add)
        for type in TYPES:
            menu.addAction(type_title(type), lambda t=type: self.add_type(t)).setObjectName(type)
        self.add.setMenu(menu)
        hint(self.add, tr("Add a criterion on a layer of the scenario that fits its type"))
        hint(self.copy, tr("Add a copy of the chosen criterion, weighed alike"))
        self.copy.clicked.connect(lambda _checked=False: self.duplicate())
        self.remove.clicked.connect(lambda _checked=False: self.remove_chosen())
        row.addWidget(self.add)
        row.addWidget(self.copy)
        row.addStretch()
        row.addWidget(self.remove)
        self.body.addLayout(row)

    def _build_sum(self):
        row = QHBoxLayout()
        self.keep, self.sum = QCheckBox(tr("&Keep sum 1")), QLabel()
        hint(self.keep, tr("Scale the other weights so that all sum to 1"))
        self.keep.toggled.connect(self._keep_sum)
        self.method, self.to_weights = sentence_label(), QPushButton(tr("&Weights…"))
        hint(self.to_weights, tr("Show the page on which these weights are judged"))
        self.to_weights.clicked.connect(lambda _checked=False: self.workbench.dock.show_page("weights"))
        row.addWidget(self.keep)
        row.addWidget(self.method, 1)
        row.addStretch()
        row.addWidget(self.sum)
        row.addWidget(self.to_weights)
        self.body.addLayout(row)

    # Showing -------------------------------------------------------------------------------

    def refresh(self):
        criteria, raw = self._criteria(), self.document.raw
        self.shares = shares_of(raw, self.document.folder)
        method = (raw.get("weighting") or {}).get("method", "direct")
        weights, shares = weights_of(raw), self.shares or [None] * len(criteria)
        rows = [
            Row(c["id"], c.get("title") or c["id"], type_title(c.get("type")), w, s)
            for c, w, s in zip(criteria, weights, shares)
        ]
        is_direct = method == "direct"
        most = 1.0 if self.keep.isChecked() else MOST
        self.tree.show_rows(rows, self.filter.text(), is_direct=is_direct, most=most)
        self.none.setVisible(not criteria)
        self.tree.setVisible(bool(criteria))
        self.add.setEnabled(bool(raw.get("layers")))
        for widget in (self.keep, self.sum):
            widget.setVisible(is_direct and bool(criteria))
        for widget in (self.method, self.to_weights):
            widget.setVisible(not is_direct)
        self.sum.setText(tr("Sum {n}").format(n=f"{sum(weights):.3g}"))
        self.method.setText(tr("Weights by {method}").format(method=method_title(method)))
        self._show_chosen()

    def _show_chosen(self):
        is_any = bool(self.chosen())
        self.copy.setEnabled(is_any)
        is_last = len(self._criteria()) == 1
        self.remove.setEnabled(is_any and not is_last)
        only = tr("A scenario needs a criterion; add another before this one is removed")
        self.remove.setToolTip(only if is_last else tr("Remove the chosen criterion"))
        criterion = self.document.value("criteria", self.chosen(), default={}) if is_any else {}
        self.value.show_criterion(self.chosen(), criterion, unit_of(criterion, self.document.raw))
        self.details.show_criterion(self.chosen(), criterion)
        for group in (self.value, self.details):
            group.setVisible(is_any)

    def state(self):
        if not self._criteria():
            return "warning", tr("There is no criterion yet; add one to rate the land.")
        own = [fault for fault in self.document.faults if fault.startswith("criteria")]
        if own:
            return "error", own[0]
        if self.shares is None and self.document.is_valid:
            return "warning", tr("The weights do not fit the criteria")
        return "", ""

    def reveal(self, key):
        id, _, field = key.partition("/")
        self.tree.choose(id, WEIGHT if field == "weight" else 0)
        if field.startswith("value"):
            self.value.field(field.partition(".")[2]).setFocus()
        elif field and field not in ("weight", "title"):
            self.details.field(field).setFocus()

    def set_histogram_source(self, source):
        """Take what is drawn behind curves from a function.

        Parameters
        ----------
        source : callable or None
            Of a criterion's id; returns (counts, edges) of its raw values, n and n + 1, or None where they
            are not known (yet). Call this method, or ``self.value.show_histogram()``, again for news.
        """
        self.value.source = source
        self.value.show_histogram()

    def chosen(self):
        """Id of the chosen criterion; blank for none."""
        return self.tree.current_id()

    def _criteria(self):
        return [c for c in self.document.value("criteria", default=[]) or [] if isinstance(c, dict)]

    def _forget(self):
        self.filter.clear()
        self.keep.setChecked(False)
        self.tree.show_alone("")

    # Editing -------------------------------------------------------------------------------

    def add_type(self, type):
        """Add a criterion of a type on a layer that fits."""
        raw, folder = self.document.raw, self.document.folder
        try:
            criterion = new_criterion(raw, folder, type)
        except InputError:
            sentence = tr(
                "No layer of the scenario fits a criterion of the type {type}; add one on the page Data."
            )
            self.workbench.warn(sentence.format(type=type_title(type)))
            return
        titles = [c.get("title") for c in self._criteria()]
        criterion["title"] = _numbered(type_title(type), titles)
        self._make(added(raw, folder, criterion), tr("Add a criterion"))

    def duplicate(self):
        """Add a copy of the chosen criterion after it."""
        id = self.chosen()
        title = self.document.value("criteria", id, "title", default="") or id
        copy = _numbered(title, [c.get("title") or c["id"] for c in self._criteria()])
        change = duplicated(self.document.raw, self.document.folder, id, copy)
        self._make(change, tr("Duplicate a criterion"))

    def remove_chosen(self):
        """Remove the chosen criterion."""
        self._make(removed(self.document.raw, self.document.folder, self.chosen()), tr("Remove a criterion"))

    def _make(self, change, text):
        raw = (
            with_sum_one(change.raw) if self.keep.isVisibleTo(self) and self.keep.isChecked() else change.raw
        )
        if not self.edit(raw, text):
            return
        self.tree.choose(change.id)
        told = [adapted_sentence(part) for part in change.adapted]
        if told:
            self.workbench.say(" ".join(told))

    def _set_weight(self, id, weight):
        raw = with_value(self.document.raw, ("criteria", id, "weight"), round(weight, 6))
        if self.keep.isChecked():
            raw = with_sum_one(raw, id)
        self.edit(raw, tr("Change a weight"), f"{id}/weight", self.tree.weight_spin(id))

    def _set_title(self, id, title):
        path, raw = ("criteria", id, "title"), self.document.raw
        raw = with_value(raw, path, title) if title else without(raw, path)
        self.edit(raw, tr("Change a title"), f"{id}/title")

    def _keep_sum(self, is_kept):
        if self.document.is_open and is_kept and any(weights_of(self.document.raw)):
            self.edit(with_sum_one(self.document.raw), tr("Scale the weights to sum 1"))
        if self.document.is_open:
            self.refresh()


def _numbered(title, taken):
    """A title that is not taken, with a number where it must."""
    out, number = title, 2
    while out in taken:
        out, number = f"{title} {number}", number + 1
    return out
