"""Sums of a kernel over many points at every cell: a convolution of points, without binning them to cells.

The window is cut into squares, those into quarters, down to 8 x 8 cells. A point whose disc covers a
square adds a smooth function to it, which is known everywhere in the square from its values at a few
Chebyshev nodes; these are handed down to the quarters by interpolation. Points whose rim crosses the
smallest squares are evaluated cell by cell. Work then grows with the length of the rims, not with the
area of the discs.

The uniform and quartic kernels are polynomials, for which interpolation is exact up to rounding. For the
gaussian, squares are at most a quarter of the radius wide, and ten nodes a side keep the error below
1e-8 of the sum. Squares are aligned with the endless lattice, so every window gets the same bits.

Source
------
Fong and Darve (2009), J. Comput. Phys. 228, 8712-8725: sums by Chebyshev interpolation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import chain
from typing import Callable

import numpy as np
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from ..grid.grid import Window

#: Sides, in cells, of the largest and the smallest squares.
_TOP, _LEAF = 512, 8
#: Pairs of point and square that are evaluated together, and that are held at one level of squares.
_BATCH, _HELD = 2048, 500_000
#: Rounding of squared distances: a point exactly at the radius counts.
_RIM = 1 + 1e-12


@dataclass(frozen=True)
class Shape:
    """A kernel of the squared distance in units of the radius, before scaling.

    Attributes
    ----------
    value : callable
        Values from the squared offsets to the east (pairs, 1, n) and south (pairs, m, 1), in radii, shape (pairs, m, n).
    nodes : int
        Chebyshev nodes a side that describe it on a square inside the disc.
    widest : float
        Width of such a square at most, in radii; infinity where the description is exact.
    """

    value: Callable[[np.ndarray, np.ndarray], np.ndarray]
    nodes: int
    widest: float = math.inf


@dataclass(frozen=True)
class _Squares:
    """Squares of one side, pairs with the points whose rim may cross them, and what is summed so far.

    ``x``, ``y`` are centres, ``row``, ``col`` the north-west cells in the cover; ``square`` rises.
    ``smooth``, shape (squares, nodes, nodes), holds sums at the nodes, rows from the north.
    """

    side: int
    x: np.ndarray
    y: np.ndarray
    row: np.ndarray
    col: np.ndarray
    smooth: np.ndarray
    square: np.ndarray
    point: np.ndarray


@dataclass(frozen=True)
class KernelSums:
    """Weighted points summed under a kernel.

    Attributes
    ----------
    xy : float64 array, shape (n, 2)
        Metres.
    weight : float64 array, shape (n,)
    radius : float
        Metres.
    shape : Shape
    tree : cKDTree
        Of ``xy``.
    """

    xy: np.ndarray
    weight: np.ndarray
    radius: float
    shape: Shape
    tree: cKDTree

    def __call__(self, window: Window) -> np.ndarray:
        """Sums at the cell centres, float64 of the window's shape."""
        cover, squares = self._first(window)
        out = np.zeros(cover.shape)
        self._descend(squares, window, cover, out)
        top, left = window.row - cover.row, window.col - cover.col
        return out[top : top + window.rows, left : left + window.cols]

    def _first(self, window: Window) -> tuple[Window, _Squares]:
        """The largest squares that serve, each with all points in reach."""
        grid = window.grid
        cell = max(grid.dx, grid.dy)
        side = _TOP
        while side > _LEAF and side * cell > min(self.shape.widest, math.sqrt(2)) * self.radius:
            side //= 2
        row0 = (grid.row0 + window.row) // side * side - grid.row0
        col0 = (grid.col0 + window.col) // side * side - grid.col0
        rows = -(-(window.row + window.rows - row0) // side) * side
        cols = -(-(window.col + window.cols - col0) // side) * side
        cover = Window(grid, row0, col0, rows, cols)
        row, col = (a.ravel() for a in np.mgrid[0:rows:side, 0:cols:side])
        x = grid.origin_x + (grid.col0 + col0 + col + side / 2) * grid.dx
        y = grid.origin_y - (grid.row0 + row0 + row + side / 2) * grid.dy
        reach = self.radius + side * math.hypot(grid.dx, grid.dy) / 2
        lists = self.tree.query_ball_point(np.column_stack([x, y]), reach * (1 + 1e-9), return_sorted=True)
        count = np.fromiter(map(len, lists), np.int64, len(lists))
        point = np.fromiter(chain.from_iterable(lists), np.int64, int(count.sum()))
        smooth = np.zeros((len(x), self.shape.nodes, self.shape.nodes))
        square = np.repeat(np.arange(len(x)), count)
        return cover, _Squares(side, x, y, row, col, smooth, square, point)

    def _descend(self, s: _Squares, window: Window, cover: Window, out: np.ndarray) -> None:
        """Add what covers the squares, and go on with their quarters until cells are reached."""
        if len(s.point) > _HELD and len(s.x) > 1:
            for part in np.array_split(np.arange(len(s.x)), 2):
                self._descend(_part(s, int(part[0]), int(part[-1]) + 1), window, cover, out)
            return
        grid = window.grid
        half = np.array([s.side * grid.dx / 2, s.side * grid.dy / 2])
        crossing = self._cover(s, half)
        if s.side > _LEAF:
            self._descend(_quarters(crossing, window, cover), window, cover, out)
            return
        node = _basis(self.shape.nodes, (np.arange(_LEAF) + 0.5) / _LEAF * 2 - 1)
        cells = node @ crossing.smooth @ node.T
        offset = np.arange(_LEAF) - (_LEAF - 1) / 2
        self._add(crossing, offset * grid.dx, offset * grid.dy, cells, is_cut=True)
        step = np.arange(_LEAF)
        out[(s.row[:, None] + step)[:, :, None], (s.col[:, None] + step)[:, None, :]] = cells

    def _cover(self, s: _Squares, half: np.ndarray) -> _Squares:
        """Add the points whose discs cover whole squares at the nodes; leave the pairs whose rim crosses."""
        farthest, nearest = np.zeros((2, len(s.point)))
        for points, centres, size in zip(self.xy.T, (s.x, s.y), half):
            away = np.abs(np.take(points, s.point) - np.take(centres, s.square))
            farthest += (away + size) ** 2
            away -= size
            nearest += np.maximum(away, 0.0, out=away) ** 2
        is_whole = farthest <= self.radius**2
        # At the last level the cells are as many as the nodes of a kernel that is no polynomial.
        if s.side == _LEAF and math.isfinite(self.shape.widest):
            is_whole[:] = False
        whole = np.flatnonzero(is_whole)
        covered = replace(s, square=np.take(s.square, whole), point=np.take(s.point, whole))
        at = _nodes(self.shape.nodes)
        self._add(covered, at * half[0], at * half[1], s.smooth)
        left = np.flatnonzero(~is_whole & (nearest <= self.radius**2 * _RIM))
        return replace(s, square=np.take(s.square, left), point=np.take(s.point, left))

    def _add(
        self, s: _Squares, east: np.ndarray, south: np.ndarray, out: np.ndarray, *, is_cut: bool = False
    ) -> None:
        """Add each pair's values at offsets from its square's centre to ``out`` (squares, south, east).

        ``is_cut`` tells that some places may lie beyond the radius, where there is nothing to add.
        """
        for begin, end in _batches(s.square):
            square, point = s.square[begin:end], s.point[begin:end]
            dx = (s.x[square] - self.xy[point, 0])[:, None] + east
            dy = (s.y[square] - self.xy[point, 1])[:, None] - south
            dx, dy = ((d / self.radius) ** 2 for d in (dx, dy))
            value = self.shape.value(dx[:, None, :], dy[:, :, None])
            if is_cut:
                value *= dx[:, None, :] + dy[:, :, None] <= _RIM
            first = np.flatnonzero(np.r_[True, square[1:] != square[:-1]])
            # A product with a sparse matrix adds the pairs of a square one by one, in their order.
            rows = csr_matrix(
                (self.weight[point], np.arange(len(point)), np.r_[first, len(point)]),
                shape=(len(first), len(point)),
            )
            out[square[first]] += (rows @ value.reshape(len(point), -1)).reshape(
                len(first), len(south), len(east)
            )


def kernel_sums(xy: np.ndarray, weight: np.ndarray, radius: float, shape: Shape) -> KernelSums:
    """Prepare the sums over points, shape (n, 2), with weights, shape (n,)."""
    # The plain split: a balanced tree of a million coincident points would recurse without end.
    return KernelSums(xy, weight, radius, shape, cKDTree(xy, balanced_tree=False))


def _batches(square: np.ndarray) -> list[tuple[int, int]]:
    """Ranges of pairs to evaluate together: whole squares, or a part of one that is large.

    Where a square is cut depends on its own pairs alone, so its sum has the same bits in every window.
    """
    if not len(square):
        return []
    first = np.flatnonzero(np.r_[True, square[1:] != square[:-1]])
    size = np.diff(np.r_[first, len(square)])
    cuts = [np.arange(f, f + n, _BATCH) for f, n in zip(first[size > _BATCH], size[size > _BATCH])]
    starts = np.unique(np.concatenate([first, *cuts])).tolist() + [len(square)]
    out, begin = [], 0
    for last, end in zip(starts, starts[1:]):
        if end - begin > _BATCH and last > begin:
            out.append((begin, last))
            begin = last
    return [*out, (begin, len(square))]


def _part(s: _Squares, begin: int, end: int) -> _Squares:
    """Some of the squares."""
    pairs = slice(*np.searchsorted(s.square, (begin, end)))
    some = slice(begin, end)
    return _Squares(
        s.side, s.x[some], s.y[some], s.row[some], s.col[some], s.smooth[some], s.square[pairs] - begin, s.point[pairs]
    )  # fmt: skip


def _quarters(s: _Squares, window: Window, cover: Window) -> _Squares:
    """Each square cut in four, of which those that touch the window are kept."""
    half, n = s.side // 2, len(s.x)
    grid, at = window.grid, _nodes(s.smooth.shape[1])
    # Rows of these matrices: the interpolation at the nodes of the northern or western, southern or eastern half.
    first, second = _basis(len(at), (at - 1) / 2), _basis(len(at), (at + 1) / 2)
    down, east = np.repeat([0, 0, half, half], n), np.repeat([0, half, 0, half], n)
    row, col = np.tile(s.row, 4) + down, np.tile(s.col, 4) + east
    smooth = np.concatenate([a @ s.smooth @ b.T for a in (first, second) for b in (first, second)])
    x = np.tile(s.x, 4) + (east - half / 2) * grid.dx
    y = np.tile(s.y, 4) - (down - half / 2) * grid.dy
    top, left = window.row - cover.row, window.col - cover.col
    is_in = (row + half > top) & (row < top + window.rows) & (col + half > left) & (col < left + window.cols)
    kept = np.flatnonzero(is_in)
    pair = np.flatnonzero(np.concatenate([is_in[k * n + s.square] for k in range(4)]))
    square = (np.cumsum(is_in) - 1)[np.concatenate([s.square + k * n for k in range(4)])[pair]]
    return _Squares(
        half, x[kept], y[kept], row[kept], col[kept], smooth[kept], square, np.tile(s.point, 4)[pair]
    )


def _nodes(count: int) -> np.ndarray:
    """Chebyshev nodes in [-1, 1], rising."""
    return -np.cos((2 * np.arange(count) + 1) * np.pi / (2 * count))


def _basis(count: int, at: np.ndarray) -> np.ndarray:
    """Lagrange basis on Chebyshev nodes at places in [-1, 1], shape (places, nodes)."""
    node = _nodes(count)
    gap = node[:, None] - node
    np.fill_diagonal(gap, 1.0)
    others = np.repeat(at[:, None, None] - node, count, axis=1)
    others[:, np.arange(count), np.arange(count)] = 1.0
    return others.prod(axis=2) / gap.prod(axis=1)
