"""Polygons for the standard layer: flat, valid, multi-part."""

from __future__ import annotations

from enum import Enum

from osgeo import gdal, ogr, osr


class Fate(Enum):
    """What became of a geometry."""

    KEPT = "kept"
    MENDED = "mended polygons"
    EMPTY = "features without geometry left out"
    LOST = "polygons of no area left out"
    LINE = "lines left out"
    POINT = "points left out"


def usable_polygon(
    geometry: ogr.Geometry | None, move: osr.CoordinateTransformation | None
) -> tuple[bytes | None, Fate]:
    """Bring a geometry into shape.

    Parameters
    ----------
    geometry : ogr.Geometry or None
        It is changed in place.
    move : CoordinateTransformation or None
        Into the CRS of the output.

    Returns
    -------
    wkb : bytes or None
        A multi-polygon, little-endian, x first; None when there is no area.
    fate : Fate
    """
    if geometry is None or geometry.IsEmpty():
        return None, Fate.EMPTY
    if geometry.HasCurveGeometry():
        geometry = geometry.GetLinearGeometry()
    geometry.FlattenTo2D()
    dimension = geometry.GetDimension()
    if dimension < 2:
        return None, Fate.LINE if dimension == 1 else Fate.POINT
    mended, is_mended = _mended(geometry)
    area = _polygons(mended)
    if area.IsEmpty():
        return None, Fate.LOST
    if move is not None:
        area.Transform(move)
    return bytes(area.ExportToWkb(ogr.wkbNDR)), Fate.MENDED if is_mended else Fate.KEPT


def _mended(geometry: ogr.Geometry) -> tuple[ogr.Geometry | None, bool]:
    # GEOS prints a warning for every invalid polygon; they are counted instead.
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        return (geometry, False) if geometry.IsValid() else (geometry.MakeValid(), True)
    finally:
        gdal.PopErrorHandler()


def _polygons(geometry: ogr.Geometry | None) -> ogr.Geometry:
    """The polygons of a geometry: lines and points that fall off in mending are no area."""
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    stack = [geometry] if geometry is not None else []
    while stack:
        part = stack.pop()
        if ogr.GT_Flatten(part.GetGeometryType()) == ogr.wkbPolygon:
            out.AddGeometry(part)
        else:
            stack.extend(part.GetGeometryRef(i) for i in reversed(range(part.GetGeometryCount())))
    return out
