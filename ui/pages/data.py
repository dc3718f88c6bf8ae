"""Data: the grid, the layers of the scenario, and what the pre-flight finds."""

from __future__ import annotations

from qgis.gui import QgsFilterLineEdit

from ..layer_watch import LayerWatch
from ..text import tr
from ..widgets.field import hint
from ..widgets.findings_group import FindingsGroup, mend_text
from ..widgets.grid_group import GridGroup
from ..widgets.layer_buttons import LayerButtons
from ..widgets.layer_details import LayerDetails
from ..widgets.layer_tree import LayerTree, accept_files, dropped_files
from .page import Page


class DataPage(Page):
    """Layers of the project and files bound to the scenario."""

    NAME = "data"

    def title(self):
        return tr("Data")

    def build(self):
        self._choose = None
        self.setAcceptDrops(True)
        self.watch = LayerWatch(self.workbench)
        self.preflight = self.workbench.preflight
        self._build_filter()
        self.grid = GridGroup(self)
        self.grid.setCollapsed(True)
        self.tree = LayerTree(self.document)
        self.buttons = LayerButtons(self)
        self.details = LayerDetails(self)
        self.findings = FindingsGroup()
        for widget in (self.filter, self.grid, self.tree, self.buttons, self.details, self.findings):
            self.body.addWidget(widget)
        self.body.setStretchFactor(self.tree, 1)
        self._connect()

    def _build_filter(self):
        self.filter = QgsFilterLineEdit()
        self.filter.setShowSearchIcon(True)
        self.filter.setPlaceholderText(tr("Filter"))
        hint(self.filter, tr("Show the layers whose name, role or source holds this text"))
        self.filter.textChanged.connect(lambda _t: self.tree.refresh(self.facts, self.filter.text()))

    def _connect(self):
        self.tree.currentItemChanged.connect(lambda *_: self._show_details())
        self.tree.itemSelectionChanged.connect(self.buttons.refresh)
        self.tree.filesDropped.connect(self.buttons.add_files)
        self.watch.found.connect(self._show_facts)
        self.findings.checkRequested.connect(self.check)
        self.findings.mendRequested.connect(self.mend)
        self.findings.showRequested.connect(self.show_place)
        self.preflight.changed.connect(self._show_findings)
        self.preflight.finished.connect(lambda: self.findings.setCollapsed(False))
        self.document.replaced.connect(lambda: self.choose_next(None))

    @property
    def facts(self):
        """What is known of the layers, by id."""
        return self.watch.facts

    def dragEnterEvent(self, event):
        accept_files(event)

    def dropEvent(self, event):
        paths = dropped_files(event)
        if paths and self.document.is_open:
            self.buttons.add_files(paths)

    # Drawing ---------------------------------------------------------------------------------

    def look(self):
        self.watch.look()

    def refresh(self):
        self.grid.refresh()
        self.tree.refresh(self.facts, self.filter.text())
        if self._choose is not None:
            self.tree.choose(self._choose)
            self._choose = None
        elif self.tree.current_id() is None and self.tree.topLevelItemCount():
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._show_details()
        self._show_findings()

    def state(self):
        if self.document.faults:
            return "error", self.document.faults[0]
        if self.preflight.count("error"):
            return "error", self.preflight.told[0].sentence
        for id, facts in self.facts.items():
            if facts.state in ("missing", "fault"):
                return "error", facts.sentence
            if facts.state == "raw":
                return "warning", tr("The layer {id} must be imported before it can be used.").format(id=id)
        return "", ""

    def reveal(self, key):
        part, _, rest = key.partition(".")
        if part == "findings":
            self.findings.setCollapsed(False)
            self.findings.tree.setFocus()
        elif part == "grid":
            self.grid.setCollapsed(False)
            self.grid.field(key).setFocus()
        elif part == "layers":
            id, _, name = rest.rpartition(".")
            self.tree.choose(id or rest)
            self.details.setCollapsed(False)
            self.details.field(name or "id").setFocus()

    def choose_next(self, id):
        """Choose a layer once it is there."""
        self._choose = id

    def follow(self, before, after):
        """Keep a layer chosen whose id is about to change."""
        self.choose_next(after)
        self.watch.renamed(before, after)

    def _show_details(self):
        id = self.tree.current_id()
        self.details.show_layer(id, self.facts.get(id))
        self.buttons.refresh()

    def _show_facts(self):
        self.tree.refresh(self.facts, self.filter.text())
        self._show_details()
        self.workbench.dock.show_state()

    def _show_findings(self):
        self.findings.show_preflight(self.preflight)

    # Findings --------------------------------------------------------------------------------

    def check(self):
        """Look the scenario over and show what is found."""
        self.preflight.check()

    def mend(self, finding):
        """Make a finding's mend as an edit, on the scenario as it stands now, and check again."""
        if finding.mend.base is not self.document.raw:
            self.workbench.warn(tr("The scenario was edited since the check; check again before mending."))
            self.check()
        elif self.edit(finding.mend.raw, mend_text(finding.mend), "findings"):
            self.check()

    def show_place(self, page, key):
        """Go to the page and the field of a finding."""
        dock = self.workbench.dock
        dock.reveal(page if page == "header" or page in dock.pages else self.NAME, key)
