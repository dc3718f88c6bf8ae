"""Scores of a preview become one suitability, by the methods of a run."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..grid.grid import Grid
from ..outputs import scratch_errors
from ..overlay.combination import Combination
from ..overlay.promethee import Promethee
from ..overlay.settings import Settings
from ..overlay.survey import Survey, whole_grid_survey
from ..overlay.topsis import TopsisSurvey
from ..progress import Check, never
from .mask import Mask
from .sheet import as_grid, stretches

#: Score sheets, one a criterion.
Sheets = list[np.ndarray]


@dataclass(frozen=True)
class Seen:
    """What a method of the whole grid has seen of one set of scores, and the method it became.

    ``combination`` is None where no cell is eligible and assessed. ``folder`` holds the files of the survey.
    """

    survey: Survey
    combination: Combination | None
    folder: tempfile.TemporaryDirectory = field(repr=False)

    def with_weights(self, weights: np.ndarray) -> Seen:
        """The method with other weights: what was seen of the cells does not depend on them."""
        if isinstance(self.combination, Promethee):
            return replace(self, combination=replace(self.combination, weights=weights))
        if isinstance(self.survey, TopsisSurvey) and self.combination is not None:
            self.survey.weights = weights
            return replace(self, combination=self.survey.combination())
        return self

    def remove(self) -> None:
        """Remove the files; those that the system does not let go of yet go when the process ends."""
        with contextlib.suppress(OSError):
            self.folder.cleanup()


def see(
    settings: Settings,
    weights: np.ndarray,
    first: np.ndarray,
    sheets: Sheets,
    grid: Grid,
    check: Check = never,
) -> Seen:
    """Show every cell to a method of the whole grid, block by block in the order of a run.

    Parameters
    ----------
    first : float32 sheet
        Scores of the first criterion, NaN where a cell is not eligible.
    sheets : list of float32 sheets
    check : callable
        Called now and then, and may raise to stop.
    """
    folder = tempfile.TemporaryDirectory(prefix="wattbit-preview-")
    place = Path(folder.name)
    with scratch_errors(place):
        survey = whole_grid_survey(settings, weights, place)
        arrays = [as_grid(s, grid) for s in (first, *sheets[1:])]
        is_any = False
        for w in grid.blocks():
            part = [a[w.row : w.row + w.rows, w.col : w.col + w.cols] for a in arrays]
            is_known = ~np.isnan(sum(part))
            if is_known.any():
                # As in a run: one unknown score is enough to leave a cell out.
                survey.add(survey.look([np.where(is_known, part[0], np.float32(np.nan)), *part[1:]]))
                is_any = True
            check()
        return Seen(survey, survey.combination(check) if is_any else None, folder)


def combine(combination: Combination | None, first: np.ndarray, sheets: Sheets, out: np.ndarray) -> None:
    """Write the suitability of every cell into a float32 sheet, NaN where not eligible or not assessed."""
    for part in stretches(out):
        start = first[part]
        if combination is None or np.isnan(np.fmax.reduce(start, axis=None)):
            out[part] = np.nan  # no cell here has a score
        else:
            out[part] = combination.score([start, *(s[part] for s in sheets[1:])])


def blanked(scores: np.ndarray, mask: Mask, out: np.ndarray) -> np.ndarray:
    """Scores with NaN where a cell is not eligible; one such criterion is enough for every method."""
    np.bitwise_or(scores.view(np.uint32), mask.blank, out=out.view(np.uint32))
    return out
