"""Classes of hazards: from codes and from free text to depth and severity."""

from __future__ import annotations

import functools
import math
import re
import unicodedata
from dataclasses import dataclass

from ...errors import InputError
from ...parameters import parameters

#: Severity 0 (assessed, none there) to 4 (worst).
SEVERITIES = range(5)

_NUMBER = r"(\d+(?:\.\d+)?)(m|cm)?"
_FROM = r"(?:以上|超|を超える|を超え)"
_BELOW = r"(?:未満|以下|まで)"
_RANGE = re.compile(rf"{_NUMBER}(?:{_FROM}~?|~){_NUMBER}{_BELOW}?")
_OPEN = re.compile(rf"{_NUMBER}(?:{_FROM}~?|~)")
_UPPER = re.compile(rf"~?{_NUMBER}{_BELOW}|~{_NUMBER}")
_UNITS = (("センチメートル", "cm"), ("センチ", "cm"), ("メートル", "m"), ("浸水深", ""), ("から", "~"))
#: Words beside a class: a remark in brackets, "area of", a comma between the two ends.
_BESIDE = re.compile(r"\([^()]*\)|の?(?:区域|範囲|エリア)$|(?<=以上)[、,・]")
# Every dash and wave that tables use between two depths; units come first, as メートル holds a dash.
_DASHES = str.maketrans(dict.fromkeys("〜~-‐‑‒–—―−ー", "~"))


@dataclass(frozen=True)
class HazardClass:
    """A class as the standard layer holds it.

    Attributes
    ----------
    severity : int or None
        0 to 4; None when the class cannot be read.
    text : str or None
        The class in the words of the data.
    depth_min_m, depth_max_m : float or None
        Bounds in metres; None where there is none.
    is_partial : bool
        True when a worse class at the same place was not surveyed yet.
    """

    severity: int | None
    text: str | None = None
    depth_min_m: float | None = None
    depth_max_m: float | None = None
    is_partial: bool = False


def as_text(value: object) -> str | None:
    """A value of a field as text without blanks around it; 3 and 3.0 are both '3'; None when blank."""
    if isinstance(value, bytes):  # OGR hands over what is no UTF-8 as bytes
        value = value.decode("utf-8", "replace")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = "" if value is None else str(value).strip()
    return text or None


def as_code(value: object) -> str | None:
    """A code as plain digits or letters: full width becomes half width, ``01`` and ``1.0`` become ``1``."""
    text = unicodedata.normalize("NFKC", as_text(value) or "").strip()
    if re.fullmatch(r"\d+(\.0+)?", text):
        return str(int(text.split(".")[0]))
    return text or None


def depth_bounds(text: str) -> tuple[float, float | None] | None:
    """Read a class of depths in words.

    Parameters
    ----------
    text : str
        Such as ``0.3m以上 ～ 0.5m未満``, ``０．５ｍ未満``, ``5m以上``, ``30cm～50cm`` or ``0.5-1.0``;
        a number without a unit is in metres.

    Returns
    -------
    (lower, upper) in metres, upper None when open; None when the text is no class of depths.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower()
    for word, unit in _UNITS:
        plain = plain.replace(word, unit)
    plain = _BESIDE.sub("", plain).translate(_DASHES)
    found = _RANGE.fullmatch(plain)
    if found:
        low, low_unit, high, high_unit = found.groups()
        lower, upper = _metres(low, low_unit or high_unit), _metres(high, high_unit or low_unit)
        return (lower, upper) if lower < upper else None
    found = _OPEN.fullmatch(plain)
    if found:
        return _metres(*found.groups()), None
    found = _UPPER.fullmatch(plain)
    if found:
        number, unit, other, other_unit = found.groups()
        upper = _metres(number or other, unit or other_unit)
        return (0.0, upper) if upper > 0 else None
    return None


def _metres(number: str, unit: str | None) -> float:
    return round(float(number) / 100, 6) if unit == "cm" else float(number)


def severity_of_depth(upper_m: float | None) -> int:
    """Severity of a class of depths by its upper bound in metres; None stands for no bound."""
    depth = math.inf if upper_m is None else upper_m
    steps = parameters("hazard_severity")["depth"]["steps"]
    return next(s["severity"] for s in steps if s["up_to_m"] is None or depth <= s["up_to_m"])


@functools.lru_cache(maxsize=1024)
def depth_class(value: object) -> HazardClass:
    """Class of a depth in words; severity and depths are None when it cannot be read, the text is kept."""
    text = as_text(value)
    bounds = depth_bounds(text) if text else None
    if bounds is None:
        return HazardClass(None, text)
    return HazardClass(severity_of_depth(bounds[1]), text, *bounds)


@functools.lru_cache(maxsize=1024)
def coded_class(group: str, value: object) -> HazardClass:
    """Class of a code by a table of ``hazard_severity.json``; a code that is not listed has no severity."""
    code = as_code(value)
    entry = parameters("hazard_severity")[group]["classes"].get(code)
    if entry is None:
        return HazardClass(None, as_text(value))
    if "min_m" in entry:
        return HazardClass(severity_of_depth(entry["max_m"]), entry["text"], entry["min_m"], entry["max_m"])
    return HazardClass(entry["severity"], entry["text"])


def parse_classes(text: str) -> dict[str, int] | None:
    """Read ``がけ崩れ=4; 雪崩=2``: severities by value, None when blank.

    Raises
    ------
    InputError
        When a part is no ``value=severity`` with a severity from 0 to 4.
    """
    out: dict[str, int] = {}
    for part in re.split(r"[;；\n]", text):
        if not part.strip():
            continue
        value, _, severity = unicodedata.normalize("NFKC", part).rpartition("=")
        if not value.strip() or severity.strip() not in [str(s) for s in SEVERITIES]:
            raise InputError(
                f"The severity classes have the part {part.strip()!r}, which cannot be read; write value=severity "
                "with a severity from 0 to 4, parted by semicolons, for example がけ崩れ=4; 雪崩=2."
            )
        out[value.strip()] = int(severity)
    return out or None


def is_verified(group: str) -> bool:
    """Whether a source was found for the severities of a table."""
    return bool(parameters("hazard_severity")[group]["verified"])
