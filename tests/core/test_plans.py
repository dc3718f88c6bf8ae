"""Plans of data centres, grid and network: in which year they agree, and what a plan waits for."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point
from wattbit.core.allocation.model import make_sites
from wattbit.core.allocation.reach import find_reach
from wattbit.core.errors import InputError
from wattbit.core.plans.consistency import Plans, Status, check_plans, year_table
from wattbit.core.plans.network import Network, Path, Service, read_network, serve
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.layers import PLANE, spatial_reference, write_vector
from wattbit.tests.core.ledger_cases import make_supply

ALREADY, NEVER = -np.inf, np.inf


def plans(mw, year, supply, network=None, horizons=(2028, 2030, 2035), **more):
    """Plans that all reach every connection, the first ones shortest; ``network`` is the year of each."""
    sites = make_sites([f"p{i}" for i in range(len(mw))], mw, None, year)
    at = [Point(0, 0)] * len(mw), [Point(100.0 * (k + 1), 0) for k in range(supply.count)]
    services = None if network is None else [Service(y, "ix", 1.0) for y in network]
    return Plans(sites, supply, find_reach(*at, 1e9), services, horizons, **more)


def statuses(given):
    return [r.status.value if r.status else None for r in check_plans(given)]


def test_a_plan_is_served_when_grid_and_network_both_are_there():
    found = check_plans(plans([50], [2028], make_supply([50], year=[2030]), [2035]))[0]
    assert (found.status, found.earliest_year, found.connection) == (Status.WAITS_BOTH, 2035, "c0")
    assert found.waits_for == "grid: c0 from 2030; network: ix from 2035"


def test_the_status_is_that_of_the_plans_own_year():
    supply = make_supply([100], year=[2029])
    given = plans([10] * 5, [2028, 2029, 2030, 2030, 2036], supply, [ALREADY, ALREADY, 2035, NEVER, ALREADY])
    assert statuses(given) == ["waits_grid", "served", "waits_network", "unserved", "unserved"]
    assert [r.earliest_year for r in check_plans(given)] == [2030, 2030, 2035, None, None]


def test_a_plan_is_not_served_before_its_own_year():
    found = check_plans(plans([50], [2030], make_supply([50])))[0]
    assert (found.status, found.earliest_year, found.waits_for) == (Status.SERVED, 2030, "")


def test_earlier_plans_take_capacity_first():
    assert statuses(plans([90, 60], [2030, 2028], make_supply([100]))) == ["unserved", "served"]
    # Even what they can take only later: the plan of 2028 waits for all of the larger bank.
    banks = make_supply([60, 100], year=[np.nan, 2030], group=[0, 0])
    found = check_plans(plans([100, 60], [2028, 2029], banks))
    assert [r.status for r in found] == [Status.WAITS_GRID, Status.UNSERVED]
    assert found[1].waits_for == "grid: capacity taken by p0"


def test_plans_of_one_year_share_so_that_most_is_served():
    assert statuses(plans([60, 50, 50], [2028] * 3, make_supply([100]))) == ["unserved", "served", "served"]


def test_plans_without_a_year_come_last():
    assert statuses(plans([60, 60], [np.nan, 2035], make_supply([60]))) == ["unserved", "served"]
    found = check_plans(plans([60], [np.nan], make_supply([60])))[0]
    assert (found.status, found.earliest_year) == (Status.SERVED, 2028)


def test_a_plan_of_unknown_megawatts_is_not_assessed():
    given = plans([np.nan, 50], [2028, 2028], make_supply([50]))
    found = check_plans(given)
    assert found[0].status is None and found[0].waits_for == "MW unknown"
    assert [row["planned_mw"] for row in year_table(given, found)] == [50, 50, 50]


def test_the_table_sums_megawatts_by_year():
    supply = make_supply([50, 30, 20], year=[np.nan, 2030, 2036])
    given = plans([50, 30, 20], [2028, 2028, 2030], supply, [2030, ALREADY, 2035])
    assert year_table(given, check_plans(given)) == [
        {"year": 2028, "planned_mw": 80, "served_mw": 0, "waiting_grid_mw": 30, "waiting_network_mw": 50},
        {"year": 2030, "planned_mw": 100, "served_mw": 80, "waiting_grid_mw": 20, "waiting_network_mw": 20},
        {"year": 2035, "planned_mw": 100, "served_mw": 80, "waiting_grid_mw": 20, "waiting_network_mw": 0},
    ]


def test_what_stops_a_plan_is_told_as_in_an_allocation():
    found = check_plans(plans([50], [2028], make_supply([np.nan])))[0]
    assert found.waits_for == "grid: unknown capacity: c0"


@pytest.mark.parametrize(("feeds", "status"), [(1, "served"), (2, "unserved")])
def test_two_feeds_ask_for_two_groups(feeds, status):
    assert statuses(plans([50], [2028], make_supply([50, 50], group=[0, 0]), feeds=feeds)) == [status]


def test_the_round_trip_is_that_of_the_latency_criterion():
    # 100 km x 1.4 x 4.897 us, there and back, and 50 us of equipment each way.
    assert Path().rtt_ms(np.array([100_000.0]), np.array([50.0]))[0] == pytest.approx(
        2 * (685.58 + 50) / 1000
    )


def test_the_network_serves_from_the_first_node_that_is_near_enough():
    nodes = Network(
        ("near, late", "far, now", "line"),
        [Point(10_000, 0), Point(100_000, 0), LineString([(0, 50_000), (9, 50_000)])],
        np.array([2032.0, np.nan, 2029.0]),
        np.zeros(3),
    )
    ms = Path().rtt_ms(np.array([10_000.0, 50_000.0, 100_000.0]), np.zeros(3))
    found = serve([Point(0, 0)] * 4, np.array([ms[0], ms[1], np.nan, 0.01]), nodes, Path())
    assert [(s.year, s.node) for s in found] == [
        (2032, "near, late"), (2029, "line"), (ALREADY, "far, now"), (NEVER, "near, late")
    ]  # fmt: skip


def test_what_an_import_of_openstreetmap_holds_besides_is_no_node(tmp_path):
    kinds = ("ix", "substation", "plant", "line", "fibre", "data_centre", "exchange")
    rows = [(Point(i, 0), {"kind": kind, "name": kind}) for i, kind in enumerate(kinds)]
    source = VectorSource(parse_uri(write_vector(tmp_path / "network.gpkg", rows)), name="network")
    network, remarks = read_network(source, spatial_reference(PLANE).ExportToWkt(), None)
    assert network.label == ("ix", "exchange")
    assert "5 feature(s)" in remarks[0]
    source = VectorSource(parse_uri(write_vector(tmp_path / "power.gpkg", rows[1:4])), name="power")
    with pytest.raises(InputError, match="has no node of the network, but only line, plant, substation"):
        read_network(source, spatial_reference(PLANE).ExportToWkt(), None)
