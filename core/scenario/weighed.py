"""Weights of a scenario's criteria, and how they came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..weights.ahp import Ahp, Method, ahp
from ..weights.best_worst import BestWorst
from ..weights.judgements import judgement_matrix
from ..weights.tree import Node
from .kinds import Faults
from .model import Judgements


@dataclass(frozen=True)
class Level:
    """Judgements between criteria or groups.

    Attributes
    ----------
    group : str
        The group they belong to; empty at the top.
    members : tuple of str
        Ids, in the order of the matrix.
    matrix : tuple of tuples of float
    found : Ahp
    """

    group: str
    members: tuple[str, ...]
    matrix: tuple[tuple[float, ...], ...]
    found: Ahp

    @property
    def array(self) -> np.ndarray:
        """The matrix as float64 (n, n)."""
        return np.array(self.matrix)


@dataclass(frozen=True)
class Weighed:
    """Weights of a scenario's criteria, and how they came about.

    Attributes
    ----------
    method : str
        As in the scenario.
    weights : tuple of float
        In the order of the scenario's criteria; they sum to 1.
    variant : str
        How priorities, the best-worst model or ranks are computed.
    levels : tuple of Level
        Every matrix of judgements.
    best_worst : BestWorst or None
    best, worst : str
        Ids, for the best-worst method.
    tree : tuple of Node
        The weight tree; siblings sum to 1.
    """

    method: str
    weights: tuple[float, ...]
    variant: str = ""
    levels: tuple[Level, ...] = ()
    best_worst: BestWorst | None = None
    best: str = ""
    worst: str = ""
    tree: tuple[Node, ...] = ()

    @property
    def cr(self) -> float | None:
        """The worst consistency ratio of its judgements; None where it rests on none."""
        found = [level.found.cr for level in self.levels]
        return max(found + ([self.best_worst.cr] if self.best_worst else []), default=None)


def judged(
    group: str, members: tuple[str, ...], cells: Judgements, priorities: str, place: str, faults: Faults
) -> Level | None:
    """Priorities of judgements between the members of a group; None, and the fault noted, where there are none."""
    try:
        matrix = judgement_matrix(cells, len(members), "it")
        rows = tuple(tuple(row) for row in matrix.tolist())
        return Level(group, members, rows, ahp(matrix, Method(priorities)))
    except InputError as error:
        faults.add(place, str(error).rstrip("."))
    return None


def require_each_once(found: Sequence[str], ids: Sequence[str], place: str, faults: Faults) -> None:
    """Note every criterion that is missing, or stands more than once."""
    for name in dict.fromkeys(ids):
        count = list(found).count(name)
        if count != 1:
            faults.add(
                place, f"the criterion {name} {'is missing' if not count else 'stands more than once'}"
            )
