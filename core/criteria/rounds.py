"""The least over each square's candidates, many squares at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable

import numpy as np

from .squares import Cover, Squares

#: Cells worked on together: their arrays fit the cache, and libraries run so small a product on one thread.
CELLS = 1 << 16


def least(
    count: np.ndarray, cells: int, kernel: Callable[[np.ndarray], np.ndarray], kind: np.dtype
) -> tuple[np.ndarray, np.ndarray]:
    """Least value on each cell over the candidates of each square.

    Parameters
    ----------
    count : int64 array, shape (squares,)
        Candidates of each, 1 or more; pairs of square and candidate stand square by square.
    cells : int
        Of a square.
    kernel : callable
        Gives the values (pairs, cells) of the pairs asked for, in an array that it may use again.
    kind : numpy.dtype
        Of the values.

    Returns
    -------
    order : int64 array, shape (squares,)
        The square of each row of the values.
    values : array of ``kind``, shape (squares, cells)
    """
    order = np.argsort(count, kind="stable")
    out: np.ndarray = np.empty((len(order), cells), kind)
    room, begin = max(1, CELLS // cells), 0
    for pairs in _batches(count, order, room):
        end = begin + pairs.shape[1]
        part = out[begin:end].reshape(-1)
        for k in range(0, len(pairs), room):
            values = kernel(pairs[k : k + room].ravel()).reshape(-1, part.size)
            if k:
                np.minimum(part, values.min(axis=0), out=part)
            else:
                np.minimum.reduce(values, axis=0, out=part)
        begin = end
    return order, out


def _batches(count: np.ndarray, order: np.ndarray, room: int) -> Iterator[np.ndarray]:
    """Pairs, shape (candidates, squares), of squares with about as many candidates: the last one fills up."""
    falling = count.take(order)
    sizes, first = _round_up(falling), (np.cumsum(count) - count).take(order)
    ends = [*(np.flatnonzero(np.diff(sizes)) + 1).tolist(), len(order)]
    begin = 0
    for end in ends:
        size = int(sizes[begin])
        place = np.minimum(np.arange(size)[:, None], falling[begin:end] - 1)
        pairs = first[begin:end] + place
        step = max(1, room // size)
        for k in range(0, end - begin, step):
            yield pairs[:, k : k + step]
        begin = end


def _round_up(count: np.ndarray) -> np.ndarray:
    """The next number of three binary digits: 1 to 8, 10, 12, 14, 16, 20 and so on."""
    unit = 2 ** np.maximum(np.frexp(count - 1.0)[1] - 3, 0)
    return -(-count // unit) * unit


def write_squares(s: Squares, which: np.ndarray, values: np.ndarray, cover: Cover, out: np.ndarray) -> None:
    """Write values (n, cells) of some squares where they lie in ``out``, an array of the cover's cells."""
    side = s.side
    squares = out.reshape(out.shape[0] // side, side, out.shape[1] // side, side)
    row, col = (s.row.take(which) - cover.row) // side, (s.col.take(which) - cover.col) // side
    squares[row, :, col, :] = values.reshape(-1, side, side)
