"""Features out of Overpass JSON, with the geometry in any of the ways in which Overpass gives it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osgeo import ogr

from ...errors import InputError
from .asset import number

Position = tuple[float, float]
#: Closed ways with these tags are areas; other closed ways are lines.
_AREA_KEYS = ("building", "telecom", "landuse", "amenity", "man_made")
_AREA_POWER = ("substation", "sub_station", "plant", "generator")


def read_overpass(
    document: dict[str, Any], name: str
) -> Iterator[tuple[str, dict[str, str], ogr.Geometry | None]]:
    """Yield (key such as ``way/123``, tags, geometry in longitude and latitude or None) of every tagged element.

    Geometry comes from ``out center``, ``out geom``, or from nodes and ways that the file holds as well.

    Raises
    ------
    InputError
        When the query failed on the server, so that the file is incomplete.
    """
    remark = str(document.get("remark") or "")
    if "error" in remark.lower():
        raise InputError(
            f"The Overpass query of {name} failed on the server ({remark.strip().rstrip('.')}), so the file "
            "is incomplete; run it again for a smaller area or with a longer timeout."
        )
    elements = [e for e in document.get("elements") or [] if isinstance(e, dict)]
    nodes = {e.get("id"): _position(e) for e in elements if e.get("type") == "node"}
    ways = {e.get("id"): _path(e, nodes) for e in elements if e.get("type") == "way"}
    for element in elements:
        tags = element.get("tags")
        if isinstance(tags, dict) and tags:
            plain = {str(k): str(v) for k, v in tags.items()}
            yield f"{element.get('type')}/{element.get('id')}", plain, _geometry(element, plain, ways)


def _geometry(
    element: dict[str, Any], tags: dict[str, str], ways: dict[Any, list[Position]]
) -> ogr.Geometry | None:
    if element.get("type") == "node":
        return _point(_position(element))
    if element.get("type") == "way":
        shape = _shape(ways.get(element.get("id"), []), tags)
    else:
        shape = _relation(element, tags, ways)
    return shape or _point(_position(element.get("center") or {}))


def _relation(
    element: dict[str, Any], tags: dict[str, str], ways: dict[Any, list[Position]]
) -> ogr.Geometry | None:
    """Members joined: outer rings into areas, other ways into lines; None when a part is missing."""
    parts = [m for m in element.get("members") or [] if isinstance(m, dict) and m.get("type") == "way"]
    paths = [_path(m, {}) or ways.get(m.get("ref"), []) for m in parts if m.get("role") != "inner"]
    if not paths or not all(len(p) > 1 for p in paths):
        return None
    if not _is_area(tags):
        lines = ogr.Geometry(ogr.wkbMultiLineString)
        for path in paths:
            lines.AddGeometry(_line(path))
        return lines
    areas = ogr.Geometry(ogr.wkbMultiPolygon)
    for ring in _rings(paths):
        areas.AddGeometry(_polygon(ring))
    return areas if not areas.IsEmpty() else None


def _rings(paths: list[list[Position]]) -> list[list[Position]]:
    """Join ways end to end into closed rings; what stays open is left out."""
    rings, left = [], [list(p) for p in paths]
    while left:
        ring = left.pop(0)
        while ring[0] != ring[-1]:
            nearest = next((p for p in left if ring[-1] in (p[0], p[-1])), None)
            if nearest is None:
                break
            left.remove(nearest)
            ring += nearest[1:] if nearest[0] == ring[-1] else nearest[-2::-1]
        if ring[0] == ring[-1] and len(ring) > 3:
            rings.append(ring)
    return rings


def _shape(path: list[Position], tags: dict[str, str]) -> ogr.Geometry | None:
    if len(path) < 2:
        return None
    is_closed = path[0] == path[-1] and len(path) > 3
    return _polygon(path) if is_closed and _is_area(tags) else _line(path)


def _is_area(tags: dict[str, str]) -> bool:
    if tags.get("area") in ("yes", "no"):
        return tags["area"] == "yes"
    return (
        tags.get("power") in _AREA_POWER
        or any(key in tags for key in _AREA_KEYS)
        or tags.get("type") == "multipolygon"
    )


def _path(element: dict[str, Any], nodes: dict[Any, Position | None]) -> list[Position]:
    """Vertices of a way; empty when one is missing."""
    if element.get("geometry"):
        found = [_position(p or {}) for p in element["geometry"]]
    else:
        found = [nodes.get(n) for n in element.get("nodes") or []]
    return [p for p in found if p is not None] if all(p is not None for p in found) else []


def _position(element: dict[str, Any]) -> Position | None:
    x, y = number(element.get("lon")), number(element.get("lat"))
    return None if x is None or y is None else (x, y)


def _point(position: Position | None) -> ogr.Geometry | None:
    if position is None:
        return None
    point = ogr.Geometry(ogr.wkbPoint)
    point.AddPoint_2D(*position)
    return point


def _line(path: list[Position]) -> ogr.Geometry:
    line = ogr.Geometry(ogr.wkbLineString)
    for position in path:
        line.AddPoint_2D(*position)
    return line


def _polygon(path: list[Position]) -> ogr.Geometry:
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for position in path:
        ring.AddPoint_2D(*position)
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon
