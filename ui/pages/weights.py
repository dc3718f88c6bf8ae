"""The page of weights: how they are found, how consistent the judgements are, and what comes out."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QPushButton

from ...algorithms.weights_door import started, weighed, with_value
from ..text import tr
from ..widgets.data_weights import DataWeightsPanel
from ..widgets.field import hint, mark, sentence_label, silent
from ..widgets.judgement_board import PairwiseEditor
from ..widgets.overlay_group import OverlayGroup
from ..widgets.value_table import WeightBars
from ..widgets.weight_editors import BestWorstEditor, DirectEditor, Draft, RankEditor
from ..widgets.weight_tree import TreeEditor
from .page import Page


class WeightsPage(Page):
    """Method of the weights with its editor, the weights that result, and the method of the overlay."""

    NAME = "weights"

    def title(self):
        return tr("Weights")

    def build(self):
        self.found = None
        self._build_method()
        self._build_editors()
        self.fault = sentence_label(
            tr("The weights do not fit the criteria; choose the method again to begin afresh.")
        )
        self.bars = WeightBars()
        self.fill = QPushButton(tr("&Fill from Data"))
        hint(self.fill, tr("Let the data propose weights: what sets the eligible places apart"))
        self.data = DataWeightsPanel(self)
        self.fill.clicked.connect(lambda _checked=False: self.data.ask())
        self.overlay = OverlayGroup()
        self.overlay.wanted.connect(self._set_overlay)
        for widget in (self.fault, self.bars, self.fill, self.data, self.overlay):
            self.body.addWidget(widget)
        self.body.addStretch()

    def _build_method(self):
        form = QFormLayout()
        self.body.addLayout(form)
        self.method = QComboBox()
        hint(self.method, tr("How the weights of the criteria are found"))
        for text, name in (
            (tr("Direct"), "direct"),
            (tr("Pairwise"), "ahp"),
            (tr("Best-worst"), "best_worst"),
            (tr("Ranks"), "rank"),
            (tr("Tree"), "tree"),
        ):
            self.method.addItem(text, name)
        form.addRow(tr("Method"), self.method)
        self.method.activated.connect(lambda _i: self._start(self.method.currentData()))

    def _build_editors(self):
        self.direct, self.pairwise, self.best_worst = DirectEditor(), PairwiseEditor(), BestWorstEditor()
        self.ranks, self.tree = RankEditor(), TreeEditor()
        self.editors = {
            "direct": self.direct, "ahp": self.pairwise, "best_worst": self.best_worst, "rank": self.ranks, "tree": self.tree,
        }  # fmt: skip
        for editor in self.editors.values():
            editor.wanted.connect(self._put)
            self.body.addWidget(editor)

    # Showing -------------------------------------------------------------------------------

    @property
    def editor(self):
        """The editor of the scenario's method."""
        return self.editors.get(self._given().get("method", "direct"), self.direct)

    def refresh(self):
        self.found = weighed(self.document.raw, self.document.folder)
        criteria, is_known = self._criteria(), self.found is not None
        titles = {c["id"]: c.get("title") or c["id"] for c in criteria}
        with silent(self.method):
            self.method.setCurrentIndex(self.method.findData(self._given().get("method", "direct")))
        for editor in self.editors.values():
            editor.setVisible(is_known and editor is self.editor)
        self.bars.setVisible(is_known)
        self.fill.setEnabled(is_known)
        self.data.refresh()
        self.fault.setVisible(not is_known and bool(criteria))
        if is_known:
            weights = {c["id"]: c.get("weight", 1) for c in criteria}
            self.editor.draw(Draft(self._given(), self.found, weights, titles))
            self.bars.show_weights(list(titles.values()), self.found.weights)
        self.overlay.show_overlay(self.document.value("overlay"), list(titles))

    def state(self):
        if self.found is None:
            return ("warning", tr("The weights do not fit the criteria")) if self._criteria() else ("", "")
        if self.editor.is_contradictory:
            return "warning", tr("The judgements contradict each other")
        return "", ""

    def reveal(self, key):
        if key == "overlay.method":
            self.overlay.method.setFocus()
        elif key and self.found is not None:
            self.editor.field(key).setFocus()
        else:
            self.method.setFocus()

    def _given(self):
        return self.document.value("weighting", default=None) or {"method": "direct"}

    def _criteria(self):
        return self.document.value("criteria", default=[]) or []

    # Editing -------------------------------------------------------------------------------

    def _put(self, path, value, text, key, widget):
        """Edit the scenario; what was refused is told, and the widgets show the scenario again."""
        if not self.edit(with_value(self.document.raw, path, value), text, key, widget):
            sentence = widget.property("wattbitFault")
            self.refresh()
            mark(widget, sentence)
            self.workbench.warn(sentence)

    def _start(self, method):
        ids = [c["id"] for c in self._criteria()]
        if self.found is not None and method == self._given().get("method", "direct"):
            return
        weights = self.found.weights if self.found else [1] * len(ids)
        begun = started(method, ids, weights)
        self._put(("weighting",), begun, tr("Choose how weights are found"), "", self.method)

    def _set_overlay(self, overlay, key, widget):
        raw = with_value(self.document.raw, ("overlay",), overlay)
        self.edit(raw, tr("Change the overlay method"), key, widget)
