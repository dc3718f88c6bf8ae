"""How good a choice is, and which limit binds when fewer regions fit than were wanted."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Callable

import numpy as np

from ..grid.grid import Window
from .areas import connected_areas
from .counting import most_that_fit, widest_spacing
from .exact import Choice
from .packing import Packing
from .request import Objective, RegionRequest, Selection
from .scene import Scene
from .seeds import Survey
from .zones import Zones


@dataclass(frozen=True)
class Case:
    """What was asked for and what was found.

    Attributes
    ----------
    scene, request, zones, found
        As they were asked for, and the survey of the raster.
    packing : Packing
        The problem that was solved.
    choice : Choice
    other : callable
        Gives the survey and the problem of another request.
    at : callable
        Receives the share done; may raise Cancelled.
    """

    scene: Scene
    request: RegionRequest
    zones: Zones | None
    found: Survey
    packing: Packing
    choice: Choice
    other: Callable[[RegionRequest], tuple[Survey, Packing]]
    at: Callable[[float], None]

    @property
    def count(self) -> int:
        """Regions found."""
        return len(self.choice.chosen)

    @cached_property
    def largest_left_ha(self) -> float:
        """The largest connected eligible area beside the chosen regions, hectares."""
        score = -np.inf if self.request.min_score is None else self.request.min_score
        taken = np.concatenate(
            [np.empty(0, np.int64), *(self.packing.pool.cells_of(int(i)) for i in self.choice.chosen)]
        )
        scene = replace(self.scene, read=_Without(self.scene, np.sort(taken)))
        found = connected_areas(scene, score, 1, self.at)
        return float(found.cells.max(initial=0)) * self.scene.grid.cell_ha


@dataclass(frozen=True)
class _Without:
    """Scores with some cells (sorted flat numbers) taken out."""

    scene: Scene
    taken: np.ndarray

    def __call__(self, window: Window) -> np.ndarray:
        out = self.scene.read(window)
        cols = self.scene.grid.cols
        near = slice(*np.searchsorted(self.taken, (window.row * cols, (window.row + window.rows) * cols)))
        row, col = np.divmod(self.taken[near], cols)
        inside = (col >= window.col) & (col < window.col + window.cols)
        out = out.copy()
        out[row[inside] - window.row, col[inside] - window.col] = np.nan
        return out


def explain(case: Case) -> str:
    """One or two sentences for the user."""
    wanted = case.request.count
    if case.count == wanted:
        return f"{_regions(wanted)} found, {_quality(case)}."
    if not case.count:
        return f"None of {_regions(wanted)} fits: {_none(case)}."
    return (
        f"Only {case.count} of {wanted} regions: {'; '.join(_binding(case))}. The choice is {_quality(case)}."
    )


def _regions(count: int) -> str:
    return "1 region" if count == 1 else f"{count} regions"


def _quality(case: Case) -> str:
    pool = case.packing.pool
    of = (
        f"all {pool.size:,} regions that there are"
        if pool.is_complete
        else f"a pool of {pool.size:,} regions"
    )
    choice = case.choice
    if choice.bound <= choice.total:
        return f"the best of {of}"
    share = 100 * (choice.bound - choice.total) / abs(choice.total) if choice.total else float("inf")
    way = "" if case.request.selection is Selection.EXACT else ", taken best first"
    return f"within {share:.2g} % of the best of {of}{way}"


def _none(case: Case) -> str:
    request, found = case.request, case.found
    if not found.eligible:
        return f"no cell reaches MIN_SCORE {request.min_score:g}, the best score is {found.high:.4g}"
    area = request.min_area_ha or 0.0
    if case.largest_left_ha < area:
        return (
            f"the largest connected eligible area is {case.largest_left_ha:.4g} ha, MIN_AREA_HA asks {area:g}"
        )
    return "no region is worth more than 0, so that none at all is the largest total"


def _binding(case: Case) -> list[str]:
    """What binds, the limits that alone stand in the way first."""
    wanted, request = case.request.count, case.request
    most = max(case.count, most_that_fit(case.packing, case.at))
    if most > case.count:
        return [f"{most if most < wanted else wanted} would fit, but be worth less together"]
    if request.max_area_ha is None and request.objective is Objective.SUM and case.packing.size < wanted:
        return [_whole_areas(case)]
    tried = [(fits, text) for fits, text in _relaxed(case) if fits > case.count]
    alone = [text for fits, text in tried if fits >= wanted]
    if alone:
        return alone
    if tried:
        best = max(fits for fits, _ in tried)
        return ["no single limit stands in the way of all"] + [text for fits, text in tried if fits == best]
    return [_ground(case)]


def _whole_areas(case: Case) -> str:
    areas = (
        "1 connected eligible area"
        if case.packing.size == 1
        else f"{case.packing.size} connected eligible areas"
    )
    least = f" of at least {case.request.min_area_ha:g} ha" if case.request.min_area_ha else ""
    return f"there {'is' if case.packing.size == 1 else 'are'} {areas}{least}, and without MAX_AREA_HA none is divided"


def _ground(case: Case) -> str:
    eligible = case.found.eligible * case.scene.grid.cell_ha
    return (
        f"the eligible ground of {eligible:.4g} ha holds no more of them, the largest connected area left has "
        f"{case.largest_left_ha:.4g} ha"
    )


def _relaxed(case: Case) -> list[tuple[int, str]]:
    """For each limit that may be lifted: how many regions fit without it, and what to say of it."""
    request, out = case.request, []
    if request.min_spacing_m > 0:
        out.append(_without_spacing(case))
    if request.max_per_zone is not None and case.zones is not None:
        fits = most_that_fit(replace(case.packing, max_per_zone=None), case.at)
        out.append((fits, f"MAX_PER_ZONE {request.max_per_zone} binds (without it {_fit(fits, request)})"))
    least, _ = request.sizes(case.scene.grid)
    if least > 1:
        _, other = case.other(replace(request, min_area_ha=None))
        fits = most_that_fit(other, case.at)
        left = f"the largest connected eligible area left has {case.largest_left_ha:.4g} ha"
        out.append(
            (fits, f"MIN_AREA_HA {request.min_area_ha:g} binds ({left}; without it {_fit(fits, request)})")
        )
    if request.min_score is not None and case.found.known > case.found.eligible:
        _, other = case.other(replace(request, min_score=None))
        fits = most_that_fit(other, case.at)
        share = case.found.eligible / case.found.known
        left = f"{share:.0%} of the cells with a score reach it"
        out.append(
            (fits, f"MIN_SCORE {request.min_score:g} binds ({left}; without it {_fit(fits, request)})")
        )
    return out


def _fit(fits: int, request: RegionRequest) -> str:
    if fits < request.count:
        return f"{fits} fit"
    return "both fit" if request.count == 2 else f"all {request.count} fit"


def _without_spacing(case: Case) -> tuple[int, str]:
    request = case.request
    fits = most_that_fit(replace(case.packing, min_spacing_m=0.0), case.at)
    low = widest_spacing(case.packing, fits, case.at) if fits > case.count else 0.0
    upto = f", with {_rounded_down(low)} m still" if low > 0 else ""
    return fits, f"MIN_SPACING_M {request.min_spacing_m:g} binds (without it {_fit(fits, request)}{upto})"


def _rounded_down(value: float) -> str:
    """Three leading digits, the rest cut: what is told to fit must fit."""
    step = 10.0 ** (math.floor(math.log10(value)) - 2)
    return f"{math.floor(value / step) * step:.10g}"
