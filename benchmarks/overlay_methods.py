"""Time every method of overlay on 8 criteria, against QGIS's raster calculator for wlc and against plain memory.

    python3 benchmarks/overlay_methods.py                    # 16 million cells, every method, 3 runs each
    python3 benchmarks/overlay_methods.py --methods wlc,qgis # only these, alternately
    python3 benchmarks/overlay_methods.py --inputs plain     # uncompressed rows, as QGIS writes them

Times are wall seconds from opening the rasters to the result in place, reading and writing included; the start
of QGIS and imports are not. Each run is a process of its own, and methods take turns. PROMETHEE takes the first
5 criteria. "cpu s" is what all threads together were given, which a busy machine changes least. "Memory" is the
time in which numpy passes over as many bytes as the job reads and writes, twice: once out of the files' cache and
once to compute.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import NoReturn

from bench_common import CACHE, peak_memory_mb, run_script
from run_ours import make_importable

CRS, CELL, NODATA = 6677, 25.0, -9999.0
WEIGHTS = (0.25, 0.2, 0.15, 0.1, 0.1, 0.1, 0.05, 0.05)
PAIRED = 5
FORMATS = {
    "tiled": [
        "TILED=YES",
        "BLOCKXSIZE=512",
        "BLOCKYSIZE=512",
        "COMPRESS=ZSTD",
        "ZSTD_LEVEL=1",
        "PREDICTOR=2",
    ],
    "plain": [],
}
#: Settings of each job, by the names of core's own class; qgis and memory are no methods.
METHODS = {
    "wlc": {"method": "wlc"},
    "geometric": {"method": "geometric"},
    "owa yager": {"method": "owa", "variant": "yager", "order_weights": (8, 7, 6, 5, 4, 3, 2, 1)},
    "owa malczewski": {"method": "owa", "variant": "malczewski", "order_weights": (8, 7, 6, 5, 4, 3, 2, 1)},
    "owa tradeoff": {"method": "owa", "variant": "tradeoff", "order_weights": (8, 7, 6, 5, 4, 3, 2, 1)},
    "owa alpha": {"method": "owa", "variant": "malczewski", "alpha": 2.0},
    "minimum": {"method": "minimum"},
    "maximum": {"method": "maximum"},
    "product": {"method": "product"},
    "fuzzy_sum": {"method": "fuzzy_sum"},
    "gamma": {"method": "gamma", "gamma": 0.9},
    "topsis": {"method": "topsis"},
    "promethee": {"method": "promethee", "preference": ((0.05, 0.2),) * PAIRED},
}
OTHERS = ("qgis", "memory", "pareto", "all outputs")


def make_scores(folder: Path, side: int, kind: str) -> list[str]:
    """Write the criteria where they are missing: rough hills of scores in [0, 1], a fiftieth of the cells nodata."""
    import numpy as np
    from osgeo import gdal, osr

    gdal.UseExceptions()
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"scores_{side}_{kind}_{i}.tif" for i in range(len(WEIGHTS))]
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(CRS)
    for seed, path in enumerate(paths):
        if path.exists():
            continue
        rng = np.random.default_rng(seed)
        dataset = gdal.GetDriverByName("GTiff").Create(
            str(path), side, side, 1, gdal.GDT_Float32, FORMATS[kind]
        )
        dataset.SetGeoTransform((0, CELL, 0, side * CELL, 0, -CELL))
        dataset.SetProjection(srs.ExportToWkt())
        band = dataset.GetRasterBand(1)
        band.SetNoDataValue(NODATA)
        x = np.linspace(0, 20 + seed, side, dtype=np.float32)
        for row in range(0, side, 512):
            y = x[row : row + 512, None]
            hills = (np.sin(x * (1 + seed / 7)) * np.cos(y * (2 - seed / 9)) + 1) / 2
            scores = np.clip(0.9 * hills + 0.1 * rng.random(hills.shape, np.float32), 0, 1)
            scores[rng.random(hills.shape, np.float32) < 0.02 / len(WEIGHTS)] = NODATA
            band.WriteArray(scores.astype(np.float32), 0, row)
        dataset = None
    return [str(p) for p in paths]


class Clock:
    """Wall seconds, and seconds that processors spent on this process, since it was made."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def read(self) -> dict[str, float]:
        """Both, by name."""
        return {"seconds": time.perf_counter() - self._wall, "cpu": time.process_time() - self._cpu}


def run_method(name: str, paths: list[str], output: Path) -> dict[str, float]:
    """One overlay by core; returns its times."""
    make_importable()
    run = importlib.import_module("wattbit.core.run.overlay")
    own = importlib.import_module("wattbit.core.overlay.settings")
    source = importlib.import_module("wattbit.core.sources.raster").RasterSource
    given = dict(METHODS.get(name, METHODS["wlc"]))
    settings = own.Settings(
        own.Method(given.pop("method")), own.Variant(given.pop("variant", "malczewski")), **given
    )
    paths = paths[:PAIRED] if name == "promethee" else paths
    extra = {"pareto": ("pareto",), "all outputs": ("contributions", "limiting")}.get(name, ())
    wanted = run.OverlayPaths(str(output), **{n: str(output.with_name(f"{n}.tif")) for n in extra})
    clock = Clock()
    inputs = run.open_overlay([source(p, 1, Path(p).stem) for p in paths], None)
    run.write_overlay(inputs, settings, WEIGHTS[: len(paths)], wanted, [])
    return clock.read()


def run_qgis(paths: list[str], output: Path) -> NoReturn:
    """The weighted sum by QGIS's raster calculator; prints its times and ends the process."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.analysis import QgsRasterCalculator, QgsRasterCalculatorEntry
    from qgis.core import QgsApplication, QgsCoordinateTransformContext, QgsRasterLayer

    application = QgsApplication([], False)
    application.initQgis()
    clock = Clock()
    layers = [QgsRasterLayer(p, f"c{i}") for i, p in enumerate(paths)]
    entries = []
    for i, layer in enumerate(layers):
        entry = QgsRasterCalculatorEntry()
        entry.ref, entry.raster, entry.bandNumber = f"c{i}@1", layer, 1
        entries.append(entry)
    formula = " + ".join(f'{w} * "c{i}@1"' for i, w in enumerate(WEIGHTS))
    first = layers[0]
    calculator = QgsRasterCalculator(
        formula, str(output), "GTiff", first.extent(), first.crs(), first.width(), first.height(), entries,
        QgsCoordinateTransformContext(),
    )  # fmt: skip
    if calculator.processCalculation() != 0:
        raise SystemExit(f"QGIS's raster calculator failed: {calculator.lastError()}")
    times = clock.read()
    # Python's exit would tear down layers after the application and may crash; all is written.
    print(json.dumps({**times, **peak_memory_mb()}), flush=True)
    os._exit(0)


def run_memory(cells: int) -> dict[str, float]:
    """Pass twice over the bytes of eight criteria and a result, in pieces of 64 MB; returns its times."""
    import numpy as np

    piece = np.ones(min(cells, 1 << 24), np.float32)
    out = np.empty_like(piece)
    np.copyto(out, piece)
    passes = 2 * (len(WEIGHTS) + 1) * cells / len(piece) / 2  # a copy reads once and writes once
    clock = Clock()
    for _ in range(max(round(passes), 1)):
        np.copyto(out, piece)
    return clock.read()


def run_job(name: str, side: int, kind: str, folder: Path) -> dict:
    """One job in this process."""
    paths = make_scores(folder, side, kind)
    output = folder / "overlay.tif"
    output.unlink(missing_ok=True)
    if name == "memory":
        return {**run_memory(side * side), **peak_memory_mb()}
    if name == "qgis":
        run_qgis(paths, output)
    return {**run_method(name, paths, output), **peak_memory_mb()}


def print_table(results: dict[str, list[dict]], cells: int) -> None:
    """Print median seconds and largest peak of each job, and how they stand to QGIS and to memory."""
    medians = {n: statistics.median(r["seconds"] for r in runs) for n, runs in results.items()}
    print(
        f"\n{'method':<16}{'seconds':>9}{'best':>8}{'cpu s':>8}{'M cells/s':>11}{'peak MB':>9}{'QGIS':>8}{'memory':>8}"
    )
    for name, runs in results.items():
        seconds = medians[name]
        ratios = [
            f"{medians['qgis'] / seconds:.2f}x" if "qgis" in medians else "",
            f"{seconds / medians['memory']:.1f}x" if "memory" in medians else "",
        ]
        peak = max(r["peak_mb"] for r in runs)
        cpu = statistics.median(r["cpu"] for r in runs)
        best = min(r["seconds"] for r in runs)
        figures = f"{seconds:>9.2f}{best:>8.2f}{cpu:>8.2f}{cells / seconds / 1e6:>11.1f}{peak:>9,.0f}"
        print(f"{name:<16}{figures}{ratios[0]:>8}{ratios[1]:>8}")
    print(
        "QGIS: how many times faster than its raster calculator. memory: how many times the time of memory."
    )


def main() -> None:
    """Make the data where missing, run the jobs by turns, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--side", type=int, default=4000, help="cells along each side (default: 4000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument(
        "--inputs", choices=tuple(FORMATS), default="tiled", help="how the criteria are stored"
    )
    parser.add_argument("--methods", default="", help="jobs parted by commas (default: all)")
    parser.add_argument("--folder", type=Path, default=CACHE / "overlay", help="data and outputs")
    parser.add_argument(
        "--python", default=sys.executable, help="interpreter that has PyQGIS (default: this one)"
    )
    parser.add_argument("--job", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        print(json.dumps(run_job(options.job, options.side, options.inputs, options.folder)), flush=True)
        return
    names = options.methods.split(",") if options.methods else [*OTHERS, *METHODS]
    make_scores(options.folder, options.side, options.inputs)
    shared = ["--side", str(options.side), "--inputs", options.inputs, "--folder", str(options.folder)]
    results: dict[str, list[dict]] = {n: [] for n in names}
    for number in range(options.runs):
        for name in names if number % 2 == 0 else reversed(names):
            found = run_script("overlay_methods.py", ["--job", name, *shared], options.python)
            results[name].append(found)
            print(
                f"run {number + 1}  {name:<16}{found['seconds']:8.2f} s  peak {found['peak_mb']:,.0f} MB",
                flush=True,
            )
    print_table(results, options.side**2)


if __name__ == "__main__":
    main()
