"""How much of the machine the engine may take: two numbers of the process, set once by whoever hosts it."""

from __future__ import annotations

import os
from dataclasses import dataclass

#: Bytes of raster that GDAL may keep in memory while we stream; its own limit, a share of the machine, is
#: for programs that look at the same place again and again.
STREAM_CACHE = 256_000_000
#: Threads of a pool unless told otherwise: Python lets one at a time do all that is not a library's work, so
#: that more gain little, and each holds up to 100 MB of blocks.
MOST_THREADS = 4


@dataclass
class Limits:
    """Limits of this process.

    Attributes
    ----------
    threads : int or None
        Of a pool that nobody gave a number; None takes every processor, ``MOST_THREADS`` at most.
    cache_bytes : int
        Of raster blocks that GDAL keeps while blocks stream.
    """

    threads: int | None = None
    cache_bytes: int = STREAM_CACHE


LIMITS = Limits()


def default_threads() -> int:
    """Threads of a pool that nobody gave a number: the limit, else the processors that this process may use."""
    if LIMITS.threads:
        return LIMITS.threads
    try:
        found = len(os.sched_getaffinity(0))
    except AttributeError:  # not on Windows and macOS
        found = os.cpu_count() or 1
    return min(found, MOST_THREADS)
