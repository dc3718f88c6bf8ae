"""Weights that the data propose, beside those that the scenario has."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from ...algorithms.settings import read_settings
from ...algorithms.weights_door import DATA_METHODS, propose_weights, with_weights, without_weights
from ..background import Background
from ..text import tr
from ..words import word
from .choice import Choice
from .field import hint, sentence_label
from .flow import FlowLayout
from .value_table import WeightBars

#: Cells enough for weights of three digits, and few enough to be there in seconds.
CELLS = 250_000


class DataWeightsPanel(QWidget):
    """Computes proposals in the background, shows those of one method, and puts them into the scenario."""

    def __init__(self, page):
        super().__init__()
        self.page, self.document = page, page.document
        self.proposals, self._basis = None, None
        self._asking = Background(self)
        self.method = Choice(DATA_METHODS, tr("Method that turns data into weights"))
        self.method.picked.connect(lambda _key: self._show())
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.sentence, self.bars = sentence_label(), WeightBars()
        self.use, self.close_panel = QPushButton(tr("&Use These Weights")), QPushButton(tr("Close"))
        hint(self.use, tr("Set them as direct weights, in one step that can be undone"))
        self.use.clicked.connect(lambda _checked=False: self._use())
        self.close_panel.clicked.connect(lambda _checked=False: self._close())
        layout, buttons = QVBoxLayout(self), QWidget()
        layout.setContentsMargins(0, 0, 0, 0)
        row = FlowLayout(buttons)
        row.addWidget(self.use)
        row.addWidget(self.close_panel)
        for widget in (self.method, self.busy, self.sentence, self.bars, buttons):
            layout.addWidget(widget)
        self.document.replaced.connect(self._close)
        self._close()

    @property
    def is_busy(self):
        """Whether proposals are being computed."""
        return self._asking.is_busy

    def ask(self):
        """Have the data propose weights."""
        raw, folder = self.document.raw, self.document.folder
        self._basis, self.proposals = without_weights(raw), None
        self.setVisible(True)
        work = partial(propose_weights, raw, folder, min(CELLS, read_settings().preview_cells))
        self._asking.ask(tr("Weighing by the data"), work, partial(self._answered, self._basis))
        self._show()

    def refresh(self):
        """Ask again where an edit touched what the proposals rest on."""
        if self._basis is not None and self._basis != without_weights(self.document.raw):
            self.ask()

    def _answered(self, basis, proposals, error, trace):
        if basis is not self._basis:
            return
        self.proposals = proposals
        self._show()
        if error is not None:
            self.sentence.setText(str(error))
            self.page.workbench.warn(str(error), trace)
        elif self.method.currentData() not in proposals.weights:
            self.method.show_key(next(iter(proposals.weights)))
            self._show()

    def _show(self):
        key, found = self.method.currentData(), self.proposals
        weights = found.weights.get(key) if found else None
        self.busy.setVisible(found is None and self.is_busy)
        self.bars.setVisible(weights is not None)
        self.use.setEnabled(weights is not None)
        if weights is not None:
            titles = {c["id"]: c.get("title") or c["id"] for c in self.document.value("criteria")}
            self.bars.show_weights([titles.get(id, id) for id in found.ids], weights)
            self.sentence.setText(
                tr(
                    "From {cells:,} cells of {size:g} m that no rule excludes. They tell what sets places apart, "
                    "not what matters."
                ).format(cells=found.cells, size=found.cell_size)
            )
        elif found is not None:
            self.sentence.setText(found.reasons[key])
        else:
            self.sentence.setText(tr("Computing the scores of every cell") if self.is_busy else "")

    def _use(self):
        key = self.method.currentData()
        raw = with_weights(self.document.raw, self.proposals.ids, self.proposals.weights[key])
        if self.page.edit(raw, tr("Weights from data by {method}").format(method=word(key))):
            self._close()

    def _close(self):
        self._basis = None
        self.setVisible(False)
