"""Archives, encodings, CRS and GML: the ways in which published hazard files differ."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from pathlib import Path

import pytest
from osgeo import ogr
from wattbit.core.errors import InputError
from wattbit.core.prepare.common.dbf import dbf_encoding
from wattbit.core.prepare.hazard.datum import parse_meta
from wattbit.core.prepare.hazard.import_hazard import import_hazard
from wattbit.core.prepare.hazard.request import HazardRequest, Kind, Scenario
from wattbit.tests.core.hazard_files import (
    KSJ_GML,
    archive,
    geojson,
    read,
    shapefile,
    shapefile_entries,
    square,
)

YELLOW = {"A33_001": "1", "A33_002": "1"}
RED = {"A33_001": "2", "A33_002": "2"}
META = """<?xml version="1.0" encoding="shift_jis"?><MD_Metadata><useLimitation>国土情報利用約款</useLimitation>
<code>{datum} / (B, L)</code></MD_Metadata>"""


@pytest.fixture
def imported(tmp_path):
    """Import a file; rows, EPSG code and report. Nothing else may be written."""
    results = tmp_path / "結果 1"
    results.mkdir()

    def run(source, **request):
        output = results / "hazard.gpkg"
        report = import_hazard(HazardRequest(str(source), **request), output)
        rows, epsg = read(output)
        assert [p.name for p in results.iterdir()] == ["hazard.gpkg"]
        assert report.written == len(rows)
        return rows, epsg, report

    return run


@pytest.fixture
def refused(tmp_path, monkeypatch):
    """The sentence with which a file is refused; neither a result nor a temporary file may stay behind."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    output = tmp_path / "out" / "hazard.gpkg"
    output.parent.mkdir()
    output.write_text("an earlier result", encoding="utf-8")

    def run(source, **request):
        before = sorted(tmp_path.rglob("*"))
        with pytest.raises(InputError) as caught:
            import_hazard(HazardRequest(str(source), **request), output)
        assert output.read_text(encoding="utf-8") == "an earlier result"
        assert sorted(tmp_path.rglob("*")) == before
        said = str(caught.value)
        assert said.endswith(".")
        assert "\n" not in said
        return said

    return run


def test_names_in_cp932_and_backslashes_are_decoded(imported, tmp_path):
    # The second byte of 表 and ソ in CP932 is a backslash.
    shp = shapefile(tmp_path / "a" / "A33-25_22Polygon.shp", [(square(138, 35), RED)])
    path = archive(tmp_path / "A33-25_22_SHP.zip", shapefile_entries(shp, "A33表\\ソース\\"))
    rows, epsg, report = imported(path)
    assert [r["severity"] for r, _ in rows] == [4]
    assert (
        rows[0][0]["source"] == "A33 土砂災害警戒区域: A33表/ソース/A33-25_22Polygon.shp of A33-25_22_SHP.zip"
    )
    assert (rows[0][0]["source_year"], epsg, report.counts["files read"]) == (2025, 6668, 1)


@pytest.mark.parametrize(
    "name", ["../evil.geojson", "a/../../evil.geojson", "/evil.geojson", "C:\\evil.geojson"]
)
def test_a_path_that_leads_out_of_the_archive_is_refused(refused, tmp_path, name):
    path = archive(
        tmp_path / "A33-25_22.zip", {name: geojson(tmp_path / "x" / "e.geojson", [(square(138, 35), RED)])}
    )
    assert "leads out of it" in refused(path)
    assert not list(tmp_path.rglob("evil.geojson"))


def test_of_two_encodings_and_formats_one_is_taken(imported, tmp_path):
    shp = shapefile(tmp_path / "s" / "A47-21_22.shp", [(square(138, 35), {"A47_004": "区域"})])
    utf8 = shapefile(
        tmp_path / "u" / "A47-21_22.shp", [(square(138, 35), {"A47_004": "区域"})], encoding="UTF-8", ldid=0
    )
    both = {**shapefile_entries(shp, "Shift_JIS/"), **shapefile_entries(utf8, "UTF-8/")}
    rows, _, report = imported(archive(tmp_path / "A47-21_22_GML.zip", both))
    assert report.counts["features read"] == 1
    assert "UTF-8/" in rows[0][0]["source"]
    assert rows[0][0]["class_text"] == "急傾斜地崩壊危険区域・区域"
    json = geojson(tmp_path / "j" / "A47-21_22.geojson", [(square(138, 35), {"A47_004": "区域"})])
    with_all = {**both, "GeoJSON/A47-21_22.geojson": json}
    rows, _, report = imported(archive(tmp_path / "A47-21_22_2.zip", with_all))
    assert report.counts["features read"] == 1
    assert ".geojson" in rows[0][0]["source"]


def test_coasts_in_folders_of_their_own_are_all_read_though_their_files_share_a_name(imported, tmp_path):
    east = geojson(tmp_path / "e" / "A49-20_22.geojson", [(square(138, 35), {"A49_003": "0.3m未満"})])
    west = geojson(tmp_path / "w" / "A49-20_22.geojson", [(square(137, 35), {"A49_003": "20m以上"})])
    path = archive(
        tmp_path / "A49-20_22_GML.zip", {"東海岸/A49-20_22.geojson": east, "西海岸/A49-20_22.geojson": west}
    )
    rows, _, report = imported(path)
    assert [(r["hazard"], r["severity"], r["depth_min_m"], r["depth_max_m"]) for r, _ in rows] == [
        ("storm_surge", 1, 0.0, 0.3),
        ("storm_surge", 4, 20.0, None),
    ]
    assert report.counts["files read"] == 2


def test_an_archive_of_archives_is_read(imported, tmp_path):
    one = geojson(tmp_path / "A47-21_22.geojson", [(square(138, 35), {"A47_004": "甲"})])
    two = geojson(tmp_path / "A47-21_23.geojson", [(square(137, 35), {"A47_004": "乙"})])
    inner = {
        "A47-21_22_GML.zip": archive(tmp_path / "i1.zip", {"A47-21_22.geojson": one}),
        "A47-21_23_GML.zip": archive(tmp_path / "i2.zip", {"A47-21_23.geojson": two}),
    }
    rows, _, report = imported(archive(tmp_path / "A47-21_55_GML.zip", inner))
    assert [r["class_text"][-1] for r, _ in rows] == ["甲", "乙"]
    assert "prefecture 22, 23" in report.notes[0]


def test_lines_and_polygons_of_one_archive_are_told_apart(imported, refused, tmp_path):
    polygons = shapefile(
        tmp_path / "A33-25_22Polygon.shp", [(square(138, 35), YELLOW), (square(138, 35), RED)]
    )
    lines = shapefile(tmp_path / "A33-25_22Line.shp", [("LINESTRING(138 35,138.1 35.1)", {"A33_101": "1"})] * 3,
                      kind=ogr.wkbLineString)  # fmt: skip
    path = archive(
        tmp_path / "A33-25_22_SHP.zip", {**shapefile_entries(polygons), **shapefile_entries(lines)}
    )
    rows, _, report = imported(path)
    assert [r["severity"] for r, _ in rows] == [2, 4]
    assert report.counts["lines left out"] == 3
    assert any("3 lines and points were left out" in note for note in report.notes)
    only = shapefile(
        tmp_path / "o" / "A33-25_22Line.shp", [("LINESTRING(138 35,138.1 35.1)", RED)], kind=ogr.wkbLineString
    )
    assert "only lines and points (1)" in refused(only)


def flood_archive(tmp_path):
    members = {}
    for digit, number, ranks in (
        ("10", "1", "11"),
        ("20", "2", "1236"),
        ("30", "3", "4"),
        ("41", "4", "1"),
        ("42", "4", "2"),
    ):
        name = f"A31a-{digit}-25_22_10"
        rows = [
            (square(138 + i, 35), {f"A31a_{number}02": "狩野川", f"A31a_{number}05": int(r)})
            for i, r in enumerate(ranks)
        ]
        members[f"{digit}_区域/{name}.geojson"] = geojson(tmp_path / f"{name}.geojson", rows)
    return archive(tmp_path / "A31a-25_22_10_GEOJSON.zip", members)


@pytest.mark.parametrize(
    ("scenario", "severities", "files"),
    [
        (Scenario.PLANNED, [1, 1], 1),
        (Scenario.MAXIMUM, [1, 2, 3, 4], 1),
        (Scenario.DURATION, [3], 1),
        (Scenario.COLLAPSE, [4, 4], 2),
    ],
)
def test_flood_maps_of_one_river_are_chosen_by_scenario(imported, tmp_path, scenario, severities, files):
    rows, _, report = imported(flood_archive(tmp_path), scenario=scenario)
    assert [r["severity"] for r, _ in rows] == severities
    assert {(r["hazard"], r["source_year"], r["licence"]) for r, _ in rows} == {("flood", 2025, "CC BY 4.0")}
    assert report.counts["files read"] == files
    assert report.counts["files of other flood scenarios left out"] == 5 - files


def test_an_archive_without_the_scenario_says_so(refused, tmp_path):
    plain = geojson(tmp_path / "a.geojson", [(square(138, 35), {"A31a_105": 1})])
    assert "scenario planned, not maximum" in refused(plain, scenario=Scenario.MAXIMUM)
    path = archive(tmp_path / "A31a-25_22.zip", {"A31a-10-25_22.geojson": plain})
    assert "no flood map of the scenario maximum" in refused(path, scenario=Scenario.MAXIMUM)


def test_without_a_choice_the_worst_flood_map_that_there_is_is_read(imported, tmp_path):
    rows, _, report = imported(flood_archive(tmp_path))
    assert [r["severity"] for r, _ in rows] == [1, 2, 3, 4]
    plain = geojson(tmp_path / "a.geojson", [(square(138, 35), {"A31a_105": 3})])
    zipped = archive(tmp_path / "A31a-25_22.zip", {"A31a-10-25_22.geojson": plain})
    for source in (plain, zipped):
        rows, _, report = imported(source)
        assert [(r["severity"], r["depth_max_m"]) for r, _ in rows] == [(3, 5.0)]
        assert any("scenario planned was taken" in note for note in report.notes)
    both = geojson(tmp_path / "both.geojson", [(square(138, 35), {"A31_101": 1, "A31_201": 2})])
    assert [r["severity"] for r, _ in imported(both)[0]] == [2]


def test_rasters_and_lone_parts_of_shapefiles_are_refused_with_what_to_do(refused, tmp_path):
    (tmp_path / "A51-24_22.tif").write_bytes(b"II*\0")
    assert "Polygonize" in refused(tmp_path / "A51-24_22.tif")
    path = archive(tmp_path / "A51-24_22.zip", {"A51/浸水.tif": b"II*\0"})
    assert "A51/浸水.tif" in refused(path) and "Polygonize" in refused(path)
    shp = shapefile(tmp_path / "s" / "A33-25_22.shp", [(square(138, 35), RED)])
    shp.with_suffix(".shx").unlink()
    assert "lacks its .shx" in refused(shp)


def test_a_damaged_archive_is_refused(refused, tmp_path):
    whole = flood_archive(tmp_path)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.read_bytes()[:-200])
    assert "cut short" in refused(cut)
    content = bytearray(whole.read_bytes())
    at = content.find(b"MultiPolygon") if b"MultiPolygon" in content else content.find(b"Polygon")
    content[at : at + 4] = b"XXXX"
    broken = tmp_path / "A31a-25_broken.zip"
    broken.write_bytes(bytes(content))
    assert "cannot be extracted" in refused(broken, scenario=Scenario.PLANNED)


def test_what_is_no_map_is_refused(refused, tmp_path):
    page = tmp_path / "A33-25_22_GEOJSON.zip"
    page.write_text("\n<!DOCTYPE html><html>Not found</html>", encoding="utf-8")
    assert "is a web page" in refused(page)
    shp = shapefile(tmp_path / "s" / "A33-25_22.shp", [(square(138, 35), RED)])
    dbf = archive(tmp_path / "dbf.zip", {"A33-25_22.dbf": shp.with_suffix(".dbf")})
    assert "a .dbf without its .shp" in refused(dbf)
    alone = shutil.copy(shp.with_suffix(".dbf"), tmp_path / "alone.dbf")
    assert "choose the .shp" in refused(alone)
    bare = shutil.copy(shp, tmp_path / "bare.shp")
    assert "lacks its .dbf" in refused(bare)
    text = archive(tmp_path / "text.zip", {"readme.txt": b"hello"})
    assert "no map data" in refused(text)
    assert "There is no file" in refused(tmp_path / "none.zip")
    cut = tmp_path / "cut.geojson"
    cut.write_bytes(geojson(tmp_path / "g.geojson", [(square(138, 35), RED)] * 3).read_bytes()[:-150])
    assert "cannot be read" in refused(cut)


def test_a_shapefile_cut_short_is_refused(refused, tmp_path):
    shp = shapefile(tmp_path / "A33-25_22.shp", [(square(138, 35), RED)] * 50)
    shp.write_bytes(shp.read_bytes()[:3000])
    assert "breaks off" in refused(shp)


def test_an_encrypted_archive_is_refused(refused, tmp_path):
    path = archive(
        tmp_path / "A33-25_22.zip",
        {"A33-25_22.geojson": geojson(tmp_path / "a.geojson", [(square(138, 35), RED)])},
    )
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))
    assert "encrypted" in refused(path)


def test_encoding_of_a_dbf_in_its_order(tmp_path):
    dbf = tmp_path / "a.dbf"
    header = bytearray(32)

    def write(ldid, cpg=None):
        header[29] = ldid
        dbf.write_bytes(bytes(header))
        dbf.with_suffix(".cpg").unlink(missing_ok=True)
        if cpg:
            dbf.with_suffix(".cpg").write_text(cpg, encoding="ascii")

    write(0x13, "UTF-8")
    assert dbf_encoding(dbf, "UTF-8/a.shp") == "CP932"  # the header comes first
    write(0, "UTF-8")
    assert dbf_encoding(dbf, "a.shp") == "UTF-8"
    write(0, "SJIS")
    assert dbf_encoding(dbf, "UTF-8/a.shp") == "CP932"
    write(0)
    assert dbf_encoding(dbf, "A47-21_22_GML/UTF-8/a.shp") == "UTF-8"
    assert dbf_encoding(dbf, "Shift_JIS/a.shp") == "CP932"


@pytest.mark.parametrize(
    ("encoding", "ldid", "folder"), [("CP932", 0x13, "a"), ("CP932", 0, "a"), ("UTF-8", 0, "UTF-8")]
)
def test_depths_in_words_read_in_every_encoding(imported, tmp_path, encoding, ldid, folder):
    rows = [(square(138, 35), {"A40_001": "静岡県", "A40_003": "０．３ｍ以上 ～ １．０ｍ未満"})]
    shp = shapefile(tmp_path / folder / "A40-16_22.shp", rows, encoding=encoding, ldid=ldid)
    (row, _), *_ = imported(shp)[0]
    assert (row["hazard"], row["severity"], row["depth_min_m"], row["depth_max_m"]) == (
        "tsunami",
        2,
        0.3,
        1.0,
    )
    assert row["class_text"] == "０．３ｍ以上 ～ １．０ｍ未満"


def test_mixed_encodings_inside_one_file_lose_only_the_classes_that_cannot_be_read(imported, tmp_path):
    rows = [(square(138, 35), {"A40_003": "1m以上"}), (square(138, 36), {"A40_003": "XXXXXXXXXX"})]
    shp = shapefile(tmp_path / "A40-16_22.shp", rows)
    dbf = shp.with_suffix(".dbf")
    dbf.write_bytes(dbf.read_bytes().replace(b"XXXXXXXXXX", "2m以上 ".encode()))
    rows, _, report = imported(shp)
    assert [r["severity"] for r, _ in rows] == [4, None]
    assert report.counts["classes that cannot be read"] == 1
    assert any("1 polygons have a class that cannot be read" in note for note in report.notes)


@pytest.mark.parametrize(
    ("name", "datum", "epsg", "words"),
    [
        ("A47-21_22", "JGD2000", 4612, "EPSG:4612 from its KS-META file"),
        ("A47-21_22", "JGD2011", 6668, "EPSG:6668 from its KS-META file"),
        ("A47-21_22", None, 6668, "EPSG:6668 by its year 2021"),
        ("A31-12_22", None, 4612, "EPSG:4612 by its year 2012"),
        ("A47-21_22-jgd", None, 4612, "EPSG:4612 from its name"),
    ],
)
def test_a_missing_crs_comes_from_metadata_name_or_year(imported, tmp_path, name, datum, epsg, words):
    field = {"A31_001": "14"} if name.startswith("A31") else {"A47_004": "区域"}
    shp = shapefile(tmp_path / "in" / f"{name}.shp", [(square(138, 35), field)], epsg=None)
    entries = shapefile_entries(shp)
    if datum:
        entries[f"KS-META-{name}.xml"] = META.format(datum=datum).encode("cp932")
    rows, code, report = imported(archive(tmp_path / f"{name}_GML.zip", entries))
    assert code == epsg
    assert any(words in note for note in report.notes)
    assert rows[0][0]["licence"] == ("国土情報利用約款" if datum else None)


def test_without_any_hint_a_missing_crs_is_refused(refused, tmp_path):
    shp = shapefile(tmp_path / "map.shp", [(square(138, 35), RED)], epsg=None)
    assert "has no CRS" in refused(shp)


def test_a_layer_of_qgis_brings_its_crs(imported, tmp_path):
    shp = shapefile(tmp_path / "map.shp", [(square(138, 35), RED)], epsg=None)
    rows, epsg, _ = imported(shp, crs="EPSG:4612", label="A33-19_22")
    assert (epsg, rows[0][0]["source_year"]) == (4612, 2019)


def test_metadata_say_datum_and_terms():
    assert parse_meta(META.format(datum="TD").encode("cp932")).crs == "EPSG:4301"
    assert parse_meta(b"<a/>").crs is None


@pytest.mark.parametrize("by_name", [False, True])
def test_tokyo_datum_is_moved_and_not_relabelled(imported, tmp_path, by_name):
    shp = shapefile(
        tmp_path / "A33-10_22-tky.shp", [(square(138.86, 35.1, 0.01), RED)], epsg=None if by_name else 4301
    )
    rows, epsg, report = imported(shp)
    xmin, _, ymin, _ = rows[0][1].GetEnvelope()
    # The usual linear formula from the Tokyo datum to the world datum, good to some metres.
    lon = 138.86 - 0.000046038 * 35.1 - 0.000083043 * 138.86 + 0.010040
    lat = 35.1 - 0.00010695 * 35.1 + 0.000017464 * 138.86 + 0.0046017
    assert epsg == 6668
    assert (xmin, ymin) == pytest.approx((lon, lat), abs=1e-4)
    assert any("moved from EPSG:4301 to EPSG:6668" in note for note in report.notes)


def test_files_of_two_datums_are_joined_in_jgd2011(imported, tmp_path):
    old = shapefile(tmp_path / "A47-21_22.shp", [(square(138, 35), {"A47_004": "甲"})], epsg=4612)
    new = shapefile(tmp_path / "A47-21_23.shp", [(square(137, 35), {"A47_004": "乙"})], epsg=6668)
    path = archive(tmp_path / "A47-21_55.zip", {**shapefile_entries(old), **shapefile_entries(new)})
    rows, epsg, _ = imported(path)
    assert (len(rows), epsg) == (2, 6668)


@pytest.mark.parametrize(
    ("name", "element", "child", "value", "severity", "hazard"),
    [
        ("A31-12_22", "ExpectedFloodArea", "waterDepth", "14", 3, "flood"),
        ("A31a-20-22_22_10", "MaximumScale", "waterDepth", "4", 4, "flood"),
        (
            "A40-16_22",
            "TsunamiInundationAssumption",
            "classificationOfWaterDepth",
            "1m以上2m未満",
            2,
            "tsunami",
        ),
    ],
)
def test_gml_of_the_ministry_is_joined_by_its_references(
    imported, tmp_path, name, element, child, value, severity, hazard
):
    text = KSJ_GML.replace("{element}", element).replace("{child}", child).replace("{value}", value)
    path = tmp_path / f"{name}.xml"
    path.write_text(text, encoding="utf-8")
    rows, epsg, report = imported(path)
    assert [(r["severity"], r["hazard"]) for r, _ in rows] == [(severity, hazard)]
    geometry = rows[0][1]
    assert geometry.GetEnvelope() == pytest.approx(
        (138.0, 138.3, 35.0, 35.3)
    )  # latitude comes first in the file
    assert geometry.Area() == pytest.approx(0.09 - 0.01)  # the hole
    assert report.counts["features without geometry left out"] == 1
    assert epsg == 4612


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("A46-a-10_22", "landslide_prevention", "地すべり防止区域・足高"),
        ("A47-10_22", "steep_slope", "急傾斜地崩壊危険区域・足高"),
        ("A48-10_22", "other", "災害危険区域・足高"),
    ],
)
def test_gml_of_areas_designated_by_law_needs_no_class(imported, tmp_path, name, kind, text):
    path = tmp_path / f"{name}.xml"
    path.write_text(
        KSJ_GML.format(element="DesignatedArea", child="areaName", value="足高"), encoding="utf-8"
    )
    rows, epsg, _ = imported(path)
    assert [(r["hazard"], r["severity"], r["class_text"]) for r, _ in rows] == [(kind, 3, text)]
    assert epsg == 4612


def test_gml_of_unknown_elements_is_refused(refused, tmp_path):
    path = tmp_path / "A33-25_22.xml"
    path.write_text(KSJ_GML.replace("{element}", "Sediment").replace("{child}", "zone"), encoding="utf-8")
    assert "elements Sediment" in refused(path)
    path.write_text(KSJ_GML[:600], encoding="utf-8")
    assert "damaged" in refused(path)


def test_plain_gml_is_read_and_its_folder_left_alone(imported, tmp_path):
    source = geojson(tmp_path / "a.geojson", [(square(138, 35), {"A33_001": 1, "A33_002": 2})])
    folder = tmp_path / "gml"
    folder.mkdir()
    from osgeo import gdal

    gdal.VectorTranslate(str(folder / "A33-25_22.gml"), str(source), format="GML")
    before = sorted(folder.iterdir())
    rows, *_ = imported(folder / "A33-25_22.gml")
    assert [r["severity"] for r, _ in rows] == [4]
    assert sorted(folder.iterdir()) == before


def test_xml_beside_a_shapefile_is_not_read_twice(imported, tmp_path):
    shp = shapefile(tmp_path / "A31a-12_22_Area.shp", [(square(138, 35), {"A31a_205": "1"})])
    entries = {**shapefile_entries(shp), "A31a-12_22.xml": KSJ_GML.encode()}
    assert imported(archive(tmp_path / "A31a-12_22_GML.zip", entries))[2].counts["files read"] == 1


def test_a_file_of_several_layers_wants_one_named(refused, imported, tmp_path):
    path = tmp_path / "maps.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for name in ("a", "b"):
        dataset.CreateLayer(name, None, ogr.wkbPolygon)
    dataset = None
    assert "has several layers; name one as path|layername=name, of: a, b." in refused(path)
    assert "has no layer c" in refused(f"{path}|layername=c")


def test_the_archive_itself_is_not_opened_for_writing(imported, tmp_path):
    path = flood_archive(tmp_path)
    before = path.read_bytes()
    imported(path)
    assert path.read_bytes() == before
    assert zipfile.is_zipfile(path)
    assert not [p for p in Path(tempfile.gettempdir()).glob("wattbit-*/hazard") if p.is_dir()]


def test_kind_must_fit_the_schema(refused, imported, tmp_path):
    path = geojson(tmp_path / "a.geojson", [(square(138, 35), RED)])
    assert "of the kind sediment and not flood" in refused(path, kind=Kind.FLOOD)
    assert len(imported(path, kind=Kind.SEDIMENT)[0]) == 1
