"""The least over each square's candidates, many squares at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable

import numpy as np

from .squares import Cover, Squares

#: Cells worked on together: their arrays fit the cache, and libraries run so small a product on one thread.
CELLS = 1 << 16


def write_least(
    s: Squares, which: np.ndarray, kernel: Callable[[np.ndarray], np.ndarray], cover: Cover, out: np.ndarray
) -> None:
    """Write the square root of the least value on each cell over the candidates of some squares.

    Parameters
    ----------
    s : Squares
    which : int64 array
        Indices of the squares.
    kernel : callable
        Gives the values (pairs, cells) of the pairs asked for, in an array that it may use again.
    cover : Cover
    out : float32 array, shape (rows, cols, side, side)
        The squares of the whole cover.
    """
    side, count = s.side, s.count
    row, col = (s.row - cover.row) // side, (s.col - cover.col) // side
    first = (np.cumsum(count) - count).take(which)
    room = max(1, CELLS // (side * side))
    for own, pairs in _batches(count.take(which), first, room):
        best = _least(kernel(pairs[:room].ravel()), len(own))
        for k in range(room, len(pairs), room):
            np.minimum(best, _least(kernel(pairs[k : k + room].ravel()), len(own)), out=best)
        place, values = which.take(own), best.reshape(-1, side, side)
        if len(place) == 1:
            np.sqrt(values[0], out=out[row[place[0]], col[place[0]]])
        else:
            out[row.take(place), col.take(place)] = np.sqrt(values, out=values)


def _least(values: np.ndarray, squares: int) -> np.ndarray:
    """The least of each square's candidates; values (candidates x squares, cells)."""
    rounds = len(values) // squares
    return values.reshape(rounds, -1).min(axis=0) if rounds > 1 else values.reshape(-1)


def squares_of(cells: np.ndarray, side: int) -> np.ndarray:
    """An array of cells as the squares it is made of, without a copy; shape (rows, cols, side, side)."""
    rows, cols = cells.shape
    return cells.reshape(rows // side, side, cols // side, side).transpose(0, 2, 1, 3)


def _batches(count: np.ndarray, first: np.ndarray, room: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Squares with about as many candidates, and their pairs (candidates, squares): the last one fills up."""
    order = np.argsort(count, kind="stable")
    rising, first = count.take(order), first.take(order)
    sizes = _round_up(rising)
    ends = [*(np.flatnonzero(np.diff(sizes)) + 1).tolist(), len(order)]
    begin = 0
    for end in ends:
        size = int(sizes[begin])
        place = np.minimum(np.arange(size)[:, None], rising[begin:end] - 1)
        pairs = first[begin:end] + place
        step = max(1, room // size)
        for k in range(0, end - begin, step):
            yield order[begin + k : min(begin + k + step, end)], pairs[:, k : k + step]
        begin = end


def _round_up(count: np.ndarray) -> np.ndarray:
    """The next number of three binary digits: 1 to 8, 10, 12, 14, 16, 20 and so on."""
    unit = 2 ** np.maximum(np.frexp(count - 1.0)[1] - 3, 0)
    return -(-count // unit) * unit
