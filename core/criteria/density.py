"""Density of features around each cell, per square kilometre."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np

from ..errors import InputError
from ..grid.grid import Grid, Window
from ..sources.shapes import VectorData
from .field import Band
from .kernel_sums import KernelSums, Shape, kernel_sums


class Kernel(str, Enum):
    """How a feature's weight falls with distance d within the radius R; each integrates to 1.

    uniform: 1 / (pi R^2). quartic: 3 / (pi R^2) (1 - d^2 / R^2)^2 (Silverman 1986, eq. 4.5).
    gaussian: exp(-d^2 / (2 s^2)) with s = R / 3, cut at R and normalised over the disc.
    """

    UNIFORM = "uniform"
    QUARTIC = "quartic"
    GAUSSIAN = "gaussian"


def _one(east: np.ndarray, south: np.ndarray) -> np.ndarray:
    return np.ones(np.broadcast_shapes(east.shape, south.shape))


def _quartic(east: np.ndarray, south: np.ndarray) -> np.ndarray:
    out: np.ndarray = (1.0 - south) - east
    out *= out
    return out


def _gaussian(east: np.ndarray, south: np.ndarray) -> np.ndarray:
    return np.exp(-4.5 * south) * np.exp(-4.5 * east)


#: Each kernel before scaling, by its nodes: polynomials of degree 0 and 4 are exact on 1 and 5.
_SHAPES = {
    Kernel.UNIFORM: Shape(_one, 1),
    Kernel.QUARTIC: Shape(_quartic, 5),
    Kernel.GAUSSIAN: Shape(_gaussian, 10, 0.25),
}


@dataclass(frozen=True)
class DensityField:
    """Kernel density of weighted points per km2.

    Attributes
    ----------
    sums : KernelSums
    scale : float
        From sums to densities per km2.
    """

    sums: KernelSums
    scale: float

    @property
    def bands(self) -> tuple[Band, ...]:
        """One band, per km2."""
        return (Band("density", "per km2"),)

    def __call__(self, window: Window) -> np.ndarray:
        """Density, float32 (1, rows, cols), per km2; 0 where nothing is within the radius."""
        return (self.sums(window) * self.scale).astype(np.float32)[None]


def _scale(kernel: Kernel, radius: float) -> float:
    """Factor that makes a kernel integrate to 1 over its disc, per km2."""
    disc = math.pi * radius**2 / 1e6
    if kernel is Kernel.UNIFORM:
        return 1 / disc
    if kernel is Kernel.QUARTIC:
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
    sums = kernel_sums(xy, weight, float(radius), _SHAPES[kernel])
    return DensityField(sums, _scale(kernel, float(radius)))
