"""Candidate regions of a suitability raster."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from ..core.grid.grid import template_grid
from ..core.regions.job import Targets, ZoneSource, locate_to
from ..core.regions.request import Objective, RegionRequest, Selection, request_faults
from ..core.run.steps import inputs_of
from ..core.sources.raster import RasterSource
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .base import WattbitAlgorithm

OBJECTIVES = [o.value for o in Objective]
SELECTIONS = [s.value for s in Selection]


class LocateRegions(WattbitAlgorithm):
    """Choose the best set of connected regions."""

    NAME = "locateregions"
    TITLE = "Locate regions"
    GROUP = "candidates"
    HELP = (
        "Chooses candidate regions: edge-connected sets of eligible cells within the area limits, "
        "with their centroids apart and no more in a zone than allowed, so that the sum of their "
        "values is largest. OBJECTIVE says what a region is worth: the sum of its cells' scores, or "
        "their mean. exact takes the best set of a pool of grown regions by mixed-integer "
        "programming, and BOUND is a value that no set of the pool exceeds; greedy takes the best "
        "region, then the best that fits beside it. Where fewer regions than COUNT fit, MESSAGE names "
        "the limit that binds and how many fit without it; where none fits, the layer is empty and "
        "MESSAGE says why."
    )

    INPUT = "INPUT"
    BAND = "BAND"
    COUNT = "COUNT"
    MIN_AREA_HA = "MIN_AREA_HA"
    MAX_AREA_HA = "MAX_AREA_HA"
    MIN_SCORE = "MIN_SCORE"
    MIN_SPACING_M = "MIN_SPACING_M"
    COMPACTNESS = "COMPACTNESS"
    OBJECTIVE = "OBJECTIVE"
    SELECTION = "SELECTION"
    ZONES = "ZONES"
    ZONE_FIELD = "ZONE_FIELD"
    MAX_PER_ZONE = "MAX_PER_ZONE"
    TIME_LIMIT = "TIME_LIMIT"
    OUTPUT = "OUTPUT"
    SMOOTHED = "SMOOTHED"
    FOUND = "FOUND"
    TOTAL = "TOTAL"
    BOUND = "BOUND"
    GAP = "GAP"
    MESSAGE = "MESSAGE"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Suitability")),
            tr(
                "Raster of scores in a projected CRS in metres; cells without a value are excluded. Any scale of scores."
            ),
        )
        self._add_number(
            self.COUNT,
            tr("Number of regions"),
            10,
            tr("How many regions are wanted, at most."),
            is_whole=True,
        )
        self._add_limits()
        self._add_choice()
        self._add_zones()
        self.add(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Regions"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            tr(
                "Polygons along cell edges with rank (1 is worth most), score_mean, score_min, score_max, area_ha, compactness "
                "(4 pi A / P^2 along cell edges, a square has 0.785), objective, and zone where zones are given."
            ),
        )
        smoothed = QgsProcessingParameterVectorDestination(
            self.SMOOTHED,
            tr("Smooth outlines"),
            QgsProcessing.SourceType.TypeVectorPolygon,
            None,
            True,
            False,
        )
        self.add(
            smoothed, tr("The same regions with smooth outlines of the same area, within 1 %."), optional=True
        )
        self._add_results()

    def _add_number(
        self, name, label, default, text, *, is_whole=False, least=None, most=None, optional=False
    ):
        kind = QgsProcessingParameterNumber.Type
        parameter = QgsProcessingParameterNumber(
            name, label, kind.Integer if is_whole else kind.Double, default, optional
        )
        if least is not None:
            parameter.setMinimum(least)
        if most is not None:
            parameter.setMaximum(most)
        self.add(parameter, text, optional=optional, advanced=name == self.TIME_LIMIT)

    def _add_limits(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterBand(self.BAND, tr("Band"), 1, self.INPUT, True),
            tr("Band of the raster, for example that of a horizon."),
            optional=True,
            advanced=True,
        )
        numbers = (
            (self.MIN_AREA_HA, tr("Least area (ha)"), tr("Hectares of a region at least; blank: a single cell will do.")),
            (self.MAX_AREA_HA, tr("Largest area (ha)"), tr(
                "Hectares of a region at most; blank: for the sum, regions are whole connected areas.")),
            (self.MIN_SCORE, tr("Least score"), tr(
                "Cells below it are not eligible; blank: every cell with a value is.")),
            (self.MIN_SPACING_M, tr("Least spacing (m)"), tr("Metres between the centroids of the cells of two regions.")),
        )  # fmt: skip
        for name, label, text in numbers:
            self._add_number(name, label, None, text, optional=True)

    def _add_choice(self):
        tr = self.tr
        self._add_number(
            self.COMPACTNESS, tr("Compactness"), 50.0,
            tr("0 lets regions follow the score, 100 makes them as round as the ground allows. No part where all regions "
               "there are form the pool."),
            least=0, most=100, optional=True,
        )  # fmt: skip
        for name, label, words, text in (
            (self.OBJECTIVE, tr("Objective"), OBJECTIVES, tr("What a region is worth: sum or mean of its cells' scores.")),
            (self.SELECTION, tr("Selection"), SELECTIONS, tr("The best set of regions, or best first for comparison.")),
        ):  # fmt: skip
            self.add(
                QgsProcessingParameterEnum(name, label, words, False, words[0], True, True),
                text,
                optional=True,
            )
        self._add_number(
            self.TIME_LIMIT, tr("Time limit (s)"), None,
            tr("Seconds for the exact choice; the gap that is left is told. Blank: it stops after a fixed amount of work, so "
               "that every run gives the same."),
            optional=True,
        )  # fmt: skip

    def _add_zones(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterVectorLayer(
                self.ZONES, tr("Zones"), [QgsProcessing.SourceType.TypeVectorPolygon], None, True
            ),
            tr("Polygons such as prefectures, river basins, utility areas or seismic zones, in any CRS."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterField(
                self.ZONE_FIELD, tr("Field of the zone"), None, self.ZONES, optional=True
            ),
            tr("Field that names the zone; features with the same value are one zone. Needed with zones."),
            optional=True,
        )
        self._add_number(
            self.MAX_PER_ZONE, tr("Most regions in a zone"), None,
            tr("Blank sets no limit: zones are told only."), is_whole=True, optional=True,
        )  # fmt: skip

    def _add_results(self):
        tr = self.tr
        for name, label in (
            (self.FOUND, tr("Regions found")),
            (self.TOTAL, tr("Sum of the regions' values")),
            (self.BOUND, tr("Value that no set of the pool exceeds")),
            (self.GAP, tr("(BOUND - TOTAL) / TOTAL")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))
        self.addOutput(QgsProcessingOutputString(self.MESSAGE, tr("How good the choice is, and what binds")))

    def problems(self, parameters, context):
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        faults = request_faults(self._request(parameters, context), template_grid(self.layer_source(layer)))
        return faults + self._zone_faults(parameters, context)

    def _zone_faults(self, parameters, context):
        has_zones = self.parameterAsVectorLayer(parameters, self.ZONES, context) is not None
        field = self.text_or_none(parameters, self.ZONE_FIELD, context)
        if has_zones and field is None:
            return [
                self.tr("ZONE_FIELD is missing; name the field of the zones that tells one from another.")
            ]
        if not has_zones and self.number_or_none(parameters, self.MAX_PER_ZONE, context) is not None:
            return [
                self.tr("MAX_PER_ZONE is given without ZONES; give the layer of the zones, or leave it out.")
            ]
        return []

    def _request(self, parameters, context):
        def number(name):
            return self.number_or_none(parameters, name, context)

        per_zone = number(self.MAX_PER_ZONE)
        compactness = number(self.COMPACTNESS)
        return RegionRequest(
            self.parameterAsInt(parameters, self.COUNT, context),
            number(self.MIN_AREA_HA),
            number(self.MAX_AREA_HA),
            number(self.MIN_SCORE),
            number(self.MIN_SPACING_M) or 0.0,
            50.0 if compactness is None else compactness,
            Objective(self.parameterAsEnumString(parameters, self.OBJECTIVE, context) or OBJECTIVES[0]),
            Selection(self.parameterAsEnumString(parameters, self.SELECTION, context) or SELECTIONS[0]),
            None if per_zone is None else int(per_zone),
            number(self.TIME_LIMIT),
        )

    def prepare_job(self, parameters, context, feedback):
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        band = self.parameterAsInt(parameters, self.BAND, context) or 1
        raster = RasterSource(self.layer_source(layer), band, layer.name())
        paths, zones = [raster.path], None
        if self.parameterAsVectorLayer(parameters, self.ZONES, context) is not None:
            path, crs, label = self.vector_path(parameters, self.ZONES, context, feedback)
            field = self.text_or_none(parameters, self.ZONE_FIELD, context)
            zones = ZoneSource(VectorSource(parse_uri(path), None, crs, label), field)
            paths.append(path)
        targets = Targets(
            self.output_path(parameters, self.OUTPUT, context, "candidates"),
            self.output_path(parameters, self.SMOOTHED, context, "candidates"),
        )
        return raster, self._request(parameters, context), zones, targets, paths

    def run_job(self, job, progress, feedback):
        raster, request, zones, targets, paths = job
        found = locate_to(raster, request, zones, targets, inputs_of(paths), progress)
        is_full = len(found.regions) == request.count
        (feedback.pushInfo if is_full else feedback.pushWarning)(found.message)
        results = {self.OUTPUT: targets.regions, self.SMOOTHED: targets.smooth}
        return {
            **{name: path for name, path in results.items() if path},
            self.FOUND: len(found.regions),
            self.TOTAL: found.total,
            self.BOUND: found.bound,
            self.GAP: found.gap,
            self.MESSAGE: found.message,
        }
