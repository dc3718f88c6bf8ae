"""Points, lines and boundaries as an index of segments, ready for nearest-distance queries."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree


@dataclass(frozen=True)
class SegmentIndex:
    """Segments ready for nearest-distance queries.

    Attributes
    ----------
    geometry : float64 array, shape (5, n)
        Middle x, middle y, unit direction x, unit direction y, half length; metres.
    short : float32 array, shape (5, n)
        The same with middles from ``origin``, for narrowing down, which needs no more.
    origin : (float, float)
        Metres.
    blur : float
        Metres by which a distance from ``short`` may be off.
    tree : scipy.spatial.cKDTree
        Of the middles.
    reach : float
        The longest half length.
    is_points : bool
        Whether no segment has any length.
    owner : int64 array, shape (n,)
        Feature of each segment; those of one feature stand together.
    """

    geometry: np.ndarray
    short: np.ndarray
    origin: tuple[float, float]
    blur: float
    tree: cKDTree
    reach: float
    is_points: bool
    owner: np.ndarray


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
    # A balanced tree of a million coincident middles would recurse without end; the plain split does not.
    tree = cKDTree(geometry[:2].T, balanced_tree=False, compact_nodes=False)
    origin = geometry[:2].mean(axis=1)
    short = geometry.copy()
    short[:2] -= origin[:, None]
    blur = 8 * float(np.spacing(np.float32(np.abs(short[:2]).max() + length.max() + 1.0)))
    short, middle = short.astype(np.float32), (float(origin[0]), float(origin[1]))
    return SegmentIndex(
        geometry, short, middle, blur, tree, float(length.max()) / 2, not length.any(), owner[order][source]
    )


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
    return np.concatenate([a + (b - a) * f0, a + (b - a) * f1], axis=1), which
