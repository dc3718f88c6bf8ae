"""The check after the solve: every rule of an allocation, in exact arithmetic, whoever made it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

from .book import group_limits
from .judge import judge
from .model import Feed, LedgerError, Reach, Rules, Sites, Supply, exact


def verify(
    sites: Sites,
    supply: Supply,
    reach: Reach,
    rules: Rules,
    feeds: Iterable[Feed],
    before: Iterable[Feed] = (),
) -> None:
    """Check an allocation.

    Every feed is a pair in reach with known capacity, voltage and year; every site is served whole
    (or at most its demand) by as many connections of different groups as asked; no connection and
    no group carries more than it has in any period.

    Raises
    ------
    LedgerError
        On the first rule that does not hold.
    """
    listed = list(feeds)
    _check_pairs(sites, supply, reach, rules, listed)
    _check_sites(sites, supply, rules, listed)
    _check_accounts(supply, rules, [*before, *listed])


def _check_pairs(sites: Sites, supply: Supply, reach: Reach, rules: Rules, feeds: list[Feed]) -> None:
    judged = judge(sites, supply, reach, rules)
    start = {
        (int(i), int(k)): int(s)
        for i, k, s, ok in zip(reach.site, reach.connection, judged.start, judged.is_usable)
        if ok
    }
    for feed in feeds:
        begins = start.get((feed.site, feed.connection), math.inf)
        if feed.period < begins or feed.period >= rules.periods:
            raise _fault(
                f"{sites.label[feed.site]} is given {supply.label[feed.connection]}, which cannot serve it then"
            )


def _check_sites(sites: Sites, supply: Supply, rules: Rules, feeds: list[Feed]) -> None:
    openings: defaultdict[tuple[int, int], list[Feed]] = defaultdict(list)
    served: defaultdict[int, Fraction] = defaultdict(Fraction)
    used: defaultdict[int, set[int]] = defaultdict(set)
    for feed in feeds:
        openings[feed.site, feed.period].append(feed)
        used[feed.site].add(feed.connection)
    for (site, _), found in openings.items():
        groups = {int(supply.group[f.connection]) for f in found}
        if len(found) != rules.feeds or len(groups) != rules.feeds or len({f.mw for f in found}) != 1:
            raise _fault(f"{sites.label[site]} has no {rules.feeds} equal feed(s) of different groups")
        served[site] += found[0].mw
    for site, mw in served.items():
        asked = exact(float(sites.demand_mw[site]))
        if mw <= 0 or mw > asked or (mw != asked and not rules.is_partial) or len(used[site]) != rules.feeds:
            raise _fault(f"{sites.label[site]} asks {float(asked):g} MW and is given {float(mw):g} MW")


def _check_accounts(supply: Supply, rules: Rules, feeds: list[Feed]) -> None:
    """Sums of their own, in fractions: nothing of how the allocation was found."""
    at: defaultdict[int, Fraction] = defaultdict(Fraction)
    of: defaultdict[tuple[int, int], Fraction] = defaultdict(Fraction)
    for feed in feeds:
        at[feed.connection] += feed.mw
        for period in range(feed.period, rules.periods):
            of[int(supply.group[feed.connection]), period] += feed.mw
    limits = group_limits(supply, rules)
    for connection, mw in at.items():
        if mw > exact(float(supply.spare_mw[connection])):
            raise _fault(f"more is spent at {supply.label[connection]} than it has")
    for (group, period), mw in of.items():
        if mw > exact(float(limits[group, period])):
            raise _fault(f"more is spent in {_group(supply, group)} than it has in period {period + 1}")


def _group(supply: Supply, number: int) -> str:
    return (
        next(n for n, g in zip(supply.group_name, supply.group.tolist()) if g == number) or f"group {number}"
    )


def _fault(what: str) -> LedgerError:
    return LedgerError(
        f"The allocation breaks its own rules: {what}; this is a fault of the program, so please report it with the input."
    )
