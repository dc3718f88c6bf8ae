"""Hazards: in a hazard, assessed and none there, and not assessed are three different things."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box
from wattbit.core.criteria.hazard import SeverityMap, cells_of, hazard_field, hazard_layer
from wattbit.core.errors import InputError
from wattbit.core.exclusion.rules import HazardRule
from wattbit.tests.core.layers import assert_sentence, grid_of, layer_of

GRID = grid_of((0, 0, 600, 100), 100)  # one row of six cells
NAN = np.nan


def layer(folder, zones, coverage=None):
    """Hazard layer of (first column, last column, severity); coverage likewise, without the severity."""
    data = layer_of(folder, [(box(a * 100, 0, (b + 1) * 100, 100), {"severity": s}) for a, b, s in zones])
    covered = None
    if coverage:
        covered = cells_of(
            layer_of(folder, [box(a * 100, 0, (b + 1) * 100, 100) for a, b in coverage]).shapes, GRID
        )
    return hazard_layer(data, GRID, SeverityMap(), covered)


def bands(layers, **options):
    score, worst = hazard_field(tuple(layers), **options)(GRID.whole)
    return score[0].tolist(), worst[0].tolist()


def same(found, expected):
    return np.array_equal(np.array(found), np.array(expected), equal_nan=True)


def test_each_severity_has_its_score_and_none_there_scores_1(tmp_path):
    score, worst = bands([layer(tmp_path, [(s, s, s) for s in range(5)])])
    assert worst == [0, 1, 2, 3, 4, 0]
    assert score == [1, 0.75, 0.5, 0.25, 0, 1]


def test_outside_the_coverage_nothing_is_known(tmp_path):
    score, worst = bands([layer(tmp_path, [(0, 1, 2)], coverage=[(0, 3)])])
    assert same(worst, [2, 2, 0, 0, NAN, NAN])
    assert same(score, [0.5, 0.5, 1, 1, NAN, NAN])


def test_a_hazard_mapped_outside_the_coverage_is_known(tmp_path):
    _, worst = bands([layer(tmp_path, [(4, 4, 3)], coverage=[(0, 3)])])
    assert same(worst, [0, 0, 0, 0, 3, NAN])


def test_the_worst_of_overlapping_zones_counts_whatever_their_order(tmp_path):
    for zones in ([(0, 3, 1), (2, 5, 3)], [(2, 5, 3), (0, 3, 1)]):
        assert bands([layer(tmp_path, zones)])[1] == [1, 1, 3, 3, 3, 3]


def test_the_worst_of_several_layers_counts(tmp_path):
    flood, slide = layer(tmp_path, [(0, 2, 2)]), layer(tmp_path, [(2, 3, 3), (1, 1, 1)])
    assert bands([flood, slide])[1] == [2, 2, 3, 3, 0, 0]
    assert bands([slide, flood])[1] == [2, 2, 3, 3, 0, 0]


def test_a_cell_is_assessed_when_every_layer_is(tmp_path):
    flood = layer(tmp_path, [(0, 0, 2)], coverage=[(0, 3)])
    slide = layer(tmp_path, [(1, 1, 1)], coverage=[(0, 1), (5, 5)])
    assert same(bands([flood, slide])[1], [2, 1, NAN, NAN, NAN, NAN])


def test_severity_4_is_the_worst_there_is_and_needs_no_other_layer(tmp_path):
    flood = layer(tmp_path, [(2, 2, 4), (3, 3, 3)])
    slide = layer(tmp_path, [(0, 0, 1)], coverage=[(0, 1)])
    score, worst = bands([flood, slide])
    assert same(worst, [1, 0, 4, NAN, NAN, NAN])
    assert same(score, [0.75, 1, 0, NAN, NAN, NAN])


def test_an_unknown_severity_is_not_none_there(tmp_path):
    _, worst = bands([layer(tmp_path, [(0, 2, None), (1, 1, 2), (2, 2, 4), (5, 5, 1)])])
    # A known severity 2 beside an unknown one may not be the worst; a known 4 is.
    assert same(worst, [NAN, NAN, 4, 0, 0, 1])


def test_classes_of_a_layer_map_to_severities_and_others_are_unknown(tmp_path):
    data = layer_of(tmp_path, [(box(i * 100, 0, i * 100 + 100, 100), {"区分": v}) for i, v in
                               enumerate(["特別警戒区域", "警戒区域", "その他", None])])  # fmt: skip
    made = hazard_layer(data, GRID, SeverityMap("区分", {"特別警戒区域": 4, "警戒区域": 2}), None)
    assert same(bands([made])[1], [4, 2, NAN, NAN, 0, 0])


def test_a_class_is_known_by_its_text_whether_the_field_is_text_or_number(tmp_path):
    for values in (["3", "5"], [3, 5], [3.0, 5.0]):
        data = layer_of(
            tmp_path, [(box(i * 100, 0, i * 100 + 100, 100), {"rank": v}) for i, v in enumerate(values)]
        )
        made = hazard_layer(data, GRID, SeverityMap("rank", {"3": 1, "5": 4}), None)
        assert bands([made])[1] == [1, 4, 0, 0, 0, 0]


def test_a_line_or_point_of_hazard_takes_the_cells_it_touches(tmp_path):
    data = layer_of(
        tmp_path, [(LineString([(110, 10), (220, 20)]), {"severity": 2}), (Point(450, 50), {"severity": 3})]
    )
    assert bands([hazard_layer(data, GRID, SeverityMap(), None)])[1] == [0, 2, 2, 0, 3, 0]


def test_own_scores_take_the_place_of_the_usual_ones(tmp_path):
    made = layer(tmp_path, [(s, s, s) for s in range(5)])
    assert bands([made], scores=(0.9, 0.8, 0.1, 0, 0))[0] == pytest.approx([0.9, 0.8, 0.1, 0, 0, 0.9])


@pytest.mark.parametrize("scores", [(1, 0.5, 0), (1, 1, 1, 1, 1.2), (1, 1, 1, 1, -0.1), (1, 1, 1, 1, NAN)])
def test_scores_that_are_not_five_shares_are_refused(tmp_path, scores):
    with pytest.raises(InputError) as error:
        bands([layer(tmp_path, [(0, 0, 1)])], scores=scores)
    assert_sentence(error, "five")


def test_from_a_severity_on_cells_have_no_score_but_keep_their_severity(tmp_path):
    score, worst = bands([layer(tmp_path, [(s, s, s) for s in range(5)])], exclude_from=3)
    assert worst == [0, 1, 2, 3, 4, 0]
    assert same(score, [1, 0.75, 0.5, NAN, NAN, 1])


def test_the_rule_of_a_hazard_tells_excluded_from_not_known(tmp_path):
    made = layer(tmp_path, [(0, 0, 1), (1, 1, 3), (2, 2, 4)], coverage=[(0, 3)])
    states = HazardRule(hazard_field((made,), exclude_from=3))(GRID.whole)[0]
    assert states.tolist() == [0, 1, 1, 0, 2, 2]


def test_a_severity_that_excludes_in_one_layer_excludes_although_another_is_not_assessed(tmp_path):
    # Whatever the second layer would say, the worst severity is at least 3 there.
    flood = layer(tmp_path, [(2, 2, 3)])
    slide = layer(tmp_path, [(0, 0, 1)], coverage=[(0, 1)])
    states = HazardRule(hazard_field((flood, slide), exclude_from=3))(GRID.whole)[0]
    assert states.tolist() == [0, 0, 1, 2, 2, 2]


@pytest.mark.parametrize("value", [5, -1, 2.5])
def test_a_severity_that_is_none_is_refused(tmp_path, value):
    with pytest.raises(InputError) as error:
        layer(tmp_path, [(0, 0, value)])
    assert_sentence(error, "severity", f"{value:g}")


def test_a_layer_without_the_severity_field_is_refused_listing_its_fields(tmp_path):
    data = layer_of(tmp_path, [(box(0, 0, 1, 1), {"rank": 3})])
    with pytest.raises(InputError) as error:
        hazard_layer(data, GRID, SeverityMap(), None)
    assert_sentence(error, "severity", "rank", data.name)


def test_a_zone_smaller_than_a_cell_is_not_lost(tmp_path):
    data = layer_of(tmp_path, [(box(310, 10, 320, 20), {"severity": 3})])
    assert bands([hazard_layer(data, GRID, SeverityMap(), None)])[1] == [0, 0, 0, 3, 0, 0]


def test_an_unknown_severity_beside_one_that_excludes_does_not_save_the_cell(tmp_path):
    made = layer(tmp_path, [(0, 2, None), (1, 1, 2), (2, 2, 3)])
    field = hazard_field((made,), exclude_from=3)
    assert HazardRule(field)(GRID.whole)[0].tolist() == [2, 2, 1, 0, 0, 0]
    assert same(field.worst(GRID.whole)[0].tolist(), [NAN, NAN, 3, 0, 0, 0])
    # Where 3 does not exclude, what is unknown may be worse.
    assert same(bands([made])[1], [NAN, NAN, NAN, 0, 0, 0])


def test_an_imported_layer_brings_its_own_assessed_area(tmp_path):
    zones = [(box(0, 0, 400, 100), {"severity": 0, "class_text": "assessed, none there"}),
             (box(100, 0, 200, 100), {"severity": 3, "class_text": "3.0m"})]  # fmt: skip
    made = hazard_layer(layer_of(tmp_path, zones), GRID, SeverityMap(), None)
    assert same(bands([made])[1], [0, 3, 0, 0, NAN, NAN])


def test_a_coverage_that_is_given_takes_the_place_of_the_layers_own(tmp_path):
    zones = [(box(0, 0, 100, 100), {"severity": 0, "class_text": "assessed, none there"})]
    covered = cells_of(layer_of(tmp_path, [box(200, 0, 400, 100)]).shapes, GRID)
    made = hazard_layer(layer_of(tmp_path, zones), GRID, SeverityMap(), covered)
    # The mapped severity 0 is known where it stands.
    assert same(bands([made])[1], [0, NAN, 0, 0, NAN, NAN])


@pytest.mark.parametrize("exclude_from", [0, 1, 2, 3, 4, 5])
def test_worst_of_many_layers_agrees_with_a_plain_reading_cell_by_cell(tmp_path, exclude_from):
    rng = np.random.default_rng(exclude_from)
    layers, facts = [], []
    for _ in range(3):
        zones = [(c, c, [0, 1, 2, 3, 4, None][rng.integers(6)]) for c in rng.integers(0, 6, 7).tolist()]
        covered = [(c, c) for c in range(6) if rng.random() < 0.7] if rng.random() < 0.7 else None
        layers.append(layer(tmp_path, zones, coverage=covered))
        facts.append((zones, covered))
    expected = []
    for cell in range(6):
        known, sure = 0, True
        for zones, covered in facts:
            here = [s for c, _, s in zones if c == cell]
            numbers = [s for s in here if s is not None]
            known = max([known, *numbers])
            is_assessed = covered is None or (cell, cell) in covered or bool(numbers)
            sure &= is_assessed and None not in here
        expected.append(known if sure or known >= min(exclude_from, 4) else NAN)
    score, worst = bands(layers, exclude_from=exclude_from)
    assert same(worst, expected)
    table = [1, 0.75, 0.5, 0.25, 0]
    assert same(score, [NAN if s != s or s >= exclude_from else table[int(s)] for s in expected])
