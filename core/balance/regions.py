"""Regions by name, and in which of them a point lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.prepared import prep

from ..errors import InputError
from ..sources.geometries import to_geometries
from ..sources.vector import VectorSource, read_vector


@dataclass(frozen=True)
class Regions:
    """Regions in the order in which they are named first.

    Attributes
    ----------
    names : list of str
    parts : list of shapely geometry
        Features; several may be of one region.
    region : int64 array
        Region of each part.
    unnamed : int
        Features without a name, which are left out.
    """

    names: list[str]
    parts: list[BaseGeometry]
    region: np.ndarray
    unnamed: int

    def of(self, points: np.ndarray) -> np.ndarray:
        """Region of each point (n, 2), int64; -1 for points in none. On a border the first region counts."""
        out = np.full(len(points), -1, np.int64)
        bounds = np.array([p.bounds for p in self.parts]).reshape(-1, 4)
        for part, box, number in zip(self.parts, bounds, self.region.tolist()):
            x, y = points[:, 0], points[:, 1]
            near = (out < 0) & (x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3])
            index = np.flatnonzero(near)
            if len(index):
                ready = prep(part)
                inside = [ready.intersects(Point(float(x[i]), float(y[i]))) for i in index.tolist()]
                out[index[np.array(inside, bool)]] = number
        return out


def read_regions(source: VectorSource, crs: str, name_field: str) -> Regions:
    """Read polygons by name; features of one name are one region.

    Raises
    ------
    InputError
        When the field is missing, nothing is named, or a feature is no polygon.
    """
    data = read_vector(source, crs, [name_field])
    names = [str(v).strip() if v is not None else "" for v in data.column(name_field)]
    geometries = to_geometries(data.shapes)
    if not data.shapes.has_polygons:
        raise InputError(f"The layer {data.name} has no polygons; regions are polygons, such as prefectures.")
    order = list(dict.fromkeys(n for n in names if n))
    if not order:
        raise InputError(
            f"The field {name_field} of {data.name} is empty; choose the field with the regions' names."
        )
    number = {n: i for i, n in enumerate(order)}
    keep = [i for i, n in enumerate(names) if n]
    return Regions(
        order,
        [geometries[i] for i in keep],
        np.array([number[names[i]] for i in keep], np.int64),
        len(names) - len(keep),
    )
