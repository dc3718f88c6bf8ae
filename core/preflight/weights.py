"""Findings on weights."""

from __future__ import annotations

from ..scenario.model import Scenario
from .finding import Finding, info


def weight_findings(scenario: Scenario) -> list[Finding]:
    """Weights that do not sum to 1, and criteria that weigh nothing."""
    out = []
    total = sum(c.weight for c in scenario.criteria)
    if abs(total - 1) > 1e-6:
        out.append(info("criteria", f"the weights sum to {total:.4g}, not to 1; each counts as its share of the sum.",
                        "See that the shares in the report are what is meant."))  # fmt: skip
    for criterion in (c for c in scenario.criteria if c.weight == 0):
        out.append(info(f"criterion {criterion.id}", "its weight is 0, so it changes no score, but cells that it does not "
                        "know still get none.", "Remove it, or give it a weight."))  # fmt: skip
    return out
