"""Geometry of the rows: that of the layer, coordinates in the table, or none."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

import numpy as np
import pandas as pd
from osgeo import ogr

from ...errors import InputError
from ...gdalio import gdal_errors
from ...grid.crs import crs_name, parse_crs, same_crs
from ...proj import Transformer
from .headers import Header
from .layer import plain_wkb
from .table import RawTable
from .values import map_unique, parse_degrees

#: JGD2011, for columns of latitude and longitude and for layers without any geometry.
GEOGRAPHIC = "EPSG:6668"
#: West, south, east and north of Japan, degrees.
_JAPAN = (122.0, 20.0, 154.0, 46.0)


@dataclass(frozen=True)
class Shapes:
    """WKB of each row or None, its CRS, and how many coordinates could not be used."""

    wkb: np.ndarray
    crs: str
    unusable: int = 0


def table_shapes(table: RawTable, header: Header, index: np.ndarray, crs: str | None) -> Shapes | None:
    """Geometry that the table itself gives; None when it gives none.

    Raises
    ------
    InputError
        When columns x and y come without a CRS, latitude and longitude are swapped, or the
        layer has no CRS.
    """
    if table.geometry is not None and any(shape is not None for shape in table.geometry):
        own = table.crs or crs
        if not own:
            raise InputError(
                f"The layer {table.name} has no CRS; give it one, or CRS, for example EPSG:6668."
            )
        return Shapes(table.geometry[index], own)
    roles = header.roles
    if "wkt" in roles:
        return _from_wkt(table.cells.iloc[index, roles["wkt"]], crs or GEOGRAPHIC)
    is_named = {"latitude", "longitude"} <= set(roles)
    if not is_named and not {"x", "y"} <= set(roles):
        return None
    pair = ("longitude", "latitude") if is_named else ("x", "y")
    x, y = (_numbers(table.cells.iloc[index, roles[role]]) for role in pair)
    if not is_named and not crs and not _are_degrees_of_japan(x, y):
        raise InputError(
            f"The table {table.name} has columns x and y but no CRS; give CRS, for example EPSG:6676."
        )
    system = crs or GEOGRAPHIC
    return _points(x, y, system, is_named or parse_crs(system).IsGeographic(), table.name)


def _are_degrees_of_japan(x: np.ndarray, y: np.ndarray) -> bool:
    """Whether all positions are longitudes and latitudes of Japan: in metres they would lie in one spot of 50 m."""
    given = np.isfinite(x) & np.isfinite(y)
    west, south, east, north = _JAPAN
    inside = (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return bool(given.any() and inside[given].all())


def _from_wkt(column: pd.Series, crs: str) -> Shapes:
    """Geometry out of well-known text, as exports of GIS programs write it."""
    out, unusable = np.full(len(column), None, dtype=object), 0
    for i, text in enumerate(column):
        if text.strip():
            out[i] = _wkb_of(text.strip())
            unusable += out[i] is None
    return Shapes(out, crs, unusable)


def _wkb_of(text: str) -> bytes | None:
    try:
        with gdal_errors():
            return plain_wkb(ogr.CreateGeometryFromWkt(text))
    except RuntimeError:  # counted as unusable
        return None


def _numbers(column: pd.Series) -> np.ndarray:
    return map_unique(column, lambda t: np.nan if (v := parse_degrees(t)) is None else v).astype(float)


def _points(x: np.ndarray, y: np.ndarray, crs: str, geographic: bool, name: str) -> Shapes:
    given = np.isfinite(x) & np.isfinite(y)
    if geographic:
        swapped = given & (np.abs(y) > 90) & (np.abs(x) <= 90)
        if swapped.any() and swapped.sum() * 2 >= given.sum():
            raise InputError(
                f"In {name} latitude and longitude are swapped (latitude {y[swapped][0]:g}); name the columns anew."
            )
        good = given & (np.abs(x) <= 180) & (np.abs(y) <= 90) & ~((x == 0) & (y == 0))
    else:
        good = given
    wkb = np.full(len(x), None, dtype=object)
    for i in np.flatnonzero(good):
        wkb[i] = struct.pack("<BIdd", 1, ogr.wkbPoint, x[i], y[i])
    return Shapes(wkb, crs, int((given & ~good).sum()))


def to_crs(shapes: Shapes, target: str) -> np.ndarray:
    """WKB of the shapes in another CRS."""
    source, goal = parse_crs(shapes.crs), parse_crs(target)
    if same_crs(source, goal):
        return shapes.wkb
    mover = Transformer.from_crs(source.ExportToWkt(), goal.ExportToWkt(), always_xy=True)
    out = np.full(len(shapes.wkb), None, dtype=object)
    for i, wkb in enumerate(shapes.wkb):
        if wkb is not None:
            geometry = ogr.CreateGeometryFromWkb(wkb)
            out[i] = bytes(_moved(geometry, mover, crs_name(source)).ExportToWkb(ogr.wkbNDR))
    return out


def _moved(geometry: ogr.Geometry, mover: Transformer, name: str) -> ogr.Geometry:
    for k in range(geometry.GetGeometryCount()):
        _moved(geometry.GetGeometryRef(k), mover, name)
    if not geometry.GetGeometryCount():
        for k in range(geometry.GetPointCount()):
            x, y = mover.transform(geometry.GetX(k), geometry.GetY(k))
            if not (np.isfinite(x) and np.isfinite(y)):
                raise InputError(f"The coordinates do not fit {name}; check that it is their CRS.")
            geometry.SetPoint_2D(k, x, y)
    return geometry


def one_type(wkb: np.ndarray) -> tuple[int, np.ndarray]:
    """OGR type that holds every shape, and the shapes of it: single and multi lines or polygons become multi."""
    kinds = {int.from_bytes(w[1:5], "little") for w in wkb if w is not None}
    for single, multi in ((ogr.wkbLineString, ogr.wkbMultiLineString), (ogr.wkbPolygon, ogr.wkbMultiPolygon)):
        if kinds and kinds <= {single, multi}:
            return multi, np.array([*(_multi(w, single, multi) for w in wkb), None], dtype=object)[:-1]
    if kinds <= {ogr.wkbPoint}:
        return ogr.wkbPoint, wkb
    return (ogr.wkbMultiPoint if kinds == {ogr.wkbMultiPoint} else ogr.wkbUnknown), wkb


def _multi(wkb: bytes | None, single: int, multi: int) -> bytes | None:
    if wkb is None or int.from_bytes(wkb[1:5], "little") == multi:
        return wkb
    return struct.pack("<BII", 1, multi, 1) + wkb


def kind_of(wkb: bytes | None) -> str | None:
    """Substation, line or zone, by the geometry: point, line or polygon."""
    kind = int.from_bytes(wkb[1:5], "little") if wkb is not None else 0
    return {1: "substation", 4: "substation", 2: "line", 5: "line", 3: "zone", 6: "zone"}.get(kind)


def kind_of_name(name: str | None) -> str | None:
    """Substation or line, by the end of the name; None when it does not tell."""
    if name is None:
        return None
    plain = re.sub(r"[\s(（].*$", "", name)
    return (
        "substation"
        if plain.endswith(("変電所", "開閉所", "変換所"))
        else "line"
        if plain.endswith("線")
        else None
    )
