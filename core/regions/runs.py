"""Connected areas as runs of cells: a few numbers a row in place of a label a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

#: With more runs than this, on ground like speckle, cells are labelled one by one faster.
_MOST_RUNS = 20_000


@dataclass(frozen=True)
class Runs:
    """Runs of cells along rows, in row-major order, and the edge-connected area that each belongs to.

    Attributes
    ----------
    start, end : int64 array, shape (runs,)
        Flat number of the first and of the last cell.
    area : int32 array, shape (runs,)
        Counted from 0 in the order of the areas' first cells.
    count : int
        Number of areas.
    """

    start: np.ndarray
    end: np.ndarray
    area: np.ndarray
    count: int

    @cached_property
    def length(self) -> np.ndarray:
        """Cells of each run, int64."""
        return self.end - self.start + 1

    @cached_property
    def cells(self) -> np.ndarray:
        """Cells of each area, int64."""
        return np.bincount(self.area, self.length, minlength=self.count).astype(np.int64)

    def take(self, keep: np.ndarray) -> Runs:
        """The runs of the areas marked True, which are counted from 0 again."""
        own = keep[self.area]
        number = np.cumsum(keep, dtype=np.int32) - 1
        return Runs(self.start[own], self.end[own], number[self.area[own]], int(np.count_nonzero(keep)))

    def reduced(self, reduceat: Callable[..., np.ndarray], values: np.ndarray) -> np.ndarray:
        """Values of the runs, shape (runs,), reduced to one for each area."""
        order, begin = self._by_area
        return reduceat(values[order], begin) if self.count else values[:0]

    def total(self, values: np.ndarray) -> np.ndarray:
        """Sum of an array of the cells' shape over each area, float64, NaN left out."""
        own, begin = self.own, self._begin
        part = np.take(values, own)
        sums = np.add.reduceat(part, begin, dtype=float) if len(own) else np.empty(0)
        if np.isnan(sums).any():
            sums = np.add.reduceat(np.where(np.isnan(part), np.float32(0), part), begin, dtype=float)
        return np.bincount(self.area, sums, minlength=self.count)

    def peak(self, values: np.ndarray) -> np.ndarray:
        """Largest value of an array of the cells' shape in each area, NaN where it knows none."""
        own, begin = self.own, self._begin
        return self.reduced(np.fmax.reduceat, np.fmax.reduceat(np.take(values, own), begin))

    @cached_property
    def _by_area(self) -> tuple[np.ndarray, np.ndarray]:
        """The runs in the order of their areas, and where each area begins among them."""
        order = np.argsort(self.area, kind="stable")
        return order, np.searchsorted(self.area[order], np.arange(self.count))

    @cached_property
    def own(self) -> np.ndarray:
        """Flat numbers of the cells, run by run, int64."""
        return np.arange(int(self.length.sum())) + np.repeat(self.start - self._begin, self.length)

    @cached_property
    def _begin(self) -> np.ndarray:
        """Where each run begins in ``own``."""
        return np.cumsum(self.length) - self.length


def find_runs(is_open: np.ndarray) -> Runs:
    """Runs of the True cells of an array, shape (rows, cols)."""
    is_start, is_end = is_open.copy(), is_open.copy()
    is_start[:, 1:] &= ~is_open[:, :-1]
    is_end[:, :-1] &= ~is_open[:, 1:]
    start, end = np.flatnonzero(is_start), np.flatnonzero(is_end)
    if len(start) > _MOST_RUNS:
        labels, count = ndimage.label(is_open)
        return Runs(start, end, labels.ravel()[start] - 1, count)
    count, area = _areas(start, end, is_open.shape[1])
    return Runs(start, end, area, count)


def _areas(start: np.ndarray, end: np.ndarray, cols: int) -> tuple[int, np.ndarray]:
    """Number of areas and the area of each run: runs of neighbouring rows that share a column are connected."""
    # The runs below a run are those that end at or after its start, moved down a row, and start by its end.
    first = np.searchsorted(end, start + cols)
    below = np.searchsorted(start, end + cols, side="right") - first
    upper = np.repeat(np.arange(len(start)), below)
    lower = np.arange(len(upper)) + np.repeat(first - (np.cumsum(below) - below), below)
    ones = np.ones(len(upper), np.int8)
    graph = coo_matrix((ones, (upper, lower)), shape=(len(start), len(start)))
    count, area = connected_components(graph, directed=False) if len(start) else (0, np.empty(0, np.int32))
    return count, area
