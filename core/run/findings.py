"""What a reader of the result must know: mended geometry, unknown capacity, figures nobody verified."""

from __future__ import annotations

import math

import numpy as np

from ..criteria.connections import read_connections
from ..engine.compile import capacity_demand, capacity_fields
from ..engine.sources import Sources
from ..parameters import least_voltage
from ..scenario.model import GridCapacityCriterion, HazardCriterion, Horizon, Scenario
from .result import Finding, HorizonResult


def run_findings(
    at: tuple[tuple[Horizon | None, Scenario], ...], sources: Sources, horizons: list[HorizonResult]
) -> list[Finding]:
    """Findings of a run, each said once."""
    out = input_findings(at, sources)
    for result in horizons:
        out += _assessed(result) + _found(result, at[0][1])
    return list(dict.fromkeys(out))


def input_findings(at: tuple[tuple[Horizon | None, Scenario], ...], sources: Sources) -> list[Finding]:
    """What the inputs alone tell, each said once."""
    out: list[Finding] = []
    for _, scenario in at:
        out += _capacity(scenario, sources)
        out += _hazards(scenario)
    return list(dict.fromkeys(out + _geometry(sources)))


def _capacity(scenario: Scenario, sources: Sources) -> list[Finding]:
    out = []
    for criterion in (c for c in scenario.criteria if isinstance(c, GridCapacityCriterion)):
        names = capacity_fields(criterion)
        data = sources.vector(criterion.layer, scenario.layers[criterion.layer], fields=names.wanted())
        connections = read_connections(data, names)
        demand = capacity_demand(criterion, float(scenario.facility.demand_mw or 0), scenario.facility.horizon_year)
        unknown, total = int(connections.is_unknown().sum()), int(connections.is_demand.sum())
        where = f"criterion {criterion.id}"
        if unknown:
            out.append(Finding("warning", where, f"{unknown} of {total} connections have an unknown capacity and "
                               "count neither as 0 nor as unlimited."))  # fmt: skip
        if not connections.is_feasible(demand).any():
            out.append(Finding("warning", where, f"no connection can carry {demand.mw:g} MW by "
                               f"{demand.year or 'any year'}.", "Lower the demand or look at a later year."))  # fmt: skip
        if criterion.min_voltage_kv is None:
            sources_of = {least_voltage(demand.mw, u) for u in set(connections.utility)}
            if any(not s.verified for s in sources_of):
                kv = ", ".join(sorted({f"{s.kv:g} kV" for s in sources_of}))
                out.append(Finding("info", where, f"the least supply voltage ({kv}) for {demand.mw:g} MW is an "
                                   "unverified default.", "Ask the utility, and set min_voltage_kv."))  # fmt: skip
    return out


def _hazards(scenario: Scenario) -> list[Finding]:
    out = []
    for criterion in (c for c in scenario.criteria if isinstance(c, HazardCriterion)):
        bare = [n for n in criterion.layers if scenario.layers[n].coverage is None]
        if bare:
            out.append(Finding("warning", f"criterion {criterion.id}", f"{', '.join(bare)} has no coverage, so all "
                               "outside its polygons is taken as assessed and safe.",
                               "Name a layer of the assessed area as its coverage."))  # fmt: skip
    return out


def _geometry(sources: Sources) -> list[Finding]:
    out = []
    for data in {id(d): d for d in sources.reports().values()}.values():
        r = data.report
        told = [f"{n} {what}" for n, what in ((r.mended, "invalid and mended"), (r.dropped, "beyond mending and "
                "left out"), (r.empty, "without geometry and left out")) if n]  # fmt: skip
        if told:
            out.append(Finding("info", f"layer {data.name}", f"of its features, {', '.join(told)}."))
    return out


def _assessed(result: HorizonResult) -> list[Finding]:
    where = f"horizon {result.id}" if result.id else "result"
    out = []
    for criterion in result.criteria:
        if criterion.missing_share >= 0.0005:
            out.append(Finding("warning", where, f"the criterion {criterion.id} is not assessed on "
                               f"{criterion.missing_share:.1%} of the cells that no rule excludes."))  # fmt: skip
    if not result.scored_ha:
        out.append(Finding("warning", where, "no cell is eligible.", "See which rules exclude most."))
    return out


def _found(result: HorizonResult, scenario: Scenario) -> list[Finding]:
    wanted = scenario.candidates
    if wanted is None or len(result.candidates) >= wanted.count:
        return []
    where = f"horizon {result.id}" if result.id else "candidates"
    best = "" if math.isnan(result.score_max) else f" The best cell scores {np.float32(result.score_max):.3f}."
    return [
        Finding(
            "info", where,
            f"{len(result.candidates)} of {wanted.count} regions were found: {result.components} areas reach the least "
            f"score of {wanted.min_score:g}, {result.too_small} of them are smaller than {wanted.min_area_ha:g} ha.{best}",
            "Lower the least score, area or spacing.",
        )
    ]  # fmt: skip
