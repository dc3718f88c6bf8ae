"""Edit how a scenario finds its weights: judgements, comparisons, and what a method begins with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Union

from ..errors import InputError, ScenarioError
from ..weights.numbers import to_number
from .read import build_scenario
from .weigh import weigh
from .weighed import Weighed

#: A judgement as a scenario holds it: a number, or a fraction as text.
Cell = Union[int, float, str]
LISTS = ("best_to_others", "others_to_worst")


def weighed(raw: Any, folder: Path) -> Weighed | None:
    """Weights of a scenario in hand and how they came about; None while it has faults."""
    try:
        return weigh(build_scenario(raw, folder))
    except ScenarioError:
        return None


def started(method: str, ids: Sequence[str], weights: Sequence[float]) -> dict[str, Any]:
    """Settings that a method begins with: nothing judged yet, and the weights kept where it can hold them."""
    if method == "ahp":
        return {"method": method, "matrix": [[1] * len(ids) for _ in ids]}
    if method == "best_worst":
        ones = dict.fromkeys(ids, 1)
        return {"method": method, **{name: dict(ones) for name in LISTS}}
    if method == "rank":
        return {"method": method, "ranks": {i: 1 + sum(v > w for v in weights) for i, w in zip(ids, weights)}}
    if method == "tree":
        return {"method": method, "tree": [{"id": i, "weight": round(w, 6)} for i, w in zip(ids, weights)]}
    return {"method": "direct"}


# Judgements ----------------------------------------------------------------------------------


def ratio_text(value: float) -> str:
    """A judgement as people write it: 3, 1/3, 2.5."""
    return f"{value:.3g}" if value >= 1 - 1e-9 else f"1/{1 / value:.3g}"


def parsed_ratio(text: str) -> float:
    """A judgement that was typed; raises InputError where it is no number above 0."""
    try:
        value = float(to_number(text))
    except ValueError:
        value = 0.0
    if not value > 0:
        raise InputError(f"{text!r} is no judgement; give a number above 0, such as 3 or 1/3.")
    return value


def ratio_cell(value: float) -> Cell:
    """A judgement as a scenario writes it: whole numbers and their reciprocals exactly."""
    value = float(value)
    if abs(value - round(value)) < 1e-9:
        return round(value)
    if value < 1 and abs(1 / value - round(1 / value)) < 1e-9:
        return f"1/{round(1 / value)}"
    return value


def ratio_rows(matrix: Iterable[Iterable[float]]) -> list[list[Cell]]:
    """Rows of a square matrix as a scenario writes them."""
    return [[ratio_cell(v) for v in line] for line in matrix]


def with_judgement(
    matrix: Iterable[Iterable[float]], row: int, column: int, value: float
) -> list[list[Cell]]:
    """Rows of a matrix, as a scenario writes them, with one judgement and its reciprocal changed."""
    cells = ratio_rows(matrix)
    cells[row][column], cells[column][row] = ratio_cell(value), ratio_cell(1 / value)
    return cells


# Comparisons with the best and the worst -------------------------------------------------------


def by_id(values: Mapping[str, float] | Sequence[float] | None, order: Sequence[str]) -> dict[str, float]:
    """Values of criteria by id, however the scenario lists them."""
    return dict(values) if isinstance(values, Mapping) else dict(zip(order, values or ()))


def with_comparison(
    lists: Sequence[Mapping[str, float]], best: str, worst: str, name: str, id: str, value: float
) -> tuple[dict[str, float], dict[str, float]]:
    """Both lists (best to others, others to worst) with one comparison changed.

    That of the best with the worst stands in both, so it is changed in both.
    """
    first, second = (dict(values) for values in lists)
    (first if name == LISTS[0] else second)[id] = value
    if name == LISTS[0] and id == worst:
        second[best] = value
    if name == LISTS[1] and id == best:
        first[worst] = value
    return first, second


def with_ends(
    lists: Sequence[Mapping[str, float]], old: tuple[str, str], new: tuple[str, str]
) -> tuple[dict[str, float], dict[str, float]]:
    """Both lists with other criteria as (best, worst): they take over what was said of the earlier ones."""
    first, second = (dict(values) for values in lists)
    (old_best, old_worst), (best, worst) = old, new
    # Making the earlier worst the best moves what was said of the worst to where the earlier best stood.
    holder = old_best if best == old_worst else old_worst
    for a, b in ((old_best, best), (holder, worst)):
        first, second = _swapped(first, a, b), _swapped(second, a, b)
    most = max(first[worst], second[best], 2)
    return {**first, best: 1, worst: most}, {**second, worst: 1, best: most}


def _swapped(values: dict[str, float], a: str, b: str) -> dict[str, float]:
    return {**values, a: values[b], b: values[a]}
