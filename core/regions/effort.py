"""How much work a choice may take, counted so that every run stops at the same place."""

from __future__ import annotations

import time
from typing import Callable

#: Entries of linear programmes that are worked through at most, five to ten seconds.
ENTRIES = 30_000_000


class Effort:
    """Counts entries of the programmes solved; a clock, where one is wanted, may stop it earlier.

    Parameters
    ----------
    entries : float
        Work at most. A count, unlike a clock, ends two runs with one result.
    until : float or None
        Time on ``time.monotonic`` at which to stop; None sets no clock.
    tick : callable or None
        Called at every step; may raise Cancelled.
    """

    def __init__(
        self,
        entries: float = ENTRIES,
        until: float | None = None,
        tick: Callable[[float], None] | None = None,
    ) -> None:
        self._entries, self._spent, self._tick = entries, 0.0, tick
        self._until = until

    def spend(self, entries: float) -> None:
        """Count work about to be done."""
        if self._tick:
            self._tick(min(1.0, self._spent / self._entries))
        self._spent += entries

    def is_left(self) -> bool:
        """Whether there is work and time left."""
        return self._spent < self._entries and (self._until is None or time.monotonic() < self._until)
