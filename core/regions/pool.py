"""The pool that regions are chosen from: their cells and what each is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable

import numpy as np

from ..grid.grid import Grid, Window
from .region import Region
from .request import Objective
from .zones import Zones

#: Cells looked at in one go.
_BATCH = 500_000
#: Attributes with an entry for each region, but for ``start``.
_COLUMNS = ("listed", "count", "score_sum", "score_min", "score_max", "x", "y", "reach", "zone")


@dataclass(frozen=True)
class Pool:
    """Candidate regions of a grid. Regions grown from one start share their cells: each is the first of the next.

    Attributes
    ----------
    grid : Grid
    cells : int64 array
        Flat cell numbers, row * cols + column, in order of growth, one family after the other.
    scores : float32 array
        Score of each of ``cells``.
    start, listed : int64 arrays, shape (n,)
        A region's cells are ``cells[start:start + listed]``; starts do not fall, and of equal ones the
        number of cells rises.
    count : int64 array, shape (n,)
        Number of cells. Whole areas, which share no cell with another region, list one cell only.
    score_sum, score_min, score_max : float64 arrays, shape (n,)
    x, y : float64 arrays, shape (n,)
        Centroid of the cells, metres east and south of the grid's north-west corner.
    reach : float64 array, shape (n,)
        Largest distance of a cell's centre from the centroid, metres.
    zone : int64 array, shape (n,)
        Zone of each region, -1 for none.
    is_complete : bool
        Whether these are all regions that there are.
    cut : callable or None
        Cuts a region out of the raster where its cells are not listed.
    """

    grid: Grid
    cells: np.ndarray
    scores: np.ndarray
    start: np.ndarray
    listed: np.ndarray
    count: np.ndarray
    score_sum: np.ndarray
    score_min: np.ndarray
    score_max: np.ndarray
    x: np.ndarray
    y: np.ndarray
    reach: np.ndarray
    zone: np.ndarray
    is_complete: bool = False
    cut: Callable[[int], Region] | None = None

    @property
    def size(self) -> int:
        """Number of regions."""
        return len(self.start)

    def in_zones(self, zones: Zones) -> Pool:
        """The pool with the zone of each region."""
        return replace(self, zone=zones.most(self.cells, self.start, self.listed))

    def cells_of(self, i: int) -> np.ndarray:
        """Flat numbers of the cells listed for a region."""
        return self.cells[self.start[i] : self.start[i] + self.listed[i]]

    def value(self, objective: Objective) -> np.ndarray:
        """What each region is worth, float64."""
        return self.score_sum if objective is Objective.SUM else self.score_sum / self.count

    def region(self, i: int) -> Region:
        """The region cut out."""
        if self.cut is not None:
            return self.cut(i)
        row, col = np.divmod(self.cells_of(i), self.grid.cols)
        top, left = int(row.min()), int(col.min())
        mask = np.zeros((int(row.max()) - top + 1, int(col.max()) - left + 1), bool)
        mask[row - top, col - left] = True
        window = Window(self.grid, top, left, *mask.shape)
        return Region(
            window, mask, float(self.score_sum[i]), float(self.score_min[i]), float(self.score_max[i])
        )


@dataclass(frozen=True)
class Family:
    """Regions grown from one start: cells in order of growth with their scores, and the sizes to take."""

    cells: np.ndarray
    scores: np.ndarray
    sizes: np.ndarray


def make_pool(grid: Grid, families: list[Family]) -> Pool:
    """Join families into a pool; regions that occur twice are kept once."""
    families = [f for f in families if len(f.sizes)]
    if not families:
        return uniform_pool(grid, np.empty((0, 1), np.int64), np.empty((0, 1), np.float32))
    length = np.array([len(f.cells) for f in families])
    first = np.cumsum(length) - length
    cells = np.concatenate([f.cells for f in families])
    scores = np.concatenate([f.scores for f in families])
    tiers = [len(f.sizes) for f in families]
    start, count = np.repeat(first, tiers), np.concatenate([f.sizes for f in families]).astype(np.int64)
    keep = _distinct(cells, start, count)
    return _with_statistics(grid, cells, scores, start[keep], count[keep])


def uniform_pool(grid: Grid, cells: np.ndarray, scores: np.ndarray) -> Pool:
    """A pool of regions of one size, arrays of shape (regions, cells)."""
    n, size = cells.shape
    start = np.arange(n, dtype=np.int64) * size
    return _with_statistics(grid, cells.ravel(), scores.ravel(), start, np.full(n, size, np.int64))


def merge_pools(first: Pool, *others: Pool) -> Pool:
    """All regions of several pools of one grid; those that occur twice are kept once."""
    pools = [p for p in (first, *others) if p.size]
    if not pools:
        return first
    shift = np.cumsum([0] + [len(p.cells) for p in pools[:-1]])
    joined = {name: np.concatenate([getattr(p, name) for p in pools]) for name in _COLUMNS}
    start = np.concatenate([p.start + s for p, s in zip(pools, shift)])
    cells, scores = (np.concatenate([getattr(p, name) for p in pools]) for name in ("cells", "scores"))
    keep = _distinct(cells, start, joined["listed"])
    return Pool(first.grid, cells, scores, start[keep], **{name: v[keep] for name, v in joined.items()})


def _distinct(cells: np.ndarray, start: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Index of the first of equal cell sets, in order: sets are told apart by two sums of mixed cell numbers."""
    sums = [np.r_[np.uint64(0), np.cumsum(_mixed(cells, salt))] for salt in (1, 2)]
    keys = np.stack([s[start + count] - s[start] for s in sums] + [count.astype(np.uint64)], axis=1)
    _, index = np.unique(keys, axis=0, return_index=True)
    return np.sort(index)


def _mixed(cells: np.ndarray, salt: int) -> np.ndarray:
    """A well-spread 64-bit number of each cell number (the finaliser of SplitMix64)."""
    with np.errstate(over="ignore"):
        z = cells.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15) * np.uint64(salt)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def spread(start: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Index of every cell of the regions given, one region after the other."""
    first = np.cumsum(count) - count
    return np.arange(int(count.sum())) + np.repeat(start - first, count)


def _with_statistics(
    grid: Grid, cells: np.ndarray, scores: np.ndarray, start: np.ndarray, count: np.ndarray
) -> Pool:
    end = np.cumsum(count)
    parts, begin = [np.empty((6, 0))], 0
    while begin < len(start):
        # In batches: families share their cells, and one array of all regions' cells might be large.
        full = int(end[begin] - count[begin]) + _BATCH
        until = max(begin + 1, int(np.searchsorted(end, full, side="right")))
        parts.append(_statistics(grid, cells, scores, start[begin:until], count[begin:until]))
        begin = until
    total, low, high, x, y, reach = np.concatenate(parts, axis=1)
    zone = np.full(len(start), -1, np.int64)
    return Pool(grid, cells, scores, start, count, count, total, low, high, x, y, reach, zone)


def _statistics(
    grid: Grid, cells: np.ndarray, scores: np.ndarray, start: np.ndarray, count: np.ndarray
) -> np.ndarray:
    """Sum, least and largest score, centroid and reach of regions, shape (6, regions)."""
    index, first = spread(start, count), np.cumsum(count) - count
    own = scores[index].astype(float)
    row, col = np.divmod(cells[index], grid.cols)
    x, y = (np.add.reduceat(v, first) / count for v in (col, row))
    far = np.hypot((row - np.repeat(y, count)) * grid.dy, (col - np.repeat(x, count)) * grid.dx)
    return np.stack([
        np.add.reduceat(own, first), np.minimum.reduceat(own, first), np.maximum.reduceat(own, first),
        (x + 0.5) * grid.dx, (y + 0.5) * grid.dy, np.maximum.reduceat(far, first),
    ])  # fmt: skip
