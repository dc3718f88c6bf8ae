"""Which layers of a scenario are one source, however their paths are written."""

from __future__ import annotations

from ..scenario.model import Scenario
from ..sources.uri import SourceUri, parse_uri
from .finding import Finding, info


def source_key(scenario: Scenario, name: str) -> tuple[SourceUri, int, str | None, str | None]:
    """What two layers must agree in to hold the same data: source, band, filter, and what is derived from it."""
    layer = scenario.layers[name]
    return parse_uri(layer.source, scenario.folder), layer.band, layer.where, layer.derive


def twice_findings(scenario: Scenario) -> list[Finding]:
    """Sources that both score and exclude, one line each: what a rule takes out can no longer score."""
    scores: dict[object, list[str]] = {}
    for criterion in scenario.criteria:
        for key in dict.fromkeys(source_key(scenario, n) for n in criterion.layer_ids):
            scores.setdefault(key, []).append(f"criterion {criterion.id}")
    excludes: dict[object, list[str]] = {}
    place: dict[object, str] = {}
    for rule in scenario.exclusions:
        key = source_key(scenario, rule.layer)
        excludes.setdefault(key, []).append(f"exclusion {rule.id}")
        place.setdefault(key, rule.layer)
    return [
        info(f"layer {place[key]}", f"{' and '.join(rules + scores[key])} use the same source, so it counts twice: what is "
             "excluded no longer scores low.", "Check that a limit and a score are both meant.")
        for key, rules in excludes.items() if key in scores
    ]  # fmt: skip
