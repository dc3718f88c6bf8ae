"""Run a scenario: read, plan, then stage by stage to its results, and move every one into place at the end."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from ..engine.compile import compile_plan
from ..engine.sources import Sources, hash_layers, scenario_grid
from ..errors import InputError
from ..outputs import OutputSet, outputs
from ..preflight.collect import input_findings, ordered, result_findings
from ..preflight.finding import Finding
from ..progress import Progress, Steps
from ..provenance import library_versions
from ..report.report import write_report
from ..scenario.model import Horizon, Scenario
from ..scenario.read import at_horizons, load_scenario
from ..stream import make_executor
from .allocation import allocate_candidates, check_allocation, needs_allocation
from .choice import check_wanted, choose_candidates
from .job import Job
from .log import Clock, write_log
from .options import Options, Outputs
from .passes import write_rasters
from .result import HorizonResult, RunResult
from .survey import needs_survey, see_all_cells

__all__ = ["Options", "Outputs", "run_scenario"]


@dataclass(frozen=True)
class Stage:
    """One stage of a run.

    Attributes
    ----------
    name : str
        Of its seconds in the run log.
    text : str
        Shown with the progress.
    end : float
        Share of the whole run that is done when it ends.
    work : callable
        Takes the job and the results of every horizon so far, and returns them with its own part.
    is_needed : callable
        Whether the job has this stage at all.
    """

    name: str
    text: str
    end: float
    work: Callable[[Job, list[HorizonResult]], list[HorizonResult]]
    is_needed: Callable[[Job], bool] = lambda job: True


#: What follows on the chosen candidates is one more stage: it writes its own files.
STAGES = (
    Stage("survey", "Looking at all cells", 0.45, see_all_cells, needs_survey),
    Stage("rasters", "Computing the suitability", 0.8, write_rasters),
    Stage("candidates", "Choosing candidate regions", 0.9, choose_candidates),
    Stage("allocation", "Allocating grid capacity", 0.95, allocate_candidates, needs_allocation),
)


def run_scenario(
    path: str | Path, wanted: Outputs, options: Options | None = None, progress: Progress | None = None
) -> RunResult:
    """Run a scenario file.

    Raises
    ------
    InputError, OutputError, Cancelled
        Nothing is written and no earlier result touched then.
    """
    steps, clock, options = Steps(progress), Clock(), options or Options()
    steps.phase("Reading the scenario and its layers", 0.15)
    scenario, raw = load_scenario(path)
    at = at_horizons(scenario, raw)
    executor, workers = make_executor(options.threads)
    with executor, outputs() as files:
        job = _prepare(at, wanted, options, files, executor, workers, steps)
        clock.lap("read")
        results: list[HorizonResult] = []
        plan = job.plan  # as the scenario has it: what methods learn of the cells goes with the run's files
        for stage in (s for s in STAGES if s.is_needed(job)):
            steps.phase(stage.text, stage.end)
            results = stage.work(job, results)
            clock.lap(stage.name)
        findings = ordered(job.findings + result_findings([s for _, s in at], results))
        layers = {k: asdict(v.report) for k, v in job.sources.reports().items()}
        result = RunResult(
            scenario, plan, job.inputs, results, findings, layers, library_versions(), clock.laps
        )
        steps.phase("Writing the report", 1.0)
        _write_pages(job, result, options, clock)
        job.close()
        steps.at(1.0)
    return result


def _prepare(
    at: tuple[tuple[Horizon | None, Scenario], ...],
    wanted: Outputs,
    options: Options,
    files: OutputSet,
    executor: Executor,
    workers: int,
    steps: Steps,
) -> Job:
    """Read every layer and make the plan."""
    scenario = at[0][1]
    check_wanted(scenario, wanted)
    check_allocation(scenario, wanted)
    grid = scenario_grid(scenario, options.cell_size, options.extent)
    sources = Sources(scenario.folder, grid)
    hashing = executor.submit(hash_layers, at, workers)
    sources.read_ahead(scenario, executor)
    try:
        plan = compile_plan(at, grid, sources)
    finally:
        sources.stop()
    inputs = hashing.result()
    findings = _require_sound(input_findings(at, sources, plan))
    # Claimed before the work, so that a folder that cannot be written to does not cost it.
    aside = {f.name: files.aside(path) for f in fields(wanted) if (path := getattr(wanted, f.name))}
    return Job(plan, at, sources, inputs, files, wanted, aside, executor, workers, steps, findings)


def _require_sound(findings: list[Finding]) -> list[Finding]:
    """Return findings without an error among them; raises InputError with every error otherwise."""
    errors = [f.sentence for f in findings if f.level == "error"]
    if errors:
        raise InputError(" ".join(errors))
    return findings


def _write_pages(job: Job, result: RunResult, options: Options, clock: Clock) -> None:
    """Write the report and the run log, where they are wanted."""
    if job.wanted.report:
        write_report(
            job.aside["report"],
            result,
            job.paths["suitability"],
            options.language,
            job.paths.get("exclusion"),
        )
    clock.lap("report")
    if job.wanted.run_log:
        write_log(job.aside["run_log"], result, job.wanted, options)
