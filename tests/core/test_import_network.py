"""Network assets: PeeringDB joins, schematic landing points, tags of OpenStreetMap, and tables of any kind."""

from __future__ import annotations

import json
import sys
import zipfile

import pytest
from osgeo import ogr, osr
from shapely import wkb
from wattbit.core.errors import Cancelled, InputError
from wattbit.core.prepare.network.asset import Kind
from wattbit.core.prepare.network.columns import find_columns
from wattbit.core.prepare.network.import_network import NetworkRequest, import_network
from wattbit.core.prepare.network.osm_tags import output_mw, traction_reason, volts
from wattbit.core.prepare.network.sniff import Format
from wattbit.core.prepare.standard import NETWORK

FAC = [
    {"id": 1, "org_id": 9, "org_name": "KDDI", "name": "Otemachi", "city": "Tokyo", "latitude": 35.687, "longitude": 139.764},
    {"id": 2, "org_id": 9, "name": "Dojima", "latitude": "34.695", "longitude": "135.493"},
    {"id": 3, "org_id": 9, "name": "Inzai", "latitude": None, "longitude": None},
    {"id": 4, "org_id": 9, "name": "Gone", "latitude": 35.0, "longitude": 139.0, "status": "deleted"},
    {"id": 5, "org_id": 9, "name": "Null Island", "latitude": 0, "longitude": 0.0},
]  # fmt: skip
IX = [
    {"id": 7, "org_id": 8, "name": "JPNAP"},
    {"id": 8, "org_id": 8, "name": "BBIX"},
    {"id": 9, "org_id": 8, "name": "Lost"},
]
IXFAC = [
    {"id": 1, "ix_id": 7, "fac_id": 1},
    {"id": 2, "ix_id": 7, "fac_id": 2},
    {"id": 3, "ix_id": 7, "fac_id": 2},
    {"id": 4, "ix_id": 8, "fac_id": 2},
    {"id": 5, "ix_id": 9, "fac_id": 3},
    {"id": 6, "ix_id": 77, "fac_id": 1},
]


@pytest.fixture
def load(tmp_path):
    """Import a source; returns the report and the features as (attributes, shape)."""

    def run(source, lines=None, **request):
        out = tmp_path / "結果 1.gpkg"
        report = import_network(NetworkRequest(str(source), **request), out, None, lines)
        return report, features(out)

    return run


def features(path):
    dataset = ogr.Open(str(path))
    return [(f.items(), wkb.loads(bytes(f.GetGeometryRef().ExportToWkb()))) for f in dataset.GetLayer(0)]


def write(path, content, encoding="utf-8"):
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def collection(*rows):
    """GeoJSON of (properties, geometry) pairs."""
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows],
    }


def dot(x, y):
    return {"type": "Point", "coordinates": [x, y]}


def element(kind, number, tags, **more):
    return {"type": kind, "id": number, "tags": tags, **more}


def overpass(*elements, **more):
    return {"version": 0.6, "generator": "Overpass API", "elements": list(elements), **more}


def by_kind(rows):
    out = {}
    for values, _ in rows:
        out[values["kind"]] = out.get(values["kind"], 0) + 1
    return out


def test_the_layer_begins_with_the_standard_fields(load, tmp_path):
    _, rows = load(write(tmp_path / "fac.json", {"data": FAC}))
    assert list(rows[0][0])[: len(NETWORK)] == [field.name for field in NETWORK]


class TestPeeringDB:
    def expect(self, report, rows):
        assert by_kind(rows) == {"data_centre": 2, "ix": 3}
        assert {(v["name"], v["note"], round(p.x, 3)) for v, p in rows if v["kind"] == "ix"} == {
            ("JPNAP", "at Otemachi", 139.764), ("JPNAP", "at Dojima", 135.493), ("BBIX", "at Dojima", 135.493),
        }  # fmt: skip
        assert rows[0][0]["operator"] == "KDDI"
        assert report.counts["facilities without coordinates"] == 2
        assert report.counts["facilities pending or deleted"] == 1
        assert report.counts["exchange points without a place"] == 1
        assert any("Inzai" in note for note in report.notes) and any("Lost" in note for note in report.notes)

    def test_one_json_with_all_three(self, load, tmp_path):
        whole = {"fac": {"data": FAC}, "ix": {"data": IX}, "ixfac": {"data": IXFAC}, "net": {"data": []}}
        self.expect(*load(write(tmp_path / "dump.json", whole)))

    def test_plain_lists_by_key(self, load, tmp_path):
        self.expect(*load(write(tmp_path / "dump.json", {"ixfac": IXFAC, "ix": IX, "fac": FAC})))

    def test_a_folder_and_a_zip(self, load, tmp_path):
        folder = tmp_path / "db"
        org = {"data": [{"id": 9, "name": "KDDI", "latitude": 35.0, "longitude": 139.0}]}
        for name, rows in (("fac", FAC), ("ix", IX), ("ixfac", IXFAC)):
            write(folder / f"{name}.json", {"data": rows, "meta": {}})
        write(folder / "org.json", org)
        self.expect(*load(folder))
        with zipfile.ZipFile(tmp_path / "db.zip", "w") as archive:
            for path in folder.iterdir():
                archive.write(path, f"dump/{path.name}")
        self.expect(*load(tmp_path / "db.zip"))

    def test_files_side_by_side(self, load, tmp_path):
        for name, rows in (("fac", FAC), ("ix", IX), ("ixfac", IXFAC)):
            write(tmp_path / "a" / f"peeringdb_{name}_jp.json", {"data": rows})
        write(tmp_path / "a" / "ix.json", {"data": [{"id": 7, "name": "another"}]})
        report, rows = load(tmp_path / "a" / "peeringdb_ix_jp.json")
        self.expect(report, rows)
        assert any("peeringdb_fac_jp.json" in note for note in report.notes)

    def test_exchange_points_alone_have_no_place(self, load, tmp_path):
        with pytest.raises(InputError, match="no coordinates of their own"):
            load(write(tmp_path / "x.json", {"data": IX}))

    @pytest.mark.parametrize(
        "content", ['{"data": [', "[1, 2", "<html><body>Too many requests</body></html>", ""]
    )
    def test_cut_files_and_web_pages_are_refused(self, load, tmp_path, content):
        with pytest.raises(InputError, match=r"JSON|web page|empty"):
            load(write(tmp_path / "fac.json", content), format=Format.PEERINGDB)
        assert [p.name for p in tmp_path.iterdir()] == ["fac.json"]


class TestLandingPoints:
    V2 = collection(
        ({"slug": "shima-japan", "name": "Shima, Japan", "id": 1}, dot(136.8744, 34.3368)),
        ({"slug": "x", "name": "Nowhere", "id": 2}, None),
    )
    V3 = collection(
        ({"id": "shima-japan", "name": "Shima, Japan", "is_tbd": False}, dot(136.8744, 34.3368)),
        ({"id": "sapporo-japan", "name": "Sapporo, Japan", "is_tbd": True}, dot(141.35, 43.06)),
    )

    def test_second_edition(self, load, tmp_path):
        report, rows = load(write(tmp_path / "landing-point-geo.json", self.V2))
        assert [(v["kind"], v["name"], v["licence"], v["accuracy_m"]) for v, _ in rows] == [
            ("landing_station", "Shima, Japan", "CC BY-NC-SA 3.0", 20000)
        ]
        assert report.counts["without a position"] == 1
        assert any("15 to 20 km" in note for note in report.notes)

    def test_third_edition_marks_what_is_only_planned(self, load, tmp_path):
        report, rows = load(write(tmp_path / "landing-point-geo.json", self.V3))
        assert [(v["name"], v["status"]) for v, _ in rows] == [
            ("Shima, Japan", None),
            ("Sapporo, Japan", "planned"),
        ]
        assert "Sapporo" in report.notes[0]

    def test_the_map_of_cables_is_refused(self, load, tmp_path):
        line = {"type": "MultiLineString", "coordinates": [[[136.8, 34.3], [150.0, 30.0]]]}
        cables = collection(
            ({"id": "faster", "name": "FASTER", "color": "#fff", "feature_id": "faster-0"}, line)
        )
        with pytest.raises(InputError, match="landing-point-geo"):
            load(write(tmp_path / "cable-geo.json", cables), format=Format.LANDING_POINTS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("66000", [66000]),
        ("154000;66000;6600", [154000, 66000, 6600]),
        ("66000;154000;66000", [154000, 66000]),
        ("77000,6600", [77000, 6600]),
        ("66,000", [66000]),
        ("66000;6600以下", [66000, 6600]),
        ("275000：66000", [275000, 66000]),
        ("154000/66000", [154000, 66000]),
        ("66000/dc1500", [66000, 1500]),
        ("６６０００", [66000]),
        ("66 kV", [66000]),
        ("0", []),
        ("77", []),
        ("yes", []),
        ("medium", []),
        ("", []),
        (None, []),
    ],
)
def test_lists_of_voltages(text, expected):
    assert volts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("600 MW", 600), ("600MW", 600), ("1,200 MW", 1200), ("1.5 GW", 1500), ("500 kW", 0.5), ("49.9 MWp", 49.9),
        ("６００ ＭＷ", 600), ("600", None), ("yes", None), ("10 MW;5 MW", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_outputs_of_plants(text, expected):
    assert output_mw(text) == expected


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ({"substation": "traction"}, "by tag"),
        ({"substation": "rail", "voltage": "66000"}, "by tag"),
        ({"voltage": "66000;1500"}, "by voltage"),
        ({"voltage": "dc1500"}, "by voltage"),
        ({"voltage": "275000;25000"}, "by voltage"),
        ({"operator": "東日本旅客鉄道株式会社"}, "by name or operator"),
        ({"name": "ＪＲ東海鷲津変電所"}, "by name or operator"),
        ({"name": "原市き電変電所"}, "by name or operator"),
        ({"operator": "東京電力パワーグリッド", "voltage": "66000;20000"}, None),
        ({"operator": "北海道電力", "voltage": "250000", "frequency": "0"}, None),
        ({"operator": "日本製鉄", "substation": "industrial"}, None),
        ({"operator": "JRE"}, None),
    ],
)
def test_substations_that_feed_railways(tags, reason):
    assert traction_reason({"power": "substation", **tags}) == reason


class TestOsm:
    def test_closed_ways_of_an_osm_file_are_areas_and_places(self, load, tmp_path):
        nodes = [(139.0, 35.0), (139.001, 35.0), (139.001, 35.001), (139.0, 35.001)]
        rows = [f'<node id="{i}" lat="{y}" lon="{x}"/>' for i, (x, y) in enumerate(nodes, 1)]
        for number, (refs, tag) in enumerate(
            [("12341", "substation"), ("12341", "plant"), ("12", "line"), ("13", "plant")]
        ):
            way = "".join(f'<nd ref="{r}"/>' for r in refs)
            rows.append(f'<way id="{10 + number}">{way}<tag k="power" v="{tag}"/></way>')
        source = tmp_path / "a.osm"
        source.write_text(f'<?xml version="1.0"?><osm version="0.6">{"".join(rows)}</osm>', encoding="utf-8")
        _, found = load(source)
        told = {(v["kind"], shape.geom_type): (v["area_m2"], shape) for v, shape in found}
        assert set(told) == {("substation", "Point"), ("plant", "Point"), ("line", "MultiLineString")}
        area, place = told["substation", "Point"]
        assert area == pytest.approx(110.94 * 91.29, rel=1e-3)
        assert (place.x, place.y) == pytest.approx((139.0005, 35.0005))

    def test_overpass_with_centres_geometries_and_nodes(self, load, tmp_path):
        square = [(139.0, 35.0), (139.001, 35.0), (139.001, 35.001), (139.0, 35.001), (139.0, 35.0)]
        corners = [{"lon": x, "lat": y} for x, y in square]
        document = overpass(
            element("node", 1, {"power": "substation", "voltage": "66000;6600"}, lon=139.5, lat=35.5),
            element("way", 2, {"power": "substation", "name": "甲"}, geometry=corners),
            element("relation", 3, {"power": "plant", "plant:output:electricity": "600 MW", "plant:source": "gas"},
                    center={"lon": 140.0, "lat": 36.0}),
            element("way", 4, {"power": "line", "voltage": "154000;154000"}, nodes=[10, 11]),
            {"type": "node", "id": 10, "lon": 139.0, "lat": 35.0},
            {"type": "node", "id": 11, "lon": 139.2, "lat": 35.2},
            element("way", 5, {"power": "line"}, nodes=[10, 99]),
            element("relation", 6, {"power": "plant", "type": "multipolygon"}, members=[
                {"type": "way", "ref": 20, "role": "outer", "geometry": corners[:3]},
                {"type": "way", "ref": 21, "role": "outer", "geometry": corners[2:]},
            ]),
            element("node", 7, {"power": "generator"}, lon=139.0, lat=35.0),
            element("node", 1, {"power": "substation"}, lon=139.5, lat=35.5),
        )  # fmt: skip
        lines = tmp_path / "lines.gpkg"
        report, rows = load(write(tmp_path / "export.json", document), lines=lines)
        assert by_kind(rows) == {"substation": 2, "plant": 2}
        assert by_kind(features(lines)) == {"line": 1}
        first, second, plant, joined = (r[0] for r in rows)
        assert (first["voltage_kv"], first["voltages_kv"], first["licence"]) == (66, "66;6.6", "ODbL 1.0")
        assert (second["voltage_kv"], second["voltages_kv"]) == (None, None)
        assert (plant["mw"], plant["subtype"], joined["mw"]) == (600, "gas", None)
        # 0.001 degrees at 35 N: 110.94 m by 91.29 m.
        assert second["area_m2"] == pytest.approx(110.94 * 91.29, rel=1e-3)
        assert joined["area_m2"] == pytest.approx(second["area_m2"])
        assert rows[1][1].within(wkb.loads(wkb.dumps(rows[1][1])).buffer(0.001))
        assert features(lines)[0][0]["voltage_kv"] == 154
        assert report.counts["features that come again"] == 1
        assert report.counts["power=generator"] == 1
        assert report.counts["without a position"] == 1
        assert report.counts["plants without an output"] == 1
        assert report.written == 5

    def test_telecom_tags(self, load, tmp_path):
        line = [{"lon": 139.0, "lat": 35.0}, {"lon": 139.1, "lat": 35.0}]
        document = overpass(
            *(element("node", i, tags, lon=139 + i / 100, lat=35.0) for i, tags in enumerate([
                {"telecom": "data_center", "operator": "IIJ"},
                {"telecom": "data_centre"},
                {"building": "data_center"},
                {"telecom": "exchange"},
                {"telecom": "central_office"},
                {"telecom": "connection_point"},
                {"disused:telecom": "exchange"},
                {"telecom": "exchange", "abandoned": "yes"},
                {"construction:telecom": "data_center"},
            ])),
            element("way", 20, {"communication": "line", "submarine": "yes"}, geometry=line),
            element("way", 21, {"communication": "line", "telecom:medium": "copper"}, geometry=line),
        )  # fmt: skip
        report, rows = load(write(tmp_path / "t.json", document), lines=tmp_path / "l.gpkg")
        assert by_kind(rows) == {"data_centre": 4, "exchange": 2}
        assert [v["status"] for v, _ in rows].count("construction") == 1
        fibre = features(tmp_path / "l.gpkg")
        assert [(v["kind"], v["subtype"]) for v, _ in fibre] == [("fibre", "submarine")]
        assert report.counts["disused or abandoned"] == 2
        assert report.counts["copper and coaxial cables"] == 1

    def test_points_and_lines_stand_in_one_layer_unless_parted(self, load, tmp_path):
        line = {"type": "LineString", "coordinates": [[139, 35], [140, 36]]}
        source = write(tmp_path / "e.geojson", collection(
            ({"power": "substation"}, dot(139, 35)), ({"power": "line"}, line)))  # fmt: skip
        report, rows = load(source)
        assert [g.geom_type for _, g in rows] == ["Point", "MultiLineString"]
        assert "LINES" in report.notes[0]

    def test_tags_in_a_hstore(self, load, tmp_path):
        packed = r'"power"=>"substation","voltage"=>"77000;6600","name"=>"a \"b\" 変電所","note"=>NULL'
        tagged = ({"osm_id": "1", "other_tags": packed}, dot(137, 35))
        bare = ({"osm_id": "2", "other_tags": None}, dot(137, 35))
        source = write(tmp_path / "e.geojson", collection(tagged, bare))
        report, rows = load(source)
        assert [(v["name"], v["voltage_kv"]) for v, _ in rows] == [('a "b" 変電所', 77)]
        assert report.counts["features without a tag of power or telecom"] == 1

    def test_a_layer_in_metres_is_brought_to_degrees(self, load, tmp_path):
        path = tmp_path / "m.gpkg"
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(6677)
        source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = source.CreateLayer("a", srs, ogr.wkbPoint)
        layer.CreateField(ogr.FieldDefn("power"))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["power"] = "substation"
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (0 0)"))
        layer.CreateFeature(feature)
        feature = layer = source = None
        _, rows = load(path)
        # The origin of plane zone IX is 36 N, 139 50' E.
        assert (rows[0][1].x, rows[0][1].y) == (pytest.approx(139 + 5 / 6), pytest.approx(36))

    def test_a_query_that_failed_is_refused(self, load, tmp_path):
        document = overpass(remark='runtime error: Query timed out in "query" at line 3')
        with pytest.raises(InputError, match="failed on the server"):
            load(write(tmp_path / "t.json", document))

    def test_an_extract_of_other_things_says_what_it_holds(self, load, tmp_path):
        document = overpass(element("node", 1, {"power": "tower"}, lon=139.0, lat=35.0))
        with pytest.raises(InputError, match="1 other power features"):
            load(write(tmp_path / "t.json", document))
        plain = write(tmp_path / "p.geojson", collection(({"a": 1}, dot(139, 35))))
        with pytest.raises(InputError, match="no layer with tags"):
            load(plain, format=Format.OSM)


class TestGeneric:
    TABLE = (
        "通信局舎一覧（2026年4月1日現在）\n"
        "名称,種別,緯度,経度,事業者,受電容量（kW）,延床面積（㎡）,供用開始年度\n"
        "大手町,IX,35.687,139.764,甲,-,\"1,200\",2027年度\n"
        "千倉,陸揚局,34.977,139.955,乙,500,,\n"
        "印西,データセンター,35.83,140.14,丙,50000,20000,2030\n"
        "不明,収容局,,,丁,,,\n"
        "謎,工場,35.0,139.0,戊,x,,\n"
    )  # fmt: skip

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932", "euc_jp"])
    def test_japanese_headings_below_a_title(self, load, tmp_path, encoding):
        report, rows = load(write(tmp_path / "局舎.csv", self.TABLE.replace("㎡", "m2"), encoding))
        values = [r[0] for r in rows]
        assert [v["kind"] for v in values] == ["ix", "landing_station", "data_centre", None]
        assert [v["mw"] for v in values] == [None, 0.5, 50, None]
        assert [v["area_m2"] for v in values] == [1200, None, 20000, None]
        assert [v["year_available"] for v in values] == [2027, None, 2030, None]
        assert report.counts["without a position"] == 1
        assert report.counts["mw that cannot be read"] == 1
        assert any("工場" in note for note in report.notes)

    def test_excel(self, load, tmp_path):
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for row in (["名称", "緯度", "経度", "kind"], ["a", 35.5, 139.5, "ix"], ["b", "=1+34", 139.0, "ix"]):
            book.active.append(row)
        book.save(tmp_path / "t.xlsx")
        report, rows = load(tmp_path / "t.xlsx")
        # A formula that was never computed has no value: no position is made up for it.
        assert [(v["name"], v["kind"]) for v, _ in rows] == [("a", "ix")]
        assert report.counts["without a position"] == 1

    def test_excel_without_openpyxl_says_how_to_get_it(self, load, tmp_path, monkeypatch):
        with zipfile.ZipFile(tmp_path / "t.xlsx", "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(InputError, match="pip install openpyxl"):
            load(tmp_path / "t.xlsx")

    def test_a_layer_keeps_its_geometry_and_kind_may_be_given(self, load, tmp_path):
        area = {
            "type": "Polygon",
            "coordinates": [[[139, 35], [139.01, 35], [139.01, 35.01], [139, 35.01], [139, 35]]],
        }
        source = write(tmp_path / "a.geojson", collection(({"name": "x"}, area), ({"name": "y"}, None)))
        report, rows = load(source, kind=Kind.APN_NODE)
        assert [(v["kind"], v["name"]) for v, _ in rows] == [("apn_node", "x")]
        assert rows[0][0]["area_m2"] == pytest.approx(1109.4 * 912.9, rel=1e-3)
        assert rows[0][1].geom_type == "Point"
        assert report.counts["without a position"] == 1

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("name,kind\na,ix\n", "latitude"),
            ("name,lat,lon\na,139.7,35.6\n", "no row has coordinates"),
            ("name,lat,lon\n", "no row has coordinates"),
            ("<html><head></head></html>", "web page"),
            ("", "empty"),
        ],
    )
    def test_tables_without_places_are_refused(self, load, tmp_path, content, words):
        with pytest.raises(InputError, match=words) as error:
            load(write(tmp_path / "t.csv", content))
        assert str(error.value).endswith(".")
        assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]

    def test_columns_of_other_things_are_not_taken(self):
        found = find_columns(
            ["Name", "Latitude", "Longitude", "Capacity Factor", "Area name", "Resource year"]
        )
        assert found == {
            "name": "Name",
            "latitude": "Latitude",
            "longitude": "Longitude",
        }


def test_missing_files_and_bad_archives_are_refused(load, tmp_path):
    with pytest.raises(InputError, match="no file"):
        load(tmp_path / "nothing.json")
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 cut")
    with pytest.raises(InputError, match=r"cut short|damaged"):
        load(tmp_path / "cut.zip")
    with zipfile.ZipFile(tmp_path / "out.zip", "w") as archive:
        archive.writestr("../fac.json", "{}")
    with pytest.raises(InputError, match="leads out"):
        load(tmp_path / "out.zip")


def test_a_zip_with_one_geojson(load, tmp_path):
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as archive:
        archive.writestr("landing-point-geo.json", json.dumps(TestLandingPoints.V3))
    assert load(tmp_path / "l.zip")[0].written == 2


def test_a_cancelled_import_leaves_nothing(tmp_path):
    source = write(tmp_path / "fac.json", {"data": FAC})
    with pytest.raises(Cancelled):
        import_network(NetworkRequest(str(source)), tmp_path / "o.gpkg", lambda share, text: False)
    assert [p.name for p in tmp_path.iterdir()] == ["fac.json"]


@pytest.mark.realdata
def test_osm_substations_of_33_prefectures(load, realdata):
    # Counted with one SQL statement in ogrinfo: tags, railway voltages and railway words; the sum is that of the
    # first voltage of each list, in kV.
    report, rows = load(realdata / "japan" / "osm_substations_33pref.geojson")
    assert report.counts["rows"] == 4281
    assert report.counts["traction substations (by tag)"] == 393
    assert report.written == 3779
    assert report.counts["without a voltage"] == 1425
    kilovolts = [v["voltage_kv"] for v, _ in rows if v["voltage_kv"] is not None]
    assert (len(kilovolts), round(sum(kilovolts), 1), max(kilovolts)) == (2354, 260116.4, 500)


@pytest.mark.realdata
def test_power_plants_of_a_generic_table(load, realdata):
    # Rows, blanks and MW counted with Python's csv module alone.
    report, rows = load(realdata / "japan" / "Japan.csv", kind=Kind.PLANT)
    assert (report.counts["rows"], report.counts["without a position"], report.written) == (412, 81, 331)
    assert sum(v["mw"] for v, _ in rows) == pytest.approx(213663.75)
    status = [v["status"] for v, _ in rows]
    assert (status.count("Operational"), status.count("Shutdown"), status.count(None)) == (55, 2, 274)
    assert any("Shutdown" in note for note in report.notes)


@pytest.mark.realdata
def test_substations_of_the_numazu_area(load, realdata):
    # ogrinfo -where "substation = 'traction'" gives 10 of the 51.
    report, rows = load(f"{realdata / 'numazu' / 'numazu.gpkg'}|layername=osm_substation")
    assert (report.counts["rows"], report.written) == (51, 41)
    assert {v["kind"] for v, _ in rows} == {"substation"}
