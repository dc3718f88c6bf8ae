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
from wattbit.core.regions.choose import Wanted, choose_regions
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


def choose(values, cell=100, threads=2, **wanted):
    values = np.asarray(values, np.float32)
    with ThreadPoolExecutor(threads) as pool:
        return choose_regions(reader(values), grid_for(values, cell), Wanted(**wanted), pool, threads)


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


def test_nothing_eligible_gives_no_component_and_no_region():
    assert labelled(np.full((5, 5), NAN, np.float32), 0.5).cells.size == 0
    chosen = choose(np.full((5, 5), NAN), count=3)
    assert (chosen.regions, chosen.components) == ([], 0)


FIELD = [
    [0.9, 0.9, 0, 0.8, 0],
    [0.9, 0, 0, 0.8, 0],
    [0, 0, 0, 0.8, 0.8],
    [0.7, 0, 0, 0, 0],
    [0.7, 0, 0.6, 0, 1.0],
]  # sums 2.7 (3 cells), 3.2 (4), 1.4 (2), .6 (1), 1.0 (1)


def test_whole_components_are_ranked_by_the_sum_of_their_scores():
    chosen = choose(FIELD, count=9, min_score=0.5)
    assert [r.count for r in chosen.regions] == [4, 3, 2, 1, 1]
    assert [r.score_sum for r in chosen.regions] == pytest.approx([3.2, 2.7, 1.4, 1.0, 0.6])
    assert (chosen.components, chosen.too_small, chosen.split) == (5, 0, 0)
    best = chosen.regions[0]
    assert cells_of(best) == {(0, 3), (1, 3), (2, 3), (2, 4)}
    assert (best.score_mean, best.score_min, best.score_max) == pytest.approx((0.8, 0.8, 0.8))
    assert best.area_ha == 4


def test_the_least_area_drops_the_small_and_counts_them():
    chosen = choose(FIELD, count=9, min_score=0.5, min_area_ha=2)
    assert [r.count for r in chosen.regions] == [4, 3, 2]
    assert (chosen.components, chosen.too_small) == (5, 2)


def test_no_more_regions_than_wanted():
    assert [r.count for r in choose(FIELD, count=2, min_score=0.5).regions] == [4, 3]


def test_centroids_keep_their_spacing_to_the_metre():
    # Centroids in x, y: the 4 cells (375, 325), the 3 cells (83.3, 416.7), the 1.0 cell (450, 50).
    first, second = (375, 325), (250 / 3, 1250 / 3)
    apart = math.dist(first, second)
    assert len(choose(FIELD, count=2, min_score=0.8, min_spacing_m=apart - 0.01).regions) == 2
    chosen = choose(FIELD, count=2, min_score=0.8, min_spacing_m=apart + 0.01)
    assert [r.count for r in chosen.regions] == [4]
    assert chosen.regions[0].centroid == pytest.approx(first)


def test_spacing_does_not_stop_the_search_at_the_number_wanted():
    # Two good cells side by side but for a gap, and a poorer one far away: the second place goes to it.
    chosen = choose([[1, 0, 0.9, 0, 0, 0, 0, 0, 0.6]], count=2, min_score=0.5, min_spacing_m=500)
    assert [round(r.score_sum, 2) for r in chosen.regions] == [1, 0.6]


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


def is_connected(cells):
    return ndimage.label(cells)[1] == 1


def smooth(rows, cols, seed):
    noise = ndimage.gaussian_filter(np.random.default_rng(seed).random((rows, cols)), 6)
    return ((noise - noise.min()) / (noise.max() - noise.min())).astype(np.float32)


@pytest.mark.parametrize("seed", range(4))
def test_pieces_of_too_large_components_keep_every_limit(seed):
    values = smooth(300, 400, seed)
    wanted = {"count": 12, "min_score": 0.4, "min_area_ha": 60, "max_area_ha": 150, "min_spacing_m": 1500}
    chosen = choose(values, **wanted)
    assert chosen.split > 0
    assert len(chosen.regions) > 3
    seen = set()
    for region in chosen.regions:
        cells = cells_of(region)
        assert 60 <= region.area_ha <= 150
        assert len(cells) == region.count
        assert not cells & seen
        seen |= cells
        assert is_connected(region.cells)
        own = np.array([values[c] for c in cells])
        assert own.min() >= np.float32(0.4)
        assert region.score_sum == pytest.approx(own.sum(dtype=float), rel=1e-6)
    sums = [r.score_sum for r in chosen.regions]
    assert sums == sorted(sums, reverse=True)
    centres = [r.centroid for r in chosen.regions]
    assert all(math.dist(a, b) >= 1500 for i, a in enumerate(centres) for b in centres[:i])


def test_a_long_strip_that_is_too_large_still_gives_a_piece():
    # 1 x 400 cells, wanted 50 to 100: any hundred cells in a row are a region.
    values = np.zeros((5, 400), np.float32)
    values[2] = 0.9
    chosen = choose(values, count=1, min_score=0.5, min_area_ha=50, max_area_ha=100)
    assert [50 <= r.area_ha <= 100 for r in chosen.regions] == [True]


def test_one_large_plain_gives_as_many_pieces_as_are_wanted():
    # 64 x 64 eligible cells hold 4 pieces of 16 cells many times over.
    chosen = choose(np.full((64, 64), 0.9), count=4, min_score=0.5, min_area_ha=10, max_area_ha=16)
    assert len(chosen.regions) == 4


def test_a_whole_area_takes_the_place_that_spacing_denies_to_better_ones():
    # A large plain's piece in the middle bars its two better neighbours; the poorer one far away must not be missed.
    values = np.zeros((7, 60), np.float32)
    values[1:6, 10:30] = 1.0  # 100 cells, cut to 80
    values[3, [7, 32]] = 0.9  # each too near to any piece of 80 of those 100 cells
    values[3, 55] = 0.6
    chosen = choose(values, count=2, min_score=0.5, min_area_ha=1, max_area_ha=80, min_spacing_m=1600)
    assert len(chosen.regions) == 2


def test_the_choice_does_not_depend_on_the_number_of_threads():
    values = smooth(300, 300, 9)
    wanted = {"count": 8, "min_score": 0.3, "min_area_ha": 20, "max_area_ha": 90}
    one, many = (choose(values, threads=n, **wanted).regions for n in (1, 5))
    assert [cells_of(r) for r in one] == [cells_of(r) for r in many]


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


def test_a_region_larger_than_a_block_is_cut_out_as_if_it_were_read_at_once():
    # Its box covers six blocks, and a second area inside a hole of it must not be taken along.
    values = smooth(1100, 1300, seed=8)
    values[300:600, 400:800] = 0.0
    values[400:500, 500:700] = 1.0
    labels, _ = ndimage.label(values >= 0.35)
    largest = np.bincount(labels.ravel())[1:].argmax() + 1
    (region,) = choose(values, count=1, min_score=0.35).regions
    own = labels == largest
    assert region.count == own.sum() > 512 * 512
    rows, cols = np.nonzero(own)
    top, left = rows.min(), cols.min()
    assert (region.window.row, region.window.col) == (top, left)
    assert np.array_equal(region.cells, own[top : rows.max() + 1, left : cols.max() + 1])
    scores = values.astype(np.float32)[own]
    assert (region.score_min, region.score_max) == (scores.min(), scores.max())
    assert region.score_sum == pytest.approx(scores.sum(dtype=float), rel=1e-9)


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
