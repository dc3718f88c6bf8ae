"""Findings on what is not assessed: which is neither good nor bad, and drops out unless the scenario says otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from ..scenario.model import Criterion, HazardCriterion
from .finding import Finding, info, warning

#: Smaller shares would be told as 0.0%.
_LEAST = 0.0005


def criterion_finding(
    criterion: Criterion, shares: Iterable[float], layers: dict[str, float] | None = None
) -> list[Finding]:
    """What a criterion does not know.

    Parameters
    ----------
    criterion : Criterion
    shares : iterable of float
        Of the cells that no rule excludes, one a horizon.
    layers : dict of str to float or None
        For each layer of a hazard its own share, where the figures come from a sample; None where
        they come from the run itself.
    """
    known = list(shares)
    if not known or max(known) < _LEAST:
        return []
    about = "" if layers is None else "about "
    what = f"it is not assessed on {about}{_span(known)} of the cells that no rule excludes{_by_part(layers)}"
    where = f"criterion {criterion.id}"
    if criterion.not_assessed is not None:
        return [
            info(where, f"{what}; they take the score {criterion.not_assessed:g} that the scenario sets.")
        ]
    why = (
        "not assessed is not safe"
        if isinstance(criterion, HazardCriterion)
        else "not known is neither good nor bad"
    )
    return [warning(where, f"{what}; {why}, so they get no score.",
                    "Add data that cover them, or set not_assessed to the score they should take.")]  # fmt: skip


def rules_finding(shares: Iterable[float], rules: dict[str, float] | None = None) -> list[Finding]:
    """What the exclusions do not know of the cells that no rule excludes; parameters as for a criterion."""
    known = list(shares)
    if not known or max(known) < _LEAST:
        return []
    about = "" if rules is None else "about "
    what = f"{about}{_span(known)} of the cells that no rule excludes are not assessed by some rule{_by_part(rules)}"
    return [warning("exclusions", f"{what}; not assessed is not eligible, so they get no score.",
                    "Add data that cover them.")]  # fmt: skip


def _by_part(shares: dict[str, float] | None) -> str:
    """The share of each part where there are several; parts that know all are left out."""
    told = [f"{name} {share:.1%}" for name, share in (shares or {}).items() if share >= _LEAST]
    return f" ({', '.join(told)})" if told and len(shares or {}) > 1 else ""


def _span(shares: list[float]) -> str:
    low, high = f"{min(shares):.1%}", f"{max(shares):.1%}"
    return high if low == high else f"{low} to {high}"
