"""Rasters read window by window, aligned with the grid."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..gdalio import drop_rows_above, first_line, gdal_errors, open_raster, thread_raster
from ..grid.crs import parse_crs, same_crs
from ..grid.grid import Window
from ..proj import Transformer
from .resample import known_values, sample


class Resampling(str, Enum):
    """How a raster of another lattice is brought onto the grid."""

    NEAREST = "near"
    BILINEAR = "bilinear"
    AVERAGE = "average"


@dataclass(frozen=True)
class RasterSource:
    """A band of a raster file.

    Attributes
    ----------
    path : str
    band : int
        From 1.
    name : str
        For messages.
    crs : str or None
        CRS to assume where the file has none.
    """

    path: str
    band: int = 1
    name: str = ""
    crs: str | None = None

    @property
    def label(self) -> str:
        """Name for messages."""
        return f"{self.name} ({self.path})" if self.name else self.path


@dataclass(frozen=True)
class AlignedRaster:
    """A raster band that answers for any window of a grid.

    Attributes
    ----------
    source : RasterSource
    resampling : Resampling
        Used where the raster's cells are not the grid's.
    src_crs : str
        WKT.
    offset : (int, int) or None
        Row and column in the raster of the grid's cell (0, 0) where both share one lattice;
        None where it must be resampled.
    nodata : float or None
    cell_m : float
        Side of the raster's cells in its middle, metres, about.
    same_crs : bool
        Whether raster and grid have one CRS.
    """

    source: RasterSource
    resampling: Resampling
    src_crs: str
    offset: tuple[int, int] | None
    nodata: float | None
    cell_m: float
    same_crs: bool

    def read(self, window: Window) -> np.ndarray:
        """Values of a window, float32 of its shape, NaN where the raster has none."""
        dataset = thread_raster(self.source.path)
        try:
            with gdal_errors():
                return self._direct(dataset, window) if self.offset else self._resampled(dataset, window)
        except RuntimeError as error:
            raise InputError(
                f"The raster {self.source.label} cannot be read to its end ({first_line(error)}); "
                "it may be cut or damaged, so fetch it again."
            ) from error

    def _direct(self, dataset: gdal.Dataset, window: Window) -> np.ndarray:
        row, col = window.row + self.offset[0], window.col + self.offset[1]  # type: ignore[index]
        top, left = max(row, 0), max(col, 0)
        bottom = min(row + window.rows, dataset.RasterYSize)
        right = min(col + window.cols, dataset.RasterXSize)
        if top >= bottom or left >= right:
            return np.full(window.shape, np.nan, np.float32)
        drop_rows_above(self.source.path, dataset, top)
        band = dataset.GetRasterBand(self.source.band)
        values = band.ReadAsArray(left, top, right - left, bottom - top)
        if values.shape == window.shape:
            return known_values(values, band, self.nodata)
        out = np.full(window.shape, np.nan, np.float32)
        out[top - row : bottom - row, left - col : right - col] = known_values(values, band, self.nodata)
        return out

    def _resampled(self, dataset: gdal.Dataset, window: Window) -> np.ndarray:
        if self.resampling is Resampling.AVERAGE:
            return self._averaged(dataset, window)
        crs = None if self.same_crs else (window.grid.crs, self.src_crs)
        return sample(
            dataset, self.source.band, self.nodata, crs, window, smooth=self.resampling is Resampling.BILINEAR
        )

    def _averaged(self, dataset: gdal.Dataset, window: Window) -> np.ndarray:
        # Error threshold 0: GDAL's linear approximation would depend on where blocks begin.
        memory = gdal.GetDriverByName("MEM").Create("", window.cols, window.rows, 1, gdal.GDT_Float32)
        xmin, _, _, ymax = window.extent
        memory.SetGeoTransform((xmin, window.grid.dx, 0, ymax, 0, -window.grid.dy))
        memory.SetProjection(window.grid.crs)
        target = memory.GetRasterBand(1)
        target.SetNoDataValue(math.nan)
        target.Fill(math.nan)
        gdal.Warp(memory, _one_band(dataset, self), errorThreshold=0, srcSRS=self.src_crs,
                  resampleAlg=self.resampling.value, multithread=False)  # fmt: skip
        return known_values(target.ReadAsArray(), dataset.GetRasterBand(self.source.band), None)


def align(source: RasterSource, grid_window: Window, resampling: Resampling | None = None) -> AlignedRaster:
    """Prepare a raster band for a grid.

    Parameters
    ----------
    source : RasterSource
    grid_window : Window
        The whole grid.
    resampling : Resampling or None
        None chooses: average where the raster's cells are less than half the grid's, else bilinear.

    Raises
    ------
    InputError
        When the raster cannot be read, lacks the band or a CRS, or misses the grid.
    """
    dataset = open_raster(source.path)
    if not 1 <= source.band <= dataset.RasterCount:
        raise InputError(
            f"The raster {source.label} has {dataset.RasterCount} band(s), not a band {source.band}; choose another band."
        )
    crs = dataset.GetProjection() or source.crs or ""
    if not crs:
        raise InputError(
            f'The raster {source.label} has no CRS; give it one, or "crs" of the layer in the scenario.'
        )
    srs = parse_crs(crs)
    nodata = dataset.GetRasterBand(source.band).GetNoDataValue()
    grid = grid_window.grid
    is_same = same_crs(srs, parse_crs(grid.crs))
    offset = _offset(dataset.GetGeoTransform(), grid_window) if is_same else None
    bounds, cell = _footprint(dataset, srs.ExportToWkt(), grid.crs)
    _require_overlap(source, bounds, grid_window)
    chosen = resampling or (Resampling.AVERAGE if cell < 0.5 * max(grid.dx, grid.dy) else Resampling.BILINEAR)
    return AlignedRaster(source, chosen, srs.ExportToWkt(), offset, nodata, cell, is_same)


def raster_extent(source: RasterSource, grid_crs: str) -> tuple[float, float, float, float]:
    """(xmin, ymin, xmax, ymax) of a raster in the grid's CRS; raises InputError when it cannot be told."""
    dataset = open_raster(source.path)
    crs = dataset.GetProjection() or source.crs or ""
    if not crs:
        raise _no_crs(source)
    return _footprint(dataset, parse_crs(crs).ExportToWkt(), grid_crs)[0]


def _no_crs(source: RasterSource) -> InputError:
    return InputError(
        f'The raster {source.label} has no CRS; give it one, or "crs" of the layer in the scenario.'
    )


def _offset(transform: tuple[float, ...], window: Window) -> tuple[int, int] | None:
    """Where the grid begins in a raster of the same lattice; None when the lattices differ."""
    xmin, dx, skew_x, ymax, skew_y, dy = transform
    grid = window.grid
    if skew_x or skew_y or abs(dx - grid.dx) > 1e-9 * grid.dx or abs(dy + grid.dy) > 1e-9 * grid.dy:
        return None
    left, _, _, top = grid.extent
    col, row = (left - xmin) / grid.dx, (ymax - top) / grid.dy
    if abs(col - round(col)) > 1e-3 or abs(row - round(row)) > 1e-3:
        return None
    return round(row), round(col)


def _footprint(
    dataset: gdal.Dataset, crs: str, grid_crs: str
) -> tuple[tuple[float, float, float, float], float]:
    """Bounds of a raster, and the size of its middle cell, in the grid's CRS."""
    x0, a, b, y0, c, d = dataset.GetGeoTransform()
    cols, rows = dataset.RasterXSize, dataset.RasterYSize
    u = np.concatenate([np.linspace(0, cols, 21), np.linspace(0, cols, 21), np.zeros(21), np.full(21, cols)])
    v = np.concatenate([np.zeros(21), np.full(21, rows), np.linspace(0, rows, 21), np.linspace(0, rows, 21)])
    u = np.concatenate([u, [cols / 2, cols / 2 + 1, cols / 2]])
    v = np.concatenate([v, [rows / 2, rows / 2, rows / 2 + 1]])
    x, y = x0 + a * u + b * v, y0 + c * u + d * v
    if not same_crs(parse_crs(crs), parse_crs(grid_crs)):  # a transformer takes tens of milliseconds to make
        x, y = Transformer.from_crs(crs, grid_crs, always_xy=True).transform(x, y)
    good = np.isfinite(x) & np.isfinite(y)
    if not good.any():
        return (math.inf, math.inf, -math.inf, -math.inf), math.inf
    cell = max(math.hypot(x[-2] - x[-3], y[-2] - y[-3]), math.hypot(x[-1] - x[-3], y[-1] - y[-3]))
    return (x[good].min(), y[good].min(), x[good].max(), y[good].max()), cell


def _require_overlap(source: RasterSource, bounds: tuple[float, float, float, float], window: Window) -> None:
    xmin, ymin, xmax, ymax = window.extent
    if bounds[0] >= xmax or bounds[2] <= xmin or bounds[1] >= ymax or bounds[3] <= ymin:
        raise InputError(f"The raster {source.label} does not reach the grid; check its CRS and the extent.")


def _one_band(dataset: gdal.Dataset, raster: AlignedRaster) -> gdal.Dataset:
    if dataset.RasterCount == 1:
        return dataset
    return gdal.Translate("", dataset, format="VRT", bandList=[raster.source.band])
