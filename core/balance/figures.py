"""Figures of sites out of a layer: where, how many, how large, how many megawatts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from ..errors import InputError
from ..grid.crs import parse_crs
from ..proj import Geod
from ..sources.geometries import to_geometries
from ..sources.shapes import VectorData
from ..sources.vector import VectorSource, read_vector

#: JGD2011, longitude and latitude: for areas on the ellipsoid.
_DEGREES = "EPSG:6668"
_ELLIPSOID = "GRS80"


@dataclass(frozen=True)
class FigureFields:
    """Fields to read; None: every site counts once, polygons tell their own area, and nothing tells MW.

    Without ``outline_is_area`` polygons do not tell it: the ground of a candidate is no floor area.
    """

    area: str | None = None
    mw: str | None = None
    count: str | None = None
    outline_is_area: bool = True


@dataclass(frozen=True)
class Figures:
    """Sites of a layer as arrays of one entry a site; NaN where not known.

    Attributes
    ----------
    name : str
    points : float64 array, shape (n, 2)
        A point of each site, inside it, in the regions' CRS.
    count, area_m2, mw : float64 arrays
        None where nothing tells them at all.
    without_place : int
        Features without geometry.
    """

    name: str
    points: np.ndarray
    count: np.ndarray
    area_m2: np.ndarray | None
    mw: np.ndarray | None
    without_place: int

    def unknown(self, values: np.ndarray | None) -> int:
        """How many sites do not tell a figure that others do."""
        return 0 if values is None else int(np.isnan(values).sum())


def read_figures(source: VectorSource, crs: str, fields: FigureFields) -> Figures:
    """Read the sites of a layer.

    Raises
    ------
    InputError
        When a field is missing, or a figure is below 0.
    """
    wanted = [n for n in (fields.area, fields.mw, fields.count) if n]
    data = read_vector(source, crs, wanted)
    area = _areas(source, data) if not fields.area and fields.outline_is_area else None
    return Figures(
        data.name,
        data.shapes.representative_points(),
        _numbers(data, fields.count) if fields.count else np.ones(data.shapes.count),
        _numbers(data, fields.area) if fields.area else area,
        _numbers(data, fields.mw) if fields.mw else None,
        data.report.empty + data.report.dropped,
    )


def _numbers(data: VectorData, name: str) -> np.ndarray:
    values = data.numbers(name)
    wrong = np.flatnonzero((values < 0) | np.isinf(values))
    if len(wrong):
        raise InputError(
            f"The field {name} of {data.name} holds {values[wrong[0]]:g} (feature {data.fid[wrong[0]]}); "
            "give figures of 0 or more, or leave them empty."
        )
    return values


def _areas(source: VectorSource, data: VectorData) -> np.ndarray | None:
    """Square metres of polygons on the ellipsoid; None where the layer has none."""
    if not data.shapes.has_polygons:
        return None
    in_degrees = read_vector(source, parse_crs(_DEGREES).ExportToWkt())
    return np.array([ellipsoid_area(g) for g in to_geometries(in_degrees.shapes)], float)


def ellipsoid_area(geometry: BaseGeometry) -> float:
    """Square metres of a geometry in longitude and latitude, on GRS80; NaN where it has no polygon."""
    parts = getattr(geometry, "geoms", [geometry])
    polygons = [orient(p) for p in parts if isinstance(p, Polygon)]
    if not polygons:
        return float("nan")
    area, _ = Geod(ellps=_ELLIPSOID).geometry_area_perimeter(MultiPolygon(polygons))
    return abs(area)
