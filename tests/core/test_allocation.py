"""The ledger of megawatts: capacity is spent once, as much of it as can be, and never more than there is."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog
from wattbit.core.allocation import contest
from wattbit.core.allocation.allocate import allocate
from wattbit.core.allocation.binding import binding
from wattbit.core.allocation.ledger import Ledger
from wattbit.core.allocation.model import Feed, LedgerError, Rules, make_sites
from wattbit.core.allocation.sums import largest_sum
from wattbit.core.allocation.verify import verify
from wattbit.core.allocation.years import parse_years
from wattbit.core.errors import InputError
from wattbit.tests.core.ledger_cases import (
    best_of_all,
    choices,
    decimal,
    group_cap,
    make_supply,
    random_task,
    side_by_side,
    worth_of,
)


def served(allocation):
    return {site: float(mw) for site, mw in allocation.served.items()}


def used(allocation):
    return [(f.site, f.connection, f.period) for f in allocation.feeds]


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_no_assignment_is_better_than_the_allocation(first):
    for seed in range(first, first + 50):
        task = random_task(seed)
        found = allocate(task)
        if math.prod(len(choices(task, i)) for i in range(task.sites.count)) > 5000:
            continue
        best = best_of_all(task)
        assert worth_of(task, found) == best, seed
        assert found.is_proven and found.gap == 0 and found.bound == pytest.approx(float(best[0])), seed


def test_capacity_spent_on_one_site_is_not_there_for_another():
    task = side_by_side([60, 50], make_supply([100]))
    assert served(allocate(task)) == {0: 60}


def test_two_small_sites_may_be_worth_more_than_one_large():
    task = side_by_side([60, 50, 50], make_supply([100]))
    assert served(allocate(task)) == {1: 50, 2: 50}


def test_scores_weigh_megawatts():
    task = side_by_side([60, 50, 50], make_supply([100]), weight=[1, 0.5, 0.5])
    found = allocate(task)
    assert served(found) == {0: 60} and found.total == 60 and found.bound == 60


def test_sites_without_worth_take_only_what_the_others_leave():
    task = side_by_side([60, 40, 50], make_supply([100]), weight=[1, 0, 0])
    assert served(allocate(task)) == {0: 60, 1: 40}
    task = side_by_side([60, 90], make_supply([100]), weight=[0.001, 0])
    assert served(allocate(task)) == {0: 60}


def test_among_equal_megawatts_the_shorter_connections_win():
    task = side_by_side([50, 50], make_supply([50, 50, 50]))
    assert sorted(f.connection for f in allocate(task).feeds) == [0, 1]


def test_banks_of_one_group_share_the_largest_of_them():
    task = side_by_side([60, 60, 60], make_supply([100, 80, 90], group=[7, 7, 3]))
    found = allocate(task)
    assert (
        len(found.served) == 2
    )  # one in group 7, whose three figures are one, and one at the other connection
    task = side_by_side([50, 50], make_supply([100, 80], group=[0, 0]))
    assert sum(allocate(task).served.values()) == 100


def test_capacity_serves_only_from_its_year_on_and_stays_allocated():
    supply = make_supply([50, 50], year=[2035, 2028])
    task = side_by_side([50], supply, years=(2028, 2035))
    # The nearer one comes later: power in 2028 counts for more than a shorter line, and is not moved in 2035.
    assert used(allocate(task)) == [(0, 1, 0)]
    assert used(allocate(side_by_side([50], supply, years=(2028,)))) == [(0, 1, 0)]
    assert used(allocate(side_by_side([50], supply, years=(2025,)))) == []
    assert used(allocate(side_by_side([50], supply))) == [(0, 0, 0)]  # no horizon: any year


def test_a_group_has_more_once_its_larger_bank_is_there():
    supply = make_supply([60, 100], year=[np.nan, 2030], group=[0, 0])
    task = side_by_side([50, 50], supply, years=(2028, 2030))
    assert [f.period for f in allocate(task).feeds] in ([0, 1], [1, 0])


def test_more_by_the_last_year_counts_for_more_than_earlier():
    # s0 could have 100 MW in 2028, but then s1 would never be served.
    supply = make_supply([100, 100], year=[2028, 2035])
    sites = make_sites(["s0", "s1"], [100, 90])
    task = side_by_side([100, 90], supply, years=(2028, 2030, 2035))
    near_only = task.reach.connection[task.reach.site == 1] == 0
    keep = np.r_[np.ones((task.reach.site == 0).sum(), bool), near_only]
    reach = replace(
        task.reach,
        site=task.reach.site[keep],
        connection=task.reach.connection[keep],
        metres=task.reach.metres[keep],
    )
    found = allocate(replace(task, sites=sites, reach=reach))
    assert sorted(used(found)) == [(0, 1, 2), (1, 0, 0)]


def test_a_site_with_a_year_takes_nothing_before_it():
    task = side_by_side([50], make_supply([50]), year=[2030], years=(2028, 2030))
    assert used(allocate(task)) == [(0, 0, 1)]


def test_two_feeds_come_from_two_groups_and_each_reserves_the_whole_demand():
    banks = make_supply([100, 100], group=[0, 0])
    assert not allocate(side_by_side([50], banks, feeds=2)).feeds
    apart = make_supply([100, 100, 100], group=[0, 0, 1])
    found = allocate(side_by_side([50, 50, 50], apart, feeds=2))
    assert sum(found.served.values()) == 100 and found.total == 100
    spent = [sum(f.mw for f in found.feeds if f.connection == k) for k in range(3)]
    assert spent[0] + spent[1] == 100 and spent[2] == 100


def test_unknown_capacity_never_serves():
    task = side_by_side([1], make_supply([np.nan]))
    assert not allocate(task).feeds
    assert binding(task, allocate(task)) == ["unknown capacity: c0"]


def test_sums_are_decimal_and_not_binary():
    # In binary 0.1 + 0.2 is more than 0.3.
    task = side_by_side([0.1, 0.2], make_supply([0.3]))
    assert sum(allocate(task).served.values()) == Fraction(3, 10)


def test_what_slips_through_a_solvers_tolerance_is_not_spent():
    task = side_by_side([50.00000001, 50.00000001], make_supply([100]))
    assert len(allocate(task).served) == 1
    task = side_by_side([33.333333333, 33.333333333, 33.333333335], make_supply([100]))
    assert len(allocate(task).served) == 2


@pytest.mark.parametrize("seed", range(60))
def test_more_capacity_never_serves_less(seed):
    task = random_task(seed)
    more = replace(task.supply, spare_mw=task.supply.spare_mw + 5)
    assert allocate(replace(task, supply=more)).total >= allocate(task).total


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_the_ledger_adds_up(seed):
    task = random_task(seed)
    found = allocate(task)
    nothing = np.full(task.supply.count, np.nan)
    ids = np.arange(task.supply.count)
    rows = Ledger(task.sites, task.supply, task.rules, found.feeds, ids, task.supply.spare_mw, nothing).rows()
    total = float(sum(found.served.values())) * task.rules.feeds
    assert sum(r["spent_mw"] for r in rows) == pytest.approx(total)
    for row in rows:
        if row["spare_mw"] is None:
            assert row["status"] == "unknown" and row["left_mw"] is None and row["spent_mw"] == 0
        else:
            assert row["left_mw"] == pytest.approx(row["spare_mw"] - row["spent_mw"]) and row["left_mw"] >= 0
        each = [float(v) for v in row["mw_each"].split("; ") if v]
        assert sum(each) == pytest.approx(row["spent_mw"])
        assert len(each) == len([n for n in row["by_whom"].split("; ") if n])


def best_in_part(task):
    """Largest weighted MW over every choice of connections, the MW of each by a linear program (one period)."""
    sites, supply, feeds = task.sites, task.supply, task.rules.feeds
    best = 0.0
    options = [{c[0] for c in choices(task, i) if c} | {()} for i in range(sites.count)]
    for picked in itertools.product(*options):
        rows = [[float(k in ks) for ks in picked] for k in range(supply.count)]
        caps = [0.0 if np.isnan(v) else v for v in supply.spare_mw]
        for g in set(supply.group.tolist()):
            rows.append([float(sum(supply.group[k] == g for k in ks)) for ks in picked])
            caps.append(float(group_cap(task, g, 0)))
        upper = [(0.0, d if len(ks) == feeds else 0.0) for d, ks in zip(sites.demand_mw, picked)]
        result = linprog(-sites.weight, A_ub=rows, b_ub=caps, bounds=upper)
        best = max(best, -result.fun)
    return best


@pytest.mark.parametrize("seed", range(0, 84, 7))
def test_in_part_no_split_is_better(seed):
    task = random_task(seed, is_partial=True)  # every seventh seed has no horizons: one period
    found = allocate(task)
    assert found.total == pytest.approx(best_in_part(task), abs=1e-5)
    assert found.bound == pytest.approx(found.total, abs=1e-5)


def test_in_part_the_whole_spare_is_used_and_may_grow():
    found = allocate(side_by_side([50], make_supply([33.3333333]), is_partial=True))
    assert found.served[0] == decimal(33.3333333)
    # Two banks of one group carry 100 MW together until a third of 200 MW is there.
    supply = make_supply([100, 80, 200], year=[np.nan, np.nan, 2030], group=[0, 0, 0])
    task = side_by_side([100, 80], supply, years=(2028, 2030), is_partial=True)
    found = allocate(task)
    by_period = [sum(f.mw for f in found.feeds if f.period == t) for t in (0, 1)]
    assert by_period == [100, 80]


@pytest.mark.parametrize(("feeds", "is_partial"), [(1, False), (2, False), (2, True)])
def test_when_time_is_short_the_bound_still_holds(monkeypatch, feeds, is_partial):
    monkeypatch.setattr(contest, "_FEW_COLUMNS", 0)
    monkeypatch.setattr(contest, "_MOST_COLUMNS", 0)  # every program counts as too large to solve whole
    r = np.random.default_rng(feeds)
    supply = make_supply(
        r.integers(40, 150, 8), group=[0, 0, 1, 2, 3, 4, 5, 5], year=r.choice([np.nan, 2030], 8)
    )
    task = side_by_side(r.integers(10, 70, 18), supply, weight=np.round(r.random(18), 2), years=(2028, 2030),
                        feeds=feeds, is_partial=is_partial)  # fmt: skip
    quick = allocate(task, 0.5)
    assert 0 < quick.total <= quick.bound
    monkeypatch.undo()
    whole = allocate(task, 1.5)
    assert quick.bound >= whole.total - 1e-6
    assert quick.total <= whole.bound + 1e-6


def test_two_runs_are_the_same():
    task = random_task(9)
    assert allocate(task) == allocate(task)


def test_an_allocation_that_breaks_a_rule_is_refused():
    task = side_by_side([60, 60], make_supply([100, 100], group=[0, 0], year=[np.nan, 2035]), years=(2028,))
    parts = task.sites, task.supply, task.reach, task.rules

    def feed(site, connection, mw=60, period=0):
        return Feed(site, connection, Fraction(mw), period, 0.0)

    verify(*parts, [feed(0, 0)])
    for wrong in (
        [feed(0, 0), feed(1, 0)],  # more than there is
        [feed(0, 1)],  # before its year
        [feed(0, 0, 50)],  # not whole
        [feed(0, 0), feed(0, 0)],  # twice
    ):
        with pytest.raises(LedgerError, match=r"fault of the program.*\.$"):
            verify(*parts, wrong)


def test_what_is_reserved_before_is_not_there_any_more():
    task = side_by_side([60], make_supply([100]))
    before = [Feed(0, 0, Fraction(50), 0, 0.0)]
    assert not allocate(task, before=before).feeds
    assert binding(task, allocate(task, before=before), before, {0: "the plant"}) == [
        "capacity taken by the plant"
    ]


@pytest.mark.parametrize(
    ("demand", "supply", "rules", "words"),
    [
        (50, make_supply([20, 30]), {}, "capacity: 50 MW asked, the most in reach is 30 MW (c1)"),
        (50, make_supply([80], kv=[20]), {}, "voltage: 60 kV class needed, the highest in reach is 20 kV (c0)"),
        (50, make_supply([80], year=[2036]), {"years": (2028, 2035)}, "year: the first, c0, is there from 2036, after 2035"),
        (50, make_supply([80, 90], group=[0, 0]), {"feeds": 2}, "no second group: c0, c1 alone"),
        (0, make_supply([80]), {}, "no demand"),
        (np.nan, make_supply([80]), {}, "demand unknown"),
        (50, make_supply([80]), {"reach": 10.0}, "no connection in reach: the nearest, c0, is 100 m away"),
    ],
)  # fmt: skip
def test_binding_names_what_stops_a_site(demand, supply, rules, words):
    task = side_by_side([demand], supply, **rules)
    assert binding(task, allocate(task)) == [words]


def test_binding_names_who_took_the_capacity():
    task = side_by_side([60, 50], make_supply([100]))
    assert binding(task, allocate(task)) == ["", "capacity taken by s0"]


def test_the_largest_sum_below_a_limit_is_that_of_all_subsets():
    r = np.random.default_rng(0)
    for _ in range(200):
        parts = r.integers(1, 30, r.integers(1, 7)).tolist()
        limit = int(r.integers(0, 90))
        subsets = itertools.chain.from_iterable(
            itertools.combinations(parts, n) for n in range(len(parts) + 1)
        )
        best = max(s for s in map(sum, subsets) if s <= limit)
        found = largest_sum(parts, limit)
        assert found == best or (sum(parts) <= limit and found == limit)


def test_demands_and_scores_that_cannot_be_are_refused():
    with pytest.raises(InputError, match=r"site a .* demand of -5 MW.*\.$"):
        make_sites(["a"], [-5.0])
    with pytest.raises(InputError, match=r"site a .* score of -1;.*\.$"):
        make_sites(["a"], [5.0], [-1.0])


def test_horizons_are_years():
    assert parse_years(" 2035, 2028;2030 2028") == (2028, 2030, 2035)
    assert parse_years(None) == parse_years("  ") == ()
    with pytest.raises(InputError, match="'30'"):
        parse_years("2028,30")
    assert Rules((2028, 2035)).first_period(np.array([np.nan, 2020, 2028, 2029, 2036])).tolist() == [
        0,
        0,
        0,
        1,
        2,
    ]
