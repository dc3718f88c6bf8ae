"""Explain places: the facts of each, in one go."""

from __future__ import annotations

import functools

import numpy as np
from osgeo import osr
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from ..criteria.hazard import SEVERITIES
from ..gdalio import gdal_errors
from ..grid.crs import parse_crs, same_crs
from ..grid.grid import Window
from ..grid.spans import Spans
from ..progress import Steps
from ..scenario.model import GridCapacityCriterion, HazardCriterion
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


def explain_point(subject: Subject, x: float, y: float, crs: str | None = None) -> Explanation:
    """Explain the cell at a position.

    Parameters
    ----------
    subject : Subject
        After ``warm`` the first answer is as fast as the next.
    x, y : float
        East and north, or longitude and latitude in degrees.
    crs : str or None
        Of the position; None is that of the grid.

    Raises
    ------
    InputError
        When the CRS is not known.
    """
    grid = subject.plan.grid
    if crs is not None:
        x, y = on_grid(x, y, crs, grid.crs)
    if not (np.isfinite(x) and np.isfinite(y)):
        return Explanation(OUTSIDE, 0, 0, None)
    column = int(np.floor((x - grid.origin_x) / grid.dx))
    row = int(np.floor((grid.origin_y - y) / grid.dy))
    one = np.zeros(1, np.int64)
    return _explain(subject, Point(x, y), Spans(one + row, one + column, one + column, one))


def warm(subject: Subject) -> None:
    """Read and prepare all that answers need, so that the first place is told as fast as the next."""
    for criterion in subject.horizon.criteria:
        subject.exact_field(criterion)
    scenario = subject.scenario
    for rule in scenario.exclusions:
        if rule.ranges is None:
            subject.named(rule.layer, rule.where)
    for spec in scenario.criteria:
        if isinstance(spec, GridCapacityCriterion):
            subject.named(spec.layer)
        elif isinstance(spec, HazardCriterion) and spec.exclude_from < SEVERITIES:
            for layer in spec.layers:
                subject.named(layer)
    xmin, ymin, xmax, ymax = subject.plan.grid.extent
    explain_point(subject, (xmin + xmax) / 2, (ymin + ymax) / 2)


@functools.lru_cache(maxsize=8)
def _transformation(source: str, target: str) -> osr.CoordinateTransformation | None:
    """From one CRS to another; None where they are the same."""
    known = parse_crs(source), parse_crs(target)
    if same_crs(*known):
        return None
    with gdal_errors():
        return osr.CoordinateTransformation(*known)


def on_grid(x: float, y: float, source: str, target: str) -> tuple[float, float]:
    """A position in the grid's CRS; NaN where the projection has no place for it."""
    transformation = _transformation(source, target)
    if transformation is None:
        return x, y
    try:
        with gdal_errors():
            return transformation.TransformPoint(x, y)[:2]
    except RuntimeError:
        return float("nan"), float("nan")


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
