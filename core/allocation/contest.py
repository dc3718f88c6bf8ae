"""One set of sites that compete for the same capacity, settled exactly or within a proven gap."""

from __future__ import annotations

import math
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, partial

import numpy as np

from .book import Book
from .columns import Program, Worth
from .greedy import Asking, free_choice, greedy
from .improve import Improver, Part
from .model import Draw, Rules, exact
from .partial import partial_program
from .program import whole_program
from .solve import Checks, Solved, sketch, solve

#: Answers nearer to the bound than this need no sketch; a sketch takes so much of the time left.
_GOOD, _SKETCH_SHARE = 0.99, 0.4
#: Share of the time for the program as a whole; the rest improves what it found, part by part.
_WHOLE_SHARE = 0.75
#: Programs with more columns, or more for each second there is, are sketched: the solver would spend its time
#: before it has any answer. Small ones are always solved whole.
_MOST_COLUMNS, _COLUMNS_A_SECOND, _FEW_COLUMNS = 8000, 350, 500
#: Watts of a MW: the solver's tolerance where sites are served in part.
WATTS = 1_000_000


@dataclass(frozen=True)
class Settled:
    """Feeds of a contest, their weighted MW, a bound on these, and whether the bound is met."""

    feeds: list[Draw]
    total: Fraction
    bound: float
    is_proven: bool


@dataclass(frozen=True)
class Contest:
    """Sites that compete, and the account as it stands before them."""

    asking: list[Asking]
    worth: Worth
    book: Book

    @property
    def rules(self) -> Rules:
        """What must hold."""
        return self.worth.rules

    @property
    def size(self) -> int:
        """Pairs of site and connection."""
        return sum(len(a.options) for a in self.asking)

    @cached_property
    def _weight(self) -> dict[int, Fraction]:
        return {a.site: exact(a.weight) for a in self.asking}

    def settle(self, seconds: float) -> Settled:
        """Feeds of all sites, within so many seconds."""
        deadline = time.monotonic() + seconds
        free = free_choice(self.asking, self.rules, self.book.copy())
        if free is not None:
            return Settled(free, self._total(free), float(self._total(free)), True)
        solved, feeds = self._search(deadline)
        if not solved.is_settled:
            improver = Improver(self.asking, self._resolve, self._value)
            feeds = improver.improve(feeds, self.book, solved.bound, deadline)
        total = self._total(feeds)
        bound = float(total) if solved.is_proven else max(solved.bound, float(total))
        return Settled(feeds, total, bound, solved.is_proven)

    def _program(self) -> tuple[Program, Checks]:
        build = partial_program if self.rules.is_partial else whole_program
        program = build(self.asking, self.worth, self.book)
        return program, Checks(partial(self._conflicts, program), partial(self._worth, program))

    def _search(self, deadline: float) -> tuple[Solved, list[Draw]]:
        """The best of the whole program, of a sketch of it where that is slow or large, and of one after the other."""
        program, checks = self._program()
        seconds = deadline - time.monotonic()
        solved, feeds = Solved(None, math.inf, False, False), greedy(self.asking, self.rules, self.book)
        if program.columns <= max(_FEW_COLUMNS, min(_MOST_COLUMNS, _COLUMNS_A_SECOND * seconds)):
            solved = solve(program, seconds * _WHOLE_SHARE, checks)
            if solved.is_proven:
                return solved, self._feeds(program, solved.x)
            feeds = self._better(feeds, program, solved)
        if float(self._total(feeds)) < _GOOD * solved.bound:
            seconds = deadline - time.monotonic()
            drawn = sketch(program, seconds * _SKETCH_SHARE, checks)
            feeds = self._better(feeds, program, drawn)
            solved = replace(solved, bound=min(solved.bound, drawn.bound))
        return solved, feeds

    def _better(self, feeds: list[Draw], program: Program, solved: Solved) -> list[Draw]:
        """The better of feeds and of what a solver found."""
        return max(self._feeds(program, solved.x), feeds, key=self._value)

    def _resolve(self, part: Part) -> list[Draw]:
        """Feeds of some of the sites."""
        contest = Contest(part.asking, self.worth, part.book)
        program, checks = contest._program()
        solved = solve(program, part.seconds, checks, only_first=part.only_first)
        return [] if solved.x is None else contest._feeds(program, solved.x)

    def _value(self, feeds: list[Draw]) -> tuple[float, ...]:
        """What feeds are worth: weighted MW, MW of sites of weight 0, weighted MW-years, metres saved."""
        by_site = {a.site: a for a in self.asking}
        per_grain = 1 / (self.rules.feeds * self.worth.scale.grains)
        gains = [self.worth.gain(by_site[f.site], f.grains * per_grain, f.period, f.metres) for f in feeds]
        _, rest, early, short = (round(sum(column), 6) for column in zip(*gains)) if gains else (0.0,) * 4
        return float(self._total(feeds)), rest, early, short

    def _total(self, feeds: list[Draw]) -> Fraction:
        """Weighted MW, exactly; a site's feeds count once."""
        worth = sum((f.grains * self._weight[f.site] for f in feeds), Fraction(0))
        return worth / (self.rules.feeds * self.worth.scale.grains)

    def _worth(self, program: Program, x: np.ndarray) -> Fraction:
        if self.rules.is_partial:
            return Fraction(round(float(program.objectives[0] @ x), 5))
        return self._total([feed for c, feed in program.feeds if x[c] > 0.5])

    def _conflicts(self, program: Program, x: np.ndarray) -> list[list[int]]:
        """Sets of columns that overdraw an account when counted exactly; what is served in part is trimmed instead."""
        if self.rules.is_partial:
            return []
        book = self.book.copy()
        chosen = [(c, feed) for c, feed in program.feeds if x[c] > 0.5]
        for _, feed in chosen:
            book.add(feed)
        out = []
        for kind, number, period in book.overdrawn([f for _, f in chosen]):
            of = book.group_of if kind == "group" else int
            out.append([c for c, f in chosen if of(f.connection) == number and f.period <= period])
        return out

    def _feeds(self, program: Program, x: np.ndarray | None) -> list[Draw]:
        if x is None:
            return []
        if not self.rules.is_partial:
            return [feed for c, feed in program.feeds if x[c] > 0.5]
        return self._trimmed(program, x)

    def _trimmed(self, program: Program, x: np.ndarray) -> list[Draw]:
        """Whole grains, cut to what the account really has and the site really asks."""
        book, out = self.book.copy(), []
        asked = {a.site: a.grains for a in self.asking}
        watt = max(1, self.worth.scale.grains // WATTS)
        for (period, site), found in self._openings(program, x).items():
            wish = round(min(v for v, _ in found) * self.worth.scale.grains)
            most = min(asked[site], *(book.room(f.connection, period) for _, f in found))
            # What is all that there is but for the solver's tolerance, is all.
            grains = most if abs(most - wish) <= watt else min(most, wish)
            if grains > 0:
                asked[site] -= grains
                for _, feed in found:
                    out.append(Draw(site, feed.connection, grains, period, feed.metres))
                    book.add(out[-1])
        return out

    def _openings(self, program: Program, x: np.ndarray) -> dict[tuple[int, int], list[tuple[float, Draw]]]:
        """MW and feed of what a site opens in a period, from the connections that carry most of it, earliest first."""
        carried: defaultdict[int, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
        for c, feed in program.feeds:
            carried[feed.site][feed.connection] += float(x[c])
        chosen = {
            site: set(sorted(by, key=lambda k: (-by[k], k))[: self.rules.feeds])
            for site, by in carried.items()
        }
        out: defaultdict[tuple[int, int], list[tuple[float, Draw]]] = defaultdict(list)
        for c, feed in program.feeds:
            if x[c] > 0.5 / WATTS and feed.connection in chosen[feed.site]:
                out[feed.period, feed.site].append((float(x[c]), feed))
        return {key: out[key] for key in sorted(out) if len(out[key]) == self.rules.feeds}
