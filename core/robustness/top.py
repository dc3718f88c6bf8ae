"""The exact threshold of the best cells of a raster of any size, in memory of a few hundred kilobytes."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

import numpy as np

from ..errors import InputError

_HALF = 1 << 16


def top_threshold(read: Callable[[], Iterable[np.ndarray]], share: float) -> tuple[float, int]:
    """The least value among the best cells.

    The values are read twice: floats sort like the integers behind their bits, so a histogram of the upper 16
    bits finds the class that holds the threshold, and one of the lower 16 within it the threshold itself.

    Parameters
    ----------
    read : callable
        Gives the blocks afresh: float32 arrays, NaN where there is no value.
    share : float
        In (0, 1]: the best ``ceil(share n)`` of n known cells.

    Returns
    -------
    threshold : float
        Cells of at least this value are the best; more than asked for where several have this very value.
    known : int
        Cells with a value.

    Raises
    ------
    InputError
        When no cell has a value.
    """
    upper = np.zeros(_HALF, np.int64)
    for block in read():
        upper += np.bincount(_keys(block) >> 16, minlength=_HALF)
    known = int(upper.sum())
    if not known:
        raise InputError("No cell has a value, so there are no best cells; check the raster.")
    wanted = math.ceil(share * known - 1e-9)
    place, above = _last_of(upper, wanted)
    lower = np.zeros(_HALF, np.int64)
    for block in read():
        keys = _keys(block)
        lower += np.bincount(keys[keys >> 16 == place] & (_HALF - 1), minlength=_HALF)
    end, _ = _last_of(lower, wanted - above)
    return _value(place << 16 | end), known


def _last_of(counts: np.ndarray, wanted: int) -> tuple[int, int]:
    """The class that holds the ``wanted``-th largest value, and how many values lie in classes above it."""
    from_top = np.cumsum(counts[::-1])
    index = int(np.searchsorted(from_top, wanted))
    return len(counts) - 1 - index, int(from_top[index] - counts[::-1][index])


def _keys(block: np.ndarray) -> np.ndarray:
    """Unsigned integers that sort as the known values do, as int64."""
    known = np.ascontiguousarray(block[~np.isnan(block)], np.float32) + np.float32(0)  # -0 becomes 0
    bits = known.view(np.uint32)
    flipped = np.where(bits >> 31, ~bits, bits | np.uint32(1 << 31))
    return flipped.astype(np.int64)


def _value(key: int) -> float:
    bits = key ^ (1 << 31) if key >> 31 else ~key & 0xFFFFFFFF
    return float(np.array([bits], np.uint32).view(np.float32)[0])
