"""The best set of regions, or the best found and how far it may be from the best: branch and bound."""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field, replace

import numpy as np

from .cliques import Cliques
from .effort import Effort
from .packing import Packing
from .relax import Part, Relaxed, relax
from .rows import first_rows
from .whole import can_solve, solve_whole

#: Integer programmes are solved over at most so many regions, and over so many of the most promising ones.
_WHOLE, _PROMISING = 300, 150
#: Shares of a total, and of the bound on it, that count as equal.
_EQUAL = 1e-7


@dataclass(frozen=True)
class Choice:
    """A set of regions that fits, its total value, and what no set can exceed.

    Attributes
    ----------
    chosen : int64 array
        Regions, best first.
    total, bound : float
    """

    chosen: np.ndarray
    total: float
    bound: float


def choose_greedy(packing: Packing, effort: Effort) -> Choice:
    """The best region, then the best that fits beside it, and so on; the bound is that of the relaxation."""
    if not packing.size:
        return _NOTHING
    search = _Search(packing, effort)
    relaxed = relax(*search.problem, Part(search.is_useful), -np.inf, effort)
    return search.result(search.total if relaxed is None else relaxed.bound)


def choose_exact(packing: Packing, effort: Effort, start: np.ndarray | None = None) -> Choice:
    """The set of regions with the largest total; of equal totals the one with more regions.

    ``start`` is a set that is known to fit: the result is worth no less.

    Best-first branch and bound on the linear relaxation. It is tightened by cliques, and regions that
    cannot be in a better set are dropped by their reduced cost, so that mostly a few are left for an
    integer programme. When the effort is spent, the bound is the largest of what is still open.
    """
    if not packing.size:
        return _NOTHING
    search = _Search(packing, effort)
    if start is not None:
        search.offer(start)
    return search.result(search.run())


#: The choice from an empty pool.
_NOTHING = Choice(np.empty(0, np.int64), 0.0, 0.0)


@dataclass(order=True)
class _Node:
    rank: float
    number: int
    part: Part = field(compare=False)


class _Search:
    """State of a search. Values are scaled by a power of two, which changes no digit, to suit the solver."""

    def __init__(self, packing: Packing, effort: Effort) -> None:
        largest = float(np.abs(packing.value).max()) if packing.size else 0.0
        self._scale = 2.0 ** round(math.log2(1000 / largest)) if largest > 0 else 1.0
        scaled = replace(packing, value=packing.value * self._scale)
        self.problem = (scaled, first_rows(scaled), Cliques(scaled))
        self._original, self._effort, self._number = packing, effort, 0
        self._best = scaled.greedy()
        self.total = float(scaled.value[self._best].sum())
        self.is_useful = np.zeros(packing.size, bool)
        self.is_useful[scaled.undominated()] = True

    @property
    def _enough(self) -> float:
        """A bound that leaves nothing to gain."""
        return self.total + _EQUAL * max(1.0, abs(self.total))

    def result(self, bound: float) -> Choice:
        """What was found, in the values given."""
        value = self._original.value
        best = self._best[np.lexsort((self._best, -value[self._best]))]
        total = float(value[best].sum())
        return Choice(best, total, max(total, bound / self._scale) if bound > self._enough else total)

    def run(self) -> float:
        """Search; returns the bound."""
        packing = self.problem[0]
        for order in packing.sweeps():
            self.offer(packing.greedy(order))
        # The first step is taken whatever the effort: without it there is no bound.
        nodes = self._open(_Node(-np.inf, 0, Part(self.is_useful)))
        heapq.heapify(nodes)
        while nodes and -nodes[0].rank > self._enough and self._effort.is_left():
            for child in self._open(heapq.heappop(nodes)):
                heapq.heappush(nodes, child)
        bound = max([self.total, *(-n.rank for n in nodes)])
        if bound <= self._enough and len(self._best) < self._original.count:
            self._fill_up()
        return bound

    def _open(self, node: _Node) -> list[_Node]:
        """Bound a part of the choices; the parts that it has to be split into, if any."""
        relaxed = relax(*self.problem, node.part, self._enough, self._effort)
        if relaxed is None:
            return []
        self._try(relaxed)
        bound = min(-node.rank, relaxed.bound)
        if bound <= self._enough:
            return []
        keep = node.part.is_open & (relaxed.gain >= self.total - relaxed.bound)
        if can_solve() and np.count_nonzero(keep) <= _WHOLE:
            bound = min(bound, self._solve(np.flatnonzero(keep)))
        if bound <= self._enough:
            return []
        return [self._node(bound, part) for part in self._split(keep, node.part, relaxed)]

    def _node(self, bound: float, part: Part) -> _Node:
        self._number += 1
        return _Node(-bound, self._number, part)

    def _try(self, relaxed: Relaxed) -> None:
        """Look for a better set along the relaxation: by its shares, then among the most promising regions."""
        packing = self.problem[0]
        is_open = np.flatnonzero(np.isfinite(relaxed.gain))
        order = is_open[np.lexsort((is_open, -relaxed.gain[is_open], -relaxed.share[is_open]))]
        self.offer(packing.greedy(order))
        if relaxed.bound <= self._enough or not can_solve():
            return
        likely = order[: _PROMISING // 2]
        rest = is_open[np.lexsort((is_open, -relaxed.gain[is_open]))][:_PROMISING]
        both = np.r_[self._best, likely, rest]
        _, first = np.unique(both, return_index=True)
        self._solve(np.sort(both[np.sort(first)[:_PROMISING]]))

    def _solve(self, index: np.ndarray) -> float:
        packing, rows, _ = self.problem
        solved = solve_whole(packing, rows, index, self._effort)
        if solved.chosen is not None and packing.fits(solved.chosen):
            self.offer(solved.chosen)
        return solved.bound

    def offer(self, chosen: np.ndarray) -> None:
        """Take a set that fits where it is better than the best so far."""
        total = float(self.problem[0].value[chosen].sum())
        if (total, len(chosen)) > (self.total, len(self._best)):
            self._best, self.total = chosen, total

    def _split(self, keep: np.ndarray, part: Part, relaxed: Relaxed) -> list[Part]:
        """One of a clique that is taken by halves is taken, or none of it."""
        _, rows, _ = self.problem
        share = np.where(keep, relaxed.share, 0.0)
        load = rows.matrix @ share
        ones = np.flatnonzero(rows.limit == 1)
        half = np.abs(load[ones] - 0.5)
        if ones.size and half.min() < 0.45:
            members = rows.members(int(ones[np.argmin(half)]))
        else:
            members = np.array([int(np.argmin(np.abs(share - 0.5)))])
        members = members[keep[members]]
        without = keep.copy()
        without[members] = False
        return [Part(keep, (*part.asked, members)), Part(without, part.asked)]

    def _fill_up(self) -> None:
        """Of sets that are worth the same, take one with the most regions."""
        packing, rows, _ = self.problem
        relaxed = relax(*self.problem, Part(self.is_useful), -np.inf, self._effort)
        if relaxed is None or not can_solve():
            return
        slack = 2 * _EQUAL * max(1.0, abs(self.total))
        index = np.flatnonzero(relaxed.gain >= self.total - relaxed.bound - slack)
        if len(index) > _WHOLE:
            return
        solved = solve_whole(packing, rows, index, self._effort, self.total - slack)
        if solved.chosen is not None and len(solved.chosen) > len(self._best) and packing.fits(solved.chosen):
            self._best = solved.chosen
