"""What an import of hazards met on the way, in counts and sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from osgeo import osr

from ...grid.crs import crs_name
from .classes import is_verified
from .coverage import Coverage
from .datum import mover
from .geometry import Fate
from .reader import SourceLayer
from .request import HazardRequest
from .schema import Schema

#: Texts of classes listed in the report.
_LISTED = 5
#: A31a and A31b are CC BY 4.0 from this year on.
_OPEN_SINCE = 2021


@dataclass(frozen=True)
class Job:
    """What is to be written."""

    layers: tuple[tuple[SourceLayer, Schema], ...]
    target: osr.SpatialReference
    coverage: Coverage
    request: HazardRequest
    left_out: int
    without_area: tuple[SourceLayer, ...]
    scenario_note: str | None = None

    @property
    def kind(self) -> str:
        """The hazard that all layers show."""
        return self.layers[0][1].kind.value


@dataclass
class Tally:
    """What was met on the way."""

    read: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    severities: Counter[int] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    partial: int = 0

    @property
    def polygons(self) -> int:
        """Hazard polygons written."""
        return self.fates[Fate.KEPT] + self.fates[Fate.MENDED]


def shared_attributes(layer: SourceLayer, schema: Schema, request: HazardRequest) -> dict[str, object]:
    """Attributes that all features of a layer share."""
    year = request.year or layer.name.year
    licence = request.licence or layer.licence
    if licence is None and schema.code in ("A31a", "A31b") and year and year >= _OPEN_SINCE:
        licence = "CC BY 4.0"
    source = f"{schema.code} {schema.title}: {layer.label}" if schema.code else layer.label
    return {"hazard": schema.kind.value, "source": source, "source_year": year, "licence": licence}


def unreadable_classes(tally: Tally) -> str:
    """The commonest texts that are no class, with their counts."""
    listed = [f"{text} ({count})" for text, count in tally.unreadable.most_common(_LISTED)]
    return ", ".join(listed + ["…"] * (len(tally.unreadable) > _LISTED))


def counts_of(job: Job, tally: Tally) -> dict[str, int]:
    """Counts by a few words."""
    counts = {"files read": len(job.layers), "files of other flood scenarios left out": job.left_out}
    counts["features read"] = tally.read
    counts["hazard polygons written"] = tally.polygons
    counts["polygons of the assessed area written"] = len(job.coverage.polygons)
    for fate in (Fate.MENDED, Fate.EMPTY, Fate.LOST, Fate.LINE, Fate.POINT):
        counts[fate.value] = tally.fates[fate]
    counts["classes that cannot be read"] = sum(tally.unreadable.values())
    for severity in sorted(tally.severities):
        counts[f"severity {severity}"] = tally.severities[severity]
    return counts


def notes_of(job: Job, tally: Tally) -> list[str]:
    """Sentences that a reader must know, most important first."""
    notes = list(dict.fromkeys(schema.note for _, schema in job.layers if schema.note))
    notes += [job.scenario_note] if job.scenario_note else []
    notes.append(job.coverage.note)
    if tally.unreadable:
        notes.append(
            f"{sum(tally.unreadable.values())} polygons have a class that cannot be read and so no severity, "
            f"which counts as not assessed: {unreadable_classes(tally)}."
        )
    if tally.partial:
        notes.append(
            f"In {tally.partial} yellow zones the red zone (特別警戒区域) was not surveyed yet, "
            "so severity 2 may be too low."
        )
    gone = tally.fates[Fate.LINE] + tally.fates[Fate.POINT]
    if gone:
        notes.append(f"{gone} lines and points were left out: the area they stand for is not known.")
    tables = {table for _, schema in job.layers for table in schema.tables if not is_verified(table)}
    if tables:
        notes.append(
            f"Severities of {', '.join(sorted(tables))} are unverified defaults "
            "(resources/parameters/hazard_severity.json)."
        )
    return notes + _notes_on_crs(job) + _notes_on_terms(job)


def _notes_on_crs(job: Job) -> list[str]:
    notes = []
    for layer, _ in job.layers:
        if layer.crs_note:
            notes.append(f"The file {layer.label} has no CRS; it was taken as {layer.crs_note}.")
        if mover(layer.crs, job.target) is not None:
            notes.append(
                f"The file {layer.label} was moved from {crs_name(layer.crs)} to {crs_name(job.target)}."
            )
    return notes


def _notes_on_terms(job: Job) -> list[str]:
    shared = [shared_attributes(layer, schema, job.request) for layer, schema in job.layers]
    notes = []
    if any(s["licence"] is None for s in shared):
        notes.append("The licence is not known, as it differs by publisher; read its terms and give LICENCE.")
    if any(s["source_year"] is None for s in shared):
        notes.append("The year of the data is not known; give YEAR.")
    return notes
