"""The pass over the grid: every block is computed on the pool and handed, in order, to all who take blocks.

A method that must have seen every cell before it can score one makes two passes: the takers of the first
add up what it needs (and may write the scores), and the work of the second starts from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from ..engine.plan import Block, Plan, evaluate
from ..errors import InputError
from ..grid.grid import Window
from ..preflight.overlay import uncertainty_findings
from ..preflight.scores import ScoreSample
from ..stream import stream
from .areas import AreaBlock, Areas, AreaSpec, area_spec
from .job import Job
from .products import Rasters, made
from .result import HorizonResult
from .tally import Tally

B = TypeVar("B", bound=Block)
B_contra = TypeVar("B_contra", bound=Block, contravariant=True)


class Taker(Protocol[B_contra]):
    """Takes the blocks of a pass in row-major order, on one thread."""

    def add(self, block: B_contra) -> None:
        """Take a block."""
        ...


def one_pass(job: Job, work: Callable[[Window], B], takers: Sequence[Taker[B]]) -> None:
    """Compute every block, by a pure function of its window, and hand it to each taker."""
    windows = list(job.plan.grid.blocks())
    for done, (_, block) in enumerate(stream(work, windows, job.executor, job.workers), start=1):
        for taker in takers:
            taker.add(block)
        job.steps.at(done / len(windows))


def write_rasters(job: Job, results: list[HorizonResult]) -> list[HorizonResult]:
    """Stage of a run: compute all blocks into the rasters wanted; returns the figures of each horizon.

    Raises
    ------
    InputError
        When a criterion or rule knows no cell at all, or a value cannot be a score.
    """
    rasters, figures = Rasters(job), _Figures(job.plan)
    specs = tuple(area_spec(s, h, job.plan) for (_, s), h in zip(job.at, job.plan.horizons))
    job.areas = [None if spec is None else Areas(spec, i, job.plan.grid) for i, spec in enumerate(specs)]
    work = Evaluate(job.plan, any(p.needs_scores for p in made(job.wanted)), specs)
    one_pass(job, work, [rasters, figures, *(a for a in job.areas if a)])
    rasters.close()
    figures.require_known()
    if job.wanted.uncertainty:
        job.findings += [f for h in job.plan.horizons for f in uncertainty_findings(h.settings)]
    job.findings += [f for sample in figures.samples for f in sample.findings()]
    return [t.result() for t in figures.tallies]


@dataclass(frozen=True)
class Evaluate:
    """The work on one block, as a picklable callable."""

    plan: Plan
    every_score: bool
    areas: tuple[AreaSpec | None, ...]

    def __call__(self, window: Window) -> AreaBlock:
        """Compute a block, and its areas while it is in the processor's cache."""
        keep = frozenset().union(*(spec.fields for spec in self.areas if spec))
        block = evaluate(self.plan, window, every_score=self.every_score, keep=keep)
        areas = [spec.areas(block, i) if spec else None for i, spec in enumerate(self.areas)]
        return AreaBlock(block.window, block.horizons, block.raw, areas)


class _Figures:
    """Adds up every horizon, and keeps a sample of its scores."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.tallies = [Tally(h, plan.grid) for h in plan.horizons]
        self.samples = [ScoreSample(h) for h in plan.horizons]

    def add(self, block: Block) -> None:
        """Take a block."""
        for tally, sample, horizon in zip(self.tallies, self.samples, block.horizons):
            tally.add(horizon)
            sample.add(horizon)

    def require_known(self) -> None:
        """A criterion or rule that knows no cell at all is a mistake in the input, not a result."""
        for tally, horizon in zip(self.tallies, self._plan.horizons):
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
