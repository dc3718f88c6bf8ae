"""Compare two suitability rasters of one grid, cell by cell, a strip of rows at a time."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal

STRIP_ROWS = 500
NOTABLE = 0.01


@dataclass(frozen=True)
class Comparison:
    """How two rasters differ; differences are over the cells that both know, shares over all cells."""

    cells: int
    both: int
    largest_difference: float
    mean_difference: float
    share_over_notable: float
    nodata_only_first: float
    nodata_only_second: float


def open_band(path: Path) -> tuple[gdal.Dataset, gdal.Band]:
    """Open a raster; the dataset is returned too, since a band dies with it."""
    gdal.UseExceptions()
    dataset = gdal.Open(str(path))
    return dataset, dataset.GetRasterBand(1)


def read_strip(band: gdal.Band, row: int, rows: int) -> np.ndarray:
    """Return rows of a band as float64, nodata as NaN."""
    values = band.ReadAsArray(0, row, band.XSize, rows)
    known = np.isfinite(values)
    nodata = band.GetNoDataValue()
    if nodata is not None:
        # Nodata is told as float64 while the cells hold its Float32 neighbour.
        known &= values != np.asarray(nodata).astype(values.dtype)
    return np.where(known, values.astype(np.float64), np.nan)


def check_same_grid(first: gdal.Dataset, second: gdal.Dataset) -> None:
    """Raise SystemExit when the rasters do not lie on one grid."""
    sizes = [(dataset.RasterXSize, dataset.RasterYSize) for dataset in (first, second)]
    cells = [dataset.GetGeoTransform() for dataset in (first, second)]
    if sizes[0] != sizes[1] or not np.allclose(cells[0], cells[1], rtol=0, atol=1e-6 * abs(cells[0][1])):
        raise SystemExit(f"the rasters lie on different grids: {sizes[0]} {cells[0]}, {sizes[1]} {cells[1]}.")


def compare(first_path: Path, second_path: Path) -> Comparison:
    """Return how the first bands of two rasters on one grid differ."""
    first, first_band = open_band(first_path)
    second, second_band = open_band(second_path)
    check_same_grid(first, second)
    both = only_first = only_second = notable = 0
    largest = total = 0.0
    for row in range(0, first.RasterYSize, STRIP_ROWS):
        rows = min(STRIP_ROWS, first.RasterYSize - row)
        a, b = read_strip(first_band, row, rows), read_strip(second_band, row, rows)
        lost_a, lost_b = np.isnan(a), np.isnan(b)
        only_first += np.count_nonzero(lost_a & ~lost_b)
        only_second += np.count_nonzero(lost_b & ~lost_a)
        difference = np.abs(a - b)[~(lost_a | lost_b)]
        both += difference.size
        notable += np.count_nonzero(difference > NOTABLE)
        total += float(difference.sum())
        largest = max(largest, float(difference.max(initial=0.0)))
    cells = first.RasterXSize * first.RasterYSize
    return Comparison(
        cells,
        both,
        largest,
        total / max(both, 1),
        notable / max(both, 1),
        only_first / cells,
        only_second / cells,
    )


def main() -> None:
    """Print the comparison of two rasters as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    options = parser.parse_args()
    print(json.dumps(asdict(compare(options.first, options.second)), indent=2))


if __name__ == "__main__":
    main()
