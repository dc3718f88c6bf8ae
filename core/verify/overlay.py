"""Examples of overlay methods and of what is certain about them."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np

from ..overlay.combination import local_combination
from ..overlay.promethee import PrometheeSurvey
from ..overlay.settings import Method, Settings, Variant
from ..overlay.topsis import TopsisSurvey
from ..overlay.uncertainty import dirichlet, independent
from .example import Example

_THREE = ((1.0, 0.4866, 0.0), (0.6, 0.3, 0.1), (0.7, 0.2, 0.1))
_TZENG = "Tzeng and Huang 2011, Multiple Attribute Decision Making"
_ZIMMERMANN = "Zimmermann and Zysno 1980, Fuzzy Sets Syst. 4:37"
_W, _X = (0.4, 0.3, 0.2, 0.1), (0.9, 0.2, 0.5, 0.7)


def _cells(*rows: tuple[float, ...]) -> list[np.ndarray]:
    """Scores by criterion of cells given one a row."""
    return [np.array([column], np.float32) for column in zip(*rows)]


def _one(settings: Settings, scores: tuple[float, ...], weights: tuple[float, ...]) -> tuple[float]:
    share = np.asarray(weights, float) / sum(weights)
    return (float(local_combination(settings, share).score(_cells(scores))[0, 0]),)


def _owa(variant: Variant) -> tuple[float]:
    scores, weights, order = _THREE
    return _one(Settings(Method.OWA, variant, order), scores, weights)


def _fuzzy(method: Method, gamma: float = 0.9) -> tuple[float]:
    return _one(Settings(method, gamma=gamma), (0.75, 0.5), (1, 1))


def _topsis() -> list[float]:
    scores = _cells((5, 8, 4), (7, 6, 8), (8, 8, 6), (7, 4, 6))
    survey = TopsisSurvey(np.array([0.3, 0.4, 0.3]))
    survey.add(survey.look(scores))
    return survey.combination().score(scores)[0].tolist()


def _promethee() -> list[float]:
    """Flows of three cells, of which the first is best on every criterion and the last worst."""
    scores = _cells((0.9, 0.8), (0.5, 0.5), (0.1, 0.2))
    with tempfile.TemporaryDirectory() as folder:
        survey = PrometheeSurvey(np.array([0.5, 0.5]), (), False, Path(folder))
        survey.add(survey.look(scores))
        return survey.combination().net_flow(scores)[0].tolist()


def _sure(model: str) -> list[float]:
    scores, weights = [np.array([[x]]) for x in _X], np.array(_W)
    bands = dirichlet(scores, weights, 50) if model == "dirichlet" else independent(scores, weights, 0.2)
    return [float(b[0, 0]) for b in (bands[:2] if model == "dirichlet" else bands[1:])]


def _sobol() -> list[float]:
    bands = independent([np.ones((1, 1))] * 4, np.array(_W), 0.2)
    return [float(b) for b in bands[2:, 0, 0]]


EXAMPLES = (
    Example(
        "overlay", "Weighted linear combination", "by hand", (0.74598,),
        lambda: _one(Settings(), _THREE[0], _THREE[1]), 1e-6,
    ),
    Example(
        "overlay", "Ordered weighted average (Yager)", "Yager 1988, IEEE Trans. SMC 18:183", (0.76,),
        lambda: _one(Settings(Method.OWA, Variant.YAGER, (0.1, 0.2, 0.3, 0.4)), (0.7, 1, 0.3, 0.6), (1,) * 4), 1e-6,
    ),
    Example("overlay", "OWA, Yager", "by hand, three variants of one cell", (0.19732,),
            lambda: _owa(Variant.YAGER), 5e-7),
    Example("overlay", "OWA, trade-off", "by hand, after Eastman's order weights", (0.282259,),
            lambda: _owa(Variant.TRADEOFF), 6e-7),
    Example("overlay", "OWA, Malczewski", "by hand, after Malczewski 1999", (0.46945,),
            lambda: _owa(Variant.MALCZEWSKI), 5e-6),
    Example("overlay", "Fuzzy AND, OR, product, sum of 0.75 and 0.5", _ZIMMERMANN, (0.5, 0.75, 0.375, 0.875),
            lambda: [_fuzzy(m)[0] for m in (Method.MINIMUM, Method.MAXIMUM, Method.PRODUCT, Method.FUZZY_SUM)], 1e-6),
    Example("overlay", "Fuzzy gamma 0.9 of 0.75 and 0.5", _ZIMMERMANN, (0.803915,),
            lambda: _fuzzy(Method.GAMMA), 6e-7),
    Example("overlay", "TOPSIS", _TZENG, (0.5037, 0.6581, 0.7482, 0.3340), _topsis, 6e-5),
    Example("overlay", "PROMETHEE II: the best on every criterion has the largest flow",
            "Brans and Vincke 1985, Manage. Sci. 31:647, by hand", (1.0, 0.0, -1.0), _promethee, 1e-9),
    Example("uncertainty", "Dirichlet: mean and deviation", "closed form", (0.59, 0.0412786),
            lambda: _sure("dirichlet"), 1e-7),
    Example("uncertainty", "Independent +-20 %: deviation and shares", "closed form",
            (0.0444372, 0.8751, 0.0243, 0.0675, 0.0331), lambda: _sure("independent"), 6e-5),
    Example("uncertainty", "Shares of a linear model of equal inputs", "Sobol 1993, linear model",
            (0.5333, 0.3, 0.1333, 0.0333), _sobol, 6e-5),
)  # fmt: skip
