"""Weights as tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import OutputError
from ..outputs import OutputSet, outputs

#: A table: its header and rows.
Table = tuple[Sequence[str], Iterable[Sequence[Any]]]


def write_tables(tables: Mapping[str, Table]) -> None:
    """Write CSV tables by path, all or none; raises OutputError when one cannot be written.

    Numbers take ten significant digits; text is UTF-8 with a byte order mark, so that spreadsheets know it.
    """
    with outputs() as files:
        for path, (header, rows) in tables.items():
            _write(files, path, header, rows)


def _write(files: OutputSet, path: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    part: Path = files.aside(path)
    try:
        with part.open("w", newline="", encoding="utf-8-sig") as handle:
            writer = csv.writer(handle)
            writer.writerow(header)
            writer.writerows([f"{v:.10g}" if isinstance(v, float) else v for v in row] for row in rows)
    except OSError as error:
        raise OutputError(
            f"The table {path} cannot be written ({error.strerror}); check the disk."
        ) from error
