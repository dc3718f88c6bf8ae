"""The program of sites that may be served in part."""

from __future__ import annotations

import numpy as np

from .book import Book
from .columns import Columns, Program, Rows, Taking, Worth, finish
from .greedy import Asking
from .limits import add_limits
from .model import Draw
from .program import periods_to_open


def partial_program(asking: list[Asking], worth: Worth, book: Book) -> Program:
    """Sites served in part: a 0-1 column a connection chosen, and MW a feed and period, which may grow later.

    A site has one connection (or two of two groups, each reserving what is served), of which it
    takes up to its demand.
    """
    columns, rows = Columns(), Rows()
    for a in asking:
        _add_site(a, worth, book, (columns, rows))
    add_limits([Taking(c, feed, False) for c, feed in columns.feeds], worth, book, rows)
    return finish(columns, rows)


def _add_site(a: Asking, worth: Worth, book: Book, to: tuple[Columns, Rows]) -> None:
    (columns, rows), rules = to, worth.rules
    mw = a.grains / worth.scale.grains
    is_single = rules.feeds == 1
    flows: dict[int, list[int]] = {}
    chosen: dict[int, list[int]] = {}
    opening = periods_to_open(a, rules, book)
    for o in a.options:
        pick = columns.add(1.0, True, (0.0, 0.0, 0.0, -o.metres))
        chosen.setdefault(o.group, []).append(pick)
        own = []
        for t in opening[o.pair]:
            gain = worth.gain(a, 1.0, t, 0.0) if is_single else (0.0,) * 4
            c = columns.add(mw, False, gain)
            columns.feeds.append((c, Draw(a.site, o.connection, a.grains, t, o.metres)))
            flows.setdefault(t, []).append(c)
            own.append(c)
        rows.add([*own, pick], [1.0] * len(own) + [-mw], -np.inf, 0.0)
    picks = [p for ps in chosen.values() for p in ps]
    rows.add(picks, [1.0] * len(picks), 0.0, float(rules.feeds))
    if is_single:
        return
    for ps in chosen.values():
        rows.add(ps, [1.0] * len(ps), 0.0, 1.0)
    served = {t: columns.add(mw, False, worth.gain(a, 1.0, t, 0.0)) for t in flows}
    rows.add(list(served.values()), [1.0] * len(served), 0.0, mw)
    for t, cs in flows.items():
        rows.add([*cs, served[t]], [1.0] * len(cs) + [-float(rules.feeds)], 0.0, 0.0)
        for c in cs:
            rows.add([c, served[t]], [1.0, -1.0], -np.inf, 0.0)
