"""Overlay of criterion rasters of one grid, streamed into its rasters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window, template_grid
from ..outputs import OutputSet, outputs, scratch_errors
from ..overlay.combination import Combination, limiting, local_combination
from ..overlay.pareto_survey import ParetoSurvey
from ..overlay.settings import Method, Settings, require_usable
from ..overlay.survey import Looker, usable_weights, whole_grid_survey
from ..progress import Progress, Steps, part_of
from ..provenance import Input
from ..sources.raster import AlignedRaster, RasterSource, align
from ..stream import make_executor, stream
from .steps import Target, stream_to

#: Scores may be off by so much, as rounding leaves them.
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class OverlayPaths:
    """Where the rasters go; None for those that are not wanted."""

    overlay: str
    contributions: str | None = None
    limiting: str | None = None
    pareto: str | None = None


@dataclass(frozen=True)
class OverlayInputs:
    """Criterion rasters of one grid, ready to be read window by window, and the exclusion."""

    grid: Grid
    criteria: tuple[AlignedRaster, ...]
    exclusion: AlignedRaster | None
    names: tuple[str, ...]

    def scores(self, window: Window) -> tuple[list[np.ndarray], np.ndarray]:
        """Scores of a window, and which criteria know any of its cells.

        Returns
        -------
        list of float32 arrays
            In [0, 1]; NaN where nodata, and in the first criterion also where excluded.
        bool array (criteria,)
        """
        found = [self._score(raster, window) for raster in self.criteria]
        scores, is_known = [s for s, _ in found], np.array([k for _, k in found])
        if self.exclusion is not None:
            np.putmask(scores[0], self.exclusion.read(window) != 0, np.float32(np.nan))
        return scores, is_known

    @staticmethod
    def _score(raster: AlignedRaster, window: Window) -> tuple[np.ndarray, bool]:
        """Scores of one criterion, and whether it knows any cell."""
        score = raster.read(window)
        # Not NaN unless all cells are.
        low, high = np.fmin.reduce(score, axis=None), np.fmax.reduce(score, axis=None)
        if low < -_TOLERANCE or high > 1 + _TOLERANCE:
            raise InputError(
                f"The criterion {raster.source.label} holds {low:g} to {high:g}, outside [0, 1]; "
                "turn it into a score with the algorithm rescale first."
            )
        if low < 0 or high > 1:
            np.clip(score, 0, 1, out=score)
        return score, not np.isnan(high)

    def require_known(self, is_known: np.ndarray) -> None:
        """Raise InputError naming the first criterion that no cell of the grid knows."""
        for raster, is_any in zip(self.criteria, is_known):
            if not is_any:
                raise InputError(
                    f"The criterion {raster.source.label} has no value on any cell; check that it is not all nodata."
                )


def open_overlay(criteria: list[RasterSource], exclusion: RasterSource | None) -> OverlayInputs:
    """Open criterion rasters that must share one grid.

    Raises
    ------
    InputError
        When one has another grid, naming it and how to align it.
    """
    if not criteria:
        raise InputError("There are no criteria; give at least one raster of scores.")
    grid = template_grid(criteria[0].path)
    for source in [*criteria[1:], *([exclusion] if exclusion else [])]:
        other = template_grid(source.path)
        if not grid.same_as(other):
            raise InputError(
                f"The raster {source.label} has another grid than {criteria[0].label}; compute it with that raster as "
                "TEMPLATE, or align it with gdal:warpreproject."
            )
    rasters = tuple(align(s, grid.whole) for s in criteria)
    mask = align(exclusion, grid.whole) if exclusion else None
    return OverlayInputs(grid, rasters, mask, tuple(s.name or Path(s.path).stem for s in criteria))


def write_overlay(
    inputs: OverlayInputs,
    settings: Settings,
    weights: tuple[float, ...],
    paths: OverlayPaths,
    hashed: list[Input],
    progress: Progress | None = None,
) -> int:
    """Write an overlay, and where wanted the contributions, the limiting criterion and the Pareto front.

    Parameters
    ----------
    weights : tuple of float
        One a criterion; not looked at by methods without weights.

    Returns
    -------
    int
        Cells with a score.

    Raises
    ------
    InputError
        When the settings or weights do not fit, a criterion is no score, or no cell has every criterion.
    """
    require_usable(settings, len(inputs.criteria))
    w = usable_weights(settings, weights, len(inputs.criteria))
    # What is mapped from scratch files is let go of on leaving the inner function, before they are removed.
    with outputs() as scratch:
        return _write(inputs, settings, w, paths, hashed, scratch, progress)


def _write(
    inputs: OverlayInputs,
    settings: Settings,
    weights: np.ndarray,
    paths: OverlayPaths,
    hashed: list[Input],
    scratch: OutputSet,
    progress: Progress | None,
) -> int:
    needs_look = settings.is_whole_grid or paths.pareto is not None
    if needs_look:
        with scratch_errors(scratch.folder()):
            found = _look_over(inputs, settings, weights, paths, scratch.folder(), part_of(progress, 0, 0.6))
        combination, pareto = found
    else:
        combination, pareto = local_combination(settings, weights), None
    work = _Overlay(inputs, combination, bool(paths.contributions), bool(paths.limiting), pareto)
    seen = _Seen(np.zeros(len(inputs.criteria), bool))

    def require(_files: OutputSet) -> None:
        seen.require(inputs)

    rest = part_of(progress, 0.6, 1) if needs_look else progress
    stream_to(work, inputs.grid, _targets(inputs, settings, paths), hashed, rest, seen.add, require)
    return seen.scored


def _targets(inputs: OverlayInputs, settings: Settings, paths: OverlayPaths) -> list[Target]:
    names, method = inputs.names, settings.method
    title = "suitability" if method is Method.WLC else f"suitability ({method.value})"
    if settings.range[0] < 0:
        title = "net flow (promethee)"
    wanted = (
        (paths.overlay, (title,), "score"),
        (paths.contributions, tuple(f"contribution of {n}" for n in names), "contributions"),
        (paths.limiting, ("limiting criterion: " + ", ".join(names),), "limiting"),
        (paths.pareto, ("Pareto front",), "pareto"),
    )
    return [Target(path, bands, _Take(key)) for path, bands, key in wanted if path]


@dataclass(frozen=True)
class _Take:
    """One result of a block."""

    key: str

    def __call__(self, block: dict[str, np.ndarray]) -> np.ndarray:
        return block[self.key]


@dataclass
class _Seen:
    """What all blocks came to."""

    is_known: np.ndarray
    scored: int = 0

    def add(self, block: dict[str, np.ndarray]) -> None:
        self.is_known |= block["known"]
        self.scored += int(np.count_nonzero(~np.isnan(block["score"])))

    def require(self, inputs: OverlayInputs) -> None:
        inputs.require_known(self.is_known)
        if not self.scored:
            raise _nothing_eligible()


def _nothing_eligible() -> InputError:
    return InputError(
        "No cell has a value in every criterion; check that the rasters overlap and the exclusion leaves cells."
    )


@dataclass(frozen=True)
class _Overlay:
    """All results of a block, by name."""

    inputs: OverlayInputs
    combination: Combination
    contributions: bool
    limiting: bool
    pareto: dict[tuple[int, int], np.ndarray] | None

    def __call__(self, window: Window) -> dict[str, np.ndarray]:
        scores, is_known = self.inputs.scores(window)
        score = self.combination.score(scores)
        out = {"score": score, "known": is_known}
        if self.contributions:
            out["contributions"] = self.combination.contributions(scores)
        if self.limiting:
            out["limiting"] = limiting(self.combination.costs(scores))
        if self.pareto is not None:
            out["pareto"] = np.where(np.isnan(score), np.float32(np.nan), np.float32(0))
            out["pareto"].ravel()[self.pareto[window.row, window.col]] = 1
        return out


@dataclass(frozen=True)
class _Glance:
    """What the surveys see of a block: which criteria know any cell, whether all know some cell, and their parts."""

    is_known: np.ndarray
    is_any: bool
    parts: list[Any]


@dataclass(frozen=True)
class _Look:
    """A glance at a block."""

    inputs: OverlayInputs
    surveys: Sequence[Looker]

    def __call__(self, window: Window) -> _Glance:
        scores, is_known = self.inputs.scores(window)
        is_any = not np.isnan(np.fmax.reduce(sum(scores), axis=None))
        return _Glance(is_known, is_any, [survey.look(scores) for survey in self.surveys])


def _look_over(
    inputs: OverlayInputs,
    settings: Settings,
    weights: np.ndarray,
    paths: OverlayPaths,
    folder: Path,
    progress: Progress | None,
) -> tuple[Combination, dict[tuple[int, int], np.ndarray] | None]:
    """See every cell before the first is scored; returns the method, and the front's cells by block where wanted."""
    steps = Steps(progress)
    steps.phase("Looking at all cells", 0.5)
    executor, workers = make_executor()
    with executor:
        survey = whole_grid_survey(settings, weights, folder, executor) if settings.is_whole_grid else None
        pareto = ParetoSurvey(folder) if paths.pareto else None
        look = _Look(inputs, [s for s in (survey, pareto) if s is not None])
        windows = list(inputs.grid.blocks())
        _see_all(look, stream(look, windows, executor, workers), steps)
        steps.phase("Comparing cells", 1)

        def stop() -> None:
            steps.at(0)

        combination = survey.combination(stop) if survey else local_combination(settings, weights)
    if pareto is None:
        return combination, None
    cells = pareto.result(stop)
    return combination, {(w.row, w.col): c for w, c in zip(windows, cells)}


def _see_all(look: _Look, blocks: Iterator[tuple[Window, _Glance]], steps: Steps) -> None:
    grid, is_known, is_any = look.inputs.grid, np.zeros(len(look.inputs.criteria), bool), False
    for window, glance in blocks:
        is_known |= glance.is_known
        is_any |= glance.is_any
        for survey, part in zip(look.surveys, glance.parts):
            survey.add(part)
        steps.at((window.row + window.rows) / grid.rows)
    look.inputs.require_known(is_known)
    if not is_any:
        raise _nothing_eligible()
