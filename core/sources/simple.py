"""Rings that are certainly valid polygons, told by their vertices alone: most need no costlier look."""

from __future__ import annotations

import numpy as np

#: Bound on the rounding of a cross product of two differences of doubles, relative to its two terms:
#: two roundings of differences, one of each product and one of the sum make less than 8 half units.
_ROUNDING = 8 * 2.0**-53


def is_star(xy: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Rings that go once around the mean of their vertices and turn the same way around it at every step.

    Such a ring is seen whole from that point, so it cannot touch or cross itself: it is a valid polygon.
    False does not mean that a ring is not valid.

    Parameters
    ----------
    xy : float64 array, shape (n, 2)
        Vertices, one ring after the other.
    size : int64 array, shape (rings,)
        Vertices of each ring, 1 or more.

    Returns
    -------
    bool array, shape (rings,)
    """
    if not len(size):
        return np.empty(0, bool)
    first = np.cumsum(size) - size
    is_closed = (xy[first] == xy[first + size - 1]).all(axis=1) & (size >= 4)
    # The last vertex is the first one again.
    with np.errstate(invalid="ignore", over="ignore"):
        middle = np.add.reduceat(xy - np.repeat(xy[first], size, axis=0), first, axis=0)
        middle = xy[first] + middle / np.maximum(size, 1)[:, None]
        x, y = (xy - np.repeat(middle, size, axis=0)).T
        one, other = x[:-1] * y[1:], x[1:] * y[:-1]
        turn = one - other
        is_sure = np.abs(turn) > _ROUNDING * (np.abs(one) + np.abs(other)) + np.finfo(float).tiny
    is_north = (y > 0) | ((y == 0) & (x > 0))
    steps = np.stack([
        is_sure & (turn > 0), is_sure & (turn < 0), is_north[1:] & ~is_north[:-1], ~is_north[1:] & is_north[:-1]
    ]).astype(np.int32)  # fmt: skip
    # No step leads from one ring to the next.
    steps = np.concatenate([steps, np.zeros((4, 1), np.int32)], axis=1)
    steps[:, first + size - 1] = 0
    left, right, up, down = np.add.reduceat(steps, first, axis=1)
    # Turning always left by less than half a turn, each time around passes the eastern ray northwards once.
    return is_closed & (((left == size - 1) & (up == 1)) | ((right == size - 1) & (down == 1)))
