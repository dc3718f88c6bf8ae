"""Check a scenario before it runs."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)

from ..core.preflight.check import check_scenario, write_findings
from .base import WattbitAlgorithm
from .scenariofile import SCENARIO, add_scenario


class CheckScenario(WattbitAlgorithm):
    """Findings of a scenario."""

    NAME = "checkscenario"
    TITLE = "Check scenario"
    GROUP = "run"
    HELP = (
        "Looks a scenario over without running it: faults of the file with their place, layers that cannot be read or "
        "miss the grid, capacity of the wrong side, unknown capacities, hazards without an assessed area, figures that "
        "nobody verified. Each finding has a level (error, warning, info), a place, what is wrong and how to mend it. "
        "Errors would stop a run; warnings go into its report."
    )

    SCENARIO = SCENARIO
    OUTPUT = "OUTPUT"
    ERRORS = "ERRORS"
    WARNINGS = "WARNINGS"

    def initAlgorithm(self, config=None):
        tr = self.tr
        add_scenario(self)
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT, tr("Findings"), "JSON (*.json);;CSV (*.csv)", None, True, True
            ),
            tr("Findings as JSON, or as CSV by the ending of the path."),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.ERRORS, tr("Errors")))
        self.addOutput(QgsProcessingOutputNumber(self.WARNINGS, tr("Warnings")))

    def prepare_job(self, parameters, context, feedback):
        path = self.parameterAsFile(parameters, self.SCENARIO, context)
        return path, self.file_path(parameters, self.OUTPUT, context)

    def run_job(self, job, progress, feedback):
        path, output = job
        findings = check_scenario(path)
        progress(1.0, "")
        for finding in findings:
            push = feedback.pushInfo if finding.level == "info" else feedback.pushWarning
            push(f"{finding.level}: {finding.sentence}")
        if output:
            write_findings(output, findings)
        counts = {level: sum(f.level == level for f in findings) for level in ("error", "warning")}
        return {self.OUTPUT: output, self.ERRORS: counts["error"], self.WARNINGS: counts["warning"]}
