"""The plan of a run: what to compute on any block, as plain picklable data."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..criteria.distance import DistanceField
from ..criteria.field import Field
from ..criteria.value import ValueFunction
from ..errors import InputError
from ..exclusion.mask import MaskBlock, join
from ..exclusion.rules import Rule
from ..grid.grid import Grid, Window
from ..overlay.combination import Combination
from ..overlay.settings import Settings
from ..scenario.weighed import Weighed


@dataclass(frozen=True)
class CriterionPlan:
    """One criterion at one horizon.

    Attributes
    ----------
    id, label : str
    field : int
        Index among the plan's fields; band 1 is scored.
    value : ValueFunction or None
        None where the field already is a score.
    not_assessed : float or None
        Score to put where the field is NaN.
    unit : str
        Of the raw quantity.
    """

    id: str
    label: str
    field: int
    value: ValueFunction | None
    not_assessed: float | None
    unit: str


@dataclass(frozen=True)
class RulePlan:
    """One exclusion rule at one horizon: its id, title, and index among the plan's rules."""

    id: str
    label: str
    rule: int


@dataclass(frozen=True)
class HorizonPlan:
    """One horizon: its criteria, weights that sum to 1, rules, and how the weights came about.

    ``id`` is empty and ``year`` None where the scenario has no horizons or year. ``combination`` makes
    one suitability of the scores by the method of ``settings``; it is None while a method of the whole
    grid has not seen every cell, and suitabilities are then 0 wherever a cell has one.
    """

    id: str
    year: int | None
    criteria: tuple[CriterionPlan, ...]
    weights: tuple[float, ...]
    rules: tuple[RulePlan, ...]
    weighed: Weighed | None = None
    settings: Settings = field(default_factory=Settings)
    combination: Combination | None = None


@dataclass(frozen=True)
class Plan:
    """All that a block needs: fields and rules shared by the horizons, and the horizons."""

    grid: Grid
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    horizons: tuple[HorizonPlan, ...]


@dataclass(frozen=True)
class HorizonBlock:
    """What a block came to at one horizon.

    Attributes
    ----------
    suitability : float32 array (rows, cols), NaN where excluded or not assessed
    mask : MaskBlock
    scores : list of float32 arrays, one a criterion; empty where the block was skipped
    filled : bool array or None
        Cells where a criterion took its ``not_assessed`` score.
    missing : int64 array (criteria,)
        Cells that no rule excludes and the criterion does not know.
    known : int64 array (criteria,)
        Cells that the criterion knows.
    """

    suitability: np.ndarray
    mask: MaskBlock
    scores: list[np.ndarray]
    filled: np.ndarray | None
    missing: np.ndarray
    known: np.ndarray


@dataclass(frozen=True)
class Block:
    """A computed block: its window, one entry a horizon, and by index the fields that were to be kept."""

    window: Window
    horizons: list[HorizonBlock] = field(default_factory=list)
    raw: dict[int, np.ndarray] = field(default_factory=dict)


def evaluate(
    plan: Plan, window: Window, *, every_score: bool = True, keep: frozenset[int] = frozenset()
) -> Block:
    """Compute a block: a pure function of the plan and the window.

    Parameters
    ----------
    plan : Plan
    window : Window
        Any window, on the grid's blocks or not.
    every_score : bool
        Whether scores are wanted in blocks without an eligible cell too.
    keep : set of int
        Fields whose values, all bands, the block brings along where a horizon has looked at them.
    """
    states = _Lazy(plan.rules, window)
    values = _Lazy(plan.fields, window)
    block = Block(window)
    for horizon in plan.horizons:
        mask = join([states[r.rule] for r in horizon.rules], window.shape)
        if every_score or not mask.is_excluded.all():
            block.horizons.append(_score(horizon, values, mask))
        else:
            block.horizons.append(_skipped(horizon, mask))
    block.raw.update((i, values[i]) for i in keep if i in values)
    return block


def evaluate_cells(
    plan: Plan, horizon: HorizonPlan, window: Window, wanted: np.ndarray, keep: frozenset[int] = frozenset()
) -> Block:
    """Compute one horizon for some cells of a window, exclusions aside.

    Parameters
    ----------
    wanted : bool array of the window's shape
        Where False, a cell of the result may hold anything.
    keep : set of int
        As for ``evaluate``.
    """
    values = _Lazy(plan.fields, window, wanted)
    block = _score(horizon, values, join([], window.shape))
    return Block(window, [block], {i: values[i] for i in keep})


def raw_value(plan: Plan, criterion: CriterionPlan, window: Window) -> np.ndarray:
    """A criterion's raw quantity, float32 of the window's shape, in its unit."""
    return plan.fields[criterion.field](window)[0]


class _Lazy:
    """Results of functions of one window, each computed once and only when asked for."""

    def __init__(self, functions: tuple, window: Window, wanted: np.ndarray | None = None) -> None:
        self._functions, self._window, self._wanted = functions, window, wanted
        self._done: dict[int, np.ndarray] = {}

    def __contains__(self, index: int) -> bool:
        return index in self._done

    def __getitem__(self, index: int) -> np.ndarray:
        if index not in self._done:
            function = self._functions[index]
            # Distances to few cells of a window cost less.
            extra = (self._wanted,) if isinstance(function, DistanceField) else ()
            self._done[index] = function(self._window, *extra)
        return self._done[index]


def _score(horizon: HorizonPlan, values: _Lazy, mask: MaskBlock) -> HorizonBlock:
    scores, filled = [], None
    missing, known = [], []
    for criterion in horizon.criteria:
        raw = values[criterion.field][0]
        score = score_values(criterion, raw)
        # The least value is NaN where any is: one look in place of an array of flags.
        unknown = np.isnan(score) if np.isnan(score.min()) else None
        known.append(score.size - (0 if unknown is None else int(np.count_nonzero(unknown))))
        missing.append(0 if unknown is None else int(np.count_nonzero(unknown & ~mask.is_excluded)))
        if unknown is not None and criterion.not_assessed is not None:
            score = np.where(unknown, np.float32(criterion.not_assessed), score)
            filled = unknown if filled is None else filled | unknown
        scores.append(score)
    suitability = _combined(horizon, scores)
    _blank(suitability, ~mask.is_eligible)
    return HorizonBlock(suitability, mask, scores, filled, np.array(missing), np.array(known))


def _blank(values: np.ndarray, where: np.ndarray) -> None:
    """Make values, float32, NaN where marked: all bits set are one, and setting bits is faster than writing by a mask."""
    bits = where.astype(np.uint32)
    values.view(np.uint32)[...] |= np.negative(bits, out=bits)


def _combined(horizon: HorizonPlan, scores: list[np.ndarray]) -> np.ndarray:
    if horizon.combination is not None:
        return horizon.combination.score(scores)
    return np.sum(scores, axis=0) * np.float32(0)  # NaN where any score is


def score_values(criterion: CriterionPlan, raw: np.ndarray) -> np.ndarray:
    """Scores of the values of a criterion's field, float32, NaN where not assessed.

    Raises
    ------
    InputError
        When there is no value function and a value is no score.
    """
    if criterion.value is not None:
        return criterion.value(raw)
    # Grid capacity and hazard give scores; a raster must be one already.
    with np.errstate(invalid="ignore"):
        is_wrong = (raw < -1e-6) | (raw > 1 + 1e-6)
    if is_wrong.any():
        raise InputError(
            f"The criterion {criterion.id} has the value {raw[is_wrong][0]:g}, but without a value function "
            'it must be a score in [0, 1]; give it a "value", for example linear with low and high.'
        )
    return raw


def _skipped(horizon: HorizonPlan, mask: MaskBlock) -> HorizonBlock:
    nothing = np.full(mask.bits.shape, np.nan, np.float32)
    none = np.zeros(len(horizon.criteria), np.int64)
    return HorizonBlock(nothing, mask, [], None, none, none)
