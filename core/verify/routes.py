"""Examples of least-cost routes."""

from __future__ import annotations

import numpy as np

from ..routes.surface import cost_distance
from .example import Example

_NO = float("nan")
_FRICTION = (
    (1, 3, 4, 4, 3, 2), (4, 6, 2, 3, 7, 6), (5, 8, 7, 5, 6, 6), (1, 4, 5, _NO, 5, 1), (4, 7, 5, _NO, 2, 6),
    (1, 2, 2, 1, 3, 4),
)  # fmt: skip
#: Column and row of the sources.
_SOURCES = ((1, 0), (2, 0), (2, 1), (0, 5))
_COST = (
    2, 0, 0, 4, 6.7426, 9.2426, 4.5, 4, 0, 2.5, 7.5, 13.1066, 8, 7.0711, 4.5, 4.9497, 8.8640, 12.7426, 5, 7.5, 10.5,
    10.6213, 9.2426, 2.5, 5.6569, 6.4497, 7.1213, 11.1213, 0, 1.5, 3.5, 5, 7, 10.5,
)  # fmt: skip


def _costs() -> list[float]:
    """Least costs of the cells that can be crossed, row by row."""
    friction = np.array(_FRICTION)
    sources = np.zeros(friction.shape, bool)
    for col, row in _SOURCES:
        sources[row, col] = True
    cost = cost_distance(friction, sources)
    return [float(v) for v in cost[~np.isnan(friction)]]


EXAMPLES = (
    Example(
        "routes", "Cost distance from four sources on 6 x 6 cells", "Esri, How the cost distance tools work",
        tuple(map(float, _COST)), _costs, 5e-5,
    ),
)  # fmt: skip
