"""Exclusions: discs, ranges and buffers cell by cell, and the mask with its hectares."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box
from wattbit.core.criteria.raster import RasterField
from wattbit.core.engine.compile import shape_rule
from wattbit.core.errors import InputError
from wattbit.core.exclusion.mask import MASK_NODATA, MAX_RULES, join
from wattbit.core.exclusion.rules import CLEAR, EXCLUDED, UNKNOWN, RasterRule, parse_ranges, require_number
from wattbit.core.grid.grid import Window
from wattbit.core.run.steps import write_mask
from wattbit.core.sources.raster import RasterSource, align
from wattbit.tests.core.layers import (
    assert_sentence,
    covered,
    distances,
    grid_of,
    layer_of,
    read_raster,
    squares,
    write_raster,
)

GRID = grid_of((0, 0, 1000, 1000), 10)


def raster_rule(folder, values, ranges, buffer_m=0.0, cell=10, **options):
    """Rule on a raster that covers exactly its own grid; returns both."""
    rows, cols = values.shape
    path = write_raster(folder / "values.tif", values, (0, rows * cell), cell, **options)
    grid = grid_of((0, 0, cols * cell, rows * cell), cell)
    return RasterRule(
        RasterField(align(RasterSource(path), grid.whole)), parse_ranges(ranges), buffer_m
    ), grid


@pytest.mark.parametrize(("cells", "count"), [(5, 81), (10, 317)])
@pytest.mark.parametrize("cell", [10, 0.1, 37.3])
def test_a_buffer_around_a_cell_centre_is_a_disc_not_a_diamond(tmp_path, cells, count, cell):
    grid = grid_of((0, 0, 41 * cell, 41 * cell), cell)
    data = layer_of(tmp_path, [Point(20.5 * cell, 20.5 * cell)])
    assert np.count_nonzero(shape_rule(data, grid, cells * cell)(grid.whole)) == count


def test_a_buffer_takes_the_cells_whose_centre_lies_within_it(tmp_path):
    shapes = [box(203, 311, 388, 402), LineString([(700, -50), (702, 400), (951, 433)]), Point(-20, 800)]
    states = shape_rule(layer_of(tmp_path, shapes), GRID, 55)(GRID.whole)
    expected = distances(shapes, GRID.whole) <= 55
    assert np.array_equal(states == EXCLUDED, expected)


def test_features_beyond_the_extent_reach_in_with_their_buffer(tmp_path):
    data = layer_of(tmp_path, [Point(-100, 500)])
    near = shape_rule(data, GRID, 150)(GRID.whole)
    # 105 m to the first column: half a chord of sqrt(150^2 - 105^2) = 107 m either way.
    assert near[:, 0].sum() == np.count_nonzero(np.abs(np.arange(5, 1000, 10) - 500) <= 107.1)


def test_outside_the_assessed_area_a_shape_rule_knows_nothing(tmp_path):
    from wattbit.core.criteria.hazard import cells_of

    assessed = cells_of(layer_of(tmp_path, [box(0, 0, 500, 1000)]).shapes, GRID)
    states = shape_rule(layer_of(tmp_path, [box(400, 0, 600, 1000)]), GRID, 0, assessed)(GRID.whole)
    assert states[50].tolist() == [CLEAR] * 40 + [EXCLUDED] * 20 + [UNKNOWN] * 40


def test_a_layer_without_features_excludes_nothing(tmp_path):
    from wattbit.tests.core.layers import open_layer, write_vector

    path = write_vector(tmp_path / "a.gpkg", [(Point(500, 500), {"depth": 1.0})])
    data = open_layer(path, where="depth > 3", allow_empty=True)
    assert not shape_rule(data, GRID, 100)(GRID.whole).any()


@pytest.mark.parametrize(
    ("ranges", "excluded"),
    [
        ("5:12", {5, 8, 12}), (":5", {-3, 0, 5}), ("12:", {12, 15}), ("3", set()), ("8", {8}),
        ("0,8", {0, 8}), ("0:0, 12:15", {0, 12, 15}), ("!5:12", {-3, 0, 15}), ("!8", {-3, 0, 5, 12, 15}),
        ("! :0 , 15:", {5, 8, 12}), ("-3:-1", {-3}), ("5.0:1.2e1", {5, 8, 12}),
    ],
)  # fmt: skip
def test_both_ends_of_a_range_belong_to_it(tmp_path, ranges, excluded):
    values = np.array([[-3, 0, 5, 8, 12, 15]], np.float32)
    rule, grid = raster_rule(tmp_path, values, ranges)
    assert set(values[rule(grid.whole) == EXCLUDED].tolist()) == excluded


def test_a_value_that_float32_rounds_still_meets_its_range(tmp_path):
    rule, grid = raster_rule(tmp_path, np.array([[0.1, 0.3, 0.7]], np.float32), "0.1,0.7:")
    assert rule(grid.whole).tolist() == [[EXCLUDED, CLEAR, EXCLUDED]]


@pytest.mark.parametrize("ranges", ["5:12", "!5:12"])
def test_where_the_raster_has_no_value_a_rule_knows_nothing(tmp_path, ranges):
    values = np.array([[8, -9999, 20]], np.float32)
    rule, grid = raster_rule(tmp_path, values, ranges, nodata=-9999)
    assert rule(grid.whole)[0, 1] == UNKNOWN


def test_nodata_that_is_nan_is_not_known_and_in_no_range(tmp_path):
    rule, grid = raster_rule(tmp_path, np.array([[8, np.nan, 20]], np.float32), "!-99:99", nodata=np.nan)
    assert rule(grid.whole).tolist() == [[CLEAR, UNKNOWN, CLEAR]]


@pytest.mark.parametrize("text", ["", " ", "!", ":", "5:3", "a", "1:2:3", "1,,2", "nan", "5;7", "1-4"])
def test_a_range_that_cannot_be_read_is_refused(text):
    with pytest.raises(InputError) as error:
        parse_ranges(text)
    assert_sentence(error, "range")


@pytest.mark.parametrize("buffer_m", [1, 4, 5, 10, 14.9, 15, 22, 50, 91])
@pytest.mark.parametrize("cell", [(10, 10), (10, 25)])
def test_a_raster_buffer_is_measured_from_the_edges_of_the_cells_taken(tmp_path, buffer_m, cell):
    from wattbit.core.grid.grid import template_grid

    rng = np.random.default_rng(int(buffer_m))
    values = (rng.random((24, 30)) < 0.012).astype(np.float32)
    path = write_raster(tmp_path / "v.tif", values, (3, 777), cell)
    grid = template_grid(path)
    rule = RasterRule(RasterField(align(RasterSource(path), grid.whole)), parse_ranges("1"), buffer_m)
    boxes = [s for row, hits in zip(squares(grid.whole), values) for s, hit in zip(row, hits) if hit]
    assert np.array_equal(rule(grid.whole) == EXCLUDED, distances(boxes, grid.whole) <= buffer_m + 1e-9)


def test_a_raster_buffer_is_the_same_from_every_window_and_reaches_in_from_outside(tmp_path):
    values = (np.random.default_rng(2).random((90, 90)) < 0.01).astype(np.float32)
    rule, grid = raster_rule(tmp_path, values, "1", 63)
    whole = rule(grid.whole)
    for row, col in ((0, 0), (20, 35), (70, 70)):
        assert np.array_equal(rule(Window(grid, row, col, 20, 20)), whole[row : row + 20, col : col + 20])


def test_bits_follow_the_order_of_the_rules_and_hectares_those_excluded_alone():
    a = np.array([[1, 1, 0, 0, 0]], np.uint8)
    b = np.array([[0, 1, 1, 0, 2]], np.uint8)
    c = np.array([[2, 2, 2, 0, 0]], np.uint8)
    mask = join([a, b, c], a.shape)
    assert mask.bits.tolist() == [[0b001, 0b011, 0b010, 0, MASK_NODATA]]
    assert mask.excluded.tolist() == [2, 2, 0]
    assert mask.alone.tolist() == [1, 1, 0]
    assert mask.is_eligible.tolist() == [[False, False, False, True, False]]
    assert mask.is_excluded.tolist() == [[True, True, True, False, False]]
    assert mask.unknown == 1


def test_without_a_rule_every_cell_is_eligible():
    mask = join([], (2, 3))
    assert mask.is_eligible.all()
    assert not mask.bits.any()


def test_thirty_one_rules_each_keep_their_bit():
    shape = (1, MAX_RULES)
    states = [(np.arange(MAX_RULES)[None] == i).astype(np.uint8) for i in range(MAX_RULES)]
    assert join(states, shape).bits[0].tolist() == [1 << i for i in range(MAX_RULES)]
    full = join([np.ones(shape, np.uint8)] * MAX_RULES, shape)
    assert (full.bits == 2**31 - 1).all()
    assert full.is_excluded.all()


def test_more_than_thirty_one_rules_are_refused(tmp_path):
    rule = shape_rule(layer_of(tmp_path, [Point(1, 1)]), GRID, 0)
    with pytest.raises(InputError) as error:
        write_mask([("r", rule)] * 32, GRID, str(tmp_path / "m.tif"), None, [])
    assert_sentence(error, "32", "31")
    assert not (tmp_path / "m.tif").exists()


def test_the_mask_and_its_table_by_hand(tmp_path):
    # 100 m cells are 1 ha: a lake of 3 x 4 cells, a slope of 2 rows of 10, 6 cells in both, 1 nodata.
    grid = grid_of((0, 0, 1000, 1000), 100)
    lake = shape_rule(layer_of(tmp_path, [box(200, 500, 500, 900)]), grid, 0)
    steep = np.zeros((10, 10), np.float32)
    steep[[2, 3]], steep[9, 9] = 30, -9999
    path = write_raster(tmp_path / "slope.tif", steep, (0, 1000), 100, nodata=-9999)
    slope = RasterRule(RasterField(align(RasterSource(path), grid.whole)), parse_ranges("15:"))
    target, table = tmp_path / "マスク.tif", tmp_path / "表.csv"
    rows = write_mask([("lake", lake), ("slope", slope)], grid, str(target), str(table), [])
    assert [(r.label, r.excluded_ha, r.alone_ha) for r in rows] == [("lake", 12, 6), ("slope", 20, 14)]
    bits = read_raster(target)[0]
    assert np.isnan(bits[9, 9])
    assert [np.count_nonzero(bits == v) for v in (1, 2, 3)] == [6, 14, 6]
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["0,lake,12.0000,6.0000", "1,slope,20.0000,14.0000"]


def test_the_mask_declares_its_nodata_and_is_an_integer_raster(tmp_path):
    from osgeo import gdal

    rule = shape_rule(layer_of(tmp_path, [box(0, 0, 100, 100)]), GRID, 0)
    write_mask([("r", rule)], GRID, str(tmp_path / "m.tif"), None, [])
    dataset = gdal.Open(str(tmp_path / "m.tif"))
    band = dataset.GetRasterBand(1)
    assert band.GetNoDataValue() == MASK_NODATA
    assert band.DataType in (gdal.GDT_UInt32, gdal.GDT_Int32)
    assert np.array_equal(band.ReadAsArray() == 1, covered(box(0, 0, 100, 100), GRID.whole))


@pytest.mark.parametrize(
    ("text", "metres"), [("", 0), ("  ", 0), ("0", 0), ("12.5", 12.5), (" 1e3 ", 1000), (".5", 0.5)]
)
def test_a_buffer_is_a_number_of_metres(text, metres):
    assert require_number(text) == metres


@pytest.mark.parametrize("text", ["-1", "ten", "1,5", "nan", "inf"])
def test_a_buffer_that_is_no_number_of_metres_is_refused(text):
    with pytest.raises(InputError) as error:
        require_number(text)
    assert_sentence(error, "buffer")
