"""Cross-checks of our code against QGIS's own algorithms."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from qgis.analysis import QgsRasterCalculator, QgsRasterCalculatorEntry
from qgis.core import QgsApplication, QgsRasterLayer

from ..core.criteria.value import ValueFunction
from ..core.gdalio import gdal_errors
from ..core.overlay.wlc import weighted_sum
from ..core.verify import values
from ..core.verify.example import Example, Outcome, outcome, run_example

_PREFIX = "native:fuzzifyraster"
_WEIGHTS = (0.5, 0.3, 0.2)


@dataclass(frozen=True)
class _Twin:
    """A value function of ours and the native algorithm that must agree with it."""

    algorithm: str
    function: ValueFunction
    parameters: dict


_TWINS = (
    _Twin("linearmembership", values.LINEAR, {"FUZZYLOWBOUND": 25, "FUZZYHIGHBOUND": 75}),
    _Twin("powermembership", values.POWER, {"FUZZYLOWBOUND": 25, "FUZZYHIGHBOUND": 75, "FUZZYEXPONENT": 2}),
    _Twin("largemembership", values.LARGE, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 5}),
    _Twin("smallmembership", values.SMALL, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 5}),
    _Twin("gaussianmembership", values.GAUSSIAN, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 0.001}),
    _Twin("nearmembership", values.NEAR, {"FUZZYMIDPOINT": 50, "FUZZYSPREAD": 0.01}),
)


def cross_checks(context, feedback):
    """Outcomes of every native algorithm that this QGIS has; those that it lacks count as not run."""
    with tempfile.TemporaryDirectory(prefix="wattbit-verify-") as folder:
        raw = Path(folder) / "raw.tif"
        _write(raw, np.array([values.RAW]))
        found = [_fuzzify(twin, raw, Path(folder), context, feedback) for twin in _TWINS]
        return [*found, _calculator(Path(folder), context)]


def _fuzzify(twin, raw, folder, context, feedback):
    name = _PREFIX + twin.algorithm
    ours = tuple(values.score(twin.function))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(name)
    target = folder / f"{twin.algorithm}.tif"
    parameters = {"INPUT": str(raw), "BAND": 1, **twin.parameters, "OUTPUT": str(target)}

    def theirs():
        _results, is_ok = algorithm.run(parameters, context, feedback)
        if not is_ok:
            raise RuntimeError(f"{name} failed")
        return _read(target)

    return _compared(f"{twin.function.function.value} as {name}", "native", theirs, ours, algorithm is None)


def _calculator(folder, context):
    random = np.random.default_rng(1)
    scores = [random.random((8, 9)).astype(np.float32) for _ in _WEIGHTS]
    layers = []
    for number, score in enumerate(scores, start=1):
        _write(folder / f"c{number}.tif", score)
        layers.append(QgsRasterLayer(str(folder / f"c{number}.tif"), f"c{number}"))
    ours = tuple(weighted_sum(scores, np.array(_WEIGHTS)).ravel().astype(float))

    def theirs():
        entries = []
        for layer in layers:
            entry = QgsRasterCalculatorEntry()
            entry.ref, entry.raster, entry.bandNumber = f"{layer.name()}@1", layer, 1
            entries.append(entry)
        formula = " + ".join(f'"{e.ref}" * {w}' for e, w in zip(entries, _WEIGHTS))
        target = folder / "sum.tif"
        first = layers[0]
        calculator = QgsRasterCalculator(
            formula,
            str(target),
            "GTiff",
            first.extent(),
            first.crs(),
            first.width(),
            first.height(),
            entries,
            context.transformContext(),
        )
        if calculator.processCalculation() != QgsRasterCalculator.Result.Success:
            raise RuntimeError("the raster calculator failed")
        return _read(target)

    # Its cells have another float32 rounding.
    return _compared(
        "weighted sum as the raster calculator, 72 cells", "raster calculator", theirs, ours, False
    )


def _compared(title, kind, theirs, ours, is_missing):
    example = Example("QGIS's own algorithms", title, f"this QGIS, {kind}", ours, theirs, 1e-6)
    if is_missing:
        return outcome(example, "this QGIS lacks it", None)
    return _short(run_example(example))


def _short(found):
    """Long rows of numbers by their first few."""

    def head(text):
        words = text.split(" ")
        return " ".join(words[:5]) + (" …" if len(words) > 5 and words[0][:1].isdigit() else "")

    is_long = len(found.expected.split(" ")) > 5
    return Outcome(
        found.topic,
        found.example,
        found.source,
        head(found.expected) if is_long else found.expected,
        head(found.got) if is_long else found.got,
        found.passed,
    )


def _write(path, cells):
    rows, cols = cells.shape
    with gdal_errors():
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, 1, gdal.GDT_Float32)
        dataset.SetGeoTransform((0, 10, 0, 10 * rows, 0, -10))
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(6677)
        dataset.SetProjection(srs.ExportToWkt())
        dataset.GetRasterBand(1).WriteArray(cells.astype(np.float32))
        dataset.FlushCache()


def _read(path):
    with gdal_errors():
        return gdal.Open(str(path)).ReadAsArray().ravel().astype(float).tolist()
