"""Profile of sites: every attribute of candidates, for places that somebody gives."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import ogr
from shapely.geometry.base import BaseGeometry

from ..criteria.connections import Demand
from ..progress import Progress, Steps
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
    """Attributes of each site, in the order of the layer, and its geometry as WKB."""

    rows: list[dict[str, Any]]
    wkb: list[bytes]
    is_areal: bool


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
    wkb: list[bytes] = []
    for i, geometry in enumerate(geometries):
        area = polygonal(geometry)
        site = area if area is not None else geometry
        row = form(area, crs) if area is not None else {}
        if around.surface and runs:
            row.update(around.surface.attributes(runs[i]))
        row.update(_surroundings(site, i, around))
        rows.append(row)
        wkb.append(bytes(site.wkb))
        steps.at((i + 1) / len(geometries))
    _rank(rows)
    return Profile(rows, wkb, data.shapes.has_polygons)


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
    path: Path, data: VectorData, found: Profile, crs: str, metadata: dict[str, str] | None = None
) -> None:
    """Write the sites with their own fields and what was found; a field of the same name gives way to ours.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    ours = {n for row in found.rows for n in row}
    names = [n for n in _ORDER if n in ours]
    names += sorted(n for n in ours - set(names) if n.startswith("contrib_"))
    names += [n for row in found.rows[:1] for n in row if n not in names]
    names += sorted(ours - set(names))
    own = [n for n in data.fields if n not in ours and n.lower() not in ("fid", "ogc_fid")]
    values = {n: data.fields[n].tolist() for n in own}
    values.update({n: [row.get(n) for row in found.rows] for n in names})
    fields = tuple(FieldSpec(n, _type(values[n])) for n in (*own, *names))
    kind = ogr.wkbMultiPolygon if found.is_areal else ogr.wkbUnknown
    tags = tuple((metadata or {}).items())
    rows = (
        ({n: _as(f.type, values[n][i]) for n, f in zip((*own, *names), fields)}, wkb)
        for i, wkb in enumerate(found.wkb)
    )
    write_layer(path, LayerSpec("sites", crs, kind, fields, tags), rows)


def _type(values: Iterable[Any]) -> type:
    """The narrowest of int, float and str that holds every value."""
    given = [v for v in values if v is not None]
    if given and all(isinstance(v, (int, np.integer)) for v in given):
        return int
    return float if all(isinstance(v, (int, float, np.number)) for v in given) and given else str


def _as(kind: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else kind(value)
