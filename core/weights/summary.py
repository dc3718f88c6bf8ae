"""What all rows of the criteria come to, gathered block by block: sums that lose nothing, in memory of one block."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy


@dataclass(frozen=True)
class Summary:
    """Figures of rows (cells or table rows) of k criteria.

    Attributes
    ----------
    rows, omitted : int
        Rows in which every criterion has a value, and the others, which count nowhere else but in ``known``.
    known : int64 array (k,)
        Values of each criterion, whatever the others have.
    low, high, mean : float64 arrays (k,)
    comoment : float64 array (k, k)
        ``sum (x_i - mean_i)(x_j - mean_j)``.
    divergence : float64 array (k,)
        ``sum (y ln y - y + 1)`` with ``y = x / mean``: rows times Theil's T. NaN where a value is negative.
    """

    rows: int
    omitted: int
    known: np.ndarray
    low: np.ndarray
    high: np.ndarray
    mean: np.ndarray
    comoment: np.ndarray
    divergence: np.ndarray


def summarise(values: np.ndarray) -> Summary:
    """Figures of one block.

    Parameters
    ----------
    values : float array (k, rows)
        What is not finite is no value.
    """
    values = values.astype(np.float64, copy=False)
    is_known = np.isfinite(values)
    is_whole = is_known.all(axis=0)
    whole = values if is_whole.all() else values[:, is_whole]
    k, rows = whole.shape
    known, omitted = is_known.sum(axis=1), len(is_whole) - rows
    if not rows:
        ends, none = np.full(k, np.inf), np.zeros(k)
        return Summary(0, omitted, known, ends, -ends, none, np.zeros((k, k)), none)
    mean = whole.mean(axis=1)
    off = whole - mean[:, None]
    return Summary(
        rows,
        omitted,
        known,
        whole.min(axis=1),
        whole.max(axis=1),
        mean,
        off @ off.T,
        _divergence(whole, mean),
    )


def joined(a: Summary, b: Summary) -> Summary:
    """Figures of two blocks together.

    Source
    ------
    Chan, Golub and LeVeque (1983), The American Statistician 37:242 (co-moments); Theil (1967), Economics and
    Information Theory (within and between groups).
    """
    if not (a.rows and b.rows):
        filled = a if a.rows else b
        return Summary(
            filled.rows, a.omitted + b.omitted, a.known + b.known, filled.low, filled.high, filled.mean,
            filled.comoment, filled.divergence,
        )  # fmt: skip
    rows = a.rows + b.rows
    step = b.mean - a.mean
    mean = a.mean + step * (b.rows / rows)
    comoment = a.comoment + b.comoment + np.outer(step, step) * (a.rows * b.rows / rows)
    low, high = np.minimum(a.low, b.low), np.maximum(a.high, b.high)
    parts = [_share(s.mean, mean) * s.divergence + s.rows * _excess(_share(s.mean, mean)) for s in (a, b)]
    divergence = np.where(low < 0, np.nan, parts[0] + parts[1])
    return Summary(rows, a.omitted + b.omitted, a.known + b.known, low, high, mean, comoment, divergence)


def _divergence(whole: np.ndarray, mean: np.ndarray) -> np.ndarray:
    out = np.full(len(mean), np.nan)
    for i, (row, middle) in enumerate(zip(whole, mean)):
        if row.min() >= 0:
            out[i] = _excess(row / middle).sum() if middle > 0 else 0.0
    return out


def _share(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Mean of a part over that of the whole; 0 where the whole has nothing above 0."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _excess(y: np.ndarray) -> np.ndarray:
    """``y ln y - y + 1`` for y of 0 or more: 0 at 1 and above it elsewhere, so that sums do not cancel."""
    with np.errstate(invalid="ignore"):
        return xlogy(y, y) - y + 1
