"""Examples of value functions, at the raw values 10, 25, 50, 75 and 100."""

from __future__ import annotations

import numpy as np

from ..criteria.value import Function, ValueFunction
from .example import Example

RAW = (10.0, 25.0, 50.0, 75.0, 100.0)
_FUZZIFY = "QGIS, native fuzzify raster algorithms"


def score(function: ValueFunction) -> list[float]:
    """Scores of the raw values."""
    return function(np.array([RAW], np.float32))[0].astype(float).tolist()


LARGE = ValueFunction(Function.LARGE, midpoint=50, spread=5)
SMALL = ValueFunction(Function.SMALL, midpoint=50, spread=5)
GAUSSIAN = ValueFunction(Function.GAUSSIAN, midpoint=50, spread=0.001)
NEAR = ValueFunction(Function.NEAR, midpoint=50, spread=0.01)
POWER = ValueFunction(Function.POWER, low=25, high=75, exponent=2)
LINEAR = ValueFunction(Function.LINEAR, low=25, high=75)

EXAMPLES = (
    Example("value functions", "large (50, 5)", _FUZZIFY, (0.00032, 0.030303, 0.5, 0.883636, 0.969697),
            lambda: score(LARGE), 1e-6),
    Example("value functions", "gaussian (50, 0.001)", _FUZZIFY, (0.201897, 0.535261, 1, 0.535261, 0.082085),
            lambda: score(GAUSSIAN), 1e-6),
    Example("value functions", "near (50, 0.01)", _FUZZIFY, (0.058824, 0.137931, 1, 0.137931, 0.038462),
            lambda: score(NEAR), 1e-6),
    Example("value functions", "power (25, 75, 2)", _FUZZIFY, (0, 0, 0.25, 1, 1), lambda: score(POWER), 1e-6),
    Example("value functions", "linear falling (75, 25)", "by hand", (1, 1, 0.5, 0, 0),
            lambda: score(ValueFunction(Function.LINEAR, low=75, high=25)), 1e-6),
)  # fmt: skip
