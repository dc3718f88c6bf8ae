"""A pool of grown regions: seeds spread over the raster, several sizes of each, and what fits between them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Optional

import numpy as np

from ..progress import Steps
from .areas import connected_areas, fertile_tiles
from .grow import Ground, Growth, grow
from .label import Components
from .pool import Family, Pool, make_pool, merge_pools
from .request import Objective, RegionRequest
from .scene import Scene
from .seeds import Picker, Survey
from .zones import Zones

#: A seed (row, column), and the cells that are taken, if any.
Job = tuple[tuple[int, int], Optional[np.ndarray]]
#: Layers of seeds: how many for each region wanted, and how far apart, as a share of the spacing or of the side of
#: a square of a region's size, whichever is larger.
_LAYERS = ((2, 1.0), (2, 1.3), (2, 0.6), (2, 0.35))
#: A layer has at least so many seeds. Where regions are so large that all seeds together would grow more cells than
#: this (about ten seconds), there are fewer, but not fewer than so many times the regions wanted.
_FEWEST, _MOST_CELLS, _LEAST_TIMES = 40, 2_500_000, 1.5
#: Sizes of region grown from a seed.
_SIZES = 6
#: Regions that follow the score more than this look much alike wherever they begin, so rounder ones by so much
#: are grown as well. Never less round ones, which would undo what was asked for.
_LOOSE, _ROUNDER = 0.25, 0.2
#: Where fewer of the seeds than this share gave a region, seeds are picked again, on ground that can hold one.
_BARREN = 0.5
#: For the best mean regions grow to so many times the least size: what is larger only takes in lesser cells.
_LITTLE = 2


@dataclass
class Grower:
    """Grows regions for a request.

    Attributes
    ----------
    scene : Scene
    request : RegionRequest
    found : Survey
    zones : Zones or None
    steps : Steps
    areas : Components or None
        The connected areas of at least the least size, where they are known already.
    """

    scene: Scene
    request: RegionRequest
    found: Survey
    zones: Zones | None
    steps: Steps
    areas: Components | None = None

    @cached_property
    def growths(self) -> tuple[Growth, ...]:
        """How regions grow from a seed: as round as asked for, and where that is not at all, rounder as well."""
        least, most = wanted_sizes(self.scene, self.request)
        sizes = np.unique(np.round(np.geomspace(least, most, _SIZES)).astype(np.int64))
        spread = self.found.high - self.found.low
        look = max(0.25 * math.sqrt(most), self.found.side / 2)
        roundness = self.request.compactness / 100
        as_asked = Growth(sizes, roundness, spread if spread > 0 else 1.0, least_score(self.request), look)
        if roundness >= _LOOSE:
            return (as_asked,)
        return as_asked, replace(as_asked, roundness=min(1.0, roundness + _ROUNDER))

    def __post_init__(self) -> None:
        self._picker = Picker(self.found, self._tile_zones())

    def _tile_zones(self) -> np.ndarray | None:
        if self.zones is None:
            return None
        shape, side, grid = self.found.potential.shape, self.found.side, self.scene.grid
        row, col = (
            np.minimum(np.arange(n) * side + side // 2, m - 1) for n, m in zip(shape, (grid.rows, grid.cols))
        )
        return self.zones.at(np.repeat(row, shape[1]), np.tile(col, shape[0])).reshape(shape)

    def first(self) -> Pool:
        """The pool of all layers of seeds; where most are on ground too small, again without such ground."""
        tiles = self._layers()
        pool = self.pool([(self.found.cell(t), None) for t in tiles])
        if len(np.unique(pool.start)) >= _BARREN * len(self.growths) * len(tiles):
            return pool
        scene, score = self.scene, least_score(self.request)
        least = int(self.growths[0].sizes[0])
        areas = self.areas
        if areas is None:
            areas = connected_areas(scene, score, least, self.steps.at)
        is_fertile = fertile_tiles(scene, areas, score, self.found.side, self.steps.at)
        potential = np.where(is_fertile, self.found.potential, -np.inf)
        self._picker = Picker(replace(self.found, potential=potential), self._tile_zones())
        tiles = self._layers()
        return merge_pools(pool, self.pool([(self.found.cell(t), None) for t in tiles]))

    def _layers(self) -> list[int]:
        """Tiles of all layers of seeds."""
        count, per_zone = self.request.count, self.request.max_per_zone
        spacing = self.request.min_spacing_m / min(self.scene.grid.dx, self.scene.grid.dy)
        planned = sum(max(_FEWEST, share * count) for share, _ in _LAYERS)
        thin = min(1.0, max(_MOST_CELLS / self.growths[0].largest, _LEAST_TIMES * count) / planned)
        tiles: list[int] = []
        for share, sides in _LAYERS:
            # Zones are kept to in every layer: else all seeds may lie in the best one.
            tiles += self._picker.pick(
                max(1, round(thin * max(_FEWEST, share * count))),
                sides * max(self.found.reach, spacing),
                None if per_zone is None else share * per_zone,
            )
        return tiles

    def more(self, taken: np.ndarray, count: int) -> Pool:
        """Further regions beside cells that are taken, each beside those before it: they can stand together."""
        families: list[Family] = []
        for tile in self._told(self._picker.pick(count, self.found.reach)):
            grown = self._grown(self.found.cell(tile), taken)
            families += grown
            if grown:
                taken = np.concatenate([taken, grown[0].cells])
        return self._with_zones(make_pool(self.scene.grid, families))

    def beside(self, pool: Pool, chosen: np.ndarray) -> Pool:
        """Each chosen region grown anew around its middle, where the others leave room."""
        grid = self.scene.grid
        own = [pool.cells_of(i) for i in chosen]
        jobs: list[Job] = []
        for k, i in enumerate(chosen):
            others = [c for j, c in enumerate(own) if j != k]
            middle = int(pool.y[i] / grid.dy), int(pool.x[i] / grid.dx)
            jobs.append((middle, np.concatenate([np.empty(0, np.int64), *others])))
        return self.pool(jobs)

    def pool(self, jobs: list[Job]) -> Pool:
        """The pool of the regions grown from seeds, each beside the cells given with it, in their order."""
        families: list[list[Family]] = [[]] * len(jobs)
        # One after the other, as the steps are small and threads would wait for each other; from north to
        # south, so that every part of the raster is read once.
        for k in self._told(sorted(range(len(jobs)), key=lambda k: jobs[k][0])):
            families[k] = self._grown(*jobs[k])
        return self._with_zones(make_pool(self.scene.grid, [f for grown in families for f in grown]))

    def _grown(self, seed: tuple[int, int], taken: np.ndarray | None) -> list[Family]:
        ground = Ground(self.scene.read, self.scene.grid, taken)
        return [family for growth in self.growths for family in grow(ground, seed, growth)]

    def _with_zones(self, pool: Pool) -> Pool:
        return pool if self.zones is None else pool.in_zones(self.zones)

    def _told(self, jobs: list) -> Iterable:
        """The jobs, telling how far they are."""
        for k, job in enumerate(jobs):
            self.steps.at(k / len(jobs))
            yield job


def least_score(request: RegionRequest) -> float:
    """The least score of an eligible cell, -inf where every cell with a score is eligible."""
    return -math.inf if request.min_score is None else request.min_score


def wanted_sizes(scene: Scene, request: RegionRequest) -> tuple[int, int]:
    """Least and largest number of cells to grow to."""
    least, most = request.sizes(scene.grid)
    most = scene.grid.cells if most is None else most
    if request.objective is Objective.MEAN:
        most = min(most, _LITTLE * least)
    return least, max(least, min(most, scene.grid.cells))


def target_cells(scene: Scene, request: RegionRequest) -> int:
    """Size of the regions that pay best: the largest for a sum, the least for a mean."""
    least, most = wanted_sizes(scene, request)
    return most if request.objective is Objective.SUM else least
