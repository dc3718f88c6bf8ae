"""What regions are wanted, and whether that can be asked of a grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from ..errors import InputError
from ..grid.grid import Grid
from .region import cells_between


class Objective(str, Enum):
    """What a region is worth: the sum of its cells' scores, or their mean."""

    SUM = "sum"
    MEAN = "mean"


class Selection(str, Enum):
    """How regions are chosen from the pool: the best set, or one after the other, best first."""

    EXACT = "exact"
    GREEDY = "greedy"


@dataclass(frozen=True)
class RegionRequest:
    """What regions are wanted.

    Attributes
    ----------
    count : int
        At most so many regions.
    min_area_ha, max_area_ha : float or None
        Area of a region on the projection plane, hectares; None is open. Without a largest area
        regions are whole connected areas.
    min_score : float or None
        Cells below it are not eligible; None takes every cell that has a score.
    min_spacing_m : float
        Least distance between the centroids of two regions, metres.
    compactness : float
        0 (regions follow the score) to 100 (round ones).
    objective : Objective
    selection : Selection
    max_per_zone : int or None
        At most so many regions in one zone.
    time_limit_s : float or None
        The exact choice stops after so many seconds, and tells the gap it left. None sets no clock: it
        stops after a fixed amount of work, so that every run gives the same.
    """

    count: int
    min_area_ha: float | None = None
    max_area_ha: float | None = None
    min_score: float | None = None
    min_spacing_m: float = 0.0
    compactness: float = 50.0
    objective: Objective = Objective.SUM
    selection: Selection = Selection.EXACT
    max_per_zone: int | None = None
    time_limit_s: float | None = None

    def sizes(self, grid: Grid) -> tuple[int, int | None]:
        """Least and largest number of cells of a region; None where the largest is open."""
        least, most = cells_between(self.min_area_ha or 0.0, self.max_area_ha, grid)
        return least, None if math.isinf(most) else int(most)


def request_faults(request: RegionRequest, grid: Grid | None = None) -> list[str]:
    """Sentences on what is wrong with a request; those on area need the grid."""
    out = []
    if request.count < 1:
        out.append(f"COUNT is {request.count}, so no region is asked for; give 1 or more.")
    if not 0 <= request.compactness <= 100:
        out.append(f"COMPACTNESS is {request.compactness:g}; give a number from 0 to 100.")
    if not (math.isfinite(request.min_spacing_m) and request.min_spacing_m >= 0):
        out.append(f"MIN_SPACING_M is {request.min_spacing_m:g}; give 0 or more metres.")
    if request.max_per_zone is not None and request.max_per_zone < 1:
        out.append(
            f"MAX_PER_ZONE is {request.max_per_zone}, so no zone may hold a region; give 1 or more, or leave it out."
        )
    if request.time_limit_s is not None and not request.time_limit_s > 0:
        out.append(f"TIME_LIMIT is {request.time_limit_s:g} s; give a number of seconds above 0.")
    return out + _area_faults(request, grid)


def check_request(request: RegionRequest, grid: Grid) -> None:
    """Raise InputError with every fault of a request on a grid."""
    faults = request_faults(request, grid)
    if faults:
        raise InputError(" ".join(faults))


def _area_faults(request: RegionRequest, grid: Grid | None) -> list[str]:
    low, high = request.min_area_ha or 0.0, request.max_area_ha
    if low < 0 or not math.isfinite(low):
        return [f"MIN_AREA_HA is {low:g}; give 0 or more hectares."]
    if high is None:
        return []
    if not high > 0:
        return [f"MAX_AREA_HA is {high:g}; give hectares above 0, or leave it out."]
    if low > high:
        return [f"MIN_AREA_HA {low:g} is larger than MAX_AREA_HA {high:g}; swap them."]
    return [] if grid is None else _cell_faults(low, high, grid)


def _cell_faults(low: float, high: float, grid: Grid) -> list[str]:
    least, most = cells_between(low, high, grid)
    cell = f"a cell of this raster has {grid.cell_ha:g} ha"
    if most < 1:
        return [f"MAX_AREA_HA {high:g} is below one cell ({cell}); give a larger area or use smaller cells."]
    if least > most:
        return [
            f"No whole number of cells lies between MIN_AREA_HA {low:g} and MAX_AREA_HA {high:g} ({cell}); "
            "widen the limits."
        ]
    return []
