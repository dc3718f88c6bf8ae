"""Sentences of findings by key: ``resources/findings/<language>.json``."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Union

from ..parameters import RESOURCES

ENGLISH = "en"
FOLDER = RESOURCES / "findings"


@dataclass(frozen=True)
class Place:
    """A part of a scenario: ``criterion``, ``layer``, ``exclusion``, ... with its id, or a part that is there once."""

    kind: str
    id: str = ""


@dataclass(frozen=True)
class Span:
    """Figures from the least to the largest, formatted as one of them would be."""

    low: float
    high: float


@dataclass(frozen=True)
class Listed:
    """Several values: parted by commas, or joined by the word for ``and``."""

    values: tuple[Value, ...]
    by: str = "list"


@dataclass(frozen=True)
class Words:
    """A phrase by its key, with its arguments."""

    key: str
    args: tuple[tuple[str, Value], ...] = ()

    @staticmethod
    def of(key: str, **args: Value) -> Words:
        """Make a phrase."""
        return Words(key, tuple(args.items()))


Value = Union[str, int, float, Span, Place, Words, Listed, None]


class _Range:
    """A span as ``str.format`` takes it: both ends in the format that the template asks for."""

    def __init__(self, span: Span, template: str) -> None:
        self._span, self._template = span, template

    def __format__(self, spec: str) -> str:
        low, high = format(self._span.low, spec), format(self._span.high, spec)
        return low if low == high else self._template.format(low=low, high=high)


class Phrases:
    """The phrases of one language."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def knows(self, key: str) -> bool:
        """Whether there is a phrase of this key."""
        return key in self._words

    def say(self, value: Value, labels: Mapping[str, str] = MappingProxyType({})) -> str:
        """A phrase or a value in words; ``labels`` are names of criteria by id, empty where there are none."""
        ready = self._ready(value, labels)
        return ready if isinstance(ready, str) else format(ready)

    def _ready(self, value: Value, labels: Mapping[str, str]) -> Any:
        if isinstance(value, Words):
            args = {name: self._ready(v, labels) for name, v in value.args}
            return self._words[value.key].format(**args)
        if isinstance(value, Place):
            named = labels.get(value.id) if value.kind == "criterion" else None
            key = f"place_{value.kind}_named" if named else f"place_{value.kind}"
            return self._words[key].format(id=named or value.id)
        if isinstance(value, Listed):
            return self._words[f"join_{value.by}"].join(self.say(v, labels) for v in value.values)
        if isinstance(value, Span):
            return _Range(value, self._words["span"])
        return "" if value is None else value


@functools.lru_cache(maxsize=4)
def phrases(language: str) -> Phrases:
    """The phrases of a language, ``en`` or ``ja``."""
    return Phrases(json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")))
