"""Plan consistency and regional balance as QGIS calls them."""

from __future__ import annotations

import pytest
from wattbit.algorithms.planconsistency import PlanConsistency
from wattbit.algorithms.regionalbalance import RegionalBalance
from wattbit.tests.qgis.siting import capacity, features, refusal, run, sites, table
from wattbit.tests.qgis.tiny import box, memory_layer, point

PLANS = "name:string,mw:double,year:integer,rtt:double"


@pytest.fixture
def plans():
    rows = [(0, 0, "A", 60.0, 2028, 1.0), (0, 100, "B", 50.0, 2030, None), (0, 200, "C", 40.0, 2028, 0.01)]
    return sites(rows, PLANS)


def network(rows):
    fields = "name:string,kind:string,year_available:integer"
    return memory_layer([(point(x, y), *rest) for x, y, *rest in rows], fields, name="network")


def test_plans_of_three_sides(qgis_app, plans, tmp_path):
    grid = capacity([(0, 500, "x", 100.0, 66.0, None, None), (0, 900, "y", 50.0, 66.0, 2035, None)])
    nodes = network([(20000, 0, "ix", "ix", 2030), (0, 0, "cable", "fibre", None)])
    results, log = run(
        PlanConsistency, SITES=plans, CAPACITY=grid, NETWORK=nodes, RTT_FIELD="rtt", HORIZONS="2028,2030,2035",
        OUTPUT=str(tmp_path / "plans.gpkg"), TABLE=str(tmp_path / "table.csv"),
    )  # fmt: skip
    found = {
        f["name"]: (f["status"], f["earliest_year"], f["connection"]) for f in features(results["OUTPUT"])
    }
    assert found == {
        "A": ("waits_network", 2030, "x"),
        "B": ("waits_grid", 2035, "y"),
        "C": ("unserved", None, "x"),
    }
    waits = {f["name"]: f["waits_for"] for f in features(results["OUTPUT"])}
    assert waits["A"] == "network: ix from 2030" and waits["B"] == "grid: y from 2035"
    assert waits["C"] == "network: none near enough, the best is ix with 0.274 ms"
    rows = table(results["TABLE"])
    assert list(rows[0]) == ["year", "planned_mw", "served_mw", "waiting_grid_mw", "waiting_network_mw"]
    assert [list(r.values()) for r in rows] == [
        ["2028", "100", "0", "0", "100"],
        ["2030", "150", "60", "50", "40"],
        ["2035", "150", "110", "0", "40"],
    ]
    assert (results["SERVED_MW"], results["PLANNED_MW"]) == (110, 150)
    assert "are no nodes of the network (fibre)" in log


def test_without_horizons_every_year_of_a_change_is_looked_at(qgis_app, plans, tmp_path):
    grid = capacity([(0, 500, "x", 100.0, 66.0, 2029, None), (0, 900, "y", 50.0, 66.0, 2035, None)])
    results, _ = run(
        PlanConsistency, SITES=plans, CAPACITY=grid, OUTPUT=str(tmp_path / "p.gpkg"), TABLE=str(tmp_path / "t.csv")
    )  # fmt: skip
    assert [r["year"] for r in table(results["TABLE"])] == ["2028", "2029", "2030", "2035"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"HORIZONS": "soon"}, "'soon', which is no year"),
        ({"RTT_FIELD": "rtt"}, "RTT_FIELD is of no use without NETWORK"),
        ({"MAX_DISTANCE": 0}, "MAX_DISTANCE must be above 0 m"),
        ({"YEAR_FIELD": "name"}, "which is no year"),
        ({"MW_FIELD": "name"}, "holds no number"),
    ],
)
def test_plans_that_cannot_be_are_refused(qgis_app, plans, tmp_path, changes, words):
    grid = capacity([(0, 500, "x", 100.0, 66.0, None, None)])
    given = {"SITES": plans, "CAPACITY": grid, "OUTPUT": str(tmp_path / "p.gpkg"), **changes}
    assert words in refusal(PlanConsistency, **given)


@pytest.fixture
def regions():
    rows = [(box(0, 0, 1000, 1000), "west"), (box(1000, 0, 2000, 1000), "east")]
    return memory_layer(rows, "name:string", "Polygon", name="regions")


def test_balance_before_and_after(qgis_app, regions, tmp_path):
    there = sites([(500, 500, "A", 60.0, 1.0), (1500, 500, "B", 20.0, 1.0), (9999, 0, "C", 5.0, 1.0)])
    new = sites([(1600, 500, "N", 40.0, 1.0)])
    results, log = run(
        RegionalBalance, SITES=there, REGIONS=regions, NAME_FIELD="name", MW_FIELD="mw", NEW_SITES=new,
        OUTPUT=str(tmp_path / "balance.csv"), REFERENCE=str(tmp_path / "council.csv"),
    )  # fmt: skip
    west, east = table(results["OUTPUT"])
    assert (west["mw"], west["mw_share"], west["mw_share_after"]) == ("60", "0.75", "0.5")
    assert (east["sites_after"], east["mw_after"], east["area_m2"]) == ("2", "60", "")
    assert (results["HHI"], results["HHI_AFTER"], results["OUTSIDE"]) == (0.625, 0.5, 1)
    assert "lie in no region" in log
    assert table(results["REFERENCE"])[2]["region"] == "関東"


def test_balance_of_layers_in_other_crs(qgis_app, tmp_path):
    # The origin of plane zone IX is 36 N, 139.833 E.
    square = memory_layer(
        [(box(139, 35, 140, 37), "a")], "name:string", "Polygon", crs="EPSG:4326", name="regions"
    )
    there = sites([(0, 0, "A", 60.0, 1.0)])
    results, _ = run(
        RegionalBalance, SITES=there, REGIONS=square, NAME_FIELD="name", OUTPUT=str(tmp_path / "b.csv")
    )
    assert table(results["OUTPUT"])[0]["sites"] == "1" and results["HHI"] == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"NAME_FIELD": "nothing"}, "nothing"),
        ({"SITES": sites}, "has no features"),
        ({"MW_FIELD": "power"}, "power"),
    ],
)
def test_balances_that_cannot_be_are_refused(qgis_app, regions, tmp_path, changes, words):
    given = {"SITES": sites([(500, 500, "A", 60.0, 1.0)]), "REGIONS": regions, "NAME_FIELD": "name",
             "OUTPUT": str(tmp_path / "b.csv"), **changes}  # fmt: skip
    if callable(given["SITES"]):
        given["SITES"] = sites([])
    assert words in refusal(RegionalBalance, **given)
