"""Exact distance to the nearest of many points, segments and polygons, block by block.

The plane is cut into squares of 64 cells, those into 32, 16 and 8. A square keeps only the
segments that may be nearest somewhere in it; its quarters inherit them and drop more. What is
left at 8 x 8 cells, two or three segments on average, is evaluated on every cell; large squares
with a few points are evaluated as they are.

The result is exact up to rounding (no raster proximity error), and the same whatever block or
extent asks, because squares are aligned with the endless lattice.
"""

from __future__ import annotations

import numpy as np

from ..grid.grid import Window
from .leaves import write_leaves
from .points import FEW, SIDE, write_points
from .segments import SegmentIndex, build_index
from .squares import (
    LEAF,
    Squares,
    cover_squares,
    near,
    only_wanted,
    prune,
    quarter,
    squared_distance,
    wanted_leaves,
)

__all__ = ["SegmentIndex", "build_index", "farthest", "nearest_candidates", "nearest_distance"]


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
    cover, squares = cover_squares(window)
    top, left = window.row - cover.row, window.col - cover.col
    bottom, right = top + window.rows, left + window.cols
    out = np.full((cover.rows, cover.cols), np.inf, np.float32)
    leaves = wanted_leaves(cover, window, wanted)
    squares = near(index, only_wanted(squares, leaves), cutoff)
    while len(squares.x):
        squares = prune(index, squares, cutoff)
        if index.is_points and squares.side >= SIDE:
            few, squares = squares.split(FEW)
            write_points(index.geometry, few, cover, cutoff, out)
        if squares.side == LEAF:
            write_leaves(index, squares, cover, cutoff, out)
            break
        squares = only_wanted(quarter(squares), leaves)
    return np.ascontiguousarray(out[top:bottom, left:right])


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
    cover, squares = cover_squares(window)
    leaves = wanted_leaves(cover, window, None)
    squares = near(index, only_wanted(squares, leaves), np.inf)
    while True:
        squares = prune(index, squares, np.inf)
        if squares.side == LEAF:
            return cover, squares
        squares = only_wanted(quarter(squares), leaves)


def farthest(index: SegmentIndex, window: Window) -> float:
    """Metres that no cell centre of the window is farther from the nearest segment."""
    _, squares = cover_squares(window)
    centres = np.column_stack([squares.x, squares.y])
    _, first = index.tree.query(centres)
    least = np.sqrt(squared_distance(squares.x, squares.y, np.take(index.geometry, first, axis=1)))
    return float(least.max()) + squares.radius
