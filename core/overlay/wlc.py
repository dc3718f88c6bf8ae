"""Weighted linear combination, what each criterion contributes to it, and which one limits it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError


def normalised(weights: tuple[float, ...], criteria: int) -> np.ndarray:
    """Weights that sum to 1, float64.

    Raises
    ------
    InputError
        When their number differs from the criteria's, one is negative or no number, or all are 0.
    """
    w = np.asarray(weights, float)
    if len(w) != criteria:
        raise InputError(f"There are {len(w)} weights for {criteria} criteria; give one weight a criterion.")
    if not np.isfinite(w).all() or (w < 0).any():
        shown = ", ".join(f"{v:g}" for v in w)
        raise InputError(f"The weights {shown} are not all numbers of 0 or more; correct them.")
    if w.sum() <= 0:
        raise InputError("All weights are 0; give at least one criterion a weight above 0.")
    return w / w.sum()


def weighted_sum(scores: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """Suitability ``sum w_i x_i`` for weights that sum to 1; float32, NaN where any score is NaN.

    A criterion of weight 0 still has to be assessed: the cell's score claims to rest on it.
    """
    out = scores[0] * np.float32(weights[0])
    part = np.empty_like(out)
    for score, weight in zip(scores[1:], weights[1:]):
        np.multiply(score, np.float32(weight), out=part)
        out += part
    # Rounding in float32 must not lift a perfect cell above 1. A row of ones, as it is faster than a number.
    return np.minimum(out, np.ones(out.shape[-1:], np.float32), out=out)


def contributions(scores: list[np.ndarray], weights: np.ndarray) -> np.ndarray:
    """What each criterion adds, float32 (criteria, rows, cols); the bands sum to the suitability."""
    return np.stack([score * np.float32(weight) for score, weight in zip(scores, weights)])


@dataclass(frozen=True, eq=False)
class WeightedSum:
    """Weighted linear combination; weights sum to 1. A criterion costs what it lacks, ``w (1 - x)``."""

    weights: np.ndarray

    def score(self, scores: list[np.ndarray]) -> np.ndarray:
        """``sum w x``."""
        return weighted_sum(scores, self.weights)

    def contributions(self, scores: list[np.ndarray]) -> np.ndarray:
        """``w x``."""
        return _where_known(contributions(scores, self.weights))

    def costs(self, scores: list[np.ndarray]) -> np.ndarray:
        """``w (1 - x)``."""
        return _where_known(contributions([np.float32(1) - s for s in scores], self.weights))


def _where_known(parts: np.ndarray) -> np.ndarray:
    parts[:, np.isnan(parts.sum(axis=0))] = np.nan
    return parts
