"""Weights while somebody types judgements: what they come to, and the judgement that contradicts the others most."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..weights.ahp import LIMIT, Method, ahp
from ..weights.best_worst import Model, best_worst
from ..weights.comparisons import comparisons
from ..weights.judgements import judgement_matrix
from ..weights.ranks import Formula, rank_weights
from ..weights.revision import Judgement, revisions


@dataclass(frozen=True)
class Worst:
    """The judgement that adds most to inconsistency.

    Attributes
    ----------
    i, j : int
        Criteria, from 0, ``i < j``.
    given, implied : float
        How many times more important i is than j: as judged, and as the other judgements imply.
    cr : float
        Consistency ratio with the implied value in its place, lower than with the given one.
    """

    i: int
    j: int
    given: float
    implied: float
    cr: float


@dataclass(frozen=True)
class LiveWeights:
    """Weights by id, their consistency ratio (None where they rest on no judgements), and the worst judgement."""

    weights: dict[str, float]
    cr: float | None = None
    worst: Worst | None = None

    @property
    def is_consistent(self) -> bool:
        """Whether the ratio is at most 0.10."""
        return self.cr is None or self.cr <= LIMIT + 1e-12


def ahp_live(
    matrix: Iterable[object], ids: Sequence[str], priorities: str = Method.EIGENVECTOR.value
) -> LiveWeights:
    """Weights of pairwise judgements.

    Parameters
    ----------
    matrix : iterable
        n x n values or rows, or the upper triangle without the diagonal; numbers, or fractions such as ``1/3``.
    ids : sequence of str
    priorities : str
        ``eigenvector``, ``geometric_mean`` or ``column_mean``.

    Raises
    ------
    InputError
        When a judgement is missing or no number above 0, or the matrix is not reciprocal.
    """
    values = judgement_matrix(list(matrix), len(ids))
    found = ahp(values, Method(priorities))
    ranked = revisions(values)
    worst = _worst(values, ranked[0], found.cr) if ranked and ranked[0].gain > 1e-9 else None
    return LiveWeights(dict(zip(ids, found.weights)), found.cr, worst)


def best_worst_live(
    best_to_others: Sequence[float],
    others_to_worst: Sequence[float],
    ids: Sequence[str],
    model: str = Model.LINEAR.value,
) -> LiveWeights:
    """Weights by the best-worst method, in the order of the ids; raises InputError on lists that do not fit."""
    _require_count("comparisons of the best", best_to_others, ids)
    _require_count("comparisons with the worst", others_to_worst, ids)
    found = best_worst(comparisons(tuple(best_to_others), tuple(others_to_worst)), Model(model))
    return LiveWeights(dict(zip(ids, found.weights)), found.cr)


def ranks_live(ranks: Sequence[float], ids: Sequence[str], formula: str = Formula.ROC.value) -> LiveWeights:
    """Weights of ranks, 1 the most important, in the order of the ids; raises InputError on ranks that do not fit."""
    _require_count("ranks", ranks, ids)
    return LiveWeights(dict(zip(ids, map(float, rank_weights(tuple(ranks), Formula(formula))))))


def _require_count(what: str, values: Sequence[float], ids: Sequence[str]) -> None:
    if len(values) != len(ids):
        raise InputError(f"There are {len(values)} {what} for {len(ids)} criteria; give one a criterion.")


def _worst(matrix: np.ndarray, found: Judgement, cr: float) -> Worst:
    """The judgement with an implied value that can be read out: one decimal, where that lowers the ratio too."""
    short = _short(found.implied)
    trial = matrix.copy()
    trial[found.row, found.column], trial[found.column, found.row] = short, 1 / short
    after = ahp(trial).cr
    if after < cr:
        return Worst(found.row, found.column, found.value, short, after)
    return Worst(found.row, found.column, found.value, found.implied, found.cr)


def _short(value: float) -> float:
    """The value, or its reciprocal where that is the larger, to one decimal."""
    return round(value, 1) if value >= 1 else 1 / round(1 / value, 1)
