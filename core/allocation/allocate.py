"""Allocate spare capacity: the most megawatts by worth, then the earliest, then the shortest connections."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..progress import Progress, Steps
from ..solver.solve import ready, solving
from .book import Book
from .columns import worth_of
from .contest import WATTS, Contest
from .greedy import Asking, asking_sites
from .judge import Judged, judge
from .model import TIME_LIMIT_S, Allocation, Draw, Feed, Reach, Rules, Scale, Sites, Supply, exact
from .verify import verify

#: Below this the bound and the total are one number, told apart by rounding alone.
_SAME = 1e-9
#: Pairs of site and connection from which the solver's process starts before the clock does.
_LARGE = 200


@dataclass(frozen=True)
class Task:
    """Everything an allocation follows from."""

    sites: Sites
    supply: Supply
    reach: Reach
    rules: Rules


def allocate(
    task: Task,
    seconds: float = TIME_LIMIT_S,
    before: Iterable[Feed] = (),
    progress: Progress | None = None,
) -> Allocation:
    """Allocate connections to sites.

    Sites that compete for nothing are decided apart. Those that all get their own best choice need
    no solver; the others are a mixed-integer program, solved to the end or until its time is up.

    Parameters
    ----------
    task : Task
    seconds : float
        Time for all programs together.
    before : iterable of Feed
        What is reserved already, by sites of another task on the same supply and rules.
    progress : callable or None

    Returns
    -------
    Allocation
        Its rules hold in exact arithmetic, which is checked.

    Raises
    ------
    LedgerError
        When that check fails: a fault of the program.
    """
    steps = Steps(progress)
    steps.phase("Allocating grid capacity", 1.0)
    judged = judge(task.sites, task.supply, task.reach, task.rules)
    reserved = list(before)
    scale = scale_of(task)
    contests = _contests(task, judged, reserved, scale)
    with solving(lambda: steps.at(0.0)):
        draws, figures = _settled(contests, seconds, steps)
    feeds = [Feed(d.site, d.connection, scale.mw(d.grains), d.period, d.metres) for d in draws]
    return _result(task, feeds, reserved, figures)


def _settled(
    contests: list[Contest], seconds: float, steps: Steps
) -> tuple[list[Draw], tuple[Fraction, float, bool]]:
    """Feeds of all contests, the smallest first; their total, its bound, and whether they meet."""
    if any(c.size >= _LARGE for c in contests):
        ready()
    deadline = time.monotonic() + seconds
    rest = sum(c.size for c in contests)
    draws: list[Draw] = []
    total, bound, is_proven = Fraction(0), 0.0, True
    for done, contest in enumerate(contests):
        share = (deadline - time.monotonic()) * contest.size / max(rest, 1)
        found = contest.settle(max(share, 0.0))
        rest -= contest.size
        draws += found.feeds
        total += found.total
        bound += found.bound
        is_proven &= found.is_proven
        steps.at((done + 1) / len(contests))
    return draws, (total, bound, is_proven)


def scale_of(task: Task) -> Scale:
    """Grains in which every figure of a task is whole; at least a watt where sites may be served in part."""
    figures = np.concatenate([task.sites.demand_mw, task.supply.spare_mw])
    denominators = {exact(v).denominator for v in figures.tolist() if v == v}
    return Scale(math.lcm(WATTS if task.rules.is_partial else 1, *denominators))


def _contests(task: Task, judged: Judged, reserved: list[Feed], scale: Scale) -> list[Contest]:
    """The sites that ask, parted by what they compete for, the smallest first: their unused time is the others'."""
    book = Book(task.supply, task.rules, scale)
    for f in reserved:
        book.add(Draw(f.site, f.connection, scale.count(f.mw), f.period, f.metres))
    listed = components(task, judged, scale)
    contests = [Contest(asking, worth_of(asking, task.rules, scale), book) for asking in listed]
    return sorted(contests, key=lambda c: c.size)


def components(task: Task, judged: Judged, scale: Scale) -> list[list[Asking]]:
    """Sites with usable pairs, in sets that share no connection and no group."""
    reach, supply, sites = task.reach, task.supply, task.sites
    usable = np.flatnonzero(judged.is_usable)
    if not len(usable):
        return []
    group = supply.group[reach.connection]
    nodes = sites.count + int(supply.group.max()) + 1
    edges = (np.ones(len(usable)), (reach.site[usable], sites.count + group[usable]))
    _, label = connected_components(coo_matrix(edges, (nodes, nodes)), directed=False)
    part = label[reach.site[usable]]
    order = np.argsort(part, kind="stable")
    cuts = np.flatnonzero(np.diff(part[order])) + 1
    arrays = (reach.site, reach.connection, group, judged.start, reach.metres)
    return [
        asking_sites(np.sort(usable[index]), arrays, sites.demand_mw, sites.weight, scale)
        for index in np.split(order, cuts)
    ]


def _result(
    task: Task, feeds: list[Feed], reserved: list[Feed], figures: tuple[Fraction, float, bool]
) -> Allocation:
    total, bound, is_proven = float(figures[0]), figures[1], figures[2]
    feeds = sorted(feeds, key=lambda f: (f.site, f.period, f.metres, f.connection))
    verify(task.sites, task.supply, task.reach, task.rules, feeds, reserved)
    served: dict[int, Fraction] = {}
    for feed in feeds:
        served[feed.site] = served.get(feed.site, Fraction(0)) + feed.mw / task.rules.feeds
    if is_proven or bound - total <= _SAME * max(1.0, total):
        bound, is_proven = total, True
    return Allocation(tuple(feeds), total, bound, is_proven, served)
