"""Distance to the nearest feature."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..core.criteria.distance import distance_field
from ..core.run.steps import inputs_of, write_field
from ..core.sources.vector import read_vector
from .base import vector_types
from .gridded import GriddedAlgorithm


class Distance(GriddedAlgorithm):
    """Metres from each cell to the nearest feature."""

    NAME = "distance"
    TITLE = "Distance to features"
    GROUP = "criteria"
    HELP = (
        "Distance in metres from each cell's centre to the nearest point of the nearest feature; 0 "
        "inside polygons. Points, and lines and polygons of up to 20,000 segments, are exact to "
        "rounding; denser outlines are within 0.71 cells. Features outside the extent count, so there "
        "is no edge effect. Cells beyond the maximum distance are nodata."
    )

    INPUT = "INPUT"
    FILTER = "FILTER"
    MAX_DISTANCE = "MAX_DISTANCE"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Features"), vector_types()),
            tr("Points, lines or polygons in any CRS."),
        )
        self.add_grid()
        self.add(
            QgsProcessingParameterString(self.FILTER, tr("Filter"), optional=True),
            tr("OGR attribute filter, for example voltage_kv >= 66; blank takes every feature."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.MAX_DISTANCE,
                tr("Maximum distance (m)"),
                QgsProcessingParameterNumber.Type.Double,
                None,
                True,
                0.0,
            ),
            tr("Metres; cells farther from every feature are nodata. Blank: no limit."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Distance")),
            tr("Raster of metres, one band."),
        )

    def prepare_job(self, parameters, context, feedback):
        where = self.text_or_none(parameters, self.FILTER, context)
        path, source = self.source(parameters, self.INPUT, context, feedback, where)
        limit = self.number_or_none(parameters, self.MAX_DISTANCE, context)
        output = self.output_path(parameters, self.OUTPUT, context, "distance")
        return path, source, self.grid(parameters, context), limit, output

    def run_job(self, job, progress, feedback):
        path, source, grid, limit, output = job
        field = distance_field(read_vector(source, grid.crs), grid, limit)
        if not write_field(field, grid, output, inputs_of([path]), progress):
            feedback.pushWarning(
                self.tr("No cell is within the maximum distance of a feature; the raster is all nodata.")
            )
        return {self.OUTPUT: output}
