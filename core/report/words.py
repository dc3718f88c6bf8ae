"""Value functions, rules and quantities of a scenario in words."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from ..criteria.raster import Derive
from ..criteria.value import Function, ValueFunction
from ..engine.plan import CriterionPlan
from ..errors import InputError
from ..exclusion.rules import parse_ranges
from ..scenario.model import (
    Criterion,
    DensityCriterion,
    DistanceCriterion,
    Exclusion,
    GridCapacityCriterion,
    HazardCriterion,
    Horizon,
    LatencyCriterion,
    Layer,
    RasterCriterion,
    Scenario,
)
from .numbers import percent, plain
from .texts import Texts

_TYPES: dict[type, str] = {
    GridCapacityCriterion: "type_grid_capacity",
    LatencyCriterion: "type_latency",
    DistanceCriterion: "type_distance",
    DensityCriterion: "type_density",
    HazardCriterion: "type_hazard",
    RasterCriterion: "type_raster",
}
_SUFFIX = {"ms": " ms", "degrees": "°", "per km2": " /km²"}


def at_horizon(scenario: Scenario, horizon: Horizon | None) -> Scenario:
    """The scenario with what a horizon sets for facility, criteria and candidates, as far as words need it."""
    if horizon is None:
        return scenario
    facility, criteria = replace(scenario.facility, horizon_year=horizon.year), list(scenario.criteria)
    candidates = scenario.candidates
    for path, value in horizon.set.items():
        head, *rest = path.split(".")
        if head == "facility" and len(rest) == 1:
            facility = replace(facility, **{rest[0]: value})
        elif (
            head == "candidates" and len(rest) == 1 and candidates is not None and not isinstance(value, dict)
        ):
            candidates = replace(candidates, **{rest[0]: value})
        elif head == "criteria" and len(rest) == 2:
            # Deeper paths change the value function, and the plan knows that one.
            criteria = [_with(c, rest[1], value) if c.id == rest[0] else c for c in criteria]
    return replace(scenario, facility=facility, criteria=tuple(criteria), candidates=candidates)


def _with(criterion: Criterion, name: str, value: Any) -> Criterion:
    change: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value}
    return replace(criterion, **change)


def quantity(value: float, unit: str) -> str:
    """A value with its unit: metres as kilometres from 1000 on."""
    if unit == "m" and abs(value) >= 1000:
        return f"{plain(value / 1000)} km"
    return plain(value, 4) + (" m" if unit == "m" else _SUFFIX.get(unit, ""))


def criterion_type(criterion: Criterion, t: Texts) -> str:
    """What a criterion measures."""
    return t(_TYPES[type(criterion)])


def scoring(plan: CriterionPlan, criterion: Criterion, scenario: Scenario, t: Texts) -> list[str]:
    """How a criterion becomes a score, a sentence each."""
    out = [_value_words(plan.value, plan.unit, t)] if plan.value else _own_score(criterion, scenario, t)
    if plan.not_assessed is not None:
        out.append(t("value_filled", score=plain(plan.not_assessed)))
    return out


def _own_score(criterion: Criterion, scenario: Scenario, t: Texts) -> list[str]:
    """Words for criteria that give a score without a value function."""
    if isinstance(criterion, GridCapacityCriterion):
        reach = quantity(criterion.max_distance_m, "m")
        full = criterion.headroom_target * (scenario.facility.demand_mw or 0)
        return [t("value_capacity", reach=reach, mw=plain(full, 1))]
    if isinstance(criterion, HazardCriterion):
        out = [t("value_hazard", scores=" / ".join(plain(s) for s in criterion.scores))]
        if criterion.exclude_from <= 4:
            out.append(t("value_hazard_out", severity=plain(criterion.exclude_from)))
        return out
    return [t("value_own")]


def _value_words(value: ValueFunction, unit: str, t: Texts) -> str:
    f = value.function
    if f in (Function.LINEAR, Function.POWER):
        best, worst = quantity(value.high or 0.0, unit), quantity(value.low or 0.0, unit)
        key = "value_linear" if f is Function.LINEAR else "value_power"
        return t(key, best=best, worst=worst, exponent=plain(value.exponent))
    if f is Function.PIECEWISE:
        return t("value_piecewise", points=_points(value, unit, t))
    if f is Function.CATEGORIES:
        return t("value_categories", points=_points(value, "", t))
    keys = {
        Function.LARGE: "value_large", Function.SMALL: "value_small",
        Function.GAUSSIAN: "value_gaussian", Function.NEAR: "value_near",
    }  # fmt: skip
    return t(keys[f], midpoint=quantity(value.midpoint or 0.0, unit), spread=f"{value.spread:g}")


def _points(value: ValueFunction, unit: str, t: Texts) -> str:
    return t("list_joint").join(t("point", x=quantity(x, unit), score=plain(y)) for x, y in value.points)


def rule_words(rule: Exclusion | None, layer: Layer | None, t: Texts) -> list[str]:
    """What a rule takes out: its layer and condition, and the buffer around."""
    if rule is None:
        return []
    parts = [t("rule_layer", layer=rule.layer)]
    if rule.ranges is not None:
        unit = "degrees" if layer is not None and layer.derive == Derive.SLOPE_DEG.value else ""
        parts.append(range_words(rule.ranges, unit, t))
    if rule.where:
        parts.append(rule.where)
    if rule.buffer_m:
        parts.append(t("rule_buffer", distance=quantity(rule.buffer_m, "m")))
    if rule.covered_share is not None:
        parts.append(t("rule_share", share=percent(rule.covered_share)))
    return parts


def range_words(text: str, unit: str, t: Texts) -> str:
    """Ranges such as ``15:`` in words."""
    try:
        ranges = parse_ranges(text)
    except InputError:
        return text
    words = t("list_joint").join(_interval(low, high, unit, t) for low, high in ranges.intervals)
    return t("range_inverted", ranges=words) if ranges.inverted else words


def _interval(low: float, high: float, unit: str, t: Texts) -> str:
    if low == high:
        return quantity(low, unit)
    if math.isinf(high):
        return t("range_from", low=quantity(low, unit))
    if math.isinf(low):
        return t("range_to", high=quantity(high, unit))
    return t("range_between", low=quantity(low, unit), high=quantity(high, unit))
