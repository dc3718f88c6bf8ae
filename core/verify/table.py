"""The table of examples as CSV, JSON or HTML."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import asdict
from pathlib import Path

from ..errors import OutputError
from ..outputs import outputs
from .example import Outcome

COLUMNS = ("topic", "example", "source", "expected", "got", "passed")
_WORDS = {True: "yes", False: "NO", None: "not run"}


def write_table(path: str, rows: list[Outcome]) -> None:
    """Write the table; the ending picks the form: .json, .html, else CSV.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    form = {".json": _json, ".html": _html, ".htm": _html}.get(Path(path).suffix.lower(), _csv)
    with outputs() as files:
        aside = files.aside(path)
        try:
            # A byte order mark lets Excel read CSV as UTF-8.
            aside.write_text(form(rows), encoding="utf-8-sig" if form is _csv else "utf-8")
        except OSError as error:
            raise OutputError(
                f"The table {path} cannot be written ({error.strerror}); check the disk."
            ) from error


def _csv(rows: list[Outcome]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([r.topic, r.example, r.source, r.expected, r.got, _WORDS[r.passed]] for r in rows)
    return text.getvalue()


def _json(rows: list[Outcome]) -> str:
    return json.dumps([asdict(r) for r in rows], indent=2, ensure_ascii=False) + "\n"


def _html(rows: list[Outcome]) -> str:
    def row(cells: tuple[str, ...], tag: str = "td") -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(c)}</{tag}>" for c in cells) + "</tr>"

    body = [row((r.topic, r.example, r.source, r.expected, r.got, _WORDS[r.passed])) for r in rows]
    failed = sum(r.passed is False for r in rows)
    told = f"{sum(r.passed is True for r in rows)} passed, {failed} failed"
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Watt-Bit Siting: verification</title>',
            "<style>:root { color-scheme: light dark; } body { font: 15px/1.5 sans-serif; margin: 2rem; }",
            "th, td { text-align: left; vertical-align: top; padding: 0.2rem 1rem 0.2rem 0; }</style>",
            f"<h1>Verification</h1>\n<p>{told}</p>\n<table>",
            row(COLUMNS, "th"),
            *body,
            "</table>\n</html>\n",
        ]
    )
