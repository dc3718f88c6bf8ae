"""Fuzzy operators: minimum (AND), maximum (OR), product, algebraic sum and gamma; none takes weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .settings import Method
from .shares import log_shares, stack


@dataclass(frozen=True)
class Fuzzy:
    """A fuzzy operator on scores taken as memberships.

    As all criteria count alike, the one with the lowest score costs the cell most: a cost is ``1 - x``.

    Source: Zimmermann and Zysno, Latent connectives in human decision making, Fuzzy Sets and Systems 4
    (1980), for the gamma operator.
    """

    method: Method
    gamma: float = 0.9

    def score(self, scores: list[np.ndarray]) -> np.ndarray:
        """The operator's value, float32."""
        if self.method is Method.MINIMUM:
            return _fold(np.minimum, scores)
        if self.method is Method.MAXIMUM:
            return _fold(np.maximum, scores)
        if self.method is Method.PRODUCT:
            return _fold(np.multiply, scores)
        if self.method is Method.FUZZY_SUM:
            return _sum(scores)
        # 0 ** 0 is 1, so gamma 1 is the sum and gamma 0 the product.
        raised = _sum(scores) ** np.float32(self.gamma)
        return np.multiply(raised, _fold(np.multiply, scores) ** np.float32(1 - self.gamma), out=raised)

    def contributions(self, scores: list[np.ndarray]) -> np.ndarray:
        """Parts that sum to the operator's value.

        minimum, maximum: all to the criterion that sets it, the first of equals. product: as the
        geometric mean with equal weights, ``1/n`` less the share of ``ln x`` in what is lacking.
        fuzzy_sum: its value shared out in proportion to ``ln(1 - x)``. gamma lies between product and
        sum, and its parts lie between theirs at the same ratio.
        """
        x = stack(scores)
        if self.method in (Method.MINIMUM, Method.MAXIMUM):
            return _set_by_one(x, self.method is Method.MINIMUM)
        product, total = np.prod(x, axis=0), 1 - np.prod(1 - x, axis=0)
        ratio = {Method.PRODUCT: 0.0, Method.FUZZY_SUM: 1.0}.get(self.method)
        at = self._between(product, total) if ratio is None else ratio
        weights = np.full(len(x), 1 / len(x))
        kept = 1 / len(x) - (1 - product) * log_shares(x, weights)
        gained = total * log_shares(1 - x, weights)
        return (kept + at * (gained - kept)).astype(np.float32)

    def costs(self, scores: list[np.ndarray]) -> np.ndarray:
        """``1 - x``."""
        return (1 - stack(scores)).astype(np.float32)

    def _between(self, product: np.ndarray, total: np.ndarray) -> np.ndarray:
        """Where gamma lies on the way from product (0) to sum (1)."""
        span = total - product
        value = total**self.gamma * product ** (1 - self.gamma)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(span == 0, 0.0, (value - product) / span)


def _fold(join: np.ufunc, scores: list[np.ndarray]) -> np.ndarray:
    out = scores[0].copy()
    for score in scores[1:]:
        join(out, score, out=out)
    return out


def _sum(scores: list[np.ndarray]) -> np.ndarray:
    """``1 - prod (1 - x)``."""
    out = np.float32(1) - scores[0]
    part = np.empty_like(out)
    for score in scores[1:]:
        np.subtract(np.float32(1), score, out=part)
        out *= part
    return np.subtract(np.float32(1), out, out=out)


def _set_by_one(x: np.ndarray, is_least: bool) -> np.ndarray:
    value = x.min(axis=0) if is_least else x.max(axis=0)
    first = np.argmin(x, axis=0) if is_least else np.argmax(x, axis=0)
    out = np.where(np.arange(len(x)).reshape(-1, *[1] * value.ndim) == first, value, 0.0)
    out[:, np.isnan(value)] = np.nan
    return out.astype(np.float32)
