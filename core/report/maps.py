"""The map of one horizon as an SVG drawing: picture, outlines, labels, boundaries, scale bar."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..engine.sources import Sources
from ..gdalio import gdal_errors
from ..grid.crs import crs_name, parse_crs
from ..grid.grid import Grid
from ..regions.region import Region
from ..run.result import Candidate, RunResult
from .labels import Box, Pin, place_names, place_pins

#: Units of the drawing: the map's longer side is about as long.
WIDTH, HEIGHT = 1000.0, 1150.0
#: Boundaries are an aid to the eye: a layer of more bytes is not read a second time for them.
MAX_BOUNDARY_BYTES = 50_000_000


@dataclass(frozen=True)
class Canvas:
    """Brings metres of the grid's CRS into units of the drawing, y down.

    Attributes
    ----------
    grid : Grid
    per_metre : float
    """

    grid: Grid
    per_metre: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        xmin, ymin, xmax, ymax = self.grid.extent
        return (xmax - xmin) * self.per_metre, (ymax - ymin) * self.per_metre

    def units(self, xy: np.ndarray) -> np.ndarray:
        """Coordinates of points (n, 2)."""
        xmin, _, _, ymax = self.grid.extent
        return (np.asarray(xy, float) - (xmin, ymax)) * (self.per_metre, -self.per_metre)


@dataclass(frozen=True)
class Outline:
    """The outline of a candidate as an SVG path, and its rank."""

    rank: int
    path: str


@dataclass(frozen=True)
class Boundaries:
    """Areas that name places: their lines as an SVG path, their names and where these may stand."""

    path: str
    names: tuple[tuple[str, float, float], ...]


NO_BOUNDARIES = Boundaries("", ())


@dataclass(frozen=True)
class MapDrawing:
    """What the template draws."""

    width: float
    height: float
    outlines: list[Outline]
    pins: list[Pin]
    boundaries: str
    names: list[Box]
    scale_units: float
    scale_text: str


def make_canvas(grid: Grid) -> Canvas:
    """The canvas that a grid fits on."""
    xmin, ymin, xmax, ymax = grid.extent
    return Canvas(grid, min(WIDTH / (xmax - xmin), HEIGHT / (ymax - ymin)))


def draw_map(canvas: Canvas, candidates: list[Candidate], boundaries: Boundaries) -> MapDrawing:
    """Draw the map of some candidates."""
    width, height = canvas.size
    outlines = [Outline(c.rank, outline_path(c.region, canvas)) for c in candidates]
    at = canvas.units(np.array([c.region.centroid for c in candidates]).reshape(-1, 2))
    pins = place_pins([c.rank for c in candidates], at, (width, height))
    names = place_names(boundaries.names, pins, (width, height))
    metres = scale_length(width / canvas.per_metre / 4)
    text = f"{metres / 1000:,g} km" if metres >= 1000 else f"{metres:g} m"
    scale = metres * canvas.per_metre
    return MapDrawing(width, height, outlines, pins, boundaries.path, names, scale, text)


def scale_length(most_m: float) -> float:
    """The longest of 1, 2 or 5 times a power of ten metres that is not above a length."""
    power = 10.0 ** np.floor(np.log10(most_m))
    return float(max(k * power for k in (1, 2, 5) if k * power <= most_m))


def outline_path(region: Region, canvas: Canvas) -> str:
    """A region's outline as SVG path data, simplified to what an eye can tell."""
    with gdal_errors():
        whole = ogr.CreateGeometryFromWkb(region.polygon_wkb())
        slim = whole.Simplify(0.4 / canvas.per_metre)
        rings = _rings(slim if slim is not None and not slim.IsEmpty() else whole)
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in canvas.units(ring)) + "Z" for ring in rings)


def _rings(geometry: ogr.Geometry) -> list[np.ndarray]:
    if geometry.GetGeometryCount() == 0:
        return [np.array(geometry.GetPoints())[:-1, :2]] if geometry.GetPointCount() > 3 else []
    return [ring for part in geometry for ring in _rings(part)]


def read_boundaries(result: RunResult, canvas: Canvas) -> Boundaries:
    """The areas of the candidates' admin layer; none where the scenario names no such layer or it is large."""
    scenario = result.scenario
    admin = scenario.candidates.admin if scenario.candidates else None
    size = next((i.size for i in result.inputs if admin and i.id == admin.layer), 0)
    if admin is None or size > MAX_BOUNDARY_BYTES:
        return NO_BOUNDARIES
    sources = Sources(scenario.folder, canvas.grid)
    data = sources.vector(admin.layer, scenario.layers[admin.layer], fields=[admin.field])
    shapes = data.shapes
    at = canvas.units(shapes.representative_points())
    names = [(str(n), float(x), float(y)) for n, (x, y) in zip(data.column(admin.field), at) if n is not None]
    # An area of several features is named once, at its first.
    once = {name: (name, x, y) for name, x, y in reversed(names)}
    order = dict.fromkeys(name for name, _, _ in names)
    return Boundaries(edges_path(shapes.edges, canvas), tuple(once[name] for name in order))


def edges_path(edges: np.ndarray, canvas: Canvas) -> str:
    """Edges (n, 4) in metres as SVG path data in whole units; an edge that two areas share is drawn once."""
    width, height = canvas.size
    ends = np.rint(np.column_stack([canvas.units(edges[:, :2]), canvas.units(edges[:, 2:])])).astype(np.int64)
    low, high = np.minimum(ends[:, :2], ends[:, 2:]), np.maximum(ends[:, :2], ends[:, 2:])
    is_inside = (high >= 0).all(axis=1) & (low[:, 0] <= width) & (low[:, 1] <= height)
    ends = ends[is_inside & (low != high).any(axis=1)]
    flip = (ends[:, 0] > ends[:, 2]) | ((ends[:, 0] == ends[:, 2]) & (ends[:, 1] > ends[:, 3]))
    sorted_ends = np.where(flip[:, None], ends[:, [2, 3, 0, 1]], ends)
    first = np.sort(np.unique(sorted_ends, axis=0, return_index=True)[1])
    parts, last = [], None
    for x0, y0, x1, y1 in ends[first].tolist():
        parts.append(f"L{x1} {y1}" if last == (x0, y0) else f"M{x0} {y0}L{x1} {y1}")
        last = (x1, y1)
    return "".join(parts)


def grid_note(grid: Grid) -> dict[str, str]:
    """What the map's note says of the grid: CRS code and name, cell size and cells."""
    srs = parse_crs(grid.crs)
    cell = f"{grid.dx:g}" if abs(grid.dx - grid.dy) < 1e-9 * grid.dx else f"{grid.dx:g} × {grid.dy:g}"
    cells = f"{grid.cols:,} × {grid.rows:,}"
    return {"crs": crs_name(srs), "crs_name": srs.GetName() or "", "cell": cell, "cells": cells}
