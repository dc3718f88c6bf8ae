"""The datum of the codes: the same digits are another place, some 400 m off, on the Tokyo datum."""

from __future__ import annotations

import re
from enum import Enum

from ...errors import InputError


class Datum(str, Enum):
    """Geodetic datum of the codes."""

    AUTO = "auto"
    JGD2011 = "jgd2011"
    JGD2000 = "jgd2000"
    TOKYO = "tokyo"


#: Geographic CRS of each datum.
CRS_OF = {Datum.JGD2011: "EPSG:6668", Datum.JGD2000: "EPSG:4612", Datum.TOKYO: "EPSG:4301"}
_MARKS = (
    (Datum.TOKYO, re.compile(r"[-_]tky(?![a-z])|tokyo|metadata TD$", re.IGNORECASE)),
    (Datum.JGD2011, re.compile(r"jgd[ _]?2011", re.IGNORECASE)),
    (Datum.JGD2000, re.compile(r"jgd[ _]?2000|[-_]jgd(?![a-z0-9])", re.IGNORECASE)),
)


def find_datum(chosen: Datum, hints: tuple[str, ...], label: str) -> tuple[Datum, bool]:
    """The datum of the codes, and whether something names it.

    Parameters
    ----------
    chosen : Datum
        AUTO takes it from the hints, JGD2011 where they tell nothing.
    hints : tuple of str
        Names of the file and its members, of its CRS, and what its metadata say.
    label : str

    Raises
    ------
    InputError
        When some name the Tokyo datum and some another.
    """
    if chosen is not Datum.AUTO:
        return chosen, True
    found = {datum for text in hints for datum, mark in _MARKS if mark.search(text)}
    if Datum.TOKYO in found and len(found) > 1:
        raise InputError(
            f"The table {label} is of the Tokyo datum by one sign and of another by a second one "
            f"({', '.join(hints)}); say in DATUM which one its codes have."
        )
    named = next((d for d in (Datum.TOKYO, Datum.JGD2011, Datum.JGD2000) if d in found), None)
    return named or Datum.JGD2011, named is not None
