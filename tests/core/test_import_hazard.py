"""Hazard maps to the standard layer: severities, the assessed area, mending, and real files."""

from __future__ import annotations

import pytest
from osgeo import ogr
from wattbit.core.errors import Cancelled, InputError
from wattbit.core.prepare.hazard.import_hazard import import_hazard
from wattbit.core.prepare.hazard.request import HazardRequest, Kind, Scenario
from wattbit.core.prepare.standard import HAZARD
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.hazard_files import archive, geojson, read, shapefile, shapefile_entries, square

RED = {"A33_001": 1, "A33_002": 2}


@pytest.fixture
def imported(tmp_path):
    """Import a file; its rows and the report."""

    def run(source, **request):
        output = tmp_path / "hazard.gpkg"
        report = import_hazard(HazardRequest(str(source), **request), output)
        return read(output)[0], report

    return run


def severities(rows):
    return [row["severity"] for row, _ in rows]


def test_fields_are_those_of_the_standard_layer(imported, tmp_path):
    rows, _ = imported(geojson(tmp_path / "A33-25_22.geojson", [(square(138, 35), RED)]))
    assert list(rows[0][0]) == [field.name for field in HAZARD]
    assert rows[0][0] == {
        "hazard": "sediment",
        "severity": 4,
        "depth_min_m": None,
        "depth_max_m": None,
        "probability": None,
        "class_text": "急傾斜地の崩壊・特別警戒区域",
        "source": "A33 土砂災害警戒区域: A33-25_22.geojson",
        "source_year": 2025,
        "licence": None,
    }


def test_sediment_zones_designated_and_planned(imported, tmp_path):
    zones = [
        {"A33_001": k, "A33_002": z, "A33_008": f}
        for k, z, f in ((1, 1, 0), (2, 2, 0), (3, 3, 1), (1, 4, 1), (1, 9, 0))
    ]
    rows, report = imported(geojson(tmp_path / "a.geojson", [(square(138, 35), z) for z in zones]))
    assert severities(rows) == [2, 4, 2, 4, None]
    assert [r["class_text"] for r, _ in rows] == [
        "急傾斜地の崩壊・警戒区域",
        "土石流・特別警戒区域",
        "地滑り・警戒区域（指定前）",
        "急傾斜地の崩壊・特別警戒区域（指定前）",
        "急傾斜地の崩壊・9",
    ]
    # The red zone inside a yellow one may not be surveyed yet; a red one has no such doubt.
    assert any(note.startswith("In 1 yellow zones") for note in report.notes)
    assert any("sediment_zone are unverified defaults" in note for note in report.notes)


@pytest.mark.parametrize(
    ("fields", "kind", "severity", "depths"),
    [
        ({"A31_201": 3, "A31_202": "20190401"}, "flood", 3, (3.0, 5.0)),
        ({"A31a_205": 6}, "flood", 4, (20.0, None)),
        ({"A31b_201": "1"}, "flood", 1, (0.0, 0.5)),
        ({"A31_001": 14}, "flood", 3, (2.0, 5.0)),
        ({"A31_001": 23}, "flood", 2, (1.0, 2.0)),
        ({"A40_003": "0.01m以上 ～ 0.3m未満"}, "tsunami", 1, (0.01, 0.3)),
        ({"A49_003": "10m以上20m未満"}, "storm_surge", 4, (10.0, 20.0)),
        ({"A51_005": "0.3m以上0.5m未満"}, "inland_flood", 1, (0.3, 0.5)),
        ({"A46-b_001": "静岡県", "A46-b_004": "足高"}, "landslide_prevention", 3, (None, None)),
        ({"A47_004": "足高"}, "steep_slope", 3, (None, None)),
        ({"A48_005": "足高"}, "other", 3, (None, None)),
        ({"A48_005_ja": "足高"}, "other", 3, (None, None)),
    ],
)  # fmt: skip
def test_every_product(imported, tmp_path, fields, kind, severity, depths):
    rows, _ = imported(geojson(tmp_path / "a.geojson", [(square(138, 35), fields)]))
    row = rows[0][0]
    assert (row["hazard"], row["severity"], (row["depth_min_m"], row["depth_max_m"])) == (
        kind,
        severity,
        depths,
    )


def test_three_ministries_of_a46_are_joined(imported, tmp_path):
    files = {
        f"A46-{m}-21_22.geojson": geojson(
            tmp_path / f"{m}.geojson", [(square(138 + i, 35), {f"A46-{m}_004": m})]
        )
        for i, m in enumerate("abc")
    }
    rows, report = imported(archive(tmp_path / "A46-21_22_GML.zip", files))
    assert [r["class_text"] for r, _ in rows] == [f"地すべり防止区域・{m}" for m in "abc"]
    assert {r["source_year"] for r, _ in rows} == {2021}
    assert report.counts["files read"] == 3


def test_old_and_unknown_schemas_are_refused(imported, tmp_path):
    def said(name, fields, **request):
        with pytest.raises(InputError) as caught:
            imported(geojson(tmp_path / f"{name}.geojson", [(square(138, 35), fields)]), **request)
        return str(caught.value)

    # Ranks 1 to 6 under the field of 2012 are no rank of that scale: looks alone decide nothing.
    assert "No class of the field A31_001" in said("A31-12_22", {"A31_001": 3})
    assert "edition of 2012 but is of 2020" in said("A31-20_22", {"A31_001": 14})
    assert "no field A31a_205" in said("A31a-25_22", {"A31a_202": "狩野川"})
    assert "no field A40_003" in said("A40-16_22", {"A40_001": "静岡県"})
    assert "is A30b, which is not a known hazard map" in said("A30b-11", {"A30b_001": "1"})
    assert "has no field of a hazard map" in said("map", {"depth": "1"})
    assert "choose KIND as well" in said("map", {"depth": "1"}, severity_field="depth")
    assert "no field class" in said("map", {"depth": "1"}, severity_field="class", kind=Kind.OTHER)


def test_edition_of_2012_is_told_to_be_the_planned_scale(imported, tmp_path):
    _, report = imported(geojson(tmp_path / "A31-12_22.geojson", [(square(138, 35), {"A31_001": 14})]))
    assert "計画規模" in report.notes[0]


def test_a_map_of_another_publisher_by_its_class_field(imported, tmp_path):
    rows = [
        (square(138, 35), {"深さ": "0.5-1.0", "区分": "B", "等級": 2}),
        (square(138, 36), {"深さ": "?", "区分": "C", "等級": 7}),
    ]
    path = geojson(tmp_path / "市の地図.geojson", rows)
    depths, report = imported(path, kind=Kind.FLOOD, severity_field="深さ", year=2015, licence="CC BY 4.0")
    assert [(r["severity"], r["class_text"], r["depth_max_m"]) for r, _ in depths] == [
        (2, "0.5-1.0", 1.0),
        (None, "?", None),
    ]
    assert (depths[0][0]["source_year"], depths[0][0]["licence"]) == (2015, "CC BY 4.0")
    assert report.counts["classes that cannot be read"] == 1
    assert severities(imported(path, kind=Kind.OTHER, severity_field="等級")[0]) == [2, None]
    classes = {"B": 0, "Ｃ": 4}
    assert severities(
        imported(path, kind=Kind.FLOOD, severity_field="区分", severity_classes=classes)[0]
    ) == [0, 4]


def test_assessed_area_of_a_layer_lies_under_the_hazard(imported, tmp_path):
    area = geojson(
        tmp_path / "pref.geojson", [(square(138, 35, 1), {"name": "A"}), (square(137, 35, 1), {"name": "B"})]
    )
    coverage = VectorSource(parse_uri(str(area)), name="pref")
    path = geojson(tmp_path / "A33-25_22.geojson", [(square(138, 35), RED)])
    rows, report = imported(path, coverage=coverage)
    assert severities(rows) == [0, 0, 4]
    assert rows[0][0]["class_text"] == "assessed, none there"
    assert {r["hazard"] for r, _ in rows} == {"sediment"}
    assert sum(g.Area() for r, g in rows if r["severity"] == 0) == pytest.approx(
        2.0
    )  # the hazard is not cut out
    assert report.counts["polygons of the assessed area written"] == 2
    assert not any("Nothing tells" in note for note in report.notes)


def test_assessed_area_in_another_crs_is_brought_to_that_of_the_hazard(imported, tmp_path):
    area = shapefile(
        tmp_path / "area.shp", [("POLYGON((0 0,1000 0,1000 1000,0 1000,0 0))", {"n": 1})], epsg=6676
    )
    path = geojson(tmp_path / "a.geojson", [(square(138.5, 36), RED)])
    rows, _ = imported(path, coverage=VectorSource(parse_uri(str(area))))
    xmin, xmax, ymin, ymax = rows[0][1].GetEnvelope()
    assert (xmin, ymin) == pytest.approx((138.5, 36.0), abs=1e-6)  # origin of plane zone VIII
    assert (xmax - xmin, ymax - ymin) == pytest.approx((0.01109, 0.00901), abs=2e-5)


@pytest.mark.parametrize(
    ("name", "fields", "expected"),
    [
        ("A33-25_22", RED, [0, 0, 4]),  # two municipalities of Shizuoka by the file's name
        ("map", {**RED, "A33_003": "22"}, [0, 0, 4]),  # by the features
        ("map", {**RED, "A33_003": "14"}, [0, 4]),
        ("A33-24_00", RED, [0, 0, 0, 4]),  # nothing tells it
    ],
)
def test_of_all_prefectures_that_of_the_map_is_the_assessed_area(imported, tmp_path, name, fields, expected):
    towns = [
        (square(138, 35, 1), {"N03_001": "静岡県", "N03_007": "22203"}),
        (square(138, 34, 1), {"N03_001": "静岡県", "N03_007": None}),  # 所属未定地
        (square(139, 35, 1), {"N03_001": "神奈川県", "N03_007": "14382"}),
    ]
    area = VectorSource(parse_uri(str(geojson(tmp_path / "N03.geojson", towns))), name="N03")
    rows, report = imported(geojson(tmp_path / f"{name}.geojson", [(square(138, 35), fields)]), coverage=area)
    assert severities(rows) == expected
    if expected == [0, 0, 4]:
        assert "The assessed area is the part of N03 (N03.geojson) in 静岡県." in report.notes


def test_boundaries_of_other_prefectures_are_no_assessed_area(imported, tmp_path):
    towns = [(square(139, 35, 1), {"N03_001": "神奈川県", "N03_007": "14382"})]
    area = VectorSource(parse_uri(str(geojson(tmp_path / "N03.geojson", towns))), name="N03")
    with pytest.raises(InputError, match=r"no polygon of 静岡県.*\.$"):
        imported(geojson(tmp_path / "A33-25_22.geojson", [(square(138, 35), RED)]), coverage=area)


def test_assessed_area_without_polygons_is_refused(imported, tmp_path):
    lines = geojson(tmp_path / "l.geojson", [("LINESTRING(138 35,139 36)", {"n": 1})])
    with pytest.raises(InputError, match=r"has no polygons.*\.$"):
        imported(
            geojson(tmp_path / "a.geojson", [(square(138, 35), RED)]),
            coverage=VectorSource(parse_uri(str(lines))),
        )


def test_assessed_area_of_a_mesh_file_is_its_square(imported, tmp_path):
    member = geojson(tmp_path / "m.geojson", [(square(140.5, 37), {"A31b_201": 2})])
    rows, report = imported(
        archive(tmp_path / "A31b-25_10_5540_GEOJSON.zip", {"A31b-20-25_10_5540.geojson": member})
    )
    assert severities(rows) == [0, 2]
    assert rows[0][1].GetEnvelope() == pytest.approx((140, 141, 36 + 2 / 3, 37 + 1 / 3))
    assert "mesh 5540" in report.notes[0]


@pytest.mark.parametrize(
    ("name", "fields", "word"),
    [
        ("A33-25_22", RED, "prefecture 22"),
        ("A33-24_00", RED, "Nothing tells"),
        ("A33_numazu_523856_derived", RED, "Nothing tells"),  # a mesh, but not a name of the series
        ("A30a5-11_4939", RED, "Nothing tells"),  # of another product than the fields
    ],
)
def test_an_assessed_area_is_not_invented(imported, tmp_path, name, fields, word):
    rows, report = imported(geojson(tmp_path / f"{name}.geojson", [(square(138, 35), fields)]))
    assert severities(rows) == [4]
    assert word in report.notes[0]


def test_invalid_polygons_are_mended_and_counted_and_what_is_no_area_is_left_out(imported, tmp_path):
    shapes = [
        "POLYGON((138 35,139 36,139 35,138 36,138 35))",  # a bow tie of twice a quarter square degree
        "POLYGON((138 35,139 35,138 35,138 35))",  # no area
        None,
        "POINT(138 35)",
        "LINESTRING(138 35,139 36)",
        "POLYGON Z((138 35 5,139 35 5,139 36 5,138 36 5,138 35 5))",
        "GEOMETRYCOLLECTION(POLYGON((138 35,138.5 35,138.5 35.5,138 35.5,138 35)),POINT(1 1))",
    ]
    rows, report = imported(geojson(tmp_path / "a.geojson", [(s, RED) for s in shapes]))
    assert [g.Area() for _, g in rows] == pytest.approx([0.5, 1.0, 0.25])
    assert all(g.IsValid() and g.GetGeometryType() == ogr.wkbMultiPolygon for _, g in rows)
    counts = {k: v for k, v in report.counts.items() if "left out" in k or "mended" in k or "read" in k}
    assert counts == {
        "files read": 1,
        "files of other flood scenarios left out": 0,
        "features read": 7,
        "mended polygons": 1,
        "features without geometry left out": 1,
        "polygons of no area left out": 1,
        "lines left out": 1,
        "points left out": 1,
        "classes that cannot be read": 0,
    }


def test_an_empty_map_is_refused(imported, tmp_path):
    with pytest.raises(InputError, match=r"has no polygons.*\.$"):
        imported(geojson(tmp_path / "a.geojson", [(None, RED)]))


def test_cancelling_leaves_the_earlier_result(tmp_path):
    path = geojson(tmp_path / "a.geojson", [(square(138, 35), RED)] * 600)
    output = tmp_path / "hazard.gpkg"
    output.write_bytes(b"earlier")
    said = []

    def progress(share, text):
        said.append((share, text))
        return share < 0.5

    with pytest.raises(Cancelled):
        import_hazard(HazardRequest(str(path)), output, progress)
    assert output.read_bytes() == b"earlier"
    assert {p.name for p in tmp_path.iterdir()} == {"a.geojson", "hazard.gpkg"}
    assert said[-1][1] == "Importing polygons"


def test_two_imports_of_one_file_are_byte_identical(tmp_path):
    path = geojson(tmp_path / "a.geojson", [(square(138, 35), RED)])
    results = []
    for folder in ("1", "2"):
        output = tmp_path / folder / "hazard.gpkg"
        import_hazard(HazardRequest(str(path)), output)
        results.append(output.read_bytes())
    assert results[0] == results[1]


# Real files. Counts come from a plain reading of their JSON or table; validity was judged by another library.


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("source", "features", "by_severity", "mended"),
    [
        ("ksj/A33_numazu_derived.geojson", 81, {2: 39, 4: 42}, 1),
        ("ksj/A33_numazu_523856_derived.geojson", 234, {2: 114, 4: 120}, 1),
        ("numazu/numazu.gpkg|layername=a33_landslide", 315, {2: 153, 4: 162}, 2),
        ("ksj/A40_numazu_523856_derived.geojson", 230, {1: 114, 2: 116}, 0),
        ("numazu/numazu.gpkg|layername=a40_tsunami", 230, {1: 114, 2: 116}, 0),
        ("ksj/A31a_numazu_52385628_derived.geojson", 12, {1: 10, 2: 1, 3: 1}, 0),
        ("numazu/numazu.gpkg|layername=a31a_flood_l2", 12, {1: 10, 2: 1, 3: 1}, 0),
    ],
)
def test_real_hazards_of_numazu(imported, realdata, source, features, by_severity, mended):
    rows, report = imported(realdata / source)
    assert len(rows) == features == report.counts["features read"]
    assert {s: severities(rows).count(s) for s in set(severities(rows))} == by_severity
    assert report.counts["mended polygons"] == mended
    assert report.counts["classes that cannot be read"] == 0
    assert all(g.IsValid() for _, g in rows)


@pytest.mark.realdata
def test_real_tsunami_depths(imported, realdata):
    # 114 of 0.01 to 0.3 m, 87 of 0.3 to 1, 27 of 1 to 2, 2 of 2 to 3
    rows, _ = imported(realdata / "ksj/A40_numazu_523856_derived.geojson")
    assert sum(r["depth_min_m"] for r, _ in rows) == pytest.approx(58.24)
    assert sum(r["depth_max_m"] for r, _ in rows) == pytest.approx(181.2)
    assert [
        sum(r["class_text"] == t for r, _ in rows) for t in ("0.01m以上0.3m未満", "2.0m以上3.0m未満")
    ] == [114, 2]
    # Square degrees by another library, times a million.
    assert sum(g.Area() for _, g in rows) * 1e6 == pytest.approx(6.768, abs=0.001)


@pytest.mark.realdata
def test_real_zip_without_prj_is_refused_but_read_as_other(imported, realdata):
    path = realdata / "ksj/A30a5-11_4939-jgd_GML.zip"
    with pytest.raises(InputError, match="is A30a5, which is not a known hazard map"):
        imported(path)
    rows, report = imported(
        path, kind=Kind.OTHER, severity_field="A30a5_004", severity_classes={"がけ崩れ": 3}
    )
    assert [(r["severity"], r["class_text"], r["hazard"], r["source_year"]) for r, _ in rows] == [
        (3, "がけ崩れ", "other", 2011)
    ]
    assert rows[0][1].GetEnvelope() == pytest.approx((139.8125, 139.875, 33.0833333, 33.125))
    assert any("taken as EPSG:4612 from its KS-META file" in note for note in report.notes)


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ksj/P23-12_38_GML.zip", "is P23a, which is not a known hazard map"),
        ("ksj/A29_numazu_derived.geojson", "is A29, which is not a known hazard map"),
        ("ksj/L03-a_6642_landuse_mesh.shp", "fields: メッシュ, 田"),
        ("ksj/area_classification_numazu_2d.geojson", "has no field of a hazard map"),
        ("numazu/numazu.gpkg", "has several layers"),
        ("echizen/flood_assumed_area.shp", "fields: SAUPDATE, SAFIELD000, SAFIELD001"),
    ],
)
def test_real_files_that_are_no_hazard_map(imported, realdata, source, words):
    with pytest.raises(InputError, match=words):
        imported(realdata / source)


@pytest.mark.realdata
@pytest.mark.parametrize("ending", ["shp", "kml"])
def test_real_flood_of_echizen_by_its_field(imported, realdata, ending):
    # Rows of the table: 0.5-1.0, 2.0-5.0, 0.0-0.5, 1.0-2.0; polygons with Z, one invalid.
    if ending == "kml" and ogr.GetDriverByName("LIBKML") is None:
        pytest.skip("this GDAL reads no fields of KML (it lacks the driver LIBKML)")
    path = realdata / f"echizen/flood_assumed_area.{ending}"
    rows, report = imported(path, kind=Kind.FLOOD, severity_field="SAFIELD001", licence="CC BY 2.1 JP")
    by_text = {r["class_text"]: r["severity"] for r, _ in rows}
    assert by_text == {"0.5-1.0": 2, "2.0-5.0": 3, "0.0-0.5": 1, "1.0-2.0": 2}
    assert report.counts["mended polygons"] == 1
    assert all(g.GetCoordinateDimension() == 2 for _, g in rows)


@pytest.mark.realdata
def test_real_flood_of_another_scenario_is_refused(imported, realdata):
    with pytest.raises(InputError, match="scenario maximum, not planned"):
        imported(realdata / "ksj/A31a_numazu_52385628_derived.geojson", scenario=Scenario.PLANNED)


@pytest.mark.realdata
def test_real_polygons_survive_a_round_through_shapefile_and_zip(imported, realdata, tmp_path):
    source, _ = read(realdata / "ksj/A33_numazu_derived.geojson")
    rows = [(g.ExportToWkt(), {k: v[k] for k in ("A33_001", "A33_002")}) for v, g in source]
    shp = shapefile(tmp_path / "A33-21_22Polygon.shp", rows)
    found, _ = imported(archive(tmp_path / "A33-21_22_SHP.zip", shapefile_entries(shp, "土砂災害\\")))
    assert (len(found), severities(found).count(4)) == (81, 42)
