"""Run a scenario with wattbit's engine in this process and print seconds and peak memory as JSON.

Plain Python: the repository root is made importable as the package `wattbit`, no QGIS is started. The clock
runs from reading the scenario to the last output in place; imports come before it, as the start of QGIS
does for the chain of native algorithms.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import shutil
import sys
import time
import types
from pathlib import Path

from bench_common import ROOT, peak_memory_mb, read_scenario

ENGINE = "wattbit.core.run.run"


def make_importable() -> None:
    """Make the repository root the package `wattbit`, whatever its folder is called."""
    package = types.ModuleType("wattbit")
    package.__path__ = [str(ROOT)]
    sys.modules["wattbit"] = package


def run_ours(scenario: Path, folder: Path, threads: int | None) -> dict[str, Path]:
    """Run the scenario into the folder and return the outputs' paths by kind."""
    engine = importlib.import_module(ENGINE)
    paths = {
        "suitability": folder / "suitability.tif",
        "exclusion": folder / "exclusion.tif",
        "candidates": folder / "candidates.gpkg",
    }
    outputs = engine.Outputs(**{kind: str(path) for kind, path in paths.items()})
    engine.run_scenario(scenario, outputs, engine.Options(threads=threads))
    return paths


def sha256(path: Path) -> str:
    """Return the hash of a file, read in pieces so that it adds nothing to the peak."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def count_features(path: Path) -> int:
    """Return how many features the first layer of a file has."""
    from osgeo import gdal

    gdal.UseExceptions()
    # The name keeps the dataset alive: a layer whose dataset is gone crashes the interpreter.
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    return dataset.GetLayer(0).GetFeatureCount()


def main() -> None:
    """Run the job once."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", type=Path, help="scenario file, as make_prefecture.py writes it")
    parser.add_argument("folder", type=Path, help="folder for the outputs; it is emptied first")
    parser.add_argument("--threads", type=int, default=None, help="threads (default: the engine's choice)")
    options = parser.parse_args()
    _, grid = read_scenario(options.scenario)
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    make_importable()
    try:
        importlib.import_module(ENGINE)
    except ModuleNotFoundError as error:
        raise SystemExit(f"{ENGINE}: {error}; run this from a complete checkout.") from error
    started = time.perf_counter()
    paths = run_ours(options.scenario, options.folder, options.threads)
    seconds = time.perf_counter() - started
    # Memory is read before the checks below, which are no part of the job.
    result = {"seconds": seconds, "cells": grid.cells, **peak_memory_mb()}
    result.update({kind: str(path) for kind, path in paths.items()})
    result.update(regions=count_features(paths["candidates"]), sha256=sha256(paths["suitability"]))
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
