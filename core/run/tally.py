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
        unknown = int(np.count_nonzero(np.isnan(block.suitability)))
        count = block.suitability.size - unknown
        if count:
            low, high = self._horizon.settings.range
            # What is no number counts as the least, and is taken off again.
            scores = np.fmax(block.suitability, np.full(block.suitability.shape[-1], low, np.float32))
            self._scored += count
            self._sum += float(scores.sum(dtype=float)) - unknown * low
            self._min = min(self._min, float(np.fmin.reduce(block.suitability, axis=None)))
            self._max = max(self._max, float(scores.max()))
            scores -= np.float32(low)
            scores *= np.float32(BINS / (high - low))
            np.minimum(scores, np.full(scores.shape[-1], BINS, np.float32), out=scores)
            classes = _count_bytes(scores.astype(np.uint8).ravel())
            classes[0] -= unknown
            classes[BINS - 1] += classes[BINS]  # the highest score
            self._histogram += classes[:BINS]

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


def _count_bytes(values: np.ndarray) -> np.ndarray:
    """How often each byte occurs, int64 (256,): two bytes are counted at a time, as counting is what costs."""
    even = len(values) // 2 * 2
    pairs = np.bincount(values[:even].view(np.uint16), minlength=1 << 16).reshape(256, 256)
    return pairs.sum(axis=0) + pairs.sum(axis=1) + np.bincount(values[even:], minlength=256)
