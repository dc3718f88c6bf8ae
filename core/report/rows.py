"""Rows of the tables on weights, rules and gaps of one horizon."""

from __future__ import annotations

from typing import Any

from ..run.result import RuleTally
from ..scenario.model import HazardCriterion
from . import numbers
from .horizon import Horizon
from .numbers import hectares, percent, plain, share_of
from .words import criterion_type, rule_words, scoring


def weight_rows(h: Horizon) -> list[dict[str, Any]]:
    """Criteria: what they measure, their weight, and how they are scored."""
    plans = h.run.plan.horizons[h.index].criteria
    specs = {c.id: c for c in h.scenario.criteria}
    rows = []
    for tally, plan in zip(h.result.criteria, plans):
        spec = specs[plan.id]
        rows.append({
            "id": plan.id,
            "label": plan.label,
            "type": criterion_type(spec, h.t),
            "layers": ", ".join(spec.layer_ids),
            "weight": f"{numbers.plain(100 * tally.weight, 1)}%" if h.settings.is_weighted else numbers.UNKNOWN,
            "width": 100 * tally.weight if h.settings.is_weighted else 0.0,
            "scoring": scoring(plan, spec, h.scenario, h.t),
            "note": spec.note,
        })  # fmt: skip
    return rows


def rule_rows(h: Horizon) -> list[dict[str, Any]]:
    """Exclusion rules: what they take out, and the hectares lost to each and to each alone."""
    specs = {e.id: e for e in h.scenario.exclusions}
    rows = []
    for tally in h.result.rules:
        spec = specs.get(tally.id)
        share = share_of(tally.excluded_ha, h.result.total_ha)
        rows.append({
            "id": tally.id,
            "label": tally.label if spec else _severity_rule(tally, h),
            "words": rule_words(spec, h.scenario.layers.get(spec.layer) if spec else None, h.t),
            "note": spec.note if spec else None,
            "excluded": hectares(tally.excluded_ha),
            "share": percent(share),
            "alone": hectares(tally.alone_ha),
            "width": 100 * share if numbers.is_known(share) else 0.0,
            "alone_width": 100 * share_of(tally.alone_ha, h.result.total_ha) if h.result.total_ha else 0.0,
        })  # fmt: skip
    return rows


def _severity_rule(tally: RuleTally, h: Horizon) -> str:
    """Name of a rule that comes from a criterion on hazards: from which severity on it excludes."""
    criterion = next((c for c in h.scenario.criteria if c.id == tally.id), None)
    if not isinstance(criterion, HazardCriterion):
        return tally.label
    return h.t("rule_severity", label=criterion.label, severity=plain(criterion.exclude_from))


def missing_rows(h: Horizon) -> list[dict[str, Any]]:
    """Criteria that do not know every cell, the least known first."""
    rows = [c for c in h.result.criteria if c.missing_share > 0]
    return [
        {"label": c.label, "share": percent(c.missing_share), "width": 100 * c.missing_share}
        for c in sorted(rows, key=lambda c: -c.missing_share)
    ]
