"""The best-worst method: weights from two lists of comparisons, linear and nonlinear."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from scipy.optimize import linprog

from ..errors import InputError
from .comparisons import Comparisons

#: Rezaei (2015), table 1: largest possible xi for the best against the worst, 1 to 9.
CONSISTENCY_INDEX = (0.00, 0.44, 1.00, 1.63, 2.30, 3.00, 3.73, 4.47, 5.23)


class Model(str, Enum):
    """What is made as small as can be: differences ``|w_B - a w_j|`` or deviations ``|w_B / w_j - a|``."""

    LINEAR = "linear"
    NONLINEAR = "nonlinear"


@dataclass(frozen=True)
class BestWorst:
    """Weights by the best-worst method.

    Attributes
    ----------
    weights : tuple of float
        They sum to 1 and attain xi. Where several weightings do, the middle of them (see ``low``, ``high``).
    low, high : tuple of float
        Least and largest weight of each criterion over all weightings that attain xi.
    xi : float
        The least largest difference (linear) or deviation (nonlinear); 0 when the comparisons are consistent.
    cr : float
        Consistency ratio of the comparisons: xi of the nonlinear model over the consistency index. It does not
        depend on the model.
    local_cr : tuple of float
        Each criterion's share in inconsistency, ``|a_Bj a_jW - a_BW| / (a_BW^2 - a_BW)``.
    """

    weights: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    xi: float
    cr: float
    local_cr: tuple[float, ...]


def best_worst(given: Comparisons, model: Model = Model.LINEAR) -> BestWorst:
    """Weights of the criteria.

    Raises
    ------
    InputError
        When the linear programme cannot be solved.

    Source
    ------
    Rezaei (2015), Omega 53:49 (nonlinear, consistency index); Rezaei (2016), Omega 64:126 (linear, intervals);
    Liang, Brunelli and Rezaei (2020), Omega 96:102175 (local consistency from the input alone).
    """
    deviation = least_deviation(given)
    if model is Model.NONLINEAR:
        xi, (low, high) = deviation, _nonlinear_intervals(given, deviation)
        middle = (low + high) / 2
        # Divided by their sum the middles still attain xi: they keep each ratio to the best inside its interval.
        weights = middle / middle.sum()
    else:
        xi, weights = _linear(given)
        low = high = weights
    index = consistency_index(given.best_to_worst)
    return BestWorst(
        tuple(weights.tolist()),
        tuple(low.tolist()),
        tuple(high.tolist()),
        xi,
        deviation / index if index > 0 else 0.0,
        _local_ratios(given),
    )


def consistency_index(best_to_worst: float) -> float:
    """Largest possible deviation for a value of the best against the worst.

    Rezaei's table for whole numbers from 1 to 9; elsewhere the smaller root of the equation behind it,
    ``xi^2 - (1 + 2 a) xi + (a^2 - a) = 0``.
    """
    a = best_to_worst
    if a == int(a) and a <= len(CONSISTENCY_INDEX):
        return CONSISTENCY_INDEX[int(a) - 1]
    return _smaller_root(1 + 2 * a, a * a - a)


def least_deviation(given: Comparisons) -> float:
    """Xi of the nonlinear model, exactly.

    With ``r = w_B / w_W``, each other criterion j allows r from ``(a_Bj - xi)(a_jW - xi)`` to
    ``(a_Bj + xi)(a_jW + xi)``, and the best against the worst allows ``a_BW - xi`` to ``a_BW + xi``. The least xi
    is where the largest lower end meets the smallest upper end: the largest of the crossings of all pairs, each a
    linear or quadratic equation.
    """
    a = given.best_to_worst
    pairs = [(given.best_to_others[j], given.others_to_worst[j]) for j in given.others]
    product, total = [b * w for b, w in pairs], [b + w for b, w in pairs]
    out = [0.0]
    for p, s in zip(product, total):
        if p > a:
            out.append(_smaller_root(s + 1, p - a))
        elif p < a:
            out.append(2 * (a - p) / (s + 1 + math.sqrt((s + 1) ** 2 + 4 * (a - p))))
    for (p, s), (q, t) in itertools.permutations(zip(product, total), 2):
        out.append((p - q) / (s + t))
    return max(out)


def _smaller_root(b: float, c: float) -> float:
    """Smaller root of ``x^2 - b x + c`` for c of 0 or more, without cancellation."""
    return 2 * c / (b + math.sqrt(b * b - 4 * c))


def _nonlinear_intervals(given: Comparisons, xi: float) -> tuple[np.ndarray, np.ndarray]:
    """Ends of each weight over all weightings that attain xi.

    At the least xi only one ratio of the best to the worst is left, and then the weight of each other criterion
    relative to the best moves within an interval of its own.
    """
    a = given.best_to_worst
    pairs = [(given.best_to_others[j], given.others_to_worst[j]) for j in given.others]
    lower = max([a - xi, *(max(b - xi, 0) * max(w - xi, 0) for b, w in pairs)])
    upper = min([a + xi, *((b + xi) * (w + xi) for b, w in pairs)])
    ratio = (lower + upper) / 2
    low, high = np.ones(given.count), np.ones(given.count)
    if given.count > 1:
        low[given.worst] = high[given.worst] = 1 / ratio
    for j, (b, w) in zip(given.others, pairs):
        least = max(1 / (b + xi), max(w - xi, 0) / ratio)
        most = min(1 / (b - xi) if b > xi else math.inf, (w + xi) / ratio)
        # Rounding may turn an interval of one point over.
        low[j], high[j] = (least, most) if least <= most else ((least + most) / 2,) * 2
    return low / (low + high.sum() - high), high / (high + low.sum() - low)


def _linear(given: Comparisons) -> tuple[float, np.ndarray]:
    """Xi and weights of the linear model, which has one solution (Rezaei 2016)."""
    n = given.count
    rows = _differences(given)
    # Unknowns: the weights, then xi; each difference lies between -xi and xi, and the weights sum to 1.
    above = np.vstack([np.column_stack([sign * rows, -np.ones(len(rows))]) for sign in (1, -1)])
    aim, total = np.append(np.zeros(n), 1.0), np.append(np.ones(n), 0.0)[None]
    found = linprog(aim, A_ub=above, b_ub=np.zeros(len(above)), A_eq=total, b_eq=[1.0], method="highs")
    if not found.success:
        raise InputError(
            f"The linear programme of the best-worst method has no solution ({found.message.strip().rstrip('.')}); "
            "use comparisons from 1 to 9."
        )
    weights = np.maximum(found.x[:-1], 0)
    return max(float(found.x[-1]), 0.0), weights / weights.sum()


def _differences(given: Comparisons) -> np.ndarray:
    """Rows whose products with the weights are ``w_B - a_Bj w_j`` and ``w_j - a_jW w_W``."""
    n, rows = given.count, []
    for j in range(n):
        if j != given.best:
            row = np.zeros(n)
            row[given.best], row[j] = 1, -given.best_to_others[j]
            rows.append(row)
        if j not in (given.best, given.worst):
            row = np.zeros(n)
            row[j], row[given.worst] = 1, -given.others_to_worst[j]
            rows.append(row)
    return np.array(rows).reshape(-1, n)


def _local_ratios(given: Comparisons) -> tuple[float, ...]:
    a = given.best_to_worst
    span = a * a - a
    if span <= 0:
        return (0.0,) * given.count
    pairs = zip(given.best_to_others, given.others_to_worst)
    return tuple(
        0.0 if j in (given.best, given.worst) else abs(b * w - a) / span for j, (b, w) in enumerate(pairs)
    )
