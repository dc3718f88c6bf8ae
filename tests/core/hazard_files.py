"""Hazard files with the quirks of the published ones, small enough to check by eye."""

from __future__ import annotations

import json
import zipfile

from osgeo import ogr, osr


def square(x, y, size=0.01):
    """WKT of a square by its south-west corner, in degrees."""
    return f"POLYGON(({x} {y},{x + size} {y},{x + size} {y + size},{x} {y + size},{x} {y}))"


def geojson(path, rows, epsg=6668):
    """A GeoJSON of (WKT or None, attributes) rows, as 国土数値情報 write it, with a `crs` member."""
    features = [
        {
            "type": "Feature",
            "properties": values,
            "geometry": wkt and json.loads(ogr.CreateGeometryFromWkt(wkt).ExportToJson()),
        }
        for wkt, values in rows
    ]
    content = {"type": "FeatureCollection", "features": features}
    if epsg:
        content["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def shapefile(path, rows, epsg=6668, encoding="CP932", ldid=0x13, kind=ogr.wkbPolygon):
    """A shapefile without `.cpg`; `ldid` is byte 29 of the DBF, and no EPSG code leaves out the `.prj`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    srs = None
    if epsg:
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
    dataset = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = dataset.CreateLayer(path.stem, srs, kind, [f"ENCODING={encoding}"])
    for name in rows[0][1]:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for wkt, values in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in values.items():
            feature.SetField(name, str(value))
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    feature = layer = dataset = None
    path.with_suffix(".cpg").unlink(missing_ok=True)
    content = bytearray(path.with_suffix(".dbf").read_bytes())
    content[29] = ldid
    path.with_suffix(".dbf").write_bytes(bytes(content))
    return path


class _RawName(zipfile.ZipInfo):
    """An entry whose name is written in CP932 without the UTF-8 flag, as Japanese tools on Windows do."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("cp932"), 0


def archive(path, entries, cp932=True):
    """A zip of {name: file or bytes}; names are CP932 unless told otherwise."""
    with zipfile.ZipFile(path, "w") as out:
        for name, content in entries.items():
            info = (_RawName if cp932 else zipfile.ZipInfo)("x", (2025, 1, 1, 0, 0, 0))
            info.filename = name  # the constructor would change separators and cut names
            out.writestr(info, content if isinstance(content, bytes) else content.read_bytes())
    return path


def shapefile_entries(shp, folder=""):
    """{name: file} of all parts of a shapefile."""
    return {f"{folder}{p.name}": p for p in sorted(shp.parent.glob(f"{shp.stem}.*"))}


def read(path):
    """All features of a layer as (attributes, geometry), and its EPSG code."""
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    rows = [(f.items(), f.GetGeometryRef().Clone()) for f in layer]
    return rows, int(layer.GetSpatialRef().GetAuthorityCode(None))


KSJ_GML = """<?xml version="1.0" encoding="UTF-8"?>
<ksj:Dataset gml:id="d" xmlns:ksj="http://nlftp.mlit.go.jp/ksj/schemas/ksj-app"
 xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink">
<gml:description>test</gml:description>
<gml:boundedBy><gml:EnvelopeWithTimePeriod srsName="JGD2000 / (B, L)">
<gml:lowerCorner>20 122</gml:lowerCorner></gml:EnvelopeWithTimePeriod></gml:boundedBy>
<gml:Curve gml:id="cv1"><gml:segments><gml:LineStringSegment><gml:posList>
35.0 138.0 35.0 138.3 35.3 138.3 35.3 138.0 35.0 138.0
</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>
<gml:Curve gml:id="cv2"><gml:segments><gml:LineStringSegment><gml:posList>
35.1 138.1 35.2 138.1 35.2 138.2 35.1 138.2 35.1 138.1
</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>
<gml:Surface gml:id="sf1"><gml:patches><gml:PolygonPatch>
<gml:exterior><gml:Ring><gml:curveMember xlink:href="#_cv1"/></gml:Ring></gml:exterior>
<gml:interior><gml:Ring><gml:curveMember xlink:href="#cv2"/></gml:Ring></gml:interior>
</gml:PolygonPatch></gml:patches></gml:Surface>
<ksj:{element} gml:id="f1"><ksj:bounds xlink:href="#sf1"/><ksj:{child}>{value}</ksj:{child}></ksj:{element}>
<ksj:{element} gml:id="f2"><ksj:bounds xlink:href="#nothing"/><ksj:{child}>{value}</ksj:{child}></ksj:{element}>
</ksj:Dataset>
"""
