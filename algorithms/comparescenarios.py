"""Suitability rasters of several scenarios side by side."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.robustness.compare import compare_scenarios
from ..core.run.steps import inputs_of
from ..core.sources.raster import RasterSource
from .base import WattbitAlgorithm


class CompareScenarios(WattbitAlgorithm):
    """Where scenarios agree on the best places."""

    NAME = "comparescenarios"
    TITLE = "Compare scenarios"
    GROUP = "robustness"
    HELP = (
        "Lays suitability rasters of one grid side by side. Band 1 is the range of the scores (largest less smallest), "
        "band 2 their mean; both are nodata where a scenario does not know the cell. Band 3 tells in how many scenarios "
        "the cell is among the best of that scenario's own eligible cells. The table has a row a scenario: eligible "
        "cells, their area and mean, the threshold and area of the best cells, and with every scenario the overlap of "
        "the best cells (both over either) and Pearson's correlation of the scores."
    )

    INPUT = "INPUT"
    NAMES = "NAMES"
    TOP_PERCENT = "TOP_PERCENT"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.INPUT, tr("Suitability rasters"), QgsProcessing.SourceType.TypeRaster
            ),
            tr("Two or more rasters of scores on one grid; band 1 is compared."),
        )
        self.add(
            QgsProcessingParameterString(self.NAMES, tr("Names"), optional=True),
            tr("A name a raster, parted by commas; blank takes the layers' names."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.TOP_PERCENT, tr("Best share (%)"), QgsProcessingParameterNumber.Type.Double, 5.0, True, 0.0, 100.0
            ),
            tr("Per cent of a scenario's eligible cells that count as its best; cells of equal score go together."),
            optional=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Comparison")),
            tr("Raster of three bands: range, mean, scenarios in which the cell is among the best."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.TABLE, tr("Table"), "CSV (*.csv)", None, True, True),
            tr("CSV with a row a scenario."),
            optional=True,
        )

    def problems(self, parameters, context):
        self._names(parameters, context, len(self.parameterAsLayerList(parameters, self.INPUT, context)))
        return []

    def _names(self, parameters, context, count):
        text = self.text_or_none(parameters, self.NAMES, context)
        if text is None:
            return None
        names = [n.strip() for n in text.split(",")]
        if len(names) != count or not all(names) or len(set(names)) != count:
            raise InputError(
                f"NAMES {text!r} does not give each of the {count} rasters a name of its own; part the names by commas."
            )
        return names

    def prepare_job(self, parameters, context, feedback):
        layers = self.parameterAsLayerList(parameters, self.INPUT, context)
        names = self._names(parameters, context, len(layers)) or [layer.name() for layer in layers]
        rasters = [RasterSource(self.layer_source(layer), 1, name) for layer, name in zip(layers, names)]
        top = self.number_or_none(parameters, self.TOP_PERCENT, context)
        output = self.output_path(parameters, self.OUTPUT, context)
        return rasters, 5.0 if top is None else top, output, self.file_path(parameters, self.TABLE, context)

    def run_job(self, job, progress, feedback):
        rasters, top, output, table = job
        found = compare_scenarios(rasters, top, output, table, inputs_of([r.path for r in rasters]), progress)
        for row in found:
            text = self.tr("{name}: best {top_ha} ha from a score of {threshold}")
            feedback.pushInfo(
                text.format(name=row.name, top_ha=f"{row.top_ha:,.1f}", threshold=f"{row.threshold:.4f}")
            )
        return {self.OUTPUT: output, self.TABLE: table}
