"""Rows of a program for what connections and shared groups can carry."""

from __future__ import annotations

import numpy as np

from .book import Book
from .columns import Rows, Taking, Worth
from .model import Scale
from .sums import largest_sum


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
