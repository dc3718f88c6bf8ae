"""Features as shapely geometries, made from the arrays of a layer."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import numpy as np
from shapely import wkb
from shapely.geometry.base import BaseGeometry

from .shapes import Shapes

_POINT, _LINE, _POLYGON, _COLLECTION = 1, 2, 3, 7


def to_geometries(shapes: Shapes) -> list[BaseGeometry]:
    """One shapely geometry a feature, in the layer's plane; several parts make a collection.

    Rings are told from holes by their order, which OGR keeps: a ring inside the polygon begun
    before it, and in none of its holes, is a hole.

    Returns
    -------
    list of shapely geometry, length ``shapes.count``
    """
    parts: list[list[bytes]] = [[] for _ in range(shapes.count)]
    for owner, xy in zip(shapes.point_of, shapes.points):
        parts[owner].append(_path_wkb(_POINT, xy[None]))
    for owner, path in _chains(shapes.lines, shapes.line_of):
        parts[owner].append(_path_wkb(_LINE, path))
    rings: dict[int, list[np.ndarray]] = {}
    for owner, path in _chains(shapes.edges, shapes.edge_of):
        rings.setdefault(owner, []).append(path)
    for owner, found in rings.items():
        parts[owner] += [_polygon_wkb(polygon) for polygon in _polygons(found)]
    return [_whole(p) for p in parts]


def to_shapes(geometries: Sequence[BaseGeometry]) -> Shapes:
    """The arrays of shapely geometries, one feature each: the way back of ``to_geometries``."""
    points: list[tuple[float, float]] = []
    segments: dict[bool, list[np.ndarray]] = {False: [], True: []}
    point_of: list[int] = []
    owner: dict[bool, list[int]] = {False: [], True: []}

    def add(part: BaseGeometry, feature: int) -> None:
        for inner in getattr(part, "geoms", ()):
            add(inner, feature)
        if part.geom_type == "Point":
            points.append((part.x, part.y))
            point_of.append(feature)
        is_polygon = part.geom_type == "Polygon"
        paths = [part.exterior, *part.interiors] if is_polygon else [part]
        for path in paths if is_polygon or part.geom_type in ("LineString", "LinearRing") else ():
            xy = np.asarray(path.coords, float)[:, :2]
            segments[is_polygon].append(np.concatenate([xy[:-1], xy[1:]], axis=1))
            owner[is_polygon] += [feature] * (len(xy) - 1)

    for number, geometry in enumerate(geometries):
        add(geometry, number)
    parts = [np.concatenate(segments[k]) if segments[k] else np.empty((0, 4)) for k in (False, True)]
    return Shapes(
        len(geometries),
        np.array(points, float).reshape(-1, 2), np.array(point_of, np.int64),
        parts[0], np.array(owner[False], np.int64),
        parts[1], np.array(owner[True], np.int64),
    )  # fmt: skip


def _chains(segments: np.ndarray, owner: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Segments (n, 4) that follow one another as paths (m, 2), with the feature of each."""
    if not len(segments):
        return []
    is_break = (segments[:-1, 2:] != segments[1:, :2]).any(axis=1) | (owner[:-1] != owner[1:])
    cuts = np.flatnonzero(is_break) + 1
    starts, ends = np.r_[0, cuts], np.r_[cuts, len(segments)]
    return [
        (int(owner[a]), np.concatenate([segments[a:b, :2], segments[b - 1 : b, 2:]]))
        for a, b in zip(starts.tolist(), ends.tolist())
    ]


def _polygons(rings: list[np.ndarray]) -> list[list[np.ndarray]]:
    """Rings grouped into polygons, shell first."""
    out: list[list[np.ndarray]] = []
    current: BaseGeometry | None = None
    for ring in rings:
        alone = wkb.loads(_polygon_wkb([ring]))
        if current is not None and current.intersects(alone.representative_point()):
            out[-1].append(ring)
            current = wkb.loads(_polygon_wkb(out[-1]))
        else:
            out.append([ring])
            current = alone
    return out


def _path_wkb(kind: int, xy: np.ndarray) -> bytes:
    count = b"" if kind == _POINT else struct.pack("<I", len(xy))
    return struct.pack("<BI", 1, kind) + count + np.ascontiguousarray(xy, "<f8").tobytes()


def _polygon_wkb(rings: list[np.ndarray]) -> bytes:
    body = b"".join(struct.pack("<I", len(r)) + np.ascontiguousarray(r, "<f8").tobytes() for r in rings)
    return struct.pack("<BII", 1, _POLYGON, len(rings)) + body


def _whole(parts: list[bytes]) -> BaseGeometry:
    if len(parts) == 1:
        return wkb.loads(parts[0])
    return wkb.loads(struct.pack("<BII", 1, _COLLECTION, len(parts)) + b"".join(parts))
