"""Findings on weights."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from ..scenario.model import Scenario, WeightNode
from ..scenario.overlay import overlay_settings
from ..scenario.weigh import weigh
from ..scenario.weighed import Level
from ..weights.ahp import LIMIT
from ..weights.numbers import ratio_words
from ..weights.revision import revisions
from .finding import Finding, info, warning
from .phrases import Place


def weight_findings(scenario: Scenario) -> list[Finding]:
    """Weights that do not sum to 1 or go unused, criteria that weigh nothing, judgements that contradict."""
    if not overlay_settings(scenario).is_weighted:
        return []
    found = weigh(scenario)
    ids = {c.id for c in scenario.criteria}
    out = [f for level in found.levels for f in _contradictions(level, ids)]
    if found.method == "direct":
        out += _sum_finding(Place("criteria"), [c.weight for c in scenario.criteria])
    else:
        out += _tree_sums(scenario.weighting.tree, bool(scenario.weighting.matrix), Place("weighting"))
        out += _unused(scenario)
    for criterion, weight in zip(scenario.criteria, found.weights):
        if weight == 0:
            out.append(info(Place("criterion", criterion.id), "no_weight"))
    return out


def _sum_finding(place: Place, weights: Sequence[float]) -> list[Finding]:
    total = sum(weights)
    if abs(total - 1) <= 1e-6:
        return []
    return [warning(place, "weights_sum", total=total)]


def _tree_sums(nodes: Sequence[WeightNode], is_judged: bool, place: Place) -> list[Finding]:
    """Siblings of a tree whose weights do not sum to 1; judgements bring their own."""
    if not nodes:
        return []
    out = [] if is_judged else _sum_finding(place, [n.weight or 0.0 for n in nodes])
    return out + [f for n in nodes for f in _tree_sums(n.children, bool(n.matrix), Place("group", n.id))]


def _unused(scenario: Scenario) -> Iterator[Finding]:
    """Weights of criteria that another method takes the place of."""
    method = scenario.weighting.method
    for criterion in scenario.criteria:
        if criterion.weight != 1:
            yield info(
                Place("criterion", criterion.id), "weight_unused", weight=criterion.weight, method=method
            )


def _contradictions(level: Level, criteria: Collection[str]) -> list[Finding]:
    """The judgement that contributes most to a consistency ratio above the limit."""
    if level.found.consistent:
        return []
    worst = revisions(level.array)[0]
    a, b, value, implied = worst.said
    first, second = (
        Place("criterion" if level.members[i] in criteria else "group", level.members[i]) for i in (a, b)
    )
    place = Place("group", level.group) if level.group else Place("weighting")
    return [
        warning(
            place, "contradiction", cr=level.found.cr, limit=LIMIT, first=first, second=second,
            judged=ratio_words(value), implied=ratio_words(implied), better=worst.cr,
        )
    ]  # fmt: skip
