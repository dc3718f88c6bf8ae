"""The other fields of the standard capacity layer, from a table's cells: side, kind, dates, groups, notes."""

from __future__ import annotations

import functools
import unicodedata
from collections import Counter

import numpy as np

from .columns import Columns, objects
from .dates import dated_word, find_date
from .geometry import Shapes, kind_of, kind_of_name
from .headers import normal
from .names import name_key
from .profile import GENERIC, utility_of
from .request import AUTO
from .values import map_unique

_SIDES = {
    "demand": "demand",
    "需要": "demand",
    "需要側": "demand",
    "generation": "generation",
    "発電": "generation",
    "発電側": "generation",
}
_KINDS = {
    "substation": "substation",
    "変電所": "substation",
    "line": "line",
    "送電線": "line",
    "zone": "zone",
    "ゾーン": "zone",
}


def sides(columns: Columns, side: str) -> tuple[np.ndarray, int]:
    """Side of each row: the one asked for, but never against the row's own word; and how many rows differ."""
    own = map_unique(columns.text("side"), lambda t: _SIDES.get(_word(t)))
    return objects(o or side for o in own), sum(o is not None and o != side for o in own)


def undecided_years(columns: Columns, year: np.ndarray) -> int:
    """Rows that say something of a year which is none (未定): with a null year they would count as available."""
    texts = columns.text("year")
    return sum(
        y is None and is_text
        for y, is_text in zip(year, map_unique(texts, lambda t: bool(t.strip("-－ー―"))))
    )


def utilities(columns: Columns) -> np.ndarray:
    """Key of the utility of each row, from a column or the profile; a name that is not known stays as it is."""
    default = None if columns.profile.key == GENERIC else columns.profile.key
    return map_unique(columns.text("utility"), lambda t: utility_of(t) or t or default)


def as_of_dates(columns: Columns, given: str | None, table_date: str | None) -> np.ndarray:
    """As-of date of each row: the user's, its own column's, the table's, or one that its source tells."""
    dates = map_unique(columns.text("as_of"), find_date)
    sources = map_unique(columns.text("source"), dated_word)
    return objects(given or own or table_date or source for own, source in zip(dates, sources))


def shared_groups(columns: Columns, utility: np.ndarray, is_line: np.ndarray) -> tuple[np.ndarray, int]:
    """Group of each row: its own column, else one for all banks of a substation; and how many rows share one so.

    Banks of one substation stand one behind the other or side by side below the same upper system:
    their figures must not be summed, nor taken for two independent feeds.
    """
    given = columns.text("group")
    base = functools.lru_cache(maxsize=None)(lambda name, line: name_key(name, line).base)
    keys = [
        (u, base(n, bool(line)), bool(line)) if n else None
        for u, n, line in zip(utility, columns.rows.name, is_line)
    ]
    counts = Counter(k for k in keys if k is not None)
    out = np.full(len(keys), None, dtype=object)
    shared = 0
    for i, key in enumerate(keys):
        if given[i]:
            out[i] = given[i]
        elif key is not None and counts[key] > 1:
            out[i] = ":".join(filter(None, (key[0], key[1])))
            shared += 1
    return out, shared


def notes(columns: Columns, *parts: np.ndarray) -> np.ndarray:
    """Notes of each row: number, voltages, both spare figures, accuracy of the place, remarks."""
    number = [f"No. {i}" if i else "" for i in columns.rows.id]
    accuracy, remark = columns.text("accuracy"), columns.text("note")
    return objects("; ".join(filter(None, row)) or None for row in zip(number, *parts, accuracy, remark))


def kinds(columns: Columns, asked: str, shapes: Shapes | None) -> np.ndarray:
    """Kind of each row: as asked for, else by its column, its geometry, the headers or its name."""
    n = len(columns.cells)
    if asked != AUTO:
        return np.full(n, asked, dtype=object)
    wkb = shapes.wkb if shapes is not None else np.full(n, None, dtype=object)
    by_header = _header_kind(columns)
    own = map_unique(columns.text("kind"), lambda t: _KINDS.get(_word(t)))
    shaped = [kind_of(w) for w in wkb]
    return objects(
        o or (s if s != "substation" else None) or by_header or kind_of_name(name) or s
        for o, s, name in zip(own, shaped, columns.rows.name)
    )


def _header_kind(columns: Columns) -> str | None:
    words = "".join(normal(columns.header_text(role)) for role in ("name", "id") if columns.has(role))
    found = next(
        (k for k, telling in columns.profile.kinds.items() if any(w in words for w in telling)), None
    )
    if found is None and columns.has("voltage_secondary"):
        return "substation"
    return "line" if found is None and columns.has("circuits") else found


def _word(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()
