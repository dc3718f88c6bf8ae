"""Overlay of criteria."""

from __future__ import annotations

import re

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.overlay.settings import Method, Settings, Variant, require_usable
from ..core.overlay.survey import usable_weights
from ..core.run.overlay import OverlayPaths, open_overlay, write_overlay
from ..core.run.steps import inputs_of
from ..core.sources.raster import RasterSource
from ..core.weights.numbers import parse_numbers
from .base import WattbitAlgorithm

METHODS = [m.value for m in Method]
VARIANTS = [v.value for v in Variant]


class Overlay(WattbitAlgorithm):
    """Every method that joins scores into one."""

    NAME = "overlay"
    TITLE = "Overlay criteria"
    GROUP = "overlay"
    HELP = (
        "Combines rasters of scores in [0, 1], all of one grid, into one suitability: weighted sum "
        "(wlc), geometric mean, ordered weighted averages (owa), fuzzy operators, TOPSIS or PROMETHEE "
        "II. Weights count as their share of their sum. A cell that any criterion does not know, or "
        "that the exclusion marks, has no score. If wanted: contributions that sum to the suitability "
        "on every cell, the criterion that costs the cell most, and the Pareto front, which needs no "
        "weights."
    )

    CRITERIA = "CRITERIA"
    WEIGHTS = "WEIGHTS"
    METHOD = "METHOD"
    OWA_VARIANT = "OWA_VARIANT"
    ORDER_WEIGHTS = "ORDER_WEIGHTS"
    ALPHA = "ALPHA"
    GAMMA = "GAMMA"
    PREFERENCE = "PREFERENCE"
    RESCALE = "RESCALE"
    EXCLUSION = "EXCLUSION"
    OUTPUT = "OUTPUT"
    LIMITING = "LIMITING"
    CONTRIBUTIONS = "CONTRIBUTIONS"
    PARETO = "PARETO"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.CRITERIA, tr("Criteria"), QgsProcessing.SourceType.TypeRaster
            ),
            tr("Rasters of scores in [0, 1] on one grid; band 1 of each is read."),
        )
        self.add(
            QgsProcessingParameterString(self.WEIGHTS, tr("Weights"), optional=True),
            tr(
                "One weight of 0 or more a criterion, in the same order, parted by commas; blank weighs all the same. "
                "Not looked at by minimum, maximum, product, fuzzy_sum, gamma and Yager's owa."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterEnum(self.METHOD, tr("Method"), METHODS, False, "wlc", True, True),
            tr("How the scores of a cell become one; wlc is the weighted linear combination."),
            optional=True,
        )
        self._add_method_parameters()
        self.add(
            QgsProcessingParameterRasterLayer(self.EXCLUSION, tr("Exclusion mask"), optional=True),
            tr("Cells where it is not 0, nodata included, are left out."),
            optional=True,
        )
        self._add_outputs()

    def _add_method_parameters(self):
        tr, number = self.tr, QgsProcessingParameterNumber
        double = number.Type.Double
        parameters = (
            (
                QgsProcessingParameterEnum(
                    self.OWA_VARIANT, tr("Kind of owa"), VARIANTS, False, "malczewski", True, True
                ),
                tr("How owa joins order weights and criterion weights."),
            ),
            (
                QgsProcessingParameterString(self.ORDER_WEIGHTS, tr("Order weights"), optional=True),
                tr(
                    "For owa: one weight of 0 or more a rank, that of the lowest score first, parted by commas; they "
                    "count as their share of their sum."
                ),
            ),
            (
                number(self.ALPHA, tr("Alpha"), double, None, True, 0.0),
                tr("For owa in place of order weights: 0 is the maximum, 1 the average, large the minimum."),
            ),
            (
                number(self.GAMMA, tr("Gamma"), double, 0.9, True, 0.0, 1.0),
                tr("For gamma: 0 is the product, 1 the fuzzy sum."),
            ),
            (
                QgsProcessingParameterMatrix(
                    self.PREFERENCE, tr("Preference thresholds"), 0, False, [tr("q"), tr("p")], None, True
                ),
                tr(
                    "For promethee: indifference q and preference p in units of score, a row a criterion, q at most p "
                    "(q1,p1,q2,p2,... on the command line); blank is 0 and 0, so any advantage counts in full."
                ),
            ),
            (
                QgsProcessingParameterBoolean(self.RESCALE, tr("Net flow in [0, 1]"), False, True),
                tr("For promethee: write (net flow + 1) / 2, and contributions that sum to it."),
            ),
        )
        for parameter, text in parameters:
            self.add(parameter, text, optional=True)

    def _add_outputs(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Suitability")),
            tr("Raster of the suitability in [0, 1]; of promethee's net flow in [-1, 1] unless rescaled."),
        )
        extras = (
            (
                self.LIMITING,
                tr("Limiting criterion"),
                tr("Number, from 1, of the criterion that costs the cell most."),
            ),
            (
                self.CONTRIBUTIONS,
                tr("Contributions"),
                tr("A band a criterion; the bands sum to the suitability."),
            ),
            (
                self.PARETO,
                tr("Pareto front"),
                tr(
                    "1 where no other eligible cell is as good on every criterion and better on one, else 0; no weights "
                    "and no method enter."
                ),
            ),
        )
        for name, label, text in extras:
            self.add(
                QgsProcessingParameterRasterDestination(name, label, None, True, False), text, optional=True
            )

    def problems(self, parameters, context):
        count = len(self.parameterAsLayerList(parameters, self.CRITERIA, context))
        settings = require_usable(self._settings(parameters, context), count)
        usable_weights(settings, self._weights(parameters, context, settings, count), count)
        return []

    def _settings(self, parameters, context):
        method = Method(self.parameterAsEnumString(parameters, self.METHOD, context) or "wlc")
        variant = Variant(self.parameterAsEnumString(parameters, self.OWA_VARIANT, context) or "malczewski")
        # What another method needs may stand there, right or wrong.
        if method is Method.OWA:
            order = self.text_or_none(parameters, self.ORDER_WEIGHTS, context)
            numbers = parse_numbers(order, self.tr("the order weights (ORDER_WEIGHTS)")) if order else ()
            alpha = self.number_or_none(parameters, self.ALPHA, context)
            return Settings(method, variant, numbers, alpha)
        if method is Method.GAMMA:
            gamma = self.number_or_none(parameters, self.GAMMA, context)
            return Settings(method) if gamma is None else Settings(method, gamma=gamma)
        if method is Method.PROMETHEE:
            rescale = self.parameterAsBool(parameters, self.RESCALE, context)
            return Settings(method, preference=self._preference(parameters, context), rescale=rescale)
        return Settings(method)

    def _preference(self, parameters, context):
        flat = [
            v for v in self.parameterAsMatrix(parameters, self.PREFERENCE, context) if v not in (None, "")
        ]
        if not flat:
            return ()
        # A row may come as a list of its own, or as the text of one.
        text = re.sub(r"[\[\]()'\"]", "", ",".join(map(str, flat)))
        numbers = parse_numbers(text, self.tr("the preference thresholds (PREFERENCE)"))
        if len(numbers) % 2:
            raise InputError(
                f"The preference thresholds are {len(numbers)} numbers, which do not pair up; give q and p of each "
                "criterion."
            )
        return tuple(zip(numbers[0::2], numbers[1::2]))

    def _weights(self, parameters, context, settings, count):
        text = self.text_or_none(parameters, self.WEIGHTS, context)
        if text is None or not settings.is_weighted:
            return (1.0,) * count
        return parse_numbers(text, self.tr("the weights (WEIGHTS)"))

    def prepare_job(self, parameters, context, feedback):
        layers = self.parameterAsLayerList(parameters, self.CRITERIA, context)
        criteria = [RasterSource(self.layer_source(layer), 1, layer.name()) for layer in layers]
        mask = self.parameterAsRasterLayer(parameters, self.EXCLUSION, context)
        exclusion = RasterSource(self.layer_source(mask), 1, mask.name()) if mask is not None else None
        settings = self._settings(parameters, context)
        paths = OverlayPaths(
            self.output_path(
                parameters, self.OUTPUT, context, "flow" if settings.range[0] < 0 else "suitability"
            ),
            self.output_path(parameters, self.CONTRIBUTIONS, context),
            self.output_path(parameters, self.LIMITING, context, "limiting"),
            self.output_path(parameters, self.PARETO, context, "pareto"),
        )
        return criteria, exclusion, settings, self._weights(parameters, context, settings, len(layers)), paths

    def run_job(self, job, progress, feedback):
        criteria, exclusion, settings, weights, paths = job
        hashed = inputs_of([s.path for s in criteria] + ([exclusion.path] if exclusion else []))
        write_overlay(open_overlay(criteria, exclusion), settings, weights, paths, hashed, progress)
        return {
            self.OUTPUT: paths.overlay,
            self.CONTRIBUTIONS: paths.contributions,
            self.LIMITING: paths.limiting,
            self.PARETO: paths.pareto,
        }
