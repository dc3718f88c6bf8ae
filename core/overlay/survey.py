"""What must be known of all eligible cells before a method of the whole grid can score one."""

from __future__ import annotations

from concurrent.futures import Executor
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ..progress import Check, never
from .combination import Combination
from .promethee import PrometheeSurvey
from .settings import Method, Settings
from .topsis import TopsisSurvey
from .wlc import normalised


class Looker(Protocol):
    """Sees the scores of every block once."""

    def look(self, scores: list[np.ndarray]) -> Any:
        """Sum up a block; a pure function, to be called by any thread."""
        ...

    def add(self, part: Any) -> None:
        """Take what ``look`` returned, in the order of the blocks."""
        ...


class Survey(Looker, Protocol):
    """A look at every eligible cell that makes a method ready."""

    def combination(self, check: Check = never) -> Combination:
        """The method, ready to score; at least one cell must have been seen that knows all criteria.

        ``check`` is called now and then, and may raise to stop.
        """
        ...


def whole_grid_survey(
    settings: Settings, weights: np.ndarray, folder: Path, executor: Executor | None = None
) -> Survey:
    """The survey that a method of the whole grid needs.

    Parameters
    ----------
    settings : Settings
        Of the whole grid.
    weights : float64 array (criteria,), sum 1
    folder : Path
        For files that must last as long as the combination.
    executor : Executor or None
        To prepare several criteria at once.
    """
    if settings.method is Method.TOPSIS:
        return TopsisSurvey(weights)
    return PrometheeSurvey(weights, settings.preference, settings.rescale, folder, executor)


def usable_weights(settings: Settings, weights: tuple[float, ...], criteria: int) -> np.ndarray:
    """Weights that sum to 1: those given, or equal ones where the method does not look at them.

    Raises
    ------
    InputError
        When the method needs weights and these cannot be used.
    """
    return normalised(weights if settings.is_weighted else (1.0,) * criteria, criteria)
