"""The importers of grid squares and of network assets as QGIS runs them: files, layers by id, what the log says."""

from __future__ import annotations

import json

import pytest
from qgis.core import (
    QgsFeature,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from wattbit.algorithms.importmesh import ImportMesh
from wattbit.algorithms.importnetwork import ImportNetwork

JSHIS = "# VERSION = 1\n# CODE, T30_I55_PS, AVS\n5339154113, 0.4, -9999\n5339154114, 0.5, 300\n"
SUBSTATIONS = {
    "elements": [
        {"type": "node", "id": 1, "lon": 139.0, "lat": 35.0, "tags": {"power": "substation", "voltage": "66000"}},
        {"type": "node", "id": 2, "lon": 139.1, "lat": 35.0, "tags": {"power": "substation", "substation": "traction"}},
        {"type": "way", "id": 3, "geometry": [{"lon": 139.0, "lat": 35.0}, {"lon": 139.1, "lat": 35.0}],
         "tags": {"communication": "line"}},
    ]
}  # fmt: skip


@pytest.fixture
def run(provider, tmp_path):
    """Run one of the two algorithms; returns its results and what it told."""
    import processing

    for algorithm in (ImportMesh(), ImportNetwork()):
        if provider.algorithm(algorithm.name()) is None:
            provider.addAlgorithm(algorithm)

    def run_one(name, **parameters):
        feedback = QgsProcessingFeedback()
        results = processing.run(f"wattbit:{name}", parameters, feedback=feedback)
        return results, feedback.textLog()

    return run_one


@pytest.fixture
def project(qgis_app):
    """The project, emptied afterwards."""
    instance = QgsProject.instance()
    yield instance
    instance.clear()


@pytest.fixture
def jshis(tmp_path):
    path = tmp_path / "表 P-5339.csv"
    path.write_text(JSHIS, encoding="utf-8")
    return path


def values(path, field):
    layer = QgsVectorLayer(path, "x", "ogr")
    assert layer.isValid()
    return [f[field] or None for f in layer.getFeatures()]


def test_grid_squares_from_a_file(run, jshis, tmp_path):
    outputs = {"OUTPUT": str(tmp_path / "o.gpkg"), "RASTER": str(tmp_path / "r.tif")}
    results, told = run("importmesh", INPUT=str(jshis), CODE_FIELD="CODE", **outputs)
    assert {key: results[key] for key in outputs} == outputs
    assert values(results["OUTPUT"], "CODE") == ["5339154113", "5339154114"]
    raster = QgsRasterLayer(results["RASTER"], "r")
    assert (raster.width(), raster.height(), raster.crs().authid()) == (2, 1, "EPSG:6668")
    assert "unknown values: 1" in told and "quarter" in told


def test_the_raster_may_be_left_out(run, jshis, tmp_path):
    results, _ = run(
        "importmesh", INPUT=str(jshis), CODE_FIELD="code", FIELDS="AVS", OUTPUT=str(tmp_path / "o.gpkg")
    )
    assert results.get("RASTER") is None
    assert [f.name() for f in QgsVectorLayer(results["OUTPUT"], "x", "ogr").fields()] == [
        "fid",
        "CODE",
        "AVS",
    ]


@pytest.mark.parametrize("by", ["id", "object", "name"])
def test_grid_squares_from_a_layer_of_the_project(run, project, tmp_path, by):
    # QGIS reads the codes as numbers; the file behind the layer is read instead.
    path = tmp_path / "t.csv"
    path.write_text("code,土地利用種別\n5339454700,0100\n5339454705,1000\n", encoding="utf-8")
    layer = QgsVectorLayer(f"{path.as_uri()}?detectTypes=yes&geomType=none", "land use", "delimitedtext")
    assert layer.isValid()
    project.addMapLayer(layer)
    given = {"id": layer.id(), "object": layer, "name": "land use"}[by]
    results, _ = run("importmesh", INPUT=given, CODE_FIELD="code", OUTPUT=str(tmp_path / "o.gpkg"))
    assert values(results["OUTPUT"], "土地利用種別") == ["0100", "1000"]


def test_a_memory_layer_of_codes(run, project, tmp_path):
    layer = QgsVectorLayer("None?field=code:string(12)&field=v:double", "m", "memory")
    row = QgsFeature(layer.fields())
    row.setAttributes(["53394547", 2.5])
    layer.dataProvider().addFeatures([row])
    project.addMapLayer(layer)
    results, _ = run("importmesh", INPUT=layer.id(), CODE_FIELD="code", OUTPUT=str(tmp_path / "o.gpkg"))
    assert values(results["OUTPUT"], "v") == [2.5]


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"CODE_FIELD": "MESH"}, "no column MESH"),
        ({"CODE_FIELD": "CODE", "FIELDS": "AVS,nothing"}, "no column nothing"),
        ({"CODE_FIELD": "CODE", "INPUT": "/nowhere/計画.csv"}, "計画.csv"),
    ],
)
def test_failures_are_one_sentence_and_write_nothing(run, jshis, tmp_path, parameters, words):
    with pytest.raises(QgsProcessingException, match=words) as error:
        run("importmesh", **{"INPUT": str(jshis), "OUTPUT": str(tmp_path / "o.gpkg"), **parameters})
    assert str(error.value).rstrip().endswith(".")
    assert [p.name for p in tmp_path.iterdir()] == [jshis.name]


def test_network_assets_with_their_lines_apart(run, tmp_path):
    source = tmp_path / "輸出.json"
    source.write_text(json.dumps(SUBSTATIONS), encoding="utf-8")
    outputs = {"OUTPUT": str(tmp_path / "n.gpkg"), "LINES": str(tmp_path / "l.gpkg")}
    results, told = run("importnetwork", INPUT=str(source), **outputs)
    assert values(results["OUTPUT"], "kind") == ["substation"]
    assert values(results["LINES"], "kind") == ["fibre"]
    assert "1 traction substations" in told
    assert "kind substation: 1" in told


def test_network_assets_of_a_table_with_a_kind(run, tmp_path):
    source = tmp_path / "t.csv"
    source.write_text("名称,緯度,経度\n大手町,35.687,139.764\n", encoding="cp932")
    output = str(tmp_path / "n.gpkg")
    results, _ = run("importnetwork", INPUT=str(source), FORMAT="generic", KIND="apn_node", OUTPUT=output)
    assert values(results["OUTPUT"], "kind") == ["apn_node"]
    assert values(results["OUTPUT"], "name") == ["大手町"]


def test_a_folder_of_peeringdb_files(run, tmp_path):
    folder = tmp_path / "db"
    folder.mkdir()
    fac = [{"id": 1, "name": "Otemachi", "latitude": 35.687, "longitude": 139.764}]
    for name, rows in (
        ("fac", fac),
        ("ix", [{"id": 2, "name": "JPNAP"}]),
        ("ixfac", [{"ix_id": 2, "fac_id": 1}]),
    ):
        (folder / f"{name}.json").write_text(json.dumps({"data": rows}), encoding="utf-8")
    results, _ = run("importnetwork", INPUT=str(folder), FORMAT="peeringdb", OUTPUT=str(tmp_path / "n.gpkg"))
    assert values(results["OUTPUT"], "kind") == ["data_centre", "ix"]
