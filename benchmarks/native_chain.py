"""Run a distance scenario as an analyst would by hand: a chain of QGIS's native algorithms.

Each layer is burnt once (bytes, on the analysis grid) and its raster serves its criterion and its
exclusion; nothing is compressed, reprojected or clipped. The clock runs over the algorithms only, not over
the start of QGIS. Features outside the extent would need larger rasters; the benchmark has none.

The last line printed is a JSON object with seconds, steps, peak memory and the outputs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

from bench_common import Grid, peak_memory_mb, read_scenario

BYTE, FLOAT32 = 0, 5
GEOREFERENCED_RASTERIZE, GEOREFERENCED_PROXIMITY = 1, 0
COUNT, MEAN, MINIMUM, MAXIMUM = 0, 2, 5, 6


def start_qgis() -> object:
    """Start QGIS without a window, with the GDAL and QGIS algorithms of the processing plugin."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    sys.path.append(os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    return application


class Chain:
    """Runs algorithms into one folder and keeps their times."""

    def __init__(self, scenario: dict, grid: Grid, base: Path, folder: Path):
        self.scenario, self.grid, self.base, self.folder = scenario, grid, base, folder
        self.steps: list[tuple[str, str, float]] = []
        xmin, ymin, xmax, ymax = grid.extent
        self.extent = f"{xmin},{xmax},{ymin},{ymax} [{grid.crs}]"
        self.burnt: dict[str, str] = {}
        self.distances: dict[str, str] = {}

    def run(self, algorithm: str, name: str, parameters: dict, suffix: str = ".tif") -> str:
        """Run one algorithm, note its time, and return its OUTPUT path."""
        import processing

        output = str(self.folder / (name + suffix))
        started = time.perf_counter()
        processing.run(algorithm, {**parameters, "OUTPUT": output})
        self.steps.append((algorithm, name, time.perf_counter() - started))
        if not os.path.exists(output):
            raise SystemExit(f"{algorithm} wrote no {name}: run it in QGIS to see its message.")
        return output

    def source(self, layer: str) -> str:
        """Return a layer's source with the scenario's relative path made absolute."""
        path, _, rest = self.scenario["layers"][layer]["source"].partition("|")
        return f"{self.base / path}|{rest}"

    def burn(self, source: str, name: str) -> str:
        """Rasterise a vector source to bytes: 1 where it covers the centre (lines: Bresenham), else 0."""
        return self.run(
            "gdal:rasterize",
            name,
            {
                "INPUT": source,
                "BURN": 1,
                "UNITS": GEOREFERENCED_RASTERIZE,
                "WIDTH": self.grid.cell_size_m,
                "HEIGHT": self.grid.cell_size_m,
                "EXTENT": self.extent,
                "DATA_TYPE": BYTE,
            },
        )

    def burnt_layer(self, layer: str) -> str:
        """Return the burnt raster of a layer, made at its first use."""
        if layer not in self.burnt:
            self.burnt[layer] = self.burn(self.source(layer), f"burnt_{layer}")
        return self.burnt[layer]

    def distance(self, layer: str) -> str:
        """Return the distance raster of a layer in metres, made at its first use."""
        if layer not in self.distances:
            self.distances[layer] = self.run(
                "gdal:proximity",
                f"metres_{layer}",
                {
                    "INPUT": self.burnt_layer(layer),
                    "BAND": 1,
                    "UNITS": GEOREFERENCED_PROXIMITY,
                    "DATA_TYPE": FLOAT32,
                },
            )
        return self.distances[layer]

    def score(self, criterion: dict) -> str:
        """Return the score raster of one criterion, in [0, 1]."""
        value = criterion["value"]
        if criterion["type"] != "distance" or value["function"] != "linear":
            raise SystemExit(f"criterion {criterion['id']}: the chain knows linear distance criteria only.")
        return self.run(
            "native:fuzzifyrasterlinearmembership",
            f"score_{criterion['id']}",
            {
                "INPUT": self.distance(criterion["layer"]),
                "BAND": 1,
                "FUZZYLOWBOUND": value["low"],
                "FUZZYHIGHBOUND": value["high"],
            },
        )

    def excluded(self, rule: dict, exact_buffer: bool) -> tuple[str, str]:
        """Return a rule as a raster and a calculator term that is not 0 where the rule excludes.

        A buffer is cut and burnt, which follows the cell centres as the scenario asks, or read from the
        distance raster at hand, which saves two steps and shifts the strip's edge by up to 0.75 cell.
        """
        buffer = rule.get("buffer_m", 0)
        if not buffer:
            raster = self.burnt_layer(rule["layer"])
            return raster, f'"{Path(raster).stem}@1"'
        if not exact_buffer:
            raster = self.distance(rule["layer"])
            return raster, f'("{Path(raster).stem}@1" <= {buffer})'
        strip = self.run(
            "native:buffer",
            f"strip_{rule['id']}",
            {"INPUT": self.source(rule["layer"]), "DISTANCE": buffer, "SEGMENTS": 5, "DISSOLVE": False},
            ".gpkg",
        )
        raster = self.burn(strip, f"burnt_{rule['id']}")
        return raster, f'"{Path(raster).stem}@1"'

    def calculate(self, name: str, expression: str, rasters: list[str]) -> str:
        """Return a raster calculated from others on the analysis grid."""
        return self.run(
            "qgis:rastercalculator",
            name,
            {
                "EXPRESSION": expression,
                "LAYERS": rasters,
                "CELLSIZE": self.grid.cell_size_m,
                "EXTENT": self.extent,
                "CRS": self.grid.crs,
            },
        )

    def suitability(self, exact_buffer: bool) -> str:
        """Return the weighted sum of the scores; excluded cells are nodata (a division by 0)."""
        criteria = self.scenario["criteria"]
        scores = [self.score(criterion) for criterion in criteria]
        total = sum(criterion["weight"] for criterion in criteria)
        terms = [
            f'"{Path(score).stem}@1" * {criterion["weight"] / total:.12g}'
            for score, criterion in zip(scores, criteria)
        ]
        rules = [self.excluded(rule, exact_buffer) for rule in self.scenario["exclusions"]]
        expression = f"({' + '.join(terms)}) / (({' + '.join(term for _, term in rules)}) = 0)"
        return self.calculate("suitability", expression, scores + [raster for raster, _ in rules])

    def candidates(self, suitability: str, tidy: bool) -> str:
        """Return the polygons of at least the least area over the least score, with their scores.

        The sieve's file forgets nodata. When tidy, one more calculation leaves only the cells above the least
        score; it costs a step and saves more in the next two, which else trace every excluded area and the
        low ground around. Without it the polygons above the score are picked by a filter in the source.
        """
        rule = self.scenario["candidates"]
        above = self.calculate("above", f'"suitability@1" >= {rule["min_score"]}', [suitability])
        least_cells = round(rule["min_area_ha"] * 10000 / self.grid.cell_size_m**2)
        raster = self.run("gdal:sieve", "sieved", {"INPUT": above, "THRESHOLD": least_cells})
        if tidy:
            raster = self.calculate("kept", '"sieved@1" / ("sieved@1" = 1)', [raster])
        regions = self.run("gdal:polygonize", "regions", {"INPUT": raster, "BAND": 1, "FIELD": "DN"}, ".gpkg")
        return self.run(
            "native:zonalstatisticsfb",
            "candidates",
            {
                "INPUT": f'{regions}|layername=regions|subset="DN" = 1',
                "INPUT_RASTER": suitability,
                "RASTER_BAND": 1,
                "COLUMN_PREFIX": "score_",
                "STATISTICS": [COUNT, MEAN, MINIMUM, MAXIMUM],
            },
            ".gpkg",
        )


def count_candidates(path: str, least_area_m2: float) -> int:
    """Return how many polygons reach the least area; the sieve leaves small ones that nodata surrounds."""
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(path, "candidates", "ogr")
    return sum(feature.geometry().area() >= least_area_m2 for feature in layer.getFeatures())


def run_chain(scenario_path: Path, folder: Path, exact_buffer: bool, tidy: bool) -> dict:
    """Run the whole chain into an emptied folder and return what the last output line holds."""
    scenario, grid = read_scenario(scenario_path)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    chain = Chain(scenario, grid, scenario_path.resolve().parent, folder.resolve())
    started = time.perf_counter()
    suitability = chain.suitability(exact_buffer)
    candidates = chain.candidates(suitability, tidy)
    seconds = time.perf_counter() - started
    found = count_candidates(candidates, scenario["candidates"]["min_area_ha"] * 10000)
    return {
        "seconds": seconds,
        "cells": grid.cells,
        "steps": chain.steps,
        **peak_memory_mb(),
        "suitability": suitability,
        "candidates": candidates,
        "regions": found,
    }


def print_steps(steps: list[tuple[str, str, float]]) -> None:
    """Print each step's seconds, then the sum of each algorithm."""
    sums: dict[str, tuple[int, float]] = {}
    for algorithm, name, seconds in steps:
        print(f"{seconds:8.2f} s  {algorithm:<40}{name}")
        count, so_far = sums.get(algorithm, (0, 0.0))
        sums[algorithm] = (count + 1, so_far + seconds)
    for algorithm, (count, seconds) in sums.items():
        print(f"{seconds:8.2f} s  {algorithm:<40}{count} times")


def main() -> None:
    """Run the chain and print its times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", type=Path, help="scenario file, as make_prefecture.py writes it")
    parser.add_argument("folder", type=Path, help="folder for all rasters; it is emptied first")
    parser.add_argument(
        "--buffer",
        choices=("exact", "proximity"),
        default="exact",
        help="how buffered exclusions are made (default: exact)",
    )
    parser.add_argument(
        "--polygons",
        choices=("kept", "all"),
        default="kept",
        help="polygonise only what is kept, or all the sieve leaves (default: kept)",
    )
    options = parser.parse_args()
    application = start_qgis()
    result = run_chain(
        options.scenario,
        options.folder,
        exact_buffer=options.buffer == "exact",
        tidy=options.polygons == "kept",
    )
    print_steps(result["steps"])
    print(json.dumps(result), flush=True)
    application.exitQgis()


if __name__ == "__main__":
    main()
