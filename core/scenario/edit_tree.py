"""Edit a scenario's tree of weights; nodes are told by their path, positions from the top, () for the top itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Callable

from ..weights.ahp import Method, ahp
from ..weights.judgements import judgement_matrix
from .edit_weighting import ratio_rows, with_judgement

Node = dict[str, Any]
Path = Sequence[int]


def tree_with(weighting: Node, path: Path, **changed: Any) -> Node:
    """The weighting with keys of the node at a path changed."""
    return _changed(weighting, path, lambda node: {**node, **changed})


def tree_grouped(weighting: Node, path: Path, name: str) -> Node:
    """The weighting with the node at a path put into a group of its own, which takes its weight and its place."""

    def group(node: Node) -> Node:
        kept = {"weight": node["weight"]} if "weight" in node else {}
        return {"id": name, **kept, "children": [{**node, "weight": 1}]}

    return _changed(weighting, path, group)


def tree_moved(weighting: Node, path: Path, target: Path) -> Node:
    """The weighting with a node moved to the end of the group at another path; a group left empty goes.

    Where judgements stand in place of weights, those between the nodes that stay are kept, and the one that
    comes is as important as each of them until it is judged.
    """
    path, target = tuple(path), tuple(target)
    if path[:-1] == target or target[: len(path)] == path:
        return weighting
    return tree_left(tree_joined(weighting, target, tree_node(weighting, path)), path)


def tree_joined(weighting: Node, path: Path, entry: Node, like: int | None = None) -> Node:
    """The weighting with a node at the end of the group at a path.

    Where judgements stand in place of weights, it is as important as each of the others, or judged as the
    child at the position ``like``.
    """
    return _changed(weighting, path, lambda group: _joined_by(group, entry, like))


def tree_left(weighting: Node, path: Path) -> Node:
    """The weighting without the node at a path; a group left empty goes, and weights all 0 become all 1."""
    path = tuple(path)
    while path:
        above = path[:-1]
        weighting = _changed(weighting, above, partial(_left_by, place=path[-1]))
        if not above or tree_node(weighting, above)["children"]:
            break
        path = above
    return weighting


def leaf_path(weighting: Node, id: str) -> tuple[int, ...] | None:
    """Path of a criterion; None where the tree does not hold it."""

    def find(node: Node, path: tuple[int, ...]) -> tuple[int, ...] | None:
        for place, child in enumerate(node.get("children", ())):
            here = (*path, place)
            if not child.get("children") and child.get("id") == id:
                return here
            if found := find(child, here):
                return found
        return None

    return find(_root(weighting), ())


def tree_judged(weighting: Node, path: Path) -> Node:
    """The weighting with judgements in place of weights in the group at a path, each as important as the next."""

    def judge(group: Node) -> Node:
        count = len(group["children"])
        return {**group, "matrix": [[1] * count for _ in range(count)]}

    return _changed(weighting, path, judge)


def tree_weighted(weighting: Node, path: Path) -> Node:
    """The weighting with weights in place of judgements in the group at a path: those that they came to."""
    priorities = weighting.get("priorities", Method.EIGENVECTOR.value)
    return _changed(weighting, path, lambda group: _weighted(group, priorities))


def with_group_judgement(weighting: Node, path: Path, row: int, column: int, value: float) -> Node:
    """The weighting with one judgement between the children of a group changed, and its reciprocal."""

    def judge(group: Node) -> Node:
        return {**group, "matrix": with_judgement(_matrix(group), row, column, value)}

    return _changed(weighting, path, judge)


def judged_groups(weighting: Node) -> list[tuple[int, ...]]:
    """Paths of the groups that have judgements, in the order in which the levels of ``weigh`` come."""
    out: list[tuple[int, ...]] = []

    def gather(node: Node, path: tuple[int, ...]) -> None:
        if node.get("matrix"):
            out.append(path)
        for place, child in enumerate(node.get("children", ())):
            gather(child, (*path, place))

    gather(_root(weighting), ())
    return out


def _root(weighting: Node) -> Node:
    """The weighting as a group: what stands at the top are its children."""
    kept = {k: v for k, v in weighting.items() if k != "tree"}
    return {**kept, "children": list(weighting.get("tree", ()))}


def _changed(weighting: Node, path: Path, change: Callable[[Node], Node]) -> Node:
    root = _rewritten(_root(weighting), path, change)
    out = {k: root.get(k, root["children"]) for k in weighting if k in root or k == "tree"}
    return {**out, **{k: v for k, v in root.items() if k not in out and k != "children"}}


def _rewritten(node: Node, path: Path, change: Callable[[Node], Node]) -> Node:
    if not path:
        return change(node)
    children = list(node["children"])
    children[path[0]] = _rewritten(children[path[0]], path[1:], change)
    return {**node, "children": children}


def tree_node(weighting: Node, path: Path) -> Node:
    """The node at a path; what stands at the top are the children of the path ()."""
    node = _root(weighting)
    for place in path:
        node = node["children"][place]
    return node


def _matrix(group: Node) -> list[list[float]]:
    found: list[list[float]] = judgement_matrix(group["matrix"], len(group["children"])).tolist()
    return found


def _joined_by(group: Node, entry: Node, like: int | None = None) -> Node:
    entry = {**entry, "weight": entry.get("weight", 1)}
    out = {**group, "children": [*group["children"], entry]}
    if group.get("matrix"):
        rows = _matrix(group)
        last = [1.0] * len(rows) if like is None else rows[like]
        out["matrix"] = ratio_rows([*([*row, 1 / v] for row, v in zip(rows, last)), [*last, 1.0]])
    return out


def _left_by(group: Node, place: int) -> Node:
    children = [c for i, c in enumerate(group["children"]) if i != place]
    out = {**group, "children": children}
    if not group.get("matrix"):
        if not any(c.get("weight") for c in children):
            out["children"] = [{**c, "weight": 1} for c in children]
        return out
    if len(children) > 1:
        rows = [row for i, row in enumerate(_matrix(group)) if i != place]
        out["matrix"] = ratio_rows([v for i, v in enumerate(row) if i != place] for row in rows)
        return out
    out.pop("matrix")
    return {**out, "children": [{**c, "weight": 1} for c in children]}


def _weighted(group: Node, priorities: str) -> Node:
    matrix = judgement_matrix(group["matrix"], len(group["children"]))
    weights = ahp(matrix, Method(priorities)).weights
    children = [{**c, "weight": round(float(w), 6)} for c, w in zip(group["children"], weights)]
    return {**{k: v for k, v in group.items() if k != "matrix"}, "children": children}
