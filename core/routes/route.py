"""A path as a route: its line, length, cost and what it crosses."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString

from ..grid.grid import Grid
from .search import Path

#: So many different frictions of at most two decimals are told one by one; all else by ranges.
_MOST_CLASSES = 8
#: Borders of these ranges.
_RANGES = (0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True)
class Route:
    """A route over the friction raster.

    Attributes
    ----------
    xy : float64 array, shape (n, 2)
        Centres of its cells.
    friction : float64 array, shape (n,)
    metres : float64 array, shape (n,)
        Metres of the route in each cell: half of each step.
    cost_distance : float
        Metres times friction: what is least.
    is_optimal : bool
    """

    xy: np.ndarray
    friction: np.ndarray
    metres: np.ndarray
    cost_distance: float
    is_optimal: bool

    @property
    def length_m(self) -> float:
        """Metres from the first centre to the last."""
        return float(self.metres.sum())

    @property
    def friction_mean(self) -> float:
        """Mean friction by length; of the only cell where the route has no length."""
        return self.cost_distance / self.length_m if self.length_m else float(self.friction[0])

    def line(self) -> LineString | None:
        """Its line, vertices only where it turns; None where it has no length."""
        if len(self.xy) < 2:
            return None
        step = np.diff(self.xy, axis=0)
        turns = np.r_[True, (np.abs(np.diff(step, axis=0)) > 1e-6).any(axis=1), True]
        return LineString(self.xy[turns])

    def crosses(self) -> str:
        """Shares of the length by friction, the largest first: ``1: 62 %, 5: 38 %``."""
        if not self.length_m:
            return ""
        values = np.unique(self.friction)
        if len(values) <= _MOST_CLASSES and np.allclose(values, np.round(values, 2), rtol=1e-6):
            place, names = np.searchsorted(values, self.friction), [f"{v:g}" for v in values]
        else:
            place, names = np.searchsorted(_RANGES, self.friction, side="right"), _range_names()
        share = np.bincount(place, self.metres, len(names)) / self.length_m
        order = [i for i in np.argsort(-share, kind="stable") if share[i] > 0]
        return ", ".join(f"{names[i]}: {100 * share[i]:.3g} %" for i in order)


def route_of(path: Path, grid: Grid) -> Route:
    """The route of a path of cells."""
    xmin, _, _, ymax = grid.extent
    rows, cols = path.cells[:, 0], path.cells[:, 1]
    xy = np.column_stack([xmin + (cols + 0.5) * grid.dx, ymax - (rows + 0.5) * grid.dy])
    steps = np.hypot(*np.diff(xy, axis=0).T) if len(xy) > 1 else np.empty(0)
    metres = (np.r_[0.0, steps] + np.r_[steps, 0.0]) / 2
    return Route(xy, path.friction, metres, path.cost, path.is_optimal)


def _range_names() -> list[str]:
    inner = [f"{a:g}-{b:g}" for a, b in zip(_RANGES, _RANGES[1:])]
    return [f"<{_RANGES[0]:g}", *inner, f">={_RANGES[-1]:g}"]
