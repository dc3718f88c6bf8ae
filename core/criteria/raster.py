"""A raster as it is, or its slope, on the grid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from ..grid.grid import Window
from ..sources.raster import AlignedRaster
from .field import Band


class Derive(str, Enum):
    """What can be derived from an elevation raster."""

    SLOPE_DEG = "slope_deg"


@dataclass(frozen=True)
class RasterField:
    """Values of an aligned raster."""

    raster: AlignedRaster

    @property
    def bands(self) -> tuple[Band, ...]:
        """One band, in the raster's own unit."""
        return (Band("value"),)

    def __call__(self, window: Window) -> np.ndarray:
        """Values, float32 (1, rows, cols), NaN where the raster has none."""
        return self.raster.read(window)[None]


@dataclass(frozen=True)
class SlopeField:
    """Slope of an elevation raster, brought onto the grid first and differenced at its cells.

    Source
    ------
    Horn (1981), Proc. IEEE 69(1): third-order finite differences on 3 x 3 cells, as ``gdaldem slope``.
    """

    raster: AlignedRaster

    @property
    def bands(self) -> tuple[Band, ...]:
        """One band, degrees."""
        return (Band("slope", "degrees"),)

    def __call__(self, window: Window) -> np.ndarray:
        """Slope in degrees, float32 (1, rows, cols), NaN where the elevation is not known."""
        z = self.raster.read(window.expand(1))
        return slope_deg(z, window.grid.dx, window.grid.dy)[None]


def slope_deg(z: np.ndarray, dx: float, dy: float) -> np.ndarray:
    """Slope by Horn's method.

    Parameters
    ----------
    z : float32 array, shape (rows + 2, cols + 2)
        Elevations in metres with a halo of one cell, NaN where unknown.
    dx, dy : float
        Cell size in metres.

    Returns
    -------
    float32 array, shape (rows, cols), degrees. An unknown neighbour is taken on the straight line
    through its opposite one and the centre, or on the plane of the others, so that the rim of the data is kept.
    """
    rows, cols = z.shape[0] - 2, z.shape[1] - 2
    centre = z[1:-1, 1:-1]

    def at(down: int, right: int) -> np.ndarray:
        return z[1 + down : 1 + down + rows, 1 + right : 1 + right + cols]

    def straight(down: int, right: int) -> np.ndarray:
        value, other = at(down, right), at(-down, -right)
        return np.where(np.isnan(value), np.where(np.isnan(other), centre, 2 * centre - other), value)

    n, s, w, e = straight(-1, 0), straight(1, 0), straight(0, -1), straight(0, 1)

    def corner(down: int, right: int, beside: np.ndarray) -> np.ndarray:
        value, other = at(down, right), at(-down, -right)
        # Where the opposite corner is unknown too, the plane through the neighbours of both axes.
        return np.where(
            np.isnan(value), np.where(np.isnan(other), beside - centre, 2 * centre - other), value
        )

    nw, ne, sw, se = (corner(-1, -1, n + w), corner(-1, 1, n + e), corner(1, -1, s + w), corner(1, 1, s + e))
    east = ((ne + 2 * e + se) - (nw + 2 * w + sw)) / (8 * dx)
    north = ((nw + 2 * n + ne) - (sw + 2 * s + se)) / (8 * dy)
    slope = np.degrees(np.arctan(np.hypot(east, north)))
    return np.where(np.isnan(centre), np.nan, slope).astype(np.float32)
