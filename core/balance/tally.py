"""Sums by region, shares of the whole, and how concentrated they are: pure arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

#: Columns of every balance; with new sites each but the first comes again with ``_after``.
COLUMNS = ("region", "sites", "sites_share", "area_m2", "area_share", "mw", "mw_share")
AFTER = "_after"
#: Columns with generation.
GENERATION = ("generation_mw", "gap_mw")


@dataclass(frozen=True)
class Tally:
    """Sums by region, arrays of one entry a region; None where nothing tells them.

    Attributes
    ----------
    sites : float64 array
        Count of sites, or of buildings.
    area_m2, mw : float64 arrays or None
    """

    sites: np.ndarray
    area_m2: np.ndarray | None
    mw: np.ndarray | None

    def __add__(self, other: Tally) -> Tally:
        """Both together; what one of them does not tell adds nothing to what the other does."""
        return Tally(self.sites + other.sites, _sum(self.area_m2, other.area_m2), _sum(self.mw, other.mw))

    def hhi(self) -> float:
        """Herfindahl-Hirschman index: the sum of squared shares of MW, else of area, else of sites; 0 without any."""
        values = next(v for v in (self.mw, self.area_m2, self.sites) if v is not None)
        return float((shares(values) ** 2).sum())

    def columns(self, suffix: str = "") -> dict[str, np.ndarray | None]:
        """Values and shares by the name of their column."""
        out: dict[str, np.ndarray | None] = {}
        for name, short, values in (
            ("sites", "sites", self.sites),
            ("area_m2", "area", self.area_m2),
            ("mw", "mw", self.mw),
        ):
            out[f"{name}{suffix}"] = values
            out[f"{short}_share{suffix}"] = None if values is None else shares(values)
        return out


def shares(values: np.ndarray) -> np.ndarray:
    """Shares of the sum, each in [0, 1]; all 0 where the sum is."""
    total = values.sum()
    return values / total if total > 0 else np.zeros(len(values))


def tally(
    region: np.ndarray,
    count: int,
    sites: np.ndarray,
    area_m2: np.ndarray | None = None,
    mw: np.ndarray | None = None,
) -> Tally:
    """Add figures up by region.

    Parameters
    ----------
    region : int64 array
        Region of each site; -1: in none, and not counted.
    count : int
        Number of regions.
    sites, area_m2, mw : float64 arrays
        Figures of each site; NaN is not known and adds nothing.
    """

    def add(values: np.ndarray | None) -> np.ndarray | None:
        if values is None:
            return None
        known = (region >= 0) & ~np.isnan(values)
        return np.bincount(region[known], values[known], count).astype(float)

    total = add(sites)
    return Tally(np.zeros(count) if total is None else total, add(area_m2), add(mw))


def balance_rows(
    names: list[str], before: Tally, after: Tally | None = None, generation_mw: np.ndarray | None = None
) -> tuple[list[str], list[dict[str, Any]]]:
    """Columns and rows of a balance, a row a region."""
    columns = before.columns()
    if after is not None:
        columns.update(after.columns(AFTER))
    if generation_mw is not None:
        columns["generation_mw"] = generation_mw
        columns["gap_mw"] = None if before.mw is None else generation_mw - before.mw
        if after is not None:
            columns[f"gap_mw{AFTER}"] = None if after.mw is None else generation_mw - after.mw
    rows = [
        {"region": name, **{c: None if v is None else float(v[i]) for c, v in columns.items()}}
        for i, name in enumerate(names)
    ]
    return ["region", *columns], rows


def _sum(a: np.ndarray | None, b: np.ndarray | None) -> np.ndarray | None:
    if a is None or b is None:
        return b if a is None else a
    return a + b
