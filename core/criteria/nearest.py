"""Exact distance to the nearest of many points, segments and polygons, block by block.

The plane is cut into squares of 64 cells, and those into squares of 16. A square keeps only the segments
that may be nearest somewhere in it; its parts inherit them and drop more. What is left, a few segments,
is evaluated on every cell.

The result is exact up to rounding (no raster proximity error), and the same whatever block or
extent asks, because squares are aligned with the endless lattice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ..grid.grid import Window
from .leaves import write_leaves
from .narrow import cut, narrow
from .near import near
from .points import FEW, write_points
from .segments import SegmentIndex, build_index
from .squares import LEAF, TOP, Cover, Squares, centres, cover, own_cover, radius_of, top_squares

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
    near_cells = _to_points if index.is_points else _to_segments
    found = near_cells(index, window, cutoff, wanted)
    is_within = found <= np.float32(cutoff)
    if not is_within.all():
        with np.errstate(divide="ignore"):  # several times faster than writing where a mask is set
            found /= is_within.astype(np.float32)
    return found


def _to_segments(index: SegmentIndex, window: Window, cutoff: float, wanted: np.ndarray | None) -> np.ndarray:
    """Distances of the window's cells; infinity in squares beyond the cutoff."""
    c = cover(window, wanted)
    # Square by square first: what is written together lies together.
    leaves = np.full((c.rows // LEAF, c.cols // LEAF, LEAF, LEAF), np.inf, np.float32)
    for s in _tops(index, c, cutoff):
        write_leaves(index, narrow(index, cut(s, TOP // LEAF, c, cutoff), c.grid), c, leaves)
    return np.ascontiguousarray(leaves.transpose(0, 2, 1, 3).reshape(c.rows, c.cols)[c.inner])


def _to_points(index: SegmentIndex, window: Window, cutoff: float, wanted: np.ndarray | None) -> np.ndarray:
    """Distances of the window's cells; infinity in squares beyond the cutoff."""
    c = own_cover(window, wanted)
    out = np.full((c.rows, c.cols), np.inf, np.float32)
    for squares in _tops(index, c, cutoff):
        many = squares
        while len(many.row):
            few, many = many.split((many.count <= FEW[many.side]) | (many.side == LEAF))
            write_points(index.geometry, few, c, out)
            if len(many.row):
                many = narrow(index, cut(many, 4, c, cutoff), c.grid)
    return np.ascontiguousarray(out[c.inner])


def _tops(index: SegmentIndex, c: Cover, cutoff: float) -> Iterator[Squares]:
    """The largest squares and their candidates, some at a time."""
    for squares in near(index, c, cutoff):
        yield from narrow(index, squares, c.grid).batches(_PAIRS)


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
    squares = Squares.join(list(near(index, c, np.inf)))
    for parts in (1, TOP // LEAF, 2):
        squares = narrow(index, cut(squares, parts, c, np.inf), c.grid, merge=False)
    around = Window(window.grid, c.row - window.grid.row0, c.col - window.grid.col0, c.rows, c.cols)
    return around, replace(squares, row=squares.row - c.row, col=squares.col - c.col)


def farthest(index: SegmentIndex, window: Window) -> float:
    """Metres that no cell centre of the window is farther from the nearest segment."""
    row, col = (np.concatenate(a) for a in zip(*top_squares(cover(window, None))))
    places = np.column_stack(centres(window.grid, row, col, TOP))
    return float(index.run_tree.query(places)[0].max()) + radius_of(window.grid, TOP)
