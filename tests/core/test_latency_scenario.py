"""Latency in scenarios: fibre, kinds of nodes with constants of their own, and what is there by each horizon."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point
from wattbit.core.engine.compile import compile_plan
from wattbit.core.engine.sources import Sources, scenario_grid
from wattbit.core.errors import InputError, ScenarioError
from wattbit.core.preflight.check import check_scenario
from wattbit.core.scenario.read import at_horizons, load_scenario
from wattbit.tests.core.layers import assert_sentence, write_scenario, write_vector

SOURCE = "net.gpkg|layername="
LINEAR = {"function": "linear", "low": 2, "high": 0}


def write_network(folder, *, horizons=(), **criterion):
    """Ten cells of 100 m from (9000, 0), an IX at x = 50, an APN node there from 2034 on, and a cable from 2032 on."""
    nodes = [(Point(50, 50), {"kind": "ix", "year_available": None}),
             (Point(50, 50), {"kind": "apn_node", "year_available": 2034})]  # fmt: skip
    write_vector(folder / "net.gpkg", nodes, name="nodes")
    write_vector(
        folder / "net.gpkg", [(LineString([(50, 50), (9950, 50)]), {"year_available": 2032})], name="cable"
    )
    latency = {
        "id": "ix",
        "type": "latency",
        "layer": "nodes",
        "fibre": "cable",
        "value": LINEAR,
        **criterion,
    }
    return write_scenario(
        folder / "s.json",
        grid={"crs": "EPSG:6677", "extent": [9000, 0, 10_000, 100], "cell_size_m": 100},
        layers={n: {"source": SOURCE + n} for n in ("nodes", "cable")},
        criteria=[latency],
        horizons=list(horizons),
    )


def plan_of(path):
    scenario, raw = load_scenario(path)
    grid = scenario_grid(scenario)
    return compile_plan(at_horizons(scenario, raw), grid, Sources(scenario.folder, grid))


def last_ms(plan, horizon):
    """Milliseconds of the easternmost cell, 9.9 km from the nodes."""
    return plan.fields[plan.horizons[horizon].criteria[0].field](plan.grid.whole)[0, 0, 9]


def test_fibre_and_nodes_count_from_their_year_on_and_apn_nodes_have_constants_of_their_own(tmp_path):
    years = [{"id": str(y), "year": y} for y in (2030, 2032, 2034)]
    path = write_network(
        tmp_path,
        horizons=years,
        equipment_us=500,
        by_kind={"apn_node": {"equipment_us": 14, "us_per_km": 4.8}},
    )
    found = [last_ms(plan_of(path), i) for i in range(3)]
    km = 9.9
    assert found == pytest.approx(
        [2 * (km * 1.4 * 4.897 + 500) / 1000, 2 * (km * 4.897 + 500) / 1000, 2 * (km * 4.8 + 14) / 1000],
        rel=1e-6,
    )


def test_a_horizon_may_change_the_constants_of_a_kind(tmp_path):
    later = {"criteria.ix.by_kind.apn_node.equipment_us": 5}
    years = [{"id": "a", "year": 2034}, {"id": "b", "year": 2040, "set": later}]
    path = write_network(
        tmp_path, horizons=years, by_kind={"apn_node": {"equipment_us": 14}}, equipment_us=90
    )
    plan = plan_of(path)
    assert [last_ms(plan, i) for i in (0, 1)] == pytest.approx(
        [2 * (9.9 * 4.897 + us) / 1000 for us in (14, 5)], rel=1e-6
    )


def test_horizons_at_which_the_same_assets_are_there_share_one_field(tmp_path):
    years = [{"id": str(y), "year": y} for y in (2032, 2033, 2034)]
    plan = plan_of(write_network(tmp_path, horizons=years))
    assert [h.criteria[0].field for h in plan.horizons] == [0, 0, 1]


def test_without_a_year_every_asset_counts(tmp_path):
    assert last_ms(plan_of(write_network(tmp_path)), 0) == pytest.approx(2 * 9.9 * 4.897 / 1000, rel=1e-6)


def test_constants_for_a_kind_that_no_node_is_of_are_refused_naming_the_kinds(tmp_path):
    with pytest.raises(InputError) as error:
        plan_of(write_network(tmp_path, by_kind={"apn": {"equipment_us": 1}}))
    assert_sentence(error, "kind apn,", "apn_node, ix", "nodes")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"fibre": "cabel"}, "criteria[0].fibre: there is no layer cabel; did you mean cable?"),
        ({"snap_tolerance_m": -1}, "criteria[0].snap_tolerance_m"),
        ({"by_kind": {"apn_node": {"us_per_m": 1}}}, "criteria[0].by_kind.apn_node.us_per_m: unknown key"),
        ({"by_kind": {"apn_node": {"route_factor": 0.5}}}, "criteria[0].by_kind.apn_node.route_factor"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path, changes, place):
    with pytest.raises(ScenarioError) as error:
        load_scenario(write_network(tmp_path, **changes))
    assert place in str(error.value)


def test_the_check_tells_of_fibre_that_no_node_joins(tmp_path):
    path = write_network(tmp_path)
    write_vector(tmp_path / "net.gpkg", [(LineString([(0, 50), (7000, 50)]),), (LineString([(0, 3000), (2500, 3000)]),)],
                 name="stray")  # fmt: skip
    text = path.read_text(encoding="utf-8").replace("=cable", "=stray")
    path.write_text(text, encoding="utf-8")
    told = [f for f in check_scenario(path) if f.where == "layer cable" and f.level == "warning"]
    assert ["1 of its 2 connected parts, 2.5 km of 9.5 km" in f.what for f in told] == [True]


def test_assets_of_distance_and_density_count_from_their_year_on(tmp_path):
    spots = [(Point(50, 50), {"year_available": 2028}), (Point(450, 50), {"year_available": 2035})]
    write_vector(tmp_path / "a.gpkg", spots)
    path = write_scenario(
        tmp_path / "s.json",
        grid={"crs": "EPSG:6677", "extent": [0, 0, 500, 100], "cell_size_m": 100},
        layers={"site": {"source": "a.gpkg"}},
        criteria=[
            {
                "id": "near",
                "type": "distance",
                "layer": "site",
                "value": {"function": "linear", "low": 1e3, "high": 0},
            },
            {
                "id": "many",
                "type": "density",
                "layer": "site",
                "radius_m": 60,
                "kernel": "uniform",
                "value": LINEAR,
            },
        ],
        horizons=[{"id": "a", "year": 2030}, {"id": "b", "year": 2035}],
    )
    plan = plan_of(path)
    near, many = (
        [plan.fields[h.criteria[k].field](plan.grid.whole)[0, 0] for h in plan.horizons] for k in (0, 1)
    )
    assert near[0].tolist() == [0, 100, 200, 300, 400]
    assert near[1].tolist() == [0, 100, 200, 100, 0]
    assert (many[0] > 0).tolist() == [True, False, False, False, False]
    assert (many[1] > 0).tolist() == [True, False, False, False, True]
    assert not np.isnan(many[0]).any()


def test_a_distance_to_assets_of_which_none_is_there_yet_is_refused(tmp_path):
    write_vector(tmp_path / "a.gpkg", [(Point(50, 50), {"year_available": 2040})])
    path = write_scenario(
        tmp_path / "s.json",
        grid={"crs": "EPSG:6677", "extent": [0, 0, 500, 100], "cell_size_m": 100},
        layers={"site": {"source": "a.gpkg"}},
        facility={"horizon_year": 2030},
        criteria=[
            {
                "id": "near",
                "type": "distance",
                "layer": "site",
                "value": {"function": "linear", "low": 1e3, "high": 0},
            }
        ],
    )
    with pytest.raises(InputError) as error:
        plan_of(path)
    assert_sentence(error, "site", "2030")
