"""Squares of cells and the segments that may be nearest somewhere in each.

What may be dropped follows from convexity. The squared distance to a segment with middle m, half
length w and direction u is ``|x - m|^2 - H(a)``: a paraboloid less the Huber function of the
position ``a = u (x - m)`` along it (a^2 within w, 2 w |a| - w^2 beyond). In the difference of two
segments j and i the paraboloids leave a plane, -H_j is concave, and H_i lies below its own chord
by a slack of at most ``min((r/2)^2, w r)`` over a range r of a, and by nothing where the square lies
beyond the segment's ends. So ``d_j^2 - d_i^2 >= (its least corner value) - slack_i`` in the whole
square, and a segment j for which that is above 0 is nowhere nearest. Of points the slack is 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from ..grid.grid import Window
from .segments import SegmentIndex

#: Sides, in cells, of the squares that candidates are narrowed down on.
TOP, LEAF = 64, 8
_take = np.take


@dataclass(frozen=True)
class Squares:
    """Squares of cells with the candidates of each.

    ``x``, ``y`` are centres; ``row``, ``col`` the north-west cell in the cover; ``side`` in cells. Pairs
    of square and candidate stand square by square: ``square`` holds the index of the one, ``candidate``
    that of the other.
    """

    x: np.ndarray
    y: np.ndarray
    row: np.ndarray
    col: np.ndarray
    side: int
    dx: float
    dy: float
    square: np.ndarray
    candidate: np.ndarray

    def with_candidates(self, square: np.ndarray, candidate: np.ndarray) -> Squares:
        """The squares that still have candidates, given pair by pair."""
        is_left = np.zeros(len(self.x), bool)
        is_left[square] = True
        if is_left.all():
            return replace(self, square=square, candidate=candidate)
        left = np.flatnonzero(is_left)
        x, y, row, col = (_take(a, left) for a in (self.x, self.y, self.row, self.col))
        place = np.cumsum(is_left) - 1
        return Squares(x, y, row, col, self.side, self.dx, self.dy, _take(place, square), candidate)

    def split(self, few: int) -> tuple[Squares, Squares]:
        """The squares with at most so many candidates, and the others."""
        is_few = np.bincount(self.square, minlength=len(self.x)) <= few
        own = _take(is_few, self.square)
        parts = (np.flatnonzero(own), np.flatnonzero(~own))
        first, second = (self.with_candidates(_take(self.square, p), _take(self.candidate, p)) for p in parts)
        return first, second

    @property
    def half_x(self) -> float:
        """Half the width, metres."""
        return self.side * self.dx / 2

    @property
    def half_y(self) -> float:
        """Half the height, metres."""
        return self.side * self.dy / 2

    @property
    def radius(self) -> float:
        """Half the diagonal, metres."""
        return float(np.hypot(self.half_x, self.half_y))


def cover_squares(window: Window) -> tuple[Window, Squares]:
    """The top squares that cover a window, aligned with the lattice so that every extent sees the same ones."""
    grid = window.grid
    row0 = (grid.row0 + window.row) // LEAF * LEAF - grid.row0
    col0 = (grid.col0 + window.col) // LEAF * LEAF - grid.col0
    rows = -(-(window.row + window.rows - row0) // TOP) * TOP
    cols = -(-(window.col + window.cols - col0) // TOP) * TOP
    cover = Window(grid, row0, col0, rows, cols)
    row, col = (a.ravel() for a in np.mgrid[0:rows:TOP, 0:cols:TOP])
    x = grid.origin_x + (grid.col0 + col0 + col + TOP / 2) * grid.dx
    y = grid.origin_y - (grid.row0 + row0 + row + TOP / 2) * grid.dy
    none = np.empty(0, np.int64)
    return cover, Squares(x, y, row, col, TOP, grid.dx, grid.dy, none, none)


def near(index: SegmentIndex, squares: Squares, cutoff: float) -> Squares:
    """The squares within the cutoff, each with all segments that may be nearest in it."""
    centres = np.column_stack([squares.x, squares.y])
    _, first = index.tree.query(centres)
    least = np.sqrt(squared_distance(squares.x, squares.y, _take(index.geometry, first, axis=1)))
    # No segment is nearer to the centre than that of the nearest middle, less its half length.
    kept = np.flatnonzero(least - 2 * index.reach - squares.radius <= cutoff)
    radius = least[kept] + 2 * squares.radius + index.reach
    lists = index.tree.query_ball_point(centres[kept], radius * (1 + 1e-9), return_sorted=True)
    count = np.fromiter(map(len, lists), np.int64, len(lists))
    candidate = np.fromiter(chain.from_iterable(lists), np.int64, int(count.sum()))
    x, y, row, col = (_take(a, kept) for a in (squares.x, squares.y, squares.row, squares.col))
    square = np.repeat(np.arange(len(x)), count)
    return Squares(x, y, row, col, squares.side, squares.dx, squares.dy, square, candidate)


def squared_distance(x: np.ndarray, y: np.ndarray, g: np.ndarray) -> np.ndarray:
    """Squared distance of points to segments, pair by pair: along the segment beyond its end, and across it."""
    dx, dy = x - g[0], y - g[1]
    along = dx * g[2]
    along += dy * g[3]
    dx *= g[3]
    dy *= g[2]
    dx -= dy
    np.abs(along, out=along)
    along -= g[4]
    np.maximum(along, 0.0, out=along)
    along *= along
    dx *= dx
    along += dx
    return along


def prune(index: SegmentIndex, s: Squares, cutoff: float) -> Squares:
    """Drop from each square the segments that are nowhere nearest, or nowhere within the cutoff."""
    which, candidate = s.square, s.candidate
    corners = _corners(index, s, which, _take(index.short, candidate, axis=1))
    if np.isfinite(cutoff):
        # No point of the square is farther than its radius from one of the corners.
        limit = np.float32((cutoff + s.radius + index.blur) ** 2)
        keep = np.flatnonzero(corners.min(axis=0) <= limit)
        which, candidate, corners = _pick(keep, which, candidate, corners)
    keep = _unbeaten(index, s, which, candidate, corners)
    return s.with_candidates(_take(which, keep), _take(candidate, keep))


def _pick(keep: np.ndarray, *arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """The kept pairs of arrays whose last axis are pairs."""
    if len(keep) == arrays[0].shape[-1]:
        return arrays
    return tuple(_take(a, keep, axis=-1) for a in arrays)


def _corners(index: SegmentIndex, s: Squares, which: np.ndarray, g: np.ndarray) -> np.ndarray:
    """Squared distances of each pair at the corners of its square, float32 (4, pairs)."""
    f = np.float32
    dx = _take((s.x - index.origin[0]).astype(f), which) - g[0]
    dy = _take((s.y - index.origin[1]).astype(f), which) - g[1]
    along, across = dx * g[2] + dy * g[3], dx * g[3] - dy * g[2]
    east, north = g[2] * f(s.half_x), g[3] * f(s.half_y)
    right, up = g[3] * f(s.half_x), g[2] * f(s.half_y)
    out, nothing = np.empty((4, len(which)), f), np.zeros(len(which), f)
    for k, (sign_x, sign_y) in enumerate(((1, 1), (1, -1), (-1, 1), (-1, -1))):
        a = along + east if sign_x > 0 else along - east
        p = across + right if sign_x > 0 else across - right
        if sign_y > 0:
            a += north
            p -= up
        else:
            a -= north
            p += up
        np.abs(a, out=a)
        a -= g[4]
        np.maximum(a, nothing, out=a)
        a *= a
        p *= p
        np.add(a, p, out=out[k])
    return out


def _unbeaten(
    index: SegmentIndex, s: Squares, which: np.ndarray, candidate: np.ndarray, corners: np.ndarray
) -> np.ndarray:
    """Indices of the pairs that the best segment of their square does not beat everywhere in it."""
    if not len(which):
        return which
    total = corners[0] + corners[1]
    total += corners[2]
    total += corners[3]
    change = which[1:] != which[:-1]
    start = np.concatenate([[0], np.flatnonzero(change) + 1])
    if len(start) == len(which):
        return np.arange(len(which))
    group = np.zeros(len(which), np.int64)
    np.cumsum(change, out=group[1:])
    # The rival is the one nearest to the four corners together; ties take any of them.
    tied = np.flatnonzero(total == _take(np.minimum.reduceat(total, start), group))
    rival = np.empty(len(start), np.int64)
    rival[_take(group, tied)] = tied
    slack = _slack(s, _take(which, rival), index, _take(index.short, _take(candidate, rival), axis=1))
    # Both distances may be off by the blur: (d + b)^2 - d^2 = 2 b d + b^2, and total / 4 is about d^2.
    blur = np.float32(index.blur)
    slack += 2 * blur * np.sqrt(_take(total, rival)) + 2 * blur * blur
    bound = _take(corners, rival, axis=1) + slack
    keep = corners[0] <= _take(bound[0], group)
    for corner, most in zip(corners[1:], bound[1:]):
        keep |= corner <= _take(most, group)
    return np.flatnonzero(keep)


def _slack(s: Squares, square: np.ndarray, index: SegmentIndex, g: np.ndarray) -> np.ndarray:
    """How far the Huber term of each rival may lie below its chord in its square, square metres."""
    f = np.float32
    dx = _take((s.x - index.origin[0]).astype(f), square) - g[0]
    dy = _take((s.y - index.origin[1]).astype(f), square) - g[1]
    along = dx * g[2] + dy * g[3]
    half_range = f(s.half_x) * np.abs(g[2]) + f(s.half_y) * np.abs(g[3])
    slack = np.minimum(half_range**2, 2 * g[4] * half_range)
    return np.where(np.abs(along) - half_range > g[4] + f(index.blur), f(0), slack * f(1 + 1e-5))


def quarter(s: Squares) -> Squares:
    """Cut every square in four that inherit its candidates."""
    half, n = s.side // 2, len(s.x)
    down, east = (np.repeat(a, n) for a in ([0, 0, half, half], [0, half, 0, half]))
    row, col = np.tile(s.row, 4) + down, np.tile(s.col, 4) + east
    x = np.tile(s.x, 4) + (east - half / 2) * s.dx
    y = np.tile(s.y, 4) - (down - half / 2) * s.dy
    square = np.concatenate([s.square + k * n for k in range(4)])
    return Squares(x, y, row, col, half, s.dx, s.dy, square, np.tile(s.candidate, 4))


def wanted_leaves(cover: Window, window: Window, wanted: np.ndarray | None) -> np.ndarray | None:
    """Which leaves of the cover hold a wanted cell of the window; None where all do."""
    if wanted is None and cover.shape == window.shape:
        return None
    top, left = window.row - cover.row, window.col - cover.col
    cells = np.zeros(cover.shape, bool)
    cells[top : top + window.rows, left : left + window.cols] = True if wanted is None else wanted
    return _any(cells, LEAF)


def only_wanted(s: Squares, leaves: np.ndarray | None) -> Squares:
    """The squares that hold a wanted leaf."""
    if leaves is None:
        return s
    is_wanted = _any(leaves, s.side // LEAF)[s.row // s.side, s.col // s.side]
    if is_wanted.all():
        return s
    own = np.flatnonzero(_take(is_wanted, s.square))
    kept = np.flatnonzero(is_wanted)
    x, y, row, col = (_take(a, kept) for a in (s.x, s.y, s.row, s.col))
    square = _take(np.cumsum(is_wanted) - 1, _take(s.square, own))
    return Squares(x, y, row, col, s.side, s.dx, s.dy, square, _take(s.candidate, own))


def _any(flags: np.ndarray, side: int) -> np.ndarray:
    """Whether any flag is set in each square of ``side``, for an array of whole squares."""
    rows, cols = flags.shape
    return (
        flags.reshape(rows // side, side, cols // side, side).any(axis=1).any(axis=2) if side > 1 else flags
    )
