"""Connections out of a capacity layer, with their geometries."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..criteria.connections import CapacityFields, read_connections
from ..sources.geometries import to_geometries
from ..sources.vector import VectorSource, read_vector
from .model import Supply
from .site_layer import with_ids
from .supply import supply_of


@dataclass(frozen=True)
class SupplyLayer:
    """Connections of the demand side with the rows they come from.

    Attributes
    ----------
    supply : Supply
    geometries : list of shapely geometry
    fid : int64 array
        Feature ids.
    published_mw, voltage_kv : float64 arrays
        As the layer tells them, NaN where unknown.
    remarks : list of str
    """

    supply: Supply
    geometries: list[BaseGeometry]
    fid: np.ndarray
    published_mw: np.ndarray
    voltage_kv: np.ndarray
    remarks: list[str] = field(default_factory=list)


def read_supply(
    source: VectorSource, crs: str, fields: CapacityFields, ids: np.ndarray | None = None
) -> SupplyLayer:
    """Read the connections of the demand side onto a plane in metres.

    Raises
    ------
    InputError
        As ``read_connections``: a missing field, no capacity at all, the generation side.
    """
    data = with_ids(read_vector(source, crs, fields.wanted()), ids)
    connections = read_connections(data, fields)
    supply, rows = supply_of(data, connections)
    shapes = data.shapes.take(rows.keep)
    remarks = []
    if rows.unknown:
        remarks.append(
            f"{rows.unknown} of {supply.count} connections of {data.name} have an unknown capacity and never serve."
        )
    if rows.negative:
        remarks.append(
            f"{rows.negative} connection(s) of {data.name} have a spare capacity below 0 MW, which counts as 0."
        )
    if not (supply.spare_mw > 0).any():
        remarks.append(
            f"No connection of {data.name} has spare capacity above 0 MW, so no site can be served."
        )
    return SupplyLayer(
        supply, to_geometries(shapes), data.fid[rows.keep], rows.published_mw, connections.voltage_kv[rows.keep], remarks
    )  # fmt: skip
