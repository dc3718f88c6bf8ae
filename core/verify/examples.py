"""All examples, in the order of the table."""

from __future__ import annotations

from ..progress import Progress, Steps
from . import overlay, places, routes, values, weights
from .example import TOPICS, Example, Outcome, run_example

EXAMPLES: tuple[Example, ...] = tuple(
    sorted(
        (*weights.EXAMPLES, *overlay.EXAMPLES, *values.EXAMPLES, *places.EXAMPLES, *routes.EXAMPLES),
        key=lambda e: TOPICS.index(e.topic),
    )
)


def run_examples(progress: Progress | None = None) -> list[Outcome]:
    """Compute every example; raises Cancelled when the user cancels."""
    steps = Steps(progress)
    steps.phase("Published examples", 1.0)
    out = []
    for done, example in enumerate(EXAMPLES, start=1):
        out.append(run_example(example))
        steps.at(done / len(EXAMPLES))
    return out
