"""Published examples, run through this build's own code."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterFileDestination

from ..core.verify.examples import run_examples
from ..core.verify.table import write_table
from ._native import cross_checks
from .base import WattbitAlgorithm


class VerifyInstallation(WattbitAlgorithm):
    """Tell whether this build gives the published answers on this machine."""

    NAME = "verifyinstallation"
    TITLE = "Verify installation"
    GROUP = "run"
    HELP = (
        "Runs published examples with known answers through the very code that the other algorithms use, and compares "
        "value functions and the weighted sum with QGIS's own algorithms. The table has a row an example: topic, "
        "example, source, expected, got, passed. An example passes when every number agrees to half a unit of the last "
        "digit that the source prints. An example that fails means that a library on this machine computes "
        "otherwise: do not trust results of that topic."
    )

    OUTPUT = "OUTPUT"
    PASSED = "PASSED"
    FAILED = "FAILED"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFileDestination(
                self.OUTPUT,
                tr("Table"),
                "CSV (*.csv);;JSON (*.json);;HTML (*.html)",
                None,
                True,
                True,
            ),
            tr("The table as CSV, JSON or HTML, by the ending of its path."),
            optional=True,
        )
        self.addOutput(QgsProcessingOutputNumber(self.PASSED, tr("Examples that agree")))
        self.addOutput(QgsProcessingOutputNumber(self.FAILED, tr("Examples that do not agree")))

    def prepare_job(self, parameters, context, feedback):
        return self.file_path(parameters, self.OUTPUT, context), context

    def run_job(self, job, progress, feedback):
        output, context = job
        rows = [*run_examples(progress), *cross_checks(context, feedback)]
        for row in rows:
            self._tell(row, feedback)
        if output:
            write_table(output, rows)
        passed, failed = (sum(r.passed is wanted for r in rows) for wanted in (True, False))
        feedback.pushInfo(self.tr("{passed} passed, {failed} failed.").format(passed=passed, failed=failed))
        return {self.OUTPUT: output, self.PASSED: passed, self.FAILED: failed}

    def _tell(self, row, feedback):
        if row.passed:
            feedback.pushInfo(
                self.tr("Passed: {example} ({source})").format(example=row.example, source=row.source)
            )
            return
        text = (
            self.tr("FAILED: {example} ({source}): expected {expected}, got {got}")
            if row.passed is False
            else self.tr("Not run: {example} ({source}): {got}")
        )
        feedback.pushWarning(
            text.format(example=row.example, source=row.source, expected=row.expected, got=row.got)
        )
