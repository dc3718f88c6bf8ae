"""What connected areas hold, added up while the blocks are computed: candidates need not compute them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..criteria.hazard import HazardField
from ..engine.plan import Block, HorizonPlan, Plan, evaluate_cells
from ..grid.grid import Grid
from ..overlay.combination import Combination
from ..overlay.wlc import WeightedSum
from ..regions.blocks import Labelled, Layers, label_block
from ..regions.label import Components, Join
from ..regions.region import Region, cells_between
from ..scenario.model import LatencyCriterion, Scenario


@dataclass(frozen=True)
class AreaBlock(Block):
    """A computed block and its labelled areas, one entry a horizon; None where no candidates are wanted."""

    areas: list[Labelled | None] = field(default_factory=list)


@dataclass(frozen=True)
class Told:
    """What an area holds.

    Attributes
    ----------
    contributions : list of float
        Mean of what each criterion gives to the score; they sum to the mean score.
    costs : list of float
        Mean of what each criterion takes, in the measure of the method.
    filled : float
        Share of cells where a criterion took its ``not_assessed`` score.
    rtt_ms : float or None
        Mean round trip; None where the scenario has no latency criterion.
    hazard_worst : int or None
        Worst severity of any hazard criterion; None where none is known.
    """

    contributions: list[float]
    costs: list[float]
    filled: float
    rtt_ms: float | None
    hazard_worst: int | None


@dataclass(frozen=True)
class AreaSpec:
    """What is told of the areas of one horizon.

    Attributes
    ----------
    least : float
        Least score of a cell.
    smallest : int
        Cells of the smallest area that is wanted.
    rtt : int or None
        Field of the first latency criterion.
    hazards : tuple of int
        Fields of the hazard criteria.
    weights : tuple of float
    combination : Combination or None
        None where no cell has a score.
    """

    least: float
    smallest: int
    rtt: int | None
    hazards: tuple[int, ...]
    weights: tuple[float, ...]
    combination: Combination | None

    @property
    def fields(self) -> frozenset[int]:
        """Fields whose own values are needed, beside the scores."""
        return frozenset([*self.hazards, *([] if self.rtt is None else [self.rtt])])

    def areas(self, block: Block, horizon: int) -> Labelled:
        """Label a computed block, and tell of each of its areas."""
        scores = block.horizons[horizon].suitability
        layers = self._layers(block, horizon, is_any=bool((scores >= np.float32(self.least)).any()))
        return label_block(scores, block.window, self.least, self.smallest, layers)

    def told(self, cells: int, sums: np.ndarray, peaks: np.ndarray) -> Told:
        """What an area holds, of the sums over its cells and the peaks among them."""
        *parts, filled, rtt = (sums / cells).tolist()
        worst = None if np.isnan(peaks).all() else int(np.nanmax(peaks))
        if self._is_sum:
            gives = [w * m for w, m in zip(self.weights, parts)]
            costs = [w * (1 - m) for w, m in zip(self.weights, parts)]
        else:
            gives, costs = parts[: len(self.weights)], parts[len(self.weights) :]
        return Told(gives, costs, filled, None if self.rtt is None else rtt, worst)

    def compute(self, plan: Plan, horizon: int, region: Region) -> Told:
        """What a region holds that is no whole area: its cells are computed again."""
        sums, peaks = [], []
        for window, cells in region.parts():
            block = evaluate_cells(plan, plan.horizons[horizon], window, cells, self.fields)
            layers = self._layers(block, 0, is_any=True)
            sums.append([0.0 if v is None else float(np.nansum(v[cells], dtype=float)) for v in layers.sums])
            peaks.append([np.fmax.reduce(v[cells]) for v in layers.peaks if v is not None])
        return self.told(region.count, np.sum(sums, axis=0), np.fmax.reduce(np.array(peaks), axis=0))

    @property
    def _is_sum(self) -> bool:
        """Whether what criteria give and take follows from their mean scores."""
        return isinstance(self.combination, WeightedSum)

    def _layers(self, block: Block, horizon: int, *, is_any: bool) -> Layers:
        own = block.horizons[horizon]
        parts = self._parts(own.scores, is_any=is_any)
        rtt = block.raw[self.rtt][0] if self.rtt in block.raw else None
        worst = [block.raw[i][1] if i in block.raw else None for i in self.hazards]
        return Layers([*parts, own.filled, rtt], worst)

    def _parts(self, scores: list[np.ndarray], *, is_any: bool) -> Sequence[np.ndarray | None]:
        """What follows for each criterion from its scores; a block that was skipped has none, and no area either."""
        if self._is_sum:
            return scores or len(self.weights) * (None,)
        if self.combination is None or not (scores and is_any):
            return 2 * len(self.weights) * (None,)
        return [*self.combination.contributions(scores), *self.combination.costs(scores)]


def area_spec(scenario: Scenario, horizon: HorizonPlan, plan: Plan) -> AreaSpec | None:
    """What is told of areas at a horizon; None where no candidates are wanted."""
    wanted = scenario.candidates
    if wanted is None:
        return None
    pairs = list(zip(horizon.criteria, scenario.criteria))
    rtt = next((c.field for c, spec in pairs if isinstance(spec, LatencyCriterion)), None)
    hazards = tuple(c.field for c, _ in pairs if isinstance(plan.fields[c.field], HazardField))
    smallest, _ = cells_between(wanted.min_area_ha, wanted.max_area_ha, plan.grid)
    return AreaSpec(wanted.min_score, smallest, rtt, hazards, horizon.weights, horizon.combination)


class Areas:
    """Takes the labelled blocks of a pass and joins the areas of one horizon into components."""

    def __init__(self, spec: AreaSpec, horizon: int, grid: Grid) -> None:
        self.spec = spec
        self._horizon = horizon
        self._join = Join(grid, spec.smallest)

    def add(self, block: AreaBlock) -> None:
        """Take a block."""
        areas = block.areas[self._horizon]
        if areas is not None:
            self._join.add(block.window, areas)

    def components(self) -> Components:
        """The components of all blocks."""
        return self._join.components()
