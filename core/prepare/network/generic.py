"""Any table or layer of assets: columns are found by keywords in their names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from osgeo import ogr

from ...errors import InputError
from .asset import Asset, Found, Kind, listed, place, reduced, text
from .columns import NUMBERS, UNITS, UNKNOWN, factor_of, find_columns, kind_of
from .osm_tags import output_mw

Row = tuple[dict[str, Any], "ogr.Geometry | None"]


def read_generic(rows: Iterable[Row], names: list[str], label: str, kind: Kind | None = None) -> Found:
    """Turn the rows of a table into assets.

    Parameters
    ----------
    rows : iterable of (values by column, geometry in longitude and latitude or None)
        A row without a geometry is placed by its columns of latitude and longitude, in degrees.
    names : list of str
        Columns of the table.
    label : str
        Name of the table for messages.
    kind : Kind or None
        Kind of rows that do not tell theirs; None leaves it unknown.

    Raises
    ------
    InputError
        When no row has a place.
    """
    columns = find_columns(names)
    factors = {f: factor_of(f, c) for f, c in columns.items() if f in UNITS}
    found = Found()
    nowhere, odd = [], set()
    for number_of_row, (row, geometry) in enumerate(rows, start=1):
        found.counts["rows"] += 1
        values = _values(row, columns, factors, found)
        word = text(row.get(columns["kind"])) if "kind" in columns else None
        is_kind = kind_of(word) or kind
        if word and kind_of(word) is None:
            odd.add(word)
        values.update(kind=is_kind.value if is_kind else None, subtype=word)
        shape = reduced(geometry) if geometry is not None else _placed(row, columns)
        if shape is None:
            nowhere.append(values.get("name") or f"row {number_of_row}")
            continue
        wkb, is_line, area = shape
        values["area_m2"] = values.get("area_m2") if values.get("area_m2") is not None else area
        found.assets.append(Asset(values, wkb, is_line))
    _finish(found, columns, nowhere, odd, label)
    return found


def _finish(found: Found, columns: dict[str, str], nowhere: list[str], odd: set[str], label: str) -> None:
    if not found.assets:
        missing = [n for n in ("latitude", "longitude") if n not in columns]
        why = (
            f"no column of {' and '.join(missing)} was found"
            if missing
            else "no row has coordinates in degrees"
        )
        raise InputError(
            f"The table {label} gives no row a place: {why}; name the columns latitude and longitude, or "
            "import a layer with geometry."
        )
    found.counts["without a position"] = len(nowhere)
    kindless = sum(a.values["kind"] is None for a in found.assets)
    if kindless:
        words = f"; words not known as kinds: {listed(sorted(odd))}" if odd else ""
        found.notes.append(
            f"{kindless} rows have no kind{words}; choose KIND, or use one of: "
            f"{', '.join(k.value for k in Kind)}."
        )
        found.counts["without a kind"] = kindless
    if nowhere:
        found.notes.append(f"{len(nowhere)} rows have no position and were left out: {listed(nowhere)}.")
    status = sorted({a.values["status"] for a in found.assets if a.values.get("status")})
    if status:
        found.notes.append(f"Rows of every status were taken ({listed(status)}); filter the layer by status.")
    used = ", ".join(f"{field} from {column}" for field, column in columns.items())
    found.notes.append(f"Columns taken: {used or 'none but the geometry'}.")


def _values(
    row: dict[str, Any], columns: dict[str, str], factors: dict[str, float | None], found: Found
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in ("name", "operator", "licence", "source", "status"):
        values[field] = text(row.get(columns[field])) if field in columns else None
    for field in NUMBERS:
        if field not in columns:
            continue
        raw = text(row.get(columns[field]))
        with_unit = output_mw(raw) if field == "mw" else None
        value, factor = (with_unit, 1.0) if with_unit is not None else (_number(raw), factors.get(field, 1.0))
        if value is None or factor is None:
            is_blank = raw is None or raw.casefold() in UNKNOWN
            found.counts[f"{field} that cannot be read"] += not is_blank
            continue
        values[field] = int(value) if field == "year_available" else value * factor
    return values


def _number(raw: str | None) -> float | None:
    plain = unicodedata.normalize("NFKC", raw or "").replace(",", "").strip()
    found = re.fullmatch(r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*年?度?", plain)
    return float(found.group(1)) if found else None


def _placed(row: dict[str, Any], columns: dict[str, str]) -> tuple[bytes, bool, float | None] | None:
    if "latitude" not in columns or "longitude" not in columns:
        return None
    wkb = place(_degrees(row.get(columns["longitude"])), _degrees(row.get(columns["latitude"])))
    return None if wkb is None else (wkb, False, None)


def _degrees(value: object) -> str | None:
    """Degrees as a plain number, full width and a degree sign aside."""
    plain = text(value)
    return unicodedata.normalize("NFKC", plain).rstrip("°度 ") if plain else None
