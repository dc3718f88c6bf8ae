"""Rows of the linear programme: of each set of regions at most, or at least, so many are taken."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix, vstack

from .packing import Packing

#: A row that stopped nothing for so many rounds is left out until a solution breaks it.
_IDLE = 3


class Rows:
    """Sets of regions with the limit of each.

    Parameters
    ----------
    size : int
        Regions of the packing.

    Attributes
    ----------
    matrix : csr_matrix, shape (rows, size)
    limit : float64 array, shape (rows,)
        ``matrix @ share <= limit``.
    """

    def __init__(self, size: int) -> None:
        self.matrix = csr_matrix((0, size))
        self.limit = np.empty(0)
        self._idle = np.empty(0, np.int64)

    def add(self, sets: list[np.ndarray], limit: float = 1.0) -> None:
        """Add a row for each set: at most ``limit`` of it."""
        self._append(sets, limit, 1.0)

    def ask(self, sets: list[np.ndarray]) -> None:
        """Add a row for each set: at least one of it."""
        self._append(sets, -1.0, -1.0)

    def _append(self, sets: list[np.ndarray], limit: float, sign: float) -> None:
        if not sets:
            return
        first = np.r_[0, np.cumsum([len(s) for s in sets])]
        index = np.concatenate(sets)
        shape = (len(sets), self.matrix.shape[1])
        rows = csr_matrix((np.full(len(index), sign), index, first), shape=shape)
        self.matrix = vstack([self.matrix, rows], format="csr")
        self.limit = np.r_[self.limit, np.full(len(sets), limit)]
        self._idle = np.r_[self._idle, np.zeros(len(sets), np.int64)]

    def members(self, row: int) -> np.ndarray:
        """Regions of a row."""
        return self.matrix.indices[self.matrix.indptr[row] : self.matrix.indptr[row + 1]].astype(np.int64)

    @property
    def live(self) -> np.ndarray:
        """Index of the rows that a programme should hold: the others did nothing lately."""
        return np.flatnonzero(self._idle < _IDLE)

    def part(self, index: np.ndarray) -> Rows:
        """Some of the rows."""
        out = Rows(self.matrix.shape[1])
        out.matrix, out.limit, out._idle = self.matrix[index], self.limit[index], self._idle[index]
        return out

    def note(self, live: np.ndarray, price: np.ndarray, share: np.ndarray) -> int:
        """Remember which live rows had a price; wake the rows that a solution breaks, and tell how many."""
        load = self.matrix @ share
        self._idle[live] = np.where(price > 1e-9, 0, self._idle[live] + 1)
        is_broken = load > self.limit + 1e-6
        self._idle[is_broken] = 0
        return int(np.count_nonzero(is_broken))


def joined(first: Rows, second: Rows) -> Rows:
    """The rows of both."""
    out = Rows(first.matrix.shape[1])
    out.matrix = vstack([first.matrix, second.matrix], format="csr")
    out.limit = np.r_[first.limit, second.limit]
    out._idle = np.r_[first._idle, second._idle]
    return out


def first_rows(packing: Packing) -> Rows:
    """The rows that are always there: the number of regions, and that of each zone."""
    rows = Rows(packing.size)
    rows.add([np.arange(packing.size)], packing.count)
    if packing.max_per_zone is not None:
        zones = np.unique(packing.pool.zone[packing.pool.zone >= 0])
        rows.add([np.flatnonzero(packing.pool.zone == z) for z in zones], packing.max_per_zone)
    return rows
