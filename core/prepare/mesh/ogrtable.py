"""Tables that GDAL reads: DBF with or without its shapes, GeoPackage, GeoJSON; the attributes, not the "
"shapes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from osgeo import gdal, ogr, osr

from ...errors import InputError
from ...gdalio import first_line, gdal_errors
from ...sources.uri import SourceUri
from ..common.dbf import dbf_encoding
from .codes import PER_DEGREE

_SHAPEFILE = (".shp", ".dbf")
#: Polygons looked at to tell the size of cells.
_LOOKED_AT = 20


@dataclass(frozen=True)
class OgrTable:
    """Attributes of a layer.

    Attributes
    ----------
    table : pandas.DataFrame
        None where null.
    geographic_name : str or None
        Name of the layer's geographic CRS, for the datum.
    cell_height : int or None
        North-south side of its polygons in eighths of an arc second, where all looked at agree.
    """

    table: pd.DataFrame
    geographic_name: str | None
    cell_height: int | None


def read_ogr(uri: SourceUri, label: str) -> OgrTable:
    """Read every attribute of a layer; raises InputError when the file or layer cannot be read."""
    with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
        try:
            dataset = gdal.OpenEx(
                uri.path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=_options(uri.path)
            )
            layer = dataset.GetLayerByName(uri.layer) if uri.layer else dataset.GetLayer(0)
            if layer is not None and uri.subset:
                layer.SetAttributeFilter(uri.subset)
            if layer is None or not layer.GetLayerDefn().GetFieldCount():
                raise InputError(
                    f"The file of {label} holds no table {uri.layer or ''}; check the file and the layer."
                )
            return _read(layer)
        except (RuntimeError, UnicodeDecodeError) as error:
            raise InputError(
                f"The table {label} cannot be read from {uri.path} ({first_line(error)}); it is damaged or no "
                "format that GDAL knows."
            ) from error


def _read(layer: ogr.Layer) -> OgrTable:
    names = [field.GetName() for field in layer.schema]
    kinds = [field.GetType() for field in layer.schema]
    rows, heights = [], []
    for feature in layer:
        rows.append([_value(feature, i, kind) for i, kind in enumerate(kinds)])
        if len(rows) <= _LOOKED_AT:
            heights.append(_height(feature.GetGeometryRef()))
    srs = layer.GetSpatialRef()
    is_degrees = srs is not None and srs.IsGeographic()
    sizes = set(heights) - {None} if is_degrees else set()
    table = pd.DataFrame(rows, columns=names, dtype=object)
    return OgrTable(table, _geographic_name(srs), sizes.pop() if len(sizes) == 1 else None)


def _value(feature: ogr.Feature, index: int, kind: int) -> object:
    if not feature.IsFieldSetAndNotNull(index):
        return None
    if kind in (ogr.OFTInteger, ogr.OFTInteger64):
        return feature.GetFieldAsInteger64(index)
    return feature.GetFieldAsDouble(index) if kind == ogr.OFTReal else feature.GetFieldAsString(index)


def _height(geometry: ogr.Geometry | None) -> int | None:
    if geometry is None or geometry.GetDimension() < 2 or geometry.IsEmpty():
        return None
    _, _, south, north = geometry.GetEnvelope()
    return round((north - south) * PER_DEGREE)


def _geographic_name(srs: osr.SpatialReference | None) -> str | None:
    return None if srs is None else srs.GetAttrValue("GEOGCS") or srs.GetName()


def _options(path: str) -> list[str]:
    """The encoding of a DBF, which files of 国土数値情報 seldom tell."""
    file = Path(path)
    if file.suffix.lower() not in _SHAPEFILE:
        return []
    dbf = next((f for f in (file.with_suffix(s) for s in (".dbf", ".DBF")) if f.is_file()), None)
    return [f"ENCODING={dbf_encoding(dbf, path)}"] if dbf else []
