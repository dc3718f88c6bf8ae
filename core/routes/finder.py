"""Find single routes over one friction raster."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from .friction import Box, FeatureCells, union
from .route import Route, route_of
from .search import MOST_CELLS, Ends, find_path
from .wanted import Connections, Wanted


@dataclass(frozen=True)
class Routed:
    """What one wanted route came to: the route and its connection, or why there is none."""

    wanted: Wanted
    connection: int | None
    route: Route | None
    note: str = ""


class Ground(Protocol):
    """Friction on a grid: 1 is ordinary ground, other values multiply its cost, NaN cannot be crossed."""

    @property
    def grid(self) -> Grid:
        """Its grid."""
        ...

    def read(self, window: Window) -> np.ndarray:
        """Friction of a window, float array of its shape."""
        ...


@dataclass(frozen=True)
class Finder:
    """Finds routes over one ground."""

    friction: Ground
    starts: FeatureCells
    targets: FeatureCells
    connections: Connections
    max_distance_m: float

    def find(self, wanted: Wanted) -> Routed:
        """Find one route."""
        boxes = {k: self.targets.box(k) for k in wanted.connections}
        on_raster = {k: box for k, box in boxes.items() if box is not None}
        start = self.starts.box(wanted.feature)
        if start is None or not on_raster:
            what = "site" if start is None else "connection"
            return Routed(wanted, None, None, f"the {what} lies outside the friction raster")
        ends = self._ends(wanted.feature, start, on_raster)
        grid = self.friction.grid
        pad = math.ceil(self.max_distance_m / min(grid.dx, grid.dy))
        path = find_path(self.friction.read, grid, ends, pad)
        if path is None:
            return Routed(wanted, None, None, self._why(wanted, start, list(on_raster)))
        row, col = path.cells[-1].tolist()
        at = next(k for k in on_raster if self._holds(k, row, col))
        return Routed(wanted, at, route_of(path, grid))

    def _ends(self, feature: int, start: Box, targets: dict[int, Box]) -> Ends:
        """Both ends; the first box holds the nearest target alone, for the others may not be needed."""
        nearest = min(targets.values(), key=lambda box: _box_gap(start, box))
        box = union(start, nearest)
        if (box[2] - box[0] + 1) * (box[3] - box[1] + 1) > 2 * MOST_CELLS:
            raise InputError(
                f"A route would need more than {2 * MOST_CELLS:,} cells of the friction raster at once; use a raster of larger "
                "cells, or connections that are nearer."
            )
        listed = list(targets)
        return Ends(
            lambda window: self.starts.burn([feature], window),
            lambda window: self.targets.burn(listed, window),
            box,
            len(listed) > 1,
        )

    def _holds(self, connection: int, row: int, col: int) -> bool:
        spans, grid = self.targets.spans[connection], self.friction.grid
        here = (
            (spans.row == grid.row0 + row)
            & (spans.first <= grid.col0 + col)
            & (spans.last >= grid.col0 + col)
        )
        return bool(here.any())

    def _why(self, wanted: Wanted, start: Box, targets: list[int]) -> str:
        """Why no path was found: an end that cannot be entered, or something all around."""
        found = [box for k in targets if (box := self.targets.box(k)) is not None]
        for what, box in (("site", start), ("connection", union(*found))):
            window = Window(self.friction.grid, box[0], box[1], box[2] - box[0] + 1, box[3] - box[1] + 1)
            if np.isnan(self.friction.read(window)).all():
                return f"the {what} lies where the friction raster cannot be crossed (nodata)"
        return f"no way within {self.max_distance_m:g} m around both ends"


def _box_gap(a: Box, b: Box) -> float:
    """Cells between two boxes."""
    return math.hypot(max(0, a[0] - b[2], b[0] - a[2]), max(0, a[1] - b[3], b[1] - a[3]))
