"""Import a hazard map into the standard hazard layer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from osgeo import ogr, osr

from ...errors import InputError
from ...gdalio import gdal_errors
from ...grid.crs import crs_name, parse_crs
from ...outputs import OutputSet, outputs
from ...progress import Progress, Steps
from ...vectors import LayerSpec, cut_names, write_layer
from ..common.provenance import import_metadata
from ..standard import HAZARD, ImportReport
from .classes import HazardClass
from .coverage import coverage_rows, given_coverage, told_by_names
from .datum import JGD2011, TOKYO, mover
from .geometry import Fate, usable_polygon
from .prefectures import prefectures_of
from .reader import SourceLayer, open_source
from .report import Job, Tally, counts_of, notes_of, shared_attributes, unreadable_classes
from .request import SCENARIOS, HazardRequest, Scenario
from .schema import OtherScenario, Schema, find_schema, flood_scenarios

Row = tuple[dict[str, object], bytes]

_STEP = 256


def import_hazard(request: HazardRequest, output: Path, progress: Progress | None = None) -> ImportReport:
    """Write the standard hazard layer of a file.

    Polygons carry severity 1 to 4, or none where their class cannot be read. Where the assessed area is known,
    polygons of severity 0 cover it; hazard polygons lie over them, and the worst severity counts.

    Parameters
    ----------
    request : HazardRequest
    output : Path
        Its ending picks the format. An earlier file is replaced only when all went well.
    progress : callable or None

    Returns
    -------
    ImportReport

    Raises
    ------
    InputError
        When the input cannot be used: the sentence says why.

    Source: 国土数値情報 product specifications as collected in ``hazard_severity.json``.
    """
    with outputs() as files, gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
        return _import(request, Path(output), files, Steps(progress))


def _import(request: HazardRequest, output: Path, files: OutputSet, steps: Steps) -> ImportReport:
    """Read and write; a function of its own, so that extracted files are closed before they are removed."""
    steps.phase("Opening the hazard map", 0.1)
    job = _plan(request, files.scratch("hazard"))
    steps.phase("Importing polygons", 1.0)
    tally = Tally()
    for layer in job.without_area:
        tally.fates[Fate.LINE if layer.dimension else Fate.POINT] += layer.count
    tags = import_metadata(request, {"source": "map", "coverage": "coverage"})
    spec = LayerSpec(output.stem, _crs_text(job.target), ogr.wkbMultiPolygon, HAZARD, tuple(tags.items()))
    written = write_layer(files.aside(output), spec, _rows(job, tally, steps))
    _refuse_nothing(job, tally)
    notes = [*notes_of(job, tally), *filter(None, [cut_names(output, HAZARD)])]
    return ImportReport(written, counts_of(job, tally), notes)


def _plan(request: HazardRequest, scratch: Path) -> Job:
    found, left_out = open_source(request, scratch)
    # Archives hold lines and polygons side by side, and the fields of line files may differ.
    areas = [layer for layer in found if layer.dimension in (None, 2)]
    without_area = tuple(layer for layer in found if layer.dimension in (0, 1))
    if not areas:
        _schemas(found, request)  # a product that is no hazard is the plainer reason
        raise _only_lines(", ".join(layer.label for layer in found[:3]), sum(layer.count for layer in found))
    request, scenario_note = _scenario(areas, request)
    layers, others = _schemas(areas, request)
    kinds = sorted({schema.kind.value for _, schema in layers})
    if len(kinds) > 1:
        raise InputError(
            f"The file {request.source} holds hazards of several kinds ({', '.join(kinds)}); "
            "import them one by one."
        )
    target = _target([layer.crs for layer, _ in layers])
    if request.coverage is not None:
        coverage = given_coverage(
            request.coverage, target, scratch / "coverage", lambda: prefectures_of(layers)
        )
    else:
        is_product = all(schema.code and schema.code == layer.name.code for layer, schema in layers)
        coverage = told_by_names([layer.name for layer, _ in layers] if is_product else [], target)
    return Job(layers, target, coverage, request, left_out + others, without_area, scenario_note)


def _scenario(areas: list[SourceLayer], request: HazardRequest) -> tuple[HazardRequest, str | None]:
    """The request with the flood scenario that AUTO stands for, and a sentence where it is not the largest."""
    found = {s for layer in areas for s in flood_scenarios(layer.fields)}
    if request.scenario is not Scenario.AUTO or not found or request.severity_field:
        return request, None
    best = next(s for s in SCENARIOS if s in found)
    note = None
    if best is not Scenario.MAXIMUM:
        note = (
            f"The file holds no depths of the largest assumed flood (想定最大規模), so its map of the scenario "
            f"{best.value} was taken."
        )
    return replace(request, scenario=best), note


def _schemas(
    areas: list[SourceLayer], request: HazardRequest
) -> tuple[tuple[tuple[SourceLayer, Schema], ...], int]:
    """Layers of the scenario asked for with their schemas, and how many are of another."""
    layers, others = [], []
    for layer in areas:
        try:
            layers.append((layer, find_schema(layer.fields, layer.name, request, layer.label)))
        except OtherScenario as other:
            others.append(other.found.value)
    if not layers:
        have = ", ".join(sorted(set(others)))
        raise InputError(
            f"The file {request.source} holds flood maps of the scenario {have}, not {request.scenario.value}; "
            "choose that SCENARIO."
        )
    return tuple(layers), len(others)


def _target(systems: list[osr.SpatialReference]) -> osr.SpatialReference:
    """CRS of the output: that of the input, JGD2011 where inputs differ or are on the Tokyo datum (日本測地系)."""
    first = systems[0]
    is_one = all(mover(s, first) is None for s in systems)
    return first if is_one and mover(first, parse_crs(TOKYO)) is not None else parse_crs(JGD2011)


def _crs_text(srs: osr.SpatialReference) -> str:
    name = crs_name(srs)
    return name if name.startswith("EPSG:") else srs.ExportToWkt()


def _rows(job: Job, tally: Tally, steps: Steps) -> Iterator[Row]:
    total = max(sum(layer.count for layer, _ in job.layers), 1)
    yield from coverage_rows(job.coverage, job.kind)
    for layer, schema in job.layers:
        move = mover(layer.crs, job.target)
        common = shared_attributes(layer, schema, job.request)
        for values, geometry in layer.read(schema.fields):
            if tally.read % _STEP == 0:
                steps.at(tally.read / total)
            tally.read += 1
            wkb, fate = usable_polygon(geometry, move)
            tally.fates[fate] += 1
            if wkb is not None:
                yield {**common, **_attributes(schema.classify(values), tally)}, wkb


def _attributes(found: HazardClass, tally: Tally) -> dict[str, object]:
    if found.severity is None:
        tally.unreadable[found.text or "(blank)"] += 1
    else:
        tally.severities[found.severity] += 1
    tally.partial += found.is_partial
    return {
        "severity": found.severity,
        "depth_min_m": found.depth_min_m,
        "depth_max_m": found.depth_max_m,
        "class_text": found.text,
    }


def _refuse_nothing(job: Job, tally: Tally) -> None:
    label = ", ".join(layer.label for layer, _ in job.layers[:3])
    if not tally.polygons:
        raise _only_lines(label, tally.fates[Fate.LINE] + tally.fates[Fate.POINT])
    if not tally.severities:
        schema = job.layers[0][1]
        raise InputError(
            f"No class of the field {schema.fields[0]} of {label} can be read (it holds: "
            f"{unreadable_classes(tally)}), so its edition is not known; name the field as SEVERITY_FIELD "
            "and its values as SEVERITY_CLASSES."
        )


def _only_lines(label: str, count: int) -> InputError:
    what = f"only lines and points ({count})" if count else "no polygons"
    return InputError(
        f"The file {label} has {what}, so no area can be read; choose the polygon file of the hazard."
    )
