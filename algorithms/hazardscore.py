"""Score of hazards by severity."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ..core.criteria.hazard import (
    MARK_FIELD,
    SCORES,
    SEVERITIES,
    SeverityMap,
    cells_of,
    hazard_field,
    hazard_layer,
)
from ..core.errors import InputError
from ..core.run.steps import inputs_of, write_field
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource, read_vector
from .gridded import GriddedAlgorithm

_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]


class HazardScore(GriddedAlgorithm):
    """Worst severity over hazard layers and its score."""

    NAME = "hazardscore"
    TITLE = "Hazard score"
    GROUP = "criteria"
    HELP = (
        "Score of the worst severity over all hazard layers (band 1), and that severity (band 2): 0 "
        "assessed and none there, 4 worst. Layers have a field severity, as the hazard importer "
        "writes. With an assessed area, cells outside it and outside a layer's polygons stay nodata, "
        "unless another layer already reaches severity 4. Without one, everything outside the "
        "polygons is taken as assessed, and a warning says so: no polygon does not mean safe."
    )

    INPUT = "INPUT"
    SCORES = "SCORES"
    EXCLUDE_FROM = "EXCLUDE_FROM"
    COVERAGE = "COVERAGE"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.INPUT, tr("Hazard layers"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            ),
            tr("Layers with a field severity from 0 to 4."),
        )
        self.add_grid()
        self.add(
            QgsProcessingParameterString(
                self.SCORES, tr("Scores"), ",".join(f"{s:g}" for s in SCORES), optional=True
            ),
            tr("Five scores in [0, 1], for severity 0, 1, 2, 3 and 4, parted by commas."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.EXCLUDE_FROM, tr("Exclude from severity"), QgsProcessingParameterNumber.Type.Integer, SEVERITIES,
                True, 0, SEVERITIES,
            ),
            tr("Cells of this severity or worse get no score; 5 excludes none."),
            optional=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterVectorLayer(self.COVERAGE, tr("Assessed area"), _POLYGONS, optional=True),
            tr("Polygons of the area where the hazards were assessed."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Hazard score")),
            tr("Raster of two bands: score, worst severity."),
        )

    def problems(self, parameters, context):
        super().problems(parameters, context)
        hazard_field((), self._scores(parameters, context))
        return []

    def _scores(self, parameters, context):
        text = self.parameterAsString(parameters, self.SCORES, context).strip()
        if not text:
            return SCORES
        try:
            return tuple(float(t) for t in text.split(","))
        except ValueError:
            raise InputError(
                f"The scores {text!r} are not numbers parted by commas; write 1,0.75,0.5,0.25,0."
            ) from None

    def prepare_job(self, parameters, context, feedback):
        layers = []
        for layer in self.parameterAsLayerList(parameters, self.INPUT, context):
            path, crs, label = self.layer_path(layer, context, feedback)
            layers.append((path, VectorSource(parse_uri(path), None, crs, label)))
        coverage = None
        if self.parameterAsVectorLayer(parameters, self.COVERAGE, context) is not None:
            coverage = self.source(parameters, self.COVERAGE, context, feedback)
        limit = self.parameterAsInt(parameters, self.EXCLUDE_FROM, context)
        output = self.output_path(parameters, self.OUTPUT, context, "hazardscore")
        return (
            layers,
            coverage,
            self.grid(parameters, context),
            self._scores(parameters, context),
            limit,
            output,
        )

    def run_job(self, job, progress, feedback):
        layers, coverage, grid, scores, limit, output = job
        covered = cells_of(read_vector(coverage[1], grid.crs).shapes, grid) if coverage else None
        severity = SeverityMap()
        read = [read_vector(source, grid.crs, [severity.field, MARK_FIELD]) for _, source in layers]
        hazards = tuple(hazard_layer(data, grid, severity, covered) for data in read)
        if any(h.coverage is None for h in hazards):
            feedback.pushWarning(
                self.tr(
                    "There is no assessed area, so all outside the polygons is taken as assessed and safe."
                )
            )
        lost = sum(h.lost for h in hazards)
        if lost:
            feedback.pushInfo(
                self.tr("{n} polygons are smaller than a cell and take the cell they lie in.").format(n=lost)
            )
        paths = [path for path, _ in layers] + ([coverage[0]] if coverage else [])
        if not write_field(hazard_field(hazards, scores, limit), grid, output, inputs_of(paths), progress):
            feedback.pushWarning(self.tr("No cell is assessed; the score is all nodata."))
        return {self.OUTPUT: output}
