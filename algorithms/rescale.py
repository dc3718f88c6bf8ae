"""A raster of quantities becomes a raster of scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
)

from ..core.criteria.field import Band
from ..core.criteria.suggest import suggest
from ..core.criteria.value import Function, ValueFunction, require_usable
from ..core.errors import InputError
from ..core.grid.grid import template_grid
from ..core.progress import part_of
from ..core.run.steps import inputs_of, write_field
from ..core.sources.raster import AlignedRaster, RasterSource, align
from .base import WattbitAlgorithm

FUNCTIONS = [f.value for f in Function]
#: Functions between two breakpoints, which the data can suggest.
_LINES = (Function.LINEAR, Function.POWER)


@dataclass(frozen=True)
class ScoreField:
    """Scores of a raster on its own grid."""

    raster: AlignedRaster
    value: ValueFunction

    @property
    def bands(self):
        """One band of scores."""
        return (Band(f"score ({self.value.function.value})", "0 to 1"),)

    def __call__(self, window):
        """Scores, float32 (1, rows, cols), NaN where the raster has no value."""
        return self.value(self.raster.read(window))[None].astype(np.float32, copy=False)


class Rescale(WattbitAlgorithm):
    """Value functions."""

    NAME = "rescale"
    TITLE = "Rescale to scores"
    GROUP = "criteria"
    HELP = (
        "Turns a quantity into a score in [0, 1] by a value function: linear, power, large, small, "
        "gaussian, near, piecewise or categories. A line falls where the value that scores 0 is above "
        "the value that scores 1. Up to near they are the functions of QGIS's native fuzzify "
        "algorithms. Cells without a value stay nodata, as do values that categories do not list. For "
        "linear and power the 5th and 95th percentile of the cells take the place of breakpoints that "
        "are left out; scores of two regions made so cannot be compared."
    )

    INPUT = "INPUT"
    FUNCTION = "FUNCTION"
    BAND = "BAND"
    LOW = "LOW"
    HIGH = "HIGH"
    EXPONENT = "EXPONENT"
    MIDPOINT = "MIDPOINT"
    SPREAD = "SPREAD"
    POINTS = "POINTS"
    SUGGEST = "SUGGEST"
    SUGGESTED_LOW = "SUGGESTED_LOW"
    SUGGESTED_HIGH = "SUGGESTED_HIGH"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster")),
            tr("Raster of a quantity, in any unit."),
        )
        function = QgsProcessingParameterEnum(
            self.FUNCTION, tr("Value function"), FUNCTIONS, False, "linear", False, True
        )
        self.add(
            function, tr("Shape of the value function; each needs the parameters that its formula names.")
        )
        self.add(
            QgsProcessingParameterBand(self.BAND, tr("Band"), 1, self.INPUT, True),
            tr("Band of the raster."),
            optional=True,
        )
        numbers = (
            (
                self.LOW,
                tr("Value that scores 0"),
                tr(
                    "For linear and power, in the raster's unit; blank takes the 5th percentile of the cells."
                ),
            ),
            (
                self.HIGH,
                tr("Value that scores 1"),
                tr(
                    "For linear and power, in the raster's unit; blank takes the 95th percentile. Low above high falls."
                ),
            ),
            (self.EXPONENT, tr("Exponent"), tr("For power; above 0.")),
            (self.MIDPOINT, tr("Midpoint"), tr("For large, small, gaussian and near, in the raster's unit.")),
            (
                self.SPREAD,
                tr("Spread"),
                tr("A steepness for large, small, gaussian and near: larger is narrower."),
            ),
        )
        for name, label, text in numbers:
            double = QgsProcessingParameterNumber.Type.Double
            self.add(QgsProcessingParameterNumber(name, label, double, None, True), text, optional=True)
        self.add(
            QgsProcessingParameterMatrix(
                self.POINTS, tr("Points"), 0, False, [tr("Value"), tr("Score")], None, True
            ),
            tr(
                "For piecewise and categories: rows of value and score, as x1,y1,x2,y2,... on the command line."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterBoolean(self.SUGGEST, tr("Suggest breakpoints"), False, True),
            tr(
                "Tell the 5th and the 95th percentile of the cells, whatever the function and its parameters."
            ),
            optional=True,
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.SUGGESTED_LOW, tr("5th percentile, where looked for")))
        self.addOutput(
            QgsProcessingOutputNumber(self.SUGGESTED_HIGH, tr("95th percentile, where looked for"))
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Scores")),
            tr("Raster of scores in [0, 1], one band."),
        )

    def problems(self, parameters, context):
        value = self._value(parameters, context)
        if value.function in _LINES:
            # What is blank comes from the data; the rest can be checked now.
            low = value.low if value.low is not None else (value.high or 0.0) - 1
            value = replace(value, low=low, high=value.high if value.high is not None else low + 1)
        require_usable(value, "these parameters")
        return []

    def _value(self, parameters, context):
        function = Function(self.parameterAsEnumString(parameters, self.FUNCTION, context))
        names = (self.LOW, self.HIGH, self.EXPONENT, self.MIDPOINT, self.SPREAD)
        numbers = (self.number_or_none(parameters, n, context) for n in names)
        return ValueFunction(function, *numbers, self._points(parameters, context))

    def _points(self, parameters, context):
        if parameters.get(self.POINTS) in (None, ""):
            return ()
        flat = self.parameterAsMatrix(parameters, self.POINTS, context)
        try:
            numbers = [float(v) for v in flat]
        except (TypeError, ValueError):
            raise InputError("The points are not all numbers; give rows of value and score.") from None
        if len(numbers) % 2:
            raise InputError(
                f"The points are {len(numbers)} numbers, which do not pair up; give a score for every value."
            )
        return tuple(zip(numbers[0::2], numbers[1::2]))

    def prepare_job(self, parameters, context, feedback):
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        band = self.parameterAsInt(parameters, self.BAND, context) or 1
        source = RasterSource(self.layer_source(layer), band, layer.name())
        wanted = self.parameterAsBoolean(parameters, self.SUGGEST, context)
        output = self.output_path(parameters, self.OUTPUT, context, "score")
        return source, self._value(parameters, context), wanted, output

    def run_job(self, job, progress, feedback):
        source, value, wanted, output = job
        grid = template_grid(source.path)
        raster = align(source, grid.whole)
        results = {self.OUTPUT: output}
        if wanted or (value.function in _LINES and None in (value.low, value.high)):
            found = self._suggest(raster, grid, part_of(progress, 0.0, 0.5), feedback)
            results.update({self.SUGGESTED_LOW: found.low, self.SUGGESTED_HIGH: found.high})
            value = self._filled(value, found, feedback)
            require_usable(
                value, f"{source.label}, with the 5th and the 95th percentile of its cells as breakpoints,"
            )
            progress = part_of(progress, 0.5, 1.0)
        field = ScoreField(raster, value)
        sentence = (
            f"The raster {source.label} has no cell that gets a score; check its band, that it is not all nodata, and that "
            "the categories are those of the raster."
        )
        write_field(field, grid, output, inputs_of([source.path]), progress, sentence)
        return results

    def _suggest(self, raster, grid, progress, feedback):
        """The 5th and the 95th percentile of the cells; raises InputError where no cell has a value."""
        found = suggest(raster.read, grid, progress)
        if not found.cells:
            raise InputError(
                f"The raster {raster.source.label} has no cell with a value, so nothing can be suggested; check its band."
            )
        feedback.pushInfo(
            self.tr("Of {n:,} cells, 5 % are below {low:.7g} and 95 % below {high:.7g}.").format(
                n=found.cells, low=found.low, high=found.high
            )
        )
        return found

    def _filled(self, value, found, feedback):
        """The value function with what is blank taken from the data."""
        if value.function not in _LINES or None not in (value.low, value.high):
            return value
        low = found.low if value.low is None else value.low
        high = found.high if value.high is None else value.high
        feedback.pushInfo(
            self.tr(
                "LOW {low:.7g} and HIGH {high:.7g} are used; what was blank is the percentile of the cells."
            ).format(low=low, high=high)
        )
        return replace(value, low=low, high=high)
