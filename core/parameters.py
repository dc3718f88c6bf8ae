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
class Default:
    """A figure that counts where the user gives none.

    Attributes
    ----------
    title : str
    value : float
    unit, source, date : str
    verified : bool
        Whether a source was found for the value; where not, it is an unverified default.
    """

    title: str
    value: float
    unit: str
    source: str
    date: str
    verified: bool

    @property
    def sentence(self) -> str:
        """The figure with its source, and whether it was verified, for dialogs."""
        amount = f"{self.value:g}" if self.unit == "ratio" else f"{self.value:g} {self.unit}"
        word = "default" if self.verified else "unverified default"
        return f"{amount}: {word} ({self.source})."


def default(table: str, name: str) -> Default:
    """Look up a constant of ``resources/parameters/<table>.json``."""
    entry = parameters(table)["constants"][name]
    return Default(**{key: entry[key] for key in ("title", "value", "unit", "source", "date", "verified")})


@dataclass(frozen=True)
class Standard(Default):
    """A distance or limit that a standard, a law or practice names for a site; ``limit`` is least or most."""

    id: str
    standard: str
    limit: str


@functools.cache
def standards() -> tuple[Standard, ...]:
    """Distances and limits for sites, from ``siting_standards.json``."""
    return tuple(Standard(**entry) for entry in parameters("siting_standards")["standards"])


def standards_text(unit: str, limit: str) -> str:
    """Standards of a unit and limit in one line, for dialogs: whose, whether verified, and each title and value."""
    told: dict[str, list[str]] = {}
    for s in standards():
        if (s.unit, s.limit) == (unit, limit):
            whose = s.standard if s.verified else f"{s.standard} (unverified default)"
            told.setdefault(whose, []).append(f"{s.title} {s.value:g} {s.unit}")
    return "; ".join(f"{whose}: {', '.join(values)}" for whose, values in told.items())


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
