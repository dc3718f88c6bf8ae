"""Where weights from data read: rasters on one grid, or a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from osgeo import gdal

from ..errors import InputError
from ..gdalio import first_line, gdal_errors, open_raster, thread_raster
from ..grid.crs import parse_crs, same_crs
from ..sources.raster import RasterSource
from ..sources.resample import known_values

#: Cells of a block, a criterion.
_CELLS = 512 * 512


class Sample(Protocol):
    """Rows of criteria, read in blocks."""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the criteria."""
        ...

    def windows(self) -> Sequence[Any]:
        """What to read, a block each, in order."""
        ...

    def read(self, window: Any) -> np.ndarray:
        """Values of a block, float (criteria, rows), NaN where there is none."""
        ...


@dataclass(frozen=True)
class Rows:
    """Rows held in memory, float64 (criteria, rows)."""

    names: tuple[str, ...]
    values: np.ndarray

    def windows(self) -> Sequence[slice]:
        """Runs of rows."""
        return [slice(i, i + _CELLS) for i in range(0, max(self.values.shape[1], 1), _CELLS)]

    def read(self, window: slice) -> np.ndarray:
        """Values of a run of rows."""
        return self.values[:, window]


@dataclass(frozen=True)
class RasterRows:
    """Cells of rasters that share one grid, and a mask of cells to leave out wherever it is not 0."""

    sources: tuple[RasterSource, ...]
    names: tuple[str, ...]
    size: tuple[int, int]
    block: tuple[int, int]
    exclusion: RasterSource | None = None

    def windows(self) -> Sequence[tuple[int, int, int, int]]:
        """Column, row, columns and rows of each block."""
        cols, rows = self.size
        wide, tall = self.block
        return [
            (x, y, min(wide, cols - x), min(tall, rows - y))
            for y in range(0, rows, tall)
            for x in range(0, cols, wide)
        ]

    def read(self, window: tuple[int, int, int, int]) -> np.ndarray:
        """Cells of a block; what the mask marks, or does not know, is no value of any criterion."""
        values = np.stack([_read(s, window) for s in self.sources])
        if self.exclusion is None:
            return values
        # Dropped, not made NaN: a cell that is excluded is not one that lacks a value.
        return values[:, _read(self.exclusion, window) == 0]


def raster_rows(
    sources: Sequence[RasterSource], names: Sequence[str] = (), exclusion: RasterSource | None = None
) -> RasterRows:
    """Open rasters that must share one grid, in any CRS.

    Raises
    ------
    InputError
        When one cannot be read, lacks the band, or has another grid: the sentence names it and how to align it.
    """
    if not sources:
        raise InputError("There are no criteria; give two rasters at least, or a table.")
    first = open_raster(sources[0].path)
    for source in [*sources, *([exclusion] if exclusion else [])]:
        other = open_raster(source.path)
        if not 1 <= source.band <= other.RasterCount:
            raise InputError(
                f"The raster {source.label} has {other.RasterCount} band(s), not a band {source.band}; choose another band."
            )
        if not _same_grid(first, other):
            raise InputError(
                f"The raster {source.label} has another grid than {sources[0].label}; align it with gdal:warpreproject, or "
                "compute it with that raster as TEMPLATE."
            )
    size = first.RasterXSize, first.RasterYSize
    found = tuple(names) or tuple(s.name or Path(s.path).stem for s in sources)
    return RasterRows(tuple(sources), found, size, _block(first), exclusion)


def _same_grid(a: gdal.Dataset, b: gdal.Dataset) -> bool:
    if (a.RasterXSize, a.RasterYSize) != (b.RasterXSize, b.RasterYSize):
        return False
    one, two = np.array(a.GetGeoTransform()), np.array(b.GetGeoTransform())
    cell = min(abs(one[1]), abs(one[5])) or 1.0
    # A thousandth of a cell, at the far corner too.
    steps = np.array([1, a.RasterXSize, a.RasterYSize] * 2)
    if (np.abs(one - two) * steps > 1e-3 * cell).any():
        return False
    crs = [d.GetProjection() for d in (a, b)]
    return not all(crs) or same_crs(parse_crs(crs[0]), parse_crs(crs[1]))


def _block(dataset: gdal.Dataset) -> tuple[int, int]:
    """Columns and rows to read at once: whole strips where the file is made of strips, else squares."""
    wide, _ = dataset.GetRasterBand(1).GetBlockSize()
    if wide < dataset.RasterXSize:
        return 512, 512
    return dataset.RasterXSize, max(1, _CELLS // dataset.RasterXSize)


def _read(source: RasterSource, window: tuple[int, int, int, int]) -> np.ndarray:
    try:
        with gdal_errors():
            band = thread_raster(source.path).GetRasterBand(source.band)
            values = band.ReadAsArray(*window)
            return known_values(values, band, band.GetNoDataValue()).ravel()
    except RuntimeError as error:
        raise InputError(
            f"The raster {source.label} cannot be read to its end ({first_line(error)}); it may be cut or damaged, so fetch "
            "it again."
        ) from error
