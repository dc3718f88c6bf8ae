"""A candidate region: its cells, statistics and outline."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from osgeo import gdal, ogr

from ..gdalio import gdal_errors
from ..grid.grid import BLOCK, Grid, Window

#: Reads the suitability of a window: float32, NaN where not eligible.
ReadScores = Callable[[Window], np.ndarray]


@dataclass(frozen=True)
class Region:
    """Edge-connected cells of one candidate.

    Attributes
    ----------
    window : Window
        The bounding box of the cells.
    cells : bool array of the window's shape
    score_sum, score_min, score_max : float
    """

    window: Window
    cells: np.ndarray
    score_sum: float
    score_min: float
    score_max: float

    @property
    def count(self) -> int:
        """Number of cells."""
        return int(np.count_nonzero(self.cells))

    @property
    def score_mean(self) -> float:
        """Mean score of the cells."""
        return self.score_sum / self.count

    @property
    def area_ha(self) -> float:
        """Area in hectares, on the projection plane."""
        return self.count * self.window.grid.cell_ha

    @property
    def centroid(self) -> tuple[float, float]:
        """Mean x and y of the cell centres, metres."""
        by_col, by_row = self.cells.sum(axis=0), self.cells.sum(axis=1)
        x, y = self.window.x() @ by_col, self.window.y() @ by_row
        return float(x / by_col.sum()), float(y / by_row.sum())

    @property
    def perimeter_m(self) -> float:
        """Length of the outline along cell edges, holes included, metres."""
        padded = np.pad(self.cells, 1)
        across = np.count_nonzero(padded[:, 1:] != padded[:, :-1]) * self.window.grid.dy
        down = np.count_nonzero(padded[1:] != padded[:-1]) * self.window.grid.dx
        return float(across + down)

    @property
    def compactness(self) -> float:
        """Polsby-Popper 4 pi A / P^2 of the outline along cell edges; a square has 0.785."""
        return 4 * math.pi * self.area_ha * 10_000 / self.perimeter_m**2

    def holds(self, row: int, col: int) -> bool:
        """Whether a cell of the grid is one of the region's."""
        r, c = row - self.window.row, col - self.window.col
        return 0 <= r < self.window.rows and 0 <= c < self.window.cols and bool(self.cells[r, c])

    def parts(self) -> Iterator[tuple[Window, np.ndarray]]:
        """The region in tiles of at most a block, those without a cell left out: (window, cells in it)."""
        box = self.window
        for row in range(0, box.rows, BLOCK):
            for col in range(0, box.cols, BLOCK):
                cells = self.cells[row : row + BLOCK, col : col + BLOCK]
                if cells.any():
                    yield Window(box.grid, box.row + row, box.col + col, *cells.shape), cells

    def polygon_wkb(self) -> bytes:
        """Outline along cell edges as WKB of a multipolygon, in the grid's CRS."""
        with gdal_errors():
            return bytes(_polygonise(self.cells, self.window).ExportToWkb())


def make_region(window: Window, cells: np.ndarray, scores: np.ndarray) -> Region:
    """Make a region of marked cells of a window, cropped to their bounding box."""
    rows, cols = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    top, bottom, left, right = rows[0], rows[-1] + 1, cols[0], cols[-1] + 1
    box = Window(
        window.grid, window.row + int(top), window.col + int(left), int(bottom - top), int(right - left)
    )
    own = scores[cells]
    return Region(
        box,
        cells[top:bottom, left:right].copy(),
        float(own.sum(dtype=float)),
        float(own.min()),
        float(own.max()),
    )


def _polygonise(cells: np.ndarray, window: Window) -> ogr.Geometry:
    rows, cols = cells.shape
    raster = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, gdal.GDT_Byte)
    xmin, _, _, ymax = window.extent
    raster.SetGeoTransform((xmin, window.grid.dx, 0, ymax, 0, -window.grid.dy))
    band = raster.GetRasterBand(1)
    band.WriteArray(cells.astype(np.uint8))
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("outline", geom_type=ogr.wkbPolygon)
    gdal.Polygonize(band, band, layer, -1, [])
    out = ogr.Geometry(ogr.wkbMultiPolygon)
    for feature in layer:
        out.AddGeometry(feature.GetGeometryRef())
    return out


def cells_between(min_area_ha: float, max_area_ha: float | None, grid: Grid) -> tuple[int, float]:
    """Least and largest number of cells of an area range; the largest is infinity where open."""
    least = max(1, math.ceil(min_area_ha / grid.cell_ha - 1e-9))
    return least, math.inf if max_area_ha is None else math.floor(max_area_ha / grid.cell_ha + 1e-9)
