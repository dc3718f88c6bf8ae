"""Coordinates out of well-known binary, straight into numpy: no object a vertex."""

from __future__ import annotations

import struct
from collections.abc import Callable

import numpy as np

#: Takes and returns vertices, shape (n, 2): a change of CRS.
Move = Callable[[np.ndarray], np.ndarray]

_POINT, _LINE, _POLYGON = 1, 2, 3


class WkbParts:
    """Collects the parts of many geometries, each tagged with its feature.

    Only two-dimensional, little-endian WKB is read: that is what the caller asks OGR for.
    """

    def __init__(self) -> None:
        self.points: list[np.ndarray] = []
        self.point_of: list[int] = []
        self.paths: list[np.ndarray] = []
        self.path_of: list[int] = []
        self.rings: list[np.ndarray] = []
        self.ring_of: list[int] = []

    def add(self, data: bytes, feature: int) -> None:
        """Add a geometry of any kind, collections included."""
        self._read(memoryview(data), 0, feature)

    def _read(self, data: memoryview, at: int, feature: int) -> int:
        kind, count = struct.unpack_from("<II", data, at + 1)
        if kind == _POINT:
            self.points.append(np.frombuffer(data, "<f8", 2, at + 5))
            self.point_of.append(feature)
            return at + 21
        at += 9
        if kind == _LINE:
            self.paths.append(np.frombuffer(data, "<f8", 2 * count, at))
            self.path_of.append(feature)
            return at + 16 * count
        if kind == _POLYGON:
            for _ in range(count):
                (n,) = struct.unpack_from("<I", data, at)
                self.rings.append(np.frombuffer(data, "<f8", 2 * n, at + 4))
                self.ring_of.append(feature)
                at += 4 + 16 * n
            return at
        for _ in range(count):
            at = self._read(data, at, feature)
        return at


def to_segments(parts: list[np.ndarray], owner: list[int], move: Move) -> tuple[np.ndarray, np.ndarray]:
    """Join vertex lists into segments.

    Parameters
    ----------
    parts : list of float64 arrays, shape (2 n,)
        x0, y0, x1, y1, ... of each path.
    owner : list of int
        Feature of each path.
    move : callable
        Takes and returns vertices, shape (n, 2): the change of CRS.

    Returns
    -------
    segments : float64 array, shape (s, 4)
    feature : int64 array, shape (s,)
    """
    if not parts:
        return np.empty((0, 4)), np.empty(0, np.int64)
    xy = move(np.concatenate(parts).reshape(-1, 2))
    sizes = np.array([len(p) // 2 for p in parts])
    is_end = np.zeros(len(xy), bool)
    is_end[np.cumsum(sizes) - 1] = True
    start = np.flatnonzero(~is_end)
    feature = np.repeat(np.asarray(owner, np.int64), sizes)[start]
    return np.concatenate([xy[start], xy[start + 1]], axis=1), feature


def to_points(parts: list[np.ndarray], owner: list[int], move: Move) -> tuple[np.ndarray, np.ndarray]:
    """Join points: coordinates (p, 2) after ``move`` and their features (p,); empty points are left out."""
    if not parts:
        return np.empty((0, 2)), np.empty(0, np.int64)
    xy = np.stack(parts)
    known = np.isfinite(xy).all(axis=1)
    return move(xy[known]), np.asarray(owner, np.int64)[known]
