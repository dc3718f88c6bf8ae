"""Keep what is said about all criteria at once (weights, overlay) in step when one comes or goes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median_low
from typing import Any

import numpy as np

from ..weights.judgements import judgement_matrix
from .edit_tree import leaf_path, tree_joined, tree_left, tree_node
from .edit_weighting import LISTS, by_id, ratio_rows

Part = dict[str, Any]


def weighting_with(weighting: Part, ids: Sequence[str], id: str, position: int, like: str = "") -> Part:
    """The weighting with one more criterion.

    It is as important as the others: 1 against each of them, the middle of the ranks, the middle between the
    best and the worst, the mean of the weights at the top of a tree. A copy is judged as what it copies.

    Parameters
    ----------
    weighting : dict
        As the scenario writes it.
    ids : sequence of str
        Criteria before, in the order of the file.
    id, position
        The one that comes, and its position in the file.
    like : str
        The criterion that it copies; blank for none.
    """
    order = list(weighting.get("criteria") or ids)
    place = len(order) if weighting.get("criteria") else position
    out = dict(weighting)
    if weighting.get("criteria"):
        out["criteria"] = [*order, id]
    copied = order.index(like) if like in order else None
    method = weighting.get("method", "direct")
    if method == "ahp":
        out["matrix"] = _wider(weighting["matrix"], len(order), place, copied)
    elif method == "best_worst":
        lists = [by_id(weighting[name], order) for name in LISTS]
        middle = round(math.sqrt(max(max(values.values()) for values in lists)), 2)
        for name, values in zip(LISTS, lists):
            out[name] = _listed(weighting[name], order, place, id, values.get(like, middle))
    elif method == "rank":
        ranks = by_id(weighting["ranks"], order)
        rank = ranks.get(like, median_low(ranks.values()) if ranks else 1)
        out["ranks"] = _listed(weighting["ranks"], order, place, id, rank)
    elif method == "tree":
        return _planted(weighting, id, like)
    return out


def weighting_without(weighting: Part, ids: Sequence[str], id: str) -> Part:
    """The weighting with a criterion taken out of its matrix, lists, ranks or tree; what is left keeps its say."""
    order = list(weighting.get("criteria") or ids)
    place = order.index(id)
    out = dict(weighting)
    if weighting.get("criteria"):
        out["criteria"] = [each for each in order if each != id]
    method = weighting.get("method", "direct")
    if method == "ahp":
        matrix = judgement_matrix(weighting["matrix"], len(order))
        out["matrix"] = ratio_rows(np.delete(np.delete(matrix, place, 0), place, 1))
    elif method == "best_worst":
        lists = _ends_kept([by_id(weighting[name], order) for name in LISTS], id)
        for name, values in zip(LISTS, lists):
            out[name] = values if isinstance(weighting[name], Mapping) else list(values.values())
    elif method == "rank":
        ranks = {k: v for k, v in by_id(weighting["ranks"], order).items() if k != id}
        ranks = {k: 1 + sum(other < v for other in ranks.values()) for k, v in ranks.items()}
        out["ranks"] = ranks if isinstance(weighting["ranks"], Mapping) else list(ranks.values())
    elif method == "tree":
        return _felled(weighting, id)
    return out


def overlay_with(overlay: Part, ids: Sequence[str], id: str, position: int, like: str = "") -> Part:
    """The overlay with one more criterion: its own thresholds are 0, or those of what it copies."""
    out = dict(overlay)
    given = overlay.get("preference")
    if isinstance(given, Mapping) and like in given:
        out["preference"] = {**given, id: given[like]}
    elif isinstance(given, list) and given:
        thresholds = given[ids.index(like)] if like in ids else [0, 0]
        out["preference"] = [*given[:position], thresholds, *given[position:]]
    return _reordered(out, len(ids) + 1)


def overlay_without(overlay: Part, ids: Sequence[str], id: str) -> Part:
    """The overlay with a criterion's thresholds taken out."""
    out = dict(overlay)
    given = overlay.get("preference")
    if isinstance(given, Mapping) and id in given:
        out["preference"] = {k: v for k, v in given.items() if k != id}
    elif isinstance(given, list) and given:
        out["preference"] = [v for i, v in enumerate(given) if i != ids.index(id)]
    return _reordered(out, len(ids) - 1)


def _reordered(overlay: Part, count: int) -> Part:
    """Weights of ranks for another number of ranks: the same curve of their sums, read at other shares."""
    given = overlay.get("order_weights")
    if not given or count < 1 or len(given) == count:
        return overlay
    sums = np.concatenate([[0.0], np.cumsum(given)])
    read = np.interp(np.linspace(0, 1, count + 1), np.linspace(0, 1, len(given) + 1), sums)
    return {**overlay, "order_weights": [round(float(w), 6) for w in np.diff(read)]}


def _wider(judgements: Any, count: int, place: int, copied: int | None) -> list[list[Any]]:
    matrix = judgement_matrix(judgements, count)
    row = np.ones(count) if copied is None else matrix[copied]
    matrix = np.insert(matrix, place, 1 / row, axis=1)
    return ratio_rows(np.insert(matrix, place, np.insert(row, place, 1.0), axis=0))


def _listed(given: Any, order: Sequence[str], place: int, id: str, value: float) -> Any:
    if isinstance(given, Mapping):
        return {**given, id: value}
    values = list(given)
    return [*values[:place], value, *values[place:]]


def _ends_kept(lists: Sequence[dict[str, float]], id: str) -> tuple[dict[str, float], dict[str, float]]:
    """Both lists without a criterion; where it was the best or the worst, the next one takes its place."""
    first, second = ({k: v for k, v in values.items() if k != id} for values in lists)
    if not first:
        return first, second
    best = min(first, key=lambda k: (first[k], -second[k]))
    rest = [k for k in second if k != best] or [best]
    worst = min(rest, key=lambda k: (second[k], -first[k]))
    first = {k: max(v / first[best], 1.0) for k, v in first.items()}
    second = {k: max(v / second[worst], 1.0) for k, v in second.items()}
    if best != worst:
        most = max(*first.values(), *second.values())
        first[worst] = second[best] = most
    return _short(first), _short(second)


def _short(values: dict[str, float]) -> dict[str, float]:
    return {k: int(v) if v == int(v) else round(v, 4) for k, v in values.items()}


def _planted(weighting: Part, id: str, like: str) -> Part:
    path = leaf_path(weighting, like) if like else None
    group = path[:-1] if path else ()
    siblings = tree_node(weighting, group)["children"]
    weights = [float(node.get("weight", 1)) for node in siblings]
    mean = round(sum(weights) / len(weights), 6) if weights else 1
    weight = siblings[path[-1]].get("weight", 1) if path else mean
    copied = path[-1] if path else None
    return tree_joined(weighting, group, {"id": id, "weight": weight or mean or 1}, copied)


def _felled(weighting: Part, id: str) -> Part:
    path = leaf_path(weighting, id)
    return weighting if path is None else tree_left(weighting, path)
