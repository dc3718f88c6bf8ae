"""Distance to the nearest feature of a layer."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..grid.spans import Spans, line_spans, no_spans, polygon_spans
from ..sources.shapes import Shapes, VectorData
from .dense import touched_distance
from .field import Band
from .nearest import SegmentIndex, build_index, farthest, nearest_distance
from .squares import TOP

#: Outlines of fewer segments are always computed exactly.
_DENSE = 20_000


@dataclass(frozen=True)
class DistanceField:
    """Metres from each cell centre to the nearest feature, 0 inside polygons.

    Attributes
    ----------
    index : SegmentIndex
        Points, lines and polygon boundaries.
    inside : Spans
        Cells whose centre lies in a polygon.
    touched : Spans or None
        Cells that the outlines touch, where they are denser than the grid; None computes exactly.
    max_distance : float
        Metres; cells beyond it are nodata. Infinity: none are.
    cutoff : float
        Metres beyond which the caller does not tell distances apart (they come back as infinity).
    """

    index: SegmentIndex
    inside: Spans
    touched: Spans | None = None
    max_distance: float = math.inf
    cutoff: float = math.inf

    @property
    def bands(self) -> tuple[Band, ...]:
        """One band, metres."""
        return (Band("distance to the nearest feature", "m"),)

    def __call__(self, window: Window, wanted: np.ndarray | None = None) -> np.ndarray:
        """Distances, float32 (1, rows, cols), metres, NaN beyond ``max_distance``.

        Where ``wanted`` (bool, the window's shape) is given and False, a cell may hold anything.
        """
        limit = min(self.max_distance, self.cutoff)
        if self.touched is None:
            out = nearest_distance(self.index, window, limit, wanted)
        else:
            out = touched_distance(self.touched, window, min(limit, farthest(self.index, window)))
        if self.inside.size:
            out[self.inside.burn(window)] = 0.0
        if math.isfinite(self.max_distance) and self.max_distance <= self.cutoff:
            out[np.isinf(out)] = np.nan
        return out[None]


def distance_field(
    data: VectorData, grid: Grid, max_distance: float | None = None, cutoff: float = math.inf
) -> DistanceField:
    """Prepare the distance to a layer that has at least one feature."""
    limit = math.inf if max_distance is None else max_distance
    if limit <= 0:
        raise InputError(
            f"The maximum distance {limit:g} m is not above 0; leave it out or give metres above 0."
        )
    touched = touched_of(data.shapes, grid)
    return DistanceField(
        index_of(data.shapes, grid), inside_of(data.shapes, grid), touched, limit, max(cutoff, 0.0)
    )


def index_of(shapes: Shapes, grid: Grid) -> SegmentIndex:
    """Index all points, lines and boundaries of a layer for a grid."""
    segments, owner = shapes.segments()
    if shapes.only_points:
        # Points on one spot are as one.
        _, first = np.unique(shapes.points, axis=0, return_index=True)
        segments, owner = segments[first], owner[first]
    # Pieces about as long as the largest square of the search keep its candidate lists short.
    return build_index(segments, owner, TOP * max(grid.dx, grid.dy))


def touched_of(shapes: Shapes, grid: Grid) -> Spans | None:
    """Cells that the outlines touch, where there are many and most of their segments are shorter than a cell."""
    segments, owner = shapes.segments()
    if shapes.only_points or len(segments) < _DENSE:
        return None
    length = np.hypot(*(segments[:, 2:] - segments[:, :2]).T)
    return line_spans(segments, owner, grid) if np.median(length) < min(grid.dx, grid.dy) else None


def inside_of(shapes: Shapes, grid: Grid) -> Spans:
    """Cells whose centre lies in a polygon of the layer; small polygons add none here, distances need none."""
    if not shapes.has_polygons:
        return no_spans()
    return polygon_spans(shapes.edges, shapes.edge_of, grid, rescue=False)
