"""Facts in sentences, in each language."""

from __future__ import annotations

import json
import re

from ..parameters import RESOURCES
from .facts import ELIGIBLE, EXCLUDED, OUTSIDE, Change, ConnectionFact, CriterionFact, Explanation, RuleFact

#: Languages that explanations speak; the first stands in for any other.
LANGUAGES = ("en", "ja")
FOLDER = RESOURCES / "explain"


class Words:
    """Sentences of a language.

    Parameters
    ----------
    language : str
        ``en``, ``ja``, or a locale such as ``ja_JP``; another language gets English.
    """

    def __init__(self, language: str = "en") -> None:
        short = re.split("[-_.]", language.lower())[0]
        self.language = short if short in LANGUAGES else LANGUAGES[0]
        self._texts: dict[str, str] = json.loads(
            (FOLDER / f"{self.language}.json").read_text(encoding="utf-8")
        )

    def __call__(self, key: str, **values: object) -> str:
        """The words of a key with the values in their places."""
        return self._texts[key].format(**values)

    def sentence(self, told: Explanation) -> str:
        """All that decides about a place, in a few sentences."""
        parts = [self.verdict(told), self._connection(told.connections)]
        if told.change is not None:
            parts.append(self.change(told.change))
        gap = "" if self.language == "ja" else " "
        return gap.join(p for p in parts if p)

    def verdict(self, told: Explanation) -> str:
        """What the place is, and by what."""
        if told.state == OUTSIDE:
            return self("outside")
        if told.state == ELIGIBLE:
            return self._score(told)
        if told.state == EXCLUDED:
            rules = told.excluded_by
            key = "excluded_one" if len(rules) == 1 else "excluded"
            text = self(key, rules=self("and").join(map(self.rule, rules)))
            ids = [r.label for r in told.rules if r.unknown > 0]
            return text if not ids else f"{text} {self('not_assessed_too', ids=self('and').join(ids))}"
        labels = {c.id: c.label for c in told.criteria} | {r.id: r.label for r in told.rules}
        return self("not_assessed_state", ids=self("and").join(labels[i] for i in told.not_assessed))

    def _score(self, told: Explanation) -> str:
        limiting = told.limiting
        if limiting is None or told.score is None:
            return ""
        return self(
            "eligible" if told.eligible_cells == told.cells else "eligible_partly",
            score=f"{told.score:.2f}",
            share=f"{100 * told.eligible_cells / told.cells:.0f}",
            limiting=limiting.label,
            raw=self.quantity(limiting),
            limiting_score=f"{limiting.score:.2f}",
        )

    def quantity(self, fact: CriterionFact) -> str:
        """A criterion's raw value with its unit; a dash where it is not assessed."""
        if fact.raw is None:
            return "–"
        name = self._texts.get(f"unit {fact.unit}", fact.unit)
        unit = "" if name.startswith("0 to") or not name else f" {name}"
        return f"{fact.raw:,.4g}" + unit if abs(fact.raw) < 10_000 else f"{fact.raw:,.0f}{unit}"

    def rule(self, rule: RuleFact) -> str:
        """A rule with the features that hit, or the value that it tests."""
        if rule.features:
            return self("rule_features", label=rule.label, features=self("and").join(rule.features))
        if rule.value is not None:
            return self("rule_value", label=rule.label, value=f"{rule.value:.4g}")
        return self("rule", label=rule.label)

    def _connection(self, found: tuple[ConnectionFact, ...]) -> str:
        if not found:
            return ""
        good = [c for c in found if not c.obstacles]
        first = (good or list(found))[0]
        km = f"{first.metres / 1000:.1f}"
        if good:
            return self("connection_ok", name=first.name, km=km, mw=f"{first.spare_mw:g}")
        return self("connection_none", name=first.name, km=km, why=self.obstacles(first))

    def obstacles(self, connection: ConnectionFact) -> str:
        """Why a connection cannot serve."""
        return self("and").join(self(word, year=connection.year) for word in connection.obstacles)

    def change(self, change: Change) -> str:
        """What to change."""
        return self(
            f"change_{change.kind}", label=change.label, old=_plain(change.old), new=_plain(change.new)
        )


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
