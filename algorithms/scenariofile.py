"""The parameter that names a scenario file, for every algorithm that takes one."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterFile

SCENARIO = "SCENARIO"


def add_scenario(algorithm):
    """Declare SCENARIO, with its help."""
    tr = algorithm.tr
    algorithm.add(
        QgsProcessingParameterFile(
            SCENARIO, tr("Scenario"), QgsProcessingParameterFile.Behavior.File, "json", None, False,
            tr("Scenario (*.json)"),
        ),
        tr("Scenario file (JSON); paths in it start from its folder."),
    )  # fmt: skip
