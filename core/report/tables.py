"""The table of candidates: a column stands only where something was computed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from ..run.result import Candidate
from . import numbers
from .numbers import UNKNOWN
from .texts import Texts


@dataclass(frozen=True)
class Column:
    """A column: the key of its heading, the attribute it shows, how, and whether it holds text."""

    title: str
    name: str
    show: Callable[[Any], str]
    is_text: bool = False


_COLUMNS = (
    Column("column_zone", "zone", str, True),
    Column("column_connection", "connection", str, True),
    Column("column_distance", "connection_m", numbers.kilometres),
    Column("column_spare", "spare_mw", numbers.megawatts),
    Column("column_voltage", "voltage_kv", lambda v: numbers.plain(v, 1)),
    Column("column_feeds", "feeds", numbers.number),
    Column("column_rtt", "rtt_ms", lambda v: numbers.number(v, 2)),
    Column("column_hazard", "hazard_worst", numbers.number),
    Column("column_missing", "not_assessed_pct", lambda v: numbers.percent(v / 100)),
    Column("column_top", "p_top", numbers.percent),
)


def shown_columns(candidates: list[Candidate]) -> list[Column]:
    """Columns that some candidate has something to say in; filled-in cells only where there are any."""

    def has(column: Column) -> bool:
        values = [c.attributes.get(column.name) for c in candidates]
        known = [v for v in values if numbers.is_known(v)]
        return any(known) if column.name == "not_assessed_pct" else bool(known)

    return [c for c in _COLUMNS if has(c)]


def cell(candidate: Candidate, column: Column, t: Texts) -> str:
    """The text of a cell: a dash for what is not known, words for "assessed and none there"."""
    value = candidate.attributes.get(column.name)
    if column.name == "connection" and value is None and candidate.attributes.get("feeds") == 0:
        return t("none_in_reach")
    return column.show(value) if numbers.is_known(value) else UNKNOWN


def candidate_table(
    candidates: list[Candidate], labels: dict[str, str], places: list[str], t: Texts
) -> dict[str, Any]:
    """Headings and rows of the table.

    Parameters
    ----------
    candidates : list of Candidate
    labels : dict
        Names of criteria by id.
    places : list of str
        Latitude and longitude of each candidate, as text.
    """
    columns = shown_columns(candidates)
    rows = []
    for c, place in zip(candidates, places):
        rows.append({
            "rank": c.rank,
            "place": c.attributes.get("admin") or UNKNOWN,
            "at": place,
            "score": numbers.score(c.region.score_mean),
            "area": numbers.hectares(c.region.area_ha),
            "limiting": labels.get(c.limiting, c.limiting) or UNKNOWN,
            "cells": [(cell(c, k, t), k.is_text) for k in columns],
            "compactness": numbers.number(c.region.compactness, 2),
        })  # fmt: skip
    return {"columns": [(t(k.title), k.is_text) for k in columns], "rows": rows}


def shared_connections(candidates: list[Candidate]) -> list[tuple[str, list[int]]]:
    """Connections that are the nearest one of several candidates, with the ranks of these."""
    ranks: dict[str, list[int]] = {}
    for c in candidates:
        if c.attributes.get("connection"):
            ranks.setdefault(str(c.attributes["connection"]), []).append(c.rank)
    return [(name, who) for name, who in ranks.items() if len(who) > 1]


def spare_range(candidates: list[Candidate]) -> str:
    """From the least to the largest spare MW of the candidates' connections; never their sum."""
    known = [c.attributes["spare_mw"] for c in candidates if numbers.is_known(c.attributes.get("spare_mw"))]
    if not known:
        return UNKNOWN
    low, high = numbers.megawatts(min(known)), numbers.megawatts(max(known))
    return low if low == high else f"{low}–{high}"
