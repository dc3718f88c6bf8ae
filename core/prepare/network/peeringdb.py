"""Facilities and exchange points of PeeringDB dumps: ``fac``, and ``ix`` placed by ``ixfac``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...errors import InputError
from ..common.archive import members, open_archive, read_text
from .asset import Asset, Found, Kind, listed, place, text
from .jsonfile import load_json, parse_json

SOURCE = "PeeringDB"
_TABLES = ("fac", "ix", "ixfac")
_TOKEN = re.compile(r"(?<![a-z])(ixfac|fac|ix)(?![a-z])", re.IGNORECASE)
#: Keys of organisations, carriers and campuses, which have names and coordinates too.
_OF_OTHERS = frozenset({"net_set", "fac_set", "ix_set", "carrier_id", "campus_set", "ixlan_id", "role"})
_OTHER_TABLES = re.compile(r"(?<![a-z])(org|net|poc|campus|carrier|as_set)(?![a-z])", re.IGNORECASE)
_LOOKED_AT = 50

Tables = dict[str, list[dict[str, Any]]]


def read_peeringdb(path: Path) -> Found:
    """Read dumps of PeeringDB's API.

    Parameters
    ----------
    path : Path
        One JSON that holds ``fac``, ``ix`` and ``ixfac`` by these keys, or the answer of one of them
        (``{"data": [...]}``); a zip or folder with such files; or one of several files side by side whose
        names differ in that word only (``fac_jp.json``, ``ix_jp.json``, ``ixfac_jp.json``).

    Raises
    ------
    InputError
        When no facility is in it: exchange points have no coordinates of their own.
    """
    tables, files = _load(path)
    if not tables["fac"]:
        raise InputError(
            f"The dump {path.name} holds no facilities (fac), and exchange points have no coordinates of "
            "their own; give fac, ix and ixfac in one JSON, zip or folder, or side by side."
        )
    found = Found()
    if len(files) > 1:
        found.notes.append(f"Read together: {', '.join(files)}.")
    places = _facilities(_current(tables["fac"], "facilities", found), found)
    _exchange_points(tables, places, found)
    found.notes.append(
        "The files do not state a licence; see PeeringDB's acceptable use policy before passing data on."
    )
    return found


def _load(path: Path) -> tuple[Tables, list[str]]:
    tables: Tables = {name: [] for name in _TABLES}
    files = []
    for name, document in _documents(path):
        files.append(name)
        for table, rows in _split(document).items():
            tables[table] += rows
    if path.is_file() and path.suffix.lower() != ".zip":
        for name, document in _beside(path, {t for t in _TABLES if not tables[t]}):
            files.append(name)
            for table, rows in _split(document).items():
                tables[table] += rows
    return tables, files


def _documents(path: Path) -> Iterable[tuple[str, Any]]:
    if path.is_dir():
        return [
            (f.name, load_json(f)) for f in sorted(path.glob("*.json")) if not _OTHER_TABLES.search(f.stem)
        ]
    if path.suffix.lower() != ".zip":
        return [(path.name, load_json(path))]
    with open_archive(path, path.name) as zipped:
        have = [m for m in members(zipped, path.name) if m.suffix == ".json"]
        have = [m for m in have if not _OTHER_TABLES.search(m.path.stem)]
        return [(m.path.name, parse_json(read_text(zipped, m, path.name), m.path.name)) for m in have]


def _beside(path: Path, missing: set[str]) -> list[tuple[str, Any]]:
    """The missing tables in files beside, whose names differ in the table's word only."""
    if not _TOKEN.search(path.stem):
        return []
    others = [
        path.with_name(_TOKEN.sub(t, path.stem, count=1) + path.suffix) for t in _TABLES if t in missing
    ]
    return [(f.name, load_json(f)) for f in others if f.is_file() and f != path]


def _split(document: Any) -> Tables:
    """The tables of a document, by its keys or by what its rows hold; others are passed over."""
    if isinstance(document, dict) and any(t in document for t in _TABLES):
        return {t: _rows(document[t]) for t in _TABLES if t in document}
    rows = _rows(document)
    keys = {key for row in rows[:_LOOKED_AT] for key in row}
    if {"ix_id", "fac_id"} <= keys:
        return {"ixfac": rows}
    if "name" not in keys or "asn" in keys or keys & _OF_OTHERS:
        return {}
    return {"fac" if "latitude" in keys else "ix": rows}


def _rows(document: Any) -> list[dict[str, Any]]:
    rows = document.get("data") if isinstance(document, dict) else document
    return [r for r in rows if isinstance(r, dict)] if isinstance(rows, list) else []


def _current(rows: list[dict[str, Any]], what: str, found: Found) -> list[dict[str, Any]]:
    """Rows that are in force, each once; PeeringDB marks others pending or deleted."""
    good = [r for r in rows if r.get("status") in (None, "ok")]
    found.counts[what] = len(rows)
    if len(good) < len(rows):
        found.counts[f"{what} pending or deleted"] = len(rows) - len(good)
    return good


def _facilities(rows: list[dict[str, Any]], found: Found) -> dict[Any, tuple[bytes, str | None]]:
    """Add facilities; returns the place and name of each by id."""
    places: dict[Any, tuple[bytes, str | None]] = {}
    nowhere = []
    for row in rows:
        if row.get("id") in places:
            found.counts["facilities that come again"] += 1
            continue
        wkb, name = place(row.get("longitude"), row.get("latitude")), text(row.get("name"))
        if wkb is None:
            nowhere.append(name or "?")
            continue
        places[row.get("id")] = wkb, name
        found.assets.append(Asset(_values(row, Kind.DATA_CENTRE, text(row.get("city"))), wkb))
    found.counts["facilities without coordinates"] = len(nowhere)
    if nowhere:
        found.notes.append(
            f"{len(nowhere)} facilities have no coordinates and were left out: {listed(nowhere)}."
        )
    return places


def _exchange_points(tables: Tables, places: dict[Any, tuple[bytes, str | None]], found: Found) -> None:
    """Add exchange points, one at each facility that has them."""
    exchanges = {r.get("id"): r for r in _current(tables["ix"], "exchange points", found)}
    pairs = dict.fromkeys(
        (r.get("ix_id"), r.get("fac_id")) for r in _current(tables["ixfac"], "ixfac pairs", found)
    )
    placed = set()
    for ix, fac in pairs:
        if ix not in exchanges or fac not in places:
            found.counts["ixfac pairs without a place or exchange"] += 1
            continue
        wkb, name = places[fac]
        placed.add(ix)
        found.assets.append(Asset(_values(exchanges[ix], Kind.IX, f"at {name}" if name else None), wkb))
    lost = [text(row.get("name")) or "?" for key, row in exchanges.items() if key not in placed]
    found.counts["exchange points without a place"] = len(lost)
    if lost:
        found.notes.insert(0, (
            f"{len(lost)} exchange points have no facility with coordinates and were left out: "
            f"{listed(lost)}."
        ))  # fmt: skip


def _values(row: dict[str, Any], kind: Kind, note: str | None) -> dict[str, Any]:
    organisation = row.get("org") if isinstance(row.get("org"), dict) else {}
    operator = text(row.get("org_name")) or text((organisation or {}).get("name"))
    return {
        "kind": kind.value,
        "name": text(row.get("name")),
        "operator": operator,
        "source": SOURCE,
        "note": note,
    }
