"""Label one block: its connected areas, what each holds, and where it goes on in the next block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from ..grid.grid import Window

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
        Number of each area as ``scipy.ndimage.label`` gives it in this block.
    cells : int32 array
    score_sum : float64 array
    box : int32 array, shape (n, 4)
        First row, first column, last row, last column, in the grid.
    seed : int32 array, shape (n, 2)
        Row and column of the first cell, in the grid.
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
    is_open = scores >= np.float32(least)
    # Many blocks hold nothing, and to see that costs far less than to label them.
    labels, count = ndimage.label(is_open) if is_open.any() else (np.zeros(window.shape, np.int32), 0)
    own = np.flatnonzero(labels)
    label = np.take(labels, own)
    size = np.bincount(label, minlength=count + 1)
    is_kept = size >= smallest
    for edge in (labels[0], labels[-1], labels[:, 0], labels[:, -1]):
        is_kept[edge] = True  # it may go on in the next block
    is_kept[0] = False
    kept = np.flatnonzero(is_kept)
    number = np.cumsum(is_kept) - 1
    number[~is_kept] = -1
    area = np.take(number, label)
    if len(kept) < count:
        inner = np.flatnonzero(area >= 0)
        own, area = own[inner], area[inner]
    return Labelled(
        count - len(kept), kept.astype(np.int32), size[kept].astype(np.int32), _total(scores, own, area, len(kept)),
        _boxes(labels, kept, window), _seeds(own, area, len(kept), window), *_told(layers, own, area, len(kept)),
        number[labels[0]], number[labels[-1]], number[labels[:, 0]], number[labels[:, -1]],
    )  # fmt: skip


def _total(values: np.ndarray, own: np.ndarray, area: np.ndarray, count: int) -> np.ndarray:
    """Sum by area, float64, NaN left out."""
    part = np.take(values, own)
    total = np.bincount(area, part, minlength=count)
    if np.isnan(total).any():
        total = np.bincount(area, np.where(np.isnan(part), np.float32(0), part), minlength=count)
    return total


def _boxes(labels: np.ndarray, kept: np.ndarray, window: Window) -> np.ndarray:
    found = ndimage.find_objects(labels) if len(kept) else []
    boxes = [(r.start, c.start, r.stop - 1, c.stop - 1) for r, c in (found[k - 1] for k in kept)]
    corner = np.array([window.row, window.col], np.int32)
    return np.array(boxes, np.int32).reshape(-1, 4) + np.tile(corner, 2)


def _seeds(own: np.ndarray, area: np.ndarray, count: int, window: Window) -> np.ndarray:
    # The first cell of an area, row by row, marks it: of several written to one place the last one stays.
    first = np.zeros(count, np.int64)
    first[area[::-1]] = own[::-1]
    place = np.stack(np.divmod(first, window.cols), axis=1) + np.array([window.row, window.col])
    return place.astype(np.int32)


def _told(layers: Layers, own: np.ndarray, area: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    sums = np.zeros((count, len(layers.sums)))
    peaks = np.full((count, len(layers.peaks)), np.nan)
    if count > _MOST_TOLD:
        sums[:] = np.nan
    if not 0 < count <= _MOST_TOLD:
        return sums, peaks
    for k, values in enumerate(layers.sums):
        if values is not None:
            sums[:, k] = _total(values, own, area, count)
    if peaks.size:
        order = np.argsort(area, kind="stable")
        begin = np.searchsorted(area[order], np.arange(count))
        for k, values in enumerate(layers.peaks):
            if values is not None:
                peaks[:, k] = np.fmax.reduceat(np.take(values, own[order]), begin)
    return sums, peaks
