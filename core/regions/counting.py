"""How many regions of a pool fit beside each other, whatever they are worth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from .effort import Effort
from .exact import choose_exact
from .packing import Packing

#: Work spent on counting, in entries of linear programmes; steps in finding a spacing.
_ENTRIES, _STEPS = 4_000_000, 16
#: Numbers are counted exactly in pools of at most so many regions.
_COUNTED = 5000


def most_that_fit(packing: Packing, at: Callable[[float], None]) -> int:
    """How many regions fit beside each other, at least: counted exactly where the pool is small."""
    most = _quick(packing, at)
    if most >= packing.count or packing.size > _COUNTED:
        return most
    ones = replace(packing, value=np.ones(packing.size))
    return max(most, len(choose_exact(ones, Effort(_ENTRIES, tick=at)).chosen))


def _quick(packing: Packing, at: Callable[[float], None]) -> int:
    """How many fit, by taking them best first, smallest first, and from each corner of the raster."""
    orders = [packing.order(), np.argsort(packing.pool.count, kind="stable"), *packing.sweeps()]
    best = 0
    for order in orders:
        at(0.5)
        if best < packing.count:
            best = max(best, len(packing.greedy(order)))
    return best


def widest_spacing(packing: Packing, count: int, at: Callable[[float], None]) -> float:
    """A spacing, metres, at which so many regions still fit, about as wide as it can be; 0 where there is none."""
    low, high = 0.0, packing.min_spacing_m
    for _ in range(_STEPS):
        middle = (low + high) / 2
        is_enough = _quick(replace(packing, min_spacing_m=middle), at) >= count
        low, high = (middle, high) if is_enough else (low, middle)
    return low
