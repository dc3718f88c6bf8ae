"""Located regions: the published example, brute force over all sets, and what every choice must keep to."""

from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import numpy as np
import pytest
from scipy import ndimage
from shapely import wkb
from wattbit.core.errors import Cancelled, InputError
from wattbit.core.grid.spans import Spans
from wattbit.core.progress import Steps
from wattbit.core.regions.areas import area_pool, connected_areas
from wattbit.core.regions.locate import locate
from wattbit.core.regions.request import Objective, RegionRequest, Selection
from wattbit.core.regions.scene import Scene
from wattbit.core.regions.zones import Zones
from wattbit.tests.core.test_regions import cells_of, grid_for, reader

NAN = np.nan
#: Scores of the published 5 x 5 example, cells of 100 m (1 ha).
PUBLISHED = [[5, 6, 1, 2, 8], [4, 9, 2, 7, 9], [3, 8, 1, 6, 4], [2, 1, 5, 7, 3], [6, 2, 4, 1, 2]]
GREEDY, MEAN = Selection.GREEDY, Objective.MEAN


def find(values, cell=100, zones=None, threads=2, progress=None, **request):
    values = np.asarray(values, np.float32)
    with ThreadPoolExecutor(threads) as pool:
        scene = Scene(reader(values), grid_for(values, cell), pool, threads)
        return locate(scene, RegionRequest(**request), zones, progress)


def zones_of(rows, names, cell=100):
    """Zones from an array of letters, one a cell; a dot is no zone."""
    rows = np.array([list(r) for r in rows])
    row, col = np.nonzero(rows != ".")
    feature = np.array([names.index(n) for n in rows[row, col]], int)
    grid = grid_for(rows, cell)
    spans = Spans(row + grid.row0, col + grid.col0, col + grid.col0, feature)
    return Zones(list(names), spans, np.arange(len(names)), grid)


def faults(found, values, cell, least, most, min_score=-math.inf, spacing=0.0):
    """What a choice breaks: contiguity, eligibility, area, overlap or spacing."""
    out, taken, centres = [], set(), []
    for region in found.regions:
        own = cells_of(region)
        scores = [values[r][c] for r, c in own]
        if ndimage.label(region.cells)[1] != 1:
            out.append("not connected")
        if not all(s >= np.float32(min_score) for s in scores):
            out.append("not eligible")
        if not least <= len(own) <= most:
            out.append(f"{len(own)} cells")
        if own & taken:
            out.append("overlap")
        taken |= own
        middle = np.mean(list(own), axis=0) * cell
        out += ["too near" for c in centres if math.dist(middle, c) < spacing - 1e-3]
        centres.append(middle)
        assert region.score_sum == pytest.approx(sum(scores), rel=1e-6)
    return out


def test_whole_areas_have_the_centroid_of_their_own_cells():
    rng = np.random.default_rng(4)
    values = ndimage.uniform_filter(rng.random((700, 1100)), 15).astype(np.float32)
    least, smallest = 0.52, 30
    with ThreadPoolExecutor(2) as workers:
        scene = Scene(reader(values), grid_for(values, 10), workers, 2)
        found = connected_areas(scene, least, smallest, lambda share: None)
        pool = area_pool(scene, found, least, smallest, None, Steps())
    labels, _ = ndimage.label(values >= np.float32(least))
    assert len(found.cells) > 50
    for i, (row, col) in enumerate(found.seed):
        own = np.argwhere(labels == labels[row, col])
        assert len(own) == found.cells[i]
        assert (pool.y[i], pool.x[i]) == pytest.approx(tuple((own.mean(axis=0) + 0.5) * 10))


# The published example ---------------------------------------------------------------------


def test_published_grid_has_228_regions_of_four_cells():
    found = find(PUBLISHED, count=1, min_area_ha=4, max_area_ha=4)
    assert (found.pool_size, found.is_complete) == (228, True)


def test_published_grid_has_a_best_mean_of_seven_and_a_half():
    found = find(PUBLISHED, count=1, min_area_ha=4, max_area_ha=4, objective=MEAN)
    assert (found.total, found.bound, found.gap) == (7.5, 7.5, 0)


@pytest.mark.parametrize(("selection", "total"), [(Selection.EXACT, 52), (GREEDY, 49)])
def test_published_pair_of_regions_is_worth_52_and_best_first_only_49(selection, total):
    found = find(PUBLISHED, count=2, min_area_ha=4, max_area_ha=4, min_spacing_m=330, selection=selection)
    assert (found.total, found.bound) == (total, 52)
    assert [r.count for r in found.regions] == [4, 4]
    assert found.gap == pytest.approx((52 - total) / total)


def test_rank_one_is_worth_most():
    found = find(PUBLISHED, count=5, min_area_ha=2, max_area_ha=4)
    assert found.values == sorted(found.values, reverse=True)
    assert found.total == pytest.approx(sum(found.values))


# Brute force -------------------------------------------------------------------------------


def connected_sets(is_open, sizes):
    """Every connected set of eligible cells of the given sizes, grown cell by cell."""
    rows, cols = is_open.shape
    level = {frozenset([(r, c)]) for r, c in zip(*np.nonzero(is_open))}
    out = []
    for size in range(1, max(sizes) + 1):
        out += level if size in sizes else []
        level = {
            own | {n}
            for own in level
            for r, c in own
            for n in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1))
            if 0 <= n[0] < rows and 0 <= n[1] < cols and is_open[n] and n not in own
        }
    return out


def best_total(values, sizes, count, spacing, objective, zone=None, per_zone=None):
    """The largest total of any set of at most so many regions, by trying all."""
    sets = connected_sets(~np.isnan(values), sizes)
    worth = [sum(float(values[c]) for c in s) / (len(s) if objective is MEAN else 1) for s in sets]
    middle = [np.mean(list(s), axis=0) * 100 for s in sets]

    def stand(a, b):
        return not sets[a] & sets[b] and math.dist(middle[a], middle[b]) >= spacing - 1e-3

    def in_limit(chosen):
        if zone is None:
            return True
        where = [
            max("AB", key=lambda z: (sum(zone[r][c] == z for r, c in sets[i]), z == "A")) for i in chosen
        ]
        return all(where.count(z) <= per_zone for z in "AB")

    near = {(a, b): stand(a, b) for a, b in combinations(range(len(sets)), 2)}
    best = max(worth)
    for n in range(2, count + 1):
        for chosen in combinations(range(len(sets)), n):
            total = sum(worth[i] for i in chosen)
            if total > best and all(near[p] for p in combinations(chosen, 2)) and in_limit(chosen):
                best = total
    return best


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("objective", list(Objective))
def test_exact_choice_is_the_best_of_all_sets(seed, objective):
    rng = np.random.default_rng(seed)
    values = rng.integers(1, 100, (4, 4)).astype(np.float32)
    values[tuple(rng.integers(0, 4, 2))] = NAN
    sizes, spacing = ((3,), (2, 3), (2,))[seed % 3], (0, 150, 260)[seed // 2]
    found = find(
        values,
        count=3,
        min_area_ha=min(sizes),
        max_area_ha=max(sizes),
        min_spacing_m=spacing,
        objective=objective,
    )
    assert found.total == pytest.approx(best_total(values, sizes, 3, spacing, objective), abs=1e-6)
    assert found.bound == found.total
    assert faults(found, values, 100, min(sizes), max(sizes), spacing=spacing) == []


@pytest.mark.parametrize("seed", range(3))
def test_exact_choice_under_a_zone_limit_is_the_best_of_all_sets(seed):
    values = np.random.default_rng(seed).integers(1, 50, (4, 5)).astype(np.float32)
    letters = ["AAABB"] * 4
    found = find(values, zones=zones_of(letters, "AB"), count=3, min_area_ha=2, max_area_ha=2, max_per_zone=1)
    # A region half in A and half in B lies in A, the first.
    assert found.total == pytest.approx(best_total(values, (2,), 3, 0, Objective.SUM, letters, 1))
    assert sorted(found.zones) == ["A", "B"]


def test_best_first_is_caught_where_the_best_region_blocks_two_good_ones():
    # The middle pair is worth 18; the pairs left and right of it 17 each, and it takes a cell of both.
    values = [[8, 9, 9, 8, NAN], [NAN] * 5]
    wanted = {"count": 2, "min_area_ha": 2, "max_area_ha": 2}
    assert find(values, **wanted, selection=GREEDY).total == 18
    assert find(values, **wanted).total == 34


def test_of_equal_totals_the_one_with_more_regions_is_taken():
    found = find(np.full((1, 6), 2.0), count=3, min_area_ha=1, max_area_ha=6)
    assert (found.total, len(found.regions)) == (12, 3)


# Larger grids ------------------------------------------------------------------------------


def landscape(side, seed, excluded=0.15):
    """Smooth scores in [0, 1]; a share of the cells, in patches, is excluded."""
    rng = np.random.default_rng(seed)
    smooth = ndimage.gaussian_filter(rng.random((side, side)), side / 25)
    values = (smooth - smooth.min()) / np.ptp(smooth)
    patches = ndimage.gaussian_filter(rng.random((side, side)), 2)
    values[patches < np.quantile(patches, excluded)] = NAN
    return values.astype(np.float32)


CASES = [
    {"count": 8, "min_area_ha": 10, "max_area_ha": 30, "min_score": 0.3},
    {"count": 8, "min_area_ha": 10, "max_area_ha": 30, "min_spacing_m": 800, "compactness": 80},
    {"count": 8, "min_area_ha": 5, "max_area_ha": 20, "objective": MEAN, "min_spacing_m": 300},
    {"count": 6, "min_area_ha": 7.5, "max_area_ha": 7.5, "compactness": 0},
]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("seed", [1, 2])
def test_grown_regions_keep_to_every_limit_and_exact_is_no_worse_than_best_first(case, seed):
    values = landscape(90, seed)
    exact = find(values, cell=25, **case)
    greedy = find(values, cell=25, **case, selection=GREEDY)
    limits = round(case["min_area_ha"] * 16), round(case["max_area_ha"] * 16)
    for found in (exact, greedy):
        assert found.regions
        broken = faults(
            found, values, 25, *limits, case.get("min_score", -math.inf), case.get("min_spacing_m", 0)
        )
        assert broken == []
        assert found.bound >= found.total
    assert exact.total >= greedy.total - 1e-9
    assert exact.gap < 0.03


def test_compactness_makes_regions_rounder_and_costs_score():
    rng = np.random.default_rng(0)
    values = landscape(120, 3, excluded=0) + rng.normal(0, 0.1, (120, 120)).astype(np.float32)
    shapes, totals = [], []
    for compactness in (0, 50, 100):
        found = find(
            values,
            cell=25,
            count=2,
            min_area_ha=20,
            max_area_ha=20,
            min_spacing_m=1000,
            compactness=compactness,
        )
        shapes.append(np.mean([r.compactness for r in found.regions]))
        totals.append(found.total)
    assert shapes[0] < shapes[1] < shapes[2]
    assert totals[0] > totals[1] > totals[2]
    # A disc along cell edges has 4 pi (pi r^2) / (8 r)^2 = pi^2 / 16.
    assert shapes[2] == pytest.approx(math.pi**2 / 16, abs=0.03)


@pytest.mark.parametrize("size", [7, 8])
def test_grown_pool_comes_close_to_all_regions_of_seven_or_eight_cells(size):
    values = landscape(12, size, excluded=0)
    values = values[:5, :6]
    sets = connected_sets(~np.isnan(values), (size,))
    best = max(sum(float(values[c]) for c in s) for s in sets)
    found = find(values, count=1, min_area_ha=size, max_area_ha=size, compactness=25)
    assert not found.is_complete
    assert 0.97 * best <= found.total <= best + 1e-5


def test_ground_in_specks_is_searched_where_it_is_large_enough():
    rng = np.random.default_rng(0)
    values = np.where(rng.random((400, 400)) < 0.5, 1.0, NAN)
    values[200:216, 200:216] = 0.1
    found = find(values, cell=25, count=1, min_area_ha=15, max_area_ha=20)
    assert [r.count >= 240 for r in found.regions] == [True]


def test_same_regions_in_every_run_and_on_any_number_of_threads():
    values = landscape(80, 5)
    outcomes = {
        tuple((r.window.row, r.window.col, r.cells.tobytes()) for r in found.regions) + (found.bound,)
        for threads in (1, 3, 1)
        for found in [find(values, cell=25, threads=threads, count=3, min_area_ha=3, max_area_ha=6)]
    }
    assert len(outcomes) == 1


def test_without_a_largest_area_regions_are_the_whole_connected_areas():
    values = np.array([[3, 3, NAN, 1, 1, 1], [3, NAN, NAN, NAN, NAN, 1], [NAN, 9, NAN, 2, 2, NAN]])
    found = find(values, count=2, min_area_ha=2)
    assert [r.score_sum for r in found.regions] == [9, 4]
    assert [(r.score_min, r.score_max, r.count) for r in found.regions] == [(3, 3, 3), (1, 1, 4)]
    far = find(values, count=2, min_area_ha=2, min_spacing_m=320)
    assert [r.score_sum for r in far.regions] == [9, 4]


@pytest.mark.parametrize("seed", range(3))
def test_whole_areas_keep_their_spacing(seed):
    values = landscape(60, seed, excluded=0.6)
    found = find(values, cell=25, count=6, min_area_ha=0.5, min_spacing_m=450)
    assert len(found.regions) > 1
    assert faults(found, values, 25, 8, math.inf, spacing=450) == []


def test_whole_areas_larger_than_a_block_are_cut_out_of_all_of_them():
    values = np.full((600, 1100), NAN, np.float32)
    values[100:500, 50:1000] = 0.5
    values[550:, :20] = 0.25
    found = find(values, cell=10, count=3)
    assert [r.count for r in found.regions] == [400 * 950, 50 * 20]
    x, y = found.regions[0].centroid
    assert (x, 6000 - y) == (5250, 3000)


def test_zone_of_a_region_is_the_one_with_most_of_its_cells():
    values = np.array([[1, 1, 1, NAN, 1, 1, 1]])
    zones = zones_of(["AAB.BB."], "AB")
    found = find(values, zones=zones, count=2, min_area_ha=3, max_area_ha=3)
    assert sorted(found.zones) == ["A", "B"]
    assert find(
        values,
        zones=zones_of(
            [
                ".......",
            ],
            "A",
        ),
        count=2,
        min_area_ha=3,
        max_area_ha=3,
    ).zones == [None, None]


def test_zone_limit_spreads_grown_regions_over_zones():
    values = landscape(150, 7)
    letters = ["A" * 50 + "B" * 50 + "C" * 50] * 150
    zones = zones_of(letters, "ABC", cell=25)
    found = find(values, cell=25, zones=zones, count=6, min_area_ha=5, max_area_ha=15, max_per_zone=2)
    assert sorted(found.zones) == ["A", "A", "B", "B", "C", "C"]


# What binds --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "request_", "words"),
    [
        (PUBLISHED, {"count": 5, "min_area_ha": 4, "max_area_ha": 4, "min_spacing_m": 330},
         ["Only 3 of 5", "MIN_SPACING_M 330 binds", "without it all 5 fit"]),
        (PUBLISHED, {"count": 2, "min_area_ha": 1, "max_area_ha": 1, "min_spacing_m": 9000},
         ["Only 1 of 2", "MIN_SPACING_M 9000 binds", "with 565 m still"]),
        (PUBLISHED, {"count": 2, "min_area_ha": 30}, ["None of 2", "area is 25 ha", "MIN_AREA_HA asks 30"]),
        (PUBLISHED, {"count": 2, "min_score": 9.5}, ["None of 2", "no cell reaches MIN_SCORE 9.5", "best score is 9"]),
        (PUBLISHED, {"count": 3, "min_area_ha": 2, "max_area_ha": 3, "min_score": 8},
         ["Only 2 of 3", "MIN_SCORE 8 binds", "16% of the cells"]),
        (PUBLISHED, {"count": 2}, ["Only 1 of 2", "without MAX_AREA_HA none is divided"]),
        ([[1, 1, 1, NAN, 1, 1]], {"count": 2, "min_area_ha": 3, "max_area_ha": 3},
         ["Only 1 of 2", "MIN_AREA_HA 3 binds", "left has 2 ha"]),
        ([[1, 1, NAN, 1]], {"count": 9, "min_area_ha": 1, "max_area_ha": 1}, ["Only 3 of 9", "eligible ground of 3 ha"]),
        # The pair in the middle is worth more than the two that fit without it.
        ([[1, 9, 9, 1]], {"count": 2, "min_area_ha": 2, "max_area_ha": 2, "min_spacing_m": 150}, ["2 regions found"]),
        ([[1, 9, 9, 1, 1]], {"count": 2, "min_area_ha": 2, "max_area_ha": 2, "min_spacing_m": 300},
         ["Only 1 of 2", "2 would fit, but be worth less together"]),
    ],
)  # fmt: skip
def test_message_names_what_binds_and_by_how_much(values, request_, words):
    message = find(values, **request_).message
    assert [w for w in words if w not in message] == [], message


def test_message_names_the_zone_limit():
    zones = zones_of(["AAABB"] * 5, "AB")
    found = find(PUBLISHED, zones=zones, count=3, min_area_ha=4, max_area_ha=4, max_per_zone=1)
    assert len(found.regions) == 2
    assert "MAX_PER_ZONE 1 binds (without it all 3 fit)" in found.message


# Bad input ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({"count": 0}, "COUNT is 0"),
        ({"count": 1, "min_area_ha": 5, "max_area_ha": 4}, "swap them"),
        ({"count": 1, "max_area_ha": 0.5}, "below one cell"),
        ({"count": 1, "min_area_ha": 1.2, "max_area_ha": 1.8}, "No whole number of cells"),
        ({"count": 1, "min_area_ha": -1}, "0 or more hectares"),
        ({"count": 1, "max_area_ha": 0}, "hectares above 0"),
        ({"count": 1, "min_spacing_m": -5}, "0 or more metres"),
        ({"count": 1, "compactness": 101}, "from 0 to 100"),
        ({"count": 1, "max_per_zone": 0}, "MAX_PER_ZONE is 0"),
        ({"count": 1, "time_limit_s": 0}, "above 0"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_in_a_sentence(request_, sentence):
    with pytest.raises(InputError, match=sentence):
        find(PUBLISHED, **request_)


def test_raster_without_a_score_is_refused():
    with pytest.raises(InputError, match="all of it is nodata"):
        find(np.full((4, 4), NAN), count=1)


@pytest.mark.parametrize("stop_at", ["Reading", "Making", "Choosing", "Looking"])
def test_search_can_be_cancelled_in_every_stage(stop_at):
    with pytest.raises(Cancelled):
        find(
            landscape(80, 1), cell=25, count=4, min_area_ha=2, max_area_ha=4,
            progress=lambda _share, text: not text.startswith(stop_at),
        )  # fmt: skip


def test_outlines_follow_cell_edges():
    found = find(PUBLISHED, count=1, min_area_ha=4, max_area_ha=4)
    shape = wkb.loads(found.regions[0].polygon_wkb())
    assert shape.area == 40_000
    assert all(v % 100 == 0 for x, y in shape.geoms[0].exterior.coords for v in (x, y))
