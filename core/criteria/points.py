"""Exact distances of cells to the few points that may be nearest in their square."""

from __future__ import annotations

import numpy as np

from ..grid.grid import Window
from .squares import Squares

#: Squares of at least this side with at most so many candidates are evaluated as they are.
SIDE, FEW = 32, 8


def write_points(xy: np.ndarray, s: Squares, cover: Window, limit: float, out: np.ndarray) -> None:
    """Write the distance of every cell of large squares into ``out``, infinity beyond ``limit``.

    One square fits the innermost cache, so a few calls a square beat any rearranging of many.
    Coordinates are those of the lattice, so every window gets the same bits.

    Parameters
    ----------
    xy : float64 array, shape (2 or more, n)
        Coordinates of the index's points.
    s : Squares
    cover : Window
        What ``out`` stands for.
    limit : float
        Metres.
    out : float32 array of the cover's shape
    """
    side = s.side
    step = np.arange(side)
    p = np.take(xy, s.candidate, axis=1)
    across = (cover.x()[np.take(s.col, s.square)[:, None] + step] - p[0][:, None]) ** 2
    down = (cover.y()[np.take(s.row, s.square)[:, None] + step] - p[1][:, None]) ** 2
    farthest = across.max(axis=1) + down.max(axis=1)
    is_cut = (farthest > limit * limit * (1 - 1e-9)).tolist()
    down = down[:, :, None]
    end = np.cumsum(np.bincount(s.square, minlength=len(s.x))).tolist()
    best, trial = np.empty((2, side, side))
    first = 0
    for row, col, last in zip(s.row.tolist(), s.col.tolist(), end):
        np.add(down[first], across[first], out=best)
        for k in range(first + 1, last):
            np.add(down[k], across[k], out=trial)
            np.minimum(best, trial, out=best)
        np.sqrt(best, out=best)
        part = out[row : row + side, col : col + side]
        part[:] = best
        if is_cut[first]:
            part[part > limit] = np.inf
        first = last
