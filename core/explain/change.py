"""The smallest single change of a scenario that makes a place eligible."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import numpy as np

from ..criteria.hazard import SEVERITIES
from ..exclusion.rules import CLEAR, EXCLUDED, UNKNOWN, HazardRule, Ranges, RasterRule, Rule, ShapeRule
from ..grid.grid import Window
from ..scenario.model import Exclusion
from .cells import Looked
from .facts import Change
from .rules import exclusion_of
from .subject import Subject

Tiles = list[tuple[Window, np.ndarray]]
_COMPARISON = re.compile(r"""^\s*"?(\w+)"?\s*(>=|>)\s*(-?\d+(?:\.\d+)?)\s*$""")


def smallest_change(subject: Subject, tiles: Tiles, looked: Looked) -> Change | None:
    """What to change; None where the place is eligible already or no single change suffices.

    A change is only named when the changed rule, evaluated at the place, lets it through.
    """
    if not np.isnan(looked.suitability).any():
        return _least_score(subject, looked)
    rules = [i for i, states in enumerate(looked.states) if (states == EXCLUDED).any()]
    unknown_rules = [i for i, states in enumerate(looked.states) if (states == UNKNOWN).any()]
    unknown = [i for i, scores in enumerate(looked.scores) if np.isnan(scores).any()]
    # A hazard that excludes has no score there either: one cause, told once.
    hazards = {subject.horizon.rules[i].id for i in rules}
    unknown = [i for i in unknown if subject.horizon.criteria[i].id not in hazards]
    if len(rules) == 1 and not unknown_rules and not unknown:
        return _of_rule(subject, rules[0], tiles)
    if not rules and not unknown_rules and len(unknown) == 1:
        criterion = subject.horizon.criteria[unknown[0]]
        # The worst score: what nobody looked at must not be made better than what somebody did.
        return Change("fill", f"criteria.{criterion.id}.not_assessed", None, 0.0, criterion.label)
    return None


def _least_score(subject: Subject, looked: Looked) -> Change | None:
    wanted = subject.scenario.candidates
    score = float(looked.suitability.mean())
    if wanted is None or score >= wanted.min_score:
        return None
    least = math.floor(score * 100) / 100
    return Change("min_score", "candidates.min_score", wanted.min_score, least, "")


def _of_rule(subject: Subject, number: int, tiles: Tiles) -> Change | None:
    plan = subject.horizon.rules[number]
    rule = subject.plan.rules[plan.rule]
    if isinstance(rule, HazardRule):
        worst = max(float(np.nanmax(rule.field.worst(window)[cells])) for window, cells in tiles)
        new = int(min(worst + 1, SEVERITIES))
        old = int(rule.field.exclude_from)
        return Change("severity", f"criteria.{plan.id}.exclude_from", old, new, plan.label)
    exclusion = exclusion_of(subject, plan.id)
    if exclusion is None:
        return None
    found: tuple[str, float | str] | None = (
        _less_buffer(rule, exclusion, tiles)
        or _other_range(rule, exclusion, tiles)
        or _other_filter(subject, exclusion, tiles)
    )
    if found is not None:
        key, value = found
        return Change(key, f"exclusions.{plan.id}.{key}", getattr(exclusion, key), value, plan.label)
    return Change("drop", f"exclusions.{plan.id}", plan.id, None, plan.label)


def is_clear(rule: Rule, tiles: Tiles) -> bool:
    """Whether a rule lets every cell of a place through."""
    return all((rule(window)[cells] == CLEAR).all() for window, cells in tiles)


def _less_buffer(rule: Rule, exclusion: Exclusion, tiles: Tiles) -> tuple[str, float] | None:
    """The largest smaller buffer, in whole metres, that lets the place through."""
    if not isinstance(rule, (ShapeRule, RasterRule)) or rule.buffer_m <= 0:
        return None
    if not is_clear(replace(rule, buffer_m=0.0), tiles):
        return None
    low, high = 0, math.ceil(rule.buffer_m)  # low lets through, high does not
    while high - low > 1:
        middle = (low + high) // 2
        if is_clear(replace(rule, buffer_m=float(middle)), tiles):
            low = middle
        else:
            high = middle
    return "buffer_m", float(low)


def _other_range(rule: Rule, exclusion: Exclusion, tiles: Tiles) -> tuple[str, str] | None:
    """Ranges whose open end is moved just past the values of the place."""
    if not isinstance(rule, RasterRule) or rule.ranges.inverted or len(rule.ranges.intervals) != 1:
        return None
    low, high = rule.ranges.intervals[0]
    values = np.concatenate([rule.field(window)[0][cells] for window, cells in tiles])
    least, most = float(np.nanmin(values)), float(np.nanmax(values))
    if math.isinf(high) and math.isfinite(low):
        moved = (math.floor(most * 10 + 1) / 10, high)
        text = f"{moved[0]:g}:"
    elif math.isinf(low) and math.isfinite(high):
        moved = (low, math.ceil(least * 10 - 1) / 10)
        text = f":{moved[1]:g}"
    else:
        return None
    return ("ranges", text) if is_clear(replace(rule, ranges=Ranges((moved,))), tiles) else None


def _other_filter(subject: Subject, exclusion: Exclusion, tiles: Tiles) -> tuple[str, str] | None:
    """A filter ``field >= number`` whose number is moved past the features that hit the place."""
    match = _COMPARISON.match(exclusion.where or "")
    if match is None:
        return None
    name = match[1]
    named = subject.named(exclusion.layer, exclusion.where)
    rule = subject.plan.rules[next(r.rule for r in subject.horizon.rules if r.id == exclusion.id)]
    if name not in named.data.fields or not isinstance(rule, ShapeRule):
        return None
    hit = {f for window, cells in tiles for f in rule.cells.features(window, cells)}
    values = named.data.numbers(name)[sorted(hit)]
    if not values.size or np.isnan(values).all():
        return None
    return "where", f"{name} > {float(np.nanmax(values)):g}"
