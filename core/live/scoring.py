"""From held raw values to scores, as a run makes them."""

from __future__ import annotations

import math

import numpy as np

from ..criteria.hazard import severity_scores
from ..criteria.value import require_usable
from ..engine.plan import CriterionPlan, score_values
from ..scenario.model import Criterion, DistanceCriterion, HazardCriterion
from .sheet import stretches
from .store import Raw


def score_sheet(criterion: Criterion, raw: Raw, out: np.ndarray) -> np.ndarray:
    """Score every cell.

    Parameters
    ----------
    criterion : Criterion
    raw : Raw
    out : float32 sheet
        Takes the scores, NaN where not assessed; holds anything after an error.

    Raises
    ------
    InputError
        When the value function cannot be used, or values without one are no scores.
    """
    value = criterion.value.function_of() if criterion.value else None
    if value is not None:
        require_usable(value, f"the criterion {criterion.id}")
    plan = CriterionPlan(criterion.id, criterion.label, 0, value, criterion.not_assessed, raw.unit)
    for part in stretches(out):
        score = score_values(plan, as_engine_sees(criterion, raw.values[part]))
        if criterion.not_assessed is None:
            out[part] = score
        else:
            out[part] = np.where(np.isnan(score), np.float32(criterion.not_assessed), score)
    return out


def as_engine_sees(criterion: Criterion, raw: np.ndarray) -> np.ndarray:
    """Held values as the field of a run has them: severities as scores, distances infinite where none tells them apart."""
    if isinstance(criterion, HazardCriterion):
        return severity_scores(raw, criterion.scores, criterion.exclude_from)
    if isinstance(criterion, DistanceCriterion):
        value = criterion.value.function_of() if criterion.value else None
        return _cut(raw, criterion.max_distance_m, value.saturation() if value else math.inf)
    return raw


def _cut(metres: np.ndarray, max_distance_m: float | None, saturation: float) -> np.ndarray:
    limit, cutoff = math.inf if max_distance_m is None else max_distance_m, max(saturation, 0.0)
    if math.isinf(min(limit, cutoff)):
        return metres
    beyond = np.nan if math.isfinite(limit) and limit <= cutoff else np.inf
    return np.where(metres > np.float32(min(limit, cutoff)), np.float32(beyond), metres)
