"""Whole connected areas as candidates: what regions are where no largest area is asked for."""

from __future__ import annotations

import math
from typing import Callable

import numpy as np
from scipy import ndimage

from ..grid.grid import BLOCK, Window
from ..progress import Steps
from ..stream import stream
from .blocks import label_block
from .label import Components, Join, component_cells
from .pool import Pool
from .region import Region, make_region
from .runs import find_runs
from .scene import Scene
from .zones import Zones


def connected_areas(scene: Scene, min_score: float, least: int, at: Callable[[float], None]) -> Components:
    """The connected areas of a raster, those of fewer cells than ``least`` counted only; can be cancelled."""
    join, windows = Join(scene.grid, least), list(scene.grid.blocks())
    for done, (window, block) in enumerate(
        stream(
            lambda w: label_block(scene.read(w), w, min_score, least), windows, scene.executor, scene.workers
        )
    ):
        join.add(window, block)
        at(done / len(windows))
    return join.components()


def area_pool(
    scene: Scene, found: Components, min_score: float, least: int, zones: Zones | None, steps: Steps
) -> Pool:
    """A pool of the connected areas of at least so many cells. Memory grows with their number, not with their size."""
    grid, fits = scene.grid, np.flatnonzero(found.cells >= least)
    count = found.cells[fits]
    y, x = ((found.place_sum[fits] / count[:, None] + 0.5) * (grid.dy, grid.dx)).T
    cells = found.seed[fits, 0].astype(np.int64) * grid.cols + found.seed[fits, 1]
    unknown, order = np.full(len(fits), math.nan), np.arange(len(fits))
    zone = np.full(len(fits), -1, np.int64)
    if zones is not None:
        place = np.full(len(found.cells), -1, np.int64)
        place[fits] = order
        _find_zones(scene, found, min_score, place, zones, zone, steps)
    return Pool(
        grid, cells, unknown.astype(np.float32), order, np.ones(len(fits), np.int64), count,
        found.score_sum[fits], unknown, unknown, x, y, np.zeros(len(fits)), zone,
        cut=lambda i: cut_area(scene, found, int(fits[i]), min_score),
    )  # fmt: skip


def _find_zones(
    scene: Scene, found: Components, min_score: float, place: np.ndarray, zones: Zones, out: np.ndarray, steps: Steps
) -> None:  # fmt: skip
    """Put the zone that holds most cells of each area at its place in ``out``; of equals the first."""

    def pairs(window: Window) -> tuple[np.ndarray, np.ndarray]:
        own, row, col = _member_cells(scene, found, min_score, place, window)
        zone = zones.at(row + window.row, col + window.col)
        inside = zone >= 0
        return np.unique(own[inside] * zones.count + zone[inside], return_counts=True)

    keys, counts = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    windows = list(scene.grid.blocks())
    for done, (_, (key, count)) in enumerate(stream(pairs, windows, scene.executor, scene.workers)):
        keys.append(key)
        counts.append(count)
        steps.at(done / len(windows))
    key, member = np.unique(np.concatenate(keys), return_inverse=True)
    held = np.bincount(member.reshape(-1), np.concatenate(counts), minlength=len(key))
    area, zone = np.divmod(key, zones.count)
    best = np.lexsort((zone, -held, area))
    area, first = np.unique(area[best], return_index=True)
    out[area] = zone[best][first]


def fertile_tiles(
    scene: Scene, found: Components, min_score: float, side: int, at: Callable[[float], None]
) -> np.ndarray:
    """Which tiles of so many cells a side hold a cell of one of the areas, bool."""
    grid = scene.grid
    shape = -(-grid.rows // side), -(-grid.cols // side)
    out = np.zeros(shape, bool)
    place = np.zeros(len(found.cells), np.int64)
    windows = list(grid.blocks())
    work = lambda w: _member_cells(scene, found, min_score, place, w)[1:]  # noqa: E731
    for done, (window, (row, col)) in enumerate(stream(work, windows, scene.executor, scene.workers)):
        out[(row + window.row) // side, (col + window.col) // side] = True
        at(done / len(windows))
    return out


def _member_cells(
    scene: Scene, found: Components, min_score: float, place: np.ndarray, window: Window
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cells of a block in areas with a place: the place, row and column in the window."""
    runs = find_runs(scene.read(window) >= np.float32(min_score))
    # Several areas of a block may be one, which meets itself in another block.
    place_of = np.r_[place, -1][found.in_block(window, runs.count)]
    own = np.repeat(place_of[runs.area], runs.length)
    row, col = np.divmod(runs.own[own >= 0], window.cols)
    return own[own >= 0], row, col


def cut_area(scene: Scene, found: Components, i: int, min_score: float) -> Region:
    """Cut out an area: at once where it is small, block by block where its box is larger than a block."""
    box = found.window(i, scene.grid)
    if box.rows * box.cols <= BLOCK * BLOCK:
        scores = scene.read(box)
        labels, _ = ndimage.label(scores >= np.float32(min_score))
        row, col = found.seed[i] - (box.row, box.col)
        return make_region(box, labels == labels[row, col], scores)
    cells = np.zeros(box.shape, bool)
    low, high = math.inf, -math.inf
    for block in scene.grid.blocks():
        top, left = max(block.row, box.row), max(block.col, box.col)
        bottom, right = (
            min(block.row + block.rows, box.row + box.rows),
            min(block.col + block.cols, box.col + box.cols),
        )
        if top >= bottom or left >= right:
            continue
        own, scores = component_cells(found, i, scene.read, block, min_score)
        if own.any():
            low, high = min(low, float(scores[own].min())), max(high, float(scores[own].max()))
            part = own[top - block.row : bottom - block.row, left - block.col : right - block.col]
            cells[top - box.row : bottom - box.row, left - box.col : right - box.col] = part
    return Region(box, cells, float(found.score_sum[i]), low, high)
