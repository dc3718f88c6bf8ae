"""In which year grid and network both serve a plan, and what it waits for."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from ..allocation.allocate import Task, allocate
from ..allocation.binding import binding
from ..allocation.model import TIME_LIMIT_S, Feed, Reach, Rules, Sites, Supply
from .network import Service


class Status(str, Enum):
    """How a plan stands in its own year."""

    SERVED = "served"
    WAITS_GRID = "waits_grid"
    WAITS_NETWORK = "waits_network"
    WAITS_BOTH = "waits_both"
    UNSERVED = "unserved"


@dataclass(frozen=True)
class Plans:
    """The plans of all sides.

    Attributes
    ----------
    sites : Sites
        Data-centre plans with their MW and year; a year of NaN: wanted from the first horizon on,
        behind all plans that have one.
    supply : Supply
    reach : Reach
    network : list of Service or None
        What the network offers each plan; None: no network is asked.
    horizons : tuple of int
        Rising, at least one.
    feeds : int
    min_voltage_kv : float or None
    """

    sites: Sites
    supply: Supply
    reach: Reach
    network: list[Service] | None
    horizons: tuple[int, ...]
    feeds: int = 1
    min_voltage_kv: float | None = None

    def wanted(self) -> np.ndarray:
        """Year from which each plan is wanted."""
        return np.where(np.isnan(self.sites.year), self.horizons[0], self.sites.year)


@dataclass(frozen=True)
class PlanResult:
    """How one plan fares.

    Attributes
    ----------
    status : Status or None
        None where its MW are not known.
    earliest_year : int or None
        First horizon in which grid and network both serve it.
    waits_for : str
        What it waits for in its own year; empty where it is served.
    connection : str
        What serves it, at whatever time; empty where nothing does.
    grid_year, network_year : float
        From when each serves it; infinity: never. Minus infinity: the network does already.
    """

    status: Status | None
    earliest_year: int | None
    waits_for: str
    connection: str
    grid_year: float
    network_year: float


def check_plans(plans: Plans, seconds: float = TIME_LIMIT_S) -> list[PlanResult]:
    """Hold every plan against grid and network.

    Grid capacity is spent as in an allocation, plans of an earlier year first: what they take, at
    whatever time, is not there for later ones.
    """
    timeline = _timeline(plans)
    rules = Rules(timeline, plans.feeds, False, plans.min_voltage_kv)
    task = Task(replace(plans.sites, year=plans.wanted()), plans.supply, plans.reach, rules)
    feeds: list[Feed] = []
    reasons = [""] * plans.sites.count
    names = dict(enumerate(plans.sites.label))
    classes = _classes(plans)
    for of_year in classes:
        part = replace(task, sites=_only(task.sites, of_year))
        found = allocate(part, seconds / len(classes), before=feeds)
        told = binding(part, found, feeds, names)
        for i in np.flatnonzero(of_year).tolist():
            reasons[i] = told[i]
        feeds += found.feeds
    by_site: dict[int, list[Feed]] = {}
    for feed in feeds:
        by_site.setdefault(feed.site, []).append(feed)
    return [_result(plans, timeline, i, by_site.get(i, []), reasons[i]) for i in range(plans.sites.count)]


def _timeline(plans: Plans) -> tuple[int, ...]:
    """Horizons and the plans' own years up to the last of them: a plan's status is that of its own year."""
    own = {int(y) for y in plans.wanted().tolist() if y <= plans.horizons[-1]}
    return tuple(sorted(own | set(plans.horizons)))


def _classes(plans: Plans) -> list[np.ndarray]:
    """Plans of one year at a time, the earliest first; those after the last horizon spend nothing."""
    year = plans.sites.year
    known = [year == y for y in np.unique(year[~np.isnan(year)]) if y <= plans.horizons[-1]]
    return [*known, np.isnan(year)] if np.isnan(year).any() else known


def _only(sites: Sites, keep: np.ndarray) -> Sites:
    """The same sites, of which only some ask for anything."""
    return replace(sites, demand_mw=np.where(keep, sites.demand_mw, 0.0))


def _result(plans: Plans, timeline: tuple[int, ...], i: int, feeds: list[Feed], reason: str) -> PlanResult:
    own = float(plans.wanted()[i])
    grid = float(timeline[min(f.period for f in feeds)]) if feeds else math.inf
    service = plans.network[i] if plans.network is not None else Service(-math.inf, "", 0.0)
    connection = "; ".join(plans.supply.label[f.connection] for f in feeds)
    if math.isnan(plans.sites.demand_mw[i]):
        return PlanResult(None, None, "MW unknown", "", math.inf, service.year)
    both = max(own, grid, service.year)
    earliest = next((h for h in plans.horizons if h >= both), None)
    waits = [
        *([_grid_words(connection, grid, reason)] if grid > own else []),
        *([_network_words(service)] if service.year > own else []),
    ]
    if own > plans.horizons[-1]:
        waits = [f"its own year {own:g}, after the last horizon {plans.horizons[-1]}"]
    return PlanResult(
        _status(earliest, grid > own, service.year > own), earliest, "; ".join(waits), connection, grid, service.year
    )  # fmt: skip


def _status(earliest: int | None, lacks_grid: bool, lacks_network: bool) -> Status:
    if earliest is None:
        return Status.UNSERVED
    if lacks_grid:
        return Status.WAITS_BOTH if lacks_network else Status.WAITS_GRID
    return Status.WAITS_NETWORK if lacks_network else Status.SERVED


def _grid_words(connection: str, year: float, reason: str) -> str:
    return f"grid: {connection} from {year:g}" if math.isfinite(year) else f"grid: {reason}"


def _network_words(service: Service) -> str:
    if math.isfinite(service.year):
        return f"network: {service.node} from {service.year:g}"
    return f"network: none near enough, the best is {service.node} with {service.rtt_ms:.3g} ms"


#: Columns of the table.
COLUMNS = ("year", "planned_mw", "served_mw", "waiting_grid_mw", "waiting_network_mw")


def year_table(plans: Plans, results: list[PlanResult]) -> list[dict[str, float]]:
    """MW by horizon: planned by then, served by both, waiting for the grid, waiting for the network.

    A plan that waits for both counts in both of the last columns. Plans of unknown MW are left out.
    """
    rows = []
    for year in plans.horizons:
        row = dict.fromkeys(COLUMNS[1:], 0.0)
        for mw, own, r in zip(plans.sites.demand_mw.tolist(), plans.wanted().tolist(), results):
            if own > year or r.status is None:
                continue
            has_grid, has_network = r.grid_year <= year, r.network_year <= year
            row["planned_mw"] += mw
            row["served_mw"] += mw * (has_grid and has_network)
            row["waiting_grid_mw"] += mw * (not has_grid)
            row["waiting_network_mw"] += mw * (not has_network)
        rows.append({"year": year, **row})
    return rows
