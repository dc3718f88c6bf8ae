"""Segments near the largest squares."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..grid.grid import Grid
from .narrow import BLUR, numbered
from .segments import SegmentIndex
from .squares import Cover, Squares, centres, radius_of, top_squares

#: Distances of squares and runs of segments that are held at once.
_MOST = 2_000_000
#: So few runs are looked at all.
_FEW = 100
_F = np.float32


def near(index: SegmentIndex, c: Cover, cutoff: float) -> Iterator[Squares]:
    """The largest squares within the cutoff, each with all segments that may be nearest in it."""
    for row, col in top_squares(c):
        yield from _near(index, c, row, col, cutoff)


def _near(
    index: SegmentIndex, c: Cover, row: np.ndarray, col: np.ndarray, cutoff: float
) -> Iterator[Squares]:
    x, y = centres(c.grid, row, col, c.top)
    around, reach = 2 * radius_of(c.grid, c.top), index.longest_reach
    # No segment is nearer to a centre than the nearest middle of a run, less the farthest from one.
    farthest = (cutoff + around / 2 + reach) * (1 + 1e-6)
    run, squared, blur = _runs_about(index, x, y, around + reach, farthest)
    if squared.size > _MOST and len(row) > 1:
        half = len(row) // 2
        yield from _near(index, c, row[:half], col[:half], cutoff)
        yield from _near(index, c, row[half:], col[half:], cutoff)
        return
    if not len(run):
        return
    least = np.sqrt(np.maximum(squared.min(axis=1), _F(0))).astype(float)
    kept = np.flatnonzero(least - blur <= farthest)
    if not len(kept):
        return
    row, col, most = row.take(kept), col.take(kept), (least.take(kept) + around) * (1 + 1e-6) + blur
    if len(kept) < len(least):
        squared = squared.take(kept, axis=0)
    found = np.flatnonzero(squared <= ((most + reach) ** 2).astype(_F)[:, None])
    square, place = np.divmod(found, len(run))
    candidate = run.take(place)
    if index.is_points:
        yield _with_points(index, c, (row, col), square, candidate)
        return
    own = (most.take(square) + index.run_reach.take(candidate)) ** 2
    pairs = np.flatnonzero(squared.reshape(-1).take(found) <= own)
    empty = np.empty((5, 0), _F)
    squares = Squares(row, col, c.top, square.take(pairs), candidate.take(pairs), empty)
    yield _with_segments(index, c.grid, squares, cutoff)


def _runs_about(
    index: SegmentIndex, x: np.ndarray, y: np.ndarray, more: float, farthest: float
) -> tuple[np.ndarray, np.ndarray, float]:
    """Runs whose middle may be nearest to any of some places, or ``more`` farther than that, and squared distances.

    Returns
    -------
    run : int64 array, shape (n,)
        Rising.
    squared : float32 array, shape (places, n)
    blur : float
        Metres that a distance from there may be off.
    """
    tree, cx, cy = index.run_tree, (x.min() + x.max()) / 2, (y.min() + y.max()) / 2
    px, py = x - cx, y - cy
    span = float(np.sqrt((px * px + py * py).max()))
    # From any place a middle is within span + nearest.
    reach = min(span + float(tree.query((cx, cy))[0]), farthest) + more
    if tree.n <= _FEW:
        run = np.arange(tree.n)
    else:
        lists = tree.query_ball_point((cx, cy), (span + reach) * (1 + 1e-9), return_sorted=True)
        run = np.array(lists, np.int64)
    mx, my = tree.data.take(run, axis=0).T
    mx, my = mx - cx, my - cy
    # |p - m|^2 as one matrix product, |p|^2 - 2 p m + |m|^2, of places from the middle of all.
    left = np.stack([px * px + py * py, -2 * px, -2 * py, np.ones(len(px))], axis=1).astype(_F)
    right = np.stack([np.ones(len(run)), mx, my, mx * mx + my * my]).astype(_F)
    # Off by a few parts in 2^24 of the largest terms; the square root of that where the distance is 0.
    return run, left @ right, 2.0**-10 * (span + reach)


def _with_points(
    index: SegmentIndex, c: Cover, place: tuple[np.ndarray, np.ndarray], square: np.ndarray, point: np.ndarray
) -> Squares:
    """Squares with their candidates, where every run is a point."""
    x, y = centres(c.grid, *place, c.top)
    form = np.zeros((5, len(square)), _F)
    form[0] = x.take(square) - index.geometry[0].take(point)
    form[1] = 1
    form[3] = index.geometry[1].take(point) - y.take(square)
    return Squares(*place, c.top, square, point, form)


def _with_segments(index: SegmentIndex, grid: Grid, s: Squares, cutoff: float) -> Squares:
    """Squares whose candidates are runs, with the segments of those instead that may be nearest within the cutoff."""
    first, size = index.runs.take(s.candidate), np.diff(index.runs).take(s.candidate)
    before = np.cumsum(size) - size
    candidate = np.arange(size.sum()) + np.repeat(first - before, size)
    square = np.repeat(s.square, size)
    x, y = centres(grid, s.row, s.col, s.side)
    mx, my = index.geometry[:2].take(candidate, axis=1)
    dx, dy = (x.take(square) - mx).astype(_F), (y.take(square) - my).astype(_F)
    form = np.empty((5, len(square)), _F)
    ux, uy, half = index.short.take(candidate, axis=1)
    form[0], form[3] = dx * ux + dy * uy, dx * uy - dy * ux
    form[1], form[2], form[4] = ux, uy, half
    distance = np.maximum(np.abs(form[0]) - form[4], _F(0))
    distance = np.sqrt(distance * distance + form[3] * form[3])
    least = np.minimum.reduceat(distance, np.searchsorted(square, np.arange(len(s.row))))
    radius = _F(radius_of(grid, s.side))
    most = (least + 2 * radius) * (1 + 4 * BLUR)
    most[least * (1 - 4 * BLUR) - radius > _F(cutoff)] = -1
    pairs = np.flatnonzero(distance <= most.take(square))
    left, own = numbered(square.take(pairs), len(s.row))
    return Squares(
        s.row.take(left), s.col.take(left), s.side, own, candidate.take(pairs), form.take(pairs, axis=1)
    )
