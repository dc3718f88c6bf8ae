"""Which members of an archive of 国土数値情報 to read: the same data often lie in it several times."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..common.archive import Member
from .names import parse_name
from .request import SCENARIOS, Scenario

#: Formats of data, best first: the same data often lie side by side in several.
FORMATS = (".geojson", ".json", ".gpkg", ".shp", ".gml", ".xml")
# Folder names that tell of a format or an encoding, and not of a place.
_VARIANT = re.compile(
    r"^\d\d-\d\d_|geo-?json|shape(file)?|shp|gml|utf-?8|shift[-_]?jis|sjis|シェープ(ファイル)?|形式",
    re.IGNORECASE,
)


def choose(found: Iterable[Member], scenario: Scenario) -> tuple[list[Member], int]:
    """Choose the data members to read.

    Of the same data in several formats or encodings one is taken (GeoJSON before shapefile, UTF-8 before
    Shift_JIS), XML only where there is nothing else, and of flood maps those of the scenario.

    Returns
    -------
    chosen : list of Member
    other_scenario : int
        Members left out because they are of another flood scenario.
    """
    data = [m for m in found if m.suffix in FORMATS and not m.path.name.upper().startswith("KS-META")]
    if any(m.suffix not in (".gml", ".xml") for m in data):
        data = [m for m in data if m.suffix not in (".gml", ".xml")]
    digit = scenario.digit or next((s.digit for s in SCENARIOS if s.digit in map(_digit, data)), "")
    wanted = [m for m in data if _digit(m) in ("", digit)]
    best: dict[tuple[str, ...], int] = {}
    for m in wanted:
        rank = FORMATS.index(m.suffix)
        best[_place(m)] = min(rank, best.get(_place(m), rank))
    chosen: dict[tuple[tuple[str, ...], str], Member] = {}
    for m in sorted(wanted, key=_preference):
        if FORMATS.index(m.suffix) == best[_place(m)]:
            chosen.setdefault((_place(m), m.path.name.lower()), m)
    return sorted(chosen.values(), key=lambda m: str(m.path)), len(data) - len(wanted)


def _digit(member: Member) -> str:
    """First digit of the flood scenario that a name tells; empty when it tells none."""
    return (parse_name(member.path.stem).scenario or "")[:1]


def _preference(member: Member) -> tuple[bool, str]:
    return not re.search(r"utf-?8", str(member.path), re.IGNORECASE), str(member.path)


def _place(member: Member) -> tuple[str, ...]:
    """The folders without words on format and encoding: equal for the same data given twice."""
    return tuple(p for p in (_VARIANT.sub("", part).strip(" _-") for part in member.path.parts[:-1]) if p)
