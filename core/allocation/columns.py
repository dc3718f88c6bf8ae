"""Columns, rows and objectives of a mixed-integer program, as they are collected: nothing about a solver."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from .greedy import Asking
from .model import Draw, Rules, Scale


@dataclass
class Rows:
    """Rows ``low <= sum(value x column) <= high`` as they are collected."""

    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: list[int], values: list[float], low: float, high: float) -> None:
        """Add a row."""
        self.row += [len(self.low)] * len(columns)
        self.column += columns
        self.value += values
        self.low.append(low)
        self.high.append(high)

    def matrix(self, columns: int) -> csr_matrix:
        """All rows as a sparse matrix."""
        return csr_matrix((self.value, (self.row, self.column)), (len(self.low), columns))


@dataclass(frozen=True)
class Program:
    """A program to maximise several objectives, one after the other.

    Attributes
    ----------
    objectives : tuple of float64 arrays, each of one entry a column
        The first is what is proven; each later one chooses among the best of those before it.
    rows : Rows
    upper : float64 array
        Columns lie between 0 and this.
    is_whole : bool array
        Columns that take whole numbers only.
    feeds : tuple of (column, Draw)
        What a column means where it is above 0; the MW of a feed is that of the whole demand.
    """

    objectives: tuple[np.ndarray, ...]
    rows: Rows
    upper: np.ndarray
    is_whole: np.ndarray
    feeds: tuple[tuple[int, Draw], ...]

    @property
    def columns(self) -> int:
        """Number of columns."""
        return len(self.upper)


@dataclass
class Columns:
    """Columns as they are collected, with what each adds to every objective."""

    upper: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    gain: list[tuple[float, float, float, float]] = field(default_factory=list)
    feeds: list[tuple[int, Draw]] = field(default_factory=list)

    def add(self, upper: float, is_whole: bool, gain: tuple[float, float, float, float]) -> int:
        """Add a column and return its number."""
        self.upper.append(upper)
        self.is_whole.append(is_whole)
        self.gain.append(gain)
        return len(self.upper) - 1


@dataclass(frozen=True)
class Taking:
    """A column that takes of a limit: the whole demand of its feed where it is 1, or as many MW as it holds."""

    column: int
    feed: Draw
    is_whole: bool


@dataclass(frozen=True)
class Worth:
    """What a MW of a site adds to the objectives: to the worth, to the unweighted rest, to each year served earlier."""

    rules: Rules
    least: float
    scale: Scale

    def gain(
        self, asking: Asking, mw: float, period: int, metres: float
    ) -> tuple[float, float, float, float]:
        """Weighted MW, MW of sites of weight 0, weighted MW-years before the last horizon, and metres saved."""
        early = self.rules.periods - 1 - period
        weight = asking.weight or self.least / 1000
        rest = 0.0 if asking.weight else mw
        return asking.weight * mw, rest, weight * mw * early, -metres


def worth_of(asking: list[Asking], rules: Rules, scale: Scale) -> Worth:
    """The worth of MW among some sites."""
    return Worth(rules, min((a.weight for a in asking if a.weight > 0), default=1.0), scale)


def finish(columns: Columns, rows: Rows) -> Program:
    """The program of collected columns and rows; objectives that no column adds to are left out."""
    gain = np.array(columns.gain, float).reshape(-1, 4).T
    return Program(
        tuple(g for g in gain if g.any()), rows, np.array(columns.upper), np.array(columns.is_whole, bool),
        tuple(columns.feeds),
    )  # fmt: skip
