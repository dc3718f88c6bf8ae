"""Distances on the cells of the smallest squares, many squares at a time."""

from __future__ import annotations

import numpy as np

from ..grid.grid import Window
from .segments import SegmentIndex
from .squares import LEAF, Squares

_take = np.take
#: Leaves worked on together: their arrays fit the cache, and numpy's calls are few.
_CHUNK = 1000
_CELLS = LEAF * LEAF
#: Zeros as an array: numpy compares arrays several times faster than an array and a number.
_NOTHING = np.zeros(LEAF * LEAF * _CHUNK, np.float32)
_STEP = np.arange(LEAF) + 0.5 - LEAF / 2


def write_leaves(index: SegmentIndex, s: Squares, cover: Window, limit: float, out: np.ndarray) -> None:
    """Write the distance of every cell of the leaves into ``out``, infinity beyond ``limit``.

    Leaves are sorted by falling number of candidates, so the k-th candidates of all leaves that
    have so many are the head of the list: rounds of plain array operations, no loop over leaves.
    The leaf is the last axis, which keeps numpy's inner loops long.
    """
    size = np.bincount(s.square, minlength=len(s.x))
    order = np.argsort(-size, kind="stable")
    count, start = _take(size, order), _take(np.cumsum(size) - size, order)
    kernel = _Points(index, s, cover) if index.is_points else _Segments(index, s)
    down, right = cover.rows // LEAF, cover.cols // LEAF
    place = _take(s.row // LEAF * right + s.col // LEAF, order)
    leaves = np.empty((down * right, _CELLS), np.float32)
    space = np.empty((3, _CELLS * min(_CHUNK, len(order))), kernel.kind)
    for begin in range(0, len(order), _CHUNK):
        chunk = slice(begin, begin + _CHUNK)
        best = _least(kernel, s, (order[chunk], count[chunk], start[chunk]), space)
        turned = np.ascontiguousarray(best.reshape(_CELLS, -1).T, np.float32)
        if turned.max() > limit:
            turned[turned > np.float32(limit)] = np.inf
        leaves[place[chunk]] = turned
    squares = leaves.reshape(down, right, LEAF, LEAF).transpose(0, 2, 1, 3)
    cells = out.reshape(down, LEAF, right, LEAF)
    if len(order) == down * right:
        cells[:] = squares
    else:
        is_leaf = np.zeros(down * right, bool)
        is_leaf[place] = True
        np.copyto(cells, squares, where=is_leaf.reshape(down, 1, right, 1))


def _least(
    kernel: _Points | _Segments,
    s: Squares,
    leaves: tuple[np.ndarray, np.ndarray, np.ndarray],
    space: np.ndarray,
) -> np.ndarray:
    """Distances (row, col, leaf) of the leaves (index, candidates, first pair), by falling number of candidates."""
    leaf, count, start = leaves
    best = space[0, : _CELLS * len(leaf)].reshape(LEAF, LEAF, -1)
    for k, head in enumerate(np.searchsorted(-count, -np.arange(count[0]), side="left").tolist()):
        # Whole arrays for the head alone: numpy then runs over them in one go.
        trial, spare = space[1:, : _CELLS * head].reshape(2, LEAF, LEAF, head)
        kernel(leaf[:head], _take(s.candidate, start[:head] + k), trial if k else best, spare)
        if k:
            np.minimum(best[:, :, :head], trial, out=best[:, :, :head])
    return np.sqrt(best, out=best)


class _Points:
    """Squared distances to one point a leaf, in float64: exact to rounding at any range."""

    kind = np.float64

    def __init__(self, index: SegmentIndex, s: Squares, cover: Window) -> None:
        cells = np.arange(LEAF)[:, None]
        self._xy = index.geometry
        # Coordinates of the lattice, as for larger squares: the same bits whichever way a cell goes.
        self._x, self._y = cover.x()[s.col + cells], cover.y()[s.row + cells]

    def __call__(self, leaf: np.ndarray, point: np.ndarray, out: np.ndarray, spare: np.ndarray) -> None:
        across = (_take(self._x, leaf, axis=1) - _take(self._xy[0], point)) ** 2
        down = (_take(self._y, leaf, axis=1) - _take(self._xy[1], point)) ** 2
        np.add(across[None], down[:, None], out=out)


class _Segments:
    """Squared distances to one segment a leaf, in float32 from the leaf's centre.

    The rounding error is a few 10^-7 of the distance: 1 cm at 50 km.
    """

    kind = np.float32

    def __init__(self, index: SegmentIndex, s: Squares) -> None:
        self._geometry, self._x, self._y = index.geometry, s.x, s.y
        self._east, self._south = (
            (_STEP * s.dx).astype(np.float32)[:, None],
            (_STEP * s.dy).astype(np.float32)[:, None],
        )

    def __call__(self, leaf: np.ndarray, segment: np.ndarray, out: np.ndarray, spare: np.ndarray) -> None:
        f = np.float32
        x, y, ux, uy, half = _take(self._geometry, segment, axis=1)
        mx, my = _take(self._x, leaf) - x, _take(self._y, leaf) - y
        along, across = (mx * ux + my * uy).astype(f), (mx * uy - my * ux).astype(f)
        ux, uy, half = ux.astype(f), uy.astype(f), half.astype(f)
        np.add((along + self._east * ux)[None], (-self._south * uy)[:, None], out=out)
        np.abs(out, out=out)
        out -= half
        flat = out.reshape(-1)
        np.maximum(flat, _NOTHING[: len(flat)], out=flat)
        flat *= flat
        np.add((across + self._east * uy)[None], (self._south * ux)[:, None], out=spare)
        spare *= spare
        out += spare
