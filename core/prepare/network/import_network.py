"""Import network and power assets into the network layer."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from osgeo import ogr

from ...errors import InputError
from ...outputs import outputs
from ...progress import Progress, Steps
from ...sources.uri import SourceUri, parse_uri
from ...vectors import LayerSpec, cut_names, write_layer
from ..common.archive import members, open_archive
from ..common.files import unpack_one
from ..common.provenance import import_metadata
from ..standard import ImportReport
from .asset import CRS, FIELDS, Asset, Found, Kind
from .generic import read_generic
from .jsonfile import load_json
from .landing import read_landing_points
from .osm import read_osm
from .osm_layers import read_osm_layers
from .overpass import read_overpass
from .peeringdb import read_peeringdb
from .sniff import Format, find_format, is_overpass
from .tables import SHEETS, TEXT, read_rows

_DATA = (*TEXT, *SHEETS, ".json", ".geojson", ".gpkg", ".shp", ".osm", ".pbf", ".fgb")


@dataclass(frozen=True)
class NetworkRequest:
    """What is to be imported.

    Attributes
    ----------
    source : str
        A file, folder or zip, or a layer as ``path|layername=...``.
    format : Format
        AUTO tells it from the file.
    kind : Kind or None
        Kind of rows of a generic table that do not tell theirs.
    """

    source: str
    format: Format = Format.AUTO
    kind: Kind | None = None


def import_network(
    request: NetworkRequest, output: Path, progress: Progress | None = None, lines: Path | None = None
) -> ImportReport:
    """Import assets into the standard network layer.

    Parameters
    ----------
    request : NetworkRequest
    output : Path
        Layer in EPSG:4326. Points (areas become a point inside, with their ``area_m2``); or lines where the
        source has nothing else; both where it has both and ``lines`` is not given.
    progress : callable or None
    lines : Path or None
        Layer that takes the lines, so that ``output`` holds points only.

    Returns
    -------
    ImportReport

    Raises
    ------
    InputError
        When the source cannot be read as this format, or holds nothing to import.
    """
    steps = Steps(progress)
    steps.phase("Reading assets", 0.7)
    with tempfile.TemporaryDirectory(prefix="wattbit-") as folder:
        found = _read(request, Path(folder))
    steps.phase("Writing the layer", 1.0)
    tags = tuple(import_metadata(request, {"source": "assets"}).items())
    with outputs() as files:
        if lines is None:
            _write(files.aside(output), found.assets, tags)
        else:
            _write(files.aside(output), [a for a in found.assets if not a.is_line], tags)
            _write(files.aside(lines), [a for a in found.assets if a.is_line], tags)
        steps.at(1.0)
    return ImportReport(
        len(found.assets),
        _counts(found),
        [*_mixed(found, lines), *found.notes, *filter(None, [cut_names(output, FIELDS)])],
    )


def _read(request: NetworkRequest, scratch: Path) -> Found:
    uri = parse_uri(request.source)
    path = Path(uri.path)
    if not path.exists() and not uri.path.startswith("/vsi"):
        raise InputError(f"There is no file {uri.path}; check the path.")
    if path.suffix.lower() == ".zip" and not _is_dump(path, request.format):
        path, _ = unpack_one(path, scratch, _DATA)
        uri = SourceUri(str(path))
    chosen = request.format
    if chosen is Format.AUTO:
        chosen = Format.PEERINGDB if path.suffix.lower() == ".zip" else find_format(uri)
    if chosen is Format.PEERINGDB:
        return read_peeringdb(path)
    if chosen is Format.LANDING_POINTS:
        return read_landing_points(path)
    if chosen is Format.OSM:
        is_json = path.is_file() and is_overpass(path)
        return read_osm(
            read_overpass(load_json(path), path.name) if is_json else read_osm_layers(uri), uri.name
        )
    names, rows = read_rows(uri)
    return read_generic(rows, names, uri.name, request.kind)


def _is_dump(archive: Path, chosen: Format) -> bool:
    """Whether an archive is read as a whole, as several JSON files of PeeringDB."""
    if chosen is Format.PEERINGDB:
        return True
    with open_archive(archive, archive.name) as zipped:
        data = [m for m in members(zipped, archive.name) if m.suffix in _DATA]
    return chosen is Format.AUTO and len(data) > 1 and all(m.suffix == ".json" for m in data)


def _write(path: Path, assets: list[Asset], tags: tuple[tuple[str, str], ...]) -> None:
    shapes = {a.is_line for a in assets}
    kind = ogr.wkbUnknown if len(shapes) > 1 else ogr.wkbMultiLineString if shapes == {True} else ogr.wkbPoint
    write_layer(path, LayerSpec("network", CRS, kind, FIELDS, tags), ((a.values, a.wkb) for a in assets))


def _counts(found: Found) -> dict[str, int]:
    kinds = Counter(f"kind {a.values['kind'] or 'unknown'}" for a in found.assets)
    return {name: n for name, n in {**found.counts, **kinds}.items() if n}


def _mixed(found: Found, lines: Path | None) -> list[str]:
    of_lines = sum(a.is_line for a in found.assets)
    if lines is not None or of_lines in (0, len(found.assets)):
        return []
    return [
        f"The layer holds {len(found.assets) - of_lines} points and {of_lines} lines together, which QGIS "
        "draws as one of them; name a layer in LINES to part them."
    ]
