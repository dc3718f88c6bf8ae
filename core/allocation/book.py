"""The account of spare capacity, in exact arithmetic: what each connection and each shared group has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from .model import Draw, Rules, Scale, Supply, exact


def group_limits(supply: Supply, rules: Rules) -> np.ndarray:
    """Largest spare MW of each group's connections that are there in each period, shape (groups, periods)."""
    count = int(supply.group.max(initial=-1)) + 1
    out = np.zeros((count, rules.periods))
    known = np.where(np.isnan(supply.spare_mw), 0.0, supply.spare_mw)
    first = rules.first_period(supply.year)
    for period in range(rules.periods):
        there = first <= period
        np.maximum.at(out[:, period], supply.group[there], known[there])
    return out


class Book:
    """Spare capacity and what is spent of it.

    A connection carries at most its spare MW, and a group in each period at most the largest spare
    of its connections that are there by then. What is reserved stays reserved. All amounts are
    whole numbers of grains.
    """

    def __init__(self, supply: Supply, rules: Rules, scale: Scale) -> None:
        def grains(mw: float) -> int:
            return scale.count(exact(mw)) if mw == mw else 0

        self._periods = rules.periods
        self._group = supply.group.tolist()
        self._spare = [grains(v) for v in supply.spare_mw.tolist()]
        self._first = rules.first_period(supply.year).tolist()
        self._limits = [[grains(v) for v in row] for row in group_limits(supply, rules).tolist()]
        self._by_connection: defaultdict[int, int] = defaultdict(int)
        self._by_group: defaultdict[tuple[int, int], int] = defaultdict(int)

    def copy(self) -> Book:
        """An account that goes its own way from here."""
        other = Book.__new__(Book)
        other.__dict__.update(self.__dict__)
        other._by_connection, other._by_group = self._by_connection.copy(), self._by_group.copy()
        return other

    def group_of(self, connection: int) -> int:
        """Number of a connection's group."""
        return self._group[connection]

    def left(self, connection: int) -> int:
        """What a connection has left, its group aside."""
        return self._spare[connection] - self._by_connection.get(connection, 0)

    def group_left(self, group: int, period: int) -> int:
        """What a group has left in a period."""
        return self._limits[group][period] - self._by_group.get((group, period), 0)

    def room(self, connection: int, period: int) -> int:
        """Grains that can still be reserved at a connection from a period on; below 0 where too much is spent."""
        if self._first[connection] > period:
            return 0
        group = self._group[connection]
        return min(self.left(connection), *(self.group_left(group, t) for t in range(period, self._periods)))

    def add(self, feed: Draw, sign: int = 1) -> None:
        """Reserve what a feed takes from its period on; with -1 give it back."""
        self._by_connection[feed.connection] += sign * feed.grains
        group = self._group[feed.connection]
        for period in range(feed.period, self._periods):
            self._by_group[group, period] += sign * feed.grains

    def overdrawn(self, feeds: Iterable[Draw]) -> list[tuple[str, int, int]]:
        """Accounts of these feeds that are spent beyond their limit: (``connection`` or ``group``, number, period)."""
        connections = dict.fromkeys(f.connection for f in feeds)
        out = [("connection", c, self._periods - 1) for c in connections if self.left(c) < 0]
        for group in dict.fromkeys(self._group[c] for c in connections):
            out += [("group", group, t) for t in range(self._periods) if self.group_left(group, t) < 0]
        return out
