"""A print layout of a run: title, map, legend, candidates and the caution."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsLayoutFrame,
    QgsLayoutItemAttributeTable,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutMultiFrame,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTableColumn,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtGui import QFont

from ...algorithms.result_door import caution_of
from ..headings import candidate_headings
from ..text import tr
from .results import LAYERS, layer_of

#: Millimetres on A4 across: left edge, top, width, height.
TITLE_AT = (10, 8, 277, 12)
MAP_AT = (10, 24, 160, 160)
LEGEND_AT = (175, 24, 112, 60)
TABLE_AT = (175, 100, 112, 84)
SCALE_AT = (12, 186, 80, 10)
CAUTION_AT = (100, 187, 187, 15)
COLUMNS = ("rank", "admin", "score_mean", "area_ha", "spare_mw", "connection")
_STYLE = QgsLegendStyle.Style
MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters


def open_layout(workbench, run):
    """Open the layout of a run in the designer; it is made the first time. Returns it, or None."""
    layout = QgsProject.instance().layoutManager().layoutByName(run.name) or make_layout(workbench, run)
    if layout is None:
        workbench.warn(
            tr(
                "The layers of {name} are not in the project; show them first, then ask for the layout."
            ).format(name=run.name)
        )
        return None
    if hasattr(workbench.iface, "openLayoutDesigner"):
        workbench.iface.openLayoutDesigner(layout)
    else:
        workbench.say(tr("The layout {name} stands in the project's layouts.").format(name=run.name))
    return layout


def make_layout(workbench, run):
    """Make the layout of a run and keep it in the project; None where its layers are not there."""
    layers = _shown(run)
    if not layers:
        return None
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    layout.setName(run.name)
    _label(layout, run.title, TITLE_AT, 16, is_bold=True)
    map_item = _map(layout, layers)
    _scale_bar(layout, map_item)
    _legend(layout, layers, map_item)
    candidates = layer_of(run, "CANDIDATES")
    if candidates is not None:
        _table(layout, candidates)
    text = caution_of(run.scenario_path, QgsApplication.locale())
    made = tr("Run {n}, {time}").format(n=run.number, time=run.time)
    _label(layout, " ".join(t for t in (text, made) if t), CAUTION_AT, 8)
    QgsProject.instance().layoutManager().addLayout(layout)
    return layout


def _shown(run):
    """Layers of a run that the map shows; all of them where none is shown."""
    layers = [layer for layer in (layer_of(run, output) for output in LAYERS) if layer is not None]
    root = QgsProject.instance().layerTreeRoot()
    nodes = {layer.id(): root.findLayer(layer.id()) for layer in layers}
    return [la for la in layers if nodes[la.id()] and nodes[la.id()].itemVisibilityChecked()] or layers


def _place(item, at):
    item.attemptMove(QgsLayoutPoint(at[0], at[1], MM))
    item.attemptResize(QgsLayoutSize(at[2], at[3], MM))


def _label(layout, text, at, size_pt, *, is_bold=False):
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    if hasattr(label, "setTextFormat"):  # from QGIS 3.24 on
        label.setTextFormat(_format(size_pt, is_bold))
    else:
        label.setFont(_font(size_pt, is_bold))
    layout.addLayoutItem(label)
    _place(label, at)
    return label


def _font(size_pt, is_bold):
    font = QFont(QgsApplication.font())
    font.setPointSizeF(size_pt)
    font.setBold(is_bold)
    return font


def _format(size_pt, is_bold=False):
    text = QgsTextFormat()
    text.setFont(_font(size_pt, is_bold))
    text.setSize(size_pt)
    text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    return text


def _map(layout, layers):
    item = QgsLayoutItemMap(layout)
    layout.addLayoutItem(item)
    _place(item, MAP_AT)
    item.setFrameEnabled(True)
    # In the CRS of the analysis, where the cells are squares; the layers stay these, whatever is added later.
    item.setCrs(layers[-1].crs())
    item.setLayers(layers)
    item.setKeepLayerSet(True)
    extent = layers[-1].extent()
    extent.scale(1.02)
    item.setExtent(extent)  # gives the item the extent's shape
    _place(item, MAP_AT)
    item.zoomToExtent(extent)
    return item


def _scale_bar(layout, map_item):
    item = QgsLayoutItemScaleBar(layout)
    item.setStyle("Single Box")
    item.setLinkedMap(map_item)
    item.applyDefaultSize()
    if hasattr(item, "setTextFormat"):
        item.setTextFormat(_format(7.5))
    layout.addLayoutItem(item)
    _place(item, SCALE_AT)


def _legend(layout, layers, map_item):
    item = QgsLayoutItemLegend(layout)
    layout.addLayoutItem(item)
    item.setLinkedMap(map_item)
    item.setAutoUpdateModel(False)
    root = item.model().rootGroup()
    root.removeAllChildren()
    for layer in layers:
        root.addLayer(layer)
    for style in (_STYLE.Title, _STYLE.Group, _STYLE.Subgroup, _STYLE.SymbolLabel):
        item.setStyleFont(style, _font(7.5, is_bold=style == _STYLE.Subgroup))
    item.setSymbolHeight(3)
    item.setSymbolWidth(5)
    item.setColumnCount(2)
    item.setSplitLayer(True)
    _place(item, LEGEND_AT)
    item.adjustBoxSize()


def _table(layout, candidates):
    table = QgsLayoutItemAttributeTable.create(layout)
    layout.addMultiFrame(table)
    table.setVectorLayer(candidates)
    headings = candidate_headings()
    names = [n for n in COLUMNS if candidates.fields().indexOf(n) >= 0]
    table.setColumns([_column(name, headings[name]) for name in names])
    table.setMaximumNumberOfFeatures(max(1, candidates.featureCount()))
    table.setHeaderTextFormat(_format(7.5, True))
    table.setContentTextFormat(_format(7.5))
    # Many candidates go on over further pages instead of being cut off.
    table.setResizeMode(QgsLayoutMultiFrame.ResizeMode.ExtendToNextPage)
    frame = QgsLayoutFrame(layout, table)
    _place(frame, TABLE_AT)
    table.addFrame(frame)
    table.recalculateFrameSizes()


def _column(name, heading):
    column = QgsLayoutTableColumn()
    # Figures as a reader wants them; the layer keeps them whole.
    column.setAttribute(f'round("{name}", 3)' if name in ("score_mean", "area_ha", "spare_mw") else name)
    column.setHeading(heading)
    return column
