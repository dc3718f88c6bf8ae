"""Comparisons of the best-worst method: the best against all, all against the worst."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..errors import InputError

_SCALE = "comparisons are numbers from 1, equally important, to 9"


@dataclass(frozen=True)
class Comparisons:
    """How many times the best criterion outweighs each, and each the worst.

    Attributes
    ----------
    best_to_others, others_to_worst : tuple of float
        One a criterion, 1 or more.
    best, worst : int
        Which they are, from 0.
    """

    best_to_others: tuple[float, ...]
    others_to_worst: tuple[float, ...]
    best: int
    worst: int

    @property
    def count(self) -> int:
        """Number of criteria."""
        return len(self.best_to_others)

    @property
    def best_to_worst(self) -> float:
        """How many times the best outweighs the worst."""
        return self.best_to_others[self.worst]

    @property
    def others(self) -> tuple[int, ...]:
        """Criteria that are neither the best nor the worst."""
        return tuple(i for i in range(self.count) if i not in (self.best, self.worst))


def comparisons(best_to_others: Sequence[float], others_to_worst: Sequence[float]) -> Comparisons:
    """Check both lists and find which criterion is the best and which the worst.

    Each stands where its list holds a 1. Where several do, the best is the one that most outweighs the worst,
    and the worst the one that the best most outweighs.

    Raises
    ------
    InputError
        When the lists differ in length, a value is below 1 or no number, a list lacks its 1, one criterion is
        both, or the two lists disagree on the best against the worst.
    """
    first, second = tuple(map(float, best_to_others)), tuple(map(float, others_to_worst))
    if len(first) != len(second) or not first:
        raise InputError(
            f"There are {len(first)} comparisons of the best to the others and {len(second)} of the others to the worst; "
            "give one a criterion in both."
        )
    for values, name in ((first, "the best to the others"), (second, "the others to the worst")):
        _require_scale(values, name)
    best = max((i for i, v in enumerate(first) if v == 1), key=lambda i: second[i])
    ones = [i for i, v in enumerate(second) if v == 1]
    # All alike: any two stand for the best and the worst.
    worst = max([i for i in ones if i != best] or ones, key=lambda i: first[i])
    if worst == best and len(first) > 1:
        raise InputError(
            f"Criterion {best + 1} is both the best and the worst, as both lists hold a 1 there; a 1 stands in the first list "
            "at the best and in the second at the worst."
        )
    if not math.isclose(first[worst], second[best], rel_tol=1e-9):
        raise InputError(
            f"The best against the worst is {first[worst]:g} in the comparisons of the best to the others and "
            f"{second[best]:g} in those of the others to the worst; give both the same number."
        )
    if first[worst] == 1 and max(*first, *second) > 1:
        raise InputError(
            "The best against the worst is 1, so all are equally important, but other comparisons are above 1; correct them."
        )
    return Comparisons(first, second, best, worst)


def _require_scale(values: tuple[float, ...], name: str) -> None:
    for place, value in enumerate(values, start=1):
        if not math.isfinite(value) or value < 1:
            raise InputError(f"Comparison {place} of {name} is {value:g}; {_SCALE}.")
    if 1 not in values:
        which = "best" if name.startswith("the best") else "worst"
        raise InputError(f"The comparisons of {name} hold no 1; write 1 at the {which} criterion itself.")
