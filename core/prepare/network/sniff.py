"""Which of the known formats a file is, by its first bytes and its columns."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from osgeo import gdal

from ...gdalio import gdal_errors
from ...sources.uri import SourceUri
from ..common.files import refuse_web_page
from .landing import EDITIONS
from .osm_layers import has_tags
from .tables import SHEETS, TEXT

_HEAD_BYTES = 1 << 16


class Format(str, Enum):
    """Formats of network data."""

    AUTO = "auto"
    PEERINGDB = "peeringdb"
    LANDING_POINTS = "landing_points"
    OSM = "osm"
    GENERIC = "generic"


def is_overpass(path: Path) -> bool:
    """Whether a file is Overpass JSON."""
    return _is_json(path) and re.search(rb'"elements"\s*:\s*\[|"osm3s"\s*:', _head(path)) is not None


def find_format(uri: SourceUri) -> Format:
    """Tell the format of a file or layer; what is no other is generic."""
    path = Path(uri.path)
    if path.is_dir() and path.suffix.lower() != ".gdb":
        return Format.PEERINGDB
    if path.suffix.lower() in (*TEXT, *SHEETS):
        return Format.GENERIC
    if path.is_file():
        refuse_web_page(path)
        if is_overpass(path):
            return Format.OSM
        if _is_json(path) and not re.search(rb'"(FeatureCollection|Feature|Topology)"', _head(path)):
            return Format.PEERINGDB
    names = _columns(uri)
    if frozenset(names) in EDITIONS:
        return Format.LANDING_POINTS
    return Format.OSM if has_tags(names) else Format.GENERIC


def _columns(uri: SourceUri) -> list[str]:
    """Columns of the layer, or of all layers; none when GDAL cannot read it, which its reader will say."""
    try:
        with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
            dataset = gdal.OpenEx(uri.path, gdal.OF_VECTOR | gdal.OF_READONLY)
            layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
            chosen = [x for x in layers if uri.layer in (None, x.GetName())]
            return [field.GetName() for layer in chosen for field in layer.schema]
    except RuntimeError:
        return []


def _is_json(path: Path) -> bool:
    return path.is_file() and _head(path).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def _head(path: Path) -> bytes:
    with path.open("rb") as handle:
        return handle.read(_HEAD_BYTES)
