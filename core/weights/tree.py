"""Weight trees: groups of criteria within groups, with weights at every level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..errors import InputError
from .numbers import shares


@dataclass(frozen=True)
class Node:
    """A criterion, or a group where it has children.

    Attributes
    ----------
    id : str
        The criterion's id, or the group's name.
    weight : float
        Among its siblings; siblings need not sum to 1.
    children : tuple of Node
    """

    id: str
    weight: float = 1.0
    children: tuple[Node, ...] = ()


def leaf_weights(roots: Sequence[Node]) -> dict[str, float]:
    """Weights of the criteria, which sum to 1: each share among siblings times that of the group above.

    Raises
    ------
    InputError
        When there is nothing, siblings weigh nothing, a weight is negative, or a criterion stands twice.

    Examples
    --------
    >>> leaf_weights([Node("power", 3, (Node("grid", 1), Node("road", 1))), Node("safe", 1)])
    {'grid': 0.375, 'road': 0.375, 'safe': 0.25}
    """
    out: dict[str, float] = {}
    for name, weight in _leaves(roots, "the tree", 1.0):
        if name in out:
            raise InputError(
                f"The criterion {name} stands twice in the tree; a criterion belongs to one group."
            )
        out[name] = weight
    return out


def _leaves(nodes: Sequence[Node], what: str, whole: float) -> Iterator[tuple[str, float]]:
    if not nodes:
        raise InputError(f"There is no criterion in {what}; a group needs one at least.")
    for node, share in zip(nodes, shares([n.weight for n in nodes], what)):
        if node.children:
            yield from _leaves(node.children, f"the group {node.id}", whole * share)
        else:
            yield node.id, whole * share
