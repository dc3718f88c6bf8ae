"""Round-trip time to the best network node."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..sources.shapes import VectorData
from .distance import DistanceField, distance_field
from .field import Band

#: One-way delay of light in fibre, microseconds a kilometre: group index 1.468 at 1550 nm over c.
US_PER_KM = 4.897
#: Length of the fibre over the straight line.
ROUTE_FACTOR = 1.4


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
        Field with the node's own equipment delay; null takes ``equipment_us``.
    """

    route_factor: float = ROUTE_FACTOR
    us_per_km: float = US_PER_KM
    equipment_us: float = 0.0
    equipment_field: str | None = None

    def problems(self) -> list[str]:
        """What is wrong, a clause each."""
        out = [] if self.route_factor >= 1 else ["the route factor must be at least 1"]
        out += [] if self.us_per_km > 0 else ["the delay per km must be above 0"]
        return out + ([] if self.equipment_us >= 0 else ["the equipment delay must be at least 0"])


@dataclass(frozen=True)
class LatencyField:
    """Least round-trip milliseconds over nodes, by straight lines times a route factor.

    ``groups`` holds the distance to the nodes of each different equipment delay (one-way microseconds):
    within a group the nearest node is the fastest.
    """

    groups: tuple[tuple[float, DistanceField], ...]
    us_per_m: float

    @property
    def bands(self) -> tuple[Band, ...]:
        """One band, milliseconds."""
        return (Band("round-trip time to the nearest node", "ms"),)

    def __call__(self, window: Window) -> np.ndarray:
        """Milliseconds, float32 (1, rows, cols)."""
        best = np.full(window.shape, np.inf, np.float32)
        for equipment_us, distance in self.groups:
            metres = distance(window)[0]
            np.minimum(best, (metres * self.us_per_m + equipment_us) * 2e-3, out=best)
        return best[None]


def latency_field(data: VectorData, grid: Grid, parameters: LatencyParameters) -> LatencyField:
    """Prepare the delay to the nodes of a layer.

    Lines and polygons count by their nearest point; inside a polygon the distance is 0.
    """
    if parameters.problems():
        raise InputError(
            f"The latency of {data.name} cannot be computed: {'; '.join(parameters.problems())}."
        )
    equipment = np.full(data.shapes.count, parameters.equipment_us)
    if parameters.equipment_field:
        own = data.numbers(parameters.equipment_field)
        equipment = np.where(np.isnan(own), equipment, own)
    if (equipment < 0).any():
        raise InputError(
            f"The layer {data.name} has a negative equipment delay; give microseconds of 0 or more."
        )
    us_per_m = parameters.route_factor * parameters.us_per_km / 1000.0
    groups = []
    for delay in np.unique(equipment):
        keep = equipment == delay
        nodes = replace(data, shapes=data.shapes.take(keep), fid=data.fid[keep], fields={})
        groups.append((float(delay), distance_field(nodes, grid)))
    return LatencyField(tuple(groups), us_per_m)
