"""Tables of grid squares in whatever file they come: J-SHIS, land use L03, terrain G04, or any other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ...errors import InputError
from ...sources.uri import SourceUri, parse_uri
from ..common.files import refuse_web_page, unpack_one
from .csvtable import field_key, read_csv
from .ogrtable import OgrTable, read_ogr

_TEXT = (".csv", ".txt", ".tsv")
_LAYERS = (".geojson", ".gpkg", ".shp", ".dbf")
#: KS-META files of 国土数値情報 name the datum: ``JGD2011 / (B, L)``, ``TD / (B, L)``.
_META_DATUM = re.compile(rb">\s*(JGD2011|JGD2000|TD)\s*/")


@dataclass(frozen=True)
class MeshTable:
    """A table as read.

    Attributes
    ----------
    table : pandas.DataFrame
        Text or typed values, in the order of the file.
    code_column : str
        Name of the code's column as the file spells it.
    label : str
        Short name for messages.
    hints : tuple of str
        Texts that may name the datum: file names, the CRS, the metadata.
    cell_height : int or None
        As in ``OgrTable``.
    """

    table: pd.DataFrame
    code_column: str
    label: str
    hints: tuple[str, ...]
    cell_height: int | None = None


def read_table(source: str, code_field: str, scratch: Path) -> MeshTable:
    """Read a table.

    Parameters
    ----------
    source : str
        A CSV, DBF, shapefile, other vector layer (``path|layername=...``), or a zip that holds one of them.
    code_field : str
        Column of the codes; case, width and blanks do not count.
    scratch : Path
        Empty folder to unpack into.

    Raises
    ------
    InputError
        When the file cannot be read or has no such column.
    """
    uri = parse_uri(source)
    path = Path(uri.path)
    hints = [path.name]
    if path.suffix.lower() == ".zip":
        path, metadata = unpack_one(path, scratch, (*_TEXT, *_LAYERS))
        found = [_META_DATUM.search(content) for content in metadata]
        hints += [path.name, *(f"metadata {m.group(1).decode()}" for m in found if m)]
        uri = SourceUri(str(path))
    if not uri.path.startswith("/vsi") and not path.is_dir():
        refuse_web_page(path)
    if path.suffix.lower() in _TEXT:
        table, _ = read_csv(path, code_field)
        return MeshTable(table, _column(table, code_field, path.name), path.name, tuple(hints))
    read = read_ogr(uri, uri.name)
    if read.geographic_name:
        hints.append(read.geographic_name)
    return _from_layer(read, code_field, uri.name, hints)


def _from_layer(read: OgrTable, code_field: str, label: str, hints: list[str]) -> MeshTable:
    return MeshTable(
        read.table, _column(read.table, code_field, label), label, tuple(hints), read.cell_height
    )


def _column(table: pd.DataFrame, code_field: str, label: str) -> str:
    key = field_key(code_field)
    found = [str(c) for c in table.columns if field_key(str(c)) == key]
    if not found:
        raise InputError(
            f"The table {label} has no column {code_field}; choose one of its columns: "
            f"{', '.join(map(str, table.columns))}."
        )
    return found[0]
