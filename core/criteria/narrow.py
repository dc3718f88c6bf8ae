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

from functools import lru_cache

import numpy as np

from ..grid.grid import Grid
from .segments import SegmentIndex
from .squares import Cover, Squares, radius_of

_F = np.float32
#: Distances, here and on the cells, may be off by so much of themselves and of the squares' and segments' size.
BLUR = _F(2.0**-18)


def cut(s: Squares, parts: int, cover: Cover, cutoff: float) -> Squares:
    """Cut every square in ``parts`` by ``parts``, and drop from each what its size alone tells to be nowhere nearest.

    What is farther from the centre than the nearest by more than the diagonal is. Parts that are beyond
    the cutoff, or hold no wanted cell, are dropped whole.
    """
    if not len(s.row):
        return s.within(np.empty(0, np.int64), s.side // parts)
    grid, side, n = cover.grid, s.side // parts, len(s.row)
    south, east = np.divmod(np.arange(parts * parts)[:, None], parts)
    row, col = (s.row + south * side).ravel(), (s.col + east * side).ravel()
    squared = _squared_at(s, *_steps(parts, side * grid.dx, side * grid.dy))
    least = np.sqrt(np.minimum.reduceat(squared, s.start, axis=-1))
    radius = _F(radius_of(grid, side))
    most = (least + 2 * radius) * (1 + 4 * BLUR)
    most *= most
    is_kept = cover.needs(row, col, side).reshape(-1, n)
    is_kept &= least * (1 - 4 * BLUR) - radius <= _F(cutoff)
    most[~is_kept] = -1
    kept = np.flatnonzero(squared <= most.take(s.square, axis=-1, mode="clip"))
    part, pair = np.divmod(kept, len(s.square))
    key = part * n
    key += s.square.take(pair)
    left, square = numbered(key, len(row))
    form = s.form.take(pair, axis=1)
    offset = (np.array([[east], [south]])[:, 0, :, 0] - (parts - 1) / 2) * [
        [side * grid.dx],
        [side * grid.dy],
    ]
    right, down = offset.astype(_F).take(part, axis=1)
    form[0] += form[1] * right
    form[0] -= form[2] * down
    form[3] += form[2] * right
    form[3] += form[1] * down
    return Squares(row.take(left), col.take(left), side, square, s.candidate.take(pair), form)


def numbered(key: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Which of so many keys occur, and the place of each key given among those."""
    occurs = np.zeros(count, bool)
    occurs[key] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1).take(key)


@lru_cache(maxsize=64)
def _steps(points: int, dx: float, dy: float) -> tuple[np.ndarray, np.ndarray]:
    """What a square's (along, east, north) and (east, north, across) are times to be at points about its centre.

    There are ``points`` by ``points`` of them, dx and dy metres apart, row by row from the north-west.
    """
    step = np.arange(1 - points, points, 2) / 2
    east, south = np.tile(step, points) * dx, np.repeat(step, points) * dy
    one = np.ones(len(east))
    return np.stack([one, east, -south], axis=1).astype(_F), np.stack([south, east, one], axis=1).astype(_F)


def _squared_at(s: Squares, along: np.ndarray, across: np.ndarray) -> np.ndarray:
    """Squared distances at points of the squares, float32 (points, pairs)."""
    out = along @ s.form[:3]
    np.abs(out, out=out)
    out -= s.form[4]
    # Zeros as an array: numpy compares arrays several times faster than an array and a number.
    np.maximum(out, np.zeros(out.shape[1], _F), out=out)
    out *= out
    side = across @ s.form[1:4]
    side *= side
    out += side
    return out


def narrow(index: SegmentIndex, s: Squares, grid: Grid, *, merge: bool = True) -> Squares:
    """Drop from every square what is nowhere nearest in it.

    With ``merge``, of segments that share a vertex and are equally near throughout a square one is kept.
    """
    if not len(s.row):
        return s
    # Its outer cells' centres are a square's corners.
    width, height = (s.side - 1) * grid.dx, (s.side - 1) * grid.dy
    stretch = np.abs(s.form[1]) * _F(width / 2)
    stretch += np.abs(s.form[2]) * _F(height / 2)
    squared = _squared_at(s, *_steps(2, width, height))
    total = squared[0] + squared[1]
    total += squared[2]
    total += squared[3]
    best = np.minimum.reduceat(total, s.start)
    tied = np.flatnonzero(total == best.take(s.square))
    rival = np.empty(len(s.row), np.int64)
    rival[s.square.take(tied)] = tied  # of equals the last
    size = index.longest_reach + 2 * radius_of(grid, s.side)
    bound = squared.take(rival, axis=1) + _slack(
        s.form.take(rival, axis=1), stretch.take(rival), best, _F(size)
    )
    below = squared <= bound.take(s.square, axis=1, mode="clip")
    keep = below[0] | below[1]
    keep |= below[2]
    keep |= below[3]
    if merge:
        _merge(keep, s, stretch, index)
    return s.within(np.flatnonzero(keep), s.side)


def _slack(form: np.ndarray, stretch: np.ndarray, best: np.ndarray, size: np.float32) -> np.ndarray:
    """How far above each rival's squared distance at a corner another's may be and still be nearer somewhere."""
    half = form[4]
    slack = np.minimum(stretch, 2 * half)
    slack *= stretch
    slack *= _F(1 + 1e-5)
    # The best's corners add up to 4 d^2 about, and (d + b)^2 - d^2 = 2 b d + b^2, on both sides.
    distance = np.sqrt(best)
    distance += size
    blur = distance * BLUR
    slack[np.abs(form[0]) - stretch > half + blur] = 0
    return slack + 4 * blur * distance


def _merge(keep: np.ndarray, s: Squares, stretch: np.ndarray, index: SegmentIndex) -> None:
    """Take out of ``keep`` what is throughout nearest with a vertex that it shares with the next or last segment."""
    first, along = s.candidate[:-1], s.form[0]
    follows = s.candidate[1:] - first == 1
    follows &= s.square[1:] == s.square[:-1]
    follows &= index.goes_on.take(first)
    most = stretch * _F(1 + 1e-5)
    most += s.form[4]
    to_end = along[:-1] > most[:-1]
    to_end &= follows
    to_start = along[1:] < -most[1:]
    to_start &= follows
    to_start &= ~to_end
    keep[:-1] &= ~to_end
    keep[1:] &= ~to_start
