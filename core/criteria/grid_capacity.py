"""Spare capacity within reach: score, distance, headroom and choice of connections for every cell."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..grid.spans import Spans
from ..sources.shapes import Shapes, VectorData
from .connections import Connections, Demand
from .distance import inside_of
from .field import Band
from .nearest import build_index

#: Squares of so many cells share one list of connections in reach.
_TILE = 64


@dataclass(frozen=True)
class FeatureDistances:
    """Distances from the cells of a square to single features of a layer.

    Attributes
    ----------
    geometry : float64 array, shape (5, n)
        Segments as in ``SegmentIndex``, sorted by feature.
    tree : cKDTree
        Of the segments' middles.
    reach : float
        Longest half length.
    start : int64 array, shape (features + 1,)
        Where each feature's segments begin.
    owner : int64 array, shape (n,)
    inside : tuple of Spans or None, one a feature
        Cells in its polygons.
    """

    geometry: np.ndarray
    tree: cKDTree
    reach: float
    start: np.ndarray
    owner: np.ndarray
    inside: tuple[Spans | None, ...]

    def within(self, window: Window, distance: float) -> np.ndarray:
        """Features that may lie within a distance of any cell centre of the window, rising."""
        xmin, ymin, xmax, ymax = window.extent
        centre, radius = ((xmin + xmax) / 2, (ymin + ymax) / 2), math.hypot(xmax - xmin, ymax - ymin) / 2
        found = self.tree.query_ball_point(centre, (distance + radius + self.reach) * (1 + 1e-9))
        near = np.unique(self.owner[np.asarray(found, np.int64)])
        # Cells deep inside a large polygon may be far from its boundary.
        deep = [i for i, spans in enumerate(self.inside) if spans is not None and spans.touches(window)]
        return np.union1d(near, np.asarray(deep, np.int64)).astype(np.int64)

    def metres(self, feature: int, window: Window) -> np.ndarray:
        """Distance of each cell centre to one feature, float64 of the window's shape, 0 inside polygons."""
        g = self.geometry[:, self.start[feature] : self.start[feature + 1]]
        x, y = window.x(), window.y()
        best = np.full(window.shape, np.inf)
        for mx, my, ux, uy, half in g.T:
            dx, dy = x - mx, (y - my)[:, None]
            if half == 0:
                np.minimum(best, dx * dx + dy * dy, out=best)
                continue
            along = np.maximum(np.abs(dx * ux + dy * uy) - half, 0.0)
            np.minimum(best, along * along + (dx * uy - dy * ux) ** 2, out=best)
        np.sqrt(best, out=best)
        spans = self.inside[feature]
        if spans is not None:
            best[spans.burn(window)] = 0.0
        return best


def feature_distances(shapes: Shapes, grid: Grid) -> FeatureDistances:
    """Prepare distances to the single features of a layer."""
    segments, owner = shapes.segments()
    index = build_index(segments, owner, math.inf)
    start = np.searchsorted(index.owner, np.arange(shapes.count + 1))
    covered = inside_of(shapes, grid)
    is_polygon = np.zeros(shapes.count, bool)
    is_polygon[shapes.edge_of] = True
    inside = tuple(covered.of(np.arange(shapes.count) == i) if p else None for i, p in enumerate(is_polygon))
    return FeatureDistances(index.geometry, index.tree, index.reach, start, index.owner, inside)


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
            score = self.distances.metres(i, tile)
            score *= -self._headroom(i) / reach
            score += self._headroom(i)
            np.maximum(best, score, out=best)
        return best[None]

    def _may_win(self, found: np.ndarray, centre: tuple[float, float], radius: float) -> np.ndarray:
        """Drop point connections that another one beats everywhere in the tile."""
        d = self.distances
        single = np.diff(d.start)[found] == 1
        is_point = single & (d.geometry[4, d.start[found]] == 0)
        g = d.geometry[:, d.start[found]]
        to_centre = np.hypot(g[0] - centre[0], g[1] - centre[1])
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
            d = self.distances.metres(i, tile)
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
    return GridCapacityField(_distances(shapes, grid), spare, group, data.fid[keep], demand, score_only)


def _distances(shapes: Shapes, grid: Grid) -> FeatureDistances:
    if shapes.count:
        return feature_distances(shapes, grid)
    empty = cKDTree(np.empty((0, 2)))
    return FeatureDistances(np.empty((5, 0)), empty, 0.0, np.zeros(1, np.int64), np.empty(0, np.int64), ())
