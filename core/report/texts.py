"""The report's words in each language, and the engine's English remarks brought into it."""

from __future__ import annotations

import json
import re

from ..parameters import RESOURCES
from ..preflight.finding import Finding

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
        remarks = FOLDER / f"remarks.{self.language}.json"
        pairs = json.loads(remarks.read_text(encoding="utf-8")) if remarks.exists() else []
        self._remarks = [(re.compile(pattern), words) for pattern, words in pairs]

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with the values in their places."""
        return self._words[key].format(**values)

    def remark(self, text: str) -> str:
        """A remark of the engine in this language; what no pattern knows stays as it is."""
        for pattern, words in self._remarks:
            text = pattern.sub(words, text)
        return text


def finding_rows(findings: list[Finding], labels: dict[str, str], t: Texts) -> list[dict[str, str]]:
    """Findings for the template, the gravest first, otherwise in their order; criteria by their names."""

    def words(text: str) -> str:
        named = re.sub(r"\bcriterion (\S+)", lambda m: f"criterion “{labels.get(m[1], m[1])}”", text)
        return t.remark(named)

    order = list(_LEVELS)
    ranked = sorted(findings, key=lambda f: order.index(f.level) if f.level in order else len(order))
    return [
        {
            "level": f.level,
            "title": t(_LEVELS.get(f.level, "level_info")),
            "where": _sentence(words(f.where)),
            "what": _sentence(words(f.what)),
            "mend": words(f.mend),
        }
        for f in ranked
    ]


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
