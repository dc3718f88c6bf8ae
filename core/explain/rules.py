"""Which rules hit a place, by which features of their source."""

from __future__ import annotations

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..exclusion.rules import EXCLUDED, UNKNOWN, RasterRule, Rule
from ..grid.grid import Window
from ..scenario.model import Exclusion, HazardCriterion
from .cells import Looked
from .facts import RuleFact
from .subject import Subject, mean_known

#: Names told at most; more would not be read.
MAX_NAMES = 5


def rule_facts(
    subject: Subject, place: BaseGeometry, tiles: list[tuple[Window, np.ndarray]], looked: Looked
) -> tuple[RuleFact, ...]:
    """Rules that exclude some of a place or do not know it, in the order of the mask's bits."""
    out = []
    hits = looked.states == EXCLUDED
    for number, plan in enumerate(subject.horizon.rules):
        state = looked.states[number]
        if not ((state == EXCLUDED) | (state == UNKNOWN)).any():
            continue
        alone = hits[number] & (hits.sum(axis=0) == 1)
        rule = subject.plan.rules[plan.rule]
        out.append(
            RuleFact(
                plan.id,
                plan.label,
                float(np.mean(hits[number])),
                float(np.mean(alone)),
                float(np.mean(state == UNKNOWN)),
                _features(subject, plan.id, place) if hits[number].any() else (),
                rule_value(rule, tiles),
            )
        )
    return tuple(out)


def exclusion_of(subject: Subject, id: str) -> Exclusion | None:
    """The scenario's rule of an id; None where a hazard criterion excludes."""
    return next((e for e in subject.scenario.exclusions if e.id == id), None)


def hazard_of(subject: Subject, id: str) -> HazardCriterion | None:
    """The hazard criterion that excludes under an id."""
    return next((c for c in subject.scenario.criteria if c.id == id and isinstance(c, HazardCriterion)), None)


def rule_value(rule: Rule, tiles: list[tuple[Window, np.ndarray]]) -> float | None:
    """Mean of the raster that a rule tests, on the cells of a place; None for other rules."""
    if not isinstance(rule, RasterRule):
        return None
    return mean_known(np.concatenate([rule.field(window)[0][cells] for window, cells in tiles]))


def _features(subject: Subject, id: str, place: BaseGeometry) -> tuple[str, ...]:
    rule = exclusion_of(subject, id)
    if rule is not None:
        return () if rule.ranges is not None else _near(subject, rule.layer, rule.where, place, rule.buffer_m)
    hazard = hazard_of(subject, id)
    if hazard is None:
        return ()
    found: list[str] = []
    for layer in hazard.layers:
        found += _near(subject, layer, None, place, 0.0, hazard.exclude_from)
    return tuple(found[:MAX_NAMES])


def _near(
    subject: Subject,
    layer: str,
    where: str | None,
    place: BaseGeometry,
    reach: float,
    severity: float | None = None,
) -> tuple[str, ...]:
    """Names of features within reach of a place, the nearest first.

    A cell is taken by its centre, so a feature may pass a place by less than a cell and still hit it.
    """
    named = subject.named(layer, where)
    slack = max(subject.plan.grid.dx, subject.plan.grid.dy)
    keep = np.ones(len(named.names), bool)
    if severity is not None:
        spec = subject.layer(layer).severity
        if spec is None and "severity" not in named.data.fields:
            return ()
        values = spec.severities(named.data) if spec else named.data.numbers("severity")
        with np.errstate(invalid="ignore"):
            keep = values >= severity
    metres = {i: named.geometries[i].distance(place) for i in np.flatnonzero(keep).tolist()}
    near = sorted((i for i, d in metres.items() if d <= reach + slack), key=lambda i: (metres[i], i))
    inside = [i for i in near if metres[i] <= reach]
    return tuple(dict.fromkeys(named.names[i] for i in (inside or near[:1])))[:MAX_NAMES]
