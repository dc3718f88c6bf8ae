"""The friction raster, read window by window, and which of its cells a feature takes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..criteria.hazard import cells_of
from ..errors import InputError
from ..grid.grid import Grid, Window, template_grid
from ..grid.spans import Spans
from ..sources.raster import AlignedRaster, RasterSource, align
from ..sources.shapes import Shapes

#: Rows and columns, the last ones included.
Box = tuple[int, int, int, int]


@dataclass(frozen=True)
class Friction:
    """A friction raster on its own grid: 1 is ordinary ground, other values multiply its cost, nodata cannot be crossed."""

    raster: AlignedRaster
    grid: Grid

    def read(self, window: Window) -> np.ndarray:
        """Friction of a window, float32, NaN where it cannot be crossed.

        Raises
        ------
        InputError
            When a value is below 0.
        """
        values = self.raster.read(window)
        with np.errstate(invalid="ignore"):
            wrong = values < 0
        if wrong.any():
            raise InputError(
                f"The friction raster {self.raster.source.label} holds {float(values[wrong][0]):g}; friction multiplies the "
                "cost of a metre, so give 1 for ordinary ground, 0 or more elsewhere, and nodata where nothing may pass."
            )
        return values


def open_friction(source: RasterSource) -> Friction:
    """Open a friction raster.

    Raises
    ------
    InputError
        When it cannot be read, is rotated, or its CRS is not projected in metres.
    """
    grid = template_grid(source.path)
    return Friction(align(source, grid.whole), grid)


@dataclass(frozen=True)
class FeatureCells:
    """Cells that each feature of a layer takes: polygons by the centre, lines and points all they touch."""

    grid: Grid
    spans: tuple[Spans, ...]

    def burn(self, features: list[int], window: Window) -> np.ndarray:
        """Cells of a window that any of the features takes."""
        out = np.zeros(window.shape, bool)
        for i in features:
            out |= self.spans[i].burn(window)
        return out

    def box(self, feature: int) -> Box | None:
        """Rows and columns of the grid that a feature takes; None where it takes none."""
        spans, grid = self.spans[feature], self.grid
        row, first, last = spans.row - grid.row0, spans.first - grid.col0, spans.last - grid.col0
        inside = (row >= 0) & (row < grid.rows) & (first < grid.cols) & (last >= 0)
        if not inside.any():
            return None
        return (
            int(row[inside].min()), int(max(first[inside].min(), 0)),
            int(row[inside].max()), int(min(last[inside].max(), grid.cols - 1)),
        )  # fmt: skip


def feature_cells(shapes: Shapes, grid: Grid) -> FeatureCells:
    """Find the cells of every feature."""
    every = cells_of(shapes, grid)
    order = np.argsort(every.feature, kind="stable")
    feature = every.feature[order]
    cuts = np.searchsorted(feature, np.arange(shapes.count + 1))
    parts = [order[a:b] for a, b in zip(cuts[:-1].tolist(), cuts[1:].tolist())]
    return FeatureCells(
        grid, tuple(Spans(every.row[p], every.first[p], every.last[p], every.feature[p]) for p in parts)
    )


def union(*boxes: Box) -> Box:
    """The box around several."""
    tops, lefts, bottoms, rights = zip(*boxes)
    return min(tops), min(lefts), max(bottoms), max(rights)
