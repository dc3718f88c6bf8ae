"""How much each criterion tells: CRITIC's contrast and conflict, MEREC's effect of removal."""

from __future__ import annotations

import numpy as np

from ..errors import InputError
from .summary import Summary

#: Below this share of all contrast, what CRITIC finds is rounding.
_NO_CONTRAST = 1e-9


def contrast(
    names: tuple[str, ...], found: Summary, is_flat: np.ndarray, is_benefit: np.ndarray
) -> np.ndarray:
    """CRITIC's amount of information, float64 (k,); constant criteria correlate with nothing and have none.

    Raises
    ------
    InputError
        When the criteria that differ all rise and fall together: what is left then is rounding.
    """
    live = np.flatnonzero(~is_flat)
    out = np.zeros(len(names))
    sd = np.sqrt(np.diag(found.comoment)[live])
    sign = np.where(is_benefit[live], 1.0, -1.0)
    r = found.comoment[np.ix_(live, live)] / np.outer(sd, sd) * np.outer(sign, sign)
    np.fill_diagonal(r, 1.0)
    if len(live) == 1:
        out[live] = 1.0
        return out
    conflict = (1 - np.clip(r, -1, 1)).sum(axis=1)
    if conflict.max() < _NO_CONTRAST:
        shown = ", ".join(names[i] for i in live)
        raise InputError(
            f"The criteria {shown} rise and fall together exactly (correlation 1), so critic finds nothing to tell them apart "
            "by; keep one of them, or use entropy."
        )
    out[live] = sd / (found.high - found.low)[live] * conflict
    return out


def removal_effect(
    values: np.ndarray, low: np.ndarray, high: np.ndarray, is_benefit: np.ndarray
) -> np.ndarray:
    """MEREC's sums of what removing each criterion changes, over the whole rows of a block, float64 (k,)."""
    whole = values[:, np.isfinite(values).all(axis=0)].astype(np.float64)
    logs = np.log(whole)
    best = np.log(np.where(is_benefit, low, high))[:, None]
    apart = np.abs(logs - best)
    total, k = apart.sum(axis=0), len(values)
    score = np.log1p(total / k)
    return np.abs(np.log1p((total - apart) / k) - score).sum(axis=1)
