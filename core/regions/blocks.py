"""Label one block: its connected areas, what each holds, and where it goes on in the next block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..grid.grid import Window
from .runs import Runs, find_runs

#: A block of more areas than this is speckle: what is told of each would outgrow the cells.
_MOST_TOLD = 2000


@dataclass(frozen=True)
class Layers:
    """What is told of every area beside its score, as arrays of one window.

    Attributes
    ----------
    sums : sequence of arrays or None
        Added up over the area's cells, NaN left out; None adds nothing.
    peaks : sequence of arrays or None
        The largest value among the area's cells, NaN where it knows none.
    """

    sums: Sequence[np.ndarray | None] = ()
    peaks: Sequence[np.ndarray | None] = ()


@dataclass(frozen=True)
class Labelled:
    """The areas of a labelled block.

    Areas that end inside the block and are too small to be wanted are only counted.

    Attributes
    ----------
    small : int
        How many were only counted.
    local : int32 array, shape (n,)
        Number of each area among all of the block, as ``find_runs`` gives it.
    cells : int32 array
    score_sum : float64 array
    box : int32 array, shape (n, 4)
        First row, first column, last row, last column, in the grid.
    seed : int32 array, shape (n, 2)
        Row and column of the first cell, in the grid.
    place_sum : float64 array, shape (n, 2)
        Sums of the cells' rows and of their columns, in the grid.
    sums : float64 array, shape (n, sums)
        NaN where there are too many areas in the block to tell of each.
    peaks : float64 array, shape (n, peaks)
    north, south, west, east : int64 arrays
        Areas along the four edges, counted from 0, -1 where there is none.
    """

    small: int
    local: np.ndarray
    cells: np.ndarray
    score_sum: np.ndarray
    box: np.ndarray
    seed: np.ndarray
    place_sum: np.ndarray
    sums: np.ndarray
    peaks: np.ndarray
    north: np.ndarray
    south: np.ndarray
    west: np.ndarray
    east: np.ndarray


def label_block(
    scores: np.ndarray, window: Window, least: float, smallest: int = 1, layers: Layers = Layers()
) -> Labelled:
    """Label the cells of a block with a score of at least ``least``.

    Parameters
    ----------
    scores : float32 array of the window's shape
        NaN where not eligible.
    smallest : int
        Areas of fewer cells are not wanted.
    """
    runs = find_runs(scores >= np.float32(least))
    rows, cols = window.shape
    # An area at an edge may go on in the next block.
    is_kept = runs.cells >= smallest
    row, col = np.divmod(runs.start, cols)
    last = runs.end - row * cols
    is_kept[runs.area[(row == 0) | (row == rows - 1) | (col == 0) | (last == cols - 1)]] = True
    held = runs.take(is_kept)
    row, col = np.divmod(held.start, cols)
    last = held.end - row * cols
    box = [
        *(held.reduced(np.minimum.reduceat, v) + c for v, c in ((row, window.row), (col, window.col))),
        *(held.reduced(np.maximum.reduceat, v) + c for v, c in ((row, window.row), (last, window.col))),
    ]
    first = held.reduced(np.minimum.reduceat, held.start)
    seed = np.stack(np.divmod(first, cols), axis=1) + np.array([window.row, window.col])
    return Labelled(
        runs.count - held.count,
        np.flatnonzero(is_kept).astype(np.int32),
        held.cells.astype(np.int32),
        held.total(scores),
        np.stack(box, axis=1).astype(np.int32),
        seed.astype(np.int32),
        _place_sum(held, row + window.row, (col + last) / 2 + window.col),
        *_told(layers, held),
        *_edges(held, row, col, last, window.shape),
    )


def _place_sum(held: Runs, row: np.ndarray, col: np.ndarray) -> np.ndarray:
    """Sums of rows and columns of each area's cells, of the middles of its runs."""
    sums = [np.bincount(held.area, v * held.length, minlength=held.count) for v in (row, col)]
    return np.stack(sums, axis=1)


def _told(layers: Layers, held: Runs) -> tuple[np.ndarray, np.ndarray]:
    sums = np.zeros((held.count, len(layers.sums)))
    peaks = np.full((held.count, len(layers.peaks)), np.nan)
    if held.count > _MOST_TOLD:
        sums[:] = np.nan
    if not 0 < held.count <= _MOST_TOLD:
        return sums, peaks
    for k, values in enumerate(layers.sums):
        if values is not None:
            sums[:, k] = held.total(values)
    for k, values in enumerate(layers.peaks):
        if values is not None:
            peaks[:, k] = held.peak(values)
    return sums, peaks


def _edges(
    held: Runs, row: np.ndarray, col: np.ndarray, last: np.ndarray, shape: tuple[int, int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Areas along the north, south, west and east edge, -1 where there is none."""
    rows, cols = shape
    north, south = np.full(cols, -1), np.full(cols, -1)
    west, east = np.full(rows, -1), np.full(rows, -1)
    for edge, at in ((north, 0), (south, rows - 1)):
        for i in np.flatnonzero(row == at):
            edge[col[i] : last[i] + 1] = held.area[i]
    for edge, is_there in ((west, col == 0), (east, last == cols - 1)):
        edge[row[is_there]] = held.area[is_there]
    return north, south, west, east
