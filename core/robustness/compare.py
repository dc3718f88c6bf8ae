"""Scenarios side by side: where they agree on the best places, and by how much scores differ."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import InputError, OutputError
from ..grid.grid import Grid, Window, template_grid
from ..outputs import OutputSet
from ..progress import Progress
from ..provenance import Input
from ..run.steps import Target, stream_to
from ..sources.raster import AlignedRaster, RasterSource, align
from .top import top_threshold

BANDS = ("range of the scores", "mean of the scores", "scenarios in which the cell is among the best")
DIFFERENCE = ("second score less the first",)


@dataclass(frozen=True)
class Compared:
    """What one scenario came to beside the others.

    Attributes
    ----------
    name : str
    cells : int
        Eligible cells.
    area_ha, mean : float
        Their area and mean score.
    threshold : float
        Least score among the best cells.
    top_ha : float
        Area of the best cells.
    overlap : tuple of float
        With every scenario: best cells of both over best cells of either, in [0, 1].
    correlation : tuple of float
        Pearson's r with every scenario over cells that both know; NaN where a score does not vary.
    """

    name: str
    cells: int
    area_ha: float
    mean: float
    threshold: float
    top_ha: float
    overlap: tuple[float, ...]
    correlation: tuple[float, ...]


def open_scenarios(rasters: list[RasterSource]) -> tuple[Grid, tuple[AlignedRaster, ...]]:
    """Open suitability rasters that must share one grid.

    Raises
    ------
    InputError
        When there are fewer than two, or one has another grid.
    """
    if len(rasters) < 2:
        raise InputError("There are fewer than two suitability rasters; give two or more to compare.")
    grid = template_grid(rasters[0].path)
    for source in rasters[1:]:
        if not grid.same_as(template_grid(source.path)):
            raise InputError(
                f"The raster {source.label} has another grid than {rasters[0].label}; run both scenarios with one "
                "extent and cell size, or align it with gdal:warpreproject."
            )
    return grid, tuple(align(s, grid.whole) for s in rasters)


@dataclass(frozen=True)
class _Look:
    """Scores of a window in every scenario, and the bands made of them."""

    rasters: tuple[AlignedRaster, ...]
    thresholds: tuple[float, ...]

    def __call__(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        scores = np.stack([r.read(window) for r in self.rasters])
        with np.errstate(invalid="ignore"):
            is_top = scores >= np.array(self.thresholds, np.float32)[:, None, None]
        bands = np.stack([np.ptp(scores, axis=0), scores.mean(axis=0, dtype=float), is_top.sum(axis=0)])
        bands[2, np.isnan(scores).all(axis=0)] = np.nan
        return scores, bands.astype(np.float32)


class _Sums:
    """Sums over cells for the table."""

    def __init__(self, thresholds: tuple[float, ...]) -> None:
        count = len(thresholds)
        self.thresholds = np.array(thresholds, np.float32)
        self.cells, self.total = np.zeros(count, np.int64), np.zeros(count)
        self.both_top = np.zeros((count, count), np.int64)
        # Of each pair over cells that both know: n, sum x, sum x^2, sum x y.
        self.pairs = np.zeros((4, count, count))

    def add(self, block: tuple[np.ndarray, np.ndarray]) -> None:
        scores = block[0].reshape(len(self.cells), -1)
        is_known = ~np.isnan(scores)
        known = is_known.astype(float)
        # Scores lie in [0, 1], so sums of squares lose nothing to cancellation that matters in a table.
        x = np.where(is_known, scores, 0).astype(float)
        with np.errstate(invalid="ignore"):
            top = (scores >= self.thresholds[:, None]).astype(float)
        self.cells += is_known.sum(axis=1)
        self.total += x.sum(axis=1)
        self.both_top += np.rint(top @ top.T).astype(np.int64)
        self.pairs += np.stack([known @ known.T, x @ known.T, (x * x) @ known.T, x @ x.T])

    def correlation(self) -> np.ndarray:
        """Pearson's r of each pair, NaN where there is none."""
        n, sx, sxx, sxy = self.pairs
        with np.errstate(divide="ignore", invalid="ignore"):
            cov = sxy / n - (sx / n) * (sx / n).T
            var = sxx / n - (sx / n) ** 2
            var = np.where(var > 1e-12, var, np.nan)
            return cov / np.sqrt(var * var.T)

    def overlap(self) -> np.ndarray:
        """Best cells of both over best cells of either."""
        own = np.diag(self.both_top)
        return self.both_top / (own[:, None] + own[None, :] - self.both_top)


def compare_scenarios(
    rasters: list[RasterSource],
    top_percent: float,
    output: str | None,
    table: str | None,
    hashed: list[Input],
    progress: Progress | None = None,
    difference: str | None = None,
) -> list[Compared]:
    """Write the comparison of suitability rasters.

    Parameters
    ----------
    rasters : list of RasterSource
        On one grid; their names head the columns of the table.
    top_percent : float
        In (0, 100]: the best share of a scenario's own eligible cells, per cent.
    output : str or None
        Raster of three bands: range and mean, nodata where a scenario does not know the cell, and in how many
        scenarios it is among the best, nodata where none knows it.
    table : str or None
        CSV of what is returned.
    difference : str or None
        Raster of the second score less the first, of two scenarios; nodata where either does not know the cell.

    Raises
    ------
    InputError
        When the rasters do not fit, or one has no value at all.
    """
    if not 0 < top_percent <= 100:
        raise InputError(f"TOP_PERCENT is {top_percent:g}; give a number above 0 and at most 100.")
    if difference and len(rasters) != 2:
        raise InputError(f"A difference is of two rasters, and there are {len(rasters)}; give two.")
    grid, aligned = open_scenarios(rasters)
    found = tuple(_threshold(a, grid, top_percent / 100) for a in aligned)
    sums = _Sums(found)
    compared: list[Compared] = []

    def finish(files: OutputSet) -> None:
        compared.extend(_rows(rasters, found, sums, grid))
        if table:
            _write_table(files.aside(table), compared)

    targets = [Target(output, BANDS, lambda block: block[1])] if output else []
    if difference:
        targets.append(Target(difference, DIFFERENCE, lambda block: block[0][1] - block[0][0]))
    stream_to(_Look(aligned, found), grid, targets, hashed, progress, sums.add, finish)
    return compared


def _threshold(raster: AlignedRaster, grid: Grid, share: float) -> float:
    def blocks() -> Iterator[np.ndarray]:
        return (raster.read(window) for window in grid.blocks())

    try:
        return top_threshold(blocks, share)[0]
    except InputError as error:
        raise InputError(f"The raster {raster.source.label} has no cell with a value; check it.") from error


def _rows(
    rasters: list[RasterSource], thresholds: tuple[float, ...], sums: _Sums, grid: Grid
) -> list[Compared]:
    overlap, correlation = sums.overlap(), sums.correlation()
    return [
        Compared(
            source.name or Path(source.path).stem,
            int(sums.cells[i]),
            float(sums.cells[i]) * grid.cell_ha,
            float(sums.total[i] / sums.cells[i]),
            thresholds[i],
            float(sums.both_top[i, i]) * grid.cell_ha,
            tuple(overlap[i].tolist()),
            tuple(correlation[i].tolist()),
        )
        for i, source in enumerate(rasters)
    ]


def _write_table(path: Path, rows: list[Compared]) -> None:
    names = [r.name for r in rows]
    head = ["scenario", "cells", "area_ha", "mean", "top_threshold", "top_ha"]
    try:
        with path.open("w", newline="", encoding="utf-8-sig") as handle:
            writer = csv.writer(handle)
            writer.writerow([*head, *(f"overlap_{n}" for n in names), *(f"correlation_{n}" for n in names)])
            for r in rows:
                figures = [r.area_ha, r.mean, r.threshold, r.top_ha, *r.overlap, *r.correlation]
                writer.writerow([r.name, r.cells, *("" if f != f else f"{f:.6g}" for f in figures)])
    except OSError as error:
        raise OutputError(
            f"The table {path} cannot be written ({error.strerror}); check the disk."
        ) from error
