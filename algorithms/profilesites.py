"""Every attribute of the candidates, for parcels, regions or points that somebody gives."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from ..core.errors import InputError
from ..core.provenance import raster_metadata
from ..core.run.steps import inputs_of
from ..core.sites.inputs import Asked, Network, SiteInputs, profile_to
from ..core.sources.raster import RasterSource
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from ..core.weights.numbers import parse_numbers
from .base import WattbitAlgorithm, vector_types

_AREAS = [QgsProcessing.SourceType.TypeVectorPolygon]


@dataclass(frozen=True)
class _Job:
    """What one profile is made of."""

    inputs: SiteInputs
    asked: Asked
    paths: list
    output: str


class ProfileSites(WattbitAlgorithm):
    """Tell of each site what candidates tell."""

    NAME = "profilesites"
    TITLE = "Profile sites"
    GROUP = "candidates"
    HELP = (
        "Adds to parcels, regions or points (closed schools, for example) every attribute of the candidates layer that the "
        "given inputs can tell; what was not computed is left out, never zero. Area in hectares on the ellipsoid, "
        "compactness 4 pi A / P^2, sides of the smallest rectangle; mean, least and largest suitability and rank by the "
        "mean; contribution of each criterion and the one that limits; nearest feasible connection with voltage, spare "
        "MW and feeds (distinct groups in reach); round trip to the nearest node in ms; worst severity, class and share "
        "of the site of each hazard, and the share that was not assessed; the municipality that holds most of the site."
    )

    INPUT = "INPUT"
    SUITABILITY = "SUITABILITY"
    CRITERIA = "CRITERIA"
    WEIGHTS = "WEIGHTS"
    CAPACITY = "CAPACITY"
    DEMAND_MW = "DEMAND_MW"
    DEMAND_FIELD = "DEMAND_FIELD"
    HORIZON_YEAR = "HORIZON_YEAR"
    MAX_DISTANCE = "MAX_DISTANCE"
    NETWORK = "NETWORK"
    ROUTE_FACTOR = "ROUTE_FACTOR"
    US_PER_KM = "US_PER_KM"
    HAZARDS = "HAZARDS"
    ADMIN = "ADMIN"
    ADMIN_FIELD = "ADMIN_FIELD"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Sites"), vector_types()),
            tr("Polygons, or points such as closed schools. Their own fields are kept."),
        )
        self._add_scores()
        self._add_supply()
        self._add_ground()
        self.add(
            QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Profiles")),
            tr("The sites with what was found; hectares, metres, MW, kV, ms and per cent as the names say."),
        )

    def _add_scores(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterRasterLayer(self.SUITABILITY, tr("Suitability"), optional=True),
            tr(
                "Raster of scores in [0, 1]; a site's cells are those whose centre it covers, at least its own."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.CRITERIA, tr("Criteria"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            tr("Rasters of scores on the grid of the suitability."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterString(self.WEIGHTS, tr("Weights"), optional=True),
            tr("A weight a criterion, parted by commas; blank weighs them alike."),
            optional=True,
        )

    def _add_supply(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterVectorLayer(
                self.CAPACITY, tr("Grid capacity"), vector_types(), optional=True
            ),
            tr("Standard capacity layer of the demand side. Unknown capacity serves nobody and is counted."),
            optional=True,
        )
        numbers = (
            (self.DEMAND_MW, tr("Demand (MW)"), None, tr("Blank: any connection with known spare capacity is feasible.")),
            (self.HORIZON_YEAR, tr("In service by"), None, tr("Year; connections and nodes of later years do not count.")),
            (self.MAX_DISTANCE, tr("Maximum distance (m)"), 10_000.0, tr("Metres from the site to a connection.")),
        )  # fmt: skip
        for name, label, default, text in numbers:
            self._add_number(name, label, default, text)
        self.add(
            QgsProcessingParameterField(
                self.DEMAND_FIELD, tr("Field of the demand"), None, self.INPUT, optional=True
            ),
            tr("Megawatts of each site in place of the one demand."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterVectorLayer(
                self.NETWORK, tr("Network nodes"), vector_types(), optional=True
            ),
            tr(
                "Standard network layer: IX, landing stations, APN nodes and exchanges count; without a field kind all do."
            ),
            optional=True,
        )
        self._add_number(
            self.ROUTE_FACTOR,
            tr("Route factor"),
            1.4,
            tr("Length of the fibre over the straight line."),
            True,
        )
        self._add_number(
            self.US_PER_KM,
            tr("Delay of the fibre (µs/km)"),
            4.897,
            tr("Microseconds a kilometre, one way."),
            True,
        )

    def _add_ground(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.HAZARDS, tr("Hazards"), QgsProcessing.SourceType.TypeVectorAnyGeometry, optional=True
            ),
            tr("Imported hazard layers with a field severity."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterVectorLayer(self.ADMIN, tr("Municipalities"), _AREAS, optional=True),
            tr("Polygons with names."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterField(
                self.ADMIN_FIELD, tr("Field of the name"), None, self.ADMIN, optional=True
            ),
            tr("Blank takes the prefecture and municipality of N03, or a field called name."),
            optional=True,
        )

    def _add_number(self, name, label, default, text, advanced=False):
        kind = QgsProcessingParameterNumber.Type.Double
        parameter = QgsProcessingParameterNumber(name, label, kind, default, True, 0.0)
        self.add(parameter, text, optional=True, advanced=advanced)

    def problems(self, parameters, context):
        self._weights(parameters, context)
        return []

    def _weights(self, parameters, context):
        text = self.text_or_none(parameters, self.WEIGHTS, context)
        return None if text is None else parse_numbers(text, self.tr("the weights (WEIGHTS)"))

    def _source(self, layer, context, feedback):
        path, crs, label = self.layer_path(layer, context, feedback)
        return VectorSource(parse_uri(path), None, crs, label)

    def _vector(self, parameters, name, context, feedback):
        layer = self.parameterAsVectorLayer(parameters, name, context)
        if layer is None:
            if parameters.get(name):
                raise InputError(f"{name} {parameters[name]} is no layer that can be read; check the path.")
            return None
        return self._source(layer, context, feedback)

    def prepare_job(self, parameters, context, feedback):
        path, crs, label = self.vector_path(parameters, self.INPUT, context, feedback)
        suitability = self.parameterAsRasterLayer(parameters, self.SUITABILITY, context)
        rasters = [
            RasterSource(self.layer_source(r), 1, r.name())
            for r in self.parameterAsLayerList(parameters, self.CRITERIA, context)
        ]
        hazards = self.parameterAsLayerList(parameters, self.HAZARDS, context)
        inputs = SiteInputs(
            sites=VectorSource(parse_uri(path), None, crs, label),
            suitability=RasterSource(self.layer_source(suitability), 1, suitability.name())
            if suitability
            else None,
            criteria=tuple(rasters),
            weights=self._weights(parameters, context),
            capacity=self._vector(parameters, self.CAPACITY, context, feedback),
            network=self._vector(parameters, self.NETWORK, context, feedback),
            hazards=tuple(self._source(layer, context, feedback) for layer in hazards),
            admin=self._vector(parameters, self.ADMIN, context, feedback),
            admin_field=self.text_or_none(parameters, self.ADMIN_FIELD, context),
        )
        year = self.number_or_none(parameters, self.HORIZON_YEAR, context)
        asked = Asked(
            self.number_or_none(parameters, self.DEMAND_MW, context),
            self.text_or_none(parameters, self.DEMAND_FIELD, context),
            None if year is None else int(year),
            self.number_or_none(parameters, self.MAX_DISTANCE, context) or 10_000.0,
            Network(
                self.parameterAsDouble(parameters, self.ROUTE_FACTOR, context),
                self.parameterAsDouble(parameters, self.US_PER_KM, context),
            ),
        )
        return _Job(inputs, asked, inputs.paths(), self.output_path(parameters, self.OUTPUT, context))

    def run_job(self, job, progress, feedback):
        tags = raster_metadata(None, inputs_of(job.paths))
        found = profile_to(job.output, job.inputs, job.asked, tags, progress)
        for remark in found.remarks:
            feedback.pushWarning(remark)
        feedback.pushInfo(self.tr("{n} sites profiled.").format(n=found.sites))
        return {self.OUTPUT: job.output}
