"""Import a utility's table or layer of grid capacity as the standard capacity layer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ...outputs import outputs
from ...progress import Progress, Steps
from ...vectors import LayerSpec, cut_names, write_layer
from ..common.provenance import import_metadata
from ..standard import CAPACITY, ImportReport
from .columns import objects
from .geometry import GEOGRAPHIC, Shapes, kind_of, one_type, to_crs
from .headers import find_header
from .locations import Join, join
from .places import Places, read_places
from .profile import GENERIC, load_profile
from .report import report
from .request import CapacityRequest
from .source import read_source
from .understand import Parsed, parse


def import_capacity(request: CapacityRequest, output: Path, progress: Progress | None = None) -> ImportReport:
    """Import a capacity table and write the standard layer.

    Every row is written: one that finds no place has no geometry, one whose capacity is not published
    has null capacity. Fields and units as in ``standard.CAPACITY``; the ending of ``output`` picks the format.

    Returns
    -------
    ImportReport
        Counts of rows, unknown values and names joined, and sentences on what a reader must know.

    Raises
    ------
    InputError
        When the input, its encoding, its header or a parameter cannot be used.
    OutputError
        When the layer cannot be written; an earlier one stays as it was.
    """
    request.require_known_words()
    steps = Steps(progress)
    steps.phase("Reading the table", 0.3)
    generic = load_profile(GENERIC)
    table = read_source(request.source, lambda head: find_header(head, generic, request.columns) is not None)
    places = read_places(request.locations, request.location_field) if request.locations else None
    steps.phase("Understanding the table", 0.6)
    parsed, own = parse(request, table)
    shapes, joined = _place(parsed, own, places)
    kind = objects(k or kind_of(w) for k, w in zip(parsed.values["kind"], shapes.wkb))
    parsed = replace(parsed, values={**parsed.values, "kind": kind})
    steps.phase("Writing the layer", 1.0)
    geometry_type, wkb = one_type(shapes.wkb)
    tags = import_metadata(request, {"source": "table", "locations": "locations"})
    spec = LayerSpec("capacity", shapes.crs, geometry_type, CAPACITY, tuple(tags.items()))
    with outputs() as files:
        written = write_layer(files.aside(output), spec, _features(parsed.values, wkb, steps))
    done = report(parsed, shapes, joined, places, written)
    return replace(done, notes=[*done.notes, *filter(None, [cut_names(output, CAPACITY)])])


def _place(parsed: Parsed, own: Shapes | None, places: Places | None) -> tuple[Shapes, Join | None]:
    """Geometry of the rows: the table's own, else by name."""
    shapes = own or Shapes(objects([None] * len(parsed.columns.cells)), parsed.request.crs or GEOGRAPHIC)
    if places is None:
        return shapes, None
    wkb = to_crs(shapes, places.crs).copy()
    lacking = np.array([w is None for w in wkb], bool)
    is_line = parsed.values["kind"] == "line"
    name, utility = parsed.values["name"], parsed.values["utility"]
    joined = join(name[lacking], is_line[lacking], utility[lacking], places)
    wkb[lacking] = joined.geometry
    return Shapes(wkb, places.crs, shapes.unusable), joined


def _features(
    values: Mapping[str, np.ndarray], wkb: np.ndarray, steps: Steps
) -> Iterator[tuple[dict[str, Any], bytes | None]]:
    names = list(values)
    total = len(wkb)
    for i, (*row, shape) in enumerate(zip(*values.values(), wkb)):
        if i % 5000 == 0:
            steps.at(i / total)
        yield dict(zip(names, row)), shape
