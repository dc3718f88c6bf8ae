"""Data: the grid, the layers of the scenario, and what the pre-flight finds."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton

from ...algorithms.data_door import (
    facts_of_layers,
    file_source,
    findings_of,
    layers_in,
    recognise,
    source_file,
)
from ...algorithms.documents import relative_source, unique_id, uses_of, with_value, without
from ..background import Background
from ..text import tr
from ..widgets.field import hint
from ..widgets.findings_group import FindingsGroup, mend_text
from ..widgets.grid_group import GridGroup
from ..widgets.layer_details import LayerDetails
from ..widgets.layer_tree import LayerTree, accept_files, dropped_files, roles_of
from .page import Page


class DataPage(Page):
    """Layers of the project and files bound to the scenario."""

    NAME = "data"

    def title(self):
        return tr("Data")

    def build(self):
        self.facts, self._known = {}, {}
        self._choose = self._checked_raw = None
        self.setAcceptDrops(True)
        self._looking, self._checking = Background(self), Background(self)
        self._build_top()
        self.grid = GridGroup(self)
        self.tree = LayerTree(self.document)
        self.details = LayerDetails(self)
        self.findings = FindingsGroup()
        self.grid.setCollapsed(True)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.tree, 1)
        self._build_buttons()
        self.body.addWidget(self.details)
        self.body.addWidget(self.findings)
        self.tree.currentItemChanged.connect(lambda *_: self._show_details())
        self.tree.itemSelectionChanged.connect(self._show_buttons)
        self.tree.filesDropped.connect(self.add_files)
        self.findings.checkRequested.connect(self.check)
        self.findings.mendRequested.connect(self.mend)
        self.findings.showRequested.connect(self.show_place)
        self.document.replaced.connect(self._forget)

    def _build_top(self):
        row = QHBoxLayout()
        self.filter = QgsFilterLineEdit()
        self.filter.setShowSearchIcon(True)
        self.filter.setPlaceholderText(tr("Filter"))
        hint(self.filter, tr("Show the layers whose name, role or source holds this text"))
        self.filter.textChanged.connect(lambda _t: self.tree.refresh(self.facts, self.filter.text()))
        row.addWidget(self.filter, 1)
        self.body.addLayout(row)

    def _build_buttons(self):
        row = QHBoxLayout()
        self.add_file = QPushButton(tr("&Add File…"))
        hint(self.add_file, tr("Add files as layers; files may also be dropped on the list"))
        self.add_layer = QPushButton(tr("Add &Layer"))
        hint(self.add_layer, tr("Add a layer of the project"))
        self.add_layer.setMenu(QMenu(self.add_layer))
        self.add_layer.menu().aboutToShow.connect(self._fill_layers)
        self.importing = QPushButton(tr("&Import…"))
        hint(self.importing, tr("Turn the file as published into a standard layer"))
        self.remove = QPushButton(tr("Remove"))
        hint(self.remove, tr("Remove the chosen layers from the scenario"))
        for button in (self.add_file, self.add_layer, self.importing):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.remove)
        self.body.addLayout(row)
        self.add_file.clicked.connect(self.choose_files)
        self.importing.clicked.connect(self.import_chosen)
        self.remove.clicked.connect(self.remove_chosen)

    def dragEnterEvent(self, event):
        accept_files(event)

    def dropEvent(self, event):
        paths = dropped_files(event)
        if paths and self.document.is_open:
            self.add_files(paths)

    # Drawing ---------------------------------------------------------------------------------

    def refresh(self):
        self.grid.refresh()
        self._look()
        self.tree.refresh(self.facts, self.filter.text())
        if self._choose is not None:
            self.tree.choose(self._choose)
            self._choose = None
        elif self.tree.current_id() is None and self.tree.topLevelItemCount():
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._show_details()
        self.findings.set_old()

    def state(self):
        if self.document.faults:
            return "error", self.document.faults[0]
        if self._checked_raw is self.document.raw and self.findings.count("error"):
            return "error", self.findings.told[0].sentence
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

    def follow(self, before, after):
        """Keep a layer chosen whose id is about to change."""
        self._choose = after
        if before in self.facts:
            self.facts[after] = self.facts[before]

    def _show_details(self):
        id = self.tree.current_id()
        self.details.show_layer(id, self.facts.get(id))
        self._show_buttons()

    def _show_buttons(self):
        facts = self.facts.get(self.tree.current_id())
        self.importing.setEnabled(facts is not None and facts.raw is not None)
        self.remove.setEnabled(bool(self.tree.ids()))

    def _forget(self):
        self.facts, self._known = {}, {}
        self._choose = None
        self.findings.set_findings([], tr("Not checked yet."))
        self.workbench.dock.footer.set_findings(0, 0)

    # Facts -----------------------------------------------------------------------------------

    def _look(self):
        """Look at layers that are new or were edited, in the background."""
        folder = self.document.folder
        layers = self.document.value("layers", default={}) or {}
        readers = {
            c.get("layer"): c for c in self.document.value("criteria", default=[]) or []
            if isinstance(c, dict) and c.get("type") == "grid_capacity"
        }  # fmt: skip
        jobs = {id: (spec, readers.get(id), _stamp(spec, folder)) for id, spec in layers.items()}
        self.facts = {id: f for id, f in self.facts.items() if id in jobs}
        todo = [
            (id, j[0], j[1]) for id, j in jobs.items() if id not in self.facts or self._known.get(id) != j
        ]
        if not todo:
            return
        for id, _spec, _reader in todo:
            if self._known.get(id) is not None:
                self.facts.pop(id, None)
        done = partial(self._looked, jobs, folder)
        self._looking.ask(tr("Looking at layers"), lambda: facts_of_layers(todo, folder), done)

    def _looked(self, jobs, folder, facts, error, trace):
        if error is not None:
            self.workbench.warn(tr("The layers could not be looked at: {why}").format(why=error), trace)
            return
        if not self.document.is_open or folder != self.document.folder:
            return
        layers = self.document.value("layers", default={}) or {}
        for id, found in facts.items():
            if id in layers:
                self.facts[id], self._known[id] = found, jobs[id]
        self.tree.refresh(self.facts, self.filter.text())
        self._show_details()
        self.workbench.dock.show_state()

    # Layers ----------------------------------------------------------------------------------

    def choose_files(self):
        """Ask for files and add them."""
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("Add files"), str(self.document.folder), tr("All files (*)")
        )
        if paths:
            self.add_files(paths)

    def add_files(self, paths):
        """Add files as layers, every layer of those that hold several."""
        sources = []
        for path in paths:
            inside = [] if recognise(path) else layers_in(path)
            sources += [(f"{path}|layername={name}", name) for name in inside] or [(path, Path(path).stem)]
        return self._add([(source, name, "") for source, name in sources])

    def _fill_layers(self):
        menu = self.add_layer.menu()
        menu.clear()
        for layer in sorted(QgsProject.instance().mapLayers().values(), key=lambda x: x.name().lower()):
            if layer.type() not in (QgsMapLayer.LayerType.VectorLayer, QgsMapLayer.LayerType.RasterLayer):
                continue
            action = menu.addAction(layer.name())
            found = file_source(layer)
            if found is None:
                action.setEnabled(False)
                action.setToolTip(tr("It lies in no file; export it first."))
            else:
                action.triggered.connect(partial(self._add_found, found, layer.name()))
        menu.setToolTipsVisible(True)
        if menu.isEmpty():
            menu.addAction(tr("The project has no layer")).setEnabled(False)

    def _add_found(self, found, name, _checked=False):
        self._add([(found[0], name, found[1])])

    def _add(self, wanted):
        """Add layers given as (source, name, filter); returns whether they were added."""
        raw, last = self.document.raw, None
        for source, name, where in wanted:
            last = unique_id(name, list(raw.get("layers", {})))
            spec = {"source": relative_source(source, self.document.folder)}
            raw = with_value(raw, ("layers", last), {**spec, "where": where} if where else spec)
        self._choose = last
        return self.edit(raw, tr("Add {n} layers").format(n=len(wanted)), f"layers.{last}.id")

    def remove_chosen(self):
        """Remove the chosen layers; one that is used stays, and the reason is told."""
        ids = self.tree.ids()
        for id in ids:
            if uses_of(self.document.raw, id):
                roles = ", ".join(roles_of(self.document.raw, id))
                self.workbench.warn(
                    tr("The layer {id} stays, as it is used: {roles}. Change that first.").format(
                        id=id, roles=roles
                    )
                )
                return
        raw = self.document.raw
        for id in ids:
            raw = without(raw, ("layers", id))
        if ids:
            self.edit(raw, tr("Remove {n} layers").format(n=len(ids)), f"layers.{ids[0]}.id")

    def import_chosen(self):
        """Open the importer of the chosen file; what it makes becomes the layer's source."""
        id = self.tree.current_id()
        facts = self.facts.get(id)
        if facts is None or facts.raw is None:
            return
        try:
            import processing  # a core plugin that the user may have switched off
        except ModuleNotFoundError:
            self.workbench.warn(
                tr("The Processing plugin is off: switch it on under Plugins, Manage and Install.")
            )
            return
        target = self.document.folder / f"{unique_id(id, [])}_imported.gpkg"
        parameters = {**facts.raw.parameters, "OUTPUT": str(target)}
        results = processing.execAlgorithmDialog(f"wattbit:{facts.raw.importer}", parameters)
        self.take_import(id, results or {})

    def take_import(self, id, results):
        """Take an importer's output as the source of a layer; nothing happens where it was cancelled."""
        output = results.get("OUTPUT")
        layer = QgsProject.instance().mapLayer(output) if isinstance(output, str) else output
        if isinstance(layer, QgsMapLayer):
            output = (file_source(layer) or ("", ""))[0]
        if not isinstance(output, str) or not os.path.exists(source_file(output, self.document.folder)):
            return
        source = relative_source(output, self.document.folder)
        raw = with_value(self.document.raw, ("layers", id, "source"), source)
        self.edit(raw, tr("Import {id}").format(id=id), f"layers.{id}.source")

    # Findings --------------------------------------------------------------------------------

    def check(self):
        """Run the pre-flight in the background."""
        if not self.document.is_open:
            return
        raw, folder = self.document.raw, self.document.folder
        self.findings.set_busy(True)
        self._checking.ask(
            tr("Checking the scenario"), lambda: findings_of(raw, folder), partial(self._checked, raw)
        )

    def _checked(self, raw, told, error, trace):
        self.findings.set_busy(False)
        if error is not None:
            self.findings.set_findings([], tr("The check failed."))
            self.workbench.warn(tr("The scenario could not be checked: {why}").format(why=error), trace)
            return
        self.findings.set_findings(told)
        self._checked_raw = raw
        self.findings.setCollapsed(False)
        self.workbench.dock.footer.set_findings(self.findings.count("error"), self.findings.count("warning"))
        self.workbench.dock.show_state()
        if raw is not self.document.raw:
            self.findings.set_old()

    def mend(self, finding):
        """Make a finding's mend as an edit, on the scenario as it stands now, and check again."""
        if finding.mend.base is not self.document.raw:
            self.workbench.warn(tr("The scenario was edited since the check; check again before mending."))
            self.check()
            return
        if self.edit(finding.mend.raw, mend_text(finding.mend), "findings"):
            self.check()

    def show_place(self, page, key):
        """Go to the page and the field of a finding."""
        dock = self.workbench.dock
        dock.reveal(page if page == "header" or page in dock.pages else self.NAME, key)


def _stamp(spec, folder):
    """When the file of a layer was last written; None where there is none."""
    source = spec.get("source") if isinstance(spec, dict) else None
    try:
        return os.stat(source_file(source, folder)).st_mtime_ns if isinstance(source, str) else None
    except OSError:
        return None
