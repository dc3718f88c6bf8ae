"""Write tables as CSV that spreadsheets and programs read alike: UTF-8 with its mark, an empty cell for what is unknown."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .errors import OutputError


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write rows under a header; None and what a row lacks are empty cells, numbers have 12 digits.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    try:
        with path.open("w", newline="", encoding="utf-8-sig") as handle:
            writer = csv.DictWriter(handle, columns, restval="", extrasaction="raise")
            writer.writeheader()
            writer.writerows({k: _cell(v) for k, v in row.items()} for row in rows)
    except OSError as error:
        raise OutputError(
            f"The table {path} cannot be written ({error.strerror}); check the disk."
        ) from error


def _cell(value: Any) -> Any:
    """A whole number without a point; None as nothing."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else value
