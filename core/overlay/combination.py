"""What every method of overlay offers, and how its parameters become one."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from .fuzzy import Fuzzy
from .geometric import GeometricMean
from .owa import OrderedAverage
from .settings import Method, Settings
from .wlc import WeightedSum

#: Scores of a block: float32 arrays of one shape, one a criterion, in [0, 1], NaN where unknown.
Scores = list[np.ndarray]


class Combination(Protocol):
    """The scores of a cell become one, as pure functions of blocks; NaN where any score is NaN."""

    def score(self, scores: Scores) -> np.ndarray:
        """The overlay, float32 of the cells' shape."""
        ...

    def contributions(self, scores: Scores) -> np.ndarray:
        """Parts of the overlay that are due to each criterion, float32 (criteria, ...); they sum to it."""
        ...

    def costs(self, scores: Scores) -> np.ndarray:
        """What each criterion takes from the overlay, 0 or more, float32 (criteria, ...), in the method's own measure."""
        ...


def local_combination(settings: Settings, weights: np.ndarray) -> Combination:
    """The method where a cell's score depends on that cell alone.

    Parameters
    ----------
    settings : Settings
        Not of the whole grid.
    weights : float64 array, shape (criteria,), sum 1
    """
    if settings.method is Method.WLC:
        return WeightedSum(weights)
    if settings.method is Method.GEOMETRIC:
        return GeometricMean(weights)
    if settings.method is Method.OWA:
        return OrderedAverage(settings, weights)
    return Fuzzy(settings.method, settings.gamma)


def limiting(costs: np.ndarray) -> np.ndarray:
    """1-based index of the criterion that costs most, the first of equals.

    Returns float32 of the cells' shape, NaN where a cost is NaN.
    """
    best, index = costs[0].copy(), np.ones(costs.shape[1:], np.float32)
    for number, cost in enumerate(costs[1:], start=2):
        index[cost > best] = number
        np.maximum(best, cost, out=best)  # keeps NaN
    index[np.isnan(best)] = np.nan
    return index
