"""Run a scenario: read, plan, stream, choose, explain, and move every result into place at the end."""

from __future__ import annotations

import json
import os
import sys
import time
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path

import numpy as np

from ..engine.compile import compile_plan
from ..engine.plan import Block, HorizonBlock, HorizonPlan, Plan, evaluate
from ..engine.sources import Sources, hash_layers, scenario_grid, used_layers
from ..errors import InputError, OutputError
from ..exclusion.mask import MASK_NODATA
from ..gdalio import close_thread_rasters, thread_raster
from ..grid.grid import Extent, Window, describe
from ..outputs import OutputSet, outputs
from ..overlay.uncertainty import dirichlet, independent
from ..overlay.wlc import limiting
from ..preflight.collect import input_findings, ordered, result_findings
from ..preflight.finding import Finding
from ..preflight.scores import ScoreSample
from ..progress import Progress, Steps
from ..provenance import Input, library_versions, plugin_version, raster_metadata
from ..rasters import RasterSpec, RasterWriter
from ..regions.choose import Wanted, choose_regions
from ..report.report import write_report
from ..scenario.model import Horizon, Scenario, Uncertainty
from ..scenario.read import at_horizons, load_scenario
from ..stream import make_executor, stream
from .candidates import Profile, admin_areas, site_grid, write_candidates
from .result import HorizonResult, RunResult
from .tally import Tally


@dataclass(frozen=True)
class Outputs:
    """Paths of the results wanted; None for those that are not."""

    suitability: str | None = None
    exclusion: str | None = None
    candidates: str | None = None
    criteria: str | None = None
    uncertainty: str | None = None
    limiting: str | None = None
    report: str | None = None
    run_log: str | None = None


@dataclass(frozen=True)
class Options:
    """How to run.

    Attributes
    ----------
    cell_size, extent
        Take the place of the scenario's own.
    threads : int or None
        None uses every processor. The result does not depend on it.
    language : str
        Of the report: ``en`` or ``ja``.
    """

    cell_size: float | None = None
    extent: Extent | None = None
    threads: int | None = None
    language: str = "en"


def run_scenario(
    path: str | Path, wanted: Outputs, options: Options = Options(), progress: Progress | None = None
) -> RunResult:
    """Run a scenario file.

    Raises
    ------
    InputError, OutputError, Cancelled
        Nothing is written and no earlier result touched then.
    """
    steps, clock = Steps(progress), _Clock()
    steps.phase("Reading the scenario and its layers", 0.15)
    scenario, raw = load_scenario(path)
    at = at_horizons(scenario, raw)
    grid = scenario_grid(scenario, options.cell_size, options.extent)
    executor, workers = make_executor(options.threads)
    with executor, outputs() as files:
        sources = Sources(scenario.folder, grid)
        inputs = hash_layers(scenario, used_layers(scenario), workers)
        plan = compile_plan(at, grid, sources)
        known = _require_sound(input_findings(at, sources, plan))
        clock.lap("read")
        job = _Job(plan, at, sources, inputs, files, wanted, executor, workers, steps)
        horizons = job.rasters()
        clock.lap("rasters")
        horizons = job.candidates(horizons)
        clock.lap("candidates")
        findings = ordered(known + job.score_findings() + result_findings(at[0][1], horizons))
        layers = {k: asdict(v.report) for k, v in sources.reports().items()}
        result = RunResult(scenario, plan, inputs, horizons, findings, layers, library_versions(), clock.laps)
        steps.phase("Writing the report", 1.0)
        if wanted.report:
            masks = job.paths.get("exclusion")
            write_report(
                files.aside(wanted.report), result, job.paths["suitability"], options.language, masks
            )
        clock.lap("report")
        if wanted.run_log:
            _write_log(files.aside(wanted.run_log), result, wanted, options)
        job.close()
        steps.at(1.0)
    return result


def _require_sound(findings: list[Finding]) -> list[Finding]:
    """Return findings without an error among them; raises InputError with every error otherwise."""
    errors = [f.sentence for f in findings if f.level == "error"]
    if errors:
        raise InputError(" ".join(errors))
    return findings


class _Clock:
    """Seconds by phase."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        now = time.perf_counter()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


@dataclass
class _Job:
    """The parts of a run that share the plan, the pool and the files."""

    plan: Plan
    at: tuple[tuple[Horizon | None, Scenario], ...]
    sources: Sources
    inputs: list[Input]
    files: OutputSet
    wanted: Outputs
    executor: Executor
    workers: int
    steps: Steps
    paths: dict[str, Path] = field(default_factory=dict)
    samples: list[ScoreSample] = field(default_factory=list)

    def rasters(self) -> list[HorizonResult]:
        """Stream all blocks into the rasters wanted; returns the figures of each horizon."""
        self.steps.phase("Computing the suitability", 0.8)
        plan = self.plan
        every = any((self.wanted.criteria, self.wanted.uncertainty, self.wanted.limiting))
        writers = self._writers()
        tallies = [Tally(h, plan.grid) for h in plan.horizons]
        self.samples = [ScoreSample(h) for h in plan.horizons]
        windows = list(plan.grid.blocks())
        work = _Evaluate(plan, every)
        for done, (window, block) in enumerate(stream(work, windows, self.executor, self.workers), start=1):
            for name, writer in writers.items():
                writer.write(window, self._bands(name, block))
            for tally, sample, horizon in zip(tallies, self.samples, block.horizons):
                tally.add(horizon)
                sample.add(horizon)
            self.steps.at(done / len(windows))
        for writer in writers.values():
            writer.close()
        self._require_known(tallies)
        return [t.result() for t in tallies]

    def score_findings(self) -> list[Finding]:
        """What the scores themselves tell of criteria and value functions."""
        return [f for sample in self.samples for f in sample.findings()]

    def candidates(self, horizons: list[HorizonResult]) -> list[HorizonResult]:
        """Choose candidates at each horizon from the written suitability, and write their layer."""
        wanted = self.at[0][1].candidates
        if wanted is None:
            if self.wanted.candidates:
                raise InputError(
                    'The scenario has no "candidates", so no candidate regions can be written; '
                    "add that part with a count, or leave the output out."
                )
            return horizons
        self.steps.phase("Choosing candidate regions", 0.95)
        out = [self._choose(i, h) for i, h in enumerate(horizons)]
        if self.wanted.candidates:
            found = [(h.id, h.candidates) for h in out]
            tags = raster_metadata(self.at[0][1].sha256, self.inputs)
            write_candidates(self.files.aside(self.wanted.candidates), self.plan, found, tags)
        return out

    def close(self) -> None:
        """Let go of the files that were read back, so that they can be moved."""
        self.executor.shutdown(wait=True)
        close_thread_rasters()  # choosing whole regions reads on this very thread

    def _choose(self, index: int, result: HorizonResult) -> HorizonResult:
        scenario, plan = self.at[index][1], self.plan
        spec = scenario.candidates
        if spec is None:
            return result
        wanted = Wanted(spec.count, spec.min_area_ha, spec.max_area_ha, spec.min_score, spec.min_spacing_m)
        read = _ReadBand(str(self.paths["suitability"]), index + 1)
        chosen = choose_regions(read, plan.grid, wanted, self.executor, self.workers)
        admin = admin_areas(scenario, self.sources, plan.grid.whole)
        profile = Profile(plan, index, scenario, site_grid(scenario, self.sources, plan), admin)
        ranks = range(1, len(chosen.regions) + 1)
        candidates = list(self.executor.map(profile.candidate, ranks, chosen.regions))
        return replace(
            result,
            candidates=candidates,
            components=chosen.components,
            too_small=chosen.too_small,
            split=chosen.split,
        )

    def _place(self, name: str) -> Path:
        """Where a raster is written: aside, or where nobody keeps it but the run reads it back, in a scratch folder."""
        target = getattr(self.wanted, name)
        return self.files.aside(target) if target else self.files.scratch(f"{name}.tif")

    def _writers(self) -> dict[str, RasterWriter]:
        tags = raster_metadata(self.at[0][1].sha256, self.inputs)
        specs = {"suitability": RasterSpec(self._names(["suitability"]), tags)}
        if self.wanted.exclusion or self.wanted.report:  # the report tells excluded from not assessed
            rules = [f"{i}={r.id}" for h in self.plan.horizons[:1] for i, r in enumerate(h.rules)]
            bits = {**tags, "WATTBIT_BITS": " ".join(rules)}
            specs["exclusion"] = RasterSpec(self._names(["exclusion bits"]), bits, True, MASK_NODATA)
        if self.wanted.criteria:
            specs["criteria"] = RasterSpec(self._names(self._ids()), tags)
        if self.wanted.limiting:
            specs["limiting"] = RasterSpec(
                self._names(["limiting criterion: " + ", ".join(self._ids())]), tags
            )
        if self.wanted.uncertainty:
            shares = [f"share of variance: {i}" for i in self._ids()]
            specs["uncertainty"] = RasterSpec(self._names(["mean", "standard deviation", *shares]), tags)
        self.paths = {n: self._place(n) for n in specs}
        return {n: RasterWriter(self.paths[n], self.plan.grid, spec) for n, spec in specs.items()}

    def _ids(self) -> list[str]:
        return [c.id for c in self.plan.horizons[0].criteria]

    def _names(self, names: list[str]) -> tuple[str, ...]:
        return tuple(f"{n} ({h.id})" if h.id else n for h in self.plan.horizons for n in names)

    def _bands(self, name: str, block: Block) -> np.ndarray:
        parts = [_PARTS[name](self, h, plan) for h, plan in zip(block.horizons, self.plan.horizons)]
        return np.concatenate([p if p.ndim == 3 else p[None] for p in parts])

    def _uncertainty(self, block: HorizonBlock, horizon: HorizonPlan) -> np.ndarray:
        spec = self.at[0][1].uncertainty or Uncertainty()
        weights = np.asarray(horizon.weights)
        if spec.model == "dirichlet":
            bands = dirichlet(block.scores, weights, spec.concentration)
        else:
            bands = independent(block.scores, weights, spec.spread)
        bands[:, np.isnan(block.suitability)] = np.nan
        return bands

    @staticmethod
    def _limiting(block: HorizonBlock, horizon: HorizonPlan) -> np.ndarray:
        index = limiting(block.scores, np.asarray(horizon.weights))
        index[np.isnan(block.suitability)] = np.nan
        return index

    def _require_known(self, tallies: list[Tally]) -> None:
        """A criterion or rule that knows no cell at all is a mistake in the input, not a result."""
        for tally, horizon in zip(tallies, self.plan.horizons):
            for known, rule in zip(tally.known_to_rules, horizon.rules):
                if not known:
                    raise InputError(
                        f"The exclusion {rule.id} knows no cell of the grid; check that its layer covers the extent, "
                        "has the right CRS and is not all nodata."
                    )
            if not tally.not_excluded:
                continue  # nothing to know: every cell is excluded, and the report says by what
            for known, criterion in zip(tally.known, horizon.criteria):
                if not known and criterion.not_assessed is None:
                    raise InputError(
                        f"The criterion {criterion.id} has no value on any cell of the grid; check that its layer "
                        "covers the extent, has the right CRS and is not all nodata."
                    )


_PARTS = {
    "suitability": lambda job, block, plan: block.suitability,
    "exclusion": lambda job, block, plan: block.mask.bits,
    "criteria": lambda job, block, plan: np.stack(block.scores),
    "limiting": lambda job, block, plan: job._limiting(block, plan),
    "uncertainty": lambda job, block, plan: job._uncertainty(block, plan),
}


@dataclass(frozen=True)
class _Evaluate:
    """The work on one block, as a picklable callable."""

    plan: Plan
    every_score: bool

    def __call__(self, window: Window) -> Block:
        return evaluate(self.plan, window, every_score=self.every_score)


@dataclass(frozen=True)
class _ReadBand:
    """Reads a band of a written raster; beyond the grid and on nodata it is NaN."""

    path: str
    band: int

    def __call__(self, window: Window) -> np.ndarray:
        out = np.full(window.shape, np.nan, np.float32)
        grid = window.grid
        top, left = max(window.row, 0), max(window.col, 0)
        bottom, right = min(window.row + window.rows, grid.rows), min(window.col + window.cols, grid.cols)
        if top >= bottom or left >= right:
            return out
        band = thread_raster(self.path).GetRasterBand(self.band)
        values = band.ReadAsArray(left, top, right - left, bottom - top)
        values[values == band.GetNoDataValue()] = np.nan
        out[top - window.row : bottom - window.row, left - window.col : right - window.col] = values
        return out


def run_log(result: RunResult, wanted: Outputs, options: Options) -> dict:
    """What ran, on what, with which versions and figures, as plain JSON values."""
    return {
        "plugin": plugin_version(),
        "scenario": {
            "path": result.scenario.path,
            "title": result.scenario.title,
            "sha256": result.scenario.sha256,
        },
        "grid": describe(result.plan.grid),
        "options": asdict(options),
        "seed": result.scenario.uncertainty.seed if result.scenario.uncertainty else None,
        "outputs": {f.name: getattr(wanted, f.name) for f in fields(wanted) if getattr(wanted, f.name)},
        "inputs": [asdict(i) for i in result.inputs],
        "layers": result.layers,
        "horizons": [_horizon_log(h) for h in result.horizons],
        "findings": [asdict(f) for f in result.findings],
        "libraries": result.versions,
        "seconds": result.seconds,
        "finished": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "peak_memory_bytes": peak_memory(),
    }


def _horizon_log(h: HorizonResult) -> dict:
    plain = {
        f.name: getattr(h, f.name) for f in fields(h) if f.name not in ("candidates", "rules", "criteria")
    }
    plain = {k: None if isinstance(v, float) and v != v else v for k, v in plain.items()}
    return {
        **plain,
        "rules": [asdict(r) for r in h.rules],
        "criteria": [asdict(c) for c in h.criteria],
        "candidates": len(h.candidates),
    }


def _write_log(path: Path, result: RunResult, wanted: Outputs, options: Options) -> None:
    text = json.dumps(run_log(result, wanted, options), indent=2, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The run log {path} cannot be written ({error.strerror}); check the disk."
        ) from error


def peak_memory() -> int | None:
    """Largest resident memory of this process so far in bytes; None where the system does not tell."""
    if os.name != "posix":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
