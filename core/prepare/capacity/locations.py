"""Give the rows of a table their places, by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from osgeo import ogr
from shapely import wkb as shapely_wkb

from .names import name_key
from .places import Places, is_line
from .profile import UTILITIES, load_profile

#: What becomes of a row that is looked up by its name.
MATCHED, SHORTENED, AMBIGUOUS, OUTSIDE, UNMATCHED = (
    "matched",
    "shortened",
    "ambiguous",
    "outside",
    "unmatched",
)


@dataclass
class Join:
    """Geometry of each row and how it was found.

    Attributes
    ----------
    geometry : object array of (bytes or None)
    unnamed : int
        Rows without a name.
    names : dict of str to Counter of str
        By state: names and how many rows have each.
    elsewhere : set of str
        Utilities whose area holds none of the places that their names have.
    """

    geometry: np.ndarray
    unnamed: int = 0
    names: dict[str, Counter[str]] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)

    def rows(self, *states: str) -> int:
        """Rows in any of these states."""
        return sum(sum(self.names[s].values()) for s in states if s in self.names)


def join(
    names: Sequence[str | None], lines: Sequence[bool], utilities: Sequence[str | None], places: Places
) -> Join:
    """Find the place of each row by its name, with marks of banks first and then without.

    A name with several places in the utility's area is ambiguous: nothing is guessed, its geometry is
    None. A namesake outside of the area is not taken, unless no name at all has a place inside: then the
    area says nothing of these locations, and the report says so. Pieces of one line that hang together
    are one place.
    """
    result = Join(np.full(len(names), None, dtype=object))
    keys = [(n, bool(line), u) if n else None for n, line, u in zip(names, lines, utilities)]
    distinct = [k for k in dict.fromkeys(keys) if k is not None]
    result.elsewhere = _elsewhere(distinct, places)
    found = {
        k: _find(k[0], k[1], places, None if k[2] in result.elsewhere else _area(k[2])) for k in distinct
    }
    for row, key in enumerate(keys):
        if key is None:
            result.unnamed += 1
            continue
        state, result.geometry[row] = found[key]
        result.names.setdefault(state, Counter())[key[0]] += 1
    return result


def _area(utility: str | None) -> tuple[float, ...] | None:
    return load_profile(utility).area if utility in UTILITIES else None


def _elsewhere(keys: list[tuple[str, bool, str | None]], places: Places) -> set[str]:
    """Utilities of which places are known, but none of them inside their area."""
    inside: dict[str, bool] = {}
    for name, line, utility in keys:
        area, key = _area(utility), name_key(name, line)
        if utility is None or area is None:
            continue
        for text in (key.full, key.base):
            for shape in places.base.get((text, line), []):
                inside[utility] = inside.get(utility, False) or places.is_in(shape, area)
    return {utility for utility, is_any in inside.items() if not is_any}


def _find(name: str, line: bool, places: Places, area: tuple[float, ...] | None) -> tuple[str, bytes | None]:
    key = name_key(name, line)
    steps = (
        (MATCHED, places.full, key.full),
        (SHORTENED, places.full, key.base),
        (SHORTENED, places.base, key.base),
    )
    missed = UNMATCHED
    for state, index, text in steps:
        known = index.get((text, line), [])
        shapes = [s for s in known if places.is_in(s, area)]
        if not shapes:
            missed = OUTSIDE if known else missed
            continue
        shape = shapes[0] if len(shapes) == 1 else _one_line(shapes, places.tolerance)
        return (state, shape) if shape is not None else (AMBIGUOUS, None)
    return missed, None


def _one_line(shapes: list[bytes], tolerance: float) -> bytes | None:
    """The pieces of a line as one, when all are lines and hang together; None otherwise."""
    if not all(map(is_line, shapes)):
        return None
    pieces = [shapely_wkb.loads(s) for s in shapes]
    reached, waiting = [pieces[0]], pieces[1:]
    while waiting:
        near = [p for p in waiting if any(p.distance(r) <= tolerance for r in reached)]
        if not near:
            return None
        waiting = [p for p in waiting if not any(p is n for n in near)]
        reached += near
    whole = ogr.Geometry(ogr.wkbMultiLineString)
    for line in (line for piece in reached for line in getattr(piece, "geoms", [piece])):
        whole.AddGeometry(ogr.CreateGeometryFromWkb(line.wkb))
    return bytes(whole.ExportToWkb(ogr.wkbNDR))
