"""Raw values of criteria and states of rules on the grid of a preview, each computed once."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field, replace
from typing import Callable

import numpy as np

from ..criteria.distance import DistanceField
from ..criteria.field import Field
from ..criteria.hazard import HazardField
from ..engine.compile import compile_parts
from ..engine.sources import Sources, used_layers
from ..exclusion.rules import UNKNOWN
from ..gdalio import close_thread_rasters
from ..grid.grid import Grid, Window
from ..progress import Steps
from ..scenario.model import Scenario
from ..sources.uri import parse_uri
from ..stream import make_executor, stream
from .keys import field_key, hazard_rule_key, hazard_rules, rule_key
from .sheet import as_grid, new_sheet


@dataclass(frozen=True)
class Raw:
    """Raw values of a criterion: a float32 sheet, NaN where not assessed, and their unit."""

    values: np.ndarray
    unit: str


@dataclass
class Store:
    """Everything that edits of weights, value functions and rules leave as it is.

    Attributes
    ----------
    grid : Grid
    sources : Sources
    fields : dict of str to Raw
        By what they depend on, see ``keys``. What a scenario no longer has stays, so that undo costs nothing.
    rules : dict of str to uint8 sheet
    stamps : dict of str to (int, int) or None
        Time and size of every file that was read.
    """

    grid: Grid
    sources: Sources
    fields: dict[str, Raw] = field(default_factory=dict)
    rules: dict[str, np.ndarray] = field(default_factory=dict)
    stamps: dict[str, tuple[int, int] | None] = field(default_factory=dict)

    def missing(self, scenario: Scenario) -> Scenario:
        """The scenario with those criteria and rules alone that are not held, the others' layers with them."""
        excluding = {c.id for c in hazard_rules(scenario)}
        criteria = tuple(
            c
            for c in scenario.criteria
            if field_key(scenario, c) not in self.fields
            or (c.id in excluding and "hazard " + field_key(scenario, c) not in self.rules)
        )
        rules = tuple(e for e in scenario.exclusions if rule_key(scenario, e) not in self.rules)
        return replace(scenario, criteria=criteria, exclusions=rules)

    def keep_only(self, scenario: Scenario) -> None:
        """Let go of what a scenario does not have."""
        fields = {field_key(scenario, c) for c in scenario.criteria}
        rules = {rule_key(scenario, e) for e in scenario.exclusions}
        rules |= {hazard_rule_key(scenario, c) for c in hazard_rules(scenario)}
        self.fields = {k: v for k, v in self.fields.items() if k in fields}
        self.rules = {k: v for k, v in self.rules.items() if k in rules}


def taken_over(old: Store, scenario: Scenario, grid: Grid) -> Store:
    """A store for a scenario that starts with what another one holds; empty where grid, folder or a file differ."""
    now = file_stamps(scenario)
    is_same = all(old.stamps.get(path, stamp) == stamp for path, stamp in now.items())
    if not is_same or old.grid != grid or old.sources.folder != scenario.folder:
        return Store(grid, Sources(scenario.folder, grid))
    return Store(grid, old.sources, dict(old.fields), dict(old.rules), dict(old.stamps))


def file_stamps(scenario: Scenario) -> dict[str, tuple[int, int] | None]:
    """Time of change and size of the files that a scenario reads; None of one that is not there."""
    out: dict[str, tuple[int, int] | None] = {}
    for name in used_layers(scenario):
        path = parse_uri(scenario.layers[name].source, scenario.folder).path
        try:
            status = os.stat(path)
        except OSError:
            out[path] = None  # whoever reads it says what is wrong
        else:
            out[path] = (status.st_mtime_ns, status.st_size)
    return out


def fill(store: Store, scenario: Scenario, steps: Steps) -> None:
    """Compute what a scenario has and the store does not hold yet.

    Raises
    ------
    InputError
        When a source, field or parameter cannot be used.
    Cancelled
        The store then holds nothing that is not whole.
    """
    store.stamps.update(file_stamps(scenario))
    wanted = store.missing(scenario)
    executor, workers = make_executor()
    with executor:
        steps.phase("Reading the scenario and its layers", 0.3)
        store.sources.read_ahead(wanted, executor)
        try:
            parts = compile_parts(wanted, store.grid, store.sources)
        finally:
            store.sources.stop()
        steps.phase("Computing the preview", 1.0)
        fields = {
            field_key(wanted, c): parts.fields[p.field] for c, p in zip(wanted.criteria, parts.criteria)
        }
        keys = [rule_key(wanted, e) for e in wanted.exclusions]
        keys += [hazard_rule_key(wanted, c) for c in hazard_rules(wanted)]
        rules = {k: parts.rules[p.rule] for k, p in zip(keys, parts.rule_plans)}
        fields = {k: f for k, f in fields.items() if k not in store.fields}
        rules = {k: r for k, r in rules.items() if k not in store.rules}
        raws = {k: Raw(new_sheet(store.grid, np.float32, np.nan), _unit(f)) for k, f in fields.items()}
        states = {k: new_sheet(store.grid, np.uint8, int(UNKNOWN)) for k in rules}
        tasks = [
            _Task(_raw_values(f), raws[k].values, w) for k, f in fields.items() for w in store.grid.blocks()
        ]
        tasks += [_Task(r, states[k], w) for k, r in rules.items() for w in store.grid.blocks()]
        for done, _ in enumerate(stream(_Task.run, tasks, executor, workers), start=1):
            steps.at(done / len(tasks))
    close_thread_rasters()
    store.fields.update(raws)
    store.rules.update(states)


@dataclass(frozen=True)
class _Task:
    """A function evaluated on one block, into its place in a sheet."""

    function: Callable[[Window], np.ndarray]
    sheet: np.ndarray
    window: Window

    def run(self) -> None:
        """Do it."""
        w = self.window
        place = as_grid(self.sheet, w.grid)[w.row : w.row + w.rows, w.col : w.col + w.cols]
        place[...] = self.function(w)


def _raw_values(function: Field) -> Callable[[Window], np.ndarray]:
    """The quantity behind a score as a function of a window: of a hazard its worst severity."""
    if isinstance(function, HazardField):
        return function.worst
    if isinstance(function, DistanceField):
        # Beyond the last breakpoint too, so that breakpoints can be moved.
        function = replace(function, max_distance=math.inf, cutoff=math.inf)
    whole = function
    return lambda window: whole(window)[0]


def _unit(function: Field) -> str:
    return function.bands[1 if isinstance(function, HazardField) else 0].unit
