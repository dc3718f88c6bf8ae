"""Hold plans against one another from layers to a layer and a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..allocation.model import TIME_LIMIT_S
from ..allocation.reach import find_reach
from ..allocation.site_layer import SiteFields, SiteLayer, read_sites
from ..allocation.site_rows import NO_GEOMETRY
from ..allocation.supply_layer import SupplyLayer, read_supply
from ..criteria.connections import CapacityFields
from ..errors import InputError
from ..outputs import outputs
from ..progress import Progress, Steps
from ..provenance import Input, raster_metadata
from ..sources.features import read_features
from ..sources.plane import common_plane
from ..sources.shapes import missing_field
from ..sources.vector import VectorSource
from ..tables import write_csv
from ..vectors import FieldSpec, LayerSpec, require_known_ending, write_layer
from .consistency import COLUMNS, PlanResult, Plans, check_plans, year_table
from .network import Network, Path, Service, read_network, serve

#: Fields that the plans are given.
PLAN_FIELDS = (
    FieldSpec("status", str),
    FieldSpec("earliest_year", int),
    FieldSpec("waits_for", str),
    FieldSpec("connection", str),
    FieldSpec("grid_year", int),
    FieldSpec("network_year", int),
    FieldSpec("network_node", str),
    FieldSpec("rtt_ms", float),
)
#: Fields that hold a plan's year where none is chosen.
YEAR_FIELDS = ("year", "year_available")


@dataclass(frozen=True)
class Request:
    """What to hold against what.

    Attributes
    ----------
    sites, capacity : VectorSource
    network : VectorSource or None
    site_fields : SiteFields
    rtt_field : str or None
        Most round trip that a plan stands, ms.
    capacity_fields : CapacityFields
    network_year_field : str or None
    path : Path
    max_distance_m : float
    horizons : tuple of int
        Empty: every year in which a plan is due or something comes.
    feeds : int
    seconds : float
    """

    sites: VectorSource
    capacity: VectorSource
    network: VectorSource | None
    site_fields: SiteFields
    rtt_field: str | None
    capacity_fields: CapacityFields
    network_year_field: str | None
    path: Path
    max_distance_m: float
    horizons: tuple[int, ...] = ()
    feeds: int = 1
    seconds: float = TIME_LIMIT_S

    def problems(self) -> list[str]:
        """What is wrong with the figures, a sentence each."""
        rules = (
            (self.max_distance_m > 0, "MAX_DISTANCE must be above 0 m."),
            (self.path.route_factor >= 1, "ROUTE_FACTOR must be at least 1."),
            (self.path.us_per_km > 0, "US_PER_KM must be above 0."),
            (
                self.rtt_field is None or self.network is not None,
                "RTT_FIELD is of no use without NETWORK; give the network plans, or leave it blank.",
            ),
        )
        return [text for holds, text in rules if not holds]


@dataclass(frozen=True)
class Outcome:
    """What came of it: a result a plan, the table, and what a reader must know."""

    plans: Plans
    results: list[PlanResult]
    table: list[dict[str, float]]
    remarks: list[str] = field(default_factory=list)


def run_plans(
    request: Request, target: str, table: str | None, inputs: list[Input], progress: Progress | None = None
) -> Outcome:
    """Hold data-centre, grid and network plans against one another.

    Raises
    ------
    InputError
        When a layer, field or figure cannot be used.
    OutputError
        When a result cannot be written; nothing is written then.
    """
    if request.problems():
        raise InputError(" ".join(request.problems()))
    require_known_ending(target)
    steps = Steps(progress)
    steps.phase("Reading the plans", 0.3)
    plans, sites, remarks = _read(request)
    steps.phase("Holding plans against grid and network", 0.9)
    results = check_plans(plans, request.seconds)
    outcome = Outcome(plans, results, year_table(plans, results), remarks)
    steps.phase("Writing", 1.0)
    with outputs() as files:
        features = read_features(request.sites)
        services = [None] * len(results) if plans.network is None else [*plans.network]
        rows = {fid: _row(r, s) for fid, r, s in zip(sites.rows.tolist(), results, services)}
        for fid in features.fid.tolist():
            rows.setdefault(fid, {"waits_for": NO_GEOMETRY})
        fields, listed = features.with_fields(PLAN_FIELDS, rows)
        tags = tuple(raster_metadata(None, inputs).items())
        spec = LayerSpec("plans", features.crs, features.geometry, fields, tags)
        write_layer(files.aside(target), spec, listed)
        if table:
            write_csv(files.aside(table), COLUMNS, outcome.table)
        steps.at(1.0)
    return outcome


def _read(request: Request) -> tuple[Plans, SiteLayer, list[str]]:
    plane = common_plane(request.sites, request.capacity)
    fields = request.site_fields
    sites = read_sites(request.sites, plane.crs, fields, year_fields=YEAR_FIELDS)
    supply = read_supply(request.capacity, plane.crs, request.capacity_fields)
    remarks = [*([plane.remark] if plane.remark else []), *sites.remarks, *supply.remarks]
    if np.isnan(sites.sites.year).any():
        count = int(np.isnan(sites.sites.year).sum())
        remarks.append(
            f"{count} plan(s) have no year: wanted from the first horizon on, behind all that have one."
        )
    services, network = None, None
    if request.network is not None:
        network, told = read_network(request.network, plane.crs, request.network_year_field)
        services = serve(sites.geometries, _limits(sites, request.rtt_field), network, request.path)
        remarks += told
    reach = find_reach(sites.geometries, supply.geometries, request.max_distance_m)
    horizons = request.horizons or _every_year(sites, supply, network)
    return Plans(sites.sites, supply.supply, reach, services, horizons, request.feeds), sites, remarks


def _limits(sites: SiteLayer, name: str | None) -> np.ndarray:
    if name is None:
        return np.full(sites.sites.count, np.nan)
    if name not in sites.data.field_names:
        raise missing_field(sites.data.name, name, sites.data.field_names)
    limits = sites.data.numbers(name)
    for label, limit in zip(sites.sites.label, limits.tolist()):
        if limit < 0:
            raise InputError(
                f"The plan {label} of {sites.data.name} stands a round trip of {limit:g} ms; give ms of 0 or more, or "
                "leave it empty."
            )
    return limits


def _every_year(sites: SiteLayer, supply: SupplyLayer, network: Network | None) -> tuple[int, ...]:
    """Years in which a plan is due, or grid or network grow, from the first plan on."""
    own = sites.sites.year[~np.isnan(sites.sites.year)]
    parts = [own, supply.supply.year, *([network.year] if network else [])]
    years = np.concatenate(parts)
    years = np.unique(years[~np.isnan(years)])
    if len(own):
        years = years[years >= own.min()]
    if not len(years):
        raise InputError(
            "HORIZONS is blank, and no plan, connection or node has a year; give years such as 2028,2030,2035."
        )
    return tuple(int(y) for y in years)


def _row(result: PlanResult, service: Service | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "status": result.status.value if result.status else None,
        "earliest_year": result.earliest_year,
        "waits_for": result.waits_for or None,
        "connection": result.connection or None,
        "grid_year": _year(result.grid_year),
    }
    if service is not None:
        row.update(network_year=_year(service.year), network_node=service.node, rtt_ms=service.rtt_ms)
    return row


def _year(value: float) -> int | None:
    """A year; None for never, and for already."""
    return int(value) if np.isfinite(value) else None
