"""Round-trip time to the best network node."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..parameters import default
from ..sources.shapes import VectorData
from .distance import DistanceField, distance_field
from .fibre import SNAP_TOLERANCE_M, FibreWay, Rate, fibre_way
from .field import Band
from .weighted import WeightedPoints

#: One-way delay of light in fibre, microseconds a kilometre.
US_PER_KM = default("latency", "us_per_km").value
#: Length of the fibre over the straight line.
ROUTE_FACTOR = default("latency", "route_factor").value
#: One-way delay of equipment at a node, microseconds.
EQUIPMENT_US = default("latency", "equipment_us").value
#: Field with the kind of a node, as the network importer writes it.
KIND_FIELD = "kind"


@dataclass(frozen=True)
class KindConstants:
    """Constants of the nodes of one kind; None takes that of all others.

    Attributes
    ----------
    route_factor, us_per_km, equipment_us : float or None
        As in ``LatencyParameters``.
    """

    route_factor: float | None = None
    us_per_km: float | None = None
    equipment_us: float | None = None


@dataclass(frozen=True)
class LatencyParameters:
    """Constants of the delay.

    Attributes
    ----------
    route_factor : float
        Path over straight line, at least 1.
    us_per_km : float
        One-way microseconds a kilometre of path.
    equipment_us : float
        One-way microseconds of equipment at every node.
    equipment_field : str or None
        Field with the node's own equipment delay; null takes that of its kind, or ``equipment_us``.
    by_kind : tuple of (kind, KindConstants)
        What is different for nodes of a kind, as the field ``kind`` says it.
    """

    route_factor: float = ROUTE_FACTOR
    us_per_km: float = US_PER_KM
    equipment_us: float = EQUIPMENT_US
    equipment_field: str | None = None
    by_kind: tuple[tuple[str, KindConstants], ...] = ()

    def problems(self) -> list[str]:
        """What is wrong, a clause each."""
        out = _problems(self.route_factor, self.us_per_km, self.equipment_us)
        for kind, own in self.by_kind:
            values = (own.route_factor, own.us_per_km, own.equipment_us)
            base = (self.route_factor, self.us_per_km, self.equipment_us)
            merged = (b if v is None else v for v, b in zip(values, base))
            out += [f"{text} ({kind})" for text in _problems(*merged)]
        return list(dict.fromkeys(out))

    def fields(self) -> tuple[str, ...]:
        """Fields of the nodes that are needed."""
        return tuple(f for f in (self.equipment_field, KIND_FIELD if self.by_kind else None) if f)


def _problems(route_factor: float, us_per_km: float, equipment_us: float) -> list[str]:
    out = [] if route_factor >= 1 else ["the route factor must be at least 1"]
    out += [] if us_per_km > 0 else ["the delay per km must be above 0"]
    return out + ([] if equipment_us >= 0 else ["the equipment delay must be at least 0"])


@dataclass(frozen=True)
class LatencyField:
    """Least round-trip milliseconds over nodes: the direct way, or that along the fibre where it is shorter.

    Attributes
    ----------
    points : WeightedPoints
        Nodes that are points; microseconds one way.
    groups : tuple of (rate in microseconds a metre, microseconds of equipment, DistanceField)
        Lines and polygons among the nodes, by their constants: in a group the nearest is the fastest.
    fibre : FibreWay or None
    """

    points: WeightedPoints
    groups: tuple[tuple[float, float, DistanceField], ...] = ()
    fibre: FibreWay | None = None

    @property
    def bands(self) -> tuple[Band, ...]:
        """One band, milliseconds."""
        return (Band("round-trip time to the nearest node", "ms"),)

    def __call__(self, window: Window) -> np.ndarray:
        """Milliseconds, float32 (1, rows, cols)."""
        best = self.points(window)
        for rate, equipment_us, distance in self.groups:
            np.minimum(best, distance(window)[0].astype(float) * rate + equipment_us, out=best)
        if self.fibre is not None:
            np.minimum(best, self.fibre(window), out=best)
        return (best * 2e-3).astype(np.float32)[None]


def latency_field(
    data: VectorData,
    grid: Grid,
    parameters: LatencyParameters,
    fibre: VectorData | None = None,
    tolerance: float = SNAP_TOLERANCE_M,
) -> LatencyField:
    """Prepare the delay to the nodes of a layer.

    Lines and polygons count by their nearest point; inside a polygon the distance is 0.

    Parameters
    ----------
    data : VectorData
        Nodes, at least one.
    grid : Grid
    parameters : LatencyParameters
    fibre : VectorData or None
        Lines along which the path may go.
    tolerance : float
        Metres within which an end of a line of fibre joins another one.

    Raises
    ------
    InputError
        When a constant, a field, a kind or the fibre cannot be used.
    """
    if parameters.problems():
        raise InputError(
            f"The latency of {data.name} cannot be computed: {'; '.join(parameters.problems())}."
        )
    us_per_m, route_factor, equipment = _constants(data, parameters)
    rate, shapes = us_per_m * route_factor, data.shapes
    points = WeightedPoints(shapes.points, rate[shapes.point_of], equipment[shapes.point_of])
    outlined = np.unique(np.r_[shapes.line_of, shapes.edge_of])
    groups = []
    for slope, offset in np.unique(np.column_stack([rate, equipment])[outlined], axis=0):
        keep = np.zeros(shapes.count, bool)
        keep[outlined] = (rate[outlined] == slope) & (equipment[outlined] == offset)
        nodes = replace(data, shapes=shapes.take(keep), fid=data.fid[keep], fields={})
        groups.append((float(slope), float(offset), distance_field(nodes, grid)))
    way = None
    if fibre is not None:
        pairs, rate_of = np.unique(np.column_stack([us_per_m, route_factor]), axis=0, return_inverse=True)
        rates = tuple(Rate(float(u), float(f)) for u, f in pairs)
        way = fibre_way(fibre, shapes, rate_of.reshape(-1), rates, equipment, grid, tolerance)
    return LatencyField(points, tuple(groups), way)


def _constants(data: VectorData, parameters: LatencyParameters) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Microseconds a metre, route factor and equipment of each node."""
    n = data.shapes.count
    per_km, factor = np.full(n, parameters.us_per_km), np.full(n, parameters.route_factor)
    equipment = np.full(n, parameters.equipment_us)
    if parameters.by_kind:
        kind = np.array([str(k or "").strip() for k in data.column(KIND_FIELD)], object)
        for name, own in parameters.by_kind:
            is_own = kind == name
            for values, value in (
                (per_km, own.us_per_km),
                (factor, own.route_factor),
                (equipment, own.equipment_us),
            ):
                if value is not None:
                    values[is_own] = value
    if parameters.equipment_field:
        own_us = data.numbers(parameters.equipment_field)
        equipment = np.where(np.isnan(own_us), equipment, own_us)
    if (equipment < 0).any():
        raise InputError(
            f"The layer {data.name} has a negative equipment delay; give microseconds of 0 or more."
        )
    return per_km / 1000.0, factor, equipment


def require_kinds(data: VectorData, kinds: Collection[str]) -> None:
    """Raise InputError when constants are given for a kind that no node of a layer has."""
    if not kinds:
        return
    have = sorted({str(k).strip() for k in data.column(KIND_FIELD) if k is not None})
    for kind in kinds:
        if kind not in have:
            raise InputError(
                f"No node of {data.name} is of the kind {kind}, for which constants are given; "
                f"its kinds are: {', '.join(have) or 'none'}."
            )
