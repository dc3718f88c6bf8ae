"""Squares of the lattice and the segments that may be nearest somewhere in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import numpy as np

from ..grid.grid import Grid, Window
from .segments import SegmentIndex

#: Side, in cells, of the largest squares. They lie on whole multiples of it in the lattice, so that every
#: window and extent narrows the same squares down in the same way, to the same bits.
TOP = 64
#: Side of the smallest that cells are evaluated in.
LEAF = 16


@dataclass(frozen=True)
class Squares:
    """Squares of cells with the candidates of each.

    ``row``, ``col`` are lattice indices of the north-west cell, ``side`` is in cells. Pairs of square and
    candidate stand square by square, candidates rising: ``square`` holds the index of the one, which is
    that of the ``row``, ``candidate`` that of the other. Every square has a candidate. ``form``, float32
    (5, pairs), is how the square's centre lies to the segment: metres along it from its middle, the segment's
    direction east and north, metres across it to the right, and its half length.
    """

    row: np.ndarray
    col: np.ndarray
    side: int
    square: np.ndarray
    candidate: np.ndarray
    form: np.ndarray

    @property
    def count(self) -> np.ndarray:
        """Candidates of each square."""
        return np.bincount(self.square, minlength=len(self.row))

    def split(self, first: np.ndarray) -> tuple[Squares, Squares]:
        """The marked squares, and the others."""
        return self.only(first), self.only(~first)

    def batches(self, most: int) -> Iterator[Squares]:
        """All squares, in parts of about so many pairs."""
        ends, begin = np.cumsum(self.count), 0
        while begin < len(ends):
            done = int(ends[begin - 1]) if begin else 0
            end = max(begin + 1, int(np.searchsorted(ends, done + most, side="right")))
            pairs = slice(done, int(ends[end - 1]))
            yield Squares(
                self.row[begin:end], self.col[begin:end], self.side,
                self.square[pairs] - begin, self.candidate[pairs], self.form[:, pairs],
            )  # fmt: skip
            begin = end

    def only(self, keep: np.ndarray) -> Squares:
        """The marked squares."""
        if keep.all():
            return self
        kept, pairs = np.flatnonzero(keep), np.flatnonzero(keep.take(self.square))
        square = (np.cumsum(keep) - 1).take(self.square.take(pairs))
        return Squares(
            self.row.take(kept), self.col.take(kept), self.side,
            square, self.candidate.take(pairs), self.form.take(pairs, axis=1),
        )  # fmt: skip


@dataclass(frozen=True)
class Cover:
    """The largest squares that hold a window's wanted cells, and the array of cells that they make.

    Attributes
    ----------
    window : Window
    row, col : int
        Lattice indices of the north-west cell.
    rows, cols : int
        Whole multiples of ``TOP``.
    wanted : bool array, shape (rows / LEAF, cols / LEAF), or None
        Squares of ``LEAF`` with a wanted cell; None: all of the window are.
    """

    window: Window
    row: int
    col: int
    rows: int
    cols: int
    wanted: np.ndarray | None

    @property
    def grid(self) -> Grid:
        """Gives the lattice."""
        return self.window.grid

    @property
    def inner(self) -> tuple[slice, slice]:
        """Where the window's cells lie in the array of all."""
        top = self.grid.row0 + self.window.row - self.row
        left = self.grid.col0 + self.window.col - self.col
        return slice(top, top + self.window.rows), slice(left, left + self.window.cols)

    def needs(self, row: np.ndarray, col: np.ndarray, side: int) -> np.ndarray:
        """Tell which squares hold a wanted cell."""
        down, right = row - self.row, col - self.col
        inner = self.inner
        is_in = (down < inner[0].stop) & (down + side > inner[0].start)
        is_in &= (right < inner[1].stop) & (right + side > inner[1].start)
        if self.wanted is not None:
            is_in &= _any(self.wanted, side // LEAF)[down // side, right // side]
        return is_in


def cover(window: Window, wanted: np.ndarray | None) -> Cover:
    """Cover a window; ``wanted`` (bool, its shape) marks the cells asked for."""
    grid = window.grid
    first_row, first_col = grid.row0 + window.row, grid.col0 + window.col
    row, col = first_row // TOP * TOP, first_col // TOP * TOP
    rows = -(-(first_row + window.rows - row) // TOP) * TOP
    cols = -(-(first_col + window.cols - col) // TOP) * TOP
    out = Cover(window, row, col, rows, cols, None)
    if wanted is None:
        return out
    cells = np.zeros((rows, cols), bool)
    cells[out.inner] = wanted
    return Cover(window, row, col, rows, cols, _any(cells, LEAF))


def _any(flags: np.ndarray, side: int) -> np.ndarray:
    """Whether any flag is set in each square of ``side``, for an array of whole squares."""
    rows, cols = flags.shape
    return flags.reshape(rows // side, side, cols // side, side).any(axis=(1, 3)) if side > 1 else flags


def centres(grid: Grid, row: np.ndarray, col: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    """X and y of the squares' centres, the same bits from every window of the lattice."""
    return grid.origin_x + (col + side / 2) * grid.dx, grid.origin_y - (row + side / 2) * grid.dy


def top_squares(c: Cover) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of the largest squares that are needed."""
    row, col = (a.ravel() for a in np.mgrid[c.row : c.row + c.rows : TOP, c.col : c.col + c.cols : TOP])
    kept = np.flatnonzero(c.needs(row, col, TOP))
    return row.take(kept), col.take(kept)


def radius_of(grid: Grid, side: int) -> float:
    """Half the diagonal of a square, metres."""
    return float(np.hypot(side * grid.dx / 2, side * grid.dy / 2))


def near(index: SegmentIndex, c: Cover, cutoff: float) -> Squares:
    """The largest squares within the cutoff, each with all segments that may be nearest in it."""
    row, col = top_squares(c)
    x, y = centres(c.grid, row, col, TOP)
    least, radius = least_at(index, x, y), radius_of(c.grid, TOP)
    # No segment is nearer to the centre than the nearest middle of a run, less the farthest from one.
    kept = np.flatnonzero(least - index.run_reach - radius <= cutoff)
    row, col, x, y, least = (a.take(kept) for a in (row, col, x, y, least))
    around = (least + 2 * radius + index.run_reach) * (1 + 1e-9)
    square, candidate = _within(index, np.column_stack([x, y]), around)
    mx, my, ux, uy, half = index.geometry.take(candidate, axis=1)
    dx, dy = x.take(square) - mx, y.take(square) - my
    form = np.array([dx * ux + dy * uy, ux, uy, dx * uy - dy * ux, half], np.float32)
    distance = np.maximum(np.abs(form[0]) - form[4], np.float32(0))
    distance = np.sqrt(distance * distance + form[3] * form[3])
    if len(row):
        most = np.minimum.reduceat(distance, np.searchsorted(square, np.arange(len(row))))
        most = (most + np.float32(2 * radius)) * np.float32(1 + 2e-5)
        pairs = np.flatnonzero(distance <= most.take(square))
        square, candidate, form = square.take(pairs), candidate.take(pairs), form.take(pairs, axis=1)
    return Squares(row, col, TOP, square, candidate, form)


def _within(index: SegmentIndex, xy: np.ndarray, radius: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of a place and a segment of the runs whose middles lie within a radius of it; segments rise."""
    lists = index.run_tree.query_ball_point(xy, radius, return_sorted=True)
    count = np.fromiter(map(len, lists), np.int64, len(lists))
    run = np.fromiter(chain.from_iterable(lists), np.int64, int(count.sum()))
    first, size = index.runs.take(run), np.diff(index.runs).take(run)
    before = np.cumsum(size) - size
    candidate = np.arange(size.sum()) + np.repeat(first - before, size)
    return np.repeat(np.repeat(np.arange(len(xy)), count), size), candidate


def least_at(index: SegmentIndex, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Metres from places to a point of a segment near them, so at least those to the nearest segment."""
    return index.run_tree.query(np.column_stack([x, y]))[0]
