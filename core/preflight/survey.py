"""A quick look before a run: tiles spread evenly over the grid are computed as the run would compute them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from ..criteria.hazard import HazardField
from ..engine.plan import HorizonBlock, HorizonPlan, Plan, evaluate, raw_value
from ..exclusion.rules import UNKNOWN
from ..grid.grid import Window
from ..scenario.model import Criterion, Scenario
from .assessed import criterion_finding, rules_finding
from .finding import Finding, error
from .phrases import Place
from .scores import ScoreSample

#: Tiles along each side of the grid, and cells along each side of a tile, at most.
_TILES, _SIDE = 6, 96


def survey_findings(scenarios: list[Scenario], plan: Plan) -> list[Finding]:
    """What the scores of the tiles tell; a grid of at most 576 x 576 cells is looked at as a whole.

    Parameters
    ----------
    scenarios : list of Scenario
        One a horizon of the plan.
    plan : Plan

    Raises
    ------
    InputError
        When a raster cannot be read, or a raster without a value function is no score.
    """
    samples = [ScoreSample(h) for h in plan.horizons]
    shares = [_Unknown(plan, h) for h in plan.horizons]
    windows = list(_tiles(plan.grid.whole))
    for window in windows:
        for block, sample, share in zip(evaluate(plan, window).horizons, samples, shares):
            sample.add(block)
            share.add(window, block)
    is_whole = sum(w.rows * w.cols for w in windows) == plan.grid.cells
    out = _criteria(scenarios, shares, is_whole) + _rules(shares)
    for sample, horizon in zip(samples, plan.horizons):
        out += sample.findings({i: _range(plan, horizon, i, windows) for i in sample.flat()})
    return out


class _Unknown:
    """Cells that criteria, hazard layers and rules do not know, of those that no rule excludes."""

    def __init__(self, plan: Plan, horizon: HorizonPlan) -> None:
        self._plan, self._horizon = plan, horizon
        self.open = 0
        self._missing = np.zeros(len(horizon.criteria), np.int64)
        self.known = np.zeros(len(horizon.criteria), np.int64)
        self._layers: dict[tuple[int, int], int] = {}
        self._rules: dict[str, int] = {}
        self._unruled = 0

    def add(self, window: Window, block: HorizonBlock) -> None:
        is_open = ~block.mask.is_excluded
        self.open += int(np.count_nonzero(is_open))
        self._missing += block.missing
        self.known += block.known
        for i, criterion in enumerate(self._horizon.criteria):
            field = self._plan.fields[criterion.field]
            for k, layer in enumerate(field.layers if isinstance(field, HazardField) else ()):
                count = int(np.count_nonzero(np.isnan(layer(window)) & is_open))
                self._layers[i, k] = self._layers.get((i, k), 0) + count
        self._add_rules(window, block, is_open)

    def _add_rules(self, window: Window, block: HorizonBlock, is_open: np.ndarray) -> None:
        self._unruled += block.mask.unknown
        if not block.mask.unknown:
            return
        for part in self._horizon.rules:
            rule = self._plan.rules[part.rule]
            count = int(np.count_nonzero((rule(window) == UNKNOWN) & is_open))
            self._rules[part.id] = self._rules.get(part.id, 0) + count

    def share(self, index: int) -> float:
        """Share that a criterion does not know."""
        return float(self._missing[index]) / max(self.open, 1)

    def layers(self, index: int) -> list[float]:
        """Share that each layer of a hazard does not know, in order; empty for other criteria."""
        return [n / max(self.open, 1) for (i, _), n in sorted(self._layers.items()) if i == index]

    @property
    def rules_share(self) -> float:
        """Share that some rule does not know."""
        return self._unruled / max(self.open, 1)

    def rules(self) -> dict[str, float]:
        """Share that each rule does not know, by its id."""
        return {name: n / max(self.open, 1) for name, n in self._rules.items()}


def _criteria(scenarios: list[Scenario], unknown: list[_Unknown], is_whole: bool) -> list[Finding]:
    out = []
    told: dict[str, list[tuple[Criterion, _Unknown, int]]] = {}  # horizons may differ in their criteria
    for scenario, counted in zip(scenarios, unknown):
        for i, criterion in enumerate(scenario.criteria):
            told.setdefault(criterion.id, []).append((criterion, counted, i))
    for uses in told.values():
        if is_whole and any(c.not_assessed is None and u.open and not u.known[i] for c, u, i in uses):
            out.append(error(Place("criterion", uses[0][0].id), "no_value"))
            continue
        criterion, worst, index = max(uses, key=lambda use: use[1].share(use[2]))
        layers = dict(zip(criterion.layer_ids, worst.layers(index)))
        out += criterion_finding(criterion, [u.share(i) for _, u, i in uses], layers)
    return out


def _rules(unknown: list[_Unknown]) -> list[Finding]:
    worst = max(unknown, key=lambda u: u.rules_share)
    return rules_finding([u.rules_share for u in unknown], worst.rules())


def _range(plan: Plan, horizon: HorizonPlan, index: int, windows: list[Window]) -> tuple[float, float] | None:
    """Least and largest value of a criterion before its value function; None where it has no value function."""
    criterion = horizon.criteria[index]
    if criterion.value is None:
        return None
    values = [raw_value(plan, criterion, w) for w in windows]
    finite = np.concatenate([v[np.isfinite(v)] for v in values])
    return (float(finite.min()), float(finite.max())) if finite.size else None


def _tiles(whole: Window) -> Iterator[Window]:
    for top, bottom in _stretches(whole.rows):
        for left, right in _stretches(whole.cols):
            yield Window(whole.grid, top, left, bottom - top, right - left)


def _stretches(cells: int) -> list[tuple[int, int]]:
    """Equal parts of a row or column of cells, each cut to its middle where it is too long."""
    parts = min(_TILES, math.ceil(cells / _SIDE))
    out = []
    for i in range(parts):
        begin, end = i * cells // parts, (i + 1) * cells // parts
        spare = max(end - begin - _SIDE, 0)
        out.append((begin + spare // 2, begin + spare // 2 + min(end - begin, _SIDE)))
    return out
