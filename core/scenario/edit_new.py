"""What a new criterion begins with: a layer of the scenario that fits its type, and values to start from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..criteria.raster import Derive
from .edit import uses_of


class Seen(Protocol):
    """What is known of a layer's file: see ``core.preflight.facts.LayerFacts``."""

    state: str
    is_raster: bool
    fields: tuple[str, ...]


#: Fields that tell what a layer is for.
_CAPACITY, _SEVERITY, _NODES = "spare_mw", "severity", ("kind", "equipment_us")
#: Types in the order of the format, and the id of a new criterion of each.
IDS = {
    "grid_capacity": "grid",
    "latency": "latency",
    "distance": "distance",
    "density": "density",
    "hazard": "hazard",
    "raster": "raster",
}
#: Values to start from, to be fitted to the data: metres, ms of a round trip, features a km2, degrees.
_DISTANCE = {"function": "linear", "low": 10_000, "high": 0}
_LATENCY = {"function": "linear", "low": 5, "high": 1}
_DENSITY = {"function": "linear", "low": 0, "high": 1}
_SLOPE = {"function": "linear", "low": 15, "high": 0}
_RASTER = {"function": "linear", "low": 0, "high": 1}
_RADIUS_M = 1000


def fitting(raw: Any, type: str, seen: Mapping[str, Seen]) -> list[str]:
    """Layers that a criterion of a type can read, the likeliest first; one whose file is not known may be any.

    Parameters
    ----------
    raw : dict
    type : str
    seen : mapping of id to what is known of the layer
    """
    used = {c.get("layer"): c.get("type") for c in raw.get("criteria", ())}
    found = []
    for place, id in enumerate(raw.get("layers", {})):
        likeness = _likeness(raw, type, id, seen.get(id))
        if likeness is not None:
            # One that nothing reads yet comes before one that a criterion reads already.
            found.append((-likeness, id in used, len(uses_of(raw, id)), place, id))
    return [entry[-1] for entry in sorted(found)]


def begun(raw: Any, type: str, layers: list[str]) -> dict[str, Any]:
    """A new criterion of a type on the likeliest of the layers that fit, with a value function where it needs one."""
    head = layers[0]
    out: dict[str, Any] = {"id": IDS[type], "type": type}
    if type == "hazard":
        taken = {id for c in raw.get("criteria", ()) for id in c.get("layers", ())}
        free = [id for id in layers if _is_hazard(raw, id) and id not in taken]
        return {**out, "layers": free or [id for id in layers if id not in taken] or layers}
    out["layer"] = head
    if type in ("distance", "density"):
        out["id"] = head if type == "distance" else f"{head}_density"
    if type == "density":
        out["radius_m"] = _RADIUS_M
    spec = raw["layers"][head]
    is_slope = isinstance(spec, dict) and spec.get("derive") == Derive.SLOPE_DEG.value
    value = {
        "distance": _DISTANCE,
        "latency": _LATENCY,
        "density": _DENSITY,
        "raster": _SLOPE if is_slope else _RASTER,
    }.get(type)
    return {**out, "value": dict(value)} if value else out


def _likeness(raw: Any, type: str, id: str, seen: Seen | None) -> int | None:
    """How likely a layer is to be of a type, 0 where nothing speaks for it; None where it cannot be."""
    if seen is None or seen.state not in ("ok", "empty"):
        return 0
    if seen.is_raster or type == "raster":
        return 1 if seen.is_raster and type == "raster" else None
    if type == "grid_capacity":
        return 1 if _CAPACITY in seen.fields else None
    if type == "hazard":
        return 1 if _SEVERITY in seen.fields or _is_hazard(raw, id) else None
    if type == "latency":
        return 1 if all(field in seen.fields for field in _NODES) else 0
    # Layers that have a meaning of their own are seldom wanted for their distance.
    return 0 if {_CAPACITY, _SEVERITY, "hazard"} & set(seen.fields) or _is_coverage(raw, id) else 1


def _is_hazard(raw: Any, id: str) -> bool:
    """Whether a layer is told to hold hazards: by how it reads severities, or where it was assessed."""
    spec = raw["layers"][id]
    return isinstance(spec, dict) and ("severity" in spec or "coverage" in spec)


def _is_coverage(raw: Any, id: str) -> bool:
    return any(isinstance(spec, dict) and spec.get("coverage") == id for spec in raw["layers"].values())
