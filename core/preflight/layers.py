"""Findings on layers: what misses the grid, is finer or coarser than it, or is used twice."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from ..criteria.hazard import HazardField
from ..engine.plan import Plan
from ..engine.sources import Sources
from ..errors import InputError
from ..exclusion.rules import ShapeRule
from ..scenario.model import HazardCriterion, RasterCriterion, Scenario
from ..sources.shapes import VectorData
from .finding import Finding, info, warning


def layer_findings(scenario: Scenario, sources: Sources) -> list[Finding]:
    """Findings on the layers that a scenario uses."""
    read = {k: v for k, v in _by_layer(scenario, sources).items() if v.shapes.count}
    out = _coverage(scenario)
    for name, data in read.items():
        out += _outside(name, data, sources)
    out += _twice(scenario) + _resolution(scenario, sources)
    return out


def small_findings(plan: Plan) -> list[Finding]:
    """Polygons of hazards and exclusions that are smaller than a cell."""
    lost: dict[str, int] = {}
    for horizon in plan.horizons:
        for part in horizon.rules:
            rule = plan.rules[part.rule]
            if isinstance(rule, ShapeRule):
                lost[f"exclusion {part.id}"] = rule.cells.lost
        for criterion in horizon.criteria:
            field = plan.fields[criterion.field]
            if isinstance(field, HazardField):
                lost[f"criterion {criterion.id}"] = sum(layer.lost for layer in field.layers)
    cell = plan.grid.dx
    return [
        info(where, f"{n} polygons are smaller than a cell of {cell:g} m and take the cell they lie in.",
             "Use a smaller cell size to tell more.")
        for where, n in lost.items() if n
    ]  # fmt: skip


def geometry_findings(sources: Sources) -> list[Finding]:
    """What was mended or left out of the layers read so far."""
    out = []
    for data in {id(d): d for d in sources.reports().values()}.values():
        r = data.report
        counts = (
            (r.mended, "invalid and mended"),
            (r.dropped, "beyond mending and left out"),
            (r.empty, "without geometry and left out"),
        )
        told = [f"{n} {what}" for n, what in counts if n]
        if told:
            out.append(info(f"layer {data.name}", f"of its features, {', '.join(told)}."))
    return out


def _by_layer(scenario: Scenario, sources: Sources) -> dict[str, VectorData]:
    """One reading of each vector layer in use."""
    names = {n for c in scenario.criteria if not isinstance(c, RasterCriterion) for n in c.layer_ids}
    names |= {e.layer for e in scenario.exclusions if e.ranges is None}
    out = {}
    for name in (n for n in scenario.layers if n in names):
        try:
            out[name] = sources.vector(name, scenario.layers[name])
        except InputError:
            continue  # told where it is used
    return out


def _coverage(scenario: Scenario) -> list[Finding]:
    out = []
    for criterion in (c for c in scenario.criteria if isinstance(c, HazardCriterion)):
        bare = [n for n in criterion.layers if scenario.layers[n].coverage is None]
        if bare:
            out.append(warning(f"criterion {criterion.id}", f"{', '.join(bare)} has no coverage, so all outside its "
                               "polygons is taken as assessed and safe.",
                               "Name a layer of the assessed area as its coverage."))  # fmt: skip
    return out


def _outside(name: str, data: VectorData, sources: Sources) -> list[Finding]:
    xy = data.shapes.segments()[0].reshape(-1, 2)
    (x0, y0), (x1, y1) = xy.min(axis=0), xy.max(axis=0)
    xmin, ymin, xmax, ymax = sources.grid.extent
    if x1 >= xmin and x0 <= xmax and y1 >= ymin and y0 <= ymax:
        return []
    gap = float(np.hypot(max(xmin - x1, x0 - xmax, 0), max(ymin - y1, y0 - ymax, 0)))
    return [warning(f"layer {name}", f"all of it lies outside the grid, {gap / 1000:,.1f} km away or more.",
                    "Check its CRS and the extent.")]  # fmt: skip


def _twice(scenario: Scenario) -> list[Finding]:
    """A source that both scores and excludes is told: what it excludes it cannot score."""
    users: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for criterion in scenario.criteria:
        for name in criterion.layer_ids:
            layer = scenario.layers[name]
            users[(layer.source, layer.where)].append(f"criterion {criterion.id}")
    out = []
    for rule in scenario.exclusions:
        layer = scenario.layers[rule.layer]
        for user in users.get((layer.source, layer.where), []):
            out.append(info(f"exclusion {rule.id}", f"its source is that of {user} too; what the rule excludes no longer "
                            "counts there.", "Check that this is meant."))  # fmt: skip
    return out


def _resolution(scenario: Scenario, sources: Sources) -> list[Finding]:
    out = []
    names = {c.layer for c in scenario.criteria if isinstance(c, RasterCriterion)}
    names |= {e.layer for e in scenario.exclusions if e.ranges is not None}
    for name in (n for n in scenario.layers if n in names):
        try:
            raster = sources.raster(name, scenario.layers[name])
        except InputError:
            continue  # told where it is used
        size, cell = raster.cell_m, min(sources.grid.dx, sources.grid.dy)
        if size > 1.5 * cell:
            out.append(warning(f"layer {name}", f"its cells are about {size:,.0f} m, coarser than the grid's {cell:g} m; "
                               "the result looks finer than what is known.", "Use a larger cell size."))  # fmt: skip
    return out

