"""Which cells a shape takes: a polygon by the cell's centre, a line or point every cell it touches."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPoint, MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union
from wattbit.core.criteria.hazard import cells_of
from wattbit.core.grid.grid import Window, template_grid
from wattbit.core.grid.spans import merge, no_spans
from wattbit.tests.core.layers import covered, grid_of, layer_of, shape, touched, write_raster

GRID = grid_of((0, 0, 300, 300), 10)


def spans_of(folder, geometries, grid=GRID):
    return cells_of(layer_of(folder, geometries).shapes, grid)


def star(rng, centre, radius, corners=9):
    """A random simple polygon: corners by rising angle at random radii, off the lattice."""
    angle = np.sort(rng.uniform(0, 2 * np.pi, corners))
    length = rng.uniform(0.3, 1, corners) * radius
    return Polygon(np.column_stack([centre[0] + length * np.cos(angle), centre[1] + length * np.sin(angle)]))


def stars(rng, count, radius=80, reach=320):
    made = (star(rng, rng.uniform(-20, reach, 2), radius) for _ in range(2 * count))
    return [s for s in made if s.is_valid and s.area > 4 * 100][:count]


def test_random_polygons_take_the_cells_whose_centre_they_cover(tmp_path):
    rng = np.random.default_rng(11)
    polygons = stars(rng, 25)
    spans = spans_of(tmp_path, polygons)
    for i, polygon in enumerate(polygons):
        one = spans.of(np.arange(len(polygons)) == i)
        assert np.array_equal(one.burn(GRID.whole), covered(polygon, GRID.whole)), polygon.wkt
    assert np.array_equal(spans.burn(GRID.whole), covered(unary_union(polygons), GRID.whole))


def test_a_hole_is_not_covered_and_an_island_in_it_is(tmp_path):
    outer = Polygon(box(11, 11, 289, 289).exterior, [box(61, 61, 239, 239).exterior])
    both = MultiPolygon([outer, box(122, 122, 178, 178)])
    taken = spans_of(tmp_path, [both]).burn(GRID.whole)
    assert np.array_equal(taken, covered(both, GRID.whole))
    # Centres at 15 .. 285 are 28 each way, those at 65 .. 235 are 18, those at 125 .. 175 are 6.
    assert taken.sum() == 28**2 - 18**2 + 6**2


def test_a_polygon_laid_over_another_takes_the_union(tmp_path):
    a, b = box(20, 20, 200, 200), box(100, 100, 280, 280)
    taken = spans_of(tmp_path, [a, b]).burn(GRID.whole)
    assert taken.sum() == 18**2 + 18**2 - 10**2


def test_overlapping_parts_of_one_collection_take_the_union(tmp_path):
    both = shape(f"GEOMETRYCOLLECTION({box(20, 20, 200, 200).wkt},{box(100, 100, 280, 280).wkt})")
    taken = spans_of(tmp_path, [both]).burn(GRID.whole)
    assert taken.sum() == 18**2 + 18**2 - 10**2


@pytest.mark.parametrize("edge", [150, 155, 153.3])
def test_neighbours_share_no_cell_and_leave_no_gap(tmp_path, edge):
    # At 155 the common border runs through cell centres.
    west, east = box(-50, -50, edge, 350), box(edge, -50, 350, 350)
    spans = spans_of(tmp_path, [west, east])
    parts = [spans.of(np.array([i == 0, i == 1])).burn(GRID.whole) for i in (0, 1)]
    assert np.array_equal(parts[0], ~parts[1])


@pytest.mark.parametrize("edge", [150, 155, 153.3])
def test_neighbours_north_and_south_share_no_cell_and_leave_no_gap(tmp_path, edge):
    spans = spans_of(tmp_path, [box(-50, -50, 350, edge), box(-50, edge, 350, 350)])
    parts = [spans.of(np.array([i == 0, i == 1])).burn(GRID.whole) for i in (0, 1)]
    assert np.array_equal(parts[0], ~parts[1])


def test_a_centre_on_the_border_of_two_parcels_belongs_to_just_one_of_them(tmp_path):
    # Each border runs for kilometres through cell centres, and one parcel has it drawn backwards.
    grid = grid_of((0, 0, 3000, 3000), 10)
    rng = np.random.default_rng(1)
    middles, steps = rng.integers(0, 300, (200, 2)), rng.integers(-40, 41, (200, 2))
    parcels, borders = [], []
    for middle, step in zip(middles, steps):
        if not step.all():
            continue
        cells = [middle + k * step for k in range(-int(rng.integers(9, 40)), int(rng.integers(9, 40)))]
        p, q = (np.array([5 + 10 * col, 2995 - 10 * row], float) for row, col in (cells[0], cells[-1]))
        aside = np.array([(p - q)[1], (q - p)[0]])
        parcels += [Polygon([p, q, p + aside]), Polygon([q, p, p - aside])]
        borders.append([tuple(c) for c in cells[1:-1] if (c >= 0).all() and (c < 300).all()])
    spans = spans_of(tmp_path, parcels, grid)
    wrong = 0
    for i, border in enumerate(borders):
        one, other = (spans.of(np.arange(len(parcels)) == 2 * i + k).burn(grid.whole) for k in (0, 1))
        wrong += sum(one[cell] == other[cell] for cell in border)
    assert (wrong, sum(map(len, borders)) > 1000) == (0, True)


def test_a_sliver_that_covers_no_centre_takes_the_cell_it_lies_in_and_is_counted(tmp_path):
    spans = spans_of(tmp_path, [box(101, 101, 103, 103), box(52, 257, 58, 258), box(200, 200, 240, 240)])
    taken = spans.burn(GRID.whole)
    assert spans.lost == 2
    assert taken.sum() == 2 + 16
    assert taken[19, 10]  # y 101 .. 103 lies in the 20th row from the north
    assert taken[4, 5]


def test_a_sliver_outside_the_grid_takes_its_cell_there_but_is_not_counted(tmp_path):
    slivers = [box(101, 101, 103, 103), box(-8, 101, -6, 103), box(101, 301, 103, 303)]
    spans = spans_of(tmp_path, slivers)
    assert spans.lost == 1
    assert spans.burn(GRID.whole.expand(1)).sum() == 3


def test_a_bent_sliver_takes_a_cell_that_it_touches(tmp_path):
    # A thin L whose centroid lies outside of it, between centres all along.
    bent = shape("POLYGON((101 101,139 101,139 102,102 102,102 139,101 139,101 101))")
    spans = spans_of(tmp_path, [bent])
    taken = spans.burn(GRID.whole)
    assert spans.lost == 1
    assert taken.sum() == 1
    assert (taken & touched(bent, GRID.whole)).sum() == 1


def test_a_sliver_beside_a_large_part_of_the_same_feature_needs_no_cell_of_its_own(tmp_path):
    spans = spans_of(tmp_path, [MultiPolygon([box(101, 101, 102, 102), box(200, 200, 240, 240)])])
    assert spans.lost == 0
    assert spans.burn(GRID.whole).sum() == 16


def test_random_lines_take_every_cell_they_touch(tmp_path):
    rng = np.random.default_rng(12)
    lines = [LineString(rng.uniform(-40, 340, (rng.integers(2, 6), 2))) for _ in range(25)]
    spans = spans_of(tmp_path, lines)
    for i, line in enumerate(lines):
        one = spans.of(np.arange(len(lines)) == i).burn(GRID.whole)
        assert np.array_equal(one, touched(line, GRID.whole)), line.wkt


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("LINESTRING(35 100,65 100)", 8),  # along the border of two rows, 4 columns
        ("LINESTRING(100 35,100 65)", 8),
        ("LINESTRING(40 40,60 40)", 8),  # from corner to corner: 4 columns touch it, 2 rows
        ("LINESTRING(35 35,65 65)", 10),  # the diagonal: 4 cells, and 2 beside each of 3 corners
        ("LINESTRING(35 45,65 45)", 4),
        ("POINT(45 45)", 1),
        ("POINT(40 45)", 2),
        ("POINT(40 40)", 4),
        ("MULTIPOINT((45 45),(45 46),(240 45))", 3),
    ],
)
def test_lines_and_points_on_borders_touch_the_cells_of_both_sides(tmp_path, line, cells):
    taken = spans_of(tmp_path, [shape(line)]).burn(GRID.whole)
    assert taken.sum() == cells
    assert np.array_equal(taken, touched(shape(line), GRID.whole))


def test_random_points_take_the_cell_they_lie_in(tmp_path):
    xy = np.random.default_rng(3).uniform(0, 300, (60, 2))
    taken = spans_of(tmp_path, [Point(p) for p in xy[:30]] + [MultiPoint(xy[30:])]).burn(GRID.whole)
    expected = np.zeros_like(taken)
    expected[((300 - xy[:, 1]) // 10).astype(int), (xy[:, 0] // 10).astype(int)] = True
    assert np.array_equal(taken, expected)


def test_what_a_shape_takes_does_not_depend_on_the_window_that_asks(tmp_path):
    rng = np.random.default_rng(13)
    lines = [LineString(rng.uniform(-40, 340, (4, 2))) for _ in range(10)]
    spans = spans_of(tmp_path, [*stars(rng, 10), *lines])
    whole = spans.burn(GRID.whole)
    for _ in range(100):
        row, col = rng.integers(0, 25, 2)
        window = Window(
            GRID, int(row), int(col), int(rng.integers(1, 31 - row)), int(rng.integers(1, 31 - col))
        )
        part = spans.burn(window)
        assert np.array_equal(part, whole[row : row + window.rows, col : col + window.cols])
        assert spans.touches(window) or not part.any()


def test_a_larger_grid_takes_the_same_cells(tmp_path):
    rng = np.random.default_rng(14)
    polygons = stars(rng, 10)
    large = grid_of((-500, -700, 900, 600), 10)
    here = spans_of(tmp_path, polygons).burn(GRID.whole)
    there = spans_of(tmp_path, polygons, large).burn(large.whole)
    assert np.array_equal(here, there[30:60, 50:80])


def test_a_template_with_oblong_cells_off_the_lattice_is_burned_by_its_own_centres(tmp_path):
    grid = template_grid(write_raster(tmp_path / "t.tif", np.zeros((25, 18)), (3.3, 297.1), (17, 11)))
    rng = np.random.default_rng(15)
    geometries = [*stars(rng, 8), LineString(rng.uniform(0, 300, (4, 2)))]
    spans = spans_of(tmp_path, geometries, grid)
    for i, geometry in enumerate(geometries):
        one = spans.of(np.arange(len(geometries)) == i).burn(grid.whole)
        expected = (covered if geometry.area else touched)(geometry, grid.whole)
        assert np.array_equal(one, expected), geometry.wkt


def test_a_country_sized_polygon_covers_a_small_extent_wholly(tmp_path):
    country = box(-900_000, -900_000, 900_000, 900_000)
    grid = grid_of((0, 0, 600, 600), 30)
    assert spans_of(tmp_path, [country], grid).burn(grid.whole).all()


def test_nothing_takes_nothing():
    assert not no_spans().burn(GRID.whole).any()
    assert not merge(no_spans(), no_spans()).touches(GRID.whole)
    assert merge().size == 0
