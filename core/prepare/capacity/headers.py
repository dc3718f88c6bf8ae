"""Find the header rows of a table, one to five stacked, and what each column means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ...errors import InputError
from .profile import Profile, Rule
from .values import State, parse_quantity, plain

#: Rows among which the header is looked for.
SEARCH_ROWS = 60
#: Roles that hold a figure a capacity table is about; without one of them a row is no header.
_TELLING = {
    "voltage", "voltage_primary", "spare_chosen", "spare", "spare_own", "spare_upper", "capacity_min", "capacity_max",
    "capacity", "equipment", "operating",
}  # fmt: skip
_CAPACITIES = {"spare_chosen", "spare", "spare_own", "spare_upper", "capacity_min"}
_MARK = re.compile(r"^[-./※*]+$|^(?:非公開|非公表|未公表|n/?a)$")
_UNIT_ROW = re.compile(r"^[(\[]?(?:mw|kw|kv|v|gw|mva|万kw|%|台|回線|件|年)[)\]]?$|^\(.*\)$|^\[.*\]$")


def normal(text: str) -> str:
    """A header to compare: NFKC, lower case, without blanks, line breaks, brackets, dots and underscores."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("‐‑‒–—―−", "-------"))
    return re.sub(r"[\s()\[\]{}<>「」【】〔〕・,、.:'\"_]", "", plain).casefold()


@dataclass(frozen=True)
class Header:
    """Where the header stands and what it says.

    Attributes
    ----------
    start, end : int
        First header row and first row of data.
    texts : tuple of str
        Header of each column, stacked rows joined.
    roles : mapping of str to int
        Column of each role.
    """

    start: int
    end: int
    texts: tuple[str, ...]
    roles: Mapping[str, int]


def match_columns(
    own: list[str], full: list[str], profile: Profile, chosen: Mapping[str, str]
) -> dict[str, int]:
    """Give each column the first role that fits, each role the first column.

    A column is judged by its own texts; only where these say nothing, by those of the merged cell
    above it too (当該設備 below 空容量).

    Parameters
    ----------
    own, full : list of str
        Texts of each column, without and with what is inherited from merged cells.
    chosen : mapping of str to str
        Columns that the user names: header or number from 1.
    """
    roles = {
        role: column
        for role, text in chosen.items()
        if (column := _chosen_column(text, own, full)) is not None
    }
    for column, (alone, together) in enumerate(zip(own, full)):
        if column in roles.values():
            continue
        role = _role(normal(alone), profile.columns) or _role(normal(together), profile.columns)
        if role is not None and role not in chosen:
            roles.setdefault(role, column)
    # The most that can be had (最大受電可能容量) is the spare capacity, where no least one makes it a class.
    if "capacity_max" in roles.keys() - chosen.keys() and not _CAPACITIES & roles.keys():
        roles["spare"] = roles.pop("capacity_max")
    return roles


def _role(header: str, columns: Mapping[str, Rule]) -> str | None:
    return next((role for role, rule in columns.items() if header and rule.matches(header)), None)


def _chosen_column(text: str, own: list[str], full: list[str]) -> int | None:
    for texts in (own, full):
        same = [i for i, t in enumerate(texts) if normal(t) == normal(text)]
        if len(same) == 1:
            return same[0]
    number = unicodedata.normalize("NFKC", text).strip()
    return int(number) - 1 if number.isdigit() and 1 <= int(number) <= len(own) else None


def find_header(
    cells: pd.DataFrame,
    profile: Profile,
    chosen: Mapping[str, str] | None = None,
    rows: tuple[int, int] | None = None,
) -> Header | None:
    """Find the header rows: the block that gives most columns a meaning.

    Parameters
    ----------
    cells : DataFrame of str
    profile : Profile
    chosen : mapping of str to str or None
        Columns that the user names.
    rows : (int, int) or None
        First header row and first data row, where the user tells them.

    Returns
    -------
    Header or None
        None when no rows look like a header.
    """
    chosen = chosen or {}
    head = cells.iloc[:SEARCH_ROWS].to_numpy(dtype=object)
    if rows is not None:
        return _header(head, rows[0], rows[1], profile, chosen)
    best = _best_block(head, profile, chosen)
    if best is None:
        return None
    header = _header(head, *best, profile, chosen)
    longer = _header(head, best[0], _end(head, header, profile), profile, chosen)
    return Header(longer.start, _skip_unit_rows(head, longer.end), longer.texts, longer.roles)


def _best_block(head: np.ndarray, profile: Profile, chosen: Mapping[str, str]) -> tuple[int, int] | None:
    """The rows that give most columns a meaning; of equal ones those that end first, without what stands above."""
    kinds = [_is_headlike(row) for row in head]
    best: tuple[int, int, int] | None = None
    for start, first in enumerate(kinds):
        for end in range(start + 1, min(start + profile.max_header_rows, len(head)) + 1):
            if not first or kinds[end - 1] is None:
                break
            if not kinds[end - 1]:
                continue
            roles = _header(head, start, end, profile, chosen).roles
            rank = (len(roles), -end, start)
            if is_enough(roles, chosen) and (best is None or rank > best):
                best = rank
    return (best[2], -best[1]) if best else None


def _end(head: np.ndarray, header: Header, profile: Profile) -> int:
    """Take in further header rows that add words but no meaning; a row with a name or number is data."""
    keys = [header.roles[role] for role in ("id", "name") if role in header.roles]
    end = header.end
    for row in range(header.end, min(header.start + profile.max_header_rows, len(head))):
        kind = _is_headlike(head[row])
        if kind is None or any(head[row][c].strip() for c in keys):
            break
        end = row + 1 if kind else end
    return end


def is_enough(roles: Mapping[str, int], chosen: Mapping[str, str]) -> bool:
    """Whether a header says what a row is and something of its capacity or voltage, or holds what the user named."""
    has_key = bool(roles.keys() & {"name", "id", "latitude", "x", "wkt"})
    return chosen.keys() <= roles.keys() and (bool(chosen) or has_key) and bool(_TELLING & roles.keys())


def _is_headlike(row: np.ndarray) -> bool | None:
    """True for at least two texts, False for one or none (a header row may have it inside), None for data.

    Data holds a figure, or a mark of a value that is not published.
    """
    texts = [t for t in row if t.strip()]
    if any(_MARK.match(plain(t)) or parse_quantity(t).state is State.KNOWN for t in texts):
        return None
    return len(texts) >= 2


def _skip_unit_rows(head: np.ndarray, end: int) -> int:
    """Rows of units or of column numbers (①, ②, ...) below the header are no data."""
    while end < len(head):
        texts = [unicodedata.normalize("NFKC", t).strip().lower() for t in head[end] if t.strip()]
        numbered = texts == [str(i) for i in range(1, len(texts) + 1)]
        if len(texts) < 3 or not (numbered or all(_UNIT_ROW.match(t) for t in texts)):
            break
        end += 1
    return end


def _header(head: np.ndarray, start: int, end: int, profile: Profile, chosen: Mapping[str, str]) -> Header:
    tiers = [[t.strip() for t in row] for row in head[start:end]]
    own = ["".join(column) for column in zip(*tiers)] if tiers else ["" for _ in head[0]]
    full = ["".join(column) for column in zip(*_spread(tiers))] if tiers else own
    texts = tuple(f or o for o, f in zip(own, full))
    return Header(start, end, texts, match_columns(own, full, profile, chosen))


def _spread(tiers: list[list[str]]) -> list[list[str]]:
    """Let a merged cell reach over the blanks to its right, where something stands below them."""
    out = [list(row) for row in tiers]
    for r, row in enumerate(out[:-1]):
        for c in range(1, len(row)):
            has_child = any(tiers[below][c] for below in range(r + 1, len(tiers)))
            has_parent = any(tiers[above][c] for above in range(r))
            if not row[c] and has_child and not has_parent:
                row[c] = row[c - 1]
    return out


def header_rows(text: str) -> tuple[int, int]:
    """Read HEADER_ROWS: ``2``, ``2-4`` (rows from 1), or ``0`` for a table without headers."""
    found = re.match(r"^(\d+)(?:\s*[-~]\s*(\d+))?$", unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise InputError(
            f"The header rows {text!r} are not known; give the row as 2, or the first and last as 2-4."
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if first == 0:
        return 0, 0
    if not first <= last <= SEARCH_ROWS:
        raise InputError(
            f"The header rows {text} do not rise or lie beyond row {SEARCH_ROWS}; give them as 2-4."
        )
    return first - 1, last
