"""The analysis grid, its windows and its blocks."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from osgeo import osr

from ..errors import InputError
from ..gdalio import open_raster
from .crs import crs_name, parse_crs, require_metric

#: No grid may have more cells than this: past it the run would take days and hundreds of gigabytes on disk.
MAX_CELLS = 4_000_000_000
#: Side, in cells, of a block of work; also the tile of every raster written.
BLOCK = 512
#: Grids of more cells than this are worked on in blocks of two by two: threads of Python hinder each other at
#: every call of a library, and larger blocks need fewer. Smaller grids keep enough blocks to share out.
_LARGE = 8_000_000

Extent = tuple[float, float, float, float]


@dataclass(frozen=True)
class Grid:
    """A north-up grid of cells; row 0 is north.

    Cells are counted from a lattice origin, so that one cell has the same coordinates, to the
    last bit, in every grid of that lattice: that is what lets two extents agree exactly.

    Attributes
    ----------
    crs : str
        WKT of a projected CRS in metres.
    dx, dy : float
        Cell width and height in metres.
    origin_x, origin_y : float
        The lattice origin in metres: (0, 0), or a corner of the template.
    col0, row0 : int
        Lattice indices of the west column and the north row; rows count southwards.
    cols, rows : int
        Size in cells.
    """

    crs: str
    dx: float
    dy: float
    origin_x: float
    origin_y: float
    col0: int
    row0: int
    cols: int
    rows: int

    @property
    def extent(self) -> Extent:
        """(xmin, ymin, xmax, ymax) in metres."""
        xmin, ymax = self.origin_x + self.col0 * self.dx, self.origin_y - self.row0 * self.dy
        return (
            xmin,
            self.origin_y - (self.row0 + self.rows) * self.dy,
            self.origin_x + (self.col0 + self.cols) * self.dx,
            ymax,
        )

    @property
    def geotransform(self) -> tuple[float, float, float, float, float, float]:
        """GDAL's affine of the grid."""
        xmin, _, _, ymax = self.extent
        return (xmin, self.dx, 0.0, ymax, 0.0, -self.dy)

    @property
    def cells(self) -> int:
        """Number of cells."""
        return self.rows * self.cols

    @property
    def cell_ha(self) -> float:
        """Area of a cell in hectares, on the projection plane."""
        return self.dx * self.dy / 10_000.0

    @property
    def whole(self) -> Window:
        """The window of all cells."""
        return Window(self, 0, 0, self.rows, self.cols)

    @property
    def block_side(self) -> int:
        """Side, in cells, of the blocks that the grid is worked on in: a whole number of tiles."""
        return 2 * BLOCK if self.cells > _LARGE else BLOCK

    def blocks(self, side: int | None = None) -> Iterator[Window]:
        """Windows of at most ``side`` x ``side`` cells (``block_side``) that tile the grid, in row-major order."""
        side = side or self.block_side
        for row in range(0, self.rows, side):
            for col in range(0, self.cols, side):
                yield Window(self, row, col, min(side, self.rows - row), min(side, self.cols - col))

    def same_as(self, other: Grid) -> bool:
        """Tell whether the other grid has the same cells, to a thousandth of a cell."""
        if (self.rows, self.cols) != (other.rows, other.cols):
            return False
        near = 1e-3 * min(self.dx, self.dy)
        return all(abs(a - b) <= near for a, b in zip(self.extent, other.extent))


@dataclass(frozen=True)
class Window:
    """A rectangle of cells of a grid: ``row`` and ``col`` of its north-west cell, and its size.

    A window may reach beyond its grid (a halo): its coordinates go on with the lattice.
    """

    grid: Grid
    row: int
    col: int
    rows: int
    cols: int

    @property
    def shape(self) -> tuple[int, int]:
        """(rows, cols)."""
        return self.rows, self.cols

    def x(self) -> np.ndarray:
        """X of the cell centres, metres, float64, shape (cols,)."""
        grid = self.grid
        return grid.origin_x + (grid.col0 + self.col + np.arange(self.cols) + 0.5) * grid.dx

    def y(self) -> np.ndarray:
        """Y of the cell centres, metres, float64, shape (rows,), north first."""
        grid = self.grid
        return grid.origin_y - (grid.row0 + self.row + np.arange(self.rows) + 0.5) * grid.dy

    @property
    def extent(self) -> Extent:
        """(xmin, ymin, xmax, ymax) of the cells' outer edges in metres."""
        grid = self.grid
        return (
            grid.origin_x + (grid.col0 + self.col) * grid.dx,
            grid.origin_y - (grid.row0 + self.row + self.rows) * grid.dy,
            grid.origin_x + (grid.col0 + self.col + self.cols) * grid.dx,
            grid.origin_y - (grid.row0 + self.row) * grid.dy,
        )

    def expand(self, cells: int) -> Window:
        """The window with a halo of so many cells on every side."""
        return Window(
            self.grid, self.row - cells, self.col - cells, self.rows + 2 * cells, self.cols + 2 * cells
        )


def lattice_grid(extent: Extent, crs: str, cell_size: float) -> Grid:
    """Make the grid of an extent: edges snapped outward to whole multiples of the cell size.

    Raises
    ------
    InputError
        On a geographic or missing CRS, a cell size that is not positive, an empty extent, or
        more than ``MAX_CELLS`` cells.
    """
    srs = require_metric(crs, extent)
    xmin, ymin, xmax, ymax = extent
    if not all(math.isfinite(v) for v in extent) or xmax <= xmin or ymax <= ymin:
        raise InputError(
            f"The extent {_show(extent)} is empty; give xmin, ymin, xmax, ymax with the least first, in metres."
        )
    check_cell_size(cell_size)
    col0, col1 = _floor(xmin / cell_size), -_floor(-xmax / cell_size)
    row0, row1 = _floor(-ymax / cell_size), -_floor(ymin / cell_size)
    grid = Grid(srs.ExportToWkt(), cell_size, cell_size, 0.0, 0.0, col0, row0, col1 - col0, row1 - row0)
    return _within_limit(grid)


def template_grid(path: str) -> Grid:
    """Make the grid of a raster as it is, on the lattice of whole multiples of the cell or not.

    Raises
    ------
    InputError
        When it cannot be read, is rotated, or has no projected CRS in metres.
    """
    dataset = open_raster(path)
    xmin, dx, skew_x, ymax, skew_y, dy = dataset.GetGeoTransform()
    if skew_x or skew_y or dx <= 0 or dy >= 0:
        raise InputError(f"The raster {path} is rotated or not north-up; warp it to a north-up grid first.")
    cols, rows = dataset.RasterXSize, dataset.RasterYSize
    extent = (xmin, ymax + rows * dy, xmin + cols * dx, ymax)
    srs = require_metric(dataset.GetProjection(), extent, f"the raster {path}")
    # Where the raster lies on the lattice of contract grids, count cells as those do.
    col0, row0 = xmin / dx, -ymax / -dy
    on_lattice = abs(dx + dy) < 1e-9 * dx and all(abs(v - round(v)) < 1e-6 for v in (col0, row0))
    if on_lattice:
        return _within_limit(Grid(srs.ExportToWkt(), dx, dx, 0.0, 0.0, round(col0), round(row0), cols, rows))
    return _within_limit(Grid(srs.ExportToWkt(), dx, -dy, xmin, ymax, 0, 0, cols, rows))


def check_cell_size(cell_size: float) -> None:
    """Raise InputError unless the cell size is a positive number of metres."""
    if not (isinstance(cell_size, (int, float)) and math.isfinite(cell_size) and cell_size > 0):
        raise InputError(
            f"The cell size {cell_size} is not a positive number of metres; give for example 50."
        )


def describe(grid: Grid) -> str:
    """One line on a grid: CRS, extent, cell and size."""
    srs: osr.SpatialReference = parse_crs(grid.crs)
    return f"{crs_name(srs)}, {_show(grid.extent)}, cell {grid.dx:g} m, {grid.cols} x {grid.rows} cells"


def _within_limit(grid: Grid) -> Grid:
    if grid.cells > MAX_CELLS:
        raise InputError(
            f"The grid would have {grid.cols:,} x {grid.rows:,} = {grid.cells:,} cells, past the limit of "
            f"{MAX_CELLS:,}; use a larger cell size or a smaller extent."
        )
    return grid


def _floor(value: float) -> int:
    """Floor that takes 2.9999999999999996 (0.3 / 0.1) for 3."""
    nearest = round(value)
    return nearest if abs(value - nearest) <= 1e-9 * max(1.0, abs(value)) else math.floor(value)


def _show(extent: Extent) -> str:
    return "[" + ", ".join(f"{v:g}" for v in extent) + "]"
