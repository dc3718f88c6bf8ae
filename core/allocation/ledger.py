"""The ledger: a row a connection, with what it has, what is spent of it, by whom and from when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from .book import group_limits
from .model import Feed, Rules, Sites, Supply, exact

#: Columns of a ledger; with horizons ``spent_<year>_mw`` stands behind, a column a year.
COLUMNS = (
    "connection", "connection_fid", "status", "spare_mw", "spent_mw", "left_mw", "by_whom", "mw_each", "from_when",
    "voltage_kv", "year_available", "shared_group", "group_limit_mw", "group_spent_mw", "group_left_mw", "usable_mw",
    "note",
)  # fmt: skip


@dataclass(frozen=True)
class Ledger:
    """What a ledger is made of.

    Attributes
    ----------
    sites, supply, rules
    feeds : tuple of Feed
        Sorted by site.
    fid : int64 array
        Feature id of each connection.
    published_mw, voltage_kv : float64 arrays
        As the capacity layer tells them.
    """

    sites: Sites
    supply: Supply
    rules: Rules
    feeds: tuple[Feed, ...]
    fid: np.ndarray
    published_mw: np.ndarray
    voltage_kv: np.ndarray

    def columns(self) -> list[str]:
        """Names of the columns."""
        return [*COLUMNS, *(f"spent_{year}_mw" for year in self.rules.years)]

    def rows(self) -> list[dict[str, Any]]:
        """A row a connection, in the order of the layer; what is not known is None."""
        by_connection: defaultdict[int, list[Feed]] = defaultdict(list)
        by_group: defaultdict[int, Fraction] = defaultdict(Fraction)
        for feed in self.feeds:
            by_connection[feed.connection].append(feed)
            by_group[int(self.supply.group[feed.connection])] += feed.mw
        limits = group_limits(self.supply, self.rules)[:, -1]
        return [
            self._row(k, by_connection.get(k, []), by_group, exact(float(limits[self.supply.group[k]])))
            for k in range(self.supply.count)
        ]

    def _row(
        self, k: int, feeds: list[Feed], by_group: dict[int, Fraction], limit: Fraction
    ) -> dict[str, Any]:
        spent = sum((f.mw for f in feeds), Fraction(0))
        group_spent = by_group.get(int(self.supply.group[k]), Fraction(0))
        is_known = not np.isnan(self.supply.spare_mw[k])
        left = exact(float(self.supply.spare_mw[k])) - spent if is_known else None
        row: dict[str, Any] = {
            "connection": self.supply.label[k],
            "connection_fid": int(self.fid[k]),
            "status": self._status(k, feeds),
            "spare_mw": _number(self.supply.spare_mw[k]),
            "spent_mw": float(spent),
            "left_mw": None if left is None else float(left),
            "by_whom": _joined(self.sites.label[f.site] for f in feeds),
            "mw_each": _joined(f"{float(f.mw):g}" for f in feeds),
            "from_when": _joined(self._from(f) for f in feeds),
            "voltage_kv": _number(self.voltage_kv[k]),
            "year_available": _year(self.supply.year[k]),
            "note": self._note(k),
        }
        if self.supply.group_name[k]:
            row.update(
                shared_group=self.supply.group_name[k],
                group_limit_mw=float(limit),
                group_spent_mw=float(group_spent),
                group_left_mw=float(limit - group_spent),
            )
        if left is not None and self._is_there(k):
            row["usable_mw"] = float(min(left, limit - group_spent))
        for period, year in enumerate(self.rules.years):
            row[f"spent_{year}_mw"] = float(sum((f.mw for f in feeds if f.period <= period), Fraction(0)))
        return row

    def _is_there(self, k: int) -> bool:
        return bool(self.rules.first_period(self.supply.year[k : k + 1])[0] < self.rules.periods)

    def _status(self, k: int, feeds: list[Feed]) -> str:
        if np.isnan(self.supply.spare_mw[k]):
            return "unknown"
        if not self._is_there(k):
            return "later"
        return "spent" if feeds else "free"

    def _from(self, feed: Feed) -> str:
        year = start_year(feed.period, self.rules, self.supply.year[[feed.connection]])
        return "" if year is None else str(year)

    def _note(self, k: int) -> str:
        published = float(self.published_mw[k])
        if published != published:
            return "unknown capacity: never spent, neither 0 nor unlimited"
        return f"published as {published:g} MW, counts as 0" if published < 0 else ""


def start_year(period: int, rules: Rules, years: Iterable[float]) -> int | None:
    """Year from which a feed holds: its horizon; without horizons the latest year of its connections, None where none."""
    if rules.years:
        return rules.years[period]
    known = [y for y in years if y == y]
    return int(max(known)) if known else None


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _year(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(texts)
