"""Choose the candidates of every horizon from its written suitability, and write their layer."""

from __future__ import annotations

from dataclasses import replace

from ..engine.regions import candidate_zones, region_request
from ..errors import InputError
from ..progress import Progress
from ..regions.label import Components
from ..regions.locate import Located, locate
from ..regions.scene import Scene
from ..scenario.model import Candidates, Scenario
from ..vectors import require_known_ending
from .areas import AreaSpec
from .candidates import Profile, admin_areas, site_grid, write_candidates
from .job import Job
from .options import Outputs
from .readback import ReadBand
from .result import Candidate, ChoiceTold, HorizonResult


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
    if not any(scenario.candidates for _, scenario in job.at):
        return results
    out, count = [], len(results)
    for i, h in enumerate(results):
        out.append(_with_candidates(job, i, h, job.steps.within(i / count, (i + 1) / count)))
        job.steps.at((i + 1) / count)
    if job.wanted.candidates:
        found = [(h.id, h.candidates) for h in out]
        write_candidates(job.aside["candidates"], job.plan, found, job.tags())
    return out


def _with_candidates(job: Job, index: int, result: HorizonResult, progress: Progress | None) -> HorizonResult:
    wanted = job.at[index][1].candidates
    areas = job.areas[index]
    if wanted is None or areas is None or not result.scored_ha:
        return result
    known = areas.components()
    found = choose(job, index, wanted, known, progress)
    told = ChoiceTold(
        len(found.regions), wanted.count, wanted.selection, wanted.objective, found.total, found.bound, found.gap,
        found.pool_size, found.reasons, found.message,
    )  # fmt: skip
    return replace(result, candidates=_described(job, index, found, areas.spec, known), choice=told)


def choose(job: Job, index: int, wanted: Candidates, known: Components, progress: Progress | None) -> Located:
    """Regions of one horizon: a function of its written suitability and of what is asked for, of nothing else.

    ``known`` are the areas of that suitability, so that they need not be looked for again.
    """
    read = ReadBand(str(job.paths["suitability"]), index + 1)
    zones = candidate_zones(job.at[index][1], job.sources)
    scene = Scene(read, job.plan.grid, job.executor, job.workers)
    return locate(scene, region_request(wanted), zones, progress, known)


def _described(job: Job, index: int, found: Located, spec: AreaSpec, known: Components) -> list[Candidate]:
    """Candidates of the chosen regions, told what they hold and what is near."""
    scenario, plan = job.at[index][1], job.plan
    admin = admin_areas(scenario, job.sources, plan.grid.whole)
    profile = Profile(plan, index, scenario, site_grid(scenario, job.sources, plan), admin, spec, known)
    ranks = range(1, len(found.regions) + 1)
    return list(job.executor.map(profile.candidate, ranks, found.regions, found.zones))
