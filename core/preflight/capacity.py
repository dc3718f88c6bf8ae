"""Findings on grid capacity: sides, unknown figures, dates, shared groups, unverified voltages."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter

from ..criteria.connections import Connections, read_connections
from ..engine.compile import capacity_demand, capacity_fields
from ..engine.sources import Sources
from ..parameters import least_voltage
from ..scenario.model import DensityCriterion, GridCapacityCriterion, Scenario
from ..sources.shapes import VectorData
from .finding import Finding, error, info, warning

#: Capacity older than this many days is told; figures change with every customer that connects.
_STALE_DAYS = 366


def capacity_findings(scenario: Scenario, sources: Sources, today: datetime.date) -> list[Finding]:
    """Findings on every grid capacity criterion of a scenario, and on its layers used elsewhere."""
    out: list[Finding] = []
    layers: dict[str, Connections] = {}
    for criterion in (c for c in scenario.criteria if isinstance(c, GridCapacityCriterion)):
        names = capacity_fields(criterion)
        data = sources.vector(criterion.layer, scenario.layers[criterion.layer], fields=names.wanted())
        connections = read_connections(data, names)
        layers[criterion.layer] = connections
        where = f"criterion {criterion.id}"
        out += _connections(scenario, criterion, connections, where)
        if (criterion.side_field or "side") not in data.field_names:
            out.append(warning(where, f"the layer {criterion.layer} does not say which side its capacity is of; it is "
                               "taken as the demand side.", "Give it a field side with demand or generation."))  # fmt: skip
        out += _dates(data, scenario.layers[criterion.layer].as_of, where, criterion.layer, today)
    return out + _summed(scenario, layers)


def _connections(
    scenario: Scenario, criterion: GridCapacityCriterion, connections: Connections, where: str
) -> list[Finding]:
    out = []
    demand = capacity_demand(criterion, float(scenario.facility.demand_mw or 0), scenario.facility.horizon_year)
    unknown, total = int(connections.is_unknown().sum()), int(connections.is_demand.sum())
    if unknown:
        out.append(warning(where, f"{unknown} of {total} connections have an unknown capacity and count neither as 0 "
                           "nor as unlimited."))  # fmt: skip
    if not connections.is_feasible(demand).any():
        by = f"by {demand.year}" if demand.year else "by any year"
        out.append(warning(where, f"no connection can carry {demand.mw:g} MW {by}.",
                           "Lower the demand or look at a later year."))  # fmt: skip
    if criterion.min_voltage_kv is None:
        steps = {least_voltage(demand.mw, u) for u in set(connections.utility)}
        if any(not s.verified for s in steps):
            kv = ", ".join(sorted({f"{s.kv:g} kV" for s in steps}))
            out.append(info(where, f"the least supply voltage ({kv}) for {demand.mw:g} MW is an unverified default.",
                            "Ask the utility, and set min_voltage_kv."))  # fmt: skip
    groups = Counter(g for g in connections.group[connections.is_demand] if g[0] == "shared")
    shared = [g for g, n in groups.items() if n > 1]
    if shared:
        members = sum(groups[g] for g in shared)
        out.append(info(where, f"{members} connections share the capacity of {len(shared)} groups; their megawatts must "
                        "not be added up."))  # fmt: skip
    return out


def _dates(
    data: VectorData, layer_as_of: str | None, where: str, layer: str, today: datetime.date
) -> list[Finding]:
    column = data.fields.get("as_of")
    dates = [parse_date(v) for v in column] if column is not None else []
    known = [d for d in dates if d is not None]
    if not known and layer_as_of:
        date = parse_date(layer_as_of)
        known = [date] if date else []
    if not known:
        return [warning(where, f"the capacity of {layer} has no date, and figures change with every customer that "
                        "connects.", "Give the layer its as_of.")]  # fmt: skip
    oldest = min(known)
    if (today - oldest).days <= _STALE_DAYS:
        return []
    return [warning(where, f"the capacity of {layer} is as of {oldest.isoformat()}, more than 12 months old.",
                    "Get the newest map, and ask the utility.")]  # fmt: skip


def _summed(scenario: Scenario, layers: dict[str, Connections]) -> list[Finding]:
    """A density that adds up the megawatts of connections that share them counts them twice."""
    out = []
    sources = {scenario.layers[n].source: c for n, c in layers.items()}
    for criterion in (c for c in scenario.criteria if isinstance(c, DensityCriterion) and c.field):
        connections = sources.get(scenario.layers[criterion.layer].source)
        if connections is None:
            continue
        groups = Counter(g for g in connections.group if g[0] == "shared")
        if any(n > 1 for n in groups.values()):
            out.append(error(f"criterion {criterion.id}", f"it would add up {criterion.field} of connections that share "
                             "one capacity, and so count it more than once.",
                             "Use a grid_capacity criterion, or one feature a shared group."))  # fmt: skip
    return out


def parse_date(text: object) -> datetime.date | None:
    """A date out of ``2026-06``, ``2026/7/3``, ``2026年7月3日`` or a year; None where there is none.

    A year alone is its last day and a month its last, so that nothing is called older than it may be.
    """
    found = re.search(
        r"((?:19|20)\d{2})(?:\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?)?", unicodedata.normalize("NFKC", str(text or ""))
    )
    if not found:
        return None
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        if year and month and day:
            return datetime.date(year, month, day)
        first_after = datetime.date(year + 1, 1, 1) if not month or month == 12 else datetime.date(year, month + 1, 1)  # type: ignore[operator,arg-type]
        return first_after - datetime.timedelta(days=1)
    except ValueError:
        return None
