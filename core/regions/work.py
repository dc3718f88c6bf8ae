"""The stages of a search for regions: survey, pool, choice, and the same for another request."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ..progress import Steps
from .areas import area_pool, connected_areas
from .effort import Effort
from .exact import Choice, choose_exact, choose_greedy
from .grown import Grower, least_score, target_cells
from .label import Components
from .packing import Packing
from .polyomino import GRID_CELLS, REGION_CELLS, complete_pool
from .pool import Pool, merge_pools
from .request import Objective, RegionRequest, Selection
from .scene import Scene
from .seeds import Survey, survey
from .zones import Zones

#: Rounds in which the chosen regions are grown anew beside each other.
_POLISH = 2


@dataclass
class Work:
    """The stages of one search; ``areas`` are the connected areas of its scores, where they are known already."""

    scene: Scene
    request: RegionRequest
    zones: Zones | None
    steps: Steps
    areas: Components | None = None
    grower: Grower | None = None
    until: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        limit = self.request.time_limit_s
        self.until = None if limit is None else time.monotonic() + limit

    @property
    def is_whole(self) -> bool:
        """Whether regions are whole connected areas."""
        return self.request.max_area_ha is None and self.request.objective is Objective.SUM

    @cached_property
    def survey(self) -> Survey:
        """One pass over the raster, made when it is first asked for."""
        executor = self.scene.executor, self.scene.workers
        cells = target_cells(self.scene, self.request)
        return survey(
            self.scene.read, self.scene.grid, least_score(self.request), cells, executor, self.steps.at
        )

    def pool(self) -> Pool:
        """Every region on a tiny grid, whole areas where no largest one is asked for, grown regions else."""
        grid, request = self.scene.grid, self.request
        least, most = request.sizes(grid)
        score = least_score(request)
        if most is not None and grid.cells <= GRID_CELLS and most <= REGION_CELLS:
            pool = complete_pool(self.scene.read(grid.whole), grid, score, (least, most))
            return pool if self.zones is None else pool.in_zones(self.zones)
        if self.is_whole:
            areas = self.areas
            if areas is None:
                areas = connected_areas(self.scene, score, least, self.steps.at)
            return area_pool(self.scene, areas, score, least, self.zones, self.steps)
        self.grower = Grower(self.scene, request, self.survey, self.zones, self.steps, self.areas)
        return self.grower.first()

    def packing(self, pool: Pool) -> Packing:
        """The problem of choosing from a pool."""
        request = self.request
        value = pool.value(request.objective)
        return Packing(pool, value, request.count, request.min_spacing_m, request.max_per_zone)

    def choose(self, pool: Pool) -> tuple[Pool, Choice]:
        """Choose; grow more regions between and beside the chosen ones, and choose again while that helps."""
        choice = self._choose(pool)
        if self.grower is None or not len(choice.chosen) or self.request.selection is Selection.GREEDY:
            return pool, choice
        for _ in range(_POLISH):
            more = [self.grower.beside(pool, choice.chosen)]
            lacking = self.request.count - len(choice.chosen)
            if lacking > 0:
                taken = np.concatenate([pool.cells_of(int(i)) for i in choice.chosen])
                more.append(self.grower.more(taken, 3 * lacking))
            wider = merge_pools(pool, *more)
            if wider.size == pool.size:
                break
            # The first regions of the wider pool are those of the pool before, in their order.
            better = self._choose(wider, choice.chosen)
            is_better = better.total > choice.total * (1 + 1e-4) or len(better.chosen) > len(choice.chosen)
            pool, choice = wider, better
            if not is_better:
                break
        return pool, choice

    def _choose(self, pool: Pool, start: np.ndarray | None = None) -> Choice:
        effort = Effort(until=self.until, tick=self.steps.at)
        if self.request.selection is Selection.GREEDY:
            return choose_greedy(self.packing(pool), effort)
        return choose_exact(self.packing(pool), effort, start)

    def other(self, request: RegionRequest) -> Packing:
        """The problem of another request on this raster, to see what a limit costs."""
        # Its stages report nothing of their own, but can be cancelled.
        work = Work(self.scene, request, self.zones, Steps(lambda _share, _text: self._goes_on()))
        return work.packing(work.pool())

    def _goes_on(self) -> bool:
        self.steps.at(0.5)
        return True
