"""Figures of a run, added up block by block in the order of the blocks."""

from __future__ import annotations

import math

import numpy as np

from ..engine.plan import HorizonBlock, HorizonPlan
from ..grid.grid import Grid
from .result import CriterionTally, HorizonResult, RuleTally

#: Classes of the histogram of suitability, over the range of the method.
BINS = 100


class Tally:
    """Adds up one horizon."""

    def __init__(self, horizon: HorizonPlan, grid: Grid) -> None:
        self._horizon, self._grid = horizon, grid
        self._excluded = np.zeros(len(horizon.rules), np.int64)
        self._alone = np.zeros(len(horizon.rules), np.int64)
        self._missing = np.zeros(len(horizon.criteria), np.int64)
        self.known = np.zeros(len(horizon.criteria), np.int64)
        self.known_to_rules = np.zeros(len(horizon.rules), np.int64)
        self._eligible = self._out = self._scored = 0
        self._sum, self._min, self._max = 0.0, math.inf, -math.inf
        self._histogram = np.zeros(BINS, np.int64)

    def add(self, block: HorizonBlock) -> None:
        """Add a block."""
        self._excluded += block.mask.excluded
        self._alone += block.mask.alone
        self._missing += block.missing
        self.known += block.known
        self.known_to_rules += block.mask.known
        self._eligible += int(np.count_nonzero(block.mask.is_eligible))
        self._out += int(np.count_nonzero(block.mask.is_excluded))
        scores = block.suitability[~np.isnan(block.suitability)]
        if scores.size:
            self._scored += scores.size
            self._sum += float(scores.sum(dtype=float))
            self._min, self._max = min(self._min, float(scores.min())), max(self._max, float(scores.max()))
            low, high = self._horizon.settings.range
            place = (scores - np.float32(low)) * np.float32(BINS / (high - low))
            place = np.clip(place, np.float32(0), np.float32(BINS - 1), out=place).astype(np.intp)
            self._histogram += np.bincount(place, minlength=BINS)

    @property
    def not_excluded(self) -> int:
        """Cells that no rule excludes."""
        return self._grid.cells - self._out

    def result(self) -> HorizonResult:
        """The figures in hectares and shares."""
        ha, horizon = self._grid.cell_ha, self._horizon
        rules = [
            RuleTally(r.id, r.label, float(e) * ha, float(a) * ha)
            for r, e, a in zip(horizon.rules, self._excluded, self._alone)
        ]
        open_cells = max(self.not_excluded, 1)
        criteria = [
            CriterionTally(c.id, c.label, w, c.unit, float(m) / open_cells)
            for c, w, m in zip(horizon.criteria, horizon.weights, self._missing)
        ]
        has = self._scored > 0
        return HorizonResult(
            horizon.id, horizon.year, self._grid.cells * ha, self._eligible * ha, self._out * ha,
            (self.not_excluded - self._scored) * ha, self._scored * ha,
            self._sum / self._scored if has else math.nan,
            self._min if has else math.nan, self._max if has else math.nan,
            self._histogram.tolist(), rules, criteria,
        )  # fmt: skip
