"""Criteria that come and go leave a valid scenario valid, whatever its weights come from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from wattbit.core.preflight.facts import layer_facts
from wattbit.core.scenario.edit import faults_of, with_value
from wattbit.core.scenario.edit_criteria import added, duplicated, removed, weights_of, with_sum_one
from wattbit.core.scenario.edit_new import begun, fitting
from wattbit.core.scenario.edit_weighting import started, weighed

DEMO = Path(__file__).parents[2] / "resources" / "demo"
NEW = {
    "id": "road", "type": "distance", "layer": "roads", "value": {"function": "linear", "low": 1, "high": 0},
}  # fmt: skip


@pytest.fixture
def raw():
    out = json.loads((DEMO / "power_first.json").read_text(encoding="utf-8"))
    out["criteria"] = out["criteria"][:4]
    return out


IDS = ["grid", "ix", "road", "flat"]
WEIGHTINGS = {
    "ahp rows": {"method": "ahp", "matrix": [[1, 2, 4, 8], ["1/2", 1, 2, 4], ["1/4", "1/2", 1, 2], ["1/8", "1/4", "1/2", 1]]},
    "ahp triangle": {"method": "ahp", "matrix": [2, 4, 8, 2, 4, 2], "criteria": ["grid", "ix", "road", "flat"]},
    "ahp other order": {"method": "ahp", "matrix": [2, 4, 8, 2, 4, 2], "criteria": ["flat", "road", "ix", "grid"]},
    "best_worst lists": {"method": "best_worst", "best_to_others": [1, 2, 4, 8], "others_to_worst": [8, 4, 2, 1]},
    "best_worst ids": {
        "method": "best_worst",
        "best_to_others": dict(zip(IDS, (1, 2, 4, 8))),
        "others_to_worst": dict(zip(IDS, (8, 4, 2, 1))),
    },
    "best_worst alike": started("best_worst", IDS, [1] * 4),
    "ranks list": {"method": "rank", "ranks": [1, 2, 3, 4]},
    "ranks ids": {"method": "rank", "ranks": {"grid": 4, "ix": 2, "road": 2, "flat": 1}},
    "tree": started("tree", IDS, [0.4, 0.3, 0.2, 0.1]),
    "tree groups": {
        "method": "tree",
        "tree": [
            {"id": "grid", "weight": 0},
            {"id": "reach", "weight": 2, "children": [{"id": "ix", "weight": 1}]},
            {"id": "land", "weight": 1, "matrix": [3], "children": [{"id": "road"}, {"id": "flat"}]},
        ],
    },
    "direct": {"method": "direct"},
}  # fmt: skip


@pytest.mark.parametrize("name", WEIGHTINGS)
def test_a_criterion_that_is_added_copied_or_taken_out_leaves_the_scenario_valid(raw, name):
    raw["weighting"] = WEIGHTINGS[name]
    assert faults_of(raw, DEMO) == []
    changes = [added(raw, DEMO, NEW)]
    changes += [change(raw, DEMO, id) for id in IDS for change in (duplicated, removed)]
    for change in changes:
        assert faults_of(change.raw, DEMO) == [], change
        assert "restarted" not in change.adapted
    while len(raw["criteria"]) > 1:
        raw = removed(raw, DEMO, raw["criteria"][0]["id"]).raw
        assert faults_of(raw, DEMO) == []


@pytest.mark.parametrize(
    "name", ["ahp rows", "ahp other order", "best_worst lists", "best_worst ids", "ranks ids"]
)
def test_what_is_left_keeps_its_relative_weights(raw, name):
    raw["weighting"] = WEIGHTINGS[name]
    before = dict(zip(IDS, weighed(raw, DEMO).weights))
    after = weighed(removed(raw, DEMO, "ix").raw, DEMO).weights
    if name.startswith("ranks"):  # whose weights depend on how many there are
        assert sorted(after) == sorted(after, key=lambda w: before[IDS[after.index(w)]])
        return
    left = [before[i] for i in ("grid", "road", "flat")]
    assert after == pytest.approx([w / sum(left) for w in left], rel=0.02)


def test_a_copy_is_weighed_and_judged_as_its_original(raw):
    for name in ("ahp rows", "ahp other order", "best_worst lists", "ranks ids", "tree", "tree groups"):
        raw["weighting"] = WEIGHTINGS[name]
        change = duplicated(raw, DEMO, "road")
        found = dict(zip((c["id"] for c in change.raw["criteria"]), weighed(change.raw, DEMO).weights))
        assert list(found)[2:4] == ["road", change.id]
        assert found[change.id] == pytest.approx(found["road"], rel=0.01), name


def test_a_new_criterion_is_as_important_as_each_of_the_others(raw):
    raw["weighting"] = WEIGHTINGS["ahp rows"]
    matrix = added(raw, DEMO, NEW).raw["weighting"]["matrix"]
    assert matrix[4] == [1] * 5
    assert [row[4] for row in matrix] == [1] * 5
    raw["weighting"] = WEIGHTINGS["tree"]
    assert added(raw, DEMO, NEW).raw["weighting"]["tree"][-1] == {"id": "road_2", "weight": 0.25}
    raw["weighting"] = {"method": "direct"}
    assert added(raw, DEMO, NEW).raw["criteria"][-1]["weight"] == pytest.approx((0.4 + 0.15 + 0.1 + 0.1) / 4)


def test_the_next_criterion_takes_the_place_of_the_best(raw):
    raw["weighting"] = WEIGHTINGS["best_worst ids"]
    change = removed(raw, DEMO, "grid")
    assert weighed(change.raw, DEMO).best == "ix"
    assert change.raw["weighting"]["best_to_others"] == {"ix": 1, "road": 2, "flat": 4}
    assert change.adapted == ("best_worst",)


def test_a_tree_loses_the_group_that_is_left_empty(raw):
    raw["weighting"] = WEIGHTINGS["tree groups"]
    tree = removed(raw, DEMO, "ix").raw["weighting"]["tree"]
    assert [node["id"] for node in tree] == ["grid", "land"]
    tree = removed(removed(raw, DEMO, "ix").raw, DEMO, "road").raw["weighting"]["tree"]
    assert tree[1] == {"id": "land", "weight": 1, "children": [{"id": "flat", "weight": 1}]}


def test_horizons_forget_a_criterion_and_follow_its_copy(raw):
    raw["horizons"] = [
        {"id": "late", "year": 2040, "set": {"criteria.ix.value.low": 2, "facility.demand_mw": 80}}
    ]
    gone = removed(raw, DEMO, "ix")
    assert gone.raw["horizons"][0]["set"] == {"facility.demand_mw": 80}
    assert gone.adapted == ("horizons",)
    copy = duplicated(raw, DEMO, "ix")
    assert copy.raw["horizons"][0]["set"] == {**raw["horizons"][0]["set"], "criteria.ix_2.value.low": 2}


def test_the_overlay_keeps_a_place_for_every_criterion(raw):
    raw["overlay"] = {"method": "promethee", "preference": [[0, 0.1], [0, 0.2], [0, 0.3], [0, 0.4]]}
    assert removed(raw, DEMO, "ix").raw["overlay"]["preference"] == [[0, 0.1], [0, 0.3], [0, 0.4]]
    assert duplicated(raw, DEMO, "ix").raw["overlay"]["preference"][1:3] == [[0, 0.2], [0, 0.2]]
    raw["overlay"] = {"method": "owa", "order_weights": [1, 0, 0, 0]}
    assert faults_of(added(raw, DEMO, NEW).raw, DEMO) == []
    raw["overlay"] = {"method": "owa", "order_weights": [1, 1, 1, 1]}
    assert removed(raw, DEMO, "ix").raw["overlay"]["order_weights"] == pytest.approx([4 / 3] * 3, abs=1e-6)


def test_weights_that_would_all_be_zero_become_equal(raw):
    for id in IDS[1:]:
        raw = with_value(raw, ("criteria", id, "weight"), 0)
    change = removed(raw, DEMO, "grid")
    assert weights_of(change.raw) == [1, 1, 1]
    assert change.adapted == ("weights",)


def test_weights_kept_at_sum_one_scale_the_others_in_proportion(raw):
    kept = with_sum_one(with_value(raw, ("criteria", "grid", "weight"), 0.3), "grid")
    assert weights_of(kept) == pytest.approx([0.3, 0.3, 0.2, 0.2], abs=2e-6)
    assert sum(weights_of(kept)) == pytest.approx(1, abs=1e-9)
    alone = with_sum_one(with_value(raw, ("criteria", "grid", "weight"), 7), "grid")
    assert weights_of(alone) == [1, 0, 0, 0]
    again = with_sum_one(with_value(alone, ("criteria", "grid", "weight"), 0.4), "grid")
    assert weights_of(again) == pytest.approx([0.4, 0.2, 0.2, 0.2])
    assert sum(weights_of(with_sum_one(raw))) == pytest.approx(1, abs=1e-9)


def _facts(raw):
    return {id: layer_facts(id, spec, DEMO) for id, spec in raw["layers"].items()}


@pytest.mark.parametrize(
    ("type", "key", "expected"),
    [
        ("grid_capacity", "layer", "capacity"),
        ("latency", "layer", "ix"),
        ("distance", "layer", "industrial"),
        ("density", "layer", "industrial"),
        ("hazard", "layers", ["flood", "tsunami", "sediment"]),
        ("raster", "layer", "slope"),
    ],
)
def test_a_new_criterion_reads_a_layer_that_fits_its_type(raw, type, key, expected):
    criterion = begun(raw, type, fitting(raw, type, _facts(raw)))
    assert sorted(criterion[key]) == sorted(expected)
    change = added(raw, DEMO, criterion)
    assert faults_of(change.raw, DEMO) == []
    assert change.id not in IDS


def test_no_vector_layer_fits_a_criterion_of_rasters(raw):
    raw["layers"] = {"roads": raw["layers"]["roads"]}
    assert fitting(raw, "raster", _facts(raw)) == []
    assert fitting(raw, "grid_capacity", _facts(raw)) == []
    assert fitting(raw, "distance", _facts(raw)) == ["roads"]
