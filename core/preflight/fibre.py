"""Findings on fibre: what of it no node joins, and whether it is there yet."""

from __future__ import annotations

from collections.abc import Sequence

from ..criteria.latency import LatencyField
from ..engine.plan import Plan
from ..scenario.model import LatencyCriterion, Scenario
from .finding import Finding, warning
from .phrases import Place


def fibre_findings(scenarios: Sequence[Scenario], plan: Plan) -> list[Finding]:
    """Fibre that leads to no node: cells nearest to it have the direct way alone, which is easily overlooked."""
    out = []
    for scenario, horizon in zip(scenarios, plan.horizons):
        for part, criterion in zip(horizon.criteria, scenario.criteria):
            field = plan.fields[part.field]
            if not isinstance(criterion, LatencyCriterion) or not isinstance(field, LatencyField):
                continue
            told = field.fibre.summary if field.fibre else None
            if told is not None and told.idle_parts:
                counts = {"idle": told.idle_parts, "parts": told.parts}
                out.append(
                    warning(
                        Place("layer", criterion.fibre or ""),
                        "idle_fibre",
                        idle_km=told.idle_km,
                        km=told.length_km,
                        **counts,
                    )
                )
    return out
