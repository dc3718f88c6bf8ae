"""Tables of grid squares: the quirks of J-SHIS, L03 and G04, what spreadsheets do to codes, and what is refused."""

from __future__ import annotations

import struct
import zipfile

import numpy as np
import pytest
from osgeo import gdal, ogr
from shapely import wkb
from wattbit.core.errors import Cancelled, InputError
from wattbit.core.prepare.mesh.datum import Datum
from wattbit.core.prepare.mesh.import_mesh import import_mesh
from wattbit.core.prepare.mesh.products import Product
from wattbit.core.prepare.mesh.understand import MeshRequest

JSHIS = """# VERSION = 3.2
# 確率論的地震動予測地図
# CODE, T30_I45_PS, T30_I55_PS, JNAME
5339154113, 0.999, 0.406220, 三角州
5339154114, -9999, -9999, 埋立地
5339154131, 0.5, 0.25,
"""


@pytest.fixture
def load(tmp_path):
    """Import a table; returns the report, the features as (attributes, shape) and the raster's path."""

    def run(source, code_field="CODE", *, raster=False, **request):
        out, grid = tmp_path / "結果 1.gpkg", tmp_path / "結果 1.tif"
        report = import_mesh(MeshRequest(str(source), code_field, **request), out, grid if raster else None)
        return report, features(out), grid

    return run


def features(path):
    dataset = ogr.Open(str(path))
    return [(f.items(), shape(f)) for f in dataset.GetLayer(0)]


def shape(feature):
    return wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def dbf(path, names, rows, ldid=0):
    """A DBF as 国土数値情報 ships it: names in CP932, ten bytes at most, no language and no .cpg."""
    sizes = [12] * len(names)
    head = struct.pack("<4BIHH", 3, 124, 2, 15, len(rows), 33 + 32 * len(names), 1 + sum(sizes))
    head += bytes(17) + bytes([ldid]) + bytes(2)
    for name, size in zip(names, sizes):
        head += name.encode("cp932").ljust(11, b"\0") + b"C" + bytes(4) + bytes([size]) + bytes(15)
    body = b"".join(b" " + b"".join(v.encode("cp932").ljust(s) for v, s in zip(r, sizes)) for r in rows)
    path.write_bytes(head + b"\r" + body + b"\x1a")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp"])
def test_jshis_csv_in_every_encoding(load, tmp_path, encoding):
    report, rows, raster = load(write(tmp_path / "P-5339.csv", JSHIS, encoding), raster=True)
    assert report.written == 3
    assert report.counts["unknown values"] == 3  # two -9999 and a blank name
    assert [r[0]["CODE"] for r in rows] == ["5339154113", "5339154114", "5339154131"]
    assert [r[0]["T30_I55_PS"] for r in rows] == [0.406220, None, 0.25]
    assert [r[0]["JNAME"] for r in rows] == ["三角州", "埋立地", None]
    dataset = gdal.Open(str(raster))
    band = dataset.GetRasterBand(1)
    assert (band.GetDescription(), band.GetNoDataValue(), band.DataType) == (
        "T30_I45_PS",
        -9999,
        gdal.GDT_Float32,
    )
    # ...4113 and ...4114 lie side by side, ...4131 on top of the former.
    assert np.allclose(band.ReadAsArray(), [[0.5, -9999], [0.999, -9999]])


def test_corners_are_exact_and_closed(load, tmp_path):
    _, rows, _ = load(write(tmp_path / "a.csv", "code,v\n53394547,1\n"), "code")
    north = 42850 / 1200
    assert list(rows[0][1].exterior.coords) == [
        (139.7125, 35.7), (139.725, 35.7), (139.725, north), (139.7125, north), (139.7125, 35.7),
    ]  # fmt: skip


def test_the_raster_stands_on_the_lattice_of_the_codes(load, tmp_path):
    source = write(tmp_path / "a.csv", "code,v\n53394547,1\n53394649,2\n53394557,3\n")
    _, _, raster = load(source, "code", raster=True)
    dataset = gdal.Open(str(raster))
    x, dx, _, y, _, dy = dataset.GetGeoTransform()
    assert (x, dx, y, dy) == (139.7125, 0.0125, 35 + 43 / 60, -1 / 120)
    assert (dataset.RasterXSize, dataset.RasterYSize) == (13, 2)
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "6668"
    cells = dataset.ReadAsArray()
    assert (cells[1, 0], cells[1, 12], cells[0, 0]) == (1, 2, 3)
    assert (cells == -9999).sum() == 23
    assert "WATTBIT_INPUT_table" in dataset.GetMetadata()


def test_cells_far_apart_land_in_their_own_blocks(load, tmp_path):
    # 5239 is 240 x 240 cells of 1/3 degree: more than one block of 512.
    codes = ["5239000011", "5239779944", "5239334455"]
    source = write(tmp_path / "a.csv", "code,v\n" + "".join(f"{c},{i}\n" for i, c in enumerate(codes)))
    _, _, raster = load(source, "code", raster=True, product=Product.LANDUSE_100M)
    cells = gdal.Open(str(raster)).ReadAsArray()
    rows, cols = cells.shape
    assert (rows, cols) == (800 - 1 - 5, 800 - 1 - 5)
    assert (cells[-1, 0], cells[0, -1], cells[rows - 1 - (345 - 1), 345 - 1]) == (0, 1, 2)
    assert (cells != -9999).sum() == 3


@pytest.mark.parametrize(
    "code",
    [
        "53394547.0", "5.3394547E+07", " 5339 4547", "5339-45-47", "'53394547", '="53394547"', "５３３９４５４７",
    ],
)  # fmt: skip
def test_codes_as_spreadsheets_leave_them(load, tmp_path, code):
    quoted = '"' + code.replace('"', '""') + '"'
    _, rows, _ = load(write(tmp_path / "a.csv", f"code,v\n{quoted},1\n"), "code")
    assert rows[0][0]["code"] == "53394547"


def test_rounded_codes_are_no_codes(load, tmp_path):
    source = write(tmp_path / "a.csv", "code,v\n5339154113,1\n5339154114,1\n5.33945E+09,1\n")
    report, _, _ = load(source, "code", product=Product.JSHIS_250M)
    assert (report.written, report.counts["rows without a code"]) == (2, 1)
    assert "left out" in report.notes[0]


def test_codes_read_as_numbers_by_a_layer(load, tmp_path):
    path = tmp_path / "n.gpkg"
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer("t", None, ogr.wkbNone)
    layer.CreateField(ogr.FieldDefn("code", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("fid_", ogr.OFTInteger))
    for value in (5339154113.0, 5339154105.0):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["code"], feature["fid_"] = value, 7
        layer.CreateFeature(feature)
    layer = source = None
    report, rows, _ = load(f"{path}|layername=t", "code")
    assert [r[0]["code"] for r in rows] == ["5339154113", "5339154105"]
    assert "tenth" in report.notes[0]


@pytest.mark.parametrize("ldid", [0, 0x13])
def test_land_use_dbf_alone_in_cp932_with_cut_names(load, tmp_path, ldid):
    source = dbf(
        tmp_path / "L03-b-16_5339.dbf", ["メッシュ", "土地利用種"],
        [("5339454700", "0100"), ("5339454705", "1000"), ("5339454799", "0500")], ldid,
    )  # fmt: skip
    report, rows, raster = load(source, "メッシュ", raster=True)
    assert [r[0]["土地利用種"] for r in rows] == ["0100", "1000", "0500"]
    assert "tenth" in report.notes[0]
    assert gdal.Open(str(raster)).ReadAsArray()[9, [0, 5]].tolist() == [100, 1000]


def test_land_use_classes_read_as_numbers_get_their_zeros_back(load, tmp_path):
    new = write(
        tmp_path / "new.csv",
        "メッシュコード,土地利用種別\n5339454700,100\n5339454705,1000\n5339454706,\n",
        "cp932",
    )
    assert [r[0]["土地利用種別"] for r in load(new, "メッシュコード")[1]] == ["0100", "1000", None]
    old = write(tmp_path / "old.csv", "メッシュコード,土地利用種別\n5339454700,1\n5339454705,A\n")
    assert [r[0]["土地利用種別"] for r in load(old, "メッシュコード")[1]] == ["1", "A"]


def test_terrain_with_the_word_unknown(load, tmp_path):
    source = write(
        tmp_path / "g.csv", "G04d_001,G04d_002,G04d_010\n5338001111,12.5,unknown\n5338001112,unknown,3\n"
    )
    report, rows, _ = load(source, "G04d_001", fields=("G04d_010", "G04d_002"))
    assert "quarter" in report.notes[0]
    assert [(r[0]["G04d_002"], r[0]["G04d_010"]) for r in rows] == [(12.5, None), (None, 3)]
    assert list(rows[0][0]) == ["G04d_001", "G04d_010", "G04d_002"]


def test_tokyo_datum_is_moved_and_never_relabelled(load, tmp_path):
    text = "code,v\n53394547,1\n"
    report, moved, raster = load(write(tmp_path / "L03-a-06_5339-tky.csv", text), "code", raster=True)
    _, plain, _ = load(write(tmp_path / "L03-a-06_5339-jgd.csv", text), "code")
    here, there = (r[0][1].centroid for r in (moved, plain))
    # The shift in Tokyo is about 12 arc seconds north and 12 west (290 to 360 m each).
    assert 0.0030 < here.y - there.y < 0.0034
    assert 0.0030 < there.x - here.x < 0.0034
    assert any("EPSG:4301" in note for note in report.notes)
    assert plain[0][1].bounds[:2] == (139.7125, 35.7)
    assert gdal.Open(str(raster)).GetSpatialRef().GetAuthorityCode(None) in ("4301", "6668")


def test_two_signs_of_two_datums_are_refused_until_one_is_chosen(load, tmp_path):
    source = write(tmp_path / "L03-a-06_5339-tky_jgd2011.csv", "code,v\n53394547,1\n")
    with pytest.raises(InputError, match="DATUM"):
        load(source, "code")
    assert load(source, "code", datum=Datum.JGD2011)[0].written == 1


def test_polygons_in_a_projected_crs(load, tmp_path):
    _, rows, _ = load(write(tmp_path / "a.csv", "code,v\n53394547,1\n"), "code", crs="EPSG:6677")
    # A 1 km cell at 36 N is 0.925 x 1.127 km, 1.045 km2 (1.0462 km2 at 35.70 N).
    assert rows[0][1].area == pytest.approx(1.0462e6, rel=2e-3)


def zipped(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_zip_with_one_table_and_one_in_two_encodings(load, tmp_path):
    one = zipped(tmp_path / "P.zip", {"P-Y2024-MAP-AVR-TTL_MTTL(-5339).csv": JSHIS, "README.pdf": "x"})
    assert load(one)[0].written == 3
    both = zipped(tmp_path / "B.zip", {"UTF-8/a.csv": JSHIS, "Shift_JIS/a.csv": JSHIS.encode("cp932")})
    assert load(both)[0].written == 3


def test_metadata_in_a_zip_names_the_datum(load, tmp_path):
    meta = "<code>TD / (B, L)</code>"
    source = zipped(tmp_path / "L03-a.zip", {"a.csv": "code,v\n53394547,1\n", "KS-META-L03-a.xml": meta})
    assert "datum tokyo" in load(source, "code")[0].notes[0]


def test_bad_archives_are_refused_and_nothing_is_written(load, tmp_path):
    good = zipped(tmp_path / "good.zip", {"a.csv": JSHIS * 50}).read_bytes()
    (tmp_path / "cut.zip").write_bytes(good[: len(good) // 2])
    zipped(tmp_path / "out.zip", {"../../a.csv": JSHIS})
    zipped(tmp_path / "two.zip", {"a.csv": JSHIS, "b.csv": JSHIS})
    before = sorted(p.name for p in tmp_path.rglob("*"))
    for name, words in (("cut", "cut short|damaged"), ("out", "leads out"), ("two", "2 tables")):
        with pytest.raises(InputError, match=words):
            load(tmp_path / f"{name}.zip")
    assert sorted(p.name for p in tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<!DOCTYPE html><html><body>404</body></html>", "web page"),
        ("", "empty"),
        ("a,b\n1,2\n", "no column CODE"),
        ("CODE,v\nabc,1\ndef,2\n", "Only 0 of 2 rows"),
        ("CODE,v\n53394547,1\n北,2\n南,3\n", "Only 1 of 3 rows"),
        ("CODE,v\n", "Only 0 of 0 rows"),
        ("CODE,v\n53394547,1\n53394548,1,2,3,4\n", "columns"),
    ],
)
def test_what_is_no_table_of_codes_is_refused_in_a_sentence(load, tmp_path, content, words):
    with pytest.raises(InputError, match=words) as error:
        load(write(tmp_path / "表.csv", content))
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value).strip()


def test_a_dbf_that_is_cut_short_is_refused(load, tmp_path):
    source = dbf(tmp_path / "L03-a.dbf", ["メッシュ", "田"], [(f"533945{i:02}", "1") for i in range(100)])
    source.write_bytes(source.read_bytes()[:1500])
    with pytest.raises(InputError, match=r"cannot be read|damaged"):
        load(source, "メッシュ")


def test_mixed_encodings_are_refused(load, tmp_path):
    path = tmp_path / "mixed.csv"
    path.write_bytes("CODE,名前\n53394547,東京都\n".encode() + "53394548,神奈川県横浜市\n".encode("cp932"))
    with pytest.raises(InputError, match=r"encoding|mixes"):
        load(path)


def test_missing_fields_and_files_are_named(load, tmp_path):
    source = write(tmp_path / "a.csv", JSHIS)
    with pytest.raises(InputError, match=r"T30_I60_PS.*JNAME"):
        load(source, fields=("T30_I60_PS",))
    with pytest.raises(InputError, match=r"nowhere\.csv"):
        load(tmp_path / "nowhere.csv")
    with pytest.raises(InputError, match=r"nowhere\.gpkg"):
        load(tmp_path / "nowhere.gpkg")


@pytest.mark.parametrize(
    ("content", "fields", "words"),
    [
        (JSHIS, ("JNAME",), "is no number"),
        ("CODE,v\n53394547,1\n533945,2\n", (), "several sizes"),
        ("CODE,v\n53394547,1\n53394547,2\n", (), "several rows"),
        ("CODE\n53394547\n", (), "is no number"),
    ],
)
def test_what_makes_no_raster_is_refused_and_leaves_no_polygons(load, tmp_path, content, fields, words):
    with pytest.raises(InputError, match=words):
        load(write(tmp_path / "a.csv", content), raster=True, fields=fields)
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_several_sizes_make_polygons(load, tmp_path):
    report, _, _ = load(write(tmp_path / "a.csv", "CODE,v\n53394547,1\n533945,2\n53394547,1\n"))
    assert report.written == 3
    assert report.counts["codes that come again"] == 1


def test_a_raster_of_a_thousand_million_cells_is_refused(load, tmp_path):
    source = write(tmp_path / "a.csv", "CODE,v\n302200000000,1\n685377999911,2\n")
    with pytest.raises(InputError, match="leave RASTER out"):
        load(source, raster=True)


def test_a_cancelled_import_leaves_nothing(tmp_path):
    source = write(tmp_path / "a.csv", JSHIS)
    with pytest.raises(Cancelled):
        import_mesh(MeshRequest(str(source), "CODE"), tmp_path / "o.gpkg", None, lambda share, text: False)
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


def test_an_earlier_result_survives_a_failure(tmp_path):
    (tmp_path / "o.gpkg").write_bytes(b"earlier")
    with pytest.raises(InputError):
        import_mesh(MeshRequest(str(write(tmp_path / "a.csv", "x,y\n1,2\n")), "CODE"), tmp_path / "o.gpkg")
    assert (tmp_path / "o.gpkg").read_bytes() == b"earlier"


@pytest.mark.realdata
@pytest.mark.parametrize("ending", [".dbf", ".shp", ".zip"])
def test_l03a_of_the_mesh_6642(load, realdata, tmp_path, ending):
    # Sums of square metres added up from the bytes of the DBF with struct, apart from this code.
    source = realdata / "ksj" / f"L03-a_6642_landuse_mesh{ending}"
    if ending == ".zip":
        parts = [source.with_suffix(e) for e in (".shp", ".shx", ".dbf", ".prj")]
        source = zipped(tmp_path / "L03-a-16_6642-jgd2011_GML.zip", {p.name: p.read_bytes() for p in parts})
    report, rows, raster = load(source, "メッシュ", raster=True)
    assert report.written == 6400
    assert report.counts["unknown values"] == 0
    sums = {name: sum(r[0][name] for r in rows) for name in ("田", "森林", "海水域", "ゴルフ場", "範囲外")}
    assert sums == {"田": 159100907, "森林": 4749142459, "海水域": 62412580, "ゴルフ場": 1201201, "範囲外": 0}
    assert (rows[0][0]["メッシュ"], rows[-1][0]["メッシュ"]) == ("66420000", "66427799")
    dataset = gdal.Open(str(raster))
    assert (dataset.RasterXSize, dataset.RasterYSize) == (80, 80)
    assert dataset.GetRasterBand(1).ReadAsArray().astype(float).sum() == 159100907


@pytest.mark.realdata
def test_cells_made_from_codes_are_the_polygons_that_the_file_ships(load, realdata):
    path = realdata / "ksj" / "L03-a_6642_landuse_mesh.shp"
    dataset = ogr.Open(str(path))
    shipped = [shape(f).bounds for f in dataset.GetLayer(0)]
    made = [cell.bounds for _, cell in load(path, "メッシュ")[1]]
    assert np.allclose(made, shipped, rtol=0, atol=1e-8)
