"""Overlay of criterion rasters of one grid, streamed into its rasters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window, template_grid
from ..outputs import OutputSet
from ..overlay.wlc import contributions, limiting, normalised, weighted_sum
from ..progress import Progress
from ..provenance import Input
from ..sources.raster import AlignedRaster, RasterSource, align
from .steps import Target, stream_to


@dataclass(frozen=True)
class OverlayInputs:
    """Criterion rasters of one grid, ready to be read window by window, and the exclusion."""

    grid: Grid
    criteria: tuple[AlignedRaster, ...]
    exclusion: AlignedRaster | None
    names: tuple[str, ...]

    def scores(self, window: Window) -> list[np.ndarray]:
        """Scores of a window, checked to lie in [0, 1]; NaN where nodata or excluded."""
        out = []
        is_open = None if self.exclusion is None else self.exclusion.read(window) == 0
        for raster in self.criteria:
            score = raster.read(window)
            with np.errstate(invalid="ignore"):
                is_wrong = (score < -1e-6) | (score > 1 + 1e-6)
            if is_wrong.any():
                raise InputError(
                    f"The criterion {raster.source.label} holds {score[is_wrong][0]:g}, outside [0, 1]; "
                    "turn it into a score with the algorithm rescale first."
                )
            if is_open is not None:
                score = np.where(is_open, score, np.float32(np.nan))
            out.append(score)
        return out


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


@dataclass(frozen=True)
class Wlc:
    """Weighted sum, contributions and limiting criterion of a block."""

    inputs: OverlayInputs
    weights: tuple[float, ...]
    extras: bool

    def __call__(self, window: Window) -> tuple[np.ndarray, np.ndarray | None, np.ndarray | None]:
        """Suitability, contributions and limiting criterion of a window; the last two None without extras."""
        scores = self.inputs.scores(window)
        weights = np.asarray(self.weights)
        total = weighted_sum(scores, weights)
        if not self.extras:
            return total, None, None
        parts = contributions(scores, weights)
        parts[:, np.isnan(total)] = np.nan
        return total, parts, limiting(scores, weights)


def write_overlay(
    inputs: OverlayInputs,
    weights: tuple[float, ...],
    paths: tuple[str, str | None, str | None],
    hashed: list[Input],
    progress: Progress | None = None,
) -> int:
    """Write a weighted linear combination, and where wanted the contributions and the limiting criterion.

    Parameters
    ----------
    paths : (overlay, contributions or None, limiting or None)

    Returns
    -------
    int
        Cells with a score.

    Raises
    ------
    InputError
        When the weights do not fit, or no cell has every criterion.
    """
    w = tuple(normalised(weights, len(inputs.criteria)).tolist())
    names = inputs.names
    targets = [Target(paths[0], ("suitability",), lambda b: b[0])]
    if paths[1]:
        targets.append(Target(paths[1], tuple(f"contribution of {n}" for n in names), lambda b: b[1]))
    if paths[2]:
        targets.append(Target(paths[2], ("limiting criterion: " + ", ".join(names),), lambda b: b[2]))
    scored = 0

    def count(block: tuple[np.ndarray, ...]) -> None:
        nonlocal scored
        scored += int(np.count_nonzero(~np.isnan(block[0])))

    def require(_files: OutputSet) -> None:
        if not scored:
            raise InputError(
                "No cell has a value in every criterion; check that the rasters overlap and the exclusion leaves cells."
            )

    work = Wlc(inputs, w, len(targets) > 1)
    stream_to(work, inputs.grid, targets, hashed, progress, count, require)
    return scored
