"""Scenarios run from file to file: a hand-made one in numbers, and what may not change them."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os

import numpy as np
import pytest
from scipy import ndimage
from shapely.geometry import LineString, Point, box
from wattbit.core import rasters
from wattbit.core.engine.regions import region_request
from wattbit.core.errors import Cancelled, InputError, OutputError
from wattbit.core.grid.grid import Grid
from wattbit.core.regions import blocks
from wattbit.core.regions.job import Targets, ZoneSource, locate_to
from wattbit.core.run import passes
from wattbit.core.run.areas import AreaSpec
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.core.scenario.read import read_scenario
from wattbit.core.sources.raster import RasterSource
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.layers import (
    assert_sentence,
    read_features,
    read_raster,
    write_raster,
    write_scenario,
    write_vector,
)

NAN = np.nan
PRODUCTS = {
    "suitability": "suitability.tif", "exclusion": "exclusion.tif", "candidates": "candidates.gpkg",
    "criteria": "criteria.tif", "uncertainty": "uncertainty.tif", "limiting": "limiting.tif", "run_log": "run.json",
}  # fmt: skip


def wanted(folder, *names):
    return Outputs(**{n: str(folder / f) for n, f in PRODUCTS.items() if not names or n in names})


def line(low, high):
    return {"function": "linear", "low": low, "high": high}


def assert_raster(path, expected, band=0):
    assert read_raster(path)[band] == pytest.approx(np.array(expected, float), abs=1e-6, nan_ok=True)


# A place of 5 x 5 cells of 100 m (1 ha each), row 0 in the north.
SLOPE = [[0, 1, 2, 3, 4],
         [2, 2, 2, 2, 2],
         [9, 4, 0, 4, 2],
         [1, 1, 1, 1, 1],
         [5, 5, 10, 5, -9999]]  # fmt: skip


def write_place(folder, **changes):
    """The hand-made scenario.

    Three criteria: flat, (10 - slope) / 10, weight 1; rail, 1 - column / 4, weight 2, as the track
    runs through the centres of column 0 from far south to far north; safe, .5 in column 0, which
    has severity 2, else 1, not assessed in column 4, weight 1. Two rules: a lake on (0,0), (0,1)
    and (2,0), and slopes of 8 or more, (2,0) and (4,2); the slope of (4,4) is not known.
    """
    write_raster(folder / "slope.tif", np.array(SLOPE, np.float32), (0, 500), 100, nodata=-9999)
    write_vector(folder / "place.gpkg", [(LineString([(50, -9000), (50, 9000)]),)], name="rail")
    lake = [(box(0, 400, 200, 500), {"kind": "lake"}), (box(0, 200, 100, 300), {"kind": "lake"}),
            (box(0, 0, 500, 500), {"kind": "bay"})]  # fmt: skip
    write_vector(folder / "place.gpkg", lake, name="water")
    write_vector(folder / "place.gpkg", [(box(-500, -500, 100, 900), {"severity": 2})], name="flood")
    write_vector(folder / "place.gpkg", [(box(-500, -500, 400, 900),)], name="mapped")
    towns = [(box(-99, -99, 250, 250), {"name": "南町"}), (box(-99, 250, 900, 900), {"name": "北町"})]
    write_vector(folder / "place.gpkg", towns, name="towns")
    source = "place.gpkg|layername="
    plain = {
        "title": "手作り",
        "grid": {"crs": "EPSG:6677", "extent": [0, 0, 500, 500], "cell_size_m": 100},
        "layers": {
            "slope": {"source": "slope.tif"}, "rail": {"source": source + "rail"},
            "water": {"source": source + "water"}, "mapped": {"source": source + "mapped"},
            "flood": {"source": source + "flood", "coverage": "mapped"}, "towns": {"source": source + "towns"},
        },
        "exclusions": [
            {"id": "lake", "layer": "water", "where": "kind = 'lake'"},
            {"id": "steep", "layer": "slope", "ranges": "8:"},
        ],
        "criteria": [
            {"id": "flat", "type": "raster", "layer": "slope", "weight": 1, "value": line(10, 0)},
            {"id": "rail", "type": "distance", "layer": "rail", "weight": 2, "value": line(400, 0)},
            {"id": "safe", "type": "hazard", "layers": ["flood"], "weight": 1},
        ],
        "candidates": {"count": 5, "min_area_ha": 1, "min_score": 0.8, "admin": {"layer": "towns", "field": "name"}},
    }  # fmt: skip
    return write_scenario(folder / "計画 1.json", **{**plain, **changes})


# .25 (10 - slope) / 10 + .5 (1 - column / 4) + .25 safe, by hand.
SUITABILITY = [[NAN, NAN, 0.7, 0.55, NAN],
               [0.825, 0.825, 0.7, 0.575, NAN],
               [NAN, 0.775, 0.75, 0.525, NAN],
               [0.85, 0.85, 0.725, 0.6, NAN],
               [0.75, 0.75, NAN, 0.5, NAN]]  # fmt: skip
BITS = [[1, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [3, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
        [0, 0, 2, 0, NAN]]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The hand-made scenario's folder and result, all outputs written."""
    folder = tmp_path_factory.mktemp("場所 1")
    return folder, run_scenario(write_place(folder), wanted(folder))


def test_suitability_of_the_hand_made_place(place):
    assert_raster(place[0] / "suitability.tif", SUITABILITY)


def test_exclusion_bits_of_the_hand_made_place(place):
    assert_raster(place[0] / "exclusion.tif", BITS)


def test_scores_of_the_hand_made_place(place):
    scores = read_raster(place[0] / "criteria.tif")
    flat = np.where(np.array(SLOPE) == -9999, NAN, (10 - np.array(SLOPE, float)) / 10)
    assert scores[0] == pytest.approx(flat, abs=1e-6, nan_ok=True)
    assert scores[1] == pytest.approx(np.tile([1, 0.75, 0.5, 0.25, 0], (5, 1)), abs=1e-6)
    assert scores[2] == pytest.approx(np.tile([0.5, 1, 1, 1, NAN], (5, 1)), nan_ok=True)


def test_the_limiting_criterion_of_the_hand_made_place(place):
    # Costs, for example of (3, 1): .25 * .1, .5 * .25, 0: rail. Of (1, 0): .05, 0, .125: safe.
    expected = [[NAN, NAN, 2, 2, NAN],
                [3, 2, 2, 2, NAN],
                [NAN, 1, 2, 2, NAN],
                [3, 2, 2, 2, NAN],
                [1, 1, NAN, 2, NAN]]  # fmt: skip
    # (2, 1) costs .1, .125, 0 and (4, 0) .125, 0, .125, of which the first counts; (4, 1) .125, .125.
    expected[2][1] = 2
    assert_raster(place[0] / "limiting.tif", expected)


def test_uncertainty_of_the_hand_made_place(place):
    # Of (3, 0), scores .9, 1, .5: mean .85, sum w x^2 = .7650, variance (.765 - .7225) / 51.
    bands = read_raster(place[0] / "uncertainty.tif")[:, 3, 0]
    assert bands[:2] == pytest.approx([0.85, np.sqrt(0.0425 / 51)], abs=1e-6)
    assert bands[2:] == pytest.approx(
        np.array([0.25 * 0.05**2, 0.5 * 0.15**2, 0.25 * 0.35**2]) / 0.0425, abs=1e-5
    )
    assert np.isnan(read_raster(place[0] / "uncertainty.tif")[:, 0, 0]).all()


def test_hectares_of_the_hand_made_place(place):
    result = place[1].horizons[0]
    # 25 cells: 4 excluded, 1 not known to a rule, 4 more in column 4 not known to the criterion safe.
    assert (result.total_ha, result.excluded_ha, result.eligible_ha) == (25, 4, 20)
    assert (result.scored_ha, result.not_assessed_ha) == (16, 5)
    assert [(r.id, r.excluded_ha, r.alone_ha) for r in result.rules] == [("lake", 3, 2), ("steep", 2, 1)]
    # Of the 21 cells that no rule excludes: slope unknown on 1, safe on 5.
    assert [c.missing_share for c in result.criteria] == pytest.approx([1 / 21, 0, 5 / 21])
    assert [c.weight for c in result.criteria] == [0.25, 0.5, 0.25]
    assert result.score_mean == pytest.approx(np.nanmean(SUITABILITY), abs=1e-6)
    assert (result.score_min, result.score_max) == pytest.approx((0.5, 0.85))
    assert sum(result.histogram) == 16


def test_candidates_of_the_hand_made_place(place):
    # At .8 or more: (3,0) and (3,1) sum to 1.70, (1,0) and (1,1) to 1.65.
    (first, a), (second, b) = read_features(place[0] / "candidates.gpkg")
    assert first.symmetric_difference(box(0, 100, 200, 200)).area == 0
    assert second.symmetric_difference(box(0, 300, 200, 400)).area == 0
    assert (a["rank"], b["rank"]) == (1, 2)
    assert (a["score_mean"], a["score_min"], a["score_max"]) == pytest.approx((0.85, 0.85, 0.85))
    assert (a["area_ha"], a["admin"], b["admin"]) == (2, "南町", "北町")
    assert a["compactness"] == pytest.approx(8 * np.pi / 36)
    contributions = [a[f"contrib_{n}"] for n in ("flat", "rail", "safe")]
    assert contributions == pytest.approx([0.225, 0.4375, 0.1875])
    assert sum(contributions) == pytest.approx(a["score_mean"])
    # Mean costs: flat .025, rail .0625, safe .0625: the first of equals.
    assert a["limiting"] == "rail"
    assert (a["hazard_worst"], a["not_assessed_pct"]) == (2, 0)


def test_every_raster_tells_where_it_comes_from(place):
    from osgeo import gdal

    folder = place[0]
    scenario = hashlib.sha256((folder / "計画 1.json").read_bytes()).hexdigest()
    slope = hashlib.sha256((folder / "slope.tif").read_bytes()).hexdigest()
    for name in ("suitability", "exclusion", "criteria", "limiting", "uncertainty"):
        dataset = gdal.Open(str(folder / PRODUCTS[name]))
        tags = dataset.GetMetadata()
        assert tags["WATTBIT_SCENARIO_SHA256"] == scenario
        assert slope in tags["WATTBIT_INPUT_slope"]
        assert tags["WATTBIT_VERSION"]
        assert str(folder) not in str(tags)
        assert all(dataset.GetRasterBand(i + 1).GetDescription() for i in range(dataset.RasterCount))
        assert (dataset.RasterXSize, dataset.RasterYSize) == (5, 5)
        assert dataset.GetGeoTransform() == (0, 100, 0, 500, 0, -100)


def test_the_run_log_tells_what_ran(place):
    log = json.loads((place[0] / "run.json").read_text(encoding="utf-8"))
    assert log["scenario"]["title"] == "手作り"
    assert {i["id"] for i in log["inputs"]} >= {"slope", "rail", "water", "flood", "mapped"}
    assert all(len(i["sha256"]) == 64 and i["size"] > 0 for i in log["inputs"])
    assert log["horizons"][0]["scored_ha"] == 16
    assert {"gdal", "numpy", "python"} <= set(log["libraries"])


def test_a_source_that_only_a_later_horizon_reads_is_hashed_too(tmp_path):
    write_raster(tmp_path / "later.tif", np.ones((5, 5), np.float32), (0, 500), 100)
    horizons = [
        {"id": "short", "year": 2028},
        {"id": "long", "year": 2035, "set": {"layers.slope.source": "later.tif"}},
    ]
    result = run_scenario(write_place(tmp_path, horizons=horizons), wanted(tmp_path, "suitability"))
    own = {i.id: i.sha256 for i in result.inputs}
    digest = {n: hashlib.sha256((tmp_path / n).read_bytes()).hexdigest() for n in ("slope.tif", "later.tif")}
    assert (own["slope"], own["slope@long"]) == (digest["slope.tif"], digest["later.tif"])
    assert len(own) == len(result.inputs) == 6 + 1


def test_an_ending_that_no_vector_format_has_is_found_before_anything_is_computed(tmp_path, monkeypatch):
    def compute(*_):
        raise AssertionError("a block was computed")

    monkeypatch.setattr(passes, "evaluate", compute)
    with pytest.raises(OutputError) as error:
        run_scenario(write_place(tmp_path), Outputs(candidates=str(tmp_path / "regions.xyz")))
    assert_sentence(error, "regions.xyz", ".gpkg")


def test_a_score_for_what_is_not_assessed_stands_in_for_it(tmp_path):
    criteria = [
        {"id": "flat", "type": "raster", "layer": "slope", "weight": 1, "value": line(10, 0)},
        {"id": "safe", "type": "hazard", "layers": ["flood"], "weight": 1, "not_assessed": 0.2},
    ]
    scenario = write_place(
        tmp_path, criteria=criteria, exclusions=[], candidates={"count": 9, "min_score": 0.4}
    )
    result = run_scenario(scenario, wanted(tmp_path)).horizons[0]
    suitability = read_raster(tmp_path / "suitability.tif")[0]
    # Column 4: half of (10 - slope) / 10 and half of .2; the slope of (4, 4) is still not known.
    assert suitability[:, 4] == pytest.approx([0.4, 0.5, 0.5, 0.55, NAN], nan_ok=True)
    assert result.criteria[1].missing_share == pytest.approx(5 / 25)
    features = [a for _, a in read_features(tmp_path / "candidates.gpkg")]
    assert len(features) == 1
    assert 0 < features[0]["not_assessed_pct"] < 100


def test_horizons_give_a_band_each_and_candidates_a_field(tmp_path):
    horizons = [
        {"id": "short", "year": 2028},
        {"id": "long", "year": 2035, "set": {"criteria.rail.value.low": 800}},
    ]
    result = run_scenario(write_place(tmp_path, horizons=horizons), wanted(tmp_path))
    assert_raster(tmp_path / "suitability.tif", SUITABILITY)
    # Rail scores 1 - column / 8 then: .5 * column / 8 more.
    later = np.array(SUITABILITY) + 0.5 * np.arange(5) / 8
    assert_raster(tmp_path / "suitability.tif", later, 1)
    assert_raster(tmp_path / "exclusion.tif", BITS, 1)
    assert read_raster(tmp_path / "criteria.tif").shape == (6, 5, 5)
    assert read_raster(tmp_path / "uncertainty.tif").shape == (10, 5, 5)
    attributes = [a for _, a in read_features(tmp_path / "candidates.gpkg")]
    assert [(a["horizon"], a["rank"]) for a in attributes][:3] == [("short", 1), ("short", 2), ("long", 1)]
    assert [h.id for h in result.horizons] == ["short", "long"]
    from osgeo import gdal

    dataset = gdal.Open(str(tmp_path / "suitability.tif"))
    assert "short" in dataset.GetRasterBand(1).GetDescription()
    assert "long" in dataset.GetRasterBand(2).GetDescription()


def test_capacity_and_network_count_from_their_year_on(tmp_path):
    write_vector(
        tmp_path / "net.gpkg", [(Point(50, 450), {"spare_mw": 30.0, "year_available": 2032})], name="capacity"
    )
    nodes = [(Point(50, 450), {"year_available": 2032}), (Point(50, -49_550), {"year_available": 2020})]
    write_vector(tmp_path / "net.gpkg", nodes, name="nodes")
    criteria = [
        {"id": "grid", "type": "grid_capacity", "layer": "capacity", "max_distance_m": 1000},
        {"id": "ix", "type": "latency", "layer": "nodes", "value": line(1, 0)},
    ]
    scenario = write_place(
        tmp_path, criteria=criteria, exclusions=[], facility={"demand_mw": 20},
        layers={n: {"source": f"net.gpkg|layername={n}"} for n in ("capacity", "nodes")},
        horizons=[{"id": "a", "year": 2030}, {"id": "b", "year": 2035}], candidates={"count": 1},
    )  # fmt: skip
    run_scenario(scenario, wanted(tmp_path))
    grid_a, ix_a, grid_b, ix_b = read_raster(tmp_path / "criteria.tif")[:, 0]
    assert grid_a.tolist() == [0] * 5
    assert grid_b == pytest.approx([1, 0.9, 0.8, 0.7, 0.6])
    # 50 km are 2 * 50 * 1.4 * 4.897 us = .68558 ms.
    assert ix_a[0] == pytest.approx(1 - 0.68558, abs=1e-5)
    assert ix_b[0] == pytest.approx(1)
    last = read_features(tmp_path / "candidates.gpkg")[-1][1]
    assert (last["spare_mw"], last["connection_m"], last["feeds"]) == (30, 0, 1)


def test_a_horizon_may_look_at_another_survey_of_what_was_assessed(tmp_path):
    write_vector(tmp_path / "later.gpkg", [(box(-500, -500, 900, 900),)], name="mapped")
    later = {"layers.mapped.source": "later.gpkg|layername=mapped"}
    scenario = write_place(
        tmp_path, horizons=[{"id": "a", "year": 2028}, {"id": "b", "year": 2035, "set": later}]
    )
    run_scenario(scenario, wanted(tmp_path, "criteria"))
    safe_a, safe_b = read_raster(tmp_path / "criteria.tif")[[2, 5]]
    assert np.isnan(safe_a[:, 4]).all()
    assert (safe_b[:, 4] == 1).all()


def write_land(folder, extent, cell=20, **changes):
    """A larger random place: roads, zones, a DEM and capacity, spread well beyond any extent used here."""
    rng = np.random.default_rng(77)
    roads = [LineString(rng.uniform(-9000, 21_000, (3, 2))) for _ in range(12)]
    write_vector(folder / "land.gpkg", [(r,) for r in roads], name="roads")
    zones = [(Point(p).buffer(r, 6), {"severity": int(s)}) for p, r, s in
             zip(rng.uniform(-3000, 16_000, (60, 2)), rng.uniform(50, 900, 60), rng.integers(0, 5, 60))]  # fmt: skip
    write_vector(folder / "land.gpkg", zones, name="zones")
    spots = [
        (Point(p), {"spare_mw": float(m)})
        for p, m in zip(rng.uniform(-3000, 16_000, (15, 2)), rng.uniform(5, 90, 15))
    ]
    write_vector(folder / "land.gpkg", spots, name="capacity")
    relief = ndimage.gaussian_filter(rng.random((260, 260)), 4) * 3000
    write_raster(folder / "dem.tif", relief.astype(np.float32), (-3000, 17_000), 80)
    plain = {
        "grid": {"crs": "EPSG:6677", "extent": list(extent), "cell_size_m": cell},
        "facility": {"demand_mw": 20},
        "layers": {
            **{n: {"source": f"land.gpkg|layername={n}"} for n in ("roads", "zones", "capacity")},
            "slope": {"source": "dem.tif", "derive": "slope_deg"}, "dem": {"source": "dem.tif"},
        },
        "exclusions": [
            {"id": "worst", "layer": "zones", "where": "severity = 4", "buffer_m": 130},
            {"id": "high", "layer": "dem", "ranges": "1570:", "buffer_m": 90},
        ],
        "criteria": [
            {"id": "road", "type": "distance", "layer": "roads", "value": line(3000, 0)},
            {"id": "flat", "type": "raster", "layer": "slope", "value": line(30, 0)},
            {"id": "safe", "type": "hazard", "layers": ["zones"]},
            {"id": "grid", "type": "grid_capacity", "layer": "capacity", "max_distance_m": 5000},
            {"id": "apart", "type": "density", "layer": "capacity", "radius_m": 4000, "value": line(0.3, 0)},
        ],
        "candidates": {"count": 8, "min_area_ha": 2, "max_area_ha": 60, "min_score": 0.55, "min_spacing_m": 700},
    }  # fmt: skip
    return write_scenario(folder / "land.json", **{**plain, **changes})


LAND = (0, 0, 12_000, 11_000)  # 600 x 550 cells of 20 m: four blocks


def hashes(folder, *names):
    return {n: hashlib.sha256((folder / PRODUCTS[n]).read_bytes()).hexdigest() for n in names}


def test_two_runs_give_the_same_bytes_on_any_number_of_threads(tmp_path):
    scenario = write_land(tmp_path, LAND)
    names = ("suitability", "exclusion", "candidates")
    found = []
    for number, threads in enumerate((1, 1, 2, 5)):
        folder = tmp_path / str(number)
        result = run_scenario(scenario, wanted(folder, *names), Options(threads=threads))
        found.append(hashes(folder, *names))
    assert len(result.horizons[0].candidates) > 1
    assert all(f == found[0] for f in found)


def test_which_outputs_are_asked_for_changes_none_of_them(tmp_path):
    scenario = write_land(tmp_path, LAND)
    names = ("suitability", "exclusion", "candidates")
    few, all_of_them = tmp_path / "few", tmp_path / "all"
    a = run_scenario(scenario, wanted(few, *names))
    b = run_scenario(scenario, wanted(all_of_them))
    assert hashes(few, *names) == hashes(all_of_them, *names)
    assert a.horizons[0].rules == b.horizons[0].rules
    assert a.horizons[0].criteria == b.horizons[0].criteria


def test_candidates_are_told_the_same_from_the_pass_over_the_grid_as_from_their_own_cells(
    tmp_path, monkeypatch
):
    spec = {"count": 8, "min_area_ha": 1, "min_score": 0.7}
    scenario = write_land(tmp_path, LAND, candidates=spec)
    once, again = tmp_path / "once", tmp_path / "again"
    with monkeypatch.context() as patch:
        patch.setattr(AreaSpec, "compute", None)  # nothing is computed twice: all are whole areas
        run_scenario(scenario, wanted(once, "candidates"))
    monkeypatch.setattr(blocks, "_MOST_TOLD", 0)
    run_scenario(scenario, wanted(again, "candidates"))
    first, second = ([a for _, a in read_features(f / "candidates.gpkg")] for f in (once, again))
    assert len(first) > 3
    assert len({a["hazard_worst"] for a in first}) > 1
    for a, b in zip(first, second):
        assert a == {k: v if isinstance(v, str) else pytest.approx(v, rel=1e-12) for k, v in b.items()}


def test_a_larger_extent_gives_the_same_cells(tmp_path):
    small, large = tmp_path / "small", tmp_path / "large"
    extents = (2000, 3000, 7000, 8000), (-1500, -900, 12_000, 11_500)
    for folder, extent in zip((small, large), extents):
        folder.mkdir()
        run_scenario(write_land(folder, extent), wanted(folder, "suitability", "exclusion", "criteria"))
    rows, cols = (
        slice((11_500 - 8000) // 20, (11_500 - 3000) // 20),
        slice((2000 + 1500) // 20, (7000 + 1500) // 20),
    )
    for name in ("suitability", "exclusion", "criteria"):
        here, there = read_raster(small / PRODUCTS[name]), read_raster(large / PRODUCTS[name])
        assert np.array_equal(here, there[:, rows, cols], equal_nan=True), name
    assert np.mean(~np.isnan(read_raster(small / "suitability.tif"))) > 0.2


@pytest.mark.parametrize("tiles", [1, 2], ids=["a_tile", "two_by_two_tiles"])
def test_the_size_of_blocks_changes_no_cell_and_no_candidate(tmp_path, monkeypatch, tiles):
    scenario = write_land(tmp_path, LAND)
    usual, small = tmp_path / "usual", tmp_path / "small"
    a = run_scenario(scenario, wanted(usual))
    monkeypatch.setattr(rasters, "BLOCK", 112)
    monkeypatch.setattr(Grid, "block_side", 112 * tiles)
    b = run_scenario(scenario, wanted(small))
    for name in ("suitability", "exclusion", "criteria", "limiting", "uncertainty"):
        here, there = read_raster(usual / PRODUCTS[name]), read_raster(small / PRODUCTS[name])
        assert np.array_equal(here, there, equal_nan=True), name
    shapes = [[g.wkt for g, _ in read_features(f / "candidates.gpkg")] for f in (usual, small)]
    assert shapes[0] == shapes[1]
    assert a.horizons[0].rules == b.horizons[0].rules
    assert a.horizons[0].criteria == b.horizons[0].criteria


def test_a_second_run_to_the_same_files_gives_the_second_scenarios_candidates(tmp_path):
    target = wanted(tmp_path, "suitability", "candidates")
    run_scenario(write_place(tmp_path), target)
    # Flat alone: 1.0 at (0,0), but the lake; .8 or more on rows 0, 1 and 3 and cells (2,2), (2,4).
    for path in tmp_path.glob("place.gpkg*"):
        path.unlink()
    criteria = [{"id": "flat", "type": "raster", "layer": "slope", "weight": 1, "value": line(10, 0)}]
    run_scenario(write_place(tmp_path, criteria=criteria), target)
    suitability = read_raster(tmp_path / "suitability.tif")[0]
    features = read_features(tmp_path / "candidates.gpkg")
    labels, count = ndimage.label(suitability >= np.float32(0.8))
    sums = np.sort(ndimage.sum(suitability, labels, range(1, count + 1)))[::-1]
    found = [a["score_mean"] * a["area_ha"] for _, a in features]
    assert found == pytest.approx(sums, abs=1e-5)


def test_a_raster_that_changed_between_two_runs_is_read_afresh(tmp_path):
    criteria = [{"id": "flat", "type": "raster", "layer": "slope", "value": line(10, 0)}]
    scenario = write_place(tmp_path, criteria=criteria, exclusions=[])
    run_scenario(scenario, wanted(tmp_path, "suitability", "candidates"), Options(threads=1))
    write_raster(tmp_path / "slope.tif", np.ones((5, 5), np.float32), (0, 500), 100)
    second = tmp_path / "second"
    run_scenario(scenario, wanted(second, "suitability", "candidates"), Options(threads=1))
    assert_raster(second / "suitability.tif", np.full((5, 5), 0.9))
    (_, a), = read_features(second / "candidates.gpkg")  # fmt: skip
    assert a["contrib_flat"] == pytest.approx(0.9)
    assert a["score_mean"] == pytest.approx(0.9)


def folder_state(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def earlier_results(folder):
    out = folder / "out"
    out.mkdir()
    for name in PRODUCTS.values():
        (out / name).write_text("an earlier result", encoding="utf-8")
    return out


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="the system does not list open files")
def test_no_output_is_still_open_when_it_is_moved_into_place(tmp_path, monkeypatch):
    # Windows moves no file that is open.
    scenario, held, replace = write_place(tmp_path), [], os.replace

    def move(source, target):
        gc.collect()
        for number in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError):
                held.extend(p for p in [os.readlink(f"/proc/self/fd/{number}")] if p == str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", move)
    run_scenario(scenario, wanted(tmp_path))
    assert held == []


@pytest.mark.parametrize("at", [0.01, 0.3, 0.9, 0.99])
def test_a_cancelled_run_leaves_earlier_results_and_nothing_aside(tmp_path, at):
    scenario = write_land(tmp_path, LAND)
    out = earlier_results(tmp_path)
    before = folder_state(tmp_path)
    with pytest.raises(Cancelled):
        run_scenario(scenario, wanted(out), progress=lambda share, _: share < at)
    gc.collect()
    assert folder_state(tmp_path) == before


def test_progress_rises_from_0_to_1(tmp_path):
    seen = []
    run_scenario(
        write_place(tmp_path),
        wanted(tmp_path),
        progress=lambda share, text: seen.append((share, text)) or True,
    )
    shares = [s for s, _ in seen]
    assert shares == sorted(shares)
    assert shares[0] >= 0
    assert shares[-1] == 1
    assert all(text for _, text in seen)


def test_a_failure_in_the_middle_of_the_grid_leaves_earlier_results_and_nothing_aside(tmp_path):
    # Scores in [0, 1] but for one cell in the last block.
    values = np.full((550, 600), 0.5, np.float32)
    values[540, 590] = 7
    write_raster(tmp_path / "score.tif", values, (0, 11_000), 20)
    scenario = write_land(
        tmp_path, LAND, layers={"score": {"source": "score.tif"}}, exclusions=[],
        criteria=[{"id": "own", "type": "raster", "layer": "score"}],
    )  # fmt: skip
    out = earlier_results(tmp_path)
    before = folder_state(tmp_path)
    with pytest.raises(InputError) as error:
        run_scenario(scenario, wanted(out))
    assert_sentence(error, "own", "7", "[0, 1]")
    gc.collect()
    assert folder_state(tmp_path) == before


def test_a_format_of_candidates_that_is_not_known_is_refused_and_touches_nothing(tmp_path):
    scenario = write_place(tmp_path)
    before = folder_state(tmp_path)
    outputs = Outputs(suitability=str(tmp_path / "s.tif"), candidates=str(tmp_path / "c.xyz"))
    with pytest.raises(OutputError) as error:
        run_scenario(scenario, outputs)
    assert_sentence(error, "c.xyz", ".gpkg")
    assert folder_state(tmp_path) == before


@pytest.mark.parametrize("name", ["c.gpkg", "c.geojson", "c.shp", "c.fgb"])
def test_candidates_are_written_in_the_format_of_their_ending(tmp_path, name):
    folder = tmp_path / "出力 先"
    run_scenario(write_place(tmp_path), Outputs(candidates=str(folder / name)))
    assert sorted(a["rank"] for _, a in read_features(folder / name)) == [1, 2]
    assert all(p.name.startswith("c.") for p in folder.iterdir())


def test_no_candidate_gives_an_empty_layer_with_its_fields(tmp_path):
    from osgeo import ogr

    scenario = write_place(tmp_path, candidates={"count": 3, "min_score": 0.99})
    result = run_scenario(scenario, wanted(tmp_path, "candidates"))
    source = ogr.Open(str(tmp_path / "candidates.gpkg"))
    layer = source.GetLayer(0)
    fields = {f.GetName() for f in layer.schema}
    assert layer.GetFeatureCount() == 0
    assert {"rank", "score_mean", "area_ha", "limiting", "contrib_flat"} <= fields
    assert any("0 of 3" in f.what for f in result.findings)


def test_a_cell_size_and_an_extent_of_the_run_take_the_place_of_the_scenarios(tmp_path):
    scenario = write_place(tmp_path, exclusions=[], candidates={"count": 1})
    run_scenario(scenario, wanted(tmp_path, "suitability"), Options(cell_size=50, extent=(0, 100, 301, 400)))
    assert read_raster(tmp_path / "suitability.tif").shape == (1, 6, 7)


def test_a_template_lends_its_grid_off_the_lattice(tmp_path):
    from osgeo import gdal

    write_raster(tmp_path / "t.tif", np.zeros((4, 6)), (13.5, 447.25), (60, 70))
    place = write_place(tmp_path, grid={"template": "t.tif"})
    result = run_scenario(place, wanted(tmp_path, "suitability", "report"))
    lent = next(i for i in result.inputs if i.id == "grid.template")
    assert lent.sha256 == hashlib.sha256((tmp_path / "t.tif").read_bytes()).hexdigest()
    dataset = gdal.Open(str(tmp_path / "suitability.tif"))
    assert dataset.GetGeoTransform() == (13.5, 60, 0, 447.25, 0, -70)
    assert (dataset.RasterXSize, dataset.RasterYSize) == (6, 4)


def test_a_criterion_that_knows_no_cell_is_refused_naming_it(tmp_path):
    write_raster(tmp_path / "none.tif", np.full((5, 5), -9999, np.float32), (0, 500), 100, nodata=-9999)
    criteria = [
        {"id": "flat", "type": "raster", "layer": "slope", "value": line(10, 0)},
        {"id": "void", "type": "raster", "layer": "none", "value": line(10, 0)},
    ]
    layers = {"slope": {"source": "slope.tif"}, "none": {"source": "none.tif"}}
    scenario = write_place(tmp_path, criteria=criteria, layers=layers, exclusions=[], candidates={"count": 1})
    before = folder_state(tmp_path)
    with pytest.raises(InputError) as error:
        run_scenario(scenario, wanted(tmp_path))
    assert_sentence(error, "void", "no value")
    assert folder_state(tmp_path) == before


def write_unknown_rule(folder, values):
    """A place whose only rule reads a raster of these values; -9999 is not known to it."""
    write_raster(folder / "rule.tif", np.array(values, np.float32), (0, 500), 100, nodata=-9999)
    layers = {"slope": {"source": "slope.tif"}, "rule": {"source": "rule.tif"}}
    criteria = [{"id": "flat", "type": "raster", "layer": "slope", "value": line(10, 0)}]
    rules = [{"id": "unmapped", "layer": "rule", "ranges": "1"}]
    return write_place(folder, layers=layers, criteria=criteria, exclusions=rules, candidates={"count": 1})


@pytest.mark.parametrize("names", [("suitability",), ("suitability", "criteria")])
def test_cells_that_no_rule_knows_are_no_fault_of_the_criteria(tmp_path, names):
    # The west is excluded and the rest not known to the rule: nothing is eligible, and the criterion is sound.
    values = np.full((5, 5), -9999)
    values[:, :2] = 1
    result = run_scenario(write_unknown_rule(tmp_path, values), wanted(tmp_path, *names)).horizons[0]
    assert (result.excluded_ha, result.eligible_ha, result.not_assessed_ha) == (10, 0, 15)
    assert result.criteria[0].missing_share == pytest.approx(1 / 15)


def test_everything_excluded_is_a_result_and_says_by_what(tmp_path):
    rules = [{"id": "bay", "layer": "water", "where": "kind = 'bay'"}]
    result = run_scenario(write_place(tmp_path, exclusions=rules), wanted(tmp_path))
    assert result.horizons[0].excluded_ha == 25
    assert result.horizons[0].rules[0].alone_ha == 25
    assert np.isnan(read_raster(tmp_path / "suitability.tif")).all()
    assert result.horizons[0].candidates == []


def test_hazard_criteria_that_exclude_count_as_rules_of_the_mask(tmp_path):
    criteria = [{"id": "safe", "type": "hazard", "layers": ["flood"], "exclude_from": 2}]
    result = run_scenario(write_place(tmp_path, criteria=criteria, exclusions=[]), wanted(tmp_path))
    # Column 0 has severity 2, column 4 is not assessed.
    expected = np.tile([1, 0, 0, 0, NAN], (5, 1))
    assert_raster(tmp_path / "exclusion.tif", expected)
    assert [(r.id, r.excluded_ha) for r in result.horizons[0].rules] == [("safe", 5)]


def test_no_more_rules_than_the_mask_has_bits_hazards_included(tmp_path):
    rules = [{"id": f"r{i}", "layer": "slope", "ranges": f"{100 + i}"} for i in range(31)]
    criteria = [
        {"id": f"safe{i}", "type": "hazard", "layers": ["flood"], "exclude_from": 2 + i} for i in range(2)
    ]
    scenario = write_place(tmp_path, exclusions=rules, criteria=criteria)
    with pytest.raises(InputError) as error:
        run_scenario(scenario, wanted(tmp_path))
    assert "31" in str(error.value)


def test_slivers_that_cover_no_centre_are_counted_for_the_reader(tmp_path):
    scenario = write_place(tmp_path)
    write_vector(tmp_path / "slivers.gpkg", [(box(310, 310, 320, 320), {"severity": 3})])
    text = json.loads(scenario.read_text(encoding="utf-8"))
    text["layers"]["flood"] = {"source": "slivers.gpkg"}
    text["exclusions"].append({"id": "small", "layer": "flood"})
    scenario.write_text(json.dumps(text), encoding="utf-8")
    result = run_scenario(scenario, wanted(tmp_path))
    assert read_raster(tmp_path / "exclusion.tif")[0, 1, 3] == 4
    told = [f.what for f in result.findings if "flood" in f.where + f.what and "cell" in f.what]
    assert told, [f.sentence for f in result.findings]


def regions_of(path, names=("rank", "area_ha")):
    return [(g.wkt, *(a[n] for n in names)) for g, a in read_features(path)]


@pytest.mark.parametrize(
    "spec",
    [
        {"count": 6, "min_area_ha": 1, "min_score": 0.7, "min_spacing_m": 300},
        {"count": 6, "min_area_ha": 2, "max_area_ha": 20, "min_score": 0.55, "objective": "mean"},
        {"count": 6, "min_area_ha": 5, "max_area_ha": 30, "min_score": 0.5, "compactness": 90,
         "zones": {"layer": "basins", "field": "name", "max_per_zone": 2}},
    ],
    ids=["whole areas", "mean", "zones"],
)  # fmt: skip
def test_a_run_chooses_the_regions_that_locating_them_on_its_suitability_gives(tmp_path, spec):
    scenario = write_land(tmp_path, LAND, candidates=spec)
    basins = [(box(x, -1000, x + 3000, 12_000), {"name": f"b{x}"}) for x in range(0, 12_000, 3000)]
    write_vector(tmp_path / "basins.gpkg", basins)
    plain = json.loads(scenario.read_text(encoding="utf-8"))
    plain["layers"]["basins"] = {"source": "basins.gpkg"}
    scenario.write_text(json.dumps(plain), encoding="utf-8")
    result = run_scenario(scenario, wanted(tmp_path, "suitability", "candidates")).horizons[0]
    request = region_request(read_scenario(scenario).candidates)
    zones = None
    if "zones" in spec:
        zones = ZoneSource(VectorSource(parse_uri(str(tmp_path / "basins.gpkg"))), "name")
    raster = RasterSource(str(tmp_path / "suitability.tif"))
    found = locate_to(raster, request, zones, Targets(str(tmp_path / "own.gpkg")), [])
    assert len(found.regions) > 1
    assert regions_of(tmp_path / "own.gpkg") == regions_of(tmp_path / "candidates.gpkg")
    told = result.choice
    assert (told.total, told.bound, told.gap, told.message) == (
        found.total,
        found.bound,
        found.gap,
        found.message,
    )
    assert 0 <= told.gap < 0.05
    if "zones" in spec:
        own = [c.attributes.get("zone") for c in result.candidates]
        assert own == found.zones
        assert max(own.count(z) for z in set(own) - {None}) <= 2


def test_area_limits_that_the_grid_cannot_meet_stop_a_run_before_it_computes(tmp_path, monkeypatch):
    monkeypatch.setattr(passes, "evaluate", None)
    spec = {"count": 1, "min_area_ha": 0.1, "max_area_ha": 0.5}
    with pytest.raises(InputError, match="below one cell"):
        run_scenario(write_place(tmp_path, candidates=spec), wanted(tmp_path, "suitability"))


def test_zones_without_their_field_stop_a_run_before_it_computes(tmp_path, monkeypatch):
    monkeypatch.setattr(passes, "evaluate", None)
    spec = {"count": 1, "zones": {"layer": "towns", "field": "nobody"}}
    with pytest.raises(InputError, match="nobody"):
        run_scenario(write_place(tmp_path, candidates=spec), wanted(tmp_path, "suitability"))


def test_a_run_is_cancelled_while_it_chooses_candidates(tmp_path):
    def until_choosing(_share, text):
        return text != "Choosing regions"

    with pytest.raises(Cancelled):
        run_scenario(write_land(tmp_path, LAND), wanted(tmp_path / "out", "candidates"), None, until_choosing)
    assert not (tmp_path / "out" / PRODUCTS["candidates"]).exists()
