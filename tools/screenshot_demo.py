#!/usr/bin/python3
"""Draw docs/images/demo.png: the demo's results in a real QGIS window, on a screen that nobody sees.

    make demo && tools/screenshot_demo.py [image.png]

Needs Xvfb and Pillow. Run by Python, it starts QGIS on itself in a profile that is thrown away; run by
QGIS (`qgis --code`), it loads the layers and saves the picture. No base map: the prefecture is fictional.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsHillshadeRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsSettings,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QColor, QFont, QPainter
from qgis.PyQt.QtWidgets import QDockWidget, QToolBar, QTreeView
from qgis.utils import iface

ROOT = Path(os.environ.get("WATTBIT_ROOT") or Path(__file__).resolve().parent.parent)
RESULTS = ROOT / "build" / "demo"
IMAGE = ROOT / "docs" / "images" / "demo.png"
SIZE = (1600, 1000)
MOST_BYTES = 600_000
# What the map shows, in the demo's CRS: the plain with all the candidates, and some of the mountains.
VIEW = (-23_500, -53_500, 25_500, -12_000)
FONT = "Noto Sans CJK JP"
TOOLBARS = ("mFileToolBar", "mMapNavToolBar", "mAttributesToolBar", "WattBitSitingToolbar")
DOCKS = ("Layers", "ProcessingToolbox")
SETTLE_MS = 2500
TIMEOUT_MS = 120_000


# Run by Python -------------------------------------------------------------------------------


def draw(image):
    """Have QGIS draw the picture under Xvfb, and make it small; return the exit code."""
    import qgis_process  # of tools/, which is on the path only in this role

    missing = [
        n for n in ("suitability.tif", "exclusion.tif", "candidates.gpkg") if not (RESULTS / n).exists()
    ]
    if missing:
        print(f"{RESULTS} lacks {', '.join(missing)}: run `make demo` first.", file=sys.stderr)
        return 1
    # Not in the system's folder for temporary files: QGIS would mark the layers as temporary.
    with tempfile.TemporaryDirectory(prefix="screenshot-", dir=RESULTS.parent) as folder:
        picture = Path(folder) / "window.png"
        environment = qgis_process.environment(qgis_process.create_profile(Path(folder) / "profile"))
        environment.update(WATTBIT_ROOT=str(ROOT), WATTBIT_PICTURE=str(picture), QT_QPA_PLATFORM="xcb")
        screen = ["xvfb-run", "-a", "-s", f"-screen 0 {SIZE[0]}x{SIZE[1]}x24"]
        qgis = ["qgis", "--nologo", "--noversioncheck", "--lang", "en", "--profile", "default"]
        ended = subprocess.run(
            [*screen, *qgis, "--code", __file__], env=environment, check=False, stderr=subprocess.DEVNULL
        )
        if ended.returncode or not picture.exists():
            print("QGIS drew no picture; what stopped it stands above.", file=sys.stderr)
            return 1
        shrink(picture, image)
    print(f"{image}: {image.stat().st_size:,} bytes")
    return int(image.stat().st_size > MOST_BYTES)


def shrink(picture, image):
    """Save a picture in 256 colours of its own, a quarter of its size with no difference to see."""
    from PIL import Image

    image.parent.mkdir(parents=True, exist_ok=True)
    full = Image.open(picture).convert("RGB")
    # Of Pillow's ways this one keeps the few pixels of the legend's colours.
    small = full.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    small.save(image, optimize=True)


# Run by QGIS ---------------------------------------------------------------------------------


def text_format(size, colour):
    """Return a text format with a white halo."""
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(255, 255, 255, 220))
    made = QgsTextFormat()
    made.setFont(QFont(FONT))
    made.setSize(size)
    made.setColor(QColor(colour))
    made.setBuffer(halo)
    return made


def label(layer, expression, made, around_mm=None):
    """Label a layer by an expression, around its points where a distance in mm is given."""
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, True
    settings.setFormat(made)
    if around_mm is not None:
        settings.placement, settings.dist = QgsPalLayerSettings.Placement.AroundPoint, around_mm
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def demo_layer(data, name, title, where=""):
    """Return a layer of the demo."""
    layer = QgsVectorLayer(f"{data / 'demo.gpkg'}|layername={name}", title)
    layer.setSubsetString(where)
    return layer


def drawn(layer, *lines):
    """Draw a layer's lines or outlines by (colour, width in mm[, pen style]), the lowest first."""
    is_area = layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    symbol = QgsFillSymbol() if is_area else QgsLineSymbol()
    for colour, width, *style in lines:
        line = QgsSimpleLineSymbolLayer(QColor(colour), width, *style)
        line.setPenJoinStyle(Qt.PenJoinStyle.RoundJoin)
        symbol.appendSymbolLayer(line)
    symbol.deleteSymbolLayer(0)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def filled(layer, colour):
    """Fill a layer's polygons and give them no outline."""
    symbol = QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def substations(data):
    """Return the substations by what is known of their spare capacity, labelled in MW."""
    layer = demo_layer(data, "capacity", "Substations, spare MW", "kind = 'substation'")
    spare = "coalesce(spare_mw, capacity_min_mw)"
    rules = (
        ("Known", f"{spare} > 0", "#ffd43b", 3.0),
        ("None to spare", f"{spare} <= 0", "#8f8f8f", 2.4),
        ("Unknown: neither 0 nor plenty", f"{spare} is null", "#ffffff", 2.4),
    )
    root = QgsRuleBasedRenderer.Rule(None)
    for title, expression, colour, size in rules:
        symbol = QgsMarkerSymbol.createSimple(
            {
                "name": "square",
                "color": colour,
                "size": str(size),
                "outline_color": "#1a1a1a",
                "outline_width": "0.35",
            }
        )
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, filterExp=expression, label=title))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    label(
        layer,
        f"coalesce(to_string(round({spare})) || ' MW', '?')",
        text_format(7.5, "#111111"),
        around_mm=0.6,
    )
    return layer


def relief(data):
    """Return the hillshade that gives the map its mountains."""
    layer = QgsRasterLayer(str(data / "dem.tif"), "Relief")
    shade = QgsHillshadeRenderer(layer.dataProvider(), 1, 315, 45)
    shade.setZFactor(1.5)
    layer.setRenderer(shade)
    layer.setBlendMode(QPainter.CompositionMode.CompositionMode_SoftLight)
    layer.setOpacity(0.6)
    return layer


def result(kind, file, title, style):
    """Return a result of the demo as it looks when the algorithm loads it."""
    from wattbit.algorithms.styles import styler  # QGIS has the plugin by now

    layer = kind(str(RESULTS / file), title)
    styler(style).postProcessLayer(layer, None, None)
    layer.setName(title)
    return layer


def map_layers(data):
    """Return the layers of the picture, topmost first."""
    towns = drawn(demo_layer(data, "municipalities", "Municipalities"), ("#ffffff", 0.55), ("#6b6b6b", 0.2))
    label(towns, "name", text_format(8.5, "#3a3a3a"))
    roads = demo_layer(data, "roads", "Main roads", "kind in ('expressway', 'national')")
    lines = demo_layer(data, "transmission_lines", "Transmission lines")
    return [
        result(QgsVectorLayer, "candidates.gpkg", "Candidates, by rank", "candidates"),
        substations(data),
        drawn(lines, ("#1b1b1b", 0.28, Qt.PenStyle.DashLine)),
        towns,
        drawn(roads, ("#6a6a6a", 0.55), ("#fff6dc", 0.32)),
        relief(data),
        result(QgsRasterLayer, "exclusion.tif", "Exclusion", "exclusion"),
        result(QgsRasterLayer, "suitability.tif", "Suitability", "suitability"),
        filled(demo_layer(data, "sea", "Sea"), "#a9c7dc"),
        filled(demo_layer(data, "land", "Land that was not assessed"), "#f1ece0"),
    ]


def load_project():
    """Put the layers into the project, closed in the tree but for those whose legend tells the story."""
    # Or QGIS would switch the demo's GeoPackage to another journal: its bytes are under version control.
    QgsSettings().setValue("qgis/walForSqlite3", False)
    data = Path(
        shutil.copytree(ROOT / "resources" / "demo", Path(os.environ["WATTBIT_PICTURE"]).parent / "demo")
    )
    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:6677"))
    root = project.layerTreeRoot()
    for layer in map_layers(data):
        project.addMapLayer(layer, False)
        root.addLayer(layer).setExpanded(layer.name().startswith(("Substations", "Exclusion", "Suitability")))


def arrange_window():
    """Show the layers, the plugin's toolbar and its algorithms, and nothing that distracts."""
    window = iface.mainWindow()
    window.showNormal()
    window.resize(QSize(*SIZE))
    for bar in window.findChildren(QToolBar):
        if bar.parent() is window:
            bar.setVisible(bar.objectName() in TOOLBARS)
    docks = {dock.objectName(): dock for dock in window.findChildren(QDockWidget)}
    for name, dock in docks.items():
        dock.setVisible(name in DOCKS)
    window.resizeDocks([docks[name] for name in DOCKS], [300, 285], Qt.Orientation.Horizontal)
    show_provider(docks["ProcessingToolbox"].findChild(QTreeView))


def show_provider(tree):
    """Open the plugin's groups in the toolbox."""
    tree.collapseAll()
    model = tree.model()
    provider = next(
        row for row in (model.index(i, 0) for i in range(model.rowCount())) if "Watt-Bit" in str(row.data())
    )
    tree.expand(provider)
    for i in range(model.rowCount(provider)):
        tree.expand(model.index(i, 0, provider))
    tree.scrollTo(provider, tree.ScrollHint.PositionAtTop)


def show_view():
    """Zoom to the plain, once the window has its size."""
    iface.mapCanvas().setExtent(QgsRectangle(*VIEW))
    iface.mapCanvas().refresh()


def take_picture():
    """Save the window once the map is drawn, and leave without being asked to save the project."""
    iface.mapCanvas().waitWhileRendering()
    QCoreApplication.processEvents()
    is_saved = iface.mainWindow().grab().save(os.environ["WATTBIT_PICTURE"])
    leave(0 if is_saved else 1)


def in_turn(*steps):
    """Run each step after the window had time to settle; an error ends QGIS."""
    sys.excepthook = lambda *error: (traceback.print_exception(*error, file=sys.stdout), leave(1))
    QTimer.singleShot(TIMEOUT_MS, lambda: leave(1))
    for number, step in enumerate(steps, start=1):
        QTimer.singleShot(number * SETTLE_MS, step)


def leave(code):
    """End QGIS at once."""
    sys.stdout.flush()
    os._exit(code)


if iface is not None:
    in_turn(load_project, arrange_window, show_view, take_picture)
elif __name__ == "__main__":
    sys.exit(draw(Path(sys.argv[1]).absolute() if len(sys.argv) > 1 else IMAGE))
