"""Round-trip time to the best network node."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..core.criteria.fibre import MOST_TOLERANCE_M, SNAP_TOLERANCE_M
from ..core.criteria.latency import EQUIPMENT_US, ROUTE_FACTOR, US_PER_KM, LatencyParameters, latency_field
from ..core.parameters import default
from ..core.run.steps import inputs_of, write_field
from ..core.sources.vector import read_vector
from .base import vector_types
from .gridded import GriddedAlgorithm

_LINES = [QgsProcessing.SourceType.TypeVectorLine]


def _default(name):
    return default("latency", name).sentence


class Latency(GriddedAlgorithm):
    """Milliseconds there and back."""

    NAME = "latency"
    TITLE = "Network latency"
    GROUP = "criteria"
    HELP = (
        "Least round-trip time in milliseconds over the nodes, along straight lines times a route "
        "factor or, with fibre, along its lines; where the direct way is shorter, it counts. The "
        "route factor is a property of the country's ducts. Lines are joined where they share a "
        "vertex, and where an end comes within the snapping tolerance of another line; lines that "
        "merely cross are not. Features outside the extent count. Other traffic and equipment add to "
        "what is computed."
    )

    INPUT = "INPUT"
    FIBRE = "FIBRE"
    ROUTE_FACTOR = "ROUTE_FACTOR"
    US_PER_KM = "US_PER_KM"
    EQUIPMENT_US = "EQUIPMENT_US"
    EQUIPMENT_FIELD = "EQUIPMENT_FIELD"
    FILTER = "FILTER"
    SNAP_TOLERANCE = "SNAP_TOLERANCE"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Network nodes"), vector_types()),
            tr("IXs, landing stations, APN nodes or other points that traffic goes to."),
        )
        self.add_grid()
        self.add(
            QgsProcessingParameterFeatureSource(self.FIBRE, tr("Fibre"), _LINES, optional=True),
            tr("Lines of fibre that the path may follow, all of them and not those of the extent alone; blank: "
               "straight paths."),
            optional=True,
        )  # fmt: skip
        self._add_numbers()
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

    def _add_numbers(self):
        tr = self.tr
        numbers = (
            (self.ROUTE_FACTOR, tr("Route factor"), ROUTE_FACTOR, 1.0,
             tr("Length of the fibre over the straight line. {default}").format(default=_default("route_factor"))),
            (self.US_PER_KM, tr("Delay (µs per km)"), US_PER_KM, 0.0,
             tr("One-way microseconds a km of fibre. {default}").format(default=_default("us_per_km"))),
            (self.EQUIPMENT_US, tr("Equipment (µs)"), EQUIPMENT_US, 0.0,
             tr("One-way microseconds of equipment at a node. {default}").format(default=_default("equipment_us"))),
            (self.SNAP_TOLERANCE, tr("Snapping tolerance of fibre (m)"), SNAP_TOLERANCE_M, 0.0,
             tr("Metres within which an end of a line of fibre joins another line, at its end or along it.")),
        )  # fmt: skip
        for name, label, value, least, text in numbers:
            most = MOST_TOLERANCE_M if name == self.SNAP_TOLERANCE else 1e9
            self.add(
                QgsProcessingParameterNumber(
                    name, label, QgsProcessingParameterNumber.Type.Double, value, True, least, most
                ),
                text,
                optional=True,
                advanced=name == self.SNAP_TOLERANCE,
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
        nodes = self.source(parameters, self.INPUT, context, feedback, where)
        fibre = None
        if parameters.get(self.FIBRE):
            fibre = self.source(parameters, self.FIBRE, context, feedback)
        tolerance = self.parameterAsDouble(parameters, self.SNAP_TOLERANCE, context)
        constants = self._parameters(parameters, context)
        output = self.output_path(parameters, self.OUTPUT, context, "latency")
        return nodes, fibre, self.grid(parameters, context), constants, tolerance, output

    def run_job(self, job, progress, feedback):
        (path, source), fibre, grid, constants, tolerance, output = job
        lines = read_vector(fibre[1], grid.crs) if fibre else None
        nodes = read_vector(source, grid.crs, constants.fields())
        field = latency_field(nodes, grid, constants, lines, tolerance)
        if field.fibre is not None:
            self._tell(field.fibre.summary, feedback)
        paths = [path, fibre[0]] if fibre else [path]
        write_field(field, grid, output, inputs_of(paths), progress)
        return {self.OUTPUT: output}

    def _tell(self, fibre, feedback):
        """Say what the lines came to."""
        feedback.pushInfo(
            self.tr("{km:,.1f} km of fibre in {n} connected parts; {gaps} gaps within the tolerance.").format(
                km=fibre.length_km, n=fibre.parts, gaps=fibre.joined
            )
        )
        if fibre.idle_parts:
            feedback.pushWarning(
                self.tr(
                    "{n} parts of the fibre, {km:,.1f} km, lead to no node; cells nearest to them take the direct way. "
                    "Close the gaps, or raise the snapping tolerance."
                ).format(n=fibre.idle_parts, km=fibre.idle_km)
            )
