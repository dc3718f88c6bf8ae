"""Distances to segments on the cells of small squares, many squares at a time.

Along and across a segment, the position of a cell is a linear form of its row and column in the square,
and one matrix product gives the forms of many pairs of square and segment on all their cells. Their
coefficients are rounded to a common power of two, so that every product and every sum is exact in the
type at hand: the result depends neither on the order in which a library adds nor on what else is in the
product. Rounding costs less than a thousandth of a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from ..grid.grid import Grid
from .rounds import CELLS, write_least
from .segments import SegmentIndex
from .squares import Cover, Squares, centres

#: Squares so many cells away are computed in float64.
_FAR = 256
#: The bits that coefficients keep. Whole numbers of 24 bits are what float32 holds; float64 has them to spare.
_SHORT, _LONG = np.dtype(np.float32), np.dtype(np.float64)
_BITS = {_SHORT: 24, _LONG: 50}
#: Where the exponent of a float64 stands.
_EXPONENT = np.int64(0x7FF0000000000000)
#: Arrays whose places in memory differ by a multiple of a page slow each other down.
_APART = 528


def write_leaves(index: SegmentIndex, s: Squares, cover: Cover, out: np.ndarray) -> None:
    """Write the distance of every cell of the squares into ``out``, all squares of the cover (rows, cols, side, side)."""
    if not len(s.row):
        return
    forms, count = _forms(index, s, cover.grid), s.count
    # Of what is nearest at the centre, so that it does not matter which others are still there.
    nearest = np.minimum.reduceat(forms.distance, np.cumsum(count) - count)
    is_far = nearest > _FAR * max(cover.grid.dx, cover.grid.dy)
    for kind, part in ((_SHORT, ~is_far), (_LONG, is_far)):
        own = np.flatnonzero(part)
        if len(own):
            write_least(s, own, _Kernel(forms, s.side, kind), cover, out)


@dataclass(frozen=True)
class _Forms:
    """Linear forms of pairs of square and segment.

    Attributes
    ----------
    values : float64 array, shape (3, 3, pairs)
        Metres along the segment beyond its one end, along it beyond the other end, and across it: each
        at the square's centre, and for half a cell east and south.
    size : float64 array, shape (2, pairs)
        The most that the forms along, and the form across, come to in the square.
    distance : float64 array, shape (pairs,)
        Metres from the square's centre.
    """

    values: np.ndarray
    size: np.ndarray
    distance: np.ndarray


def _forms(index: SegmentIndex, s: Squares, grid: Grid) -> _Forms:
    x, y = centres(grid, s.row, s.col, s.side)
    mx, my, ux, uy, half = index.geometry.take(s.candidate, axis=1)
    dx, dy = x.take(s.square) - mx, y.take(s.square) - my
    along = dx * ux
    along += dy * uy
    values = np.empty((3, 3, len(half)))
    one, other, across = values
    np.multiply(ux, grid.dx / 2, out=one[1])
    np.multiply(uy, -grid.dy / 2, out=one[2])
    np.multiply(uy, grid.dx / 2, out=across[1])
    np.multiply(ux, grid.dy / 2, out=across[2])
    np.subtract(along, half, out=one[0])
    np.add(along, half, out=other[0])
    np.negative(other[0], out=other[0])
    np.negative(one[1:], out=other[1:])
    dx *= uy
    dy *= ux
    np.subtract(dx, dy, out=across[0])
    size = np.abs(values[1:, 1:]).sum(axis=1) * (s.side - 1)
    np.abs(along, out=along)
    off = np.abs(across[0])
    size += (along + half, off)
    return _Forms(values, size, np.hypot(np.maximum(along - half, 0.0), off))


class _Kernel:
    """Squared distances of the cells of squares to one segment each."""

    def __init__(self, forms: _Forms, side: int, kind: np.dtype) -> None:
        # Adding and taking off a number of this size rounds to the bits wanted; the margin is for what rounding adds.
        power = (forms.size * (1 + 2.0**-18)).view(np.int64) & _EXPONENT
        rounder = (power.view(np.float64) * (1.5 * 2.0 ** (53 - _BITS[kind])))[[0, 0, 1], None]
        values = forms.values + rounder
        values -= rounder
        self._values: np.ndarray = np.ascontiguousarray(values.reshape(9, -1).T, kind)
        self._cells = _steps(side, kind)
        self._space: np.ndarray = np.empty((2, CELLS + _APART), kind)

    def __call__(self, pairs: np.ndarray) -> np.ndarray:
        """Values (pairs, cells) of the pairs at these indices."""
        form = self._values.take(pairs, axis=0)
        shape = len(pairs), self._cells.shape[1]
        size = shape[0] * shape[1]
        along, other = (a[:size].reshape(shape) for a in self._space)
        np.matmul(form[:, :3], self._cells, out=along)
        np.matmul(form[:, 3:6], self._cells, out=other)
        np.maximum(along, other, out=along)
        np.maximum(along, _zeros(along.dtype)[:size].reshape(shape), out=along)
        along *= along
        np.matmul(form[:, 6:], self._cells, out=other)
        other *= other
        along += other
        return along


@lru_cache(maxsize=2)
def _zeros(kind: np.dtype) -> np.ndarray:
    """Zeros as an array: numpy compares arrays several times faster than an array and a number."""
    return np.zeros(CELLS, kind)


@lru_cache(maxsize=8)
def _steps(side: int, kind: np.dtype) -> np.ndarray:
    """One, and the half cells east and south of the centre, of all cells of a square; shape (3, side^2)."""
    step = np.arange(1 - side, side, 2)
    return np.stack([np.ones(side * side), np.tile(step, side), np.repeat(step, side)]).astype(kind)
