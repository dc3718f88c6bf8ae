"""Narrow down which segments may be nearest somewhere in a square.

What may be dropped follows from convexity. The squared distance to a segment with middle m, half
length w and direction u is ``|x - m|^2 - H(a)``: a paraboloid less the Huber function of the
position ``a = u (x - m)`` along it (a^2 within w, 2 w |a| - w^2 beyond). In the difference of two
segments j and i the paraboloids leave a plane, -H_j is concave, and H_i lies below its own chord
by a slack of at most ``min((r/2)^2, w r)`` over a range r of a, and by nothing where the square lies
beyond the segment's ends. So ``d_j^2 - d_i^2 >= (its least corner value) - slack_i`` in the whole
square, and a segment j for which that is above 0 is nowhere nearest. Of points the slack is 0.

Segments of a line that follow each other share a vertex, and where that is the nearest part of both
neither beats the other. One whose nearest part is the shared vertex everywhere in the square is
dropped then, as its neighbour is nowhere farther.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import as_strided

from ..grid.grid import Grid
from .segments import SegmentIndex
from .squares import Cover, Squares, radius_of

_F = np.float32
#: Distances, here and on the cells, may be off by so much of themselves and of the squares' and segments' size.
_BLUR = _F(2.0**-18)


def narrow(
    index: SegmentIndex, s: Squares, parts: int, cover: Cover, cutoff: float, *, merge: bool = True
) -> Squares:
    """Cut every square in ``parts`` by ``parts``, and drop from each what is nowhere nearest in it.

    Parts that are beyond the cutoff, or hold no wanted cell, are dropped whole. With ``merge``, of segments
    that share a vertex and are equally near throughout a part one is kept.
    """
    if not len(s.row):
        return replace(s, side=s.side // parts)
    grid, side = cover.grid, s.side // parts
    south, east = np.divmod(np.arange(parts * parts)[:, None], parts)
    row, col = (s.row + south * side).ravel(), (s.col + east * side).ravel()
    squared = _at_points(s, parts, grid)
    along = _at_centres(s, parts, grid)
    stretch = _stretch(s, side, grid)
    best, rival = _rivals(squared, parts, s)
    is_kept = cover.needs(row, col, side)
    is_kept &= best.ravel() <= _most_within(grid, side, cutoff)
    size = _F(index.run_reach + 2 * radius_of(grid, s.side))
    bound = _bounds(s, squared, (along, stretch), (best, rival), size)
    keep = _is_below(squared, bound.take(s.square, axis=-1, mode="clip"), parts)
    keep &= is_kept.reshape(parts * parts, -1).take(s.square, axis=-1, mode="clip")
    if merge:
        _merge(keep, s, along, stretch, index)
    return _collect(s, keep, (row, col), along, grid)


@lru_cache(maxsize=64)
def _steps(parts: int, dx: float, dy: float) -> tuple[np.ndarray, np.ndarray]:
    """What a square's (along, east, north) and (east, north, across) are times to be at the corners of its parts."""
    step = np.arange(-parts, parts + 1, 2) / (2 * parts)
    east, south = np.tile(step, parts + 1) * dx, np.repeat(step, parts + 1) * dy
    one = np.ones(len(east))
    return np.stack([one, east, -south], axis=1).astype(_F), np.stack([south, east, one], axis=1).astype(_F)


def _at_points(s: Squares, parts: int, grid: Grid) -> np.ndarray:
    """Squared distances at the corners of the parts, float32 ((parts + 1)^2, pairs), row by row from the north-west."""
    along, across = _steps(parts, s.side * grid.dx, s.side * grid.dy)
    out = np.matmul(along, s.form[:3])
    np.abs(out, out=out)
    out -= s.form[4]
    np.maximum(out, _zeros(s.form.shape[1]), out=out)
    out *= out
    side = np.matmul(across, s.form[1:4])
    side *= side
    out += side
    return out


def _zeros(n: int) -> np.ndarray:
    """Zeros as an array: numpy compares arrays several times faster than an array and a number."""
    return np.zeros(n, _F)


def _at_centres(s: Squares, parts: int, grid: Grid) -> np.ndarray:
    """Along at the centres of the parts, float32 (parts^2, pairs)."""
    along, ux, uy = s.form[:3]
    if parts == 1:
        return along[None]
    step = np.arange(1 - parts, parts, 2) / (2 * parts)
    out = np.empty((parts, parts, len(along)), _F)
    for i, south in enumerate(step):
        line = along - uy * _F(south * s.side * grid.dy)
        for j, east in enumerate(step):
            np.add(line, ux * _F(east * s.side * grid.dx), out=out[i, j])
    return out.reshape(parts * parts, -1)


def _stretch(s: Squares, side: int, grid: Grid) -> np.ndarray:
    """How far a square of ``side`` reaches along the segment from its centre, each pair."""
    return np.abs(s.form[1]) * _F(side * grid.dx / 2) + np.abs(s.form[2]) * _F(side * grid.dy / 2)


@lru_cache(maxsize=8)
def _corners(parts: int) -> np.ndarray:
    """Which points are the corners of each part, shape (parts^2, 4)."""
    south, east = np.divmod(np.arange(parts * parts), parts)
    return (south * (parts + 1) + east)[:, None] + [0, 1, parts + 1, parts + 2]


def _rivals(squared: np.ndarray, parts: int, s: Squares) -> tuple[np.ndarray, np.ndarray]:
    """Least sum of squared distances at the corners of each part and square, and the pair that has it."""
    points = squared.reshape(parts + 1, parts + 1, -1)
    lines = points[:, :-1] + points[:, 1:]
    total = (lines[:-1] + lines[1:]).reshape(parts * parts, -1)
    start = np.searchsorted(s.square, np.arange(len(s.row)))
    best = np.minimum.reduceat(total, start, axis=-1)
    tied = np.flatnonzero(total == best.take(s.square, axis=-1, mode="clip"))
    part, pair = np.divmod(tied, len(s.square))
    rival = np.empty(best.shape, np.int64)
    rival[part, s.square.take(pair)] = pair  # of equals the last
    return best, rival


def _most_within(grid: Grid, side: int, cutoff: float) -> np.float32:
    """The most that the sum of squared distances at a square's corners may be when a point of it is within the cutoff.

    From a point of a square with diagonal 2 R the corners are at most 2 R + width + height away in sum, and
    at most 8 R^2 in sum of squares, both at a corner.
    """
    r = radius_of(grid, side)
    reach = 2 * r + side * (grid.dx + grid.dy)
    return _F((4 * cutoff * cutoff + 2 * cutoff * reach + 8 * r * r) * (1 + 1e-5))


def _bounds(
    s: Squares,
    squared: np.ndarray,
    place: tuple[np.ndarray, np.ndarray],
    found: tuple[np.ndarray, np.ndarray],
    size: np.float32,
) -> np.ndarray:
    """What a candidate must be below at one corner at least, float32 (parts^2, 4, squares)."""
    (along, stretch), (best, rival) = place, found
    pairs = len(stretch)
    range_, half = stretch.take(rival), s.form[4].take(rival)
    slack = np.minimum(range_, 2 * half)
    slack *= range_
    slack *= _F(1 + 1e-5)
    # The best's corners add up to 4 d^2 about, and (d + b)^2 - d^2 = 2 b d + b^2, on both sides.
    distance = np.sqrt(best)
    distance += size
    blur = distance * _BLUR
    middle = along.reshape(-1).take(rival + np.arange(len(rival))[:, None] * pairs)
    np.abs(middle, out=middle)
    middle -= range_
    middle -= half
    slack[middle > blur] = 0
    blur *= distance
    blur *= _F(4)
    slack += blur
    bound = squared.reshape(-1).take(rival[:, None] + (_corners(math.isqrt(len(best))) * pairs)[:, :, None])
    bound += slack[:, None]
    return bound


def _is_below(squared: np.ndarray, bound: np.ndarray, parts: int) -> np.ndarray:
    """Whether a squared distance is within its bound at any corner; bool (parts^2, pairs)."""
    pairs = squared.shape[1]
    one = squared.itemsize
    across, down = pairs * one, (parts + 1) * pairs * one
    corner = as_strided(
        squared, (parts, parts, 2, 2, pairs), (down, across, down, across, one), writeable=False
    )
    below = corner <= bound.reshape(corner.shape)
    below = below[:, :, 0] | below[:, :, 1]
    return (below[:, :, 0] | below[:, :, 1]).reshape(parts * parts, pairs)


def _merge(keep: np.ndarray, s: Squares, along: np.ndarray, stretch: np.ndarray, index: SegmentIndex) -> None:
    """Take out of ``keep`` the segments that in a whole part are nearest with a vertex shared with the next or last one."""
    first = s.candidate[:-1]
    follows = s.candidate[1:] - first == 1
    follows &= s.square[1:] == s.square[:-1]
    follows &= index.goes_on.take(first)
    if not follows.any():
        return
    most = stretch * _F(1 + 1e-5)
    most += s.form[4]
    to_end = along[:, :-1] > most[:-1]
    to_end &= follows
    to_start = along[:, 1:] < -most[1:]
    to_start &= follows
    to_start &= ~to_end
    keep[:, :-1] &= ~to_end
    keep[:, 1:] &= ~to_start


def _collect(
    s: Squares, keep: np.ndarray, place: tuple[np.ndarray, np.ndarray], along: np.ndarray, grid: Grid
) -> Squares:
    """The parts that have candidates left."""
    parts = math.isqrt(len(keep))
    kept = np.flatnonzero(keep)
    part, pair = np.divmod(kept, len(s.square))
    key = part * len(s.row)
    key += s.square.take(pair)
    is_left = np.zeros(len(place[0]), bool)
    is_left[key] = True
    left = np.flatnonzero(is_left)
    square = (np.cumsum(is_left) - 1).take(key)
    form = np.empty((5, len(kept)), _F)
    s.form.take(pair, axis=1, out=form, mode="clip")
    if parts > 1:
        along.reshape(-1).take(kept, out=form[0], mode="clip")
        south, east = np.divmod(np.arange(parts * parts), parts) - np.array((parts - 1) / 2)
        form[3] += form[2] * (east * (s.side * grid.dx / parts)).astype(_F).take(part)
        form[3] += form[1] * (south * (s.side * grid.dy / parts)).astype(_F).take(part)
    return Squares(
        place[0].take(left), place[1].take(left), s.side // parts, square, s.candidate.take(pair), form
    )
