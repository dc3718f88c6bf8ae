"""Exclusion by the share of a cell that features and their buffer cover, for setbacks smaller than a cell.

The share is counted on n x n points spread evenly over the cell, 16 x 16 or more: as many as put four
points across the buffer, 64 x 64 at most. For each straight edge that crosses a cell it is off by at
most 1 / (2 n), 0.03 at 16, and by much less on average, as a row of points is off by half a point.
Points are looked at only in squares of cells that an outline, or the rim of a buffer, runs through.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..criteria.nearest import SegmentIndex, build_index, nearest_distance
from ..errors import InputError
from ..grid.grid import Grid, Window
from ..grid.spans import Spans, no_spans, polygon_spans
from ..sources.shapes import VectorData
from .buffer import within_buffer
from .rules import UNKNOWN

#: Points along the side of a cell, at least and at most, and across a buffer.
_LEAST, _MOST, _ACROSS = 16, 64, 4
#: Points along the side of the squares that are looked at together.
_SIDE = 1024


@dataclass(frozen=True)
class Polygons:
    """Edges of polygons with the bounds of each polygon, for the few that reach a window.

    Attributes
    ----------
    edges : float64 array, shape (n, 4)
        Closed rings, grouped by feature.
    owner : int64 array, shape (n,)
    bounds : float64 array, shape (n, 4)
        West, south, east and north of the polygon that each edge belongs to.
    """

    edges: np.ndarray
    owner: np.ndarray
    bounds: np.ndarray

    def near(self, window: Window) -> Polygons:
        """What matters to a window: edges in its rows, of polygons that reach it."""
        xmin, ymin, xmax, ymax = window.extent
        west, south, east, north = self.bounds.T
        y0, y1 = self.edges[:, 1], self.edges[:, 3]
        is_near = (west <= xmax) & (east >= xmin) & (south <= ymax) & (north >= ymin)
        is_near &= (np.minimum(y0, y1) <= ymax) & (np.maximum(y0, y1) >= ymin)
        keep = np.flatnonzero(is_near)
        return Polygons(self.edges[keep], self.owner[keep], self.bounds[keep])

    def cover(self, window: Window) -> np.ndarray:
        """Cell centres of a window that lie in a polygon, bool array of its shape."""
        top = window.grid.row0 + window.row
        spans = polygon_spans(
            self.edges, self.owner, window.grid, rescue=False, rows=(top, top + window.rows)
        )
        return spans.burn(window)


@dataclass(frozen=True)
class ShareRule:
    """Excludes cells of which features and their buffer cover a share.

    Attributes
    ----------
    polygons : Polygons
    centres : Spans
        Cells whose centre lies in a polygon.
    index : SegmentIndex or None
        Points, lines and outlines; without a buffer outlines alone. None where there is nothing.
    buffer_m : float
    share : float
        From this share of its area on, in (0, 1], a cell is excluded.
    points : int
        Along the side of a cell.
    coverage : Spans or None
        Cells that were assessed; outside, a cell that is not excluded is unknown.
    """

    polygons: Polygons
    centres: Spans
    index: SegmentIndex | None
    buffer_m: float
    share: float
    points: int
    coverage: Spans | None = None

    def __call__(self, window: Window) -> np.ndarray:
        """States of the window."""
        # A share is a whole number of points: what is just at the threshold in decimals counts.
        is_out = self.covered(window) >= self.share - 1e-6
        state = is_out.astype(np.uint8)
        if self.coverage is not None:
            state[~is_out & ~self.coverage.burn(window)] = UNKNOWN
        return state

    def covered(self, window: Window) -> np.ndarray:
        """Share of each cell that is covered, float32 of the window's shape, in [0, 1]."""
        out = np.zeros(window.shape, np.float32)
        if self.index is None:
            return out
        half = math.hypot(window.grid.dx, window.grid.dy) / 2 * (1 + 1e-6)
        metres = nearest_distance(self.index, window, self.buffer_m + half)
        out[self.centres.burn(window) | (metres < self.buffer_m)] = 1.0
        is_mixed = np.abs(metres - self.buffer_m) <= half
        if not is_mixed.any():
            return out
        near = self.polygons.near(window)
        step = max(_SIDE // self.points, 1)
        for top in range(0, window.rows, step):
            for left in range(0, window.cols, step):
                part = (slice(top, top + step), slice(left, left + step))
                mixed = is_mixed[part]
                if mixed.any():
                    tile = Window(window.grid, window.row + top, window.col + left, *mixed.shape)
                    np.copyto(out[part], self._counted(tile, near), where=mixed)
        return out

    def _counted(self, tile: Window, polygons: Polygons) -> np.ndarray:
        """Share of points that are covered, cell by cell."""
        n = self.points
        fine = _finer(tile, n)
        is_in = polygons.near(fine).cover(fine)
        if self.buffer_m > 0 and self.index is not None:
            is_in |= within_buffer(self.index, fine, self.buffer_m)
        return is_in.reshape(tile.rows, n, tile.cols, n).mean(axis=(1, 3), dtype=np.float32)


def share_rule(
    data: VectorData, grid: Grid, buffer_m: float, share: float, coverage: Spans | None = None
) -> ShareRule:
    """Prepare the exclusion of a vector layer by covered share; an empty layer excludes nothing.

    Raises
    ------
    InputError
        When the share is not in (0, 1], or nothing of the layer has an area.
    """
    require_share(share)
    shapes, polygons = data.shapes, _polygons(data)
    if shapes.count and not shapes.has_polygons and buffer_m <= 0:
        raise InputError(
            f"The layer {data.name} has points or lines alone, which cover no share of a cell; give it a buffer, or leave "
            "out its covered share."
        )
    segments, owner = shapes.segments() if buffer_m > 0 else (shapes.edges, shapes.edge_of)
    index = build_index(segments, owner, 64 * max(grid.dx, grid.dy)) if len(segments) else None
    centres = polygon_spans(shapes.edges, shapes.edge_of, grid, rescue=False) if len(segments) else no_spans()
    return ShareRule(polygons, centres, index, buffer_m, share, points_of(grid, buffer_m), coverage)


def points_of(grid: Grid, buffer_m: float) -> int:
    """Points along the side of a cell, for cells of a grid and a buffer."""
    wanted = _ACROSS * max(grid.dx, grid.dy) / buffer_m if buffer_m > 0 else 0.0
    return int(min(max(math.ceil(wanted), _LEAST), _MOST))


def require_share(share: float) -> float:
    """Return a share, or raise InputError when it is not above 0 and at most 1."""
    if not 0 < share <= 1:
        raise InputError(
            f"The covered share {share:g} is not above 0 and at most 1; give for example 0.3, or leave it out."
        )
    return share


def parse_share(text: str) -> float | None:
    """A covered share out of text, None when blank; raises InputError when it is none."""
    if not text.strip():
        return None
    try:
        value = float(text)
    except ValueError:
        raise InputError(
            f"The covered share {text.strip()!r} is no number; give for example 0.3, or leave it out."
        ) from None
    return require_share(value)


def _polygons(data: VectorData) -> Polygons:
    edges, owner, n = data.shapes.edges, data.shapes.edge_of, data.shapes.count
    bounds = np.empty((n, 4))
    bounds[:, :2], bounds[:, 2:] = np.inf, -np.inf
    if len(edges):
        first = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
        # The start of every edge is every vertex of a closed ring.
        bounds[owner[first], :2] = np.minimum.reduceat(edges[:, :2], first)
        bounds[owner[first], 2:] = np.maximum.reduceat(edges[:, :2], first)
    return Polygons(edges, owner, bounds[owner])


def _finer(window: Window, n: int) -> Window:
    """The window with every cell cut in n x n."""
    g = window.grid
    grid = Grid(
        g.crs, g.dx / n, g.dy / n, g.origin_x, g.origin_y, g.col0 * n, g.row0 * n, g.cols * n, g.rows * n
    )
    return Window(grid, window.row * n, window.col * n, window.rows * n, window.cols * n)
