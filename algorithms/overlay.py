"""Overlay of criteria."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.overlay.wlc import normalised
from ..core.run.overlay import open_overlay, write_overlay
from ..core.run.steps import inputs_of
from ..core.sources.raster import RasterSource
from .base import WattbitAlgorithm

METHODS = ["wlc"]


class Overlay(WattbitAlgorithm):
    """Weighted linear combination."""

    NAME = "overlay"
    TITLE = "Overlay criteria"
    GROUP = "overlay"
    HELP = (
        "Combines rasters of scores in [0, 1], all of one grid, into one suitability. wlc: sum w x / sum w, so weights "
        "need not sum to 1. A cell that any criterion does not know, or that the exclusion marks, has no score. "
        "Contributions are w x / sum w of each criterion and sum to the suitability; the limiting criterion is the one "
        "with the largest w (1 - x), by its number in the list from 1. Rasters of different grids are refused."
    )

    CRITERIA = "CRITERIA"
    WEIGHTS = "WEIGHTS"
    METHOD = "METHOD"
    EXCLUSION = "EXCLUSION"
    OUTPUT = "OUTPUT"
    LIMITING = "LIMITING"
    CONTRIBUTIONS = "CONTRIBUTIONS"

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
                "One weight of 0 or more a criterion, in the same order, parted by commas; blank weighs all the same."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterEnum(self.METHOD, tr("Method"), METHODS, False, "wlc", True, True),
            tr("wlc: weighted linear combination."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.EXCLUSION, tr("Exclusion mask"), optional=True),
            tr("Cells where it is not 0, nodata included, are left out."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Suitability")),
            tr("Raster of the suitability in [0, 1]."),
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
        )
        for name, label, text in extras:
            self.add(
                QgsProcessingParameterRasterDestination(name, label, None, True, False), text, optional=True
            )

    def problems(self, parameters, context):
        count = len(self.parameterAsLayerList(parameters, self.CRITERIA, context))
        normalised(self._weights(parameters, context, count), count)
        return []

    def _weights(self, parameters, context, count):
        text = self.parameterAsString(parameters, self.WEIGHTS, context)
        if not text.strip():
            return (1.0,) * count
        try:
            return tuple(float(t) for t in text.split(","))
        except ValueError:
            raise InputError(
                f"The weights {text!r} are not numbers parted by commas; write for example 0.5,0.3,0.2."
            ) from None

    def prepare_job(self, parameters, context, feedback):
        layers = self.parameterAsLayerList(parameters, self.CRITERIA, context)
        criteria = [RasterSource(self.layer_source(layer), 1, layer.name()) for layer in layers]
        mask = self.parameterAsRasterLayer(parameters, self.EXCLUSION, context)
        exclusion = RasterSource(self.layer_source(mask), 1, mask.name()) if mask is not None else None
        paths = (
            self.output_path(parameters, self.OUTPUT, context, "suitability"),
            self.output_path(parameters, self.CONTRIBUTIONS, context),
            self.output_path(parameters, self.LIMITING, context, "limiting"),
        )
        return criteria, exclusion, self._weights(parameters, context, len(layers)), paths

    def run_job(self, job, progress, feedback):
        criteria, exclusion, weights, paths = job
        hashed = inputs_of([s.path for s in criteria] + ([exclusion.path] if exclusion else []))
        write_overlay(open_overlay(criteria, exclusion), weights, paths, hashed, progress)
        output, parts, limiting = paths
        return {self.OUTPUT: output, self.CONTRIBUTIONS: parts, self.LIMITING: limiting}
