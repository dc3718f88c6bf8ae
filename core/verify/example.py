"""An example with a known answer, and what came of it here."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import Cancelled, WattbitError

_BROKEN = (  # what a library of another make may raise: the table must say so, not end
    ArithmeticError, AttributeError, ImportError, LookupError, OSError, RuntimeError, TypeError, ValueError, WattbitError,
)  # fmt: skip
#: Topics in the order of the table.
TOPICS = (
    "weights",
    "overlay",
    "value functions",
    "uncertainty",
    "exclusion",
    "regions",
    "mesh codes",
    "routes",
)


@dataclass(frozen=True)
class Example:
    """A computation whose answer others have published.

    Attributes
    ----------
    topic, title : str
    source : str
        Who published the answer.
    expected : tuple of float
        As printed in the source.
    compute : callable
        Gives as many numbers by the code that the algorithms run.
    tolerance : float
        Half a unit of the last digit printed, or what the method promises.
    """

    topic: str
    title: str
    source: str
    expected: tuple[float, ...]
    compute: Callable[[], Sequence[float]]
    tolerance: float


@dataclass(frozen=True)
class Outcome:
    """What an example came to.

    Attributes
    ----------
    example, source : str
    expected, got : str
        Numbers, parted by blanks; ``got`` is the error's sentence where there was one.
    passed : bool or None
        None where it could not be run.
    """

    topic: str
    example: str
    source: str
    expected: str
    got: str
    passed: bool | None


def run_example(example: Example) -> Outcome:
    """Compute an example and compare."""
    try:
        got = tuple(float(v) for v in example.compute())
    except Cancelled:
        raise
    except _BROKEN as error:
        return outcome(example, f"{type(error).__name__}: {error}", False)
    is_close = len(got) == len(example.expected) and all(
        math.isclose(g, e, rel_tol=0, abs_tol=example.tolerance) for g, e in zip(got, example.expected)
    )
    digits = max(1, min(9, math.ceil(-math.log10(example.tolerance)) + 1))
    return outcome(example, _text(got, digits), is_close)


def outcome(example: Example, got: str, passed: bool | None) -> Outcome:
    """The row of an example in the table."""
    return Outcome(example.topic, example.title, example.source, _text(example.expected), got, passed)


def _text(values: Sequence[float], digits: int | None = None) -> str:
    return " ".join(f"{v:.10g}" if digits is None else f"{round(v, digits):.10g}" for v in values)
