"""What suitability and criteria come to on the cells of a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..grid.grid import BLOCK, Grid, Window
from ..grid.spans import Spans, merge, polygon_spans
from ..overlay.combination import limiting
from ..sources.raster import AlignedRaster
from ..sources.shapes import Shapes

#: A site in tiles of at most a block: window, and which of its cells belong to the site.
Tiles = Iterator[tuple[Window, np.ndarray]]


def runs_by_site(shapes: Shapes, grid: Grid) -> list[Spans]:
    """Cells of each site: those whose centre a polygon covers, or the one in which a point or small polygon lies."""
    column = np.floor((shapes.points[:, 0] - grid.origin_x) / grid.dx).astype(np.int64)
    row = np.floor((grid.origin_y - shapes.points[:, 1]) / grid.dy).astype(np.int64)
    order = np.argsort(row, kind="stable")
    points = Spans(row[order], column[order], column[order], shapes.point_of[order])
    spans = merge(polygon_spans(shapes.edges, shapes.edge_of, grid), points)
    order = np.argsort(spans.feature, kind="stable")
    ends = np.searchsorted(spans.feature[order], np.arange(shapes.count + 1))
    parts = (order[a:b] for a, b in zip(ends, ends[1:]))
    return [Spans(spans.row[p], spans.first[p], spans.last[p], spans.feature[p]) for p in parts]


def tiles(own: Spans, grid: Grid) -> Tiles:
    """The part of a site that lies on the grid."""
    if not own.size:
        return
    top, bottom = int(own.row.min()) - grid.row0, int(own.row.max()) - grid.row0 + 1
    left, right = int(own.first.min()) - grid.col0, int(own.last.max()) - grid.col0 + 1
    top, bottom = max(top, 0), min(bottom, grid.rows)
    left, right = max(left, 0), min(right, grid.cols)
    for row in range(top, bottom, BLOCK):
        for col in range(left, right, BLOCK):
            window = Window(grid, row, col, min(BLOCK, bottom - row), min(BLOCK, right - col))
            cells = own.burn(window)
            if cells.any():
                yield window, cells


def cell_count(own: Spans) -> int:
    """Cells of a site, on the grid or beyond it; a cell that two runs take counts once."""
    if not own.size:
        return 0
    # Runs of a row come sorted from west to east; only a multipoint takes a cell twice.
    order = np.lexsort((own.first, own.row))
    row, first, last = own.row[order], own.first[order], own.last[order]
    again = np.r_[False, (row[1:] == row[:-1]) & (first[1:] == first[:-1]) & (last[1:] == last[:-1])]
    return int((last - first + 1)[~again].sum())


@dataclass(frozen=True)
class Surface:
    """Rasters of one grid that sites are laid on.

    Attributes
    ----------
    grid : Grid
    suitability : AlignedRaster or None
    criteria : tuple of AlignedRaster
        Scores.
    names : tuple of str
        Of the criteria, fit for field names.
    weights : float64 array, sum 1
    """

    grid: Grid
    suitability: AlignedRaster | None
    criteria: tuple[AlignedRaster, ...]
    names: tuple[str, ...]
    weights: np.ndarray

    def attributes(self, own: Spans) -> dict[str, Any]:
        """Statistics of the score, contributions, the limiting criterion, and the share without a value.

        What has no cell with a value is left out.
        """
        total = cell_count(own)
        out: dict[str, Any] = {}
        parts = list(tiles(own, self.grid))
        if self.suitability is not None:
            out.update(_statistics(self.suitability, parts, total))
        if self.criteria:
            out.update(self._contributions(parts, total))
        return out

    def _contributions(self, parts: list[tuple[Window, np.ndarray]], total: int) -> dict[str, Any]:
        sums, known = np.zeros(len(self.criteria)), 0
        for window, cells in parts:
            scores = np.stack([r.read(window)[cells] for r in self.criteria]).astype(float)
            is_known = ~np.isnan(scores).any(axis=0)
            sums += scores[:, is_known].sum(axis=1)
            known += int(np.count_nonzero(is_known))
        out: dict[str, Any] = {"unknown_pct": 100 * (1 - known / total)} if total else {}
        if not known:
            return out
        means = sums / known
        out.update({f"contrib_{n}": float(w * m) for n, w, m in zip(self.names, self.weights, means)})
        index = limiting((self.weights * (1 - means))[:, None])
        return {**out, "limiting": self.names[int(index[0]) - 1]}


def _statistics(raster: AlignedRaster, parts: list[tuple[Window, np.ndarray]], total: int) -> dict[str, Any]:
    values = [raster.read(window)[cells] for window, cells in parts]
    known = [v[~np.isnan(v)] for v in values]
    count = sum(len(k) for k in known)
    out: dict[str, Any] = {"unscored_pct": 100 * (1 - count / total)} if total else {}
    if not count:
        return out
    own = np.concatenate(known)
    figures = {"score_mean": own.mean(dtype=float), "score_min": own.min(), "score_max": own.max()}
    return {**out, **{k: float(v) for k, v in figures.items()}}
