"""Figures as people read them: thousands separators, sensible digits, and a dash for what is not known."""

from __future__ import annotations

import math
from typing import Any

#: Stands for a figure that is not known; an unknown figure is never printed as 0.
UNKNOWN = "—"


def is_known(value: Any) -> bool:
    """Tell whether there is a value: neither None nor NaN nor blank text."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and not math.isnan(value)


def number(value: float | None, decimals: int = 0) -> str:
    """A number with so many decimals."""
    if value is None or math.isnan(value):
        return UNKNOWN
    text = f"{value:,.{decimals}f}"
    return text.lstrip("-") if not text.strip("-0.,") else text


def plain(value: float | None, decimals: int = 3) -> str:
    """A number with at most so many decimals and no zeros behind the last digit."""
    text = number(value, decimals)
    return text.rstrip("0").rstrip(".") if "." in text else text


def score(value: float | None) -> str:
    """A score or contribution in [0, 1]."""
    return number(value, 3)


def hectares(value: float | None) -> str:
    """An area: whole hectares from 100 on, one decimal from 1 on, two significant digits below."""
    if not is_known(value) or not value:
        return number(value)
    if value < 1:
        return f"{value:.2g}" if value >= 0.001 else "<0.001"
    return number(value, 0 if value >= 99.95 else 1)


def percent(share: float | None) -> str:
    """A share as a percentage; what is not quite nothing, or not quite all, does not read so."""
    if share is None or math.isnan(share):
        return UNKNOWN
    if 0 < share < 0.0005:
        return "<0.1%"
    if 0.9995 <= share < 1:
        return ">99.9%"
    return number(100 * share, 0 if share in (0, 1) else 1) + "%"


def megawatts(value: float | None) -> str:
    """Megawatts, with a decimal only where there is one."""
    return plain(value, 1)


def kilometres(metres: float | None) -> str:
    """Metres as kilometres, two decimals below 10 km."""
    if metres is None or math.isnan(metres):
        return UNKNOWN
    return number(metres / 1000, 2 if metres < 9995 else 1)


def share_of(part: float, whole: float) -> float:
    """Part of a whole, NaN where the whole is nothing."""
    return part / whole if whole else math.nan


def file_size(count: int) -> str:
    """Bytes in the unit that suits them."""
    size = float(count)
    for unit in ("B", "kB", "MB"):
        if size < 1000:
            return f"{plain(size, 1)} {unit}"
        size /= 1000
    return f"{number(size, 1)} GB"
