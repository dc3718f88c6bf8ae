"""Open whatever was given: text, Excel, GeoJSON, an archive of these, or any vector layer, told by its bytes."""

from __future__ import annotations

import gzip
import io
import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import Callable

import pandas as pd

from ...errors import InputError
from ...sources.uri import SourceUri, parse_uri
from .excel import read_excel
from .layer import read_geojson, read_layer
from .table import RawTable, read_csv

_TEXT = {".csv", ".tsv", ".txt", ".dat", ""}
_SHEETS = {".xls", ".xlsx", ".xlsm", ".ods"}
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
_OLE = b"\xd0\xcf\x11\xe0"

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
    if data.startswith(b"PK"):
        return _read_zip(data, name, uri, is_table)
    if data.startswith(_OLE):
        raise InputError(
            f"The file {name} is an old or protected Excel workbook; save it as .xlsx without a password, or as CSV."
        )
    if suffix in _JSON or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return read_geojson(data, name)
    if suffix in _TEXT | _SHEETS:
        return read_csv(data, name)
    return read_layer(uri, uri.name)


def _gunzip(data: bytes, name: str) -> bytes:
    try:
        return gzip.decompress(data)
    except (EOFError, OSError, zlib.error) as error:
        raise InputError(f"The file {name} is cut off ({error}); download it again.") from error


def _read_zip(data: bytes, name: str, uri: SourceUri, is_table: IsTable) -> RawTable:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = {member_name(m): m for m in archive.infolist() if not m.is_dir()}
        if "[Content_Types].xml" in members:
            return read_excel(data, name, uri.layer, is_table)
        if not any(map(_is_table, members)) and any(Path(m).suffix.lower() in _VECTOR for m in members):
            return read_layer(SourceUri(f"/vsizip/{uri.path}", uri.layer, uri.subset), name)
        chosen = _choose(members, name, uri.layer)
        content = archive.read(members[chosen])
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise InputError(
            f"The archive {name} is damaged, cut off or locked ({error}); download it again."
        ) from error
    table = _read(content, posixpath.basename(chosen), SourceUri(uri.path), is_table)
    return RawTable(f"{name}/{chosen}", *_parts(table))


def _parts(table: RawTable) -> tuple:
    return table.cells, table.fields, table.geometry, table.crs, table.as_of, table.encoding, table.counts


def member_name(member: zipfile.ZipInfo) -> str:
    """Name of a zip member, CP932 where the archive does not say UTF-8; raises InputError when it points outside."""
    name = member.filename
    if not member.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("cp932")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = member.filename
    name = name.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        raise InputError(
            f"The archive has a member {name} that points outside of it; do not use it, download it again."
        )
    return name


def _is_table(member: str) -> bool:
    return Path(member).suffix.lower() in {".csv", ".tsv", ".txt", ".xlsx", *_JSON}


def _choose(members: dict[str, zipfile.ZipInfo], name: str, wanted: str | None) -> str:
    tables = [m for m in members if _is_table(m)]
    if wanted is not None:
        found = [m for m in members if m == wanted or posixpath.basename(m) == wanted]
        if len(found) == 1:
            return found[0]
    elif len(tables) == 1:
        return tables[0]
    if not tables:
        raise InputError(f"The archive {name} holds no CSV, Excel or GeoJSON file; give the file itself.")
    raise InputError(
        f"The archive {name} holds several tables; name one behind the path, {name}|layername={tables[0]}: "
        f"{', '.join(tables[:30])}."
    )
