"""A mixed-integer program for sites that compete: columns, rows and objectives, nothing about a solver."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from .book import Book
from .greedy import Asking
from .model import Draw, Rules, Scale
from .sums import largest_sum


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

    def gain(self, asking: Asking, mw: float, period: int, metres: float) -> tuple[float, float, float, float]:
        """Weighted MW, MW of sites of weight 0, weighted MW-years before the last horizon, and metres saved."""
        early = self.rules.periods - 1 - period
        weight = asking.weight or self.least / 1000
        rest = 0.0 if asking.weight else mw
        return asking.weight * mw, rest, weight * mw * early, -metres


def worth_of(asking: list[Asking], rules: Rules, scale: Scale) -> Worth:
    """The worth of MW among some sites."""
    return Worth(rules, min((a.weight for a in asking if a.weight > 0), default=1.0), scale)


def periods_to_open(asking: Asking, rules: Rules, book: Book) -> dict[int, list[int]]:
    """Periods, by option, in which it may pay to open it.

    Everything else being equal, earlier is never worse. So a feed opens when it can first, when its
    group's limit has just risen, or when the other feed of its site can.
    """
    risen = {
        o.group: [t for t in range(1, rules.periods) if book.group_left(o.group, t) > book.group_left(o.group, t - 1)]
        for o in asking.options
    }
    if rules.feeds == 1:
        return {
            o.pair: sorted({o.start, *(t for t in risen[o.group] if t > o.start)}) for o in asking.options
        }
    every = {o.start for o in asking.options} | {t for times in risen.values() for t in times}
    return {o.pair: sorted(t for t in every if t >= o.start) for o in asking.options}


def whole_program(asking: list[Asking], worth: Worth, book: Book) -> Program:
    """Sites served whole: a 0-1 column a feed and period to open it; with two feeds one more a site and period."""
    columns, rows = Columns(), Rows()
    for a in asking:
        _add_site(a, worth, book, (columns, rows))
    add_limits([Taking(c, feed, True) for c, feed in columns.feeds], worth, book, rows)
    return finish(columns, rows)


def _add_site(a: Asking, worth: Worth, book: Book, to: tuple[Columns, Rows]) -> None:
    (columns, rows), rules = to, worth.rules
    mw = a.grains / worth.scale.grains
    is_single = rules.feeds == 1
    at: dict[int, list[int]] = {}
    group_at: dict[tuple[int, int], list[int]] = {}
    opening = periods_to_open(a, rules, book)
    for o in a.options:
        for t in opening[o.pair]:
            gain = worth.gain(a, mw if is_single else 0.0, t, o.metres)
            c = columns.add(1.0, True, gain)
            columns.feeds.append((c, Draw(a.site, o.connection, a.grains, t, o.metres)))
            at.setdefault(t, []).append(c)
            group_at.setdefault((o.group, t), []).append(c)
    if is_single:
        everything = [c for cs in at.values() for c in cs]
        rows.add(everything, [1.0] * len(everything), 0.0, 1.0)
        return
    served = {t: columns.add(1.0, True, worth.gain(a, mw, t, 0.0)) for t in at}
    rows.add(list(served.values()), [1.0] * len(served), 0.0, 1.0)
    for t, cs in at.items():
        rows.add([*cs, served[t]], [1.0] * len(cs) + [-float(rules.feeds)], 0.0, 0.0)
    for (_, t), cs in group_at.items():
        rows.add([*cs, served[t]], [1.0] * len(cs) + [-1.0], -np.inf, 0.0)


def add_limits(taking: list[Taking], worth: Worth, book: Book, rows: Rows) -> None:
    """Rows for what connections and groups can carry."""
    by_group: dict[int, list[Taking]] = {}
    for entry in taking:
        by_group.setdefault(book.group_of(entry.feed.connection), []).append(entry)
    for group, listed in by_group.items():
        members = sorted({e.feed.connection for e in listed})
        left = [book.group_left(group, t) for t in range(worth.rules.periods)]
        # One connection alone needs its own row only, unless others have spent of its group.
        is_grouped = len(members) > 1 or min(left) < book.left(members[0])
        if is_grouped:
            _add_group(listed, left, worth.scale, rows)
        for connection in members:
            # The group's row holds a connection that has as much as its whole group.
            if not is_grouped or book.left(connection) < left[-1]:
                own = [e for e in listed if e.feed.connection == connection]
                _add_limit(own, book.left(connection), worth.scale, rows)


def _add_group(listed: list[Taking], left: list[int], scale: Scale, rows: Rows) -> None:
    """A row for the last period before more is left in a group: what is reserved only grows until then."""
    for t, limit in enumerate(left):
        if t == len(left) - 1 or left[t + 1] > limit:
            _add_limit([e for e in listed if e.feed.period <= t], limit, scale, rows)


def _add_limit(taking: list[Taking], limit: int, scale: Scale, rows: Rows) -> None:
    """A row that holds what is taken below a limit, unless all of it together is."""
    whole = {e.feed.site: e.feed.grains for e in taking}
    if sum(whole.values()) <= limit:
        return
    if all(e.is_whole for e in taking):
        limit = largest_sum(whole.values(), limit)
    values = [e.feed.grains / scale.grains if e.is_whole else 1.0 for e in taking]
    rows.add([e.column for e in taking], values, -np.inf, limit / scale.grains)


def finish(columns: Columns, rows: Rows) -> Program:
    """The program of collected columns and rows; objectives that no column adds to are left out."""
    gain = np.array(columns.gain, float).reshape(-1, 4).T
    return Program(
        tuple(g for g in gain if g.any()), rows, np.array(columns.upper), np.array(columns.is_whole, bool),
        tuple(columns.feeds),
    )  # fmt: skip
