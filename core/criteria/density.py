"""Density of features around each cell, per square kilometre."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from scipy.spatial import cKDTree

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..sources.shapes import VectorData
from .field import Band

#: Squares of so many cells share one list of features in reach.
_TILE = 64
_BATCH = 32


class Kernel(str, Enum):
    """How a feature's weight falls with distance d within the radius R; each integrates to 1.

    uniform: 1 / (pi R^2). quartic: 3 / (pi R^2) (1 - d^2 / R^2)^2 (Silverman 1986, eq. 4.5).
    gaussian: exp(-d^2 / (2 s^2)) with s = R / 3, cut at R and normalised over the disc.
    """

    UNIFORM = "uniform"
    QUARTIC = "quartic"
    GAUSSIAN = "gaussian"


@dataclass(frozen=True)
class DensityField:
    """Kernel density of weighted points per km2.

    Attributes
    ----------
    xy : float64 array, shape (n, 2)
        Metres.
    weight : float64 array, shape (n,)
    radius : float
        Metres.
    kernel : Kernel
    """

    xy: np.ndarray
    weight: np.ndarray
    radius: float
    kernel: Kernel
    tree: cKDTree

    @property
    def bands(self) -> tuple[Band, ...]:
        """One band, per km2."""
        return (Band("density", "per km2"),)

    def __call__(self, window: Window) -> np.ndarray:
        """Density, float32 (1, rows, cols), per km2; 0 where nothing is within the radius."""
        x, y = window.x(), window.y()
        out = np.zeros(window.shape)
        for top in range(0, window.rows, _TILE):
            for left in range(0, window.cols, _TILE):
                tile = (slice(top, top + _TILE), slice(left, left + _TILE))
                self._add(x[tile[1]], y[tile[0]], out[tile])
        return (out * (self._scale() * 1e6)).astype(np.float32)[None]

    def _add(self, x: np.ndarray, y: np.ndarray, out: np.ndarray) -> None:
        centre = ((x[0] + x[-1]) / 2, (y[0] + y[-1]) / 2)
        reach = self.radius + math.hypot(x[-1] - x[0], y[-1] - y[0]) / 2
        found = np.asarray(
            self.tree.query_ball_point(centre, reach * (1 + 1e-9), return_sorted=True), np.int64
        )
        for begin in range(0, len(found), _BATCH):
            some = found[begin : begin + _BATCH]
            d2 = ((self.xy[some, 1, None] - y) ** 2)[:, :, None] + ((self.xy[some, 0, None] - x) ** 2)[
                :, None, :
            ]
            out += np.tensordot(self.weight[some], self._shape(d2), axes=1)

    def _shape(self, d2: np.ndarray) -> np.ndarray:
        r2 = self.radius**2
        # A feature exactly at the radius counts, whatever the rounding of the squares.
        inside = d2 <= r2 * (1 + 1e-12)
        if self.kernel is Kernel.UNIFORM:
            return inside.astype(float)
        if self.kernel is Kernel.QUARTIC:
            return np.where(inside, (1 - np.minimum(d2 / r2, 1.0)) ** 2, 0.0)
        return np.where(inside, np.exp(-4.5 * d2 / r2), 0.0)

    def _scale(self) -> float:
        disc = math.pi * self.radius**2
        if self.kernel is Kernel.UNIFORM:
            return 1 / disc
        if self.kernel is Kernel.QUARTIC:
            return 3 / disc
        return 4.5 / disc / (1 - math.exp(-4.5))


def density_field(
    data: VectorData, grid: Grid, radius: float, field: str | None = None, kernel: Kernel = Kernel.QUARTIC
) -> DensityField:
    """Prepare the density of a layer's features.

    Lines and polygons count at one point: the middle, or a point inside.

    Raises
    ------
    InputError
        On a radius that is not positive, a missing field, or a null in it (unknown is not 0).
    """
    if not radius > 0:
        raise InputError(f"The radius {radius:g} m of the density is not above 0; give metres above 0.")
    weight = np.ones(data.shapes.count) if field is None else data.numbers(field)
    unknown = int(np.isnan(weight).sum())
    if unknown:
        raise InputError(
            f"The field {field} of {data.name} is null or no number in {unknown} of {len(weight)} features; "
            "filter them out or fill them in, as unknown is not 0."
        )
    xy = data.shapes.representative_points()
    return DensityField(xy, weight, float(radius), kernel, cKDTree(xy, balanced_tree=False))
