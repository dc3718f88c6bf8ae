"""Why a site is not served, or not served whole: what binds, in a few words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from .allocate import Task
from .judge import Judged, judge
from .model import Allocation, Feed, Reach, exact
from .reason import Reason

#: So many names are told; the others are counted.
_NAMES = 5
#: Stands for a site of another task.
_OTHERS = -1


def binding(
    task: Task, allocation: Allocation, before: Iterable[Feed] = (), names: dict[int, str] | None = None
) -> list[str]:
    """What binds each site in words, empty where it has all it asks: see ``reasons``."""
    return ["" if reason is None else str(reason) for reason in reasons(task, allocation, before, names)]


def reasons(
    task: Task, allocation: Allocation, before: Iterable[Feed] = (), names: dict[int, str] | None = None
) -> list[Reason | None]:
    """What binds each site, None where it has all it asks.

    The reasons are tried in this order, and the first that leaves no connection binds: no demand,
    no connection in reach (with the nearest), unknown capacity, voltage, capacity (too small for the
    demand), year, no second group. Where connections are left, others have taken what there is.

    Parameters
    ----------
    task : Task
    allocation : Allocation
    before : iterable of Feed
        Reserved by others; their sites are named by ``names``.
    names : dict of int to str or None
        Names of the sites of ``before``.
    """
    judged = judge(task.sites, task.supply, task.reach, task.rules)
    takers = [(f, f.site, task.sites.label[f.site]) for f in allocation.feeds]
    takers += [(f, _OTHERS, (names or {}).get(f.site, "others")) for f in before]
    taken: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for feed, taker, name in takers:
        taken[int(task.supply.group[feed.connection])].append((taker, name))
    first, last = _slices(task.reach, task.sites.count)
    out: list[Reason | None] = []
    for site in range(task.sites.count):
        served = allocation.served.get(site, Fraction(0))
        demand = float(task.sites.demand_mw[site])
        if demand == demand and served >= exact(demand) > 0:
            out.append(None)
        else:
            out.append(_reason(task, judged, slice(first[site], last[site]), site, taken))
    return out


def _slices(reach: Reach, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Where the pairs of each site begin and end."""
    sites = np.arange(count)
    return np.searchsorted(reach.site, sites), np.searchsorted(reach.site, sites, side="right")


def _reason(
    task: Task, judged: Judged, pairs: slice, site: int, taken: dict[int, list[tuple[int, str]]]
) -> Reason:
    demand = float(task.sites.demand_mw[site])
    if not demand > 0:
        return Reason("demand_unknown" if demand != demand else "no_demand")
    connection = task.reach.connection[pairs]
    if not len(connection):
        return _out_of_reach(task, site)
    keep = np.ones(len(connection), bool)
    for holds, sentence in (
        (judged.is_known[pairs], _unknown),
        (judged.is_strong[pairs], _voltage),
        (judged.is_enough[pairs], _capacity),
        (judged.start[pairs] < task.rules.periods, _year),
    ):
        if not (keep & holds).any():
            return sentence(task, judged, site, np.arange(pairs.start, pairs.stop)[keep])
        keep &= holds
    spare = task.supply.spare_mw[connection[keep]]
    if task.rules.is_partial and spare.max() < demand:
        return _capacity(task, judged, site, np.arange(pairs.start, pairs.stop)[keep])
    groups = set(task.supply.group[connection[keep]].tolist())
    if len(groups) < task.rules.feeds:
        return Reason(
            "no_second", {"connections": _names(task.supply.label[k] for k in connection[keep].tolist())}
        )
    return _taken(task, site, groups, taken)


def _out_of_reach(task: Task, site: int) -> Reason:
    nearest = int(task.reach.nearest[site])
    if nearest < 0:
        return Reason("nobody")
    metres = float(task.reach.nearest_m[site])
    return Reason("no_reach", {"connection": task.supply.label[nearest], "metres": metres})


def _unknown(task: Task, judged: Judged, site: int, pairs: np.ndarray) -> Reason:
    return Reason("unknown", {"connections": _labels(task, pairs)})


def _voltage(task: Task, judged: Judged, site: int, pairs: np.ndarray) -> Reason:
    have = task.supply.voltage_class[task.reach.connection[pairs]]
    told = {"needed": float(np.nanmin(judged.least_kv[pairs])), "connections": _labels(task, pairs)}
    if np.isnan(have).all():
        return Reason("voltage_unknown", told)
    return Reason("voltage", {**told, "highest": float(np.nanmax(have))})


def _capacity(task: Task, judged: Judged, site: int, pairs: np.ndarray) -> Reason:
    spare = task.supply.spare_mw[task.reach.connection[pairs]]
    best = int(task.reach.connection[pairs][np.argmax(spare)])
    asked = float(task.sites.demand_mw[site])
    return Reason(
        "capacity", {"asked": asked, "most": float(spare.max()), "connection": task.supply.label[best]}
    )


def _year(task: Task, judged: Judged, site: int, pairs: np.ndarray) -> Reason:
    wanted, last = float(task.sites.year[site]), task.rules.years[-1]
    if wanted > last:
        return Reason("site_late", {"year": wanted, "last": last})
    connection = task.reach.connection[pairs]
    first = int(connection[np.nanargmin(task.supply.year[connection])])
    year = float(task.supply.year[first])
    return Reason("year", {"connection": task.supply.label[first], "year": year, "last": last})


def _taken(task: Task, site: int, groups: set[int], taken: dict[int, list[tuple[int, str]]]) -> Reason:
    rivals = [name for g in sorted(groups) for taker, name in taken.get(g, ()) if taker != site]
    return Reason("taken", {"sites": _names(rivals)}) if rivals else Reason("ended")


def _labels(task: Task, pairs: np.ndarray) -> str:
    return _names(task.supply.label[k] for k in task.reach.connection[pairs].tolist())


def _names(names: Iterable[str]) -> str:
    """Names parted by commas, each once; many are cut short."""
    listed = list(dict.fromkeys(names))
    more = f" and {len(listed) - _NAMES} more" if len(listed) > _NAMES else ""
    return ", ".join(listed[:_NAMES]) + more
