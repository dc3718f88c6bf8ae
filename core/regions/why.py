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
from .reason import Reason
from .request import Objective, RegionRequest, Selection
from .scene import Scene
from .seeds import Survey
from .zones import Zones


@dataclass(frozen=True)
class Case:
    """What was asked for and what was found.

    Attributes
    ----------
    scene, request, zones
        As they were asked for.
    look : callable
        Gives the survey of the raster.
    packing : Packing
        The problem that was solved.
    choice : Choice
    other : callable
        Gives the problem of another request.
    at : callable
        Receives the share done; may raise Cancelled.
    """

    scene: Scene
    request: RegionRequest
    zones: Zones | None
    look: Callable[[], Survey]
    packing: Packing
    choice: Choice
    other: Callable[[RegionRequest], Packing]
    at: Callable[[float], None]

    @property
    def found(self) -> Survey:
        """The survey of the raster."""
        return self.look()

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


def explain(case: Case) -> tuple[Reason, ...]:
    """What stands in the way of as many regions as were wanted; empty where nothing does."""
    if case.count == case.request.count:
        return ()
    return tuple(_binding(case)) if case.count else (_none(case),)


def message(case: Case, reasons: tuple[Reason, ...]) -> str:
    """One or two sentences for the user."""
    wanted = case.request.count
    if case.count == wanted:
        return f"{_regions(wanted)} found, {_quality(case)}."
    why = "; ".join(map(str, reasons))
    if not case.count:
        return f"None of {_regions(wanted)} fits: {why}."
    return f"Only {case.count} of {wanted} regions: {why}. The choice is {_quality(case)}."


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


def _none(case: Case) -> Reason:
    request, found = case.request, case.found
    if not found.eligible:
        return Reason("no_cell", {"score": request.min_score or 0.0, "high": found.high})
    area = request.min_area_ha or 0.0
    if case.largest_left_ha < area:
        return Reason("no_area", {"largest": case.largest_left_ha, "area": area})
    return Reason("no_worth")


def _binding(case: Case) -> list[Reason]:
    """What binds, the limits that alone stand in the way first."""
    wanted, request = case.request.count, case.request
    most = max(case.count, most_that_fit(case.packing, case.at))
    if most > case.count:
        return [Reason("worth_less", {"fits": min(most, wanted)})]
    if request.max_area_ha is None and request.objective is Objective.SUM and case.packing.size < wanted:
        areas = {"areas": case.packing.size}
        if not request.min_area_ha:
            return [Reason("whole", areas)]
        return [Reason("whole_of", {**areas, "area": request.min_area_ha})]
    tried = [(fits, reason) for fits, reason in _relaxed(case) if fits > case.count]
    alone = [reason for fits, reason in tried if fits >= wanted]
    if alone:
        return alone
    if tried:
        best = max(fits for fits, _ in tried)
        return [Reason("together"), *(reason for fits, reason in tried if fits == best)]
    eligible = case.found.eligible * case.scene.grid.cell_ha
    return [Reason("ground", {"eligible": eligible, "largest": case.largest_left_ha})]


def _relaxed(case: Case) -> list[tuple[int, Reason]]:
    """For each limit that may be lifted: how many regions fit without it, and what to say of it."""
    request, out = case.request, []

    def told(key: str, fits: int, **values: float) -> None:
        out.append((fits, Reason(key, {**values, "fits": fits, "wanted": request.count})))

    if request.min_spacing_m > 0:
        fits, still = _without_spacing(case)
        key, values = ("spacing_still", {"still": still}) if still else ("spacing", {})
        told(key, fits, spacing=request.min_spacing_m, **values)
    if request.max_per_zone is not None and case.zones is not None:
        fits = most_that_fit(replace(case.packing, max_per_zone=None), case.at)
        told("zone", fits, most=request.max_per_zone)
    least, _ = request.sizes(case.scene.grid)
    if least > 1:
        fits = most_that_fit(case.other(replace(request, min_area_ha=None)), case.at)
        told("area", fits, area=request.min_area_ha or 0.0, largest=case.largest_left_ha)
    if request.min_score is not None and case.found.known > case.found.eligible:
        fits = most_that_fit(case.other(replace(request, min_score=None)), case.at)
        told("score", fits, score=request.min_score, share=case.found.eligible / case.found.known)
    return out


def _without_spacing(case: Case) -> tuple[int, float]:
    """How many fit without a spacing, and the widest at which they do; 0 where that is not told."""
    fits = most_that_fit(replace(case.packing, min_spacing_m=0.0), case.at)
    low = widest_spacing(case.packing, fits, case.at) if fits > case.count else 0.0
    return fits, _rounded_down(low) if low > 0 else 0.0


def _rounded_down(value: float) -> float:
    """Three leading digits, the rest cut: what is told to fit must fit."""
    step = 10.0 ** (math.floor(math.log10(value)) - 2)
    return float(f"{math.floor(value / step) * step:.10g}")
