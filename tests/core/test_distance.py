"""Distance to the nearest feature, against shapely, numpy and itself from other windows."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon, box
from wattbit.core.criteria.dense import touched_distance
from wattbit.core.criteria.distance import distance_field, index_of
from wattbit.core.criteria.nearest import nearest_distance
from wattbit.core.errors import InputError
from wattbit.core.grid.grid import Window, lattice_grid, template_grid
from wattbit.core.grid.spans import line_spans
from wattbit.tests.core.layers import assert_sentence, distances, grid_of, layer_of, write_raster

PLANE_WKT = "EPSG:6677"


def distance(folder, geometries, grid, **options):
    return distance_field(layer_of(folder, geometries), grid, **options)(grid.whole)[0]


def brute(xy, window):
    """Metres from each centre to the nearest point, straight from the definition."""
    x, y = window.x(), window.y()
    best = np.full(window.shape, np.inf)
    for px, py in xy:
        np.minimum(best, np.hypot(x[None, :] - px, y[:, None] - py), out=best)
    return best


def windows_of(rng, grid, count):
    """Random windows of a grid."""
    for _ in range(count):
        row, col = int(rng.integers(0, grid.rows)), int(rng.integers(0, grid.cols))
        rows, cols = rng.integers(1, 120, 2)
        yield Window(grid, row, col, min(int(rows), grid.rows - row), min(int(cols), grid.cols - col))


def assert_seamless(field, grid, rng, count=25):
    """Every window of a field holds the very bits of the whole."""
    whole = field(grid.whole)
    for w in windows_of(rng, grid, count):
        part = whole[:, w.row : w.row + w.rows, w.col : w.col + w.cols]
        assert np.array_equal(field(w), part, equal_nan=True)


@pytest.mark.parametrize("count", [1, 2, 40, 3000])
def test_distance_to_points_is_exact_to_a_centimetre(tmp_path, count):
    grid = grid_of((-3000, 2000, 4000, 8000), 50)
    xy = np.random.default_rng(count).uniform(-5000, 10000, (count, 2))
    found = distance(tmp_path, [Point(p) for p in xy], grid)
    assert np.abs(found - brute(xy, grid.whole)).max() < 0.01


def test_distance_to_a_point_by_hand(tmp_path):
    # Centres at 50, 150, 250; the point at a corner of the grid, 3-4-5 triangles.
    grid = grid_of((0, 0, 300, 400), 100)
    found = distance(tmp_path, [Point(-250, 50)], grid)
    assert found[3].tolist() == [300, 400, 500]
    assert found[0, 1] == 500
    assert found.dtype == np.float32


def test_points_far_beyond_the_extent_count(tmp_path):
    grid = grid_of((0, 0, 1000, 1000), 50)
    xy = np.array([(90_000.0, -70_000.0), (-120_000.0, 40_000.0)])
    found = distance(tmp_path, [Point(p) for p in xy], grid)
    assert np.abs(found - brute(xy, grid.whole)).max() < 0.01


def test_distance_to_points_is_exact_far_from_the_origin(tmp_path):
    grid = grid_of((3_999_000, 5_999_000, 4_000_000, 6_000_000), 10)
    xy = np.random.default_rng(8).uniform((3_998_000, 5_998_000), (4_001_000, 6_001_000), (200, 2))
    found = distance(tmp_path, [Point(p) for p in xy], grid)
    assert np.abs(found - brute(xy, grid.whole)).max() < 0.01


@pytest.mark.parametrize("count", [1, 3, 30])
def test_distance_to_lines_agrees_with_shapely(tmp_path, count):
    grid = grid_of((0, 0, 2000, 1500), 50)
    rng = np.random.default_rng(count)
    lines = [LineString(rng.uniform(-1500, 3000, (rng.integers(2, 9), 2))) for _ in range(count)]
    found = distance(tmp_path, lines, grid)
    assert np.abs(found - distances(lines, grid.whole)).max() < 0.01


@pytest.mark.parametrize("count", [1, 3, 30])
def test_distance_to_polygons_agrees_with_shapely_and_is_0_inside(tmp_path, count):
    grid = grid_of((0, 0, 2000, 1500), 50)
    rng = np.random.default_rng(100 + count)
    polygons = [Point(p).buffer(r).difference(Point(p).buffer(r / 2)) for p, r in
                zip(rng.uniform(-800, 2500, (count, 2)), rng.uniform(20, 400, count))]  # fmt: skip
    found = distance(tmp_path, polygons, grid)
    expected = distances(polygons, grid.whole)
    assert np.abs(found - expected).max() < 0.01
    assert (found[expected == 0] == 0).all()


def test_points_lines_and_polygons_of_one_layer_count_alike(tmp_path):
    grid = grid_of((0, 0, 2000, 1500), 50)
    mixed = [Point(100, 100), LineString([(1900, -500), (1900, 2000)]), box(700, 600, 1100, 900)]
    assert np.abs(distance(tmp_path, mixed, grid) - distances(mixed, grid.whole)).max() < 0.01


def test_oblong_cells_of_a_template_off_the_lattice(tmp_path):
    grid = template_grid(write_raster(tmp_path / "t.tif", np.zeros((40, 55)), (13.7, 1911.3), (23, 51)))
    rng = np.random.default_rng(6)
    lines = [LineString(rng.uniform(-500, 2500, (4, 2))) for _ in range(8)]
    assert np.abs(distance(tmp_path, lines, grid) - distances(lines, grid.whole)).max() < 0.01


def test_a_polygon_smaller_than_a_cell_is_measured_where_it_lies(tmp_path):
    grid = grid_of((0, 0, 1000, 1000), 100)
    tiny = box(301, 301, 302, 302)
    found = distance(tmp_path, [tiny], grid)
    assert np.abs(found - distances([tiny], grid.whole)).max() < 0.01
    assert found.min() > 0


def test_cells_beyond_the_maximum_distance_are_not_assessed(tmp_path):
    grid = grid_of((0, 0, 3000, 3000), 50)
    xy = np.random.default_rng(5).uniform(0, 3000, (4, 2))
    found = distance(tmp_path, [Point(p) for p in xy], grid, max_distance=600)
    expected = brute(xy, grid.whole)
    assert np.array_equal(np.isnan(found), expected > 600)
    assert np.nanmax(np.abs(found - expected)) < 0.01


def test_a_cell_at_the_maximum_distance_is_within_it(tmp_path):
    found = distance(tmp_path, [Point(50, 50)], grid_of((0, 0, 600, 100), 100), max_distance=300)
    assert found[0, :4].tolist() == [0, 100, 200, 300]
    assert np.isnan(found[0, 4:]).all()


def test_the_inside_of_a_polygon_is_0_however_deep_and_short_the_maximum(tmp_path):
    grid = grid_of((0, 0, 10_000, 10_000), 100)
    found = distance(tmp_path, [box(-20_000, -20_000, 8_000, 30_000)], grid, max_distance=500)
    assert (found[:, :80] == 0).all()
    assert found[0, 80] == 50
    assert np.isnan(found[:, 86:]).all()


@pytest.mark.parametrize("limit", [0, -5])
def test_a_maximum_distance_that_is_not_above_0_is_refused(tmp_path, limit):
    with pytest.raises(InputError) as error:
        distance(tmp_path, [Point(50, 50)], grid_of((0, 0, 600, 100), 100), max_distance=limit)
    assert_sentence(error, "maximum distance")


def test_beyond_the_cutoff_distances_are_infinite_and_within_it_the_same(tmp_path):
    grid = grid_of((0, 0, 5000, 5000), 50)
    rng = np.random.default_rng(9)
    data = layer_of(tmp_path, [LineString(rng.uniform(0, 5000, (3, 2))) for _ in range(5)])
    exact = distance_field(data, grid)(grid.whole)
    cut = distance_field(data, grid, cutoff=700)(grid.whole)
    assert np.array_equal(cut, np.where(exact <= 700, exact, np.inf))


@pytest.mark.parametrize("cell", [50, 10 / 3, 0.7])
def test_distances_to_points_have_the_same_bits_from_every_window(tmp_path, cell):
    grid = grid_of((-150 * cell, -90 * cell, 210 * cell, 240 * cell), cell)
    rng = np.random.default_rng(21)
    xy = rng.uniform(-200, 300, (60, 2)) * cell
    assert_seamless(distance_field(layer_of(tmp_path, [Point(p) for p in xy]), grid), grid, rng)


@pytest.mark.parametrize("cell", [50, 10 / 3, 0.7])
def test_distances_to_lines_have_the_same_bits_from_every_window(tmp_path, cell):
    grid = grid_of((-150 * cell, -90 * cell, 210 * cell, 240 * cell), cell)
    rng = np.random.default_rng(22)
    walks = np.cumsum(rng.normal(0, 12, (25, 30, 2)), axis=1) + rng.uniform(-200, 250, (25, 1, 2))
    lines = [LineString(w * cell) for w in walks]
    assert_seamless(distance_field(layer_of(tmp_path, lines), grid), grid, rng)
    assert_seamless(distance_field(layer_of(tmp_path, lines), grid, cutoff=40 * cell), grid, rng)


def test_a_run_on_a_larger_extent_gives_the_same_bits(tmp_path):
    rng = np.random.default_rng(23)
    rings = [
        Point(p).buffer(r, 5) for p, r in zip(rng.uniform(-9000, 9000, (40, 2)), rng.uniform(30, 900, 40))
    ]
    data = layer_of(tmp_path, rings)
    small, large = grid_of((-1010, 330, 2990, 5330), 10), grid_of((-7770, -3170, 5550, 8880), 10)
    here, there = (distance_field(data, g)(g.whole)[0] for g in (small, large))
    top, left = small.row0 - large.row0, small.col0 - large.col0
    assert np.array_equal(here, there[top : top + small.rows, left : left + small.cols])


def test_ten_thousand_points_on_one_spot_are_as_one(tmp_path):
    grid = grid_of((0, 0, 1000, 1000), 50)
    found = distance(tmp_path, [Point(333, 333)] * 10_000, grid)
    assert np.array_equal(found, distance(tmp_path, [Point(333, 333)], grid))


def coast(rng, cell, corners=30_000):
    """A closed outline with more vertices than the grid resolves, about 60 cells across."""
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    radius = 60 + 8 * np.sin(5 * angle) + rng.normal(0, 0.02, corners)
    return Polygon(np.column_stack([radius * np.cos(angle), radius * np.sin(angle)]) * cell)


def dense_field(folder, grid, **options):
    data = layer_of(folder, [coast(np.random.default_rng(31), grid.dx)])
    field = distance_field(data, grid, **options)
    assert field.touched is not None, "the layer is too small to take the dense way"
    return field, data


@pytest.mark.parametrize("cell", [50, 37.3])
def test_outlines_denser_than_the_grid_are_off_by_half_a_diagonal_at_most(tmp_path, cell):
    grid = grid_of((-100 * cell, -90 * cell, 100 * cell, 80 * cell), cell)
    field, data = dense_field(tmp_path, grid)
    exact = nearest_distance(index_of(data.shapes, grid), grid.whole)
    exact[field.inside.burn(grid.whole)] = 0
    assert np.abs(field(grid.whole)[0] - exact).max() <= 0.7072 * cell


@pytest.mark.parametrize("cell", [50, 37.3])
def test_outlines_denser_than_the_grid_have_the_same_bits_from_every_window(tmp_path, cell):
    # Windows near the outline look no further than they need, the whole grid looks 300 cells far.
    grid = grid_of((-100 * cell, -90 * cell, 400 * cell, 300 * cell), cell)
    field, _ = dense_field(tmp_path, grid)
    assert_seamless(field, grid, np.random.default_rng(32), 60)


def test_outlines_denser_than_the_grid_keep_the_maximum_distance(tmp_path):
    grid = grid_of((-6000, -6000, 6000, 6000), 50)
    field, data = dense_field(tmp_path, grid, max_distance=800)
    exact = nearest_distance(index_of(data.shapes, grid), grid.whole)
    exact[field.inside.burn(grid.whole)] = 0
    found = field(grid.whole)[0]
    assert not np.isinf(found).any()
    assert np.isnan(found[exact > 800 + 0.7072 * 50]).all()
    assert not np.isnan(found[exact < 800 - 0.7072 * 50]).any()


@pytest.mark.parametrize("cell", [(50, 50), (20, 70), (60, 25)])
def test_distance_between_touched_cells_is_the_exact_transform(tmp_path, cell):
    path = write_raster(tmp_path / "t.tif", np.zeros((70, 90)), (17, 1999), cell)
    grid = template_grid(path)
    rng = np.random.default_rng(33)
    xmin, ymin, xmax, ymax = grid.extent
    xy = rng.uniform((xmin - 900, ymin - 900), (xmax + 900, ymax + 900), (25, 2))
    spans = line_spans(np.tile(xy, 2), np.arange(25), grid)
    col, row = np.floor((xy[:, 0] - xmin) / cell[0]), np.floor((ymax - xy[:, 1]) / cell[1])
    middles = np.column_stack([xmin + (col + 0.5) * cell[0], ymax - (row + 0.5) * cell[1]])
    expected = brute(middles, grid.whole)
    found = touched_distance(spans, grid.whole, 1500)
    assert np.abs(found - expected)[expected < 1499].max() < 0.01
    assert np.isinf(found[expected > 1501]).all()


def test_a_buffer_past_the_edge_of_the_box_reaches_in():
    # The edge example: box (1,1) to (10,10), cell .1, a point at (.99, 5), a buffer of 10.
    grid = lattice_grid((1, 1, 10, 10), PLANE_WKT, 0.1)
    from wattbit.core.criteria.nearest import build_index

    index = build_index(np.array([[0.99, 5.0, 0.99, 5.0]]), np.zeros(1, np.int64), 10)
    far = np.count_nonzero(nearest_distance(index, grid.whole) > 10)
    x, y = np.meshgrid(1.05 + 0.1 * np.arange(90), 1.05 + 0.1 * np.arange(90))
    assert far == np.count_nonzero(np.hypot(x - 0.99, y - 5) > 10)
    assert far / grid.cells < 0.01
