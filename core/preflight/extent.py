"""Findings on layers that miss the grid: usually a wrong CRS or a wrong file, and never an error that shows."""

from __future__ import annotations

import math
from collections.abc import Iterator

from ..engine.sources import Sources
from ..scenario.model import (
    Criterion,
    DensityCriterion,
    DistanceCriterion,
    GridCapacityCriterion,
    LatencyCriterion,
    RasterCriterion,
    Scenario,
)
from ..sources.shapes import VectorData
from .finding import Finding, info, warning
from .phrases import Place

#: Even a network node so far away, in metres, is a mistake.
_FAR = 1_000_000.0


def extent_findings(scenario: Scenario, sources: Sources) -> list[Finding]:
    """Vector layers that lie wholly outside the grid: a warning where nothing of them can count.

    Features outside the extent do count, so a layer beside the grid is only told, as long as it is
    within the reach of what reads it.
    """
    gaps: dict[str, tuple[float, float]] = {}
    for name, data, reach in _uses(scenario, sources):
        gap, known_reach = gaps.get(name, (math.inf, 0.0))
        gaps[name] = min(gap, _gap(data, sources)), max(known_reach, reach)
    out = []
    for name, (gap, reach) in gaps.items():
        if not 0 < gap < math.inf:
            continue
        place = Place("layer", name)
        if gap <= min(reach, _FAR):
            out.append(info(place, "outside_counts", km=gap / 1000))
        elif _looks_like_degrees(sources.vector(name, scenario.layers[name])):
            out.append(warning(place, "outside_in_degrees", km=gap / 1000))
        else:
            out.append(warning(place, "outside", km=gap / 1000))
    return out


def _uses(scenario: Scenario, sources: Sources) -> Iterator[tuple[str, VectorData, float]]:
    """Every vector layer in use, as read, with how far outside the grid its features still count, metres."""
    layers = scenario.layers
    for criterion in (c for c in scenario.criteria if not isinstance(c, RasterCriterion)):
        for name in criterion.layer_ids:
            yield name, sources.vector(name, layers[name]), _reach(criterion)
    for rule in (r for r in scenario.exclusions if r.ranges is None):
        data = sources.vector(rule.layer, layers[rule.layer], rule.where)
        if (
            rule.where and _gap(data, sources) > 0
        ):  # none that match may be near, and the layer still be right
            data = sources.vector(rule.layer, layers[rule.layer])
        yield rule.layer, data, rule.buffer_m
    used = {n for c in scenario.criteria for n in c.layer_ids} | {r.layer for r in scenario.exclusions}
    for name in dict.fromkeys(c for n, layer in layers.items() if n in used and (c := layer.coverage)):
        yield name, sources.vector(name, layers[name]), 0.0
    if scenario.candidates and scenario.candidates.admin:
        admin = scenario.candidates.admin
        yield admin.layer, sources.vector(admin.layer, layers[admin.layer], fields=[admin.field]), 0.0


def _reach(criterion: Criterion) -> float:
    """How far features count, metres; latency grows without end."""
    if isinstance(criterion, DistanceCriterion):
        limit = math.inf if criterion.max_distance_m is None else criterion.max_distance_m
        return min(limit, criterion.value.function_of().saturation() if criterion.value else math.inf)
    if isinstance(criterion, GridCapacityCriterion):
        return criterion.max_distance_m
    if isinstance(criterion, DensityCriterion):
        return criterion.radius_m
    return math.inf if isinstance(criterion, LatencyCriterion) else 0.0


def _gap(data: VectorData, sources: Sources) -> float:
    """Metres between the grid and the bounds of a layer; 0 where they meet, infinity where there is no feature."""
    if not data.shapes.count:
        return math.inf
    x0, y0, x1, y1 = data.shapes.bounds
    xmin, ymin, xmax, ymax = sources.grid.extent
    return math.hypot(max(xmin - x1, x0 - xmax, 0.0), max(ymin - y1, y0 - ymax, 0.0))


def _looks_like_degrees(data: VectorData) -> bool:
    x0, y0, x1, y1 = data.shapes.bounds
    return max(-x0, x1) <= 180 and max(-y0, y1) <= 90
