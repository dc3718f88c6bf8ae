"""Zones: prefectures, river basins, utility areas. A region lies in the zone that holds most of its cells."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..criteria.hazard import cells_of
from ..errors import InputError
from ..grid.grid import Grid
from ..grid.spans import Spans
from ..sources.shapes import VectorData


@dataclass(frozen=True)
class _Runs:
    """Cells of one zone as runs sorted by place: ``row * stride + column`` of the first and of the last cell."""

    first: np.ndarray
    last: np.ndarray
    box: tuple[int, int, int, int]

    def holds(self, row: np.ndarray, col: np.ndarray, stride: int) -> np.ndarray:
        place = row * stride + col
        at = np.searchsorted(self.first, place, side="right") - 1
        return (at >= 0) & (place <= self.last[np.maximum(at, 0)])


class Zones:
    """Which zone a cell lies in.

    Parameters
    ----------
    names : sequence of str
    spans : Spans
        Cells of all zones.
    zone_of : int64 array
        Zone of each feature that the spans name, -1 for none.
    grid : Grid
    """

    def __init__(self, names: list[str], spans: Spans, zone_of: np.ndarray, grid: Grid) -> None:
        self.names = tuple(names)
        self._grid = grid
        inside = (spans.last >= grid.col0) & (spans.first < grid.col0 + grid.cols)
        inside &= (spans.row >= grid.row0) & (spans.row < grid.row0 + grid.rows)
        self._runs = [
            _runs(spans, np.flatnonzero(inside & (zone_of[spans.feature] == k)), grid)
            for k in range(len(names))
        ]

    @property
    def count(self) -> int:
        """Number of zones."""
        return len(self.names)

    @property
    def is_empty(self) -> bool:
        """Whether no cell of the grid lies in a zone."""
        return all(runs is None for runs in self._runs)

    def at(self, row: np.ndarray, col: np.ndarray) -> np.ndarray:
        """Zone of each cell of the grid, int64, -1 for none; where zones overlap, the first one."""
        out = np.full(row.shape, -1, np.int64)
        for k, runs in enumerate(self._runs):
            if runs is None:
                continue
            top, left, bottom, right = runs.box
            near = np.flatnonzero((out < 0) & (row >= top) & (row <= bottom) & (col >= left) & (col <= right))
            out[near[runs.holds(row[near], col[near], self._grid.cols)]] = k
        return out

    def most(self, cells: np.ndarray, start: np.ndarray, count: np.ndarray) -> np.ndarray:
        """Zone that holds most cells of each region, -1 where none holds any; of equals the first.

        Parameters
        ----------
        cells : int64 array
            Flat cell numbers.
        start, count : int64 arrays
            A region's cells are ``cells[start:start + count]``.
        """
        zone = self.at(*np.divmod(cells, self._grid.cols))
        out, most = np.full(len(start), -1, np.int64), np.zeros(len(start), np.int64)
        for k in np.unique(zone[zone >= 0]).tolist():
            total = np.r_[0, np.cumsum(zone == k)]
            held = total[start + count] - total[start]
            better = held > most
            out[better], most[better] = k, held[better]
        return out


def _runs(spans: Spans, index: np.ndarray, grid: Grid) -> _Runs | None:
    if not index.size:
        return None
    row = spans.row[index] - grid.row0
    first = np.maximum(spans.first[index] - grid.col0, 0)
    last = np.minimum(spans.last[index] - grid.col0, grid.cols - 1)
    order = np.lexsort((first, row))
    row, first, last = row[order], first[order], last[order]
    # Runs of one zone may overlap; the furthest end so far answers for all of them.
    end = np.maximum.accumulate(row * grid.cols + last)
    box = int(row[0]), int(first.min()), int(row[-1]), int(last.max())
    return _Runs(row * grid.cols + first, end, box)


def make_zones(data: VectorData, field: str, spans: Spans, grid: Grid) -> Zones:
    """Zones of a layer by the values of a field; features with one value are one zone, null is none.

    Raises
    ------
    InputError
        When no feature has a value.
    """
    values = data.column(field)
    names = list(dict.fromkeys(str(v) for v in values if v is not None and str(v).strip()))
    if not names:
        raise InputError(f"No zone has a value in the field {field}; choose the field that names the zones.")
    number = {name: k for k, name in enumerate(names)}
    zone_of = np.array([number.get(str(v), -1) for v in values], np.int64)
    return Zones(names, spans, zone_of, grid)


def zones_on(data: VectorData, field: str, grid: Grid, spans: Spans | None = None) -> Zones:
    """Zones of a layer on a grid.

    Parameters
    ----------
    spans : Spans or None
        Cells of the layer, where they are known already.

    Raises
    ------
    InputError
        When there is no such field, no zone has a value, or none reaches the grid.
    """
    found = make_zones(data, field, cells_of(data.shapes, grid) if spans is None else spans, grid)
    if found.is_empty:
        raise InputError(
            f"The zones {data.name} do not reach the raster; check their CRS, and that they cover its extent."
        )
    return found
