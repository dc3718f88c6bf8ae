"""The page of comparisons: sides, tables, difference and the swipe over the map."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import ogr
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog
from shapely.geometry import box
from wattbit.core.scenario.edit import relocated, save_raw, with_value, without
from wattbit.core.vectors import FieldSpec, LayerSpec, write_layer
from wattbit.tests.core.layers import read_raster, write_raster
from wattbit.ui.compare.swipe import layers_of
from wattbit.ui.compare.swipe_item import SwipeItem, SwipeTool
from wattbit.ui.runs.folder import Run, write_record

WKT = QgsCoordinateReferenceSystem("EPSG:6677").toWkt()
WEST, EAST = (0, 0, 500, 1000), (500, 0, 1000, 1000)


def made_run(folder, number, raw, scores, places, home=None):
    """A run with a raster of 10 x 10 cells of 100 m, and candidates in the order of their ranks."""
    folder = folder / f"run_{number}"
    folder.mkdir(parents=True)
    raster = write_raster(
        folder / "suitability.tif", np.asarray(scores, np.float32), (0, 1000), 100, nodata=-9999
    )
    fields = (FieldSpec("rank", int), FieldSpec("score_mean", float))
    rows = [
        ({"rank": rank, "score_mean": 1 - 0.125 * rank}, box(*place).wkb)
        for rank, place in enumerate(places, start=1)
    ]
    candidates = folder / "candidates.gpkg"
    write_layer(candidates, LayerSpec("candidates", WKT, ogr.wkbPolygon, fields, ()), rows)
    if home is not None:
        save_raw(relocated(raw, home, folder), folder / "scenario.json")
    outputs = {"SUITABILITY": Path(raster), "CANDIDATES": candidates}
    return Run(number, "Power first", folder, outputs, raw, folder / "scenario.json", "2026-11-24 12:00")


@pytest.fixture
def two_runs(demo, tmp_path):
    """Run 1 is good in the west, run 2 in the east; places 1 and 2 change ranks, 3 is gone, another new."""
    raw = demo.document.raw
    other = without(with_value(raw, ("criteria", "grid", "weight"), 1.4), ("exclusions", "sea"))
    west = np.tile([0.75] * 5 + [0.25] * 5, (10, 1))
    west[0, 0] = -9999
    first = made_run(
        tmp_path / "r",
        1,
        raw,
        west,
        [(0, 0, 100, 100), (500, 0, 600, 100), (0, 800, 100, 900)],
        demo.document.folder,
    )
    second = made_run(
        tmp_path / "r", 2, other, np.tile([0.5] * 5 + [1.0] * 5, (10, 1)),
        [(500, 0, 600, 100), (0, 0, 100, 100), (900, 900, 1000, 1000)], demo.document.folder,
    )  # fmt: skip
    demo.runs.history = [first, second]
    demo.runs.historyChanged.emit()
    return demo


@pytest.fixture
def page(two_runs, qtbot):
    two_runs.show()
    shown = two_runs.dock.show_page("compare")
    qtbot.waitUntil(lambda: not shown.background.is_busy)
    shown.sides.a.setCurrentIndex(1)  # the earlier run as A
    shown.sides.b.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not shown.background.is_busy)
    canvas = two_runs.iface.mapCanvas()
    canvas.setExtent(QgsRectangle(0, 0, 1000, 1000))
    return shown


def items(page):
    scene = page.workbench.iface.mapCanvas().scene()
    return [item for item in scene.items() if isinstance(item, SwipeItem)]


def test_with_no_run_there_is_one_sentence_and_a_run_button(demo, qtbot, monkeypatch):
    demo.show()
    shown = demo.dock.show_page("compare")
    assert shown.nothing.isVisible()
    assert not shown.content.isVisible()
    assert "nothing to compare" in shown.why.text()
    started = []
    monkeypatch.setattr(demo.runs, "run", lambda: started.append(True))
    shown.run.click()
    assert started == [True]


def test_one_run_alone_has_no_pair_yet(demo, tmp_path):
    demo.runs.history = [made_run(tmp_path / "r", 1, demo.document.raw, np.ones((10, 10)), [])]
    demo.runs.historyChanged.emit()
    shown = demo.dock.pages["compare"]
    assert shown.sides.pair is None
    assert "one result" in shown.why.text()
    assert shown.sides.file.isEnabled()


def test_the_newest_run_is_compared_with_the_one_before(two_runs):
    shown = two_runs.dock.pages["compare"]
    assert [side.name for side in shown.sides.pair] == ["Run 2", "Run 1"]


def test_rank_changes_tell_moved_new_and_gone_places(page):
    assert page.moves.texts() == [
        ["▼ 1", "1", "2", "0.875 → 0.750", "100%"],
        ["▲ 1", "2", "1", "0.750 → 0.875", "100%"],
        ["− gone", "3", "—", "0.625 → —", "—"],
        ["＋ new", "—", "3", "— → 0.625", "—"],
    ]


def test_ranks_sort_by_number(page):
    page.moves.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert [row[2] for row in page.moves.texts()] == ["—", "3", "2", "1"]


def test_weights_and_rules_that_differ_are_told(page):
    rows = {row[0]: row[1:] for row in page.settings.texts()}
    assert rows["Weight: 電力供給（供給余力と距離）"] == ["40.0%", "70.0%"]
    assert rows["Weight: IXまでの往復遅延"] == ["15.0%", "7.5%"]
    assert rows["Rule: 海"] == ["there", "—"]
    assert len(rows) == 7


def test_a_place_is_shown_on_the_map(page):
    canvas = page.workbench.iface.mapCanvas()
    page.moves.activated.emit(page.moves.model().index(3, 0))
    assert canvas.extent().contains(QgsRectangle(900, 900, 1000, 1000))
    assert canvas.extent().width() < 1000


def test_swipe_shows_a_left_and_b_right_of_the_divider(page, qtbot):
    page.views.swiped.click()
    (item,) = items(page)
    qtbot.waitUntil(lambda: item.left is not None and item.right is not None)
    assert list(item.names) == ["A: Run 1", "B: Run 2"]
    # Scores 0.75 and 0.5 in the west are different colours of one ramp; 0.75 is the lighter green.
    left, right = item.left[0], item.right[0]
    x, y = left.width() // 2 - left.height() // 4, left.height() // 2
    a, b = left.pixelColor(x, y), right.pixelColor(x, y)
    assert a != b
    assert a.lightness() > b.lightness()
    # What the canvas shows: the picture of A where the divider is right of a point, else that of B.
    canvas = page.workbench.iface.mapCanvas()
    for position, wanted in ((0.9, a), (0.1, b)):
        page.views.swipe.move_to(position)
        seen = canvas.grab().toImage().pixelColor(QPoint(x, y))
        assert (seen.red(), seen.green(), seen.blue()) == pytest.approx(
            (wanted.red(), wanted.green(), wanted.blue()), abs=3
        )


def test_a_swipe_far_from_the_view_goes_to_it(page):
    canvas = page.workbench.iface.mapCanvas()
    canvas.setExtent(QgsRectangle(50_000, 50_000, 51_000, 51_000))
    page.views.swiped.click()
    assert canvas.extent().contains(QgsRectangle(0, 0, 1000, 1000))


def test_layers_of_the_other_run_are_left_out_of_a_picture(page):
    first, second = page.sides.pair
    layers = [QgsVectorLayer(str(side.candidates), side.name) for side in (first, second)]
    base = QgsRasterLayer(str(first.suitability), "base")
    a, b = (SimpleNamespace(name=s.name, layer=s.layer(), files=s.files) for s in (first, second))
    dem = QgsRasterLayer(
        write_raster(first.folder / "dem.tif", np.ones((2, 2), np.float32), (0, 20), 10), "dem"
    )
    assert layers_of([*layers, base, dem], a, b) == [layers[0], a.layer, dem]
    assert layers_of([*layers, base, dem], b, a) == [layers[1], b.layer, dem]
    assert layers_of([], a, b) == [a.layer]


def test_the_divider_follows_mouse_arrow_keys_and_slider(page):
    canvas = page.workbench.iface.mapCanvas()
    page.views.swiped.click()
    y = canvas.height() // 2
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 4, y))
    assert page.views.swipe.position == pytest.approx(0.25, abs=0.01)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(canvas.width() // 4, y))
    assert page.views.slider.value() == 25
    before, extent = page.views.swipe.position, canvas.extent()
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert page.views.swipe.position == pytest.approx(before + 0.01)
    QTest.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert page.views.swipe.position == pytest.approx(before - 0.09)
    assert canvas.extent() == extent
    page.views.slider.setValue(60)
    assert page.views.swipe.position == 0.6
    page.views.swipe.move_to(7)
    assert page.views.swipe.position == 1


def test_escape_ends_the_swipe_and_gives_the_map_tool_back(page):
    canvas = page.workbench.iface.mapCanvas()
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    page.views.swiped.click()
    assert canvas.mapTool() is page.views.swipe.tool
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is pan
    assert items(page) == []
    assert page.views.plain.isChecked()
    assert not page.views.slider.isVisible()


def test_without_the_mouse_the_divider_moves_and_escape_ends_it(page):
    page.views.swiped.click()
    QTest.keyClick(page.views.slider, Qt.Key.Key_Right)
    assert page.views.swipe.position == pytest.approx(0.51)
    QTest.keyClick(page.views.slider, Qt.Key.Key_Escape)
    assert items(page) == []
    assert page.views.plain.isChecked()


def test_a_turned_map_is_swiped_too(page, qtbot):
    canvas = page.workbench.iface.mapCanvas()
    canvas.setRotation(30)
    page.views.swiped.click()
    item = page.views.swipe.item
    qtbot.waitUntil(lambda: item.left is not None and item.right is not None)
    page.views.swipe.move_to(1.0)
    middle = QPoint(canvas.width() // 2, canvas.height() // 4)
    seen, drawn = canvas.grab().toImage().pixelColor(middle), item.left[0].pixelColor(middle)
    assert (seen.red(), seen.green(), seen.blue()) == pytest.approx(
        (drawn.red(), drawn.green(), drawn.blue()), abs=3
    )


def test_another_scenario_forgets_the_files_chosen_for_the_one_before(page, tmp_path, qtbot):
    path = tmp_path / "other.json"
    path.write_text(json.dumps(page.document.raw), encoding="utf-8")
    page.sides.add_file(str(path))
    assert page.sides.b.currentText() == "other.json, not run yet"
    page.document.set_raw(page.document.raw, page.document.path)
    assert page.sides.b.findText("other.json, not run yet") == -1


def test_another_tool_keeps_the_swipe_and_the_button_takes_it_back(page):
    canvas = page.workbench.iface.mapCanvas()
    page.views.swiped.click()
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    assert len(items(page)) == 1
    page.views.swiped.click()
    assert canvas.mapTool() is page.views.swipe.tool
    canvas.setMapTool(pan)
    page.views.plain.click()
    assert canvas.mapTool() is pan
    assert items(page) == []


@pytest.mark.parametrize("leave", ["project", "page", "dock", "scenario", "plugin"])
def test_nothing_stays_on_the_map(page, leave, qtbot):
    workbench = page.workbench
    page.views.swiped.click()
    assert len(items(page)) == 1
    if leave == "project":
        QgsProject.instance().clear()
    elif leave == "page":
        workbench.dock.show_page("data")
    elif leave == "dock":
        workbench.dock.close()
    elif leave == "plugin":
        workbench.iface.removeDockWidget(workbench.dock)
    else:
        workbench.document.close()
    assert items(page) == []
    assert not page.views.swipe.is_on
    assert not isinstance(workbench.iface.mapCanvas().mapTool(), SwipeTool)


def test_a_new_view_is_drawn_anew(page, qtbot):
    canvas = page.workbench.iface.mapCanvas()
    page.views.swiped.click()
    item = page.views.swipe.item
    qtbot.waitUntil(lambda: item.left is not None)
    first = item.left
    canvas.zoomByFactor(0.5)
    qtbot.waitUntil(lambda: item.left is not first)
    assert item.left[1].width() == pytest.approx(first[1].width() / 2)


def test_difference_is_a_layer_of_the_project_made_once(page, qtbot):
    page.views.differing.click()
    qtbot.waitUntil(lambda: not page.views.background.is_busy)
    (layer,) = QgsProject.instance().mapLayers().values()
    values = read_raster(layer.source())
    assert np.isnan(values.squeeze()[0, 0])
    assert values.squeeze()[5].tolist() == [-0.25] * 5 + [0.75] * 5
    renderer = layer.renderer()
    assert (renderer.classificationMin(), renderer.classificationMax()) == (-0.3, 0.3)
    assert "Run 2 − Run 1" in layer.name()
    assert "mean score" in page.views.said.text()
    root = QgsProject.instance().layerTreeRoot()
    page.views.plain.click()
    assert not root.findLayer(layer.id()).itemVisibilityChecked()
    page.views.differing.click()
    assert root.findLayer(layer.id()).itemVisibilityChecked()
    assert len(QgsProject.instance().mapLayers()) == 1


def test_a_removed_raster_is_told_in_one_sentence(page):
    for side in page.sides.pair:
        side.suitability.unlink()
    page.views.swiped.click()
    assert items(page) == []
    assert page.views.plain.isChecked()
    assert "cannot be read" in page.workbench.iface.said()[0]


def test_other_grids_cannot_be_subtracted_and_the_reason_is_told(page, tmp_path, qtbot):
    other = write_raster(tmp_path / "other.tif", np.ones((5, 5), np.float32), (0, 1000), 200, nodata=-9999)
    page.sides.add_file(other)
    qtbot.waitUntil(lambda: not page.background.is_busy)
    assert page.no_moves.text() == "One side has no candidates."
    assert "not known" in page.no_settings.text()
    page.views.differing.click()
    qtbot.waitUntil(lambda: not page.views.background.is_busy)
    assert "another grid" in page.workbench.iface.said()[0]
    assert page.views.plain.isChecked()
    assert QgsProject.instance().mapLayers() == {}


def test_a_scenario_file_is_compared_by_its_settings(page, tmp_path, monkeypatch, qtbot):
    path = tmp_path / "other.json"
    moved = relocated(page.document.raw, page.document.folder, tmp_path)
    raw = with_value(moved, ("facility", "demand_mw"), 80)
    path.write_text(json.dumps(raw), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page.sides.file.click()
    qtbot.waitUntil(lambda: not page.background.is_busy)
    assert page.sides.b.currentText() == "other.json, not run yet"
    assert page.settings.texts() == [["Facility: demand (MW)", "50", "80"]]
    assert not page.views.swiped.isEnabled()


def test_a_file_of_a_runs_folder_stands_for_the_run(page, tmp_path, qtbot):
    """Of another scenario, say: with its candidates and settings, not its raster alone."""
    run = made_run(
        tmp_path / "other_results", 7, page.document.raw, np.zeros((10, 10)), [WEST], page.document.folder
    )
    write_record(run)
    (tmp_path / "other.json").write_text(json.dumps(page.document.raw), encoding="utf-8")
    for path in (run.outputs["SUITABILITY"], tmp_path / "other.json"):
        page.sides.add_file(path)
        qtbot.waitUntil(lambda: not page.background.is_busy)
        assert page.sides.b.currentText() == "Power first, Run 7"
        assert [row[0] for row in page.moves.texts()].count("− gone") == 2
        assert page.settings.texts() == []
        assert page.no_settings.text() == "None."
        page.sides.b.setCurrentIndex(0)


def test_one_file_named_from_two_folders_is_no_difference(page, tmp_path, qtbot):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    raw = relocated(page.document.raw, page.document.folder, folder)
    (folder / "other.json").write_text(json.dumps(raw), encoding="utf-8")
    page.sides.add_file(folder / "other.json")
    qtbot.waitUntil(lambda: not page.background.is_busy)
    assert raw["layers"]["ix"]["source"] != page.document.raw["layers"]["ix"]["source"]
    assert page.settings.texts() == []


def test_runs_without_their_copy_are_compared_as_they_were_recorded(page, qtbot):
    for side in page.sides.pair:
        side.scenario.unlink()
    before = page.settings.texts()
    page.sides.a.setCurrentIndex(0)
    page.sides.b.setCurrentIndex(1)
    page.sides.a.setCurrentIndex(1)
    page.sides.b.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not page.background.is_busy)
    assert page.settings.texts() == before


def test_a_file_that_is_neither_is_refused(page, tmp_path):
    path = tmp_path / "notes.tif"
    path.write_text("hello", encoding="utf-8")
    before = page.sides.pair
    page.sides.add_file(str(path))
    assert "no raster and no scenario" in page.workbench.iface.said()[0]
    assert page.sides.pair == before


def test_horizons_of_one_run_are_sides(demo, tmp_path, qtbot):
    raw = with_value(
        demo.document.raw,
        ("horizons",),
        [{"id": "soon", "year": 2030}, {"id": "late", "year": 2035, "set": {"facility.demand_mw": 80}}],
    )
    folder = tmp_path / "r" / "run_1"
    folder.mkdir(parents=True)
    bands = np.stack([np.full((10, 10), 0.25), np.full((10, 10), 0.5)]).astype(np.float32)
    raster = write_raster(folder / "suitability.tif", bands, (0, 1000), 100, nodata=-9999)
    run = Run(
        1, "t", folder, {"SUITABILITY": Path(raster)}, raw, folder / "scenario.json", "2026-11-24 12:00"
    )
    demo.runs.history = [run]
    demo.runs.historyChanged.emit()
    shown = demo.dock.show_page("compare")
    qtbot.waitUntil(lambda: not shown.background.is_busy)
    assert [side.name for side in shown.sides.pair] == ["Run 1, soon", "Run 1, late"]
    assert shown.settings.texts() == [
        ["Facility: demand (MW)", "50", "80"],
        ["Facility: in service by", "2030", "2035"],
    ]
    shown.views.differing.click()
    qtbot.waitUntil(lambda: not shown.views.background.is_busy)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert np.allclose(read_raster(layer.source()), 0.25)


def test_the_toolbar_leads_to_the_page(two_runs):
    two_runs.actions["compare"].trigger()
    assert two_runs.dock.tabs.currentIndex() == list(two_runs.dock.pages).index("compare")
    assert "compare" in [a.objectName().partition("_")[2] for a in two_runs.toolbar_actions()]


def test_a_page_without_content_has_nothing_to_scroll(demo, qtbot):
    demo.show()
    demo.dock.setMaximumWidth(420)
    page = demo.dock.show_page("compare")
    qtbot.wait(50)
    em = page.fontMetrics().height()
    assert page.minimumSizeHint().height() < 15 * em
