"""The way along fibre: from each cell to the nearest place on the lines, and along them to the best node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..network.access import Accesses, accesses
from ..network.finder import EQUAL
from ..network.graph import Graph, Lines, build_graph, read_lines
from ..sources.shapes import Shapes, VectorData
from .nearest import SegmentIndex, build_index, nearest_candidates

#: Metres within which an end of a line joins another line.
SNAP_TOLERANCE_M = 1.0
#: Past this, cables of different streets would be spliced, and the pairs would no longer fit in memory.
MOST_TOLERANCE_M = 1000.0
#: Pairs of a small square and a piece of fibre that are worked on together.
_PAIRS = 4_000


@dataclass(frozen=True)
class Rate:
    """What a metre costs the nodes of one kind, one way.

    Attributes
    ----------
    us_per_m : float
        Microseconds a metre of path.
    route_factor : float
        Path over straight line, away from the mapped fibre.
    """

    us_per_m: float
    route_factor: float


@dataclass(frozen=True)
class FibreSummary:
    """What the graph of a layer of fibre came to, for the log.

    Attributes
    ----------
    length_km : float
    parts : int
        Connected parts.
    idle_parts : int
        Those that no node joins.
    idle_km : float
    joined : int
        Gaps within the tolerance that were bridged.
    """

    length_km: float
    parts: int
    idle_parts: int
    idle_km: float
    joined: int


@dataclass(frozen=True)
class FibreWay:
    """Least one-way delay along the fibre, as a function of a window.

    Attributes
    ----------
    index : SegmentIndex
        Of the pieces, owned by their numbers.
    pieces : float64 array, shape (5, n)
        Start x, start y, unit direction x, unit direction y, length; metres.
    cost : float64 array, shape (rates, 2, n)
        Microseconds from either end of each piece to the best node of each rate; infinity where none is connected.
    rates : tuple of Rate
    summary : FibreSummary
    """

    index: SegmentIndex
    pieces: np.ndarray
    cost: np.ndarray
    rates: tuple[Rate, ...]
    summary: FibreSummary

    def __call__(self, window: Window) -> np.ndarray:
        """Microseconds one way, float64 of the window's shape; infinity where the nearest fibre leads to no node."""
        cover, squares = nearest_candidates(self.index, window)
        out = np.full(cover.shape, np.inf)
        side = np.arange(squares.side)
        x, y = cover.x(), cover.y()
        start = np.searchsorted(squares.square, np.arange(len(squares.row) + 1))
        begin = 0
        while begin < len(squares.row):
            # Whole squares, one at least.
            end = max(int(np.searchsorted(start, start[begin] + _PAIRS, side="right")) - 1, begin + 1)
            pair = slice(int(start[begin]), int(start[end]))
            rows, cols = squares.row[begin:end, None] + side, squares.col[begin:end, None] + side
            which = squares.square[pair] - begin
            piece = self.index.owner[squares.candidate[pair]]
            best = self._least(x[cols][which], y[rows][which], piece, start[begin:end] - pair.start)
            out[rows[:, :, None], cols[:, None, :]] = best
            begin = end
        top, left = window.row - cover.row, window.col - cover.col
        return out[top : top + window.rows, left : left + window.cols]

    def _least(self, x: np.ndarray, y: np.ndarray, piece: np.ndarray, first: np.ndarray) -> np.ndarray:
        """Least delay on the cells (squares, side, side) of squares, given pair by pair and where each begins."""
        x0, y0, ux, uy, length = (a[:, None, None] for a in self.pieces[:, piece])
        dx, dy = x[:, None, :] - x0, y[:, :, None] - y0
        along = np.clip(dx * ux + dy * uy, 0.0, length)
        metres = np.hypot(dx - along * ux, dy - along * uy)
        nearest = np.minimum.reduceat(metres, first, axis=0)
        count = np.diff(np.r_[first, len(piece)])
        is_far = metres > np.repeat(nearest, count, axis=0) * (1 + EQUAL)
        best = np.full(nearest.shape, np.inf)
        for rate, (from_start, from_end) in zip(self.rates, self.cost[:, :, piece]):
            way = np.minimum(
                along * rate.us_per_m + from_start[:, None, None],
                (length - along) * rate.us_per_m + from_end[:, None, None],
            )
            way += metres * (rate.route_factor * rate.us_per_m)
            way[is_far] = np.inf
            np.minimum(best, np.minimum.reduceat(way, first, axis=0), out=best)
        return best


def fibre_way(
    fibre: VectorData,
    nodes: Shapes,
    rate_of: np.ndarray,
    rates: tuple[Rate, ...],
    equipment_us: np.ndarray,
    grid: Grid,
    tolerance: float = SNAP_TOLERANCE_M,
) -> FibreWay:
    """Prepare the way along a layer of fibre to nodes.

    Parameters
    ----------
    fibre : VectorData
        Lines, all of them: a way may leave the grid and come back.
    nodes : Shapes
    rate_of : int64 array, shape (nodes,)
        Rate of each node.
    rates : tuple of Rate
    equipment_us : float64 array, shape (nodes,)
        One-way microseconds at each node.
    grid : Grid
    tolerance : float
        Metres within which an end of a line joins another line.

    Raises
    ------
    InputError
        When the layer has no line, or the tolerance makes no sense.
    """
    if not 0 <= tolerance <= MOST_TOLERANCE_M:
        raise InputError(
            f"The snapping tolerance {tolerance:g} m of the fibre is not from 0 to {MOST_TOLERANCE_M:g} m; give metres "
            "within that, just above the gaps of the data."
        )
    lines = read_lines(*_lines_of(fibre))
    joins = accesses(nodes, lines.finder)
    graph, vertex = build_graph(lines, tolerance, joins.segment, joins.position)
    cost = _costs(graph, vertex, joins, rate_of, rates, equipment_us)
    start, end = graph.xy[graph.start], graph.xy[graph.end]
    span = end - start
    pieces = np.ascontiguousarray(np.column_stack([start, span / graph.length[:, None], graph.length]).T)
    index = build_index(np.hstack([start, end]), np.arange(len(start)), 64 * max(grid.dx, grid.dy))
    ends = np.stack([cost[:, graph.start], cost[:, graph.end]], axis=1)
    return FibreWay(index, pieces, ends, rates, _summary(lines, graph, vertex))


def _lines_of(fibre: VectorData) -> tuple[np.ndarray, np.ndarray]:
    segments, owner = fibre.shapes.lines, fibre.shapes.line_of
    if not (segments[:, :2] != segments[:, 2:]).any():
        raise InputError(f"The fibre layer {fibre.name} has no line of any length; give a layer of lines.")
    return segments, owner


def _costs(
    graph: Graph,
    vertex: np.ndarray,
    joins: Accesses,
    rate_of: np.ndarray,
    rates: tuple[Rate, ...],
    equipment_us: np.ndarray,
) -> np.ndarray:
    """Microseconds from each vertex to the best node of each rate, shape (rates, vertices)."""
    out = []
    for number, rate in enumerate(rates):
        own = np.flatnonzero(rate_of[joins.feature] == number)
        leg = joins.metres[own] * (rate.route_factor * rate.us_per_m)
        out.append(graph.least_cost(vertex[own], leg + equipment_us[joins.feature[own]], rate.us_per_m))
    return np.stack(out)


def _summary(lines: Lines, graph: Graph, vertex: np.ndarray) -> FibreSummary:
    part = graph.parts()
    is_idle = np.ones(part.max() + 1, bool)
    is_idle[part[vertex]] = False
    idle_m = float(graph.length[is_idle[part[graph.start]]].sum())
    # Two ends that meet find each other, and each the other's line.
    joined = len(np.unique(np.sort(graph.gap[graph.gap_m > 0], axis=1), axis=0))
    return FibreSummary(
        float(lines.length.sum()) / 1000, len(is_idle), int(is_idle.sum()), idle_m / 1000, joined
    )
