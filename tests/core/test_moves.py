"""Rank changes: places followed from one result to another by the overlap of their regions."""

from __future__ import annotations

import csv
import itertools
import math

import numpy as np
import pytest
from osgeo import ogr
from shapely.geometry import box
from wattbit.core.errors import InputError
from wattbit.core.robustness.moves import Candidates, compare_candidates, rank_moves, write_moves
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.core.vectors import FieldSpec, LayerSpec, write_layer
from wattbit.tests.core.layers import PLANE, spatial_reference

WKT = spatial_reference(PLANE).ExportToWkt()


def candidates(*boxes):
    """Squares in the order of their ranks; scores fall from 0.9 by tenths."""
    n = len(boxes)
    return Candidates(np.arange(1, n + 1), 0.9 - 0.1 * np.arange(n), tuple(box(*b) for b in boxes))


def ranks(moves):
    return [(m.rank_a, m.rank_b, m.change) for m in moves]


def test_places_are_followed_and_new_and_gone_ones_told():
    a = candidates((0, 0, 100, 100), (200, 0, 300, 100), (400, 0, 500, 100))
    b = candidates((205, 0, 305, 100), (0, 0, 100, 100), (900, 0, 950, 50))
    moves = rank_moves(a, b)
    assert ranks(moves) == [(1, 2, "-1"), (2, 1, "+1"), (3, None, "gone"), (None, 3, "new")]
    assert moves[0].overlap == 1
    assert moves[1].overlap == pytest.approx(95 / 105)  # 95 m shared of 105 m
    assert math.isnan(moves[2].overlap)
    assert math.isnan(moves[3].score_a)
    assert moves[1].bounds == (200, 0, 305, 100)
    assert moves[0].score_b == pytest.approx(0.8)


def test_half_of_the_smaller_region_is_enough_and_less_is_not():
    large = candidates((0, 0, 1000, 1000))
    assert ranks(rank_moves(large, candidates((950, 0, 1050, 100)))) == [(1, 1, "0")]
    assert ranks(rank_moves(large, candidates((951, 0, 1051, 100)))) == [(1, None, "gone"), (None, 1, "new")]


def test_regions_that_only_touch_are_different_places():
    moves = rank_moves(candidates((0, 0, 100, 100)), candidates((100, 0, 200, 100)))
    assert ranks(moves) == [(1, None, "gone"), (None, 1, "new")]


def test_a_region_split_in_two_goes_on_in_the_larger_part():
    moves = rank_moves(candidates((0, 0, 100, 100)), candidates((0, 0, 30, 100), (31, 0, 100, 100)))
    assert ranks(moves) == [(1, 2, "-1"), (None, 1, "new")]


def test_no_candidates_on_a_side():
    assert ranks(rank_moves(candidates(), candidates((0, 0, 1, 1)))) == [(None, 1, "new")]
    assert rank_moves(candidates(), candidates()) == []


@pytest.mark.parametrize("seed", range(6))
def test_pairing_has_the_largest_sum_of_overlaps_of_all(seed):
    random = np.random.default_rng(seed)

    def squares():
        xy = random.uniform(0, 30, (4, 2))
        return candidates(*((x, y, x + 20, y + 20) for x, y in xy))

    a, b = squares(), squares()

    def worth(i, j):
        both = a.shapes[i].intersection(b.shapes[j]).area
        return both / a.shapes[i].union(b.shapes[j]).area if both >= 0.5 * 400 else 0.0

    best = max(sum(worth(i, j) for i, j in enumerate(order)) for order in itertools.permutations(range(4)))
    found = [m.overlap for m in rank_moves(a, b) if m.rank_a and m.rank_b]
    assert sum(found) == pytest.approx(best)


def layer(path, rows, *, has_horizon=False):
    fields = (FieldSpec("rank", int), FieldSpec("score_mean", float))
    fields += (FieldSpec("horizon", str),) if has_horizon else ()
    own = {f.name for f in fields}
    made = [
        ({k: v for k, v in zip(("rank", "score_mean", "horizon"), row) if k in own}, box(*row[3]).wkb)
        for row in rows
    ]
    write_layer(path, LayerSpec("candidates", WKT, ogr.wkbPolygon, fields, ()), made)
    return VectorSource(parse_uri(str(path)), name="candidates")


def test_layers_are_compared_and_written(tmp_path):
    a = layer(tmp_path / "a.gpkg", [(2, 0.5, "", (0, 0, 10, 10)), (1, 0.75, "", (50, 0, 60, 10))])
    b = layer(tmp_path / "b.gpkg", [(1, 0.625, "", (0, 0, 10, 10))])
    moves, _ = compare_candidates(a, b)
    assert ranks(moves) == [(1, None, "gone"), (2, 1, "+1")]
    write_moves(tmp_path / "moves.csv", moves)
    with (tmp_path / "moves.csv").open(encoding="utf-8-sig") as handle:
        rows = list(csv.DictReader(handle))
    assert (rows[0]["rank_b"], rows[0]["change"], rows[0]["overlap"]) == ("", "gone", "")
    assert (rows[1]["score_a"], rows[1]["score_b"], rows[1]["xmax"]) == ("0.5", "0.625", "10.000")


def test_horizons_are_compared_and_never_mixed(tmp_path):
    rows = [(1, 0.5, "2030", (0, 0, 10, 10)), (1, 0.6, "2035", (0, 0, 10, 10))]
    source = layer(tmp_path / "a.gpkg", rows, has_horizon=True)
    moves, _ = compare_candidates(source, source, ("2030", "2035"))
    assert [(m.change, m.score_a, m.score_b) for m in moves] == [("0", 0.5, 0.6)]
    with pytest.raises(InputError, match="2030, 2035"):
        compare_candidates(source, source)


def test_a_layer_without_ranks_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "a.gpkg"
    spec = LayerSpec("sites", WKT, ogr.wkbPolygon, (FieldSpec("name", str),), ())
    write_layer(path, spec, [({"name": "x"}, box(0, 0, 1, 1).wkb)])
    source = VectorSource(parse_uri(str(path)))
    with pytest.raises(InputError, match="no field rank"):
        compare_candidates(source, source)
