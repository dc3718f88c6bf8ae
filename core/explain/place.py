"""What a place is called."""

from __future__ import annotations

import math

from shapely.geometry import Point

from .explain import on_grid
from .subject import Subject


def place_name(subject: Subject, x: float, y: float, crs: str | None = None) -> str:
    """Name of the area that holds a position, by the scenario's layer of ``candidates.admin``.

    Parameters
    ----------
    subject : Subject
    x, y : float
        East and north, or longitude and latitude in degrees.
    crs : str or None
        Of the position; None is that of the grid.

    Returns
    -------
    str
        Empty where no area holds it, or the scenario names no such layer.

    Raises
    ------
    InputError
        When the CRS is not known, or the layer cannot be read.
    """
    candidates = subject.scenario.candidates
    if candidates is None or candidates.admin is None:
        return ""
    if crs is not None:
        x, y = on_grid(x, y, crs, subject.plan.grid.crs)
    if not (math.isfinite(x) and math.isfinite(y)):
        return ""
    named = subject.named(candidates.admin.layer)
    words, here = named.data.fields.get(candidates.admin.field), Point(x, y)
    for number, area in enumerate(named.geometries):
        xmin, ymin, xmax, ymax = area.bounds or (math.nan,) * 4
        if xmin <= x <= xmax and ymin <= y <= ymax and area.covers(here):
            word = named.names[number] if words is None else words[number]
            return "" if word is None else str(word).strip()
    return ""
