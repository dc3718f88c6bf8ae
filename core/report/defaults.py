"""Figures that the scenario left to the plugin, each with its source, and a mark where nobody verified it."""

from __future__ import annotations

from typing import Any

from ..parameters import default, least_voltage, parameters
from ..scenario.model import GridCapacityCriterion, HazardCriterion, LatencyCriterion, Scenario
from . import numbers
from .texts import Texts

Row = dict[str, Any]

_LATENCY = {
    "us_per_km": "default_us_per_km",
    "route_factor": "default_route_factor",
    "equipment_us": "default_equipment_us",
}
#: A utility whose clause was found; all others take the generic steps.
_SOURCED = "hokkaido"


def default_rows(scenario: Scenario, t: Texts) -> list[Row]:
    """Rows of the report's table of defaults, each once: ``name``, ``value``, ``source`` and ``is_verified``.

    A figure that the scenario sets to another value is no default and does not appear.
    """
    rows: list[Row] = []
    for criterion in scenario.criteria:
        if isinstance(criterion, LatencyCriterion):
            rows += _latency(criterion, t)
        elif isinstance(criterion, GridCapacityCriterion) and criterion.min_voltage_kv is None:
            rows += _voltages(scenario, t)
        elif isinstance(criterion, HazardCriterion):
            rows += _severities(t)
    return [row for i, row in enumerate(rows) if row not in rows[:i]]


def _latency(criterion: LatencyCriterion, t: Texts) -> list[Row]:
    rows = []
    for name, key in _LATENCY.items():
        figure = default("latency", name)
        if getattr(criterion, name) == figure.value:
            unit = "" if figure.unit == "ratio" else f" {figure.unit}"
            value = f"{figure.value:g}{unit}"
            rows.append(_row(t(key), value, figure.source, figure.verified))
    return rows


def _voltages(scenario: Scenario, t: Texts) -> list[Row]:
    demand = scenario.facility.demand_mw
    if not demand:
        return []
    name = t("default_voltage", mw=numbers.megawatts(demand))
    rows = []
    for utility in (_SOURCED, None):
        found = least_voltage(demand, utility)
        whose = t("default_voltage_hokkaido" if utility else "default_voltage_other")
        rows.append(_row(name, f"{found.kv:g} kV ({whose})", found.source, found.verified))
    return rows


def _severities(t: Texts) -> list[Row]:
    """Tables that imported severities rest on; what each hazard took of them its importer told."""
    tables = {
        n: e for n, e in parameters("hazard_severity").items() if isinstance(e, dict) and "verified" in e
    }
    rated = [
        e for e in tables.values() if "steps" in e or any("severity" in c for c in e["classes"].values())
    ]
    return [_row(t("default_severity"), e["title"], e["source"], e["verified"]) for e in rated]


def _row(name: str, value: str, source: str, is_verified: bool) -> Row:
    return {"name": name, "value": value, "source": source, "is_verified": is_verified}
