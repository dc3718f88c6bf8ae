"""Stage of a run: spare capacity is allocated to the candidates of every horizon, and routes lead there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from osgeo import ogr
from shapely import wkb

from ..allocation.allocate import Task, allocate
from ..allocation.binding import reasons
from ..allocation.lines import LINE_FIELDS, line_rows
from ..allocation.model import Feed, Rules, make_sites
from ..allocation.reach import find_reach
from ..allocation.supply import supply_of
from ..criteria.connections import read_connections
from ..engine.compile import capacity_fields
from ..errors import InputError
from ..routes.run import ROUTE_FIELDS
from ..scenario.model import GridCapacityCriterion, Scenario
from ..sources.geometries import to_geometries
from ..tables import write_csv
from ..vectors import FieldSpec, LayerSpec, require_known_ending, write_layer
from .job import Job
from .made import Made
from .options import Outputs
from .result import AllocatedCandidate, AllocationTold, HorizonResult
from .routes import Ways, find_ways

#: Seconds that the solver may take at a horizon.
_SECONDS = 60.0
_HORIZON = FieldSpec("horizon", str)


def capacity_criterion(scenario: Scenario) -> GridCapacityCriterion | None:
    """The criterion whose layer holds the connections; None where a scenario has none."""
    return next((c for c in scenario.criteria if isinstance(c, GridCapacityCriterion)), None)


def check_allocation(scenario: Scenario, wanted: Outputs) -> None:
    """Look, before anything is computed, whether the allocation that is wanted can be made.

    Raises
    ------
    InputError
        When the scenario has no allocation, no candidates, no connections, or no routes where they are wanted.
    OutputError
        When the ending of a file is not known.
    """
    asked = [n for n in ("allocation", "routes", "ledger") if getattr(wanted, n)]
    for name in asked:
        if name != "ledger":
            require_known_ending(getattr(wanted, name))
    if not asked:
        return
    if scenario.allocation is None or scenario.candidates is None:
        missing = "allocation" if scenario.allocation is None else "candidates"
        raise InputError(
            f'The scenario has no "{missing}", so no {asked[0]} can be written; add that part, or leave the output out.'
        )
    if capacity_criterion(scenario) is None:
        raise InputError(
            f"The scenario has no criterion of type grid_capacity, whose layer holds the connections, so no {asked[0]} can "
            "be written; add one, or leave the output out."
        )
    if wanted.routes and scenario.allocation.routes is None:
        raise InputError(
            'The scenario has no "routes" in its "allocation", so no routes can be written; add that part, or leave the '
            "output out."
        )


def needs_allocation(job: Job) -> bool:
    """Whether a run allocates capacity."""
    scenario = job.scenario
    return bool(scenario.allocation and scenario.candidates and capacity_criterion(scenario))


def allocate_candidates(job: Job, results: list[HorizonResult]) -> list[HorizonResult]:
    """Allocate at each horizon for itself: its candidates, and the capacity that is there by its year."""
    out, all_made, all_ways = [], [], []
    for index, result in enumerate(results):
        made = _allocate(job, index, result)
        ways = find_ways(job, index, made) if result.candidates else None
        out.append(replace(result, allocation=_told(made, ways)))
        all_made.append(made)
        all_ways.append(ways)
        job.steps.at((index + 1) / len(results))
    _write(job, all_made, all_ways)
    return out


def _allocate(job: Job, index: int, result: HorizonResult) -> Made:
    scenario = job.at[index][1]
    spec, criterion = scenario.allocation, capacity_criterion(scenario)
    if spec is None or criterion is None:
        raise InputError("The allocation differs between horizons; give it to all of them or to none.")
    fields = capacity_fields(criterion)
    data = job.sources.vector(criterion.layer, scenario.layers[criterion.layer], fields=fields.wanted())
    connections = read_connections(data, fields)
    supply, rows = supply_of(data, connections)
    shapes = data.shapes.take(rows.keep)
    ground = to_geometries(shapes)
    regions = [wkb.loads(c.region.polygon_wkb()) for c in result.candidates]
    low, high = job.plan.horizons[index].settings.range
    score = [(c.region.score_mean - low) / (high - low) for c in result.candidates]
    demand = float(scenario.facility.demand_mw or 0)
    sites = make_sites(
        [str(c.rank) for c in result.candidates], [demand] * len(regions), np.clip(score, 0, None)
    )
    year = scenario.facility.horizon_year
    rules = Rules((year,) if year else (), spec.feeds, False, criterion.min_voltage_kv)
    task = Task(sites, supply, find_reach(regions, ground, spec.max_distance_m), rules)
    kv = connections.voltage_kv[rows.keep]
    return Made(
        result.id, task, allocate(task, _SECONDS), regions, ground, shapes, data.fid[rows.keep], kv, rows.published_mw
    )  # fmt: skip


def _told(made: Made, ways: Ways | None) -> AllocationTold:
    task, found = made.task, made.allocation
    by_site: dict[int, list[Feed]] = {}
    for feed in found.feeds:
        by_site.setdefault(feed.site, []).append(feed)
    why = reasons(task, found)
    sites = [
        AllocatedCandidate(
            int(task.sites.label[i]),
            float(task.sites.demand_mw[i]),
            float(found.served.get(i, 0)),
            [(task.supply.label[f.connection], f.metres) for f in by_site.get(i, [])],
            why[i],
            ways.told(i) if ways else [],
        )
        for i in range(task.sites.count)
    ]
    return AllocationTold(
        sites,
        made.ledger().rows(),
        float(sum(found.served.values())),
        found.total,
        found.bound,
        found.gap,
        ways.currency if ways else "",
    )


def _write(job: Job, made: list[Made], ways: list[Ways | None]) -> None:
    crs, tags = job.plan.grid.crs, tuple(job.tags().items())
    head = (_HORIZON,) if any(m.horizon for m in made) else ()
    if job.wanted.allocation:
        spec = LayerSpec("allocation", crs, ogr.wkbLineString, (*head, *LINE_FIELDS), tags)
        write_layer(job.aside["allocation"], spec, (row for m in made for row in _lines(m)))
    if job.wanted.routes:
        spec = LayerSpec("routes", crs, ogr.wkbLineString, (*head, *ROUTE_FIELDS), tags)
        write_layer(
            job.aside["routes"], spec, (_at(m, row) for m, w in zip(made, ways) if w for row in w.rows())
        )
    if job.wanted.ledger:
        columns = list(dict.fromkeys(c for m in made for c in m.ledger().columns()))
        listed = ({"horizon": m.horizon, **row} for m in made for row in m.ledger().rows())
        write_csv(job.aside["ledger"], ["horizon", *columns], listed)


def _lines(made: Made) -> Iterator[tuple[dict[str, Any], bytes | None]]:
    task = made.task
    ids = np.array([int(r) for r in task.sites.label], np.int64), made.fid
    rows = line_rows(
        task.sites, task.supply, task.rules, made.allocation.feeds, (made.sites, made.connections), ids, made.voltage_kv
    )  # fmt: skip
    return (_at(made, row) for row in rows)


def _at(made: Made, row: tuple[dict[str, Any], bytes | None]) -> tuple[dict[str, Any], bytes | None]:
    """A row with its horizon, where there are horizons."""
    return ({"horizon": made.horizon, **row[0]}, row[1]) if made.horizon else row
