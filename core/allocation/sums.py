"""Sums that whole demands can make: a limit counts for no more than the largest of them below it."""

from __future__ import annotations

import math
from collections.abc import Iterable

#: Limits are tightened where they have at most so many steps of the demands' common unit.
_MOST_STEPS = 20_000


def largest_sum(parts: Iterable[int], limit: int) -> int:
    """The largest sum of some of the parts that is at most the limit.

    50 MW sites use 50 MW of a connection with 88, and never more. Where the parts have no coarse
    common unit the limit itself is returned, which is never below the answer.
    """
    listed = list(parts)
    if limit <= 0 or not listed or sum(listed) <= limit:
        return max(limit, 0)
    unit = math.gcd(*listed)
    steps = limit // unit
    if steps > _MOST_STEPS:
        return limit
    mask = (1 << (steps + 1)) - 1
    reached = 1  # bit n is set where n units are a sum
    for part in listed:
        reached |= (reached << (part // unit)) & mask
    return (reached.bit_length() - 1) * unit
