"""Run a pure function over blocks on any executor, and hand the results on in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Callable, TypeVar

from .gdalio import begin_stream, end_stream
from .limits import default_threads

T = TypeVar("T")
W = TypeVar("W")

#: Blocks in work or waiting for the writer, a worker: enough to keep all busy, few enough for flat memory.
_AHEAD = 2


class _Pool(ThreadPoolExecutor):
    """Threads that stream: as long as the pool is open, GDAL keeps few rasters in memory."""

    def __enter__(self) -> _Pool:
        begin_stream()
        return self

    def __exit__(self, *error: object) -> bool | None:
        try:
            self.shutdown(wait=True)
        finally:
            end_stream()
        return None


def make_executor(threads: int | None = None) -> tuple[Executor, int]:
    """Return a pool of threads (default: one a processor) and their number; use it in a ``with``."""
    count = max(1, threads or default_threads())
    return _Pool(count, thread_name_prefix="wattbit"), count


def stream(
    function: Callable[[W], T], windows: Iterable[W], executor: Executor, workers: int
) -> Iterator[tuple[W, T]]:
    """Yield ``(window, function(window))`` in the order of the windows, computing a few ahead.

    The number of results held at once is bounded, whatever the number of windows. An error in the
    function, or leaving the loop early (cancel), drops what has not begun.
    """
    waiting: deque[tuple[W, Future[T]]] = deque()
    try:
        for window in windows:
            waiting.append((window, executor.submit(function, window)))
            if len(waiting) >= _AHEAD * workers:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        for _, future in waiting:
            future.cancel()
