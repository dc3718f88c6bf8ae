"""Weights by the best-worst method."""

from __future__ import annotations

from ..core.weights.best_worst import Model, best_worst
from ..core.weights.comparisons import comparisons
from ..core.weights.numbers import as_text, named, parse_numbers
from .weighting import WeightsAlgorithm

MODELS = [m.value for m in Model]


class BestWorstWeights(WeightsAlgorithm):
    """The best-worst method."""

    NAME = "bestworstweights"
    TITLE = "Weights by the best-worst method"
    HELP = (
        "Weights of criteria from two lists of comparisons: how many times the most important "
        "criterion (the best) outweighs each, and how many times each outweighs the least important "
        "(the worst), from 1 (the same) to 9. A 1 in the first list marks the best, a 1 in the second "
        "the worst. The weights are those that fit the comparisons best, by differences (linear) or "
        "by ratios (nonlinear). CR tells how consistent the comparisons are, 0 fully; the column "
        "local_cr tells which criterion does not fit."
    )

    BEST_TO_OTHERS = "BEST_TO_OTHERS"
    OTHERS_TO_WORST = "OTHERS_TO_WORST"
    MODEL = "MODEL"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add_text(
            self.BEST_TO_OTHERS, tr("Best to others"),
            tr("How many times the best criterion outweighs each, 1 for itself, parted by commas: 8,2,1."),
        )  # fmt: skip
        self.add_text(
            self.OTHERS_TO_WORST, tr("Others to worst"),
            tr("How many times each criterion outweighs the worst, 1 for itself, in the same order: 1,5,8."),
        )  # fmt: skip
        self.add_words(
            self.MODEL,
            tr("Model"),
            MODELS,
            tr("linear: differences of weights; nonlinear: deviations of their ratios."),
        )
        self.add_names(tr("Names of the criteria in the order of the lists, parted by commas."))
        self.add_table(
            self.OUTPUT,
            tr("Weights table"),
            tr("CSV with the columns criterion, weight, low, high, local_cr."),
        )
        self.add_results(("XI", tr("Least largest difference or deviation")), ("CR", tr("Consistency ratio")))

    def given(self, parameters, context):
        lists = [
            parse_numbers(self.parameterAsString(parameters, name, context), name)
            for name in (self.BEST_TO_OTHERS, self.OTHERS_TO_WORST)
        ]
        found = comparisons(*lists)
        names = named(self.names(parameters, context), found.count, "the two lists")
        return found, names, Model(self.word(parameters, self.MODEL, context))

    def prepare_job(self, parameters, context, feedback):
        return self.given(parameters, context), self.file_path(parameters, self.OUTPUT, context)

    def run_job(self, job, progress, feedback):
        (given, names, model), output = job
        found = best_worst(given, model)
        self.tell(feedback, names, found.weights)
        text = self.tr("The best is {best}, the worst {worst}; xi {xi:.4f}, consistency ratio {cr:.3f}.")
        said = {"best": names[given.best], "worst": names[given.worst], "xi": found.xi, "cr": found.cr}
        feedback.pushInfo(text.format(**said))
        self._tell_misfit(feedback, found, names)
        rows = zip(names, found.weights, found.low, found.high, found.local_cr)
        self.write({output: (("criterion", "weight", "low", "high", "local_cr"), rows)})
        return {self.WEIGHTS: as_text(found.weights), "XI": found.xi, "CR": found.cr, self.OUTPUT: output}

    def _tell_misfit(self, feedback, found, names):
        worst = max(range(len(names)), key=lambda i: found.local_cr[i])
        if found.local_cr[worst] > 0:
            text = self.tr(
                "The comparisons of {name} fit the others least (local consistency ratio {cr:.3f})."
            )
            feedback.pushInfo(text.format(name=names[worst], cr=found.local_cr[worst]))
