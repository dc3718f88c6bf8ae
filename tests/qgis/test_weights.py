"""The algorithms that find weights, as QGIS runs them: published examples, tables, what the log says, what fails."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer, QgsVectorLayer
from wattbit.tests.qgis.tiny import memory_layer, point, raster, read

DRINKS = "9,5,2,1,1,1/2, 1/3,1/9,1/9,1/9,1/9, 1/3,1/4,1/3,1/9, 1/2,1,1/3, 2,1/2, 1/3"
FALSE = "3,5,1/2, 3,4, 1/9"  # not consistent
DIAKOULAKI = [
    (61, 1.08, 4.33), (20.7, 0.26, 4.34), (16.3, 1.98, 2.53), (9, 3.29, 1.65), (5.4, 2.77, 2.33), (4, 4.12, 1.21),
    (-6.1, 3.52, 2.10), (-34.6, 3.31, 0.98),
]  # fmt: skip
CRITIC = (0.20222554, 0.48090173, 0.31687273)


@pytest.fixture
def run(provider, tmp_path):
    """Run an algorithm into `tmp_path`, destinations by file name; returns its results and what it told."""
    import processing

    def run_one(name, **parameters):
        wanted = [p.name() for p in provider.algorithm(name).parameterDefinitions() if p.isDestination()]
        files = {k: str(tmp_path / v) for k, v in parameters.items() if k in wanted}
        feedback = QgsProcessingFeedback()
        results = processing.run(f"wattbit:{name}", {**parameters, **files}, feedback=feedback)
        return results, feedback.textLog()

    return run_one


def numbers(text):
    return [float(t) for t in text.split(",")]


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def failure(run, name, **parameters):
    """The sentence with which an algorithm refuses, without what QGIS puts before it."""
    with pytest.raises(QgsProcessingException) as error:
        run(name, **parameters)
    text = str(error.value).strip()
    assert text.endswith(".") and "Traceback" not in text
    return text


# ahpweights ------------------------------------------------------------------------------------


def test_saatys_drinks_by_the_toolbox(run):
    result, told = run(
        "ahpweights", MATRIX=DRINKS, NAMES="coffee,wine,tea,beer,soda,milk,water", OUTPUT="w.csv"
    )
    assert numbers(result["WEIGHTS"]) == pytest.approx(
        (0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268), abs=6e-5
    )
    assert sum(numbers(result["WEIGHTS"])) == pytest.approx(1, abs=1e-9)
    assert result["LAMBDA_MAX"] == pytest.approx(7.17663, abs=5e-6)
    assert (result["CI"], result["CR"]) == pytest.approx((0.02944, 0.0223), abs=5e-5)
    assert result["CONSISTENT"] is True
    table = rows(result["OUTPUT"])
    assert [r["criterion"] for r in table] == ["coffee", "wine", "tea", "beer", "soda", "milk", "water"]
    assert [float(r["weight"]) for r in table] == pytest.approx(numbers(result["WEIGHTS"]))
    assert "water: 0.3268" in told and "contradict" not in told


@pytest.mark.parametrize(
    "matrix",
    [
        [3, 7, 3, 9, 1, 1 / 7],
        ["3", 7, 3.0, 9, 1, "1/7"],
        "3,7,3,9,1,1/7",
        "1,3,7,3,1/3,1,9,1,1/7,1/9,1,1/7,1/3,1,7,1",
        [[1, 3, 7, 3], ["1/3", 1, 9, 1], ["1/7", "1/9", 1, "1/7"], ["1/3", 1, 7, 1]],
    ],
    ids=str,
)
def test_a_matrix_is_taken_as_a_list_as_text_or_as_rows(run, matrix):
    result, _ = run("ahpweights", MATRIX=matrix)
    assert numbers(result["WEIGHTS"]) == pytest.approx((0.5101, 0.2344, 0.0405, 0.2151), abs=6e-5)
    assert result["CR"] == pytest.approx(0.0738, abs=5e-5)
    assert result.get("OUTPUT") is None


def test_contradicting_judgements_are_told_and_ranked(run):
    result, told = run("ahpweights", MATRIX=FALSE, NAMES="grid,ix,road,flat", JUDGEMENTS="j.csv")
    assert result["CR"] > 0.10 and result["CONSISTENT"] is False
    first, *_ = ranked = rows(result["JUDGEMENTS"])
    assert len(ranked) == 6
    gains = [float(r["contribution"]) for r in ranked]
    assert gains == sorted(gains, reverse=True)
    assert f"{first['more_important']} over {first['less_important']} is" in told
    # With the value that the others imply, the ratio is the one that the table promises.
    names = ["grid", "ix", "road", "flat"]
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    values = FALSE.replace(" ", "").split(",")
    more, less = first["more_important"], first["less_important"]
    if (more, less) in pairs:
        values[pairs.index((more, less))] = first["implied"]
    else:
        values[pairs.index((less, more))] = str(1 / float(first["implied"]))
    again, _ = run("ahpweights", MATRIX=",".join(values))
    assert again["CR"] == pytest.approx(float(first["cr_if_implied"]), abs=1e-6)
    assert again["CR"] < result["CR"]


def test_names_decide_what_a_count_means(run):
    ones = ",".join(["1"] * 36)
    assert len(numbers(run("ahpweights", MATRIX=ones)[0]["WEIGHTS"])) == 6
    assert len(numbers(run("ahpweights", MATRIX=ones, NAMES="a,b,c,d,e,f,g,h,i")[0]["WEIGHTS"])) == 9


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"MATRIX": "1,2,3,4"}, "itself is 1"),
        ({"MATRIX": "1,2,3,1"}, "not reciprocal"),
        ({"MATRIX": "1,2,3,4,5"}, "neither a square"),
        ({"MATRIX": "3,0,2"}, "is 0"),
        ({"MATRIX": "3,-1,2"}, "is -1"),
        ({"MATRIX": "3,x,2"}, "'x'"),
        ({"MATRIX": "3,nan,2"}, "nan"),
        ({"MATRIX": [3, None, 2]}, "blank"),
        ({"MATRIX": ""}, "MATRIX"),
        ({"MATRIX": "3,5,2", "NAMES": "a,b"}, "for 2 criteria"),
        ({"MATRIX": "3,5,2", "NAMES": "a,b,a"}, "stands twice"),
        ({"MATRIX": "3,5,2", "METHOD": "mean"}, "eigenvector"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_judgements_that_cannot_be_used_fail_with_one_sentence(run, tmp_path, changes, word):
    assert word in failure(run, "ahpweights", OUTPUT="w.csv", **changes)
    assert list(tmp_path.iterdir()) == []


# bestworstweights and rankweights --------------------------------------------------------------


def test_rezaeis_example_by_the_toolbox(run):
    lists = {"BEST_TO_OTHERS": "8,2,1", "OTHERS_TO_WORST": "1,5,8"}
    far, told = run(
        "bestworstweights", **lists, MODEL="nonlinear", NAMES="quality,price,style", OUTPUT="w.csv"
    )
    assert numbers(far["WEIGHTS"]) == pytest.approx((0.0714, 0.3387, 0.5899), abs=6e-5)
    assert (far["XI"], far["CR"]) == pytest.approx((0.2583, 0.058), abs=3e-4)
    assert "best is style, the worst quality" in told and "comparisons of price" in told
    assert [r["criterion"] for r in rows(far["OUTPUT"])] == ["quality", "price", "style"]
    near, _ = run("bestworstweights", **lists)
    assert numbers(near["WEIGHTS"]) == pytest.approx((0.071429, 0.321429, 0.607143), abs=6e-7)
    assert near["XI"] == pytest.approx(0.035714, abs=6e-7)
    assert near["CR"] == far["CR"]


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        ("8,2", "1,5,8", "2 comparisons"),
        ("8,2,3", "1,5,8", "no 1"),
        ("8,2,1", "2,5,8", "no 1"),
        ("8,0,1", "1,5,8", "is 0"),
        ("8,x,1", "1,5,8", "BEST_TO_OTHERS"),
        ("8,nan,1", "1,5,8", "BEST_TO_OTHERS"),
        ("8,2,1", "", "OTHERS_TO_WORST"),
        ("8,2,1", "1,5,7", "same number"),
    ],
)
def test_comparisons_that_cannot_be_used_fail_with_one_sentence(run, first, second, word):
    assert word in failure(run, "bestworstweights", BEST_TO_OTHERS=first, OTHERS_TO_WORST=second)


def test_ranks_by_the_toolbox_with_ties(run):
    wanted = {
        "roc": (0.5208, 0.2708, 0.1458, 0.0625), "rank_sum": (0.4, 0.3, 0.2, 0.1),
        "rank_reciprocal": (0.48, 0.24, 0.16, 0.12),
    }  # fmt: skip
    for method, weights in wanted.items():
        result, _ = run("rankweights", RANKS="1,2,3,4", METHOD=method, OUTPUT="r.csv")
        assert numbers(result["WEIGHTS"]) == pytest.approx(weights, abs=5e-5)
    assert [r["rank"] for r in rows(result["OUTPUT"])] == ["1", "2", "3", "4"]
    tied, _ = run("rankweights", RANKS="1,2,2,4", METHOD="rank_sum")
    assert numbers(tied["WEIGHTS"]) == pytest.approx((0.4, 0.25, 0.25, 0.1))
    for ranks, word in (("1,0", "is 0"), ("1,-2", "is -2"), ("1,a", "'a'"), ("1,9", "is 9"), ("", "RANKS")):
        assert word in failure(run, "rankweights", RANKS=ranks)
    assert "3 NAMES for 2" in failure(run, "rankweights", RANKS="1,2", NAMES="a,b,c")


# dataweights -----------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "地点.csv"
    lines = [
        "site,profit,quality,price",
        *(f"s{i},{','.join(map(str, r))}" for i, r in enumerate(DIAKOULAKI)),
    ]
    path.write_text("\n".join([*lines, "s9,,1,2"]), encoding="utf-8")
    return path


@pytest.mark.parametrize("by", ["path", "layer", "memory"])
def test_the_published_critic_weights_from_a_table(run, table, by):
    given = str(table)
    if by == "layer":
        given = QgsVectorLayer(f"{table.as_uri()}?detectTypes=yes&geomType=none", "t", "delimitedtext")
        assert given.isValid()
    if by == "memory":
        features = [(point(0, 0), *r) for r in [*DIAKOULAKI, (None, 1, 2)]]
        given = memory_layer(features, "profit:double,quality:double,price:double")
    result, told = run("dataweights", TABLE=given, METHOD="critic", OUTPUT="w.csv")
    assert numbers(result["WEIGHTS"]) == pytest.approx(CRITIC, abs=5e-9)
    assert (result["ROWS"], result["OMITTED"]) == (8, 1)
    assert [r["criterion"] for r in rows(result["OUTPUT"])] == ["profit", "quality", "price"]
    assert "8 cells or rows used, 1 left out" in told
    assert by != "path" or "no criteria: site" in told


def test_columns_are_chosen_by_name_and_costs_told(run, table):
    result, _ = run("dataweights", TABLE=str(table), METHOD="critic", NAMES="price,quality", BENEFIT="0,1")
    x = np.array([*DIAKOULAKI, (0, 1, 2)])[:, [2, 1]]  # the last row lacks profit only
    score = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    score[:, 0] = 1 - score[:, 0]
    raw = score.std(axis=0) * (1 - np.corrcoef(score.T)).sum(axis=0)
    assert numbers(result["WEIGHTS"]) == pytest.approx(raw / raw.sum())


@pytest.fixture
def rasters(tmp_path):
    """Three rasters; the third is constant, and the first does not know the first two cells."""
    values = np.append(
        0.1 + 0.9 * np.random.default_rng(1).random((2, 20, 30)), np.full((1, 20, 30), 0.4), axis=0
    )
    values[0, 0, :2] = -9999
    return [str(raster(tmp_path / f"{name}.tif", v)) for name, v in zip(("grid", "ix", "flat"), values)]


def test_rasters_are_weighed_cell_by_cell_and_a_constant_one_is_noted(run, rasters):
    result, told = run("dataweights", INPUT=rasters, METHOD="entropy", OUTPUT="w.csv")
    values = np.stack([read(p).ravel() for p in rasters])[:, 2:]
    p = values / values.sum(axis=1, keepdims=True)
    raw = 1 + (p * np.log(p)).sum(axis=1) / np.log(598)
    assert numbers(result["WEIGHTS"]) == pytest.approx(
        [raw[0] / raw[:2].sum(), raw[1] / raw[:2].sum(), 0], abs=1e-7
    )
    assert (result["ROWS"], result["OMITTED"]) == (598, 2)
    assert "flat is constant" in told
    layers = [QgsRasterLayer(p, f"layer {i}") for i, p in enumerate(rasters)]
    for method in ("critic", "merec"):
        by_layer, _ = run("dataweights", INPUT=layers, METHOD=method, OUTPUT="v.csv")
        assert by_layer["WEIGHTS"] == run("dataweights", INPUT=rasters, METHOD=method)[0]["WEIGHTS"]
        assert rows(by_layer["OUTPUT"])[1]["criterion"] == "layer 1"


def test_excluded_cells_do_not_count(run, rasters, tmp_path):
    mask = np.zeros((20, 30))
    mask[:5] = 3
    result, _ = run(
        "dataweights", INPUT=rasters[:2], METHOD="critic", EXCLUSION=str(raster(tmp_path / "m.tif", mask))
    )
    assert (result["ROWS"], result["OMITTED"]) == (450, 0)


def test_data_that_give_no_weights_fail_with_one_sentence(run, rasters, table, tmp_path):
    moved = str(raster(tmp_path / "moved.tif", np.ones((20, 30)), corner=(50, 500)))
    empty = str(raster(tmp_path / "empty.tif", np.full((20, 30), -9999.0)))
    zero = str(raster(tmp_path / "zero.tif", np.arange(599.0, -1, -1).reshape(20, 30)))
    text = failure(run, "dataweights", INPUT=[rasters[0], moved], METHOD="critic")
    assert "moved" in text and "another grid" in text and "gdal:warpreproject" in text
    assert "empty has no value" in failure(run, "dataweights", INPUT=[rasters[0], empty], METHOD="critic")
    assert "above 0" in failure(run, "dataweights", INPUT=[rasters[0], zero], METHOD="merec")
    assert "profit goes down to -34.6" in failure(run, "dataweights", TABLE=str(table), METHOD="entropy")
    assert "constant" in failure(run, "dataweights", INPUT=[rasters[2], rasters[2]], METHOD="critic")
    assert "one of the two" in failure(run, "dataweights", METHOD="critic")
    assert "one of the two" in failure(run, "dataweights", INPUT=rasters, TABLE=str(table), METHOD="critic")
    assert "BENEFIT" in failure(run, "dataweights", INPUT=rasters, METHOD="critic", BENEFIT="1,0")
    assert "BENEFIT" in failure(run, "dataweights", INPUT=rasters, METHOD="critic", BENEFIT="1,0,2")
    assert "NAMES" in failure(run, "dataweights", INPUT=rasters, METHOD="critic", NAMES="a,b")
    assert "no column cost" in failure(
        run, "dataweights", TABLE=str(table), METHOD="critic", NAMES="price,cost"
    )


# groupweights ----------------------------------------------------------------------------------


def test_two_experts_are_joined_by_judgements_and_by_priorities(run):
    for aggregation in ("judgements", "priorities"):
        result, told = run(
            "groupweights",
            MATRICES="2|8",
            AGGREGATION=aggregation,
            NAMES="grid,ix",
            OUTPUT="w.csv",
            EXPERTS="e.csv",
        )
        assert numbers(result["WEIGHTS"]) == pytest.approx((0.8, 0.2))
        assert (result["CR"], result["CONSISTENT"]) == (0, True)
        assert 0 < result["CONSENSUS"] < 1 and "Consensus" in told
    first = rows(result["OUTPUT"])[0]
    assert (first["criterion"], float(first["expert_1"]), float(first["expert_2"])) == (
        "grid", pytest.approx(2 / 3), pytest.approx(8 / 9),
    )  # fmt: skip
    assert [r["share"] for r in rows(result["EXPERTS"])] == ["0.5", "0.5"]


def test_an_inconsistent_expert_is_told(run):
    _, told = run("groupweights", MATRICES=f"1,1,1,1,1,1\n{FALSE}", EXPERT_WEIGHTS="3,1")
    assert "Expert 2:" in told and "Expert 1:" not in told and "the others imply" in told


def test_a_group_that_cannot_be_joined_fails_with_one_sentence(run):
    assert "expert 2 of MATRICES" in failure(run, "groupweights", MATRICES="3,5,2|3,0,2")
    assert "Expert 2 compares 2" in failure(run, "groupweights", MATRICES="3,5,2|3")
    assert "1 weights for 2" in failure(run, "groupweights", MATRICES="3,5,2|3,1,2", EXPERT_WEIGHTS="1")
    assert "MATRICES" in failure(run, "groupweights", MATRICES=" | ")


# Chains and the command line -------------------------------------------------------------------


def test_weights_go_straight_into_the_overlay(run, rasters):
    weights = run("ahpweights", MATRIX="3")[0]["WEIGHTS"]
    result, _ = run("overlay", CRITERIA=rasters[:2], WEIGHTS=weights, OUTPUT="o.tif")
    a, b = (read(p) for p in rasters[:2])
    assert np.allclose(read(result["OUTPUT"]), 0.75 * a + 0.25 * b, atol=1e-6, equal_nan=True)


def test_the_command_line_takes_judgements_as_text_and_fails_with_a_code(command_line, tmp_path):
    done = command_line(
        "run", "wattbit:ahpweights", "--json", "--", f"MATRIX={DRINKS}", f"OUTPUT={tmp_path / 'w.csv'}"
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["results"]
    assert numbers(found["WEIGHTS"])[6] == pytest.approx(0.3268, abs=6e-5)
    assert found["CR"] == pytest.approx(0.0223, abs=5e-5)
    assert found["CONSISTENT"] is True
    assert len(rows(tmp_path / "w.csv")) == 7
    said = command_line.failure("wattbit:ahpweights", MATRIX="1,2,3,1")
    assert len(said.splitlines()) == 1 and "not reciprocal" in said
