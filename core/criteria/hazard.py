"""Severity of hazards and the score it gives, with "not assessed" kept apart from "none there"."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..grid.spans import Spans, line_spans, merge, polygon_spans
from ..sources.shapes import Shapes, VectorData
from .field import Band

#: Severity 0 (assessed, none there) to 4 (worst).
SEVERITIES = 5
#: Text, and the field it stands in, that marks the assessed area in an imported layer.
ASSESSED, MARK_FIELD = "assessed, none there", "class_text"
#: Score of each severity unless the user says otherwise.
SCORES = (1.0, 0.75, 0.5, 0.25, 0.0)


@dataclass(frozen=True)
class SeverityMap:
    """How a layer's own classes become severities.

    Attributes
    ----------
    field : str
        Field to read.
    classes : dict or None
        Severity of each value, by its text; None when the field holds severities 0 to 4.
    """

    field: str = "severity"
    classes: dict[str, int] | None = None

    def severities(self, data: VectorData) -> np.ndarray:
        """Severity of each feature, float64, NaN where null or not listed."""
        if self.classes is None:
            return data.numbers(self.field)
        classes = self.classes
        return np.array([classes.get(_text(v), math.nan) for v in data.column(self.field)], float)


@dataclass(frozen=True)
class HazardLayer:
    """One hazard layer on the grid.

    Attributes
    ----------
    name : str
    levels : tuple of (severity, Spans)
        Cells of each severity that occurs.
    unknown : Spans
        Cells of features whose severity is not known.
    coverage : Spans or None
        Cells that were assessed; None when all are.
    lost : int
        Polygons smaller than a cell, which take the cell they lie in.
    """

    name: str
    levels: tuple[tuple[int, Spans], ...]
    unknown: Spans
    coverage: Spans | None
    lost: int = 0

    def __call__(self, window: Window) -> np.ndarray:
        """Worst severity, float32 of the window's shape; NaN where not assessed."""
        known, is_assessed = self.known(window)
        # Nothing is worse than the last severity, whatever is not known beside it.
        known[~is_assessed & (known < SEVERITIES - 1)] = np.nan
        return known

    def known(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """The worst severity that is known, float32, 0 where none is; and whether a cell is assessed.

        A cell is assessed in the coverage and where a severity is mapped, unless a feature of unknown
        severity, which may be worse than a known one beside it, takes it too.
        """
        known = np.zeros(window.shape, np.float32)
        all_of_it = self.coverage is None
        is_assessed = np.ones(window.shape, bool) if all_of_it else self.coverage.burn(window)  # type: ignore[union-attr]
        for severity, spans in self.levels:  # rising, so that the worst stays
            if spans.touches(window):
                cells = spans.burn(window)
                known[cells] = severity
                is_assessed |= cells
        if self.unknown.size:
            is_assessed &= ~self.unknown.burn(window)
        return known, is_assessed


@dataclass(frozen=True)
class HazardField:
    """Score and worst severity over hazard layers.

    A cell is assessed when every layer is assessed there, or one layer settles it: severity 4 is the
    worst there is, and one that excludes does so whatever the others say. Cells of severity
    ``exclude_from`` or worse have no score.
    """

    layers: tuple[HazardLayer, ...]
    scores: tuple[float, ...] = SCORES
    exclude_from: float = SEVERITIES

    @property
    def bands(self) -> tuple[Band, ...]:
        """Score in [0, 1], and severity 0 to 4."""
        return (Band("hazard score", "0 to 1"), Band("worst severity", "0 to 4"))

    def worst(self, window: Window) -> np.ndarray:
        """Worst severity, float32 of the window's shape, NaN where not assessed."""
        worst = np.zeros(window.shape, np.float32)
        is_known = np.ones(window.shape, bool)
        for layer in self.layers:
            known, is_assessed = layer.known(window)
            np.maximum(worst, known, out=worst)
            is_known &= is_assessed
        worst[~is_known & (worst < min(self.exclude_from, SEVERITIES - 1))] = np.nan
        return worst

    def __call__(self, window: Window) -> np.ndarray:
        """Score and severity, float32 (2, rows, cols)."""
        worst = self.worst(window)
        return np.stack([severity_scores(worst, self.scores, self.exclude_from), worst])


def severity_scores(
    worst: np.ndarray, scores: tuple[float, ...] = SCORES, exclude_from: float = SEVERITIES
) -> np.ndarray:
    """Score of each worst severity (0 to 4, NaN where not assessed), float32; NaN from ``exclude_from`` on."""
    table = np.array([*scores, np.nan], np.float32)
    table[:SEVERITIES][np.arange(SEVERITIES) >= exclude_from] = np.nan
    index = np.where(np.isnan(worst), SEVERITIES, worst).astype(np.intp)
    return table[index]


def hazard_layer(data: VectorData, grid: Grid, severity: SeverityMap, coverage: Spans | None) -> HazardLayer:
    """Put one hazard layer on the grid.

    Features marked as the assessed area, as the importer writes them, are the coverage where none is given.

    Raises
    ------
    InputError
        When the severity field is missing or holds anything but 0 to 4.
    """
    values = severity.severities(data)
    wrong = np.isfinite(values) & ~np.isin(values, range(SEVERITIES))
    if wrong.any():
        raise InputError(
            f"The hazard layer {data.name} has a severity {values[wrong][0]:g} in {severity.field}; "
            "severities are whole numbers from 0 (none) to 4 (worst)."
        )
    spans = cells_of(data.shapes, grid)
    marks = data.fields.get(MARK_FIELD)
    if coverage is None and marks is not None and (marks == ASSESSED).any():
        coverage = spans.of(marks == ASSESSED)
    levels = tuple((s, spans.of(values == s)) for s in range(SEVERITIES) if (values == s).any())
    return HazardLayer(data.name, levels, spans.of(np.isnan(values)), coverage, spans.lost)


def hazard_field(
    layers: tuple[HazardLayer, ...], scores: tuple[float, ...] = SCORES, exclude_from: float = SEVERITIES
) -> HazardField:
    """Join hazard layers into one criterion; raises InputError on scores that cannot be used."""
    if len(scores) != SEVERITIES or not all(0 <= s <= 1 for s in scores):
        raise InputError(
            f"The hazard scores {', '.join(f'{s:g}' for s in scores)} cannot be used; "
            "give five numbers in [0, 1], for severity 0 to 4."
        )
    return HazardField(layers, tuple(scores), exclude_from)


def cells_of(shapes: Shapes, grid: Grid) -> Spans:
    """Cells that features take: polygons by the centre, lines and points every cell they touch."""
    segments = np.concatenate([np.tile(shapes.points, 2), shapes.lines])
    owner = np.concatenate([shapes.point_of, shapes.line_of])
    touched = line_spans(segments, owner, grid)
    covered = polygon_spans(shapes.edges, shapes.edge_of, grid)
    return merge(covered, touched)


def _text(value: object) -> str:
    """A class as text: 3 and 3.0 are both '3', as files of one survey differ in type."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
