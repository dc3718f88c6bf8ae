"""Kernel density per square kilometre, against the sum over features at every cell."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box
from wattbit.core.criteria import kernel_sums
from wattbit.core.criteria.density import Kernel, density_field
from wattbit.core.errors import InputError
from wattbit.core.grid.grid import Window, template_grid
from wattbit.core.sources.shapes import Shapes, VectorData
from wattbit.tests.core.layers import assert_sentence, grid_of, layer_of, write_raster

GRID = grid_of((0, 0, 4500, 3500), 50)


def brute(xy, weight, radius, kernel, window):
    """Features per km2: each kernel written out as its definition, distances from the cell centres."""
    x, y = np.meshgrid(window.x(), window.y())
    out = np.zeros(window.shape)
    disc = np.pi * radius**2 / 1e6
    # The share of a two-dimensional normal with deviation R / 3 that lies within R.
    cut = 1 - np.exp(-4.5)
    for (px, py), w in zip(xy, weight):
        t = np.hypot(x - px, y - py) / radius
        shape = {
            Kernel.UNIFORM: np.ones_like(t) / disc,
            Kernel.QUARTIC: 3 / disc * (1 - np.minimum(t, 1) ** 2) ** 2,
            Kernel.GAUSSIAN: np.exp(-(t**2) / (2 / 9)) / (2 * np.pi / 9 * radius**2 / 1e6) / cut,
        }[kernel]
        out += np.where(t <= 1, w * shape, 0)
    return out


@pytest.mark.parametrize("kernel", Kernel)
@pytest.mark.parametrize(("count", "radius"), [(1, 800), (90, 800), (150, 6000), (20, 60)])
def test_density_agrees_with_the_sum_over_features(tmp_path, kernel, count, radius):
    xy = np.random.default_rng(count).uniform(-2000, 6000, (count, 2))
    data = layer_of(tmp_path, [Point(p) for p in xy])
    found = density_field(data, GRID, radius, kernel=kernel)(GRID.whole)[0]
    expected = brute(xy, np.ones(count), radius, kernel, GRID.whole)
    assert found == pytest.approx(expected, rel=2e-6, abs=1e-9)


@pytest.mark.parametrize("kernel", Kernel)
def test_density_adds_up_to_the_number_of_features(tmp_path, kernel):
    xy = np.random.default_rng(5).uniform(1500, 3000, (25, 2))
    xy[:, 1] -= 500
    field = density_field(layer_of(tmp_path, [Point(p) for p in xy]), GRID, 1000, kernel=kernel)
    total = field(GRID.whole.expand(20)).sum(dtype=float) * 0.05**2
    assert total == pytest.approx(25, rel=2e-3)


def test_one_feature_at_a_cell_centre_by_hand(tmp_path):
    # R 1 km: quartic 3/pi at the centre, 3/pi (1 - 1/4)^2 = 0.5371 at 500 m, 0 at the radius.
    grid = grid_of((0, 0, 2500, 100), 100)
    field = density_field(layer_of(tmp_path, [Point(50, 50)]), grid, 1000)
    row = field(grid.whole)[0, 0]
    assert row[[0, 5, 10, 11]] == pytest.approx([0.954930, 0.537148, 0, 0], abs=1e-6)


def test_a_feature_right_at_the_radius_counts(tmp_path):
    grid = grid_of((0, 0, 2500, 100), 100)
    field = density_field(layer_of(tmp_path, [Point(50, 50)]), grid, 300, kernel=Kernel.UNIFORM)
    row = field(grid.whole)[0, 0]
    assert row[:4] == pytest.approx([1 / (np.pi * 0.09)] * 4, rel=1e-6)
    assert (row[4:] == 0).all()


def test_features_weigh_as_much_as_their_field_says(tmp_path):
    xy = np.random.default_rng(6).uniform(0, 4000, (30, 2))
    mw = np.random.default_rng(7).uniform(0, 100, 30)
    data = layer_of(tmp_path, [(Point(p), {"mw": float(v)}) for p, v in zip(xy, mw)])
    found = density_field(data, GRID, 1500, "mw")(GRID.whole)[0]
    assert found == pytest.approx(brute(xy, mw, 1500, Kernel.QUARTIC, GRID.whole), rel=2e-6, abs=1e-7)


def test_lines_and_polygons_count_at_their_middle(tmp_path):
    shapes = [LineString([(1000, 1000), (2000, 1000)]), box(2900, 1900, 3100, 2100)]
    found = density_field(layer_of(tmp_path, shapes), GRID, 700)(GRID.whole)[0]
    expected = brute([(1500, 1000), (3000, 2000)], [1, 1], 700, Kernel.QUARTIC, GRID.whole)
    assert found == pytest.approx(expected, rel=2e-6, abs=1e-6)


def test_density_is_the_same_from_every_window_and_extent(tmp_path):
    xy = np.random.default_rng(8).uniform(-1000, 5000, (200, 2))
    data = layer_of(tmp_path, [Point(p) for p in xy])
    large = grid_of((-2000, -1500, 6000, 5000), 50)
    for kernel in Kernel:
        field = density_field(data, GRID, 900, kernel=kernel)
        whole = field(GRID.whole)
        there = density_field(data, large, 900, kernel=kernel)(large.whole)
        assert np.array_equal(whole, there[:, 30:100, 40:130])
        assert np.array_equal(field(Window(GRID, 11, 23, 40, 50)), whole[:, 11:51, 23:73])


def test_where_nothing_is_near_the_density_is_0_not_unknown(tmp_path):
    found = density_field(layer_of(tmp_path, [Point(90_000, 0)]), GRID, 500)(GRID.whole)
    assert (found == 0).all()


def test_a_null_weight_is_refused_as_unknown_is_not_0(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"mw": 3.0}), (Point(2, 2), {"mw": None})])
    with pytest.raises(InputError) as error:
        density_field(data, GRID, 500, "mw")
    assert_sentence(error, "mw", "1 of 2", data.name)


def test_a_missing_weight_field_is_refused_listing_those_there(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"mw": 3.0})])
    with pytest.raises(InputError) as error:
        density_field(data, GRID, 500, "MW2")
    assert_sentence(error, "MW2", "mw", data.name)


@pytest.mark.parametrize("radius", [0, -10, float("nan")])
def test_a_radius_that_is_not_above_0_is_refused(tmp_path, radius):
    with pytest.raises(InputError) as error:
        density_field(layer_of(tmp_path, [Point(1, 1)]), GRID, radius)
    assert_sentence(error, "radius")


@pytest.mark.parametrize(("kernel", "error"), [("uniform", 1e-12), ("quartic", 1e-11), ("gaussian", 1e-8)])
@pytest.mark.parametrize("cell", [(20, 20), (30, 11)])
def test_sums_over_discs_of_many_cells_are_as_exact_as_stated(tmp_path, kernel, error, cell):
    # Discs of 45 to 80 cells of radius, so that most of each is handed down by interpolation.
    path = write_raster(tmp_path / "t.tif", np.zeros((90, 110), np.float32), (7.3, 1003.9), cell)
    grid = template_grid(path)
    rng = np.random.default_rng(9)
    xy = np.concatenate([rng.uniform(-800, 3500, (300, 2)), rng.normal(1200, 90, (200, 2))])
    weight = rng.uniform(0, 50, 500)
    data = layer_of(tmp_path, [(Point(p), {"mw": float(v)}) for p, v in zip(xy, weight)])
    field = density_field(data, grid, 900, "mw", Kernel(kernel))
    found = field.sums(grid.whole) * field.scale
    expected = brute(xy, weight, 900, Kernel(kernel), grid.whole)
    assert expected.min() > 0
    assert found == pytest.approx(expected, rel=error)


def test_many_features_at_one_place_add_up(tmp_path):
    # More than are evaluated together, in one square.
    xy = np.repeat([[1234.0, 2001.0], [1300.0, 2077.0]], 5000, axis=0)
    shapes = Shapes(10_000, xy, np.arange(10_000), *[np.empty((0, 4)), np.empty(0, np.int64)] * 2)
    data = VectorData("crowd", shapes, np.arange(10_000), {}, ())
    for kernel in Kernel:
        field = density_field(data, GRID, 700, kernel=kernel)
        expected = 5000 * brute(xy[[0, -1]], [1, 1], 700, kernel, GRID.whole)
        assert field(GRID.whole)[0] == pytest.approx(expected, rel=2e-6, abs=1e-7)


def test_density_keeps_its_bits_where_squares_are_worked_on_in_parts(tmp_path, monkeypatch):
    xy = np.random.default_rng(10).uniform(-500, 5000, (400, 2))
    data = layer_of(tmp_path, [Point(p) for p in xy])
    whole = [density_field(data, GRID, 1500, kernel=k)(GRID.whole) for k in Kernel]
    monkeypatch.setattr(kernel_sums, "_HELD", 300)
    for kernel, expected in zip(Kernel, whole):
        assert np.array_equal(density_field(data, GRID, 1500, kernel=kernel)(GRID.whole), expected)


def test_density_can_be_sent_to_another_process(tmp_path):
    data = layer_of(tmp_path, [Point(p) for p in np.random.default_rng(11).uniform(0, 4000, (30, 2))])
    for kernel in Kernel:
        field = density_field(data, GRID, 900, kernel=kernel)
        assert np.array_equal(pickle.loads(pickle.dumps(field))(GRID.whole), field(GRID.whole))
