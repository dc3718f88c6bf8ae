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


def weight_findings(scenario: Scenario) -> list[Finding]:
    """Weights that do not sum to 1 or go unused, criteria that weigh nothing, judgements that contradict."""
    if not overlay_settings(scenario).is_weighted:
        return []
    found = weigh(scenario)
    ids = {c.id for c in scenario.criteria}
    out = [f for level in found.levels for f in _contradictions(level, ids)]
    if found.method == "direct":
        out += _sum_finding("criteria", [c.weight for c in scenario.criteria])
    else:
        out += _tree_sums(scenario.weighting.tree, bool(scenario.weighting.matrix), "weighting")
        out += _unused(scenario)
    for criterion, weight in zip(scenario.criteria, found.weights):
        if weight == 0:
            out.append(info(f"criterion {criterion.id}", "its weight is 0, so it changes no score, but cells that it does not "
                            "know still get none.", "Remove it, or give it a weight."))  # fmt: skip
    return out


def _sum_finding(where: str, weights: Sequence[float]) -> list[Finding]:
    total = sum(weights)
    if abs(total - 1) <= 1e-6:
        return []
    return [info(where, f"the weights sum to {total:.4g}, not to 1; each counts as its share of the sum.",
                 "See that the shares in the report are what is meant.")]  # fmt: skip


def _tree_sums(nodes: Sequence[WeightNode], is_judged: bool, where: str) -> list[Finding]:
    """Siblings of a tree whose weights do not sum to 1; judgements bring their own."""
    if not nodes:
        return []
    out = [] if is_judged else _sum_finding(where, [n.weight or 0.0 for n in nodes])
    return out + [f for n in nodes for f in _tree_sums(n.children, bool(n.matrix), f"group {n.id}")]


def _unused(scenario: Scenario) -> Iterator[Finding]:
    """Weights of criteria that another method takes the place of."""
    method = scenario.weighting.method
    for criterion in scenario.criteria:
        if criterion.weight != 1:
            yield info(f"criterion {criterion.id}", f"its weight {criterion.weight:g} is not used, as the method {method} "
                       "gives the weights.", "Remove it, or set the method to direct.")  # fmt: skip


def _contradictions(level: Level, criteria: Collection[str]) -> list[Finding]:
    """The judgement that contributes most to a consistency ratio above the limit."""
    if level.found.consistent:
        return []
    worst = revisions(level.array)[0]
    a, b, value, implied = worst.said
    pair = " over ".join(
        f"{'criterion' if level.members[i] in criteria else 'group'} {level.members[i]}" for i in (a, b)
    )
    what = (
        f"the judgements contradict each other: their consistency ratio is {level.found.cr:.2f}, above {LIMIT:.2f}. "
        f"The worst is {pair} with {ratio_words(value)}, while the others imply {ratio_words(implied)}."
    )
    mend = f"Judge that pair again; {ratio_words(implied)} lowers the ratio to {worst.cr:.2f}."
    return [warning(f"group {level.group}" if level.group else "weighting", what, mend)]
