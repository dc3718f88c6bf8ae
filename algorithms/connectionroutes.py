"""Least-cost routes from sites to their connections."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterMatrix,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
)

from ..core.errors import InputError
from ..core.routes.cost import cost_table
from ..core.routes.run import Request, run_routes
from ..core.run.steps import inputs_of
from ..core.sources.raster import RasterSource
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .siting import SitingAlgorithm


class ConnectionRoutes(SitingAlgorithm):
    """Where the line to a connection may run."""

    NAME = "connectionroutes"
    TITLE = "Connection routes"
    HELP = (
        "For each site and its connection the path over a friction raster that costs least, with its "
        "length, its cost and what it crosses. INPUT takes the lines or the sites of "
        "allocatecapacity, or any sites, which then go to the connection within MAX_DISTANCE that "
        "costs least. Friction 1 is ordinary ground, other values multiply the cost of a metre, and "
        "nodata cannot be crossed. The cost in million yen rests on unverified defaults unless COSTS "
        "are given: it compares routes and is no budget."
    )

    INPUT = "INPUT"
    CAPACITY = "CAPACITY"
    FRICTION = "FRICTION"
    BAND = "BAND"
    MAX_DISTANCE = "MAX_DISTANCE"
    VOLTAGE_FIELD = "VOLTAGE_FIELD"
    COSTS = "COSTS"
    CROSSED = "CROSSED"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add_layer(
            self.INPUT, tr("Sites or allocation"), tr("Sites, or the lines that allocatecapacity made.")
        )
        self.add_layer(
            self.CAPACITY, tr("Grid connections"), tr("Substations, lines to tap or zones; rows of the demand side.")
        )  # fmt: skip
        self.add(
            QgsProcessingParameterRasterLayer(self.FRICTION, tr("Friction")),
            tr("1 is ordinary ground, other values multiply its cost; nodata cannot be crossed."),
        )
        self.add(
            QgsProcessingParameterBand(self.BAND, tr("Band of the friction"), 1, self.FRICTION, True),
            tr("Band of the raster, from 1."), optional=True, advanced=True,
        )  # fmt: skip
        self.add_number(
            self.MAX_DISTANCE, tr("Maximum distance (m)"),
            tr("Metres to a connection at most, and how far a route may stray around both its ends."), 10000.0,
        )  # fmt: skip
        self.add_fields(self.CAPACITY, ((
            self.VOLTAGE_FIELD, tr("Field of voltage (kV)"),
            tr("Default voltage_kv; where it is empty the line's own, or the least that its megawatts need."),
        ),))  # fmt: skip
        self.add(
            QgsProcessingParameterMatrix(
                self.COSTS,
                tr("Cost a km by voltage"),
                1,
                False,
                [tr("kV"), tr("Million yen a km")],
                None,
                True,
            ),
            tr(
                "Nominal kV and cost a km of route on ordinary ground, row by row; blank takes the unverified default."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.CROSSED,
                tr("What may be crossed"),
                QgsProcessing.SourceType.TypeVectorAnyGeometry,
                None,
                True,
            ),
            tr(
                "Layers such as rivers, railways or protected areas, named in crosses where a route meets them."
            ),
            optional=True,
        )
        self.add_result(
            self.OUTPUT, tr("Routes"), tr("Lines with length_m, cost and crosses."), QgsProcessing.SourceType.TypeVectorLine
        )  # fmt: skip
        for name, label in (("ROUTES", tr("Routes found")), ("LENGTH_M", tr("Metres of all routes"))):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def problems(self, parameters, context):
        self._costs(parameters, context)
        return []

    def _costs(self, parameters, context):
        if parameters.get(self.COSTS) in (None, "", []):
            return cost_table()
        values = [str(v).strip() for v in self.parameterAsMatrix(parameters, self.COSTS, context)]
        try:
            numbers = [float(v) for v in values]
        except ValueError as error:
            raise InputError(
                f"COSTS holds something else than numbers ({error}); give kV and cost a km."
            ) from error
        if len(numbers) % 2:
            raise InputError("COSTS has a voltage without a cost; give pairs of kV and cost a km.")
        return cost_table(tuple(zip(numbers[::2], numbers[1::2])))

    def prepare_job(self, parameters, context, feedback):
        start, starts = self.source(parameters, self.INPUT, context, feedback)
        capacity, connections = self.source(parameters, self.CAPACITY, context, feedback)
        raster = self.parameterAsRasterLayer(parameters, self.FRICTION, context)
        band = self.parameterAsInt(parameters, self.BAND, context) or 1
        friction = RasterSource(self.layer_source(raster), band, raster.name(), raster.crs().toWkt() or None)
        paths, crossed = [start, capacity, friction.path], []
        for layer in self.parameterAsLayerList(parameters, self.CROSSED, context) or []:
            path, crs, name = self.layer_path(layer, context, feedback)
            paths.append(path)
            crossed.append(VectorSource(parse_uri(path), None, crs, name))
        request = Request(
            starts,
            connections,
            friction,
            self.text_or_none(parameters, self.VOLTAGE_FIELD, context),
            self.number(parameters, self.MAX_DISTANCE, context),
            self._costs(parameters, context),
            tuple(crossed),
        )
        return request, self.output_path(parameters, self.OUTPUT, context, "routes"), paths

    def run_job(self, job, progress, feedback):
        request, output, paths = job
        outcome = run_routes(request, output, inputs_of(paths), progress)
        self.tell(feedback, outcome.remarks)
        found = sum(1 for r in outcome.routed if r.route)
        feedback.pushInfo(self.tr("{n} routes, {km:,.1f} km.").format(n=found, km=outcome.length_m / 1000))
        return {self.OUTPUT: output, "ROUTES": found, "LENGTH_M": outcome.length_m}
