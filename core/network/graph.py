"""Lines as a graph of vertices and straight pieces, joined where cables are spliced.

Lines meet where they share a vertex, and where an end comes within the tolerance of another line,
at its end or along it (a T). Lines that merely cross do not meet: cables cross without a splice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree

from .finder import Finder, make_finder


@dataclass(frozen=True)
class Lines:
    """Segments of lines with their vertices told apart.

    Attributes
    ----------
    finder : Finder
        The segments, shape (n, 4), none without length.
    start, end : int64 arrays, shape (n,)
        Vertex at either end of each segment; equal coordinates are one vertex.
    path : int64 array, shape (n,)
        Run of joined segments that each belongs to: a line, or a part of one.
    xy : float64 array, shape (vertices, 2)
    """

    finder: Finder
    start: np.ndarray
    end: np.ndarray
    path: np.ndarray
    xy: np.ndarray

    @property
    def length(self) -> np.ndarray:
        """Metres of each segment."""
        return np.hypot(*(self.finder.segments[:, 2:] - self.finder.segments[:, :2]).T)

    def path_ends(self) -> tuple[np.ndarray, np.ndarray]:
        """Vertex and path of both ends of every path."""
        first = np.flatnonzero(np.r_[True, np.diff(self.path) > 0])
        last = np.r_[first[1:], len(self.path)] - 1
        return np.r_[self.start[first], self.end[last]], np.r_[self.path[first], self.path[last]]


@dataclass(frozen=True)
class Graph:
    """Vertices, the pieces between them, and the gaps that are bridged.

    Attributes
    ----------
    xy : float64 array, shape (v, 2)
    start, end : int64 arrays, shape (p,)
        Vertices of each piece.
    length : float64 array, shape (p,)
        Metres, above 0.
    gap : int64 array, shape (g, 2)
        Vertices on either side of each gap within the tolerance.
    gap_m : float64 array, shape (g,)
        Metres, 0 or more.
    """

    xy: np.ndarray
    start: np.ndarray
    end: np.ndarray
    length: np.ndarray
    gap: np.ndarray
    gap_m: np.ndarray

    def parts(self) -> np.ndarray:
        """Number of the connected part of each vertex, int array, shape (v,)."""
        return connected_components(self._matrix(np.empty(0, np.int64), np.empty(0)), directed=False)[1][:-1]

    def least_cost(self, source: np.ndarray, cost: np.ndarray, per_metre: float) -> np.ndarray:
        """Least cost of reaching each vertex from any source.

        Parameters
        ----------
        source : int64 array, shape (n,)
            Vertices; one may stand several times.
        cost : float64 array, shape (n,)
            Cost already spent at each source, 0 or more.
        per_metre : float
            Cost of a metre.

        Returns
        -------
        float64 array, shape (v,), infinity where no source is connected.

        Source
        ------
        Dijkstra (1959), Numer. Math. 1, 269-271, from one further vertex joined to every source.
        """
        if not len(source):
            return np.full(len(self.xy), np.inf)
        scaled = self._matrix(source, cost / per_metre)
        return dijkstra(scaled, directed=False, indices=len(self.xy))[:-1] * per_metre

    def _matrix(self, source: np.ndarray, cost: np.ndarray) -> csr_matrix:
        """Adjacency of the vertices and, last, of the one that is joined to the sources."""
        v = len(self.xy)
        a = np.concatenate([self.start, self.gap[:, 0], np.full(len(source), v)])
        b = np.concatenate([self.end, self.gap[:, 1], source])
        weight = np.concatenate([self.length, self.gap_m, cost])
        low, high = np.minimum(a, b), np.maximum(a, b)
        # The shortest of parallel pieces: a sparse matrix would add them up.
        order = np.lexsort((weight, high, low))
        low, high, weight = low[order], high[order], weight[order]
        keep = np.r_[True, (np.diff(low) != 0) | (np.diff(high) != 0)] & (low != high)
        return csr_matrix((weight[keep], (low[keep], high[keep])), shape=(v + 1, v + 1))


def read_lines(segments: np.ndarray, owner: np.ndarray) -> Lines:
    """Tell vertices and paths of segments apart.

    Parameters
    ----------
    segments : float64 array, shape (n, 4)
        x0, y0, x1, y1 in metres, those of one line one after the other; at least one has a length.
    owner : int64 array, shape (n,)
        Line of each.
    """
    has_length = (segments[:, 0] != segments[:, 2]) | (segments[:, 1] != segments[:, 3])
    segments, owner = segments[has_length], owner[has_length]
    goes_on = (owner[1:] == owner[:-1]) & (segments[1:, :2] == segments[:-1, 2:]).all(axis=1)
    path = np.r_[0, np.cumsum(~goes_on)]
    # Complex numbers sort as pairs do, and much faster.
    place = np.concatenate([segments[:, 0], segments[:, 2]]) + 1j * np.concatenate(
        [segments[:, 1], segments[:, 3]]
    )
    known, vertex = np.unique(place, return_inverse=True)
    n = len(segments)
    return Lines(
        make_finder(segments), vertex[:n], vertex[n:], path, np.column_stack([known.real, known.imag])
    )


def snap(lines: Lines, tolerance: float) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Ends of lines that come within the tolerance of another end, or of a place along another line.

    Returns
    -------
    pairs : int64 array, shape (n, 2)
        Vertices of two ends.
    vertex, segment, position : arrays, shape (m,)
        An end, and the segment and metres along it that it joins.
    """
    vertex, path = lines.path_ends()
    ends = np.unique(vertex)
    xy = lines.xy[ends]
    pairs = ends[cKDTree(xy, balanced_tree=False).query_pairs(tolerance, output_type="ndarray")]
    hits = lines.finder.within(xy, tolerance)
    # An end is always near its own line.
    paths = int(lines.path[-1]) + 1
    own = np.isin(ends[hits.point] * paths + lines.path[hits.segment], vertex * paths + path)
    hits = hits.where(~own)
    return pairs.reshape(-1, 2), ends[hits.point], hits.segment, hits.position


def build_graph(
    lines: Lines, tolerance: float, segment: np.ndarray, position: np.ndarray
) -> tuple[Graph, np.ndarray]:
    """Make the graph of lines, cut at places where they are joined or entered.

    Parameters
    ----------
    lines : Lines
    tolerance : float
        Metres within which an end joins another line.
    segment, position : int64 and float64 arrays, shape (n,)
        Segment, and metres along it, of every further place that must be a vertex.

    Returns
    -------
    graph : Graph
    vertex : int64 array, shape (n,)
        Vertex of each of those places.
    """
    pairs, end, joined, along = snap(lines, tolerance)
    cut = _Cuts(lines, np.r_[joined, segment], np.r_[along, position])
    at = cut.vertex[: len(joined)]
    gap = np.concatenate([pairs, np.column_stack([end, at])]).astype(np.int64)
    gap_m = np.hypot(*(cut.xy[gap[:, 0]] - cut.xy[gap[:, 1]]).T)
    return Graph(cut.xy, cut.start, cut.end, cut.length, gap, gap_m), cut.vertex[len(joined) :]


class _Cuts:
    """Segments cut at places along them.

    Attributes
    ----------
    vertex : int64 array
        Vertex of each place, in the order given.
    xy, start, end, length
        As in ``Graph``.
    """

    def __init__(self, lines: Lines, segment: np.ndarray, position: np.ndarray) -> None:
        length = lines.length
        at_start, at_end = position <= 0, position >= length[segment]
        self.vertex = np.where(at_start, lines.start[segment], lines.end[segment])
        inner = np.flatnonzero(~at_start & ~at_end)
        place, back = np.unique(segment[inner] + 1j * position[inner], return_inverse=True)
        self.vertex[inner] = len(lines.xy) + back
        which, along = place.real.astype(np.int64), place.imag
        x0, y0, x1, y1 = lines.finder.segments[which].T
        share = along / length[which]
        self.xy = np.concatenate(
            [lines.xy, np.column_stack([x0 + (x1 - x0) * share, y0 + (y1 - y0) * share])]
        )
        self._pieces(lines, which, along, length)

    def _pieces(self, lines: Lines, which: np.ndarray, along: np.ndarray, length: np.ndarray) -> None:
        """Pieces between the vertices of each segment: its start, the cuts in their order, its end."""
        n, m = len(length), len(which)
        owner = np.r_[np.arange(n), which, np.arange(n)]
        offset = np.r_[np.zeros(n), along, length]
        vertex = np.r_[lines.start, len(lines.xy) + np.arange(m), lines.end]
        order = np.lexsort((np.repeat([0, 1, 2], [n, m, n]), offset, owner))
        is_inside = np.flatnonzero(owner[order][1:] == owner[order][:-1])
        first, second = order[is_inside], order[is_inside + 1]
        self.start, self.end = vertex[first], vertex[second]
        self.length = offset[second] - offset[first]
