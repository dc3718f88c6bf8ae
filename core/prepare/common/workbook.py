"""Read a sheet of a workbook, Excel or OpenDocument, as text: the values that were stored, never formulas."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from ...errors import InputError
from .oldsheets import OldBook

#: Endings of workbooks.
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
#: Counted for the report: cells whose formula has no stored value.
FORMULAS = "formula cells without a stored value (unknown)"
_OLE = b"\xd0\xcf\x11\xe0"
_HEAD_ROWS = 80
#: What openpyxl and zipfile raise on a workbook that is not whole; a broken sheet is a SyntaxError of its XML.
_DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, SyntaxError, EOFError, OSError)

IsTable = Callable[[pd.DataFrame], bool]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its label (the file, with the sheet where there are several), its cells as text, and counts."""

    label: str
    cells: pd.DataFrame
    counts: dict[str, int] = field(default_factory=dict)


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook, by its first bytes."""
    if data.startswith(_OLE):
        return True
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "[Content_Types].xml" in archive.namelist() or _is_ods(archive)
    except (zipfile.BadZipFile, OSError):
        return False


def _is_ods(archive: zipfile.ZipFile) -> bool:
    return {"mimetype", "content.xml"} <= set(archive.namelist())


def read_sheet(data: bytes, name: str, sheet: str | None, is_table: IsTable) -> Sheet:
    """Read one sheet of a workbook: ``.xlsx``, ``.xlsm``, or through GDAL ``.xls`` and ``.ods``.

    Parameters
    ----------
    data : bytes
    name : str
    sheet : str or None
        Name of the sheet; None takes the only one, or the only one that holds a table.
    is_table : callable
        Tells from the first rows whether a sheet is one.

    Raises
    ------
    InputError
        When what reads it is absent, the workbook is damaged, or the sheet is not clear.
    """
    try:
        if data.startswith(_OLE):
            return _read_old(data, name, sheet, is_table, ".xls")
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_ods = _is_ods(archive)
        if is_ods:
            return _read_old(data, name, sheet, is_table, ".ods")
        return _read(data, name, sheet, is_table)
    except _DAMAGE as error:
        raise InputError(
            f"The workbook {name} is damaged or protected ({error}); save it again, or as CSV."
        ) from error


def _read_old(data: bytes, name: str, sheet: str | None, is_table: IsTable, ending: str) -> Sheet:
    with OldBook(data, name, ending) as book:
        chosen = _choose(book.names, name, sheet, lambda n: is_table(_frame(book.rows(n, _HEAD_ROWS))))
        return Sheet(_label(name, chosen, book.names), _frame(book.rows(chosen)))


def _read(data: bytes, name: str, sheet: str | None, is_table: IsTable) -> Sheet:
    book = _open(data, name, values=True)
    names = [s.title for s in book.worksheets]
    chosen = _choose(names, name, sheet, lambda n: is_table(_head(book[n])))
    rows = [list(row) for row in book[chosen].iter_rows(values_only=True)]
    count = _formulas_without_value(data, name, chosen, rows) if _has_formulas(data) else 0
    book.close()
    return Sheet(_label(name, chosen, names), _frame(rows), {FORMULAS: count} if count else {})


def _label(name: str, chosen: str, names: list[str]) -> str:
    return name if len(names) == 1 else f"{name} ({chosen})"


def _open(data: bytes, name: str, values: bool) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise InputError(
            f"The file {name} is Excel, which needs the Python library openpyxl; "
            "install it (python3 -m pip install openpyxl) or save the sheet as CSV."
        ) from error
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values)


def _choose(names: list[str], name: str, sheet: str | None, holds_table: Callable[[str], bool]) -> str:
    if sheet is not None:
        if sheet not in names:
            raise InputError(f"There is no sheet {sheet} in {name}; it has: {', '.join(names)}.")
        return sheet
    if len(names) == 1:
        return names[0]
    tables = [n for n in names if holds_table(n)]
    if len(tables) == 1:
        return tables[0]
    if tables:
        raise InputError(
            f"The workbook {name} has several sheets with a table ({', '.join(tables)}); "
            f"name one behind the path: {name}|layername={tables[0]}."
        )
    first = names[0] if names else "..."
    raise InputError(
        f"No sheet of {name} has a header row that is known; name one: {name}|layername={first}."
    )


def _head(sheet: Any) -> pd.DataFrame:
    return _frame([list(row) for row in sheet.iter_rows(max_row=_HEAD_ROWS, values_only=True)])


def _frame(rows: list[list[Any]]) -> pd.DataFrame:
    width = max(map(len, rows), default=0) or 1
    columns = [[_text(row[i]) if i < len(row) else "" for row in rows] for i in range(width)]
    return pd.DataFrame(dict(enumerate(columns)), dtype=object)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value)


def _has_formulas(data: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/")]
        return any(re.search(rb"<f[\s>/]", archive.read(n)) for n in sheets)


def _formulas_without_value(data: bytes, name: str, sheet: str, rows: list[list[Any]]) -> int:
    """Count formulas that no program has computed; their cells read as empty."""
    book = _open(data, name, values=False)
    count = 0
    for values, formulas in zip(rows, book[sheet].iter_rows()):
        count += sum(
            cell.data_type == "f" and (i >= len(values) or values[i] is None)
            for i, cell in enumerate(formulas)
        )
    book.close()
    return count
