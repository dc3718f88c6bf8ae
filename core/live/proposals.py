"""Weights that the data of a scenario propose: what sets its eligible places apart, by each method at once."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import InputError
from ..preflight.mend import normalised
from ..progress import Progress, part_of
from ..scenario.edit import value_at, with_value, without
from ..weights.data import DataMethod, data_weights
from ..weights.sample import Rows
from .preview import Preview, open_preview


@dataclass(frozen=True)
class Proposals:
    """Weights by method.

    Attributes
    ----------
    ids : tuple of str
        Criteria, in the order of the scenario.
    weights : dict
        By method (``entropy``, ``critic``, ``merec``) those of the criteria; they sum to 1.
    reasons : dict
        By method why it gives none, a sentence.
    cells, omitted : int
        Cells that were used, and eligible ones left out as a criterion has no score there.
    cell_size : float
        Metres.
    """

    ids: tuple[str, ...]
    weights: dict[str, tuple[float, ...]]
    reasons: dict[str, str]
    cells: int
    omitted: int
    cell_size: float


def propose_weights(
    raw: dict[str, Any], folder: Path, max_cells: int, progress: Progress | None = None
) -> Proposals:
    """Weights by entropy, CRITIC and MEREC of the scores of every cell that no rule excludes.

    Parameters
    ----------
    raw : dict
        Parsed JSON; its own weights and its method of the overlay do not matter.
    folder : Path
        That relative paths start from.
    max_cells : int
        Of the grid that the scores are computed on, see ``open_preview``.
    progress : callable or None

    Raises
    ------
    ScenarioError, InputError
        When the scenario or a layer cannot be used, or no method gives weights.
    Cancelled
    """
    preview = open_preview(
        without_weights(raw), folder, max_cells=max_cells, progress=part_of(progress, 0, 0.9)
    )
    sample = scores_of(preview)
    weights, reasons, used = {}, {}, (0, 0)
    for method in DataMethod:
        try:
            found = data_weights(sample, method)
        except InputError as error:
            reasons[method.value] = str(error)
            continue
        weights[method.value], used = found.weights, (found.rows, found.omitted)
    if not weights:
        raise InputError(next(iter(reasons.values())))
    return Proposals(sample.names, weights, reasons, *used, preview.cell_size)


def scores_of(preview: Preview) -> Rows:
    """Scores of the criteria on the cells that no rule excludes, NaN where not assessed."""
    ids = tuple(c.id for c in preview.scenario.criteria)
    is_open = preview.state != 1
    return Rows(ids, np.stack([preview.score(id)[is_open].astype(float) for id in ids]))


def without_weights(raw: dict[str, Any]) -> dict[str, Any]:
    """The scenario without its weights and its method of the overlay: what proposals depend on."""
    criteria = [{k: v for k, v in c.items() if k != "weight"} for c in raw.get("criteria", [])]
    kept = {k: v for k, v in raw.items() if k not in ("weighting", "overlay", "uncertainty")}
    return {**kept, "criteria": criteria}


def with_weights(raw: dict[str, Any], ids: tuple[str, ...], weights: tuple[float, ...]) -> dict[str, Any]:
    """The scenario with these as direct weights, to six decimals, in place of any other way to find them."""
    out = without(raw, ("weighting",)) if value_at(raw, ("weighting",)) is not None else raw
    for id, weight in zip(ids, normalised(weights)):
        out = with_value(out, ("criteria", id, "weight"), weight)
    return out
