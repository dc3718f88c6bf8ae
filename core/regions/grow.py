"""Grow regions from a seed: the cells that score best, near the middle, and hang together."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import ndimage

from ..grid.grid import Grid, Window
from .order import component_of, connected_order
from .pool import Family
from .region import ReadScores

#: How far, in sides of a square of the wanted size, ground is looked at around a seed.
_REACH = 1.5
#: Ground is looked at again twice as far, so often, where a region that is not yet full meets the rim.
_WIDER = 2
#: Cells among which a region is looked for first, in times of its own.
_BEST = 2


@dataclass(frozen=True)
class Growth:
    """How regions grow.

    Attributes
    ----------
    sizes : int64 array
        Numbers of cells at which a region is taken, rising.
    roundness : float
        0 (only the score counts) to 1 (only the distance from the middle).
    score_range : float
        Largest less least score of the raster: a side of the region away weighs as much as this.
    min_score : float
        Cells below it are not eligible; -inf where every cell with a score is.
    look : float
        How far from a seed the cell to grow from may lie, cells.
    """

    sizes: np.ndarray
    roundness: float
    score_range: float
    min_score: float
    look: float

    @property
    def largest(self) -> int:
        """Cells of the largest region."""
        return int(self.sizes[-1])


class Ground:
    """Scores of the grid with the cells of some regions taken out."""

    def __init__(self, read: ReadScores, grid: Grid, taken: np.ndarray | None = None) -> None:
        self._read, self.grid = read, grid
        self._taken = np.empty(0, np.int64) if taken is None else np.sort(taken)

    def scores(self, window: Window, min_score: float) -> np.ndarray:
        """Scores of a window inside the grid, float64, NaN where not eligible or taken."""
        out = self._read(window).astype(float)
        out[~(out >= np.float32(min_score))] = np.nan
        cols = self.grid.cols
        first, last = window.row * cols, (window.row + window.rows) * cols
        own = self._taken[slice(*np.searchsorted(self._taken, (first, last)))]
        row, col = np.divmod(own, cols)
        inside = (col >= window.col) & (col < window.col + window.cols)
        out[row[inside] - window.row, col[inside] - window.col] = np.nan
        return out


def grow(ground: Ground, seed: tuple[int, int], growth: Growth) -> list[Family]:
    """Regions of all sizes around a seed, grown twice: around the seed, then around the middle of what that gave.

    The second time, cells beside many of the first region's cells count for more, which fills holes
    and straightens edges the more, the rounder the regions are to be.

    Returns
    -------
    list of Family
        Empty when fewer eligible cells hang together there than the least size.
    """
    reach = math.ceil(_REACH * math.sqrt(growth.largest)) + 2
    local = _local(ground, seed, growth, reach)
    for _ in range(_WIDER):
        if local is None or local.is_enough:
            break
        reach *= 2
        local = _local(ground, seed, growth, reach)
    return [] if local is None or local.size < growth.sizes[0] else local.families()


def _local(ground: Ground, seed: tuple[int, int], growth: Growth, reach: int) -> _Local | None:
    """The connected eligible cells around a seed, in a window so far around it; None where there is none."""
    grid = ground.grid
    top, left = max(seed[0] - reach, 0), max(seed[1] - reach, 0)
    bottom, right = min(seed[0] + reach + 1, grid.rows), min(seed[1] + reach + 1, grid.cols)
    window = Window(grid, top, left, bottom - top, right - left)
    scores = ground.scores(window, growth.min_score)
    is_open = ~np.isnan(scores)
    at = _nearest_open(is_open, (seed[0] - top, seed[1] - left), growth)
    if at is None:
        return None
    labels, _ = ndimage.label(is_open)
    return _Local(window, scores, labels == labels[at], at, growth)


def _nearest_open(is_open: np.ndarray, at: tuple[int, int], growth: Growth) -> tuple[int, int] | None:
    """The eligible cell nearest to a place, within a side of the largest region, or as far as seeds are coarse."""
    rows, cols = np.nonzero(is_open)
    if not rows.size:
        return None
    away = (rows - at[0]) ** 2 + (cols - at[1]) ** 2
    k = int(np.argmin(away))
    return (int(rows[k]), int(cols[k])) if away[k] <= max(growth.largest + 2, 4 * growth.look**2) else None


@dataclass(frozen=True)
class _Local:
    """One connected piece of eligible ground in a window, and the place in it to grow from."""

    window: Window
    scores: np.ndarray
    piece: np.ndarray
    seed: tuple[int, int]
    growth: Growth

    @cached_property
    def cells(self) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns of the piece, in the window."""
        return np.nonzero(self.piece)  # type: ignore[return-value]

    @property
    def size(self) -> int:
        """Cells of the piece."""
        return len(self.cells[0])

    @property
    def is_enough(self) -> bool:
        """Whether the piece holds the largest region, or is whole in the window."""
        grid, w = self.window.grid, self.window
        rims = (
            (self.piece[0], w.row > 0), (self.piece[-1], w.row + w.rows < grid.rows),
            (self.piece[:, 0], w.col > 0), (self.piece[:, -1], w.col + w.cols < grid.cols),
        )  # fmt: skip
        return self.size >= self.growth.largest or not any(is_inner and rim.any() for rim, is_inner in rims)

    def families(self) -> list[Family]:
        """Regions around the seed, and around the middle of the largest of those."""
        lam, growth = self.growth.roundness, self.growth
        merit = (1 - lam) * ((1 - lam) * self.scores[self.cells] + lam * self._neighbourhood())
        first = self._order(merit, (float(self.seed[0]), float(self.seed[1])))
        mark = np.zeros(self.piece.shape, np.float32)
        mark[first] = 1.0
        support = ndimage.uniform_filter(mark, 5, mode="constant")[self.cells]
        middle = float(first[0].mean()), float(first[1].mean())
        again = self._order(merit + lam * growth.score_range * support, middle)
        return [self._family(*first), self._family(*again)]

    def _neighbourhood(self) -> np.ndarray:
        """Mean score of the eligible cells among each cell of the piece and its eight neighbours."""
        total = ndimage.uniform_filter(np.where(self.piece, self.scores, 0.0), 3, mode="constant")
        share = ndimage.uniform_filter(self.piece.astype(float), 3, mode="constant")
        return total[self.cells] / share[self.cells]  # type: ignore[no-any-return]

    def _order(self, merit: np.ndarray, middle: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
        """Rows and columns of the largest region's cells, in an order of which every beginning hangs together."""
        rows, cols = self.cells
        away = np.hypot(rows - middle[0], cols - middle[1])
        weight = self.growth.roundness * self.growth.score_range / math.sqrt(self.growth.largest)
        priority = merit - weight * away
        wanted, root = min(self.growth.largest, len(rows)), self._root(priority, away)
        # Mostly the region lies among the best cells, and to sort those only costs a fraction.
        for keep in (_best(priority, _BEST * wanted), np.arange(len(rows))):
            # Equals are told apart by distance, then by place: ranks leave no tie to chance.
            order = keep[np.lexsort((away[keep], -priority[keep]))]
            at = np.flatnonzero(order == root)
            found = component_of(rows[order], cols[order], int(at[0]), wanted) if at.size else at
            if len(found) >= wanted:
                break
        own = order[found]
        own = own[connected_order(rows[own], cols[own])[:wanted]]
        return rows[own], cols[own]

    def _root(self, priority: np.ndarray, away: np.ndarray) -> int:
        """The cell to grow from: the best one near the middle."""
        near = np.flatnonzero(away <= max(self.growth.look, float(away.min())))
        return int(near[np.lexsort((away[near], -priority[near]))[0]])

    def _family(self, rows: np.ndarray, cols: np.ndarray) -> Family:
        sizes = self.growth.sizes
        taken = sizes[sizes <= len(rows)]
        if len(rows) < self.growth.largest:  # all there is
            taken = np.union1d(taken, [len(rows)])
        flat = (rows + self.window.row) * self.window.grid.cols + cols + self.window.col
        return Family(flat.astype(np.int64), self.scores[rows, cols].astype(np.float32), taken)


def _best(priority: np.ndarray, count: int) -> np.ndarray:
    """Index of the cells of largest priority, about so many."""
    if count >= len(priority):
        return np.arange(len(priority))
    return np.flatnonzero(priority >= np.partition(priority, -count)[-count])
