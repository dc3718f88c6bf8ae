"""Distances to the single features of a layer, for those who ask which feature it is."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..grid.grid import Grid, Window
from ..grid.spans import Spans
from ..sources.shapes import Shapes
from .distance import inside_of
from .nearest import SegmentIndex, build_index, nearest_distance

#: Features of more segments are looked up in an index of their own, for squares of so many cells.
_FEW, _SIDE = 24, 32
#: Of features of more segments than this, distances to a few millimetres do.
_MANY = 100


@dataclass(frozen=True)
class FeatureDistances:
    """Distances from cells to single features of a layer.

    Attributes
    ----------
    bounds : float64 array, shape (4, features)
        West, south, east and north of each; metres.
    segments : float64 array, shape (n, 4)
        Points, lines and boundaries, sorted by feature.
    start : int64 array, shape (features + 1,)
        Where each feature's segments begin.
    index : tuple of SegmentIndex or None, one a feature
        For features of many segments.
    inside : tuple of Spans or None, one a feature
        Cells in its polygons.
    """

    bounds: np.ndarray
    segments: np.ndarray
    start: np.ndarray
    index: tuple[SegmentIndex | None, ...]
    inside: tuple[Spans | None, ...]

    def within(self, window: Window, distance: float) -> np.ndarray:
        """Features that may lie within a distance of any cell centre of the window, rising."""
        xmin, ymin, xmax, ymax = window.extent
        west, south, east, north = self.bounds
        across = np.maximum(np.maximum(west - xmax, xmin - east), 0.0)
        down = np.maximum(np.maximum(south - ymax, ymin - north), 0.0)
        return np.flatnonzero(across**2 + down**2 <= distance**2)

    def metres(self, feature: int, window: Window, limit: float = math.inf) -> np.ndarray:
        """Distance of each cell centre to one feature, float64 of the window's shape, 0 inside polygons.

        What is beyond ``limit`` may come back as infinity.
        """
        spans = self.inside[feature]
        is_in = spans.burn(window) if spans is not None and spans.touches(window) else None
        if is_in is not None and is_in.all():
            return np.zeros(window.shape)
        out = self._outline(feature, window, limit)
        if is_in is not None:
            out[is_in] = 0.0
        return out

    def _outline(self, feature: int, window: Window, limit: float) -> np.ndarray:
        first, last = self.start[feature : feature + 2]
        index, x, y = self.index[feature], window.x(), window.y()
        if index is None:
            return _distances(x, y, self.segments[first:last])
        if last - first > _MANY:
            return nearest_distance(index, window, limit).astype(float)
        out = np.full(window.shape, np.inf)
        for top in range(0, window.rows, _SIDE):
            for left in range(0, window.cols, _SIDE):
                rows, cols = slice(top, top + _SIDE), slice(left, left + _SIDE)
                near = _candidates(index, x[cols], y[rows], limit)
                if len(near):
                    out[rows, cols] = _distances(x[cols], y[rows], near)
        return out

    def single_points(self, features: np.ndarray) -> np.ndarray:
        """True for those of some features that are one point each."""
        first = self.segments[self.start[features]]
        return (np.diff(self.start)[features] == 1) & (first[:, :2] == first[:, 2:]).all(axis=1)


def _distances(x: np.ndarray, y: np.ndarray, segments: np.ndarray) -> np.ndarray:
    """Distance of each cell centre to the nearest of a few segments, float64 (rows, cols)."""
    x, y = x[None, :], y[:, None]
    best = np.full((y.size, x.size), np.inf)
    for x0, y0, x1, y1 in segments.tolist():
        length, dx, dy = math.hypot(x1 - x0, y1 - y0), x - x0, y - y0
        if length == 0:
            np.minimum(best, dx * dx + dy * dy, out=best)
            continue
        ux, uy = (x1 - x0) / length, (y1 - y0) / length
        along = dx * ux + dy * uy
        along -= np.clip(along, 0.0, length)
        along *= along
        np.minimum(best, along + (dx * uy - dy * ux) ** 2, out=best)
    return np.sqrt(best, out=best)


def _candidates(index: SegmentIndex, x: np.ndarray, y: np.ndarray, limit: float) -> np.ndarray:
    """Segments that may be nearest somewhere in a rectangle of cells; none where all are beyond the limit."""
    centre = np.array([(x[0] + x[-1]) / 2, (y[0] + y[-1]) / 2])
    radius = math.hypot(x[-1] - x[0], y[-1] - y[0]) / 2
    middle, _ = index.tree.query(centre)
    # A segment nearest somewhere is no farther from the centre than the nearest one there and twice the radius.
    reach = (middle + 2 * radius + index.reach) * (1 + 1e-9)
    some = np.asarray(index.tree.query_ball_point(centre, reach, return_sorted=True), np.int64)
    mx, my, ux, uy, half = index.geometry[:, some]
    dx, dy = centre[0] - mx, centre[1] - my
    far = np.hypot(np.maximum(np.abs(dx * ux + dy * uy) - half, 0.0), dx * uy - dy * ux)
    if far.min() - radius > limit * (1 + 1e-9):
        return np.empty((0, 4))
    keep = far <= (far.min() + 2 * radius) * (1 + 1e-9)
    mx, my, ux, uy, half = index.geometry[:, some[keep]]
    return np.column_stack([mx - ux * half, my - uy * half, mx + ux * half, my + uy * half])


def feature_distances(shapes: Shapes, grid: Grid) -> FeatureDistances:
    """Prepare distances to the single features of a layer."""
    segments, owner = shapes.segments()
    order = np.argsort(owner, kind="stable")
    segments, owner = segments[order], owner[order]
    start = np.searchsorted(owner, np.arange(shapes.count + 1))
    covered = inside_of(shapes, grid)
    is_polygon = np.zeros(shapes.count, bool)
    is_polygon[shapes.edge_of] = True
    return FeatureDistances(
        _bounds(segments, start),
        segments,
        start,
        tuple(_index(segments[a:b], grid) for a, b in zip(start, start[1:])),
        tuple(covered.of(np.arange(shapes.count) == i) if p else None for i, p in enumerate(is_polygon)),
    )


def _index(segments: np.ndarray, grid: Grid) -> SegmentIndex | None:
    if len(segments) <= _FEW:
        return None
    return build_index(segments, np.zeros(len(segments), np.int64), 64 * max(grid.dx, grid.dy))


def _bounds(segments: np.ndarray, start: np.ndarray) -> np.ndarray:
    """West, south, east and north of each feature; one without a place is nowhere, infinitely far away."""
    out = np.repeat([[np.inf], [np.inf], [-np.inf], [-np.inf]], len(start) - 1, axis=1)
    is_there = np.diff(start) > 0
    if is_there.any():
        low, high = np.minimum(segments[:, :2], segments[:, 2:]), np.maximum(segments[:, :2], segments[:, 2:])
        first = start[:-1][is_there]
        out[:2, is_there], out[2:, is_there] = (
            np.minimum.reduceat(low, first).T, np.maximum.reduceat(high, first).T,
        )  # fmt: skip
    return out
