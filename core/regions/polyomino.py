"""Every connected region of a few cells on a small grid: all fixed polyominoes at all places."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from ..grid.grid import Grid
from .pool import Pool, merge_pools, uniform_pool

#: A pool of every region is made when the grid has at most so many cells and regions at most so many.
GRID_CELLS, REGION_CELLS = 400, 6

Shape = tuple[tuple[int, int], ...]


@cache
def polyominoes(cells: int) -> tuple[Shape, ...]:
    """All fixed polyominoes of so many cells (turned and mirrored ones are different), sorted.

    Returns
    -------
    tuple of shapes
        Each a sorted tuple of (row, column), from (0, 0) of its bounding box. 1, 2, 6, 19, 63, 216
        for 1 to 6 cells: sequence A001168 of the On-Line Encyclopedia of Integer Sequences.
    """
    if cells == 1:
        return (((0, 0),),)
    found = set()
    for shape in polyominoes(cells - 1):
        own = set(shape)
        for r, c in shape:
            for cell in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if cell not in own:
                    found.add(_moved_home(own | {cell}))
    return tuple(sorted(found))


def _moved_home(cells: set[tuple[int, int]]) -> Shape:
    top, left = min(r for r, _ in cells), min(c for _, c in cells)
    return tuple(sorted((r - top, c - left) for r, c in cells))


def every_region(is_eligible: np.ndarray, cells: int) -> np.ndarray:
    """Every edge-connected set of so many eligible cells.

    Parameters
    ----------
    is_eligible : bool array, shape (rows, cols)
    cells : int

    Returns
    -------
    int64 array, shape (regions, cells)
        Flat cell numbers, row * cols + column, rising in each region.
    """
    rows, cols = is_eligible.shape
    flat = is_eligible.ravel()
    parts = [np.empty((0, cells), np.int64)]
    for shape in polyominoes(cells):
        r, c = np.array(shape).T
        tall, wide = rows - r.max(), cols - c.max()
        if tall < 1 or wide < 1:
            continue
        corner = (np.arange(tall)[:, None] * cols + np.arange(wide)).ravel()
        placed = corner[:, None] + (r * cols + c)
        parts.append(placed[flat[placed].all(axis=1)])
    return np.concatenate(parts)


def complete_pool(scores: np.ndarray, grid: Grid, min_score: float, sizes: tuple[int, int]) -> Pool:
    """Every region of a small grid with at least and at most so many cells.

    Parameters
    ----------
    scores : float32 array, shape (rows, cols)
        Of the whole grid, NaN where not eligible.
    """
    is_eligible = scores >= np.float32(min_score)
    pools = []
    for cells in range(sizes[0], sizes[1] + 1):
        found = every_region(is_eligible, cells)
        pools.append(uniform_pool(grid, found, scores.ravel()[found]))
    return replace(merge_pools(*pools), is_complete=True)
