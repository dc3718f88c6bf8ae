"""Profile of sites: every attribute of candidates, for places that somebody gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..criteria.connections import Demand
from ..progress import Progress, Steps
from ..sources.features import FeatureTable
from ..sources.geometries import to_geometries
from ..sources.shapes import VectorData
from ..vectors import FieldSpec, LayerSpec, write_layer
from .hazards import HazardMap, summary
from .shape import form, polygonal
from .supply import Nodes, Reachable
from .surface import Surface, runs_by_site

#: Standard attributes in their order; others follow.
_ORDER = (
    "rank", "score_mean", "score_min", "score_max", "area_ha", "compactness", "limiting", "spare_mw", "connection",
    "connection_m", "voltage_kv", "feeds", "rtt_ms", "hazard_worst", "not_assessed_pct", "admin",
)  # fmt: skip


@dataclass(frozen=True)
class Areas:
    """Administrative areas: shapely geometries and names."""

    geometries: list[BaseGeometry]
    names: tuple[str | None, ...]

    def name(self, site: BaseGeometry) -> str | None:
        """The area that holds most of a site; None where none does."""
        best: tuple[float, str | None] = (-1.0, None)
        for geometry, name in zip(self.geometries, self.names):
            if name is not None and geometry.intersects(site):
                share = geometry.intersection(site).area if site.area else 0.0
                best = max(best, (share, name), key=lambda b: b[0])
        return best[1]


@dataclass(frozen=True)
class Surroundings:
    """All that sites are told against; None and empty leave the attributes out.

    Attributes
    ----------
    demand : Demand
        What a site asks of the grid.
    demands_mw : float64 array or None
        Of each site in place of the one demand; NaN takes that.
    """

    surface: Surface | None = None
    grid: Reachable | None = None
    demand: Demand | None = None
    demands_mw: np.ndarray | None = None
    nodes: Nodes | None = None
    hazards: tuple[HazardMap, ...] = ()
    areas: Areas | None = None


@dataclass(frozen=True)
class Profile:
    """Attributes of each site, in the order of the layer."""

    rows: list[dict[str, Any]]


def profile_sites(
    data: VectorData, crs: str, around: Surroundings, progress: Progress | None = None
) -> Profile:
    """Tell everything of every site.

    Parameters
    ----------
    data : VectorData
        Polygons or points, in metres of ``crs`` (WKT).
    around : Surroundings
        In the same CRS.

    Raises
    ------
    Cancelled
        When the user cancels.
    """
    steps = Steps(progress)
    steps.phase("Profiling sites", 1.0)
    geometries = to_geometries(data.shapes)
    runs = runs_by_site(data.shapes, around.surface.grid) if around.surface else None
    rows: list[dict[str, Any]] = []
    for i, geometry in enumerate(geometries):
        area = polygonal(geometry)
        site = area if area is not None else geometry
        row = form(area, crs) if area is not None else {}
        if around.surface and runs:
            row.update(around.surface.attributes(runs[i]))
        row.update(_surroundings(site, i, around))
        rows.append(row)
        steps.at((i + 1) / len(geometries))
    _rank(rows)
    return Profile(rows)


def _surroundings(site: BaseGeometry, index: int, around: Surroundings) -> dict[str, Any]:
    out: dict[str, Any] = {}
    if around.grid is not None and around.demand is not None:
        own = math.nan if around.demands_mw is None else float(around.demands_mw[index])
        demand = around.demand if math.isnan(own) else replace(around.demand, mw=own)
        out.update(around.grid.attributes(site, demand))
    if around.nodes is not None:
        out.update(around.nodes.attributes(site))
    if around.hazards:
        found: dict[str, Any] = {}
        for hazard in around.hazards:
            found.update(hazard.attributes(site))
        out.update(summary(found, around.hazards))
        out.update(found)
    if around.areas is not None:
        out["admin"] = around.areas.name(site)
    return out


def _rank(rows: list[dict[str, Any]]) -> None:
    """Rank 1 has the largest mean score; sites without a score have no rank."""
    scored = [r for r in rows if "score_mean" in r]
    for rank, row in enumerate(sorted(scored, key=lambda r: -r["score_mean"]), start=1):
        row["rank"] = rank


def write_profile(
    path: Path, sites: FeatureTable, fid: np.ndarray, found: Profile, metadata: dict[str, str] | None = None
) -> None:
    """Write the sites as they are with what was found; a field of the same name gives way to ours.

    Parameters
    ----------
    sites : FeatureTable
    fid : int64 array
        Of the sites that were profiled, in the order of the rows found.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    ours = list(dict.fromkeys(n for row in found.rows for n in row))
    names = [n for n in _ORDER if n in ours]
    names += [n for n in ours if n.startswith("contrib_")]
    names += [n for n in ours if n not in names]
    added = tuple(FieldSpec(n, _type([row.get(n) for row in found.rows])) for n in names)
    values = {
        int(i): {f.name: _as(f.type, row.get(f.name)) for f in added} for i, row in zip(fid, found.rows)
    }
    fields, rows = sites.with_fields(added, values)
    tags = tuple((metadata or {}).items())
    write_layer(path, LayerSpec("sites", sites.crs, sites.geometry, fields, tags), rows)


def _type(values: Iterable[Any]) -> type:
    """The narrowest of int, float and str that holds every value."""
    given = [v for v in values if v is not None]
    if given and all(isinstance(v, (int, np.integer)) for v in given):
        return int
    return float if all(isinstance(v, (int, float, np.number)) for v in given) and given else str


def _as(kind: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else kind(value)
