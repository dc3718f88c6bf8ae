"""What the page of criteria needs of the core: criteria that come and go, their shares, and new ones."""

from __future__ import annotations

import json

from ..core.criteria.value_edit import (
    converted,
    dragged,
    fitted,
    handles,
    rounded,
    sampled,
    with_point,
    without_point,
)
from ..core.criteria.value_text import PARAMETERS, formula
from ..core.preflight.facts import layer_facts
from ..core.scenario.edit_criteria import Change, added, duplicated, removed, weights_of, with_sum_one
from ..core.scenario.edit_new import IDS, begun, fitting
from ..core.scenario.edit_weighting import weighed
from ..core.scenario.fields import criterion_fields, kind_fields
from .documents import InputError, unique_id, value_at, with_value, without

#: Types of criteria, in the order in which they are offered.
TYPES = tuple(IDS)

__all__ = [
    "PARAMETERS",
    "TYPES",
    "Change",
    "InputError",
    "added",
    "converted",
    "criterion_fields",
    "dragged",
    "duplicated",
    "field_names",
    "fitted",
    "formula",
    "handles",
    "kind_fields",
    "new_criterion",
    "removed",
    "rounded",
    "sampled",
    "shares_of",
    "unique_id",
    "value_at",
    "weights_of",
    "with_point",
    "with_sum_one",
    "with_value",
    "without",
    "without_point",
]

_FACTS: dict = {}


def new_criterion(raw, folder, type):
    """A criterion of a type on a layer that fits; raises InputError where no layer does."""
    layers = fitting(raw, type, _facts(raw, folder))
    if not layers:
        raise InputError(f"No layer of the scenario fits a criterion of the type {type}; add one first.")
    return begun(raw, type, layers)


def field_names(raw, folder, layer):
    """Names of the fields of a layer; none where its file cannot be read."""
    spec = value_at(raw, ("layers", str(layer)))
    return list(_fact(layer, spec, folder).fields) if isinstance(spec, dict) else []


def shares_of(raw, folder):
    """Shares of the criteria, which sum to 1, in the order of the file; None while there are none to find."""
    method = (value_at(raw, ("weighting",)) or {}).get("method", "direct")
    if method != "direct":
        found = weighed(raw, folder)
        return None if found is None else list(found.weights)
    weights = weights_of(raw)
    total = sum(weights)
    return [w / total for w in weights] if total > 0 else None


def _facts(raw, folder):
    return {id: _fact(id, spec, folder) for id, spec in raw.get("layers", {}).items()}


def _fact(id, spec, folder):
    """What is known of a layer's file, looked at once for each way to read it."""
    key = (str(folder), json.dumps(spec, sort_keys=True))
    if key not in _FACTS:
        _FACTS[key] = layer_facts(id, spec, folder)
    return _FACTS[key]
