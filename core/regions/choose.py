"""Choose candidate regions: whole components where they fit, grown pieces where a component is too large."""

from __future__ import annotations

import heapq
import math
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from ..grid.grid import BLOCK, Grid, Window
from ..stream import stream
from .label import Components, component_cells, components
from .region import ReadScores, Region, cells_between, make_region

#: Grown regions per wanted region: spacing and overlap discard some.
_POOL = 6


@dataclass(frozen=True)
class Wanted:
    """What regions are wanted: number, hectares, least cell score, metres between centroids."""

    count: int
    min_area_ha: float = 0.0
    max_area_ha: float | None = None
    min_score: float = 0.0
    min_spacing_m: float = 0.0


@dataclass(frozen=True)
class Chosen:
    """Chosen regions, best first, and how many were there to choose from.

    Attributes
    ----------
    regions : list of Region
        By falling sum of scores.
    components : int
        Connected areas at or above the least score.
    too_small : int
        Of them, those below the least area.
    split : int
        Of them, those above the largest area, from which pieces were grown.
    """

    regions: list[Region]
    components: int
    too_small: int
    split: int


def choose_regions(
    read: ReadScores,
    grid: Grid,
    wanted: Wanted,
    executor: Executor,
    workers: int,
    found: Components | None = None,
) -> Chosen:
    """Choose regions by falling sum of scores, keeping their centroids apart and their cells distinct.

    ``found`` are the components at or above the least score, where they are known already.
    """
    least, most = cells_between(wanted.min_area_ha, wanted.max_area_ha, grid)
    if found is None:
        found = components(read, grid, wanted.min_score, executor, workers, least)
    fits = np.flatnonzero((found.cells >= least) & (found.cells <= most))
    large = np.flatnonzero(found.cells > most)
    whole = _Whole(found, read, grid, wanted.min_score)
    grown = _grown(read, grid, wanted, (least, int(most)), executor, workers) if large.size else []
    # Whole areas are cut out only when their turn comes: spacing may discard any number of better ones.
    turns: list[tuple[float, int, int, int | Region]] = [
        (-float(found.score_sum[i]), int(found.box[i][0]), int(found.box[i][1]), int(i)) for i in fits
    ]
    turns += [(-r.score_sum, r.window.row, r.window.col, r) for r in grown]
    turns.sort(key=lambda t: t[:3])
    apart = _Apart(wanted)
    for *_, what in turns:
        if apart.is_full:
            break
        apart.take(whole.region(what) if isinstance(what, int) else what)
    small = found.small + int(np.count_nonzero(found.cells < least))
    return Chosen(apart.taken, found.small + len(found.cells), small, len(large))


@dataclass(frozen=True)
class _Whole:
    """Cuts whole components out of the raster."""

    found: Components
    read: ReadScores
    grid: Grid
    min_score: float

    def region(self, i: int) -> Region:
        """Cut out a component: at once where it is small, block by block where its box is larger than a block."""
        window = self.found.window(i, self.grid)
        if window.rows * window.cols > BLOCK * BLOCK:
            return self._by_blocks(i, window)
        scores = self.read(window)
        labels, _ = ndimage.label(scores >= np.float32(self.min_score))
        row, col = self.found.seed[i] - (window.row, window.col)
        return make_region(window, labels == labels[row, col], scores)

    def _by_blocks(self, i: int, box: Window) -> Region:
        cells = np.zeros(box.shape, bool)
        low, high = math.inf, -math.inf
        for block in self.grid.blocks():
            top, left = max(block.row, box.row), max(block.col, box.col)
            bottom = min(block.row + block.rows, box.row + box.rows)
            right = min(block.col + block.cols, box.col + box.cols)
            if top >= bottom or left >= right:
                continue
            own, scores = component_cells(self.found, i, self.read, block, self.min_score)
            if own.any():
                low, high = min(low, float(scores[own].min())), max(high, float(scores[own].max()))
                part = own[top - block.row : bottom - block.row, left - block.col : right - block.col]
                cells[top - box.row : bottom - box.row, left - box.col : right - box.col] = part
        return Region(box, cells, float(self.found.score_sum[i]), low, high)


class _Apart:
    """Takes regions, best first, that keep their distance and overlap no other one, until there are enough."""

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.taken: list[Region] = []
        self._centres: list[tuple[float, float]] = []

    @property
    def is_full(self) -> bool:
        """Whether there are as many as wanted."""
        return len(self.taken) == self._wanted.count

    def take(self, region: Region) -> bool:
        """Take a region if it fits; tells whether it did."""
        if self.is_full:
            return False
        centre = region.centroid
        if any(math.dist(centre, c) < self._wanted.min_spacing_m for c in self._centres):
            return False
        if any(_overlap(region, other) for other in self.taken):
            return False
        self.taken.append(region)
        self._centres.append(centre)
        return True


def _overlap(a: Region, b: Region) -> bool:
    top, left = max(a.window.row, b.window.row), max(a.window.col, b.window.col)
    bottom = min(a.window.row + a.window.rows, b.window.row + b.window.rows)
    right = min(a.window.col + a.window.cols, b.window.col + b.window.cols)
    if top >= bottom or left >= right:
        return False
    part = [
        r.cells[top - r.window.row : bottom - r.window.row, left - r.window.col : right - r.window.col]
        for r in (a, b)
    ]
    return bool((part[0] & part[1]).any())


def _grown(
    read: ReadScores, grid: Grid, wanted: Wanted, limits: tuple[int, int], executor: Executor, workers: int
) -> list[Region]:
    """Grow regions of the largest area from the best seeds of every tile about as large as a region."""
    side = max(4, math.isqrt(limits[1]))
    tile = max(side, 64)
    seeds: list[tuple[float, int, int]] = []
    for _, found in stream(
        lambda w: _seed(read, w, wanted.min_score, side), grid.blocks(tile), executor, workers
    ):
        seeds += found
    seeds.sort(key=lambda s: (-s[0], s[1], s[2]))
    pool: list[Region] = []
    taken: set[tuple[int, int]] = set()
    for _, row, col in seeds:
        if (row, col) in taken:
            continue
        region = _grow(read, grid, (row, col), wanted.min_score, limits, taken)
        if region is None:
            continue
        pool.append(region)
        rows, cols = np.nonzero(region.cells)
        taken.update(zip((rows + region.window.row).tolist(), (cols + region.window.col).tolist()))
        if len(pool) >= _POOL * wanted.count:
            break
    return pool


def _seed(read: ReadScores, window: Window, least: float, side: int) -> list[tuple[float, int, int]]:
    """The eligible cell with the best mean score around it, in every square of a tile about as large as a region."""
    halo = side // 2
    scores = read(window.expand(halo))
    is_open = scores >= np.float32(least)
    if not is_open.any():
        return []
    mean = ndimage.uniform_filter(np.where(is_open, scores, 0).astype(np.float64), side, mode="constant")
    inner = (slice(halo, halo + window.rows), slice(halo, halo + window.cols))
    mean = np.where(is_open[inner], mean[inner], -1.0)
    out = []
    for top in range(0, window.rows, side):
        for left in range(0, window.cols, side):
            part = mean[top : top + side, left : left + side]
            row, col = divmod(int(np.argmax(part)), part.shape[1])
            if part[row, col] > 0:
                out.append((float(part[row, col]), window.row + top + row, window.col + left + col))
    return out


def _grow(
    read: ReadScores, grid: Grid, seed: tuple[int, int], least: float, limits: tuple[int, int], taken: set
) -> Region | None:
    """Grow from a seed, cell by cell, trading score against distance from the seed; None when too small.

    Long and narrow ground needs a wider look than round ground, up to a line of ``largest`` cells.
    """
    smallest, largest = limits
    reach = math.ceil(1.5 * math.sqrt(largest)) + 1
    while True:
        region = _grow_within(read, grid, seed, least, largest, taken, reach)
        if region.count >= smallest:
            return region
        if reach > largest or not _meets_rim(region, seed, reach):
            return None
        reach *= 2


def _meets_rim(region: Region, seed: tuple[int, int], reach: int) -> bool:
    """Whether a region ended at the rim of the ground looked at, so that a wider look may find more."""
    w = region.window
    return (
        w.row == seed[0] - reach or w.col == seed[1] - reach
        or w.row + w.rows == seed[0] + reach + 1 or w.col + w.cols == seed[1] + reach + 1
    )  # fmt: skip


def _grow_within(
    read: ReadScores, grid: Grid, seed: tuple[int, int], least: float, largest: int, taken: set, reach: int
) -> Region:
    window = Window(grid, seed[0] - reach, seed[1] - reach, 2 * reach + 1, 2 * reach + 1)
    scores = read(window)
    is_open = scores >= np.float32(least)
    cells = np.zeros(window.shape, bool)
    heap = [(0.0, reach, reach)]
    seen = {(reach, reach)}
    size = 0
    while heap and size < largest:
        _, row, col = heapq.heappop(heap)
        cells[row, col] = True
        size += 1
        for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if not (0 <= r < window.rows and 0 <= c < window.cols) or (r, c) in seen or not is_open[r, c]:
                continue
            seen.add((r, c))
            if (r + window.row, c + window.col) not in taken:
                # A radius of a region away weighs as much as half the range of scores.
                spread = math.hypot(r - reach, c - reach) / math.sqrt(largest)
                heapq.heappush(heap, (spread - float(scores[r, c]), r, c))
    return make_region(window, cells, scores)
