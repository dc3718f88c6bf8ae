"""Facts of the scenario's layers, looked up in the background whenever one is new or was edited."""

from __future__ import annotations

import os
from functools import partial

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithms.data_door import facts_of_layers, source_file
from .background import Background
from .text import tr


class LayerWatch(QObject):
    """Keeps ``facts`` by layer id; a layer that is being looked at has none."""

    #: Facts of some layers are known now.
    found = pyqtSignal()

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench, self.document = workbench, workbench.document
        self.facts, self._known = {}, {}
        self._looking = Background(self)
        self.document.replaced.connect(self._forget)

    @property
    def is_busy(self):
        """Whether layers are being looked at."""
        return self._looking.is_busy

    def look(self):
        """Look at the layers whose settings or files differ from what is known."""
        folder = self.document.folder
        jobs = self._jobs(folder)
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

    def renamed(self, before, after):
        """Keep the facts of a layer whose id is about to change."""
        if before in self.facts:
            self.facts[after] = self.facts[before]

    def _layers(self):
        return self.document.value("layers", default={}) or {}

    def _jobs(self, folder):
        """What facts of each layer depend on: its settings, the criterion that reads it, its file's age."""
        criteria = self.document.value("criteria", default=[]) or []
        readers = {
            c.get("layer"): c for c in criteria if isinstance(c, dict) and c.get("type") == "grid_capacity"
        }
        return {id: (spec, readers.get(id), _stamp(spec, folder)) for id, spec in self._layers().items()}

    def _looked(self, jobs, folder, facts, error, trace):
        if error is not None:
            self.workbench.warn(tr("The layers could not be looked at: {why}").format(why=error), trace)
            return
        if not self.document.is_open or folder != self.document.folder:
            return
        layers = self._layers()
        for id, found in facts.items():
            if id in layers:
                self.facts[id], self._known[id] = found, jobs[id]
        self.found.emit()

    def _forget(self):
        self.facts, self._known = {}, {}


def _stamp(spec, folder):
    """When the file of a layer was last written; None where there is none."""
    source = spec.get("source") if isinstance(spec, dict) else None
    try:
        return os.stat(source_file(source, folder)).st_mtime_ns if isinstance(source, str) else None
    except OSError:
        return None
