"""The parts of a run that every stage of it shares: plan, layers, pool, files, and what was found so far."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..engine.plan import Plan
from ..engine.sources import Sources
from ..gdalio import close_thread_rasters
from ..outputs import OutputSet
from ..preflight.finding import Finding
from ..progress import Steps
from ..provenance import Input, raster_metadata
from ..scenario.model import Horizon, Scenario
from .areas import Areas
from .options import Outputs


@dataclass
class Job:
    """One run under way.

    Attributes
    ----------
    plan : Plan
    at : tuple of (horizon or None, scenario as it stands there)
        In the order of the plan's horizons.
    sources : Sources
    inputs : list of Input
    files : OutputSet
        Holds every result aside until the run ends well.
    wanted : Outputs
    aside : dict of str to Path
        Where each result that is wanted is written, by the name of the output.
    executor, workers
        The pool and its number of threads.
    steps : Steps
        Progress, and where a cancel is noticed.
    findings : list of Finding
        Each stage adds its own.
    paths : dict of str to Path
        Rasters written so far, aside or scratch, by the name of the output: later stages read them back.
    areas : list of Areas or None
        One a horizon where candidates are wanted: the connected areas, found while the blocks were computed.
    """

    plan: Plan
    at: tuple[tuple[Horizon | None, Scenario], ...]
    sources: Sources
    inputs: list[Input]
    files: OutputSet
    wanted: Outputs
    aside: dict[str, Path]
    executor: Executor
    workers: int
    steps: Steps
    findings: list[Finding] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)
    areas: list[Areas | None] = field(default_factory=list)

    @property
    def scenario(self) -> Scenario:
        """The scenario at its first horizon: for what does not differ between horizons."""
        return self.at[0][1]

    def tags(self) -> dict[str, str]:
        """Provenance of every file written."""
        return raster_metadata(self.scenario.sha256, self.inputs)

    def place(self, name: str) -> Path:
        """Where a raster is written: aside, or in a scratch folder where nobody keeps it but the run reads it back."""
        self.paths[name] = self.aside.get(name) or self.files.scratch(f"{name}.tif")
        return self.paths[name]

    def close(self) -> None:
        """Let go of the files that were read back or mapped, so that they can be moved or removed."""
        self.executor.shutdown(wait=True)
        horizons = tuple(replace(h, combination=None) for h in self.plan.horizons)
        self.plan = replace(self.plan, horizons=horizons)
        close_thread_rasters()  # choosing whole regions reads on this very thread
