"""What every reader hands over: assets with the fields of the network layer, counts and remarks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from osgeo import ogr

from ...gdalio import gdal_errors
from ...proj import Geod
from ...vectors import FieldSpec
from ..standard import NETWORK

#: The standard fields, and what else sources tell of an asset.
FIELDS = (
    *NETWORK,
    FieldSpec("status", str),  # planned or construction; empty when in service as far as the source tells
    FieldSpec("subtype", str),  # the source's own word for the kind
    FieldSpec("voltage_kv", float),  # the highest
    FieldSpec("voltages_kv", str, "volts_kv"),  # all, highest first, parted by ;
    FieldSpec("accuracy_m", float),  # how far the position may be off, where known
    FieldSpec("note", str),
)
#: CRS of the layer: what longitude and latitude in these sources mean.
CRS = "EPSG:4326"
_GEOD = Geod(ellps="WGS84")


class Kind(str, Enum):
    """Kinds of assets; the last three are of the power grid and no places of a data network."""

    IX = "ix"
    LANDING_STATION = "landing_station"  # 陸揚局
    APN_NODE = "apn_node"
    DATA_CENTRE = "data_centre"
    EXCHANGE = "exchange"  # 局舎
    FIBRE = "fibre"
    SUBSTATION = "substation"
    PLANT = "plant"
    LINE = "line"


@dataclass(frozen=True)
class Asset:
    """One asset: its fields by name, its geometry (WKB, longitude and latitude) and whether that is a "
    "line.
    """

    values: dict[str, Any]
    wkb: bytes
    is_line: bool = False


@dataclass
class Found:
    """What a reader found.

    Attributes
    ----------
    assets : list of Asset
    counts : Counter
        Rows read, left out and why.
    notes : list of str
        Sentences a reader must know, most important first.
    """

    assets: list[Asset] = field(default_factory=list)
    counts: Counter = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def place(longitude: object, latitude: object) -> bytes | None:
    """A point as WKB; None when a coordinate is missing, no number, off the globe, or both are 0."""
    x, y = number(longitude), number(latitude)
    if x is None or y is None or not (-180 <= x <= 180 and -90 <= y <= 90) or (x == 0 and y == 0):
        return None
    point = ogr.Geometry(ogr.wkbPoint)
    point.AddPoint_2D(x, y)
    return bytes(point.ExportToWkb(ogr.wkbNDR))


def number(value: object) -> float | None:
    """A finite number out of a number or a text; None otherwise."""
    try:
        out = float(str(value).strip()) if value is not None and not isinstance(value, bool) else None
    except ValueError:
        return None
    return out if out is not None and abs(out) < float("inf") else None


def text(value: object) -> str | None:
    """A text without blanks around it; None when blank or null."""
    return (str(value).strip() or None) if value is not None else None


def reduced(geometry: ogr.Geometry | None) -> tuple[bytes, bool, float | None] | None:
    """A geometry as the layer holds it: lines stay lines, points are one, areas become a point inside.

    Parameters
    ----------
    geometry : ogr.Geometry or None
        Longitude and latitude.

    Returns
    -------
    (WKB, is_line, area_m2) with the area on the ellipsoid, None unless an area; or None when there is nothing.
    """
    if geometry is None or geometry.IsEmpty():
        return None
    try:
        with gdal_errors():
            return _reduced(geometry)
    except RuntimeError:  # a shape of which nothing can be made has no place
        return None


def _reduced(geometry: ogr.Geometry) -> tuple[bytes, bool, float | None] | None:
    geometry = geometry.GetLinearGeometry() if geometry.HasCurveGeometry() else geometry.Clone()
    geometry.FlattenTo2D()
    dimension = geometry.GetDimension()
    if dimension == 1:
        return bytes(ogr.ForceToMultiLineString(geometry).ExportToWkb(ogr.wkbNDR)), True, None
    if dimension == 0:
        point = geometry if geometry.GetGeometryName() == "POINT" else geometry.Centroid()
        wkb = place(point.GetX(), point.GetY())
        return None if wkb is None else (wkb, False, None)
    area = sum(_area(part) for part in _polygons(geometry))
    valid = geometry if geometry.IsValid() else geometry.MakeValid()
    inner = valid.PointOnSurface() if valid is not None else geometry.Centroid()
    wkb = place(inner.GetX(), inner.GetY()) if inner is not None and not inner.IsEmpty() else None
    return None if wkb is None else (wkb, False, area or None)


def _polygons(geometry: ogr.Geometry) -> list[ogr.Geometry]:
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbPolygon:
        return [geometry]
    return [p for i in range(geometry.GetGeometryCount()) for p in _polygons(geometry.GetGeometryRef(i))]


def _area(polygon: ogr.Geometry) -> float:
    """Square metres of a polygon less its holes."""
    areas = []
    for index in range(polygon.GetGeometryCount()):
        xy = polygon.GetGeometryRef(index).GetPoints() or []
        area, _ = _GEOD.polygon_area_perimeter([p[0] for p in xy], [p[1] for p in xy])
        areas.append(abs(area))
    return round(areas[0] - sum(areas[1:]), 1) if areas else 0.0


def listed(names: list[str], most: int = 10) -> str:
    """Some names for a sentence, with the number of those not named."""
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest
