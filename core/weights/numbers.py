"""Numbers and names as people write them: fractions, commas, blanks, full-width characters."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from ..errors import InputError


def to_number(value: object) -> float:
    """A number, or a text such as ``3``, ``0.25``, ``1/3`` or ``½``; raises ValueError on anything else."""
    if isinstance(value, bool) or value is None:
        raise ValueError(f"{value} is not a number")
    if isinstance(value, (int, float)):
        return float(value)
    text = unicodedata.normalize("NFKC", str(value)).replace("\u2044", "/").strip()
    above, bar, below = text.partition("/")
    try:
        return float(above) / float(below) if bar else float(above)
    except ZeroDivisionError:
        raise ValueError(f"{text} divides by 0") from None


def split_cells(text: str) -> list[str]:
    """Texts parted by commas, semicolons or blanks; a blank around the bar of a fraction does not part it."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2044", "/")
    plain = re.sub(r"\s*/\s*", "/", plain.replace("、", ","))
    plain = re.sub(r"\s*[,;]\s*", ",", plain.strip())
    return re.split(r"[,\s]", plain) if plain else []


def parse_numbers(text: str, what: str) -> tuple[float, ...]:
    """Numbers of a text such as ``8,2,1``.

    Parameters
    ----------
    text : str
        Numbers or fractions parted by commas.
    what : str
        What they are, for messages: ``the ranks (RANKS)``.

    Raises
    ------
    InputError
        When there is none, or one is not a finite number.
    """
    cells = split_cells(text)
    if not cells:
        raise InputError(f"There is nothing in {what}; write numbers parted by commas, such as 3,1,2.")
    out = []
    for place, cell in enumerate(cells, start=1):
        try:
            value = to_number(cell)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            shown = f"is {cell!r}, no number" if cell else "is blank"
            raise InputError(
                f"Number {place} of {what} {shown}; write numbers parted by commas, such as 3,1,2."
            )
        out.append(value)
    return tuple(out)


def parse_names(text: str | None) -> tuple[str, ...]:
    """Names parted by commas; empty where none is given.

    Raises
    ------
    InputError
        When one is blank or stands twice.
    """
    if not text or not text.strip():
        return ()
    names = tuple(n.strip() for n in re.split("[,、，]", text))
    if not all(names):
        raise InputError(
            f"Name {names.index('') + 1} of NAMES is blank; write one name a criterion, parted by commas."
        )
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice:
        raise InputError(f"The name {twice} stands twice in NAMES; give every criterion its own.")
    return names


def named(names: Sequence[str], count: int, what: str) -> tuple[str, ...]:
    """Names of so many criteria: those given, or ``criterion_1`` and so on.

    Raises
    ------
    InputError
        When names are given and their number is another one.
    """
    if not names:
        return tuple(f"criterion_{i}" for i in range(1, count + 1))
    if len(names) != count:
        raise InputError(
            f"There are {len(names)} NAMES for {count} criteria of {what}; give one name a criterion."
        )
    return tuple(names)


def shares(weights: Sequence[float], what: str) -> tuple[float, ...]:
    """Weights divided by their sum.

    Raises
    ------
    InputError
        When one is negative or no number, or all are 0.
    """
    if not all(math.isfinite(w) and w >= 0 for w in weights):
        shown = ", ".join(f"{w:g}" for w in weights)
        raise InputError(f"The weights {shown} of {what} are not all numbers of 0 or more; correct them.")
    total = math.fsum(weights)
    if total <= 0:
        raise InputError(f"All weights of {what} are 0; give at least one a weight above 0.")
    return tuple(w / total for w in weights)


def as_text(weights: Sequence[float]) -> str:
    """Weights parted by commas, as other algorithms take them: ten significant digits each."""
    return ",".join(f"{w:.10g}" for w in weights)


def ratio_words(value: float) -> str:
    """A judgement as people say it: 5, 2.1, 1/3, 1/2.4."""
    return f"{value:.3g}" if value >= 1 else f"1/{1 / value:.3g}"
