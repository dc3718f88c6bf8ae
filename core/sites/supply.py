"""Grid and network of a site: the nearest feasible connection, its spare capacity, and the round trip."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..criteria.connections import Connections, Demand
from ..sources.shapes import VectorData


@dataclass(frozen=True)
class Reachable:
    """Connections as geometries.

    Attributes
    ----------
    connections : Connections
    geometries : list of shapely geometry
    boxes : float64 array (n, 4)
    labels : tuple of str
    """

    connections: Connections
    geometries: list[BaseGeometry]
    boxes: np.ndarray
    labels: tuple[str, ...]

    def attributes(self, site: BaseGeometry, demand: Demand) -> dict[str, Any]:
        """The nearest feasible connection in reach, and how many groups and unknown ones there are.

        ``feeds`` is 0 where nothing feasible is in reach; then the connection is left out.
        """
        reach = demand.max_distance_m
        x0, y0, x1, y1 = site.bounds
        b = self.boxes
        apart = np.hypot(
            np.maximum(0, np.maximum(b[:, 0] - x1, x0 - b[:, 2])),
            np.maximum(0, np.maximum(b[:, 1] - y1, y0 - b[:, 3])),
        )
        near = np.flatnonzero(apart <= reach * (1 + 1e-9)).tolist()
        metres = {i: site.distance(self.geometries[i]) for i in near}
        metres = {i: d for i, d in metres.items() if d <= reach}
        feasible, unknown = self.connections.is_feasible(demand), self.connections.is_unknown()
        good = sorted((i for i in metres if feasible[i]), key=lambda i: (metres[i], i))
        out: dict[str, Any] = {
            "feeds": len({self.connections.group[i] for i in good}),
            "unknown_connections": sum(bool(unknown[i]) for i in metres),
        }
        if good:
            best = good[0]
            voltage = float(self.connections.voltage_kv[best])
            out.update(connection=self.labels[best], connection_m=metres[best])
            out["spare_mw"] = float(self.connections.spare_mw[best])
            out["voltage_kv"] = None if math.isnan(voltage) else voltage
        return out


def reachable(data: VectorData, connections: Connections, geometries: list[BaseGeometry]) -> Reachable:
    """Prepare the connections of a capacity layer."""
    boxes = np.array([g.bounds for g in geometries], float).reshape(-1, 4)
    labels = tuple(
        str(label).strip() if label is not None and str(label).strip() else f"fid {fid}"
        for label, fid in zip(connections.label, data.fid.tolist())
    )
    return Reachable(connections, geometries, boxes, labels)


@dataclass(frozen=True)
class Nodes:
    """Network nodes: shapely geometries, delay of each node's equipment in microseconds, and names."""

    geometries: list[BaseGeometry]
    equipment_us: np.ndarray
    names: tuple[str | None, ...]
    route_factor: float
    us_per_km: float

    def attributes(self, site: BaseGeometry) -> dict[str, Any]:
        """Least round trip in milliseconds from the site's middle, over the straight line times the route factor."""
        middle = site.centroid
        km = np.array([middle.distance(g) for g in self.geometries]) / 1000
        ms = 2 * (km * self.route_factor * self.us_per_km + self.equipment_us) / 1000
        best = int(np.argmin(ms))
        return {"rtt_ms": float(ms[best]), "rtt_node": self.names[best]}
