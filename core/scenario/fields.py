"""Keys of criteria as the format declares them, for editors that must not forget one."""

from __future__ import annotations

from dataclasses import MISSING, dataclass
from dataclasses import fields as fields_of
from typing import Any

from ..criteria.latency import KindConstants
from . import model
from .format import SCENARIO
from .kinds import Choice, Key, Many, Mapping, Number, Record, Variant

#: Keys that every criterion has and that have editors of their own.
_ELSEWHERE = ("id", "type", "weight", "title", "value")
_MODELS: dict[str, type] = {
    "grid_capacity": model.GridCapacityCriterion,
    "latency": model.LatencyCriterion,
    "distance": model.DistanceCriterion,
    "density": model.DensityCriterion,
    "hazard": model.HazardCriterion,
    "raster": model.RasterCriterion,
}


@dataclass(frozen=True)
class Field:
    """A key of a criterion.

    Attributes
    ----------
    name : str
    kind : str
        ``layer``, ``layers``, ``number``, ``choice``, ``field`` (name of a layer's field), ``numbers`` (as many
        as the default has), ``kinds`` (constants by kind of node) or ``text``.
    default : object
        What counts where the key is left out; None where that is no value of the key.
    is_required : bool
    least, most : float or None
        Bounds of a number; ``is_above`` tells that the least itself is not allowed.
    words : tuple of str
        Of a choice.
    """

    name: str
    kind: str
    default: Any = None
    is_required: bool = False
    least: float | None = None
    most: float | None = None
    is_above: bool = False
    words: tuple[str, ...] = ()


def criterion_fields(type: str) -> tuple[Field, ...]:
    """Keys of a type of criterion in the order of the format, but for those with editors of their own."""
    defaults = {f.name: f.default for f in fields_of(_MODELS[type])}
    keys = [key for key in _records()[type].keys if key.name not in _ELSEWHERE]
    # What is common to all comes behind what the type is about.
    keys.sort(key=lambda key: key.name in ("not_assessed", "note"))
    return tuple(_field(key, defaults.get(key.name)) for key in keys)


def kind_fields() -> tuple[Field, ...]:
    """Constants of a kind of node, each left out for those of the criterion."""
    return tuple(
        Field(
            f.name, "number", least=1.0 if f.name == "route_factor" else 0.0, is_above=f.name == "us_per_km"
        )
        for f in fields_of(KindConstants)
    )


def _records() -> dict[str, Record]:
    criteria = next(key.kind for key in SCENARIO.keys if key.name == "criteria")
    if not isinstance(criteria, Many) or not isinstance(criteria.of, Variant):
        raise TypeError("The format declares criteria otherwise than their fields are read.")
    return criteria.of.records


def _field(key: Key, default: Any) -> Field:
    default = None if default is MISSING or default == "" else default
    if isinstance(key.kind, Number):
        bound = key.kind.least if key.kind.above is None else key.kind.above
        above = key.kind.above is not None
        default = None if key.required else default
        return Field(key.name, "number", default, key.required, bound, key.kind.most, above)
    if isinstance(key.kind, Choice):
        return Field(key.name, "choice", default, key.required, words=key.kind.words)
    if isinstance(key.kind, Mapping):
        return Field(key.name, "kinds", {}, key.required)
    if isinstance(key.kind, Many):
        if isinstance(key.kind.of, Number):
            return Field(
                key.name, "numbers", list(default), key.required, key.kind.of.least, key.kind.of.most
            )
        return Field(key.name, "layers", [], key.required)
    kind = "layer" if key.name in ("layer", "fibre") else "text"
    if key.name.endswith("field"):
        kind = "field"
    return Field(key.name, kind, default, key.required)
