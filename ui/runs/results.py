"""The results of a run in the project: a group of styled layers, which are ordinary layers from then on."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer

from ...algorithms.result_door import WattbitError, scenario_hash, style_layer
from ..text import tr
from .messages import source_file

#: Outputs that become layers, from the top of the group to its bottom.
LAYERS = ("CANDIDATES", "ROUTES", "ALLOCATION", "EXCLUSION", "SUITABILITY", "UNCERTAINTY")


def layer_names():
    """Name of each output's layer in the user's language."""
    return {
        "CANDIDATES": tr("Candidates"),
        "ROUTES": tr("Routes"),
        "ALLOCATION": tr("Allocation"),
        "EXCLUSION": tr("Excluded"),
        "SUITABILITY": tr("Suitability"),
        "UNCERTAINTY": tr("Uncertainty"),
    }


def abstracts():
    """What each layer tells, in the user's language."""
    return {
        "CANDIDATES": tr("Chosen regions with rank, score, contributions and connection."),
        "ROUTES": tr("Least-cost routes from candidates to their connections."),
        "ALLOCATION": tr("Straight lines from candidates to the connections that supply them."),
        "EXCLUSION": tr("Bit i is set where rule i excludes; 0 is eligible, nodata is not assessed."),
        "SUITABILITY": tr("Score of every cell; nodata where excluded or not assessed."),
        "UNCERTAINTY": tr(
            "Mean and standard deviation of the score under uncertain weights, and shares of variance."
        ),
    }


class ResultLoader(QObject):
    """Puts the layers of runs into the project, one a turn of the event loop, so that the window answers."""

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench = workbench
        self._waiting = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)

    def load(self, run, then=None):
        """Put a run's layers into the project and the map; ``then(run)`` is called afterwards."""
        self._waiting.append((run, group_steps(run), then))
        self._timer.start()

    def stop(self):
        """Load no more: the project goes, or the workbench."""
        self._timer.stop()
        waiting, self._waiting = self._waiting, []
        for run, _, then in waiting:
            if then is not None:
                then(run)

    def _step(self):
        run, steps, then = self._waiting[0]
        try:
            next(steps)
            return
        except StopIteration:
            self._show(run)
        except WattbitError as error:
            self.workbench.warn(str(error))
        del self._waiting[0]
        if not self._waiting:
            self._timer.stop()
        if then is not None:
            then(run)

    def _show(self, run):
        show_horizon(run, self.workbench.horizon)
        suitability = layer_of(run, "SUITABILITY")
        if suitability is not None:
            show_extent(self.workbench.iface.mapCanvas(), suitability)


def group_steps(run):
    """Put a run's layers into a group of their own at the top of the project; yields after each.

    Earlier groups stay as they are. A layer that cannot be read is left out.
    """
    group = QgsProject.instance().layerTreeRoot().insertGroup(0, run.name)
    names, has_routes = layer_names(), "ROUTES" in run.outputs
    for output in LAYERS:
        path = run.outputs.get(output)
        layer = _layer(path, names[output]) if path is not None else None
        if layer is not None and layer.isValid():
            style_layer(layer, output, run.scenario_path)
            _describe(layer, output, run)
            if sip.isdeleted(group):  # the user was faster
                return
            QgsProject.instance().addMapLayer(layer, False)
            node = group.addLayer(layer)
            node.setExpanded(output == "SUITABILITY")
            is_shown = output != "UNCERTAINTY" and not (output == "ALLOCATION" and has_routes)
            node.setItemVisibilityChecked(is_shown)
        yield


def _layer(path, name):
    if path.suffix == ".tif":
        options = QgsRasterLayer.LayerOptions()
        options.loadDefaultStyle = False  # it reads every band for a stretch that our own style replaces
        return QgsRasterLayer(str(path), name, "gdal", options)
    return QgsVectorLayer(str(path), name, "ogr")


def _describe(layer, output, run):
    """Say in the layer's metadata what it is and which scenario it came from."""
    metadata = layer.metadata()
    sha = scenario_hash(run.outputs["RUN_LOG"]) if "RUN_LOG" in run.outputs else ""
    metadata.setTitle(f"{layer.name()} — {run.name}")
    lines = [abstracts()[output], tr("Scenario: {title}").format(title=run.title), run.time]
    if sha:
        metadata.setIdentifier(f"sha256:{sha}")
        lines.append(f"SHA-256 {sha}")
    metadata.setAbstract("\n".join(lines))
    metadata.setType("dataset")
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)


def layer_of(run, output):
    """The project's layer of a run's output; None where it is not in the project."""
    wanted = run.outputs.get(output)
    if wanted is None:
        return None
    wanted = wanted.resolve()
    layers = QgsProject.instance().mapLayers().values()
    return next((la for la in layers if source_file(la) == wanted), None)


def has_layers(run):
    """Whether any layer of a run is in the project."""
    return any(layer_of(run, output) is not None for output in LAYERS)


def show_extent(canvas, layer):
    """Move the map to a layer unless it shows some of it already."""
    box = in_map(canvas, layer.extent(), layer.crs())
    if box is not None and not canvas.extent().intersects(box):
        box.scale(1.05)
        canvas.setExtent(box)
        canvas.refresh()


def in_map(canvas, box, crs: QgsCoordinateReferenceSystem):
    """A rectangle in the map's CRS; None where it has no place there."""
    target = canvas.mapSettings().destinationCrs()
    if not target.isValid() or not crs.isValid() or box.isEmpty():
        return QgsRectangle(box)
    try:
        return QgsCoordinateTransform(crs, target, QgsProject.instance()).transformBoundingBox(box)
    except QgsCsException:
        return None


def show_horizon(run, id):
    """Show one horizon in every layer of a run: its band of rasters, its features of vector layers."""
    ids = [h.get("id") for h in run.raw.get("horizons") or []]
    if not ids:
        return
    id = id if id in ids else ids[0]
    for output in LAYERS:
        layer = layer_of(run, output)
        if isinstance(layer, QgsRasterLayer) and output != "UNCERTAINTY":
            renderer = layer.renderer()
            set_band = getattr(renderer, "setInputBand", None) or renderer.setBand
            set_band(ids.index(id) + 1)
            layer.triggerRepaint()
        elif isinstance(layer, QgsVectorLayer) and layer.fields().indexOf("horizon") >= 0:
            quoted = id.replace("'", "''")
            layer.setSubsetString(f"\"horizon\" = '{quoted}'")
