"""The one door to GDAL's global state: exceptions, configuration and thread-local datasets."""

from __future__ import annotations

import atexit
import contextlib
import os
import threading
from collections.abc import Iterator
from typing import Any

from osgeo import gdal, ogr, osr

from .errors import InputError
from .limits import LIMITS

#: The nodata value of every floating-point raster that is written.
NODATA = -9999.0

_local = threading.local()
_lock = threading.Lock()
_state: dict[str, Any] = {"depth": 0, "switched": [], "streams": 0, "cache": 0}


@contextlib.contextmanager
def gdal_errors(**config: str) -> Iterator[None]:
    """Raise GDAL's errors as RuntimeError and hold configuration options, for this block and thread.

    GDAL 3.6 has neither ``gdal.ExceptionMgr`` nor ``gdal.config_options``; QGIS itself runs
    with exceptions off, so the earlier state is restored on leaving.
    """
    _switch_exceptions(+1)
    old = {key: gdal.GetThreadLocalConfigOption(key) for key in config}
    for key, value in config.items():
        gdal.SetThreadLocalConfigOption(key, value)
    try:
        yield
    finally:
        for key, value in old.items():
            gdal.SetThreadLocalConfigOption(key, value)
        _switch_exceptions(-1)


@contextlib.contextmanager
def quiet_warnings() -> Iterator[None]:
    """Keep GDAL's warnings of this thread off the screen, where what they tell is counted and told by us."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


def begin_stream() -> None:
    """Let GDAL keep few rasters in memory until ``end_stream``; the limit is one for the whole process."""
    with _lock:
        if _state["streams"] == 0:
            _state["cache"] = gdal.GetCacheMax()
            gdal.SetCacheMax(min(_state["cache"], LIMITS.cache_bytes))
        _state["streams"] += 1


def end_stream() -> None:
    """Give GDAL its own limit back when the last stream has ended."""
    with _lock:
        _state["streams"] -= 1
        if _state["streams"] == 0:
            gdal.SetCacheMax(_state["cache"])


def _switch_exceptions(step: int) -> None:
    """Count the blocks that want exceptions; the first switches them on, the last restores what was.

    The switch is one for the whole process while blocks run on several threads, and GDAL wants
    its three modules switched off in the reverse of the order they were switched on.
    """
    with _lock:
        if step > 0 and _state["depth"] == 0:
            _state["switched"] = [module for module in (gdal, ogr, osr) if not module.GetUseExceptions()]
            for module in _state["switched"]:
                module.UseExceptions()
        _state["depth"] += step
        if step < 0 and _state["depth"] == 0:
            for module in reversed(_state["switched"]):
                module.DontUseExceptions()


def open_raster(path: str) -> gdal.Dataset:
    """Open a raster read-only.

    Raises
    ------
    InputError
        When there is no such file or GDAL cannot read it as a raster.
    """
    try:
        with gdal_errors():
            return gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_READONLY)
    except RuntimeError as error:
        raise InputError(
            f"The raster {path} cannot be read ({first_line(error)}); check the path and the file."
        ) from error


def thread_raster(path: str) -> gdal.Dataset:
    """Return this thread's own handle of a raster: GDAL datasets must not be shared between threads.

    A file that has been replaced since, by an earlier run or another program, is opened afresh.
    """
    pool = _local.__dict__.setdefault("rasters", {})
    state = _state_of(path)
    if path not in pool or pool[path][0] != state:
        if len(pool) >= 64:  # an executor's thread may outlive many runs
            pool.clear()
        pool[path] = (state, open_raster(path))
    return pool[path][1]


def drop_rows_above(path: str, dataset: gdal.Dataset, row: int) -> None:
    """Let go of what this thread's handle has cached, once it is asked for another row of windows.

    Grids are read row of windows by row of windows, each window once. GDAL would keep a twentieth of
    the machine's memory in pixels that nobody asks for again, and spend its time on new pages for them.
    """
    rows = _local.__dict__.setdefault("rows", {})
    if rows.get(path, row) != row:
        dataset.FlushCache()
    rows[path] = row


def _state_of(path: str) -> tuple[int, int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None  # a virtual path or a connection
    return found.st_ino, found.st_mtime_ns, found.st_size


def close_thread_rasters() -> None:
    """Forget this thread's handles, so that a file that changed on disk is opened afresh."""
    _local.__dict__.pop("rasters", None)
    _local.__dict__.pop("rows", None)


# A handle that outlives GDAL's own end crashes the host as it closes.
atexit.register(close_thread_rasters)


def first_line(error: BaseException) -> str:
    """First line of an error's text without its full stop: newer GDALs add causes on further lines."""
    text = str(error).strip().splitlines()
    return text[0].rstrip(".") if text else type(error).__name__
