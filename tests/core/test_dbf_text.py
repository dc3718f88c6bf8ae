"""Shapefiles as Japanese offices give them: CP932 without a word about it."""

from __future__ import annotations

import pytest
from osgeo import ogr
from wattbit.core.errors import InputError
from wattbit.core.sources.dbf_text import guess_encoding
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource, read_vector
from wattbit.tests.core.layers import PLANE, spatial_reference

ROWS = ("国道", "県道", "①髙崎環状線")


def shapefile(folder, encoding, *, cpg=None, language_id=0):
    """A shapefile of three points with Japanese names, its ``.cpg`` and language id as told."""
    path = folder / "道路.shp"
    srs = spatial_reference(PLANE)
    source = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = source.CreateLayer("道路", srs, ogr.wkbPoint, [f"ENCODING={encoding}"])
    layer.CreateField(ogr.FieldDefn("種別", ogr.OFTString))
    for i, name in enumerate(ROWS):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({i} 0)"))
        feature.SetField("種別", name)
        layer.CreateFeature(feature)
    del feature, layer, source
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    table = bytearray(path.with_suffix(".dbf").read_bytes())
    table[29] = language_id
    path.with_suffix(".dbf").write_bytes(bytes(table))
    return path


@pytest.mark.parametrize(
    ("encoding", "cpg", "language_id"),
    [
        ("CP932", None, 0x00),
        ("CP932", None, 0x57),
        ("CP932", None, 0x13),
        ("CP932", "Shift_JIS", 0x00),
        ("CP932", "932", 0x00),
        ("UTF-8", None, 0x00),
        ("UTF-8", "UTF-8", 0x00),
    ],
)
def test_names_and_filters_of_a_shapefile_work_whatever_it_tells_of_its_encoding(
    tmp_path, encoding, cpg, language_id
):
    path = shapefile(tmp_path, encoding, cpg=cpg, language_id=language_id)
    source = VectorSource(parse_uri(str(path)), "\"種別\" <> '県道'")
    data = read_vector(source, spatial_reference(PLANE).ExportToWkt(), ["種別"])
    assert data.field_names == ("種別",)
    assert data.column("種別").tolist() == [ROWS[0], ROWS[2]]


def test_a_bare_japanese_name_in_a_filter_is_told_to_want_quotes(tmp_path):
    source = VectorSource(parse_uri(str(shapefile(tmp_path, "CP932"))), "種別 <> '県道'")
    with pytest.raises(InputError, match='the name in double quotes: "種別"'):
        read_vector(source, spatial_reference(PLANE).ExportToWkt(), ["種別"])


def test_western_names_are_not_taken_for_japanese():
    text = "Zürich, Genève, Besançon, Malmö, Århus, Łódź ".replace("Ł", "L").replace("ź", "z")
    assert guess_encoding(b"\0" * 32 + (text * 20).encode("latin-1")) is None
    assert guess_encoding(b"\0" * 32 + b"plain ASCII") is None
