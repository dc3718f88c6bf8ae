"""Distances of cells to the few points that may be nearest in their square."""

from __future__ import annotations

import numpy as np

from .rounds import squares_of, write_least
from .squares import LEAF, TOP, WIDE, Cover, Squares

#: Squares with at most so many candidates, by their side, are evaluated as they are; the smallest always are.
FEW = {WIDE: 4, TOP: 8, LEAF: 0}
#: Metres from which on float32 on the way may be off by more than a centimetre.
_FAR = 75_000.0
_SHORT, _LONG = np.dtype(np.float32), np.dtype(np.float64)


def write_points(xy: np.ndarray, s: Squares, cover: Cover, out: np.ndarray) -> None:
    """Write the distance of every cell of the squares, exact to a centimetre as long as float32 can hold it.

    The squared distance of a cell from a point is one number of its column and one of its row. Their sums
    over all cells are a matrix product in which one factor is always 1: exact, and several times faster
    than adding rows to columns. They are the same bits from every square and window.

    Parameters
    ----------
    xy : float64 array, shape (2 or more, n)
        Coordinates of the index's points.
    s : Squares
    cover : Cover
    out : float32 array of the cover's cells
    """
    if not len(s.row):
        return
    grid, step = cover.grid, np.arange(s.side) + 0.5
    px, py = (a.take(s.candidate)[:, None] for a in xy[:2])
    across = (grid.origin_x + (s.col[:, None] + step) * grid.dx).take(s.square, axis=0) - px
    down = (grid.origin_y - (s.row[:, None] + step) * grid.dy).take(s.square, axis=0) - py
    across *= across
    down *= down
    own = np.arange(len(s.row))
    write_least(s, own, _Sums(down, across, _SHORT), cover, squares_of(out, s.side))
    count = s.count
    far = np.maximum.reduceat(across.max(axis=1) + down.max(axis=1), np.cumsum(count) - count)
    is_far = np.flatnonzero(far > _FAR * _FAR)
    if len(is_far):
        exact = np.full(out.shape, np.inf, np.float32)
        write_least(s, is_far, _Sums(down, across, _LONG), cover, squares_of(exact, s.side))
        np.copyto(out, exact, where=(out > np.float32(_FAR)) & np.isfinite(exact))


class _Sums:
    """Sums of a number of the row and one of the column, for pairs."""

    def __init__(self, down: np.ndarray, across: np.ndarray, kind: np.dtype) -> None:
        n, side = down.shape
        self._down: np.ndarray = np.ones((n, side, 2), kind)
        self._across: np.ndarray = np.ones((n, 2, side), kind)
        self._down[:, :, 0], self._across[:, 1] = down, across

    def __call__(self, pairs: np.ndarray) -> np.ndarray:
        """Sums (pairs, cells) of the pairs at these indices."""
        sums = np.matmul(self._down.take(pairs, axis=0), self._across.take(pairs, axis=0))
        return sums.reshape(len(pairs), -1)
