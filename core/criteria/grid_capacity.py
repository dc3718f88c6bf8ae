"""Spare capacity within reach: score, distance, headroom and choice of connections for every cell."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..sources.shapes import VectorData
from .connections import Connections, Demand
from .feature_distances import FeatureDistances, feature_distances
from .field import Band

#: Squares of so many cells share one list of connections in reach.
_TILE = 64


@dataclass(frozen=True)
class GridCapacityField:
    """Grid capacity within reach of each cell, for one demand.

    Attributes
    ----------
    distances : FeatureDistances
        Of the connections that are feasible or unknown, in the order of the layer.
    spare_mw : float64 array, shape (n,)
        NaN where unknown.
    group : int64 array, shape (n,)
    fid : int64 array, shape (n,)
    demand : Demand
    score_only : bool
        Compute band 1 alone, which is several times faster.
    """

    distances: FeatureDistances
    spare_mw: np.ndarray
    group: np.ndarray
    fid: np.ndarray
    demand: Demand
    score_only: bool = False

    @property
    def bands(self) -> tuple[Band, ...]:
        """Six bands, or the first alone."""
        all_bands = (
            Band("grid capacity score", "0 to 1"),
            Band("distance to the nearest feasible connection", "m"),
            Band("largest spare capacity in reach", "MW"),
            Band("distinct connection groups in reach", "count"),
            Band("feature id of the best connection", "fid, -1 none"),
            Band("connections in reach with unknown capacity", "count"),
        )
        return all_bands[:1] if self.score_only else all_bands

    def __call__(self, window: Window) -> np.ndarray:
        """Bands as named, float32 (bands, rows, cols); band 2 is NaN beyond the maximum distance."""
        out = np.zeros((len(self.bands), *window.shape), np.float32)
        for top in range(0, window.rows, _TILE):
            for left in range(0, window.cols, _TILE):
                rows, cols = min(_TILE, window.rows - top), min(_TILE, window.cols - left)
                tile = Window(window.grid, window.row + top, window.col + left, rows, cols)
                part = out[:, top : top + rows, left : left + cols]
                part[:] = self._scores(tile) if self.score_only else self._all(tile)
        return out

    def _headroom(self, i: int) -> float:
        return min(1.0, self.spare_mw[i] / (self.demand.headroom_target * self.demand.mw))

    def _scores(self, tile: Window) -> np.ndarray:
        best = np.zeros(tile.shape)
        reach = self.demand.max_distance_m
        x0, y0, x1, y1 = tile.extent
        radius = math.hypot(x1 - x0, y1 - y0) / 2
        found = self.distances.within(tile, reach)
        if len(found) > 1:
            found = found[self._may_win(found, ((x0 + x1) / 2, (y0 + y1) / 2), radius)]
        for i in found:
            if math.isnan(self.spare_mw[i]):
                continue
            score = self.distances.metres(i, tile, reach)
            score *= -self._headroom(i) / reach
            score += self._headroom(i)
            np.maximum(best, score, out=best)
        return best[None]

    def _may_win(self, found: np.ndarray, centre: tuple[float, float], radius: float) -> np.ndarray:
        """Drop point connections that another one beats everywhere in the tile."""
        is_point = self.distances.single_points(found)
        at = self.distances.segments[self.distances.start[found]]
        to_centre = np.hypot(at[:, 0] - centre[0], at[:, 1] - centre[1])
        headroom = np.array([0.0 if math.isnan(self.spare_mw[i]) else self._headroom(i) for i in found])
        reach = self.demand.max_distance_m
        upper = headroom * (1 - np.maximum(to_centre - radius, 0) / reach)
        lower = np.where(is_point, headroom * (1 - (to_centre + radius) / reach), -np.inf)
        return ~is_point | (upper >= max(lower.max(), 0.0) - 1e-12)

    def _all(self, tile: Window) -> np.ndarray:
        score, spare = np.zeros(tile.shape), np.zeros(tile.shape)
        metres, fid = np.full(tile.shape, np.inf), np.full(tile.shape, -1.0)
        unknown = np.zeros(tile.shape)
        groups: dict[int, np.ndarray] = {}
        reach = self.demand.max_distance_m
        for i in self.distances.within(tile, reach):
            d = self.distances.metres(i, tile, reach)
            near = d <= reach
            if math.isnan(self.spare_mw[i]):
                unknown += near
                continue
            here = np.where(near, (1 - d / reach) * self._headroom(i), -1.0)
            # At the very limit the score is 0 and the connection still the best there is.
            better = (here > score) | (near & (fid < 0))
            fid[better], score[better] = self.fid[i], here[better]
            np.minimum(metres, np.where(near, d, np.inf), out=metres)
            np.maximum(spare, np.where(near, self.spare_mw[i], 0.0), out=spare)
            seen = groups.setdefault(int(self.group[i]), np.zeros(tile.shape, bool))
            seen |= near
        metres[np.isinf(metres)] = np.nan
        count = sum(groups.values(), np.zeros(tile.shape))
        return np.stack([score, metres, spare, count, fid, unknown])


def grid_capacity_field(
    data: VectorData, connections: Connections, grid: Grid, demand: Demand, *, score_only: bool = False
) -> GridCapacityField:
    """Prepare the capacity within reach; raises InputError when the demand makes no sense."""
    if demand.problems():
        raise InputError(
            f"The grid capacity of {data.name} cannot be computed: {'; '.join(demand.problems())}."
        )
    feasible = connections.is_feasible(demand)
    keep = feasible | (connections.is_unknown() & (not score_only))
    spare = np.where(feasible, connections.spare_mw, np.nan)[keep]
    shapes = data.shapes.take(keep)
    names: dict[object, int] = {}
    group = np.array([names.setdefault(g, len(names)) for g in connections.group[keep]], np.int64)
    return GridCapacityField(
        feature_distances(shapes, grid), spare, group, data.fid[keep], demand, score_only
    )
