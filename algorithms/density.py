"""Density of features around each cell."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from ..core.criteria.density import Kernel, density_field
from ..core.run.steps import inputs_of, write_field
from ..core.sources.vector import read_vector
from .base import vector_types
from .gridded import GriddedAlgorithm

KERNELS = [k.value for k in Kernel]


class Density(GriddedAlgorithm):
    """Kernel density per square kilometre."""

    NAME = "density"
    TITLE = "Density of features"
    GROUP = "criteria"
    HELP = (
        "Weight of features per km2 around each cell, by a kernel over the radius: uniform, quartic "
        "or gaussian. Lines and polygons count at one point in them. Features outside the extent "
        "count. Use it to keep away from places that are crowded already."
    )

    INPUT = "INPUT"
    RADIUS = "RADIUS"
    FIELD = "FIELD"
    KERNEL = "KERNEL"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Features"), vector_types()),
            tr("Points, lines or polygons in any CRS."),
        )
        self.add_grid()
        self.add(
            QgsProcessingParameterNumber(
                self.RADIUS, tr("Radius (m)"), QgsProcessingParameterNumber.Type.Double, 5000.0, False, 0.0
            ),
            tr("Metres around each cell that are looked at."),
        )
        self.add(
            QgsProcessingParameterField(
                self.FIELD,
                tr("Weight field"),
                None,
                self.INPUT,
                QgsProcessingParameterField.DataType.Numeric,
                optional=True,
            ),
            tr(
                "Numeric field with the weight of each feature, for example MW; blank counts each as 1. Nulls are refused."
            ),
            optional=True,
        )
        kernel = QgsProcessingParameterEnum(self.KERNEL, tr("Kernel"), KERNELS, False, "quartic", True, True)
        self.add(kernel, tr("How a feature's weight falls with its distance."), optional=True)
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Density")),
            tr("Raster of weight per km2, one band."),
        )

    def problems(self, parameters, context):
        super().problems(parameters, context)
        if self.parameterAsDouble(parameters, self.RADIUS, context) > 0:
            return []
        return [self.tr("The radius is not above 0; give metres above 0.")]

    def prepare_job(self, parameters, context, feedback):
        path, source = self.source(parameters, self.INPUT, context, feedback)
        kernel = Kernel(self.parameterAsEnumString(parameters, self.KERNEL, context) or "quartic")
        radius = self.parameterAsDouble(parameters, self.RADIUS, context)
        field = self.text_or_none(parameters, self.FIELD, context)
        output = self.output_path(parameters, self.OUTPUT, context, "density")
        return path, source, self.grid(parameters, context), radius, field, kernel, output

    def run_job(self, job, progress, feedback):
        path, source, grid, radius, weight, kernel, output = job
        data = read_vector(source, grid.crs, [weight] if weight else [])
        field = density_field(data, grid, radius, weight, kernel)
        write_field(field, grid, output, inputs_of([path]), progress)
        return {self.OUTPUT: output}
