"""Connected components of a raster of any size: label block by block, then join labels across block edges."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..grid.grid import Grid, Window
from ..stream import stream
from .blocks import Labelled, label_block
from .region import ReadScores, Region
from .runs import find_runs


@dataclass(frozen=True)
class Components:
    """Edge-connected components of the cells at or above a score, one entry each.

    Attributes
    ----------
    small : int
        Components too small to be wanted that are counted only; the arrays know nothing of them.
    cells : int64 array
    score_sum : float64 array
    box : int32 array, shape (n, 4)
        First row, first column, last row, last column.
    seed : int32 array, shape (n, 2)
        Row and column of one cell of the component.
    place_sum : float64 array, shape (n, 2)
        Sums of the cells' rows and of their columns.
    sums, peaks : float64 arrays, shape (n, sums) and (n, peaks)
        What was told of them beside, see ``Layers``.
    root : int32 array
        Component of each area of each block, blocks in row-major order.
    local : int32 array
        Number of each area among those of its block.
    first : int64 array, shape (blocks + 1,)
        Where each block's areas begin in ``root``.
    """

    small: int
    cells: np.ndarray
    score_sum: np.ndarray
    box: np.ndarray
    seed: np.ndarray
    place_sum: np.ndarray
    sums: np.ndarray
    peaks: np.ndarray
    root: np.ndarray
    local: np.ndarray
    first: np.ndarray

    def window(self, i: int, grid: Grid) -> Window:
        """Bounding window of a component."""
        top, left, bottom, right = (int(v) for v in self.box[i])
        return Window(grid, top, left, bottom - top + 1, right - left + 1)

    def in_block(self, window: Window, count: int) -> np.ndarray:
        """Component of each of the areas that ``find_runs`` tells of a block, int64, -1 where it was not kept."""
        grid, side = window.grid, window.grid.block_side
        block = window.row // side * -(-grid.cols // side) + window.col // side
        areas = slice(*self.first[block : block + 2])
        out = np.full(count, -1, np.int64)
        out[self.local[areas]] = self.root[areas]
        return out

    def is_told(self, i: int) -> bool:
        """Whether all that was to be told of a component was told in every block."""
        return not np.isnan(self.sums[i]).any()

    def index_of(self, region: Region) -> int | None:
        """The component that has exactly the cells of a region, connected and all at or above the least score."""
        w = region.window
        box = (w.row, w.col, w.row + w.rows - 1, w.col + w.cols - 1)
        alike = np.flatnonzero((self.cells == region.count) & (self.box == box).all(axis=1))
        # A connected region that holds a cell of a component lies within it; of as many cells, it is all of it.
        return next((int(i) for i in alike if region.holds(*map(int, self.seed[i]))), None)


def component_cells(
    found: Components, i: int, read: ReadScores, window: Window, least: float
) -> tuple[np.ndarray, np.ndarray]:
    """Which cells of a block belong to a component.

    Parameters
    ----------
    window : Window
        A block of the grid, as ``Grid.blocks`` gives them.

    Returns
    -------
    cells : bool array of the window's shape
    scores : float32 array of the window's shape
    """
    scores = read(window)
    runs = find_runs(scores >= np.float32(least))
    cells = np.zeros(window.shape, bool)
    cells.ravel()[runs.take(found.in_block(window, runs.count) == i).own] = True
    return cells, scores


def components(
    read: ReadScores, grid: Grid, least: float, executor: Executor, workers: int, smallest: int = 1
) -> Components:
    """Find the components of cells with a score of at least ``least`` in a raster.

    Memory grows with the number of components in blocks, not with the cells.

    Parameters
    ----------
    smallest : int
        Components of fewer cells are counted only.
    """
    join = Join(grid, smallest)
    for window, block in stream(
        lambda w: label_block(read(w), w, least, smallest), grid.blocks(), executor, workers
    ):
        join.add(window, block)
    return join.components()


class Join:
    """Joins the areas of blocks, which come in row-major order, into components."""

    def __init__(self, grid: Grid, smallest: int = 1) -> None:
        self._smallest = smallest
        self._parts: list[Labelled] = []
        self._first = [0]
        self._pairs = [np.empty((0, 2), np.int64)]
        self._south: list[np.ndarray] = [np.empty(0, np.int64)] * -(-grid.cols // grid.block_side)
        self._east = np.empty(0, np.int64)

    def add(self, window: Window, block: Labelled) -> None:
        """Add the next block."""
        column, offset = window.col // window.grid.block_side, self._first[-1]
        if window.row:
            self._pairs.append(_touching(self._south[column], _global(block.north, offset)))
        if window.col:
            self._pairs.append(_touching(self._east, _global(block.west, offset)))
        self._south[column], self._east = _global(block.south, offset), _global(block.east, offset)
        self._parts.append(block)
        self._first.append(offset + len(block.cells))

    def components(self) -> Components:
        """The components of all blocks, in the order in which their first areas came."""
        count = self._first[-1]
        n, root = _roots(count, np.concatenate(self._pairs)) if count else (0, np.empty(0, np.int64))
        # Areas sorted by component, in the order in which they came, and where each component begins.
        order = np.argsort(root, kind="stable")
        begin = np.searchsorted(root[order], np.arange(n))

        def joined(name: str, reduceat: Callable[..., np.ndarray]) -> np.ndarray:
            values = self._all(name)[order]
            return reduceat(values, begin, axis=0) if n else values

        low, high = joined("box", np.minimum.reduceat), joined("box", np.maximum.reduceat)
        found = Components(
            sum(p.small for p in self._parts),
            joined("cells", partial(np.add.reduceat, dtype=np.int64)),
            joined("score_sum", np.add.reduceat),
            np.hstack([low[:, :2], high[:, 2:]]),
            self._all("seed")[order][begin],
            joined("place_sum", np.add.reduceat),
            joined("sums", np.add.reduceat),
            joined("peaks", np.fmax.reduceat),
            root.astype(np.int32, copy=False),
            self._all("local"),
            np.array(self._first),
        )
        return found if self._smallest == 1 else _large_enough(found, self._smallest)

    def _all(self, name: str) -> np.ndarray:
        return np.concatenate([getattr(p, name) for p in self._parts])


def _global(areas: np.ndarray, offset: int) -> np.ndarray:
    """Areas of a block as numbers of the whole grid, -1 where there is none."""
    return np.where(areas >= 0, areas + offset, -1)


def _roots(count: int, links: np.ndarray) -> tuple[int, np.ndarray]:
    """Number of components of linked areas, and the component of each."""
    ones = np.ones(len(links), np.int8)
    graph = coo_matrix((ones, (links[:, 0], links[:, 1])), shape=(count, count))
    return connected_components(graph, directed=False)  # type: ignore[no-any-return]


def _touching(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    both = (a >= 0) & (b >= 0)
    return np.unique(np.stack([a[both], b[both]], axis=1), axis=0)


def _large_enough(found: Components, smallest: int) -> Components:
    """Count the small components only."""
    keep = found.cells >= smallest
    number = np.where(keep, np.cumsum(keep) - 1, -1).astype(np.int32)
    names = ("cells", "score_sum", "box", "seed", "place_sum", "sums", "peaks")
    parts = {n: getattr(found, n)[keep] for n in names}
    small = found.small + int(np.count_nonzero(~keep))
    return replace(found, small=small, root=number[found.root], **parts)
