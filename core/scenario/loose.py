"""Faults between the parts of a scenario whose form is at fault: what can be told of the parsed JSON alone.

A misspelt key must not hide that a criterion names a layer which is not there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..errors import InputError
from ..exclusion.rules import parse_ranges
from .kinds import Faults, nearest


def loose_check(raw: Any, faults: Faults) -> None:
    """Note names of layers that are not there, ids that stand twice and ranges that cannot be read.

    Places and words are those of ``cross_check``; whatever has the wrong form is passed over, as
    the reader has told of it.
    """
    if not isinstance(raw, dict):
        return
    for part in ("criteria", "exclusions", "horizons"):
        ids = [entry["id"] for _, entry in _entries(raw, part) if isinstance(entry.get("id"), str)]
        check_unique(ids, part, faults)
    layers = raw.get("layers")
    if isinstance(layers, dict):
        for place, name in _references(raw, layers):
            if isinstance(name, str) and name.strip():
                check_layer(place, name, layers, faults)
    for i, rule in _entries(raw, "exclusions"):
        if isinstance(rule.get("ranges"), str) and rule["ranges"].strip():
            check_ranges(f"exclusions[{i}].ranges", rule["ranges"], faults)


def check_unique(ids: list[str], place: str, faults: Faults) -> None:
    """Note ids that stand more than once."""
    for name in sorted({i for i in ids if ids.count(i) > 1}):
        faults.add(place, f"the id {name} stands more than once")


def check_layer(place: str, name: str, layers: dict[str, Any], faults: Faults) -> None:
    """Note a name that is none of the layers'."""
    if name not in layers:
        faults.add(place, f"there is no layer {name}{nearest(name, tuple(layers))}")


def check_ranges(place: str, ranges: str, faults: Faults) -> None:
    """Note ranges that cannot be read."""
    try:
        parse_ranges(ranges)
    except InputError as error:
        faults.add(place, str(error))


def _entries(raw: dict[str, Any], part: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number and object of each entry of a list."""
    entries = raw.get(part)
    for i, entry in enumerate(entries if isinstance(entries, list) else []):
        if isinstance(entry, dict):
            yield i, entry


def _references(raw: dict[str, Any], layers: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every place that names a layer, and what stands there."""
    for i, criterion in _entries(raw, "criteria"):
        yield from ((f"criteria[{i}].{key}", criterion.get(key)) for key in ("layer", "fibre"))
        several = criterion.get("layers")
        for j, name in enumerate(several if isinstance(several, list) else []):
            yield f"criteria[{i}].layers[{j}]", name
    for i, rule in _entries(raw, "exclusions"):
        yield f"exclusions[{i}].layer", rule.get("layer")
    for key, layer in layers.items():
        if isinstance(layer, dict):
            yield f"layers.{key}.coverage", layer.get("coverage")
    for parts in (
        ("grid", "extent"),
        ("candidates", "admin"),
        ("candidates", "zones"),
        ("allocation", "routes"),
    ):
        node: Any = raw
        for step in parts:
            node = node.get(step) if isinstance(node, dict) else None
        if isinstance(node, dict):
            yield ".".join((*parts, "layer")), node.get("layer")
