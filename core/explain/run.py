"""Explain the places of a layer and write what was found."""

from __future__ import annotations

from dataclasses import dataclass

from ..engine.sources import hash_layers
from ..errors import InputError
from ..outputs import outputs
from ..progress import Progress, Steps
from ..provenance import hash_input, raster_metadata
from ..sources.features import read_features
from ..sources.vector import ALL_FIELDS, VectorSource, read_vector
from .explain import explain_places
from .layer import write_explanations
from .page import write_page
from .subject import Subject, feature_names, open_subject
from .words import Words


@dataclass(frozen=True)
class Asking:
    """What is asked: scenario, places, where the layer and the page (or None) go, horizon (or None), language."""

    scenario: str
    places: VectorSource
    output: str
    report: str | None = None
    horizon: str | None = None
    language: str = "en"


def explain_to(asking: Asking, progress: Progress | None = None) -> list[str]:
    """Explain every place; returns a sentence each.

    Raises
    ------
    InputError
        When the scenario or the places cannot be used, or no place lies in the extent.
    OutputError
        When a file cannot be written.
    """
    steps = Steps(progress)
    steps.phase("Reading the scenario and its layers", 0.6)
    subject = open_subject(asking.scenario, asking.horizon)
    try:
        return _explain(asking, subject, steps)
    finally:
        subject.close()


def _explain(asking: Asking, subject: Subject, steps: Steps) -> list[str]:
    grid = subject.plan.grid
    data = read_vector(asking.places, grid.crs, ALL_FIELDS)
    if len(data.shapes.lines):
        raise InputError(f"The layer {data.name} has lines, which are no places; give points or polygons.")
    steps.phase("Explaining", 0.95)
    told = explain_places(subject, data, steps)
    if all(t.cells == 0 for t in told):
        raise InputError(f"No place of {data.name} lies in the extent of the scenario; check its CRS.")
    words = Words(asking.language)
    inputs = [
        *hash_layers(((None, subject.scenario),), 1),
        hash_input("places", asking.places.uri.path, asking.places.uri.path),
    ]
    ids = [c.id for c in subject.horizon.criteria]
    with outputs() as files:
        target = files.aside(asking.output)
        page = files.aside(asking.report) if asking.report else None
        by_fid = dict(zip(data.fid.tolist(), told))
        tags = raster_metadata(subject.scenario.sha256, inputs)
        write_explanations(target, read_features(asking.places), by_fid, ids, words, tags)
        if page is not None:
            write_page(page, subject.scenario.title, told, list(feature_names(data)), words)
    return [words.sentence(t) for t in told]
