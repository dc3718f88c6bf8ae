"""Buttons that add layers to the scenario, import raw files, and remove layers."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from ...algorithms.data_door import file_source, layers_in, recognise, source_file
from ...algorithms.documents import relative_source, unique_id, uses_of, with_value, without
from ..processing_dialog import open_dialog
from ..text import tr
from .field import hint
from .flow import FlowLayout
from .layer_tree import roles_of


class LayerButtons(QWidget):
    """Edits the layers of the page of data."""

    def __init__(self, page):
        super().__init__()
        self.page, self.document = page, page.document
        self.add_file = QPushButton(tr("&Add File…"))
        hint(self.add_file, tr("Add files as layers; files may also be dropped on the list"))
        self.add_layer = QPushButton(tr("Add &Layer"))
        hint(self.add_layer, tr("Add a layer of the project"))
        self.add_layer.setMenu(QMenu(self.add_layer))
        self.add_layer.menu().aboutToShow.connect(self.fill_layers)
        self.importing = QPushButton(tr("&Import…"))
        hint(self.importing, tr("Turn the file as published into a standard layer"))
        self.remove = QPushButton(tr("Remove"))
        hint(self.remove, tr("Remove the chosen layers from the scenario"))
        layout = FlowLayout(self)
        for button in (self.add_file, self.add_layer, self.importing, self.remove):
            layout.addWidget(button)
        self.add_file.clicked.connect(lambda _checked=False: self.choose_files())
        self.importing.clicked.connect(lambda _checked=False: self.import_chosen())
        self.remove.clicked.connect(lambda _checked=False: self.remove_chosen())

    def refresh(self):
        """Offer what can be done with the chosen layers."""
        facts = self.page.facts.get(self.page.tree.current_id())
        self.importing.setEnabled(facts is not None and facts.raw is not None)
        self.remove.setEnabled(bool(self.page.tree.ids()))

    # Adding ----------------------------------------------------------------------------------

    def choose_files(self):
        """Ask for files and add them."""
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("Add files"), str(self.document.folder), tr("All files (*)")
        )
        if paths:
            self.add_files(paths)

    def add_files(self, paths):
        """Add files as layers, every layer of those that hold several; returns whether they were added."""
        sources = []
        for path in paths:
            inside = [] if recognise(path) else layers_in(path)
            sources += [(f"{path}|layername={name}", name) for name in inside] or [(path, Path(path).stem)]
        return self._add([(source, name, "") for source, name in sources])

    def fill_layers(self):
        """Offer the layers of the project that lie in files."""
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
        self.page.choose_next(last)
        return self.page.edit(raw, tr("Add {n} layers").format(n=len(wanted)), f"layers.{last}.id")

    # Removing, importing ---------------------------------------------------------------------

    def remove_chosen(self):
        """Remove the chosen layers; one that is used stays, and the reason is told."""
        ids, raw = self.page.tree.ids(), self.document.raw
        for id in ids:
            if uses_of(raw, id):
                roles = ", ".join(roles_of(raw, id))
                self.page.workbench.warn(
                    tr("The layer {id} stays, as it is used: {roles}. Change that first.").format(
                        id=id, roles=roles
                    )
                )
                return
        for id in ids:
            raw = without(raw, ("layers", id))
        if ids:
            self.page.edit(raw, tr("Remove {n} layers").format(n=len(ids)), f"layers.{ids[0]}.id")

    def import_chosen(self):
        """Open the importer of the chosen file; what it makes becomes the layer's source."""
        id = self.page.tree.current_id()
        facts = self.page.facts.get(id)
        if facts is None or facts.raw is None:
            return
        target = self.document.folder / f"{unique_id(id, [])}_imported.gpkg"
        parameters = {**facts.raw.parameters, "OUTPUT": str(target)}
        self.take_import(id, open_dialog(self.page.workbench, facts.raw.importer, parameters))

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
        self.page.edit(raw, tr("Import {id}").format(id=id), f"layers.{id}.source")
