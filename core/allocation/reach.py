"""Straight lines from sites to connections: who lies within reach of whom, and how far."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from .model import Reach


def find_reach(
    sites: Sequence[BaseGeometry], connections: Sequence[BaseGeometry], max_distance_m: float
) -> Reach:
    """Pairs at most so many metres apart, measured from geometry to geometry; 0 where they meet."""
    boxes = _boxes(connections)
    site_of, connection_of, metres = [], [], []
    nearest = np.full(len(sites), -1, np.int64)
    nearest_m = np.full(len(sites), np.inf)
    for i, site in enumerate(sites):
        least = _box_distance(_boxes([site])[0], boxes)
        near = np.flatnonzero(least <= max_distance_m)
        distance = np.array([site.distance(connections[k]) for k in near.tolist()])
        inside = distance <= max_distance_m
        near, distance = near[inside], distance[inside]
        order = np.lexsort((near, distance))
        site_of += [i] * len(near)
        connection_of += near[order].tolist()
        metres += distance[order].tolist()
        if len(near):
            nearest[i], nearest_m[i] = near[order[0]], distance[order[0]]
        else:
            nearest[i], nearest_m[i] = _nearest(site, connections, least)
    return Reach(
        np.array(site_of, np.int64), np.array(connection_of, np.int64), np.array(metres, float), nearest, nearest_m
    )  # fmt: skip


def distances_to(site: BaseGeometry, geometries: Sequence[BaseGeometry]) -> np.ndarray:
    """Metres from a geometry to each of several, float64; 0 where they meet."""
    if site.geom_type == "Point" and all(g.geom_type == "Point" for g in geometries):
        return np.hypot([g.x - site.x for g in geometries], [g.y - site.y for g in geometries])
    return np.array([site.distance(g) for g in geometries], float)


def _boxes(geometries: Sequence[BaseGeometry]) -> np.ndarray:
    """Bounds (n, 4) as xmin, ymin, xmax, ymax."""
    return np.array([g.bounds for g in geometries], float).reshape(-1, 4)


def _box_distance(box: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Metres between bounding boxes, never more than between what they hold; rounding is allowed for."""
    dx = np.maximum(0, np.maximum(boxes[:, 0] - box[2], box[0] - boxes[:, 2]))
    dy = np.maximum(0, np.maximum(boxes[:, 1] - box[3], box[1] - boxes[:, 3]))
    return np.hypot(dx, dy) * (1 - 1e-9)


def _nearest(site: BaseGeometry, connections: Sequence[BaseGeometry], least: np.ndarray) -> tuple[int, float]:
    """The nearest connection and its distance, looked for in the order of the boxes."""
    best, metres = -1, math.inf
    for k in np.argsort(least, kind="stable").tolist():
        if least[k] > metres:
            break
        distance = site.distance(connections[k])
        if distance < metres:
            best, metres = k, distance
    return best, metres


def straight_line(site: BaseGeometry, connection: BaseGeometry) -> LineString | None:
    """The shortest line from a site to its connection; where they meet, from an inner point of the site.

    None where even that has no length (a site at the very point of its connection).
    """
    a, b = nearest_points(site, connection)
    if a.equals(b):
        a = Point(site.representative_point())
        _, b = nearest_points(a, connection)
    return None if a.equals(b) else LineString([(a.x, a.y), (b.x, b.y)])
