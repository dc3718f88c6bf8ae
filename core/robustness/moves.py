"""Candidates of two results beside each other: which region keeps its place, which is new, which is gone."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment
from shapely.geometry.base import BaseGeometry

from ..errors import InputError, OutputError
from ..sources.geometries import to_geometries
from ..sources.vector import VectorSource, field_names, read_vector, source_place

#: Two regions are one place where they share at least this much of the smaller one.
SAME_SHARE = 0.5
FIELDS = ("rank", "score_mean", "area_ha", "horizon")
COLUMNS = ("rank_a", "rank_b", "change", "score_a", "score_b", "overlap", "xmin", "ymin", "xmax", "ymax")


@dataclass(frozen=True)
class Candidates:
    """Candidate regions of one result.

    Attributes
    ----------
    rank : int64 array, shape (n,)
        From 1.
    score : float64 array, shape (n,)
        Mean score; NaN where the layer does not tell it.
    shapes : tuple of shapely geometry, length n
    """

    rank: np.ndarray
    score: np.ndarray
    shapes: tuple[BaseGeometry, ...]


@dataclass(frozen=True)
class RankMove:
    """What became of one place.

    Attributes
    ----------
    rank_a, rank_b : int or None
        Rank in either result, from 1; None where it is no candidate there.
    score_a, score_b : float
        Mean score, NaN where there is none.
    overlap : float
        Area of both regions over area of either, in (0, 1]; NaN for a place of one result alone.
    bounds : tuple of float
        (xmin, ymin, xmax, ymax) of both regions, in the CRS of the first result.
    """

    rank_a: int | None
    rank_b: int | None
    score_a: float
    score_b: float
    overlap: float
    bounds: tuple[float, float, float, float]

    @property
    def change(self) -> str:
        """``new``, ``gone``, or places won (positive) or lost, for example ``+2``, ``0``, ``-1``."""
        if self.rank_a is None:
            return "new"
        if self.rank_b is None:
            return "gone"
        moved = self.rank_a - self.rank_b
        return f"{moved:+d}" if moved else "0"


def read_candidates(source: VectorSource, horizon: str | None, crs: str) -> Candidates:
    """Read the candidate layer of a run.

    Parameters
    ----------
    source : VectorSource
        A layer with the field ``rank``; ``score_mean`` is read where it is there.
    horizon : str or None
        Id of the horizon wanted; None takes every candidate.
    crs : str
        WKT of the CRS that the regions are brought into.

    Raises
    ------
    InputError
        When the layer cannot be read, or has no ranks, or no horizons though one is asked for.
    """
    found = read_vector(source, crs, FIELDS, allow_empty=True)
    rank = found.numbers("rank")
    keep = np.isfinite(rank)
    if horizon is not None:
        keep &= np.array([str(v) == horizon for v in found.column("horizon")], dtype=bool)
    score = found.numbers("score_mean") if "score_mean" in found.fields else np.full(rank.size, np.nan)
    shapes = to_geometries(found.shapes)
    order = [int(i) for i in np.argsort(rank, kind="stable") if keep[i]]
    return Candidates(rank[order].astype(np.int64), score[order], tuple(shapes[i] for i in order))


def rank_moves(a: Candidates, b: Candidates) -> list[RankMove]:
    """Follow every place from one result to the other.

    Regions are one place where they share at least half of the smaller one. A region has one partner at
    most; of all such pairings the one with the largest sum of overlaps (area of both over area of either)
    is taken.

    Returns
    -------
    list of RankMove
        Places of the first result in its order, then the new ones in theirs.
    """
    overlap, is_same = _overlaps(a.shapes, b.shapes)
    partner: dict[int, int] = {}
    if is_same.any():
        # Pairs that are not one place count for nothing, so they never push out one that is.
        rows, columns = linear_sum_assignment(np.where(is_same, overlap, 0.0), maximize=True)
        partner = {int(i): int(j) for i, j in zip(rows, columns) if is_same[i, j]}
    moves = [_move(a, b, i, partner.get(i), overlap) for i in range(len(a.shapes))]
    taken = set(partner.values())
    return moves + [_move(a, b, None, j, overlap) for j in range(len(b.shapes)) if j not in taken]


def compare_candidates(
    a: VectorSource, b: VectorSource, horizons: tuple[str | None, str | None] = (None, None)
) -> tuple[list[RankMove], str]:
    """Rank changes between two candidate layers, and the WKT of the CRS of their bounds (the first layer's).

    Raises
    ------
    InputError
        See ``read_candidates``; also where candidates of several horizons would be mixed.
    """
    crs = source_place(a)[0]
    for source, horizon in zip((a, b), horizons):
        if horizon is None and "horizon" in field_names(source):
            _require_one_horizon(source, crs)
    first, second = (read_candidates(s, h, crs) for s, h in zip((a, b), horizons))
    return rank_moves(first, second), crs


def write_moves(path: Path, moves: list[RankMove]) -> None:
    """Write rank changes as CSV; raises OutputError when the file cannot be written."""
    try:
        with path.open("w", newline="", encoding="utf-8-sig") as handle:
            writer = csv.writer(handle)
            writer.writerow(COLUMNS)
            for m in moves:
                figures = [_text(v) for v in (m.score_a, m.score_b, m.overlap)]
                ranks = ["" if r is None else r for r in (m.rank_a, m.rank_b)]
                writer.writerow([*ranks, m.change, *figures, *(f"{v:.3f}" for v in m.bounds)])
    except OSError as error:
        raise OutputError(
            f"The table {path} cannot be written ({error.strerror}); check the disk."
        ) from error


def _text(value: float) -> str:
    return "" if value != value else f"{value:.6g}"


def _require_one_horizon(source: VectorSource, crs: str) -> None:
    found = read_vector(source, crs, ("horizon",), allow_empty=True)
    names = sorted({str(v) for v in found.column("horizon")})
    if len(names) > 1:
        raise InputError(
            f"The candidates {source.label} have the horizons {', '.join(names)}, whose ranks cannot be mixed; "
            "filter the layer to one of them."
        )


def _overlaps(
    mine: tuple[BaseGeometry, ...], others: tuple[BaseGeometry, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Area of both over area of either, and whether two regions are one place; shape (n, m) each."""
    overlap = np.zeros((len(mine), len(others)))
    is_same = np.zeros(overlap.shape, dtype=bool)
    for i, j in zip(*np.nonzero(_boxes_meet(mine, others))):
        shared = mine[i].intersection(others[j]).area
        smaller = min(mine[i].area, others[j].area)
        if shared > 0 and smaller > 0:
            overlap[i, j] = shared / (mine[i].area + others[j].area - shared)
            is_same[i, j] = shared >= SAME_SHARE * smaller * (1 - 1e-9)
    return overlap, is_same


def _boxes_meet(mine: tuple[BaseGeometry, ...], others: tuple[BaseGeometry, ...]) -> np.ndarray:
    a, b = (np.array([_bounds(g) for g in side]).reshape(-1, 4) for side in (mine, others))
    return (
        (a[:, None, 0] < b[None, :, 2]) & (b[None, :, 0] < a[:, None, 2])
        & (a[:, None, 1] < b[None, :, 3]) & (b[None, :, 1] < a[:, None, 3])
    )  # fmt: skip


def _bounds(shape: BaseGeometry) -> tuple[float, ...]:
    # NaN meets nothing; shapely 1.8 gives no bounds of what is empty.
    return tuple(shape.bounds) if not shape.is_empty else (np.nan,) * 4


def _move(a: Candidates, b: Candidates, i: int | None, j: int | None, overlap: np.ndarray) -> RankMove:
    boxes = [_bounds(s.shapes[k]) for s, k in ((a, i), (b, j)) if k is not None]
    low, high = np.min(boxes, axis=0), np.max(boxes, axis=0)
    return RankMove(
        None if i is None else int(a.rank[i]),
        None if j is None else int(b.rank[j]),
        float("nan") if i is None else float(a.score[i]),
        float("nan") if j is None else float(b.score[j]),
        float("nan") if i is None or j is None else float(overlap[i, j]),
        (float(low[0]), float(low[1]), float(high[2]), float(high[3])),
    )
