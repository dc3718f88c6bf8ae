"""Reads what sites are told against, into one plane, and writes the profile."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..criteria.connections import CapacityFields, Demand, read_connections
from ..criteria.hazard import MARK_FIELD
from ..engine.compile import nodes_in_service
from ..errors import InputError
from ..grid.grid import Grid, template_grid
from ..outputs import outputs
from ..overlay.wlc import normalised
from ..progress import Progress
from ..sources.features import read_features
from ..sources.geometries import to_geometries
from ..sources.plane import common_plane
from ..sources.raster import RasterSource, align
from ..sources.shapes import VectorData
from ..sources.vector import ALL_FIELDS, VectorSource, read_vector
from .hazards import hazard_map
from .profile import Areas, Surroundings, profile_sites, write_profile
from .supply import Nodes, Reachable, reachable
from .surface import Surface

#: Kinds of the standard network layer that a site's traffic goes to.
NODE_KINDS = {"ix", "landing_station", "apn_node", "exchange"}
#: Without a demand, any known spare capacity above this serves (MW).
_ANY_MW = 1e-9
#: N03: prefecture, district or ordinance city, municipality, ward.
_N03 = ("N03_001", "N03_003", "N03_004", "N03_005")


@dataclass(frozen=True)
class SiteInputs:
    """Sources of a profile; None and empty leave their attributes out. ``weights`` None weighs criteria alike."""

    sites: VectorSource
    suitability: RasterSource | None = None
    criteria: tuple[RasterSource, ...] = ()
    weights: tuple[float, ...] | None = None
    capacity: VectorSource | None = None
    network: VectorSource | None = None
    hazards: tuple[VectorSource, ...] = ()
    admin: VectorSource | None = None
    admin_field: str | None = None

    def paths(self) -> list[str]:
        """Every file that is read."""
        vectors = (self.sites, self.capacity, self.network, *self.hazards, self.admin)
        rasters = (self.suitability, *self.criteria)
        return [v.uri.path for v in vectors if v] + [r.path for r in rasters if r]


@dataclass(frozen=True)
class Network:
    """How a straight line becomes a delay: length of fibre over it, and microseconds a kilometre one way."""

    route_factor: float = 1.4
    us_per_km: float = 4.897


@dataclass(frozen=True)
class Asked:
    """What sites ask for: megawatts (or the field that holds them), a year, a reach in metres, and the network."""

    demand_mw: float | None = None
    demand_field: str | None = None
    year: int | None = None
    max_distance_m: float = 10_000.0
    network: Network = Network()


@dataclass(frozen=True)
class Profiled:
    """How many sites were profiled, and what a reader must know."""

    sites: int
    remarks: tuple[str, ...]


def profile_to(
    path: str,
    inputs: SiteInputs,
    asked: Asked,
    metadata: dict[str, str] | None = None,
    progress: Progress | None = None,
) -> Profiled:
    """Read everything, profile every site and write them to a vector file.

    Sites and layers are brought into the CRS of the rasters, else into the first projected one in metres.

    Raises
    ------
    InputError
        When a source cannot be used, rasters differ in their grid, or sites are lines.
    OutputError
        When the file cannot be written.
    """
    remarks: list[str] = []
    grid = _grid(inputs)
    crs = grid.crs if grid else _plane(inputs, remarks)
    data = read_vector(inputs.sites, crs, [asked.demand_field] if asked.demand_field else [])
    if len(data.shapes.lines):
        raise InputError(f"The layer {data.name} has lines, which are no sites; give polygons or points.")
    around = Surroundings(
        surface=_surface(inputs, grid) if grid else None,
        grid=_grid_connections(inputs, crs),
        demand=_demand(asked),
        demands_mw=data.numbers(asked.demand_field) if asked.demand_field else None,
        nodes=_nodes(inputs, asked, crs),
        hazards=tuple(
            hazard_map(read_vector(s, crs, ["severity", MARK_FIELD]), n)
            for s, n in zip(inputs.hazards, unique_names([s.name or s.uri.name for s in inputs.hazards]))
        ),
        areas=_areas(inputs, crs),
    )
    remarks += [
        f"The hazard layer {source.label} does not tell what was assessed, so all outside its polygons counts as assessed."
        for source, hazard in zip(inputs.hazards, around.hazards)
        if not hazard.is_coverage.any()
    ]
    found = profile_sites(data, crs, around, progress)
    with outputs() as files:
        write_profile(files.aside(path), read_features(inputs.sites), data.fid, found, metadata)
    return Profiled(len(found.rows), tuple(remarks))


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names fit for fields: letters, digits and underscores, each once."""
    out: list[str] = []
    for name in names:
        plain = re.sub(r"\W+", "_", name).strip("_").lower() or "layer"
        count = sum(o == plain or re.fullmatch(re.escape(plain) + r"_\d+", o) is not None for o in out)
        out.append(f"{plain}_{count + 1}" if count else plain)
    return tuple(out)


def _plane(inputs: SiteInputs, remarks: list[str]) -> str:
    others = (inputs.capacity, inputs.network, inputs.admin, *inputs.hazards)
    plane = common_plane(inputs.sites, *(s for s in others if s is not None))
    if plane.remark:
        remarks.append(plane.remark)
    return plane.crs


def _grid(inputs: SiteInputs) -> Grid | None:
    rasters = [r for r in (inputs.suitability, *inputs.criteria) if r is not None]
    if not rasters:
        return None
    grid = template_grid(rasters[0].path)
    for source in rasters[1:]:
        if not grid.same_as(template_grid(source.path)):
            raise InputError(
                f"The raster {source.label} has another grid than {rasters[0].label}; compute it with that raster as "
                "TEMPLATE, or align it with gdal:warpreproject."
            )
    return grid


def _surface(inputs: SiteInputs, grid: Grid) -> Surface:
    count = len(inputs.criteria)
    given = inputs.weights if inputs.weights is not None else (1.0,) * count
    return Surface(
        grid,
        align(inputs.suitability, grid.whole) if inputs.suitability else None,
        tuple(align(c, grid.whole) for c in inputs.criteria),
        unique_names([c.name for c in inputs.criteria]),
        normalised(given, count) if count else np.empty(0),
    )


def _demand(asked: Asked) -> Demand:
    if asked.demand_mw is None:
        return Demand(_ANY_MW, asked.year, 0.0, asked.max_distance_m)
    demand = Demand(asked.demand_mw, asked.year, None, asked.max_distance_m)
    if demand.problems():
        raise InputError(f"The sites cannot be profiled: {'; '.join(demand.problems())}.")
    return demand


def _grid_connections(inputs: SiteInputs, crs: str) -> Reachable | None:
    if inputs.capacity is None:
        return None
    fields = CapacityFields()
    data = read_vector(inputs.capacity, crs, fields.wanted())
    return reachable(data, read_connections(data, fields), to_geometries(data.shapes))


def _nodes(inputs: SiteInputs, asked: Asked, crs: str) -> Nodes | None:
    if inputs.network is None:
        return None
    data = read_vector(inputs.network, crs, ["kind", "name", "year_available", "equipment_us"])
    data = _of_kind(nodes_in_service(data, None, asked.year))
    delay = data.numbers("equipment_us") if "equipment_us" in data.fields else np.zeros(data.shapes.count)
    names = data.fields.get("name", np.full(data.shapes.count, None, object))
    return Nodes(
        to_geometries(data.shapes),
        np.nan_to_num(delay),
        tuple(None if n is None else str(n) for n in names),
        asked.network.route_factor,
        asked.network.us_per_km,
    )


def _of_kind(data: VectorData) -> VectorData:
    if "kind" not in data.fields:
        return data
    keep = np.array([str(k) in NODE_KINDS for k in data.fields["kind"]], bool)
    if not keep.any():
        listed = ", ".join(sorted(NODE_KINDS))
        raise InputError(f"The layer {data.name} has no node of the kinds {listed}; check its field kind.")
    fields = {n: v[keep] for n, v in data.fields.items()}
    return replace(data, shapes=data.shapes.take(keep), fid=data.fid[keep], fields=fields)


def _areas(inputs: SiteInputs, crs: str) -> Areas | None:
    if inputs.admin is None:
        return None
    data = read_vector(inputs.admin, crs, ALL_FIELDS)
    return Areas(to_geometries(data.shapes), _area_names(data, inputs.admin_field))


def _area_names(data: VectorData, field: str | None) -> tuple[str | None, ...]:
    """Names by the field that is given, else by N03's levels joined, else by a field called name."""
    if field is None and _N03[0] in data.fields:
        levels = [data.fields[n] for n in _N03 if n in data.fields]
        return tuple("".join(str(v) for v in row if v is not None) or None for row in zip(*levels))
    chosen = field or next((n for n in data.field_names if n.lower() in ("name", "名称", "市区町村名")), None)
    if chosen is None:
        listed = ", ".join(data.field_names)
        raise InputError(
            f"The layer {data.name} has no field called name; choose the field of the name: {listed}."
        )
    return tuple(None if v is None else str(v) for v in data.column(chosen))
