"""Time the search for regions: seconds, peak memory, gap and size of the pool on made-up rasters.

    python3 benchmarks/regions.py                 # 16 M cells: sum and mean, close together and 2 km apart
    python3 benchmarks/regions.py --cells 100M    # 100 M cells of 10 m: time against cells
    python3 benchmarks/regions.py --runs 3        # medians

50 regions of 10 to 100 ha with scores of at least 0.3, as in a prefecture of 100 x 100 km. Every search runs
in a fresh process; the memory is that of the whole process.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy as np
from bench_common import CACHE, peak_memory_mb, run_script
from osgeo import gdal, osr
from run_ours import make_importable
from scipy import ndimage

#: Cells, side of the raster in cells, metres a cell.
SIZES = {"4M": (2000, 50), "16M": (4000, 25), "100M": (10_000, 10)}
#: Objective and metres between centroids.
CASES = (("sum", 0), ("sum", 2000), ("mean", 0), ("mean", 2000))
SEED, BLOCK = 1, 512


def make_scores(path: Path, side: int, cell_m: float) -> None:
    """Write smooth hills with noise of 0.03; a fifth of the cells, in patches, is excluded. Row block by block."""
    rng = np.random.default_rng(SEED)
    # The ground is the same at every cell size: drawn on 200 m, interpolated between.
    coarse = 500
    hills = sum(s * ndimage.gaussian_filter(rng.standard_normal((coarse, coarse)), s) for s in (3, 10, 40))
    hills = (hills - hills.min()) / np.ptp(hills)
    patches = sum(s * ndimage.gaussian_filter(rng.standard_normal((coarse, coarse)), s) for s in (2, 12))
    options = ["TILED=YES", f"BLOCKXSIZE={BLOCK}", f"BLOCKYSIZE={BLOCK}", "COMPRESS=DEFLATE", "ZLEVEL=1"]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 1, gdal.GDT_Float32, options)
    dataset.SetGeoTransform((0, cell_m, 0, side * cell_m, 0, -cell_m))
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(6677)
    dataset.SetProjection(srs.ExportToWkt())
    band = dataset.GetRasterBand(1)
    band.SetNoDataValue(-9999)
    least = np.quantile(patches, 0.8)
    for top in range(0, side, BLOCK):
        rows = np.arange(top, min(top + BLOCK, side)) * coarse / side
        at = np.meshgrid(rows, np.arange(side) * coarse / side, indexing="ij")
        score = ndimage.map_coordinates(hills, at, order=1, mode="nearest")
        score += 0.03 * rng.standard_normal(score.shape)
        is_out = ndimage.map_coordinates(patches, at, order=1, mode="nearest") > least
        band.WriteArray(np.where(is_out, -9999, np.clip(score, 0, 1)).astype(np.float32), 0, top)
    dataset.FlushCache()


def search(path: str, objective: str, spacing_m: float, selection: str) -> dict:
    """Search one raster in this process."""
    make_importable()
    from wattbit.core.grid.grid import template_grid
    from wattbit.core.regions.locate import locate
    from wattbit.core.regions.request import Objective, RegionRequest, Selection
    from wattbit.core.regions.scene import Scene
    from wattbit.core.sources.raster import RasterSource, align
    from wattbit.core.stream import make_executor

    request = RegionRequest(
        50, 10, 100, 0.3, spacing_m, objective=Objective(objective), selection=Selection(selection)
    )
    started, busy = time.perf_counter(), time.process_time()
    grid = template_grid(path)
    executor, workers = make_executor()
    with executor:
        found = locate(Scene(align(RasterSource(path), grid.whole).read, grid, executor, workers), request)
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    return {
        "seconds": seconds, "cpu": busy, "found": len(found.regions), "total": found.total, "gap": found.gap,
        "pool": found.pool_size, **peak_memory_mb(),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cells", choices=SIZES, default="16M", help="cells of the raster (default: 16M)")
    parser.add_argument("--runs", type=int, default=1, help="runs of each case (default: 1)")
    parser.add_argument("--python", default="/usr/bin/python3", help="interpreter with GDAL and scipy")
    parser.add_argument(
        "--one", nargs=4, metavar=("PATH", "OBJECTIVE", "SPACING", "SELECTION"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.one:
        path, objective, spacing, selection = options.one
        print(json.dumps(search(path, objective, float(spacing), selection)))
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    side, cell_m = SIZES[options.cells]
    path = CACHE / f"scores_{options.cells}.tif"
    if not path.exists():
        make_scores(path, side, cell_m)
    heads = (
        "objective",
        "spacing",
        "selection",
        "seconds",
        "CPU s",
        "peak MB",
        "found",
        "total",
        "gap %",
        "pool",
    )
    print("".join(f"{h:>11}" for h in heads))
    for objective, spacing in CASES:
        for selection in ("exact", "greedy"):
            case = ["--one", str(path), objective, str(spacing), selection]
            runs = [run_script("regions.py", case, options.python) for _ in range(options.runs)]
            one, seconds = runs[0], statistics.median(r["seconds"] for r in runs)
            cells = (
                objective, spacing, selection, f"{seconds:.1f}", f"{one['cpu']:.1f}", f"{one['peak_mb']:.0f}", one["found"],
                f"{one['total']:.6g}", f"{100 * one['gap']:.2f}", one["pool"],
            )  # fmt: skip
            print("".join(f"{c:>11}" for c in cells), flush=True)


if __name__ == "__main__":
    main()
