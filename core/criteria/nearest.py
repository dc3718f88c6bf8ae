"""Exact distance to the nearest of many points, segments and polygons, block by block.

The plane is cut into squares of 64 cells, and those into squares of 16. A square keeps only the segments
that may be nearest somewhere in it; its parts inherit them and drop more. What is left, a few segments,
is evaluated on every cell.

The result is exact up to rounding (no raster proximity error), and the same whatever block or
extent asks, because squares are aligned with the endless lattice.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..grid.grid import Window
from .leaves import write_leaves
from .narrow import narrow
from .points import FEW, write_points
from .segments import SegmentIndex, build_index
from .squares import LEAF, TOP, Squares, centres, cover, least_at, near, radius_of, top_squares

__all__ = ["SegmentIndex", "build_index", "farthest", "nearest_candidates", "nearest_distance"]

#: Pairs of square and segment that are narrowed down together, so that memory stays flat.
_PAIRS = 20_000


def nearest_distance(
    index: SegmentIndex, window: Window, cutoff: float = np.inf, wanted: np.ndarray | None = None
) -> np.ndarray:
    """Distance from each cell centre to the nearest segment.

    Parameters
    ----------
    index : SegmentIndex
    window : Window
    cutoff : float
        Metres; distances beyond it need not be told apart and come back as infinity.
    wanted : bool array of the window's shape, or None
        Cells that are asked for; others may hold infinity. None: all are.

    Returns
    -------
    float32 array of the window's shape, metres; infinity beyond ``cutoff``.
    """
    c = cover(window, wanted)
    out = np.full((c.rows, c.cols), np.inf, np.float32)
    for squares in narrow(index, near(index, c, cutoff), 1, c, cutoff).batches(_PAIRS):
        if index.is_points:
            few, many = squares.split(squares.count <= FEW)
            write_points(index.geometry, few, c, out)
            write_points(index.geometry, narrow(index, many, TOP // LEAF, c, cutoff), c, out)
        else:
            write_leaves(index, narrow(index, squares, TOP // LEAF, c, cutoff), c, out)
    found = np.ascontiguousarray(out[c.inner])
    if np.isfinite(cutoff):
        np.putmask(found, found > np.float32(cutoff), np.float32(np.inf))
    return found


def nearest_candidates(index: SegmentIndex, window: Window) -> tuple[Window, Squares]:
    """Small squares of cells over a window, each with every segment that is nearest somewhere in it.

    For those who need to know which segment is nearest, and where on it. Segments that are equally
    near are all there; some that are nearest nowhere may be too.

    Returns
    -------
    cover : Window
        What the squares' rows and columns count from; it holds the window and is aligned with the lattice.
    squares : Squares
        Those that touch the window; ``side`` cells each, pairs of square and candidate square by square.
    """
    c = cover(window, None)
    squares = near(index, c, np.inf)
    for parts in (1, TOP // LEAF, 2):
        squares = narrow(index, squares, parts, c, np.inf, merge=False)
    around = Window(window.grid, c.row - window.grid.row0, c.col - window.grid.col0, c.rows, c.cols)
    return around, replace(squares, row=squares.row - c.row, col=squares.col - c.col)


def farthest(index: SegmentIndex, window: Window) -> float:
    """Metres that no cell centre of the window is farther from the nearest segment."""
    c = cover(window, None)
    row, col = top_squares(c)
    least = least_at(index, *centres(c.grid, row, col, TOP))
    return float(least.max()) + radius_of(c.grid, TOP)
