"""Several experts: one set of weights out of many, and how far they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np

from ..errors import InputError
from .ahp import Ahp, Method, ahp
from .numbers import shares

#: Largest judgement of Saaty's scale.
_SCALE = 9.0


class Aggregation(str, Enum):
    """What is averaged over the experts."""

    JUDGEMENTS = "judgements"
    PRIORITIES = "priorities"


@dataclass(frozen=True)
class Group:
    """Weights of a group.

    Attributes
    ----------
    weights : tuple of float
        They sum to 1.
    joint : Ahp
        The matrix of geometric means of the judgements: its consistency is the group's, whatever was averaged.
    experts : tuple of Ahp
        Each expert's own, in order.
    shares : tuple of float
        What each expert counts; they sum to 1.
    consensus : float
        0 (everyone favours another criterion) to 1 (all have the same weights).
    """

    weights: tuple[float, ...]
    joint: Ahp
    experts: tuple[Ahp, ...]
    shares: tuple[float, ...]
    consensus: float


def group_weights(
    matrices: Sequence[np.ndarray],
    aggregation: Aggregation = Aggregation.JUDGEMENTS,
    method: Method = Method.EIGENVECTOR,
    experts: Sequence[float] = (),
) -> Group:
    """Weights of a group of experts.

    Parameters
    ----------
    matrices : sequence of float64 arrays (n, n)
        One an expert, reciprocal, of the same criteria in the same order.
    aggregation : Aggregation
        ``judgements``: weights of the matrix of geometric means, for a group that decides as one.
        ``priorities``: geometric means of the experts' weights, divided by their sum, for experts who each stand
        for themselves.
    method : Method
    experts : sequence of float
        What each expert counts; empty for all the same.

    Raises
    ------
    InputError
        When there is no matrix, their sizes differ, or the experts' weights do not fit.

    Source
    ------
    Aczél and Saaty (1983), J. Math. Psych. 27:93; Forman and Peniwati (1998), Eur. J. Oper. Res. 108:165.
    """
    if not matrices:
        raise InputError("There is no expert; give a matrix of judgements an expert.")
    sizes = [len(m) for m in matrices]
    other = next((i for i, n in enumerate(sizes) if n != sizes[0]), None)
    if other is not None:
        raise InputError(
            f"Expert {other + 1} compares {sizes[other]} criteria and expert 1 compares {sizes[0]}; all must compare the same."
        )
    if experts and len(experts) != len(matrices):
        raise InputError(f"There are {len(experts)} weights for {len(matrices)} experts; give one an expert.")
    v = shares(experts or [1.0] * len(matrices), "the experts")
    own = tuple(ahp(m, method) for m in matrices)
    joint = ahp(np.exp(np.tensordot(v, np.log(np.stack(matrices)), 1)), method)
    weights = joint.weights
    if aggregation is Aggregation.PRIORITIES:
        means = np.exp(np.asarray(v) @ np.log([a.weights for a in own]))
        weights = tuple((means / means.sum()).tolist())
    return Group(weights, joint, own, v, consensus([a.weights for a in own]))


def consensus(priorities: Sequence[Sequence[float]]) -> float:
    """How far experts agree, 0 to 1; each counts the same.

    ``(1/D_beta - D_alpha / n) / (1 - D_alpha / n)``, where ``D_beta`` is the exponential of Shannon's beta entropy
    (that of the mean weights less the mean of the experts' own), and ``D_alpha`` the exponential of the least
    entropy that a scale to 9 allows: one criterion 9 times as important as all others.

    Source
    ------
    Goepel (2013), Proc. Int. Symposium on the Analytic Hierarchy Process, Kuala Lumpur, with the later
    simplification that the largest gamma diversity is n.
    """
    p = np.asarray(priorities, float)
    n = p.shape[1]
    if n == 1:
        return 1.0
    beta = np.exp(_entropy(p.mean(axis=0)) - np.mean([_entropy(row) for row in p]))
    sharpest = np.append(_SCALE, np.ones(n - 1)) / (n + _SCALE - 1)
    least = np.exp(_entropy(sharpest)) / n
    return float(np.clip((1 / beta - least) / (1 - least), 0, 1))


def _entropy(shares_of_one: np.ndarray) -> float:
    positive = shares_of_one[shares_of_one > 0]
    return float(-(positive * np.log(positive)).sum())
