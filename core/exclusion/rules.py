"""Exclusion rules as pure functions of a window: excluded, not excluded, or not known."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..criteria.field import Field
from ..criteria.hazard import HazardField
from ..criteria.nearest import SegmentIndex
from ..errors import InputError
from ..grid.grid import Window
from ..grid.spans import Spans
from .buffer import within_buffer

#: States of a cell under a rule.
CLEAR, EXCLUDED, UNKNOWN = np.uint8(0), np.uint8(1), np.uint8(2)


class Rule(Protocol):
    """An exclusion rule."""

    def __call__(self, window: Window) -> np.ndarray:
        """States, uint8 of the window's shape: CLEAR, EXCLUDED or UNKNOWN."""
        ...


@dataclass(frozen=True)
class ShapeRule:
    """Excludes what features take, and all within a buffer of them.

    Attributes
    ----------
    cells : Spans
        Polygons by the cell's centre; lines and points every cell they touch.
    index : SegmentIndex or None
        For the buffer.
    buffer_m : float
        Cells whose centre lies within so many metres are excluded too.
    coverage : Spans or None
        Cells that were assessed; outside, a cell that is not excluded is unknown.
    """

    cells: Spans
    index: SegmentIndex | None
    buffer_m: float
    coverage: Spans | None = None

    def __call__(self, window: Window) -> np.ndarray:
        """States of the window."""
        is_out = self.cells.burn(window)
        if self.index is not None and self.buffer_m > 0:
            is_out |= within_buffer(self.index, window, self.buffer_m)
        state = is_out.astype(np.uint8)
        if self.coverage is not None:
            state[~is_out & ~self.coverage.burn(window)] = UNKNOWN
        return state


@dataclass(frozen=True)
class Ranges:
    """Sets of values: ``5:12``, ``:12``, ``15:``, ``3``; both ends belong; ``!`` in front excludes all but these."""

    intervals: tuple[tuple[float, float], ...]
    inverted: bool = False

    def hit(self, values: np.ndarray) -> np.ndarray:
        """True where a value is to be excluded; NaN never is."""
        found = np.zeros(values.shape, bool)
        for low, high in self.intervals:
            # Float32 cells against the same numbers in float32: 0.1 in the file equals 0.1 in the rule.
            found |= (values >= np.float32(low)) & (values <= np.float32(high))
        return ~found & ~np.isnan(values) if self.inverted else found


def parse_ranges(text: str) -> Ranges:
    """Parse ranges; raises InputError saying which part is wrong."""
    body = text.strip()
    inverted = body.startswith("!")
    intervals = []
    for part in body.lstrip("!").split(","):
        ends = [e.strip() for e in part.split(":")]
        try:
            if len(ends) == 1:
                low = high = float(ends[0])
            else:
                low, high = (float(e) if e else s * math.inf for e, s in zip(ends, (-1, 1)))
            if len(ends) > 2 or math.isnan(low) or math.isnan(high) or low > high or not any(ends):
                raise ValueError
        except ValueError:
            raise InputError(
                f"The range {part.strip() or text!r} cannot be read; write 5:12, :12, 15: or 3, "
                "several joined by commas, with ! in front to exclude all but these."
            ) from None
        intervals.append((low, high))
    return Ranges(tuple(intervals), inverted)


@dataclass(frozen=True)
class RasterRule:
    """Excludes cells whose value lies in ranges, and all within a buffer of those cells' edges.

    Attributes
    ----------
    field : Field
        Band 1 is tested.
    ranges : Ranges
    buffer_m : float
        From the edges of the cells that the ranges take.
    """

    field: Field
    ranges: Ranges
    buffer_m: float = 0.0

    def __call__(self, window: Window) -> np.ndarray:
        """States of the window."""
        if self.buffer_m <= 0:
            values = self.field(window)[0]
            return self._state(self.ranges.hit(values), np.isnan(values))
        halo = math.ceil(self.buffer_m / min(window.grid.dx, window.grid.dy)) + 1
        values = self.field(window.expand(halo))[0]
        hit = self.ranges.hit(values)
        inner = (slice(halo, halo + window.rows), slice(halo, halo + window.cols))
        return self._state(within_edges(hit, window, self.buffer_m)[inner], np.isnan(values[inner]))

    @staticmethod
    def _state(is_out: np.ndarray, is_unknown: np.ndarray) -> np.ndarray:
        state = is_out.astype(np.uint8)
        state[~is_out & is_unknown] = UNKNOWN
        return state


def within_edges(hit: np.ndarray, window: Window, buffer_m: float) -> np.ndarray:
    """Cells whose centre lies within a distance of the square of any marked cell.

    The nearest point of a square is off its centre by half a cell at most, so the distance is that
    between centres less half a cell on each axis: an offset (i, j) reaches when
    ``hypot(max(|i| - 1/2, 0) dx, max(|j| - 1/2, 0) dy) <= buffer``.
    """
    dx, dy = window.grid.dx, window.grid.dy
    limit = (buffer_m * (1 + 1e-9)) ** 2
    out = hit.copy()
    padded = np.cumsum(np.pad(hit, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    rows, cols = hit.shape
    for i in range(int(buffer_m / dy + 0.5 + 1e-9) + 1):
        rest = limit - (max(i - 0.5, 0.0) * dy) ** 2
        if rest < 0:
            break
        reach = int(math.sqrt(rest) / dx + 0.5 + 1e-9)
        # How many marked cells of a row lie within the reach, from running sums.
        left = np.maximum(np.arange(cols) - reach, 0)
        right = np.minimum(np.arange(cols) + reach + 1, cols)
        near = padded[:, right] > padded[:, left]
        out[i:] |= near[: rows - i]
        out[: rows - i] |= near[i:]
    return out


@dataclass(frozen=True)
class HazardRule:
    """Excludes cells whose worst severity reaches the limit of a hazard criterion."""

    field: HazardField

    def __call__(self, window: Window) -> np.ndarray:
        """States of the window."""
        worst = self.field.worst(window)
        state = (worst >= self.field.exclude_from).astype(np.uint8)
        state[np.isnan(worst)] = UNKNOWN
        return state


def require_number(text: str) -> float:
    """A number of metres out of text, 0 when blank; raises InputError when it is none or negative."""
    stripped = text.strip()
    value = (
        float(stripped) if re.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?|[+-]?\.\d+", stripped) else math.nan
    )
    if not stripped:
        return 0.0
    if not value >= 0:
        raise InputError(f"The buffer {text!r} is not a number of metres of 0 or more; give for example 50.")
    return value
