"""Sets of regions of which at most one can be chosen: those that hold one cell, those around one place."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from .packing import Packing, marks
from .pool import spread

#: Largest number of regions of a fractional solution among which crowded places are looked for.
_SUPPORT = 400
#: Cliques added a round for each kind.
_ROUND = 150


class Cliques:
    """Finds the cliques that a fractional choice breaks.

    Every pair of regions that may not stand together lies in one of them, so a choice of whole regions
    that breaks none is a choice that fits.
    """

    def __init__(self, packing: Packing) -> None:
        self._packing = packing

    def broken(self, weight: np.ndarray, slack: float = 1e-6) -> list[np.ndarray]:
        """Cliques (sorted int64 arrays of regions) whose weights add up to more than 1, worst first.

        Parameters
        ----------
        weight : float64 array, shape (n,)
            Share of each region in [0, 1].
        """
        chosen = np.flatnonzero(weight > 1e-9)
        found = [] if self._packing.shares_none else self._cells(chosen, weight[chosen], slack)
        if self._packing.is_spaced:
            found += self._places(chosen, weight[chosen], slack)
        return found

    def _cells(self, chosen: np.ndarray, weight: np.ndarray, slack: float) -> list[np.ndarray]:
        usage = self._packing.usage(chosen, weight)
        over = np.flatnonzero(usage > 1 + slack)
        if not over.size:
            return []
        # Cells taken by the same regions give much the same clique: one of each is enough.
        mark = self._packing.usage(chosen, marks(len(chosen)))[over]
        _, first = np.unique(mark, return_index=True)
        over = over[first]
        over = over[np.lexsort((over, -usage[over]))][:_ROUND]
        return [self.of_cell(int(k)) for k in over]

    def of_cell(self, cell: int) -> np.ndarray:
        """Regions that hold a numbered cell."""
        first, position = self._where
        at = position[first[cell] : first[cell + 1]]
        pool = self._packing.pool
        # Regions of a family follow one another by rising size, so those that hold a position are a run.
        low = np.searchsorted(pool.start + pool.listed, at, side="right")
        high = np.searchsorted(pool.start, at, side="right")
        return np.sort(spread(low, high - low))

    @cached_property
    def _where(self) -> tuple[np.ndarray, np.ndarray]:
        """Positions in the pool's cells of every numbered cell: where each begins, and the positions."""
        number, size = self._packing.numbered
        return np.r_[0, np.cumsum(np.bincount(number, minlength=size))], np.argsort(number, kind="stable")

    def _places(self, chosen: np.ndarray, weight: np.ndarray, slack: float) -> list[np.ndarray]:
        if len(chosen) > _SUPPORT:
            heavy = np.sort(np.argsort(-weight, kind="stable")[:_SUPPORT])
            chosen, weight = chosen[heavy], weight[heavy]
        pool, apart = self._packing.pool, self._packing.apart_m
        # A hair more, so that the middle of two that are only just too close holds both whatever is rounded.
        half = apart / 2 * (1 + 1e-12)
        x, y = pool.x[chosen], pool.y[chosen]
        a, b = np.nonzero(np.triu(np.hypot(x[:, None] - x, y[:, None] - y) < apart, 1))
        if not a.size:
            return []
        px, py = (x[a] + x[b]) / 2, (y[a] + y[b]) / 2
        found: dict[tuple[int, ...], tuple[float, float, float]] = {}
        for _ in range(3):
            inside = np.hypot(px[:, None] - x, py[:, None] - y) < half
            load = inside @ weight
            for k in np.flatnonzero(load > 1 + slack):
                key = tuple(np.flatnonzero(inside[k]).tolist())
                found.setdefault(key, (float(load[k]), float(px[k]), float(py[k])))
            # The weighted middle of what a place holds often holds more.
            px, py = (
                (inside * weight) @ x / np.maximum(load, 1e-12),
                (inside * weight) @ y / np.maximum(load, 1e-12),
            )
        worst = sorted(found.values(), key=lambda f: (-f[0], f[1], f[2]))[:_ROUND]
        return [np.flatnonzero(self._packing.within(px, py, half)) for _, px, py in worst]
