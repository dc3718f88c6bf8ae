"""The main job: a scenario file becomes suitability, candidates and a report."""

from __future__ import annotations

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterVectorDestination,
)

from ..core.errors import WattbitError
from ..core.run.run import Options, Outputs, run_scenario
from ..core.scenario.overlay import overlay_settings
from ..core.scenario.read import read_scenario
from .base import WattbitAlgorithm
from .scenariofile import SCENARIO, add_scenario


class RunScenario(WattbitAlgorithm):
    """Everything a scenario asks for, in one run."""

    NAME = "runscenario"
    TITLE = "Run scenario"
    GROUP = "run"
    HELP = (
        "Runs a scenario file: criteria, value functions, exclusions and weights become a suitability raster, the best "
        "connected regions become candidate polygons with megawatts and reasons, and a report says how. With horizons "
        "every raster has a band a horizon and candidates a field horizon. Excluded and not assessed cells are nodata "
        "in the suitability; the exclusion raster tells which rule excludes (bit i for rule i). All results appear "
        "together at the end: a run that fails or is cancelled leaves earlier files as they were. Two runs of one "
        "scenario give the same bytes, whatever the number of threads. Candidates are chosen as locateregions does, "
        "from the written suitability; the report and the run log tell bound and gap, and a finding names the limit "
        "that binds where fewer fit than wanted."
    )

    SCENARIO = SCENARIO
    CELL_SIZE = "CELL_SIZE"
    EXTENT = "EXTENT"
    THREADS = "THREADS"
    SUITABILITY = "SUITABILITY"
    EXCLUSION = "EXCLUSION"
    CANDIDATES = "CANDIDATES"
    CRITERIA = "CRITERIA"
    UNCERTAINTY = "UNCERTAINTY"
    LIMITING = "LIMITING"
    ALLOCATION = "ALLOCATION"
    ROUTES = "ROUTES"
    LEDGER = "LEDGER"
    REPORT = "REPORT"
    RUN_LOG = "RUN_LOG"

    def initAlgorithm(self, config=None):
        tr = self.tr
        add_scenario(self)
        number = QgsProcessingParameterNumber
        self.add(
            number(self.CELL_SIZE, tr("Cell size (m)"), number.Type.Double, None, True, 0.0),
            tr("Metres; takes the place of the scenario's own, for a quick look."),
            optional=True, advanced=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), None, True),
            tr("Takes the place of the scenario's own extent."),
            optional=True, advanced=True,
        )  # fmt: skip
        self.add(
            number(self.THREADS, tr("Threads"), number.Type.Integer, None, True, 1),
            tr("Blank uses every processor, up to four. The result does not depend on it."),
            optional=True, advanced=True,
        )  # fmt: skip
        self._add_outputs()

    def _add_outputs(self):
        tr = self.tr
        rasters = (
            (self.SUITABILITY, tr("Suitability"), tr(
                "Score in [0, 1], 1 best (net flows: [-1, 1]); nodata where excluded or not assessed."), False),
            (self.EXCLUSION, tr("Exclusion"), tr("Bit i is set where rule i excludes; 0 is eligible."), False),
            (self.CRITERIA, tr("Criterion scores"), tr("A band a criterion, in the order of the scenario."), True),
            (self.UNCERTAINTY, tr("Uncertainty"), tr(
                "Mean, standard deviation and each criterion's share of the variance of the weighted sum under "
                "uncertain weights (closed form; the scenario's uncertainty part says how uncertain)."), True),
            (self.LIMITING, tr("Limiting criterion"), tr("Number of the criterion that costs the cell most, from 1."), True),
        )  # fmt: skip
        for name, label, text, is_extra in rasters:
            self.add(
                QgsProcessingParameterRasterDestination(name, label, None, is_extra, not is_extra),
                text,
                optional=is_extra,
            )
        self.add(
            QgsProcessingParameterVectorDestination(self.CANDIDATES, tr("Candidates")),
            tr("Polygons of the chosen regions with rank, score, contributions, connection and more."),
        )
        lines = (
            (self.ALLOCATION, tr("Allocation"), tr(
                "A line from each candidate that is supplied to its connection, with megawatts and year; needs the "
                "scenario's allocation part. Each horizon is allocated for itself.")),
            (self.ROUTES, tr("Routes"), tr(
                "The least-cost route of each allocation; needs the routes part of the scenario's allocation.")),
        )  # fmt: skip
        kind = QgsProcessing.SourceType.TypeVectorLine
        for name, label, text in lines:
            self.add(
                QgsProcessingParameterVectorDestination(name, label, kind, None, True, False),
                text,
                optional=True,
            )
        files = (
            (
                self.LEDGER,
                tr("Ledger"),
                "CSV (*.csv)",
                tr("Spare, spent and left MW of each connection, and by whom."),
            ),
            (self.REPORT, tr("Report"), "HTML (*.html)", tr("One self-contained page, in QGIS's language.")),
            (self.RUN_LOG, tr("Run log"), "JSON (*.json)", tr("Paths, hashes, versions, times, figures.")),
        )
        for name, label, kind, text in files:
            self.add(
                QgsProcessingParameterFileDestination(name, label, kind, None, True, False),
                text,
                optional=True,
            )

    def checkParameterValues(self, parameters, context):
        # Before QGIS's own check, which would only say that the value is incorrect.
        path = self.parameterAsFile(parameters, self.SCENARIO, context)
        if path:
            try:
                read_scenario(path)
            except WattbitError as error:
                return False, str(error)
        return super().checkParameterValues(parameters, context)

    def prepare_job(self, parameters, context, feedback):
        path = self.parameterAsFile(parameters, self.SCENARIO, context)
        scenario = read_scenario(path)
        styles = output_styles(scenario)
        found = {n.lower(): self.output_path(parameters, n, context, s) for n, s in styles.items()}
        if scenario.candidates is None:
            feedback.pushWarning(
                self.tr('The scenario has no "candidates" part, so no candidate regions are chosen.')
            )
            found["candidates"] = None
        files = (self.LEDGER, self.REPORT, self.RUN_LOG)
        outputs = Outputs(**found, **{n.lower(): self.file_path(parameters, n, context) for n in files})
        return path, outputs, self._options(parameters, context, scenario)

    def _options(self, parameters, context, scenario):
        extent = None
        if parameters.get(self.EXTENT):
            crs = QgsCoordinateReferenceSystem(scenario.grid.crs or "")
            box = self.parameterAsExtent(parameters, self.EXTENT, context, crs)
            extent = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        threads = self.number_or_none(parameters, self.THREADS, context)
        cell = self.number_or_none(parameters, self.CELL_SIZE, context)
        language = QgsApplication.instance().locale()[:2] if QgsApplication.instance() else "en"
        return Options(cell, extent, int(threads) if threads else None, language)

    def run_job(self, job, progress, feedback):
        path, outputs, options = job
        result = run_scenario(path, outputs, options, progress)
        for finding in result.findings:
            push = feedback.pushWarning if finding.level == "warning" else feedback.pushInfo
            push(finding.sentence)
        for horizon in result.horizons:
            feedback.pushInfo(
                self.tr("{name} {ha:,.0f} ha eligible, {n} candidates.")
                .format(name=horizon.id, ha=horizon.eligible_ha, n=len(horizon.candidates))
                .strip()
            )
            if horizon.allocation is not None:
                feedback.pushInfo(self.tr("{mw:g} MW allocated.").format(mw=horizon.allocation.served_mw))
        names = (self.SUITABILITY, self.EXCLUSION, self.CANDIDATES, self.CRITERIA, self.UNCERTAINTY, self.LIMITING,
                 self.ALLOCATION, self.ROUTES, self.LEDGER, self.REPORT, self.RUN_LOG)  # fmt: skip
        return {n: getattr(outputs, n.lower()) for n in names if getattr(outputs, n.lower())}


def output_styles(scenario):
    """Style of each layer of results by the output's name; of the uncertainty its first band, the mean."""
    ramp = "flow" if overlay_settings(scenario).range[0] < 0 else "suitability"
    run = RunScenario
    return {run.SUITABILITY: ramp, run.EXCLUSION: "exclusion", run.CANDIDATES: "candidates",
            run.CRITERIA: "score", run.UNCERTAINTY: ramp, run.LIMITING: "limiting",
            run.ALLOCATION: "allocation", run.ROUTES: "routes"}  # fmt: skip
