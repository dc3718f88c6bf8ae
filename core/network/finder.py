"""Which segments lie near a point, and where on them: exact, for many points at once."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

import numpy as np

from ..criteria.nearest import SegmentIndex, build_index

#: Points looked up at a time, so that memory stays flat.
_BATCH = 20_000
#: Distances that differ by less than this share are equal: the last bits must not choose between two cables.
EQUAL = 1e-9


@dataclass(frozen=True)
class Hits:
    """Pairs of a point and a segment near it.

    Attributes
    ----------
    point, segment : int64 arrays, shape (n,)
        Sorted by point, then segment.
    position : float64 array, shape (n,)
        Metres from the segment's start to the place on it that is nearest to the point.
    metres : float64 array, shape (n,)
        Distance between the two.
    """

    point: np.ndarray
    segment: np.ndarray
    position: np.ndarray
    metres: np.ndarray

    def where(self, keep: np.ndarray) -> Hits:
        """The pairs marked True."""
        return Hits(self.point[keep], self.segment[keep], self.position[keep], self.metres[keep])


@dataclass(frozen=True)
class Finder:
    """Segments ready to be found from points.

    Attributes
    ----------
    segments : float64 array, shape (n, 4)
        x0, y0, x1, y1 in metres, none without length.
    index : SegmentIndex
        Of pieces of them, about as long as they are on average.
    """

    segments: np.ndarray
    index: SegmentIndex

    def within(self, xy: np.ndarray, metres: float) -> Hits:
        """Every segment within a distance of each point, shape (p, 2)."""
        hits = self._hits(xy, np.full(len(xy), metres))
        return hits.where(hits.metres <= metres)

    def nearest(self, xy: np.ndarray) -> Hits:
        """The segment nearest to each point, and those as near: several where a point lies midway."""
        if not len(xy):
            return self._hits(xy, np.empty(0))
        _, piece = self.index.tree.query(xy)
        first = measure(self.segments, xy, self.index.owner[piece])[1]
        hits = self._hits(xy, first * (1 + EQUAL))
        least = np.minimum.reduceat(hits.metres, np.searchsorted(hits.point, np.arange(len(xy))))
        return hits.where(hits.metres <= least[hits.point] * (1 + EQUAL))

    def _hits(self, xy: np.ndarray, metres: np.ndarray) -> Hits:
        parts = [self._batch(xy, metres, begin) for begin in range(0, len(xy), _BATCH)]
        pairs = np.concatenate(parts) if parts else np.empty((0, 2), np.int64)
        point, segment = pairs.T
        position, distance = measure(self.segments, xy[point], segment)
        return Hits(point, segment, position, distance)

    def _batch(self, xy: np.ndarray, metres: np.ndarray, begin: int) -> np.ndarray:
        some = slice(begin, begin + _BATCH)
        radius = (metres[some] + self.index.reach) * (1 + EQUAL)
        lists = self.index.tree.query_ball_point(xy[some], radius)
        count = np.fromiter(map(len, lists), np.int64, len(lists))
        piece = np.fromiter(chain.from_iterable(lists), np.int64, int(count.sum()))
        point = np.repeat(np.arange(len(lists)) + begin, count)
        # Several pieces of one segment may be near: it is measured once, as a whole.
        n = len(self.segments)
        keys = np.unique(point * n + self.index.owner[piece])
        return np.column_stack([keys // n, keys % n])


def make_finder(segments: np.ndarray) -> Finder:
    """Index segments, shape (n, 4), n > 0, none without length."""
    total = float(np.hypot(*(segments[:, 2:] - segments[:, :2]).T).sum())
    # Cut to twice their mean: half as many pieces more at most, and no long one that makes all others look near.
    return Finder(segments, build_index(segments, np.arange(len(segments)), 2 * total / len(segments)))


def measure(segments: np.ndarray, xy: np.ndarray, segment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Position along each point's segment that is nearest to it, and the distance; metres, pair by pair."""
    x0, y0, x1, y1 = segments[segment].T
    length = np.hypot(x1 - x0, y1 - y0)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    dx, dy = xy[:, 0] - x0, xy[:, 1] - y0
    position = np.clip(dx * ux + dy * uy, 0.0, length)
    return position, np.hypot(dx - position * ux, dy - position * uy)
