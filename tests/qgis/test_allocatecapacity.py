"""The allocation as QGIS calls it."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from wattbit.algorithms.allocatecapacity import AllocateCapacity
from wattbit.tests.qgis.siting import capacity, features, refusal, run, sites, table
from wattbit.tests.qgis.tiny import box, memory_layer

THREE = [(0, 0, "A", 60.0, 1.0), (0, 1000, "B", 50.0, 0.9), (0, 2000, "C", 50.0, 0.9)]


@pytest.fixture
def outputs(qgis_app, tmp_path):
    return {
        "OUTPUT": str(tmp_path / "lines.gpkg"),
        "SITES_OUT": str(tmp_path / "sites.gpkg"),
        "LEDGER": str(tmp_path / "ledger.csv"),
    }


def test_lines_sites_and_ledger_tell_one_story(outputs):
    grid = capacity([(0, 500, "x", 100.0, 66.0, 2030, "g"), (0, 700, "y", None, 66.0, None, None)])
    results, log = run(
        AllocateCapacity, SITES=sites(THREE), CAPACITY=grid, MAX_DISTANCE=5000, SCORE_FIELD="score",
        HORIZONS="2028,2030", **outputs,
    )  # fmt: skip
    assert (results["SERVED_MW"], results["WEIGHTED_MW"], results["BOUND"], results["GAP"]) == (
        100,
        90,
        90,
        0,
    )
    lines = features(results["OUTPUT"])
    assert [(f["site"], f["connection"], f["mw"], f["year"], f["length"]) for f in lines] == [
        ("B", "x", 50, 2030, 500),
        ("C", "x", 50, 2030, 1500),
    ]
    found = {f["name"]: (f["served_mw"], f["unmet_mw"], f["binding"]) for f in features(results["SITES_OUT"])}
    assert found == {"A": (0, 60, "capacity taken by B, C"), "B": (50, 0, None), "C": (50, 0, None)}
    x, y = table(results["LEDGER"])
    assert (x["spare_mw"], x["spent_mw"], x["left_mw"], x["by_whom"], x["from_when"]) == (
        "100",
        "100",
        "0",
        "B; C",
        "2030; 2030",
    )
    assert (x["spent_2028_mw"], x["spent_2030_mw"]) == ("0", "100")
    assert (y["status"], y["spare_mw"], y["spent_mw"], y["left_mw"]) == ("unknown", "", "0", "")
    assert "unknown capacity" in log
    line = next(QgsVectorLayer(results["OUTPUT"], "l", "ogr").getFeatures()).geometry()
    assert line.length() == 500


def test_only_the_lines_must_be_wanted(outputs):
    grid = capacity([(0, 500, "x", 100.0, 66.0, None, None)])
    results, _ = run(
        AllocateCapacity,
        SITES=sites(THREE),
        CAPACITY=grid,
        MAX_DISTANCE=5000,
        DEMAND_MW=40,
        OUTPUT=outputs["OUTPUT"],
    )
    assert results["SERVED_MW"] == 80
    assert {f["year"] for f in features(results["OUTPUT"])} == {None}


def test_polygons_are_served_from_their_edge(outputs):
    fields = "name:string,demand_mw:double"
    regions = memory_layer([(box(1000, 0, 2000, 1000), "R", 50.0)], fields, "Polygon")
    zone = memory_layer(
        [(box(2300, 0, 3000, 500), "Z", 80.0, "demand")], "name:string,spare_mw:double,side:string", "Polygon"
    )
    results, _ = run(AllocateCapacity, SITES=regions, CAPACITY=zone, MAX_DISTANCE=300, **outputs)
    assert [f["length"] for f in features(results["OUTPUT"])] == [300]


def test_layers_in_degrees_are_measured_in_the_zone_that_fits(outputs):
    grid = capacity([(139.7, 35.6, "x", 100.0, 66.0, None, None)], crs="EPSG:6668")
    asking = sites([(139.7, 35.61, "A", 60.0, 1.0)], crs="EPSG:6668")
    results, log = run(AllocateCapacity, SITES=asking, CAPACITY=grid, MAX_DISTANCE=5000, **outputs)
    assert features(results["OUTPUT"])[0]["length"] == pytest.approx(
        1109.5, abs=1
    )  # a hundredth of a degree of latitude
    assert "EPSG:6677" in log
    assert QgsVectorLayer(results["SITES_OUT"], "s", "ogr").crs().authid() == "EPSG:6668"  # as they came


def test_where_nothing_fits_the_layers_are_empty_and_say_why(outputs):
    grid = capacity([(0, 500, "x", -20.0, 66.0, None, None)])
    results, log = run(AllocateCapacity, SITES=sites(THREE), CAPACITY=grid, MAX_DISTANCE=5000, **outputs)
    assert (results["SERVED_MW"], results["BOUND"], results["GAP"], results["UNSERVED"]) == (0, 0, 0, 3)
    assert features(results["OUTPUT"]) == []
    assert {f["binding"] for f in features(results["SITES_OUT"])} == {
        f"capacity: {mw} MW asked, the most in reach is 0 MW (x)" for mw in (60, 50)
    }
    assert "below 0 MW, which counts as 0" in log
    assert table(results["LEDGER"])[0]["note"] == "published as -20 MW, counts as 0"


def test_selected_sites_keep_their_ids(outputs):
    layer = sites(THREE)
    QgsProject.instance().addMapLayer(layer)
    layer.selectByIds([2])
    from qgis.core import QgsProcessingFeatureSourceDefinition

    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), True)
    grid = capacity([(0, 500, "x", 100.0, 66.0, None, None)])
    results, _ = run(AllocateCapacity, SITES=chosen, CAPACITY=grid, MAX_DISTANCE=5000, **outputs)
    QgsProject.instance().removeMapLayer(layer.id())
    assert [(f["site"], f["site_fid"]) for f in features(results["OUTPUT"])] == [("B", 2)]
    assert len(features(results["SITES_OUT"])) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SITES": [(0, 0, "A", -5.0, 1.0)]}, "has a demand of -5 MW"),
        ({"SITES": [(0, 0, "A", None, 1.0)]}, "holds no number"),
        ({"SITES": []}, "has no features"),
        ({"FIELDS": "name:string,power:double,score:double"}, "no demand in MW is told"),
        ({"HORIZONS": "2028,later"}, "'later', which is no year"),
        ({"FEEDS": 3}, "FEEDS"),
        ({"MAX_DISTANCE": 0}, "MAX_DISTANCE must be above 0 m"),
        ({"SCORE_FIELD": "nothing"}, "nothing"),
        ({"DEMAND_MW": 0}, "DEMAND_MW must be above 0 MW"),
        ({"OUTPUT": "lines.xyz"}, "ending"),
    ],
)
def test_input_that_cannot_be_is_refused_with_a_sentence(outputs, changes, words):
    changes = dict(changes)
    grid = capacity([(0, 500, "x", 100.0, 66.0, None, None)])
    rows = changes.pop("SITES", THREE)
    fields = changes.pop("FIELDS", "name:string,mw:double,score:double")
    given = {"SITES": sites(rows, fields), "CAPACITY": grid, "MAX_DISTANCE": 5000, **outputs, **changes}
    assert words in refusal(AllocateCapacity, **given)


def test_capacity_for_generators_is_refused(outputs):
    grid = memory_layer([("POINT(0 0)", 50.0, "generation")], "spare_mw:double,side:string", name="grid")
    text = refusal(AllocateCapacity, SITES=sites(THREE), CAPACITY=grid, MAX_DISTANCE=5000, **outputs)
    assert "generation side" in text


def test_layers_without_a_crs_are_refused(outputs):
    grid = capacity([(0, 500, "x", 100.0, 66.0, None, None)], crs="")
    text = refusal(AllocateCapacity, SITES=sites(THREE), CAPACITY=grid, MAX_DISTANCE=5000, **outputs)
    assert "no CRS" in text
