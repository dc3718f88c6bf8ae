"""Examples of weights: pairwise comparisons, best-worst, ranks, data."""

from __future__ import annotations

import numpy as np

from ..weights.ahp import Ahp, Method, ahp
from ..weights.best_worst import Model, best_worst
from ..weights.comparisons import comparisons
from ..weights.data import DataMethod, data_weights
from ..weights.judgements import judgement_matrix
from ..weights.ranks import Formula, rank_weights
from ..weights.sample import Rows
from .example import Example

_DRINKS = (
    "cwtbsml",
    "c/w 9 c/t 5 c/b 2 c/s 1 c/m 1 l/c 2 l/w 9 l/t 9 l/b 3 l/s 2 l/m 3 t/w 3 b/w 9 b/t 3 b/m 1 "
    "s/w 9 s/t 4 s/b 2 s/m 2 m/w 9 m/t 3",
)
_JOB = ("CFHJT", "C/H 3 C/T 5 F/C 5 F/H 7 F/T 7 F/J 1 H/T 3 J/C 2 J/H 4 J/T 7")
_SAATY_2008 = "Saaty 2008, Int. J. Services Sciences 1:1, drinks"
_SAATY_2005 = "Saaty 2005, choice of a city"
_REZAEI = "Rezaei 2015, Omega 53:49"
_ALL_BENEFIT = (
    (61, 1.08, 4.33), (20.7, 0.26, 4.34), (16.3, 1.98, 2.53), (9, 3.29, 1.65),
    (5.4, 2.77, 2.33), (4, 4.12, 1.21), (-6.1, 3.52, 2.10), (-34.6, 3.31, 0.98),
)  # fmt: skip


def _matrix(order: str, judgements: str) -> np.ndarray:
    """The matrix of judgements written ``a/b 3``: a counts three times as much as b."""
    words = judgements.split()
    matrix = np.eye(len(order))
    for pair, value in zip(words[::2], words[1::2]):
        row, column = (order.index(name) for name in pair.split("/"))
        matrix[row, column], matrix[column, row] = float(value), 1 / float(value)
    return matrix


def _ahp(order: str, judgements: str, method: Method = Method.EIGENVECTOR) -> Ahp:
    return ahp(_matrix(order, judgements), method)


def _data(rows: tuple[tuple[float, ...], ...], method: DataMethod) -> tuple[float, ...]:
    values = np.array(rows, float).T
    return data_weights(Rows(tuple(f"c{i}" for i in range(len(values))), values), method).weights


def _best_worst(model: Model) -> tuple[float, ...]:
    found = best_worst(comparisons((8, 2, 1), (1, 5, 8)), model)
    return (*found.weights, found.xi)


def _four() -> Ahp:
    return ahp(judgement_matrix([3, 7, 3, 9, 1, 1 / 7]))


EXAMPLES = (
    Example(
        "weights", "AHP, eigenvector", _SAATY_2008,
        (0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268),
        lambda: _ahp(*_DRINKS).weights, 6e-5,
    ),
    Example(
        "weights", "AHP, principal eigenvalue", _SAATY_2008, (7.17663,),
        lambda: (_ahp(*_DRINKS).lambda_max,), 5e-6,
    ),
    Example(
        "weights", "AHP, consistency index and ratio", _SAATY_2008, (0.0294, 0.0223),
        lambda: (_ahp(*_DRINKS).ci, _ahp(*_DRINKS).cr), 5e-5,
    ),
    Example(
        "weights", "AHP, column means (an approximation)", _SAATY_2008,
        (0.1776, 0.0195, 0.0421, 0.1173, 0.1888, 0.1296, 0.3250),
        lambda: _ahp(*_DRINKS, Method.COLUMN_MEAN).weights, 6e-5,
    ),
    Example(
        "weights", "AHP, eigenvector", _SAATY_2005, (0.1522, 0.4335, 0.0716, 0.3050, 0.0378),
        lambda: _ahp(*_JOB).weights, 6e-5,
    ),
    Example(
        "weights", "AHP, eigenvalue and ratio", _SAATY_2005, (5.2252, 0.0503),
        lambda: (_ahp(*_JOB).lambda_max, _ahp(*_JOB).cr), 6e-5,
    ),
    Example(
        "weights", "AHP from an upper triangle: weights and ratio", "Saaty 1980, random index 0.90 for n = 4",
        (0.5101, 0.2344, 0.0405, 0.2151, 0.0738), lambda: (*_four().weights, _four().cr), 6e-5,
    ),
    Example(
        "weights", "AHP of one and of two criteria: ratio 0, no division", "Saaty 1980, random index 0",
        (0.0, 0.0), lambda: (ahp(np.ones((1, 1))).cr, ahp(np.array([[1, 3], [1 / 3, 1]])).cr), 1e-12,
    ),
    Example(
        "weights", "Best-worst, nonlinear: weights and xi", _REZAEI, (0.0714, 0.3387, 0.5899, 0.2583),
        lambda: _best_worst(Model.NONLINEAR), 6e-5,
    ),
    Example(
        "weights", "Best-worst, consistency ratio", _REZAEI, (0.058,),
        lambda: (best_worst(comparisons((8, 2, 1), (1, 5, 8)), Model.NONLINEAR).cr,), 5e-4,
    ),
    Example(
        "weights", "Best-worst, linear: weights and xi", "Rezaei 2016, Omega 64:126",
        (0.071429, 0.321429, 0.607143, 0.035714), lambda: _best_worst(Model.LINEAR), 6e-7,
    ),
    Example(
        "weights", "CRITIC", "Diakoulaki, Mavrotas and Papayannakis 1995, Comput. Oper. Res. 22:763",
        (0.20222554, 0.48090173, 0.31687273), lambda: _data(_ALL_BENEFIT, DataMethod.CRITIC), 6e-9,
    ),
    Example(
        "weights", "Entropy", "Shannon's entropy by hand, Hwang and Yoon 1981", (0.358889, 0.641111),
        lambda: _data(((1, 2), (4, 16)), DataMethod.ENTROPY), 6e-7,
    ),
    Example(
        "weights", "Rank order centroid", "Barron and Barrett 1996", (0.5208, 0.2708, 0.1458, 0.0625),
        lambda: rank_weights((1, 2, 3, 4), Formula.ROC), 6e-5,
    ),
    Example(
        "weights", "Rank sum", "Stillwell, Seaver and Edwards 1981", (0.4, 0.3, 0.2, 0.1),
        lambda: rank_weights((1, 2, 3, 4), Formula.RANK_SUM), 1e-12,
    ),
    Example(
        "weights", "Rank reciprocal", "Stillwell, Seaver and Edwards 1981", (0.48, 0.24, 0.16, 0.12),
        lambda: rank_weights((1, 2, 3, 4), Formula.RANK_RECIPROCAL), 1e-12,
    ),
)  # fmt: skip
