"""Sample a raster at the cell centres of a window: the same value for a cell, whatever window asks.

GDAL's warper scales its bilinear kernel by the window it is given, so its values depend on where
blocks begin; nearest and bilinear sampling are therefore done here, at exactly transformed centres.
"""

from __future__ import annotations

import threading

import numpy as np
from osgeo import gdal

from ..grid.grid import Window
from ..proj import Transformer

_local = threading.local()


def sample(
    dataset: gdal.Dataset,
    band: int,
    nodata: float | None,
    crs: tuple[str, str] | None,
    window: Window,
    smooth: bool,
) -> np.ndarray:
    """Values of a band at the cell centres of a window.

    Parameters
    ----------
    crs : (grid WKT, raster WKT) or None
        None where both are the same.
    smooth : bool
        Bilinear between the four nearest pixels that are known; else the pixel that holds the centre.

    Returns
    -------
    float32 array of the window's shape; NaN where the pixel that holds the centre has no value.
    """
    u, v = _pixels(dataset, crs, window)
    cols, rows = dataset.RasterXSize, dataset.RasterYSize
    out = np.full(window.shape, np.nan, np.float32)
    with np.errstate(invalid="ignore"):
        inside = (u >= 0) & (u < cols) & (v >= 0) & (v < rows)
    if not inside.any():
        return out
    u, v = u[inside], v[inside]
    left, top = max(int(u.min()) - 1, 0), max(int(v.min()) - 1, 0)
    right, bottom = min(int(u.max()) + 2, cols), min(int(v.max()) + 2, rows)
    source = dataset.GetRasterBand(band)
    values = known_values(source.ReadAsArray(left, top, right - left, bottom - top), source, nodata)
    u, v = u - left, v - top
    own = values[v.astype(np.intp), u.astype(np.intp)]
    out[inside] = _bilinear(values, u, v, own) if smooth else own
    return out


def known_values(values: np.ndarray, band: gdal.Band, nodata: float | None) -> np.ndarray:
    """Raw pixels as float32 with NaN for nodata, scale and offset of the band applied; may change ``values`` itself."""
    is_unknown = None
    if nodata is not None and not np.isnan(nodata):
        # In the pixels' own type where it is a float; an integer type that cannot hold the value has no nodata.
        is_float = values.dtype.kind == "f"
        is_unknown = values == (values.dtype.type(nodata) if is_float else nodata)
    scale, shift = band.GetScale(), band.GetOffset()
    if scale not in (None, 1.0) or shift not in (None, 0.0):
        values = values * (1.0 if scale is None else scale) + (shift or 0.0)
    out = values.astype(np.float32, copy=False)
    if is_unknown is not None:
        np.copyto(out, np.float32(np.nan), where=is_unknown)
    return out


def _pixels(
    dataset: gdal.Dataset, crs: tuple[str, str] | None, window: Window
) -> tuple[np.ndarray, np.ndarray]:
    """Column and row of each cell centre in the raster, with fractions, float64 of the window's shape."""
    x, y = np.meshgrid(window.x(), window.y())
    if crs is not None:
        x, y = _transformer(crs).transform(x, y)
    x0, a, b, y0, c, d = dataset.GetGeoTransform()
    x, y = x - x0, y - y0
    determinant = a * d - b * c
    return (d * x - b * y) / determinant, (a * y - c * x) / determinant


def _transformer(crs: tuple[str, str]) -> Transformer:
    """Return this thread's transformer: PROJ's objects must not be shared between threads."""
    pool = _local.__dict__.setdefault("transformers", {})
    if crs not in pool:
        pool[crs] = Transformer.from_crs(crs[0], crs[1], always_xy=True)
    return pool[crs]


def _bilinear(values: np.ndarray, u: np.ndarray, v: np.ndarray, own: np.ndarray) -> np.ndarray:
    rows, cols = values.shape
    u, v = u - 0.5, v - 0.5
    left, top = np.floor(u).astype(np.intp), np.floor(v).astype(np.intp)
    total, weights = np.zeros(len(u)), np.zeros(len(u))
    for i in (0, 1):
        for j in (0, 1):
            row, col = np.clip(top + i, 0, rows - 1), np.clip(left + j, 0, cols - 1)
            pixel = values[row, col].astype(float)
            weight = (1 - np.abs(v - (top + i))) * (1 - np.abs(u - (left + j)))
            weight[np.isnan(pixel)] = 0.0
            total += np.where(weight > 0, pixel, 0.0) * weight
            weights += weight
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(np.isnan(own), np.nan, total / weights)
