"""The Pareto front of a grid: fronts of blocks, then of all of them, in memory of a fixed size."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ..progress import Check, never
from .pareto import beaten_by, front, scouts_of, undominated

#: Numbers (points times criteria) of fronts held in memory before they are thinned out and kept in files: 64 MB.
_HELD = 1 << 24
#: Points of the front so far that every further block is first held against.
_SCOUTS = 240
#: Points that are gathered at least before they are thinned out.
_WORTH_THINNING = 20_000


class Points(NamedTuple):
    """Points of a front, float32 (points, criteria), and where each lies: block (int32) and cell in it (int32)."""

    rows: np.ndarray
    block: np.ndarray
    cell: np.ndarray

    def where(self, is_kept: np.ndarray) -> Points:
        """Those of a mask."""
        return Points(*(part[is_kept] for part in self))


@dataclass
class ParetoSurvey:
    """Collects the fronts of blocks and finds which of their points are on the front of all.

    Only the front of a block can be on the front of the grid. Fronts are gathered into runs that are
    fronts themselves; a point of a run is on the grid's front when no other run dominates it.
    """

    folder: Path
    held: int = _HELD
    blocks: int = field(default=0, init=False)
    _new: list[Points] = field(default_factory=list, init=False)
    _runs: list[Points] = field(default_factory=list, init=False)
    _scouts: np.ndarray | None = field(default=None, init=False)
    _thinned: int = field(default=0, init=False)

    def look(self, scores: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """The front of a block's cells that know all criteria: its rows, and the flat index of each cell.

        Cells that the front so far dominates are left out, as many as are known when this is called;
        the front of the grid does not depend on it.
        """
        cells = np.flatnonzero(~np.isnan(sum(scores)))
        rows = np.stack([s.ravel()[cells] for s in scores], axis=1)
        if self._scouts is not None:
            is_open = ~beaten_by(rows, self._scouts)
            rows, cells = rows[is_open], cells[is_open]
        is_kept = front(rows)
        return rows[is_kept], cells[is_kept]

    def add(self, part: tuple[np.ndarray, np.ndarray]) -> None:
        """Take the front of the next block."""
        rows, cells = part
        block = np.full(len(cells), self.blocks, np.int32)
        self._new.append(Points(rows, block, cells.astype(np.int32)))
        self.blocks += 1
        held = sum(len(p.block) for p in self._new)
        if held > self._thinned + max(self._thinned, _WORTH_THINNING) or held * rows.shape[1] > self.held:
            self._thin()

    def result(self, check: Check) -> list[np.ndarray]:
        """Flat indices of the cells on the front in each block, in the order they were added."""
        self._thin(check, is_last=True)
        found = [self._kept(number, check) for number in range(len(self._runs))]
        block, cell = (np.concatenate([f[i] for f in found]) for i in (1, 2))
        order = np.lexsort((cell, block))
        ends = np.searchsorted(block[order], np.arange(self.blocks + 1))
        return [cell[order[b:e]] for b, e in zip(ends, ends[1:])]

    def _thin(self, check: Check = never, *, is_last: bool = False) -> None:
        """Keep the front of what is held; where that is still much, put it into files."""
        if not self._new:
            return
        points = Points(*(np.concatenate(parts) for parts in zip(*self._new)))
        points = points.where(front(points.rows, check))
        self._new, self._thinned = [], len(points.block)
        if self._thinned:
            self._scouts = scouts_of(points.rows, _SCOUTS)
        if is_last or points.rows.size > self.held // 2:
            self._runs.append(self._stored(points) if self._runs or not is_last else points)
            self._thinned = 0
        else:
            self._new.append(points)

    def _stored(self, points: Points) -> Points:
        out = []
        for name, array in zip(Points._fields, points):
            path = self.folder / f"front{len(self._runs)}.{name}.npy"
            np.save(path, array)
            out.append(np.load(path, mmap_mode="r"))
        return Points(*out)

    def _kept(self, number: int, check: Check) -> Points:
        points = self._runs[number]
        for other, run in enumerate(self._runs):
            if other != number and len(points.rows):
                points = points.where(undominated(points.rows, run.rows, check))
        return points
