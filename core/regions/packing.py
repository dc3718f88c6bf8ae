"""The choice as a packing problem: regions may neither share a cell, nor come too close, nor crowd a zone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix

from .pool import Pool, spread

#: Distances are told apart to so many cells: centroids are means of cell centres, and rounding must not decide.
TOLERANCE_CELLS = 1e-6


@dataclass(frozen=True)
class Packing:
    """A pool, what its regions are worth, and what they have to keep to.

    Attributes
    ----------
    pool : Pool
    value : float64 array, shape (n,)
    count : int
        At most so many regions.
    min_spacing_m : float
    max_per_zone : int or None
    """

    pool: Pool
    value: np.ndarray
    count: int
    min_spacing_m: float = 0.0
    max_per_zone: int | None = None

    @property
    def size(self) -> int:
        """Number of regions to choose from."""
        return self.pool.size

    @property
    def apart_m(self) -> float:
        """Centroids closer than this are too close: the spacing less what rounding may take."""
        return self.min_spacing_m - TOLERANCE_CELLS * min(self.pool.grid.dx, self.pool.grid.dy)

    @property
    def is_spaced(self) -> bool:
        """Whether a spacing is asked for."""
        return self.apart_m > 0

    @cached_property
    def numbered(self) -> tuple[np.ndarray, int]:
        """The pool's cells numbered 0, 1, ... without gaps (int64), and how many differ."""
        names, number = np.unique(self.pool.cells, return_inverse=True)
        return number.astype(np.int64).reshape(-1), len(names)

    @cached_property
    def shares_none(self) -> bool:
        """Whether regions that keep their spacing cannot share a cell, so that sharing need not be looked at."""
        return self.size == 0 or bool(2 * self.pool.reach.max() < self.apart_m)

    def undominated(self) -> np.ndarray:
        """Index of the regions that matter, best first.

        Where spacing alone decides, of several regions with one centroid in one zone only the best
        can be of use.
        """
        order = self.order()
        if not (self.shares_none and self.is_spaced):
            return order
        pool, step = self.pool, TOLERANCE_CELLS / 10
        place = [np.round(v / (step * d)) for v, d in ((pool.x, pool.grid.dx), (pool.y, pool.grid.dy))]
        zone = pool.zone if self.max_per_zone is not None else np.zeros(self.size)
        _, first = np.unique(np.stack([*place, zone], axis=1)[order], axis=0, return_index=True)
        return order[np.sort(first)]

    def within(self, x: float, y: float, radius_m: float) -> np.ndarray:
        """Which regions have their centroid nearer to a place than the radius."""
        return np.hypot(self.pool.x - x, self.pool.y - y) < radius_m

    def usage(self, chosen: np.ndarray, weight: np.ndarray) -> np.ndarray:
        """How much of every numbered cell weighted regions take, float64."""
        number, size = self.numbered
        index = spread(self.pool.start[chosen], self.pool.listed[chosen])
        return np.bincount(number[index], np.repeat(weight, self.pool.listed[chosen]), minlength=size)

    def clashes(self, index: np.ndarray) -> np.ndarray:
        """Which pairs of some regions may not stand together, bool, shape (k, k); the diagonal is False."""
        x, y = self.pool.x[index], self.pool.y[index]
        out = np.hypot(x[:, None] - x, y[:, None] - y) < self.apart_m
        if not self.shares_none:
            number, size = self.numbered
            own = number[spread(self.pool.start[index], self.pool.listed[index])]
            first = np.r_[0, np.cumsum(self.pool.listed[index])]
            holds = csr_matrix((np.ones(len(own), np.float32), own, first), shape=(len(index), size))
            # Cells held by the same regions say the same: one of each is enough.
            mark = holds.T @ marks(len(index))
            _, one = np.unique(mark, return_index=True)
            few = holds[:, one]
            out |= (few @ few.T).toarray() > 0
        np.fill_diagonal(out, False)
        return out

    def order(self) -> np.ndarray:
        """All regions, best first; of equals the one that was grown first."""
        return np.lexsort((np.arange(self.size), -self.value))

    def greedy(self, order: np.ndarray | None = None) -> np.ndarray:
        """Take regions in an order (default: best first) wherever they fit; returns their indices."""
        number, size = self.numbered
        pool = self.pool
        left = self.order() if order is None else order
        is_used = np.zeros(size, bool)
        taken: list[int] = []
        while left.size and len(taken) < self.count:
            i, left = int(left[0]), left[1:]
            own = number[pool.start[i] : pool.start[i] + pool.listed[i]]
            if is_used[own].any():
                continue
            taken.append(i)
            is_used[own] = True
            if self.is_spaced:
                x, y = pool.x[left] - pool.x[i], pool.y[left] - pool.y[i]
                left = left[np.hypot(x, y) >= self.apart_m]
            zone = int(pool.zone[i])
            if self._is_full(zone, taken):
                left = left[pool.zone[left] != zone]
        return np.array(taken, np.int64)

    def _is_full(self, zone: int, taken: list[int]) -> bool:
        if self.max_per_zone is None or zone < 0:
            return False
        return int(np.count_nonzero(self.pool.zone[taken] == zone)) >= self.max_per_zone

    def sweeps(self) -> list[np.ndarray]:
        """Orders from the corners of the raster, the best first of those with equal places: they pack closely."""
        x, y = self.pool.x, self.pool.y
        return [np.lexsort((-self.value, key)) for key in (x + y, x - y, y - x, -x - y)]

    def fits(self, chosen: np.ndarray) -> bool:
        """Whether a set of regions keeps to everything."""
        if len(chosen) > self.count or len(np.unique(chosen)) < len(chosen):
            return False
        return len(self.greedy(chosen)) == len(chosen)


def marks(count: int) -> np.ndarray:
    """A number for each of so many members, float64, whose sums tell sets apart in practice: irrational steps."""
    return np.modf(np.arange(1, count + 1) * 0.6180339887498949)[0] + np.arange(count) * 1e-3
