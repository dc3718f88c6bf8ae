"""The program of sites that compete and are served whole."""

from __future__ import annotations

import numpy as np

from .book import Book
from .columns import Columns, Program, Rows, Taking, Worth, finish
from .greedy import Asking
from .limits import add_limits
from .model import Draw, Rules


def periods_to_open(asking: Asking, rules: Rules, book: Book) -> dict[int, list[int]]:
    """Periods, by option, in which it may pay to open it.

    Everything else being equal, earlier is never worse. So a feed opens when it can first, when its
    group's limit has just risen, or when the other feed of its site can.
    """
    risen = {
        o.group: [
            t
            for t in range(1, rules.periods)
            if book.group_left(o.group, t) > book.group_left(o.group, t - 1)
        ]
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
