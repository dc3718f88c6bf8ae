"""Words of the scenario's format as a user reads them; the scenario keeps the key."""

from __future__ import annotations

from .text import tr


def word(key):
    """A key such as ``eigenvector`` in the user's language; a key without a word stands for itself."""
    return {**_weights(), **_overlay(), **_result()}.get(key, key)


def _weights():
    return {
        "eigenvector": tr("Eigenvector"),
        "geometric_mean": tr("Geometric mean"),
        "column_mean": tr("Column mean"),
        "linear": tr("Linear"),
        "nonlinear": tr("Nonlinear"),
        "roc": tr("Rank order centroid"),
        "rank_sum": tr("Rank sum"),
        "rank_reciprocal": tr("Reciprocal of the rank"),
        "entropy": tr("Entropy"),
        "critic": tr("CRITIC"),
        "merec": tr("MEREC"),
    }


def _overlay():
    return {
        "wlc": tr("Weighted sum"),
        "geometric": tr("Weighted geometric mean"),
        "owa": tr("Ordered weighted average"),
        "minimum": tr("Minimum"),
        "maximum": tr("Maximum"),
        "product": tr("Fuzzy product"),
        "fuzzy_sum": tr("Fuzzy sum"),
        "gamma": tr("Fuzzy gamma"),
        "topsis": tr("TOPSIS"),
        "promethee": tr("PROMETHEE II"),
        "malczewski": tr("Ranks and criteria"),
        "yager": tr("Ranks alone"),
        "tradeoff": tr("Trade-off"),
    }


def _result():
    return {
        "exact": tr("Best set (exact)"),
        "greedy": tr("Best first (fast)"),
        "sum": tr("Sum of scores"),
        "mean": tr("Mean score"),
        "dirichlet": tr("Dirichlet"),
        "independent": tr("Independent"),
    }
