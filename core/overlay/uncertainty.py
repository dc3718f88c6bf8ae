"""How sure a weighted sum is when its weights are not: closed forms, no sampling."""

from __future__ import annotations

import numpy as np


def dirichlet(scores: list[np.ndarray], weights: np.ndarray, concentration: float) -> np.ndarray:
    """Mean, deviation and variance shares under weights drawn from Dirichlet(concentration * w).

    Parameters
    ----------
    scores : list of float32 arrays of one shape
    weights : float64 array, shape (n,), sum 1
    concentration : float
        Larger is surer.

    Returns
    -------
    float32 array, shape (2 + n, rows, cols): mean ``sum w x``; deviation, with variance
    ``(sum w x^2 - mean^2) / (c + 1)``; share of each criterion ``w (x - mean)^2 / sum w (x - mean)^2``,
    0 where all scores are equal.
    """
    mean = sum(w * x.astype(float) for w, x in zip(weights, scores))
    parts = [w * (x - mean) ** 2 for w, x in zip(weights, scores)]
    # The same variance as sum w x^2 - mean^2, without its cancellation.
    return _bands(mean, sum(parts) / (concentration + 1), parts)


def independent(scores: list[np.ndarray], weights: np.ndarray, spread: float) -> np.ndarray:
    """As ``dirichlet``, for weights uniform within +-spread (relative), independent and not renormalised.

    Variance ``sum (w x spread)^2 / 3``; share ``(w x)^2 / sum (w x)^2``.
    """
    mean = sum(w * x.astype(float) for w, x in zip(weights, scores))
    parts = [(w * x.astype(float)) ** 2 for w, x in zip(weights, scores)]
    return _bands(mean, sum(parts) * spread**2 / 3, parts)


def _bands(mean: np.ndarray, variance: np.ndarray, parts: list[np.ndarray]) -> np.ndarray:
    total = np.asarray(sum(parts))
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = [np.where(total == 0, 0.0, p / total) for p in parts]
    return np.stack([mean, np.sqrt(variance), *shares]).astype(np.float32)
