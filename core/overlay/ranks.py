"""Scores of every cell in rising order, with the criterion that each comes from.

Comparisons that do not depend on the values sort all cells of a block at once.
"""

from __future__ import annotations

import functools

import numpy as np


@functools.cache
def comparators(count: int) -> tuple[tuple[int, int], ...]:
    """Pairs of places (the lesser first) to compare and swap, in order, to sort so many values.

    Source: Batcher's odd-even merge sort; Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M.
    """
    out: list[tuple[int, int]] = []
    top = 1 << max((count - 1).bit_length() - 1, 0)
    p = top
    while p > 0:
        q, r, d = top, 0, p
        while True:
            out += [(i, i + d) for i in range(count - d) if i & p == r]
            if q == p:
                break
            q, r, d = q >> 1, p, q - p
        p >>= 1
    return tuple(out)


def rising(scores: list[np.ndarray]) -> list[np.ndarray]:
    """Scores by rank, the lowest first; NaN in at least one rank of a cell that any criterion does not know."""
    return _sorted([s.copy() for s in scores])


def rising_with_index(scores: list[np.ndarray]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Scores by rank, the lowest first, and the index from 0 of the criterion each comes from.

    Of equal scores, the earlier criterion has the lower rank. NaN comes last.

    Parameters
    ----------
    scores : list of float32 arrays of 0 or more

    Returns
    -------
    list of float32 arrays, list of int64 arrays
    """
    # Bits of floats that are not negative rise with them, so one integer holds score and criterion.
    # Adding 0 makes the negative zero a zero.
    keys = [
        ((s + np.float32(0)).view(np.uint32).astype(np.uint64) << _HALF) | np.uint64(i)
        for i, s in enumerate(scores)
    ]
    keys = _sorted(keys)
    values = [(k >> _HALF).astype(np.uint32).view(np.float32) for k in keys]
    return values, [(k & _LOW).view(np.int64) for k in keys]


_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


def _sorted(arrays: list[np.ndarray]) -> list[np.ndarray]:
    """Sort cell by cell, in place."""
    spare = np.empty_like(arrays[0])
    for i, j in comparators(len(arrays)):
        np.minimum(arrays[i], arrays[j], out=spare)
        np.maximum(arrays[i], arrays[j], out=arrays[j])
        arrays[i], spare = spare, arrays[i]
    return arrays
