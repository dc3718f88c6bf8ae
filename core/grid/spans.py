"""Shapes as runs of cells: which cells of the lattice a polygon covers, or a line or point touches.

A shape becomes *spans*, each a row and the first and last column it takes on it. Spans are found
once, on the endless lattice, so what a shape takes does not depend on the extent or the block
that asks: there is no edge to have an effect. Burning spans into a window is a difference array
and a running sum, in plain numpy, so it needs no GDAL dataset and runs on any thread or worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .grid import Grid, Window

#: Spans are made in batches of about so many, so that memory stays flat however large a shape is.
_BATCH = 2_000_000


@dataclass(frozen=True)
class Spans:
    """Runs of lattice cells, sorted by row.

    Attributes
    ----------
    row, first, last : int64 array, shape (n,)
        Lattice row, first and last column (both taken).
    feature : int64 array, shape (n,)
        Index of the feature that takes the run.
    lost : int
        How many polygons on the grid covered no cell centre and were given the cell they lie in.
    """

    row: np.ndarray
    first: np.ndarray
    last: np.ndarray
    feature: np.ndarray
    lost: int = 0

    def burn(self, window: Window) -> np.ndarray:
        """Boolean array of the window's shape, True where any span takes the cell."""
        return burn_runs(*self._clipped(window), window.shape)

    def _clipped(self, window: Window) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Row, first and last column, in the window, of the spans that reach it."""
        top, left = window.grid.row0 + window.row, window.grid.col0 + window.col
        begin, end = np.searchsorted(self.row, (top, top + window.rows))
        first, last = self.first[begin:end] - left, self.last[begin:end] - left
        inside = np.flatnonzero((first < window.cols) & (last >= 0))
        row = self.row[begin:end][inside] - top
        return row, np.maximum(first[inside], 0), np.minimum(last[inside], window.cols - 1)

    def touches(self, window: Window) -> bool:
        """Tell quickly whether any span may take a cell of the window."""
        top, left = window.grid.row0 + window.row, window.grid.col0 + window.col
        begin, end = np.searchsorted(self.row, (top, top + window.rows))
        return bool(np.any((self.first[begin:end] < left + window.cols) & (self.last[begin:end] >= left)))

    def of(self, keep: np.ndarray) -> Spans:
        """The spans whose feature is marked True in ``keep`` (one flag a feature)."""
        index = np.flatnonzero(keep[self.feature])
        return Spans(self.row[index], self.first[index], self.last[index], self.feature[index], self.lost)

    def features(self, window: Window, cells: np.ndarray) -> np.ndarray:
        """Features that take any of the marked cells (bool, the window's shape), rising, int64."""
        top, left = window.grid.row0 + window.row, window.grid.col0 + window.col
        begin, end = np.searchsorted(self.row, (top, top + window.rows))
        own = slice(begin, end)
        near = np.flatnonzero((self.first[own] < left + window.cols) & (self.last[own] >= left)) + begin
        count = np.concatenate([np.zeros((window.rows, 1), np.int64), np.cumsum(cells, axis=1)], axis=1)
        row = self.row[near] - top
        first = np.maximum(self.first[near] - left, 0)
        last = np.minimum(self.last[near] - left, window.cols - 1)
        return np.unique(self.feature[near][count[row, last + 1] > count[row, first]])

    @property
    def size(self) -> int:
        """Number of spans."""
        return len(self.row)


def burn_runs(row: np.ndarray, first: np.ndarray, last: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """Boolean array of a shape, True on the runs of cells given by row, first and last column."""
    rows, cols = shape
    length = last - first + 1
    ends = np.cumsum(length)
    total = int(ends[-1]) if len(ends) else 0
    if total < rows * cols // 4:
        out = np.zeros(rows * cols, bool)
        cells = np.repeat(row * cols + first + length - ends, length)
        cells += np.arange(total)
        out[cells] = True
        return out.reshape(rows, cols)
    # Many or long runs: mark where they begin and end, and add up row by row, each of which ends at 0.
    size, base = rows * (cols + 1), row * (cols + 1)
    steps = np.bincount(base + first, minlength=size) - np.bincount(base + last + 1, minlength=size)
    return np.cumsum(steps.astype(np.int32)).reshape(rows, cols + 1)[:, :cols] > 0


def no_spans() -> Spans:
    """The spans of nothing."""
    none = np.empty(0, np.int64)
    return Spans(none, none, none, none)


def merge(*parts: Spans) -> Spans:
    """All spans of several sets, sorted by row again."""
    parts = tuple(p for p in parts if p.size)
    if len(parts) < 2:
        return parts[0] if parts else no_spans()
    row, first, last, feature = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("row", "first", "last", "feature")
    )
    order = np.argsort(row, kind="stable")
    return Spans(row[order], first[order], last[order], feature[order], sum(p.lost for p in parts))


def polygon_spans(
    edges: np.ndarray,
    owner: np.ndarray,
    grid: Grid,
    *,
    rescue: bool = True,
    rows: tuple[int, int] | None = None,
) -> Spans:
    """Cells whose centre lies in a polygon (even-odd rule, west and north edges inclusive).

    With ``rescue``, a polygon that covers no centre takes the cell that it lies in.

    Parameters
    ----------
    edges : float64 array, shape (n, 4)
        Boundary edges x0, y0, x1, y1 in metres, rings closed, holes included.
    owner : int64 array, shape (n,)
        Feature index of each edge.
    grid : Grid
        Gives the lattice; its extent plays no part, but that only what is lost on it is counted.
    rescue : bool
    rows : (int, int) or None
        Lattice rows, from the first to before the last, that are wanted; None: all.
    """
    # Northern end first: two neighbours that share an edge in opposite directions must cross alike, to the last bit.
    u0, low, u1, high = _southwards(*_lattice(edges, grid))
    # The centre line of row r is at v = r + 0.5; an edge crosses those with low <= v < high.
    row_a = np.ceil(low - 0.5).astype(np.int64)
    row_b = np.ceil(high - 0.5).astype(np.int64)
    if rows is not None:
        row_a, row_b = np.maximum(row_a, rows[0]), np.minimum(row_b, rows[1])
    crossings = np.maximum(row_b - row_a, 0)
    parts = []
    for begin, end in _batches(owner, crossings):
        n = crossings[begin:end]
        edge = np.repeat(np.arange(begin, end), n)
        row = row_a[edge] + _ramp(n)
        slope = (u1[edge] - u0[edge]) / (high[edge] - low[edge])
        parts.append(_pair(row, u0[edge] + (row + 0.5 - low[edge]) * slope, owner[edge]))
    spans = merge(*parts)
    return _rescue(spans, edges, owner, grid) if rescue else spans


def line_spans(segments: np.ndarray, owner: np.ndarray, grid: Grid) -> Spans:
    """Every cell that a line touches, its edges included.

    Parameters
    ----------
    segments : float64 array, shape (n, 4)
        x0, y0, x1, y1 in metres; a point is a segment without length.
    owner : int64 array, shape (n,)
        Feature index of each segment.
    grid : Grid
        Gives the lattice.
    """
    u0, v0, u1, v1 = _southwards(*_lattice(segments, grid))
    # ceil - 1 and floor: a line that runs along the border of two rows touches both.
    row_a = np.ceil(v0).astype(np.int64) - 1
    n = np.floor(v1).astype(np.int64) - row_a + 1
    parts = []
    for begin, end in _batches(owner, n):
        seg = np.repeat(np.arange(begin, end), n[begin:end])
        row = row_a[seg] + _ramp(n[begin:end])
        rise = v1[seg] - v0[seg]
        slope = np.divide(u1[seg] - u0[seg], rise, out=np.zeros(len(seg)), where=rise > 0)
        enter = u0[seg] + (np.maximum(row, v0[seg]) - v0[seg]) * slope
        leave = np.where(rise > 0, u0[seg] + (np.minimum(row + 1, v1[seg]) - v0[seg]) * slope, u1[seg])
        west, east = np.minimum(enter, leave), np.maximum(enter, leave)
        parts.append(
            _sorted(row, np.ceil(west).astype(np.int64) - 1, np.floor(east).astype(np.int64), owner[seg])
        )
    return merge(*parts)


def _lattice(segments: np.ndarray, grid: Grid) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Coordinates in cells of the lattice: u eastwards, v southwards."""
    x, y = segments[:, 0::2], segments[:, 1::2]
    u, v = (x - grid.origin_x) / grid.dx, (grid.origin_y - y) / grid.dy
    return u[:, 0], v[:, 0], u[:, 1], v[:, 1]


def _southwards(
    u0: np.ndarray, v0: np.ndarray, u1: np.ndarray, v1: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Segments with their northern end first."""
    swap = v0 > v1
    return np.where(swap, u1, u0), np.where(swap, v1, v0), np.where(swap, u0, u1), np.where(swap, v0, v1)


def _ramp(counts: np.ndarray) -> np.ndarray:
    """0, 1, ... count-1 for each count, one after the other."""
    return np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)


def _batches(owner: np.ndarray, counts: np.ndarray) -> Iterator[tuple[int, int]]:
    """Ranges of edges that hold whole features and about ``_BATCH`` crossings each."""
    if not len(owner):
        return
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    total = np.r_[0, np.cumsum(counts)]
    begin = 0
    while begin < len(owner):
        target = np.searchsorted(total, total[begin] + _BATCH, side="right") - 1
        later = starts[starts > max(begin, target)]
        end = int(later[0]) if later.size else len(owner)
        yield begin, end
        begin = end


def _pair(row: np.ndarray, u: np.ndarray, feature: np.ndarray) -> Spans:
    """Join the crossings of a row two by two: the cells between them lie inside."""
    order = np.lexsort((u, row, feature))
    row, u, feature = row[order][0::2], u[order], feature[order][0::2]
    first = np.ceil(u[0::2] - 0.5).astype(np.int64)
    last = np.ceil(u[1::2] - 0.5).astype(np.int64) - 1
    keep = first <= last
    return _sorted(row[keep], first[keep], last[keep], feature[keep])


def _sorted(row: np.ndarray, first: np.ndarray, last: np.ndarray, feature: np.ndarray) -> Spans:
    order = np.argsort(row, kind="stable")
    return Spans(row[order], first[order], last[order], feature[order])


def _rescue(spans: Spans, edges: np.ndarray, owner: np.ndarray, grid: Grid) -> Spans:
    """Give every polygon that took no cell the cell of a point inside it."""
    if not len(owner):
        return spans
    is_lost = np.ones(int(owner.max()) + 1, bool)
    is_lost[spans.feature] = False
    own = is_lost[owner]
    if not own.any():
        return spans
    inner = inner_points(edges[own], owner[own], len(is_lost))
    lost = np.flatnonzero(np.isfinite(inner[:, 0]))
    col = np.floor((inner[lost, 0] - grid.origin_x) / grid.dx).astype(np.int64)
    row = np.floor((grid.origin_y - inner[lost, 1]) / grid.dy).astype(np.int64)
    found = merge(spans, _sorted(row, col, col, lost))
    is_here = (row >= grid.row0) & (row < grid.row0 + grid.rows)
    is_here &= (col >= grid.col0) & (col < grid.col0 + grid.cols)
    return Spans(found.row, found.first, found.last, found.feature, int(np.count_nonzero(is_here)))


def inner_points(edges: np.ndarray, edge_of: np.ndarray, count: int) -> np.ndarray:
    """A point in each polygon: its centroid where that lies inside, else the boundary vertex nearest to it.

    ``edges`` (n, 4) are closed rings grouped by the feature in ``edge_of`` (n,).

    Returns float64, shape (count, 2), NaN for features without a polygon.
    """
    out = np.full((count, 2), np.nan)
    if not len(edges):
        return out
    start = edges[np.flatnonzero(np.r_[True, edge_of[1:] != edge_of[:-1]]), :2]
    have, which = np.unique(edge_of, return_inverse=True)
    # Coordinates from the first vertex: at 10^6 m the shoelace sum would lose its small differences.
    x0, y0, x1, y1 = (edges - np.tile(start[which], 2)).T
    cross = x0 * y1 - x1 * y0
    area = np.bincount(which, cross)
    with np.errstate(divide="ignore", invalid="ignore"):
        cx = np.bincount(which, (x0 + x1) * cross) / (3 * area)
        cy = np.bincount(which, (y0 + y1) * cross) / (3 * area)
    flat = ~np.isfinite(cx) | ~np.isfinite(cy)
    cx[flat], cy[flat] = 0.0, 0.0
    px, py = cx[which], cy[which]
    crosses = (y0 <= py) != (y1 <= py)
    with np.errstate(divide="ignore", invalid="ignore"):
        east = crosses & (x0 + (py - y0) / (y1 - y0) * (x1 - x0) > px)
    is_inside = np.bincount(which, east) % 2 == 1
    order = np.lexsort((np.hypot(x0 - px, y0 - py), which))
    nearest = order[np.flatnonzero(np.r_[True, np.diff(which[order]) > 0])]
    cx, cy = np.where(is_inside, cx, x0[nearest]), np.where(is_inside, cy, y0[nearest])
    out[have, 0], out[have, 1] = cx + start[:, 0], cy + start[:, 1]
    return out
