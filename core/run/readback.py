"""Read back what a run has written, window by window."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..gdalio import thread_raster
from ..grid.grid import Window


@dataclass(frozen=True)
class ReadBand:
    """Reads a band of a written raster; beyond the grid and on nodata it is NaN."""

    path: str
    band: int

    def __call__(self, window: Window) -> np.ndarray:
        """Values of a window, float32 of its shape."""
        out = np.full(window.shape, np.nan, np.float32)
        grid = window.grid
        top, left = max(window.row, 0), max(window.col, 0)
        bottom, right = min(window.row + window.rows, grid.rows), min(window.col + window.cols, grid.cols)
        if top >= bottom or left >= right:
            return out
        band = thread_raster(self.path).GetRasterBand(self.band)
        values = band.ReadAsArray(left, top, right - left, bottom - top)
        values[values == band.GetNoDataValue()] = np.nan
        out[top - window.row : bottom - window.row, left - window.col : right - window.col] = values
        return out
