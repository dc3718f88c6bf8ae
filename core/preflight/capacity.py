"""Findings on grid capacity: sides, unknown figures, dates, shared groups, unverified voltages."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass

import numpy as np

from ..criteria.connections import Connections, Demand, read_connections
from ..engine.compile import capacity_demand, capacity_fields
from ..engine.sources import Sources
from ..parameters import least_voltage
from ..scenario.model import DensityCriterion, GridCapacityCriterion, Layer, Scenario
from ..sources.shapes import VectorData
from .dates import is_stale, parse_date
from .finding import Finding, error, info, warning
from .same_source import source_key

#: Fields whose megawatts belong to the whole group where connections share them.
_SHARED_FIELDS = frozenset({"spare_mw", "capacity_min_mw", "capacity_max_mw"})


@dataclass(frozen=True)
class _Read:
    """A capacity layer as one criterion reads it."""

    layer: Layer
    data: VectorData
    connections: Connections
    side_field: str
    where: str

    @property
    def demand_rows(self) -> int:
        return int(self.connections.is_demand.sum())


def capacity_findings(scenario: Scenario, sources: Sources, today: datetime.date) -> list[Finding]:
    """Findings on the capacity layers of a scenario, and on every criterion that reads one."""
    out: list[Finding] = []
    for criterion in (c for c in scenario.criteria if isinstance(c, GridCapacityCriterion)):
        names, layer = capacity_fields(criterion), scenario.layers[criterion.layer]
        data = sources.vector(criterion.layer, layer, fields=names.wanted())
        connections = read_connections(data, names)
        read = _Read(layer, data, connections, criterion.side_field or "side", f"layer {criterion.layer}")
        out += _side(read) + _unknown(read) + _dates(read, today) + _shared(read)
        facility = scenario.facility
        demand = capacity_demand(criterion, float(facility.demand_mw or 0), facility.horizon_year)
        out += _out_of_reach(connections, demand, f"criterion {criterion.id}")
        if criterion.min_voltage_kv is None:
            out += _voltage(connections, demand, f"criterion {criterion.id}")
    return out + _summed(scenario, sources)


def _side(read: _Read) -> list[Finding]:
    """Capacity of the generation side says nothing of what a load may draw, so a side must be known."""
    if read.side_field not in read.data.field_names:
        return [warning(read.where, "it does not say which side its capacity is of and is taken as the demand side; "
                        "capacity for generators would make places look better than they are.",
                        "Give it a field side with demand or generation.")]  # fmt: skip
    sides = read.data.column(read.side_field)
    is_blank = np.array([not str(s or "").strip() for s in sides], bool)
    out, rows = [], len(sides)
    if blank := int(is_blank.sum()):
        out.append(warning(read.where, f"{blank} of {rows} rows have no side and are left out.",
                           "Write demand or generation in their side."))  # fmt: skip
    if other := int((~is_blank & ~read.connections.is_demand).sum()):
        out.append(info(read.where, f"{other} of {rows} rows are not of the demand side and are left out."))
    return out


def _unknown(read: _Read) -> list[Finding]:
    unknown, rows = int(read.connections.is_unknown().sum()), read.demand_rows
    if not unknown:
        return []
    return [warning(read.where, f"{unknown} of {rows} connections ({unknown / rows:.0%}) have an unknown capacity; it "
                    "counts neither as 0 nor as unlimited, so places beside them may be better than they score.",
                    "Ask the utility for the figures.")]  # fmt: skip


def _dates(read: _Read, today: datetime.date) -> list[Finding]:
    """Rows of the demand side without a date, or with one that is too old; the layer's date stands in for a row's."""
    own = read.data.fields.get("as_of", np.full(read.data.shapes.count, None, object))
    texts = [str(v or read.layer.as_of or "").strip() for v in own[read.connections.is_demand]]
    dates = [parse_date(t) for t in texts]
    out, undated, rows = [], dates.count(None), len(dates)
    if undated:
        what = (
            "its capacity has no date" if undated == rows else f"{undated} of {rows} connections have no date"
        )
        out.append(warning(read.where, f"{what}, and figures change with every customer that connects.",
                           "Give the layer its as_of."))  # fmt: skip
    old = sorted((d, t) for d, t in zip(dates, texts) if d is not None and is_stale(d, today))
    if old:
        out.append(warning(read.where, f"the capacity of {len(old)} of {rows} connections is more than 12 months old, the "
                           f"oldest as of {old[0][1]}; it may be taken by now.",
                           "Get the newest map, and ask the utility."))  # fmt: skip
    return out


def _shared(read: _Read) -> list[Finding]:
    members, groups = _members(read.connections.group[read.connections.is_demand])
    if not groups:
        return []
    return [info(read.where, f"{members} connections share the capacity of {groups} groups; their megawatts must not be "
                 "added up.")]  # fmt: skip


def _out_of_reach(connections: Connections, demand: Demand, where: str) -> list[Finding]:
    if connections.is_feasible(demand).any():
        return []
    by = f" by {demand.year:g}" if demand.year is not None else ""
    known = connections.spare_mw[connections.is_demand & ~np.isnan(connections.spare_mw)]
    most = f" The most that one has in any year is {known.max():g} MW." if known.size else ""
    return [warning(where, f"no connection can carry {demand.mw:g} MW{by}, so it scores 0 everywhere.{most}",
                    "Lower the demand, look at a later year, or check the voltages.")]  # fmt: skip


def _voltage(connections: Connections, demand: Demand, where: str) -> list[Finding]:
    steps = {least_voltage(demand.mw, utility) for utility in set(connections.utility)}
    if all(s.verified for s in steps):
        return []
    kv = ", ".join(f"{v:g} kV" for v in sorted({s.kv for s in steps}))
    return [info(where, f"the least supply voltage ({kv}) for {demand.mw:g} MW is an unverified default.",
                 "Ask the utility, and set min_voltage_kv.")]  # fmt: skip


def _summed(scenario: Scenario, sources: Sources) -> list[Finding]:
    """A density that adds up the megawatts of connections that share them counts them more than once."""
    out = []
    for criterion in (c for c in scenario.criteria if isinstance(c, DensityCriterion)):
        group = _group_field(scenario, criterion)
        layer = scenario.layers[criterion.layer]
        if group is None or group not in sources.vector(criterion.layer, layer).field_names:
            continue
        values = sources.vector(criterion.layer, layer, fields=[group]).column(group)
        members, groups = _members([("shared", str(v).strip()) for v in values if str(v or "").strip()])
        if groups:
            out.append(error(f"criterion {criterion.id}", f"it would add up {criterion.field} of {members} connections that "
                             f"share the capacity of {groups} groups, and so count it more than once.",
                             "Use the type grid_capacity, or keep one connection of each group."))  # fmt: skip
    return out


def _group_field(scenario: Scenario, density: DensityCriterion) -> str | None:
    """The field of shared groups, when a density adds up capacity; None otherwise."""
    same = [
        c for c in scenario.criteria
        if isinstance(c, GridCapacityCriterion) and source_key(scenario, c.layer) == source_key(scenario, density.layer)
    ]  # fmt: skip
    if density.field not in _SHARED_FIELDS | {c.capacity_field for c in same} - {None}:
        return None
    return next((c.group_field for c in same if c.group_field), "shared_group")


def _members(groups: object) -> tuple[int, int]:
    """How many connections share with another, and in how many groups."""
    counts = Counter(g for g in groups if g[0] == "shared")  # type: ignore[attr-defined]
    shared = [n for n in counts.values() if n > 1]
    return sum(shared), len(shared)
