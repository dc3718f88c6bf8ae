"""Weights from an order of importance alone."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import Enum

from ..errors import InputError


class Formula(str, Enum):
    """How a place in the order becomes a weight."""

    ROC = "roc"
    RANK_SUM = "rank_sum"
    RANK_RECIPROCAL = "rank_reciprocal"


def rank_weights(ranks: Sequence[float], formula: Formula = Formula.ROC) -> tuple[float, ...]:
    """Weights of criteria by their ranks; they sum to 1.

    Only the order of the ranks counts. Criteria of equal rank share the mean of the places they take, so that
    1, 2, 2, 4 and 1, 2, 2, 3 and 1, 2.5, 2.5, 4 say the same.

    Parameters
    ----------
    ranks : sequence of float
        One a criterion from 1, the most important, to n.
    formula : Formula
        For place k of n: ``roc`` (rank order centroid) ``sum_{i=k..n} (1/i) / n``, ``rank_sum``
        ``2 (n + 1 - k) / (n (n + 1))``, ``rank_reciprocal`` ``(1/k) / sum_i (1/i)``.

    Raises
    ------
    InputError
        When there is no rank, or one is no number from 1 to n.

    Source
    ------
    Stillwell, Seaver and Edwards (1981), Org. Behav. Hum. Perf. 28:62 (rank sum, rank reciprocal); Barron and
    Barrett (1996), Management Science 42:1515 (rank order centroid).
    """
    n = len(ranks)
    if not n:
        raise InputError("There are no ranks; give one a criterion, 1 for the most important.")
    for place, rank in enumerate(ranks, start=1):
        if not math.isfinite(rank) or not 1 <= rank <= n:
            raise InputError(
                f"Rank {place} is {rank:g}, but {n} criteria have ranks from 1, the most important, to {n}; correct it."
            )
    by_place = _by_place(n, formula)
    order = sorted(ranks)
    out = []
    for rank in ranks:
        first, last = order.index(rank), n - order[::-1].index(rank)
        out.append(math.fsum(by_place[first:last]) / (last - first))
    return tuple(out)


def _by_place(n: int, formula: Formula) -> list[float]:
    """Weights of the places 1 to n."""
    if formula is Formula.RANK_SUM:
        return [2 * (n + 1 - k) / (n * (n + 1)) for k in range(1, n + 1)]
    harmonic = [1 / i for i in range(1, n + 1)]
    if formula is Formula.RANK_RECIPROCAL:
        total = math.fsum(harmonic)
        return [h / total for h in harmonic]
    return [math.fsum(harmonic[k:]) / n for k in range(n)]
