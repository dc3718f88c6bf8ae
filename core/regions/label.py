"""Connected components of a raster of any size: label block by block, then join labels across block edges."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..grid.grid import BLOCK, Grid, Window
from ..stream import stream
from .region import ReadScores


@dataclass(frozen=True)
class Components:
    """Edge-connected components of the cells at or above a score, one entry each.

    Attributes
    ----------
    cells : int64 array
    score_sum : float64 array
    box : int64 array, shape (n, 4)
        First row, first column, last row, last column.
    seed : int64 array, shape (n, 2)
        Row and column of one cell of the component.
    root : int64 array
        Component of each label of each block, blocks in row-major order.
    first : int64 array, shape (blocks,)
        Where each block's labels begin in ``root``.
    """

    cells: np.ndarray
    score_sum: np.ndarray
    box: np.ndarray
    seed: np.ndarray
    root: np.ndarray
    first: np.ndarray

    def window(self, i: int, grid: Grid) -> Window:
        """Bounding window of a component."""
        top, left, bottom, right = (int(v) for v in self.box[i])
        return Window(grid, top, left, bottom - top + 1, right - left + 1)


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
    labels, count = ndimage.label(scores >= np.float32(least))
    block = window.row // BLOCK * -(-window.grid.cols // BLOCK) + window.col // BLOCK
    start = int(found.first[block])
    is_own = np.zeros(count + 1, bool)
    is_own[1:] = found.root[start : start + count] == i
    return is_own[labels], scores


@dataclass(frozen=True)
class _Labelled:
    """A labelled block: per label statistics, and the labels along its four edges (0 where none)."""

    cells: np.ndarray
    score_sum: np.ndarray
    box: np.ndarray
    seed: np.ndarray
    north: np.ndarray
    south: np.ndarray
    west: np.ndarray
    east: np.ndarray


def components(read: ReadScores, grid: Grid, least: float, executor: Executor, workers: int) -> Components:
    """Find the components of cells with a score of at least ``least``.

    Memory grows with the number of components in blocks, not with the cells.
    """
    across = -(-grid.cols // BLOCK)
    parts: list[_Labelled] = []
    first = [0]
    pairs: list[np.ndarray] = []
    south: list[np.ndarray] = [np.empty(0, np.int64)] * across
    east = np.empty(0, np.int64)
    for window, block in stream(lambda w: _label(read(w), w, least), grid.blocks(), executor, workers):
        column = window.col // BLOCK
        offset = first[-1]
        if window.row:
            pairs.append(_touching(south[column], _global(block.north, offset)))
        if window.col:
            pairs.append(_touching(east, _global(block.west, offset)))
        south[column], east = _global(block.south, offset), _global(block.east, offset)
        parts.append(block)
        first.append(offset + len(block.cells))
    return _join(parts, np.array(first), pairs)


def _label(scores: np.ndarray, window: Window, least: float) -> _Labelled:
    is_open = scores >= np.float32(least)
    # Many blocks hold nothing, and to see that costs far less than to label them.
    labels, count = ndimage.label(is_open) if is_open.any() else (np.zeros(window.shape, np.int32), 0)
    own = np.flatnonzero(labels)
    label = np.take(labels, own)
    cells = np.bincount(label, minlength=count + 1)[1:]
    total = np.bincount(label, np.take(scores, own), minlength=count + 1)[1:]
    boxes = np.array(
        [(r.start, c.start, r.stop - 1, c.stop - 1) for r, c in ndimage.find_objects(labels)], np.int64
    ).reshape(-1, 4)
    # The first cell of a label, row by row, marks it: of several written to one place the last one stays.
    first = np.zeros(count + 1, np.int64)
    first[label[::-1]] = own[::-1]
    seed = np.stack(np.divmod(first[1:], window.cols), axis=1)
    shift = np.array([window.row, window.col])
    return _Labelled(
        cells, total, boxes + np.tile(shift, 2), seed + shift,
        labels[0].astype(np.int64), labels[-1].astype(np.int64),
        labels[:, 0].astype(np.int64), labels[:, -1].astype(np.int64),
    )  # fmt: skip


def _global(labels: np.ndarray, offset: int) -> np.ndarray:
    """Labels of a block as numbers of the whole grid, -1 where there is none."""
    return np.where(labels > 0, labels - 1 + offset, -1)


def _touching(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    both = (a >= 0) & (b >= 0)
    return np.unique(np.stack([a[both], b[both]], axis=1), axis=0)


def _join(parts: list[_Labelled], first: np.ndarray, pairs: list[np.ndarray]) -> Components:
    count = int(first[-1])
    cells, total, box, seed = (
        np.concatenate([getattr(p, n) for p in parts]) for n in ("cells", "score_sum", "box", "seed")
    )
    if not count:
        return Components(cells, total, box, seed, np.empty(0, np.int64), first[:-1])
    links = np.concatenate(pairs) if pairs else np.empty((0, 2), np.int64)
    graph = coo_matrix((np.ones(len(links), np.int8), (links[:, 0], links[:, 1])), shape=(count, count))
    n, root = connected_components(graph, directed=False)
    joined = np.empty((n, 4), np.int64)
    reducers: tuple[np.ufunc, ...] = (np.minimum, np.minimum, np.maximum, np.maximum)
    for k, reduce in enumerate(reducers):
        start = np.iinfo(np.int64).max if k < 2 else -1
        joined[:, k] = start
        reduce.at(joined[:, k], root, box[:, k])
    _, one = np.unique(root, return_index=True)
    sums = np.bincount(root, total, minlength=n)
    size = np.bincount(root, cells, minlength=n).astype(np.int64)
    return Components(size, sums, joined, seed[one], root.astype(np.int64), first[:-1])
