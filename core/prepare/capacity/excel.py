"""Read a sheet of an Excel workbook: the values that Excel stored, never formulas."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
import zlib
from typing import Any, Callable

import pandas as pd

from ...errors import InputError
from .table import RawTable

#: Counted for the report: cells whose formula has no stored value.
FORMULAS = "formula cells without a stored value (unknown)"
_HEAD_ROWS = 80
#: What openpyxl and zipfile raise on a workbook that is not whole; a broken sheet is a SyntaxError of its XML.
_DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, SyntaxError, EOFError, OSError)


def read_excel(
    data: bytes, name: str, sheet: str | None, is_table: Callable[[pd.DataFrame], bool]
) -> RawTable:
    """Read one sheet of an ``.xlsx`` or ``.xlsm`` workbook.

    Parameters
    ----------
    data : bytes
    name : str
    sheet : str or None
        Name of the sheet; None takes the only one that holds a capacity table.
    is_table : callable
        Tells from the first rows whether a sheet is one.

    Raises
    ------
    InputError
        When openpyxl is absent, the workbook is damaged, or the sheet is not clear.
    """
    try:
        return _read(data, name, sheet, is_table)
    except _DAMAGE as error:
        raise InputError(
            f"The workbook {name} is damaged or protected ({error}); save it again, or as CSV."
        ) from error


def _read(data: bytes, name: str, sheet: str | None, is_table: Callable[[pd.DataFrame], bool]) -> RawTable:
    book = _open(data, name, values=True)
    chosen = _choose(book, name, sheet, is_table)
    rows = [list(row) for row in book[chosen].iter_rows(values_only=True)]
    count = _formulas_without_value(data, name, chosen, rows) if _has_formulas(data) else 0
    book.close()
    label = name if len(book.sheetnames) == 1 else f"{name} ({chosen})"
    return RawTable(label, _frame(rows), counts={FORMULAS: count} if count else {})


def _open(data: bytes, name: str, values: bool) -> Any:
    try:
        import openpyxl
    except ImportError as error:
        raise InputError(
            f"The file {name} is Excel, which needs the Python library openpyxl; "
            "install it (python3 -m pip install openpyxl) or save the sheet as CSV."
        ) from error
    return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=values)


def _choose(book: Any, name: str, sheet: str | None, is_table: Callable[[pd.DataFrame], bool]) -> str:
    names = [s.title for s in book.worksheets]
    if sheet is not None:
        if sheet not in names:
            raise InputError(f"There is no sheet {sheet} in {name}; it has: {', '.join(names)}.")
        return sheet
    if len(names) == 1:
        return str(names[0])
    tables = [n for n in names if is_table(_head(book[n]))]
    if len(tables) == 1:
        return str(tables[0])
    if tables:
        raise InputError(
            f"The workbook {name} has several sheets with a table ({', '.join(tables)}); "
            f"name one behind the path: {name}|layername={tables[0]}."
        )
    raise InputError(
        f"No sheet of {name} has a header row that is known; name one: {name}|layername={names[0]}."
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
