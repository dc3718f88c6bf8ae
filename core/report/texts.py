"""The report's words in each language, and findings told in it."""

from __future__ import annotations

import json
import re

from ..parameters import RESOURCES
from ..preflight.finding import Finding
from ..preflight.phrases import phrases

#: Languages that the report is written in; the first stands in for any other.
LANGUAGES = ("en", "ja")
FOLDER = RESOURCES / "report"
#: Warnings come before remarks.
_LEVELS = {"error": "level_error", "warning": "level_warning", "info": "level_info"}


class Texts:
    """Words of the report by key.

    Parameters
    ----------
    language : str
        ``en``, ``ja``, or a locale such as ``ja_JP``; another language gets English.
    """

    def __init__(self, language: str) -> None:
        short = re.split("[-_.]", language.lower())[0]
        self.language = short if short in LANGUAGES else LANGUAGES[0]
        self._words: dict[str, str] = json.loads(
            (FOLDER / f"{self.language}.json").read_text(encoding="utf-8")
        )

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with the values in their places."""
        return self._words[key].format(**values)


def finding_rows(findings: list[Finding], labels: dict[str, str], t: Texts) -> list[dict[str, str]]:
    """Findings for the template, the gravest first, otherwise in their order; criteria by their names."""
    order = list(_LEVELS)
    ranked = sorted(findings, key=lambda f: order.index(f.level) if f.level in order else len(order))
    return [
        {"level": f.level, "title": t(_LEVELS.get(f.level, "level_info")), **_told(f, labels, t)}
        for f in ranked
    ]


def _told(finding: Finding, labels: dict[str, str], t: Texts) -> dict[str, str]:
    """Place, words and mend in the report's language; the sentence of an error stays as it is."""
    said = finding.said
    if said is None:
        return {
            "where": _sentence(finding.where),
            "what": _sentence(finding.what),
            "mend": finding.mend,
        }
    say = phrases(t.language).say
    return {
        "where": _sentence(say(said.place, labels)),
        "what": _sentence(say(said.what, labels)),
        "mend": say(said.mend, labels) if said.mend else "",
    }


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
