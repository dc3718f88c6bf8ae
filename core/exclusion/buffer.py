"""Cells within a buffer of points, lines and boundaries, row by row instead of cell by cell."""

from __future__ import annotations

import numpy as np

from ..criteria.nearest import SegmentIndex, nearest_distance
from ..grid.grid import Window
from ..grid.spans import burn_runs

#: Buffers of at most so many cells are cut into rows; wider ones ask for distances, which cost less then.
_NARROW = 16
#: Segments cut at a time, so that memory stays flat.
_BATCH = 10_000


def within_buffer(index: SegmentIndex, window: Window, buffer_m: float) -> np.ndarray:
    """Tell which cell centres of a window lie within some metres of the nearest segment; bool array.

    The choice of the way depends on the buffer and the cell alone, so no window differs from another.
    """
    # The last bits of a distance must not decide whether a cell right at the buffer counts.
    reach = buffer_m * (1 + 1e-6)
    if buffer_m > _NARROW * min(window.grid.dx, window.grid.dy):
        return nearest_distance(index, window, reach) <= reach
    own = _about(index, window, reach)
    x, y, ux, uy, half = geometry = index.geometry.take(own, axis=1)
    xmin, ymin, xmax, ymax = window.extent
    wide, high = np.abs(ux) * half + reach, np.abs(uy) * half + reach
    near = np.flatnonzero((x + wide >= xmin) & (x - wide <= xmax) & (y + high >= ymin) & (y - high <= ymax))
    out = np.zeros(window.shape, bool)
    for begin in range(0, len(near), _BATCH):
        part = near[begin : begin + _BATCH]
        out |= burn_runs(*_runs(geometry.take(part, axis=1), high.take(part), window, reach), window.shape)
    return out


def _about(index: SegmentIndex, window: Window, reach: float) -> np.ndarray:
    """Segments of the runs whose middles are about as near as the buffer reaches, rising."""
    xmin, ymin, xmax, ymax = window.extent
    radius = float(np.hypot(xmax - xmin, ymax - ymin)) / 2 + reach + index.longest_reach
    middle = ((xmin + xmax) / 2, (ymin + ymax) / 2)
    run = np.array(index.run_tree.query_ball_point(middle, radius * (1 + 1e-9), return_sorted=True), np.int64)
    first, size = index.runs.take(run), np.diff(index.runs).take(run)
    ends = np.cumsum(size)
    return np.repeat(first + size - ends, size) + np.arange(size.sum())


def _runs(
    g: np.ndarray, high: np.ndarray, window: Window, reach: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row, first and last column, in the window, of what each segment's buffer takes of each row."""
    grid, y = window.grid, window.y()
    top = np.clip(np.floor((y[0] - g[1] - high) / grid.dy), 0, window.rows).astype(np.int64)
    bottom = np.clip(np.ceil((y[0] - g[1] + high) / grid.dy) + 1, 0, window.rows).astype(np.int64)
    n = np.maximum(bottom - top, 0)
    which = np.repeat(np.arange(len(n)), n)
    row = np.arange(len(which)) - np.take(np.cumsum(n) - n - top, which)
    mx, my, ux, uy, half = np.take(g, which, axis=1)
    ux, uy = ux * np.where(uy < 0, -1, 1), np.abs(uy)  # northwards, as `_end` wants
    v = np.take(y, row) - my
    left, right = -_end(v, -ux, uy, half, reach), _end(v, ux, uy, half, reach)
    # Columns of the lattice first: they are the same whatever the window.
    first = np.ceil((mx + left - grid.origin_x) / grid.dx - 0.5) - (grid.col0 + window.col)
    last = np.floor((mx + right - grid.origin_x) / grid.dx - 0.5) - (grid.col0 + window.col)
    keep = np.flatnonzero((first <= last) & (last >= 0) & (first < window.cols))
    first, last = np.maximum(first[keep], 0), np.minimum(last[keep], window.cols - 1)
    return row[keep], first.astype(np.int64), last.astype(np.int64)


def _end(v: np.ndarray, ux: np.ndarray, uy: np.ndarray, half: np.ndarray, reach: float) -> np.ndarray:
    """East end of a segment's buffer on the line ``v`` north of its middle, from the middle; NaN where it has none.

    The buffer is the union of discs about the points t along the segment. East of the point t the
    disc ends at ``t ux + sqrt(reach^2 - (v - t uy)^2)``, which is concave in t and largest at
    ``t = (v + reach ux) / uy``, or at the end of the segment next to it. ``uy`` is 0 or more.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (v + reach * ux) / uy
        t = np.clip(np.where(uy == 0, np.copysign(np.inf, ux), t), -half, half)
        return t * ux + np.sqrt(reach * reach - (v - t * uy) ** 2)
