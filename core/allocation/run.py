"""Allocate from layers to layers: read, allocate, say what binds, write lines, sites and ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from osgeo import ogr

from ..criteria.connections import CapacityFields
from ..errors import InputError
from ..outputs import OutputSet, outputs
from ..progress import Progress, Steps
from ..provenance import Input, raster_metadata
from ..sources.features import read_features
from ..sources.plane import Plane, common_plane
from ..sources.vector import VectorSource
from ..tables import write_csv
from ..vectors import LayerSpec, require_known_ending, write_layer
from .allocate import Task, allocate
from .binding import binding
from .ledger import Ledger
from .lines import LINE_FIELDS, line_rows
from .model import TIME_LIMIT_S, Allocation, Rules
from .reach import find_reach
from .site_layer import SiteFields, SiteLayer, read_sites
from .site_rows import NO_GEOMETRY, SITE_FIELDS, site_rows
from .supply_layer import SupplyLayer, read_supply


@dataclass(frozen=True)
class Request:
    """What to allocate.

    Attributes
    ----------
    sites, capacity : VectorSource
    site_fields : SiteFields
    capacity_fields : CapacityFields
    rules : Rules
    max_distance_m : float
    seconds : float
        Time for the solver.
    site_ids, capacity_ids : int64 array or None
        Ids by which the user knows the features, where a layer is a copy that numbers them from 1.
    """

    sites: VectorSource
    capacity: VectorSource
    site_fields: SiteFields
    capacity_fields: CapacityFields
    rules: Rules
    max_distance_m: float
    seconds: float = TIME_LIMIT_S
    site_ids: np.ndarray | None = None
    capacity_ids: np.ndarray | None = None

    def problems(self) -> list[str]:
        """What is wrong with the figures, a sentence each."""
        rules = (
            (self.max_distance_m > 0, "MAX_DISTANCE must be above 0 m."),
            (self.rules.feeds in (1, 2), "FEEDS must be 1, or 2 for N-1."),
            (self.seconds > 0, "TIME_LIMIT must be above 0 s."),
            (
                self.site_fields.demand_mw is None or self.site_fields.demand_mw > 0,
                "DEMAND_MW must be above 0 MW; leave it blank where a field tells the demand.",
            ),
        )
        return [text for holds, text in rules if not holds]


@dataclass(frozen=True)
class Targets:
    """Paths to write; None for what is not wanted."""

    lines: str | None = None
    sites: str | None = None
    ledger: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes
    ----------
    task : Task
    allocation : Allocation
    binding : list of str
        What binds each site, empty where nothing does.
    remarks : list of str
        What a reader must know.
    """

    task: Task
    allocation: Allocation
    binding: list[str]
    remarks: list[str] = field(default_factory=list)

    @property
    def served_mw(self) -> float:
        """MW served by the last horizon."""
        return float(sum(self.allocation.served.values()))

    @property
    def asked_mw(self) -> float:
        """MW asked for by all sites whose demand is known."""
        return float(np.nansum(self.task.sites.demand_mw))


@dataclass(frozen=True)
class _Layers:
    plane: Plane
    sites: SiteLayer
    supply: SupplyLayer


def run_allocation(
    request: Request, targets: Targets, inputs: list[Input], progress: Progress | None = None
) -> Outcome:
    """Allocate the capacity of one layer to the sites of another.

    Raises
    ------
    InputError
        When a layer, field or figure cannot be used.
    OutputError
        When a result cannot be written; nothing is written then.
    """
    if request.problems():
        raise InputError(" ".join(request.problems()))
    for path in filter(None, (targets.lines, targets.sites)):
        require_known_ending(path)
    steps = Steps(progress)
    steps.phase("Reading sites and connections", 0.2)
    plane = common_plane(request.sites, request.capacity)
    layers = _Layers(
        plane,
        read_sites(request.sites, plane.crs, request.site_fields, request.site_ids),
        read_supply(request.capacity, plane.crs, request.capacity_fields, request.capacity_ids),
    )
    with outputs() as files:
        outcome = _solve(request, layers, steps)
        steps.phase("Writing", 1.0)
        _write(files, request, targets, layers, (outcome, inputs))
        steps.at(1.0)
    return outcome


def _solve(request: Request, layers: _Layers, steps: Steps) -> Outcome:
    reach = find_reach(layers.sites.geometries, layers.supply.geometries, request.max_distance_m)
    task = Task(layers.sites.sites, layers.supply.supply, reach, request.rules)
    steps.phase("Allocating grid capacity", 0.9)

    def report(share: float, text: str) -> bool:
        steps.at(share)
        return True

    allocation = allocate(task, request.seconds, progress=report)
    remarks = [
        *([layers.plane.remark] if layers.plane.remark else []),
        *layers.sites.remarks,
        *layers.supply.remarks,
    ]
    return Outcome(task, allocation, binding(task, allocation), remarks)


def _write(
    files: OutputSet, request: Request, targets: Targets, layers: _Layers, result: tuple[Outcome, list[Input]]
) -> None:
    outcome, inputs = result
    tags = tuple(raster_metadata(None, inputs).items())
    if targets.lines:
        write_lines(
            files.aside(targets.lines), layers.plane.crs, (layers.sites, layers.supply), outcome, tags
        )
    if targets.sites:
        _write_sites(files.aside(targets.sites), request.sites, layers.sites, outcome, tags)
    if targets.ledger:
        ledger = ledger_of(layers.supply, outcome.task, outcome.allocation)
        write_csv(files.aside(targets.ledger), ledger.columns(), ledger.rows())


def ledger_of(supply: SupplyLayer, task: Task, allocation: Allocation) -> Ledger:
    """The ledger of an allocation."""
    return Ledger(
        task.sites, task.supply, task.rules, allocation.feeds, supply.fid, supply.published_mw, supply.voltage_kv
    )  # fmt: skip


def write_lines(
    path: Path,
    crs: str,
    layers: tuple[SiteLayer, SupplyLayer],
    outcome: Outcome,
    tags: tuple[tuple[str, str], ...],
) -> None:
    """Write the lines of an allocation."""
    sites, supply = layers
    rows = line_rows(
        outcome.task.sites, outcome.task.supply, outcome.task.rules, outcome.allocation.feeds,
        (sites.geometries, supply.geometries), (sites.fid, supply.fid), supply.voltage_kv,
    )  # fmt: skip
    write_layer(path, LayerSpec("allocation", crs, ogr.wkbLineString, LINE_FIELDS, tags), rows)


def _write_sites(
    path: Path, source: VectorSource, sites: SiteLayer, outcome: Outcome, tags: tuple[tuple[str, str], ...]
) -> None:
    """Write the sites as they are, with what came of each."""
    table = read_features(source)
    rows = site_rows(outcome.task, outcome.allocation, outcome.binding)
    found = dict(zip(sites.rows.tolist(), rows))
    for fid in table.fid.tolist():
        found.setdefault(fid, {"served_mw": 0.0, "binding": NO_GEOMETRY})
    fields, features = table.with_fields(SITE_FIELDS, found)
    write_layer(path, LayerSpec("sites", table.crs, table.geometry, fields, tags), features)
