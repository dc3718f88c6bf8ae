"""The scenario at one horizon, ready to be asked about places."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..criteria.distance import distance_field
from ..criteria.field import Field
from ..engine.compile import compile_plan
from ..engine.plan import CriterionPlan, HorizonPlan, Plan
from ..engine.sources import Sources, scenario_grid
from ..gdalio import close_thread_rasters
from ..run.survey import surveyed
from ..scenario.model import DistanceCriterion, Layer, Scenario
from ..scenario.read import at_horizons, build_scenario, horizon_of, load_scenario
from ..sources.geometries import to_geometries
from ..sources.shapes import VectorData
from ..sources.vector import ALL_FIELDS
from ..stream import make_executor

#: Fields that name a feature, in the order of trust.
_NAMES = ("name", "名称", "name_ja", "title", "class_text")


@dataclass(frozen=True)
class Named:
    """A layer with the geometry and the name of every feature."""

    data: VectorData
    geometries: list[BaseGeometry]
    names: tuple[str, ...]


@dataclass
class Subject:
    """A scenario's plan at one horizon, with its layers by name.

    Attributes
    ----------
    plan : Plan
    index : int
        Of the horizon in the plan.
    scenario : Scenario
        As it stands at that horizon.
    sources : Sources
    scratch : TemporaryDirectory or None
        What a method that looks at the whole grid keeps.
    """

    plan: Plan
    index: int
    scenario: Scenario
    sources: Sources
    scratch: tempfile.TemporaryDirectory | None = None
    _named: dict[tuple[str, str | None], Named] = field(default_factory=dict)
    _exact: dict[str, Field] = field(default_factory=dict)

    def exact_field(self, criterion: CriterionPlan) -> Field:
        """The field behind a criterion, with distances beyond the last breakpoint too, which runs need not know."""
        spec = next((c for c in self.scenario.criteria if c.id == criterion.id), None)
        if not isinstance(spec, DistanceCriterion):
            return self.plan.fields[criterion.field]
        if criterion.id not in self._exact:
            data = self.sources.vector(spec.layer, self.layer(spec.layer))
            self._exact[criterion.id] = distance_field(data, self.plan.grid, spec.max_distance_m)
        return self._exact[criterion.id]

    def close(self) -> None:
        """Let go of files, and remove those of a method that looks at the whole grid; nothing can be asked afterwards."""
        horizons = tuple(replace(h, combination=None) for h in self.plan.horizons)
        self.plan = replace(self.plan, horizons=horizons)
        close_thread_rasters()
        if self.scratch is not None:
            self.scratch.cleanup()
            self.scratch = None

    @property
    def horizon(self) -> HorizonPlan:
        """The plan of the horizon."""
        return self.plan.horizons[self.index]

    def layer(self, id: str) -> Layer:
        """A layer of the scenario."""
        return self.scenario.layers[id]

    def named(self, id: str, where: str | None = None) -> Named:
        """A vector layer under a rule's filter, with all its fields; kept for the next question."""
        key = (id, where)
        if key not in self._named:
            data = self.sources.vector(id, self.layer(id), where, ALL_FIELDS)
            self._named[key] = Named(data, to_geometries(data.shapes), feature_names(data))
        return self._named[key]


def feature_names(data: VectorData) -> tuple[str, ...]:
    """What to call each feature: its name, else its class, else its id."""
    columns = [data.fields[n] for n in _NAMES if n in data.fields]
    out = []
    for i, fid in enumerate(data.fid.tolist()):
        found = next((str(c[i]).strip() for c in columns if c[i] is not None and str(c[i]).strip()), None)
        out.append(found or f"fid {fid}")
    return tuple(out)


def open_subject(path: str | Path, horizon: str | None = None) -> Subject:
    """Read a scenario and prepare it for questions.

    Parameters
    ----------
    path : str or Path
    horizon : str or None
        Id of a horizon; None takes the first.

    Raises
    ------
    InputError
        When the scenario or a layer cannot be used, or there is no such horizon.
    """
    scenario, raw = load_scenario(path)
    return _open(scenario, raw, horizon)


def open_subject_of(raw: dict, folder: str | Path, horizon: str | None = None) -> Subject:
    """Prepare parsed JSON for questions; its relative paths start from the folder. Otherwise as ``open_subject``."""
    return _open(build_scenario(raw, Path(folder)), raw, horizon)


def _open(scenario: Scenario, raw: dict, horizon: str | None) -> Subject:
    at = at_horizons(scenario, raw)
    chosen = horizon_of(scenario, horizon)
    index = 0 if chosen is None else scenario.horizons.index(chosen)
    grid = scenario_grid(scenario)
    sources = Sources(scenario.folder, grid)
    # The one horizon alone: a method of the whole grid would look at every cell for the others too.
    subject = Subject(compile_plan(at[index : index + 1], grid, sources), 0, at[index][1], sources)
    if subject.horizon.settings.is_whole_grid:
        subject.scratch = tempfile.TemporaryDirectory(prefix="wattbit-explain-")
        executor, workers = make_executor()
        with executor:
            subject.plan = surveyed(subject.plan, Path(subject.scratch.name), (executor, workers))
    return subject


def rule_names(subject: Subject) -> list[str]:
    """Ids of the rules of the horizon, in the order of the mask's bits."""
    return [r.id for r in subject.horizon.rules]


def mean_known(values: np.ndarray) -> float | None:
    """Mean of the values that are known; None where none is."""
    known = values[~np.isnan(values)]
    return float(known.mean(dtype=float)) if known.size else None
