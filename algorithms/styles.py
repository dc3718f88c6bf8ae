"""Styles of results: the one that ships for a kind of result, fitted to the layer it is given to."""

from __future__ import annotations

import re
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsPalettedRasterRenderer,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterBandStats,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "styles"

#: Cells looked at to stretch a colour ramp: it happens on the main thread.
_SAMPLE = 250_000
#: Classes of rules that the exclusion style has before the one for all later rules.
_RULE_CLASSES = 8


class Styler(QgsProcessingLayerPostProcessorInterface):
    """Gives a loaded layer its style."""

    def __init__(self, style):
        super().__init__()
        self.style = style

    def postProcessLayer(self, layer, context, feedback):
        """Load the style and fit it; a layer without one keeps QGIS's own."""
        layer.loadNamedStyle(str(_file(self.style, layer)))
        fit = _FIT.get(self.style)
        if fit is not None:
            fit(layer)
        layer.triggerRepaint()


def _file(style, layer):
    """The file of a style; one that differs between points and polygons has a file for each."""
    if isinstance(layer, QgsVectorLayer):
        kind = QgsWkbTypes.geometryDisplayString(layer.geometryType()).lower()
        own = FOLDER / f"{style}_{kind}.qml"
        if own.exists():
            return own
    return FOLDER / f"{style}.qml"


# QGIS runs a copy of an algorithm and drops it before results are loaded, so stylers must outlive it.
_alive: dict[str, Styler] = {}


def styler(style):
    """Return the styler of a style; it lives as long as the plugin."""
    return _alive.setdefault(style, Styler(style))


def _stretch(layer):
    """Stretch the colour ramp over the values that are there."""
    renderer = layer.renderer()
    ramp = renderer.shader().rasterShaderFunction()
    stats = layer.dataProvider().bandStatistics(
        1, QgsRasterBandStats.Stats.Min | QgsRasterBandStats.Stats.Max, QgsRectangle(), _SAMPLE
    )
    low, high = stats.minimumValue, stats.maximumValue
    items = ramp.colorRampItemList()
    if not items or not high > low:
        return
    first, last = items[0].value, items[-1].value
    for item in items:
        item.value = low + (item.value - first) / (last - first) * (high - low)
        item.label = f"{item.value:,.4g}"
    ramp.setColorRampItemList(items)
    ramp.setMinimumValue(low)
    ramp.setMaximumValue(high)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)


def _name_rules(layer):
    """Label the bits of an exclusion mask with its rules, and drop the classes of rules it does not have."""
    found = gdal.Open(layer.dataProvider().dataSourceUri())
    bits = found.GetMetadataItem("WATTBIT_BITS") if found else None
    if not bits:
        return
    names = [m.group(1) for m in re.finditer(r"\d+=(.*?)(?= \d+=|$)", bits)]
    ramp = layer.renderer().shader().rasterShaderFunction()
    items = ramp.colorRampItemList()[: len(names) + 1]
    for item, name in zip(items[1 : _RULE_CLASSES + 1], names):
        item.label = name
    ramp.setColorRampItemList(items)


def _name_criteria(layer):
    """Label the classes of a limiting-criterion raster, and drop those of criteria it does not have."""
    found = gdal.Open(layer.dataProvider().dataSourceUri())
    text = found.GetRasterBand(1).GetDescription() if found else ""
    # With horizons, the name of the horizon stands behind in brackets.
    listed = re.sub(r" \([^()]*\)$", "", text.partition(": ")[2])
    names = [n.strip() for n in listed.split(",") if n.strip()]
    renderer = layer.renderer()
    classes = renderer.classes()[: len(names)]
    for entry, name in zip(classes, names):
        entry.label = name
    if names:
        layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))


_FIT = {
    "distance": _stretch,
    "latency": _stretch,
    "density": _stretch,
    "exclusion": _name_rules,
    "limiting": _name_criteria,
}
