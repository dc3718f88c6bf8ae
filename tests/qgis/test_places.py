"""Profiles, explanations, comparisons and the verification, through `processing.run` and the command line."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
from osgeo import gdal, ogr
from qgis.core import QgsProcessingException
from wattbit.tests.qgis.tiny import CRS, box, memory_layer, point, raster, read


@pytest.fixture
def run(provider, tmp_path):
    """Run an algorithm by its name into `tmp_path`; destinations are given by file name."""
    import processing

    def run_one(name, **parameters):
        wanted = [p.name() for p in provider.algorithm(name).parameterDefinitions() if p.isDestination()]
        files = {k: str(tmp_path / v) for k, v in parameters.items() if k in wanted}
        return processing.run(f"wattbit:{name}", {**parameters, **files})

    return run_one


def rows(path):
    dataset = ogr.Open(str(path))
    return [f.items() for f in dataset.GetLayer(0)]


@pytest.fixture
def scores(tmp_path):
    """Two rasters of scores on the usual grid of 5 x 5 cells of 100 m."""
    a = np.linspace(0, 1, 25).reshape(5, 5)
    return raster(tmp_path / "a.tif", a), raster(tmp_path / "b.tif", a[::-1])


@pytest.fixture
def scenario(tmp_path, scores):
    layer = memory_layer([(box(0, 0, 100, 100), "lake")], "name:string", "Polygon")
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    path = str(tmp_path / "lake.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
    content = {
        "format": "wattbit-scenario/1",
        "grid": {"crs": CRS, "extent": [0, 0, 500, 500], "cell_size_m": 100},
        "layers": {"a": {"source": "a.tif"}, "b": {"source": "b.tif"}, "lake": {"source": "lake.gpkg"}},
        "exclusions": [{"id": "lake", "layer": "lake"}],
        "criteria": [
            {"id": "a", "type": "raster", "layer": "a", "weight": 3},
            {"id": "b", "type": "raster", "layer": "b", "weight": 1},
        ],
    }
    (tmp_path / "s.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path / "s.json"


def test_sites_are_profiled_with_their_own_fields_kept(run, tmp_path, scores):
    sites = memory_layer(
        [(box(0, 0, 200, 100), "east"), (box(400, 400, 500, 500), "west")], "who:string", "Polygon"
    )
    capacity = memory_layer(
        [(point(50, 1050), "S", "demand", 30.0)], "name:string,side:string,spare_mw:double"
    )
    run(
        "profilesites", INPUT=sites, SUITABILITY=str(scores[0]), CRITERIA=[str(s) for s in scores], WEIGHTS="1,1",
        CAPACITY=capacity, OUTPUT="out.gpkg",
    )  # fmt: skip
    first, second = rows(tmp_path / "out.gpkg")
    assert (first["who"], first["connection"], first["connection_m"]) == ("east", "S", 950)
    assert first["score_mean"] == pytest.approx((20 + 21) / 2 / 24)
    assert first["contrib_a"] + first["contrib_b"] == pytest.approx((20 + 21 + 0 + 1) / 4 / 24)
    assert (first["rank"], second["rank"]) == (1, 2)


def test_places_explain_themselves(run, tmp_path, scenario):
    places = memory_layer([(point(250, 450), 7), (point(50, 50), 8)], "n:integer")
    run("explain", INPUT=places, SCENARIO=str(scenario), OUTPUT="out.gpkg", REPORT="out.html")
    eligible, excluded = rows(tmp_path / "out.gpkg")
    assert eligible["n"] == 7
    assert (eligible["raw_a"], eligible["score_b"]) == pytest.approx((2 / 24, 22 / 24))
    assert eligible["contrib_a"] + eligible["contrib_b"] == pytest.approx(eligible["score"])
    assert eligible["score"] == pytest.approx((3 * 2 + 22) / 24 / 4)
    assert (excluded["excluded_by"], excluded["score"]) == ("lake", None)
    assert "lake" in excluded["sentence"]
    assert "</html>" in (tmp_path / "out.html").read_text(encoding="utf-8")


def test_scenarios_are_compared(run, tmp_path, scores):
    run(
        "comparescenarios",
        INPUT=[str(s) for s in scores],
        NAMES="one,two",
        TOP_PERCENT=20,
        OUTPUT="c.tif",
        TABLE="t.csv",
    )
    a = np.linspace(0, 1, 25).reshape(5, 5)
    assert read(tmp_path / "c.tif", 1) == pytest.approx(np.abs(a - a[::-1]), abs=1e-6)
    assert read(tmp_path / "c.tif", 3).tolist() == [[1] * 5, [0] * 5, [0] * 5, [0] * 5, [1] * 5]
    table = list(csv.DictReader((tmp_path / "t.csv").open(encoding="utf-8-sig")))
    assert [(r["scenario"], float(r["overlap_two"])) for r in table] == [("one", 0), ("two", 1)]


def test_a_name_too_few_is_refused_before_anything_is_computed(run, tmp_path, scores):
    with pytest.raises(QgsProcessingException, match="NAMES"):
        run("comparescenarios", INPUT=[str(s) for s in scores], NAMES="one", OUTPUT="c.tif")
    assert not (tmp_path / "c.tif").exists()


def test_difference_and_rank_changes_of_two_scenarios(run, tmp_path, scores):
    def squares(name, *lefts):
        ranked = [(box(x, 0, x + 100, 100), rank) for rank, x in enumerate(lefts, start=1)]
        return memory_layer(ranked, "rank:integer", "Polygon", name=name)

    found = run(
        "comparescenarios",
        INPUT=[str(s) for s in scores],
        OUTPUT="c.tif",
        DIFFERENCE="d.tif",
        CANDIDATES=[squares("one", 0, 200), squares("two", 210, 400)],
        CHANGES="moves.csv",
    )
    a = np.linspace(0, 1, 25).reshape(5, 5)
    assert read(tmp_path / "d.tif", 1) == pytest.approx(a[::-1] - a, abs=1e-6)
    table = list(csv.DictReader((tmp_path / "moves.csv").open(encoding="utf-8-sig")))
    assert [(r["rank_a"], r["rank_b"], r["change"]) for r in table] == [
        ("1", "", "gone"), ("2", "1", "+1"), ("", "2", "new"),
    ]  # fmt: skip
    assert found["CHANGES"].endswith("moves.csv")


def test_bands_of_one_raster_are_compared(run, tmp_path, scores):
    stacked = str(tmp_path / "stacked.vrt")
    gdal.BuildVRT(stacked, [str(s) for s in scores], separate=True).FlushCache()
    run(
        "comparescenarios",
        INPUT=[stacked, stacked],
        NAMES="x,y",
        BANDS="2,1",
        OUTPUT="c.tif",
        DIFFERENCE="d.tif",
    )
    a = np.linspace(0, 1, 25).reshape(5, 5)
    assert read(tmp_path / "d.tif", 1) == pytest.approx(a - a[::-1], abs=1e-6)
    for bands in ("1", "0,1", "1,b"):
        with pytest.raises(QgsProcessingException, match="BANDS"):
            run("comparescenarios", INPUT=[stacked, stacked], NAMES="x,y", BANDS=bands, OUTPUT="c.tif")


def test_every_example_passes_and_qgis_agrees(run, tmp_path):
    found = run("verifyinstallation", OUTPUT="v.csv")
    table = list(csv.DictReader((tmp_path / "v.csv").open(encoding="utf-8-sig")))
    assert [r for r in table if r["passed"] == "NO"] == []
    assert (found["PASSED"], found["FAILED"]) == (sum(r["passed"] == "yes" for r in table), 0)
    ours = [r for r in table if r["topic"] == "QGIS's own algorithms"]
    assert len(ours) == 7
    assert all(r["passed"] == "yes" for r in ours)


def test_verification_runs_from_the_command_line(command_line, tmp_path):
    done = command_line.run("wattbit:verifyinstallation", OUTPUT=tmp_path / "v.html")
    assert done.returncode == 0, done.stderr
    assert "0 failed" in (tmp_path / "v.html").read_text(encoding="utf-8")
