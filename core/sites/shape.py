"""Form and size of a site."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import transform

from ..proj import Geod, Transformer

_ELLIPSOID = Geod(ellps="GRS80")


def polygonal(geometry: BaseGeometry) -> MultiPolygon | None:
    """The polygons of a geometry as one; None where it has none."""
    parts = [geometry] if geometry.geom_type == "Polygon" else list(getattr(geometry, "geoms", ()))
    polygons = [p for p in parts if p.geom_type == "Polygon" and not p.is_empty]
    return MultiPolygon(polygons) if polygons else None


def form(area: MultiPolygon, crs: str) -> dict[str, Any]:
    """Area in hectares on the ellipsoid, compactness, and sides of the smallest rectangle around it.

    Compactness is Polsby and Popper's ``4 pi A / P^2`` on the plane: 1 for a disc, 0.785 for a square. The
    rectangle may lie at any angle; ``rectangle_fill`` is the share of it that the site takes.

    Parameters
    ----------
    area : MultiPolygon
        In metres of ``crs`` (WKT).

    Source
    ------
    Karney (2013), J. Geodesy 87:43 (area on the ellipsoid, by PROJ); Polsby and Popper (1991).
    """
    to_degrees = Transformer.from_crs(crs, "EPSG:6668", always_xy=True)
    on_ellipsoid = transform(to_degrees.transform, area)
    square_metres = sum(abs(_ELLIPSOID.geometry_area_perimeter(p)[0]) for p in on_ellipsoid.geoms)
    long, short = _rectangle(area)
    return {
        "area_ha": square_metres / 10_000,
        "compactness": 4 * math.pi * area.area / area.length**2,
        "length_m": long,
        "width_m": short,
        "rectangle_fill": area.area / (long * short),
    }


def _rectangle(area: MultiPolygon) -> tuple[float, float]:
    """Longer and shorter side of the smallest rectangle around an area."""
    corners = np.array(area.minimum_rotated_rectangle.exterior.coords)
    sides = np.hypot(*np.diff(corners[:3], axis=0).T)
    return float(sides.max()), float(sides.min())
