"""Runs that allocate: candidates share no megawatt, each horizon for itself, and routes lead over the ground told."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from shapely.geometry import Point, box
from wattbit.core.errors import InputError, ScenarioError
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.core.scenario.read import read_scenario
from wattbit.tests.core.layers import (
    assert_sentence,
    read_features,
    write_raster,
    write_scenario,
    write_vector,
)

#: Two flat patches of 4 x 4 cells, in the west and the east of a hilly plain of 20 x 20 cells of 100 m.
WEST, EAST = (slice(8, 12), slice(2, 6)), (slice(8, 12), slice(14, 18))


def write_plain(folder, capacity, **changes):
    slope = np.full((20, 20), 9.0, np.float32)
    slope[WEST] = 0
    slope[EAST] = 1
    write_raster(folder / "slope.tif", slope, (0, 2000), 100, nodata=-9999)
    write_vector(folder / "grid.gpkg", capacity, name="capacity")
    write_vector(folder / "grid.gpkg", [(box(900, -50, 1000, 1900), {"kind": "marsh"})], name="marsh")
    plain = {
        "grid": {"crs": "EPSG:6677", "extent": [0, 0, 2000, 2000], "cell_size_m": 100},
        "facility": {"demand_mw": 50},
        "layers": {
            "slope": {"source": "slope.tif"},
            "capacity": {"source": "grid.gpkg|layername=capacity"},
            "marsh": {"source": "grid.gpkg|layername=marsh"},
        },
        "exclusions": [{"id": "marsh", "layer": "marsh"}],
        "criteria": [
            {"id": "flat", "type": "raster", "layer": "slope", "weight": 0.9,
             "value": {"function": "linear", "low": 10, "high": 0}},
            {"id": "grid", "type": "grid_capacity", "layer": "capacity", "weight": 0.1},
        ],
        "candidates": {"count": 2, "min_area_ha": 10, "min_score": 0.6},
        "allocation": {"max_distance_m": 5000, "feeds": 1},
    }  # fmt: skip
    return write_scenario(folder / "plan.json", **{**plain, **changes})


def connection(x, y, name, spare, **more):
    return Point(x, y), {"name": name, "spare_mw": spare, "voltage_kv": 66.0, "side": "demand", **more}


def outputs(folder, **only):
    names = {"suitability": "s.tif", "exclusion": "e.tif", "candidates": "c.gpkg", "allocation": "a.gpkg",
             "routes": "r.gpkg", "ledger": "l.csv", "report": "report.html", "run_log": "log.json"}  # fmt: skip
    return Outputs(**{k: str(folder / v) for k, v in names.items() if only.get(k, True)})


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_one_connection_serves_one_candidate_and_the_other_is_told_why(tmp_path):
    path = write_plain(tmp_path, [connection(1000, 1950, "north", 80.0), connection(50, 50, "secret", None)])
    result = run_scenario(path, outputs(tmp_path, routes=False), Options(language="ja"))
    told = result.horizons[0].allocation
    assert [(s.rank, s.served_mw) for s in told.sites] == [(1, 50), (2, 0)]
    assert (told.served_mw, told.gap) == (50, 0)
    assert str(told.sites[1].reason) == "capacity taken by 1"
    [(line, row)] = read_features(tmp_path / "a.gpkg")
    assert (row["site"], row["connection"], row["mw"], row["site_fid"], row["year"]) == (
        "1",
        "north",
        50,
        1,
        None,
    )
    # From the edge of the western patch at (600, 1200) to (1000, 1950).
    assert row["length"] == pytest.approx(850) == pytest.approx(line.length)
    north, secret = rows(tmp_path / "l.csv")
    assert (north["spare_mw"], north["spent_mw"], north["left_mw"], north["by_whom"]) == (
        "80",
        "50",
        "30",
        "1",
    )
    assert secret["status"] == "unknown"
    log = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))
    assert log["horizons"][0]["allocation"] == {
        "served_mw": 50, "total": told.total, "bound": told.total, "gap": 0, "served": 1, "sites": 2
    }  # fmt: skip
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "供給余力の配分表" in page and "候補地1に配分済み" in page and "north" in page


def test_each_horizon_has_the_capacity_of_its_year(tmp_path):
    capacity = [
        connection(1000, 1950, "now", 50.0),
        connection(1000, 1850, "later", 50.0, year_available=2034),
    ]
    horizons = [{"id": "short", "year": 2028}, {"id": "long", "year": 2035}]
    result = run_scenario(write_plain(tmp_path, capacity, horizons=horizons), outputs(tmp_path, routes=False))
    assert [h.allocation.served_mw for h in result.horizons] == [50, 100]
    lines = [
        (r["horizon"], r["site"], r["connection"], r["year"]) for _, r in read_features(tmp_path / "a.gpkg")
    ]
    assert len(lines) == 3 and lines[0] == ("short", "1", "now", 2028)
    assert {line[0] for line in lines[1:]} == {"long"} and {line[2] for line in lines[1:]} == {"now", "later"}
    assert [r["horizon"] for r in rows(tmp_path / "l.csv")] == ["short", "short", "long", "long"]
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert page.count("Ledger of spare capacity") == 2


def test_two_feeds_need_two_groups(tmp_path):
    one = [
        connection(1000, 1950, "a", 50.0, shared_group="g"),
        connection(1000, 1850, "b", 50.0, shared_group="g"),
    ]
    spec = {"max_distance_m": 5000, "feeds": 2}
    result = run_scenario(write_plain(tmp_path, one, allocation=spec), outputs(tmp_path, routes=False))
    assert {str(s.reason) for s in result.horizons[0].allocation.sites} == {"no second group: b, a alone"}
    assert read_features(tmp_path / "a.gpkg") == []


def test_routes_cross_excluded_land_at_its_price(tmp_path):
    capacity = [connection(1250, 1050, "beyond the marsh", 50.0)]
    cheap = {"layer": "slope", "points": [[0, 1], [9, 1]], "excluded": 2}
    spec = {"max_distance_m": 5000, "routes": cheap}
    folder = tmp_path / "cheap"
    folder.mkdir()
    path = write_plain(
        folder, capacity, allocation=spec, candidates={"count": 1, "min_area_ha": 10, "min_score": 0.6}
    )
    result = run_scenario(path, outputs(folder))
    [(line, row)] = read_features(folder / "r.gpkg")
    # From the centre 550 of the patch's last cell straight to 1250; the one marsh cell counts twice.
    assert row["length_m"] == pytest.approx(700) and row["cost_distance"] == pytest.approx(800)
    assert row["crosses"] == "1: 85.7 %, 2: 14.3 %" and row["is_optimal"] == 1
    assert result.horizons[0].allocation.sites[0].routes[0].length_m == pytest.approx(700)
    # At a hundred times the price the way leads around the marsh, whose last cell is that of 1850.
    dear = {**spec, "routes": {**cheap, "excluded": 100}}
    folder = tmp_path / "dear"
    folder.mkdir()
    path = write_plain(
        folder, capacity, allocation=dear, candidates={"count": 1, "min_area_ha": 10, "min_score": 0.6}
    )
    run_scenario(path, outputs(folder))
    [(line, row)] = read_features(folder / "r.gpkg")
    assert row["crosses"] == "1: 100 %" and row["length_m"] > 1500 and line.bounds[3] == 1950


def test_two_runs_give_the_same_bytes(tmp_path):
    path = write_plain(
        tmp_path, [connection(1000, 1950, "north", 80.0), connection(1900, 1950, "east", 80.0)],
        allocation={"max_distance_m": 5000, "routes": {}},
    )  # fmt: skip
    run_scenario(path, outputs(tmp_path, report=False, run_log=False), Options(threads=1))
    first = {n: (tmp_path / n).read_bytes() for n in ("a.gpkg", "r.gpkg", "l.csv", "c.gpkg")}
    run_scenario(path, outputs(tmp_path, report=False, run_log=False), Options(threads=3))
    assert {n: (tmp_path / n).read_bytes() for n in first} == first


@pytest.mark.parametrize(
    ("changes", "wanted", "words"),
    [
        ({"allocation": None}, {}, 'no "allocation"'),
        ({"candidates": None}, {"candidates": False}, 'no "candidates"'),
        ({}, {}, 'no "routes"'),
    ],
)
def test_what_cannot_be_written_is_said_before_the_run(tmp_path, changes, wanted, words):
    path = write_plain(tmp_path, [connection(1000, 1950, "north", 80.0)])
    plain = json.loads(path.read_text(encoding="utf-8"))
    plain.update(changes)
    path.write_text(json.dumps({k: v for k, v in plain.items() if v is not None}), encoding="utf-8")
    with pytest.raises(InputError) as error:
        run_scenario(path, outputs(tmp_path, **wanted))
    assert_sentence(error, words)
    assert not (tmp_path / "s.tif").exists()


@pytest.mark.parametrize(
    ("routes", "words"),
    [
        ({"layer": "hills"}, "there is no layer hills"),
        ({"points": [[0, 1]]}, "of no use without a layer"),
        ({"layer": "slope", "points": [[5, 1], [0, 2]]}, "do not rise"),
        ({"layer": "slope", "points": [[0, -1]]}, "below 0"),
        ({"friction": "slope"}, "friction"),
    ],
)
def test_faults_of_routes_are_told_with_their_place(tmp_path, routes, words):
    path = write_plain(tmp_path, [], allocation={"max_distance_m": 5000, "routes": routes})
    with pytest.raises(ScenarioError) as error:
        read_scenario(path)
    assert words in str(error.value) and "allocation.routes" in str(error.value)
