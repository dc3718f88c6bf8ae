#!/usr/bin/python3
"""Make the layer styles in resources/styles with QGIS itself.

    QT_QPA_PLATFORM=offscreen tools/make_styles.py

Make them with the oldest QGIS supported, whose files every later one reads. Two runs give the same bytes.
"""

from __future__ import annotations

import math
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsColorRampShader,
    QgsFillSymbol,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsPalettedRasterRenderer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsRasterShader,
    QgsRuleBasedRenderer,
    QgsSimpleLineSymbolLayer,
    QgsSingleBandPseudoColorRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

STYLES = Path(__file__).resolve().parent.parent / "resources" / "styles"

# viridis (van der Walt and Smith, CC0): even to the eye, readable in grey and to the colour-blind.
VIRIDIS = "#440154 #482878 #3e4a89 #31688e #26828e #1f9e89 #35b779 #6dcd59 #b4de2c #fde725".split()
# Near is dark, far is light; ColorBrewer's YlGnBu, PuBu and YlOrRd.
NEAR_TO_FAR = "#081d58 #225ea8 #1d91c0 #7fcdbb #ffffd9".split()
FAST_TO_SLOW = "#023858 #0570b0 #74a9cf #d0d1e6 #fff7fb".split()
FEW_TO_MANY = "#ffffcc #fed976 #fd8d3c #e31a1c #800026".split()
# Outranked is brown, outranking green; ColorBrewer's BrBG.
AGAINST_TO_FOR = "#8c510a #d8b365 #f5f5f5 #5ab4ac #01665e".split()
# Below zero is blue, above it orange, alike near white; as the live difference has it (resources/ramps.json).
BLUE_TO_ORANGE = "#08519c #3182bd #9ecae1 #f7f7f7 #fdbe85 #fd8d3c #a63603".split()
# Okabe and Ito (2008), and five more that stay apart from them.
CLASSES = (
    "#e69f00 #56b4e9 #009e73 #f0e442 #0072b2 #d55e00 #cc79a7 #7f7f7f #8c6d31 #9e9ac8 #637939 #7b4173"
).split()
# Muted, so that excluded land stays in the background; further rules share a greyish red.
RULES = "#7f9db9 #b8b0a2 #a89078 #7d93c8 #b98fb5 #6fa3a8 #8f8f8f #a3a86f".split()
FURTHER_RULES = "#b5817d"
OPAQUE, EXCLUDED_ALPHA = 255, 215


def colour(text, alpha=OPAQUE):
    """Return the colour of `#rrggbb`."""
    made = QColor(text)
    made.setAlpha(alpha)
    return made


def ramp_renderer(provider, colours, low, high, *, fits_data):
    """Return a renderer of band 1 that runs through `colours` from `low` to `high`, with one colour bar.

    With `fits_data` the range is only where to begin: the file says that it is to be the layer's own.
    """
    last = len(colours) - 1
    stops = [QgsGradientStop(i / last, colour(c)) for i, c in enumerate(colours[1:-1], start=1)]
    ramp = QgsGradientColorRamp(colour(colours[0]), colour(colours[-1]), False, stops)
    function = QgsColorRampShader(low, high, ramp, QgsColorRampShader.Type.Interpolated)
    function.setClassificationMode(QgsColorRampShader.ClassificationMode.Continuous)
    function.classifyColorRamp()
    shader = QgsRasterShader(low, high)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(provider, 1, shader)
    renderer.setClassificationMin(low)
    renderer.setClassificationMax(high)
    origin = QgsRasterMinMaxOrigin()
    limits = QgsRasterMinMaxOrigin.Limits
    origin.setLimits(limits.MinMax if fits_data else limits.None_)
    renderer.setMinMaxOrigin(origin)
    return renderer


def exclusion_renderer(provider):
    """Return a renderer of bit masks: 0 is clear, else the colour tells the last of the rules that exclude."""
    item = QgsColorRampShader.ColorRampItem
    items = [item(0, colour("#ffffff", 0), "not excluded")]
    for bit, text in enumerate(RULES):
        items.append(item(2 ** (bit + 1) - 1, colour(text, EXCLUDED_ALPHA), f"rule {bit}"))
    items.append(item(math.inf, colour(FURTHER_RULES, EXCLUDED_ALPHA), f"rule {len(RULES)} or a later one"))
    most = 2.0**32 - 2  # the one value above it is nodata
    function = QgsColorRampShader(0, most, None, QgsColorRampShader.Type.Discrete)
    function.setColorRampItemList(items)
    shader = QgsRasterShader(0, most)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(provider, 1, shader)
    renderer.setClassificationMin(0)
    renderer.setClassificationMax(most)
    return renderer


def limiting_renderer(provider):
    """Return a renderer with a colour for each number of a criterion, from 1."""
    classes = [
        QgsPalettedRasterRenderer.Class(number, colour(text), f"criterion {number}")
        for number, text in enumerate(CLASSES, start=1)
    ]
    return QgsPalettedRasterRenderer(provider, 1, classes)


def pareto_renderer(provider):
    """Return a renderer that lets the cells of a Pareto front stand out."""
    entry = QgsPalettedRasterRenderer.Class
    classes = [entry(0, colour("#d9d9d9"), "dominated"), entry(1, colour("#d6003c"), "on the Pareto front")]
    return QgsPalettedRasterRenderer(provider, 1, classes)


def candidates_layer():
    """Return a polygon layer with a cased outline and ranks, both readable on light and on dark ground."""
    layer = QgsVectorLayer("Polygon?field=rank:integer", "candidates", "memory")
    symbol = QgsFillSymbol()
    for text, width in (("#ffffff", 1.3), ("#d6003c", 0.6)):
        line = QgsSimpleLineSymbolLayer(colour(text), width)
        line.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
        symbol.appendSymbolLayer(line)
    symbol.deleteSymbolLayer(0)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(rank_labels()))
    layer.setLabelsEnabled(True)
    return layer


def rank_labels():
    """Return the labels of candidates: their ranks, none left out, dark on a white halo."""
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(1)
    buffer.setColor(colour("#ffffff"))
    text = QgsTextFormat()
    font = QFont("Noto Sans")
    font.setBold(True)
    text.setFont(font)
    text.setNamedStyle("Bold")
    text.setSize(11)
    text.setColor(colour("#8a0026"))
    text.setBuffer(buffer)
    labels = QgsPalLayerSettings()
    labels.fieldName = "rank"
    labels.setFormat(text)
    labels.placement = QgsPalLayerSettings.Placement.Horizontal
    labels.displayAll = True
    labels.priority = 10
    labels.zIndex = 10
    return labels


def rules_layer(kind, rules, labels=None):
    """Return a layer of a geometry kind with a rule-based renderer: (filter or ELSE, label, symbol) each."""
    layer = QgsVectorLayer(kind, "rules", "memory")
    root = QgsRuleBasedRenderer.Rule(None)
    for number, (condition, label, symbol) in enumerate(rules):
        rule = QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label)
        rule.setRuleKey(f"rule{number}")  # a random one would change the file in every run
        root.appendChild(rule)
    root.setRuleKey("root")
    layer.setRenderer(QgsRuleBasedRenderer(root))
    if labels is not None:
        layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
        layer.setLabelsEnabled(True)
    return layer


def line_symbol(text, width, *, dash=None, width_expression=None):
    """Return a line on a white casing."""
    symbol = QgsLineSymbol()
    symbol.deleteSymbolLayer(0)
    for drawn, extra in (("#ffffff", 0.8), (text, 0.0)):
        line = QgsSimpleLineSymbolLayer(colour(drawn), width + extra)
        line.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
        line.setPenCapStyle(Qt.PenCapStyle.FlatCap if dash else Qt.PenCapStyle.RoundCap)
        if dash and not extra:
            line.setUseCustomDashPattern(True)
            line.setCustomDashVector(dash)
        if width_expression:
            value = QgsProperty.fromExpression(f"{width_expression} + {extra}")
            line.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeWidth, value)
        symbol.appendSymbolLayer(line)
    return symbol


def site_symbol(kind, text, shape, brush):
    """Return a marker or a fill of a colour; shape and pattern tell it without the colour too."""
    if kind == "Point":
        style = {
            "name": shape,
            "color": text,
            "size": "3.6",
            "outline_color": "#ffffff",
            "outline_width": "0.4",
        }
        return QgsMarkerSymbol.createSimple(style)
    return QgsFillSymbol.createSimple(
        {"color": text, "style": brush, "outline_color": text, "outline_width": "0.6"}
    )


def text_labels(expression, size=9, text="#1f2d3d"):
    """Return labels from an expression, on a white halo."""
    labels = rank_labels()
    labels.fieldName = expression
    labels.isExpression = True
    format_ = labels.format()
    format_.setSize(size)
    format_.setColor(colour(text))
    labels.setFormat(format_)
    labels.displayAll = False
    return labels


# Okabe and Ito's colours, each with a shape and a pattern of its own.
SERVED = ("#009e73", "circle", "solid")
IN_PART = ("#e69f00", "diamond", "dense4")
NOT_SERVED = ("#d55e00", "triangle", "b_diagonal")
PLANS = (
    ("\"status\" = 'served'", "served", "#009e73", "circle", "solid"),
    ("\"status\" = 'waits_grid'", "waits for the grid", "#e69f00", "square", "b_diagonal"),
    ("\"status\" = 'waits_network'", "waits for the network", "#56b4e9", "diamond", "f_diagonal"),
    ("\"status\" = 'waits_both'", "waits for both", "#cc79a7", "pentagon", "diagonal_x"),
    ("\"status\" = 'unserved'", "never within the horizons", "#d55e00", "triangle", "dense5"),
    ("ELSE", "not assessed", "#7f7f7f", "cross2", "dense7"),
)


def vector_styles():
    """Return each vector style's layer by name."""
    width = 'coalesce(scale_linear("mw", 0, 200, 0.5, 2.2), 0.5)'
    lines = (
        ('"feed" > 1', "second feed", line_symbol("#0072b2", 0.8, dash=[4, 2], width_expression=width)),
        ("ELSE", "feed, wider with more MW", line_symbol("#0072b2", 0.8, width_expression=width)),
    )
    routes = (
        ('"is_optimal" = 0', "route, a shorter one may exist", line_symbol("#cc79a7", 0.8, dash=[3, 2])),
        ("ELSE", "least-cost route", line_symbol("#cc79a7", 0.8)),
    )
    made = {
        "candidates": candidates_layer(),
        "allocation": rules_layer("LineString", lines, text_labels("format_number(\"mw\", 0) || ' MW'")),
        "routes": rules_layer(
            "LineString", routes, text_labels("format_number(\"length_m\" / 1000, 1) || ' km'")
        ),
    }
    for kind in ("Point", "Polygon"):
        served = (
            ('"unmet_mw" = 0', "served", site_symbol(kind, *SERVED)),
            ('"served_mw" > 0', "served in part", site_symbol(kind, *IN_PART)),
            ("ELSE", "not served", site_symbol(kind, *NOT_SERVED)),
        )
        plans = [(rule, label, site_symbol(kind, *look)) for rule, label, *look in PLANS]
        made[f"allocated_sites_{kind.lower()}"] = rules_layer(kind, served)
        made[f"plans_{kind.lower()}"] = rules_layer(kind, plans, text_labels('to_string("earliest_year")'))
    return made


def raster_layer():
    """Return a raster layer of one cell to hang renderers on."""
    path = "/vsimem/cell.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(path, 1, 1, 1, gdal.GDT_Float32)
    dataset.FlushCache()
    return QgsRasterLayer(path, "cell")


def raster_styles(layer):
    """Return each raster style's renderer by name."""
    provider = layer.dataProvider()
    scores = ("suitability", "score", "hazardscore", "gridcapacity")
    made = {name: ramp_renderer(provider, VIRIDIS, 0.0, 1.0, fits_data=False) for name in scores}
    return {
        **made,
        "distance": ramp_renderer(provider, NEAR_TO_FAR, 0.0, 10_000.0, fits_data=True),
        "latency": ramp_renderer(provider, FAST_TO_SLOW, 0.0, 2.0, fits_data=True),
        "density": ramp_renderer(provider, FEW_TO_MANY, 0.0, 0.1, fits_data=True),
        "flow": ramp_renderer(provider, AGAINST_TO_FOR, -1.0, 1.0, fits_data=False),
        # Scores lie in [0, 1], but scenarios rarely differ by more than this; beyond it the colour stays.
        "difference": ramp_renderer(provider, BLUE_TO_ORANGE, -0.3, 0.3, fits_data=False),
        "pareto": pareto_renderer(provider),
        "exclusion": exclusion_renderer(provider),
        "limiting": limiting_renderer(provider),
    }


def style_text(layer):
    """Return the style of a layer as QML, its attributes sorted: QGIS writes them in any order."""
    document = QDomDocument()
    parts = QgsMapLayer.StyleCategory
    layer.exportNamedStyle(document, categories=parts.Symbology | parts.Labeling)
    root = ET.fromstring(document.toString())
    for element in root.iter():
        # What only QGIS before 3.20 reads, and callouts, which are off.
        for needless in [*element.findall("prop"), *element.findall("callout")]:
            element.remove(needless)
        for key in sorted(element.attrib):
            element.attrib[key] = element.attrib.pop(key)
        element.text = (element.text or "").strip() or None
        element.tail = None
    ET.indent(root, " ")
    doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return doctype + ET.tostring(root, encoding="unicode") + "\n"


def main():
    """Write every style and return the exit code."""
    gdal.UseExceptions()
    application = QgsApplication([], False)
    application.initQgis()
    STYLES.mkdir(parents=True, exist_ok=True)
    cell = raster_layer()
    for name, renderer in raster_styles(cell).items():
        cell.setRenderer(renderer)
        (STYLES / f"{name}.qml").write_text(style_text(cell), encoding="utf-8")
    for name, layer in vector_styles().items():
        (STYLES / f"{name}.qml").write_text(style_text(layer), encoding="utf-8")
    print(f"{len(list(STYLES.glob('*.qml')))} styles in {STYLES.relative_to(STYLES.parents[1])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
