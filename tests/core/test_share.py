"""Covered share of cells: against areas by shapely, and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union
from wattbit.core.criteria.hazard import cells_of
from wattbit.core.errors import InputError, ScenarioError
from wattbit.core.exclusion.rules import CLEAR, EXCLUDED, UNKNOWN
from wattbit.core.exclusion.share import parse_share, points_of, share_rule
from wattbit.core.grid.grid import Window, template_grid
from wattbit.core.scenario.read import load_scenario
from wattbit.tests.core.layers import (
    assert_sentence,
    grid_of,
    layer_of,
    open_layer,
    squares,
    write_raster,
    write_scenario,
    write_vector,
)

GRID = grid_of((0, 0, 1500, 1200), 50)


def areas(shapes, window, buffer_m=0.0):
    """Share of each cell that the union of shapes and their buffers covers, by shapely."""
    whole = unary_union([s.buffer(buffer_m, 256) if buffer_m else s for s in shapes])
    return np.array([[whole.intersection(s).area / s.area for s in row] for row in squares(window)])


def shares(folder, shapes, buffer_m=0.0, grid=GRID, share=0.5):
    return share_rule(layer_of(folder, shapes), grid, buffer_m, share).covered(grid.whole)


LAKE = Polygon([(203, 311), (590, 360), (560, 700), (330, 590)], [[(300, 400), (420, 400), (360, 480)]])
SHAPES = {
    "polygons": ([LAKE, box(700, 200, 733, 1500), MultiPolygon([box(-90, -90, 61, 33), box(900, 900, 999, 950)])], 0),
    "polygons that overlap": ([LAKE, box(250, 350, 500, 900), box(480, 200, 640, 660)], 0),
    "polygons and a buffer": ([LAKE, box(700, 200, 733, 1500)], 12.5),
    "lines": ([LineString([(-50, 77), (400, 500), (1600, 530)]), LineString([(703, -9), (704, 1300)])], 10),
    "points": ([Point(x, y) for x, y in np.random.default_rng(3).uniform(0, 1300, (25, 2))], 37),
    "a wide buffer": ([LineString([(300, 300), (700, 420)]), Point(1000, 800)], 260),
}  # fmt: skip


@pytest.mark.parametrize("case", SHAPES)
def test_covered_shares_are_those_of_exact_areas_within_the_bound(tmp_path, case):
    shapes, buffer_m = SHAPES[case]
    found, exact = shares(tmp_path, shapes, buffer_m), areas(shapes, GRID.whole, buffer_m)
    # 1 / (2 n) for each edge that crosses a cell, and no cell here has more than four.
    assert np.abs(found - exact).max() <= 4 / (2 * points_of(GRID, buffer_m))
    is_mixed = (exact > 0) & (exact < 1)
    assert is_mixed.any()
    assert np.abs(found - exact)[is_mixed].mean() < 0.015
    assert np.array_equal(found[exact == 0], np.zeros((exact == 0).sum()))
    assert (found[exact > 1 - 1e-9] == 1).all()


def test_covered_shares_hold_off_the_lattice_and_on_cells_that_are_not_square(tmp_path):
    grid = template_grid(
        write_raster(tmp_path / "t.tif", np.zeros((30, 20), np.float32), (13.7, 1207.1), (60, 35))
    )
    shapes = [LAKE, LineString([(0, 0), (1200, 1210)])]
    found, exact = shares(tmp_path, shapes, 8, grid), areas(shapes, grid.whole, 8)
    assert np.abs(found - exact).max() <= 4 / (2 * points_of(grid, 8))


def test_half_planes_are_off_by_half_a_row_of_points_at_most(tmp_path):
    rng = np.random.default_rng(5)
    grid = grid_of((0, 0, 50, 50), 50)
    for angle, offset in zip(rng.uniform(0, 2 * np.pi, 40), rng.uniform(-30, 30, 40)):
        u = np.array([np.cos(angle), np.sin(angle)])
        v = np.array([-u[1], u[0]])
        a = np.array([25.0, 25]) + offset * u
        plane = Polygon([a - 99 * v, a + 99 * v, a + 99 * v + 99 * u, a - 99 * v + 99 * u])
        found, exact = shares(tmp_path, [plane], grid=grid), areas([plane], grid.whole)
        assert abs(found - exact).max() <= 1 / 32 + 1 / 1024


def test_a_setback_smaller_than_a_cell_excludes_by_share_where_the_centre_rule_does_not(tmp_path):
    # A road along x = 10 with 8 m on either side: 16 of the 50 m of column 0, far from its centre at 25.
    road = layer_of(tmp_path, [LineString([(10, -100), (10, 1300)])])
    for share, is_out in ((0.3, True), (0.32, True), (0.33, False)):
        states = share_rule(road, GRID, 8, share)(GRID.whole)
        assert (states[:, 0] == EXCLUDED).all() == is_out, share
        assert (states[:, 1:] == CLEAR).all()


def test_a_share_of_1_takes_the_cells_that_are_wholly_covered(tmp_path):
    states = share_rule(layer_of(tmp_path, [box(50, 50, 200.5, 201)]), GRID, 0, 1.0)(GRID.whole)
    expected = np.zeros(GRID.whole.shape)
    expected[-4:-1, 1:4] = EXCLUDED
    assert np.array_equal(states, expected)


def test_outside_the_assessed_area_a_share_rule_knows_nothing(tmp_path):
    assessed = cells_of(layer_of(tmp_path, [box(0, 0, 500, 1200)]).shapes, GRID)
    states = share_rule(layer_of(tmp_path, [box(420, 0, 560, 1200)]), GRID, 0, 0.5, assessed)(GRID.whole)
    assert states[3].tolist() == [CLEAR] * 8 + [EXCLUDED] * 3 + [UNKNOWN] * 19


def test_shares_are_the_same_from_every_window_and_extent(tmp_path):
    data = layer_of(tmp_path, [*SHAPES["polygons"][0], *SHAPES["lines"][0], *SHAPES["points"][0]])
    large = grid_of((-500, -500, 2500, 2000), 50)
    there = share_rule(data, large, 7, 0.4).covered(large.whole)
    rule = share_rule(data, GRID, 7, 0.4)
    assert np.array_equal(rule.covered(GRID.whole), there[16:40, 10:40])
    assert np.array_equal(rule.covered(Window(GRID, 3, 5, 13, 9)), there[19:32, 15:24])


def test_points_lie_closer_where_a_buffer_is_narrow():
    assert [points_of(GRID, b) for b in (0, 50, 12.5, 5, 1)] == [16, 16, 16, 40, 64]


def test_an_empty_layer_covers_nothing(tmp_path):
    path = write_vector(tmp_path / "a.gpkg", [(Point(500, 500), {"depth": 1.0})])
    data = open_layer(path, where="depth > 3", allow_empty=True)
    assert not share_rule(data, GRID, 0, 0.5)(GRID.whole).any()


def test_lines_without_a_buffer_cover_no_share_and_are_refused(tmp_path):
    data = layer_of(tmp_path, [LineString([(0, 0), (9, 9)])])
    with pytest.raises(InputError) as error:
        share_rule(data, GRID, 0, 0.5)
    assert_sentence(error, data.name, "buffer")


@pytest.mark.parametrize("share", [0, -0.2, 1.01, float("nan")])
def test_a_share_that_is_none_is_refused(tmp_path, share):
    with pytest.raises(InputError) as error:
        share_rule(layer_of(tmp_path, [LAKE]), GRID, 0, share)
    assert_sentence(error, "share")


def test_a_share_is_read_from_text_and_blank_is_none():
    assert [parse_share(t) for t in ("", "  ", "0.25", " 1 ", "1e-1")] == [None, None, 0.25, 1.0, 0.1]
    for text in ("a", "0", "2", "nan", "-1", "30%"):
        with pytest.raises(InputError) as error:
            parse_share(text)
        assert_sentence(error, "share")


def scenario(folder, **rule):
    write_vector(folder / "lake.gpkg", [(LAKE, {})])
    write_raster(folder / "slope.tif", np.ones((24, 30), np.float32), (0, 1200), 50)
    return write_scenario(
        folder / "s.json",
        grid={"crs": "EPSG:6677", "extent": [0, 0, 1500, 1200], "cell_size_m": 50},
        layers={"lake": {"source": "lake.gpkg"}, "slope": {"source": "slope.tif"}},
        criteria=[{"id": "flat", "type": "raster", "layer": "slope"}],
        exclusions=[{"id": "lake", "layer": "lake", "covered_share": 0.1, **rule}],
    )


def test_a_scenario_excludes_by_covered_share(tmp_path):
    from wattbit.core.run.run import Options, Outputs, run_scenario

    result = run_scenario(scenario(tmp_path, buffer_m=5), Outputs(), Options(threads=1))
    excluded = np.count_nonzero(areas([LAKE], GRID.whole, 5) >= 0.1)
    assert result.horizons[0].rules[0].excluded_ha == pytest.approx(excluded * 0.25, abs=0.25)


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ({"covered_share": 0}, "exclusions[0].covered_share"),
        ({"covered_share": 1.5}, "exclusions[0].covered_share"),
        ({"layer": "slope", "ranges": "1:"}, "covered_share is for vector layers"),
    ],
)
def test_a_covered_share_that_cannot_be_used_is_a_fault_of_the_scenario(tmp_path, rule, place):
    with pytest.raises(ScenarioError) as error:
        load_scenario(scenario(tmp_path, **rule))
    assert place in str(error.value)
