"""A table as it stands in a file: a grid of texts, before anyone asks which rows are headers."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ...errors import InputError
from ..common.encoding import decode


@dataclass(frozen=True)
class RawTable:
    """Cells as text, and where the table is a layer its fields and geometry.

    Attributes
    ----------
    name : str
        Name of the file, with the sheet, member or layer, for messages and the field ``source``.
    cells : DataFrame of str
        Columns 0, 1, ...; an empty cell is an empty string.
    fields : tuple of str or None
        Field names of a layer; None where the headers are among the cells.
    geometry : object array of (bytes or None), or None
        WKB of each row, x first; None where the table has none.
    crs : str or None
        CRS of the geometry, WKT.
    as_of : str or None
        Date that the container tells (trailer of a map's GeoJSON).
    encoding : str or None
        Encoding found, for the report.
    counts : dict of str to int
        What was met while reading, for the report.
    """

    name: str
    cells: pd.DataFrame
    fields: tuple[str, ...] | None = None
    geometry: np.ndarray | None = None
    crs: str | None = None
    as_of: str | None = None
    encoding: str | None = None
    counts: dict[str, int] = field(default_factory=dict)


def read_csv(data: bytes, name: str) -> RawTable:
    """Read delimited text (comma, tab or semicolon) of any encoding that ``decode`` finds.

    Raises
    ------
    InputError
        When it is a web page, has no row, mixes encodings or has a quote that never ends.
    """
    decoded = decode(data, name)
    text = decoded.text.lstrip("\ufeff\n ")
    if re.match(r"<(?:!doctype|html|head|body|table|\?xml|meta|script)", text, re.IGNORECASE):
        raise InputError(
            f"The file {name} is a web page (HTML or XML), not a table; download the CSV itself."
        )
    if not text.strip():
        raise InputError(f"The file {name} is empty; give a table with a header row.")
    utf8 = decoded.text.encode("utf-8")
    delimiter = _delimiter(decoded.text)
    return RawTable(name, _grid(utf8, delimiter, name), encoding=decoded.encoding)


def _delimiter(text: str) -> str:
    head = text[:20_000]
    return max(",\t;", key=lambda c: (head.count(c), c == ","))


def _grid(utf8: bytes, delimiter: str, name: str) -> pd.DataFrame:
    width = _width(utf8, delimiter, name)
    try:
        cells = pd.read_csv(
            io.BytesIO(utf8), header=None, names=range(width), index_col=False, dtype=str, sep=delimiter,
            keep_default_na=False, na_filter=False, skip_blank_lines=False, skipinitialspace=True,
            encoding="utf-8", low_memory=True,
        )  # fmt: skip
    except pd.errors.ParserError as error:
        raise _quote_error(name) from error
    return cells.fillna("")


def _width(utf8: bytes, delimiter: str, name: str) -> int:
    """Cells of the longest row; pandas wants to know it beforehand, and title rows are short."""
    lines = io.TextIOWrapper(io.BytesIO(utf8), encoding="utf-8", newline="")
    try:
        return max(map(len, csv.reader(lines, delimiter=delimiter, skipinitialspace=True)), default=1) or 1
    except csv.Error as error:
        raise _quote_error(name) from error


def _quote_error(name: str) -> InputError:
    return InputError(
        f"The file {name} cannot be split into cells: a quotation mark is opened and never closed; "
        "mend it in a text editor."
    )
