"""The live preview on a real canvas: what it shows is what the scenario comes to."""

from __future__ import annotations

import json

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from wattbit.algorithms.documents import with_value
from wattbit.algorithms.live_door import pixels_of
from wattbit.algorithms.workbench import open_preview
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.tests.core.layers import read_raster


@pytest.fixture
def live(demo, qtbot):
    """The demo with its first preview on the canvas."""
    if demo.live.preview is None:
        demo.live.set_on(True)
        with qtbot.waitSignal(demo.live.repainted, timeout=20_000):
            pass
    return demo.live


def weigh(live, id, weight):
    document = live.document
    assert document.edit(with_value(document.raw, ("criteria", id, "weight"), weight), "weight") == []


def first_criterion(live):
    return live.document.raw["criteria"][0]["id"]


def picture(item):
    """Bytes of the item's image, (rows, cols, 4)."""
    image = item.image
    bits = image.constBits()
    bits.setsize(image.height() * image.bytesPerLine())
    return np.frombuffer(bits, np.uint8).reshape(image.height(), image.width(), 4).copy()


def anew(live):
    """A preview made from nothing of the document as it stands."""
    document = live.document
    return open_preview(document.raw, document.folder, max_cells=1_000_000)


def test_opening_the_demo_paints_it_and_looks_at_it_in_an_empty_project(live):
    assert live.item.isVisible()
    assert live.canvas.extent().contains(live.canvas.extent().center())
    xmin, ymin, xmax, ymax = live.preview.grid.extent
    seen = live.canvas.extent()
    assert seen.xMinimum() < xmin < xmax < seen.xMaximum()
    assert seen.yMinimum() < ymin < ymax < seen.yMaximum()
    assert QgsProject.instance().crs().authid() == "EPSG:6677"
    assert live.dock.footer.preview.text().startswith("Preview 500 m")


def test_a_weight_edit_is_painted_as_a_preview_made_from_nothing(live, qtbot):
    with qtbot.waitSignal(live.repainted, timeout=5000) as told:
        weigh(live, first_criterion(live), 0.9)
    assert told.args[0] > 0
    assert np.array_equal(picture(live.item), pixels_of(anew(live)))
    assert live.dock.footer.preview.text().endswith(" ms")


def test_the_preview_equals_the_suitability_of_a_run(live, qtbot, tmp_path):
    with qtbot.waitSignal(live.repainted, timeout=5000):
        weigh(live, first_criterion(live), 0.9)
    live.document.save()
    run_scenario(live.document.path, Outputs(suitability=str(tmp_path / "s.tif")), Options())
    (run,) = read_raster(tmp_path / "s.tif")
    assert np.array_equal(run, live.preview.suitability, equal_nan=True)


def test_fifty_edits_in_a_row_are_painted_once_and_the_newest_stays(live, qtbot):
    painted = []
    live.repainted.connect(painted.append)
    id = first_criterion(live)
    with qtbot.waitSignal(live.repainted, timeout=5000):
        for n in range(1, 51):
            weigh(live, id, n / 50)
    qtbot.wait(100)
    assert len(painted) == 1
    assert live.preview.scenario.criteria[0].weight == 1
    assert np.array_equal(picture(live.item), pixels_of(anew(live)))


def test_an_edit_of_the_demand_is_computed_in_the_background_with_the_old_picture_there(live, qtbot):
    before = picture(live.item)
    with qtbot.waitSignal(live.repainted, timeout=20_000):
        live.document.set(("facility", "demand_mw"), 120, "demand")
        qtbot.waitUntil(lambda: live.is_updating, timeout=5000)
        assert live.dock.footer.preview.text() == "updating"
        assert np.array_equal(picture(live.item), before)
    assert not np.array_equal(picture(live.item), before)
    assert np.array_equal(picture(live.item), pixels_of(anew(live)))


def test_a_canvas_in_another_crs_shows_each_cell_at_its_place(live, qtbot):
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    with qtbot.waitSignal(live.canvas.extentsChanged, timeout=5000):
        live.canvas.setDestinationCrs(mercator)
        live._look_at_all()
    qtbot.waitUntil(lambda: live._view is not None and not live._settle.isActive(), timeout=5000)
    view = live._view[1]
    colours = pixels_of(live.preview).reshape(-1, 4)
    shown = view.cells >= 0
    assert shown.mean() > 0.8
    assert np.array_equal(picture(live.item)[shown], colours[view.cells[shown]])
    assert not picture(live.item)[~shown].any()


def colour_on_screen(live, row, col):
    """(red, green, blue) of the canvas where the middle of a cell lies, the picture opaque."""
    live.item.setOpacity(1)
    grid = live.preview.grid
    x, y = grid.extent[0] + (col + 0.5) * grid.dx, grid.extent[3] - (row + 0.5) * grid.dy
    crs, target = QgsCoordinateReferenceSystem("EPSG:6677"), live.canvas.mapSettings().destinationCrs()
    there = QgsCoordinateTransform(crs, target, QgsProject.instance()).transform(x, y)
    at = live.canvas.getCoordinateTransform().transform(there)
    found = live.canvas.grab().toImage().pixelColor(int(at.x()), int(at.y()))
    return found.red(), found.green(), found.blue()


@pytest.mark.parametrize("crs", ["EPSG:6677", "EPSG:3857"])
@pytest.mark.parametrize("degrees", [0, 30])
@pytest.mark.parametrize("metres", [800, 30_000])
def test_a_cell_has_its_colour_at_its_place_however_the_map_is_turned(live, qtbot, crs, degrees, metres):
    row, col = np.argwhere(live.preview.state == 0)[1000]
    grid = live.preview.grid
    x, y = grid.extent[0] + (col + 0.5) * grid.dx, grid.extent[3] - (row + 0.5) * grid.dy
    there = QgsCoordinateReferenceSystem(crs)
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:6677"), there, QgsProject.instance()
    )
    live.canvas.setDestinationCrs(there)
    # Beside the middle, so that a picture turned about another point is seen.
    beside = QgsRectangle(x - metres, y - metres / 2, x + metres / 2, y + metres)
    live.canvas.setExtent(transform.transformBoundingBox(beside))
    live.canvas.setRotation(degrees)
    qtbot.wait(200)
    blue, green, red, _ = pixels_of(live.preview)[row, col]
    assert colour_on_screen(live, row, col) == (red, green, blue)


def test_one_criterion_alone_shows_its_scores(live, qtbot):
    with qtbot.waitSignal(live.repainted, timeout=5000):
        live.set_solo("road")
    assert np.array_equal(picture(live.item), pixels_of(live.preview, "road"))
    with qtbot.waitSignal(live.repainted, timeout=5000):
        live.set_solo("")
    assert np.array_equal(picture(live.item), pixels_of(live.preview))


def test_switching_off_clears_the_canvas_and_is_remembered(live, qtbot):
    live.set_on(False)
    qtbot.waitUntil(lambda: not live.item.isVisible(), timeout=5000)
    assert live.dock.footer.preview.text() == ""
    assert QgsSettings().value("wattbit/live", True, type=bool) is False
    with qtbot.waitSignal(live.repainted, timeout=5000):
        live.set_on(True)
    assert live.item.isVisible()


def test_hiding_the_dock_hides_the_picture(live, qtbot):
    live.dock.hide()
    qtbot.waitUntil(lambda: not live.item.isVisible(), timeout=5000)
    live.dock.show()
    qtbot.waitUntil(live.item.isVisible, timeout=5000)


def test_a_layer_that_is_missing_is_told_once_in_a_sentence_and_the_old_picture_fades(live, qtbot, iface):
    bar = iface.messageBar()
    raw = with_value(live.document.raw, ("layers", "capacity", "source"), "nowhere.gpkg")
    live.document._show(raw, None)
    qtbot.waitUntil(lambda: live.dock.footer.preview.text() == "Preview old", timeout=10_000)
    assert "nowhere.gpkg" in live.dock.footer.preview.toolTip()
    assert "Traceback" not in live.dock.footer.preview.toolTip()
    assert live.item.opacity() < 0.5
    count = len(bar.items())
    weigh(live, first_criterion(live), 0.33)
    qtbot.wait(300)
    qtbot.waitUntil(lambda: not live.is_updating, timeout=10_000)
    assert len(bar.items()) == count


def test_the_page_of_exclusions_is_told_what_each_rule_costs(live, qtbot):
    page = live.dock.pages["exclusions"]
    told = page._losses
    assert set(told) == {r.id for r in live.preview.rules()}
    excluded, unknown = page._totals
    assert excluded == pytest.approx((live.preview.state == 1).mean())
    assert unknown == pytest.approx((live.preview.state == 2).mean())


def test_histograms_count_every_assessed_cell(live):
    counts, edges = live.histogram("road")
    assert counts.sum() == np.count_nonzero(~np.isnan(live.preview.raw("road")))
    assert len(edges) == len(counts) + 1
    assert live.histogram("no such criterion") is None


def test_another_scenario_in_the_middle_of_a_build_leaves_the_newest(live, qtbot, tmp_path):
    raw = json.loads(json.dumps(live.document.raw))
    live.document.set(("facility", "demand_mw"), 120, "demand")
    qtbot.waitUntil(lambda: live.is_updating, timeout=5000)
    raw["facility"]["demand_mw"] = 33
    raw["grid"]["cell_size_m"] = 1000
    with qtbot.waitSignal(live.repainted, timeout=20_000):
        live.document.set_raw(raw, live.document.path)
    assert live.preview.cell_size == 1000
    assert live.preview.scenario.facility.demand_mw == 33


def test_closing_in_the_middle_of_a_build_leaves_nothing_on_the_canvas(live, qtbot):
    from wattbit.ui.live.item import PreviewItem

    live.document.set(("facility", "demand_mw"), 120, "demand")
    qtbot.waitUntil(lambda: live.is_updating, timeout=5000)
    item = live.item
    live.close()
    assert item.scene() is None
    assert live.item is None
    qtbot.waitUntil(lambda: not live._background.is_busy, timeout=20_000)
    assert live.preview is None
    assert isinstance(item, PreviewItem)
    live._connect()


def test_closing_the_project_keeps_the_scenario_and_its_picture(live, qtbot):
    QgsProject.instance().clear()
    qtbot.wait(150)
    assert live.preview is not None
    weigh(live, first_criterion(live), 0.8)
    qtbot.waitUntil(lambda: live._shown_raw is live.document.raw, timeout=5000)


def test_closing_the_scenario_clears_canvas_and_footer(live, qtbot):
    live.document.close()
    qtbot.waitUntil(lambda: not live.item.isVisible(), timeout=5000)
    assert live.preview is None
    assert live.dock.footer.preview.text() == ""


def test_results_are_not_covered_by_the_preview(live, demo, qtbot):
    demo.dock.show_page("result")
    assert live.item.isVisible()  # there is nothing yet that it could cover
    with qtbot.waitSignal(demo.runs.finished, timeout=120_000):
        demo.runs.run()
    qtbot.waitUntil(lambda: not live.item.isVisible(), timeout=5000)
    demo.dock.show_page("criteria")
    qtbot.waitUntil(live.item.isVisible, timeout=5000)
    demo.dock.show_page("compare")
    qtbot.waitUntil(lambda: not live.item.isVisible(), timeout=5000)
