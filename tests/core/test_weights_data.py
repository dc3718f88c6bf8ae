"""Weights from data: published answers, plain numpy on the whole, blocks, nodata, and what is refused."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from osgeo import gdal
from wattbit.core.errors import Cancelled, InputError
from wattbit.core.sources.raster import RasterSource
from wattbit.core.sources.uri import parse_uri
from wattbit.core.weights import sample as sample_module
from wattbit.core.weights.data import DataMethod, data_weights
from wattbit.core.weights.sample import Rows, raster_rows
from wattbit.core.weights.summary import joined, summarise
from wattbit.core.weights.table import table_rows
from wattbit.tests.core.layers import assert_sentence, write_vector

ENTROPY, CRITIC, MEREC = DataMethod
NAN = math.nan
DIAKOULAKI = [
    (61, 1.08, 4.33), (20.7, 0.26, 4.34), (16.3, 1.98, 2.53), (9, 3.29, 1.65), (5.4, 2.77, 2.33), (4, 4.12, 1.21),
    (-6.1, 3.52, 2.10), (-34.6, 3.31, 0.98),
]  # fmt: skip
#: Keshavarz-Ghorabaee et al. (2021), tables 2 and 5: first criteria are benefits, the others costs.
KESHAVARZ = [
    (450, 8000, 54, 145),
    (10, 9100, 2, 160),
    (100, 8200, 31, 153),
    (220, 9300, 1, 162),
    (5, 8400, 23, 158),
]
KESHAVARZ_10 = [
    (23, 264, 2.37, 0.05, 167, 8900, 8.71), (20, 220, 2.2, 0.04, 171, 9100, 8.23), (17, 231, 1.98, 0.15, 192, 10800, 9.91),
    (12, 210, 1.73, 0.2, 195, 12300, 10.21), (15, 243, 2, 0.14, 187, 12600, 9.34), (14, 222, 1.89, 0.13, 180, 13200, 9.22),
    (21, 262, 2.43, 0.06, 160, 10300, 8.93), (20, 256, 2.6, 0.07, 163, 11400, 8.44), (19, 266, 2.1, 0.06, 157, 11200, 9.04),
    (8, 218, 1.94, 0.11, 190, 13400, 10.11),
]  # fmt: skip


def table(rows, names=None):
    values = np.array(rows, float).T
    return Rows(tuple(names or (f"c{i + 1}" for i in range(len(values)))), values)


def naive(values, method, benefit):
    """The textbook formulas on the whole array (rows, criteria), without blocks."""
    x, benefit = values[~np.isnan(values).any(axis=1)], np.array(benefit)
    if method is ENTROPY:
        p = x / x.sum(axis=0)
        logs = np.log(np.where(p > 0, p, 1))
        raw = 1 + (p * logs).sum(axis=0) / math.log(len(x))
    elif method is CRITIC:
        low, high = x.min(axis=0), x.max(axis=0)
        score = np.where(benefit, x - low, high - x) / (high - low)
        raw = score.std(axis=0, ddof=1) * (1 - np.corrcoef(score.T)).sum(axis=0)
    else:
        n = np.where(benefit, x.min(axis=0) / x, x / x.max(axis=0))
        logs = np.abs(np.log(n))
        whole = np.log(1 + logs.mean(axis=1))
        without = [np.log(1 + np.delete(logs, j, 1).sum(axis=1) / x.shape[1]) for j in range(x.shape[1])]
        raw = np.array([np.abs(w - whole).sum() for w in without])
    return raw / raw.sum()


# Published


def test_the_data_of_diakoulaki_have_the_published_critic_weights():
    found = data_weights(table(DIAKOULAKI), CRITIC)
    assert found.weights == pytest.approx((0.20222554, 0.48090173, 0.31687273), abs=5e-9)
    assert (found.rows, found.omitted, found.notes) == (8, 0, ())


def test_two_rows_have_the_published_entropy_weights():
    assert data_weights(table([(1, 2), (4, 16)]), ENTROPY).weights == pytest.approx(
        (0.358889, 0.641111), abs=5e-7
    )


def test_a_share_of_nothing_adds_no_entropy():
    # 0 ln 0 = 0: shares 0, 1/2, 1/2 against 1/6, 1/3, 1/2.
    found = data_weights(table([(0, 1), (1, 2), (1, 3)]), ENTROPY).weights
    entropy = math.log(2), math.log(6) / 6 + math.log(3) / 3 + math.log(2) / 2
    raw = [1 - e / math.log(3) for e in entropy]
    assert found == pytest.approx([r / sum(raw) for r in raw])


def test_the_data_of_keshavarz_have_the_published_merec_weights():
    first = data_weights(table(KESHAVARZ), MEREC, (True, True, False, False))
    assert first.weights == pytest.approx((0.5752, 0.0141, 0.4016, 0.0091), abs=6e-5)
    second = data_weights(table(KESHAVARZ_10), MEREC, (True, True, True, False, False, False, False))
    assert second.weights == pytest.approx((0.324, 0.055, 0.086, 0.368, 0.044, 0.077, 0.045), abs=6e-4)


# Against the textbook on the whole


@pytest.mark.parametrize("method", DataMethod)
def test_weights_are_those_of_the_whole_array_whatever_the_blocks(method, monkeypatch):
    rng = np.random.default_rng(7)
    values = np.column_stack([
        rng.random(5000) + 0.01, rng.lognormal(0, 1, 5000), 1000 + rng.normal(0, 1, 5000), rng.random(5000) * 1e-6 + 1e-7
    ])  # fmt: skip
    values[:, 1] += 3 * values[:, 0]
    values[rng.random(values.shape) < 0.05] = NAN
    values[:700] = NAN  # blocks without a whole row
    benefit = (True, False, True, False)
    wanted = naive(values, method, benefit)
    for cells in (10**6, 256, 1):
        if cells == 1:
            values, wanted = values[650:900], naive(values[650:900], method, benefit)
        monkeypatch.setattr(sample_module, "_CELLS", cells)
        found = data_weights(table(values), method, benefit)
        whole = ~np.isnan(values).any(axis=1)
        assert found.weights == pytest.approx(wanted, rel=1e-7)
        assert (found.rows, found.omitted) == (whole.sum(), (~whole).sum())
        assert found.mean == pytest.approx(values[whole].mean(axis=0), rel=1e-12)
        assert found.sd == pytest.approx(values[whole].std(axis=0, ddof=1), rel=1e-9)
        assert (found.low, found.high) == (tuple(values[whole].min(axis=0)), tuple(values[whole].max(axis=0)))


def test_small_differences_on_a_large_mean_keep_their_digits():
    # One pass over sums of x ln x would lose ten of sixteen digits here.
    rng = np.random.default_rng(8)
    x = 1e6 + rng.normal(0, 1, (2, 100_000))
    x[1] = 1e6 + 2 * (x[1] - 1e6)
    parts = [summarise(x[:, i : i + 777]) for i in range(0, x.shape[1], 777)]
    found = parts[0]
    for part in parts[1:]:
        found = joined(found, part)
    y = x / x.mean(axis=1, keepdims=True) - 1
    assert found.divergence == pytest.approx((y**2 / 2 - y**3 / 6).sum(axis=1), rel=1e-3)
    assert np.diag(found.comoment) == pytest.approx(
        ((x - x.mean(axis=1, keepdims=True)) ** 2).sum(axis=1), rel=1e-9
    )


def test_the_order_of_blocks_changes_nothing_but_rounding():
    x = np.random.default_rng(9).random((3, 1000))
    a, b = summarise(x[:, :300]), summarise(x[:, 300:])
    one, two, whole = joined(a, b), joined(b, a), summarise(x)
    for name in ("mean", "comoment", "divergence", "low", "high", "known"):
        assert getattr(one, name) == pytest.approx(getattr(two, name), rel=1e-12)
        assert getattr(one, name) == pytest.approx(getattr(whole, name), rel=1e-12)


# Direction


def test_turning_a_cost_round_is_the_same_as_saying_that_it_is_one():
    rng = np.random.default_rng(10)
    x = rng.random((200, 3)) + 0.5
    turned = x.copy()
    turned[:, 1] = 5 - turned[:, 1]
    given, said = data_weights(table(turned), CRITIC), data_weights(table(x), CRITIC, (True, False, True))
    assert given.weights == pytest.approx(said.weights)
    assert data_weights(table(x), CRITIC).weights != pytest.approx(said.weights, abs=1e-3)
    inverse = x.copy()
    inverse[:, 1] = 1 / inverse[:, 1]
    given, said = data_weights(table(inverse), MEREC), data_weights(table(x), MEREC, (True, False, True))
    assert given.weights == pytest.approx(said.weights)
    assert data_weights(table(x), ENTROPY, (True, False, True)) == data_weights(table(x), ENTROPY)


def test_one_direction_a_criterion_is_wanted():
    with pytest.raises(InputError, match="2 values for 3 criteria") as error:
        data_weights(table(DIAKOULAKI), CRITIC, (True, False))
    assert_sentence(error, "BENEFIT")


# Constant criteria and the like


@pytest.mark.parametrize("method", DataMethod)
def test_a_constant_criterion_weighs_nothing_and_is_noted(method):
    rows = np.abs(np.array(DIAKOULAKI))
    constant = np.column_stack([rows[:, 0], np.full(8, 0.1), rows[:, 1:]])
    found = data_weights(table(constant, "abcd"), method)
    assert found.weights[1] == 0
    assert math.fsum(found.weights) == pytest.approx(1)
    (note,) = found.notes
    assert re.search("criterion b is constant .0.1", note)
    if method is not MEREC:  # whose formula divides by the number of criteria
        rest = [w for i, w in enumerate(found.weights) if i != 1]
        assert rest == pytest.approx(data_weights(table(rows), method).weights)


def test_a_criterion_of_zeros_is_a_constant_like_others():
    found = data_weights(table([(0, 1), (0, 2), (0, 3)]), ENTROPY)
    assert found.weights == (0, 1)


def test_rounding_of_float32_is_no_difference():
    noise = np.random.default_rng(1).choice(np.float32([0.3, np.nextafter(np.float32(0.3), 1)]), 50)
    found = data_weights(table(np.column_stack([noise, np.arange(50)])), CRITIC)
    assert found.weights == (0, 1)


@pytest.mark.parametrize("method", DataMethod)
def test_only_constant_criteria_are_refused(method):
    with pytest.raises(InputError, match="Every criterion is constant") as error:
        data_weights(table([(1, 2), (1, 2), (1, 2)]), method)
    assert_sentence(error)


def test_criteria_that_rise_and_fall_together_exactly_are_refused_by_critic_alone():
    x = np.random.default_rng(2).random(50)
    rows = np.column_stack([x, 2 * x + 1, 7 * x])
    with pytest.raises(InputError, match="c1, c2, c3 rise and fall together") as error:
        data_weights(table(rows), CRITIC)
    assert_sentence(error)
    assert data_weights(table(rows), ENTROPY).weights[1] > 0
    # Turned against each other they are in conflict again.
    assert data_weights(table(rows[:, :2]), CRITIC, (True, False)).weights == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize(
    ("rows", "method", "words"),
    [
        ([(1, NAN), (2, NAN)], CRITIC, "criterion c2 has no value anywhere"),
        ([(1, NAN), (NAN, 2)], CRITIC, "Only 0 rows.*2 lack one"),
        ([(1, 3), (NAN, 2)], ENTROPY, "Only 1 rows"),
        ([(1, -2), (2, 5)], ENTROPY, "c2 goes down to -2.*of 0 or more"),
        ([(1, 0), (2, 5)], MEREC, "c2 goes down to 0.*above 0"),
        ([(1, -1), (2, 5)], MEREC, "c2 goes down to -1.*above 0"),
        (np.empty((0, 2)), CRITIC, "no row or cell"),
    ],
)
def test_data_that_do_not_fit_are_refused_by_name(rows, method, words):
    with pytest.raises(InputError) as error:
        data_weights(table(rows), method)
    assert_sentence(error)
    assert re.search(words, str(error.value)), str(error.value)


def test_infinite_values_are_no_values():
    found = data_weights(table([*DIAKOULAKI, (math.inf, 1, 2)]), CRITIC)
    assert (found.rows, found.omitted) == (8, 1)


def test_reading_can_be_cancelled():
    with pytest.raises(Cancelled):
        data_weights(table(DIAKOULAKI), CRITIC, progress=lambda share, text: False)


# Rasters


def write(
    path, values, *, corner=(0, 0), cell=10, epsg=6677, nodata=-9999, options=(), kind=gdal.GDT_Float32
):
    rows, cols = values.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, kind, list(options))
    dataset.SetGeoTransform((corner[0], cell, 0, corner[1], 0, -cell))
    if epsg:
        from osgeo import osr

        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
        dataset.SetProjection(srs.ExportToWkt())
    band = dataset.GetRasterBand(1)
    if nodata is not None:
        band.SetNoDataValue(nodata)
    band.WriteArray(np.where(np.isnan(values), nodata, values) if nodata is not None else values)
    return RasterSource(str(path), 1, path.stem)


TILED = ("TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256")


@pytest.mark.parametrize("method", DataMethod)
@pytest.mark.parametrize("options", [(), TILED], ids=["strips", "tiles"])
def test_rasters_weigh_as_the_table_of_their_cells(tmp_path, method, options):
    rng = np.random.default_rng(3)
    grids = (rng.random((3, 700, 600)) + 0.1).astype(np.float32)
    grids[1] = (grids[1] + grids[0]).astype(np.float32)
    grids[rng.random(grids.shape) < 0.1] = NAN
    sources = [write(tmp_path / f"r{i}.tif", g, options=options) for i, g in enumerate(grids)]
    benefit = (True, False, True)
    found = data_weights(raster_rows(sources), method, benefit)
    cells = grids.reshape(3, -1).T.astype(float)
    assert found.weights == pytest.approx(naive(cells, method, benefit), abs=1e-9)
    assert found.rows + found.omitted == 420_000
    assert found.rows == (~np.isnan(cells).any(axis=1)).sum()


def test_excluded_cells_are_neither_used_nor_counted(tmp_path):
    rng = np.random.default_rng(4)
    grids = rng.random((2, 20, 30)).astype(np.float32)
    grids[0, 0, :5] = NAN
    mask = np.zeros((20, 30))
    mask[10:] = 4
    sources = [write(tmp_path / f"r{i}.tif", g) for i, g in enumerate(grids)]
    exclusion = write(tmp_path / "mask.tif", mask, nodata=None, kind=gdal.GDT_UInt32)
    found = data_weights(raster_rows(sources, exclusion=exclusion), CRITIC)
    cells = grids[:, :10].reshape(2, -1).T.astype(float)
    assert found.weights == pytest.approx(naive(cells, CRITIC, (True, True)), abs=1e-9)
    assert (found.rows, found.omitted) == (295, 5)
    everything = write(tmp_path / "all.tif", np.ones((20, 30)), nodata=None)
    with pytest.raises(InputError, match="exclusion leaves cells"):
        data_weights(raster_rows(sources, exclusion=everything), CRITIC)


def test_rasters_in_degrees_or_without_a_crs_can_be_weighed(tmp_path):
    x = np.random.default_rng(5).random((2, 10, 10))
    plain = [write(tmp_path / f"p{i}.tif", g, epsg=None) for i, g in enumerate(x)]
    degrees = [write(tmp_path / f"d{i}.tif", g, epsg=6668, cell=0.01) for i, g in enumerate(x)]
    assert (
        data_weights(raster_rows(plain), CRITIC).weights == data_weights(raster_rows(degrees), CRITIC).weights
    )


@pytest.mark.parametrize(
    "changes",
    [{"corner": (5, 0)}, {"cell": 11}, {"cell": 10.001}, {"epsg": 6678}, {"shape": (100, 101)}],
    ids=str,
)
def test_a_raster_of_another_grid_is_refused_naming_it_and_the_tool(tmp_path, changes):
    x = np.random.default_rng(6).random((100, 100))
    other = np.random.default_rng(6).random(changes.pop("shape", (100, 100)))
    sources = [write(tmp_path / "first.tif", x), write(tmp_path / "second.tif", other, **changes)]
    with pytest.raises(InputError, match="another grid") as error:
        raster_rows(sources)
    assert_sentence(error, "second", "first", "gdal:warpreproject")


def test_a_raster_that_is_all_nodata_is_refused_by_name(tmp_path):
    x = np.random.default_rng(6).random((10, 10))
    sources = [write(tmp_path / "slope.tif", x), write(tmp_path / "flood.tif", np.full((10, 10), NAN))]
    with pytest.raises(InputError, match="flood has no value anywhere") as error:
        data_weights(raster_rows(sources), CRITIC)
    assert_sentence(error)


def test_a_raster_or_band_that_is_not_there_is_refused(tmp_path):
    source = write(tmp_path / "a.tif", np.ones((3, 3)))
    with pytest.raises(InputError, match="not a band 2") as error:
        raster_rows([source, RasterSource(source.path, 2, "b")])
    assert_sentence(error)
    with pytest.raises(InputError) as error:
        raster_rows([source, RasterSource(str(tmp_path / "none.tif"), 1, "none")])
    assert_sentence(error, "none.tif")
    with pytest.raises(InputError) as error:
        raster_rows([])
    assert_sentence(error)


# Tables


def text(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "表.csv"
    path.write_text(content, encoding=encoding)
    return parse_uri(str(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp"])
def test_columns_of_numbers_of_a_text_table_are_criteria(tmp_path, encoding):
    uri = text(
        tmp_path, "id,地点,傾斜,距離\n1,沼津,1.5,20\n2,富士,,30\n3,三島,2,NA\n4,清水,1/2,50\n", encoding
    )
    rows, left_out = table_rows(uri)
    assert rows.names == ("傾斜", "距離")
    assert left_out == ("id", "地点")
    assert np.array_equal(rows.values, [[1.5, NAN, 2, 0.5], [20, 30, NAN, 50]], equal_nan=True)
    assert table_rows(uri, ("距離", "ID"))[0].names == ("距離", "id")


def test_a_table_of_numbers_alone_has_no_header(tmp_path):
    rows, _ = table_rows(text(tmp_path, "\n".join(",".join(map(str, r)) for r in DIAKOULAKI)))
    assert data_weights(rows, CRITIC).weights == pytest.approx((0.20222554, 0.48090173, 0.31687273), abs=5e-9)


def test_fields_of_a_layer_are_criteria(tmp_path):
    features = [
        ("POINT(0 0)", {"name": "a", "slope": 1.5, "n": 3}),
        ("POINT(1 1)", {"name": "b", "slope": None, "n": 4}),
    ]
    rows, left_out = table_rows(parse_uri(write_vector(tmp_path / "t.gpkg", features)))
    assert (rows.names, left_out) == (("slope", "n"), ("name",))
    assert np.array_equal(rows.values, [[1.5, NAN], [3, 4]], equal_nan=True)


@pytest.mark.parametrize(
    ("content", "columns", "words"),
    [
        ("a,b\n", (), "no rows"),
        ("a,b\nx,y\nz,w\n", (), "no column of numbers"),
        ("a,b\n1,2\n3,4\n", ("a", "c"), "no column c; .*: a, b"),
        ("a,b\n1,2\n3,about 4\n", (), "column b of .* holds 'about 4' in row 2"),
        ("a,b\n1,2\n3,4\n", ("a", "A"), "stands twice"),
    ],
)
def test_a_table_that_cannot_be_weighed_is_refused(tmp_path, content, columns, words):
    with pytest.raises(InputError) as error:
        table_rows(text(tmp_path, content), columns)
    assert_sentence(error, "表.csv")
    assert re.search(words, str(error.value)), str(error.value)


def test_a_table_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(InputError) as error:
        table_rows(parse_uri(str(tmp_path / "none.csv")))
    assert_sentence(error, "none.csv")
