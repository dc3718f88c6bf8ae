"""Give a layer another id, wherever a scenario names it."""

from __future__ import annotations

from typing import Any

from ..errors import InputError

_LAYER_KEYS = ("layer", "layers", "fibre", "coverage")


def renamed_layer(raw: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    """The scenario with a layer's id changed, in the layers' order and in every use, those of horizons included.

    Raises
    ------
    InputError
        When the new id is blank, holds a dot, or is another layer's.
    """
    layers = raw.get("layers", {})
    if not after.strip() or "." in after:
        raise InputError("The id of a layer is a word without a dot; write another.")
    if after != before and after in layers:
        raise InputError(f"There is a layer {after} already; write another id.")
    out = {k: v if k == "layers" else _renamed(v, before, after) for k, v in raw.items()}
    out["layers"] = {after if k == before else k: _renamed(v, before, after) for k, v in layers.items()}
    return out


def _renamed(node: Any, before: str, after: str) -> Any:
    if isinstance(node, dict):
        return dict(_entry(key, value, before, after) for key, value in node.items())
    if isinstance(node, list):
        return [_renamed(v, before, after) for v in node]
    return node


def _entry(key: str, value: Any, before: str, after: str) -> tuple[str, Any]:
    """A key and its value; settings of horizons are paths such as ``layers.roads.source`` and ``criteria.ix.layer``."""
    steps = key.split(".")
    if steps[:2] == ["layers", before]:
        key = ".".join(["layers", after, *steps[2:]])
    if steps[-1] in _LAYER_KEYS:
        if isinstance(value, list):
            return key, [after if v == before else _renamed(v, before, after) for v in value]
        return key, after if value == before else _renamed(value, before, after)
    return key, _renamed(value, before, after)
