"""Suitability rasters of several scenarios side by side."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..core.errors import InputError
from ..core.outputs import outputs
from ..core.robustness.compare import compare_scenarios
from ..core.robustness.moves import compare_candidates, write_moves
from ..core.run.steps import inputs_of
from ..core.sources.raster import RasterSource
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .base import WattbitAlgorithm


class CompareScenarios(WattbitAlgorithm):
    """Where scenarios agree on the best places."""

    NAME = "comparescenarios"
    TITLE = "Compare scenarios"
    GROUP = "robustness"
    HELP = (
        "Lays suitability rasters of one grid side by side. Band 1 is the range of the scores (largest less smallest), "
        "band 2 their mean; both are nodata where a scenario does not know the cell. Band 3 tells in how many scenarios "
        "the cell is among the best of that scenario's own eligible cells. The table has a row a scenario: eligible "
        "cells, their area and mean, the threshold and area of the best cells, and with every scenario the overlap of "
        "the best cells (both over either) and Pearson's correlation of the scores. Of two scenarios the difference "
        "(second less first) and the rank changes of their candidates can be written too: regions that share at least "
        "half of the smaller one are one place, each has one partner at most, and the pairing with the largest sum of "
        "overlaps is taken."
    )

    INPUT = "INPUT"
    NAMES = "NAMES"
    TOP_PERCENT = "TOP_PERCENT"
    BANDS = "BANDS"
    CANDIDATES = "CANDIDATES"
    HORIZONS = "HORIZONS"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"
    DIFFERENCE = "DIFFERENCE"
    CHANGES = "CHANGES"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.INPUT, tr("Suitability rasters"), QgsProcessing.SourceType.TypeRaster
            ),
            tr(
                "Two or more rasters of scores on one grid; band 1 is compared, unless the bands say otherwise."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.NAMES, tr("Names"), optional=True),
            tr("A name a raster, parted by commas; blank takes the layers' names."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.TOP_PERCENT, tr("Best share (%)"), QgsProcessingParameterNumber.Type.Double, 5.0, True, 0.0, 100.0
            ),
            tr("Per cent of a scenario's eligible cells that count as its best; cells of equal score go together."),
            optional=True,
        )  # fmt: skip
        self._add_pair()
        self._add_outputs()

    def _add_pair(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterString(self.BANDS, tr("Bands"), optional=True),
            tr("A band a raster, parted by commas, for example the horizons of one run; blank takes band 1."),
            optional=True, advanced=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.CANDIDATES, tr("Candidates"), QgsProcessing.SourceType.TypeVectorPolygon, optional=True
            ),
            tr("The candidate layers of two scenarios, in the order of their rasters, for the rank changes."),
            optional=True, advanced=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterString(self.HORIZONS, tr("Horizons"), optional=True),
            tr("A horizon a candidate layer, parted by commas, where the layers have several."),
            optional=True, advanced=True,
        )  # fmt: skip

    def _add_outputs(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Comparison")),
            tr("Raster of three bands: range, mean, scenarios in which the cell is among the best."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(self.DIFFERENCE, tr("Difference"), None, True, False),
            tr("Second score less the first, of two scenarios; above 0 the second is better."),
            optional=True,
        )
        files = (
            (self.TABLE, tr("Table"), tr("CSV with a row a scenario."), True),
            (self.CHANGES, tr("Rank changes"), tr(
                "CSV with a row a place: rank and score in either scenario, places won, new or gone."), False),
        )  # fmt: skip
        for name, label, text, is_made in files:
            self.add(
                QgsProcessingParameterFileDestination(name, label, "CSV (*.csv)", None, True, is_made),
                text,
                optional=True,
            )

    def problems(self, parameters, context):
        count = len(self.parameterAsLayerList(parameters, self.INPUT, context))
        self._names(parameters, context, count)
        self._bands(parameters, context, count)
        self._pair(parameters, context, None)
        return []

    def _words(self, parameters, name, context, count, what):
        """The words of a text parameter, as many as there are layers; None where it is blank."""
        text = self.text_or_none(parameters, name, context)
        if text is None:
            return None
        words = [n.strip() for n in text.split(",")]
        if len(words) != count or not all(words):
            raise InputError(
                f"{name} {text!r} does not give each of the {count} layers a {what}; part them by commas."
            )
        return words

    def _names(self, parameters, context, count):
        text = self.text_or_none(parameters, self.NAMES, context)
        if text is None:
            return None
        names = [n.strip() for n in text.split(",")]
        if len(names) != count or not all(names) or len(set(names)) != count:
            raise InputError(
                f"NAMES {text!r} does not give each of the {count} rasters a name of its own; part the names by commas."
            )
        return names

    def _bands(self, parameters, context, count):
        words = self._words(parameters, self.BANDS, context, count, "band")
        if words is None:
            return [1] * count
        if not all(w.isdecimal() and int(w) > 0 for w in words):
            raise InputError(f"BANDS {', '.join(words)} are not numbers from 1; give for example 1,2.")
        return [int(w) for w in words]

    def _pair(self, parameters, context, feedback):
        """Sources and horizons of the two candidate layers; None where no rank changes are wanted."""
        layers = self.parameterAsLayerList(parameters, self.CANDIDATES, context)
        if not layers or not self.file_path(parameters, self.CHANGES, context):
            return None
        if len(layers) != 2:
            raise InputError(
                f"CANDIDATES has {len(layers)} layers; rank changes are between two, so give two."
            )
        horizons = self._words(parameters, self.HORIZONS, context, 2, "horizon") or (None, None)
        if feedback is None:
            return None
        found = [self.layer_path(layer, context, feedback) for layer in layers]
        sources = [VectorSource(parse_uri(path), None, crs, name) for path, crs, name in found]
        return (*sources, tuple(horizons))

    def prepare_job(self, parameters, context, feedback):
        layers = self.parameterAsLayerList(parameters, self.INPUT, context)
        names = self._names(parameters, context, len(layers)) or [layer.name() for layer in layers]
        bands = self._bands(parameters, context, len(layers))
        rasters = [RasterSource(self.layer_source(la), b, n) for la, b, n in zip(layers, bands, names)]
        top = self.number_or_none(parameters, self.TOP_PERCENT, context)
        made = {
            self.OUTPUT: self.output_path(parameters, self.OUTPUT, context),
            self.DIFFERENCE: self.output_path(parameters, self.DIFFERENCE, context, "difference"),
            self.TABLE: self.file_path(parameters, self.TABLE, context),
            self.CHANGES: self.file_path(parameters, self.CHANGES, context),
        }
        return rasters, 5.0 if top is None else top, made, self._pair(parameters, context, feedback)

    def run_job(self, job, progress, feedback):
        rasters, top, made, pair = job
        moves = compare_candidates(*pair)[0] if pair else None
        found = compare_scenarios(
            rasters, top, made[self.OUTPUT], made[self.TABLE],
            inputs_of([r.path for r in rasters]), progress, made[self.DIFFERENCE],
        )  # fmt: skip
        for row in found:
            text = self.tr("{name}: best {top_ha} ha from a score of {threshold}")
            feedback.pushInfo(
                text.format(name=row.name, top_ha=f"{row.top_ha:,.1f}", threshold=f"{row.threshold:.4f}")
            )
        if moves is None:
            made[self.CHANGES] = None
        else:
            with outputs() as files:
                write_moves(files.aside(made[self.CHANGES]), moves)
        return {name: path for name, path in made.items() if path or name == self.TABLE}
