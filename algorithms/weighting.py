"""What the algorithms that find weights share: names, the outputs WEIGHTS and OUTPUT, and matrices of judgements."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.weights.ahp import LIMIT, Method
from ..core.weights.numbers import parse_names, ratio_words
from ..core.weights.write import write_tables
from .base import WattbitAlgorithm

METHODS = [m.value for m in Method]
CSV = "CSV (*.csv)"


class WeightsAlgorithm(WattbitAlgorithm):
    """Base of the algorithms that find weights."""

    GROUP = "overlay"
    NAMES = "NAMES"
    OUTPUT = "OUTPUT"
    WEIGHTS = "WEIGHTS"
    METHOD = "METHOD"

    def add_names(self, text):
        """Declare NAMES."""
        self.add(
            QgsProcessingParameterString(self.NAMES, self.tr("Names"), optional=True), text, optional=True
        )

    def add_text(self, name, label, text, *, optional=False, lines=False):
        """Declare a text."""
        self.add(QgsProcessingParameterString(name, label, None, lines, optional), text, optional=optional)

    def add_words(self, name, label, words, text, *, optional=True):
        """Declare an enumeration that is passed by its words; the first is the default."""
        parameter = QgsProcessingParameterEnum(name, label, words, False, words[0], optional, True)
        self.add(parameter, text, optional=optional)

    def add_table(self, name, label, text):
        """Declare an optional table."""
        parameter = QgsProcessingParameterFileDestination(name, label, CSV, None, True, False)
        self.add(parameter, text, optional=True)

    def add_results(self, *numbers):
        """Declare WEIGHTS and numbers as results, each (name, label)."""
        self.addOutput(QgsProcessingOutputString(self.WEIGHTS, self.tr("Weights")))
        for name, label in numbers:
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def names(self, parameters, context):
        """The names given, empty where there are none."""
        return parse_names(self.parameterAsString(parameters, self.NAMES, context))

    def word(self, parameters, name, context):
        """The word of an enumeration, its default where it was left out."""
        word = self.parameterAsEnumString(parameters, name, context)
        return word or self.parameterDefinition(name).defaultValue()

    def problems(self, parameters, context):
        self.given(parameters, context)
        return []

    def given(self, parameters, context):
        """The parameters as plain data for core; raises core's InputError on what cannot be used."""
        raise NotImplementedError

    def tell(self, feedback, names, weights):
        """Tell each weight in the log."""
        for name, weight in zip(names, weights):
            feedback.pushInfo(f"{name}: {weight:.4f}")

    def tell_consistency(self, feedback, found, names, judged):
        """Tell how consistent the judgements are, and which to look at again where they are not."""
        figures = {"value": f"{found.lambda_max:.4f}", "ci": f"{found.ci:.4f}", "cr": f"{found.cr:.3f}"}
        text = self.tr("Principal eigenvalue {value}, consistency index {ci}, consistency ratio {cr}.")
        feedback.pushInfo(text.format(**figures))
        if found.consistent:
            return
        text = self.tr(
            "The consistency ratio {cr} is above {limit:.2f}: the judgements contradict each other."
        )
        feedback.pushWarning(text.format(cr=figures["cr"], limit=LIMIT))
        text = self.tr(
            "{a} over {b} is {value}; the others imply {implied}, which lowers the ratio to {cr:.3f}."
        )
        for judgement in [j for j in judged[:3] if j.gain > 0]:
            a, b, value, implied = judgement.said
            said = {
                "a": names[a],
                "b": names[b],
                "value": ratio_words(value),
                "implied": ratio_words(implied),
            }
            feedback.pushWarning(text.format(**said, cr=judgement.cr))

    @staticmethod
    def write(tables):
        """Write the tables whose path is given."""
        write_tables({path: table for path, table in tables.items() if path})
