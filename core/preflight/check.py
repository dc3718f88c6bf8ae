"""Look a scenario over before it runs: everything that would stop it, and what a reader should know."""

from __future__ import annotations

import csv
import datetime
import json
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Callable, Optional

from ..engine.compile import compile_plan
from ..engine.sources import Sources, scenario_grid
from ..errors import InputError, OutputError, ScenarioError
from ..grid.grid import Grid, describe
from ..outputs import outputs
from ..scenario.model import Horizon, Overlay, Scenario, Weighting
from ..scenario.read import at_horizons, build_scenario, load_scenario
from .collect import LEVELS, input_findings, ordered
from .finding import Finding
from .survey import survey_findings
from .unused import unused_findings

#: A scenario as it stands at each of its horizons.
At = tuple[tuple[Optional[Horizon], Scenario], ...]

MEND_FILE = "Correct the scenario file; resources/scenario.schema.json tells editors what may stand where."


def check_scenario(path: str | Path, today: datetime.date | None = None) -> list[Finding]:
    """Check a scenario file: its faults, every layer it reads, and what its scores come to on a sample of cells.

    Parameters
    ----------
    path : str or Path
    today : datetime.date or None
        The day from which the age of data counts; None takes the day of the call.

    Returns
    -------
    list of Finding
        Errors first; the last one describes the grid.
    """
    try:
        scenario, raw = load_scenario(path)
    except ScenarioError as error:
        return [fault_finding(f) for f in error.faults]
    except InputError as error:
        return [Finding("error", str(path), str(error))]
    return _check(scenario, raw, today)


def check_raw(raw: Any, folder: Path, today: datetime.date | None = None) -> list[Finding]:
    """Check a scenario that is still being edited; as ``check_scenario``, and which layers nothing uses yet.

    Parameters
    ----------
    raw : dict
        Parsed JSON.
    folder : Path
        That relative paths start from.
    today : datetime.date or None
    """
    try:
        scenario = build_scenario(raw, folder)
    except ScenarioError as error:
        return [fault_finding(f) for f in error.faults]
    unused = unused_findings([s for _, s in at_horizons(scenario, raw)])
    return sorted([*_check(scenario, raw, today), *unused], key=lambda f: LEVELS.index(f.level))


def _check(scenario: Scenario, raw: Any, today: datetime.date | None) -> list[Finding]:
    at = at_horizons(scenario, raw)
    try:
        grid = scenario_grid(scenario)
    except InputError as error:
        return [Finding("error", "grid", str(error))]
    out = _layers_and_scores(at, grid, Sources(scenario.folder, grid), today)
    return [*ordered(out), Finding("info", "grid", describe(grid) + ".")]


def _layers_and_scores(at: At, grid: Grid, sources: Sources, today: datetime.date | None) -> list[Finding]:
    try:
        plan = compile_plan(at, grid, sources)
    except InputError as error:
        parts = [e for pair in at for e in _parts(pair, lambda one: compile_plan((one,), grid, sources))]
        return parts or [Finding("error", "scenario", str(error))]
    out = input_findings(at, sources, plan, today)
    try:
        return out + survey_findings([s for _, s in at], plan)
    except InputError as error:
        return [*out, Finding("error", "criteria", str(error))]


def fault_finding(text: str) -> Finding:
    """A fault of the scenario, such as ``criteria[0].weight: ...``, as a finding."""
    place, _, what = text.partition(": ")
    return Finding("error", place, what if what.endswith(("?", ".")) else f"{what}.", MEND_FILE)


def _parts(pair: tuple[Horizon | None, Scenario], compile_one: Callable) -> list[Finding]:
    """Try each criterion and each rule alone, so that one that fails does not hide the next."""
    horizon, scenario = pair
    out: list[Finding] = []
    sound: Scenario | None = None
    for criterion in scenario.criteria:
        criteria = (replace(criterion, weight=1.0),)
        alone = replace(scenario, criteria=criteria, weighting=Weighting(), overlay=Overlay(), exclusions=())
        faults = _try(f"criterion {criterion.id}", partial(compile_one, (horizon, alone)))
        out += faults
        sound = sound or (None if faults else alone)
    if sound is None:
        return out  # a rule is compiled beside a criterion
    for rule in scenario.exclusions:
        alone = replace(sound, exclusions=(rule,))
        out += _try(f"exclusion {rule.id}", partial(compile_one, (horizon, alone)))
    return out


def _try(where: str, work: Callable[[], object]) -> list[Finding]:
    try:
        work()
    except InputError as error:
        return [Finding("error", where, str(error))]
    return []


def write_findings(path: str, findings: list[Finding]) -> None:
    """Write findings as JSON, or as CSV where the path ends so; raises OutputError when that fails."""
    rows = [f.row() for f in findings]
    with outputs() as files:
        part = files.aside(path)
        try:
            if part.suffix.lower() == ".csv":
                with part.open("w", newline="", encoding="utf-8-sig") as handle:
                    writer = csv.DictWriter(handle, ["level", "where", "what", "mend"])
                    writer.writeheader()
                    writer.writerows(rows)
            else:
                part.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise OutputError(
                f"The findings {path} cannot be written ({error.strerror}); check the disk."
            ) from error
