"""What an allocation says of each site."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from ..vectors import FieldSpec
from .allocate import Task
from .ledger import start_year
from .model import Allocation, Feed, exact

#: Fields that the sites are given.
SITE_FIELDS = (
    FieldSpec("demand_mw", float),
    FieldSpec("served_mw", float),
    FieldSpec("unmet_mw", float),
    FieldSpec("served_from", int),
    FieldSpec("connection", str),
    FieldSpec("connection_m", float),
    FieldSpec("binding", str),
)
NO_GEOMETRY = "no geometry"


def site_rows(task: Task, allocation: Allocation, binding: list[str]) -> list[dict[str, Any]]:
    """A row a site: its demand, what it is served and lacks, from when, by what, and what binds."""
    by_site: defaultdict[int, list[Feed]] = defaultdict(list)
    for feed in allocation.feeds:
        by_site[feed.site].append(feed)
    return [_row(task, allocation, i, by_site.get(i, []), binding[i]) for i in range(task.sites.count)]


def _row(task: Task, allocation: Allocation, site: int, feeds: list[Feed], binding: str) -> dict[str, Any]:
    demand = float(task.sites.demand_mw[site])
    served = allocation.served.get(site, Fraction(0))
    row: dict[str, Any] = {"served_mw": float(served), "binding": binding or None}
    if demand == demand:
        row.update(demand_mw=demand, unmet_mw=float(exact(demand) - served))
    if feeds:
        nearest = {f.connection: f.metres for f in feeds}
        first = min(f.period for f in feeds)
        years = task.supply.year[sorted(nearest)]
        row.update(
            served_from=start_year(first, task.rules, years),
            connection="; ".join(task.supply.label[k] for k in nearest),
            connection_m=min(nearest.values()),
        )
    return row
