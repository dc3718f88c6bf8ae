"""Which judgements make a matrix inconsistent, and what the other judgements say instead."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize_scalar

from .ahp import ahp, consistency_index, consistency_ratio, eigenvalue

#: End of Saaty's scale.
_SCALE = 9.0
#: So many judgements are looked into at most: those farthest from the ratio of the weights.
_MOST = 105


@dataclass(frozen=True)
class Judgement:
    """One judgement, and what it does to the consistency of its matrix.

    Attributes
    ----------
    row, column : int
        Criteria, from 0, ``row < column``.
    value : float
        How many times more important the row's criterion is than the column's.
    ratio : float
        Ratio of their weights, which the judgement itself has shaped.
    implied : float
        The value that the other judgements imply: with it, and all others as they are, the matrix is as
        consistent as it can be. Never beyond the scale's ends (9, or the largest judgement given).
    cr : float
        Consistency ratio with the implied value in its place.
    gain : float
        By how much that lowers the ratio: what the judgement contributes to inconsistency.
    """

    row: int
    column: int
    value: float
    ratio: float
    implied: float
    cr: float
    gain: float

    @property
    def said(self) -> tuple[int, int, float, float]:
        """The two criteria, the value and the implied value, the more important criterion first."""
        if self.value >= 1:
            return self.row, self.column, self.value, self.implied
        return self.column, self.row, 1 / self.value, 1 / self.implied


def revisions(matrix: np.ndarray) -> tuple[Judgement, ...]:
    """Judgements ranked by what they contribute to inconsistency, the worst first; none below three criteria.

    Parameters
    ----------
    matrix : float64 array (n, n)
        Positive and reciprocal.

    Source
    ------
    The implied value is the completion of least principal eigenvalue of the matrix without the judgement, a
    convex problem: Bozóki, Fülöp and Rónyai (2010), Math. Comput. Modelling 52:318. Where more than 105
    judgements stand (n > 15), those are looked into that are farthest from the ratio of weights, as in Saaty
    (2003), Eur. J. Oper. Res. 145:85.
    """
    n = len(matrix)
    if n < 3:
        return ()
    found = ahp(matrix)
    w = np.asarray(found.weights)
    rows, columns = np.triu_indices(n, 1)
    error = np.abs(np.log(matrix[rows, columns] * w[columns] / w[rows]))
    chosen = np.argsort(-error, kind="stable")[:_MOST]
    out = [_revision(matrix, int(rows[k]), int(columns[k]), w, found.cr) for k in chosen]
    # Of three criteria each judgement contradicts the two others alike: rounding must not choose.
    return tuple(sorted(out, key=lambda j: (-round(j.gain, 9), j.row, j.column)))


def _revision(matrix: np.ndarray, i: int, j: int, w: np.ndarray, cr: float) -> Judgement:
    trial = matrix.copy()
    n = len(matrix)

    def lambda_at(log_value: float) -> float:
        trial[i, j], trial[j, i] = math.exp(log_value), math.exp(-log_value)
        return eigenvalue(trial)

    limit = max(_SCALE, float(matrix.max()))
    end = math.log(limit)
    inside = minimize_scalar(lambda_at, bounds=(-end, end), method="bounded", options={"xatol": 1e-6})
    # The search never quite reaches the ends.
    best = min((float(inside.x), -end, end), key=lambda_at)
    after = min(cr, consistency_ratio(consistency_index(lambda_at(best), n), n))
    value = float(matrix[i, j])
    # What the search leaves to chance must not make a consistent judgement look wrong.
    implied = value if cr - after < 1e-9 else min(max(math.exp(best), 1 / limit), limit)
    return Judgement(i, j, value, float(w[i] / w[j]), implied, after, cr - after)
