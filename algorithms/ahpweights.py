"""Weights by pairwise comparison."""

from __future__ import annotations

from qgis.core import QgsProcessingParameterMatrix

from ..core.errors import InputError
from ..core.weights.ahp import Method, ahp
from ..core.weights.judgements import judgement_matrix
from ..core.weights.numbers import as_text, named
from ..core.weights.revision import revisions
from .weighting import METHODS, WeightsAlgorithm


class AhpWeights(WeightsAlgorithm):
    """The analytic hierarchy process."""

    NAME = "ahpweights"
    TITLE = "Weights by pairwise comparison (AHP)"
    HELP = (
        "Weights of criteria from judgements of how many times each is more important than each "
        "other, by the analytic hierarchy process. Saaty's scale: 1 equal, 3 moderately, 5 strongly, "
        "7 very strongly, 9 extremely more important; 1/3, 1/5, ... the other way round. The "
        "consistency ratio CR tells how far the judgements contradict each other; at most 0.10 counts "
        "as consistent. The judgements table ranks them by what they contribute to inconsistency, "
        "each with the value that the others imply."
    )

    MATRIX = "MATRIX"
    JUDGEMENTS = "JUDGEMENTS"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterMatrix(self.MATRIX, tr("Judgements"), 3, False, [tr("Judgement")], None),
            tr(
                "n x n values row by row, or the upper triangle without the diagonal row by row: 3,5,2 says a over b 3, a "
                "over c 5, b over c 2."
            ),
        )
        self.add_names(
            tr("Names of the criteria in the order of the matrix, parted by commas; they also tell how many.")
        )
        self.add_words(
            self.METHOD,
            tr("Method"),
            METHODS,
            tr("eigenvector: Saaty's weights; the others approximate them."),
        )
        self.add_table(self.OUTPUT, tr("Weights table"), tr("CSV with the columns criterion, weight."))
        self.add_table(
            self.JUDGEMENTS, tr("Judgements table"),
            tr(
                "CSV with the columns more_important, less_important, value, implied, cr_if_implied, contribution; the "
                "judgement that contributes most to inconsistency first."
            ),
        )  # fmt: skip
        numbers = (
            ("LAMBDA_MAX", tr("Principal eigenvalue")), ("CI", tr("Consistency index")),
            ("CR", tr("Consistency ratio")), ("CONSISTENT", tr("Whether the ratio is at most 0.10")),
        )  # fmt: skip
        self.add_results(*numbers)

    def given(self, parameters, context):
        if parameters.get(self.MATRIX) in (None, "", []):
            raise InputError(
                "MATRIX is missing; give the judgements row by row, for example 3,5,2 for three criteria."
            )
        names = self.names(parameters, context)
        cells = self.parameterAsMatrix(parameters, self.MATRIX, context)
        matrix = judgement_matrix(cells, len(names) or None, "MATRIX")
        return (
            matrix,
            named(names, len(matrix), "MATRIX"),
            Method(self.word(parameters, self.METHOD, context)),
        )

    def prepare_job(self, parameters, context, feedback):
        paths = [self.file_path(parameters, name, context) for name in (self.OUTPUT, self.JUDGEMENTS)]
        return self.given(parameters, context), paths

    def run_job(self, job, progress, feedback):
        (matrix, names, method), (output, judgements) = job
        found, judged = ahp(matrix, method), revisions(matrix)
        self.tell(feedback, names, found.weights)
        self.tell_consistency(feedback, found, names, judged)
        self.write({
            output: (("criterion", "weight"), zip(names, found.weights)),
            judgements: (
                ("more_important", "less_important", "value", "implied", "cr_if_implied", "contribution"),
                [(names[a], names[b], v, i, j.cr, j.gain) for j in judged for a, b, v, i in [j.said]],
            ),
        })  # fmt: skip
        return {
            self.WEIGHTS: as_text(found.weights), "LAMBDA_MAX": found.lambda_max, "CI": found.ci, "CR": found.cr,
            "CONSISTENT": found.consistent, self.OUTPUT: output, self.JUDGEMENTS: judgements,
        }  # fmt: skip
