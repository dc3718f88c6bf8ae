"""Routes from layers and a friction raster to a layer of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from osgeo import ogr
from shapely import wkb

from ..errors import InputError
from ..outputs import outputs
from ..parameters import least_voltage
from ..progress import Progress, Steps
from ..provenance import Input, raster_metadata
from ..sources.raster import RasterSource
from ..sources.vector import VectorSource
from ..vectors import FieldSpec, LayerSpec, require_known_ending, write_layer
from .cost import CostTable
from .crossed import Layer, crossed, read_layer
from .finder import Finder, Routed
from .friction import feature_cells, open_friction
from .wanted import Connections, Wanted, read_connections, read_starts

#: Fields of a route.
ROUTE_FIELDS = (
    FieldSpec("site", str),
    FieldSpec("connection", str),
    FieldSpec("length_m", float),
    FieldSpec("cost", float),
    FieldSpec("crosses", str),
    FieldSpec("cost_distance", float),
    FieldSpec("friction_mean", float),
    FieldSpec("friction_max", float),
    FieldSpec("voltage_kv", float),
    FieldSpec("cost_basis", str),
    FieldSpec("mw", float),
    FieldSpec("is_optimal", int),
    FieldSpec("note", str),
    FieldSpec("site_fid", int),
    FieldSpec("connection_fid", int),
)


@dataclass(frozen=True)
class Request:
    """What to route.

    Attributes
    ----------
    starts, capacity : VectorSource
    friction : RasterSource
    voltage_field : str or None
    max_distance_m : float
        To a connection, and how far a route may stray from the box around both its ends.
    costs : CostTable
    crossed : sequence of VectorSource
        Layers of which to tell what routes cross.
    """

    starts: VectorSource
    capacity: VectorSource
    friction: RasterSource
    voltage_field: str | None
    max_distance_m: float
    costs: CostTable
    crossed: Sequence[VectorSource] = ()


@dataclass(frozen=True)
class Outcome:
    """All routes and what a reader must know."""

    routed: list[Routed]
    remarks: list[str] = field(default_factory=list)

    @property
    def length_m(self) -> float:
        """Metres of all routes."""
        return sum(r.route.length_m for r in self.routed if r.route)


def run_routes(
    request: Request, target: str, inputs: list[Input], progress: Progress | None = None
) -> Outcome:
    """Find the least-cost route of each site or line and write them.

    Raises
    ------
    InputError
        When a layer or the raster cannot be used.
    OutputError
        When the result cannot be written; nothing is written then.
    """
    require_known_ending(target)
    steps = Steps(progress)
    steps.phase("Reading sites, connections and friction", 0.1)
    finder, remarks, wanted = open_finder(request)
    layers = [read_layer(s, finder.friction.grid.crs) for s in request.crossed]
    steps.phase("Finding routes", 0.98)
    routed = []
    for done, each in enumerate(wanted, start=1):
        routed.append(finder.find(each))
        steps.at(done / len(wanted))
    with outputs() as files:
        rows = [route_row(r, finder.connections, request.costs, layers) for r in routed]
        tags = tuple(raster_metadata(None, inputs).items())
        spec = LayerSpec("routes", finder.friction.grid.crs, ogr.wkbLineString, ROUTE_FIELDS, tags)
        write_layer(files.aside(target), spec, rows)
        steps.phase("Writing", 1.0)
        steps.at(1.0)
    return Outcome(routed, remarks + _told(routed))


def open_finder(request: Request) -> tuple[Finder, list[str], list[Wanted]]:
    """What finds the routes of a request, with remarks and the routes wanted."""
    if not request.max_distance_m > 0:
        raise InputError("MAX_DISTANCE must be above 0 m.")
    friction = open_friction(request.friction)
    crs = friction.grid.crs
    to = read_connections(request.capacity, crs, request.voltage_field)
    starts = read_starts(request.starts, crs, to, request.max_distance_m)
    cells = feature_cells(starts.shapes, friction.grid), feature_cells(to.shapes, friction.grid)
    return Finder(friction, cells[0], cells[1], to, request.max_distance_m), starts.remarks, starts.wanted


def route_row(
    routed: Routed, to: Connections, costs: CostTable, layers: list[Layer]
) -> tuple[dict[str, Any], bytes | None]:
    """Attributes (``ROUTE_FIELDS``) and WKB of a route; without geometry where none was found."""
    wanted, route = routed.wanted, routed.route
    row: dict[str, Any] = {
        "site": wanted.site,
        "site_fid": wanted.site_fid,
        "mw": wanted.mw,
        "connection": wanted.connection,
        "note": routed.note or None,
    }
    if route is None or routed.connection is None:
        return row, None
    kv = _voltage(wanted, float(to.voltage_kv[routed.connection]))
    rate, basis = costs.rate(kv)
    line = route.line()
    parts = [route.crosses(), *(crossed(line, layers) if line else [])]
    row.update(
        connection=to.label[routed.connection],
        connection_fid=int(to.fid[routed.connection]),
        length_m=route.length_m,
        cost=rate * route.cost_distance / 1000,
        cost_basis=basis,
        crosses="; ".join(p for p in parts if p) or None,
        cost_distance=route.cost_distance,
        friction_mean=route.friction_mean,
        friction_max=float(route.friction.max()),
        voltage_kv=kv,
        is_optimal=int(route.is_optimal),
        note=None if line else "site and connection share a cell",
    )
    return row, wkb.dumps(line) if line else None


def _voltage(wanted: Wanted, of_connection: float) -> float | None:
    """Voltage of the connection, else of the line, else the least that its MW need; None where nothing tells."""
    if of_connection == of_connection:
        return of_connection
    if wanted.voltage_kv is not None or wanted.mw is None:
        return wanted.voltage_kv
    return least_voltage(wanted.mw, None).kv


def _told(routed: list[Routed]) -> list[str]:
    out = [f"{r.wanted.site}: {r.note}." for r in routed if r.note]
    unsure = sum(1 for r in routed if r.route and not r.route.is_optimal)
    if unsure:
        out.append(
            f"{unsure} route(s) may not be the cheapest: a cheaper one might lead farther around than was looked."
        )
    if not routed:
        out.append("No route is wanted: nothing has a connection in reach.")
    return out
