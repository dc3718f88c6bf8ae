"""Geometries made usable: straight, flat and valid, with the counts of what had to be mended or left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from osgeo import ogr

from ..gdalio import quiet_warnings
from .simple import is_star
from .wkb import POINT, POLYGON, Parts, parse, walk


@dataclass(frozen=True)
class Sound:
    """Usable geometries.

    Attributes
    ----------
    parts : Parts
        Owners count the geometries that are kept.
    keep : bool array
        Which of the geometries given are kept.
    mended : int
        Invalid polygons that were made valid.
    dropped : int
        Invalid polygons of which nothing was left.
    """

    parts: Parts
    keep: np.ndarray
    mended: int
    dropped: int


def sound(blobs: Sequence[bytes]) -> Sound:
    """Read many geometries, looking closer only at those that may need it.

    Parameters
    ----------
    blobs : sequence of bytes
        Little-endian ISO well-known binary; empty where a feature has no geometry.
    """
    parts, is_odd = parse(blobs)
    is_odd |= _irregular(parts, len(blobs))
    keep = np.ones(len(blobs), bool)
    mended = dropped = 0
    replaced: list[tuple[int, int, np.ndarray]] = []
    for i in map(int, np.flatnonzero(is_odd | _doubtful(parts, len(blobs)))):
        with quiet_warnings():
            geometry, is_mended = usable(ogr.CreateGeometryFromWkb(blobs[i]) if blobs[i] else None)
        if geometry is None:
            keep[i] = False
            dropped += is_mended
            continue
        mended += is_mended
        if is_mended or is_odd[i]:
            is_odd[i] = True
            replaced += [(i, kind, xy) for kind, xy in walk(bytes(geometry.ExportToIsoWkb(ogr.wkbNDR)))]
    parts = _replace(parts, is_odd | ~keep, replaced)
    number = np.cumsum(keep) - 1
    return Sound(Parts(parts.xy, parts.size, number[parts.owner], parts.kind), keep, mended, dropped)


def _irregular(parts: Parts, count: int) -> np.ndarray:
    """Geometries without a vertex, and those with a part that has too few or is a point that is nowhere."""
    has_part = np.zeros(count, bool)
    has_part[parts.owner] = True
    is_few = parts.size < np.array([0, 1, 2, 4])[parts.kind]
    is_point = parts.kind == POINT
    is_few[is_point] |= ~np.isfinite(parts.take(is_point).xy).all(axis=1)
    out = ~has_part
    out[parts.owner[is_few]] = True
    return out


def _doubtful(parts: Parts, count: int) -> np.ndarray:
    """Geometries with polygons that are not valid for certain."""
    is_ring = parts.kind == POLYGON
    rings = np.bincount(parts.owner[is_ring], minlength=count)
    alone = is_ring & (rings[parts.owner] == 1)
    single = parts.take(alone)
    out = rings > 0
    out[single.owner[is_star(single.xy, single.size)]] = False
    return out


def _replace(parts: Parts, is_gone: np.ndarray, new: list[tuple[int, int, np.ndarray]]) -> Parts:
    """Parts without those of some geometries, and with new ones, in the order of the geometries."""
    if is_gone.any():
        parts = parts.take(~is_gone[parts.owner])
    new = [part for part in new if len(part[2])]
    if not new:
        return parts
    owner = np.concatenate([parts.owner, [i for i, _, _ in new]])
    kind = np.concatenate([parts.kind, [k for _, k, _ in new]])
    size = np.concatenate([parts.size, [len(xy) for _, _, xy in new]])
    xy = np.concatenate([parts.xy, *(xy for _, _, xy in new)])
    order = np.argsort(owner, kind="stable")
    first = (np.cumsum(size) - size)[order]
    size = size[order]
    vertex = np.arange(len(xy)) + np.repeat(first - (np.cumsum(size) - size), size)
    return Parts(xy[vertex], size, owner[order], kind[order])


def usable(geometry: ogr.Geometry | None) -> tuple[ogr.Geometry | None, bool]:
    """A flat, linear, valid geometry and whether it had to be mended; None when nothing is left of it."""
    if geometry is None or geometry.IsEmpty() or _is_nowhere(geometry):
        return None, False
    if geometry.HasCurveGeometry():
        geometry = geometry.GetLinearGeometry()
    geometry.FlattenTo2D()
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbGeometryCollection:
        geometry = _without_overlaps(geometry)
    if geometry.GetDimension() < 2 or geometry.IsValid():
        return geometry, False
    polygons = _polygons(geometry.MakeValid())
    return (polygons, True) if not polygons.IsEmpty() else (None, True)


def _is_nowhere(geometry: ogr.Geometry) -> bool:
    """Whether a geometry is an empty point: well-known binary has no other way to say it than by NaN."""
    is_point = ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbPoint
    return is_point and math.isnan(geometry.GetX()) and math.isnan(geometry.GetY())


def _without_overlaps(collection: ogr.Geometry) -> ogr.Geometry:
    """A collection whose polygons are joined: cells are told inside by parity, which overlaps would turn over."""
    out = ogr.Geometry(ogr.wkbGeometryCollection)
    polygons = _polygons(collection).UnionCascaded()
    if polygons is not None and not polygons.IsEmpty():
        out.AddGeometry(polygons)
    for i in range(collection.GetGeometryCount()):
        part = collection.GetGeometryRef(i)
        if part.GetDimension() < 2:
            out.AddGeometry(part)
    return out


def _polygons(geometry: ogr.Geometry | None) -> ogr.Geometry:
    """The polygonal part of what mending gave; lines and points that fell off are not area."""
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    stack = [geometry] if geometry is not None else []
    while stack:
        part = stack.pop()
        if ogr.GT_Flatten(part.GetGeometryType()) == ogr.wkbPolygon:
            out.AddGeometry(part)
        else:
            stack.extend(part.GetGeometryRef(i) for i in range(part.GetGeometryCount()))
    return out
