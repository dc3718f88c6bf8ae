"""Round-trip time to the best network node."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..core.criteria.latency import ROUTE_FACTOR, US_PER_KM, LatencyParameters, latency_field
from ..core.run.steps import inputs_of, write_field
from ..core.sources.vector import read_vector
from .base import vector_types
from .gridded import GriddedAlgorithm


class Latency(GriddedAlgorithm):
    """Milliseconds there and back."""

    NAME = "latency"
    TITLE = "Network latency"
    GROUP = "criteria"
    HELP = (
        "Least round-trip time in milliseconds over the nodes: 2 x (path km x microseconds per km + equipment) / 1000, "
        "where the path is the straight line times the route factor. Light in fibre of group index 1.468 takes "
        "4.897 microseconds a km; the route factor is a property of the country's ducts, and other traffic and "
        "equipment add to what is computed. Features outside the extent count."
    )

    INPUT = "INPUT"
    ROUTE_FACTOR = "ROUTE_FACTOR"
    US_PER_KM = "US_PER_KM"
    EQUIPMENT_US = "EQUIPMENT_US"
    EQUIPMENT_FIELD = "EQUIPMENT_FIELD"
    FILTER = "FILTER"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Network nodes"), vector_types()),
            tr("IXs, landing stations, APN nodes or other points that traffic goes to."),
        )
        self.add_grid()
        double = QgsProcessingParameterNumber.Type.Double
        numbers = (
            (
                self.ROUTE_FACTOR,
                tr("Route factor"),
                ROUTE_FACTOR,
                1.0,
                tr("Length of the fibre over the straight line."),
            ),
            (
                self.US_PER_KM,
                tr("Delay (µs per km)"),
                US_PER_KM,
                0.0,
                tr("One-way microseconds a km of fibre."),
            ),
            (
                self.EQUIPMENT_US,
                tr("Equipment (µs)"),
                0.0,
                0.0,
                tr("One-way microseconds of equipment at a node."),
            ),
        )
        for name, label, default, least, text in numbers:
            self.add(
                QgsProcessingParameterNumber(name, label, double, default, True, least), text, optional=True
            )
        self.add(
            QgsProcessingParameterField(
                self.EQUIPMENT_FIELD, tr("Field of the equipment delay"), None, self.INPUT, optional=True
            ),
            tr("Each node's own equipment delay in microseconds; where it is empty the number above counts."),
            optional=True,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.FILTER, tr("Filter"), optional=True),
            tr("OGR attribute filter, for example kind = 'ix'; blank takes every node."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Latency")),
            tr("Raster of milliseconds, one band."),
        )

    def problems(self, parameters, context):
        super().problems(parameters, context)
        texts = self._parameters(parameters, context).problems()
        return [f"The latency cannot be computed: {'; '.join(texts)}."] if texts else []

    def _parameters(self, parameters, context):
        numbers = (self.ROUTE_FACTOR, self.US_PER_KM, self.EQUIPMENT_US)
        values = (self.parameterAsDouble(parameters, n, context) for n in numbers)
        return LatencyParameters(*values, self.text_or_none(parameters, self.EQUIPMENT_FIELD, context))

    def prepare_job(self, parameters, context, feedback):
        where = self.text_or_none(parameters, self.FILTER, context)
        path, source = self.source(parameters, self.INPUT, context, feedback, where)
        output = self.output_path(parameters, self.OUTPUT, context, "latency")
        return path, source, self.grid(parameters, context), self._parameters(parameters, context), output

    def run_job(self, job, progress, feedback):
        path, source, grid, constants, output = job
        wanted = [constants.equipment_field] if constants.equipment_field else []
        field = latency_field(read_vector(source, grid.crs, wanted), grid, constants)
        write_field(field, grid, output, inputs_of([path]), progress)
        return {self.OUTPUT: output}
