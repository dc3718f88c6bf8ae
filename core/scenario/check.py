"""Faults that show only between the parts of a scenario: ids, references, what a type needs."""

from __future__ import annotations

from ..exclusion.mask import MAX_RULES
from .kinds import Faults
from .loose import check_layer, check_ranges, check_unique
from .model import (
    Criterion,
    GridCapacityCriterion,
    HazardCriterion,
    LatencyCriterion,
    LayerExtent,
    RasterCriterion,
    Scenario,
)
from .overlay import check_overlay
from .weigh import find_weights


def cross_check(scenario: Scenario, faults: Faults) -> None:
    """Note every fault between the parts of a scenario."""
    _check_grid(scenario, faults)
    check_unique([c.id for c in scenario.criteria], "criteria", faults)
    check_unique([e.id for e in scenario.exclusions], "exclusions", faults)
    check_unique([h.id for h in scenario.horizons], "horizons", faults)
    for place, layer in _references(scenario):
        check_layer(place, layer, scenario.layers, faults)
    for i, criterion in enumerate(scenario.criteria):
        _check_criterion(criterion, f"criteria[{i}]", scenario, faults)
    _check_exclusions(scenario, faults)
    find_weights(scenario, faults)
    check_overlay(scenario, faults)
    _check_candidates(scenario, faults)
    _check_routes(scenario, faults)


def _check_grid(scenario: Scenario, faults: Faults) -> None:
    grid = scenario.grid
    lattice = {"crs": grid.crs, "extent": grid.extent, "cell_size_m": grid.cell_size_m}
    if grid.template is None:
        for key in (k for k, v in lattice.items() if v is None):
            faults.add("grid", f"the key {key} is missing (or give a template)")
    elif any(v is not None for v in lattice.values()):
        given = ", ".join(k for k, v in lattice.items() if v is not None)
        faults.add("grid", f"a template brings its own grid; leave out {given}")
    if isinstance(grid.extent, tuple) and (
        grid.extent[2] <= grid.extent[0] or grid.extent[3] <= grid.extent[1]
    ):
        faults.add("grid.extent", "it is empty; write xmin, ymin, xmax, ymax")


def _references(scenario: Scenario) -> list[tuple[str, str]]:
    """Every place that names a layer, and the name."""
    out = []
    if isinstance(scenario.grid.extent, LayerExtent):
        out.append(("grid.extent.layer", scenario.grid.extent.layer))
    for i, criterion in enumerate(scenario.criteria):
        if isinstance(criterion, HazardCriterion):
            out += [(f"criteria[{i}].layers[{j}]", name) for j, name in enumerate(criterion.layers)]
        else:
            keys = ("layer", "fibre") if isinstance(criterion, LatencyCriterion) else ("layer",)
            out += [(f"criteria[{i}].{key}", name) for key, name in zip(keys, criterion.layer_ids)]
    out += [(f"exclusions[{i}].layer", rule.layer) for i, rule in enumerate(scenario.exclusions)]
    out += [(f"layers.{k}.coverage", v.coverage) for k, v in scenario.layers.items() if v.coverage]
    if scenario.candidates and scenario.candidates.admin:
        out.append(("candidates.admin.layer", scenario.candidates.admin.layer))
    if scenario.candidates and scenario.candidates.zones:
        out.append(("candidates.zones.layer", scenario.candidates.zones.layer))
    if scenario.allocation and scenario.allocation.routes and scenario.allocation.routes.layer:
        out.append(("allocation.routes.layer", scenario.allocation.routes.layer))
    return out


def _check_criterion(criterion: Criterion, place: str, scenario: Scenario, faults: Faults) -> None:
    scored_itself = isinstance(criterion, (GridCapacityCriterion, HazardCriterion, RasterCriterion))
    if criterion.value is None and not scored_itself:
        faults.add(place, f"the criterion {criterion.id} needs a value function to become a score")
    if criterion.value is not None:
        faults.extend(f"{place}.value: {text}" for text in criterion.value.function_of().problems())
    if isinstance(criterion, GridCapacityCriterion) and scenario.facility.demand_mw is None:
        faults.add("facility.demand_mw", f"it is missing, and the criterion {criterion.id} needs it")


def _check_exclusions(scenario: Scenario, faults: Faults) -> None:
    if len(scenario.exclusions) > MAX_RULES:
        faults.add(
            "exclusions", f"there are {len(scenario.exclusions)}, and at most {MAX_RULES} fit in the mask"
        )
    for i, rule in enumerate(scenario.exclusions):
        if rule.ranges is None:
            continue
        if rule.where is not None:
            faults.add(
                f"exclusions[{i}]", "where is for vector layers and ranges for rasters; give one of them"
            )
        if rule.covered_share is not None:
            faults.add(
                f"exclusions[{i}]",
                "covered_share is for vector layers, as a raster's cells are taken whole; leave it out",
            )
        check_ranges(f"exclusions[{i}].ranges", rule.ranges, faults)


def _check_candidates(scenario: Scenario, faults: Faults) -> None:
    wanted = scenario.candidates
    if wanted and wanted.max_area_ha is not None and wanted.max_area_ha < wanted.min_area_ha:
        faults.add(
            "candidates", f"max_area_ha {wanted.max_area_ha:g} is below min_area_ha {wanted.min_area_ha:g}"
        )


def _check_routes(scenario: Scenario, faults: Faults) -> None:
    routes = scenario.allocation.routes if scenario.allocation else None
    if routes is None or not routes.points:
        return
    values = [v for v, _ in routes.points]
    if routes.layer is None:
        faults.add("allocation.routes.points", "they are of no use without a layer; name the raster")
    if any(b <= a for a, b in zip(values, values[1:])):
        faults.add("allocation.routes.points", "the values do not rise; order the pairs by value, each once")
    if any(friction < 0 for _, friction in routes.points):
        faults.add("allocation.routes.points", "a friction is below 0; 1 is ordinary ground")
