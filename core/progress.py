"""Progress as a plain callable, so that the engine runs under QGIS, a shell or a cluster alike."""

from __future__ import annotations

from collections.abc import Callable

from .errors import Cancelled

#: Called with the share done in [0, 1] and a word on the phase; returns False to cancel.
Progress = Callable[[float, str], bool]

#: Called now and then during long work; may raise to stop it.
Check = Callable[[], None]


def never() -> None:
    """Stop no work."""


class Steps:
    """Shares one progress callable among phases of known weight.

    Parameters
    ----------
    progress : callable or None
        Receives ``(share in [0, 1], text)`` and returns False once the user has cancelled.
    """

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._start, self._end, self._text, self._done = 0.0, 1.0, "", 0.0

    def phase(self, text: str, end: float) -> None:
        """Begin a phase that ends at the share ``end`` of the whole run."""
        self._start, self._end, self._text = self._end if self._text else 0.0, end, text
        self.at(0.0)

    def at(self, share: float) -> None:
        """Report the share of the present phase; raises Cancelled when the user has cancelled."""
        if self._progress is None:
            return
        # The end itself, as rounding may step past it and the next phase begins there.
        done = self._end if share >= 1 else self._start + (self._end - self._start) * max(share, 0.0)
        self._tell(done, self._text)

    def _tell(self, done: float, text: str) -> bool:
        """Report a share of the whole run, never less than before: a phase may look at the same ground twice."""
        self._done = max(self._done, done)
        if self._progress is not None and self._progress(self._done, text) is False:
            raise Cancelled
        return True

    def within(self, start: float, end: float) -> Progress | None:
        """A callable for a job that is a part of the present phase, from one share of it to another."""
        if self._progress is None:
            return None
        low, span = self._start, self._end - self._start
        return part_of(
            lambda share, text: self._tell(min(share, low + span), text), low + span * start, low + span * end
        )


def part_of(progress: Progress | None, start: float, end: float) -> Progress | None:
    """A callable that reports its own way from 0 to 1 as the way from ``start`` to ``end`` of a longer job."""
    if progress is None:
        return None
    return lambda share, text: progress(start + (end - start) * share, text)
