"""A preview seen in another CRS: for each pixel of a view the cell that lies under it, kept while the view stays."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable

import numpy as np

from ..errors import InputError
from ..grid.grid import Extent, Grid
from ..proj import ProjError, Transformer

#: Pixels of a view at most; a finer view is shown by coarser pixels.
MAX_PIXELS = 4_000_000
#: Pixels between the points that are transformed exactly, at first; halved until what lies between fits.
_STEP = 64
#: How far a pixel may be off, in pixels or cells, whichever is coarser.
_TOLERANCE = 0.25
#: Points a side on which the extent of a grid is carried over.
_EDGE = 33

#: Coordinates (x, y) of points in one CRS to those in another.
Transform = Callable[[np.ndarray, np.ndarray], "tuple[np.ndarray, np.ndarray]"]


@dataclass(frozen=True)
class View:
    """The part of a map that shows a preview, north up in the map's CRS.

    Attributes
    ----------
    extent : (xmin, ymin, xmax, ymax)
        In units of the map's CRS.
    cells : int32 array (rows, cols)
        Position of the cell in row-major order of the grid; -1 outside.
    """

    extent: Extent
    cells: np.ndarray

    def pixels(self, colours: np.ndarray) -> np.ndarray:
        """The colours of the cells at the view's pixels, clear outside.

        Parameters
        ----------
        colours : uint8 array (rows, cols, 4)
            Of the grid's cells, as ``colour.rgba`` gives them.

        Returns
        -------
        uint8 array (rows, cols, 4) of the view
        """
        of_cells = np.ascontiguousarray(colours).view(np.uint32).reshape(-1)
        out = np.take(of_cells, self.cells, mode="wrap")
        np.putmask(out, self.cells < 0, np.uint32(0))
        return out.view(np.uint8).reshape(*self.cells.shape, 4)


def view_of(grid: Grid, crs: str, extent: Extent, pixel: float) -> View | None:
    """Find the cell under each pixel.

    Parameters
    ----------
    grid : Grid
    crs : str
        The map's CRS: an authority code or WKT.
    extent : (xmin, ymin, xmax, ymax)
        What the map shows, in its CRS.
    pixel : float
        Width of a pixel, in units of the map's CRS.

    Returns
    -------
    View or None
        The part of the map where the grid lies; None where the map shows none of it.

    Raises
    ------
    InputError
        When the map's CRS cannot be used.
    """
    try:
        there = Transformer.from_crs(grid.crs, crs, always_xy=True)
        back = Transformer.from_crs(crs, grid.crs, always_xy=True)
    except ProjError as error:
        raise InputError(
            "The map's CRS cannot be transformed into the scenario's; choose another one for the project."
        ) from error
    around = _bounds(grid, there.transform)
    xmin, ymin = max(extent[0], around[0]), max(extent[1], around[1])
    xmax, ymax = min(extent[2], around[2]), min(extent[3], around[3])
    if not (xmin < xmax and ymin < ymax and pixel > 0):
        return None
    pixel = max(pixel, math.sqrt((xmax - xmin) * (ymax - ymin) / MAX_PIXELS))
    cols, rows = math.ceil((xmax - xmin) / pixel), math.ceil((ymax - ymin) / pixel)
    whole = (xmin, ymax - rows * pixel, xmin + cols * pixel, ymax)

    def to_cells(col: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        x, y = back.transform(xmin + (col + 0.5) * pixel, ymax - (row + 0.5) * pixel)
        left, _, _, top = grid.extent
        return (x - left) / grid.dx, (top - y) / grid.dy

    return View(whole, _cells(grid, *_at_pixels(to_cells, cols, rows)))


def _bounds(grid: Grid, there: Transform) -> Extent:
    """Extent of a grid in another CRS; empty where nothing of it can be transformed."""
    xmin, ymin, xmax, ymax = grid.extent
    x, y = there(*np.meshgrid(np.linspace(xmin, xmax, _EDGE), np.linspace(ymin, ymax, _EDGE)))
    is_there = np.isfinite(x) & np.isfinite(y)
    if not is_there.any():
        return math.inf, math.inf, -math.inf, -math.inf
    x, y = x[is_there], y[is_there]
    # Between the points an edge may bulge a little further.
    dx, dy = np.ptp(x) / _EDGE, np.ptp(y) / _EDGE
    return float(x.min() - dx), float(y.min() - dy), float(x.max() + dx), float(y.max() + dy)


def _cells(grid: Grid, column: np.ndarray, row: np.ndarray) -> np.ndarray:
    is_in = (column >= 0) & (column < grid.cols) & (row >= 0) & (row < grid.rows)  # False on NaN
    column[~is_in] = row[~is_in] = 0
    out = row.astype(np.int32) * np.int32(grid.cols) + column.astype(np.int32)
    out[~is_in] = -1
    return out


def _at_pixels(to_cells: Transform, cols: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """(column, row) of the grid at each pixel, float64 (rows, cols), exact on a lattice and linear between."""
    step = _STEP
    while True:
        at_col, at_row = _marks(cols, step), _marks(rows, step)
        lattice = to_cells(*np.meshgrid(at_col, at_row))
        if step == 1 or _is_close(to_cells, at_col, at_row, lattice, step):
            break
        step //= 2
    if step == 1:
        return lattice[0][:rows, :cols], lattice[1][:rows, :cols]
    down, across = _hats(at_row, rows), _hats(at_col, cols)
    return down @ lattice[0] @ across.T, down @ lattice[1] @ across.T


def _is_close(to_cells: Transform, at_col: np.ndarray, at_row: np.ndarray, lattice: tuple, step: int) -> bool:
    """Whether the linear values amid the lattice's points are near enough to the exact ones."""
    exact = to_cells(*np.meshgrid(at_col[:-1] + step / 2, at_row[:-1] + step / 2))
    for found, corners in zip(exact, lattice):
        if not np.isfinite(corners).all():
            return False
        amid = (corners[:-1, :-1] + corners[:-1, 1:] + corners[1:, :-1] + corners[1:, 1:]) / 4
        a_pixel = max(np.abs(np.diff(corners, axis=0)).max(), np.abs(np.diff(corners, axis=1)).max()) / step
        if not np.abs(amid - found).max() <= _TOLERANCE * max(a_pixel, 1.0):
            return False
    return True


def _marks(count: int, step: int) -> np.ndarray:
    """Pixels of the lattice, from the first to the last or beyond; two at least."""
    return np.arange(max(math.ceil((count - 1) / step), 1) + 1, dtype=float) * step


def _hats(marks: np.ndarray, count: int) -> np.ndarray:
    """Linear interpolation as a matrix (count, marks)."""
    return np.maximum(1 - np.abs(np.arange(count)[:, None] - marks) / (marks[1] - marks[0]), 0)
