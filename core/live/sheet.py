"""Arrays of a grid in long lines, so that a stretch of them fits the processor's cache whatever the grid's shape."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..grid.grid import Grid

#: Cells of a line: value functions and overlays are fastest on rows of so many.
LINE = 8192
#: Lines worked on at once. More cost cache, fewer cost calls, in each of which a busy thread may cut in.
_LINES = 8


def new_sheet(grid: Grid, kind: type, fill: float) -> np.ndarray:
    """An array (lines, ``LINE``) that holds the cells of a grid in row-major order, the rest of its last line spare."""
    return np.full((-(-grid.cells // LINE), LINE), fill, kind)


def as_grid(sheet: np.ndarray, grid: Grid) -> np.ndarray:
    """The cells of a sheet as a view of shape (rows, cols)."""
    return sheet.reshape(-1)[: grid.cells].reshape(grid.rows, grid.cols)


def stretches(sheet: np.ndarray) -> Iterator[slice]:
    """Slices of lines that are worked on one after the other."""
    for begin in range(0, len(sheet), _LINES):
        yield slice(begin, begin + _LINES)
