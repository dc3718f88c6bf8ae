"""Candidate regions: edge-connected cells within their limits, apart from each other, best first."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy import ndimage
from shapely import wkb
from shapely.geometry import box
from shapely.ops import unary_union
from wattbit.core.regions import runs
from wattbit.core.regions.blocks import Layers, label_block
from wattbit.core.regions.label import Join, components
from wattbit.core.regions.region import cells_between, make_region
from wattbit.tests.core.layers import grid_of

NAN = np.nan


def reader(values):
    """Reads windows of an array; beyond it nothing is eligible."""

    def read(window):
        out = np.full(window.shape, NAN, np.float32)
        top, left = max(window.row, 0), max(window.col, 0)
        bottom = min(window.row + window.rows, values.shape[0])
        right = min(window.col + window.cols, values.shape[1])
        if top < bottom and left < right:
            part = values[top:bottom, left:right]
            out[top - window.row : bottom - window.row, left - window.col : right - window.col] = part
        return out

    return read


def grid_for(values, cell=100):
    return grid_of((0, 0, values.shape[1] * cell, values.shape[0] * cell), cell)


def cells_of(region):
    """Set of (row, column) in the grid."""
    rows, cols = np.nonzero(region.cells)
    return set(zip((rows + region.window.row).tolist(), (cols + region.window.col).tolist()))


def labelled(values, least, threads=2):
    with ThreadPoolExecutor(threads) as pool:
        return components(reader(values), grid_for(values, 10), least, pool, threads)


@pytest.mark.parametrize("share", [0.3, 0.55, 0.62, 0.95])
def test_components_across_blocks_are_those_of_the_whole_raster(share):
    rng = np.random.default_rng(int(share * 100))
    values = np.where(rng.random((700, 1100)) < share, rng.uniform(0.5, 1, (700, 1100)), 0.2).astype(
        np.float32
    )
    values[rng.random(values.shape) < 0.05] = NAN
    found = labelled(values, 0.5)
    labels, count = ndimage.label(values >= 0.5)
    index = np.arange(1, count + 1)
    sums = ndimage.sum(np.where(labels > 0, values, 0).astype(float), labels, index)
    boxes = [(r.start, c.start, r.stop - 1, c.stop - 1) for r, c in ndimage.find_objects(labels)]
    expected = sorted(zip(boxes, np.bincount(labels.ravel())[1:].tolist(), np.round(sums, 3).tolist()))
    got = sorted(
        zip(map(tuple, found.box.tolist()), found.cells.tolist(), np.round(found.score_sum, 3).tolist())
    )
    assert [g[:2] for g in got] == [e[:2] for e in expected]
    assert [g[2] for g in got] == pytest.approx([e[2] for e in expected], abs=2e-3)
    assert all(labels[r, c] > 0 for r, c in found.seed)
    assert len({labels[r, c] for r, c in found.seed}) == count


def test_what_is_told_of_components_is_what_their_cells_hold():
    rng = np.random.default_rng(5)
    shape = 700, 1100
    values = ndimage.uniform_filter(rng.random(shape), 9).astype(np.float32)
    weight = rng.random(shape).astype(np.float32)
    weight[rng.random(shape) < 0.2] = NAN
    severity = rng.integers(0, 5, shape).astype(np.float32)
    severity[rng.random(shape) < 0.9] = NAN
    grid, smallest = grid_for(values, 10), 12
    join = Join(grid, smallest)
    for window in grid.blocks():
        part = (
            slice(window.row, window.row + window.rows),
            slice(window.col, window.col + window.cols),
        )
        layers = Layers([weight[part], None], [severity[part]])
        join.add(window, label_block(values[part], window, 0.52, smallest, layers))
    found = join.components()
    labels, count = ndimage.label(values >= np.float32(0.52))
    size = np.bincount(labels.ravel())
    kept = [i for i in range(1, count + 1) if size[i] >= smallest]
    assert 20 < len(kept) < count
    assert found.small == count - len(kept)
    assert len(found.cells) == len(kept)
    for i, (row, col) in enumerate(found.seed):
        own = labels == labels[row, col]
        assert found.cells[i] == np.count_nonzero(own)
        assert found.sums[i] == pytest.approx([np.nansum(weight[own], dtype=float), 0])
        known = severity[own][~np.isnan(severity[own])]
        assert found.peaks[i][0] == (known.max() if known.size else pytest.approx(NAN, nan_ok=True))


def test_a_region_is_a_component_only_where_it_has_all_of_its_cells():
    # Two areas of four cells whose boxes and numbers are the same: an L and its mirror image, interlocked.
    values = np.array([[1, 1, 1, 0],
                       [1, 0, 0, 1],
                       [0, 1, 1, 1]], np.float32)  # fmt: skip
    found, grid = labelled(values, 0.5), grid_for(values, 10)
    labels, _ = ndimage.label(values)
    for i, (row, col) in enumerate(found.seed):
        cells = labels == labels[row, col]
        assert found.index_of(make_region(grid.whole, cells, values)) == i
        cells[row, col] = False
        assert found.index_of(make_region(grid.whole, cells, values)) is None


def test_a_snake_through_many_blocks_is_one_component():
    values = np.zeros((1100, 1100), np.float32)
    values[::4] = 1
    for row in range(0, 1096, 4):
        values[row : row + 4, -1 if row % 8 == 0 else 0] = 1
    assert labelled(values, 0.5).cells.tolist() == [np.count_nonzero(values)]


def test_cells_that_meet_at_a_corner_are_two_components():
    assert sorted(labelled(np.array([[1, 0], [0, 1]], np.float32), 0.5).cells.tolist()) == [1, 1]


def test_a_cell_right_at_the_least_score_counts():
    values = np.array([[0.6, 0.59999, NAN, 0.7]], np.float32)
    assert labelled(values, 0.6).cells.tolist() == [1, 1]


def test_nothing_eligible_gives_no_component():
    assert labelled(np.full((5, 5), NAN, np.float32), 0.5).cells.size == 0


@pytest.mark.parametrize(
    ("least_ha", "most_ha", "cells"),
    [
        (0, None, (1, math.inf)),
        (10, 100, (10, 100)),
        (9.5, 10.5, (10, 10)),
        (0.3, 0.7, (1, 0)),
        (0.1, 1, (1, 1)),
    ],
)
def test_areas_become_whole_cells_inside_the_limits(least_ha, most_ha, cells):
    assert cells_between(least_ha, most_ha, grid_of((0, 0, 1000, 1000), 100)) == cells


def test_a_hundred_hectares_of_25_m_cells_are_1600_cells():
    assert cells_between(100, 100, grid_of((0, 0, 1000, 1000), 25)) == (1600, 1600)


def region_of(mask, cell=100):
    mask = np.asarray(mask, bool)
    return make_region(grid_for(mask, cell).whole, mask, np.ones(mask.shape, np.float32))


def test_outlines_follow_the_edges_of_their_cells_exactly():
    rng = np.random.default_rng(5)
    for _ in range(10):
        labels, _ = ndimage.label(rng.random((20, 25)) < 0.62)
        mask = labels == np.bincount(labels.ravel())[1:].argmax() + 1
        region = region_of(mask, 30)
        outline = wkb.loads(region.polygon_wkb())
        whole = grid_for(mask, 30).whole
        squares = [
            box(whole.x()[c] - 15, whole.y()[r] - 15, whole.x()[c] + 15, whole.y()[r] + 15)
            for r, c in np.argwhere(mask)
        ]
        expected = unary_union(squares)
        assert outline.is_valid
        assert outline.area == region.count * 900
        assert outline.symmetric_difference(expected).area == 0
        assert region.perimeter_m == pytest.approx(expected.length)


@pytest.mark.parametrize(
    ("mask", "perimeter", "compactness"),
    [
        ([[1]], 400, math.pi / 4),
        ([[1, 1], [1, 1]], 800, math.pi / 4),
        ([[1, 1]], 600, 4 * math.pi * 2 / 36),
        ([[1, 1, 1], [1, 0, 1], [1, 1, 1]], 1600, 4 * math.pi * 8 / 256),  # the hole's outline counts
    ],
)
def test_perimeter_and_compactness_by_hand(mask, perimeter, compactness):
    region = region_of(mask)
    assert region.perimeter_m == perimeter
    assert region.compactness == pytest.approx(compactness)


def test_the_centroid_is_the_mean_of_the_cell_centres():
    # Cells at (50, 150), (50, 50), (150, 50).
    assert region_of([[1, 0], [1, 1]]).centroid == pytest.approx((250 / 3, 250 / 3))


def test_a_region_is_cropped_to_its_cells():
    mask = np.zeros((9, 9), bool)
    mask[3:5, 6] = True
    region = region_of(mask)
    assert (region.window.row, region.window.col, region.window.shape) == (3, 6, (2, 1))
    assert region.cells.all()


@pytest.mark.parametrize("most_runs", [0, 10**9])
@pytest.mark.parametrize("share", [0.0, 0.2, 0.6, 0.9, 1.0])
def test_areas_of_runs_are_those_of_labelled_cells(share, most_runs, monkeypatch):
    monkeypatch.setattr(runs, "_MOST_RUNS", most_runs)
    is_open = np.random.default_rng(8).random((90, 130)) < share
    labels, count = ndimage.label(is_open)
    found = runs.find_runs(is_open)
    assert found.count == count
    own = np.full(is_open.shape, -1)
    own.ravel()[found.own] = np.repeat(found.area, found.length)
    assert np.array_equal(own, labels - 1)  # counted in the same order too
    keep = np.arange(count) % 3 == 1
    some = found.take(keep)
    assert np.array_equal(np.sort(some.own), np.flatnonzero(np.isin(labels, np.flatnonzero(keep) + 1)))
    assert some.cells.tolist() == np.bincount(labels.ravel(), minlength=count + 1)[1:][keep].tolist()
