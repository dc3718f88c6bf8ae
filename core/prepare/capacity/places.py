"""A layer of named points, lines or polygons, to give places to the rows of a table."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

import numpy as np
from osgeo import ogr
from shapely import wkb as shapely_wkb

from ...errors import InputError
from ...gdalio import gdal_errors
from ...grid.crs import parse_crs
from ...proj import Transformer
from ...sources.vector import VectorSource
from .geometry import GEOGRAPHIC
from .layer import read_layer
from .names import name_key
from .table import RawTable

_NAME_FIELDS = ("name", "変電所名", "送電線名", "設備名称", "名称", "name:ja", "name_ja", "Name", "NAME")
#: OSM tags of railway substations (き電用変電所), which no table of a utility lists.
_TRACTION = {"substation": {"traction"}, "railway": {"*"}, "usage": {"traction"}}


@dataclass(frozen=True)
class Places:
    """Geometries by name.

    Attributes
    ----------
    crs : str
        WKT.
    full, base : dict of (key, is_line) to list of WKB
        Different geometries only.
    features, traction, unnamed : int
        Features read, left out as railway substations, and without a name or geometry.
    degrees : dict of WKB to (longitude, latitude)
        Middle of each geometry, filled as it is asked for.
    tolerance : float
        Gap, in the CRS's unit, up to which pieces of a line hang together.
    """

    crs: str
    full: dict[tuple[str, bool], list[bytes]]
    base: dict[tuple[str, bool], list[bytes]]
    features: int
    traction: int
    unnamed: int
    tolerance: float
    degrees: dict[bytes, tuple[float, float]] = field(default_factory=dict)

    def is_in(self, shape: bytes, area: tuple[float, ...] | None) -> bool:
        """Whether the middle of a geometry lies in a box of degrees; anything does where there is no box."""
        if area is None:
            return True
        if shape not in self.degrees:
            middle = shapely_wkb.loads(shape).centroid
            self.degrees[shape] = _to_degrees(self.crs).transform(middle.x, middle.y)
        lon, lat = self.degrees[shape]
        return area[0] <= lon <= area[2] and area[1] <= lat <= area[3]


@functools.lru_cache(maxsize=8)
def _to_degrees(crs: str) -> Transformer:
    return Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True)


def read_places(source: VectorSource, name_field: str | None) -> Places:
    """Read a layer of named places; railway substations, as OSM tags them, are left out and counted.

    Raises
    ------
    InputError
        When the layer cannot be read, has no CRS or no field of names.
    """
    table = read_layer(source.uri, source.label, source.crs)
    if table.geometry is None or table.crs is None:
        what = "has no geometry" if table.geometry is None else "has no CRS"
        raise InputError(
            f"The locations {source.label} {what}; give a layer of points, lines or polygons with its CRS."
        )
    names = table.cells[_name_column(table, name_field)]
    traction = _is_traction(table)
    full: dict[tuple[str, bool], list[bytes]] = {}
    base: dict[tuple[str, bool], list[bytes]] = {}
    unnamed = 0
    for name, shape, is_out in zip(names, table.geometry, traction):
        line = shape is not None and (is_line(shape) or name.rstrip().endswith("線"))
        key = name_key(name, line)
        if is_out:
            continue
        if shape is None or not key.full:
            unnamed += 1
            continue
        for index, text in ((full, key.full), (base, key.base)):
            shapes = index.setdefault((text, line), [])
            if shape not in shapes:
                shapes.append(shape)
    with gdal_errors():
        tolerance = 1e-4 if parse_crs(table.crs).IsGeographic() else 10.0
    return Places(table.crs, full, base, len(names), int(traction.sum()), unnamed, tolerance)


def _name_column(table: RawTable, name_field: str | None) -> int:
    fields = table.fields or ()
    if name_field is not None:
        if name_field not in fields:
            raise InputError(
                f"The locations {table.name} have no field {name_field}; they have: {', '.join(fields)}."
            )
        return fields.index(name_field)
    found = next((f for f in _NAME_FIELDS if f in fields), None)
    if found is None:
        raise InputError(
            f"No field of the locations {table.name} is known to hold names; choose one of {', '.join(fields)}."
        )
    return fields.index(found)


def _is_traction(table: RawTable) -> np.ndarray:
    out = np.zeros(len(table.cells), bool)
    for i, field_name in enumerate(table.fields or ()):
        if words := _TRACTION.get(field_name):
            cells = table.cells[i].astype(str).str.lower()
            out |= ((cells != "") if "*" in words else cells.isin(words)).to_numpy(bool)
    return out


def is_line(shape: bytes) -> bool:
    """Whether a WKB geometry is a line or several."""
    return int.from_bytes(shape[1:5], "little") in (ogr.wkbLineString, ogr.wkbMultiLineString)
