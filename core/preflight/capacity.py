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
from .phrases import Listed, Place, Words
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
    place: Place

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
        read = _Read(
            layer, data, connections, criterion.side_field or "side", Place("layer", criterion.layer)
        )
        out += _side(read) + _unknown(read) + _dates(read, today) + _shared(read)
        facility = scenario.facility
        demand = capacity_demand(criterion, float(facility.demand_mw or 0), facility.horizon_year)
        out += _out_of_reach(connections, demand, Place("criterion", criterion.id))
        if criterion.min_voltage_kv is None:
            out += _voltage(connections, demand, Place("criterion", criterion.id))
    return out + _summed(scenario, sources)


def _side(read: _Read) -> list[Finding]:
    """Capacity of the generation side says nothing of what a load may draw, so a side must be known."""
    if read.side_field not in read.data.field_names:
        return [warning(read.place, "no_side")]
    sides = read.data.column(read.side_field)
    is_blank = np.array([not str(s or "").strip() for s in sides], bool)
    out, rows = [], len(sides)
    if blank := int(is_blank.sum()):
        out.append(warning(read.place, "blank_side", n=blank, rows=rows))
    if other := int((~is_blank & ~read.connections.is_demand).sum()):
        out.append(warning(read.place, "other_side", n=other, rows=rows))
    return out


def _unknown(read: _Read) -> list[Finding]:
    unknown, rows = int(read.connections.is_unknown().sum()), read.demand_rows
    if not unknown:
        return []
    return [warning(read.place, "unknown_capacity", n=unknown, rows=rows, share=unknown / rows)]


def _dates(read: _Read, today: datetime.date) -> list[Finding]:
    """Rows of the demand side without a date, or with one that is too old; the layer's date stands in for a row's."""
    own = read.data.fields.get("as_of", np.full(read.data.shapes.count, None, object))
    texts = [str(v or read.layer.as_of or "").strip() for v in own[read.connections.is_demand]]
    dates = [parse_date(t) for t in texts]
    out, undated, rows = [], dates.count(None), len(dates)
    if undated == rows and rows:
        out.append(warning(read.place, "no_date"))
    elif undated:
        out.append(warning(read.place, "some_without_date", n=undated, rows=rows))
    old = sorted((d, t) for d, t in zip(dates, texts) if d is not None and is_stale(d, today))
    if old:
        out.append(warning(read.place, "old_capacity", n=len(old), rows=rows, oldest=old[0][1]))
    return out


def _shared(read: _Read) -> list[Finding]:
    members, groups = _members(read.connections.group[read.connections.is_demand])
    if not groups:
        return []
    return [info(read.place, "shared_groups", members=members, groups=groups)]


def _out_of_reach(connections: Connections, demand: Demand, place: Place) -> list[Finding]:
    if connections.is_feasible(demand).any():
        return []
    known = connections.spare_mw[connections.is_demand & ~np.isnan(connections.spare_mw)]
    most = Words.of("most_spare", mw=float(known.max())) if known.size else None
    if demand.year is None:
        return [warning(place, "no_connection", mw=demand.mw, most=most)]
    return [warning(place, "no_connection_by", mw=demand.mw, year=demand.year, most=most)]


def _voltage(connections: Connections, demand: Demand, place: Place) -> list[Finding]:
    steps = {least_voltage(demand.mw, utility) for utility in set(connections.utility)}
    if all(s.verified for s in steps):
        return []
    kv = Listed(tuple(Words.of("kilovolts", kv=v) for v in sorted({s.kv for s in steps})))
    return [info(place, "unverified_voltage", kv=kv, mw=demand.mw)]


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
            told = {"field": criterion.field, "members": members, "groups": groups}
            out.append(error(Place("criterion", criterion.id), "summed_group", **told))
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
