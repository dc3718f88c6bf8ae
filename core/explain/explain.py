"""Explain places: the facts of each, in one go."""

from __future__ import annotations

import numpy as np
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from ..grid.grid import Window
from ..grid.spans import Spans
from ..progress import Steps
from ..sites.surface import runs_by_site, tiles
from ..sources.geometries import to_geometries
from ..sources.shapes import VectorData
from .cells import Looked, criterion_facts, look
from .change import smallest_change
from .connections import connection_facts
from .facts import ELIGIBLE, EXCLUDED, NOT_ASSESSED, OUTSIDE, Explanation
from .rules import rule_facts
from .subject import Subject


def explain_places(subject: Subject, data: VectorData, steps: Steps | None = None) -> list[Explanation]:
    """Explain every feature of a layer of points or polygons in the grid's CRS.

    A point is explained by the cell it lies in, a polygon by the cells whose centre it covers.
    """
    runs = runs_by_site(data.shapes, subject.plan.grid)
    out = []
    for geometry, own in zip(to_geometries(data.shapes), runs):
        out.append(_explain(subject, geometry, own))
        if steps is not None:
            steps.at(len(out) / len(runs))
    return out


def explain_point(subject: Subject, x: float, y: float) -> Explanation:
    """Explain the cell at a position in the grid's CRS."""
    grid = subject.plan.grid
    column = int(np.floor((x - grid.origin_x) / grid.dx))
    row = int(np.floor((grid.origin_y - y) / grid.dy))
    one = np.zeros(1, np.int64)
    return _explain(subject, Point(x, y), Spans(one + row, one + column, one + column, one))


def _explain(subject: Subject, place: BaseGeometry, own: Spans) -> Explanation:
    parts = list(tiles(own, subject.plan.grid))
    if not parts:
        return Explanation(OUTSIDE, 0, 0, None)
    looked = look(subject, parts)
    eligible = ~np.isnan(looked.suitability)
    score = float(looked.suitability[eligible].mean()) if eligible.any() else None
    # Rules and connections are told of the cells: that is where the engine measures from.
    ground = place if place.area else _cell(parts[0][0])
    return Explanation(
        _state(looked),
        len(eligible),
        int(eligible.sum()),
        score,
        criterion_facts(subject, looked),
        rule_facts(subject, ground, parts, looked),
        connection_facts(subject, place),
        smallest_change(subject, parts, looked),
    )


def _state(looked: Looked) -> str:
    if (~np.isnan(looked.suitability)).any():
        return ELIGIBLE
    return EXCLUDED if looked.is_excluded.any() else NOT_ASSESSED


def _cell(window: Window) -> BaseGeometry:
    """The centre of a single cell, from which the engine measures."""
    xmin, ymin, xmax, ymax = window.extent
    return box(xmin, ymin, xmax, ymax).centroid
