"""Horizons as they are written: years parted by commas."""

from __future__ import annotations

import re

from ..errors import InputError


def parse_years(text: str | None, what: str = "HORIZONS") -> tuple[int, ...]:
    """Years of a text, rising, each once; none where it is blank.

    Raises
    ------
    InputError
        When something in it is no four-digit year.
    """
    parts = [p for p in re.split(r"[,;、\s]+", (text or "").strip()) if p]
    wrong = [p for p in parts if not re.fullmatch(r"[12]\d{3}", p)]
    if wrong:
        raise InputError(
            f"{what} holds {wrong[0]!r}, which is no year; give four-digit years parted by commas, as 2028,2030,2035."
        )
    return tuple(sorted({int(p) for p in parts}))
