"""Findings on layers: what is coarser or finer than the grid, matches nothing, or had to be mended."""

from __future__ import annotations

from collections.abc import Sequence

from ..criteria.hazard import HazardField
from ..engine.plan import HorizonPlan, Plan
from ..engine.regions import candidate_zones, region_request
from ..engine.sources import Sources
from ..errors import InputError
from ..exclusion.rules import ShapeRule
from ..regions.request import request_faults
from ..scenario.model import HazardCriterion, RasterCriterion, Scenario
from ..sources.shapes import ReadReport
from .extent import extent_findings
from .finding import Finding, info, warning
from .phrases import Listed, Place, Words
from .same_source import twice_findings

#: Rasters whose cells are so many times the grid's are told.
_COARSE = 1.5


def layer_findings(scenario: Scenario, sources: Sources) -> list[Finding]:
    """Findings on the layers that a scenario uses."""
    if faults := _admin(scenario, sources) + _regions(scenario, sources):
        return faults
    out = extent_findings(scenario, sources) + _coverage(scenario) + _unmatched(scenario, sources)
    return out + _resolution(scenario, sources) + twice_findings(scenario)


def small_findings(scenarios: Sequence[Scenario], plan: Plan) -> list[Finding]:
    """Polygons of hazards and exclusions that are smaller than a cell, one line a layer."""
    lost: dict[str, int] = {}
    for scenario, horizon in zip(scenarios, plan.horizons):
        for name, count in _lost(scenario, plan, horizon):
            lost[name] = max(count, lost.get(name, 0))
    cell = plan.grid.dx
    return [
        warning(Place("layer", name), "small_polygons", n=n, cell=cell)
        for name, n in lost.items() if n
    ]  # fmt: skip


def geometry_findings(sources: Sources) -> list[Finding]:
    """What was mended or left out of the layers read so far, each by its largest reading."""
    largest: dict[str, ReadReport] = {}
    for data in sources.reports().values():
        name = data.name.partition(" (")[0]  # its id, before the name of its file
        if name not in largest or data.report.features > largest[name].features:
            largest[name] = data.report
    out = []
    for name, r in largest.items():
        counts = (("mended", r.mended), ("dropped", r.dropped), ("empty", r.empty))
        told = tuple(Words.of(key, n=n) for key, n in counts if n)
        if told:
            out.append(info(Place("layer", name), "geometries", told=Listed(told)))
    return out


def _lost(scenario: Scenario, plan: Plan, horizon: HorizonPlan) -> list[tuple[str, int]]:
    """Layers and how many of their polygons cover no cell's centre."""
    layer_of = {rule.id: rule.layer for rule in scenario.exclusions}
    shapes = ((layer_of.get(part.id), plan.rules[part.rule]) for part in horizon.rules)
    out = [(name, rule.cells.lost) for name, rule in shapes if name and isinstance(rule, ShapeRule)]
    for part, criterion in zip(horizon.criteria, scenario.criteria):
        field = plan.fields[part.field]
        if isinstance(field, HazardField):
            out += [(name, layer.lost) for name, layer in zip(criterion.layer_ids, field.layers)]
    return out


def _admin(scenario: Scenario, sources: Sources) -> list[Finding]:
    """The areas that name candidates are read at the end of a run, so a fault in them must show before it."""
    admin = scenario.candidates.admin if scenario.candidates else None
    if admin is None:
        return []
    try:
        sources.vector(admin.layer, scenario.layers[admin.layer], fields=[admin.field]).column(admin.field)
    except InputError as fault:
        return [Finding("error", "candidates", str(fault))]
    return []


def _regions(scenario: Scenario, sources: Sources) -> list[Finding]:
    """What regions are asked for that this grid cannot give, and faults in their zones."""
    if scenario.candidates is None:
        return []
    out = [
        Finding("error", "candidates", text)
        for text in request_faults(region_request(scenario.candidates), sources.grid)
    ]
    try:
        candidate_zones(scenario, sources)
    except InputError as fault:
        out.append(Finding("error", "candidates.zones", str(fault)))
    return out


def _coverage(scenario: Scenario) -> list[Finding]:
    """Hazards of which nobody said where they were looked for."""
    hazards = [n for c in scenario.criteria if isinstance(c, HazardCriterion) for n in c.layers]
    return [
        warning(Place("layer", name), "no_coverage")
        for name in dict.fromkeys(hazards) if scenario.layers[name].coverage is None
    ]  # fmt: skip


def _unmatched(scenario: Scenario, sources: Sources) -> list[Finding]:
    """Rules whose filter matches no feature: often a misspelt value, and never an error that shows."""
    rules = (r for r in scenario.exclusions if r.ranges is None)
    return [
        warning(Place("exclusion", rule.id), "no_match", layer=rule.layer)
        for rule in rules
        if not sources.vector(rule.layer, scenario.layers[rule.layer], rule.where).shapes.count
    ]  # fmt: skip


def _resolution(scenario: Scenario, sources: Sources) -> list[Finding]:
    out = []
    names = [c.layer for c in scenario.criteria if isinstance(c, RasterCriterion)]
    names += [e.layer for e in scenario.exclusions if e.ranges is not None]
    for name in dict.fromkeys(names):
        size, cell = sources.raster(name, scenario.layers[name]).cell_m, min(sources.grid.dx, sources.grid.dy)
        if size > _COARSE * cell:
            out.append(warning(Place("layer", name), "coarse", size=size, cell=cell))
    return out
