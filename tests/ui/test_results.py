"""What a run leaves in the project: a group of layers, and a layout."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemMap, QgsProject, QgsRasterLayer

WAIT_MS = 120_000


def run(workbench, qtbot):
    with qtbot.waitSignal(workbench.runs.finished, timeout=WAIT_MS) as heard:
        workbench.runs.run()
    return heard.args[0]


@pytest.fixture
def made(demo, qtbot):
    return run(demo, qtbot)


def groups():
    return QgsProject.instance().layerTreeRoot().findGroups()


def test_layers_come_as_a_group_with_candidates_above_and_suitability_below(demo, made):
    (group,) = groups()
    assert group.name() == f"{demo.document.title}, run 1"
    shown = [node.name() for node in group.findLayers()]
    assert shown == ["Candidates", "Routes", "Allocation", "Excluded", "Suitability", "Uncertainty"]
    candidates, suitability = group.findLayers()[0].layer(), group.findLayers()[4].layer()
    assert candidates.labeling().settings().fieldName == "rank"
    assert suitability.renderer().type() == "singlebandpseudocolor"
    exclusion = group.findLayers()[3].layer()
    assert "flood_3m" in [
        item.label for item in exclusion.renderer().shader().rasterShaderFunction().colorRampItemList()
    ]
    log = json.loads(made.outputs["RUN_LOG"].read_text(encoding="utf-8"))
    assert candidates.metadata().identifier() == f"sha256:{log['scenario']['sha256']}"
    assert demo.iface.canvas.extent().intersects(suitability.extent())


def test_another_run_leaves_the_earlier_group_as_it_was(demo, qtbot, made):
    before = [node.layerId() for node in groups()[0].findLayers()]
    run(demo, qtbot)
    assert [g.name().rpartition(" ")[2] for g in groups()] == ["2", "1"]
    assert [node.layerId() for node in groups()[1].findLayers()] == before


def test_groups_and_runs_return_with_the_saved_project(demo, made, tmp_path):
    from wattbit.ui.runs.results import layer_of

    project = QgsProject.instance()
    assert project.write(str(tmp_path / "demo" / "project.qgs"))
    demo.document.close()
    project.clear()
    assert demo.runs.history == []
    assert project.read(str(tmp_path / "demo" / "project.qgs"))
    assert demo.runs.history == [made]
    assert len(groups()[0].findLayers()) == 6
    assert all(node.layer().isValid() for node in groups()[0].findLayers())
    assert layer_of(made, "SUITABILITY").isValid()


def test_each_horizon_shows_its_band_and_its_candidates(demo, qtbot):
    from wattbit.ui.runs.results import layer_of

    raw = dict(demo.document.raw)
    raw["horizons"] = [{"id": "short", "year": 2028}, {"id": "long", "year": 2035}]
    assert demo.document.edit(raw, "Two horizons") == []
    made = run(demo, qtbot)
    demo.set_horizon("long")
    layer = layer_of(made, "SUITABILITY")
    assert isinstance(layer, QgsRasterLayer)
    renderer = layer.renderer()
    assert (renderer.inputBand() if hasattr(renderer, "inputBand") else renderer.band()) == 2
    assert {f["horizon"] for f in layer_of(made, "CANDIDATES").getFeatures()} == {"long"}
    demo.set_horizon("short")
    assert {f["horizon"] for f in layer_of(made, "CANDIDATES").getFeatures()} == {"short"}


def test_the_layout_holds_map_legend_table_and_caution(demo, made, tmp_path):
    from qgis.core import QgsLayoutExporter
    from wattbit.ui.runs.print_layout import open_layout

    layout = open_layout(demo, made)
    kinds = [type(item) for item in layout.items()]
    assert QgsLayoutItemMap in kinds
    assert QgsLayoutItemLegend in kinds
    texts = [item.text() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
    assert demo.document.title in texts
    assert any("ask the utility for a study" in text for text in texts)
    (table,) = layout.multiFrames()
    assert [c.attribute() for c in table.columns()][:2] == ["rank", "admin"]
    assert len(table.contents()) == 10
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 80
    assert QgsLayoutExporter(layout).exportToImage(str(tmp_path / "layout.png"), settings) == 0
    assert open_layout(demo, made) is layout
    assert len(QgsProject.instance().layoutManager().layouts()) == 1
