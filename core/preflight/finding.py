"""A finding: something a reader must know, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """Something a reader must know.

    Attributes
    ----------
    level : str
        ``error`` stops a run, ``warning`` goes into the report, ``info`` is good to know.
    where : str
        The part of the scenario, criterion, rule or layer.
    what : str
        What is wrong and why it matters, one sentence or two.
    mend : str
        What to do about it; empty where nothing is to be done.
    """

    level: str
    where: str
    what: str
    mend: str = ""

    @property
    def sentence(self) -> str:
        """The finding in one line."""
        return f"{self.where}: {self.what}" + (f" {self.mend}" if self.mend else "")


def error(where: str, what: str, mend: str = "") -> Finding:
    """A finding that stops a run."""
    return Finding("error", where, what, mend)


def warning(where: str, what: str, mend: str = "") -> Finding:
    """A finding that goes into the report."""
    return Finding("warning", where, what, mend)


def info(where: str, what: str, mend: str = "") -> Finding:
    """A finding that is good to know."""
    return Finding("info", where, what, mend)
