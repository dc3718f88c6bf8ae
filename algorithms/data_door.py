"""The door of the workbench's data page: facts of layers, raw files, findings and their mends."""

from __future__ import annotations

import os
from dataclasses import dataclass

from qgis.core import QgsApplication, QgsProcessingUtils, QgsProviderRegistry

from ..core.criteria.raster import Derive
from ..core.errors import InputError
from ..core.grid.crs import crs_name, parse_crs, require_metric
from ..core.grid.grid import template_grid
from ..core.preflight.check import check_raw
from ..core.preflight.collect import LEVELS
from ..core.preflight.facts import LayerFacts, layer_facts, layers_in
from ..core.preflight.finding import Finding
from ..core.preflight.mend import Mend, layer_source, mend_of
from ..core.preflight.phrases import FOLDER, phrases
from ..core.preflight.renew import part_of, quick_findings, still_holds
from ..core.prepare.recognise import recognise
from ..core.scenario.rename import renamed_layer
from ..core.sources.uri import parse_uri
from ..core.sources.vector import source_place

DERIVES = [d.value for d in Derive]

__all__ = [
    "DERIVES",
    "LayerFacts",
    "Told",
    "crs_fault",
    "facts_of_layers",
    "file_source",
    "filter_fault",
    "findings_of",
    "layers_in",
    "recognise",
    "renamed_layer",
    "renewed_findings",
    "source_file",
    "template_lattice",
]


@dataclass(frozen=True)
class Told:
    """A finding in the user's language, where it points, and its mend.

    Attributes
    ----------
    level : str
    place, sentence, advice : str
    kind, id : str
        The part of the scenario, such as ``criterion`` and its id; for a fault of the file its path in ``kind``.
    mend : Mend or None
    finding : Finding
        As the core tells it.
    is_quick : bool
        Whether the scenario alone tells it, no layer.
    """

    level: str
    place: str
    sentence: str
    advice: str
    kind: str
    id: str = ""
    mend: Mend | None = None
    finding: Finding | None = None
    is_quick: bool = False


def findings_of(raw, folder):
    """Check a scenario in hand; every finding, worst first, in QGIS's language."""
    quick = quick_findings(raw, folder)
    return [_told(f, raw, mend_of(f, raw, folder), f in quick) for f in check_raw(raw, folder)]


def renewed_findings(told, before, raw, folder):
    """Findings after an edit without another look at any layer, and without mends until the next look.

    Those that still hold stay; what the scenario alone tells is found anew. The same list where nothing differs.
    """
    kept = [t for t in told if not t.is_quick and still_holds(t.finding, before, raw)]
    fresh = [_told(f, raw, None, is_quick=True) for f in quick_findings(raw, folder)]
    out = sorted([*kept, *fresh], key=lambda t: LEVELS.index(t.level))
    return told if [t.finding for t in out] == [t.finding for t in told] else out


def _told(finding, raw, mend, is_quick):
    kind, id = part_of(finding, raw)
    if finding.said is None:
        return Told(
            finding.level, finding.where, finding.what, finding.mend, kind, id, mend, finding, is_quick
        )
    language = QgsApplication.locale()[:2]
    words = phrases(language if (FOLDER / f"{language}.json").is_file() else "en")
    labels = {c["id"]: c["title"] for c in raw.get("criteria", []) if c.get("id") and c.get("title")}
    place, what, advice = (
        words.say(v, labels) for v in (finding.said.place, finding.said.what, finding.said.mend)
    )
    return Told(finding.level, place, what, advice, kind, id, mend, finding, is_quick)


def facts_of_layers(jobs, folder):
    """Facts of layers by id.

    Parameters
    ----------
    jobs : list of (id, spec, criterion or None)
    folder : Path
    """
    return {id: layer_facts(id, spec, folder, criterion) for id, spec, criterion in jobs}


def source_file(source, folder):
    """Path of the file that a source names."""
    return parse_uri(source, folder).path


def file_source(layer):
    """(source, filter) of a layer of the project that lies in a file; None where it does not."""
    provider = layer.dataProvider().name() if layer.dataProvider() else ""
    if provider not in ("ogr", "gdal"):
        return None
    text = QgsProcessingUtils.normalizeLayerSource(layer.source()) if provider == "ogr" else layer.source()
    path = parse_uri(text).path
    if not path.startswith("/vsi") and not os.path.exists(path):
        parts = QgsProviderRegistry.instance().decodeUri(provider, layer.source())
        path = text = parts.get("path", "")
    head, *options = text.partition("|subset=")[0].split("|")
    named = "".join(f"|{o}" for o in options if o.lower().startswith("layername="))
    return (head + named, layer.subsetString() if provider == "ogr" else "") if os.path.exists(path) else None


def filter_fault(id, spec, folder):
    """Sentence of a filter that does not work on its layer; empty where it does, or the file is not there."""
    if not os.path.exists(source_file(spec.get("source", ""), folder)):
        return ""
    try:
        source_place(layer_source(id, spec, folder))
    except InputError as error:
        return str(error) if "filter" in str(error) else ""
    return ""


def crs_fault(text):
    """Sentence of a CRS that an analysis grid cannot have; empty where it can."""
    try:
        require_metric(text, None)
    except InputError as error:
        return str(error)
    return ""


def template_lattice(path):
    """CRS, extent and cell size of a template raster as a scenario's grid writes them; raises InputError."""
    grid = template_grid(path)
    return {"crs": crs_name(parse_crs(grid.crs)), "extent": list(grid.extent), "cell_size_m": grid.dx}
