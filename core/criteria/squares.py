"""Squares of the lattice and the segments that may be nearest somewhere in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ..grid.grid import Grid, Window

#: Side, in cells, of the largest squares. They lie on whole multiples of it in the lattice, so that every
#: window and extent narrows the same squares down in the same way, to the same bits.
TOP = 64
#: Side of the largest squares where squares need not be those of the lattice.
WIDE = 256
#: So many by so many of them, at most, look for candidates together: enough for a block of any place.
GROUP = 9
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

    @property
    def start(self) -> np.ndarray:
        """The first pair of each square."""
        return np.searchsorted(self.square, np.arange(len(self.row)))

    def within(self, pairs: np.ndarray, side: int) -> Squares:
        """The squares with these of their pairs, one of each at least."""
        return Squares(
            self.row, self.col, side,
            self.square.take(pairs), self.candidate.take(pairs), self.form.take(pairs, axis=1),
        )  # fmt: skip

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

    @staticmethod
    def join(parts: list[Squares]) -> Squares:
        """All squares of several sets of one side; there is one set at least."""
        before = np.cumsum([0, *(len(p.row) for p in parts)])
        row, col, candidate = (
            np.concatenate([getattr(p, name) for p in parts]) for name in ("row", "col", "candidate")
        )
        square = np.concatenate([p.square + n for p, n in zip(parts, before)])
        return Squares(
            row, col, parts[0].side, square, candidate, np.concatenate([p.form for p in parts], axis=1)
        )

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
        Whole multiples of ``top``.
    top : int
        Side of the largest squares.
    wanted : bool array, shape (rows / LEAF, cols / LEAF), or None
        Squares of ``LEAF`` with a wanted cell; None: all of the window are.
    """

    window: Window
    row: int
    col: int
    rows: int
    cols: int
    top: int
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
    """Cover a window with squares of the lattice; ``wanted`` (bool, its shape) marks the cells asked for."""
    row, col = window.grid.row0 + window.row, window.grid.col0 + window.col
    return _cover(window, wanted, (row // TOP * TOP, col // TOP * TOP), TOP)


def own_cover(window: Window, wanted: np.ndarray | None) -> Cover:
    """Cover a window with squares that start where it does, for what is the same from any square."""
    corner = (window.grid.row0 + window.row, window.grid.col0 + window.col)
    return _cover(window, wanted, corner, WIDE if min(window.shape) >= WIDE else TOP)


def _cover(window: Window, wanted: np.ndarray | None, corner: tuple[int, int], top: int) -> Cover:
    last_row = window.grid.row0 + window.row + window.rows
    last_col = window.grid.col0 + window.col + window.cols
    rows, cols = -(-(last_row - corner[0]) // top) * top, -(-(last_col - corner[1]) // top) * top
    out = Cover(window, *corner, rows, cols, top, None)
    if wanted is None:
        return out
    cells = np.zeros((rows, cols), bool)
    cells[out.inner] = wanted
    return replace(out, wanted=_any(cells, LEAF))


def _any(flags: np.ndarray, side: int) -> np.ndarray:
    """Whether any flag is set in each square of ``side``, for an array of whole squares."""
    rows, cols = flags.shape
    return flags.reshape(rows // side, side, cols // side, side).any(axis=(1, 3)) if side > 1 else flags


def centres(grid: Grid, row: np.ndarray, col: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    """X and y of the squares' centres, the same bits from every window of the lattice."""
    return grid.origin_x + (col + side / 2) * grid.dx, grid.origin_y - (row + side / 2) * grid.dy


def top_squares(c: Cover) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Row and column of the largest squares that are needed, group by group of neighbours."""
    step = GROUP * c.top
    for top in range(c.row, c.row + c.rows, step):
        for left in range(c.col, c.col + c.cols, step):
            bottom, right = min(top + step, c.row + c.rows), min(left + step, c.col + c.cols)
            row, col = (a.ravel() for a in np.mgrid[top : bottom : c.top, left : right : c.top])
            kept = np.flatnonzero(c.needs(row, col, c.top))
            if len(kept):
                yield row.take(kept), col.take(kept)


def radius_of(grid: Grid, side: int) -> float:
    """Half the diagonal of a square, metres."""
    return float(np.hypot(side * grid.dx / 2, side * grid.dy / 2))
