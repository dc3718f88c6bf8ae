"""The scores that regions are looked for in, and who computes."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

from ..grid.grid import Grid
from .region import ReadScores


@dataclass(frozen=True)
class Scene:
    """A raster of scores.

    Attributes
    ----------
    read : callable
        Scores of a window inside the grid: float32, NaN where excluded or not assessed.
    grid : Grid
    executor : Executor
        Computes blocks; the result does not depend on it.
    workers : int
        How many blocks it computes at once.
    """

    read: ReadScores
    grid: Grid
    executor: Executor
    workers: int
