"""The least cost over a surface of friction, centre to centre."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

#: Steps to half of a cell's eight neighbours: the other half is the way back.
_STEPS = ((0, 1), (1, 0), (1, 1), (1, -1))


@dataclass(frozen=True)
class Surface:
    """Friction on a window of cells.

    Attributes
    ----------
    friction : float64 array, shape (rows, cols)
        Cost of a metre in each cell over that of a metre on ordinary ground; NaN cannot be crossed.
    dx, dy : float
        Cell width and height, metres.
    """

    friction: np.ndarray
    dx: float
    dy: float

    def graph(self) -> csr_matrix:
        """Cost of each step to a neighbour: the mean friction of both cells times the metres between their centres.

        Cells are numbered row by row; each pair stands once, to be read in both directions.
        """
        rows, cols = self.friction.shape
        number = np.arange(rows * cols, dtype=np.int32).reshape(rows, cols)
        a, b, cost = [], [], []
        for down, right in _STEPS:
            metres = float(np.hypot(down * self.dy, right * self.dx))
            here, there = _shifted(down, right)
            both = (self.friction[here] + self.friction[there]) * (metres / 2)
            known = np.isfinite(both)
            a.append(number[here][known])
            b.append(number[there][known])
            cost.append(both[known])
        return csr_matrix(
            (np.concatenate(cost), (np.concatenate(a), np.concatenate(b))), (rows * cols, rows * cols)
        )

    def spread(self, sources: np.ndarray, limit: float = np.inf, graph: csr_matrix | None = None) -> Spread:
        """Least cost from any of the sources to every cell.

        Parameters
        ----------
        sources : bool array of the window's shape
            Where the way begins, at no cost; cells that cannot be crossed are left out.
        limit : float
            Costs beyond it need not be told, and are infinite.
        graph : sparse matrix or None
            Of this surface, where it is at hand.
        """
        start = np.flatnonzero(sources & np.isfinite(self.friction))
        shape = self.friction.shape
        if not len(start):
            return Spread(np.full(shape, np.inf), np.full(shape, -1, np.int32))
        cost, before, _ = dijkstra(
            self.graph() if graph is None else graph,
            directed=False,
            indices=start,
            min_only=True,
            return_predecessors=True,
            limit=limit,
        )
        before = np.where(before < 0, -1, before).astype(np.int32)
        return Spread(cost.reshape(shape), before.reshape(shape))


@dataclass(frozen=True)
class Spread:
    """Least costs from sources.

    Attributes
    ----------
    cost : float64 array of the window's shape
        Metres times friction; infinite where no way leads.
    before : int32 array of the window's shape
        Number of the cell before each on its way; -1 at sources and where no way leads.
    """

    cost: np.ndarray
    before: np.ndarray

    def way(self, row: int, col: int) -> np.ndarray:
        """Rows and columns of the cells from a source to a cell, shape (n, 2)."""
        cols = self.cost.shape[1]
        before, at = self.before.ravel(), row * cols + col
        cells = [at]
        while before[at] >= 0:
            at = int(before[at])
            cells.append(at)
        return np.array([divmod(c, cols) for c in reversed(cells)], np.int64)


def _shifted(down: int, right: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Cells that have a neighbour in a direction, and these neighbours."""
    top, bottom = slice(None, -down or None), slice(down, None)
    if right >= 0:
        return (top, slice(None, -right or None)), (bottom, slice(right, None))
    return (top, slice(-right, None)), (bottom, slice(None, right))


def cost_distance(friction: np.ndarray, sources: np.ndarray, cell: float = 1.0) -> np.ndarray:
    """Least cost from the nearest source to every cell, NaN where no way leads or the cell cannot be crossed.

    Parameters
    ----------
    friction : array, shape (rows, cols)
        NaN cannot be crossed.
    sources : bool array of that shape
    cell : float
        Side of a cell, metres.
    """
    surface = Surface(np.asarray(friction, float), cell, cell)
    cost = surface.spread(np.asarray(sources, bool)).cost
    return np.where(np.isfinite(cost) & np.isfinite(surface.friction), cost, np.nan)
