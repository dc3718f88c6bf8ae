"""OpenStreetMap extracts: data centres, exchanges and fibre, and features of the power grid."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from osgeo import ogr

from ...errors import InputError
from .asset import Asset, Found, Kind, reduced
from .osm_tags import Meaning, meaning, output_mw, volts

SOURCE = "OpenStreetMap"
LICENCE = "ODbL 1.0"
#: Kinds that are lines; all others are places.
_LINES = (Kind.LINE, Kind.FIBRE)
_GRID = (Kind.SUBSTATION, Kind.PLANT, Kind.LINE)

Feature = tuple[str, dict[str, str], "ogr.Geometry | None"]


def read_osm(features: Iterable[Feature], name: str) -> Found:
    """Turn tagged features into assets.

    Substations that feed railways, what is disused, and what is no asset are left out and counted.

    Parameters
    ----------
    features : iterable of (key, tags, geometry in longitude and latitude)
        A key that comes again is the same element and is taken once.
    name : str
        Of the file, for messages.

    Raises
    ------
    InputError
        When nothing in it is an asset.
    """
    found = Found()
    seen: set[str] = set()
    for key, tags, geometry in features:
        found.counts["rows"] += 1
        if key and key in seen:
            found.counts["features that come again"] += 1
            continue
        seen.add(key)
        _add(found, meaning(tags), tags, geometry)
    if not found.assets:
        why = (
            "; ".join(f"{n} {reason}" for reason, n in found.counts.items() if reason != "rows")
            or "it is empty"
        )
        raise InputError(
            f"The extract {name} holds no substations, plants, lines, data centres or exchanges to import "
            f"({why}); check the query and the FORMAT."
        )
    found.notes = _notes(found)
    return found


def _add(found: Found, what: Meaning, tags: dict[str, str], geometry: ogr.Geometry | None) -> None:
    if what.kind is None:
        found.counts[what.left_out or "other features"] += 1
        return
    shape = reduced(_filled(geometry) if what.kind not in _LINES else geometry)
    if shape is None:
        found.counts["without a position"] += 1
        return
    wkb, is_line, area = shape
    values = _values(what, tags)
    values["area_m2"] = area
    _count(found, what, tags, values)
    found.assets.append(Asset(values, wkb, is_line))


def _filled(geometry: ogr.Geometry | None) -> ogr.Geometry | None:
    """The area inside a closed way, which GDAL reads as a line; the middle of one that is not closed."""
    if geometry is None or geometry.IsEmpty() or geometry.GetDimension() != 1:
        return geometry
    areas = ogr.Geometry(ogr.wkbMultiPolygon)
    for line in _parts(geometry):
        if line.GetPointCount() > 3 and line.GetPoint_2D(0) == line.GetPoint_2D(line.GetPointCount() - 1):
            ring = ogr.Geometry(ogr.wkbLinearRing)
            for x, y, *_ in line.GetPoints():
                ring.AddPoint_2D(x, y)
            polygon = ogr.Geometry(ogr.wkbPolygon)
            polygon.AddGeometry(ring)
            areas.AddGeometry(polygon)
    return geometry.Centroid() if areas.IsEmpty() else areas


def _parts(geometry: ogr.Geometry) -> list[ogr.Geometry]:
    count = geometry.GetGeometryCount()
    return [geometry.GetGeometryRef(i) for i in range(count)] if count else [geometry]


def _values(what: Meaning, tags: dict[str, str]) -> dict[str, Any]:
    kilovolts = [v / 1000 for v in volts(tags.get("voltage"))]
    is_plant = what.kind is Kind.PLANT
    return {
        "kind": what.kind.value if what.kind else None,
        "name": tags.get("name") or tags.get("name:ja"),
        "operator": tags.get("operator"),
        "mw": output_mw(tags.get("plant:output:electricity")) if is_plant else None,
        "source": SOURCE,
        "licence": LICENCE,
        "status": what.status,
        "subtype": what.subtype,
        "voltage_kv": kilovolts[0] if kilovolts else None,
        "voltages_kv": ";".join(f"{kv:g}" for kv in kilovolts) or None,
    }


def _count(found: Found, what: Meaning, tags: dict[str, str], values: dict[str, Any]) -> None:
    if what.kind in (Kind.SUBSTATION, Kind.LINE) and values["voltage_kv"] is None:
        found.counts["without a voltage"] += 1
        found.counts["voltages that cannot be read"] += "voltage" in tags
    if what.kind is Kind.PLANT and values["mw"] is None:
        found.counts["plants without an output"] += 1
        found.counts["outputs that cannot be read"] += "plant:output:electricity" in tags
    found.counts["planned or under construction"] += what.status is not None


def _notes(found: Found) -> list[str]:
    kinds = {a.values["kind"] for a in found.assets}
    counts, notes = found.counts, []
    traction = {k: n for k, n in counts.items() if k.startswith("traction")}
    if traction:
        parts = ", ".join(f"{n} {k.partition('(')[2].rstrip(')')}" for k, n in sorted(traction.items()))
        notes.append(
            f"{sum(traction.values())} traction substations, which feed railways, were left out ({parts})."
        )
    if kinds & {k.value for k in _GRID}:
        notes.append(
            "Substations, plants and lines say nothing about spare capacity, and are no nodes of a data "
            "network: use them for distance and density, and filter them by kind."
        )
    if counts["without a voltage"]:
        notes.append(
            f"{counts['without a voltage']} substations and lines have no voltage; it is null, not 0."
        )
    if counts["planned or under construction"]:
        notes.append(
            f"{counts['planned or under construction']} features are planned or under construction and have "
            "no year, so criteria count them from the start; filter them out by status, or fill in "
            "year_available."
        )
    notes.append(f"OpenStreetMap is under {LICENCE}: name its contributors wherever the data are shown.")
    return notes
