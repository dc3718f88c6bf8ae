"""The analysis grid: snapped outward, in metres, and the same cells whatever window asks."""

from __future__ import annotations

import numpy as np
import pytest
from wattbit.core.errors import InputError
from wattbit.core.grid.crs import suggest_crs
from wattbit.core.grid.grid import MAX_CELLS, Window, lattice_grid, template_grid
from wattbit.tests.core.layers import assert_sentence, grid_of, spatial_reference, write_raster


@pytest.mark.parametrize(
    ("extent", "cell", "snapped"),
    [
        ((12, 12, 88, 88), 25, (0, 0, 100, 100)),
        ((-12, -12, 12, 12), 25, (-25, -25, 25, 25)),
        ((-100, -75, -50, -25), 25, (-100, -75, -50, -25)),
        ((-101, -76, -49, -24), 25, (-125, -100, -25, 0)),
        ((7, 7, 8, 8), 50, (0, 0, 50, 50)),
        ((0.3, 0.1, 0.7, 0.6), 0.1, (0.3, 0.1, 0.7, 0.6)),
        ((-0.7, -0.6, -0.3, -0.1), 0.1, (-0.7, -0.6, -0.3, -0.1)),
    ],
)
def test_edges_snap_outward_to_whole_multiples_of_the_cell(extent, cell, snapped):
    grid = grid_of(extent, cell)
    assert grid.extent == pytest.approx(snapped, abs=1e-9)
    assert grid.cols == round((snapped[2] - snapped[0]) / cell)
    assert grid.rows == round((snapped[3] - snapped[1]) / cell)


def test_a_quotient_just_below_a_whole_number_adds_no_column():
    # 0.3 / 0.1 is 2.9999999999999996 in floating point.
    grid = grid_of((0.3, 0, 0.6, 0.3), 0.1)
    assert (grid.col0, grid.cols, grid.rows) == (3, 3, 3)


def test_random_extents_lie_inside_their_grid_by_less_than_a_cell():
    rng = np.random.default_rng(4)
    for _ in range(200):
        cell = float(rng.choice([1, 10, 25, 50, 250]))
        x0, y0 = rng.uniform(-1e5, 1e5, 2)
        x1, y1 = x0 + rng.uniform(1, 5e3), y0 + rng.uniform(1, 5e3)
        xmin, ymin, xmax, ymax = grid_of((x0, y0, x1, y1), cell).extent
        for outside, edge in ((x0 - xmin, xmin), (y0 - ymin, ymin), (xmax - x1, xmax), (ymax - y1, ymax)):
            assert 0 <= outside < cell
            assert edge % cell == 0


def test_row_0_is_north_and_centres_lie_half_a_cell_inside():
    whole = grid_of((0, 0, 100, 150), 50).whole
    assert whole.shape == (3, 2)
    assert whole.x().tolist() == [25, 75]
    assert whole.y().tolist() == [125, 75, 25]
    assert whole.grid.geotransform == (0, 50, 0, 150, 0, -50)
    assert whole.grid.cell_ha == 0.25


def test_blocks_tile_the_grid_in_row_major_order():
    grid = grid_of((0, 0, 1100, 700), 1)
    count = np.zeros((grid.rows, grid.cols), int)
    starts = []
    for window in grid.blocks(512):
        count[window.row : window.row + window.rows, window.col : window.col + window.cols] += 1
        starts.append((window.row, window.col))
    assert (count == 1).all()
    assert starts == sorted(starts)
    assert len(starts) == 6


def test_a_cell_has_the_same_coordinates_to_the_last_bit_in_every_extent():
    small, large = grid_of((-0.7, -0.7, 0.7, 0.7), 0.1), grid_of((-31.3, -12.9, 5.1, 44.4), 0.1)
    shift = small.col0 - large.col0
    assert np.array_equal(small.whole.x(), large.whole.x()[shift : shift + small.cols])
    shift = small.row0 - large.row0
    assert np.array_equal(small.whole.y(), large.whole.y()[shift : shift + small.rows])


def test_a_halo_goes_on_with_the_lattice():
    window = Window(grid_of((0, 0, 100, 100), 10), 2, 3, 4, 5)
    wide = window.expand(2)
    assert wide.shape == (8, 9)
    assert np.array_equal(wide.x()[2:-2], window.x())
    assert np.array_equal(wide.y()[2:-2], window.y())


@pytest.mark.parametrize(("corner", "cell"), [((100, 500), 50), ((103.7, 511.3), 50), ((7, 9), (20, 30))])
def test_a_template_lends_its_grid_as_it_is(tmp_path, corner, cell):
    path = write_raster(tmp_path / "格子 1.tif", np.zeros((4, 6)), corner, cell)
    grid = template_grid(path)
    dx, dy = cell if isinstance(cell, tuple) else (cell, cell)
    assert (grid.rows, grid.cols) == (4, 6)
    assert grid.extent == pytest.approx((corner[0], corner[1] - 4 * dy, corner[0] + 6 * dx, corner[1]))


def test_a_template_on_the_lattice_is_the_lattice_grid(tmp_path):
    path = write_raster(tmp_path / "t.tif", np.zeros((4, 6)), (-150, 200), 50)
    assert template_grid(path).same_as(grid_of((-150, 0, 150, 200), 50))
    assert template_grid(path).col0 == -3


def test_a_rotated_template_is_refused(tmp_path):
    from osgeo import gdal

    path = write_raster(tmp_path / "t.tif", np.zeros((4, 6)), (0, 200), 50)
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.SetGeoTransform((0, 50, 3, 200, 2, -50))
    del dataset
    with pytest.raises(InputError) as error:
        template_grid(path)
    assert_sentence(error, path, "rotated")


#: Prefectural capitals and the plane zone that 国土交通省告示第9号 gives their place.
ZONES = {
    "Tokyo": (139.69, 35.69, 9), "Hiroshima": (132.46, 34.39, 3), "Sapporo": (141.35, 43.06, 12),
    "Osaka": (135.50, 34.69, 6), "Nagoya": (136.91, 35.18, 7), "Fukuoka": (130.40, 33.59, 2),
    "Sendai": (140.87, 38.27, 10), "Niigata": (139.02, 37.90, 8), "Naha": (127.68, 26.21, 15),
    "Kochi": (133.53, 33.56, 4), "Okayama": (133.93, 34.66, 5), "Nagasaki": (129.87, 32.74, 1),
    "Kushiro": (144.38, 42.98, 13), "Otaru": (140.99, 43.19, 11), "Chichijima": (142.19, 27.09, 14),
    "Ishigaki": (124.16, 24.34, 16), "Minamidaito": (131.23, 25.83, 17), "Minamitorishima": (153.98, 24.29, 19),
    "Numazu": (138.86, 35.10, 8), "Fukui": (136.22, 36.07, 6), "Matsue": (133.05, 35.47, 3),
}  # fmt: skip


@pytest.mark.parametrize("place", ZONES)
def test_a_geographic_crs_is_refused_naming_the_plane_zone_of_the_place(place):
    longitude, latitude, zone = ZONES[place]
    extent = (longitude - 0.1, latitude - 0.1, longitude + 0.1, latitude + 0.1)
    with pytest.raises(InputError) as error:
        lattice_grid(extent, "EPSG:4326", 50)
    assert_sentence(error, "EPSG:4326", f"EPSG:{6668 + zone} ")


#: Places whose zone the law sets by prefecture although another one's origin is as near.
BY_LAW = {
    "Kobe": (135.18, 34.69, 5), "Takamatsu": (134.04, 34.34, 4), "Tokushima": (134.56, 34.07, 4),
    "Yamaguchi": (131.47, 34.19, 3), "Fukushima": (140.47, 37.75, 9), "Hakodate": (140.73, 41.77, 11),
}  # fmt: skip


@pytest.mark.parametrize("place", BY_LAW)
def test_the_plane_zone_offered_is_the_one_that_the_law_gives_the_prefecture(place):
    longitude, latitude, zone = BY_LAW[place]
    assert suggest_crs(longitude, latitude).startswith(f"EPSG:{6668 + zone} ")


def test_outside_japan_the_utm_zone_is_offered():
    assert suggest_crs(2.35, 48.86).startswith("EPSG:32631 ")
    assert suggest_crs(151.2, -33.87).startswith("EPSG:32756 ")


def test_a_geographic_template_is_refused_naming_it_and_a_zone(tmp_path):
    path = write_raster(tmp_path / "t.tif", np.zeros((4, 6)), (139.6, 35.7), 0.01, epsg=4326)
    with pytest.raises(InputError) as error:
        template_grid(path)
    assert_sentence(error, path, "EPSG:6677")


def test_a_template_without_crs_is_refused(tmp_path):
    path = write_raster(tmp_path / "t.tif", np.zeros((4, 6)), (0, 0), 10, epsg=None)
    with pytest.raises(InputError) as error:
        template_grid(path)
    assert_sentence(error, path, "CRS", "missing")


@pytest.mark.parametrize("crs", ["", "EPSG:999999", "nonsense"])
def test_a_missing_or_unknown_crs_is_refused(crs):
    with pytest.raises(InputError) as error:
        lattice_grid((0, 0, 100, 100), crs, 10)
    assert_sentence(error, "CRS")


def test_a_crs_in_feet_is_refused():
    # EPSG:2263 is New York's state plane in US survey feet.
    with pytest.raises(InputError) as error:
        lattice_grid((980000, 190000, 990000, 200000), "EPSG:2263", 10)
    assert_sentence(error, "EPSG:2263", "metres", "EPSG:32618")


def test_a_geocentric_crs_is_refused():
    with pytest.raises(InputError) as error:
        lattice_grid((0, 0, 100, 100), "EPSG:4978", 10)
    assert_sentence(error, "EPSG:4978")


@pytest.mark.parametrize("cell", [0, -50, float("nan"), float("inf"), "fifty"])
def test_a_cell_size_that_is_no_positive_number_is_refused(cell):
    with pytest.raises(InputError) as error:
        grid_of((0, 0, 100, 100), cell)
    assert_sentence(error, "cell size")


@pytest.mark.parametrize(
    "extent", [(0, 0, 0, 100), (100, 0, 0, 100), (0, 0, 100, float("nan")), (0, 0, float("inf"), 100)]
)
def test_an_empty_extent_is_refused(extent):
    with pytest.raises(InputError) as error:
        grid_of(extent, 10)
    assert_sentence(error, "extent")


def test_a_grid_past_the_cell_limit_is_refused_naming_the_limit():
    with pytest.raises(InputError) as error:
        grid_of((0, 0, 1_000_000, 1_000_000), 1)
    assert_sentence(error, f"{MAX_CELLS:,}", "1,000,000")


def test_grids_are_the_same_to_a_thousandth_of_a_cell(tmp_path):
    grid = grid_of((0, 0, 500, 500), 50)
    near = template_grid(write_raster(tmp_path / "a.tif", np.zeros((10, 10)), (0.01, 500), 50))
    far = template_grid(write_raster(tmp_path / "b.tif", np.zeros((10, 10)), (0.2, 500), 50))
    assert grid.same_as(near)
    assert not grid.same_as(far)
    assert not grid.same_as(grid_of((0, 0, 500, 450), 50))


def test_the_crs_of_a_grid_is_the_one_asked_for():
    from osgeo import osr

    kept = osr.SpatialReference()
    kept.ImportFromWkt(grid_of((0, 0, 10, 10), 1).crs)
    assert kept.IsSame(spatial_reference(6677), ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"])
