"""Criteria as columns of a table: text of any encoding, or any layer that GDAL reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from ..errors import InputError
from ..prepare.capacity.table import read_csv
from ..prepare.mesh.csvtable import field_key, unique_names
from ..prepare.mesh.ogrtable import read_ogr
from ..sources.uri import SourceUri
from .numbers import to_number
from .sample import Rows

_TEXT = (".csv", ".tsv", ".txt")
#: Columns that number the rows; they are no criteria unless they are named.
_KEYS = {"id", "fid", "ogc_fid", "objectid", "gid"}
_BLANK = {"", "na", "n/a", "nan", "null", "none", "-", "--"}


def table_rows(uri: SourceUri, columns: Sequence[str] = ()) -> tuple[Rows, tuple[str, ...]]:
    """Criteria of a table.

    Parameters
    ----------
    uri : SourceUri
        A text table, whose first row names the columns unless it holds numbers only, or a layer.
    columns : sequence of str
        Columns to read; without them every column of numbers but keys (id, fid).

    Returns
    -------
    rows : Rows
        A blank cell, or NA, is no value.
    left_out : tuple of str
        Columns that are no criteria.

    Raises
    ------
    InputError
        When the table cannot be read, lacks a column or a column of numbers, or a cell is no number.
    """
    table = _read(uri)
    if table.empty:
        raise InputError(f"The table {uri.name} has no rows; give a row a place and a column a criterion.")
    chosen = _named(table, columns, uri.name) if columns else _numeric(table)
    if not chosen:
        raise InputError(
            f"The table {uri.name} has no column of numbers; check its decimal marks and its columns."
        )
    values = np.stack([_numbers(table[name], name, uri.name) for name in chosen])
    return Rows(tuple(chosen), values), tuple(n for n in table.columns if n not in chosen)


def _read(uri: SourceUri) -> pd.DataFrame:
    path = Path(uri.path)
    if path.suffix.lower() not in _TEXT:
        return read_ogr(uri, uri.name).table
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"The table {uri.path} cannot be read ({error.strerror}); check the path."
        ) from error
    cells = read_csv(data, path.name).cells
    cells = cells[(cells != "").any(axis=1)]
    head = [str(c).strip() for c in cells.iloc[0]]
    if all(_as_number(c) is not None for c in head):
        return cells.set_axis([f"field_{i}" for i in range(1, len(head) + 1)], axis=1)
    return cells.iloc[1:].set_axis(unique_names(head), axis=1)


def _named(table: pd.DataFrame, columns: Sequence[str], label: str) -> list[str]:
    known = {field_key(str(n)): str(n) for n in table.columns}
    missing = next((c for c in columns if field_key(c) not in known), None)
    if missing is not None:
        have = ", ".join(map(str, table.columns[:20]))
        raise InputError(f"The table {label} has no column {missing}; NAMES are of its columns: {have}.")
    chosen = [known[field_key(c)] for c in columns]
    twice = next((c for c in chosen if chosen.count(c) > 1), None)
    if twice:
        raise InputError(f"The column {twice} of {label} stands twice in NAMES; name every column once.")
    return chosen


def _numeric(table: pd.DataFrame) -> list[str]:
    """Columns that hold a number; one with a number and a text is kept, so that the text is told."""
    return [
        str(name)
        for name in table.columns
        if str(name).casefold() not in _KEYS and any(_as_number(c) is not None for c in table[name])
    ]


def _numbers(column: pd.Series, name: str, label: str) -> np.ndarray:
    out = np.full(len(column), np.nan)
    for place, cell in enumerate(column):
        if _is_blank(cell):
            continue
        number = _as_number(cell)
        if number is None:
            raise InputError(
                f"The column {name} of {label} holds {str(cell)[:40]!r} in row {place + 1}, which is no number; correct it, or "
                "list the columns to use in NAMES."
            )
        out[place] = number
    return out


def _is_blank(cell: object) -> bool:
    return cell is None or cell != cell or (isinstance(cell, str) and cell.strip().casefold() in _BLANK)


def _as_number(cell: object) -> float | None:
    if _is_blank(cell):
        return None
    try:
        return to_number(cell)
    except ValueError:
        return None
