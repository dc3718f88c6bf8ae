"""Least of ``rate * distance + offset`` over many points: the nearest point where points are not alike."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..grid.grid import Window

#: Squares of so many cells share one list of points that may be best in them.
_TILE = 64


@dataclass(frozen=True)
class WeightedPoints:
    """Points with a cost of their own and a cost a metre.

    Attributes
    ----------
    xy : float64 array, shape (n, 2)
        Metres.
    rate : float64 array, shape (n,)
        Cost a metre of straight line, above 0.
    offset : float64 array, shape (n,)
        Cost at the point itself.
    """

    xy: np.ndarray
    rate: np.ndarray
    offset: np.ndarray

    def __call__(self, window: Window) -> np.ndarray:
        """Least cost of each cell centre, float64 of the window's shape; infinity where there is no point."""
        out = np.full(window.shape, np.inf)
        if not len(self.xy):
            return out
        x, y = window.x(), window.y()
        near = self._near((x[0], x[-1]), (y[-1], y[0]), np.arange(len(self.xy)))
        for top in range(0, window.rows, _TILE):
            for left in range(0, window.cols, _TILE):
                part = out[top : top + _TILE, left : left + _TILE]
                self._least(x[left : left + _TILE], y[top : top + _TILE], near, part)
        return out

    def _least(self, x: np.ndarray, y: np.ndarray, among: np.ndarray, out: np.ndarray) -> None:
        metres = np.empty(out.shape)
        for i in self._near((x[0], x[-1]), (y[-1], y[0]), among):
            np.hypot(x - self.xy[i, 0], (y - self.xy[i, 1])[:, None], out=metres)
            metres *= self.rate[i]
            metres += self.offset[i]
            np.minimum(out, metres, out=out)

    def _near(self, x: tuple[float, float], y: tuple[float, float], among: np.ndarray) -> np.ndarray:
        """Points that may be best somewhere in a rectangle: those not beaten everywhere by another one."""
        radius = math.hypot(x[1] - x[0], y[1] - y[0]) / 2
        dx, dy = self.xy[among, 0] - (x[0] + x[1]) / 2, self.xy[among, 1] - (y[0] + y[1]) / 2
        centre = np.hypot(dx, dy)
        rate, offset = self.rate[among], self.offset[among]
        most = rate * (centre + radius) + offset
        least = rate * np.maximum(centre - radius, 0.0) + offset
        return among[least <= most.min() * (1 + 1e-9)]
