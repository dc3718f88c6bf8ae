"""Features as plain arrays: what crosses from OGR into the engine, picklable and free of GDAL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..errors import InputError
from ..grid.spans import inner_points
from .wkb import LINE, POINT, POLYGON, Parts

#: An even number of coordinates.
_ROW = 512
#: Takes and returns vertices, shape (n, 2): a change of CRS.
Move = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Shapes:
    """The geometries of a layer, in metres of the grid's CRS.

    Attributes
    ----------
    count : int
        Number of features.
    points : float64 array, shape (p, 2); ``point_of`` int64 (p,)
        Points and the feature each belongs to.
    lines : float64 array, shape (s, 4); ``line_of`` int64 (s,)
        Segments x0, y0, x1, y1 of line features.
    edges : float64 array, shape (e, 4); ``edge_of`` int64 (e,)
        Boundary edges of polygon features, rings closed, grouped by feature.
    """

    count: int
    points: np.ndarray
    point_of: np.ndarray
    lines: np.ndarray
    line_of: np.ndarray
    edges: np.ndarray
    edge_of: np.ndarray

    @property
    def has_polygons(self) -> bool:
        """Whether any feature is a polygon."""
        return len(self.edges) > 0

    @property
    def only_points(self) -> bool:
        """Whether every feature is a point or several."""
        return not len(self.lines) and not len(self.edges)

    def segments(self) -> tuple[np.ndarray, np.ndarray]:
        """All points, lines and boundaries as segments (n, 4) with their features (n,); a point has no length."""
        dots = np.concatenate([self.points, self.points], axis=1)
        return np.concatenate([dots, self.lines, self.edges]), np.concatenate(
            [self.point_of, self.line_of, self.edge_of]
        )

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """(xmin, ymin, xmax, ymax) of all features; NaN where there is none."""
        parts = [xy.ravel() for xy in (self.points, self.lines, self.edges)]
        low = np.fmin.reduce([_extreme(np.fmin, xy) for xy in parts])
        high = np.fmax.reduce([_extreme(np.fmax, xy) for xy in parts])
        return float(low[0]), float(low[1]), float(high[0]), float(high[1])

    def take(self, keep: np.ndarray) -> Shapes:
        """The features marked True in ``keep``, renumbered from 0."""
        new = np.cumsum(keep) - 1
        p, s, e = keep[self.point_of], keep[self.line_of], keep[self.edge_of]
        return Shapes(
            int(keep.sum()),
            self.points[p], new[self.point_of[p]],
            self.lines[s], new[self.line_of[s]],
            self.edges[e], new[self.edge_of[e]],
        )  # fmt: skip

    def representative_points(self) -> np.ndarray:
        """One point a feature, shape (count, 2): mean of points, middle of the line, inner point of polygons."""
        out = inner_points(self.edges, self.edge_of, self.count)
        for xy, owner, weight in (
            (self.points, self.point_of, np.ones(len(self.points))),
            ((self.lines[:, :2] + self.lines[:, 2:]) / 2, self.line_of,
             np.hypot(*(self.lines[:, 2:] - self.lines[:, :2]).T) + 1e-12),
        ):  # fmt: skip
            if not len(xy):
                continue
            total = np.bincount(owner, weight, self.count)
            have = (total > 0) & np.isnan(out[:, 0])
            for axis in (0, 1):
                mean = np.bincount(owner, weight * xy[:, axis], self.count)
                out[have, axis] = mean[have] / total[have]
        return out


def _extreme(reduce: np.ufunc, flat: np.ndarray) -> np.ndarray:
    """Least or largest x and y of coordinates x, y, x, y, ...; NaN where there are none."""
    # By long rows first: two columns alone would be gone through number by number.
    whole = len(flat) // _ROW * _ROW
    row = reduce.reduce(flat[:whole].reshape(-1, _ROW), axis=0, initial=np.nan)
    return reduce.reduce(np.concatenate([row, flat[whole:]]).reshape(-1, 2), axis=0)  # type: ignore[no-any-return]


def shapes_of(count: int, parts: Parts, move: Move) -> Shapes:
    """The shapes of ``count`` features from their parts, brought into another CRS by ``move``."""
    points = parts.take(parts.kind == POINT)
    known = np.isfinite(points.xy).all(axis=1)  # a point that is nowhere is left out
    xy, point_of = points.xy[known], points.owner[known]
    return Shapes(
        count, move(xy) if len(xy) else xy, point_of,
        *_segments(parts.take(parts.kind == LINE), move), *_segments(parts.take(parts.kind == POLYGON), move),
    )  # fmt: skip


def _segments(parts: Parts, move: Move) -> tuple[np.ndarray, np.ndarray]:
    """Segments (s, 4) between the vertices of each part, and their features (s,)."""
    if not len(parts.xy):
        return np.empty((0, 4)), np.empty(0, np.int64)
    xy = move(parts.xy)
    is_start = np.ones(len(xy), bool)
    is_start[np.cumsum(parts.size) - 1] = False
    segments = np.concatenate([xy[:-1], xy[1:]], axis=1)[is_start[:-1]]
    return segments, np.repeat(parts.owner, parts.size - 1)


def join_shapes(found: list[Shapes]) -> Shapes:
    """The features of several shapes, one after the other."""
    before = np.cumsum([0, *(s.count for s in found)])
    parts = (
        np.concatenate(
            [getattr(s, n) if "_of" not in n else getattr(s, n) + k for s, k in zip(found, before)]
        )
        for n in ("points", "point_of", "lines", "line_of", "edges", "edge_of")
    )
    return Shapes(int(before[-1]), *parts)


@dataclass(frozen=True)
class ReadReport:
    """What happened while a layer was read: counts for the report and the run log."""

    features: int = 0
    empty: int = 0
    mended: int = 0
    dropped: int = 0


@dataclass(frozen=True)
class VectorData:
    """A layer as read: shapes, attributes and counts.

    Attributes
    ----------
    name : str
        For messages.
    shapes : Shapes
        Geometry in the grid's CRS.
    fid : int64 array, shape (count,)
        Feature ids as the source gives them.
    fields : dict of str to object array
        Attributes asked for, None where null.
    field_names : tuple of str
        Every field of the source.
    """

    name: str
    shapes: Shapes
    fid: np.ndarray
    fields: dict[str, np.ndarray]
    field_names: tuple[str, ...]
    report: ReadReport = field(default_factory=ReadReport)

    def numbers(self, name: str) -> np.ndarray:
        """A field as float64, NaN where null or not a number.

        Raises
        ------
        InputError
            When there is no such field.
        """
        return np.array([_number(v) for v in self.column(name)], dtype=float)

    def column(self, name: str) -> np.ndarray:
        """A field as read, None where null; raises InputError when there is no such field."""
        if name not in self.fields:
            raise missing_field(self.name, name, self.field_names)
        return self.fields[name]


def missing_field(layer: str, name: str, have: tuple[str, ...]) -> InputError:
    """The error for a field that a layer lacks, with the fields it has."""
    listed = ", ".join(have) if have else "none"
    return InputError(f"The layer {layer} has no field {name}; choose one of its fields: {listed}.")


def _number(value: object) -> float:
    if value is None or isinstance(value, bool):
        return float("nan")
    try:
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return float("nan")
