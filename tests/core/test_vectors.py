"""Layers are written whole in every format, or refused."""

from __future__ import annotations

import pytest
from osgeo import ogr
from wattbit.core.errors import OutputError
from wattbit.core.vectors import DRIVERS, FieldSpec, LayerSpec, cut_names, write_layer

POINT = bytes(ogr.CreateGeometryFromWkt("POINT (139 35)").ExportToWkb(ogr.wkbNDR))
FIELDS = (
    FieldSpec("name", str),
    FieldSpec("spare_mw", float),
    FieldSpec("capacity_min_mw", float, "cap_min_mw"),
    FieldSpec("empty", str),
)
ROWS = [
    ({"name": "五戸", "spare_mw": 12.5, "capacity_min_mw": 1.0}, POINT),
    ({"name": None, "spare_mw": None, "capacity_min_mw": 2.0}, POINT),
]


def spec(metadata=()):
    return LayerSpec("layer", "EPSG:6668", ogr.wkbPoint, FIELDS, metadata)


@pytest.mark.parametrize("ending", DRIVERS)
def test_every_format_holds_the_values_under_their_names(tmp_path, ending):
    if ending == ".kml" and ogr.GetDriverByName("LIBKML") is None:
        pytest.skip("this GDAL reads no fields of KML (it lacks the driver LIBKML)")
    path = tmp_path / f"層{ending}"
    assert write_layer(path, spec(), ROWS) == 2
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    first, second = ({k.lower(): v for k, v in f.items().items()} for f in layer)
    short = "cap_min_mw" if ending == ".shp" else "capacity_min_mw"
    assert (first["name"], float(first["spare_mw"]), float(first[short])) == ("五戸", 12.5, 1.0)
    assert second["spare_mw"] in (None, "") and float(second[short]) == 2.0
    if ending not in (".gml", ".kml"):  # a field without any value is not in their schema
        assert "empty" in first
    layer.ResetReading()
    assert [f.GetGeometryRef().ExportToWkt() for f in layer] == ["POINT (139 35)"] * 2
    beside = {p.suffix for p in tmp_path.iterdir()} - {ending}
    assert beside <= {".dbf", ".shx", ".prj", ".cpg", ".gfs"}  # .gfs is written by the reader of GML


def test_names_that_a_shapefile_cuts_are_told(tmp_path):
    assert "capacity_min_mw as cap_min_mw" in (cut_names(tmp_path / "a.shp", FIELDS) or "")
    assert cut_names(tmp_path / "a.gpkg", FIELDS) is None
    assert cut_names(tmp_path / "a.shp", FIELDS[:2]) is None


def test_a_format_without_empty_geometry_refuses_rows_without_a_place(tmp_path):
    with pytest.raises(OutputError, match=r"FlatGeobuf cannot hold; choose \.gpkg\.$"):
        write_layer(tmp_path / "a.fgb", spec(), [*ROWS, ({"name": "x"}, None)])


def test_metadata_stay_with_a_geopackage(tmp_path):
    path = tmp_path / "a.gpkg"
    write_layer(path, spec((("WATTBIT_VERSION", "1"),)), ROWS)
    dataset = ogr.Open(str(path))
    assert dataset.GetLayer(0).GetMetadata() == {"WATTBIT_VERSION": "1"}
