"""Mend what a finding tells, where there is one way to do it that a user can be told beforehand."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Callable

from ..criteria.connections import CapacityFields, read_connections
from ..engine.sources import vector_source
from ..errors import InputError
from ..scenario.edit import Step, faults_of, uses_of, value_at, with_value, without
from ..scenario.model import Layer
from ..sources.vector import VectorSource, read_vector, source_place
from .finding import Finding
from .phrases import Place, Span


@dataclass(frozen=True)
class Mend:
    """A scenario without what a finding was about.

    Attributes
    ----------
    key : str
        What is done: ``normalise``, ``remove_layer``, ``remove_criterion``, ``remove_weight``, ``cell_size``
        or ``remove_generation``.
    args : dict
        Figures and names for the sentence that tells it.
    raw : dict
        The scenario afterwards.
    base : dict
        The scenario that was checked.
    """

    key: str
    args: dict[str, Any] = field(default_factory=dict)
    raw: Any = None
    base: Any = None


def mend_of(finding: Finding, raw: Any, folder: Path) -> Mend | None:
    """The mend of a finding; None where there is none, or where it would bring the scenario new faults."""
    if finding.said is None:
        mend = _generation(finding, raw, folder)
    else:
        make = _MENDS.get(finding.said.what.key)
        mend = make(finding.said.place, dict(finding.said.what.args), raw) if make else None
    if mend is None or mend.raw == raw:
        return None
    known = faults_of(raw, folder)
    if any(f not in known for f in faults_of(mend.raw, folder)):
        return None
    return replace(mend, base=raw)


def normalised(weights: Sequence[float]) -> list[float]:
    """Weights divided by their sum, to six decimals; the largest takes what rounding leaves over."""
    total = math.fsum(weights)
    out = [round(w / total, 6) for w in weights]
    top = out.index(max(out))
    out[top] = round(out[top] + 1 - math.fsum(out), 6)
    return out


def _normalise(place: Place, _args: dict[str, Any], raw: Any) -> Mend | None:
    path = ("criteria",) if place.kind == "criteria" else _siblings(place, raw)
    nodes = value_at(raw, path) if path else None
    if not nodes or not all(isinstance(n, dict) for n in nodes):
        return None
    weights = [float(n.get("weight", 1 if place.kind == "criteria" else 0)) for n in nodes]
    total = math.fsum(weights)
    if total <= 0 or abs(total - 1) <= 1e-6:
        return None
    for index, weight in enumerate(normalised(weights)):
        raw = with_value(raw, (*path, index, "weight"), weight)
    return Mend("normalise", {"total": total}, raw)


def _siblings(place: Place, raw: Any) -> tuple[Step, ...]:
    """Path of the tree's nodes whose weights a finding is about: the roots, or the children of a group."""
    roots: tuple[Step, ...] = ("weighting", "tree")
    return roots if place.kind == "weighting" else _children(raw, roots, place.id)


def _children(raw: Any, path: tuple[Step, ...], group: str) -> tuple[Step, ...]:
    for index, node in enumerate(value_at(raw, path, [])):
        below = (*path, index, "children")
        found = below if node.get("id") == group else _children(raw, below, group)
        if found:
            return found
    return ()


def _remove_layer(place: Place, _args: dict[str, Any], raw: Any) -> Mend | None:
    if uses_of(raw, place.id):
        return None
    return Mend("remove_layer", {"id": place.id}, without(raw, ("layers", place.id)))


def _remove_criterion(place: Place, _args: dict[str, Any], raw: Any) -> Mend | None:
    if len(raw.get("criteria", [])) < 2:
        return None
    return Mend("remove_criterion", {"id": place.id}, without(raw, ("criteria", place.id)))


def _remove_weight(place: Place, _args: dict[str, Any], raw: Any) -> Mend | None:
    return Mend("remove_weight", {"id": place.id}, without(raw, ("criteria", place.id, "weight")))


def _cell_size(_place: Place, args: dict[str, Any], raw: Any) -> Mend | None:
    size = args["size"].high if isinstance(args["size"], Span) else args["size"]
    if value_at(raw, ("grid", "template")) is not None:
        return None
    whole = math.ceil(size - 1e-6)
    return Mend("cell_size", {"size": whole}, with_value(raw, ("grid", "cell_size_m"), whole))


def _generation(finding: Finding, raw: Any, folder: Path) -> Mend | None:
    """Take a layer of the generation side out of the role of demand: its criterion goes, the layer stays."""
    kind, _, id = finding.where.partition(" ")
    spec = value_at(raw, ("criteria", id)) if kind == "criterion" else None
    if not isinstance(spec, dict) or spec.get("type") != "grid_capacity" or len(raw["criteria"]) < 2:
        return None
    layer = value_at(raw, ("layers", spec.get("layer", "")))
    if not isinstance(layer, dict) or not is_of_generation(spec, layer, folder):
        return None
    args = {"id": id, "layer": spec["layer"]}
    return Mend("remove_generation", args, without(raw, ("criteria", id)))


def capacity_names(spec: dict[str, Any]) -> CapacityFields:
    """Field names of a capacity layer as a criterion of the scenario's file gives them."""
    keys = ("capacity_field", "voltage_field", "year_field", "group_field", "side_field")
    return CapacityFields(*(spec.get(k) for k in keys))


def layer_source(id: str, spec: dict[str, Any], folder: Path) -> VectorSource:
    """The vector source of a layer of the scenario's file."""
    return vector_source(id, Layer(spec["source"], where=spec.get("where"), crs=spec.get("crs")), folder)


def is_of_generation(criterion: dict[str, Any], layer: dict[str, Any], folder: Path) -> bool:
    """Whether a capacity layer is refused as it tells of generators, not of loads."""
    source, names = layer_source(criterion["layer"], layer, folder), capacity_names(criterion)
    try:
        data = read_vector(source, source_place(source)[0], names.wanted())
    except InputError:
        return False
    try:
        read_connections(data, names)
    except InputError as error:
        return "generation side" in str(error)
    return False


_MENDS: dict[str, Callable[[Place, dict[str, Any], Any], Mend | None]] = {
    "weights_sum": _normalise,
    "unused_layer": _remove_layer,
    "no_weight": _remove_criterion,
    "weight_unused": _remove_weight,
    "coarse": _cell_size,
}
