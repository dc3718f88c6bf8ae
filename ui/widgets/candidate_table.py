"""Candidates of a run as a table; its rows and the layer's features are chosen together."""

from __future__ import annotations

from qgis.core import NULL, QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt import sip

from ..headings import candidate_headings
from ..runs.results import in_map, layer_of
from ..text import tr
from .record_table import RecordTable

CONTRIBUTION = "contrib_"


class CandidateTable(RecordTable):
    """Follows the layer of candidates where it is in the project, and the file where it is not."""

    def __init__(self, canvas):
        super().__init__(tr("Candidates; choosing a row chooses its region on the map"))
        self.canvas = canvas
        self._layer = None
        self.chosen.connect(self._choose_features)
        self.doubleClicked.connect(lambda _index: self.zoom())

    def show_run(self, run):
        """Show the candidates of a run; None shows none."""
        layer = layer_of(run, "CANDIDATES") if run is not None else None
        self._follow(layer)
        path = run.outputs.get("CANDIDATES") if run is not None else None
        if layer is None and path is not None:
            layer = QgsVectorLayer(str(path), "candidates", "ogr")
        if layer is None or not layer.isValid():
            self.show_records([], [])
            return
        names, headings = _columns(layer, run)
        titles = _titles(run)
        keys, rows = [], []
        for feature in layer.getFeatures(QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)):
            keys.append(feature.id())
            rows.append([_value(feature[name], name, titles) for name in names])
        self.show_records(headings, rows, keys)
        self._follow_features()

    def zoom(self):
        """Bring the chosen candidates into the map; all of them where none is chosen."""
        layer = self.layer
        if layer is None:
            return
        chosen = layer.boundingBoxOfSelected() if layer.selectedFeatureCount() else layer.extent()
        box = in_map(self.canvas, chosen, layer.crs())
        if box is not None and not box.isEmpty():
            box.scale(3 if layer.selectedFeatureCount() else 1.05)
            self.canvas.setExtent(box)
            self.canvas.refresh()

    def _follow(self, layer):
        before = self.layer
        if before is layer:
            return
        if before is not None:
            before.selectionChanged.disconnect(self._follow_features)
        self._layer = layer
        if layer is not None:
            layer.selectionChanged.connect(self._follow_features)

    @property
    def layer(self):
        """The project's layer of the candidates that are shown, or None."""
        return self._layer if self._layer is not None and not sip.isdeleted(self._layer) else None

    def _choose_features(self, ids):
        layer = self.layer
        if layer is not None and set(ids) != set(layer.selectedFeatureIds()):
            layer.selectByIds(ids)

    def _follow_features(self, *_):
        layer = self.layer
        if layer is not None:
            self.choose(layer.selectedFeatureIds())


def _columns(layer, run):
    """Fields that are shown and their headings; contributions come last, by the titles of their criteria."""
    there, headings = [f.name() for f in layer.fields()], candidate_headings()
    names = [name for name in headings if name in there]
    shares = [name for name in there if name.startswith(CONTRIBUTION)]
    titles = _titles(run)
    told = [
        tr("From {criterion}").format(criterion=titles.get(name[len(CONTRIBUTION) :], name))
        for name in shares
    ]
    return names + shares, [headings[name] for name in names] + told


def _titles(run):
    return {c.get("id"): c.get("title") or c.get("id") for c in run.raw.get("criteria") or []}


def _value(value, name, titles):
    if value is None or value == NULL:
        return None
    return titles.get(value, value) if name == "limiting" else value
