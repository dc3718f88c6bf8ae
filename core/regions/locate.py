"""Locate regions: make a pool, choose from it, and say what stood in the way."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import InputError
from ..progress import Progress, Steps
from ..solver.solve import solving
from .label import Components
from .reason import Reason
from .region import Region
from .request import RegionRequest, check_request
from .scene import Scene
from .why import Case, explain, message
from .work import Work
from .zones import Zones


@dataclass(frozen=True)
class Located:
    """Regions chosen.

    Attributes
    ----------
    regions : list of Region
        By falling value: rank 1 first.
    values : list of float
        What each is worth: the sum or the mean of its scores.
    zones : list of str or None
        Zone of each, None where it lies in none.
    total : float
        Sum of the values.
    bound : float
        No set of regions of the pool exceeds it.
    pool_size : int
        Regions that were chosen from.
    is_complete : bool
        Whether the pool was every region that there is.
    reasons : tuple of Reason
        What binds when fewer fit than were wanted.
    message : str
        One or two sentences: how good the choice is, and what binds when fewer fit than were wanted.
    """

    regions: list[Region]
    values: list[float]
    zones: list[str | None]
    total: float
    bound: float
    pool_size: int
    is_complete: bool
    reasons: tuple[Reason, ...]
    message: str

    @property
    def gap(self) -> float:
        """``(bound - total) / total``; 0 where the choice is proven best."""
        if self.bound <= self.total:
            return 0.0
        return (self.bound - self.total) / abs(self.total) if self.total else float("inf")


def locate(
    scene: Scene,
    request: RegionRequest,
    zones: Zones | None = None,
    progress: Progress | None = None,
    areas: Components | None = None,
) -> Located:
    """Choose regions of a raster of scores.

    Parameters
    ----------
    scene : Scene
    request : RegionRequest
    zones : Zones or None
        Zones that ``request.max_per_zone`` speaks of.
    progress : callable or None
        Receives the share done and a word, and answers False to cancel.
    areas : Components or None
        The connected areas at the least score and of the least size, where they are known already: the
        result is the same, and the raster is read less often.

    Returns
    -------
    Located
        Fewer regions than wanted, even none, where no more fit.

    Raises
    ------
    InputError
        On a request that cannot be met on any raster of this grid, and on a raster without a score.
    Cancelled
        When the user cancelled.
    """
    check_request(request, scene.grid)
    work = Work(scene, request, zones, Steps(progress), areas)
    work.steps.phase("Reading the scores", 0.25)
    # Whole areas that are known already tell all that is to be known, unless some are lacking.
    if not (areas is not None and work.is_whole) and not work.survey.known:
        raise InputError(
            "The raster has no cell with a score: all of it is nodata, so all is excluded or not assessed; "
            "loosen the exclusions, or check the band and the nodata value."
        )
    work.steps.phase("Making the pool of regions", 0.6)
    pool = work.pool()
    work.steps.phase("Choosing regions", 0.95)
    with solving(lambda: work.steps.at(0.0)):
        pool, choice = work.choose(pool)
        work.steps.phase("Looking at what binds", 1.0)
        packing = work.packing(pool)
        case = Case(scene, request, zones, lambda: work.survey, packing, choice, work.other, work.steps.at)
        return _located(case, explain(case))


def _located(case: Case, reasons: tuple[Reason, ...]) -> Located:
    pool, choice, zones = case.packing.pool, case.choice, case.zones
    regions = [pool.region(int(i)) for i in choice.chosen]
    names = [None if zones is None or k < 0 else zones.names[k] for k in pool.zone[choice.chosen].tolist()]
    values = case.packing.value[choice.chosen].tolist()
    return Located(
        regions, values, names, choice.total, choice.bound, pool.size, pool.is_complete, reasons, message(case, reasons)
    )  # fmt: skip
