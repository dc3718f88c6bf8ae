"""Findings on fibre: what of it no node joins, and whether it is there yet."""

from __future__ import annotations

from ..criteria.latency import LatencyField
from ..engine.plan import Plan
from ..scenario.model import LatencyCriterion, Scenario
from .finding import Finding, warning


def fibre_findings(scenario: Scenario, plan: Plan) -> list[Finding]:
    """Fibre that leads to no node: cells nearest to it have the direct way alone, which is easily overlooked."""
    out = []
    for horizon in plan.horizons:
        for part, criterion in zip(horizon.criteria, scenario.criteria):
            field = plan.fields[part.field]
            if not isinstance(criterion, LatencyCriterion) or not isinstance(field, LatencyField):
                continue
            told = field.fibre.summary if field.fibre else None
            if told is not None and told.idle_parts:
                out.append(warning(f"layer {criterion.fibre}",
                    f"{told.idle_parts} of its {told.parts} connected parts, {told.idle_km:,.1f} km of "
                    f"{told.length_km:,.1f} km, lead to no node; cells nearest to them have the direct way alone.",
                    "Close the gaps, raise snap_tolerance_m, or leave such lines out."))  # fmt: skip
    return out
