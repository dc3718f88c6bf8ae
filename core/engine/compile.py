"""Turn a scenario into a plan: each criterion and exclusion becomes a pure function of a window."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial
from typing import Callable, Generic, TypeVar

import numpy as np

from ..criteria.connections import CapacityFields, Demand, read_connections
from ..criteria.density import Kernel, density_field
from ..criteria.distance import distance_field, index_of
from ..criteria.field import Field
from ..criteria.grid_capacity import grid_capacity_field
from ..criteria.hazard import (
    MARK_FIELD,
    SEVERITIES,
    HazardField,
    SeverityMap,
    cells_of,
    hazard_field,
    hazard_layer,
)
from ..criteria.latency import LatencyParameters, latency_field, require_kinds
from ..criteria.raster import Derive, RasterField, SlopeField
from ..criteria.value import Function, ValueFunction, require_usable
from ..errors import InputError
from ..exclusion.mask import MAX_RULES
from ..exclusion.rules import HazardRule, RasterRule, Rule, ShapeRule, parse_ranges
from ..exclusion.share import share_rule
from ..grid.grid import Grid
from ..grid.spans import Spans
from ..overlay.combination import local_combination
from ..scenario.model import (
    Criterion,
    DensityCriterion,
    DistanceCriterion,
    Exclusion,
    GridCapacityCriterion,
    HazardCriterion,
    Horizon,
    LatencyCriterion,
    RasterCriterion,
    Scenario,
)
from ..scenario.overlay import overlay_settings
from ..scenario.weigh import weigh
from ..sources.raster import Resampling
from ..sources.shapes import VectorData
from .in_service import in_service, is_in_service, nodes_in_service, require_any
from .plan import CriterionPlan, HorizonPlan, Plan, RulePlan
from .sources import Sources

T = TypeVar("T")


def compile_plan(at: tuple[tuple[Horizon | None, Scenario], ...], grid: Grid, sources: Sources) -> Plan:
    """Make the plan of a scenario at its horizons; what horizons share is prepared and computed once.

    Raises
    ------
    InputError
        When a source, field or parameter cannot be used.
    """
    fields, rules = _Shared[Field](), _Shared[Rule]()
    horizons = []
    for horizon, scenario in at:
        build = _Builder(scenario, grid, sources)
        criteria, own_rules = build.parts(fields, rules)
        if len(own_rules) > MAX_RULES:
            raise InputError(
                f"There are {len(own_rules)} exclusion rules, those of hazard criteria included, and the mask holds "
                f"{MAX_RULES}; join some of them."
            )
        weighed = weigh(scenario)
        year = horizon.year if horizon else scenario.facility.horizon_year
        name = horizon.id if horizon else ""
        settings = overlay_settings(scenario)
        method = None if settings.is_whole_grid else local_combination(settings, np.array(weighed.weights))
        horizons.append(
            HorizonPlan(name, year, criteria, weighed.weights, own_rules, weighed, settings, method)
        )
    return Plan(grid, tuple(fields.items), tuple(rules.items), tuple(horizons))


@dataclass(frozen=True)
class Parts:
    """Fields and rules of a scenario, and where each criterion and each rule finds its own."""

    fields: tuple[Field, ...]
    rules: tuple[Rule, ...]
    criteria: tuple[CriterionPlan, ...]
    rule_plans: tuple[RulePlan, ...]


def compile_parts(scenario: Scenario, grid: Grid, sources: Sources) -> Parts:
    """Fields and rules alone, whatever the weights and the method; there may be no criterion.

    Raises
    ------
    InputError
        When a source, field or parameter cannot be used.
    """
    fields, rules = _Shared[Field](), _Shared[Rule]()
    criteria, own_rules = _Builder(scenario, grid, sources).parts(fields, rules)
    return Parts(tuple(fields.items), tuple(rules.items), criteria, own_rules)


class _Shared(Generic[T]):
    """Parts by a key, so that horizons which agree on a part share it."""

    def __init__(self) -> None:
        self.items: list[T] = []
        self._place: dict[str, int] = {}

    def place(self, key: object, make: Callable[[], T]) -> int:
        """Index of the part with this key, made now when it is new."""
        text = repr(key)
        if text not in self._place:
            self.items.append(make())
            self._place[text] = len(self.items) - 1
        return self._place[text]


class _Builder:
    """Builds the parts of one scenario as it stands at one horizon."""

    def __init__(self, scenario: Scenario, grid: Grid, sources: Sources) -> None:
        self.scenario, self.grid, self.sources = scenario, grid, sources

    def parts(
        self, fields: _Shared[Field], rules: _Shared[Rule]
    ) -> tuple[tuple[CriterionPlan, ...], tuple[RulePlan, ...]]:
        """Plan every criterion and every rule, those of exclusions before those of hazards."""
        criteria = tuple(self.criterion(c, fields) for c in self.scenario.criteria)
        own_rules = [self.rule(e, rules) for e in self.scenario.exclusions]
        return criteria, (*own_rules, *self.hazard_rules(criteria, fields, rules))

    def criterion(self, criterion: Criterion, fields: _Shared[Field]) -> CriterionPlan:
        """Plan one criterion."""
        value = criterion.value.function_of() if criterion.value else None
        if value is not None:
            require_usable(value, f"the criterion {criterion.id}")
        make = _FIELDS[type(criterion)]
        index = fields.place(self._key(criterion, value), lambda: make(self, criterion, value))
        unit = fields.items[index].bands[0].unit
        return CriterionPlan(criterion.id, criterion.label, index, value, criterion.not_assessed, unit)

    def rule(self, rule: Exclusion, rules: _Shared[Rule]) -> RulePlan:
        """Plan one exclusion."""
        key = (replace(rule, id="", title=None, note=None), self._layer_key(rule.layer))
        make = self._shape_rule if rule.ranges is None else self._raster_rule
        return RulePlan(rule.id, rule.title or rule.id, rules.place(key, lambda: make(rule)))

    def hazard_rules(
        self, criteria: tuple[CriterionPlan, ...], fields: _Shared[Field], rules: _Shared[Rule]
    ) -> list[RulePlan]:
        """Rules of hazard criteria that exclude from a severity on."""
        out = []
        for plan, criterion in zip(criteria, self.scenario.criteria):
            field = fields.items[plan.field]
            if isinstance(field, HazardField) and field.exclude_from < SEVERITIES:
                place = rules.place(("hazard", plan.field), partial(HazardRule, field))
                out.append(RulePlan(criterion.id, hazard_rule_label(criterion), place))
        return out

    def _layer_key(self, name: str) -> tuple:
        """A layer, and the one that tells where it was assessed."""
        layer = self.scenario.layers[name]
        return layer, self.scenario.layers[layer.coverage] if layer.coverage else None

    def _key(self, criterion: Criterion, value: ValueFunction | None) -> tuple:
        """What the field of a criterion depends on: two horizons with equal keys share one field."""
        plain = replace(criterion, id="", weight=0.0, title=None, value=None, not_assessed=None, note=None)
        layers = [self._layer_key(name) for name in criterion.layer_ids]
        facility = self.scenario.facility if isinstance(criterion, GridCapacityCriterion) else None
        shape = (value.saturation(), value.function is Function.CATEGORIES) if value else None
        return plain, layers, facility, self._there(criterion), shape

    def _there(self, criterion: Criterion) -> list[str]:
        """Which assets of each layer count by this horizon, as far as the layers tell their years."""
        if not isinstance(criterion, (LatencyCriterion, DistanceCriterion, DensityCriterion)):
            return []
        field = getattr(criterion, "year_field", None)
        out = []
        for name in criterion.layer_ids:
            years = tuple(n for n in (field, "year_available") if n)
            data = self.sources.vector(name, self.scenario.layers[name], fields=years)
            keep = is_in_service(data, field if name == criterion.layer else None, self._year)
            out.append("" if keep is None else keep.tobytes().hex())
        return out

    @property
    def _year(self) -> int | None:
        return self.scenario.facility.horizon_year

    def _distance(self, c: DistanceCriterion, value: ValueFunction | None) -> Field:
        data = self._assets(c.layer, ())
        require_any(data, "feature", self._year)
        return distance_field(data, self.grid, c.max_distance_m, value.saturation() if value else math.inf)

    def _assets(self, name: str, fields: tuple[str, ...]) -> VectorData:
        """Features of a layer; network and power assets, which tell their year, count from it on."""
        data = self.sources.vector(name, self.scenario.layers[name], fields=(*fields, "year_available"))
        return in_service(data, None, self._year)

    def _grid_capacity(self, c: GridCapacityCriterion, value: ValueFunction | None) -> Field:
        facility = self.scenario.facility
        data = self.sources.vector(c.layer, self.scenario.layers[c.layer], fields=capacity_fields(c).wanted())
        connections = read_connections(data, capacity_fields(c))
        demand = capacity_demand(c, float(facility.demand_mw or 0.0), facility.horizon_year)
        return grid_capacity_field(data, connections, self.grid, demand, score_only=True)

    def _latency(self, c: LatencyCriterion, value: ValueFunction | None) -> Field:
        by_kind = tuple(c.by_kind.items())
        parameters = LatencyParameters(
            c.route_factor, c.us_per_km, c.equipment_us, c.equipment_field, by_kind
        )
        years = tuple(f for f in (c.year_field, "year_available") if f)
        wanted = (*parameters.fields(), *years)
        data = self.sources.vector(c.layer, self.scenario.layers[c.layer], fields=wanted)
        require_kinds(data, c.by_kind)
        nodes = nodes_in_service(data, c.year_field, self._year)
        fibre = self._fibre(c) if c.fibre else None
        return latency_field(nodes, self.grid, parameters, fibre, c.snap_tolerance_m)

    def _fibre(self, c: LatencyCriterion) -> VectorData | None:
        """Fibre in service; None where there is none yet, which leaves the direct way."""
        fibre = self._assets(str(c.fibre), ())
        return fibre if fibre.shapes.count else None

    def _density(self, c: DensityCriterion, value: ValueFunction | None) -> Field:
        data = self._assets(c.layer, (c.field,) if c.field else ())
        return density_field(data, self.grid, c.radius_m, c.field, Kernel(c.kernel))

    def _hazard(self, c: HazardCriterion, value: ValueFunction | None) -> Field:
        layers = []
        for name in c.layers:
            layer = self.scenario.layers[name]
            severity = layer.severity or SeverityMap()
            data = self.sources.vector(name, layer, fields=[severity.field, MARK_FIELD])
            coverage = self.sources.coverage(self.scenario.layers, layer.coverage)
            layers.append(hazard_layer(data, self.grid, severity, coverage))
        return hazard_field(tuple(layers), c.scores, c.exclude_from)

    def _raster(self, c: RasterCriterion, value: ValueFunction | None) -> Field:
        is_classes = value is not None and value.function is Function.CATEGORIES
        return self._raster_field(c.layer, Resampling.NEAREST if is_classes else None)

    def _raster_field(self, name: str, resampling: Resampling | None) -> Field:
        return raster_field(self.scenario, self.sources, name, resampling)

    def _raster_rule(self, rule: Exclusion) -> Rule:
        ranges = parse_ranges(rule.ranges or "")
        # A rule on single values means classes, and classes must not be blended.
        is_classes = all(low == high for low, high in ranges.intervals)
        field = self._raster_field(rule.layer, Resampling.NEAREST if is_classes else None)
        return RasterRule(field, ranges, rule.buffer_m)

    def _shape_rule(self, rule: Exclusion) -> Rule:
        layer = self.scenario.layers[rule.layer]
        data = self.sources.vector(rule.layer, layer, rule.where)
        coverage = self.sources.coverage(self.scenario.layers, layer.coverage)
        if rule.covered_share is not None:
            return share_rule(data, self.grid, rule.buffer_m, rule.covered_share, coverage)
        cells = self.sources.cells(rule.layer, layer, rule.where)
        return shape_rule(data, self.grid, rule.buffer_m, coverage, cells)


def hazard_rule_label(criterion: Criterion) -> str:
    """What the rule of a hazard criterion that excludes is called."""
    return f"{criterion.label}: severity {getattr(criterion, 'exclude_from', SEVERITIES):g} or worse"


_FIELDS: dict[type, Callable] = {
    DistanceCriterion: _Builder._distance,
    GridCapacityCriterion: _Builder._grid_capacity,
    LatencyCriterion: _Builder._latency,
    DensityCriterion: _Builder._density,
    HazardCriterion: _Builder._hazard,
    RasterCriterion: _Builder._raster,
}


def raster_field(
    scenario: Scenario, sources: Sources, name: str, resampling: Resampling | None = None
) -> RasterField | SlopeField:
    """The values of a raster layer on the grid, or what is derived from them."""
    layer = scenario.layers[name]
    raster = sources.raster(name, layer, resampling)
    return SlopeField(raster) if layer.derive == Derive.SLOPE_DEG.value else RasterField(raster)


def shape_rule(
    data: VectorData,
    grid: Grid,
    buffer_m: float,
    coverage: Spans | None = None,
    cells: Spans | None = None,
) -> ShapeRule:
    """Exclusion of a vector layer and a buffer around it; an empty layer excludes nothing.

    ``cells`` are those that its features take, where they are known already.
    """
    if cells is None:
        cells = cells_of(data.shapes, grid)
    index = index_of(data.shapes, grid) if buffer_m > 0 and data.shapes.count else None
    return ShapeRule(cells, index, buffer_m, coverage)


def capacity_fields(c: GridCapacityCriterion) -> CapacityFields:
    """The field names of a grid capacity criterion."""
    return CapacityFields(c.capacity_field, c.voltage_field, c.year_field, c.group_field, c.side_field)


def capacity_demand(c: GridCapacityCriterion, mw: float, year: int | None) -> Demand:
    """The demand that a grid capacity criterion asks for."""
    return Demand(mw, year, c.min_voltage_kv, c.max_distance_m, c.margin_pct, c.headroom_target)
