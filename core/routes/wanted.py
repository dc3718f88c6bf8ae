"""Which routes are wanted: from sites, or from the lines of an allocation, to which connections."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from ..allocation.reach import distances_to
from ..allocation.site_layer import labels_of
from ..criteria.connections import voltage_of
from ..errors import InputError
from ..sources.geometries import to_geometries, to_shapes
from ..sources.shapes import Shapes, VectorData, missing_field
from ..sources.vector import ALL_FIELDS, VectorSource, read_vector

#: Sides whose rows are connections for demand; a layer without sides is all of it.
_DEMAND = {"demand", "load", "需要", "需要側", ""}
#: What parts the names of a site's connections.
_PARTS = ";"


@dataclass(frozen=True)
class Connections:
    """Connections as routes see them, one entry a connection.

    Attributes
    ----------
    shapes : Shapes
    geometries : sequence of shapely geometry
    label : tuple of str
    fid : int64 array
    voltage_kv : float64 array
        NaN where not known.
    """

    shapes: Shapes
    geometries: Sequence[BaseGeometry]
    label: tuple[str, ...]
    fid: np.ndarray
    voltage_kv: np.ndarray


@dataclass(frozen=True)
class Wanted:
    """One route to find.

    Attributes
    ----------
    feature : int
        Number of the site (or line) in its layer.
    site : str
    site_fid : int or None
    connections : list of int
        It leads to the one of these that costs least.
    connection, voltage_kv, mw
        As the line of an allocation tells them; None where nothing does.
    """

    feature: int
    site: str
    site_fid: int | None
    connections: list[int]
    connection: str | None = None
    voltage_kv: float | None = None
    mw: float | None = None


@dataclass(frozen=True)
class Starts:
    """Where routes begin: the shapes of the features, what is wanted of them, and remarks."""

    shapes: Shapes
    wanted: list[Wanted]
    remarks: list[str] = field(default_factory=list)


def read_connections(source: VectorSource, crs: str, voltage_field: str | None) -> Connections:
    """Read the connections of the demand side.

    Raises
    ------
    InputError
        When the field of the voltage is missing, or no row is of the demand side.
    """
    data = read_vector(source, crs, [n for n in ("name", "side", "voltage_kv", voltage_field) if n])
    if voltage_field and voltage_field not in data.field_names:
        raise missing_field(data.name, voltage_field, data.field_names)
    name = voltage_field or ("voltage_kv" if "voltage_kv" in data.field_names else None)
    sides = data.fields.get("side", np.full(len(data.fid), None, object))
    keep = np.array([str(s or "").strip().lower() in _DEMAND for s in sides], bool)
    if not keep.any():
        raise InputError(
            f"The layer {data.name} has no connection of the demand side; give the utility's map for demand."
        )
    kv = [voltage_of(v) for v in data.column(name)] if name else [math.nan] * len(data.fid)
    shapes = data.shapes.take(keep)
    labels = tuple(label for label, k in zip(labels_of(data), keep) if k)
    return Connections(shapes, to_geometries(shapes), labels, data.fid[keep], np.array(kv, float)[keep])


def read_starts(source: VectorSource, crs: str, to: Connections, max_distance_m: float) -> Starts:
    """Read what routes begin at: lines of an allocation, or sites.

    A line begins at its first vertex and leads to the connection at its last one. A site leads to the
    connections that its field ``connection`` names; without that field to whichever connection
    within the distance costs least.

    Raises
    ------
    InputError
        When the layer cannot be read.
    """
    data = read_vector(source, crs, ALL_FIELDS, allow_empty=True)
    is_lines = len(data.shapes.lines) and not len(data.shapes.points) and not data.shapes.has_polygons
    starts = _from_lines(data, to) if is_lines else _from_sites(data, to, max_distance_m)
    without_place = data.report.empty + data.report.dropped
    if without_place:
        starts.remarks.append(f"{without_place} feature(s) of {data.name} have no geometry and get no route.")
    return starts


def _from_lines(data: VectorData, to: Connections) -> Starts:
    lines = to_geometries(data.shapes)
    ends = [list(getattr(g, "geoms", [g])) for g in lines]
    first = to_shapes([Point(parts[0].coords[0]) for parts in ends])
    last = [Point(parts[-1].coords[-1]) for parts in ends]
    wanted = []
    for i in range(len(lines)):
        row = {n: data.fields[n][i] for n in data.fields}
        distance = distances_to(last[i], to.geometries)
        told = _named(str(row.get("connection") or ""), to, distance)
        site = row.get("site")
        wanted.append(
            Wanted(
                i,
                str(site) if site is not None else f"fid {data.fid[i]}",
                _whole(row.get("site_fid")),
                told[0] if told else [int(np.argmin(distance))],
                None if row.get("connection") is None else str(row["connection"]),
                _number(row.get("voltage_kv")),
                _number(row.get("mw")),
            )
        )
    return Starts(first, wanted)


def _from_sites(data: VectorData, to: Connections, max_distance_m: float) -> Starts:
    labels, remarks = labels_of(data), []
    geometries = to_geometries(data.shapes)
    named = data.fields.get("connection")
    mw = data.numbers("demand_mw") if "demand_mw" in data.fields else np.full(len(labels), np.nan)
    wanted, without, far = [], 0, 0
    for i, geometry in enumerate(geometries):
        distance = distances_to(geometry, to.geometries)
        if named is None:
            near = np.flatnonzero(distance <= max_distance_m).tolist()
            groups = [near] if near else []
            far += not near
        else:
            groups = _named(str(named[i] or ""), to, distance)
            without += not groups
        amount = _number(float(mw[i]))
        wanted += [Wanted(i, labels[i], int(data.fid[i]), group, mw=amount) for group in groups]
    if without:
        remarks.append(f"{without} site(s) of {data.name} have no connection and get no route.")
    if far:
        remarks.append(
            f"{far} site(s) of {data.name} have no connection within {max_distance_m:g} m and get no route."
        )
    return Starts(data.shapes, wanted, remarks)


def _named(text: str, to: Connections, distance: np.ndarray) -> list[list[int]]:
    """Each connection that a site names; of several of one name the nearest."""
    out = []
    for name in (t.strip() for t in text.split(_PARTS)):
        of_name = [k for k, label in enumerate(to.label) if label == name]
        if of_name:
            out.append([min(of_name, key=lambda k: (distance[k], k))])
    return out


def _number(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return None if math.isnan(number) else number


def _whole(value: object) -> int | None:
    number = _number(value)
    return None if number is None else int(number)
