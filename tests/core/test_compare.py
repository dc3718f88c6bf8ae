"""Scenarios compared: exact thresholds of the best cells, agreement, and the table."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from wattbit.core.errors import InputError
from wattbit.core.robustness.compare import compare_scenarios
from wattbit.core.robustness.top import top_threshold
from wattbit.core.sources.raster import RasterSource
from wattbit.tests.core.layers import read_raster, write_raster

NAN = np.nan


def compare(folder, rasters, top_percent=25.0, table=None):
    """Bands and rows of rasters of 10 m cells."""
    sources = [
        RasterSource(
            write_raster(folder / f"s{i}.tif", values, (0, 10 * values.shape[0]), 10, nodata=-9999),
            1,
            f"s{i}",
        )
        for i, values in enumerate(rasters)
    ]
    path = str(folder / "out.tif")
    rows = compare_scenarios(sources, top_percent, path, table, [])
    return read_raster(path), rows


@pytest.mark.parametrize("share", [0.001, 0.05, 0.3, 0.999, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_threshold_is_the_k_th_largest_value(seed, share):
    random = np.random.default_rng(seed)
    values = random.normal(0, 10.0 ** random.integers(-3, 4), (3, 40, 50)).astype(np.float32)
    values[random.random(values.shape) < 0.2] = NAN
    values[0, 0, :5] = (0.0, -0.0, 1e-30, -1e-30, 7.0)
    known = np.sort(values[~np.isnan(values)])[::-1]
    wanted = known[math.ceil(share * known.size - 1e-9) - 1]
    assert top_threshold(lambda: iter(values), share) == (wanted, known.size)


def test_ties_go_together():
    values = np.array([[1, 1, 1, 0.5]], np.float32)
    assert top_threshold(lambda: iter([values]), 0.25)[0] == 1.0


def test_range_mean_and_agreement_of_two_scenarios(tmp_path):
    a = np.array([[0.1, 0.2], [0.9, NAN]], np.float32)
    b = np.array([[0.5, 0.8], [0.7, 0.3]], np.float32)
    bands, rows = compare(tmp_path, [a, b])
    assert np.allclose(bands[0], [[0.4, 0.6], [0.2, NAN]], equal_nan=True)
    assert np.allclose(bands[1], [[0.3, 0.5], [0.8, NAN]], equal_nan=True)
    # The best quarter: one cell of three (0.9), one of four (0.8).
    assert np.array_equal(bands[2], [[0, 1], [1, 0]])
    assert [r.cells for r in rows] == [3, 4]
    assert rows[0].area_ha == pytest.approx(0.03)
    assert rows[0].overlap == (1.0, 0.0)
    both = ~np.isnan(a)
    assert rows[0].correlation[1] == pytest.approx(np.corrcoef(a[both], b[both])[0, 1])


def test_a_constant_score_correlates_with_nothing(tmp_path):
    _, rows = compare(tmp_path, [np.full((2, 2), 0.5, np.float32), np.array([[0, 1], [0, 1]], np.float32)])
    assert math.isnan(rows[0].correlation[1])


def test_table_has_a_row_a_scenario(tmp_path):
    random = np.random.default_rng(3)
    table = tmp_path / "table.csv"
    compare(tmp_path, [random.random((5, 6)).astype(np.float32) for _ in range(3)], 20, str(table))
    rows = list(csv.DictReader(table.open(encoding="utf-8-sig")))
    assert [r["scenario"] for r in rows] == ["s0", "s1", "s2"]
    assert [float(rows[i][f"overlap_s{i}"]) for i in range(3)] == [1, 1, 1]
    assert float(rows[0]["top_ha"]) == pytest.approx(0.06)


def test_a_scenario_on_another_grid_is_refused(tmp_path):
    one = RasterSource(write_raster(tmp_path / "a.tif", np.ones((2, 2), np.float32), (0, 20), 10), 1, "a")
    two = RasterSource(write_raster(tmp_path / "b.tif", np.ones((2, 2), np.float32), (5, 20), 10), 1, "b")
    with pytest.raises(InputError, match="another grid"):
        compare_scenarios([one, two], 5, str(tmp_path / "out.tif"), None, [])
    with pytest.raises(InputError, match="fewer than two"):
        compare_scenarios([one], 5, str(tmp_path / "out.tif"), None, [])
    with pytest.raises(InputError, match="TOP_PERCENT"):
        compare_scenarios([one, one], 0, str(tmp_path / "out.tif"), None, [])


def test_a_raster_without_a_value_is_named_and_nothing_is_written(tmp_path):
    empty = np.full((2, 2), -9999, np.float32)
    with pytest.raises(InputError, match="s1"):
        compare(tmp_path, [np.ones((2, 2), np.float32), empty])
    assert not (tmp_path / "out.tif").exists()


def test_difference_is_the_second_score_less_the_first(tmp_path):
    first = np.array([[0.25, NAN], [1.0, 0.5]], np.float32)
    second = np.array([[0.75, 0.5], [0.5, NAN]], np.float32)
    sources = [
        RasterSource(write_raster(tmp_path / f"s{i}.tif", values, (0, 20), 10, nodata=-9999), 1, f"s{i}")
        for i, values in enumerate((first, second))
    ]
    path = str(tmp_path / "difference.tif")
    compare_scenarios(sources, 5.0, str(tmp_path / "out.tif"), None, [], difference=path)
    assert np.array_equal(read_raster(path).reshape(2, 2), [[0.5, NAN], [-0.5, NAN]], equal_nan=True)


def test_a_difference_of_three_scenarios_is_refused(tmp_path):
    values = np.ones((2, 2), np.float32)
    source = RasterSource(write_raster(tmp_path / "s.tif", values, (0, 20), 10, nodata=-9999), 1, "s")
    with pytest.raises(InputError, match="two"):
        compare_scenarios([source] * 3, 5.0, str(tmp_path / "o.tif"), None, [], difference="d.tif")
