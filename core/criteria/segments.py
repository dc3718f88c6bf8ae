"""Points, lines and boundaries as an index of segments, ready for nearest-distance queries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.spatial import cKDTree

#: Segments that a run has at most.
_MOST = 32


@dataclass(frozen=True)
class SegmentIndex:
    """Segments ready for nearest-distance queries.

    Attributes
    ----------
    geometry : float64 array, shape (5, n)
        Middle x, middle y, unit direction x, unit direction y, half length; metres.
    short : float32 array, shape (3, n)
        Direction and half length again, for narrowing down.
    goes_on : bool array, shape (n,)
        Whether the segment ends where the next one begins.
    runs : int64 array, shape (m + 1,)
        Where short runs of segments that follow each other begin, and the end of the last.
    run_tree : scipy.spatial.cKDTree
        Of one middle of each run.
    run_reach : float64 array, shape (m,)
        Metres that no point of a run is farther from its middle in the tree.
    is_points : bool
        Whether no segment has any length.
    owner : int64 array, shape (n,)
        Feature of each segment; those of one feature stand together.
    """

    geometry: np.ndarray
    short: np.ndarray
    goes_on: np.ndarray
    runs: np.ndarray
    run_tree: cKDTree
    run_reach: np.ndarray
    is_points: bool
    owner: np.ndarray

    @cached_property
    def tree(self) -> cKDTree:
        """Tree of the middles of all segments."""
        return _tree(self.geometry[:2].T)

    @cached_property
    def longest_reach(self) -> float:
        """The largest ``run_reach``."""
        return float(self.run_reach.max())

    @property
    def reach(self) -> float:
        """The longest half length."""
        return float(self.geometry[4].max())


def build_index(segments: np.ndarray, owner: np.ndarray, longest: float) -> SegmentIndex:
    """Index segments.

    Parameters
    ----------
    segments : float64 array, shape (n, 4), n > 0
        x0, y0, x1, y1 in metres; a point is a segment without length.
    owner : int64 array, shape (n,)
        Feature of each.
    longest : float
        Metres; longer segments are cut.
    """
    order = np.argsort(owner, kind="stable")
    pieces, source = _cut(np.asarray(segments, float)[order], longest)
    vector = pieces[:, 2:] - pieces[:, :2]
    length = np.hypot(vector[:, 0], vector[:, 1])
    unit = vector / np.where(length > 0, length, 1.0)[:, None]
    unit[length == 0] = (1.0, 0.0)
    geometry = np.ascontiguousarray(
        np.column_stack([(pieces[:, :2] + pieces[:, 2:]) / 2, unit, length / 2]).T
    )
    goes_on = np.zeros(len(pieces), bool)
    goes_on[:-1] = (pieces[:-1, 2:] == pieces[1:, :2]).all(axis=1)
    runs = _runs(goes_on, length, longest / 2)
    middle, reach = _middles(pieces, runs)
    is_points, owner = not length.any(), owner[order][source]
    return SegmentIndex(
        geometry, geometry[2:].astype(np.float32), goes_on, runs, _tree(middle), reach, is_points, owner
    )


def _tree(xy: np.ndarray) -> cKDTree:
    # A balanced tree of a million coincident places would recurse without end; the plain split does not.
    return cKDTree(xy, balanced_tree=False, compact_nodes=False)


def _runs(goes_on: np.ndarray, length: np.ndarray, longest: float) -> np.ndarray:
    """Bounds of runs of segments that follow each other: about as long as given, or single segments."""
    after = np.cumsum(length)
    begins = np.r_[True, ~goes_on[:-1]]
    chain = np.cumsum(begins) - 1
    before = after - length
    part = ((before - before[begins][chain]) / longest).astype(np.int64)
    place = np.arange(len(length)) - np.flatnonzero(begins)[chain]
    begins[1:] |= (part[1:] != part[:-1]) | (place[1:] % _MOST == 0)
    return np.r_[np.flatnonzero(begins), len(length)]


def _middles(pieces: np.ndarray, runs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The middle of the middle segment of each run, and the farthest that a point of the run is from it."""
    middle = pieces[(runs[:-1] + runs[1:]) // 2]
    middle = (middle[:, :2] + middle[:, 2:]) / 2
    own = np.repeat(middle, np.diff(runs), axis=0)
    ends = np.maximum(*(np.hypot(*(pieces[:, k : k + 2] - own).T) for k in (0, 2)))
    return middle, np.maximum.reduceat(ends, runs[:-1])


def _cut(segments: np.ndarray, longest: float) -> tuple[np.ndarray, np.ndarray]:
    """Segments cut so that none is longer, and which segment each piece comes from."""
    length = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    n = np.maximum(1, np.ceil(length / longest)).astype(np.int64)
    which = np.repeat(np.arange(len(segments)), n)
    if len(which) == len(segments):
        return segments, which
    step = np.arange(len(which)) - np.repeat(np.cumsum(n) - n, n)
    a, b = segments[which, :2], segments[which, 2:]
    f0, f1 = (step / n[which])[:, None], ((step + 1) / n[which])[:, None]
    # The last piece ends where the segment does, to the last bit: the next one goes on from there.
    return np.concatenate([a + (b - a) * f0, np.where(f1 == 1, b, a + (b - a) * f1)], axis=1), which
