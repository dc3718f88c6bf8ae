"""Read a vector layer, or the GeoJSON of a utility's web map, as a table of texts with geometry."""

from __future__ import annotations

import re
import uuid

import numpy as np
import pandas as pd
from osgeo import gdal, ogr

from ...errors import InputError
from ...gdalio import first_line, gdal_errors
from ...sources.uri import SourceUri
from ..common.encoding import decode
from .table import RawTable

#: What Chubu's map server writes behind the JSON: && and the time of issue.
_TRAILER = re.compile(r"&&\s*(\d{4})(\d{2})(\d{2})(\d{0,6})\s*\Z")


def read_geojson(data: bytes, name: str) -> RawTable:
    """Read GeoJSON of any encoding, with or without the trailer ``&&YYYYMMDDhhmmss``; its day becomes ``as_of``.

    Raises
    ------
    InputError
        When the JSON is cut off or is no GeoJSON.
    """
    decoded = decode(data, name)
    text, as_of = decoded.text, None
    if found := _TRAILER.search(text):
        text, as_of = text[: found.start()], f"{found[1]}-{found[2]}-{found[3]}"
    path = f"/vsimem/wattbit-{uuid.uuid4().hex}.geojson"
    gdal.FileFromMemBuffer(path, text.encode("utf-8"))
    try:
        table = read_layer(SourceUri(path), name)
    finally:
        gdal.Unlink(path)
    return RawTable(name, table.cells, table.fields, table.geometry, table.crs, as_of, decoded.encoding)


def read_layer(uri: SourceUri, name: str, crs: str | None = None) -> RawTable:
    """Read every feature of an OGR layer; geometry is flat and linear, in the layer's CRS, x first.

    Raises
    ------
    InputError
        When it cannot be read, lacks the layer, or its filter does not work.
    """
    try:
        with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
            dataset = gdal.OpenEx(uri.path, gdal.OF_VECTOR | gdal.OF_READONLY)
            layer = _layer(dataset, uri, name)
            return _table(layer, name, crs)
    except RuntimeError as error:
        reason = first_line(error).replace(uri.path, name)
        raise InputError(
            f"The input {name} cannot be read ({reason}); check that it is whole and a format GDAL knows."
        ) from error


def _layer(dataset: gdal.Dataset, uri: SourceUri, name: str) -> ogr.Layer:
    names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]
    if uri.layer is None and len(names) > 1:
        listed = ", ".join(names[:20])
        raise InputError(
            f"The file {name} has several layers; name one behind the path, {name}|layername=...: {listed}."
        )
    layer = dataset.GetLayerByName(uri.layer) if uri.layer else (dataset.GetLayer(0) if names else None)
    if layer is None:
        raise InputError(
            f"There is no layer {uri.layer or ''} in {name}; it has: {', '.join(names[:20]) or 'none'}."
        )
    if uri.subset:
        layer.SetAttributeFilter(uri.subset)
    return layer


def _table(layer: ogr.Layer, name: str, crs: str | None) -> RawTable:
    fields = tuple(f.GetName() for f in layer.schema)
    kinds = [f.GetType() for f in layer.schema]
    columns: list[list[str]] = [[] for _ in fields]
    shapes: list[bytes | None] = []
    for feature in layer:
        for i, kind in enumerate(kinds):
            columns[i].append(_text(feature, i, kind))
        shapes.append(plain_wkb(feature.GetGeometryRef()))
    geometry = None
    if layer.GetGeomType() != ogr.wkbNone:
        geometry = np.empty(len(shapes), dtype=object)
        geometry[:] = shapes
    srs = layer.GetSpatialRef()
    is_known = srs is not None and not srs.GetName().lower().startswith(
        "undefined"
    )  # GeoPackage's word for none
    wkt = srs.ExportToWkt() if is_known else crs
    cells = pd.DataFrame(dict(enumerate(columns)), index=range(len(shapes)), dtype=object)
    return RawTable(name, cells, fields, geometry, wkt)


def _text(feature: ogr.Feature, index: int, kind: int) -> str:
    if not feature.IsFieldSetAndNotNull(index):
        return ""
    if kind == ogr.OFTReal:
        return f"{feature.GetFieldAsDouble(index):.15g}"
    return str(feature.GetFieldAsString(index))


def plain_wkb(geometry: ogr.Geometry | None) -> bytes | None:
    """WKB of a geometry without heights and curves; None when there is nothing in it."""
    if geometry is None or geometry.IsEmpty():
        return None
    if geometry.HasCurveGeometry():
        geometry = geometry.GetLinearGeometry()
    geometry.FlattenTo2D()
    return bytes(geometry.ExportToWkb(ogr.wkbNDR))
