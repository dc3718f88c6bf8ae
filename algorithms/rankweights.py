"""Weights by an order of importance."""

from __future__ import annotations

from ..core.weights.numbers import as_text, named, parse_numbers
from ..core.weights.ranks import Formula, rank_weights
from .weighting import WeightsAlgorithm

FORMULAS = [f.value for f in Formula]


class RankWeights(WeightsAlgorithm):
    """Weights from ranks."""

    NAME = "rankweights"
    TITLE = "Weights by ranks"
    HELP = (
        "Weights of criteria from their order of importance alone: rank order centroid (roc), rank "
        "sum or rank reciprocal. Only the order of RANKS counts. Criteria of equal rank share the "
        "mean of the places they take: 1,2,2,4 and 1,2,2,3 and 1,2.5,2.5,4 say the same."
    )

    RANKS = "RANKS"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add_text(
            self.RANKS,
            tr("Ranks"),
            tr("Rank of each criterion from 1, the most important, to n, parted by commas: 2,1,3."),
        )
        self.add_words(
            self.METHOD,
            tr("Formula"),
            FORMULAS,
            tr("roc falls steeply, rank_sum evenly, rank_reciprocal between them."),
        )
        self.add_names(tr("Names of the criteria in the order of the ranks, parted by commas."))
        self.add_table(self.OUTPUT, tr("Weights table"), tr("CSV with the columns criterion, rank, weight."))
        self.add_results()

    def given(self, parameters, context):
        ranks = parse_numbers(self.parameterAsString(parameters, self.RANKS, context), self.RANKS)
        names = named(self.names(parameters, context), len(ranks), self.RANKS)
        formula = Formula(self.word(parameters, self.METHOD, context))
        return ranks, names, rank_weights(ranks, formula)

    def prepare_job(self, parameters, context, feedback):
        return self.given(parameters, context), self.file_path(parameters, self.OUTPUT, context)

    def run_job(self, job, progress, feedback):
        (ranks, names, weights), output = job
        self.tell(feedback, names, weights)
        self.write({output: (("criterion", "rank", "weight"), zip(names, ranks, weights))})
        return {self.WEIGHTS: as_text(weights), self.OUTPUT: output}
