"""Read cells: numbers with units, classes of capacity, voltages, years; what is not published is unknown, never 0."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import Any, Callable

import numpy as np
import pandas as pd


class State(Enum):
    """What a cell says."""

    KNOWN = "known"
    UNKNOWN = "unknown"  # not published: blank, dash, 非公開, "see ..."
    UNREADABLE = "unreadable"  # says something that is no number


@dataclass(frozen=True)
class Quantity:
    """A capacity in MW: exact, or a class from ``low`` to ``high`` of which either end may be open (None)."""

    state: State
    exact: float | None = None
    low: float | None = None
    high: float | None = None


UNKNOWN = Quantity(State.UNKNOWN)
UNREADABLE = Quantity(State.UNREADABLE)

#: MW in one of each unit; MVA is no MW without a power factor (力率), so it is left unread.
CAPACITY_UNITS = {"mw": 1.0, "kw": 1e-3, "gw": 1e3, "万kw": 10.0}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−─ーｰ", "-"))
_WORDS = (
    "非公|未公表|不公表|公表し|不明|未定|未算定|調査中|検討中|個別|別途|参照|該当なし|対象外|お問|要問|要相談|秘匿|"
    "^see"
)
_BLANK = re.compile(
    rf"^[-./\s]*(?:mw|kw|gw|万kw|kv|v)?$|{_WORDS}|^[※*♯#◇◆●○□■×][\s\d,、.※]*$"
    r"|^-9{4,}(?:\.0+)?$|^(?:n\.?/?a\.?|null|none|nan|unknown|nodata|tbd)$|^#(?:n/a|ref!|value!|div/0!|name\?|null!|num!)$"
)
_NUMBER = r"[-▲△+]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_UNIT = r"(?:万kw|[gmk]w|[mk]va)"
_FOOTNOTE = re.compile(r"\s*\(?[※*♯#◇◆●].*$")
_EXACT = re.compile(rf"^({_NUMBER})({_UNIT})?$")
_RANGE = re.compile(
    rf"^({_NUMBER})({_UNIT})?(?:(?:以上|超)(?:[~〜、,-]|から)?|[~〜-]|から|to)({_NUMBER})({_UNIT})?(?:以下|未満|まで)?$"
)
_AT_LEAST = re.compile(
    rf"^(?:>=?|≥|≧)({_NUMBER})({_UNIT})?$|^({_NUMBER})({_UNIT})?(?:以上|超|超過|~|〜|\+|から)$"
)
_AT_MOST = re.compile(rf"^(?:<=?|≤|≦|~|〜)({_NUMBER})({_UNIT})?$|^({_NUMBER})({_UNIT})?(?:以下|未満|まで)$")


def plain(text: str) -> str:
    """A cell as ASCII where it can be: NFKC, one kind of dash, lower case, without apostrophe and blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).lstrip("'’").translate(_DASHES).lower()


def is_unknown(text: str) -> bool:
    """Whether a cell says that nothing is published: blank, a dash, 非公開, a mark (※), "see ..."."""
    return bool(_BLANK.search(plain(text)))


def parse_quantity(text: str, unit: str = "mw") -> Quantity:
    """Read a capacity cell.

    Parameters
    ----------
    text : str
        For example ``"1,425 "``, ``４９ ＭＷ``, ``▲12``, ``31～100``, ``1001以上``, ``－``.
    unit : str
        Unit of the column, a key of ``CAPACITY_UNITS``; one in the cell goes before it.
    """
    cell = plain(text)
    if _BLANK.search(cell):
        return UNKNOWN
    cell = re.sub(r"^(?:約|およそ|概ね)|(?:程度|前後)$", "", _FOOTNOTE.sub("", cell))
    if found := _EXACT.match(cell):
        value = _mw(found[1], found[2] or unit)
        return UNREADABLE if value is None else Quantity(State.KNOWN, value, None, None)
    if found := _AT_LEAST.match(cell):
        return _class(_mw(found[1] or found[3], found[2] or found[4] or unit), None)
    if found := _AT_MOST.match(cell):
        return _class(None, _mw(found[1] or found[3], found[2] or found[4] or unit))
    if found := _RANGE.match(cell):
        both = found[4] or found[2] or unit
        return _class(_mw(found[1], found[2] or both), _mw(found[3], both))
    return UNREADABLE


def _mw(number: str, unit: str) -> float | None:
    factor = CAPACITY_UNITS.get(unit)
    return None if factor is None else _float(number) * factor


def _float(number: str) -> float:
    return float(re.sub("^[▲△]", "-", number.replace(",", "")))


def _class(low: float | None, high: float | None) -> Quantity:
    if (low is None and high is None) or (low is not None and high is not None and low > high):
        return UNREADABLE
    return Quantity(State.KNOWN, None, low, high)


def parse_voltages(text: str, unit: str = "kv") -> tuple[State, tuple[float, ...]]:
    """Read the voltages of a cell in kV, as written: ``７７ｋＶ``, ``500/154``, ``22-13.8``, ``66,000V``.

    A figure above 1,100 without a unit is in volts: no system of Japan is above 500 kV, and none below 1,100 V.
    """
    cell = plain(text)
    if _BLANK.search(cell):
        return State.UNKNOWN, ()
    figures = re.findall(
        r"(?<![\d.])((?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)(kv|v)?", _FOOTNOTE.sub("", cell)
    )
    if not figures:
        return State.UNREADABLE, ()
    common = next((u for _, u in reversed(figures) if u), unit)
    kv = [_kv(float(n.replace(",", "")), u or common) for n, u in figures]
    return State.KNOWN, tuple(v for v in kv if v > 0)


def _kv(value: float, unit: str) -> float:
    return value / 1000 if unit == "v" or value > 1100 else value


def parse_year(text: str) -> tuple[State, int | None]:
    """Read a year, western or Japanese (令和12年度); of several the last, as capacity counts when it is all there."""
    cell = plain(text)
    years = [int(y) for y in re.findall(r"(?<!\d)((?:19|20|21)\d{2})(?!\d)", cell)]
    years += [
        2018 + (1 if n == "元" else int(n)) for n in re.findall(r"(?:令和|(?<![a-z])r)(\d{1,2}|元)", cell)
    ]
    if years:
        return State.KNOWN, max(years)
    return _nothing_or_unreadable(cell), None


def parse_lead_time(text: str) -> tuple[State, float | None]:
    """Read a lead time in years: ``約5年``, ``2.5年以上``, ``30か月``; of a range the longer end."""
    cell = plain(text)
    found = re.findall(r"(\d+(?:\.\d+)?)(年|years?|か月|ヶ月|カ月|ケ月|箇月|月|months?)?", cell)
    if found and not re.search(r"(?:19|20)\d{2}", cell):
        unit = next((u for _, u in reversed(found) if u), "年")
        last = max(float(n) for n, _ in found)
        return State.KNOWN, last / 12 if "月" in unit or unit.startswith("month") else last
    return _nothing_or_unreadable(cell), None


def _nothing_or_unreadable(cell: str) -> State:
    """A dash says that there is no such date; 未定 (undecided) says something that no number can."""
    return State.UNKNOWN if re.match(r"^[-./]*$", cell) else State.UNREADABLE


def is_in_volts(text: str) -> bool:
    """Whether a voltage without a unit is so large that it is read as volts."""
    cell = plain(text)
    return "v" not in cell and any(float(n.replace(",", "")) > 1100 for n in re.findall(r"\d[\d,]*", cell))


def parse_degrees(text: str) -> float | None:
    """Read a coordinate: decimal, or degrees, minutes and seconds (``35度39分29.1秒``); None when neither."""
    cell = plain(text)
    if re.match(r"^-?\d+(?:\.\d+)?$", cell):
        return float(cell)
    found = re.match(r"^[ne北東緯経]*(\d+)[°度](\d+)[′'分](\d+(?:\.\d+)?)(?:″|\"|''|′′|秒)?[ne]?$", cell)
    return int(found[1]) + int(found[2]) / 60 + float(found[3]) / 3600 if found else None


def map_unique(column: pd.Series | np.ndarray, read: Callable[[str], Any]) -> np.ndarray:
    """Apply a function to a column, once for each distinct text; an object array of the results."""
    codes, uniques = pd.factorize(np.asarray(column, dtype=object))
    results = np.empty(len(uniques), dtype=object)
    for i, text in enumerate(uniques):
        results[i] = read(text)
    return results[codes]
