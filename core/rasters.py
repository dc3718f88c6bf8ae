"""Write rasters block by block, the same bytes whatever computed them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

from .errors import OutputError
from .gdalio import NODATA, first_line, gdal_errors
from .grid.grid import BLOCK, Grid, Window


@dataclass(frozen=True)
class RasterSpec:
    """What a raster file holds besides its cells.

    Attributes
    ----------
    bands : tuple of str
        Description of each band.
    metadata : dict of str to str
        Provenance.
    is_mask : bool
        UInt32 bits in place of Float32 values.
    nodata : float
    """

    bands: tuple[str, ...]
    metadata: dict[str, str]
    is_mask: bool = False
    nodata: float = NODATA


class RasterWriter:
    """A compressed GeoTIFF in tiles of ``BLOCK`` cells that takes the grid's blocks in row-major order.

    A block is a whole number of tiles. Each is flushed at once, so the order of tiles in the file, and with
    it every byte, depends neither on threads nor on the size of GDAL's cache.
    """

    def __init__(self, path: Path, grid: Grid, spec: RasterSpec) -> None:
        self._path, self._spec = path, spec
        kind = gdal.GDT_UInt32 if spec.is_mask else gdal.GDT_Float32
        size = grid.cells * 4 * len(spec.bands)
        try:
            with gdal_errors():
                driver = gdal.GetDriverByName("GTiff")
                self._dataset = driver.Create(
                    str(path), grid.cols, grid.rows, len(spec.bands), kind, _options(driver, spec, size)
                )
                self._dataset.SetGeoTransform(grid.geotransform)
                self._dataset.SetProjection(grid.crs)
                self._dataset.SetMetadata(spec.metadata)
                for number, text in enumerate(spec.bands, start=1):
                    band = self._dataset.GetRasterBand(number)
                    band.SetDescription(text)
                    band.SetNoDataValue(spec.nodata)
        except RuntimeError as error:
            raise self._failed(error) from error

    def write(self, window: Window, values: np.ndarray) -> None:
        """Write a block, shape (bands, rows, cols) or (rows, cols); NaN becomes nodata."""
        layers = values if values.ndim == 3 else values[None]
        if not self._spec.is_mask:
            layers = np.where(np.isnan(layers), np.float32(self._spec.nodata), layers)
        try:
            with gdal_errors():
                for number, layer in enumerate(layers, start=1):
                    band = self._dataset.GetRasterBand(number)
                    for row in range(0, window.rows, BLOCK):
                        for col in range(0, window.cols, BLOCK):
                            tile = layer[row : row + BLOCK, col : col + BLOCK]
                            band.WriteArray(tile, window.col + col, window.row + row)
                            band.FlushCache()
        except RuntimeError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        """Finish the file; raises OutputError when the disk is full."""
        try:
            with gdal_errors():
                self._dataset.FlushCache()
                self._dataset = None
        except RuntimeError as error:
            raise self._failed(error) from error

    def _failed(self, error: RuntimeError) -> OutputError:
        return OutputError(
            f"The raster {self._path} cannot be written ({first_line(error)}); check the disk and your rights."
        )


def _options(driver: gdal.Driver, spec: RasterSpec, size: int) -> list[str]:
    has_zstd = "ZSTD" in (driver.GetMetadataItem("DMD_CREATIONOPTIONLIST") or "")
    packing = ["COMPRESS=ZSTD", "ZSTD_LEVEL=1"] if has_zstd else ["COMPRESS=DEFLATE", "ZLEVEL=1"]
    return [
        *packing,
        "TILED=YES", f"BLOCKXSIZE={BLOCK}", f"BLOCKYSIZE={BLOCK}", "INTERLEAVE=BAND", "NUM_THREADS=1",
        "PREDICTOR=2",  # for floats too: a tenth larger than predictor 3, and twice as fast
        f"BIGTIFF={'YES' if size > 3_500_000_000 else 'NO'}",
    ]  # fmt: skip
