"""Weighted geometric mean: a score of 0 in any criterion that weighs something leaves nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .shares import log_shares, stack


@dataclass(frozen=True, eq=False)
class GeometricMean:
    """``prod x^w``; weights sum to 1.

    What a cell lacks, ``1 - prod x^w``, is shared out in proportion to ``w ln x``: the cost of a
    criterion. A criterion contributes its weight less its cost, which may be below 0.

    Source: Aumann and Shapley, Values of Non-Atomic Games (1974): the shares are the values of the
    loss along the path ``x^t``, t from 0 to 1.
    """

    weights: np.ndarray

    def score(self, scores: list[np.ndarray]) -> np.ndarray:
        """``exp(sum w ln x)``, float32."""
        total = np.zeros(scores[0].shape, np.float32)
        part = np.empty_like(total)
        with np.errstate(divide="ignore", invalid="ignore"):
            for score, weight in zip(scores, self.weights):
                if weight > 0:
                    np.log(score, out=part)
                    part *= np.float32(weight)
                else:  # 0 ln 0 is 0, and what is not known stays so
                    np.multiply(score, np.float32(0), out=part)
                total += part
            return np.exp(total, out=total)

    def contributions(self, scores: list[np.ndarray]) -> np.ndarray:
        """Weight less cost."""
        weights = self.weights.reshape(-1, *[1] * scores[0].ndim)
        return (weights - self._lost(scores)).astype(np.float32)

    def costs(self, scores: list[np.ndarray]) -> np.ndarray:
        """Share of what the cell lacks; the costs sum to ``1 - score``."""
        return self._lost(scores).astype(np.float32)

    def _lost(self, scores: list[np.ndarray]) -> np.ndarray:
        x = stack(scores)
        weights = self.weights.reshape(-1, *[1] * scores[0].ndim)
        # 0 ** 0 is 1: a criterion without weight takes nothing.
        return (1 - np.prod(x**weights, axis=0)) * log_shares(x, self.weights)
