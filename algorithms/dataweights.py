"""Weights from the data themselves."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorLayer,
)

from ..core.errors import InputError
from ..core.sources.raster import RasterSource
from ..core.sources.uri import parse_uri
from ..core.weights.data import DataMethod, data_weights
from ..core.weights.numbers import as_text, named, parse_numbers
from ..core.weights.sample import raster_rows
from ..core.weights.table import table_rows
from .weighting import WeightsAlgorithm

METHODS = [m.value for m in DataMethod]
COLUMNS = ("criterion", "weight", "benefit", "minimum", "maximum", "mean", "standard_deviation")


class DataWeights(WeightsAlgorithm):
    """Entropy, CRITIC and MEREC."""

    NAME = "dataweights"
    TITLE = "Weights from data"
    HELP = (
        "Weights of criteria from how their values vary over the cells of rasters (INPUT, one grid) "
        "or the rows of a table (TABLE); give one of the two. They tell what sets places apart, not "
        "what matters. Every cell or row is used, not a sample; one in which a criterion has no value "
        "is left out and counted. A criterion that is constant gets the weight 0 and a note. Rasters "
        "of different grids are refused: align them with gdal:warpreproject."
    )

    INPUT = "INPUT"
    TABLE = "TABLE"
    BENEFIT = "BENEFIT"
    EXCLUSION = "EXCLUSION"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.INPUT, tr("Criteria"), QgsProcessing.SourceType.TypeRaster, None, True
            ),
            tr("Rasters on one grid, in any unit; band 1 of each is read."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterVectorLayer(
                self.TABLE, tr("Table"), [QgsProcessing.SourceType.TypeVector], None, True
            ),
            tr("Layer or CSV with a row a place and a column a criterion, in place of rasters."),
            optional=True,
        )
        self.add_words(self.METHOD, tr("Method"), METHODS, tr("entropy, critic or merec."), optional=False)
        self.add_text(
            self.BENEFIT, tr("More is better"),
            tr("1 where more of a criterion is better, 0 where less is, parted by commas; blank: all 1."), optional=True,
        )  # fmt: skip
        self.add_names(
            tr("Names of the rasters in their order, or the columns of the table to use, parted by commas.")
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.EXCLUSION, tr("Exclusion mask"), None, True),
            tr("Cells where it is not 0, nodata included, are left out (rasters only)."),
            optional=True,
        )
        self.add_table(
            self.OUTPUT,
            tr("Weights table"),
            tr("CSV with the columns {columns}.").format(columns=", ".join(COLUMNS)),
        )
        self.add_results(("ROWS", tr("Cells or rows used")), ("OMITTED", tr("Cells or rows left out")))

    def given(self, parameters, context):
        is_raster, is_table = (parameters.get(n) not in (None, "", []) for n in (self.INPUT, self.TABLE))
        if is_raster == is_table:
            raise InputError("Give rasters as INPUT or a TABLE, one of the two.")
        text = self.text_or_none(parameters, self.BENEFIT, context)
        benefit = parse_numbers(text, self.BENEFIT) if text else ()
        if not set(benefit) <= {0, 1}:
            raise InputError(
                f"BENEFIT is {text}; write 1 (more is better) or 0 (less is) for each criterion, such as 1,0,1."
            )
        names = self.names(parameters, context)
        if is_raster and names:
            named(names, len(self.parameterAsLayerList(parameters, self.INPUT, context)), self.INPUT)
        return names, tuple(map(bool, benefit)), DataMethod(self.word(parameters, self.METHOD, context))

    def prepare_job(self, parameters, context, feedback):
        names, benefit, method = self.given(parameters, context)
        output = self.file_path(parameters, self.OUTPUT, context)
        if parameters.get(self.TABLE) in (None, ""):
            layers = self.parameterAsLayerList(parameters, self.INPUT, context)
            mask = self.parameterAsRasterLayer(parameters, self.EXCLUSION, context)
            source = [self._raster(layer) for layer in layers], names, self._raster(mask) if mask else None
            return (raster_rows, source), benefit, method, output
        path, _, _ = self.vector_path(parameters, self.TABLE, context, feedback)
        return (table_rows, (parse_uri(path), names)), benefit, method, output

    def _raster(self, layer):
        return RasterSource(self.layer_source(layer), 1, layer.name())

    def run_job(self, job, progress, feedback):
        (read, source), benefit, method, output = job
        sample, left_out = read(*source) if read is table_rows else (read(*source), ())
        if left_out:
            feedback.pushInfo(
                self.tr("Columns that are no criteria: {names}").format(names=", ".join(left_out))
            )
        found = data_weights(sample, method, benefit, progress)
        self.tell(feedback, sample.names, found.weights)
        text = self.tr("{rows:,} cells or rows used, {omitted:,} left out as a criterion has no value there.")
        feedback.pushInfo(text.format(rows=found.rows, omitted=found.omitted))
        for note in found.notes:
            feedback.pushWarning(note)
        directions = [int(b) for b in benefit or [True] * len(sample.names)]
        rows = zip(sample.names, found.weights, directions, found.low, found.high, found.mean, found.sd)
        self.write({output: (COLUMNS, rows)})
        return {
            self.WEIGHTS: as_text(found.weights), "ROWS": found.rows, "OMITTED": found.omitted, self.OUTPUT: output,
        }  # fmt: skip
