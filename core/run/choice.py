"""Choose the candidates of every horizon from its written suitability, and write their layer."""

from __future__ import annotations

from dataclasses import replace

from ..errors import InputError
from ..regions.choose import Chosen, Wanted, choose_regions
from ..regions.label import Components
from ..regions.region import Region
from ..scenario.model import Candidates, Scenario
from ..vectors import require_known_ending
from .areas import AreaSpec
from .candidates import Profile, admin_areas, site_grid, write_candidates
from .job import Job
from .options import Outputs
from .readback import ReadBand
from .result import Candidate, HorizonResult


def check_wanted(scenario: Scenario, wanted: Outputs) -> None:
    """Look, before anything is computed, whether the candidates layer that is wanted can be written.

    Raises
    ------
    InputError
        When the scenario asks for no candidates.
    OutputError
        When the ending of the file is not known.
    """
    if not wanted.candidates:
        return
    require_known_ending(wanted.candidates)
    if scenario.candidates is None:
        raise InputError(
            'The scenario has no "candidates", so no candidate regions can be written; '
            "add that part with a count, or leave the output out."
        )


def choose_candidates(job: Job, results: list[HorizonResult]) -> list[HorizonResult]:
    """Stage of a run: the results with the candidates of each horizon; their layer is written where wanted."""
    if job.scenario.candidates is None:
        return results
    out = [_with_candidates(job, i, h) for i, h in enumerate(results)]
    if job.wanted.candidates:
        found = [(h.id, h.candidates) for h in out]
        write_candidates(job.aside["candidates"], job.plan, found, job.tags())
    return out


def _with_candidates(job: Job, index: int, result: HorizonResult) -> HorizonResult:
    wanted = job.at[index][1].candidates
    areas = job.areas[index]
    if wanted is None or areas is None:
        return result
    found = areas.components()
    chosen = choose(job, index, wanted, found)
    return replace(
        result,
        candidates=_described(job, index, chosen.regions, areas.spec, found),
        components=chosen.components,
        too_small=chosen.too_small,
        split=chosen.split,
    )


def choose(job: Job, index: int, wanted: Candidates, found: Components) -> Chosen:
    """Regions of one horizon: a function of its written suitability and of what is asked for, of nothing else.

    ``found`` are the areas of that suitability, so that they need not be looked for again.
    """
    read = ReadBand(str(job.paths["suitability"]), index + 1)
    request = Wanted(
        wanted.count, wanted.min_area_ha, wanted.max_area_ha, wanted.min_score, wanted.min_spacing_m
    )
    return choose_regions(read, job.plan.grid, request, job.executor, job.workers, found)


def _described(
    job: Job, index: int, regions: list[Region], spec: AreaSpec, found: Components
) -> list[Candidate]:
    """Candidates of the chosen regions, told what they hold and what is near."""
    scenario, plan = job.at[index][1], job.plan
    admin = admin_areas(scenario, job.sources, plan.grid.whole)
    profile = Profile(plan, index, scenario, site_grid(scenario, job.sources, plan), admin, spec, found)
    return list(job.executor.map(profile.candidate, range(1, len(regions) + 1), regions))
