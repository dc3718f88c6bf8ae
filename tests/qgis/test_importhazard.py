"""The hazard importer as QGIS calls it: files, zips and layers in, messages out."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from wattbit.algorithms.importhazard import ImportHazard
from wattbit.tests.core.hazard_files import archive, geojson, read, square
from wattbit.tests.qgis.tiny import memory_layer

RED = {"A33_001": 1, "A33_002": 2}
KINDS = "auto flood tsunami storm_surge inland_flood sediment landslide_prevention steep_slope other".split()


@pytest.fixture
def algorithm(qgis_app, qgis_processing):
    return ImportHazard().create()


@pytest.fixture
def run(algorithm, tmp_path):
    """Run the importer; rows of the result and the feedback."""
    import processing

    def run_one(**parameters):
        feedback = QgsProcessingFeedback()
        output = tmp_path / "hazard.gpkg"
        result = processing.run(algorithm.create(), {"OUTPUT": str(output), **parameters}, feedback=feedback)
        return read(result["OUTPUT"])[0], feedback.textLog()

    return run_one


@pytest.fixture
def project(qgis_app):
    """The project, emptied afterwards."""
    instance = QgsProject.instance()
    yield instance
    instance.clear()


def severities(rows):
    return [row["severity"] for row, _ in rows]


def test_names_and_words_are_those_that_callers_pass(algorithm):
    assert (algorithm.name(), algorithm.groupId()) == ("importhazard", "prepare")
    assert algorithm.parameterDefinition("KIND").options() == KINDS
    assert algorithm.parameterDefinition("KIND").usesStaticStrings()
    assert algorithm.parameterDefinition("KIND").defaultValue() == "auto"
    assert (
        algorithm.parameterDefinition("SCENARIO").options()
        == "auto planned maximum duration collapse".split()
    )
    optional = {p.name() for p in algorithm.parameterDefinitions() if p.flags() & p.Flag.FlagOptional}
    assert optional == {
        "KIND", "COVERAGE", "SCENARIO", "SEVERITY_FIELD", "SEVERITY_CLASSES", "YEAR", "LICENCE",
    }  # fmt: skip
    assert all(p.help() for p in algorithm.parameterDefinitions())
    assert not algorithm.icon().isNull()


def test_a_zip_with_a_japanese_path(run, tmp_path):
    folder = tmp_path / "防災 データ"
    member = geojson(folder / "m.geojson", [(square(138, 35), RED)])
    path = archive(folder / "A33-25_22_GEOJSON.zip", {"土砂災害\\A33-25_22Polygon.geojson": member})
    rows, log = run(INPUT=str(path))
    assert severities(rows) == [4]
    assert "hazard polygons written: 1" in log
    assert "Nothing tells the assessed area" in log
    assert "prefecture 22" in log


def test_a_layer_of_the_project_by_object_id_and_source_text(run, project, tmp_path):
    path = geojson(tmp_path / "A33-25_22.geojson", [(square(138, 35), RED)])
    layer = QgsVectorLayer(str(path), "red zones", "ogr")
    project.addMapLayer(layer)
    inner = layer.dataProvider().subLayers()[0].split("!!::!!")[1]
    for given in (layer, layer.id(), "red zones", f"{path}|layername={inner}", layer.source()):
        rows, _ = run(INPUT=given)
        assert severities(rows) == [4]
        assert rows[0][0]["source_year"] == 2025


def test_a_memory_layer_brings_its_crs_and_name(run, project):
    layer = memory_layer(
        [(square(138, 35), "0.5m以上3m未満")], "A40_003:string", "Polygon", "EPSG:4612", "A40-16_22"
    )
    project.addMapLayer(layer)
    rows, log = run(INPUT=layer.id())
    assert [(r["hazard"], r["severity"], r["source_year"]) for r, _ in rows] == [("tsunami", 2, 2016)]
    assert "A40-16_22" in rows[0][0]["source"]
    assert "not known; give YEAR" not in log


def test_own_classes_scenario_and_coverage(run, tmp_path):
    path = geojson(
        tmp_path / "地図.geojson",
        [(square(138, 35), {"種類": "がけ崩れ"}), (square(139, 35), {"種類": "他"})],
    )
    area = memory_layer([(square(138, 35, 2), 1)], "n:integer", "Polygon", "EPSG:6668", "県")
    rows, log = run(
        INPUT=str(path), KIND="other", COVERAGE=area, SEVERITY_FIELD="種類", SEVERITY_CLASSES="がけ崩れ=3;雪崩=1",
        YEAR=2015, LICENCE="CC BY 4.0",
    )  # fmt: skip
    assert severities(rows) == [0, 3, None]
    assert {(r["source_year"], r["licence"]) for r, _ in rows[1:]} == {(2015, "CC BY 4.0")}
    assert "1 polygons have a class that cannot be read" in log
    flood = geojson(tmp_path / "f.geojson", [(square(138, 35), {"A31a_305": 4})])
    assert severities(run(INPUT=str(flood), SCENARIO="duration", KIND="flood")[0]) == [3]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"INPUT": "none.zip"}, "There is no file none.zip"),
        ({"KIND": "flood"}, "of the kind sediment and not flood"),
        ({"SEVERITY_FIELD": "A33_001"}, "choose KIND as well"),
    ],
)
def test_what_cannot_be_imported_fails_with_a_sentence(run, tmp_path, parameters, words):
    path = geojson(tmp_path / "a.geojson", [(square(138, 35), RED)])
    with pytest.raises(QgsProcessingException, match=words):
        run(**{"INPUT": str(path), **parameters})
    assert not (tmp_path / "hazard.gpkg").exists()


def test_wrong_classes_are_told_before_the_run(algorithm, tmp_path):
    context = QgsProcessingContext()
    given = {"INPUT": str(tmp_path), "OUTPUT": "TEMPORARY_OUTPUT"}
    for classes, field, words in (
        ("がけ崩れ", "a", "write value=severity"),
        ("a=1", "", "without SEVERITY_FIELD"),
    ):
        is_ok, said = algorithm.checkParameterValues(
            {**given, "SEVERITY_CLASSES": classes, "SEVERITY_FIELD": field}, context
        )
        assert not is_ok
        assert words in said
