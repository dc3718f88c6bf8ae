"""Text tables: comments, a header that may itself be a comment, and one of three encodings."""

from __future__ import annotations

import csv
import io
import itertools
import re
import unicodedata
from pathlib import Path

import pandas as pd

from ...errors import InputError
from ...gdalio import first_line
from ..common.encoding import decode
from ..common.files import refuse_web_page

#: The header is looked for in so many lines.
_HEAD_LINES = 200
_SEPARATORS = (",", "\t", ";")


def field_key(name: str) -> str:
    """A field's name as it is compared: width, case, blanks, ``#`` and quotes do not count."""
    return re.sub(r"[\s#\"']", "", unicodedata.normalize("NFKC", name)).casefold()


def read_csv(path: Path, code_field: str) -> tuple[pd.DataFrame, int]:
    """Read a table as text, every cell as it stands.

    The header is the first line that holds the code field; J-SHIS puts it behind a ``#`` like the comments
    above it, and blanks behind its commas. Lines that begin with ``#`` are no rows.

    Parameters
    ----------
    path : Path
    code_field : str

    Returns
    -------
    table : pandas.DataFrame
        Text, empty where a cell is blank.
    header_line : int
        Number of the header's line, from 1.

    Raises
    ------
    InputError
        When no line holds the code field, the encoding is not known, or rows are longer than the header.
    """
    refuse_web_page(path)
    text = decode(path.read_bytes(), path.name).text
    lines = list(itertools.islice(io.StringIO(text), _HEAD_LINES))
    line, names, separator = _header(lines, field_key(code_field), path, code_field)
    first = next((row for row in lines[line:] if row.strip() and not row.startswith("#")), "")
    extra = len(_split(first, separator)) - len(names) if first else 0
    unnamed = [f"column_{len(names) + i + 1}" for i in range(max(extra, 0))]
    try:
        table = pd.read_csv(
            io.StringIO(text), sep=separator, header=None, names=[*names, *unnamed], skiprows=line, dtype=str,
            index_col=False, keep_default_na=False, na_filter=False, skipinitialspace=True, low_memory=False,
        )  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(
            f"The table {path.name} cannot be read as rows of {len(names)} columns ({first_line(error)}); check "
            "it for stray commas."
        ) from error
    blank = [name for name in unnamed if (table[name].fillna("").str.strip() == "").all()]
    table = table.drop(columns=blank).fillna("")
    return table[~table.iloc[:, 0].str.startswith("#")].reset_index(drop=True), line


def _header(lines: list[str], key: str, path: Path, code_field: str) -> tuple[int, list[str], str]:
    shown: list[str] = []
    for number, line in enumerate(lines, start=1):
        for separator in _SEPARATORS:
            names = [n.strip() for n in _split(line.lstrip("\ufeff# \t"), separator)]
            if key in [field_key(n) for n in names]:
                return number, unique_names(names), separator
        shown = shown or [n.strip() for n in _split(line.lstrip("\ufeff# \t"), ",")][:20]
    raise InputError(
        f"The table {path.name} has no column {code_field}; choose one of its columns, which begin: "
        f"{', '.join(shown)}."
    )


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line.rstrip("\r\n")], delimiter=separator, skipinitialspace=True), [])


def unique_names(names: list[str]) -> list[str]:
    """Names of columns, each once: a blank one is called by its place, a second one numbered."""
    out: list[str] = []
    for place, name in enumerate(names, start=1):
        base = name or f"column_{place}"
        number, unique = 1, base
        while unique.casefold() in [n.casefold() for n in out]:
            number += 1
            unique = f"{base}_{number}"
        out.append(unique)
    return out
