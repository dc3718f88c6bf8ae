"""Explanations, against the inputs, against a run, and by making the change that they name."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
from shapely.geometry import Point, box
from wattbit.core.errors import InputError
from wattbit.core.explain.explain import explain_places, explain_point
from wattbit.core.explain.run import Asking, explain_to
from wattbit.core.explain.subject import open_subject
from wattbit.core.explain.words import FOLDER, Words
from wattbit.core.run.run import Outputs, run_scenario
from wattbit.core.scenario.read import load_scenario
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.layers import open_layer, read_features, read_raster, write_raster, write_vector


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A scenario of 10 x 10 cells of 100 m with one rule of each kind."""
    out = tmp_path_factory.mktemp("explain")
    write_vector(out / "road.gpkg", [(Point(50, 950), {"name": "国道"})])
    slope = np.tile(np.arange(10) * 2.0, (10, 1)).astype(np.float32)
    slope[0, 5] = -9999
    write_raster(out / "slope.tif", slope, (0, 1000), 100, nodata=-9999)
    flood = [
        (box(0, 0, 200, 200), {"name": "小川", "depth": 3.0}),
        (box(0, 0, 400, 100), {"name": "大川", "depth": 5.0}),
    ]
    write_vector(out / "flood.gpkg", flood)
    write_vector(out / "park.gpkg", [(box(0, 500, 100, 600), {"name": "公園"})])
    capacity = [
        (Point(550, 550), {"name": "A", "side": "demand", "spare_mw": 60.0, "voltage_kv": 66.0, "year_available": 2040}),
        (Point(650, 550), {"name": "B", "side": "demand", "spare_mw": None, "voltage_kv": 66.0, "year_available": None}),
        (Point(950, 550), {"name": "C", "side": "demand", "spare_mw": 80.0, "voltage_kv": 66.0, "year_available": None}),
        (Point(950, 450), {"name": "D", "side": "demand", "spare_mw": 5.0, "voltage_kv": 6.6, "year_available": None}),
        (Point(850, 450), {"name": "E", "side": "generation", "spare_mw": 500.0, "voltage_kv": 66.0, "year_available": None}),
    ]  # fmt: skip
    write_vector(out / "capacity.gpkg", capacity)
    scenario = {
        "format": "wattbit-scenario/1",
        "title": "explained",
        "grid": {"crs": "EPSG:6677", "extent": [0, 0, 1000, 1000], "cell_size_m": 100},
        "facility": {"demand_mw": 50, "horizon_year": 2030},
        "layers": {
            "road": {"source": "road.gpkg"}, "slope": {"source": "slope.tif"}, "flood": {"source": "flood.gpkg"},
            "park": {"source": "park.gpkg"}, "capacity": {"source": "capacity.gpkg"},
        },
        "exclusions": [
            {"id": "deep", "layer": "flood", "where": "depth >= 3"},
            {"id": "near_park", "layer": "park", "buffer_m": 210},
            {"id": "steep", "layer": "slope", "ranges": "16:"},
        ],
        "criteria": [
            {"id": "grid", "type": "grid_capacity", "layer": "capacity", "max_distance_m": 2000, "weight": 3},
            {"id": "road", "type": "distance", "layer": "road", "weight": 1,
             "value": {"function": "linear", "low": 900, "high": 0}},
            {"id": "flat", "type": "raster", "layer": "slope", "weight": 1,
             "value": {"function": "linear", "low": 20, "high": 0}},
        ],
        "candidates": {"count": 3, "min_score": 0.6},
    }  # fmt: skip
    (out / "s.json").write_text(json.dumps(scenario), encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def subject(folder):
    return open_subject(folder / "s.json")


def at(subject, column, row):
    """The explanation of a cell counted from the north-west."""
    return explain_point(subject, 100 * column + 50, 950 - 100 * row)


def test_contributions_sum_to_the_score_worked_out_by_hand(subject):
    told = at(subject, 4, 4)
    facts = {c.id: c for c in told.criteria}
    # C is 500 m away: 1 - 500/2000. The road is hypot(400, 400) m away. The slope is 8 degrees.
    assert facts["grid"].score == pytest.approx(1 - 500 / 2000)
    assert facts["road"].raw == pytest.approx(np.hypot(400, 400))
    assert (facts["flat"].raw, facts["flat"].score) == pytest.approx((8, 0.6))
    expected = 0.6 * 0.75 + 0.2 * (1 - np.hypot(400, 400) / 900) + 0.2 * 0.6
    assert told.score == pytest.approx(expected)
    assert sum(c.contribution for c in told.criteria) == pytest.approx(told.score)
    assert told.limiting.id == "grid"  # loses 0.15, the others 0.126 and 0.08
    assert (told.state, told.rules, told.change) == ("eligible", (), None)


def test_a_distance_is_told_beyond_the_last_breakpoint_too(subject):
    road = {c.id: c for c in at(subject, 7, 9).criteria}["road"]
    assert (road.raw, road.score) == (pytest.approx(np.hypot(700, 900)), 0)


def test_every_cell_tells_what_a_run_writes(folder, subject, tmp_path):
    wanted = Outputs(suitability=str(tmp_path / "s.tif"), exclusion=str(tmp_path / "e.tif"))
    run_scenario(folder / "s.json", wanted)
    score, bits = read_raster(tmp_path / "s.tif")[0], read_raster(tmp_path / "e.tif")[0]
    ids = [r.id for r in subject.horizon.rules]
    for row in range(10):
        for column in range(10):
            told = at(subject, column, row)
            if told.state == "eligible":
                assert told.score == pytest.approx(score[row, column], abs=1e-6)
            else:
                assert np.isnan(score[row, column])
            if not np.isnan(bits[row, column]):
                hit = [i for n, i in enumerate(ids) if int(bits[row, column]) >> n & 1]
                assert [r.id for r in told.excluded_by] == hit


def test_a_rule_tells_its_source_features_and_whether_it_excludes_alone(subject):
    (rule,) = at(subject, 0, 9).excluded_by
    assert (rule.id, set(rule.features), rule.alone) == ("deep", {"小川", "大川"}, 1.0)
    (park,) = at(subject, 2, 4).excluded_by
    assert (park.id, park.features) == ("near_park", ("公園",))
    (steep,) = at(subject, 9, 0).excluded_by
    assert (steep.id, steep.value) == ("steep", 18)


def test_each_connection_tells_why_it_cannot_serve(subject):
    told = {c.name: c for c in at(subject, 4, 4).connections}
    assert told["A"].obstacles == ("year",)
    assert (told["B"].obstacles, told["B"].spare_mw) == (("unknown",), None)
    assert told["C"].obstacles == ()
    assert told["D"].obstacles == ("mw", "voltage")
    assert told["E"].obstacles == ("side",)
    assert told["C"].metres == pytest.approx(500)


@pytest.mark.parametrize(
    ("column", "row", "path", "new"),
    [
        (2, 4, "exclusions.near_park.buffer_m", 149.0),  # the centre lies 150 m from the park
        (9, 1, "exclusions.steep.ranges", "18.1:"),
        (3, 9, "exclusions.deep.where", "depth > 5"),
        (5, 0, None, None),
    ],
)
def test_the_change_that_is_named_makes_the_place_eligible(folder, subject, tmp_path, column, row, path, new):
    told = at(subject, column, row)
    assert told.state != "eligible"
    if path is None:  # the slope is not assessed, which both a rule and a criterion need
        assert told.change is None
        return
    assert (told.change.path, told.change.new) == (path, new)
    for file in folder.iterdir():
        shutil.copy(file, tmp_path)
    scenario = json.loads((folder / "s.json").read_text(encoding="utf-8"))
    kind, id, key = path.split(".")
    next(e for e in scenario[kind] if e["id"] == id)[key] = new
    (tmp_path / "s.json").write_text(json.dumps(scenario), encoding="utf-8")
    assert at(open_subject(tmp_path / "s.json"), column, row).state == "eligible"


def test_a_low_score_is_told_with_the_least_score_that_would_take_it(subject):
    told = at(subject, 7, 9)
    assert told.score < 0.6
    assert told.change.path == "candidates.min_score"
    assert told.change.new <= told.score < told.change.new + 0.01


def test_a_polygon_is_told_over_its_eligible_cells(subject, tmp_path):
    places = open_layer(write_vector(tmp_path / "p.gpkg", [(box(400, 400, 1000, 500), {})]))
    (told,) = explain_places(subject, places)
    # Slopes 8 to 18: the last two of six columns are too steep.
    assert (told.cells, told.eligible_cells, told.state) == (6, 4, "eligible")
    singles = [at(subject, c, 5) for c in range(4, 8)]
    assert told.score == pytest.approx(np.mean([s.score for s in singles]))
    assert sum(c.contribution for c in told.criteria) == pytest.approx(told.score)
    assert told.excluded_by[0].excluded == pytest.approx(2 / 6)


@pytest.mark.parametrize("method", ["geometric", "topsis", "promethee"])
def test_contributions_sum_to_the_score_of_a_run_by_other_methods(folder, tmp_path, method):
    for file in folder.iterdir():
        shutil.copy(file, tmp_path)
    scenario = json.loads((folder / "s.json").read_text(encoding="utf-8"))
    scenario["overlay"] = {"method": method}
    (tmp_path / "s.json").write_text(json.dumps(scenario), encoding="utf-8")
    run_scenario(tmp_path / "s.json", Outputs(suitability=str(tmp_path / "s.tif")))
    score = read_raster(tmp_path / "s.tif")[0]
    subject = open_subject(tmp_path / "s.json")
    for column, row in ((4, 4), (7, 9), (1, 0)):
        told = at(subject, column, row)
        assert told.score == pytest.approx(score[row, column], abs=1e-6)
        assert sum(c.contribution for c in told.criteria) == pytest.approx(told.score, abs=1e-6)
    subject.close()


def test_outside_the_extent_nothing_is_told(subject):
    assert explain_point(subject, -500, 500).state == "outside"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_layer_and_page_say_the_same_in_both_languages(folder, tmp_path, language):
    places = write_vector(
        tmp_path / "places.gpkg", [(Point(450, 550), {"who": "x"}), (Point(250, 550), {"who": "y"})]
    )
    out, page = tmp_path / "out.gpkg", tmp_path / "out.html"
    asking = Asking(
        str(folder / "s.json"), VectorSource(parse_uri(places)), str(out), str(page), None, language
    )
    sentences = explain_to(asking)
    (_, first), (_, second) = read_features(out)
    assert (first["who"], first["excluded_by"], first["not_assessed"]) == ("x", "", "")
    total = first["contrib_grid"] + first["contrib_road"] + first["contrib_flat"]
    assert first["score"] == pytest.approx(total)
    assert (second["score"], second["excluded_by"]) == (None, "near_park")
    assert [first["sentence"], second["sentence"]] == sentences
    text = page.read_text(encoding="utf-8")
    assert f'lang="{language}"' in text
    assert all(word in text for word in ("公園", "C", "国道")[:2])
    assert "not published" in text if language == "en" else "非公開・不明" in text


def test_both_languages_have_the_same_sentences_with_the_same_blanks():
    english, japanese = (json.loads((FOLDER / f"{n}.json").read_text(encoding="utf-8")) for n in ("en", "ja"))
    assert english.keys() == japanese.keys()
    for key, text in english.items():
        names = {part.split("}")[0] for part in text.split("{")[1:]}
        assert names == {part.split("}")[0] for part in japanese[key].split("{")[1:]}, key


def test_the_demo_explains_itself(repository):
    demo = repository / "resources" / "demo" / "power_first.json"
    scenario, _ = load_scenario(demo)
    subject = open_subject(demo)
    xmin, ymin, xmax, ymax = subject.plan.grid.extent
    random, words = np.random.default_rng(1), Words("ja_JP")
    for x, y in random.uniform((xmin, ymin), (xmax, ymax), (20, 2)):
        told = explain_point(subject, x, y)
        assert words.sentence(told)
        if told.state == "eligible":
            assert sum(c.contribution for c in told.criteria) == pytest.approx(told.score, abs=1e-6)
    assert len(subject.horizon.criteria) == len(scenario.criteria)


def test_what_cannot_be_explained_is_refused_in_a_sentence(folder, tmp_path):
    far = write_vector(tmp_path / "far.gpkg", [(Point(90_000, 0), {})])
    with pytest.raises(InputError, match="extent"):
        explain_to(Asking(str(folder / "s.json"), VectorSource(parse_uri(far)), str(tmp_path / "o.gpkg")))
    with pytest.raises(InputError, match="no horizon 2099"):
        open_subject(folder / "s.json", "2099")
    assert not (tmp_path / "o.gpkg").exists()
