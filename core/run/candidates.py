"""Attributes of candidates, and the layer they are written to."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import ogr

from ..criteria.connections import Connections, Demand, read_connections
from ..criteria.feature_distances import FeatureDistances, feature_distances
from ..criteria.hazard import cells_of
from ..engine.compile import capacity_demand, capacity_fields
from ..engine.plan import Plan
from ..engine.sources import Sources
from ..grid.grid import Window
from ..regions.label import Components
from ..regions.region import Region
from ..scenario.model import GridCapacityCriterion, Scenario
from ..sources.shapes import VectorData
from ..vectors import FieldSpec, LayerSpec, write_layer
from .areas import AreaSpec, Told
from .result import Candidate


@dataclass(frozen=True)
class SiteGrid:
    """Connections as candidates see them: who they are and how far."""

    data: VectorData
    connections: Connections
    distances: FeatureDistances
    demand: Demand

    def attributes(self, region: Region) -> dict[str, Any]:
        """Nearest feasible connection, its spare MW and voltage, and the distinct groups in reach."""
        feasible = self.connections.is_feasible(self.demand)
        reach = self.demand.max_distance_m
        metres: dict[int, float] = {}
        for window, cells in region.parts():
            for i in map(int, self.distances.within(window, reach)):
                if feasible[i]:
                    distance = float(self.distances.metres(i, window)[cells].min())
                    metres[i] = min(distance, metres.get(i, math.inf))
        metres = {i: d for i, d in metres.items() if d <= reach}
        if not metres:
            return {"feeds": 0}
        best = min(metres, key=lambda i: (metres[i], i))
        groups = {self.connections.group[i] for i in metres}
        label = self.connections.label[best]
        found: dict[str, Any] = {
            "spare_mw": float(self.connections.spare_mw[best]),
            "connection": str(label) if label else f"fid {self.data.fid[best]}",
            "connection_m": metres[best],
            "feeds": len(groups),
        }
        voltage = float(self.connections.voltage_kv[best])
        return found if math.isnan(voltage) else {**found, "voltage_kv": voltage}


def site_grid(scenario: Scenario, sources: Sources, plan: Plan) -> SiteGrid | None:
    """Connections of the first grid capacity criterion of a scenario; None where it has none."""
    criterion = next((c for c in scenario.criteria if isinstance(c, GridCapacityCriterion)), None)
    if criterion is None:
        return None
    fields = capacity_fields(criterion)
    data = sources.vector(criterion.layer, scenario.layers[criterion.layer], fields=fields.wanted())
    demand = capacity_demand(
        criterion, float(scenario.facility.demand_mw or 0), scenario.facility.horizon_year
    )
    return SiteGrid(data, read_connections(data, fields), feature_distances(data.shapes, plan.grid), demand)


@dataclass(frozen=True)
class Profile:
    """What candidates of one horizon are told against."""

    plan: Plan
    horizon: int
    scenario: Scenario
    grid: SiteGrid | None
    admin: dict[str, Any] | None
    spec: AreaSpec
    components: Components

    def candidate(self, rank: int, region: Region, zone: str | None = None) -> Candidate:
        """Make the candidate of a region: contributions, limiting criterion and further attributes."""
        horizon = self.plan.horizons[self.horizon]
        held = self._told(region)
        gives = {c.id: part for c, part in zip(horizon.criteria, held.contributions)}
        # Float32, as cells have them: the first of costs that only rounding tells apart counts.
        worst = int(np.argmax(np.array(held.costs, np.float32)))
        attributes = {**self._attributes(region, held), **({} if zone is None else {"zone": zone})}
        return Candidate(rank, region, horizon.criteria[worst].id, gives, attributes)

    def _told(self, region: Region) -> Told:
        """What a region holds: known from the pass over the grid where it is a whole area, else computed again."""
        i = self.components.index_of(region)
        if i is not None and self.components.is_told(i):
            return self.spec.told(region.count, self.components.sums[i], self.components.peaks[i])
        return self.spec.compute(self.plan, self.horizon, region)

    def _attributes(self, region: Region, held: Told) -> dict[str, Any]:
        out: dict[str, Any] = self.grid.attributes(region) if self.grid else {}
        beside = {"rtt_ms": held.rtt_ms, "hazard_worst": held.hazard_worst}
        out.update((k, v) for k, v in beside.items() if v is not None)
        out["not_assessed_pct"] = 100 * held.filled
        name = self._admin(region)
        return {**out, "admin": name} if name else out

    def _admin(self, region: Region) -> str | None:
        """The area that holds most cells of the region."""
        if self.admin is None:
            return None
        count: dict[str, int] = dict.fromkeys(self.admin, 0)
        for window, cells in region.parts():
            for name, spans in self.admin.items():
                if spans.touches(window):
                    count[name] += int(np.count_nonzero(spans.burn(window) & cells))
        best = max(count, key=lambda n: (count[n], n), default=None)
        return best if best is not None and count[best] else None


def write_candidates(
    path: Path, plan: Plan, found: list[tuple[str, list[Candidate]]], metadata: dict[str, str] | None = None
) -> None:
    """Write candidates of every horizon to a vector file.

    Parameters
    ----------
    path : Path
        Its ending picks the format.
    found : list of (horizon id, candidates)
        Fields that no candidate has are left out; the field ``horizon`` stands only where there are horizons.
    metadata : dict or None
        Provenance of the run.

    Raises
    ------
    OutputError
        When the format is not known or the file cannot be written.
    """
    rows = [_row(horizon, c) for horizon, candidates in found for c in candidates]
    names = list(dict.fromkeys(n for row, _ in rows for n in row)) or _empty_fields(plan)
    fields = tuple(FieldSpec(n, str if n in _TEXT else int if n in _WHOLE else float) for n in names)
    tags = tuple((metadata or {}).items())
    write_layer(path, LayerSpec("candidates", plan.grid.crs, ogr.wkbMultiPolygon, fields, tags), rows)


def _row(horizon: str, c: Candidate) -> tuple[dict[str, Any], bytes]:
    r = c.region
    row: dict[str, Any] = {"rank": c.rank}
    if horizon:
        row["horizon"] = horizon
    row.update(score_mean=r.score_mean, score_min=r.score_min, score_max=r.score_max)
    row.update(area_ha=r.area_ha, compactness=r.compactness, limiting=c.limiting)
    row.update({f"contrib_{k}": v for k, v in c.contributions.items()})
    row.update(c.attributes)
    return row, r.polygon_wkb()


def _empty_fields(plan: Plan) -> list[str]:
    """Fields of a layer without candidates: those that every candidate would have."""
    horizon = plan.horizons[0]
    head = ["rank", *(["horizon"] if horizon.id else []), "score_mean", "score_min", "score_max"]
    return [*head, "area_ha", "compactness", "limiting", *(f"contrib_{c.id}" for c in horizon.criteria)]


_TEXT = {"limiting", "horizon", "connection", "admin", "zone"}
_WHOLE = {"rank", "feeds", "hazard_worst"}


def admin_areas(scenario: Scenario, sources: Sources, whole: Window) -> dict[str, Any] | None:
    """Cells of each named area of the candidates' admin layer; None where there is none."""
    wanted = scenario.candidates.admin if scenario.candidates else None
    if wanted is None:
        return None
    data = sources.vector(wanted.layer, scenario.layers[wanted.layer], fields=[wanted.field])
    names = data.column(wanted.field)
    spans = cells_of(data.shapes, whole.grid)
    return {str(n): spans.of(names == n) for n in dict.fromkeys(v for v in names if v is not None)}
