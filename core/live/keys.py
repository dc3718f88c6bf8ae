"""What the parts of a preview depend on, as texts that are equal where the parts are."""

from __future__ import annotations

from dataclasses import replace

from ..criteria.hazard import SCORES, SEVERITIES
from ..criteria.value import Function
from ..scenario.model import (
    Criterion,
    DensityCriterion,
    DistanceCriterion,
    Exclusion,
    GridCapacityCriterion,
    HazardCriterion,
    LatencyCriterion,
    Layer,
    RasterCriterion,
    Scenario,
)


def field_key(scenario: Scenario, criterion: Criterion) -> str:
    """What the raw values of a criterion depend on: not its weight, value function or the scores of severities."""
    plain = replace(criterion, id="", weight=0.0, title=None, value=None, not_assessed=None, note=None)
    if isinstance(plain, HazardCriterion):
        plain = replace(plain, scores=SCORES)
    if isinstance(plain, DistanceCriterion):
        plain = replace(plain, max_distance_m=None)  # distances are held as they are, and cut where scored
    layers = [_layer_key(scenario, name) for name in criterion.layer_ids]
    return repr((plain, layers, _when(scenario, criterion), _is_classes(criterion)))


def rule_key(scenario: Scenario, rule: Exclusion) -> str:
    """What the states of a rule depend on: not its id or title."""
    return repr((replace(rule, id="", title=None, note=None), _layer_key(scenario, rule.layer)))


def hazard_rule_key(scenario: Scenario, criterion: HazardCriterion) -> str:
    """What the states of the rule of a hazard criterion depend on."""
    return "hazard " + field_key(scenario, criterion)


def hazard_rules(scenario: Scenario) -> list[HazardCriterion]:
    """Hazard criteria that exclude, in the order of their rules in the mask."""
    return [c for c in scenario.criteria if isinstance(c, HazardCriterion) and c.exclude_from < SEVERITIES]


def score_key(criterion: Criterion) -> str:
    """What the scores depend on beside the raw values."""
    scores = criterion.scores if isinstance(criterion, HazardCriterion) else ()
    limit = criterion.max_distance_m if isinstance(criterion, DistanceCriterion) else None
    return repr((criterion.value, criterion.not_assessed, scores, limit))


def _when(scenario: Scenario, criterion: Criterion) -> object:
    """Demand and year, as far as a criterion looks at them."""
    if isinstance(criterion, GridCapacityCriterion):
        return scenario.facility
    if isinstance(criterion, (DistanceCriterion, LatencyCriterion, DensityCriterion)):
        return scenario.facility.horizon_year
    return None


def _is_classes(criterion: Criterion) -> bool:
    """Whether a raster is taken as classes, which are not blended."""
    value = criterion.value
    is_listed = value is not None and value.function == Function.CATEGORIES.value
    return isinstance(criterion, RasterCriterion) and is_listed


def _layer_key(scenario: Scenario, name: str) -> tuple[Layer, Layer | None]:
    """A layer, and the one that tells where it was assessed, without what is only printed."""
    layer = scenario.layers[name]
    return _read(layer), _read(scenario.layers[layer.coverage]) if layer.coverage else None


def _read(layer: Layer) -> Layer:
    return replace(layer, licence=None, as_of=None, note=None)
