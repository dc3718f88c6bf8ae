"""Findings on scores: value functions that are flat over the data, and criteria that say the same."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..engine.plan import HorizonBlock, HorizonPlan, Plan, evaluate
from ..grid.grid import Window
from .finding import Finding, warning

#: Criteria that agree more than this count one thing twice.
_CORRELATED = 0.8
#: Every so many rows and columns of a block are sampled.
_STEP = 16
#: Fewer sampled cells than this tell nothing.
_LEAST = 50


class ScoreSample:
    """Scores of a regular sample of cells that no rule excludes, added block by block."""

    def __init__(self, horizon: HorizonPlan) -> None:
        self._horizon = horizon
        self._parts: list[np.ndarray] = []

    def add(self, block: HorizonBlock) -> None:
        """Take every 16th cell of every 16th row; blocks without scores have nothing to take."""
        if not block.scores:
            return
        part = (slice(_STEP // 2, None, _STEP),) * 2
        is_open = ~block.mask.is_excluded[part]
        if is_open.any():
            self._parts.append(np.stack([s[part][is_open] for s in block.scores]))

    def findings(self) -> list[Finding]:
        """Flat value functions and correlated criteria."""
        if not self._parts:
            return []
        scores = np.concatenate(self._parts, axis=1).astype(float)
        return self._flat(scores) + self._correlated(scores)

    def _flat(self, scores: np.ndarray) -> list[Finding]:
        out = []
        for criterion, values in zip(self._horizon.criteria, scores):
            known = values[~np.isnan(values)]
            if len(known) >= _LEAST and np.ptp(known) < 1e-6:
                out.append(warning(f"criterion {criterion.id}", f"it scores {known[0]:.3g} wherever it was looked at, so it "
                                   "tells places apart nowhere.", "Adapt its value function to the data."))  # fmt: skip
        return out

    def _correlated(self, scores: np.ndarray) -> list[Finding]:
        out = []
        known = scores[:, ~np.isnan(scores).any(axis=0)]
        varied = [i for i in range(len(known)) if known.shape[1] >= _LEAST and np.ptp(known[i]) > 1e-6]
        for k, i in enumerate(varied):
            for j in varied[k + 1 :]:
                r = float(np.corrcoef(known[i], known[j])[0, 1])
                if r > _CORRELATED:
                    a, b = self._horizon.criteria[i].id, self._horizon.criteria[j].id
                    out.append(warning(f"criterion {b}", f"its scores agree with those of {a} (correlation {r:.2f}), so one "
                                       "thing counts twice.", "Drop one of the two, or share their weight."))  # fmt: skip
        return out


def sampled(plan: Plan, tiles: int = 6, side: int = 96) -> list[ScoreSample]:
    """Samples of every horizon from tiles spread evenly over the grid: a quick look before a run."""
    samples = [ScoreSample(h) for h in plan.horizons]
    for window in _tiles(plan.grid.whole, tiles, side):
        for sample, block in zip(samples, evaluate(plan, window).horizons):
            sample.add(block)
    return samples


def _tiles(whole: Window, tiles: int, side: int) -> Iterable[Window]:
    for i in range(tiles):
        for j in range(tiles):
            row = int((i + 0.5) * whole.rows / tiles - side / 2)
            col = int((j + 0.5) * whole.cols / tiles - side / 2)
            top, left = max(row, 0), max(col, 0)
            bottom, right = min(row + side, whole.rows), min(col + side, whole.cols)
            if top < bottom and left < right:
                yield Window(whole.grid, top, left, bottom - top, right - left)
