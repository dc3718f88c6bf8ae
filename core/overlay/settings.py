"""Which method combines the scores, with its parameters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from ..errors import InputError


class Method(str, Enum):
    """How the scores of a cell become one."""

    WLC = "wlc"
    GEOMETRIC = "geometric"
    OWA = "owa"
    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    PRODUCT = "product"
    FUZZY_SUM = "fuzzy_sum"
    GAMMA = "gamma"
    TOPSIS = "topsis"
    PROMETHEE = "promethee"


class Variant(str, Enum):
    """How an ordered weighted average joins order weights and criterion weights."""

    MALCZEWSKI = "malczewski"
    YAGER = "yager"
    TRADEOFF = "tradeoff"


_WEIGHTED = {Method.WLC, Method.GEOMETRIC, Method.TOPSIS, Method.PROMETHEE}
_WHOLE_GRID = {Method.TOPSIS, Method.PROMETHEE}


@dataclass(frozen=True)
class Settings:
    """A method and its parameters.

    Attributes
    ----------
    method : Method
    variant : Variant
        Of an ordered weighted average.
    order_weights : tuple of float
        One a rank, rank 1 the lowest score; need not sum to 1. Empty where ``alpha`` is given.
    alpha : float or None
        Exponent of the quantifier ``Q(t) = t^alpha`` in place of order weights, 0 or more.
    gamma : float
        Of the fuzzy gamma, in [0, 1].
    preference : tuple of (q, p)
        PROMETHEE's indifference and preference threshold of each criterion, in units of score; empty means 0, 0.
    rescale : bool
        Whether PROMETHEE's net flow is brought from [-1, 1] to [0, 1].
    """

    method: Method = Method.WLC
    variant: Variant = Variant.MALCZEWSKI
    order_weights: tuple[float, ...] = ()
    alpha: float | None = None
    gamma: float = 0.9
    preference: tuple[tuple[float, float], ...] = ()
    rescale: bool = False

    @property
    def is_weighted(self) -> bool:
        """Whether the weights of the criteria matter."""
        if self.method is Method.OWA:
            return self.variant is not Variant.YAGER
        return self.method in _WEIGHTED

    @property
    def is_whole_grid(self) -> bool:
        """Whether a cell's score depends on the other cells."""
        return self.method in _WHOLE_GRID

    @property
    def range(self) -> tuple[float, float]:
        """Least and largest score that the method can give."""
        return (-1.0, 1.0) if self.method is Method.PROMETHEE and not self.rescale else (0.0, 1.0)

    def faults(self, criteria: int) -> list[tuple[str, str]]:
        """What cannot be used with so many criteria: (name of the parameter, clause on it)."""
        if self.method is Method.OWA:
            return _owa_faults(self, criteria)
        if self.method is Method.GAMMA and not 0 <= self.gamma <= 1:
            return [("gamma", f"it is {self.gamma:g}; give a number from 0 (product) to 1 (sum)")]
        if self.method is Method.PROMETHEE and self.preference:
            return _preference_faults(self.preference, criteria)
        return []


def require_usable(settings: Settings, criteria: int) -> Settings:
    """Return the settings, or raise InputError on what cannot be used with so many criteria."""
    faults = settings.faults(criteria)
    if faults:
        told = "; ".join(f"{_TITLES[name]}: {what}" for name, what in faults)
        raise InputError(f"The method {settings.method.value} cannot be used: {told}.")
    return settings


_TITLES = {
    "order_weights": "the order weights",
    "alpha": "alpha",
    "gamma": "gamma",
    "preference": "the preference thresholds",
}


def _owa_faults(settings: Settings, criteria: int) -> list[tuple[str, str]]:
    order, alpha = settings.order_weights, settings.alpha
    if alpha is None:
        what = _order_fault(order, criteria)
        return [("order_weights", what)] if what else []
    if order:
        return [("alpha", "give either it or order weights, not both")]
    if not (math.isfinite(alpha) and alpha >= 0):
        return [
            ("alpha", f"it is {alpha:g}; give a number of 0 or more (0 maximum, 1 average, large minimum)")
        ]
    return []


def _order_fault(order: tuple[float, ...], criteria: int) -> str:
    if not order:
        return "there are none; give one a rank, that of the lowest score first, or alpha"
    if len(order) != criteria:
        return f"there are {len(order)} for {criteria} criteria; give one a criterion"
    if not all(math.isfinite(v) and v >= 0 for v in order):
        return ", ".join(f"{v:g}" for v in order) + " are not all numbers of 0 or more"
    return "" if sum(order) > 0 else "all are 0; give at least one rank a weight above 0"


def _preference_faults(rows: tuple[tuple[float, float], ...], criteria: int) -> list[tuple[str, str]]:
    if len(rows) != criteria:
        return [
            (
                "preference",
                f"there are {len(rows)} rows for {criteria} criteria; give q and p of each criterion",
            )
        ]
    out = []
    for number, (q, p) in enumerate(rows, start=1):
        if not (math.isfinite(q) and math.isfinite(p)) or q < 0 or p < 0:
            out.append(
                ("preference", f"q {q:g} and p {p:g} of criterion {number} are not both numbers of 0 or more")
            )
        elif q > p:
            out.append(
                ("preference", f"q {q:g} of criterion {number} is above its p {p:g}; give q of at most p")
            )
    return out
