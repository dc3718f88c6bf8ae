"""Bad input is refused with one sentence that names it, whole, and touches nothing that was there."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from shapely.geometry import Point, box
from wattbit.core.errors import InputError, WattbitError
from wattbit.core.preflight.check import check_scenario
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.tests.core.layers import assert_sentence, write_raster, write_scenario, write_vector

ROAD = {
    "id": "road",
    "type": "distance",
    "layer": "road",
    "value": {"function": "linear", "low": 500, "high": 0},
}
BASE = {
    "grid": {"crs": "EPSG:6677", "extent": [0, 0, 500, 500], "cell_size_m": 100},
    "layers": {"road": {"source": "道 路.gpkg"}, "slope": {"source": "slope.tif"}},
    "criteria": [ROAD],
}


@pytest.fixture
def folder(tmp_path):
    """Sound layers, damaged ones, and earlier results in out."""
    place = tmp_path / "入力 1"
    place.mkdir()
    write_vector(
        place / "道 路.gpkg",
        [(Point(50, 50), {"name": "a", "mw": None}), (Point(90, 90), {"name": "b", "mw": 5.0})],
    )
    write_vector(place / "empty.gpkg", [])
    write_vector(place / "gen.gpkg", [(Point(50, 50), {"spare_mw": 9.0, "side": "generation"})])
    write_vector(place / "zones.gpkg", [(box(0, 0, 99, 99), {"severity": 9})])
    write_raster(place / "slope.tif", np.ones((5, 5), np.float32), (0, 500), 100)
    write_raster(place / "void.tif", np.full((5, 5), -9999, np.float32), (0, 500), 100, nodata=-9999)
    write_raster(place / "degrees.tif", np.ones((5, 5), np.float32), (139, 36), 0.1, epsg=6668)
    write_raster(place / "far.tif", np.ones((5, 5), np.float32), (90_000, 500), 100)
    whole = write_raster(
        place / "cut.tif", np.random.default_rng(1).random((400, 400)), (0, 500), 1, kind=gdal.GDT_Float32
    )
    data = Path(whole).read_bytes()
    Path(whole).write_bytes(data[: len(data) // 2])
    (place / "note.gpkg").write_text("これはレイヤではない", encoding="utf-8")
    (place / "out").mkdir()
    for name in ("s.tif", "x.tif", "c.gpkg", "log.json"):
        (place / "out" / name).write_text("earlier", encoding="utf-8")
    return place


def with_road(**layer):
    return {"layers": {"road": layer}}


def with_criterion(**parts):
    return {"criteria": [{**parts, "id": parts.get("id", "bad")}]}


LINE = {"function": "linear", "low": 1, "high": 0}
CASES = {
    "geographic CRS": (
        {"grid": {"crs": "EPSG:6668", "extent": [139, 35, 140, 36], "cell_size_m": 50}},
        ("EPSG:6668", "EPSG:6677"),
    ),
    "unknown CRS": (
        {"grid": {"crs": "EPSG:0", "extent": [0, 0, 9, 9], "cell_size_m": 1}},
        ("EPSG:0", "EPSG:6677"),
    ),
    "grid past the limit": (
        {"grid": {"crs": "EPSG:6677", "extent": [0, 0, 9e6, 9e6], "cell_size_m": 1}},
        ("limit", "4,000,000,000"),
    ),
    "missing template": ({"grid": {"template": "none.tif"}}, ("none.tif",)),
    "geographic template": ({"grid": {"template": "degrees.tif"}}, ("degrees.tif", "EPSG:6668")),
    "missing vector": (with_road(source="none.gpkg"), ("road", "none.gpkg")),
    "no vector": (with_road(source="note.gpkg"), ("road", "note.gpkg")),
    "missing layer": (with_road(source="道 路.gpkg|layername=rail"), ("rail", "道 路.gpkg")),
    "empty layer": (with_road(source="empty.gpkg"), ("road", "no features")),
    "bad filter": (with_road(source="道 路.gpkg", where="nme = 'a'"), ("road", "nme = 'a'", "name")),
    "filter that leaves nothing": (
        with_road(source="道 路.gpkg", where="name = 'z'"),
        ("road", "name = 'z'"),
    ),
    "bad filter of a rule": (
        {"exclusions": [{"id": "e", "layer": "road", "where": "depth >= 3"}]},
        ("road", "depth >= 3", "name"),
    ),
    "missing raster": (
        {"layers": {"road": {"source": "none.tif"}}, **with_criterion(type="raster", layer="road")},
        ("none.tif",),
    ),
    "cut raster": (
        {"layers": {"road": {"source": "cut.tif"}}, **with_criterion(type="raster", layer="road")},
        ("cut.tif",),
    ),
    "band": (
        {
            "layers": {"road": {"source": "slope.tif", "band": 3}},
            **with_criterion(type="raster", layer="road"),
        },
        ("road", "band 3"),
    ),
    "raster beside the grid": (
        {"layers": {"road": {"source": "far.tif"}}, **with_criterion(type="raster", layer="road")},
        ("road", "far.tif"),
    ),
    "all-nodata raster": (
        {
            "layers": {"road": {"source": "void.tif"}},
            **with_criterion(id="bare", type="raster", layer="road", value=LINE),
        },
        ("bare", "no value"),
    ),
    "all-nodata raster of a rule": (
        {
            "layers": {"road": {"source": "道 路.gpkg"}, "void": {"source": "void.tif"}},
            "exclusions": [{"id": "unmapped", "layer": "void", "ranges": "1"}],
        },
        ("unmapped",),
    ),
    "raster that is no score": (
        {
            "layers": {"road": {"source": "slope.tif"}},
            "exclusions": [],
            "criteria": [
                {"id": "steep", "type": "raster", "layer": "road"},
                {
                    "id": "twice",
                    "type": "raster",
                    "layer": "road",
                    "value": {"function": "categories", "points": [[9, 1]]},
                },
            ],
        },
        ("twice",),
    ),
    "missing weight field": (
        with_criterion(type="density", layer="road", radius_m=100, field="MW", value=LINE),
        ("road", "MW", "mw"),
    ),
    "null weight": (
        with_criterion(type="density", layer="road", radius_m=100, field="mw", value=LINE),
        ("road", "mw", "1 of 2"),
    ),
    "no capacity": (
        {**with_criterion(type="grid_capacity", layer="road"), "facility": {"demand_mw": 5}},
        ("road", "spare_mw", "name"),
    ),
    "missing capacity field": (
        {
            **with_criterion(type="grid_capacity", layer="road", capacity_field="spare"),
            "facility": {"demand_mw": 5},
        },
        ("road", "spare", "name"),
    ),
    "generation side": (
        {
            **with_road(source="gen.gpkg"),
            **with_criterion(type="grid_capacity", layer="road"),
            "facility": {"demand_mw": 5},
        },
        ("road", "generation side"),
    ),
    "no severity": (with_criterion(type="hazard", layers=["road"]), ("road", "severity", "name")),
    "wrong severity": (
        {**with_road(source="zones.gpkg"), **with_criterion(type="hazard", layers=["road"])},
        ("road", "9", "severity"),
    ),
    "missing field of the towns": (
        {"candidates": {"count": 1, "admin": {"layer": "road", "field": "town"}}},
        ("road", "town", "name"),
    ),
    "vector where a raster is meant": (with_criterion(type="raster", layer="road"), ("道 路.gpkg",)),
    "raster where a vector is meant": (with_road(source="slope.tif"), ("road", "slope.tif")),
}


def state(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def outputs(folder, candidates=True):
    out = folder / "out"
    layer = str(out / "c.gpkg") if candidates else None
    return Outputs(str(out / "s.tif"), str(out / "x.tif"), layer, run_log=str(out / "log.json"))


@pytest.mark.parametrize("case", CASES)
def test_bad_input_is_named_in_one_sentence_and_touches_nothing(folder, case):
    changes, words = CASES[case]
    scenario = write_scenario(folder / "s.json", **{**BASE, **changes})
    before = state(folder)
    with pytest.raises(InputError) as error:
        run_scenario(scenario, outputs(folder, "candidates" in changes))
    assert_sentence(error, *words)
    assert ". " not in str(error.value).replace("e.g. ", ""), "more than one sentence"
    assert state(folder) == before


@pytest.mark.parametrize(
    "case", [c for c in CASES if "nodata" not in c and "score" not in c and "cut" not in c]
)
def test_a_check_finds_what_would_stop_the_run(folder, case):
    changes, words = CASES[case]
    findings = check_scenario(write_scenario(folder / "s.json", **{**BASE, **changes}))
    errors = [f.sentence for f in findings if f.level == "error"]
    assert any(all(w in e for w in words) for e in errors), errors


def test_a_check_of_a_sound_scenario_finds_no_error(folder):
    findings = check_scenario(write_scenario(folder / "s.json", **BASE))
    assert [f.sentence for f in findings if f.level == "error"] == []


def test_a_check_finds_the_faults_of_several_layers_at_once(folder):
    layers = {
        "road": {"source": "none.gpkg"},
        "rail": {"source": "empty.gpkg"},
        "slope": {"source": "far.tif"},
    }
    criteria = [ROAD, {**ROAD, "id": "rail", "layer": "rail"}]
    rules = [{"id": "steep", "layer": "slope", "ranges": "5:"}]
    scenario = write_scenario(
        folder / "s.json", **{**BASE, "layers": layers, "criteria": criteria, "exclusions": rules}
    )
    errors = " ".join(f.sentence for f in check_scenario(scenario) if f.level == "error")
    assert all(word in errors for word in ("none.gpkg", "empty.gpkg"))


@pytest.mark.parametrize("cell", [0, -50, float("nan")])
def test_a_cell_size_of_the_run_that_is_not_above_0_is_refused(folder, cell):
    scenario = write_scenario(folder / "s.json", **BASE)
    before = state(folder)
    with pytest.raises(InputError) as error:
        run_scenario(scenario, outputs(folder, False), Options(cell_size=cell))
    assert_sentence(error, "cell size")
    assert state(folder) == before


def test_candidates_asked_for_that_the_scenario_does_not_want_are_refused(folder):
    scenario = write_scenario(folder / "s.json", **BASE)
    before = state(folder)
    with pytest.raises(InputError) as error:
        run_scenario(scenario, outputs(folder))
    assert_sentence(error, "candidates")
    assert state(folder) == before


def test_a_scenario_that_is_missing_is_refused(folder):
    with pytest.raises(WattbitError) as error:
        run_scenario(folder / "none.json", outputs(folder))
    assert_sentence(error, "none.json")


def test_the_faults_of_a_scenario_end_in_one_message_that_names_each(folder):
    path = folder / "s.json"
    path.write_text(
        json.dumps({"format": "wattbit-scenario/1", "gird": {}, "layers": {}, "criteria": []}),
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        run_scenario(path, outputs(folder))
    assert all(w in str(error.value) for w in ("gird", "grid", "criteria", "s.json"))
