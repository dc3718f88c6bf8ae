"""Better allocations where the whole program is too large: solve small parts of it again and again."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import Callable

from .book import Book
from .greedy import Asking
from .model import Draw

#: Sites solved anew at a time; a size is left when no part of it brings anything more.
_SIZES = (8, 16, 32)
#: Options that one part may have: more take the solver too long.
_MOST_OPTIONS = 600
#: Share of the time kept for what comes after the weighted MW: earlier, then shorter.
_REST_SHARE = 0.25
#: Seconds for one part.
_PART_S = 1.0


@dataclass(frozen=True)
class Part:
    """Some sites to solve anew, the account without them, seconds, and whether only weighted MW count."""

    asking: list[Asking]
    book: Book
    seconds: float
    only_first: bool


class _State:
    """Feeds as they stand, by site, and the account of them all."""

    def __init__(self, feeds: list[Draw], book: Book) -> None:
        self._by_site: defaultdict[int, list[Draw]] = defaultdict(list)
        self._book = book.copy()
        self.take([], feeds)

    @property
    def feeds(self) -> list[Draw]:
        return [f for found in self._by_site.values() for f in found]

    def lacks(self, asking: Asking) -> bool:
        """Whether a site is not served whole."""
        return sum(f.grains for f in self._by_site.get(asking.site, ())) < asking.grains

    def without(self, sites: set[int]) -> tuple[list[Draw], Book]:
        """Feeds of some sites, and the account without them."""
        feeds = [f for s in sorted(sites) for f in self._by_site.get(s, ())]
        account = self._book.copy()
        for feed in feeds:
            account.add(feed, -1)
        return feeds, account

    def take(self, before: list[Draw], after: list[Draw]) -> None:
        """Put feeds in place of others."""
        for feed in before:
            self._book.add(feed, -1)
            self._by_site.pop(feed.site, None)
        for feed in after:
            self._book.add(feed)
            self._by_site[feed.site].append(feed)


@dataclass(frozen=True)
class Improver:
    """Improves an allocation part by part.

    Attributes
    ----------
    asking : list of Asking
    resolve : callable
        Solves a part.
    value : callable
        What feeds are worth: tuples that compare, the first entry weighted MW.
    """

    asking: list[Asking]
    resolve: Callable[[Part], list[Draw]]
    value: Callable[[list[Draw]], tuple[float, ...]]

    def improve(self, feeds: list[Draw], book: Book, bound: float, deadline: float) -> list[Draw]:
        """Feeds that are worth at least as much, by the deadline; the same in every run that has time enough."""
        state = _State(feeds, book)
        parts = _Parts(self.asking)
        for_more = deadline - _REST_SHARE * (deadline - time.monotonic())
        # First the sites that lack power, as only they can add to what is served; then all of them, for the rest.
        for size in _SIZES:
            while time.monotonic() < for_more and self.value(state.feeds)[0] < bound:
                if not self._pass(state, parts, size, for_more, only_first=True):
                    break
        for size in _SIZES:
            while time.monotonic() < deadline:
                if not self._pass(state, parts, size, deadline, only_first=False):
                    break
        return state.feeds

    def _pass(self, state: _State, parts: _Parts, size: int, deadline: float, *, only_first: bool) -> bool:
        """Solve the part around every site once; tells whether anything became better."""
        seeds = [a.site for a in self.asking if not only_first or state.lacks(a)]
        is_better = False
        for site in parts.shuffled(seeds):
            if time.monotonic() >= deadline:
                break
            is_better |= self._replace(state, parts.around(site, size), only_first, deadline)
        return is_better

    def _replace(self, state: _State, part: list[Asking], only_first: bool, deadline: float) -> bool:
        """Solve a part anew; tells whether it is worth more now.

        Another answer of the same worth is taken too: it may open a way.
        """
        before, account = state.without({a.site for a in part})
        seconds = min(_PART_S, max(deadline - time.monotonic(), 0.0))
        found = self.resolve(Part(part, account, seconds, only_first))
        last = 1 if only_first else None
        old, new = self.value(before)[:last], self.value(found)[:last]
        if new >= old:
            state.take(before, found)
        return new > old


class _Parts:
    """Sites with some of those they compete with, drawn by a fixed chance."""

    def __init__(self, asking: list[Asking]) -> None:
        self._chance = random.Random(1)
        self._by_site = {a.site: a for a in asking}
        self._rivals: defaultdict[int, list[int]] = defaultdict(list)
        for a in asking:
            for group in {o.group: None for o in a.options}:
                self._rivals[group].append(a.site)

    def shuffled(self, sites: list[int]) -> list[int]:
        return self._chance.sample(sites, len(sites))

    def around(self, site: int, size: int) -> list[Asking]:
        """A site and up to so many that could use the same groups, those of the nearest group first."""
        part = {site: self._by_site[site]}
        options = len(part[site].options)
        for group in dict.fromkeys(o.group for o in part[site].options):
            for other in self.shuffled([s for s in self._rivals[group] if s not in part]):
                options += len(self._by_site[other].options)
                if len(part) >= size or options > _MOST_OPTIONS:
                    return list(part.values())
                part[other] = self._by_site[other]
        return list(part.values())
