"""The cells of a table by what they mean, and the capacities and voltages they hold."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Callable

import numpy as np
import pandas as pd

from .headers import Header
from .profile import Profile
from .rows import Rows, clean
from .values import UNKNOWN, Quantity, State, is_in_volts, map_unique, parse_quantity, parse_voltages, plain

_CAPACITY_UNIT = re.compile("万kw|[gmk]w(?!h)|[mk]va")
_VOLTAGE_UNIT = re.compile("kv|(?<![a-z])v(?![a-z])")


def objects(values: Iterable[Any]) -> np.ndarray:
    """Values as an object array of one dimension, whatever they are."""
    listed = list(values)
    out = np.empty(len(listed), dtype=object)
    out[:] = listed
    return out


@dataclass
class Columns:
    """The cells of the data rows, by role, and what was met while they were read.

    Attributes
    ----------
    cells : DataFrame of str
        Data rows only; columns as in the header.
    header : Header
    rows : Rows
    profile : Profile
    unreadable : Counter
        Cells that say something which is no figure, by header and text.
    assumed : list of str
        Sentences on units that neither header nor cells tell.
    """

    cells: pd.DataFrame
    header: Header
    rows: Rows
    profile: Profile
    unreadable: Counter[str] = field(default_factory=Counter)
    assumed: list[str] = field(default_factory=list)

    def has(self, role: str) -> bool:
        """Whether the table has a column of this role."""
        return role in self.header.roles

    def text(self, role: str) -> np.ndarray:
        """Cells of a role, trimmed; empty where blank or where there is no such column."""
        if not self.has(role):
            return np.full(len(self.cells), "", dtype=object)
        return map_unique(self.cells.iloc[:, self.header.roles[role]], clean)

    def read(self, role: str, parse: Callable[[str], tuple[State, Any]]) -> np.ndarray:
        """Values of a role, None where unknown; counts what cannot be read."""
        out = objects([None] * len(self.cells))
        if not self.has(role):
            return out
        cells = self.cells.iloc[:, self.header.roles[role]].to_numpy(object)
        for i, (state, value) in enumerate(map_unique(cells, parse)):
            out[i] = value
            if state is State.UNREADABLE:
                self.unreadable[f"{self.header_text(role)}: {clean(cells[i])}"] += 1
        return out

    def header_text(self, role: str) -> str:
        """Header of a role in one line."""
        return re.sub(r"\s+", " ", self.header.texts[self.header.roles[role]]).strip() or role

    def unit(self, role: str, pattern: re.Pattern[str]) -> str | None:
        """Unit that a header tells, None when it tells none."""
        plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", self.header_text(role))).lower()
        found = pattern.search(plain)
        return found[0] if found else None


def quantities(columns: Columns, role: str) -> np.ndarray:
    """Capacities of a role, an object array of Quantity."""
    if not columns.has(role):
        return objects([UNKNOWN] * len(columns.cells))
    told = columns.unit(role, _CAPACITY_UNIT)
    unit = told or columns.profile.capacity_unit
    if told is None and not any(
        map_unique(columns.text(role), lambda t: bool(_CAPACITY_UNIT.search(plain(t))))
    ):
        columns.assumed.append(
            f"The column {columns.header_text(role)} tells no unit: its figures were taken as {unit.upper()}."
        )

    def parse(text: str) -> tuple[State, Quantity]:
        quantity = parse_quantity(text, unit)
        return quantity.state, quantity

    return columns.read(role, parse)


def voltages(columns: Columns) -> tuple[np.ndarray, np.ndarray]:
    """Highest voltage of each row in kV (None where unknown), and all voltages as text for the note.

    A bank row stands under its primary voltage (一次電圧); a secondary one alone tells nothing.
    """

    def read(role: str) -> np.ndarray:
        told = columns.unit(role, _VOLTAGE_UNIT) if columns.has(role) else None
        in_volts = sum(map_unique(columns.text(role), is_in_volts)) if told is None else 0
        if in_volts:
            columns.assumed.append(
                f"{in_volts} voltages without a unit are above 1,100 and were taken as volts."
            )
        return columns.read(role, lambda text: parse_voltages(text, told or columns.profile.voltage_unit))

    primary = read("voltage_primary" if columns.has("voltage_primary") else "voltage")
    secondary = read("voltage_secondary")
    highest = np.full(len(primary), None, dtype=object)
    texts = np.full(len(primary), "", dtype=object)
    for i, (first, second) in enumerate(zip(primary, secondary)):
        every = (*(first or ()), *(second or ()))
        if first:
            highest[i] = max(every)
        if len(every) > 1:
            texts[i] = "/".join(f"{v:g}" for v in every) + " kV"
    return highest, texts


@dataclass(frozen=True)
class Spare:
    """Spare capacity of each row in MW, None where unknown.

    Attributes
    ----------
    exact, low, high : object arrays of (float or None)
        A class has ends and no exact figure.
    notes : object array of str
        Both figures of a generators' table as published.
    own_only : int
        Rows where the equipment's own figure stands in for one with upstream limits.
    """

    exact: np.ndarray
    low: np.ndarray
    high: np.ndarray
    notes: np.ndarray
    own_only: int


def spare_roles(columns: Columns) -> tuple[str, ...]:
    """Columns that may hold the spare capacity, most trusted first; empty where the table has none."""
    if columns.has("spare_chosen"):
        return ("spare_chosen",)
    told = tuple(role for role in ("spare_upper", "spare_own", "spare") if columns.has(role))
    is_last_resort = not told and columns.has("capacity") and not columns.has("capacity_min")
    return ("capacity",) if is_last_resort else told


def spare_capacity(columns: Columns) -> Spare:
    """Choose each row's spare capacity.

    That of the column which the user named; else with upstream limits (上位系等考慮), else of the
    equipment itself (当該設備), else the only one.
    """
    roles = spare_roles(columns)
    if roles == ("capacity",):
        columns.assumed.append(
            f"The column {columns.header_text('capacity')} does not say that its capacity is spare; it was taken so."
        )
    offers = [quantities(columns, role) for role in roles]
    least, most = quantities(columns, "capacity_min"), quantities(columns, "capacity_max")
    n = len(columns.cells)
    exact, low, high = objects([None] * n), objects([None] * n), objects([None] * n)
    for i in range(n):
        chosen = next((q[i] for q in offers if q[i].state is State.KNOWN), UNKNOWN)
        exact[i] = chosen.exact
        low[i], high[i] = _bound(least[i], chosen.low), _bound(most[i], chosen.high)
    own_only = 0
    if {"spare_upper", "spare_own"} <= columns.header.roles.keys() and len(offers) > 1:
        own_only = sum(u.state is not State.KNOWN and o.state is State.KNOWN for u, o in zip(*offers[:2]))
    return Spare(exact, low, high, _spare_notes(columns), own_only)


def _bound(given: Quantity, otherwise: float | None) -> float | None:
    if given.state is not State.KNOWN:
        return otherwise
    return next((v for v in (given.exact, given.low, given.high) if v is not None), otherwise)


def _spare_notes(columns: Columns) -> np.ndarray:
    """Both figures of a generators' table as published, as the layer holds but one."""
    parts = [("当該設備", columns.text("spare_own"))] if columns.has("spare_own") else []
    parts += [("上位系等考慮", columns.text("spare_upper"))] if columns.has("spare_upper") else []
    out = np.full(len(columns.cells), "", dtype=object)
    if parts:
        for i, texts in enumerate(zip(*(t for _, t in parts))):
            pairs = " / ".join(f"{word} {text or '(blank)'}" for (word, _), text in zip(parts, texts))
            out[i] = f"空容量 {pairs}"
    return out
