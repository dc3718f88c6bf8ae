"""Findings on weights."""

from __future__ import annotations

from ..scenario.model import Scenario
from .finding import Finding, info


def weight_findings(scenario: Scenario) -> list[Finding]:
    """Weights that do not sum to 1, and criteria that weigh nothing."""
    out = []
    total = sum(c.weight for c in scenario.criteria)
    if abs(total - 1) > 1e-6:
        out.append(info("criteria", f"the weights sum to {total:.4g}, not to 1; each counts as its share of the sum."))
    idle = [c.id for c in scenario.criteria if c.weight == 0]
    if idle:
        out.append(info("criteria", f"{', '.join(idle)} weighs 0 and changes no score, but cells it does not know still "
                        "drop out.", "Remove it, or give it a weight."))  # fmt: skip
    return out
