"""The nearest connections of a place, and why each can serve it or not."""

from __future__ import annotations

import math

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..criteria.connections import Connections, Demand, read_connections
from ..engine.compile import capacity_demand, capacity_fields
from ..scenario.model import GridCapacityCriterion
from .facts import ConnectionFact
from .subject import Subject

#: Connections told at most.
MAX_CONNECTIONS = 6


def connection_facts(subject: Subject, place: BaseGeometry) -> tuple[ConnectionFact, ...]:
    """Connections in reach, the nearest first; where none is, the nearest beyond it.

    Those of the first grid capacity criterion; empty where the scenario has none.
    """
    criterion = next((c for c in subject.scenario.criteria if isinstance(c, GridCapacityCriterion)), None)
    if criterion is None:
        return ()
    named = subject.named(criterion.layer)
    connections = read_connections(named.data, capacity_fields(criterion))
    facility = subject.scenario.facility
    demand = capacity_demand(criterion, float(facility.demand_mw or 0.0), facility.horizon_year)
    metres = np.array([g.distance(place) for g in named.geometries])
    order = np.argsort(metres, kind="stable")
    near = [i for i in order.tolist() if metres[i] <= demand.max_distance_m] or order[:1].tolist()
    feasible = connections.is_feasible(demand)
    # One that serves must not be hidden behind nearer ones that do not.
    first = [i for i in near if feasible[i]][:2]
    chosen = sorted(set(near[:MAX_CONNECTIONS]) | set(first), key=lambda i: (metres[i], i))[
        : MAX_CONNECTIONS + 2
    ]
    obstacles = _obstacles(connections, demand, metres)
    return tuple(_fact(connections, named.names[i], i, float(metres[i]), obstacles[i]) for i in chosen)


def _obstacles(connections: Connections, demand: Demand, metres: np.ndarray) -> list[tuple[str, ...]]:
    """What keeps each connection from serving, the gravest first."""
    spare = connections.spare_mw
    wanted = demand.mw * (1 + demand.margin_pct / 100) * (1 - 1e-12)
    with np.errstate(invalid="ignore"):
        late = connections.year > (math.inf if demand.year is None else demand.year)
        checks = (
            ("side", ~connections.is_demand),
            ("unknown", np.isnan(spare)),
            ("mw", spare < wanted),
            ("voltage", ~connections.voltage_suffices(demand)),
            ("year", late),
            ("distance", metres > demand.max_distance_m),
        )
    return [tuple(word for word, flags in checks if flags[i]) for i in range(len(spare))]


def _fact(c: Connections, name: str, i: int, metres: float, obstacles: tuple[str, ...]) -> ConnectionFact:
    def known(value: float) -> float | None:
        return None if math.isnan(value) else float(value)

    year = known(c.year[i])
    return ConnectionFact(
        name,
        metres,
        known(c.spare_mw[i]),
        known(c.voltage_kv[i]),
        None if year is None else int(year),
        obstacles,
    )
