"""Ordered weighted averages: weights by rank of the score, rank 1 the lowest."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .ranks import rising, rising_with_index
from .settings import Settings, Variant
from .shares import stack

#: Up to so many criteria, sums of weights are looked up by the set of criteria they sum.
_TABLED = 12


@dataclass(frozen=True, eq=False)
class OrderedAverage:
    """An ordered weighted average, ``sum v_r x_(r)``: every rank has a weight v, and they sum to 1.

    yager: the order weights, whatever the criterion. malczewski: order weight times weight of the
    criterion at that rank; with alpha, ``Q(sum of weights down to it) - Q(sum of weights above it)``
    from the best score down, ``Q(t) = t^alpha``. tradeoff: as malczewski, with criterion weights drawn
    to equality as far as the order weights leave no trade-off. yager and tradeoff with alpha: order
    weights ``Q(j/n) - Q((j-1)/n)`` from the best score down.

    Where malczewski's or tradeoff's weights of a cell are all 0, those of yager count: the limit as
    the weights of its criteria approach 0 together.

    A criterion contributes ``v x`` of its rank, and costs ``v (1 - x)``.

    Source: Yager, On ordered weighted averaging aggregation operators, IEEE Transactions on Systems,
    Man and Cybernetics 18 (1988); Malczewski, Ordered weighted averaging with fuzzy quantifiers,
    International Journal of Applied Earth Observation and Geoinformation 8 (2006).
    """

    settings: Settings
    weights: np.ndarray

    def score(self, scores: list[np.ndarray]) -> np.ndarray:
        """The average, float32."""
        if self.settings.variant is Variant.YAGER:
            return _sum(rising(scores), self._order())
        values, index = rising_with_index(scores)
        return _sum(values, self._rank_weights(index))

    def contributions(self, scores: list[np.ndarray]) -> np.ndarray:
        """``v x`` by criterion."""
        return (self._by_criterion(scores) * stack(scores)).astype(np.float32)

    def costs(self, scores: list[np.ndarray]) -> np.ndarray:
        """``v (1 - x)`` by criterion; the costs sum to ``1 - score``."""
        return (self._by_criterion(scores) * (1 - stack(scores))).astype(np.float32)

    def _by_criterion(self, scores: list[np.ndarray]) -> np.ndarray:
        _, index = rising_with_index(scores)
        weights = self._order() if self.settings.variant is Variant.YAGER else self._rank_weights(index)
        by_rank = np.stack([np.broadcast_to(v, index[0].shape) for v in weights])
        out = np.empty(by_rank.shape)
        np.put_along_axis(out, np.stack(index), by_rank, axis=0)
        return out

    def _order(self) -> np.ndarray:
        """Order weights that sum to 1, float32, rank 1 (the lowest score) first."""
        return self._order_exact().astype(np.float32)

    def _order_exact(self) -> np.ndarray:
        settings, count = self.settings, len(self.weights)
        if settings.alpha is None:
            order = np.asarray(settings.order_weights, float)
            return order / order.sum()
        return np.diff(_quantifier(np.linspace(0, 1, count + 1), settings.alpha))[::-1]

    def _rank_weights(self, index: list[np.ndarray]) -> list[np.ndarray]:
        """Weight of each rank in every cell, float32, sum 1; ``index`` tells the criterion at each rank."""
        if self.settings.variant is Variant.MALCZEWSKI and self.settings.alpha is not None:
            return self._descending_weights(index, self.settings.alpha)
        weights, order = self.weights, self._order_exact()
        if self.settings.variant is Variant.TRADEOFF:
            count = len(order)
            even = 1 / count
            spread = math.sqrt(count * ((order - even) ** 2).sum() / (count - 1)) if count > 1 else 0.0
            weights = even + max(1 - spread, 0.0) * (weights - even)
        out = [np.take((o * weights).astype(np.float32), i) for o, i in zip(order, index)]
        total = np.sum(out, axis=0)
        is_empty = total == 0
        if is_empty.any():
            for part, o in zip(out, self._order()):
                part[is_empty] = o
            total[is_empty] = 1
        return [np.divide(part, total, out=part) for part in out]

    def _descending_weights(self, index: list[np.ndarray], alpha: float) -> list[np.ndarray]:
        out: list[np.ndarray] = []
        before = np.zeros(index[0].shape, np.float32)
        for upto in self._cumulated(index, alpha):
            out.insert(0, upto - before)
            before = upto
        return out

    def _cumulated(self, index: list[np.ndarray], alpha: float) -> Iterator[np.ndarray]:
        """Q of the summed weights from the best score down to each rank, float32."""
        count = len(index)
        if count <= _TABLED:
            sets = np.arange(1 << count)
            sums = sum(w * (sets >> i & 1) for i, w in enumerate(self.weights))
            table = _quantifier(np.asarray(sums) / np.asarray(sums)[-1], alpha).astype(np.float32)
            members = np.zeros(index[0].shape, np.int64)
            for i in reversed(index):
                members |= np.left_shift(1, i)
                yield np.take(table, members)
        else:
            total = np.zeros(index[0].shape)
            for i in reversed(index):
                total += np.take(self.weights, i)
                yield _quantifier(np.minimum(total, 1), alpha).astype(np.float32)


def _quantifier(t: np.ndarray, alpha: float) -> np.ndarray:
    """``t^alpha``, 0 at 0 whatever alpha."""
    return np.where(t > 0, np.power(t, alpha), 0.0)


def _sum(values: list[np.ndarray], weights: list[np.ndarray] | np.ndarray) -> np.ndarray:
    out = values[0] * weights[0]
    part = np.empty_like(out)
    for value, weight in zip(values[1:], weights[1:]):
        np.multiply(value, weight, out=part)
        out += part
    return np.minimum(out, np.ones(out.shape[-1:], np.float32), out=out)
