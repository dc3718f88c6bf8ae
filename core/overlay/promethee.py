"""PROMETHEE II: net flow over all eligible cells, exact, without comparing pairs.

How much a cell is preferred on one criterion depends on its own score there, and on how many cells
score less or more and what their scores sum to. So the flow of every score that occurs follows from
sorted scores and running totals.
"""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np

from ..progress import Check, never
from ..stream import stream
from .ascending import Ascending, ascending, remove

#: Values whose flows are computed at once.
_AT_ONCE = 1 << 16


@dataclass(frozen=True, eq=False)
class FlowTable:
    """Net flow of one criterion by score.

    Attributes
    ----------
    values : float32 array (u,)
        Distinct scores of eligible cells, rising.
    flow : float64 array (u,)
        Mean over the other cells of preference over them less theirs over it, in [-1, 1]; rises with the score.
    """

    values: np.ndarray
    flow: np.ndarray

    def __call__(self, scores: np.ndarray) -> np.ndarray:
        """Flow of each score, float64 of their shape, NaN where NaN.

        A score that no eligible cell has takes the flow of the next one that occurs.
        """
        flat = scores.ravel()
        # Searching in about rising order stays in the processor's cache; numpy sorts 16 bits in one go.
        rough = np.minimum(np.fmax(flat, np.float32(0)), np.float32(1)) * np.float32(65535)
        order = np.argsort(rough.astype(np.uint16), kind="stable")
        place = np.searchsorted(self.values, flat[order])
        out = np.empty(flat.shape)
        out[order] = self.flow[np.minimum(place, len(self.values) - 1)]
        out[np.isnan(flat)] = np.nan
        return out.reshape(scores.shape)


def net_flows(table: Ascending, q: float, p: float, part: slice = slice(None)) -> np.ndarray:
    """Net flow of each distinct score of a criterion, float64 in [-1, 1].

    A difference d is preferred by 0 up to q, by 1 from p on, and by ``(d - q)/(p - q)`` between; where
    q equals p, by 1 above it.

    Parameters
    ----------
    table : Ascending
    q, p : float
        Indifference and preference threshold, ``0 <= q <= p``.
    part : slice
        Of the distinct scores.

    Source: Brans and Vincke, A preference ranking organisation method, Management Science 31 (1985).
    """
    x = table.values[part].astype(np.float64)
    others = int(table.count[-1]) - 1
    if others == 0:
        return np.zeros(len(x))
    return (_preferred(table, x, q, p) - _preferring(table, x, q, p)) / others


def _preferred(table: Ascending, x: np.ndarray, q: float, p: float) -> np.ndarray:
    """Sum of the preferences of x over all cells."""
    near, far = _below(table, x - q), _upto(table, x - p)
    if p == q:
        return table.count[near].astype(np.float64)
    # Cells from far to near are preferred to in part: the sum of (x - b - q) / (p - q).
    cells = table.count[near] - table.count[far]
    return table.count[far] + (cells * (x - q) - (table.total[near] - table.total[far])) / (p - q)


def _preferring(table: Ascending, x: np.ndarray, q: float, p: float) -> np.ndarray:
    """Sum of the preferences of all cells over x."""
    near, far = _upto(table, x + q), _below(table, x + p)
    if p == q:
        return (table.count[-1] - table.count[near]).astype(np.float64)
    cells = table.count[far] - table.count[near]
    above = table.count[-1] - table.count[far]
    return above + ((table.total[far] - table.total[near]) - cells * (x + q)) / (p - q)


def _below(table: Ascending, limit: np.ndarray) -> np.ndarray:
    """How many distinct values lie below each limit."""
    return _search(table.values, _float32(limit, np.float32(np.inf)), "left")


def _upto(table: Ascending, limit: np.ndarray) -> np.ndarray:
    """How many distinct values lie at or below each limit."""
    return _search(table.values, _float32(limit, np.float32(-np.inf)), "right")


def _search(values: np.ndarray, rising: np.ndarray, side: Literal["left", "right"]) -> np.ndarray:
    """As searchsorted for limits that rise: looks only where the first and the last of them lie."""
    begin = np.searchsorted(values, rising[0], "left")
    end = np.searchsorted(values, rising[-1], "right")
    return begin + np.searchsorted(values[begin:end], rising, side)


def _float32(limit: np.ndarray, towards: np.float32) -> np.ndarray:
    """The nearest float32 at or beyond each limit: comparing with it is comparing with the limit itself."""
    out = limit.astype(np.float32)
    is_short = out < limit if towards > 0 else out > limit
    return np.where(is_short, np.nextafter(out, towards), out)


@dataclass
class PrometheeSurvey:
    """Scores of all eligible cells by criterion, kept in files.

    Parameters
    ----------
    weights : float64 array (criteria,), sum 1
    preference : tuple of (q, p)
        One a criterion; empty means 0, 0.
    rescale : bool
    folder : Path
        Of its own, for files that must last as long as the combination.
    executor : Executor or None
        To prepare several criteria at once.
    """

    weights: np.ndarray
    preference: tuple[tuple[float, float], ...]
    rescale: bool
    folder: Path
    executor: Executor | None = None
    cells: int = field(default=0, init=False)

    def look(self, scores: list[np.ndarray]) -> list[np.ndarray]:
        """Scores of the cells that know all criteria, an array a criterion."""
        is_known = ~np.isnan(sum(scores))
        return [s[is_known] for s in scores]

    def add(self, part: list[np.ndarray]) -> None:
        """Keep a block's scores."""
        self.cells += part[0].size
        for index, values in enumerate(part):
            with self._path(index).open("ab") as handle:
                values.tofile(handle)

    def combination(self, check: Check = never) -> Promethee:
        """PROMETHEE over all cells that were seen; there must be one."""
        numbers, tables = range(len(self.weights)), []
        # Two at once, whatever the pool: each holds its own share of memory.
        made = (
            stream(self._table, numbers, self.executor, 1)
            if self.executor
            else ((i, self._table(i)) for i in numbers)
        )
        for _, table in made:
            tables.append(table)
            check()
        return Promethee(self.weights, tuple(tables), self.rescale)

    def _path(self, index: int) -> Path:
        return self.folder / f"criterion{index}.scores"

    def _table(self, index: int) -> FlowTable:
        q, p = self.preference[index] if self.preference else (0.0, 0.0)
        table = ascending(self._path(index))
        path = self._path(index).with_suffix(".flow")
        with path.open("wb") as handle:
            for begin in range(0, len(table.values), _AT_ONCE):
                net_flows(table, q, p, slice(begin, begin + _AT_ONCE)).tofile(handle)
        values = table.values
        del table  # lets go of what only the flows needed
        remove(self._path(index).with_suffix(s) for s in (".count", ".total"))
        return FlowTable(values, np.memmap(path, np.float64, "r"))


@dataclass(frozen=True, eq=False)
class Promethee:
    """PROMETHEE II's net flow, the weighted sum of the criteria's net flows: 1 is preferred to all others.

    A criterion contributes its weighted net flow. It costs what the cell would gain by the best score
    that occurs on it.

    Attributes
    ----------
    weights : float64 array (criteria,), sum 1
    tables : tuple of FlowTable
    rescale : bool
        Whether ``(flow + 1) / 2`` is wanted, in [0, 1].
    """

    weights: np.ndarray
    tables: tuple[FlowTable, ...]
    rescale: bool = False

    def net_flow(self, scores: list[np.ndarray]) -> np.ndarray:
        """Net flow, float64 in [-1, 1] (in [0, 1] when rescaled)."""
        total = np.zeros(scores[0].shape)
        for score, table, weight in zip(scores, self.tables, self.weights):
            total += weight * self._scaled(table(score))
        return total

    def score(self, scores: list[np.ndarray]) -> np.ndarray:
        """Net flow, float32."""
        return self.net_flow(scores).astype(np.float32)

    def contributions(self, scores: list[np.ndarray]) -> np.ndarray:
        """Weighted net flow of each criterion."""
        return self._masked([w * self._scaled(t(s)) for s, t, w in zip(scores, self.tables, self.weights)])

    def costs(self, scores: list[np.ndarray]) -> np.ndarray:
        """Weighted net flow short of that of the best score."""
        return self._masked([w * (t.flow[-1] - t(s)) for s, t, w in zip(scores, self.tables, self.weights)])

    def _scaled(self, flow: np.ndarray) -> np.ndarray:
        return (flow + 1) / 2 if self.rescale else flow

    @staticmethod
    def _masked(parts: list[np.ndarray]) -> np.ndarray:
        out = np.stack(parts)
        out[:, np.isnan(out.sum(axis=0))] = np.nan
        return out.astype(np.float32)
