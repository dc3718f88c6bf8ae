"""What the pre-flight found, with its mends."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ..text import tr
from .field import hint, sentence_label, silent

ICONS = {"error": "mIconCritical.svg", "warning": "mIconWarning.svg", "info": "mIconInfo.svg"}
#: Pages that show a part of the scenario.
PAGES = {
    "criterion": "criteria", "criteria": "criteria", "exclusion": "exclusions", "exclusions": "exclusions",
    "weighting": "weights", "group": "weights", "overlay": "weights", "candidates": "result", "result": "result",
    "allocation": "result", "uncertainty": "result", "facility": "header",
}  # fmt: skip


class FindingsGroup(QgsCollapsibleGroupBox):
    """A list of findings, and of the chosen one all that is known."""

    checkRequested = pyqtSignal()
    mendRequested = pyqtSignal(object)
    showRequested = pyqtSignal(str, str)

    def __init__(self):
        super().__init__(tr("Findings"))
        self.told = []
        self.check = QPushButton(tr("Chec&k"))
        hint(self.check, tr("Look the scenario and every layer over before a run"))
        self.note = sentence_label(tr("Not checked yet."))
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setVisible(False)
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setHeaderLabels([tr("Place"), tr("Finding")])
        self.tree.setColumnWidth(0, 14 * self.fontMetrics().horizontalAdvance("n"))
        self.tree.setMinimumHeight(6 * self.fontMetrics().height())
        hint(self.tree, tr("Findings, the worst first"))
        self.sentence = sentence_label()
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.mend, self.show_place = QPushButton(tr("&Mend")), QPushButton(tr("Sho&w"))
        hint(self.show_place, tr("Go to what the finding is about"))
        layout = QVBoxLayout(self)
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.note, 1)
        first.addWidget(self.check)
        last.addStretch()
        last.addWidget(self.mend)
        last.addWidget(self.show_place)
        for part in (first, self.busy, self.tree, self.sentence, last):
            layout.addLayout(part) if isinstance(part, QHBoxLayout) else layout.addWidget(part)
        self.check.clicked.connect(lambda _checked=False: self.checkRequested.emit())
        self.tree.currentItemChanged.connect(lambda *_: self._show_chosen())
        self.tree.itemActivated.connect(lambda *_: self._go())
        self.mend.clicked.connect(self._mend)
        self.show_place.clicked.connect(self._go)
        self._show_chosen()

    def show_preflight(self, preflight):
        """Draw what the pre-flight found, and whether it still looks."""
        self.busy.setVisible(preflight.is_busy)
        if preflight.told is not self.told:
            self.set_findings(preflight.told)
        self.note.setText(self._note(preflight))

    def _note(self, preflight):
        if preflight.is_busy:
            return tr("Checking")
        if preflight.failure or preflight.checked is None:
            return preflight.failure or tr("Not checked yet.")
        if preflight.is_old:
            return tr("Edited since the check.")
        return tr("{errors} errors, {warnings} warnings, {notes} notes").format(
            errors=preflight.count("error"),
            warnings=preflight.count("warning"),
            notes=preflight.count("info"),
        )

    def set_findings(self, told):
        """Draw findings, worst first."""
        self.told = told
        with silent(self.tree):
            self.tree.clear()
            for finding in told:
                item = QTreeWidgetItem([finding.place, finding.sentence])
                item.setIcon(0, QgsApplication.getThemeIcon(ICONS[finding.level]))
                item.setToolTip(1, finding.sentence)
                item.setToolTip(
                    0, {"error": tr("Error"), "warning": tr("Warning"), "info": tr("Note")}[finding.level]
                )
                self.tree.addTopLevelItem(item)
            if told:
                self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._show_chosen()

    def chosen(self):
        """The finding that is shown in full; None for none."""
        index = self.tree.indexOfTopLevelItem(self.tree.currentItem()) if self.tree.currentItem() else -1
        return self.told[index] if 0 <= index < len(self.told) else None

    def _show_chosen(self):
        finding = self.chosen()
        mend = finding.mend if finding else None
        parts = [f"{finding.place}: {finding.sentence}", finding.advice] if finding else []
        if mend is not None:
            parts.append(tr("Mend: {what}").format(what=mend_text(mend)))
        self.sentence.setText("\n".join(p for p in parts if p))
        self.sentence.setVisible(finding is not None)
        self.mend.setEnabled(mend is not None)
        self.mend.setToolTip(mend_text(mend) if mend else tr("There is no single way to mend this."))
        self.show_place.setEnabled(finding is not None)

    def _mend(self):
        if self.chosen() is not None and self.chosen().mend is not None:
            self.mendRequested.emit(self.chosen())

    def _go(self):
        if self.chosen() is not None:
            self.showRequested.emit(*target(self.chosen()))


def mend_text(mend):
    """What a mend will do, in a sentence."""
    return {
        "normalise": tr("Divide the weights by their sum {total:.4g}, so that they sum to 1."),
        "remove_layer": tr("Remove the layer {id}, which nothing uses."),
        "remove_criterion": tr("Remove the criterion {id}, which weighs nothing."),
        "remove_weight": tr("Remove the weight of {id}, which the weighting method does not use."),
        "cell_size": tr("Set the cell size to {size} m, that of the data."),
        "remove_generation": tr(
            "Remove the criterion {id}: {layer} tells what generators may feed in, nothing of what a load may draw."
        ),
    }[mend.key].format(**mend.args)


def target(finding):
    """(page, key) where a finding can be looked at; a fault's kind may be a path such as ``grid.extent``."""
    kind, id = finding.kind, finding.id
    if kind == "layer":
        return "data", f"layers.{id}.id"
    part, _, rest = kind.partition(".")
    if part in ("grid", "layers"):
        return "data", kind
    page = PAGES.get(part, "data")
    if page == "header":
        return page, "year" if rest == "horizon_year" else "demand"
    return page, id or rest
