"""A finding: something a reader must know, why it matters and how to mend it, in any of the report's languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .phrases import ENGLISH, Place, Span, Value, Words, phrases


@dataclass(frozen=True)
class Said:
    """A finding by keys and arguments, to be told in another language."""

    place: Place
    what: Words
    mend: Words | None


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
    said : Said or None
        The same by keys; None for the sentence of an error, which exists in English only.
    """

    level: str
    where: str
    what: str
    mend: str = ""
    said: Said | None = None

    @property
    def sentence(self) -> str:
        """The finding in one line."""
        return f"{self.where}: {self.what}" + (f" {self.mend}" if self.mend else "")

    def row(self) -> dict[str, str]:
        """Level, place, words and mend, for files and logs."""
        return {"level": self.level, "where": self.where, "what": self.what, "mend": self.mend}


def error(place: Place, key: str, **args: Value) -> Finding:
    """A finding that stops a run; the key is one of ``resources/findings``."""
    return _make("error", place, key, args)


def warning(place: Place, key: str, **args: Value) -> Finding:
    """A finding that goes into the report."""
    return _make("warning", place, key, args)


def info(place: Place, key: str, **args: Value) -> Finding:
    """A finding that is good to know."""
    return _make("info", place, key, args)


def _make(level: str, place: Place, key: str, args: dict[str, Any]) -> Finding:
    what = Words.of(key, **args)
    mend = Words(f"{key}_mend", what.args) if phrases(ENGLISH).knows(f"{key}_mend") else None
    return _told(level, Said(place, what, mend))


def _told(level: str, said: Said) -> Finding:
    english = phrases(ENGLISH)
    mend = english.say(said.mend) if said.mend else ""
    return Finding(level, english.say(said.place), english.say(said.what), mend, said)


def merged(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, in the order found: those that differ in figures alone, as at several horizons, as one.

    Figures that differ become spans, from the least to the largest.
    """
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_identity(finding), []).append(finding)
    return [_as_one(group) for group in groups.values()]


def _identity(finding: Finding) -> object:
    said = finding.said
    if said is None:
        return finding
    fixed = tuple((n, v) for n, v in said.what.args if not isinstance(v, (int, float, Span)))
    return finding.level, said.place, said.what.key, fixed


def _as_one(group: list[Finding]) -> Finding:
    first = group[0]
    if first.said is None or all(f == first for f in group):
        return first
    every = [dict(f.said.what.args) for f in group if f.said is not None]
    args = tuple((name, _spanned([a[name] for a in every])) for name, _ in first.said.what.args)
    what = replace(first.said.what, args=args)
    mend = replace(first.said.mend, args=args) if first.said.mend else None
    return _told(first.level, Said(first.said.place, what, mend))


def _spanned(values: list[Any]) -> Value:
    if all(v == values[0] for v in values) or not isinstance(values[0], (int, float, Span)):
        return values[0]
    spans = [v if isinstance(v, Span) else Span(v, v) for v in values]
    return Span(min(s.low for s in spans), max(s.high for s in spans))
