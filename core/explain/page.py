"""Explanations as one HTML page."""

from __future__ import annotations

from pathlib import Path

import jinja2

from ..errors import OutputError
from ..outputs import outputs
from .facts import ConnectionFact, Explanation
from .words import FOLDER, Words

#: Places on a page; more are in the layer.
MAX_PLACES = 200


def write_page(path: Path, title: str, told: list[Explanation], names: list[str], words: Words) -> None:
    """Write the facts of places: a waterfall of contributions, rules, connections, and the smallest change.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(FOLDER)),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    places = [_place(t, n, words) for t, n in zip(told[:MAX_PLACES], names)]
    text = environment.get_template("page.html.j2").render(
        title=title, places=places, w=words, rest=len(told) - len(places)
    )
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            f"The report {path} cannot be written ({error.strerror}); check the disk."
        ) from error


def save_page(path: str | Path, title: str, told: list[Explanation], names: list[str], words: Words) -> None:
    """``write_page``, aside and then in place of what was there.

    Raises
    ------
    OutputError
        When the file cannot be written; what was there stays.
    """
    with outputs() as files:
        write_page(files.aside(path), title, told, names, words)


def _place(told: Explanation, name: str, words: Words) -> dict:
    before, rows = 0.0, []
    for fact in told.criteria:
        given = fact.contribution or 0.0
        rows.append(
            {
                "label": fact.label, "value": words.quantity(fact), "is_limiting": fact is told.limiting,
                "score": _number(fact.score), "weight": f"{fact.weight:.2f}", "contribution": _number(fact.contribution),
                "left": 100 * before, "width": 100 * max(given, 0.0),
            }
        )  # fmt: skip
        before += given
    return {
        "name": name,
        "sentence": words.sentence(told),
        "state": told.state,
        "score": _number(told.score),
        "criteria": rows,
        "rules": [
            {
                "label": r.label, "share": f"{100 * r.excluded:.0f} %", "alone": f"{100 * r.alone:.0f} %",
                "unknown": f"{100 * r.unknown:.0f} %", "sources": words("and").join(r.features),
            }
            for r in told.rules
        ],
        "connections": [_connection(c, words) for c in told.connections],
    }  # fmt: skip


def _connection(c: ConnectionFact, words: Words) -> dict[str, str]:
    return {
        "name": c.name,
        "km": f"{c.metres / 1000:.2f}",
        "mw": words("not_published") if c.spare_mw is None else f"{c.spare_mw:g}",
        "kv": "–" if c.voltage_kv is None else f"{c.voltage_kv:g}",
        "year": "" if c.year is None else str(c.year),
        "verdict": words("yes") if not c.obstacles else words.obstacles(c),
    }


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
