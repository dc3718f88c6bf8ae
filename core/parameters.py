"""Default figures kept as data: ``resources/parameters/*.json``, each with unit, source and whether it was verified."""

from __future__ import annotations

import bisect
import functools
import json
import unicodedata
from dataclasses import dataclass
from pathlib import Path

#: Files that ship with the plugin.
RESOURCES = Path(__file__).resolve().parents[1] / "resources"


@functools.cache
def parameters(name: str) -> dict:
    """Read ``resources/parameters/<name>.json``."""
    return json.loads((RESOURCES / "parameters" / f"{name}.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class LeastVoltage:
    """The least voltage that a demand needs, and where the figure comes from."""

    kv: float
    source: str
    verified: bool
    note: str = ""


def least_voltage(demand_mw: float, utility: str | None) -> LeastVoltage:
    """Look up the least supply voltage (nominal kV) for a contract power at a utility.

    An unknown utility takes the generic, unverified steps.
    """
    tables = parameters("supply_voltage")["utilities"]
    entry = tables[_utility_key(utility, tuple(tables))]
    step = next(s for s in entry["steps"] if s["below_mw"] is None or demand_mw < s["below_mw"])
    return LeastVoltage(step["least_kv"], entry["source"], entry["verified"], step.get("note", ""))


def voltage_class(kv: float) -> float:
    """Nominal class of a voltage in kV: the largest nominal value not above it (66 and 69 are both 60)."""
    classes = parameters("supply_voltage")["nominal_classes_kv"]
    place = bisect.bisect_right(classes, kv)
    return float(classes[place - 1]) if place else kv


def _utility_key(utility: str | None, keys: tuple[str, ...]) -> str:
    text = unicodedata.normalize("NFKC", utility or "").strip().lower()
    tables = parameters("supply_voltage")["utilities"]
    return next((k for k in keys if text and text in tables[k]["aliases"]), "generic")
