"""Landing points of submarine cables as TeleGeography's map publishes them (editions v2 and v3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ...errors import InputError
from .asset import Asset, Found, Kind, listed, place, text
from .jsonfile import load_json

#: Fields of the two editions: v2 (2021) slug, name, id; v3 (2022) id, name, is_tbd.
EDITIONS = (frozenset({"slug", "name", "id"}), frozenset({"id", "name", "is_tbd"}))
SOURCE = "TeleGeography Submarine Cable Map"
#: Of the repositories that publish the map.
LICENCE = "CC BY-NC-SA 3.0"
#: The map is schematic: between two editions points of Boso (房総) moved by 13 and 15 km.
ACCURACY_M = 20_000.0


def read_landing_points(path: Path) -> Found:
    """Read a landing-point GeoJSON.

    Planned points (``is_tbd``) are kept with the status ``planned``.

    Raises
    ------
    InputError
        When it is no GeoJSON, or holds no points (the cable map holds lines).
    """
    features = _features(load_json(path), path)
    found = Found()
    found.counts["rows"] = len(features)
    planned = []
    for feature in features:
        geometry = feature.get("geometry") or {}
        properties = feature.get("properties") or {}
        xy = geometry.get("coordinates") if geometry.get("type") == "Point" else None
        wkb = place(*xy[:2]) if isinstance(xy, list) and len(xy) >= 2 else None
        if wkb is None:
            found.counts["without a position"] += 1
            continue
        name = text(properties.get("name"))
        is_planned = properties.get("is_tbd") is True
        if is_planned:
            planned.append(name or "?")
        found.assets.append(Asset(_values(name, is_planned), wkb))
    if not found.assets:
        raise InputError(
            f"The file {path.name} holds no landing points; give landing-point-geo.json, not the lines of "
            "the cables."
        )
    found.notes = _notes(planned)
    found.counts["planned"] = len(planned)
    return found


def _features(document: Any, path: Path) -> list[dict]:
    features = document.get("features") if isinstance(document, dict) else None
    if not isinstance(features, list):
        raise InputError(
            f"The file {path.name} is no GeoJSON feature collection; give landing-point-geo.json."
        )
    return [f for f in features if isinstance(f, dict)]


def _values(name: str | None, is_planned: bool) -> dict[str, Any]:
    return {
        "kind": Kind.LANDING_STATION.value,
        "name": name,
        "status": "planned" if is_planned else None,
        "accuracy_m": ACCURACY_M,
        "source": SOURCE,
        "licence": LICENCE,
        "note": "schematic position, off by 15 to 20 km",
    }


def _notes(planned: list[str]) -> list[str]:
    notes = [
        "Landing points are schematic: positions are off by 15 to 20 km, so score them with a tolerance of "
        "that size or put surveyed points in their place.",
        f"The licence {LICENCE} forbids commercial use and binds what is derived from the data.",
    ]
    if planned:
        notes.insert(0, (
            f"{len(planned)} landing points are only planned ({listed(planned)}) and have no year, so "
            "criteria count them from the start; filter them out by status, or fill in year_available."
        ))  # fmt: skip
    return notes
