"""Cells as polygons with exact corners, and as a raster on the lattice of their level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from osgeo import ogr

from ...errors import InputError
from ...grid.crs import parse_crs
from ...grid.grid import Grid
from ...proj import ProjError, Transformer
from ...rasters import RasterSpec, RasterWriter
from .codes import PER_DEGREE, Cells

#: A raster of more cells would be tens of gigabytes: all of Japan at 100 m has 0.8 thousand million.
MAX_RASTER_CELLS = 1_000_000_000
#: Degrees, a tenth of a millimetre: a change of CRS that moves nothing farther leaves the corners exact.
_NOTHING = 1e-9
_POLYGON = np.dtype(
    [("order", "u1"), ("kind", "<u4"), ("rings", "<u4"), ("count", "<u4"), ("xy", "<f8", (5, 2))]
)


def corners(cells: Cells) -> np.ndarray:
    """Closed rings from the south-west corner, anticlockwise: float64, shape (n, 5, 2), longitude and "
    "latitude.
    """
    west, south, east, north = cells.bounds().T
    x, y = (
        np.stack([west, east, east, west, west], axis=1),
        np.stack([south, south, north, north, south], axis=1),
    )
    return np.stack([x, y], axis=2)


def moved(rings: np.ndarray, code_crs: str, target_crs: str, label: str) -> tuple[np.ndarray, float]:
    """Rings in another CRS, and by how far in degrees they moved (NaN when the target is projected).

    Raises
    ------
    InputError
        When the CRS cannot take them.
    """
    source, target = parse_crs(code_crs), parse_crs(target_crs)
    move = Transformer.from_crs(source.ExportToWkt(), target.ExportToWkt(), always_xy=True)
    try:
        x, y = move.transform(rings[..., 0], rings[..., 1], errcheck=True)
    except ProjError as error:
        raise InputError(
            f"The cells of {label} cannot be brought into {target_crs}; choose a CRS that covers Japan."
        ) from error
    out = np.stack([x, y], axis=-1)
    if not target.IsGeographic():
        return out, float("nan")
    distance = float(np.abs(out - rings).max()) if rings.size else 0.0
    return (rings if distance < _NOTHING else out), distance


def polygon_wkb(rings: np.ndarray) -> Iterator[bytes]:
    """Well-known binary of rectangles: rings float64, shape (n, 5, 2)."""
    packed = np.zeros(len(rings), _POLYGON)
    packed["order"], packed["kind"], packed["rings"], packed["count"] = 1, ogr.wkbPolygon, 1, 5
    packed["xy"] = rings
    data, size = packed.tobytes(), _POLYGON.itemsize
    return (data[start : start + size] for start in range(0, len(data), size))


def lattice(cells: Cells, crs: str, label: str) -> tuple[Grid, np.ndarray, np.ndarray]:
    """The raster grid that holds the cells, with the row and column of each (int64).

    Raises
    ------
    InputError
        When it would have more than 10^9 cells.
    """
    north, west = int(cells.south.max()) + cells.level.height, int(cells.west.min())
    rows = (north - int(cells.south.min())) // cells.level.height
    cols = (int(cells.west.max()) + cells.level.width - west) // cells.level.width
    if rows * cols > MAX_RASTER_CELLS:
        raise InputError(
            f"The cells of {label} span {rows} x {cols} cells, and a raster may have {MAX_RASTER_CELLS:,}; "
            "leave RASTER out, or import fewer codes at a time."
        )
    grid = Grid(
        parse_crs(crs).ExportToWkt(),
        cells.level.width / PER_DEGREE, cells.level.height / PER_DEGREE,
        west / PER_DEGREE, north / PER_DEGREE,
        0, 0, cols, rows,
    )  # fmt: skip
    row = (north - cells.south) // cells.level.height - 1
    return grid, row, (cells.west - west) // cells.level.width


def require_one_value(
    row: np.ndarray, column: np.ndarray, values: np.ndarray, codes: np.ndarray, label: str
) -> None:
    """Raise InputError when a cell comes twice with different values."""
    order = np.lexsort((column, row))
    r, c, v = row[order], column[order], values[order]
    is_same = (r[1:] == r[:-1]) & (c[1:] == c[:-1])
    differs = is_same & (v[1:] != v[:-1]) & ~(np.isnan(v[1:]) & np.isnan(v[:-1]))
    if differs.any():
        code = codes[order][1:][differs][0]
        raise InputError(
            f"The table {label} has the code {code} in several rows with different values, so a raster cell "
            "would have two; leave RASTER out or remove the repeated rows."
        )


def write_raster(
    path: Path, grid: Grid, row: np.ndarray, column: np.ndarray, values: np.ndarray, spec: RasterSpec
) -> None:
    """Write values at their cells, block by block: Float32, the rest nodata."""
    side = grid.block_side
    across = -(-grid.cols // side)
    block_of = (row // side) * across + column // side
    order = np.argsort(block_of, kind="stable")
    starts = np.searchsorted(block_of[order], np.arange(across * -(-grid.rows // side) + 1))
    writer = RasterWriter(path, grid, spec)
    for number, window in enumerate(grid.blocks()):
        mine = order[starts[number] : starts[number + 1]]
        block = np.full(window.shape, np.nan, np.float32)
        block[row[mine] - window.row, column[mine] - window.col] = values[mine]
        writer.write(window, block)
    writer.close()
