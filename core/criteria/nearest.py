"""Exact distance to the nearest of many points, segments and polygons, block by block.

The plane is cut into squares of 64 cells, those into 32, 16 and 8. A square keeps only the
segments that may be nearest somewhere in it; its quarters inherit them and drop more. What is
left at 8 x 8 cells, two or three segments on average, is evaluated on every cell.

What may be dropped follows from convexity. The squared distance to a segment with middle m, half
length w and direction u is ``|x - m|^2 - H(a)``: a paraboloid less the Huber function of the
position ``a = u (x - m)`` along it (a^2 within w, 2 w |a| - w^2 beyond). In the difference of two
segments j and i the paraboloids leave a plane, -H_j is concave, and H_i lies below its own chord
by a slack of at most ``min((r/2)^2, w r)`` over a range r of a, and by nothing where the square lies
beyond the segment's ends. So ``d_j^2 - d_i^2 >= (its least corner value) - slack_i`` in the whole
square, and a segment j for which that is above 0 is nowhere nearest. Of points the slack is 0.

The result is exact up to rounding (no raster proximity error), and the same whatever block or
extent asks, because squares are aligned with the endless lattice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.spatial import cKDTree

from ..grid.grid import Window

#: Sides, in cells, of the squares that candidates are narrowed down on.
_TOP, _LEAF = 64, 8
#: Elements per working array at the leaves: small enough for the cache, large enough to amortise numpy's calls.
_CHUNK = 65_536
#: Zeros as an array: numpy compares arrays several times faster than an array and a number.
_NOTHING = np.zeros((_LEAF, _LEAF, _CHUNK // _LEAF**2), np.float32)
_take = np.take


@dataclass(frozen=True)
class SegmentIndex:
    """Segments ready for nearest-distance queries.

    Attributes
    ----------
    geometry : float64 array, shape (5, n)
        Middle x, middle y, unit direction x, unit direction y, half length; metres.
    short : float32 array, shape (5, n)
        The same with middles from ``origin``, for narrowing down, which needs no more.
    origin : (float, float)
        Metres.
    blur : float
        Metres by which a distance from ``short`` may be off.
    tree : scipy.spatial.cKDTree
        Of the middles.
    reach : float
        The longest half length.
    is_points : bool
        Whether no segment has any length.
    owner : int64 array, shape (n,)
        Feature of each segment; those of one feature stand together.
    """

    geometry: np.ndarray
    short: np.ndarray
    origin: tuple[float, float]
    blur: float
    tree: cKDTree
    reach: float
    is_points: bool
    owner: np.ndarray


def build_index(segments: np.ndarray, owner: np.ndarray, longest: float) -> SegmentIndex:
    """Index segments.

    Parameters
    ----------
    segments : float64 array, shape (n, 4), n > 0
        x0, y0, x1, y1 in metres; a point is a segment without length.
    owner : int64 array, shape (n,)
        Feature of each.
    longest : float
        Metres; longer segments are cut.
    """
    order = np.argsort(owner, kind="stable")
    pieces, source = _cut(np.asarray(segments, float)[order], longest)
    vector = pieces[:, 2:] - pieces[:, :2]
    length = np.hypot(vector[:, 0], vector[:, 1])
    unit = vector / np.where(length > 0, length, 1.0)[:, None]
    unit[length == 0] = (1.0, 0.0)
    geometry = np.ascontiguousarray(np.column_stack([(pieces[:, :2] + pieces[:, 2:]) / 2, unit, length / 2]).T)
    # A balanced tree of a million coincident middles would recurse without end; the plain split does not.
    tree = cKDTree(geometry[:2].T, balanced_tree=False, compact_nodes=False)
    origin = geometry[:2].mean(axis=1)
    short = geometry.copy()
    short[:2] -= origin[:, None]
    blur = 8 * float(np.spacing(np.float32(np.abs(short[:2]).max() + length.max() + 1.0)))
    short, middle = short.astype(np.float32), (float(origin[0]), float(origin[1]))
    return SegmentIndex(geometry, short, middle, blur, tree, float(length.max()) / 2, not length.any(), owner[order][source])


def nearest_distance(index: SegmentIndex, window: Window, cutoff: float = np.inf) -> np.ndarray:
    """Distance from each cell centre to the nearest segment.

    Parameters
    ----------
    index : SegmentIndex
    window : Window
    cutoff : float
        Metres; distances beyond it need not be told apart and come back as infinity.

    Returns
    -------
    float32 array of the window's shape, metres; infinity beyond ``cutoff``.
    """
    cover, squares = _squares(window)
    squares, kept = _near(index, squares, cutoff)
    out = np.full((cover.rows, cover.cols), np.inf, np.float32)
    if len(kept):
        squares = _prune(index, squares, cutoff)
        while squares.side > _LEAF and len(squares.x):
            squares = _prune(index, _quarter(squares), cutoff)
        if len(squares.x):
            _evaluate(index, squares, cover, out)
    top, left = window.row - cover.row, window.col - cover.col
    result = out[top : top + window.rows, left : left + window.cols]
    if np.isfinite(cutoff):
        result = np.where(result <= cutoff, result, np.float32(np.inf))
    return np.ascontiguousarray(result)


def farthest(index: SegmentIndex, window: Window) -> float:
    """Metres that no cell centre of the window is farther from the nearest segment."""
    _, squares = _squares(window)
    centres = np.column_stack([squares.x, squares.y])
    _, first = index.tree.query(centres)
    least = np.sqrt(_squared(squares.x, squares.y, _take(index.geometry, first, axis=1)))
    return float(least.max()) + squares.radius


@dataclass(frozen=True)
class _Squares:
    """Squares of cells with the candidates of each.

    ``x``, ``y`` are centres; ``row``, ``col`` the north-west cell in the cover; ``side`` in cells. Pairs
    of square and candidate stand square by square: ``square`` holds the index of the one, ``candidate``
    that of the other.
    """

    x: np.ndarray
    y: np.ndarray
    row: np.ndarray
    col: np.ndarray
    side: int
    dx: float
    dy: float
    square: np.ndarray
    candidate: np.ndarray

    def with_candidates(self, square: np.ndarray, candidate: np.ndarray) -> _Squares:
        """The squares that still have candidates, given pair by pair."""
        is_left = np.zeros(len(self.x), bool)
        is_left[square] = True
        if is_left.all():
            return replace(self, square=square, candidate=candidate)
        left = np.flatnonzero(is_left)
        x, y, row, col = (_take(a, left) for a in (self.x, self.y, self.row, self.col))
        place = np.cumsum(is_left) - 1
        return _Squares(x, y, row, col, self.side, self.dx, self.dy, _take(place, square), candidate)

    @property
    def half_x(self) -> float:
        return self.side * self.dx / 2

    @property
    def half_y(self) -> float:
        return self.side * self.dy / 2

    @property
    def radius(self) -> float:
        return float(np.hypot(self.half_x, self.half_y))


def _cut(segments: np.ndarray, longest: float) -> tuple[np.ndarray, np.ndarray]:
    """Segments cut so that none is longer, and which segment each piece comes from."""
    length = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1])
    n = np.maximum(1, np.ceil(length / longest)).astype(np.int64)
    which = np.repeat(np.arange(len(segments)), n)
    if len(which) == len(segments):
        return segments, which
    step = np.arange(len(which)) - np.repeat(np.cumsum(n) - n, n)
    a, b = segments[which, :2], segments[which, 2:]
    f0, f1 = (step / n[which])[:, None], ((step + 1) / n[which])[:, None]
    return np.concatenate([a + (b - a) * f0, a + (b - a) * f1], axis=1), which


def _squares(window: Window) -> tuple[Window, _Squares]:
    """The top squares that cover a window, aligned with the lattice so that every extent sees the same ones."""
    grid = window.grid
    row0 = (grid.row0 + window.row) // _LEAF * _LEAF - grid.row0
    col0 = (grid.col0 + window.col) // _LEAF * _LEAF - grid.col0
    rows = -(-(window.row + window.rows - row0) // _TOP) * _TOP
    cols = -(-(window.col + window.cols - col0) // _TOP) * _TOP
    cover = Window(grid, row0, col0, rows, cols)
    row, col = (a.ravel() for a in np.mgrid[0:rows:_TOP, 0:cols:_TOP])
    x = grid.origin_x + (grid.col0 + col0 + col + _TOP / 2) * grid.dx
    y = grid.origin_y - (grid.row0 + row0 + row + _TOP / 2) * grid.dy
    none = np.empty(0, np.int64)
    return cover, _Squares(x, y, row, col, _TOP, grid.dx, grid.dy, none, none)


def _near(index: SegmentIndex, squares: _Squares, cutoff: float) -> tuple[_Squares, np.ndarray]:
    """Drop squares beyond the cutoff, and give each other one all segments that may be nearest in it."""
    centres = np.column_stack([squares.x, squares.y])
    _, first = index.tree.query(centres)
    least = np.sqrt(_squared(squares.x, squares.y, _take(index.geometry, first, axis=1)))
    # No segment is nearer to the centre than that of the nearest middle, less its half length.
    kept = np.flatnonzero(least - 2 * index.reach - squares.radius <= cutoff)
    radius = least[kept] + 2 * squares.radius + index.reach
    lists = index.tree.query_ball_point(centres[kept], radius * (1 + 1e-9), return_sorted=True)
    count = np.fromiter(map(len, lists), np.int64, len(lists))
    candidate = np.concatenate([np.asarray(c, np.int64) for c in lists]) if len(lists) else np.empty(0, np.int64)
    x, y, row, col = (_take(a, kept) for a in (squares.x, squares.y, squares.row, squares.col))
    square = np.repeat(np.arange(len(x)), count)
    return _Squares(x, y, row, col, squares.side, squares.dx, squares.dy, square, candidate), kept


def _squared(x: np.ndarray, y: np.ndarray, g: np.ndarray) -> np.ndarray:
    """Squared distance of points to segments, pair by pair: along the segment beyond its end, and across it."""
    dx, dy = x - g[0], y - g[1]
    along = dx * g[2]
    along += dy * g[3]
    dx *= g[3]
    dy *= g[2]
    dx -= dy
    np.abs(along, out=along)
    along -= g[4]
    np.maximum(along, 0.0, out=along)
    along *= along
    dx *= dx
    along += dx
    return along


def _prune(index: SegmentIndex, s: _Squares, cutoff: float) -> _Squares:
    """Drop from each square the segments that are nowhere nearest, or nowhere within the cutoff.

    A segment has two rivals: the best one of its own feature, which drops the far side of a
    polygon, and the best one of all.
    """
    which, candidate = s.square, s.candidate
    g = _take(index.short, candidate, axis=1)
    corners = _corners(index, s, which, g)
    if np.isfinite(cutoff):
        # No point of the square is farther than its radius from one of the corners.
        limit = np.float32((cutoff + s.radius + index.blur) ** 2)
        keep = np.flatnonzero(corners.min(axis=0) <= limit)
        which, candidate, g, corners = _pick(keep, which, candidate, g, corners)
    if not index.is_points:
        owner = _take(index.owner, candidate)
        keep = _unbeaten(index, s, which, g, corners, (owner[1:] != owner[:-1]) | (which[1:] != which[:-1]))
        which, candidate, g, corners = _pick(keep, which, candidate, g, corners)
    keep = _unbeaten(index, s, which, g, corners, which[1:] != which[:-1])
    return s.with_candidates(_take(which, keep), _take(candidate, keep))


def _pick(keep: np.ndarray, *arrays: np.ndarray) -> tuple[np.ndarray, ...]:
    """The kept pairs of arrays whose last axis are pairs."""
    if len(keep) == arrays[0].shape[-1]:
        return arrays
    return tuple(_take(a, keep, axis=-1) for a in arrays)


def _corners(index: SegmentIndex, s: _Squares, which: np.ndarray, g: np.ndarray) -> np.ndarray:
    """Squared distances of each pair at the corners of its square, float32 (4, pairs)."""
    f = np.float32
    dx = _take((s.x - index.origin[0]).astype(f), which) - g[0]
    dy = _take((s.y - index.origin[1]).astype(f), which) - g[1]
    along, across = dx * g[2] + dy * g[3], dx * g[3] - dy * g[2]
    east, north = g[2] * f(s.half_x), g[3] * f(s.half_y)
    right, up = g[3] * f(s.half_x), g[2] * f(s.half_y)
    out, nothing = np.empty((4, len(which)), f), np.zeros(len(which), f)
    for k, (sign_x, sign_y) in enumerate(((1, 1), (1, -1), (-1, 1), (-1, -1))):
        a = along + east if sign_x > 0 else along - east
        p = across + right if sign_x > 0 else across - right
        if sign_y > 0:
            a += north
            p -= up
        else:
            a -= north
            p += up
        np.abs(a, out=a)
        a -= g[4]
        np.maximum(a, nothing, out=a)
        a *= a
        p *= p
        np.add(a, p, out=out[k])
    return out


def _unbeaten(
    index: SegmentIndex, s: _Squares, which: np.ndarray, g: np.ndarray, corners: np.ndarray, change: np.ndarray
) -> np.ndarray:
    """Indices of the pairs that the best one of their group does not beat everywhere in the square.

    ``which`` is the square of each pair, ``change`` marks where the next pair begins a new group.
    """
    if not len(which):
        return which
    total = corners[0] + corners[1]
    total += corners[2]
    total += corners[3]
    start = np.concatenate([[0], np.flatnonzero(change) + 1])
    group = np.zeros(len(which), np.int64)
    np.cumsum(change, out=group[1:])
    # The rival is the one nearest to the four corners together; ties take any of them.
    tied = np.flatnonzero(total == _take(np.minimum.reduceat(total, start), group))
    rival = np.empty(len(start), np.int64)
    rival[_take(group, tied)] = tied
    slack = _slack(s, _take(which, rival), index, _take(g, rival, axis=1))
    # Both distances may be off by the blur: (d + b)^2 - d^2 = 2 b d + b^2, and total / 4 is about d^2.
    blur = np.float32(index.blur)
    slack += 2 * blur * np.sqrt(_take(total, rival)) + 2 * blur * blur
    low = corners[0] - _take(_take(corners[0], rival), group)
    for corner in corners[1:]:
        np.minimum(low, corner - _take(_take(corner, rival), group), out=low)
    return np.flatnonzero(low <= _take(slack, group))


def _slack(s: _Squares, square: np.ndarray, index: SegmentIndex, g: np.ndarray) -> np.ndarray:
    """How far the Huber term of each rival may lie below its chord in its square, square metres."""
    f = np.float32
    dx = _take((s.x - index.origin[0]).astype(f), square) - g[0]
    dy = _take((s.y - index.origin[1]).astype(f), square) - g[1]
    along = dx * g[2] + dy * g[3]
    half_range = f(s.half_x) * np.abs(g[2]) + f(s.half_y) * np.abs(g[3])
    slack = np.minimum(half_range**2, 2 * g[4] * half_range)
    return np.where(np.abs(along) - half_range > g[4] + f(index.blur), f(0), slack * f(1 + 1e-5))


def _quarter(s: _Squares) -> _Squares:
    """Cut every square in four that inherit its candidates."""
    half, n = s.side // 2, len(s.x)
    down, right = (np.repeat(a, n) for a in ([0, 0, half, half], [0, half, 0, half]))
    row, col = np.tile(s.row, 4) + down, np.tile(s.col, 4) + right
    x = np.tile(s.x, 4) + (right - half / 2) * s.dx
    y = np.tile(s.y, 4) - (down - half / 2) * s.dy
    square = np.concatenate([s.square + k * n for k in range(4)])
    return _Squares(x, y, row, col, half, s.dx, s.dy, square, np.tile(s.candidate, 4))


def _evaluate(index: SegmentIndex, s: _Squares, cover: Window, out: np.ndarray) -> None:
    """Write the distance of every cell of the leaves into ``out``.

    Leaves are sorted by falling number of candidates, so the k-th candidates of all leaves that
    have so many are the head of the list: rounds of plain array operations, no loop over leaves.
    The leaf is the last axis, which keeps numpy's inner loops long.
    """
    size = np.bincount(s.square, minlength=len(s.x))
    order = np.argsort(-size, kind="stable")
    count, start = _take(size, order), _take(np.cumsum(size) - size, order)
    leaf_row, leaf_col = _take(s.row, order) // _LEAF, _take(s.col, order) // _LEAF
    down, right = cover.rows // _LEAF, cover.cols // _LEAF
    leaves = np.full((down * right, _LEAF * _LEAF), np.inf, np.float32)
    kind, kernel = (np.float64, _leaf_points) if index.is_points else (np.float32, _leaf_segments)
    per = _CHUNK // (_LEAF * _LEAF)
    best, trial, spare = (np.empty((_LEAF, _LEAF, min(per, len(order))), kind) for _ in range(3))
    for begin in range(0, len(order), per):
        chunk = slice(begin, begin + per)
        x, y = _take(s.x, order[chunk]), _take(s.y, order[chunk])
        n, first = count[chunk], start[chunk]
        for k, head in enumerate(np.searchsorted(-n, -np.arange(n[0]), side="left")):
            g = _take(index.geometry, _take(s.candidate, first[:head] + k), axis=1)
            target = trial[:, :, :head] if k else best[:, :, :head]
            kernel(x[:head] - g[0], y[:head] - g[1], g, (s.dx, s.dy), target, spare[:, :, :head])
            if k:
                np.minimum(best[:, :, :head], target, out=best[:, :, :head])
        done = best[:, :, : len(n)]
        np.sqrt(done, out=done)
        leaves[leaf_row[chunk] * right + leaf_col[chunk]] = done.reshape(_LEAF * _LEAF, -1).T
    squares = leaves.reshape(down, right, _LEAF, _LEAF)
    out.reshape(down, _LEAF, right, _LEAF)[:] = squares.transpose(0, 2, 1, 3)


def _leaf_points(
    mx: np.ndarray, my: np.ndarray, g: np.ndarray, cell: tuple[float, float], out: np.ndarray, spare: np.ndarray
) -> None:
    """Squared distances (row, col, leaf) to one point a leaf, in float64: exact to rounding at any range."""
    step = np.arange(_LEAF) + 0.5 - _LEAF / 2
    across, down = (mx + (step * cell[0])[:, None]) ** 2, (my - (step * cell[1])[:, None]) ** 2
    np.add(across[None, :, :], down[:, None, :], out=out)


def _leaf_segments(
    mx: np.ndarray, my: np.ndarray, g: np.ndarray, cell: tuple[float, float], out: np.ndarray, spare: np.ndarray
) -> None:
    """Squared distances (row, col, leaf) to one segment a leaf, in float32 from the leaf's centre.

    The rounding error is a few 10^-7 of the distance: 1 cm at 50 km.
    """
    f = np.float32
    step = np.arange(_LEAF) + 0.5 - _LEAF / 2
    east, south = (step * cell[0])[:, None], (step * cell[1])[:, None]
    np.add((mx * g[2] + my * g[3] + east * g[2]).astype(f)[None], (-south * g[3]).astype(f)[:, None], out=out)
    np.abs(out, out=out)
    out -= g[4].astype(f)
    np.maximum(out, _NOTHING[:, :, : out.shape[2]], out=out)
    out *= out
    np.add((mx * g[3] - my * g[2] + east * g[3]).astype(f)[None], (south * g[2]).astype(f)[:, None], out=spare)
    spare *= spare
    out += spare
