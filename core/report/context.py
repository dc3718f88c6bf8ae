"""The whole report as plain data for its template."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from ..grid.grid import describe
from ..provenance import Input, plugin_version
from ..regions.request import Objective
from ..run.result import HorizonResult, RunResult
from ..scenario.model import GridCapacityCriterion, Scenario
from . import numbers
from .defaults import default_rows
from .horizon import Horizon
from .maps import make_canvas, read_boundaries
from .picture import Picture
from .section import section
from .tables import spare_range
from .texts import Texts, finding_rows

#: Caveats of every report, and those of reports that look at grid capacity.
_CAVEATS = (
    "caveat_screening", "caveat_hazard", "caveat_unknown", "caveat_weights", "caveat_plane", "caveat_latency",
)  # fmt: skip
_PHASES = {
    "read": "phase_read", "survey": "phase_survey", "rasters": "phase_rasters", "candidates": "phase_candidates",
    "report": "phase_report",
}  # fmt: skip
_CAPACITY_CAVEATS = ("caveat_snapshot", "caveat_demand", "caveat_shared", "caveat_reserved", "caveat_voltage")


def report_context(result: RunResult, pictures: list[Picture], t: Texts) -> dict[str, Any]:
    """All that the template prints.

    Parameters
    ----------
    result : RunResult
    pictures : list of Picture
        One a horizon.
    t : Texts
    """
    scenario = result.scenario
    canvas = make_canvas(result.plan.grid)
    boundaries = read_boundaries(result, canvas)
    sections = [section(Horizon(result, i, p, canvas, boundaries, t)) for i, p in enumerate(pictures)]
    return {
        "t": t,
        "language": t.language,
        "title": scenario.title or Path(scenario.path).stem or t("untitled"),
        "note": scenario.note,
        "asked": _asked(result, t),
        "caution": caution(scenario, t),
        "comparison": [_compared(h, t) for h in result.horizons] if len(result.horizons) > 1 else [],
        "sections": sections,
        "inputs": [_input_row(i, scenario) for i in result.inputs],
        "findings": finding_rows(result.findings, {c.id: c.label for c in scenario.criteria}, t),
        "defaults": default_rows(scenario, t),
        "caveats": _caveats(scenario, t),
        "provenance": _provenance(result, t),
    }


def capacity_dates(scenario: Scenario) -> list[str | None]:
    """As-of dates of the layers that grid capacity is read from, each once; None where a layer has none."""
    layers = [c.layer for c in scenario.criteria if isinstance(c, GridCapacityCriterion)]
    return list(dict.fromkeys(scenario.layers[name].as_of for name in layers))


def caution(scenario: Scenario, t: Texts) -> str:
    """The caution on grid capacity with its date; empty where the scenario does not look at capacity."""
    dates = capacity_dates(scenario)
    if not dates:
        return ""
    known = [d for d in dates if d]
    if len(known) < len(dates):
        return t("caution_undated")
    return t("caution", date=t("list_joint").join(known))


def _asked(result: RunResult, t: Texts) -> list[tuple[str, str]]:
    scenario, grid = result.scenario, result.plan.grid
    facility, wanted = scenario.facility, scenario.candidates
    xmin, ymin, xmax, ymax = grid.extent
    years = [str(h.year) for h in result.horizons if h.year is not None]
    size = f"{numbers.plain((xmax - xmin) / 1000, 1)} × {numbers.plain((ymax - ymin) / 1000, 1)} km"
    power = f"{numbers.megawatts(facility.demand_mw)} MW" if facility.demand_mw else t("not_stated")
    rows = [
        (t("asked_demand"), power),
        (t("asked_year"), t("list_joint").join(years) or t("not_stated")),
        (t("asked_area"), t("asked_area_value", size=size, cell=f"{grid.dx:g}")),
    ]
    rows.append((t("asked_date"), datetime.date.today().isoformat()))
    return [*rows, (t("asked_candidates"), _wanted_words(scenario, t))] if wanted is not None else rows


def _wanted_words(scenario: Scenario, t: Texts) -> str:
    wanted = scenario.candidates
    if wanted is None:
        return ""
    parts = [t("wanted_count", count=wanted.count)]
    if wanted.max_area_ha is not None:
        low, high = numbers.plain(wanted.min_area_ha, 1), numbers.plain(wanted.max_area_ha, 1)
        parts.append(t("wanted_area", low=low, high=high))
    elif wanted.min_area_ha:
        parts.append(t("wanted_area_from", low=numbers.plain(wanted.min_area_ha, 1)))
    if wanted.min_score:
        parts.append(t("wanted_score", score=numbers.plain(wanted.min_score)))
    if wanted.min_spacing_m:
        parts.append(t("wanted_spacing", distance=numbers.plain(wanted.min_spacing_m / 1000)))
    if wanted.zones is not None and wanted.zones.max_per_zone is not None:
        parts.append(t("wanted_zones", most=wanted.zones.max_per_zone, layer=wanted.zones.layer))
    if wanted.objective == Objective.MEAN.value:
        parts.append(t("wanted_mean"))
    return t("list_joint").join(parts)


def _compared(h: HorizonResult, t: Texts) -> list[str]:
    best = h.candidates[0].region.score_mean if h.candidates else None
    place = (h.candidates[0].attributes.get("admin") if h.candidates else None) or numbers.UNKNOWN
    return [
        t("horizon_heading", year=h.year, id=h.id), numbers.hectares(h.scored_ha), numbers.hectares(h.excluded_ha),
        numbers.hectares(h.not_assessed_ha), str(len(h.candidates)), numbers.score(best), place,
        spare_range(h.candidates),
    ]  # fmt: skip


def _input_row(item: Input, scenario: Scenario) -> dict[str, str | None]:
    layer = scenario.layers.get(item.id)
    _, _, options = item.source.partition("|")
    names = [o.split("=", 1)[1] for o in options.split("|") if o.lower().startswith("layername=")]
    return {
        "id": item.id,
        "file": Path(item.source.split("|")[0]).name,
        "layer": names[0] if names else None,
        "where": layer.where if layer else None,
        "note": layer.note if layer else None,
        "licence": item.licence,
        "as_of": item.as_of,
        "size": numbers.file_size(item.size),
        "sha256": item.sha256,
    }


def _caveats(scenario: Scenario, t: Texts) -> list[tuple[str, str]]:
    """Caveats as (key word, sentence)."""
    keys = [*(_CAPACITY_CAVEATS if capacity_dates(scenario) else ("caveat_no_capacity",)), *_CAVEATS]
    return [(t(f"{k}_title"), t(k)) for k in keys]


def _phase(name: str, t: Texts) -> str:
    return t(_PHASES[name]) if name in _PHASES else name


def _provenance(result: RunResult, t: Texts) -> list[tuple[str, str, bool]]:
    """What made the report: name, value, and whether the value is code."""
    libraries = ", ".join(f"{name} {version}" for name, version in result.versions.items())
    seconds = ", ".join(f"{_phase(name, t)} {value:.1f} s" for name, value in result.seconds.items())
    return [
        (t("made_plugin"), f"Watt-Bit Siting {plugin_version()}", False),
        (t("made_scenario"), Path(result.scenario.path).name or t("not_stated"), False),
        (t("made_sha256"), result.scenario.sha256 or numbers.UNKNOWN, True),
        (t("made_grid"), describe(result.plan.grid), False),
        (t("made_libraries"), libraries or numbers.UNKNOWN, False),
        (t("made_seconds"), seconds or numbers.UNKNOWN, False),
    ]
