"""Where to grow regions: places with much score around them, found in one pass over the raster."""

from __future__ import annotations

import math
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Callable

import numpy as np
from scipy import ndimage

from ..grid.grid import BLOCK, Grid
from ..stream import stream
from .region import ReadScores

#: The raster is summed up in tiles, so many to a side of a region, but not more than so many in all.
_TILES_A_SIDE, _MOST_TILES = 6, 4_000_000


@dataclass(frozen=True)
class Survey:
    """What a pass over the raster found.

    Attributes
    ----------
    grid : Grid
    side : int
        Cells along a side of a tile.
    potential : float32 array, shape (tile rows, tile cols)
        Sum of the eligible scores in a square of the wanted size around the tile; -inf where the tile
        has no eligible cell.
    known, eligible : int
        Cells that have a score, and those at or above the least score.
    low, high : float
        Least score of the eligible cells, and largest of all; NaN where there is none.
    reach : float
        Side of the square of the wanted size, cells.
    """

    grid: Grid
    side: int
    potential: np.ndarray
    known: int
    eligible: int
    low: float
    high: float
    reach: float

    def cell(self, tile: int) -> tuple[int, int]:
        """Row and column of the middle of a tile given by its flat number."""
        row, col = divmod(tile, self.potential.shape[1])
        half = self.side // 2
        return min(row * self.side + half, self.grid.rows - 1), min(
            col * self.side + half, self.grid.cols - 1
        )


@dataclass(frozen=True)
class _Tiles:
    total: np.ndarray
    has: np.ndarray
    known: int
    eligible: int
    low: float
    high: float


def survey(
    read: ReadScores,
    grid: Grid,
    min_score: float,
    cells: int,
    pool: tuple[Executor, int],
    at: Callable[[float], None],
) -> Survey:
    """Sum up the eligible scores of a raster in tiles, and around each tile over regions of so many cells."""
    reach = math.sqrt(cells)
    side = max(1, int(reach / _TILES_A_SIDE), math.ceil(math.sqrt(grid.cells / _MOST_TILES)))
    shape = -(-grid.rows // side), -(-grid.cols // side)
    total, has = np.zeros(shape, np.float32), np.zeros(shape, bool)
    windows = list(grid.blocks(max(side, BLOCK // side * side)))
    known = eligible = 0
    low, high = math.nan, math.nan
    for done, (window, part) in enumerate(
        stream(lambda w: _tiles(read(w), min_score, side), windows, *pool), start=1
    ):
        top, left = window.row // side, window.col // side
        own = slice(top, top + part.has.shape[0]), slice(left, left + part.has.shape[1])
        total[own], has[own] = part.total, part.has
        known, eligible = known + part.known, eligible + part.eligible
        low, high = float(np.fmin(low, part.low)), float(np.fmax(high, part.high))
        at(done / len(windows))
    around = _around(total, reach / side)
    return Survey(grid, side, np.where(has, around, -np.inf), known, eligible, low, high, reach)


def _tiles(scores: np.ndarray, min_score: float, side: int) -> _Tiles:
    is_open = scores >= np.float32(min_score)
    known = int(np.count_nonzero(scores == scores))
    eligible = int(np.count_nonzero(is_open))
    rows, cols = (np.arange(0, n, side) for n in scores.shape)
    if not eligible:
        high = float(np.nanmax(scores)) if known else math.nan
        shape = len(rows), len(cols)
        return _Tiles(np.zeros(shape), np.zeros(shape, bool), known, 0, math.nan, high)
    high, low = float(np.nanmax(scores)), float(np.min(scores, where=is_open, initial=np.inf))
    total = np.add.reduceat(np.where(is_open, scores, np.float32(0)), rows, axis=0, dtype=float)
    has = np.logical_or.reduceat(np.logical_or.reduceat(is_open, rows, axis=0), cols, axis=1)
    return _Tiles(np.add.reduceat(total, cols, axis=1), has, known, eligible, low, high)


def _around(total: np.ndarray, tiles: float) -> np.ndarray:
    """Sum over a square of so many tiles a side (at least the tile itself) around each."""
    size = max(1, round(tiles) // 2 * 2 + 1)
    return ndimage.uniform_filter(total.astype(float), size, mode="constant") * float(size) ** 2


class Picker:
    """Picks tiles to grow from, each once.

    Parameters
    ----------
    found : Survey
    zone : int64 array of the tiles' shape, or None
        Zone of each tile, -1 for none.
    """

    def __init__(self, found: Survey, zone: np.ndarray | None = None) -> None:
        self._found, self._zone = found, zone
        self._left = found.potential.copy()

    def pick(self, count: int, apart: float, per_zone: int | None = None) -> list[int]:
        """Pick tiles far enough apart, the one with the largest potential first.

        Parameters
        ----------
        count : int
            At most so many.
        apart : float
            Least distance of two of them, cells.
        per_zone : int or None
            At most so many in a zone.

        Returns
        -------
        list of int
            Flat numbers of tiles; what lies close to them is not picked again.
        """
        left = self._left.copy()
        picked: list[int] = []
        in_zone: dict[int, int] = {}
        while len(picked) < count:
            tile = int(np.argmax(left))
            if not left.flat[tile] > -np.inf:
                break
            picked.append(tile)
            self._clear(left, tile, apart)
            if self._zone is None or per_zone is None:
                continue
            zone = int(self._zone.flat[tile])
            in_zone[zone] = in_zone.get(zone, 0) + 1
            if zone >= 0 and in_zone[zone] == per_zone:
                left[self._zone == zone] = -np.inf
        for tile in picked:
            self._clear(self._left, tile, self._found.reach / 4)
        return picked

    def _clear(self, left: np.ndarray, tile: int, apart: float) -> None:
        """Leave nothing to pick within a distance (cells) of a tile."""
        radius = apart / self._found.side
        around = math.ceil(radius)
        row, col = divmod(tile, left.shape[1])
        top, west = max(row - around, 0), max(col - around, 0)
        part = left[top : row + around + 1, west : col + around + 1]
        y, x = np.ogrid[top - row : top - row + part.shape[0], west - col : west - col + part.shape[1]]
        part[(y * y + x * x < radius * radius) | ((y == 0) & (x == 0))] = -np.inf
