"""Open whatever was given: text, Excel, GeoJSON, an archive of these, or any vector layer, told by its bytes."""

from __future__ import annotations

import gzip
import io
import zlib
from pathlib import Path
from typing import Callable

import pandas as pd

from ...errors import InputError
from ...sources.uri import SourceUri, parse_uri
from ..common.archive import Member, members, open_archive, read_text
from ..common.workbook import ENDINGS, is_workbook, read_sheet
from .layer import read_geojson, read_layer
from .table import RawTable, read_csv

_TEXT = {".csv", ".tsv", ".txt", ".dat", ""}
_JSON = {".geojson", ".json"}
#: Formats that OGR opens by the path, with the files beside it.
_VECTOR = {
    ".gpkg",
    ".shp",
    ".fgb",
    ".gml",
    ".kml",
    ".sqlite",
    ".gdb",
    ".tab",
    ".mif",
    ".dxf",
    ".parquet",
    ".vrt",
    ".dbf",
}

IsTable = Callable[[pd.DataFrame], bool]


def read_source(text: str, is_table: IsTable) -> RawTable:
    """Read the table of a source text ``path`` or ``path|layername=sheet, member or layer``.

    Parameters
    ----------
    text : str
    is_table : callable
        Tells from the first rows whether a sheet holds a capacity table.

    Raises
    ------
    InputError
        When there is no such file, or it cannot be read as a table.
    """
    uri = parse_uri(text)
    path = Path(uri.path)
    if uri.path.startswith("/vsi") or path.is_dir() or path.suffix.lower() in _VECTOR:
        return read_layer(uri, uri.name)
    if not path.is_file():
        raise InputError(f"There is no file {uri.path}; check the path.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The file {path.name} cannot be read ({error.strerror}); check your rights to it."
        ) from error
    return _read(data, path.name, uri, is_table)


def _read(data: bytes, name: str, uri: SourceUri, is_table: IsTable) -> RawTable:
    suffix = Path(name).suffix.lower()
    if not data.strip():
        raise InputError(f"The file {name} is empty; give a table with a header row.")
    if data.startswith(b"\x1f\x8b"):
        return _read(_gunzip(data, name), name[:-3] if suffix == ".gz" else name, uri, is_table)
    if is_workbook(data):
        sheet = read_sheet(data, name, uri.layer, is_table)
        return RawTable(sheet.label, sheet.cells, counts=sheet.counts)
    if data.startswith(b"PK"):
        return _read_zip(data, name, uri, is_table)
    if suffix in _JSON or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_geojson(data, name)
    if suffix in _TEXT or suffix in ENDINGS:  # a download named .xls is often text
        return read_csv(data, name)
    return read_layer(uri, uri.name)


def _gunzip(data: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error) as error:
        raise InputError(f"The file {name} is cut off ({error}); download it again.") from error


def _read_zip(data: bytes, name: str, uri: SourceUri, is_table: IsTable) -> RawTable:
    with open_archive(io.BytesIO(data), name) as archive:
        found = members(archive, name)
        if not any(map(_is_table, found)) and any(m.suffix in _VECTOR for m in found):
            return read_layer(SourceUri(f"/vsizip/{uri.path}", uri.layer, uri.subset), name)
        chosen = _choose(found, name, uri.layer)
        content = read_text(archive, chosen, name)
    table = _read(content, chosen.path.name, SourceUri(uri.path), is_table)
    return RawTable(f"{name}/{chosen.path}", *_parts(table))


def _parts(table: RawTable) -> tuple:
    return table.cells, table.fields, table.geometry, table.crs, table.as_of, table.encoding, table.counts


def _is_table(member: Member) -> bool:
    return member.suffix in (".csv", ".tsv", ".txt", *ENDINGS, *_JSON)


def _choose(found: list[Member], name: str, wanted: str | None) -> Member:
    tables = [m for m in found if _is_table(m)]
    if wanted is not None:
        fitting = [m for m in found if wanted in (str(m.path), m.path.name)]
        if len(fitting) == 1:
            return fitting[0]
    elif len(tables) == 1:
        return tables[0]
    if not tables:
        raise InputError(f"The archive {name} holds no CSV, Excel or GeoJSON file; give the file itself.")
    raise InputError(
        f"The archive {name} holds several tables; name one behind the path, {name}|layername={tables[0].path}: "
        f"{', '.join(str(m.path) for m in tables[:30])}."
    )
