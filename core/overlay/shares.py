"""How a product of many factors is shared out among them, and arrays of one shape stacked."""

from __future__ import annotations

import numpy as np


def stack(scores: list[np.ndarray]) -> np.ndarray:
    """Scores as one float64 array (criteria, ...), NaN in every criterion of a cell that any does not know."""
    out = np.stack(scores).astype(np.float64)
    out[:, np.isnan(out.sum(axis=0))] = np.nan
    return out


def log_shares(factors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Share of each factor in the logarithm of their weighted product: ``w ln x / sum w ln x``.

    Parameters
    ----------
    factors : float64 array (criteria, ...), in [0, 1]
    weights : float64 array (criteria,)

    Returns
    -------
    float64 array (criteria, ...)
        Sum 1; 0 throughout where the product is 1. Factors of 0 weigh infinitely: they share all among
        them, in proportion to their weights.
    """
    w = weights.reshape(-1, *[1] * (factors.ndim - 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = np.where(w > 0, -w * np.log(factors), 0 * factors)  # 0 * factors: 0, or NaN where unknown
        is_nothing = np.isinf(parts)
        parts = np.where(is_nothing.any(axis=0), np.where(is_nothing, w, 0.0), parts)
        total = parts.sum(axis=0)
        return np.where(total == 0, 0.0, parts / total)
