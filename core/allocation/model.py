"""What an allocation is given and what it gives: plain arrays and figures, no geometry and no files."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from ..errors import InputError, WattbitError

#: Seconds that the solver may take before the best allocation so far is given with its proven gap.
TIME_LIMIT_S = 60.0


class LedgerError(WattbitError):
    """The check after the solve found an allocation that breaks a rule: a fault of the program, never of an input."""


@dataclass(frozen=True)
class Sites:
    """Who asks for power, one entry a site.

    Attributes
    ----------
    label : tuple of str
        Names for people.
    demand_mw : float64 array
        Contract power, MW; NaN where it is not known. Such a site, and one of 0 MW, is not served.
    weight : float64 array
        Worth of each MW served, 0 or more. Sites of weight 0 take only what the others leave.
    year : float64 array
        Year from which the site wants its power; NaN: from the first year on.
    """

    label: tuple[str, ...]
    demand_mw: np.ndarray
    weight: np.ndarray
    year: np.ndarray

    @property
    def count(self) -> int:
        """Number of sites."""
        return len(self.label)


def make_sites(
    label: list[str], demand_mw: object, weight: object = None, year: object = None, what: str = "the sites"
) -> Sites:
    """Sites from array-likes; a weight is 1 and a year none where left out.

    Raises
    ------
    InputError
        On a negative or infinite demand, or a weight that is negative or not a number.
    """
    count = len(label)
    demand = np.asarray(demand_mw, float)
    weights = np.ones(count) if weight is None else np.asarray(weight, float)
    years = np.full(count, np.nan) if year is None else np.asarray(year, float)
    for i in np.flatnonzero((demand < 0) | np.isinf(demand)):
        raise InputError(
            f"The site {label[i]} of {what} has a demand of {demand[i]:g} MW; give MW of 0 or more, or leave it empty."
        )
    for i in np.flatnonzero(~(weights >= 0) | np.isinf(weights)):
        raise InputError(
            f"The site {label[i]} of {what} has a score of {weights[i]:g}; give every site a score of 0 or more."
        )
    return Sites(tuple(label), demand, weights, years)


@dataclass(frozen=True)
class Supply:
    """The connections of the demand side, one entry a connection.

    Attributes
    ----------
    label : tuple of str
    spare_mw : float64 array
        NaN where unknown: such a connection never serves. Never below 0.
    year : float64 array
        Year from which the capacity is there; NaN: it is there already.
    group : int64 array
        Connections of one number share one capacity, the largest among them.
    voltage_class : float64 array
        Nominal kV; NaN where unknown.
    utility : tuple of str or None
    has_voltage : bool
        Whether the layer tells voltages at all; where it does not, none is asked.
    group_name : tuple of str
        Name of each connection's shared group, empty where it has its own.
    """

    label: tuple[str, ...]
    spare_mw: np.ndarray
    year: np.ndarray
    group: np.ndarray
    voltage_class: np.ndarray
    utility: tuple[str | None, ...]
    has_voltage: bool
    group_name: tuple[str, ...]

    @property
    def count(self) -> int:
        """Number of connections."""
        return len(self.label)


@dataclass(frozen=True)
class Reach:
    """Which connections lie within reach of which site, sorted by site, distance and connection.

    Attributes
    ----------
    site, connection : int64 arrays, shape (pairs,)
    metres : float64 array, shape (pairs,)
        Straight line from geometry to geometry.
    nearest : int64 array, shape (sites,)
        The nearest connection at any distance, -1 where there is none.
    nearest_m : float64 array, shape (sites,)
    """

    site: np.ndarray
    connection: np.ndarray
    metres: np.ndarray
    nearest: np.ndarray
    nearest_m: np.ndarray


@dataclass(frozen=True)
class Rules:
    """What must hold.

    Attributes
    ----------
    years : tuple of int
        Horizons, rising. Empty: one look, in which connections of any year count.
    feeds : int
        1, or 2: two connections of two groups, each reserving the whole demand (N-1).
    is_partial : bool
        Whether a site may be served in part.
    min_voltage_kv : float or None
        Least voltage for all; None looks it up by demand and utility.
    """

    years: tuple[int, ...] = ()
    feeds: int = 1
    is_partial: bool = False
    min_voltage_kv: float | None = None

    @property
    def periods(self) -> int:
        """How many looks there are: the horizons, or one."""
        return max(1, len(self.years))

    def first_period(self, year: np.ndarray) -> np.ndarray:
        """First period at or after each year (int64); ``periods`` where none is, 0 for NaN."""
        if not self.years:
            return np.zeros(len(year), np.int64)
        found = np.searchsorted(np.asarray(self.years, float), year)
        return np.where(np.isnan(year), 0, found).astype(np.int64)


@dataclass(frozen=True)
class Feed:
    """One connection reserved for one site from one period on."""

    site: int
    connection: int
    mw: Fraction
    period: int
    metres: float


class Draw(NamedTuple):
    """A feed as the search sees it: MW as a whole number of grains, which a ``Scale`` tells."""

    site: int
    connection: int
    grains: int
    period: int
    metres: float


@dataclass(frozen=True)
class Scale:
    """How many grains a MW has: so many that every figure of a task is a whole number of them."""

    grains: int

    def count(self, mw: Fraction) -> int:
        """Grains of MW; a fraction of one is left out."""
        return int(mw * self.grains)

    def mw(self, grains: int) -> Fraction:
        """MW of grains."""
        return Fraction(grains, self.grains)


@dataclass(frozen=True)
class Allocation:
    """Who is served by what.

    Attributes
    ----------
    feeds : tuple of Feed
        Sorted by site, period and distance.
    total, bound : float
        Served MW times weight by the last horizon, and what no allocation can exceed.
    is_proven : bool
        Whether the solver finished: ``total`` is then the largest there is.
    """

    feeds: tuple[Feed, ...] = ()
    total: float = 0.0
    bound: float = 0.0
    is_proven: bool = True
    served: dict[int, Fraction] = field(default_factory=dict)

    @property
    def gap(self) -> float:
        """``(bound - total) / total``; 0 where both are 0, infinity where nothing was found."""
        if self.bound <= self.total:
            return 0.0
        return (self.bound - self.total) / self.total if self.total > 0 else math.inf


@functools.lru_cache(maxsize=100_000)
def exact(value: float) -> Fraction:
    """The decimal number that a float is written as: 0.1 is one tenth, so that sums are exact."""
    return Fraction(repr(float(value)))
