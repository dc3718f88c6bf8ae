"""Where features join lines: the places on the lines that are nearest to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import MultiLineString
from shapely.ops import nearest_points

from ..sources.shapes import Shapes
from .finder import Finder, Hits


@dataclass(frozen=True)
class Accesses:
    """Places where features join lines; a feature may have several.

    Attributes
    ----------
    feature, segment : int64 arrays, shape (n,)
    position : float64 array, shape (n,)
        Metres along the segment.
    metres : float64 array, shape (n,)
        Straight line between the feature and the place.
    """

    feature: np.ndarray
    segment: np.ndarray
    position: np.ndarray
    metres: np.ndarray


def accesses(shapes: Shapes, finder: Finder) -> Accesses:
    """Find where each feature joins the lines.

    A point joins at the nearest place, or at each of several that are equally near; several points
    of one feature each do. A line or polygon that meets the lines joins where it crosses them and at
    their vertices inside it, with no way to go; one that does not meet them joins at the nearest place.
    """
    hits = finder.nearest(shapes.points)
    parts = [(shapes.point_of[hits.point], hits)]
    edges, owner = np.concatenate([shapes.lines, shapes.edges]), np.r_[shapes.line_of, shapes.edge_of]
    for feature in np.unique(owner):
        rings = shapes.edges[shapes.edge_of == feature]
        found = finder.nearest(_touching(edges[owner == feature], rings, finder))
        parts.append((np.full(len(found.point), feature), found))
    return Accesses(
        np.concatenate([f for f, _ in parts]),
        np.concatenate([h.segment for _, h in parts]),
        np.concatenate([h.position for _, h in parts]),
        np.concatenate([h.metres for _, h in parts]),
    )


def _touching(outline: np.ndarray, rings: np.ndarray, finder: Finder) -> np.ndarray:
    """Points of a line or polygon that meet the lines, or the one nearest to them; shape (n, 2)."""
    lines = finder.segments[_around(outline, finder.nearest(outline[:1, :2]), finder)]
    border, network = (MultiLineString([((a, b), (c, d)) for a, b, c, d in s]) for s in (outline, lines))
    crossings = border.intersection(network)
    ends = lines.reshape(-1, 2)
    met = [ends[_inside(ends, rings)], _coordinates(crossings)]
    if sum(map(len, met)):
        return np.unique(np.concatenate(met), axis=0)
    return np.array([nearest_points(border, network)[0].coords[0]])


def _around(outline: np.ndarray, first: Hits, finder: Finder) -> np.ndarray:
    """Segments that may be nearest to an outline: none is farther than the nearest to its first point."""
    reach = float(first.metres[0]) * (1 + 1e-6) + 1e-3
    x, y = outline[:, 0::2], outline[:, 1::2]
    s = finder.segments
    west, east = np.minimum(s[:, 0], s[:, 2]), np.maximum(s[:, 0], s[:, 2])
    south, north = np.minimum(s[:, 1], s[:, 3]), np.maximum(s[:, 1], s[:, 3])
    return np.flatnonzero(
        (east >= x.min() - reach)
        & (west <= x.max() + reach)
        & (north >= y.min() - reach)
        & (south <= y.max() + reach)
    )


def _inside(xy: np.ndarray, rings: np.ndarray) -> np.ndarray:
    """True for points within closed rings, by the even-odd rule."""
    out = np.zeros(len(xy), bool)
    for x0, y0, x1, y1 in rings:
        crosses = (y0 <= xy[:, 1]) != (y1 <= xy[:, 1])
        if crosses.any():
            out[crosses] ^= x0 + (xy[crosses, 1] - y0) / (y1 - y0) * (x1 - x0) > xy[crosses, 0]
    return out


def _coordinates(geometry: object) -> np.ndarray:
    """Every vertex of points and lines, shape (n, 2)."""
    parts = getattr(geometry, "geoms", [geometry])
    found = [np.asarray(part.coords)[:, :2] for part in parts if not part.is_empty]
    return np.concatenate(found) if found else np.empty((0, 2))
