"""The pass before the pass: methods of the whole grid see every eligible cell before they can score one."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..engine.plan import HorizonBlock, HorizonPlan, Plan, evaluate
from ..grid.grid import Window
from ..outputs import scratch_errors
from ..overlay.survey import Survey, whole_grid_survey
from ..progress import Check, never
from ..stream import stream
from .job import Job
from .result import HorizonResult


def needs_survey(job: Job) -> bool:
    """Whether the method of some horizon looks at the whole grid."""
    return any(h.settings.is_whole_grid for h in job.plan.horizons)


def see_all_cells(job: Job, results: list[HorizonResult]) -> list[HorizonResult]:
    """Stage of a run: make the method of every horizon ready in the job's plan; the results stay as they are.

    Raises
    ------
    InputError
        When a value cannot be a score.
    OutputError
        When temporary files cannot be written.
    """
    folder = job.files.folder()
    with scratch_errors(folder):
        job.plan = surveyed(job.plan, folder, (job.executor, job.workers), job.steps.at)
    return results


def surveyed(
    plan: Plan, folder: Path, pool: tuple[Executor, int], at: Callable[[float], None] | None = None
) -> Plan:
    """The plan with the method of every horizon ready to score.

    Parameters
    ----------
    folder : Path
        For files that must outlive the plan that is returned.
    pool : (Executor, int)
        And its number of workers.
    at : callable or None
        Told the share that is done.

    Raises
    ------
    InputError
        When a value cannot be a score.
    """
    surveys = [_survey(h, folder / f"survey{i}", pool[0]) for i, h in enumerate(plan.horizons)]
    is_any = [False] * len(surveys)
    windows = list(plan.grid.blocks())
    for done, (_, parts) in enumerate(stream(_Look(plan, tuple(surveys)), windows, *pool), start=1):
        for i, (survey, part) in enumerate(zip(surveys, parts)):
            if survey is not None and part is not None:
                survey.add(part)
                is_any[i] = True
        if at is not None:
            at(done / len(windows))
    check = never if at is None else partial(at, 1.0)
    ready = tuple(_ready(h, s if a else None, check) for h, s, a in zip(plan.horizons, surveys, is_any))
    return replace(plan, horizons=ready)


def _survey(horizon: HorizonPlan, folder: Path, executor: Executor) -> Survey | None:
    if not horizon.settings.is_whole_grid:
        return None
    folder.mkdir()
    return whole_grid_survey(horizon.settings, np.array(horizon.weights), folder, executor)


def _ready(horizon: HorizonPlan, survey: Survey | None, check: Check) -> HorizonPlan:
    """The horizon with its method; without a cell that has a score there is nothing to make ready."""
    if survey is None:
        return horizon
    return replace(horizon, combination=survey.combination(check))


@dataclass(frozen=True)
class _Look:
    """What the surveys see of a block; None for horizons without one, or without an eligible cell there."""

    plan: Plan
    surveys: tuple[Survey | None, ...]

    def __call__(self, window: Window) -> list[Any]:
        block = evaluate(self.plan, window, every_score=False)
        return [
            None if survey is None else _part(survey, h) for survey, h in zip(self.surveys, block.horizons)
        ]


def _part(survey: Survey, block: HorizonBlock) -> Any:
    is_scored = ~np.isnan(block.suitability)
    if not is_scored.any():
        return None
    # One unknown score is enough to leave a cell out.
    first = np.where(is_scored, block.scores[0], np.float32(np.nan))
    return survey.look([first, *block.scores[1:]])
