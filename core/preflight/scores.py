"""Findings on scores: value functions that are flat over the data, and criteria that say the same."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from ..engine.plan import HorizonBlock, HorizonPlan
from .finding import Finding, warning
from .overlay import counts_twice, outcome_of_flat
from .phrases import Place, Words

#: Criteria that agree more than this count one thing twice.
_CORRELATED = 0.8
#: About so many rows and columns of a block are sampled.
_LINES = 32
#: Fewer sampled cells than this tell nothing.
_LEAST = 50
#: Scores that differ by less are one score.
_SAME = 1e-6


class ScoreSample:
    """Scores of a regular sample of cells that no rule excludes, added block by block.

    The first block sets how many rows and columns lie between sampled cells: the first block of a
    grid is as large as any other.
    """

    def __init__(self, horizon: HorizonPlan) -> None:
        self._horizon = horizon
        self._parts: list[np.ndarray] = []
        self._step = 0

    def add(self, block: HorizonBlock) -> None:
        """Sample a block; one without scores has nothing to take."""
        self._step = self._step or max(1, math.isqrt(block.mask.bits.size) // _LINES)
        if not block.scores:
            return
        part = (slice(self._step // 2, None, self._step),) * 2
        is_open = ~block.mask.is_excluded[part]
        if is_open.any():
            self._parts.append(np.stack([s[part][is_open] for s in block.scores]))

    def findings(
        self, ranges: Mapping[int, tuple[float, float] | None] = MappingProxyType({})
    ) -> list[Finding]:
        """Flat value functions and correlated criteria.

        ``ranges`` holds the least and largest value before the value function, by index of the criterion.
        """
        scores = self._scores()
        flat = [self._flat_finding(i, scores[i], ranges.get(i)) for i in self.flat()]
        return flat + self._correlated(scores)

    def flat(self) -> list[int]:
        """Indices of the criteria that score the same on all cells of the sample they know."""
        known = [s[~np.isnan(s)] for s in self._scores()]
        return [i for i, s in enumerate(known) if len(s) >= _LEAST and np.ptp(s) < _SAME]

    def _scores(self) -> np.ndarray:
        """Float64 (criteria, cells)."""
        if not self._parts:
            return np.empty((len(self._horizon.criteria), 0))
        return np.concatenate(self._parts, axis=1).astype(float)

    def _flat_finding(self, index: int, values: np.ndarray, span: tuple[float, float] | None) -> Finding:
        criterion, score = self._horizon.criteria[index], values[~np.isnan(values)][0]
        settings, weight = self._horizon.settings, self._horizon.weights[index]
        unit = f" {criterion.unit}" if criterion.unit else ""
        told = {
            "score": float(score),
            "values": Words.of("values_from", low=span[0], high=span[1], unit=unit) if span else None,
            "outcome": outcome_of_flat(settings, float(score), weight),
        }
        place = Place("criterion", criterion.id)
        if settings.is_weighted:
            return warning(place, "flat", **told)
        return warning(place, "flat_unweighted", **told)

    def _correlated(self, scores: np.ndarray) -> list[Finding]:
        """Pairs of criteria with a weight whose scores rise and fall together."""
        out: list[Finding] = []
        criteria, settings = self._horizon.criteria, self._horizon.settings
        if not counts_twice(settings):
            return out
        weighty = [i for i, w in enumerate(self._horizon.weights) if w > 0 or not settings.is_weighted]
        for k, i in enumerate(weighty):
            for j in weighty[k + 1 :]:
                r = _correlation(scores[i], scores[j])
                if r > _CORRELATED:
                    other = Place("criterion", criteria[i].id)
                    out.append(warning(Place("criterion", criteria[j].id), "correlated", other=other, r=r))
        return out


def _correlation(a: np.ndarray, b: np.ndarray) -> float:
    """Pearson's r over the cells that both know; 0 where they are too few, or one is flat."""
    is_known = ~(np.isnan(a) | np.isnan(b))
    a, b = a[is_known], b[is_known]
    if len(a) < _LEAST or np.ptp(a) < _SAME or np.ptp(b) < _SAME:
        return 0.0
    return float(np.corrcoef(a, b)[0, 1])
