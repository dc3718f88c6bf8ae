"""How often values occur, in a range that a few odd ones do not stretch."""

from __future__ import annotations

import numpy as np

#: Percentiles between which the range lies.
_LOW, _HIGH = 0.5, 99.5


def histogram(values: np.ndarray, bins: int) -> tuple[np.ndarray, np.ndarray]:
    """Counts of values in bins of equal width; NaN is no value, and what lies beyond the range counts at its ends.

    Parameters
    ----------
    values : float32 array
    bins : int

    Returns
    -------
    counts : int64 array (bins,)
        All 0 where there is no value.
    edges : float64 array (bins + 1,)
    """
    known = values[~np.isnan(values)]
    finite = known[np.isfinite(known)]
    if not finite.size:
        return np.zeros(bins, np.int64), np.linspace(0.0, 1.0, bins + 1)
    low, high = _percentiles(finite)
    if low == high:  # a constant stands in the middle
        low, high = low - 0.5, high + 0.5
    place = np.clip((known - low) * (bins / (high - low)), 0, bins - 1).astype(np.intp)
    return np.bincount(place, minlength=bins), np.linspace(low, high, bins + 1)


def _percentiles(values: np.ndarray) -> tuple[float, float]:
    """The values at the two percentiles; those of cells, not between them."""
    ranks = [round(p / 100 * (values.size - 1)) for p in (_LOW, _HIGH)]
    found = np.partition(values, ranks)
    return float(found[ranks[0]]), float(found[ranks[1]])
