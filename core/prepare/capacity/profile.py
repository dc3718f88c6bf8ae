"""Profiles of the utilities' tables, kept as data: ``resources/profiles/capacity/<utility>.json``."""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import InputError
from ...parameters import RESOURCES

#: The words of UTILITY, in the order of the utilities' areas from north to south.
UTILITIES = (
    "hokkaido", "tohoku", "tepco", "chubu", "hokuriku", "kansai", "chugoku", "shikoku", "kyushu", "okinawa",
)  # fmt: skip
GENERIC = "generic"
FOLDER = RESOURCES / "profiles" / "capacity"


@dataclass(frozen=True)
class Rule:
    """When a header means a role: it holds all words of one alternative and none of the others.

    Attributes
    ----------
    all : tuple of tuples of str
        Alternatives, each a set of words that must all occur.
    exact : tuple of str
        Whole headers.
    none : tuple of str
        Words that must not occur.
    """

    all: tuple[tuple[str, ...], ...] = ()
    exact: tuple[str, ...] = ()
    none: tuple[str, ...] = ()

    def matches(self, header: str) -> bool:
        """Whether a header, as ``headers.normal`` gives it, means the role."""
        if header in self.exact:
            return True
        return any(all(w in header for w in words) for words in self.all) and not any(
            w in header for w in self.none
        )


@dataclass(frozen=True)
class Profile:
    """How the tables of one utility look.

    Attributes
    ----------
    key : str
        Word of UTILITY; ``generic`` for none.
    name : str
        The utility's name.
    aliases : tuple of str
        Names of the utility and of its area, for columns and titles that tell them.
    file_names : tuple of str
        Regular expressions; a file name that one of them matches is this utility's.
    headers : tuple of tuples of str
        Sets of headers that are together found in this utility's tables only.
    max_header_rows : int
        Header rows stacked at most.
    capacity_unit, voltage_unit : str
        Units where neither header nor cell tells one.
    kinds : mapping of str to tuple of str
        substation, line, zone: words in the header of the name column that tell it.
    columns : mapping of str to Rule
        Roles in order of priority.
    area : (west, south, east, north) or None
        Generous box in degrees around the utility's substations.
    licence : str or None
    """

    key: str
    name: str
    aliases: tuple[str, ...]
    file_names: tuple[str, ...]
    headers: tuple[tuple[str, ...], ...]
    max_header_rows: int
    capacity_unit: str
    voltage_unit: str
    kinds: Mapping[str, tuple[str, ...]]
    columns: Mapping[str, Rule]
    area: tuple[float, ...] | None
    licence: str | None


@functools.cache
def load_profile(key: str) -> Profile:
    """Read a profile; a utility's file says only where it differs from ``generic.json``."""
    data = _merged(_json(GENERIC), _json(key)) if key != GENERIC else _json(GENERIC)
    return Profile(
        key,
        data["name"],
        tuple(data["aliases"]),
        tuple(data["file_names"]),
        tuple(tuple(group) for group in data["headers"]),
        data["max_header_rows"],
        data["units"]["capacity"],
        data["units"]["voltage"],
        {kind: tuple(words) for kind, words in data["kinds"].items()},
        {role: _rule(rule) for role, rule in data["columns"].items()},
        tuple(data["area"]) if data["area"] else None,
        data["licence"],
    )


def _json(key: str) -> dict[str, Any]:
    return json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The utility's roles come before the generic ones, as the first that fits a header is taken."""
    return {**base, **own, "columns": {**own.get("columns", {}), **{
        role: rule for role, rule in base["columns"].items() if role not in own.get("columns", {})
    }}}  # fmt: skip


def _rule(data: dict[str, Any]) -> Rule:
    alternatives = tuple(tuple(words) for words in data.get("all", ()))
    return Rule(alternatives, tuple(data.get("exact", ())), tuple(data.get("none", ())))


@dataclass(frozen=True)
class Choice:
    """The profile in use and what it was chosen by: ``chosen``, ``file name``, ``text``, ``headers`` or ``none``."""

    profile: Profile
    by: str


def choose_profile(utility: str, file_name: str, texts: Iterable[str], headers: Iterable[str]) -> Choice:
    """Choose a profile: the one asked for, else the only one that the file's name, text or headers tell.

    Parameters
    ----------
    utility : str
        ``auto``, ``generic`` or a key.
    file_name : str
    texts : iterable of str
        Title rows and footnotes, where utilities name themselves.
    headers : iterable of str
        As ``headers.normal`` gives them.
    """
    if utility != "auto":
        if utility not in (GENERIC, *UTILITIES):
            raise InputError(
                f"The utility {utility} is not known; use auto, {GENERIC}, {', '.join(UTILITIES)}."
            )
        return Choice(load_profile(utility), "chosen")
    name, have = unicodedata.normalize("NFKC", file_name).lower(), set(headers)
    title = unicodedata.normalize("NFKC", " ".join(texts))
    profiles = [load_profile(key) for key in UTILITIES]
    tests = (
        ("file name", lambda p: any(re.search(f, name) for f in p.file_names)),
        ("text", lambda p: any(len(a) > 3 and a in title for a in p.aliases)),
        ("headers", lambda p: any(set(group) <= have for group in p.headers)),
    )
    for by, holds in tests:
        found = [p for p in profiles if holds(p)]
        if len(found) == 1:
            return Choice(found[0], by)
    return Choice(load_profile(GENERIC), "none")


def utility_of(text: str) -> str | None:
    """Key of a utility from a cell such as ``東京``, ``東京電力パワーグリッド`` or ``tepco``; None when it is none."""
    plain = re.sub(r"\s|株式会社|\(株\)", "", unicodedata.normalize("NFKC", text)).lower()
    for key in UTILITIES:
        if plain in (key, *(a.lower() for a in load_profile(key).aliases)):
            return key
    return None
