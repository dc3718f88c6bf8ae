"""From what a scenario says of weights to the weights themselves."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import InputError, ScenarioError
from ..weights.best_worst import Model, best_worst
from ..weights.comparisons import comparisons
from ..weights.numbers import shares
from ..weights.ranks import Formula, rank_weights
from .kinds import Faults, nearest
from .model import ByCriterion, Scenario
from .weigh_tree import weigh_tree
from .weighed import Weighed, judged, require_each_once


def weigh(scenario: Scenario) -> Weighed:
    """Weights of the criteria; raises ScenarioError with every fault where there are none to find."""
    faults = Faults()
    found = find_weights(scenario, faults)
    if found is None:
        raise ScenarioError(scenario.path or "in hand", faults)
    return found


def find_weights(scenario: Scenario, faults: Faults) -> Weighed | None:
    """Weights of the criteria; None, and the faults noted, where something is wrong."""
    before = len(faults)
    found = _METHODS[scenario.weighting.method](scenario, faults)
    return found if len(faults) == before else None


def _direct(scenario: Scenario, faults: Faults) -> Weighed | None:
    weights = [c.weight for c in scenario.criteria]
    if not any(w > 0 for w in weights):
        faults.add("criteria", "all weights are 0; give at least one criterion a weight above 0")
        return None
    return Weighed("direct", shares(weights, "the criteria"))


def _ahp(scenario: Scenario, faults: Faults) -> Weighed | None:
    order = _order(scenario, faults)
    w = scenario.weighting
    level = judged("", order, w.matrix, w.priorities, "weighting.matrix", faults)
    if level is None:
        return None
    weights = _in_file_order(scenario, order, level.found.weights)
    return Weighed("ahp", weights, w.priorities, (level,))


def _best_worst(scenario: Scenario, faults: Faults) -> Weighed | None:
    w, order = scenario.weighting, _order(scenario, faults)
    first = _values(w.best_to_others, order, "weighting.best_to_others", faults)
    second = _values(w.others_to_worst, order, "weighting.others_to_worst", faults)
    if first is None or second is None:
        return None
    try:
        given = comparisons(first, second)
        found = best_worst(given, Model(w.model))
    except InputError as error:
        faults.add("weighting", str(error).rstrip("."))
        return None
    weights = _in_file_order(scenario, order, found.weights)
    best, worst = order[given.best], order[given.worst]
    return Weighed("best_worst", weights, w.model, best_worst=found, best=best, worst=worst)


def _rank(scenario: Scenario, faults: Faults) -> Weighed | None:
    w, order = scenario.weighting, _order(scenario, faults)
    ranks = _values(w.ranks, order, "weighting.ranks", faults)
    if ranks is None:
        return None
    try:
        weights = rank_weights(ranks, Formula(w.formula))
    except InputError as error:
        faults.add("weighting.ranks", str(error).rstrip("."))
        return None
    return Weighed("rank", _in_file_order(scenario, order, weights), w.formula)


def _order(scenario: Scenario, faults: Faults) -> tuple[str, ...]:
    """Ids in the order of the judgements."""
    ids = tuple(c.id for c in scenario.criteria)
    wanted = scenario.weighting.criteria
    if not wanted:
        return ids
    for i, name in enumerate(wanted):
        if name not in ids:
            faults.add(f"weighting.criteria[{i}]", f"there is no criterion {name}{nearest(name, ids)}")
    require_each_once(wanted, ids, "weighting.criteria", faults)
    return wanted


def _values(
    values: ByCriterion, order: tuple[str, ...], place: str, faults: Faults
) -> tuple[float, ...] | None:
    """Values in the order of the judgements."""
    if not isinstance(values, dict):
        if len(values) == len(order):
            return values
        faults.add(place, f"there are {len(values)} values for {len(order)} criteria ({', '.join(order)})")
        return None
    for name in values:
        if name not in order:
            faults.add(f"{place}.{name}", f"there is no criterion {name}{nearest(name, order)}")
    missing = [name for name in order if name not in values]
    for name in missing:
        faults.add(place, f"the criterion {name} is missing")
    return None if missing else tuple(values[name] for name in order)


def _in_file_order(scenario: Scenario, order: tuple[str, ...], weights: Sequence[float]) -> tuple[float, ...]:
    by_id = dict(zip(order, weights))
    return tuple(by_id.get(c.id, 0.0) for c in scenario.criteria)


_METHODS = {"direct": _direct, "ahp": _ahp, "best_worst": _best_worst, "rank": _rank, "tree": weigh_tree}
