"""What the engine computes on the cells of a place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..criteria.hazard import HazardField
from ..engine.plan import CriterionPlan, HorizonPlan, evaluate
from ..exclusion.rules import EXCLUDED, UNKNOWN
from ..grid.grid import Window
from .facts import CriterionFact
from .subject import Subject, mean_known


@dataclass(frozen=True)
class Looked:
    """Values of a place's cells, one column a cell.

    Attributes
    ----------
    raw, scores : float64 arrays (criteria, cells)
        NaN where not assessed.
    suitability : float64 array (cells,)
        NaN where excluded or not assessed.
    states : uint8 array (rules, cells)
    filled : bool array (cells,)
    """

    raw: np.ndarray
    scores: np.ndarray
    suitability: np.ndarray
    states: np.ndarray
    filled: np.ndarray

    @property
    def is_excluded(self) -> np.ndarray:
        """Cells that a rule excludes."""
        return (self.states == EXCLUDED).any(axis=0)

    @property
    def is_unknown(self) -> np.ndarray:
        """Cells that no rule excludes and that a rule or a criterion does not know."""
        missing = (self.states == UNKNOWN).any(axis=0) | np.isnan(self.scores).any(axis=0)
        return ~self.is_excluded & missing


def look(subject: Subject, tiles: list[tuple[Window, np.ndarray]]) -> Looked:
    """Evaluate the cells of a place by the engine's own functions."""
    parts = [_tile(subject, window, cells) for window, cells in tiles]
    joined = (
        np.concatenate([getattr(p, name) for p in parts], axis=-1) for name in Looked.__dataclass_fields__
    )
    return Looked(*joined)


def _tile(subject: Subject, window: Window, cells: np.ndarray) -> Looked:
    plan, horizon = subject.plan, subject.horizon
    block = evaluate(plan, window).horizons[subject.index]
    raw = np.stack([_raw(subject, c, window)[cells] for c in horizon.criteria]).astype(float)
    scores = np.stack([s[cells] for s in block.scores]).astype(float)
    states = [plan.rules[r.rule](window)[cells] for r in horizon.rules]
    filled = block.filled[cells] if block.filled is not None else np.zeros(scores.shape[1], bool)
    empty = np.zeros((0, scores.shape[1]), np.uint8)
    return Looked(
        raw,
        scores,
        block.suitability[cells].astype(float),
        np.stack(states) if states else empty,
        filled,
    )


def _raw(subject: Subject, criterion: CriterionPlan, window: Window) -> np.ndarray:
    """The quantity behind a score: of a hazard its worst severity, else the field's first band."""
    field = subject.exact_field(criterion)
    return field.worst(window) if isinstance(field, HazardField) else field(window)[0]


def _unit(subject: Subject, criterion: CriterionPlan) -> str:
    field = subject.plan.fields[criterion.field]
    return field.bands[1].unit if isinstance(field, HazardField) else criterion.unit


def criterion_facts(subject: Subject, looked: Looked) -> tuple[CriterionFact, ...]:
    """Criteria over the eligible cells, or over all cells where none is eligible.

    Contributions are those of the overlay, so that they sum to the score.
    """
    horizon = subject.horizon
    chosen = ~np.isnan(looked.suitability)
    if not chosen.any():
        chosen = ~np.isnan(looked.scores).any(axis=0)
    use = chosen if chosen.any() else np.ones(looked.scores.shape[1], bool)
    scores = looked.scores[:, use]
    gives, costs = _parts(horizon, scores)
    out = []
    for i, criterion in enumerate(horizon.criteria):
        score = mean_known(scores[i])
        raw = mean_known(looked.raw[i][use])
        known = score is not None and chosen.any()
        out.append(
            CriterionFact(
                criterion.id, criterion.label, _unit(subject, criterion), raw, score, horizon.weights[i],
                float(gives[i].mean()) if known else None, float(costs[i].mean()) if known else None,
                bool(raw is None and score is not None),
            )
        )  # fmt: skip
    return tuple(out)


def _parts(horizon: HorizonPlan, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Contribution and cost of each criterion at each cell, by the horizon's own method."""
    if horizon.combination is None:
        nothing = np.full(scores.shape, np.nan)
        return nothing, nothing
    cells = list(scores.astype(np.float32))
    return horizon.combination.contributions(cells), horizon.combination.costs(cells)
