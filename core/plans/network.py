"""From which year the network serves a plan: a node in service, near enough for the round trip that the plan stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..allocation.reach import distances_to
from ..allocation.site_layer import labels_of, years_of
from ..criteria.latency import ROUTE_FACTOR, US_PER_KM
from ..errors import InputError
from ..sources.geometries import to_geometries
from ..sources.shapes import missing_field
from ..sources.vector import VectorSource, read_vector

#: Kinds that are no nodes: of the standard network layer, and what imports of OpenStreetMap hold besides.
_NO_NODES = {"fibre", "data_centre", "substation", "plant", "line"}
#: Standard fields.
_FIELDS = ("kind", "name", "year_available", "equipment_us")


@dataclass(frozen=True)
class Path:
    """How a round trip is reckoned: straight line times a factor, microseconds a km one way."""

    route_factor: float = ROUTE_FACTOR
    us_per_km: float = US_PER_KM

    def rtt_ms(self, metres: np.ndarray, equipment_us: np.ndarray) -> np.ndarray:
        """Round trip in ms over straight lines in metres."""
        return 2 * (metres / 1000 * self.route_factor * self.us_per_km + equipment_us) / 1000


@dataclass(frozen=True)
class Network:
    """Nodes of the network, one entry a node.

    Attributes
    ----------
    label : tuple of str
    geometries : sequence of shapely geometry
    year : float64 array
        NaN: in service already.
    equipment_us : float64 array
    """

    label: tuple[str, ...]
    geometries: Sequence[BaseGeometry]
    year: np.ndarray
    equipment_us: np.ndarray


@dataclass(frozen=True)
class Service:
    """What the network offers a plan.

    Attributes
    ----------
    year : float
        First year in which it serves; minus infinity: already; infinity: never.
    node : str
        By which node; where it never does, the one with the least round trip.
    rtt_ms : float
        Round trip to that node.
    """

    year: float
    node: str
    rtt_ms: float


def read_network(source: VectorSource, crs: str, year_field: str | None) -> tuple[Network, list[str]]:
    """Read the nodes of a network layer onto a plane in metres, with remarks on what was left out.

    Raises
    ------
    InputError
        When the field of the year is missing or holds no years, or no node is left.
    """
    data = read_vector(source, crs, [*_FIELDS, *([year_field] if year_field else [])])
    if year_field and year_field not in data.field_names:
        raise missing_field(data.name, year_field, data.field_names)
    name = year_field or ("year_available" if "year_available" in data.field_names else None)
    kinds = data.fields.get("kind", np.full(len(data.fid), None, object))
    keep = np.array([str(k or "").strip().lower() not in _NO_NODES for k in kinds], bool)
    if not keep.any():
        held = ", ".join(sorted({str(k).strip().lower() for k in kinds}))
        raise InputError(
            f"The layer {data.name} has no node of the network, but only {held}; give the plans of "
            "exchanges, landing stations or APN nodes."
        )
    year = years_of(data, name) if name else np.full(len(data.fid), np.nan)
    has_delay = "equipment_us" in data.field_names
    delay = np.nan_to_num(data.numbers("equipment_us")) if has_delay else np.zeros(len(data.fid))
    labels = labels_of(data)
    network = Network(
        tuple(label for label, k in zip(labels, keep) if k),
        to_geometries(data.shapes.take(keep)),
        year[keep],
        delay[keep],
    )
    left_out = int(np.count_nonzero(~keep))
    found = ", ".join(sorted({str(k).strip().lower() for k in kinds[~keep]}))
    remark = f"{left_out} feature(s) of {data.name} are no nodes of the network ({found})."
    return network, [remark] if left_out else []


def serve(plans: Sequence[BaseGeometry], limit_ms: np.ndarray, network: Network, path: Path) -> list[Service]:
    """What the network offers each plan.

    Parameters
    ----------
    plans : sequence of shapely geometry
    limit_ms : float64 array
        Most round trip that each plan stands; NaN: any.
    network : Network
    path : Path
    """
    out = []
    years = np.where(np.isnan(network.year), -math.inf, network.year)
    for plan, limit in zip(plans, limit_ms.tolist()):
        rtt = path.rtt_ms(distances_to(plan, network.geometries), network.equipment_us)
        near = np.ones(len(rtt), bool) if math.isnan(limit) else rtt <= limit * (1 + 1e-12)
        order = np.lexsort((rtt, np.where(near, years, math.inf)))
        best = int(order[0]) if near.any() else int(np.argmin(rtt))
        out.append(
            Service(float(years[best]) if near.any() else math.inf, network.label[best], float(rtt[best]))
        )
    return out
