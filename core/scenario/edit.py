"""Edit a scenario as parsed JSON: every edit makes a new one that shares what did not change."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Union

from ..errors import InputError, OutputError, ScenarioError
from ..outputs import outputs
from .model import FORMAT
from .read import build_scenario, parse_json

#: A key of an object, or the position or the id of a list's entry.
Step = Union[str, int]


def new_scenario(title: str, crs: str | None = None, cell_size_m: float | None = None) -> dict[str, Any]:
    """Draft of a scenario: it has no layer and no criterion yet, so it cannot be run."""
    given = {"crs": crs, "cell_size_m": cell_size_m}
    grid = {k: v for k, v in given.items() if v is not None}
    return {"format": FORMAT, "title": title, "grid": grid, "layers": {}, "exclusions": [], "criteria": []}


def value_at(raw: Any, path: Sequence[Step], default: Any = None) -> Any:
    """The value at a path; ``default`` where there is none."""
    for step in path:
        key = _key(raw, step)
        if key is None:
            return default
        raw = raw[key]
    return raw


def with_value(raw: Any, path: Sequence[Step], value: Any) -> Any:
    """The scenario with a value put at a path; objects that are missing on the way are made.

    Raises
    ------
    InputError
        When the path leads through a list that has no such entry.
    """
    if not path:
        return value
    step, rest = path[0], path[1:]
    key = _key(raw, step)
    if isinstance(raw, list):
        if key is None:
            raise InputError(f"The scenario has no entry {step}; look again, it may have been removed.")
        return [with_value(e, rest, value) if i == key else e for i, e in enumerate(raw)]
    out = dict(raw or {})
    out[str(step)] = with_value(out.get(str(step)), rest, value)
    return out


def without(raw: Any, path: Sequence[Step]) -> Any:
    """The scenario without what stands at a path; unchanged where nothing does."""
    key = _key(raw, path[0])
    if key is None:
        return raw
    if len(path) > 1:
        inner = without(raw[key], path[1:])
        return raw if inner is raw[key] else with_value(raw, path[:1], inner)
    if isinstance(raw, list):
        return [e for i, e in enumerate(raw) if i != key]
    return {k: v for k, v in raw.items() if k != key}


def with_entry(
    raw: dict[str, Any], path: Sequence[Step], entry: Any, position: int | None = None
) -> dict[str, Any]:
    """The scenario with an entry put into the list at a path; at its end where no position is given."""
    entries = list(value_at(raw, path, []))
    entries.insert(len(entries) if position is None else position, entry)
    return with_value(raw, path, entries)


def moved(raw: dict[str, Any], path: Sequence[Step], before: int, after: int) -> dict[str, Any]:
    """The scenario with a list's entry at another position."""
    entries = list(value_at(raw, path, []))
    entries.insert(after, entries.pop(before))
    return with_value(raw, path, entries)


def unique_id(wish: str, taken: Sequence[str]) -> str:
    """An id made of a wish: letters, digits and underscores, numbered where it is taken."""
    base = re.sub(r"\W+", "_", wish.strip()).strip("_") or "layer"
    number = 2
    out = base
    while out in taken:
        out, number = f"{base}_{number}", number + 1
    return out


def uses_of(raw: Any, layer: str) -> list[str]:
    """Places of a scenario that name a layer, as paths with dots; empty where it can be removed."""
    return uses_by_layer(raw).get(layer, [])


def uses_by_layer(raw: Any) -> dict[str, list[str]]:
    """The same of every layer that is named anywhere."""
    out: dict[str, list[str]] = {}
    for place, name in _named({k: v for k, v in raw.items() if k != "layers"}, ""):
        out.setdefault(name, []).append(place)
    for name, spec in raw.get("layers", {}).items():
        if isinstance(spec, dict) and isinstance(spec.get("coverage"), str):
            out.setdefault(spec["coverage"], []).append(f"layers.{name}.coverage")
    return out


_LAYER_KEYS = ("layer", "layers", "fibre")


def _named(node: Any, place: str) -> Iterator[tuple[str, str]]:
    """(place, layer) of every layer that a part of the scenario names."""
    if isinstance(node, dict):
        for key, value in node.items():
            here = f"{place}.{key}" if place else key
            names = value if isinstance(value, list) else [value]
            if key in _LAYER_KEYS and all(isinstance(name, str) for name in names):
                yield from ((here, name) for name in dict.fromkeys(names))
            else:
                yield from _named(value, here)
    elif isinstance(node, list):
        for i, value in enumerate(node):
            name = value.get("id", i) if isinstance(value, dict) else i
            yield from _named(value, f"{place}.{name}")


def faults_of(raw: Any, folder: Path) -> list[str]:
    """Every fault of a scenario, each with its place; empty where it can be read."""
    try:
        build_scenario(raw, folder)
    except ScenarioError as error:
        return list(error.faults)
    return []


def read_raw(path: str | Path) -> dict[str, Any]:
    """Parsed JSON of a scenario file, which may have faults that its editor is to mend.

    Raises
    ------
    InputError
        When the file cannot be read, is no JSON, or holds no scenario at all.
    """
    try:
        text = Path(path).read_bytes()
    except OSError as error:
        raise InputError(
            f"The scenario {path} cannot be read ({error.strerror or error}); check the path and your rights."
        ) from error
    raw = parse_json(text, str(path))
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise InputError(f'{path} is no scenario: it lacks "format": "{FORMAT}"; choose a scenario file.')
    return raw


def dumped(raw: Any) -> str:
    """Text of a scenario file: UTF-8, two spaces, keys in the order they stand in."""
    return json.dumps(raw, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def save_raw(raw: Any, path: str | Path) -> None:
    """Write a scenario file aside and move it into place; raises OutputError, and the earlier file stays."""
    with outputs() as files:
        aside = files.aside(str(path))
        try:
            aside.write_text(dumped(raw), encoding="utf-8")
        except OSError as error:
            raise OutputError(
                f"The scenario {path} cannot be written ({error.strerror or error}); free some space or choose another folder."
            ) from error


def relocated(raw: dict[str, Any], before: Path, after: Path) -> dict[str, Any]:
    """The scenario with the paths of its layers, and of its template, as they read from another folder."""
    if before.resolve() == after.resolve():
        return raw
    out = raw
    for name, spec in raw.get("layers", {}).items():
        if isinstance(spec, dict) and isinstance(spec.get("source"), str):
            out = with_value(out, ("layers", name, "source"), _from(spec["source"], before, after))
    template = value_at(raw, ("grid", "template"))
    if isinstance(template, str):
        out = with_value(out, ("grid", "template"), _from(template, before, after))
    return out


def relative_source(source: str, folder: Path) -> str:
    """A source as a scenario in a folder names it: relative where the file lies in it or below, else absolute."""
    path, mark, rest = source.partition("|")
    if path.startswith("/vsi") or not os.path.isabs(path):
        return source
    try:
        inside = Path(path).resolve().relative_to(folder.resolve())
    except ValueError:
        return source
    return inside.as_posix() + mark + rest


def _from(source: str, before: Path, after: Path) -> str:
    path, mark, rest = source.partition("|")
    if path.startswith("/vsi"):
        return source
    whole = (before / path).resolve()
    try:
        return Path(os.path.relpath(whole, after.resolve())).as_posix() + mark + rest
    except ValueError:  # another drive
        return whole.as_posix() + mark + rest


def _key(node: Any, step: Step) -> Any:
    """Key or position that a step leads to; None where it leads nowhere."""
    if isinstance(node, dict):
        return step if step in node else None
    if isinstance(node, list):
        if isinstance(step, int):
            return step if -len(node) <= step < len(node) else None
        return next((i for i, e in enumerate(node) if isinstance(e, dict) and e.get("id") == step), None)
    return None
