"""Allocations found at once: each site its best choice, or one site after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from .book import Book
from .model import Draw, Rules, Scale, exact


@dataclass(frozen=True)
class Option:
    """A usable pair as a site sees it."""

    pair: int
    connection: int
    group: int
    start: int
    metres: float


@dataclass(frozen=True)
class Asking:
    """A site that asks for power, with its usable pairs by distance.

    Attributes
    ----------
    site : int
    grains : int
        Its whole demand.
    weight : float
    options : tuple of Option
    """

    site: int
    grains: int
    weight: float
    options: tuple[Option, ...]

    def starts(self) -> list[int]:
        """Periods in which a choice may open, rising."""
        return sorted({o.start for o in self.options})


def choose(asking: Asking, period: int, feeds: int, book: Book | None = None) -> list[Option]:
    """The shortest connections that serve a site whole from a period on; empty where there are none.

    With two feeds they are of two groups; the nearest, and the nearest of another group, have the
    least sum. With a book, only connections with room for the whole demand count.
    """
    found: list[Option] = []
    for option in asking.options:
        if option.start > period or any(option.group == f.group for f in found):
            continue
        if book is None or book.room(option.connection, period) >= asking.grains:
            found.append(option)
            if len(found) == feeds:
                return found
    return []


def earliest(asking: Asking, feeds: int, book: Book | None = None) -> tuple[int, list[Option]]:
    """The earliest period in which a site can be served, and the shortest connections then."""
    for period in asking.starts():
        found = choose(asking, period, feeds, book)
        if found:
            return period, found
    return -1, []


def free_choice(asking: Iterable[Asking], rules: Rules, book: Book) -> list[Draw] | None:
    """Every site's own best choice, where all of them together hold; else None.

    No allocation is better then: all that can be served is, as early and as short as can be. The book
    is changed.
    """
    feeds: list[Draw] = []
    for a in asking:
        period, found = earliest(a, rules.feeds)
        for option in found:
            if book.room(option.connection, period) < a.grains:
                return None
            feeds.append(Draw(a.site, option.connection, a.grains, period, option.metres))
            book.add(feeds[-1])
    return feeds


def greedy(asking: list[Asking], rules: Rules, book: Book) -> list[Draw]:
    """The better of two orders, one site after the other: by worth of the site, and by worth of a MW."""
    orders = (lambda a: (-a.weight * a.grains, a.site), lambda a: (-a.weight, a.grains, a.site))
    results = [_one_by_one(sorted(asking, key=order), rules, book.copy()) for order in orders]
    weight = {a.site: a.weight for a in asking}
    return max(results, key=lambda feeds: sum(weight[f.site] * f.grains for f in feeds))


def _one_by_one(asking: list[Asking], rules: Rules, book: Book) -> list[Draw]:
    out: list[Draw] = []
    for a in asking:
        for period in range(rules.periods):  # a group may have room only later
            found = choose(a, period, rules.feeds, book)
            if found:
                for option in found:
                    out.append(Draw(a.site, option.connection, a.grains, period, option.metres))
                    book.add(out[-1])
                break
    return out


def asking_sites(
    pairs: np.ndarray, arrays: tuple[np.ndarray, ...], demand: np.ndarray, weight: np.ndarray, scale: Scale
) -> list[Asking]:
    """Sites of a set of usable pairs; ``arrays`` are site, connection, group, start and metres of every pair."""
    site, connection, group, start, metres = arrays
    by_site: dict[int, list[Option]] = {}
    for p in pairs.tolist():
        option = Option(p, int(connection[p]), int(group[p]), int(start[p]), float(metres[p]))
        by_site.setdefault(int(site[p]), []).append(option)
    return [
        Asking(i, scale.count(exact(float(demand[i]))), float(weight[i]), tuple(options))
        for i, options in sorted(by_site.items())
    ]
