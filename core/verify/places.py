"""Examples of cells and codes: discs, edges, distances, standard grid squares."""

from __future__ import annotations

import math

import numpy as np

from ..criteria.distance import distance_field
from ..engine.compile import shape_rule
from ..exclusion.rules import EXCLUDED
from ..grid.grid import Grid, lattice_grid
from ..prepare.mesh.codes import LEVELS, decode, encode
from ..sources.shapes import Shapes, VectorData
from .example import Example

_MESH = "JIS X 0410"
_THIRD = LEVELS["third"]


def _plane(extent: tuple[float, float, float, float], cell: float) -> Grid:
    return lattice_grid(extent, "EPSG:6677", cell)


def _points(*xy: tuple[float, float]) -> VectorData:
    """A layer of points."""
    no_segment, no_owner = np.empty((0, 4)), np.empty(0, np.int64)
    own = np.arange(len(xy))
    shapes = Shapes(len(xy), np.array(xy, float), own, no_segment, no_owner, no_segment, no_owner)
    return VectorData("points", shapes, own, {}, ())


def _disc(cells: int) -> int:
    """Cells that a buffer of so many cells around a cell's centre takes."""
    grid = _plane((0, 0, 410, 410), 10)
    states = shape_rule(_points((205, 205)), grid, cells * 10.0)(grid.whole)
    return int(np.count_nonzero(states == EXCLUDED))


def _open_share() -> float:
    """Share of a box that a buffer of 10 around a point just outside it leaves."""
    grid = _plane((1, 1, 10, 10), 0.1)
    states = shape_rule(_points((0.99, 5)), grid, 10.0)(grid.whole)
    return float(np.mean(states != EXCLUDED))


def _metres() -> list[float]:
    """Distances of one row of cells of 10 m from a point 30 m north of the first."""
    grid = _plane((0, 0, 50, 10), 10)
    field = distance_field(_points((5, 35)), grid)
    return field(grid.whole)[0][0].astype(float).tolist()


def _bounds(code: str) -> list[float]:
    cells, is_code = decode(np.array([code]), _THIRD)
    west, south, east, north = cells.bounds()[0]
    return [south, north, west, east] if is_code[0] else []


def _codes() -> list[float]:
    found = encode(np.array([35.658581, 34.987574]), np.array([139.745433, 135.759363]), _THIRD)
    return [float(c) for c in found]


EXAMPLES = (
    Example("exclusion", "Cells of a disc of 5 and of 10 cells", "by hand; a diamond would be 61 and 221",
            (81, 317), lambda: (_disc(5), _disc(10)), 0.1),
    Example("exclusion", "Share of a box left by a feature just outside it", "by hand: no edge effect", (0.0,),
            lambda: (_open_share(),), 0.01),
    Example("exclusion", "Distances 30 m north of a row of cells", "Pythagoras",
            tuple(math.hypot(30, 10 * i) for i in range(5)), _metres, 1e-5),
    Example("mesh codes", "Third-order codes of two places", _MESH, (53393599, 52353680), _codes, 0.1),
    Example("mesh codes", "South, north, west, east of 53394547", _MESH, (35.7, 35.708333, 139.7125, 139.725),
            lambda: _bounds("53394547"), 6e-7),
)  # fmt: skip
