"""Findings on what is not assessed: which is neither good nor bad, and drops out unless the scenario says otherwise."""

from __future__ import annotations

from collections.abc import Iterable

from ..scenario.model import Criterion, HazardCriterion
from .finding import Finding, info, warning
from .phrases import Listed, Place, Span, Words

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
    share, parts = _share(known, layers is not None), _by_part("parts_layers", layers)
    place = Place("criterion", criterion.id)
    if criterion.not_assessed is not None:
        return [info(place, "not_assessed_filled", share=share, parts=parts, score=criterion.not_assessed)]
    if isinstance(criterion, HazardCriterion):
        return [warning(place, "not_assessed_hazard", share=share, parts=parts)]
    return [warning(place, "not_assessed", share=share, parts=parts)]


def rules_finding(shares: Iterable[float], rules: dict[str, float] | None = None) -> list[Finding]:
    """What the exclusions do not know of the cells that no rule excludes; parameters as for a criterion."""
    known = list(shares)
    if not known or max(known) < _LEAST:
        return []
    share, parts = _share(known, rules is not None), _by_part("parts_rules", rules)
    return [warning(Place("exclusions"), "rules_not_assessed", share=share, parts=parts)]


def _by_part(key: str, shares: dict[str, float] | None) -> Words | None:
    """The share of each part where there are several; parts that know all are left out."""
    told = [
        Words.of("part", name=name, share=share) for name, share in (shares or {}).items() if share >= _LEAST
    ]
    return Words.of(key, parts=Listed(tuple(told))) if told and len(shares or {}) > 1 else None


def _share(shares: list[float], is_sample: bool) -> Words:
    return Words.of("share_about" if is_sample else "share_exact", share=Span(min(shares), max(shares)))
