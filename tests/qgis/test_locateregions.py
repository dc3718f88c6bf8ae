"""Locating regions as QGIS calls it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import ogr
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer
from wattbit.algorithms.locateregions import LocateRegions
from wattbit.tests.qgis.siting import features, refusal, run
from wattbit.tests.qgis.tiny import box, memory_layer, raster

PUBLISHED = np.array(
    [[5, 6, 1, 2, 8], [4, 9, 2, 7, 9], [3, 8, 1, 6, 4], [2, 1, 5, 7, 3], [6, 2, 4, 1, 2]], float
)
FOUR = {"MIN_AREA_HA": 4, "MAX_AREA_HA": 4}


@pytest.fixture
def scores(qgis_app, tmp_path):
    return str(raster(tmp_path / "scores.tif", PUBLISHED))


def locate(scores, tmp_path, **parameters):
    return run(LocateRegions, INPUT=scores, OUTPUT=str(tmp_path / "regions.gpkg"), **parameters)


@pytest.mark.parametrize(("selection", "total"), [("exact", 52), ("greedy", 49)])
def test_published_pair_is_worth_52_and_best_first_49(scores, tmp_path, selection, total):
    results, log = locate(scores, tmp_path, COUNT=2, MIN_SPACING_M=330, SELECTION=selection, **FOUR)
    assert (results["FOUND"], results["TOTAL"], results["BOUND"]) == (2, total, 52)
    assert results["GAP"] == pytest.approx((52 - total) / total)
    assert results["MESSAGE"] in log
    rows = features(results["OUTPUT"])
    assert [(r["rank"], r["area_ha"]) for r in rows] == [(1, 4), (2, 4)]
    assert sum(r["objective"] for r in rows) == total
    assert rows[0]["objective"] >= rows[1]["objective"]
    assert set(rows[0]) == {
        "fid", "rank", "score_mean", "score_min", "score_max", "area_ha", "compactness", "objective"
    }  # fmt: skip


def test_best_mean_is_seven_and_a_half(scores, tmp_path):
    results, _ = locate(scores, tmp_path, COUNT=1, OBJECTIVE="mean", **FOUR)
    assert (results["TOTAL"], results["GAP"]) == (7.5, 0)


def test_polygons_hold_whole_cells_and_tell_their_provenance(scores, tmp_path):
    results, _ = locate(scores, tmp_path, COUNT=3, **FOUR)
    layer = QgsVectorLayer(results["OUTPUT"], "regions", "ogr")
    assert layer.crs().authid() == "EPSG:6677"
    assert [f.geometry().area() for f in layer.getFeatures()] == [40_000] * 3
    dataset = ogr.Open(results["OUTPUT"])  # the layer dies with it
    assert "sha256:" in dataset.GetLayer(0).GetMetadata()["WATTBIT_INPUT_1"]


def test_smooth_outlines_have_the_area_of_their_cells(scores, tmp_path):
    target = str(tmp_path / "smooth.gpkg")
    results, _ = locate(scores, tmp_path, COUNT=2, SMOOTHED=target, **FOUR)
    smooth = QgsVectorLayer(results["SMOOTHED"], "smooth", "ogr")
    areas = [f.geometry().area() for f in smooth.getFeatures()]
    assert areas == pytest.approx([40_000] * 2, rel=0.01)
    assert all(f.geometry().isGeosValid() for f in smooth.getFeatures())


def test_zones_limit_regions_and_are_told(scores, tmp_path):
    zones = memory_layer(
        [(box(0, 0, 200, 500), "west"), (box(200, 0, 500, 500), "east")], "name:string", "Polygon"
    )
    results, _ = locate(
        scores, tmp_path, COUNT=3, ZONES=zones, ZONE_FIELD="name", MAX_PER_ZONE=1, MIN_AREA_HA=2, MAX_AREA_HA=2
    )  # fmt: skip
    # The best pair of neighbours in the two western columns, and the best in the three eastern ones.
    assert (results["FOUND"], results["TOTAL"]) == (2, 17 + 17)
    assert sorted(r["zone"] for r in features(results["OUTPUT"])) == ["east", "west"]
    assert "MAX_PER_ZONE 1 binds" in results["MESSAGE"]


def test_any_band_can_be_asked_for(qgis_app, tmp_path):
    path = raster(tmp_path / "two.tif", [PUBLISHED, 10 * PUBLISHED])
    results, _ = locate(str(path), tmp_path, COUNT=1, BAND=2, **FOUR)
    assert results["TOTAL"] == 300


def test_where_nothing_fits_the_layer_is_empty_and_the_reason_is_told(scores, tmp_path):
    results, log = locate(scores, tmp_path, COUNT=2, MIN_AREA_HA=30)
    assert (results["FOUND"], results["TOTAL"], results["BOUND"], results["GAP"]) == (0, 0, 0, 0)
    assert "largest connected eligible area is 25 ha" in log
    layer = QgsVectorLayer(results["OUTPUT"], "regions", "ogr")
    assert (layer.isValid(), layer.featureCount()) == (True, 0)
    assert "area_ha" in [f.name() for f in layer.fields()]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"COUNT": 0}, "COUNT is 0"),
        ({"COUNT": 2, "MIN_AREA_HA": 5, "MAX_AREA_HA": 4}, "swap them"),
        ({"COUNT": 2, "MAX_AREA_HA": 0.2}, "below one cell"),
        ({"COUNT": 2, "COMPACTNESS": 200}, "COMPACTNESS"),
        ({"COUNT": 2, "OBJECTIVE": "median"}, "choose one of sum, mean"),
        ({"COUNT": 2, "MAX_PER_ZONE": 1}, "without ZONES"),
        ({"COUNT": 2, "INPUT": "/no/such.tif"}, "INPUT"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(scores, tmp_path, wrong, words):
    assert words in refusal(
        LocateRegions, **{"INPUT": scores, "OUTPUT": str(tmp_path / "regions.gpkg"), **wrong}
    )
    assert not (tmp_path / "regions.gpkg").exists()


def test_zones_need_their_field_and_must_reach_the_raster(scores, tmp_path):
    near = memory_layer([(box(0, 0, 200, 500), "west")], "name:string", "Polygon")
    given = {"INPUT": scores, "COUNT": 1, "OUTPUT": str(tmp_path / "regions.gpkg")}
    assert "ZONE_FIELD is missing" in refusal(LocateRegions, ZONES=near, **given)
    far = memory_layer([(box(9000, 0, 9500, 500), "far")], "name:string", "Polygon")
    assert "do not reach the raster" in refusal(LocateRegions, ZONES=far, ZONE_FIELD="name", **given)


def test_geographic_and_empty_rasters_are_refused(qgis_app, tmp_path):
    degrees = raster(tmp_path / "degrees.tif", PUBLISHED, corner=(139.0, 35.0), cell=0.01, crs="EPSG:6668")
    empty = raster(tmp_path / "empty.tif", np.full((5, 5), -9999.0))
    given = {"COUNT": 1, "OUTPUT": str(tmp_path / "regions.gpkg")}
    assert "JGD2011 plane zone" in refusal(LocateRegions, INPUT=str(degrees), **given)
    assert "all of it is nodata" in refusal(LocateRegions, INPUT=str(empty), **given)


def test_a_cancelled_search_leaves_the_earlier_layer_alone(scores, tmp_path):
    results, _ = locate(scores, tmp_path, COUNT=1, **FOUR)
    before = (tmp_path / "regions.gpkg").read_bytes()
    feedback = QgsProcessingFeedback(False)
    feedback.cancel()
    _, is_ok = (
        LocateRegions()
        .create()
        .run({"INPUT": scores, "COUNT": 2, "OUTPUT": results["OUTPUT"]}, QgsProcessingContext(), feedback)
    )
    assert not is_ok
    assert (tmp_path / "regions.gpkg").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if ".part" in p.name] == []


def test_two_runs_write_the_same_bytes(scores, tmp_path):
    first = locate(scores, tmp_path / "a", COUNT=3, **FOUR)[0]["OUTPUT"]
    second = locate(scores, tmp_path / "b", COUNT=3, **FOUR)[0]["OUTPUT"]
    assert Path(first).read_bytes() == Path(second).read_bytes()
