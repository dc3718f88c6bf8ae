"""Read a scenario file: every fault at once, each with its place."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..errors import InputError, ScenarioError
from .check import cross_check
from .format import SCENARIO
from .kinds import Faults, nearest
from .loose import loose_check
from .model import Horizon, Scenario


def read_scenario(path: str | Path) -> Scenario:
    """Read a scenario file; errors as ``load_scenario``."""
    return load_scenario(path)[0]


def load_scenario(path: str | Path) -> tuple[Scenario, Any]:
    """Read a scenario file; returns it and the JSON it was made of.

    Raises
    ------
    InputError
        When the file cannot be read.
    ScenarioError
        With every fault found.
    """
    file = Path(path)
    try:
        text = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"The scenario {path} cannot be read ({error.strerror or error}); check the path and your rights."
        ) from error
    raw = parse_json(text, str(path))
    scenario = build_scenario(raw, file.resolve().parent, str(path))
    return replace(scenario, sha256=hashlib.sha256(text).hexdigest(), path=str(file.resolve())), raw


def parse_json(text: bytes, name: str) -> Any:
    """Parse JSON strictly: UTF-8, no key twice, no NaN; raises ScenarioError with line and column."""
    faults = Faults()

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [k for k, _ in items]
        for key in sorted({k for k in keys if keys.count(k) > 1}):
            faults.add(key, "this key stands twice in one object")
        return dict(items)

    def constant(word: str) -> None:
        faults.add("the file", f"{word} is not a number that JSON allows")

    try:
        value = json.loads(text.decode("utf-8-sig"), object_pairs_hook=pairs, parse_constant=constant)
    except UnicodeDecodeError as error:
        raise ScenarioError(name, [f"byte {error.start}: the file is not UTF-8"]) from error
    except (json.JSONDecodeError, RecursionError) as error:
        where = (
            f"line {error.lineno}, column {error.colno}: " if isinstance(error, json.JSONDecodeError) else ""
        )
        raise ScenarioError(
            name, [f"{where}the file is not JSON ({getattr(error, 'msg', 'nested too deep')})"]
        ) from error
    if faults:
        raise ScenarioError(name, faults)
    return value


def build_scenario(raw: Any, folder: Path, name: str = "scenario") -> Scenario:
    """Make a scenario of parsed JSON; raises ScenarioError with every fault, those of its horizons included."""
    faults = Faults()
    scenario = _read(raw, folder, faults)
    base = frozenset(faults)
    for i, horizon in _horizons(raw):
        own = Faults()
        _read(with_settings(raw, horizon, own), folder, own)
        # What is wrong without the horizon too is said once, by the scenario itself.
        faults.extend(f"horizons[{i}] ({horizon.id}): {fault}" for fault in own if fault not in base)
    if faults or scenario is None:
        raise ScenarioError(name, faults)
    return scenario


def _horizons(raw: Any) -> list[tuple[int, Horizon]]:
    """Number and horizon of each that has the right form, whatever else is at fault."""
    listed = raw.get("horizons") if isinstance(raw, dict) else None
    kind = next(key.kind for key in SCENARIO.keys if key.name == "horizons")
    read = [kind.read([one], "", Faults()) for one in (listed if isinstance(listed, list) else [])]
    return [(i, one[0]) for i, one in enumerate(read) if one and one[0] is not None]


def at_horizons(scenario: Scenario, raw: Any) -> tuple[tuple[Horizon | None, Scenario], ...]:
    """The scenario as it stands at each of its horizons, in order; itself alone where it has none."""
    if not scenario.horizons:
        return ((None, scenario),)
    out = []
    for horizon in scenario.horizons:
        resolved = build_scenario(with_settings(raw, horizon, Faults()), scenario.folder, scenario.path)
        out.append((horizon, replace(resolved, sha256=scenario.sha256, path=scenario.path)))
    return tuple(out)


def scenario_at(raw: Any, folder: Path, horizon: str | None = None, name: str = "in hand") -> Scenario:
    """A scenario of parsed JSON as it stands at one horizon.

    Parameters
    ----------
    raw : dict
    folder : Path
        That relative paths start from.
    horizon : str or None
        Id of a horizon; None takes the first, or the scenario itself where it has none.
    name : str
        Of the scenario, for messages.

    Raises
    ------
    ScenarioError
        With every fault found, those of all horizons included.
    InputError
        When there is no such horizon.
    """
    scenario = build_scenario(raw, folder, name)
    chosen = horizon_of(scenario, horizon)
    if chosen is None:
        return scenario
    return build_scenario(with_settings(raw, chosen, Faults()), folder, name)


def horizon_of(scenario: Scenario, id: str | None) -> Horizon | None:
    """The horizon of an id, the first for None; None where the scenario has none and none is asked for.

    Raises
    ------
    InputError
        When there is no such horizon.
    """
    for horizon in scenario.horizons:
        if id is None or horizon.id == id:
            return horizon
    if id is None:
        return None
    listed = ", ".join(h.id for h in scenario.horizons) or "none"
    raise InputError(f"The scenario has no horizon {id}; it has: {listed}.")


def with_settings(raw: dict, horizon: Horizon, faults: Faults) -> dict:
    """The parsed JSON with a horizon's year and settings in place, and no horizons of its own."""
    out = copy.deepcopy(raw)
    out.pop("horizons", None)
    if isinstance(out.setdefault("facility", {}), dict):
        out["facility"]["horizon_year"] = horizon.year
    for path, value in horizon.set.items():
        _assign(out, path, value, faults)
    return out


def _assign(root: dict, path: str, value: Any, faults: Faults) -> None:
    """Set ``criteria.ix.value.low``: keys of objects, ids of list entries."""
    *parents, last = path.split(".")
    if parents[:1] == ["grid"] or (not parents and last in ("grid", "layers", "format", "horizons")):
        faults.add(
            f"set.{path}", "the grid, the layers as a whole and the format cannot differ between horizons"
        )
        return
    node: Any = root
    for step in parents:
        node = _child(node, step)
        if not isinstance(node, (dict, list)):
            faults.add(f"set.{path}", f"there is no {step}{nearest(step, _names(root, parents))}")
            return
    if isinstance(node, dict):
        node[last] = value
    else:
        faults.add(f"set.{path}", "the path must end at a key, not at a list entry")


def _child(node: Any, step: str) -> Any:
    if isinstance(node, dict):
        return node.get(step)
    return next((e for e in node if isinstance(e, dict) and e.get("id") == step), None)


def _names(root: dict, parents: list[str]) -> tuple[str, ...]:
    """Names that would have been known where the path goes wrong."""
    node: Any = root
    for step in parents:
        below = _child(node, step)
        if not isinstance(below, (dict, list)):
            break
        node = below
    if isinstance(node, dict):
        return tuple(node)
    return tuple(str(e.get("id", "")) for e in node if isinstance(e, dict))


def _read(raw: Any, folder: Path, faults: Faults) -> Scenario | None:
    plain = {k: v for k, v in raw.items() if k != "$schema"} if isinstance(raw, dict) else raw
    scenario = SCENARIO.read(plain, "", faults)
    if scenario is None:
        loose_check(plain, faults)
        return None
    scenario = replace(scenario, folder=folder)
    cross_check(scenario, faults)
    return scenario
