"""Make the smallest change in a scenario."""

from __future__ import annotations

from typing import Any

from .facts import Change


def apply_change(raw: dict, change: Change, horizon: str | None = None) -> dict:
    """The parsed JSON of a scenario with a change made; what was handed in stays as it is.

    Parameters
    ----------
    raw : dict
    change : Change
    horizon : str or None
        Id of the horizon that the change was found for; None is the first. Where that horizon sets the value
        itself, it is changed there, else for all horizons.
    """
    if change.kind == "drop":
        return _without(raw, change.path.split(".", 1)[1])
    horizons = list(raw.get("horizons", []))
    for number, entry in enumerate(horizons):
        if horizon is None or entry.get("id") == horizon:
            if change.path in entry.get("set", {}):
                horizons[number] = {**entry, "set": {**entry["set"], change.path: change.new}}
                return {**raw, "horizons": horizons}
            break
    return _with(raw, change.path.split("."), change.new)


def _with(node: Any, path: list[str], value: Any) -> Any:
    """A copy along the path alone: keys of objects, ids of list entries."""
    if not path:
        return value
    step, *rest = path
    if isinstance(node, list):
        return [_with(e, rest, value) if isinstance(e, dict) and e.get("id") == step else e for e in node]
    return {**node, step: _with(node.get(step), rest, value)}


def _without(raw: dict, id: str) -> dict:
    """The scenario without an exclusion, nor anything that a horizon sets of it."""
    out = {**raw, "exclusions": [e for e in raw.get("exclusions", []) if e.get("id") != id]}
    if "horizons" in raw:
        out["horizons"] = [_unset(h, f"exclusions.{id}.") for h in raw["horizons"]]
    return out


def _unset(horizon: dict, start: str) -> dict:
    if "set" not in horizon:
        return horizon
    return {**horizon, "set": {k: v for k, v in horizon["set"].items() if not k.startswith(start)}}
