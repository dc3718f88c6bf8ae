"""Weights of a scenario's tree of groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..weights.numbers import shares
from ..weights.tree import Node, leaf_weights
from .kinds import Faults, nearest
from .model import Judgements, Scenario, WeightNode
from .weighed import Level, Weighed, judged, require_each_once


def weigh_tree(scenario: Scenario, faults: Faults) -> Weighed | None:
    """Weights of the criteria by the tree; None, and the faults noted, where something is wrong."""
    weighting, place, before = scenario.weighting, "weighting.tree", len(faults)
    reader = _Tree(weighting.priorities, faults)
    nodes = reader.nodes(weighting.tree, "", weighting.matrix, place)
    leaves = _leaves(weighting.tree, place)
    ids = [c.id for c in scenario.criteria]
    for where, leaf in leaves:
        if leaf not in ids:
            faults.add(where, f"there is no criterion {leaf}{nearest(leaf, tuple(ids))}")
    require_each_once([leaf for _, leaf in leaves], ids, place, faults)
    if len(faults) > before:
        return None
    found = leaf_weights(nodes)
    weights = tuple(found[i] for i in ids)
    return Weighed("tree", weights, weighting.priorities, tuple(reader.levels), tree=nodes)


@dataclass
class _Tree:
    """Reads a tree, and gathers its levels of judgements."""

    priorities: str
    faults: Faults
    levels: list[Level] = field(default_factory=list)

    def nodes(
        self, given: Sequence[WeightNode], group: str, matrix: Judgements, place: str
    ) -> tuple[Node, ...]:
        """Siblings with weights that sum to 1; ``matrix`` holds the judgements of their group."""
        read = self._by_judgements(given, group, matrix, place) if matrix else self._by_weights(given, place)
        out = []
        for i, node in enumerate(given):
            here = f"{place}[{i}]"
            if node.matrix and not node.children:
                self.faults.add(f"{here}.matrix", "judgements are between children, and there are none")
            children: tuple[Node, ...] = ()
            if node.children:
                children = self.nodes(node.children, node.id, node.matrix, f"{here}.children")
            out.append(Node(node.id, read[i] if read else 0.0, children))
        return tuple(out)

    def _by_judgements(
        self, given: Sequence[WeightNode], group: str, matrix: Judgements, place: str
    ) -> Sequence[float]:
        where = f"{place.rpartition('.')[0]}.matrix"
        level = judged(group, tuple(n.id for n in given), matrix, self.priorities, where, self.faults)
        if level is None:
            return ()
        self.levels.append(level)
        return level.found.weights

    def _by_weights(self, given: Sequence[WeightNode], place: str) -> Sequence[float]:
        missing = [i for i, node in enumerate(given) if node.weight is None]
        for i in missing:
            self.faults.add(f"{place}[{i}]", "the key weight is missing (or give the group above a matrix)")
        weights = [node.weight or 0.0 for node in given]
        if any(w > 0 for w in weights):
            return shares(weights, "the siblings")
        if not missing:
            self.faults.add(place, "all weights are 0; give at least one a weight above 0")
        return ()


def _leaves(nodes: Sequence[WeightNode], place: str) -> list[tuple[str, str]]:
    """Place and id of every criterion of a tree."""
    out = []
    for i, node in enumerate(nodes):
        here = f"{place}[{i}]"
        out += _leaves(node.children, f"{here}.children") if node.children else [(f"{here}.id", node.id)]
    return out
