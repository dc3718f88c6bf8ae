"""The least-cost path between two sets of cells, on a window no larger than the proof of it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import numpy as np

from ..grid.grid import Grid, Window
from .surface import Spread, Surface

#: Cells that a window may have: past it the search takes minutes and gigabytes.
MOST_CELLS = 4_000_000
#: Cells around both ends to begin with.
_FIRST_PAD = 16

#: Friction of a window, float array of its shape, NaN where it cannot be crossed.
ReadFriction = Callable[[Window], np.ndarray]
#: Cells of a window that belong to an end, bool array of its shape.
Mask = Callable[[Window], np.ndarray]


@dataclass(frozen=True)
class Ends:
    """Where a route begins and ends.

    Attributes
    ----------
    start, target : callable
        Cells of a window in either.
    box : (top, left, bottom, right)
        Rows and columns of the grid that hold the start and at least one target, the last ones included.
    others_beyond : bool
        Whether further targets may lie outside the box.
    """

    start: Mask
    target: Mask
    box: tuple[int, int, int, int]
    others_beyond: bool = False


@dataclass(frozen=True)
class Path:
    """A path found.

    Attributes
    ----------
    cells : int64 array, shape (n, 2)
        Rows and columns of the grid, from start to target.
    friction : float64 array, shape (n,)
        Of each cell.
    cost : float
        Metres times friction.
    is_optimal : bool
        Whether no cheaper path exists anywhere on the raster.
    """

    cells: np.ndarray
    friction: np.ndarray
    cost: float
    is_optimal: bool


def find_path(read: ReadFriction, grid: Grid, ends: Ends, most_pad: int) -> Path | None:
    """Find the least-cost path; None where none leads from start to target.

    A path that leaves the window costs at least the way to its border and the way back from there.
    The window grows until the path found costs no more than that, holds the whole raster, or reaches
    ``most_pad`` cells around both ends.

    Parameters
    ----------
    read : callable
    grid : Grid
        Of the friction raster.
    ends : Ends
    most_pad : int
        Cells around both ends that a window may reach at most.
    """
    top, left, bottom, right = ends.box
    pad = min(max(_FIRST_PAD, (bottom - top + right - left) // 4), most_pad)
    found: Path | None = None
    while True:
        window = _window(grid, ends.box, pad)
        found = _search(read(window), window, ends, found)
        grown = _window(grid, ends.box, min(2 * pad, most_pad))
        is_last = grown.shape == window.shape or grown.rows * grown.cols > MOST_CELLS
        if is_last or (found is not None and found.is_optimal):
            return found
        pad = min(2 * pad, most_pad)


def _window(grid: Grid, box: tuple[int, int, int, int], pad: int) -> Window:
    top, left = max(box[0] - pad, 0), max(box[1] - pad, 0)
    bottom, right = min(box[2] + pad, grid.rows - 1), min(box[3] + pad, grid.cols - 1)
    return Window(grid, top, left, bottom - top + 1, right - left + 1)


def _search(friction: np.ndarray, window: Window, ends: Ends, before: Path | None) -> Path | None:
    surface = Surface(friction.astype(float), window.grid.dx, window.grid.dy)
    graph = surface.graph()
    # A larger window has no worse path than a smaller one, so that ways dearer than it need no look.
    limit = np.inf if before is None else before.cost * (1 + 1e-9)
    spread = surface.spread(ends.start(window), limit, graph)
    target = ends.target(window) & np.isfinite(spread.cost)
    if not target.any():
        return before
    cost = np.where(target, spread.cost, np.inf)
    row, col = np.unravel_index(int(np.argmin(cost)), cost.shape)
    least = float(cost[row, col])
    way = spread.way(int(row), int(col))
    beyond = _least_beyond(surface, graph, window, ends, spread, least)
    cells = way + (window.row, window.col)
    return Path(cells, friction[way[:, 0], way[:, 1]].astype(float), least, least <= beyond * (1 + 1e-9))


def _least_beyond(
    surface: Surface, graph: object, window: Window, ends: Ends, spread: Spread, least: float
) -> float:
    """What a path that leaves the window costs at least."""
    border = _open_border(window)
    if not border.any():
        return np.inf
    out = float(spread.cost[border].min())
    if ends.others_beyond or out > least:
        return out
    back = surface.spread(ends.target(window), max(least - out, 0.0), graph)  # type: ignore[arg-type]
    return out + float(back.cost[border].min())


def _open_border(window: Window) -> np.ndarray:
    """Cells of a window's border beyond which the raster goes on."""
    border = np.zeros(window.shape, bool)
    grid = window.grid
    border[0, :] |= window.row > 0
    border[-1, :] |= window.row + window.rows < grid.rows
    border[:, 0] |= window.col > 0
    border[:, -1] |= window.col + window.cols < grid.cols
    return border
