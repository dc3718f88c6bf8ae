"""All findings of a scenario or a run, each said once."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..engine.plan import Plan
from ..engine.sources import Sources
from ..regions.reason import Reason
from ..scenario.model import Horizon, Scenario
from .assessed import criterion_finding, rules_finding
from .capacity import capacity_findings
from .fibre import fibre_findings
from .finding import Finding, info, merged, warning
from .layers import geometry_findings, layer_findings, small_findings
from .overlay import overlay_findings
from .phrases import Listed, Place, Words
from .scale import scale_findings
from .weights import weight_findings

if TYPE_CHECKING:  # results come out of runs, which come after pre-flight
    from ..run.result import HorizonResult

LEVELS = ("error", "warning", "info")


def input_findings(
    at: tuple[tuple[Horizon | None, Scenario], ...],
    sources: Sources,
    plan: Plan,
    today: datetime.date | None = None,
) -> list[Finding]:
    """What the inputs alone tell, before anything is computed; worst first."""
    out = scale_findings(plan.grid)
    for _, scenario in at:
        out += capacity_findings(scenario, sources, today or datetime.date.today())
        out += overlay_findings(scenario) + weight_findings(scenario) + layer_findings(scenario, sources)
    scenarios = [scenario for _, scenario in at]
    return ordered(
        out + small_findings(scenarios, plan) + fibre_findings(scenarios, plan) + geometry_findings(sources)
    )


def result_findings(scenarios: Sequence[Scenario], horizons: list[HorizonResult]) -> list[Finding]:
    """What the figures of a run tell; scenarios as they stand at the horizons, which may differ in criteria."""
    out: list[Finding] = []
    shares: dict[str, list[float]] = {c.id: [] for s in scenarios for c in s.criteria}
    for result in horizons:
        for tally in result.criteria:
            shares[tally.id].append(tally.missing_share)
    for criterion in {c.id: c for s in reversed(scenarios) for c in s.criteria}.values():
        out += criterion_finding(criterion, shares[criterion.id])
    out += rules_finding([_unknown_share(h) for h in horizons])
    for result, scenario in zip(horizons, scenarios):
        out += _eligible(result) + _found(result, scenario)
    return ordered(out)


def ordered(findings: list[Finding]) -> list[Finding]:
    """Each finding once, also where horizons differ in its figures; errors first, otherwise in the order found."""
    return sorted(merged(findings), key=lambda f: LEVELS.index(f.level))


def _unknown_share(result: HorizonResult) -> float:
    """Share of the cells that no rule excludes and some rule does not know."""
    open_ha = result.total_ha - result.excluded_ha
    return (open_ha - result.eligible_ha) / open_ha if open_ha > 0 else 0.0


def _eligible(result: HorizonResult) -> list[Finding]:
    if result.scored_ha:
        return []
    return [warning(Place("horizon", result.id) if result.id else Place("result"), "no_score")]


def _found(result: HorizonResult, scenario: Scenario) -> list[Finding]:
    wanted = scenario.candidates
    if wanted is None or not result.scored_ha or len(result.candidates) >= wanted.count:
        return []
    choice = result.choice
    why = Listed(tuple(region_words(r) for r in choice.reasons), "reasons") if choice else None
    return [
        info(
            Place("horizon", result.id) if result.id else Place("candidates"), "few_regions",
            found=len(result.candidates), wanted=wanted.count, why=why,
        )
    ]  # fmt: skip


def region_words(reason: Reason) -> Words:
    """What stands in the way of regions, as a phrase in any language."""
    return Words.of(f"region_{reason.key}", **reason.values)
