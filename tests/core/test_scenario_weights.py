"""Where a scenario's weights come from: every method, its order, its horizons, its faults, and what a run tells."""

from __future__ import annotations

import json
import math
import re

import numpy as np
import pytest
from wattbit.core.engine.compile import compile_plan
from wattbit.core.errors import ScenarioError
from wattbit.core.grid.grid import lattice_grid
from wattbit.core.report.texts import Texts
from wattbit.core.report.weighting import weighting_words
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.core.scenario.format import json_schema
from wattbit.core.scenario.read import at_horizons, build_scenario, load_scenario
from wattbit.core.scenario.weigh import weigh
from wattbit.core.weights.ahp import ahp
from wattbit.core.weights.judgements import judgement_matrix
from wattbit.tests.core.layers import assert_sentence, write_raster

IDS = ("grid", "ix", "road", "flat")
VALUE = {"function": "linear", "low": 0, "high": 1}
#: Upper triangle of the published matrix of four, and its weights.
FOUR = [3, 7, 3, 9, 1, "1/7"]
FOUR_WEIGHTS = (0.5101, 0.2344, 0.0405, 0.2151)
TREE = [
    {"id": "power", "weight": 3, "children": [{"id": "grid", "weight": 1}, {"id": "road", "weight": 3}]},
    {"id": "ix", "weight": 1},
    {"id": "flat", "weight": 1},
]


def raw(weighting, ids=IDS, **more):
    criteria = [{"id": i, "type": "raster", "layer": "a", "value": VALUE} for i in ids]
    return {
        "format": "wattbit-scenario/1",
        "grid": {"crs": "EPSG:6677", "extent": [0, 0, 400, 300], "cell_size_m": 100},
        "layers": {"a": {"source": "a.tif"}},
        "criteria": criteria,
        "weighting": weighting,
        **more,
    }


def weighed(weighting, ids=IDS, folder="."):
    from pathlib import Path

    return weigh(build_scenario(raw(weighting, ids), Path(folder), "scenario.json"))


# Methods


@pytest.mark.parametrize(
    "matrix",
    [
        FOUR,
        [[3, 7, 3], [9, 1], [1 / 7]],
        [[1, 3, 7, 3], ["1/3", 1, 9, 1], [1 / 7, 0.11, 1, "1/7"], [0.333, 1, 7, 1]],
        [1, 3, 7, 3, "1/3", 1, 9, 1, "1/7", "1/9", 1, "1/7", "1/3", 1, 7, 1],
    ],
    ids=str,
)
def test_judgements_between_the_criteria_give_their_weights(matrix):
    found = weighed({"method": "ahp", "matrix": matrix})
    assert found.weights == pytest.approx(FOUR_WEIGHTS, abs=6e-5)
    assert found.cr == pytest.approx(0.0738, abs=5e-5)


def test_judgements_may_list_the_criteria_in_another_order():
    found = weighed({"method": "ahp", "matrix": FOUR, "criteria": ["flat", "road", "grid", "ix"]})
    assert found.weights == pytest.approx([FOUR_WEIGHTS[i] for i in (2, 3, 1, 0)], abs=6e-5)


def test_priorities_may_be_those_of_another_method():
    means = weighed({"method": "ahp", "matrix": FOUR, "priorities": "geometric_mean"}).weights
    rows = judgement_matrix(FOUR).prod(axis=1) ** 0.25
    assert means == pytest.approx(rows / rows.sum())


@pytest.mark.parametrize(
    ("best", "worst"),
    [
        ([8, 2, 1], [1, 5, 8]),
        ({"a": 8, "c": 1, "b": 2}, {"b": 5, "a": 1, "c": 8}),
    ],
    ids=["lists", "objects"],
)
def test_the_best_worst_method_has_the_published_weights(best, worst):
    given = {"method": "best_worst", "best_to_others": best, "others_to_worst": worst}
    near = weighed(given, "abc")
    far = weighed({**given, "model": "nonlinear"}, "abc")
    assert near.weights == pytest.approx((0.071429, 0.321429, 0.607143), abs=6e-7)
    assert far.weights == pytest.approx((0.0714, 0.3387, 0.5899), abs=6e-5)
    assert (far.best, far.worst, far.cr) == ("c", "a", pytest.approx(0.058, abs=5e-4))


def test_lists_and_ranks_may_list_the_criteria_in_another_order():
    given = {"method": "best_worst", "best_to_others": [1, 2, 8], "others_to_worst": [8, 5, 1]}
    assert weighed({**given, "criteria": ["c", "b", "a"]}, "abc").weights == pytest.approx(
        (0.071429, 0.321429, 0.607143), abs=6e-7
    )
    ranks = {"method": "rank", "ranks": [1, 2, 3, 4], "formula": "rank_sum"}
    assert weighed(ranks).weights == pytest.approx((0.4, 0.3, 0.2, 0.1))
    assert weighed({**ranks, "criteria": list(IDS[::-1])}).weights == pytest.approx((0.1, 0.2, 0.3, 0.4))
    by_id = {"flat": 1, "road": 2, "ix": 3, "grid": 4}
    assert weighed({**ranks, "ranks": by_id}).weights == pytest.approx((0.1, 0.2, 0.3, 0.4))
    assert weighed({"method": "rank", "ranks": [1, 2, 3, 4]}).weights[0] == pytest.approx(0.5208, abs=5e-5)


def test_a_tree_multiplies_shares_down_to_the_criteria():
    assert weighed({"method": "tree", "tree": TREE}).weights == pytest.approx((0.15, 0.2, 0.45, 0.2))


def test_the_published_tree_of_two_levels():
    ids = ("a1", "a2", "b1", "b2", "b3", "b4", "c")
    tree = [
        {"id": "a", "weight": 0.58155, "children": [{"id": "a1", "weight": 0.875}, {"id": "a2", "weight": 0.125}]},
        {"id": "b", "weight": 0.309, "children": [
            {"id": i, "weight": w} for i, w in zip(ids[2:6], (0.45668, 0.06289, 0.33496, 0.14547))
        ]},
        {"id": "c", "weight": 0.10945},
    ]  # fmt: skip
    wanted = (0.50886, 0.07269, 0.14111, 0.01943, 0.10350, 0.04495, 0.10945)
    assert weighed({"method": "tree", "tree": tree}, ids).weights == pytest.approx(wanted, abs=6e-6)


def test_groups_of_a_tree_may_have_judgements_in_place_of_weights():
    tree = [
        {"id": "power", "matrix": [3], "children": [{"id": "grid"}, {"id": "road"}]},
        {"id": "ix"},
        {"id": "flat"},
    ]
    found = weighed({"method": "tree", "tree": tree, "matrix": [3, 5, 2]})
    top = ahp(judgement_matrix([3, 5, 2]))
    a, b, c = top.weights
    assert found.weights == pytest.approx((0.75 * a, b, 0.25 * a, c))
    assert [(level.group, level.members) for level in found.levels] == [
        ("", ("power", "ix", "flat")), ("power", ("grid", "road")),
    ]  # fmt: skip
    assert found.cr == top.cr


def test_direct_weights_are_shares_of_their_sum_and_rest_on_no_judgement():
    scenario = raw({"method": "direct"})
    for criterion, weight in zip(scenario["criteria"], (4, 3, 2, 1)):
        criterion["weight"] = weight
    from pathlib import Path

    found = weigh(build_scenario(scenario, Path(), "x"))
    assert found.weights == pytest.approx((0.4, 0.3, 0.2, 0.1))
    assert found.cr is None


def test_the_examples_of_the_documentation_are_read(repository):
    text = (repository / "docs" / "weights.md").read_text(encoding="utf-8")
    block = text.split("```json\n")[1].split("```")[0]
    found = [json.loads(part) for part in block.split('"weighting": ')[1:]]
    assert [w["method"] for w in found] == ["direct", "ahp", "best_worst", "rank", "tree"]
    for weighting in found:
        ids = ("grid", "spread", "ix") if weighting["method"] == "tree" else ("grid", "ix", "road")
        assert math.fsum(weighed(weighting, ids).weights) == pytest.approx(1)


# Faults

FAULTS = [
    ({"method": "ahpp"}, "weighting.method", "did you mean ahp?", True),
    ({}, "weighting.method", "direct", True),
    ({"method": "direct", "matrix": FOUR}, "weighting.matrix", "unknown key", True),
    ({"method": "ahp"}, "weighting", "matrix is missing", True),
    ({"method": "ahp", "matrx": FOUR}, "weighting.matrx", "did you mean matrix?", True),
    ({"method": "ahp", "matrix": [3, 7, 3, 9, 1, 0]}, "weighting.matrix[5]", "above 0", True),
    ({"method": "ahp", "matrix": [3, 7, -3, 9, 1, 2]}, "weighting.matrix[2]", "above 0", True),
    ({"method": "ahp", "matrix": [[3, 7, "x"], [9, 1], [2]]}, "weighting.matrix[0][2]", "'x' is no number", True),
    ({"method": "ahp", "matrix": [[3, 7, "1/0"], [9, 1], [2]]}, "weighting.matrix[0][2]", "'1/0'", False),
    ({"method": "ahp", "matrix": "3,7"}, "weighting.matrix", "not a list", True),
    ({"method": "ahp", "matrix": []}, "weighting.matrix", "at least 1", True),
    ({"method": "ahp", "matrix": FOUR, "priorities": "mean"}, "weighting.priorities", "geometric_mean", True),
    ({"method": "ahp", "matrix": [3, 5, 2]}, "weighting.matrix", "for 4 criteria; give 16 row by row, or 6", False),
    ({"method": "ahp", "matrix": [[1, 2], [1, 2, 3]]}, "weighting.matrix", "not square", False),
    ({"method": "ahp", "matrix": [[1, 2, 2, 2], [1, 1, 2, 2], ["1/2", "1/2", 1, 2], ["1/2", "1/2", "1/2", 1]]},
     "weighting.matrix", "not reciprocal", False),
    ({"method": "ahp", "matrix": FOUR, "criteria": ["grid", "ix", "rood", "flat"]}, "weighting.criteria[2]",
     "did you mean road?", False),
    ({"method": "ahp", "matrix": FOUR, "criteria": ["grid", "ix", "flat"]}, "weighting.criteria", "road is missing", False),
    ({"method": "ahp", "matrix": FOUR, "criteria": ["grid", "ix", "flat", "grid"]}, "weighting.criteria",
     "grid stands more than once", False),
    ({"method": "best_worst", "best_to_others": [1, 2, 3, 8]}, "weighting", "others_to_worst is missing", True),
    ({"method": "best_worst", "best_to_others": [1, 2, 0, 8], "others_to_worst": [8, 3, 2, 1]},
     "weighting.best_to_others[2]", "below 1", True),
    ({"method": "best_worst", "best_to_others": {"grid": "x"}, "others_to_worst": [8, 3, 2, 1]},
     "weighting.best_to_others.grid", "not a number", True),
    ({"method": "best_worst", "best_to_others": [1, 2, 8], "others_to_worst": [8, 3, 2, 1]},
     "weighting.best_to_others", "3 values for 4 criteria (grid, ix, road, flat)", False),
    ({"method": "best_worst", "best_to_others": [2, 2, 3, 8], "others_to_worst": [8, 3, 2, 1]},
     "weighting", "hold no 1", False),
    ({"method": "best_worst", "best_to_others": [1, 2, 3, 8], "others_to_worst": [9, 3, 2, 1]},
     "weighting", "same number", False),
    ({"method": "rank", "ranks": [1, 2, 3]}, "weighting.ranks", "3 values for 4 criteria", False),
    ({"method": "rank", "ranks": [1, 2, 3, 5]}, "weighting.ranks", "Rank 4 is 5", False),
    ({"method": "rank", "ranks": [0, 1, 2, 3]}, "weighting.ranks[0]", "below 1", True),
    ({"method": "rank", "ranks": {"grid": 1, "ix": 2, "rood": 3, "flat": 4}}, "weighting.ranks.rood",
     "did you mean road?", False),
    ({"method": "rank", "ranks": {"grid": 1, "ix": 2, "flat": 4}}, "weighting.ranks", "road is missing", False),
    ({"method": "rank", "ranks": [1, 2, 3, 4], "formula": "centroid"}, "weighting.formula", "roc", True),
    ({"method": "tree", "tree": []}, "weighting.tree", "at least 1", True),
    ({"method": "tree", "tree": TREE[:2]}, "weighting.tree", "flat is missing", False),
    ({"method": "tree", "tree": [*TREE, {"id": "ix", "weight": 1}]}, "weighting.tree", "ix stands more than once", False),
    ({"method": "tree", "tree": [TREE[0], TREE[1], {"id": "flatt", "weight": 1}]}, "weighting.tree[2].id",
     "did you mean flat?", False),
    ({"method": "tree", "tree": [TREE[0], TREE[1], {"id": "flat"}]}, "weighting.tree[2]", "weight is missing", False),
    ({"method": "tree", "tree": [TREE[0], TREE[1], {"id": "flat", "weight": -1}]}, "weighting.tree[2].weight", "below 0", True),
    ({"method": "tree", "tree": [TREE[0], TREE[1], {"id": "flat", "wait": 1}]}, "weighting.tree[2].wait", "weight", True),
    ({"method": "tree", "tree": [{"id": "p", "weight": 1, "children": [{"id": i, "weight": 0} for i in IDS]}]},
     "weighting.tree[0].children", "all weights are 0", False),
    ({"method": "tree", "tree": [{"id": "p", "weight": 1, "matrix": [3, 5], "children": [{"id": i} for i in IDS]}]},
     "weighting.tree[0].matrix", "for 4 criteria", False),
    ({"method": "tree", "tree": [TREE[0], TREE[1], {"id": "flat", "weight": 1, "matrix": [3]}]}, "weighting.tree[2].matrix",
     "there are none", False),
]  # fmt: skip


def nested(depth):
    node = {"id": "grid", "weight": 1}
    for i in range(depth):
        node = {"id": f"g{i}", "weight": 1, "children": [node]}
    return {"method": "tree", "tree": [node]}


@pytest.mark.parametrize(
    ("weighting", "place", "word", "_schema"), FAULTS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_fault_of_the_weights_is_told_with_its_place(weighting, place, word, _schema):
    with pytest.raises(ScenarioError) as error:
        weighed(weighting)
    found = error.value.faults
    assert any(f.startswith(place + ":") and word in f for f in found), found
    assert "\n" not in str(error.value)


def test_every_fault_of_the_weights_is_told_at_once():
    tree = [{"id": "p", "weight": -1, "children": [{"id": "grid"}]}, {"id": "x", "wait": 1}]
    with pytest.raises(ScenarioError) as error:
        weighed({"method": "tree", "tree": tree, "formula": "roc"})
    assert {f.split(":")[0] for f in error.value.faults} == {
        "weighting.tree[0].weight", "weighting.tree[1].wait", "weighting.formula",
    }  # fmt: skip
    given = {"method": "best_worst", "best_to_others": [1, 2], "others_to_worst": {"grid": 8, "x": 2}}
    with pytest.raises(ScenarioError) as error:
        weighed({**given, "criteria": ["grid", "y", "road", "flat"]})
    told = " ".join(error.value.faults)
    for words in ("no criterion y", "ix is missing", "2 values for 4", "no criterion x", "road is missing"):
        assert words in told


def test_a_tree_nested_beyond_reason_is_a_fault_and_no_crash():
    assert weighed(nested(15), ("grid",)).weights == (1,)
    with pytest.raises(ScenarioError, match="deeper than 20"):
        weighed(nested(120), ("grid",))


@pytest.fixture(scope="module")
def validator():
    jsonschema = pytest.importorskip("jsonschema")
    return jsonschema.Draft7Validator(json_schema())


def test_editors_accept_every_method(validator):
    for weighting in (
        {"method": "direct"},
        {"method": "ahp", "matrix": FOUR, "criteria": list(IDS), "priorities": "column_mean"},
        {"method": "ahp", "matrix": [[1, 2], ["1/2", 1]]},
        {
            "method": "best_worst",
            "best_to_others": [1, 2],
            "others_to_worst": {"a": 2, "b": 1},
            "model": "nonlinear",
        },
        {"method": "rank", "ranks": [1, 2.5, 2.5]},
        {"method": "tree", "tree": TREE, "note": "x"},
        nested(5),
    ):
        assert [e.message for e in validator.iter_errors(raw(weighting))] == [], weighting


@pytest.mark.parametrize("weighting", [w for w, _, _, seen in FAULTS if seen], ids=str)
def test_editors_refuse_what_the_reader_refuses(validator, weighting):
    assert not validator.is_valid(raw(weighting))


# Runs


@pytest.fixture
def scenario(tmp_path):
    """Write a scenario of four criteria that read four rasters; returns its path."""
    rng = np.random.default_rng(1)
    for name in IDS:
        write_raster(tmp_path / f"{name}.tif", rng.random((3, 4)).astype(np.float32), (0, 300), 100)

    def write(weighting, **more):
        out = raw(weighting, **more)
        out["layers"] = {i: {"source": f"{i}.tif"} for i in IDS}
        for criterion in out["criteria"]:
            criterion.update(layer=criterion["id"], title=f"Title of {criterion['id']}")
        path = tmp_path / "scenario.json"
        path.write_text(json.dumps(out), encoding="utf-8")
        return path

    return write


def read(path):
    from osgeo import gdal

    return gdal.Open(str(path)).ReadAsArray()


def test_a_run_weighs_by_the_judgements_and_says_so(scenario, tmp_path):
    path = scenario({"method": "ahp", "matrix": FOUR})
    wanted = {
        n: str(tmp_path / f)
        for n, f in (("suitability", "s.tif"), ("report", "r.html"), ("run_log", "l.json"))
    }
    run_scenario(path, Outputs(**wanted), Options(threads=1))
    scores = np.stack([read(tmp_path / f"{i}.tif") for i in IDS])
    weights = np.array(ahp(judgement_matrix(FOUR)).weights)
    assert read(wanted["suitability"]) == pytest.approx(np.tensordot(weights, scores, 1), abs=1e-6)
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "pairwise comparisons (analytic hierarchy process, principal eigenvector)" in text
    assert "consistency ratio 0.074" in text
    (told,) = json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))["weighting"]
    assert told["method"] == "ahp"
    assert told["judgements"][0]["cr"] == pytest.approx(0.0738, abs=5e-5)


def test_horizons_may_change_the_weighting_as_a_whole_or_a_weight_of_a_tree(scenario):
    within = {"weighting.tree.power.children.grid.weight": 9, "weighting.tree.ix.weight": 6}
    whole = {"weighting": {"method": "rank", "ranks": [4, 3, 2, 1], "formula": "rank_sum"}}
    path = scenario(
        {"method": "tree", "tree": TREE},
        horizons=[
            {"id": "now", "year": 2028},
            {"id": "tree", "year": 2030, "set": within},
            {"id": "ranks", "year": 2035, "set": whole},
        ],
    )
    loaded, given = load_scenario(path)
    found = [weigh(s).weights for _, s in at_horizons(loaded, given)]
    assert found[0] == pytest.approx((0.15, 0.2, 0.45, 0.2))
    assert found[1] == pytest.approx((0.225, 0.6, 0.075, 0.1))
    assert found[2] == pytest.approx((0.1, 0.2, 0.3, 0.4))
    faulty = json.loads(path.read_text(encoding="utf-8"))
    faulty["horizons"][2]["set"] = {"weighting.tree.pwer.weight": 1}
    path.write_text(json.dumps(faulty), encoding="utf-8")
    with pytest.raises(ScenarioError, match="did you mean power") as error:
        load_scenario(path)
    assert error.value.faults[0].startswith("horizons[2] (ranks):")


def test_a_plan_knows_how_its_weights_came_about(scenario):
    from wattbit.core.engine.sources import Sources

    loaded, given = load_scenario(scenario({"method": "ahp", "matrix": FOUR}))
    grid = lattice_grid((0, 0, 400, 300), "EPSG:6677", 100)
    plan = compile_plan(at_horizons(loaded, given), grid, Sources(loaded.folder, grid))
    assert plan.horizons[0].weights == plan.horizons[0].weighed.weights
    assert math.fsum(plan.horizons[0].weights) == pytest.approx(1)


# Words

WORDS = [
    ({"method": "direct"}, ("set in the scenario",), ("直接指定",)),
    ({"method": "ahp", "matrix": FOUR}, ("consistency ratio 0.074; not above 0.10",), ("整合比（C.R.）0.074",)),
    ({"method": "ahp", "matrix": [3, 5, "1/2", 3, 4, "1/9"]},
     ("above 0.10", "The worst: IX over FLAT is 4, while the others imply 1/4.24."), ("矛盾", "IX対FLATの4")),
    ({"method": "best_worst", "best_to_others": [1, 2, 4, 8], "others_to_worst": [8, 4, 2, 1]},
     ("the best is GRID, the worst FLAT", "consistency ratio 0.000"), ("最良はGRID、最悪はFLAT",)),
    ({"method": "rank", "ranks": [1, 2, 3, 4]}, ("rank order centroid",), ("順位重心",)),
    ({"method": "tree", "tree": TREE}, ("power 60.0% (GRID 25.0%, ROAD 75.0%), IX 20.0%, FLAT 20.0%",), ("power 60.0%（GRID",)),
    ({"method": "tree", "matrix": [3, 5, 2], "tree": [{k: v for k, v in n.items() if k != "weight"} for n in TREE]},
     ("Where a group has judgements", "Judgements: principal eigenvalue 3.004"), ("階層",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("weighting", "english", "japanese"), WORDS, ids=lambda v: v["method"] if isinstance(v, dict) else ""
)
def test_the_report_says_where_the_weights_come_from(weighting, english, japanese):
    labels = {i: i.upper() for i in IDS}
    for language, wanted in (("en", english), ("ja", japanese)):
        told = " ".join(weighting_words(weighed(weighting), labels, Texts(language)))
        assert [w for w in wanted if w not in told] == [], told
        assert not re.search(r"[{}]", told)


def test_a_scenario_changed_in_hand_is_refused_with_a_sentence():
    from dataclasses import replace
    from pathlib import Path

    sound = build_scenario(raw({"method": "ahp", "matrix": FOUR}), Path(), "x")
    with pytest.raises(ScenarioError) as error:
        weigh(replace(sound, criteria=sound.criteria[:3]))
    assert "for 3 criteria" in str(error.value)
    with pytest.raises(ScenarioError) as error:
        weighed({"method": "rank", "ranks": [1, 2, 3]})
    assert_sentence(str(error.value) + ".", "weighting.ranks")
