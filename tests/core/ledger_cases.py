"""Small random allocations, and the best of them by trying every assignment: a reference that shares no code."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
from shapely.geometry import Point
from wattbit.core.allocation.allocate import Task
from wattbit.core.allocation.model import Rules, Supply, make_sites
from wattbit.core.allocation.reach import find_reach

#: Least class in kV by demand in MW, from the generic steps: under 2 MW 6, under 10 MW 20, else 60.
STEPS = ((2, 6), (10, 20), (np.inf, 60))
YEARS = (2028, 2030, 2035)


def make_supply(spare, *, year=None, group=None, kv=None, names=None):
    """Connections of so many MW; each its own group, of 66 kV and there already, unless told otherwise."""
    n = len(spare)
    group = list(range(n)) if group is None else group
    names = names or [f"c{i}" for i in range(n)]
    return Supply(
        tuple(names),
        np.asarray(spare, float),
        np.full(n, np.nan) if year is None else np.asarray(year, float),
        np.asarray(group, np.int64),
        np.full(n, 60.0) if kv is None else np.asarray(kv, float),
        (None,) * n,
        True,
        tuple(f"g{g}" if list(group).count(g) > 1 else "" for g in group),
    )


def make_task(sites, supply, places, *, reach=1e9, **rules):
    """A task of points: ``places`` are those of the sites and of the connections."""
    at = [[Point(*xy) for xy in part] for part in places]
    return Task(sites, supply, find_reach(at[0], at[1], reach), Rules(**rules))


def side_by_side(demand, supply, *, weight=None, year=None, **rules):
    """A task in which every site reaches every connection, the first ones shortest."""
    sites = make_sites([f"s{i}" for i in range(len(demand))], demand, weight, year)
    places = [(0.0, 0.0)] * len(demand), [(100.0 * (k + 1), 0.0) for k in range(supply.count)]
    return make_task(sites, supply, places, **rules)


def random_task(seed, *, is_partial=False):
    """Up to five sites and four connections with groups, years, voltages, unknowns and ties."""
    r = np.random.default_rng(seed)
    n, m = int(r.integers(1, 6)), int(r.integers(1, 5))
    sites = make_sites(
        [f"s{i}" for i in range(n)],
        r.choice([10, 20, 30, 40, 55.5, 0.1, 0.2], n),
        r.choice([0, 0.3, 0.5, 1], n) if seed % 3 else None,
        r.choice([np.nan, 2028, 2030, 2035, 2050], n) if seed % 2 else None,
    )
    supply = make_supply(
        r.choice([0, 20, 40, 60, 100, np.nan, 0.3, 55.5], m),
        year=r.choice([np.nan, 2028, 2030, 2035, 2040], m),
        group=r.integers(0, m, m) if seed % 4 else None,
        kv=r.choice([20.0, 60.0, 140.0], m),
    )
    years = YEARS[: int(r.integers(1, 4))] if seed % 7 else ()
    places = r.integers(0, 6, (n, 2)) * 1000.0, r.integers(0, 6, (m, 2)) * 1000.0
    feeds = int(r.integers(1, 3))
    return make_task(sites, supply, places, reach=6000.0, years=years, feeds=feeds, is_partial=is_partial)


def decimal(value):
    return Fraction(str(float(value)))


def choices(task, site):
    """Every way to serve a site: None, or (connections, period)."""
    demand, supply, rules = task.sites.demand_mw[site], task.supply, task.rules
    reach = {int(k) for i, k in zip(task.reach.site, task.reach.connection) if i == site}
    least = next(kv for below, kv in STEPS if demand < below)
    out = [None]
    for ks in itertools.combinations(sorted(reach), rules.feeds):
        if len({supply.group[k] for k in ks}) < rules.feeds:
            continue
        if any(np.isnan(supply.spare_mw[k]) or supply.voltage_class[k] < least for k in ks):
            continue
        for period, year in enumerate(rules.years or (9999,)):
            late = rules.years and (task.sites.year[site] > year or any(supply.year[k] > year for k in ks))
            if not late:
                out.append((ks, period))
    return out


def group_cap(task, group, period):
    """Largest known spare of a group's connections that are there in a period."""
    supply, years = task.supply, task.rules.years
    there = [
        decimal(supply.spare_mw[k])
        for k in range(supply.count)
        if supply.group[k] == group
        and not np.isnan(supply.spare_mw[k])
        and not (years and supply.year[k] > years[period])
    ]
    return max(there, default=Fraction(0))


def holds(task, assignment):
    """Whether an assignment, a choice a site, spends no more than there is anywhere at any time."""
    at, of = {}, {}
    for site, choice in enumerate(assignment):
        for k in choice[0] if choice else ():
            mw = decimal(task.sites.demand_mw[site])
            at[k] = at.get(k, 0) + mw
            for period in range(choice[1], task.rules.periods):
                key = task.supply.group[k], period
                of[key] = of.get(key, 0) + mw
    return all(mw <= decimal(task.supply.spare_mw[k]) for k, mw in at.items()) and all(
        mw <= group_cap(task, *key) for key, mw in of.items()
    )


def lengths(task):
    return {(int(i), int(k)): d for i, k, d in zip(task.reach.site, task.reach.connection, task.reach.metres)}


def worth(task, served, feeds):
    """Weighted MW; MW of sites of weight 0; weighted MW-years before the last horizon; metres saved.

    ``served`` is MW by site, ``feeds`` are (site, connection, MW, period).
    """
    weight = task.sites.weight
    least = min((w for w in weight if w > 0), default=1.0)
    total = sum((decimal(weight[i]) * mw for i, mw in served.items()), Fraction(0))
    rest = sum((mw for i, mw in served.items() if weight[i] == 0), Fraction(0))
    early = sum(
        (weight[i] or least / 1000) * float(mw) * (task.rules.periods - 1 - t) for i, _, mw, t in feeds
    )
    short = -sum(lengths(task)[i, k] for i, k, _, _ in feeds)
    return total, rest, round(early / task.rules.feeds, 6), round(short, 5)


def best_of_all(task):
    """The largest worth over every assignment that holds."""
    best = None
    for assignment in itertools.product(*(choices(task, i) for i in range(task.sites.count))):
        if holds(task, assignment):
            mw = {i: decimal(task.sites.demand_mw[i]) for i, c in enumerate(assignment) if c}
            feeds = [(i, k, mw[i], c[1]) for i, c in enumerate(assignment) if c for k in c[0]]
            value = worth(task, mw, feeds)
            best = value if best is None else max(best, value)
    return best


def worth_of(task, allocation):
    """The worth of an allocation, in the same terms."""
    feeds = [(f.site, f.connection, f.mw, f.period) for f in allocation.feeds]
    return worth(task, allocation.served, feeds)
