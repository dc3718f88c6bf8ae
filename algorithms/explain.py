"""Why here, why not: a scenario explained at places."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ..core.explain.run import Asking, explain_to
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .base import WattbitAlgorithm, vector_types


class Explain(WattbitAlgorithm):
    """Facts and a sentence for every place."""

    NAME = "explain"
    TITLE = "Explain places"
    GROUP = "robustness"
    HELP = (
        "Tells of each point or polygon why a scenario rates it as it does: raw value with its unit, score and "
        "contribution of every criterion (they sum to the score for a weighted linear combination), the criterion that "
        "limits, every rule that excludes with the source features that hit, what is not assessed, the nearest "
        "connections and why each can serve or not, and the smallest single change of the scenario that would make the "
        "place eligible. A point is told of the cell it lies in, a polygon of the cells whose centre it covers: means "
        "over its eligible cells, or over all of them, without a score, where none is eligible."
    )

    INPUT = "INPUT"
    SCENARIO = "SCENARIO"
    HORIZON = "HORIZON"
    OUTPUT = "OUTPUT"
    REPORT = "REPORT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Places"), vector_types()),
            tr("Points or polygons in any CRS; their own fields are kept."),
        )
        self.add(
            QgsProcessingParameterFile(
                self.SCENARIO, tr("Scenario"), QgsProcessingParameterFile.Behavior.File, "json", None, False,
                tr("Scenario (*.json)"),
            ),
            tr("Scenario file (JSON)."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterString(self.HORIZON, tr("Horizon"), optional=True),
            tr("Id of a horizon of the scenario; blank takes the first."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Explained places")),
            tr(
                "The places with score, raw_, score_ and contrib_ of each criterion, rules, change and sentence."
            ),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REPORT, tr("Report"), "HTML (*.html)", None, True, True
            ),
            tr("Page with a table of contributions, rules and connections for each place."),
            optional=True,
        )

    def prepare_job(self, parameters, context, feedback):
        path, crs, label = self.vector_path(parameters, self.INPUT, context, feedback)
        return Asking(
            self.parameterAsFile(parameters, self.SCENARIO, context),
            VectorSource(parse_uri(path), None, crs, label),
            self.output_path(parameters, self.OUTPUT, context),
            self.file_path(parameters, self.REPORT, context),
            self.text_or_none(parameters, self.HORIZON, context),
            QgsApplication.locale(),
        )

    def run_job(self, job, progress, feedback):
        for told in explain_to(job, progress)[:20]:
            feedback.pushInfo(told)
        return {self.OUTPUT: job.output, self.REPORT: job.report}
