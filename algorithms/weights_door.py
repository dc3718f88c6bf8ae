"""What the page of weights needs of the core: weights of a draft, judgements, comparisons, trees."""

from __future__ import annotations

import numpy as np

from ..core.errors import InputError, ScenarioError
from ..core.overlay.settings import Method as OverlayMethod
from ..core.overlay.settings import Variant as OwaVariant
from ..core.scenario.read import build_scenario
from ..core.scenario.weigh import weigh
from ..core.weights.ahp import LIMIT, ahp
from ..core.weights.ahp import Method as Priorities
from ..core.weights.judgements import judgement_matrix
from ..core.weights.numbers import to_number
from ..core.weights.ranks import Formula
from ..core.weights.revision import revisions
from .documents import with_value

__all__ = [
    "CR_LIMIT",
    "FORMULAS",
    "OVERLAYS",
    "OWA_VARIANTS",
    "PRIORITIES",
    "SAATY",
    "InputError",
    "with_value",
]

CR_LIMIT = LIMIT
OVERLAYS = tuple(m.value for m in OverlayMethod)
OWA_VARIANTS = tuple(v.value for v in OwaVariant)
PRIORITIES = tuple(m.value for m in Priorities)
FORMULAS = tuple(f.value for f in Formula)
SAATY = tuple([f"1/{n}" for n in range(9, 1, -1)] + [str(n) for n in range(1, 10)])


def weighed(raw, folder):
    """Weights of a scenario and how they came about; None while it has faults."""
    try:
        return weigh(build_scenario(raw, folder))
    except ScenarioError:
        return None


def ratio_text(value):
    """A judgement as people write it: 3, 1/3, 2.5."""
    return f"{value:.3g}" if value >= 1 - 1e-9 else f"1/{1 / value:.3g}"


def parsed_ratio(text):
    """A judgement that was typed; raises InputError where it is none."""
    try:
        value = float(to_number(text))
    except ValueError:
        value = 0.0
    if not value > 0:
        raise InputError(f"{text!r} is no judgement; give a number above 0, such as 3 or 1/3.")
    return value


def with_judgement(matrix, row, column, value):
    """Rows of a matrix, as a scenario holds them, with one judgement and its reciprocal changed."""
    cells = [[_cell(v) for v in line] for line in matrix]
    cells[row][column], cells[column][row] = _cell(value), _cell(1 / value)
    return cells


def worst_judgement(matrix):
    """(row, column, value, implied) of what contributes most to inconsistency; None where nothing does.

    The implied value has two digits where it lowers the ratio like that, else all.
    """
    found = revisions(np.array(matrix))
    if not found or found[0].gain <= 1e-9:
        return None
    row, column, value, implied = found[0].said
    short = float(f"{implied:.2g}")
    changed = judgement_matrix(with_judgement(matrix, row, column, short))
    lower = ahp(changed).cr < ahp(np.array(matrix)).cr
    return row, column, value, short if lower else implied


def started(method, ids, weights):
    """Settings of a method to begin with: nothing judged yet, and the weights kept where it can hold them."""
    if method == "ahp":
        return {"method": method, "matrix": [[1] * len(ids) for _ in ids]}
    if method == "best_worst":
        ones = dict.fromkeys(ids, 1)
        return {"method": method, "best_to_others": ones, "others_to_worst": dict(ones)}
    if method == "rank":
        return {"method": method, "ranks": {i: 1 + sum(v > w for v in weights) for i, w in zip(ids, weights)}}
    if method == "tree":
        return {"method": method, "tree": [{"id": i, "weight": round(w, 6)} for i, w in zip(ids, weights)]}
    return {"method": "direct"}


def by_id(values, order):
    """Values of criteria by id, however the scenario lists them."""
    return dict(values) if isinstance(values, dict) else dict(zip(order, values or ()))


def with_comparison(first, second, best, worst, name, id, value):
    """Both lists with one comparison changed; that of the best with the worst stands in both."""
    first, second = dict(first), dict(second)
    (first if name == "best_to_others" else second)[id] = value
    if name == "best_to_others" and id == worst:
        second[best] = value
    if name == "others_to_worst" and id == best:
        first[worst] = value
    return first, second


def with_ends(first, second, old, new):
    """Both lists with other criteria as (best, worst): they take over what was said of the earlier ones."""
    (old_best, old_worst), (best, worst) = old, new
    for before, after in ((old_best, best), (old_worst, worst)):
        first, second = (_swapped(values, before, after) for values in (first, second))
        if before == old_best and after == old_worst:
            worst = old_best
            break
        if before == old_worst and after == old_best:
            best = old_worst
    most = max(first[worst], second[best], 2)
    return {**first, best: 1, worst: most}, {**second, worst: 1, best: most}


def tree_with(tree, path, **changed):
    """A tree with keys of the node at a path of positions changed."""
    head, rest = path[0], path[1:]
    out = list(tree)
    node = out[head]
    if rest:
        out[head] = {**node, "children": tree_with(node["children"], rest, **changed)}
    else:
        out[head] = {**node, **changed}
    return out


def tree_grouped(tree, path, name):
    """A tree with the node at a path put into a group of its own, which takes its weight."""
    node = _at(tree, path)
    group = {"id": name, "weight": node.get("weight", 1), "children": [{**node, "weight": 1}]}
    return _rewritten(tree, node, [group])


def tree_moved(tree, path, target):
    """A tree with a node moved into the group at another path, () for the top; an empty group goes."""
    node = _at(tree, path)
    goal = _at(tree, target) if target else None
    entry = {**node, "weight": node.get("weight", 1)}
    out = _rewritten(tree, node, [], goal, entry)
    return out if goal is not None else [*out, entry]


def _at(tree, path):
    node = tree[path[0]]
    for step in path[1:]:
        node = node["children"][step]
    return node


def _rewritten(nodes, node, instead, goal=None, entry=None):
    out = []
    for each in nodes:
        if each is node:
            out += instead
            continue
        if "children" in each:
            children = _rewritten(each["children"], node, instead, goal, entry)
            if each is goal:
                children = [*children, entry]
            if not children:
                continue
            if children != each["children"]:
                # Judgements were between the earlier children.
                kept = {k: v for k, v in each.items() if k != "matrix"}
                children = [{**c, "weight": c.get("weight", 1)} for c in children]
                out.append({**kept, "children": children})
                continue
        out.append(each)
    return out


def _swapped(values, a, b):
    return {**values, a: values[b], b: values[a]}


def _cell(value):
    """As a person would write it: whole numbers and their reciprocals exactly."""
    if abs(value - round(value)) < 1e-9:
        return round(value)
    if value < 1 and abs(1 / value - round(1 / value)) < 1e-9:
        return f"1/{round(1 / value)}"
    return float(value)
