"""Weights of a group of experts."""

from __future__ import annotations

import re

from ..core.errors import InputError
from ..core.weights.ahp import Method
from ..core.weights.group import Aggregation, group_weights
from ..core.weights.judgements import judgement_matrix
from ..core.weights.numbers import as_text, named, parse_numbers
from ..core.weights.revision import revisions
from .weighting import METHODS, WeightsAlgorithm

AGGREGATIONS = [a.value for a in Aggregation]


class GroupWeights(WeightsAlgorithm):
    """Several experts' pairwise comparisons."""

    NAME = "groupweights"
    TITLE = "Weights of a group (AHP)"
    HELP = (
        "Weights of criteria from the pairwise comparisons of several experts, by the analytic "
        "hierarchy process. judgements averages their matrices, for a group that decides as one; "
        "priorities averages their weights, for experts who each stand for themselves. CONSENSUS "
        "tells how far the experts' weights agree, from 0 to 1. The log names the experts whose "
        "judgements contradict each other, and which of them to look at again."
    )

    MATRICES = "MATRICES"
    AGGREGATION = "AGGREGATION"
    EXPERT_WEIGHTS = "EXPERT_WEIGHTS"
    EXPERTS = "EXPERTS"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add_text(
            self.MATRICES, tr("Judgements"),
            tr(
                "One expert a line, or parted by |: n x n values row by row, or the upper triangle without the diagonal, "
                "such as 3,5,2 | 2,4,2."
            ),
            lines=True,
        )  # fmt: skip
        self.add_words(
            self.AGGREGATION,
            tr("Aggregation"),
            AGGREGATIONS,
            tr("What is averaged: judgements or priorities."),
        )
        self.add_words(
            self.METHOD, tr("Method"), METHODS, tr("How weights come out of a matrix; see ahpweights.")
        )
        self.add_text(
            self.EXPERT_WEIGHTS, tr("Weights of the experts"),
            tr("What each expert counts, parted by commas; blank: all the same."), optional=True,
        )  # fmt: skip
        self.add_names(
            tr(
                "Names of the criteria in the order of the matrices, parted by commas; they also tell how many."
            )
        )
        self.add_table(
            self.OUTPUT, tr("Weights table"), tr("CSV with the columns criterion, weight, and one an expert.")
        )
        self.add_table(
            self.EXPERTS,
            tr("Experts table"),
            tr("CSV with the columns expert, share, lambda_max, ci, cr, consistent."),
        )
        numbers = (
            ("LAMBDA_MAX", tr("Principal eigenvalue of the joint matrix")), ("CI", tr("Consistency index")),
            ("CR", tr("Consistency ratio")), ("CONSISTENT", tr("Whether the ratio is at most 0.10")),
            ("CONSENSUS", tr("Consensus, 0 to 1")),
        )  # fmt: skip
        self.add_results(*numbers)

    def given(self, parameters, context):
        names = self.names(parameters, context)
        text = self.parameterAsString(parameters, self.MATRICES, context)
        parts = [part.strip() for part in re.split(r"[|\n]", text) if part.strip()]
        if not parts:
            raise InputError("MATRICES is blank; give the judgements of an expert a line, such as 3,5,2.")
        matrices = [
            judgement_matrix(part, len(names) or None, f"expert {i} of MATRICES")
            for i, part in enumerate(parts, start=1)
        ]
        weights = self.text_or_none(parameters, self.EXPERT_WEIGHTS, context)
        experts = parse_numbers(weights, self.EXPERT_WEIGHTS) if weights else ()
        aggregation = Aggregation(self.word(parameters, self.AGGREGATION, context))
        found = group_weights(
            matrices, aggregation, Method(self.word(parameters, self.METHOD, context)), experts
        )
        return matrices, named(names, len(matrices[0]), self.MATRICES), found

    def prepare_job(self, parameters, context, feedback):
        paths = [self.file_path(parameters, name, context) for name in (self.OUTPUT, self.EXPERTS)]
        return self.given(parameters, context), paths

    def run_job(self, job, progress, feedback):
        (matrices, names, found), (output, experts) = job
        self.tell(feedback, names, found.weights)
        self._tell_experts(feedback, matrices, names, found)
        columns = [f"expert_{i}" for i in range(1, len(found.experts) + 1)]
        own = zip(*(e.weights for e in found.experts))
        rows = [(name, weight, *each) for name, weight, each in zip(names, found.weights, own)]
        details = [
            (i, share, e.lambda_max, e.ci, e.cr, int(e.consistent))
            for i, (share, e) in enumerate(zip(found.shares, found.experts), start=1)
        ]
        self.write({
            output: (("criterion", "weight", *columns), rows),
            experts: (("expert", "share", "lambda_max", "ci", "cr", "consistent"), details),
        })  # fmt: skip
        return {
            self.WEIGHTS: as_text(found.weights), "LAMBDA_MAX": found.joint.lambda_max, "CI": found.joint.ci,
            "CR": found.joint.cr, "CONSISTENT": found.joint.consistent, "CONSENSUS": found.consensus,
            self.OUTPUT: output, self.EXPERTS: experts,
        }  # fmt: skip

    def _tell_experts(self, feedback, matrices, names, found):
        """Tell of each expert who is not consistent, then of the group."""
        for number, (matrix, own) in enumerate(zip(matrices, found.experts), start=1):
            if not own.consistent:
                feedback.pushInfo(self.tr("Expert {number}:").format(number=number))
                self.tell_consistency(feedback, own, names, revisions(matrix))
        feedback.pushInfo(self.tr("The group:"))
        self.tell_consistency(feedback, found.joint, names, ())
        feedback.pushInfo(self.tr("Consensus {value:.3f} of 1.").format(value=found.consensus))
