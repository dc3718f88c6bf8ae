"""Rasters on the grid: cell for cell where lattices agree, warped where not, slope as GDAL computes it."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from wattbit.core.criteria.raster import RasterField, SlopeField, slope_deg
from wattbit.core.errors import InputError
from wattbit.core.gdalio import close_thread_rasters
from wattbit.core.grid.grid import Window, template_grid
from wattbit.core.sources.raster import RasterSource, Resampling, align
from wattbit.tests.core.layers import assert_sentence, grid_of, read_raster, write_raster

GRID = grid_of((0, 0, 2000, 1500), 50)


@pytest.fixture(autouse=True)
def fresh_files():
    """Tests write rasters of their own: no handle of another test's file may be left."""
    close_thread_rasters()


def aligned(path, grid=GRID, resampling=None, **source):
    return align(RasterSource(str(path), **source), grid.whole, resampling)


def hills(rows, cols, seed=1):
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:rows, 0:cols]
    waves = sum(
        rng.uniform(2, 20) * np.sin(rng.uniform(-0.4, 0.4) * x + rng.uniform(-0.4, 0.4) * y) for _ in range(6)
    )
    return (200 + waves).astype(np.float32)


def assert_same_from_every_window(raster, grid, sides=(64, 170)):
    """A raster read in blocks of any size, or with a halo, holds the very bits of one read whole."""
    whole = raster.read(grid.whole)
    for side in sides:
        for w in grid.blocks(side):
            part = whole[w.row : w.row + w.rows, w.col : w.col + w.cols]
            assert np.array_equal(raster.read(w), part, equal_nan=True), (
                f"block of {side} at {w.row}, {w.col}"
            )


def test_a_raster_of_the_same_lattice_is_taken_cell_for_cell(tmp_path):
    values = np.arange(50 * 60, dtype=np.float32).reshape(50, 60)
    raster = aligned(write_raster(tmp_path / "r.tif", values, (-500, 2000), 50))
    assert np.array_equal(raster.read(GRID.whole), values[10:40, 10:50])
    assert_same_from_every_window(raster, GRID, (7, 16))


def test_beyond_a_raster_nothing_is_known(tmp_path):
    raster = aligned(write_raster(tmp_path / "r.tif", np.ones((10, 10), np.float32), (-250, 1750), 50))
    found = raster.read(GRID.whole)
    assert (found[:5, :5] == 1).all()
    assert np.isnan(found[5:]).all()
    assert np.isnan(found[:, 5:]).all()


@pytest.mark.parametrize(
    ("kind", "nodata"),
    [(gdal.GDT_Byte, 255), (gdal.GDT_Int16, -9999), (gdal.GDT_UInt16, 65535), (gdal.GDT_Int32, -2147483648),
     (gdal.GDT_Float32, -9999), (gdal.GDT_Float32, -3.4028234663852886e38), (gdal.GDT_Float64, -1.7976931348623157e308),
     (gdal.GDT_Float32, float("nan")), (gdal.GDT_Byte, 0)],
)  # fmt: skip
def test_nodata_of_every_type_is_not_known(tmp_path, kind, nodata):
    values = np.array([[7, 1], [2, 3]], np.float64)
    values[0, 0] = nodata
    path = write_raster(tmp_path / "r.tif", values, (0, 100), 50, nodata=nodata, kind=kind)
    found = aligned(path, grid_of((0, 0, 100, 100), 50)).read(grid_of((0, 0, 100, 100), 50).whole)
    assert np.array_equal(found, [[np.nan, 1], [2, 3]], equal_nan=True)


@pytest.mark.parametrize(("nodata", "value"), [(-9999, 241), (-1, 255), (256, 0)])
def test_a_nodata_that_the_type_cannot_hold_hides_no_value(tmp_path, nodata, value):
    # -9999 cut down to a byte would be 241: a Byte raster that declares it has no nodata cell at all.
    path = write_raster(
        tmp_path / "r.tif", np.full((2, 2), value), (0, 100), 50, nodata=nodata, kind=gdal.GDT_Byte
    )
    grid = grid_of((0, 0, 100, 100), 50)
    assert (aligned(path, grid).read(grid.whole) == value).all()


def test_without_nodata_every_value_counts(tmp_path):
    path = write_raster(tmp_path / "r.tif", np.array([[-9999, 0]], np.float32), (0, 50), 50)
    grid = grid_of((0, 0, 100, 50), 50)
    assert aligned(path, grid).read(grid.whole).tolist() == [[-9999, 0]]


def test_scale_and_offset_of_a_band_apply_but_not_to_nodata(tmp_path):
    path = write_raster(
        tmp_path / "r.tif", np.array([[100, -1]]), (0, 50), 50, nodata=-1, kind=gdal.GDT_Int16
    )
    dataset = gdal.Open(path, gdal.GA_Update)
    dataset.GetRasterBand(1).SetScale(0.1)
    dataset.GetRasterBand(1).SetOffset(5)
    del dataset
    grid = grid_of((0, 0, 100, 50), 50)
    assert aligned(path, grid).read(grid.whole) == pytest.approx(np.array([[15, np.nan]]), nan_ok=True)


def test_the_band_asked_for_is_read_aligned_or_warped(tmp_path):
    bands = np.stack([np.full((30, 40), v, np.float32) for v in (1, 2, 3)])
    for corner in ((0, 1500), (13, 1511)):
        path = write_raster(tmp_path / f"r{corner[0]}.tif", bands, corner, 50)
        assert np.nanmean(aligned(path, band=2).read(GRID.whole)) == 2


def test_finer_cells_are_averaged(tmp_path):
    values = np.random.default_rng(1).random((150, 200)).astype(np.float32)
    raster = aligned(write_raster(tmp_path / "r.tif", values, (0, 1500), 10))
    assert raster.resampling is Resampling.AVERAGE
    expected = values.reshape(30, 5, 40, 5).mean(axis=(1, 3))
    assert raster.read(GRID.whole) == pytest.approx(expected, abs=1e-6)


def test_an_average_is_of_the_cells_that_are_known(tmp_path):
    values = np.random.default_rng(2).random((150, 200)).astype(np.float32)
    values[:, ::3], values[:20, :20] = -9999, -9999
    raster = aligned(write_raster(tmp_path / "r.tif", values, (0, 1500), 10, nodata=-9999))
    parts = np.where(values == -9999, np.nan, values).reshape(30, 5, 40, 5)
    found = raster.read(GRID.whole)
    assert np.isnan(found[:4, :4]).all()
    assert found[4:, 4:] == pytest.approx(np.nanmean(parts, axis=(1, 3))[4:, 4:], abs=1e-6)


def test_coarser_cells_are_interpolated_between_their_centres(tmp_path):
    # A plane stays a plane under bilinear interpolation: z = x at the centres, 100 m apart.
    x = np.arange(-450, 2500, 100, dtype=np.float32)
    path = write_raster(tmp_path / "r.tif", np.tile(x, (30, 1)), (-500, 2500), 100)
    raster = aligned(path)
    assert raster.resampling is Resampling.BILINEAR
    assert raster.read(GRID.whole) == pytest.approx(np.tile(GRID.whole.x(), (30, 1)), abs=1e-3)


def test_categories_are_never_blended(tmp_path):
    codes = np.random.default_rng(3).choice([3, 7, 12], (90, 120)).astype(np.float32)
    raster = aligned(write_raster(tmp_path / "r.tif", codes, (-7, 1511), 17), resampling=Resampling.NEAREST)
    found = raster.read(GRID.whole)
    rows = ((1511 - GRID.whole.y()) // 17).astype(int)
    cols = ((GRID.whole.x() + 7) // 17).astype(int)
    assert np.array_equal(found, codes[np.ix_(rows, cols)])


@pytest.mark.parametrize("resampling", list(Resampling))
@pytest.mark.parametrize(("epsg", "cell"), [(6676, 45), (6676, 30), (6668, 0.0004), (6677, 37)])
def test_a_resampled_raster_is_the_same_from_every_window(tmp_path, resampling, epsg, cell):
    grid = grid_of((-7000, -7000, 7000, 7000), 50)
    values = np.random.default_rng(4).random((700, 800)).astype(np.float32)
    values[np.random.default_rng(5).random(values.shape) < 0.02] = -9999
    # About the middle of the grid: zone 9 begins 1.33 degrees east of zone 8 at 36 N.
    middle = {6676: (120_200, 700), 6668: (139.8333, 36.0), 6677: (0, 0)}[epsg]
    corner = (middle[0] - 400 * cell, middle[1] + 350 * cell)
    path = write_raster(tmp_path / "r.tif", values, corner, cell, epsg=epsg, nodata=-9999)
    raster = aligned(path, grid, resampling)
    assert np.mean(~np.isnan(raster.read(grid.whole))) > 0.9
    assert_same_from_every_window(raster, grid)


def test_a_run_on_a_larger_extent_reads_the_same_resampled_cells(tmp_path):
    values = hills(500, 500)
    path = write_raster(tmp_path / "r.tif", values, (108_000, 12_000), 45, epsg=6676)
    small, large = grid_of((-3000, -2000, 2000, 3000), 50), grid_of((-8000, -6000, 6000, 7000), 50)
    here, there = (aligned(path, g, Resampling.BILINEAR).read(g.whole) for g in (small, large))
    top, left = small.row0 - large.row0, small.col0 - large.col0
    assert np.array_equal(here, there[top : top + small.rows, left : left + small.cols], equal_nan=True)


def test_a_reprojected_raster_lies_where_gdalwarp_puts_it(tmp_path):
    path = write_raster(tmp_path / "r.tif", hills(400, 400), (118_000, 9_000), 20, epsg=6676)
    grid = grid_of((-1500, -1000, 1500, 2000), 50)
    raster = aligned(path, grid, Resampling.NEAREST)
    target = tmp_path / "warped.tif"
    gdal.Warp(
        str(target), path, dstSRS="EPSG:6677", outputBounds=grid.extent, xRes=50, yRes=50, errorThreshold=0,
        resampleAlg="near", dstNodata=-9999,
    )  # fmt: skip
    expected = read_raster(target)[0]
    assert not np.isnan(expected).all()
    assert np.array_equal(raster.read(grid.whole), expected.astype(np.float32), equal_nan=True)


@pytest.mark.parametrize("band", [0, 4, -1])
def test_a_band_that_is_not_there_is_refused(tmp_path, band):
    path = write_raster(tmp_path / "r.tif", np.ones((3, 4, 4), np.float32), (0, 1500), 50)
    with pytest.raises(InputError) as error:
        aligned(path, band=band, name="slope")
    assert_sentence(error, "slope", "3 band", f"band {band}")


def test_a_raster_beside_the_grid_is_refused(tmp_path):
    path = write_raster(tmp_path / "r.tif", np.ones((4, 4), np.float32), (90_000, 1500), 50)
    with pytest.raises(InputError) as error:
        aligned(path, name="slope")
    assert_sentence(error, "slope", path, "CRS")


def test_a_raster_without_crs_is_refused_unless_one_is_given(tmp_path):
    path = write_raster(tmp_path / "r.tif", np.ones((30, 40), np.float32), (0, 1500), 50, epsg=None)
    with pytest.raises(InputError) as error:
        aligned(path, name="slope")
    assert_sentence(error, "slope", "CRS")
    assert (aligned(path, crs="EPSG:6677").read(GRID.whole) == 1).all()


def test_a_raster_that_is_missing_or_none_is_refused(tmp_path):
    text = tmp_path / "note.tif"
    text.write_text("no raster", encoding="utf-8")
    for path in (tmp_path / "none.tif", text):
        with pytest.raises(InputError) as error:
            aligned(path)
        assert_sentence(error, path)


def test_slope_inside_is_that_of_gdaldem(tmp_path):
    z = hills(80, 90)
    path = write_raster(tmp_path / "z.tif", z, (0, 8000), 25)
    gdal.DEMProcessing(str(tmp_path / "s.tif"), path, "slope")
    expected = read_raster(tmp_path / "s.tif")[0][1:-1, 1:-1]
    grid = template_grid(path)
    found = SlopeField(aligned(path, grid))(grid.whole)[0]
    assert found[1:-1, 1:-1] == pytest.approx(expected, abs=1e-4)
    assert np.array_equal(slope_deg(z, 25, 25), found[1:-1, 1:-1])


@pytest.mark.parametrize("cell", [(50, 50), (20, 60)])
@pytest.mark.parametrize(("east", "north"), [(0, 0), (0.1, 0), (0, -0.3), (1, 1), (-0.25, 0.5)])
def test_a_plane_has_one_slope_up_to_the_rim_of_the_data(tmp_path, cell, east, north):
    x, y = np.meshgrid(np.arange(30) * cell[0], np.arange(20) * -cell[1])
    z = (100 + east * x + north * y).astype(np.float32)
    z[8:11, 12:15] = -9999
    path = write_raster(tmp_path / "z.tif", z, (0, 5000), cell, nodata=-9999)
    grid = template_grid(path)
    found = SlopeField(aligned(path, grid))(grid.whole)[0]
    assert np.isnan(found[8:11, 12:15]).all()
    expected = np.degrees(np.arctan(np.hypot(east, north)))
    assert found[~np.isnan(found)] == pytest.approx(expected, abs=2e-3)
    assert np.isnan(found).sum() == 9


def test_slope_is_the_same_from_every_window(tmp_path):
    path = write_raster(tmp_path / "z.tif", hills(60, 70), (0, 3000), 50)
    grid = template_grid(path)
    field = SlopeField(aligned(path, grid))
    whole = field(grid.whole)
    for w in grid.blocks(17):
        part = whole[:, w.row : w.row + w.rows, w.col : w.col + w.cols]
        assert np.array_equal(field(w), part)


def test_a_raster_criterion_hands_on_its_values(tmp_path):
    values = np.arange(30 * 40, dtype=np.float32).reshape(30, 40)
    field = RasterField(aligned(write_raster(tmp_path / "r.tif", values, (0, 1500), 50)))
    assert np.array_equal(field(Window(GRID, 5, 6, 7, 8))[0], values[5:12, 6:14])
