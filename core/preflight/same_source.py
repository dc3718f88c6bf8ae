"""Which layers of a scenario are one source, however their paths are written."""

from __future__ import annotations

from ..scenario.model import Scenario
from ..sources.uri import SourceUri, parse_uri
from .finding import Finding, warning
from .phrases import Listed, Place


def source_key(scenario: Scenario, name: str) -> tuple[SourceUri, int, str | None, str | None]:
    """What two layers must agree in to hold the same data: source, band, filter, and what is derived from it."""
    layer = scenario.layers[name]
    return parse_uri(layer.source, scenario.folder), layer.band, layer.where, layer.derive


def twice_findings(scenario: Scenario) -> list[Finding]:
    """Sources that both score and exclude, one line each: what a rule takes out can no longer score."""
    scores: dict[object, list[Place]] = {}
    for criterion in scenario.criteria:
        for key in dict.fromkeys(source_key(scenario, n) for n in criterion.layer_ids):
            scores.setdefault(key, []).append(Place("criterion", criterion.id))
    excludes: dict[object, list[Place]] = {}
    layer: dict[object, str] = {}
    for rule in scenario.exclusions:
        key = source_key(scenario, rule.layer)
        excludes.setdefault(key, []).append(Place("exclusion", rule.id))
        layer.setdefault(key, rule.layer)
    return [
        warning(Place("layer", layer[key]), "same_source", users=Listed((*rules, *scores[key]), "and"))
        for key, rules in excludes.items() if key in scores
    ]  # fmt: skip
