"""Breakpoints for a value function, suggested from the data: exact percentiles in two passes and little memory."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable

import numpy as np

from ..grid.grid import Grid, Window
from ..progress import Progress, Steps
from ..stream import make_executor, stream

#: Shares of the cells below the two breakpoints: the middle nine tenths of the data span the scores.
SHARES = (0.05, 0.95)
#: A float32 is told by its upper half first, then by its lower.
_HALF = 1 << 16


@dataclass(frozen=True)
class Suggestion:
    """Values between which scores may run.

    Attributes
    ----------
    low, high : float
        5th and 95th percentile, in the unit of the data; NaN where no cell has a value.
    cells : int
        Cells with a value.
    """

    low: float
    high: float
    cells: int


def suggest(read: Callable[[Window], np.ndarray], grid: Grid, progress: Progress | None = None) -> Suggestion:
    """Suggest breakpoints for the values of a raster or field.

    Parameters
    ----------
    read : callable
        Values of a window, float32 of its shape; NaN and infinity are left out.
    grid : Grid
        Whose cells are read, twice.
    progress : callable or None

    Raises
    ------
    Cancelled
    """
    (low, high), cells = percentiles(read, grid, SHARES, progress)
    return Suggestion(low, high, cells)


def percentiles(
    read: Callable[[Window], np.ndarray],
    grid: Grid,
    shares: tuple[float, ...],
    progress: Progress | None = None,
) -> tuple[tuple[float, ...], int]:
    """Exact percentiles of float32 values, and the number of cells with a value.

    Between two values in order they lie on a straight line, as ``numpy.percentile`` has it by default.

    Parameters
    ----------
    shares : tuple of float
        In [0, 1].
    """
    steps = Steps(progress)
    steps.phase("Looking at the values", 0.5)
    upper = _count(read, grid, steps, _Upper())[0]
    cells = int(upper.sum())
    if not cells:
        return (math.nan,) * len(shares), 0
    places = [share * (cells - 1) for share in shares]
    ranks = sorted({r for p in places for r in (math.floor(p), math.ceil(p))})
    rising = np.cumsum(upper)
    bins = {r: int(np.searchsorted(rising, r, side="right")) for r in ranks}
    wanted = sorted(set(bins.values()))
    steps.phase("Looking at the values", 1.0)
    lower = _count(read, grid, steps, _Lower(tuple(wanted)))
    value = {}
    for rank, high in bins.items():
        within = rank - int(rising[high] - upper[high])
        low = int(np.searchsorted(np.cumsum(lower[wanted.index(high)]), within, side="right"))
        value[rank] = _value(high * _HALF + low)
    found = [(value[math.floor(p)], value[math.ceil(p)], p - math.floor(p)) for p in places]
    return tuple(a + (b - a) * t for a, b, t in found), cells


@dataclass(frozen=True)
class _Upper:
    """Counts of the upper halves of values."""

    def __call__(self, keys: np.ndarray) -> np.ndarray:
        return np.bincount(keys >> 16, minlength=_HALF)[None]


@dataclass(frozen=True)
class _Lower:
    """Counts of the lower halves of the values with certain upper halves, a row each."""

    uppers: tuple[int, ...]

    def __call__(self, keys: np.ndarray) -> np.ndarray:
        return np.stack(
            [np.bincount(keys[keys >> 16 == u] & (_HALF - 1), minlength=_HALF) for u in self.uppers]
        )


def _count(
    read: Callable[[Window], np.ndarray], grid: Grid, steps: Steps, count: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    """Add up the counts of every block."""

    def work(window: Window) -> np.ndarray:
        return count(_keys(read(window)))

    executor, workers = make_executor()
    windows = list(grid.blocks())
    total = np.zeros(1, np.int64)
    with executor:
        for done, (_, counts) in enumerate(stream(work, windows, executor, workers), start=1):
            total = total + counts
            steps.at(done / len(windows))
    return total


def _keys(values: np.ndarray) -> np.ndarray:
    """Whole numbers that rise as the finite values do: the bits of floats do, once negative ones are turned over."""
    # Adding 0 makes -0 the 0 that it equals.
    known = np.ascontiguousarray(values[np.isfinite(values)], np.float32) + np.float32(0)
    bits = known.view(np.uint32)
    return np.where(bits >> 31, ~bits, bits | np.uint32(1 << 31)).astype(np.int64)


def _value(key: int) -> float:
    """The float32 of a key."""
    bits = key & 0x7FFFFFFF if key >> 31 else ~key & 0xFFFFFFFF
    return float(np.array(bits, np.uint32).view(np.float32))
