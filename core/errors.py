"""Errors that a person can act on: each is one sentence saying what, which input and what to do."""

from __future__ import annotations


class WattbitError(Exception):
    """Base of every error that the engine raises on purpose; ``str()`` is one sentence for the user."""


class InputError(WattbitError):
    """An input cannot be used: the sentence names it and says how to mend it."""


class ScenarioError(InputError):
    """A scenario has faults.

    Parameters
    ----------
    faults : sequence of str
        Every fault found, each with its place in the file.
    """

    def __init__(self, source: str, faults: list[str]) -> None:
        self.source = source
        self.faults = list(faults)
        count = len(self.faults)
        noun = "fault" if count == 1 else "faults"
        listed = "; ".join(fault.rstrip(".") for fault in self.faults)
        super().__init__(f"The scenario {source} has {count} {noun}: {listed}; correct the file.")


class OutputError(WattbitError):
    """A result cannot be written: the sentence names the file and the reason."""


class Cancelled(WattbitError):
    """The user cancelled the run; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The run was cancelled; no output was changed.")
