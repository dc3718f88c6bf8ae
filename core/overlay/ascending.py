"""Distinct values of a criterion in rising order with running totals, of any number of cells.

Values lie in a file, are sorted in parts that fit memory, and merged by ranges of value. A score in
[0, 1] has at most 8.4 million distinct float32 values between one power of two and the next, so the
result grows far more slowly than the grid.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: Values sorted at once: 8 MB, some ten times that while being sorted and merged.
CHUNK = 1 << 21


@dataclass(frozen=True, eq=False)
class Ascending:
    """Distinct values, and how many there are up to each.

    Attributes
    ----------
    values : float32 array (u,)
        Rising; mapped from a file where they were many.
    count : int64 array (u + 1,)
        ``count[k]`` cells have one of the first k values.
    total : float64 array (u + 1,)
        The sum of their values.
    """

    values: np.ndarray
    count: np.ndarray
    total: np.ndarray


def ascending(file: Path, chunk: int = CHUNK) -> Ascending:
    """Sort the float32 values of a file; results are files beside it, mapped into memory. The file itself goes.

    Parameters
    ----------
    file : Path
        Plain float32 values, none NaN; at least one.
    chunk : int
        Values held in memory at once.
    """
    is_one = file.stat().st_size <= chunk * np.dtype(np.float32).itemsize
    runs = []
    for number, values in enumerate(_read(file, chunk)):
        run = _distinct_sorted(values)
        runs.append(run if is_one else _stored(run, file.with_suffix(f".run{number}")))
    paths = [file.with_suffix(s) for s in (".values", ".count", ".total")]
    count, total = 0, 0.0
    with (
        paths[0].open("wb") as values_file,
        paths[1].open("wb") as count_file,
        paths[2].open("wb") as total_file,
    ):
        np.zeros(1, np.int64).tofile(count_file)
        np.zeros(1).tofile(total_file)
        for values, cells in _merged(runs, chunk):
            upto = count + np.cumsum(cells, dtype=np.int64)
            summed = total + np.cumsum(values * cells.astype(np.float64))
            count, total = int(upto[-1]), float(summed[-1])
            for array, handle in ((values, values_file), (upto, count_file), (summed, total_file)):
                array.tofile(handle)
    runs.clear()  # lets go of their files
    remove(p for p in file.parent.glob(f"{file.stem}.*") if p not in paths)
    kinds = (np.float32, np.int64, np.float64)
    return Ascending(*(np.memmap(path, kind, "r") for path, kind in zip(paths, kinds)))


def remove(paths: Iterable[Path]) -> None:
    """Remove files that are needed no longer, those that the system lets go of: the rest goes with their folder."""
    for path in list(paths):
        with contextlib.suppress(OSError):
            path.unlink()


#: Distinct values in rising order, and in how many cells each stands (int32 or int64).
_Run = tuple[np.ndarray, np.ndarray]


def _read(file: Path, chunk: int) -> Iterator[np.ndarray]:
    with file.open("rb") as handle:
        while True:
            values = np.fromfile(handle, np.float32, chunk)
            if not values.size:
                return
            yield values


def _distinct_sorted(values: np.ndarray) -> _Run:
    values += np.float32(0)  # the negative zero becomes a zero
    values.sort()
    first = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    return values[first], np.diff(np.append(first, values.size)).astype(np.int32)


def _stored(run: _Run, path: Path) -> _Run:
    """The run in files, mapped."""
    out = []
    for array, kind in zip(run, ("values", "cells")):
        place = path.with_name(f"{path.name}.{kind}")
        array.tofile(place)
        out.append(np.memmap(place, array.dtype, "r"))
    return out[0], out[1]


def _merged(runs: list[_Run], chunk: int) -> Iterable[_Run]:
    """Runs as one, in rising parts of at most ``chunk`` values."""
    if len(runs) == 1:
        return runs
    return (_joined(parts) for parts in _parts(runs, chunk))


def _parts(runs: list[_Run], chunk: int) -> Iterator[list[_Run]]:
    """Slices of all runs over the same ranges of value.

    Between two marks of one run lie ``step`` values. A range that takes in as many marks as there
    are runs holds at most ``2 * step`` values a run on average.
    """
    step = max(chunk // (2 * len(runs)), 1)
    marks = np.sort(np.concatenate([values[::step] for values, _ in runs]))[:: len(runs)]
    places = [np.append(np.searchsorted(values, marks[1:]), values.size) for values, _ in runs]
    begin = [0] * len(runs)
    for ends in zip(*places):
        yield [(v[b:e], c[b:e]) for (v, c), b, e in zip(runs, begin, ends)]
        begin = list(ends)


def _joined(parts: list[_Run]) -> _Run:
    values = np.concatenate([v for v, _ in parts])
    cells = np.concatenate([c for _, c in parts])
    order = np.argsort(values, kind="stable")  # merges what is sorted already
    values, cells = values[order], cells[order]
    first = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
    return values[first], np.add.reduceat(cells, first, dtype=np.int64)
