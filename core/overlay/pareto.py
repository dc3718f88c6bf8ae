"""The Pareto front: points that no other point matches on every criterion and beats on one."""

from __future__ import annotations

import numpy as np

from ..progress import Check, never

#: Pairs of points compared at once: their flags fit the processor's cache.
_PAIRS = 1 << 18
#: Good points of all that first throw out what they dominate.
_SCOUTS = 24


def front(points: np.ndarray, check: Check = never) -> np.ndarray:
    """Which points no other point dominates.

    A point dominates another when it is at least as good on every criterion and better on one; equal
    points do not dominate each other.

    Parameters
    ----------
    points : float32 array (points, criteria)
        Larger is better; no NaN.
    check : callable

    Returns
    -------
    bool array (points,)

    Source: Kung, Luccio and Preparata, On finding the maxima of a set of vectors, Journal of the ACM 22 (1975).
    """
    is_left = ~beaten_by(points, _best_of(points, _SCOUTS))
    index, group = _ranked(points[is_left])
    place = np.flatnonzero(is_left)[index]
    if place.size:
        is_first = np.diff(group, prepend=-1) > 0
        is_left[place] = _sorted_front(points[place[is_first]], check)[group]
    return is_left


def undominated(points: np.ndarray, by: np.ndarray, check: Check = never) -> np.ndarray:
    """Which points no point of a front dominates.

    Parameters
    ----------
    points : float32 array (points, criteria)
    by : float32 array (others, criteria)
        A front: none of them dominates another, so none dominates a point that equals one of them.

    Returns
    -------
    bool array (points,)
    """
    index, group = _ranked(np.concatenate([by, points]))
    label = np.empty_like(group)
    label[index] = group
    is_equal = np.zeros(len(label), bool)  # by label: a point of the front has it
    is_equal[label[: len(by)]] = True
    out = is_equal[label[len(by) :]]
    out[~out] = ~_matched(by, points[~out], check)
    return out


def beaten_by(points: np.ndarray, scouts: np.ndarray) -> np.ndarray:
    """Which points one of a few scouts dominates, bool; each scout looks only at what the earlier ones left.

    Parameters
    ----------
    points : float32 array (points, criteria)
    scouts : float32 array (scouts, criteria)
    """
    columns = np.ascontiguousarray(points.T)
    left = np.arange(len(points))
    for scout in scouts:
        is_out = _is_beaten(columns, scout)
        if is_out.any():
            left, columns = left[~is_out], columns[:, ~is_out]
    out = np.ones(len(points), bool)
    out[left] = False
    return out


def _is_beaten(columns: np.ndarray, scout: np.ndarray) -> np.ndarray:
    """Which points (criteria, points) a scout dominates."""
    is_better = columns[0] > scout[0]
    for column, value in zip(columns[1:], scout[1:]):
        is_better |= column > value
    is_out = ~is_better
    out = np.flatnonzero(is_out)
    # What is nowhere better is dominated, unless it equals the scout.
    is_out[out[(columns[:, out] == scout[:, None]).all(axis=0)]] = False
    return is_out


def scouts_of(points: np.ndarray, count: int) -> np.ndarray:
    """At most so many points of a front (points, criteria) that dominate much between them, the best of them first."""
    evenly = np.lexsort(points.T)[:: max(3 * len(points) // count, 1)]
    return np.concatenate([_best_of(points, count - len(evenly)), points[evenly]])


def _best_of(points: np.ndarray, count: int) -> np.ndarray:
    """At most so many points, half by their sums, half by their least scores: the middle of a front."""
    half = min(max(count // 2, 1), len(points))
    chosen: list[int] = []
    for goodness in (points.sum(axis=1), points.min(axis=1)) if half else ():
        best = np.argpartition(-goodness, half - 1)[:half]
        chosen += best[np.argsort(-goodness[best], kind="stable")].tolist()
    return points[list(dict.fromkeys(chosen))]


def _ranked(points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Order with the best on the first criterion first, ties by the second and so on; equal points share a number."""
    order = np.lexsort(points.T[::-1])[::-1]
    rows = points[order]
    is_new = (rows[1:] != rows[:-1]).any(axis=1)
    return order, np.concatenate([[0], np.cumsum(is_new)])[: len(points)]


def _sorted_front(rows: np.ndarray, check: Check) -> np.ndarray:
    """Flags of the front of distinct rows in the order of ``_ranked``: a row is dominated by earlier ones only."""
    if len(rows) ** 2 <= _PAIRS:
        return _pairs(rows, rows).sum(axis=0) == 1  # itself
    half = len(rows) // 2
    out = np.concatenate([_sorted_front(rows[:half], check), _sorted_front(rows[half:], check)])
    later = half + np.flatnonzero(out[half:])
    out[later] = ~_matched(rows[:half][out[:half]], rows[later], check)
    return out


def _matched(above: np.ndarray, below: np.ndarray, check: Check) -> np.ndarray:
    """Which rows of ``below`` some row of ``above`` matches or beats on every criterion."""
    out = np.zeros(len(below), bool)
    if not (len(above) and len(below)):
        return out
    able = (above >= below.min(axis=0)).all(axis=1)
    open_ = np.flatnonzero((below <= above.max(axis=0)).all(axis=1))
    above, below = above[able], below[open_]
    if len(above) and len(below):
        out[open_] = _matched_within(above, below, check)
    return out


def _matched_within(above: np.ndarray, below: np.ndarray, check: Check) -> np.ndarray:
    """As ``_matched``, once what lies out of reach is left aside."""
    check()
    # Where all above are at least as good as all below, a criterion is settled.
    is_undecided = above.min(axis=0) < below.max(axis=0)
    above, below = above[:, is_undecided], below[:, is_undecided]
    count = above.shape[1]
    if count == 0:
        return np.ones(len(below), bool)
    if count == 1:
        return below[:, 0] <= above[:, 0].max()
    if count == 2:
        return _matched_in_plane(above, below)
    if len(above) * len(below) <= _PAIRS:
        return _pairs(above, below).any(axis=0)
    is_high, is_good = _halves(above[:, 0], below[:, 0])
    out = np.zeros(len(below), bool)
    out[is_good] = _matched(above[is_high], below[is_good], check)
    out[~is_good] = _matched(above[is_high], below[~is_good], check)  # the first criterion is settled here
    rest = ~is_good & ~out
    out[rest] = _matched(above[~is_high], below[rest], check)
    return out


def _halves(above: np.ndarray, below: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Flags of the upper half of both together; neither half is empty, as not all values are equal."""
    values = np.concatenate([above, below])
    middle = np.partition(values, len(values) // 2)[len(values) // 2]
    if middle == values.min():
        return above > middle, below > middle
    return above >= middle, below >= middle


def _matched_in_plane(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Two criteria: the best second score among those that match the first tells."""
    order = np.argsort(-above[:, 0], kind="stable")
    best = np.maximum.accumulate(above[order, 1])
    enough = np.searchsorted(-above[order, 0], -below[:, 0], "right")
    return (enough > 0) & (best[np.maximum(enough, 1) - 1] >= below[:, 1])


def _pairs(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Bool (above, below): the one matches or beats the other on every criterion."""
    out = above[:, 0, None] >= below[:, 0]
    for k in range(1, above.shape[1]):
        out &= above[:, k, None] >= below[:, k]
    return out
