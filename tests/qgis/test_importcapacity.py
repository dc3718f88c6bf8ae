"""The importer of capacity as QGIS calls it: files, layers by name, and the words of its parameters."""

from __future__ import annotations

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from wattbit.algorithms.importcapacity import ImportCapacity

TABLE = (
    "2026年7月3日作成,,\n変電所名,電圧(kV),空容量(MW)\n新澤変電所,66,12\n上北,500,－\n二つ,66,1\nない,66,0\n"
)


@pytest.fixture
def context(qgis_app):
    made = QgsProcessingContext()
    made.setProject(QgsProject.instance())
    yield made
    QgsProject.instance().removeAllMapLayers()


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "空容量 表.csv"
    path.write_bytes(TABLE.encode("cp932"))
    return path


@pytest.fixture
def places():
    layer = QgsVectorLayer("Point?crs=EPSG:6677&field=name:string", "変電所の位置", "memory")
    for name, x, y in (("新沢", 1, 2), ("上北変電所", 3, 4), ("二つ", 5, 5), ("二つ", 6, 6)):
        feature = QgsFeature(layer.fields())
        feature["name"] = name
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    return layer


def run(context, **parameters):
    """Check the parameters as QGIS does, run, and return the results and what was said."""
    algorithm = ImportCapacity().create()
    feedback = QgsProcessingFeedback(False)
    assert algorithm.checkParameterValues(parameters, context) == (True, "")
    results, is_ok = algorithm.run(parameters, context, feedback)
    assert is_ok, feedback.textLog()
    return results, feedback.textLog()


def features(path):
    layer = QgsVectorLayer(str(path), "result", "ogr")
    return layer, list(layer.getFeatures())


def test_a_file_joined_to_a_layer_of_the_project(context, table, places, tmp_path):
    output = tmp_path / "結果.gpkg"
    results, said = run(context, INPUT=str(table), SIDE="demand", LOCATIONS=places.id(), OUTPUT=str(output))
    assert {k: results[k] for k in ("ROWS", "UNKNOWN", "MATCHED", "AMBIGUOUS", "UNMATCHED")} == {
        "ROWS": 4, "UNKNOWN": 1, "MATCHED": 2, "AMBIGUOUS": 1, "UNMATCHED": 1,
    }  # fmt: skip
    layer, rows = features(output)
    assert layer.crs().authid() == "EPSG:6677"
    assert [row["spare_mw"] or None for row in rows][:2] == [12.0, None]
    assert [row.hasGeometry() for row in rows] == [True, True, False, False]
    assert "二つ" in said and "ない" in said and "cp932" in said


@pytest.mark.parametrize("way", ["id", "name", "object", "delimited text"])
def test_the_input_may_be_a_layer(context, places, table, tmp_path, way):
    layer = QgsVectorLayer(
        "Point?crs=EPSG:6668&field=変電所名:string&field=空容量MW:double", "空容量の層", "memory"
    )
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["五戸", 7.5])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(141, 40)))
    layer.dataProvider().addFeature(feature)
    if way == "delimited text":
        layer = QgsVectorLayer(f"{table.as_uri()}?type=csv&detectTypes=no", "空容量の層", "delimitedtext")
    QgsProject.instance().addMapLayer(layer)
    value = {"id": layer.id(), "object": layer}.get(way, "空容量の層")
    results, _ = run(context, INPUT=value, SIDE="generation", OUTPUT=str(tmp_path / "o.gpkg"))
    _, rows = features(results["OUTPUT"])
    if way == "delimited text":
        # The file itself is read, so that its title row gives the date.
        assert (len(rows), rows[0]["as_of"]) == (4, "2026-07-03")
    else:
        assert [(r["name"], r["spare_mw"], r.hasGeometry()) for r in rows] == [("五戸", 7.5, True)]


def test_the_side_must_be_said(context, table, tmp_path):
    parameters = {"INPUT": str(table), "OUTPUT": str(tmp_path / "o.gpkg")}
    assert not ImportCapacity().create().checkParameterValues(parameters, context)[0]
    assert ImportCapacity().create().parameterDefinition("SIDE").defaultValue() is None
    wrong = {**parameters, "SIDE": "both"}
    assert not ImportCapacity().create().checkParameterValues(wrong, context)[0]


@pytest.mark.parametrize(("name", "text"), [("AS_OF", "昨日"), ("HEADER_ROWS", "三行目")])
def test_texts_that_mean_nothing_are_told_before_the_run(context, table, tmp_path, name, text):
    parameters = {"INPUT": str(table), "SIDE": "demand", name: text, "OUTPUT": str(tmp_path / "o.gpkg")}
    is_ok, said = ImportCapacity().create().checkParameterValues(parameters, context)
    assert not is_ok and text in said and said.endswith(".")


def test_the_words_and_kinds_of_the_parameters(qgis_app):
    algorithm = ImportCapacity().create()
    assert algorithm.parameterDefinition("SIDE").options() == ["demand", "generation"]
    words = "auto generic hokkaido tohoku tepco chubu hokuriku kansai chugoku shikoku kyushu okinawa".split()
    assert algorithm.parameterDefinition("UTILITY").options() == words
    kinds = {p.name(): p.type() for p in algorithm.parameterDefinitions()}
    assert (
        kinds["INPUT"] == "file" and kinds["LOCATIONS"] == "vector" and kinds["OUTPUT"] == "vectorDestination"
    )
    assert [p.name() for p in algorithm.parameterDefinitions() if not p.help()] == []


@pytest.mark.parametrize("value", ["/無い/表.csv", "ない層"])
def test_an_input_that_is_not_there_fails_with_one_sentence(context, tmp_path, value):
    algorithm, feedback = ImportCapacity().create(), QgsProcessingFeedback(False)
    output = tmp_path / "o.gpkg"
    _, is_ok = algorithm.run({"INPUT": value, "SIDE": "demand", "OUTPUT": str(output)}, context, feedback)
    assert not is_ok and not output.exists()
    assert value in feedback.textLog()


def test_columns_by_hand(context, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Station,Frei,E,N\nNord,40,100,200\n", encoding="utf-8")
    results, _ = run(
        context, INPUT=str(path), SIDE="demand", NAME_COLUMN="Station", CAPACITY_COLUMN="2", X_COLUMN="E", Y_COLUMN="N",
        CRS="EPSG:6677", KIND="substation", AS_OF="令和8年7月3日", LICENCE="CC BY 4.0", OUTPUT=str(tmp_path / "o.gpkg"),
    )  # fmt: skip
    layer, rows = features(results["OUTPUT"])
    assert (rows[0]["spare_mw"], rows[0]["as_of"], rows[0]["licence"]) == (40.0, "2026-07-03", "CC BY 4.0")
    assert rows[0].geometry().asPoint() == QgsPointXY(100, 200)
    assert layer.crs().authid() == "EPSG:6677"


@pytest.mark.parametrize("output", ["memory:", "TEMPORARY_OUTPUT"])
def test_an_output_without_a_path_is_a_temporary_file(provider, table, output):
    import processing

    result = processing.run(
        "wattbit:importcapacity", {"INPUT": str(table), "SIDE": "demand", "OUTPUT": output}
    )
    layer, rows = features(result["OUTPUT"])
    assert layer.isValid() and len(rows) == 4
