"""Findings on layers: what is coarser or finer than the grid, matches nothing, or had to be mended."""

from __future__ import annotations

from ..criteria.hazard import HazardField
from ..engine.plan import HorizonPlan, Plan
from ..engine.sources import Sources
from ..errors import InputError
from ..exclusion.rules import ShapeRule
from ..scenario.model import HazardCriterion, RasterCriterion, Scenario
from ..sources.shapes import ReadReport
from .extent import extent_findings
from .finding import Finding, error, info, warning
from .same_source import twice_findings

#: Rasters whose cells are so many times the grid's are told.
_COARSE = 1.5


def layer_findings(scenario: Scenario, sources: Sources) -> list[Finding]:
    """Findings on the layers that a scenario uses."""
    if faults := _admin(scenario, sources):
        return faults
    out = extent_findings(scenario, sources) + _coverage(scenario) + _unmatched(scenario, sources)
    return out + _resolution(scenario, sources) + twice_findings(scenario)


def small_findings(scenario: Scenario, plan: Plan) -> list[Finding]:
    """Polygons of hazards and exclusions that are smaller than a cell, one line a layer."""
    lost: dict[str, int] = {}
    for horizon in plan.horizons:
        for name, count in _lost(scenario, plan, horizon):
            lost[name] = max(count, lost.get(name, 0))
    cell = plan.grid.dx
    return [
        info(f"layer {name}", f"{n} of its polygons are smaller than a cell of {cell:g} m and take the whole cell they lie "
             "in, so they look larger than they are.", "Use a smaller cell size to tell more.")
        for name, n in lost.items() if n
    ]  # fmt: skip


def geometry_findings(sources: Sources) -> list[Finding]:
    """What was mended or left out of the layers read so far, each by its largest reading."""
    largest: dict[str, ReadReport] = {}
    for data in sources.reports().values():
        if data.name not in largest or data.report.features > largest[data.name].features:
            largest[data.name] = data.report
    out = []
    for name, r in largest.items():
        counts = (
            (r.mended, "invalid and mended"),
            (r.dropped, "beyond mending and left out"),
            (r.empty, "without geometry and left out"),
        )
        told = [f"{n} {what}" for n, what in counts if n]
        if told:
            out.append(info(f"layer {name}", f"of its features, {', '.join(told)}."))
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
        return [error("candidates", str(fault))]
    return []


def _coverage(scenario: Scenario) -> list[Finding]:
    """Hazards of which nobody said where they were looked for."""
    hazards = [n for c in scenario.criteria if isinstance(c, HazardCriterion) for n in c.layers]
    return [
        warning(f"layer {name}", "it has no coverage, so all outside its polygons is taken as assessed and safe.",
                "Name a layer of the assessed area as its coverage.")
        for name in dict.fromkeys(hazards) if scenario.layers[name].coverage is None
    ]  # fmt: skip


def _unmatched(scenario: Scenario, sources: Sources) -> list[Finding]:
    """Rules whose filter matches no feature: often a misspelt value, and never an error that shows."""
    rules = (r for r in scenario.exclusions if r.ranges is None)
    return [
        warning(f"exclusion {rule.id}", f"no feature of {rule.layer} matches its filter, so it excludes nothing.",
                "Check the filter against the values of the field.")
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
            out.append(warning(f"layer {name}", f"its cells are about {size:,.0f} m, coarser than the grid's {cell:g} m; "
                               "the result looks finer than what is known.",
                               f"Use cells of {size:,.0f} m or more, or finer data."))  # fmt: skip
    return out
