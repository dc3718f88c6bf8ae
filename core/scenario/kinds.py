"""Kinds of values in a scenario file: each reads a JSON value into Python and tells its JSON Schema.

One declaration serves the reader and the schema, so the two cannot drift apart.
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from typing import Any, Callable, Protocol

from ..weights.numbers import to_number


class Faults(list):
    """Faults found so far, each ``place: what is wrong``."""

    def add(self, place: str, text: str) -> None:
        """Note a fault at a place such as ``criteria[2].value.low``."""
        self.append(f"{place or 'the file'}: {text}")


class Kind(Protocol):
    """A kind of value."""

    def read(self, value: Any, place: str, faults: Faults) -> Any:
        """Return the value as Python wants it; note faults and return None where it cannot be used."""
        ...

    def schema(self) -> dict:
        """JSON Schema of the value."""
        ...


@dataclass(frozen=True)
class Text:
    """A string that is not blank."""

    def read(self, value: Any, place: str, faults: Faults) -> str | None:
        """The text."""
        if isinstance(value, str) and value.strip():
            return value
        faults.add(place, f"{_show(value)} is not a text")
        return None

    def schema(self) -> dict:
        """A string with at least one character."""
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True)
class Number:
    """A finite number between bounds (both allowed, unless ``above`` is given)."""

    least: float | None = None
    most: float | None = None
    above: float | None = None
    whole: bool = False

    def read(self, value: Any, place: str, faults: Faults) -> float | int | None:
        """The number."""
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            faults.add(place, f"{_show(value)} is not a number")
        elif self.whole and value != int(value):
            faults.add(place, f"{value} is not a whole number")
        elif self.above is not None and value <= self.above:
            faults.add(place, f"{value} is not above {self.above:g}")
        elif self.least is not None and value < self.least:
            faults.add(place, f"{value} is below {self.least:g}")
        elif self.most is not None and value > self.most:
            faults.add(place, f"{value} is above {self.most:g}")
        else:
            return int(value) if self.whole else float(value)
        return None

    def schema(self) -> dict:
        """Number or integer with its bounds."""
        out: dict[str, Any] = {"type": "integer" if self.whole else "number"}
        for key, bound in (("minimum", self.least), ("maximum", self.most), ("exclusiveMinimum", self.above)):
            if bound is not None:
                out[key] = bound
        return out


@dataclass(frozen=True)
class Ratio:
    """A number above 0, or a text such as ``1/3``."""

    def read(self, value: Any, place: str, faults: Faults) -> float | None:
        """The number."""
        if isinstance(value, str):
            try:
                value = to_number(value)
            except ValueError:
                faults.add(place, f"{_show(value)} is no number and no fraction such as 1/3")
                return None
        return Number(above=0).read(value, place, faults)

    def schema(self) -> dict:
        """A number, or digits with or without a bar."""
        text = {"type": "string", "pattern": r"^\s*[0-9.]+\s*(/\s*[0-9.]+\s*)?$"}
        return {"anyOf": [Number(above=0).schema(), text]}


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def read(self, value: Any, place: str, faults: Faults) -> bool | None:
        """The flag."""
        if isinstance(value, bool):
            return value
        faults.add(place, f"{_show(value)} is not true or false")
        return None

    def schema(self) -> dict:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: Any, place: str, faults: Faults) -> str | None:
        """The word."""
        if isinstance(value, str) and value in self.words:
            return value
        faults.add(place, f"{_show(value)} is not one of {', '.join(self.words)}{nearest(value, self.words)}")
        return None

    def schema(self) -> dict:
        """An enumeration."""
        return {"enum": list(self.words)}


@dataclass(frozen=True)
class Many:
    """A list of values of one kind, read into a tuple."""

    of: Kind
    least: int = 0
    length: int | None = None

    def read(self, value: Any, place: str, faults: Faults) -> tuple | None:
        """The values."""
        if not isinstance(value, list):
            faults.add(place, f"{_show(value)} is not a list")
            return None
        if self.length is not None and len(value) != self.length:
            faults.add(place, f"there must be {self.length} values, not {len(value)}")
            return None
        if len(value) < self.least:
            faults.add(place, f"there must be at least {self.least}")
        return tuple(self.of.read(v, f"{place}[{i}]", faults) for i, v in enumerate(value))

    def schema(self) -> dict:
        """An array."""
        out: dict[str, Any] = {"type": "array", "items": self.of.schema()}
        if self.length is not None:
            out["minItems"] = out["maxItems"] = self.length
        elif self.least:
            out["minItems"] = self.least
        return out


@dataclass(frozen=True)
class Mapping:
    """An object whose keys are free: layer ids, classes, paths."""

    of: Kind

    def read(self, value: Any, place: str, faults: Faults) -> dict | None:
        """The values by key."""
        if not isinstance(value, dict):
            faults.add(place, f"{_show(value)} is not an object")
            return None
        return {k: self.of.read(v, f"{place}.{k}" if place else k, faults) for k, v in value.items()}

    def schema(self) -> dict:
        """An object with additional properties."""
        return {"type": "object", "additionalProperties": self.of.schema()}


@dataclass(frozen=True)
class Anything:
    """Any JSON value, checked later where it is used."""

    def read(self, value: Any, place: str, faults: Faults) -> Any:
        """The value as it is."""
        return value

    def schema(self) -> dict:
        """The schema that allows all."""
        return {}


@dataclass(frozen=True)
class Either:
    """A value of one of two kinds, told apart by a test on the JSON value."""

    test: Callable[[Any], bool]
    yes: Kind
    no: Kind

    def read(self, value: Any, place: str, faults: Faults) -> Any:
        """The value read as the kind that the test picks."""
        return (self.yes if self.test(value) else self.no).read(value, place, faults)

    def schema(self) -> dict:
        """Any of the two."""
        return {"anyOf": [self.yes.schema(), self.no.schema()]}


@dataclass(frozen=True)
class Nested:
    """A kind that holds itself, such as groups within groups.

    Attributes
    ----------
    name : str
        Its name among the schema's definitions.
    kind : callable
        Returns the kind.
    depth : int
        How deep it may stand.
    """

    name: str
    kind: Callable[[], Kind]
    depth: int = 20

    def read(self, value: Any, place: str, faults: Faults) -> Any:
        """The value read as the kind."""
        if place.count("[") > self.depth:
            faults.add(place, f"it stands deeper than {self.depth} levels")
            return None
        return self.kind().read(value, place, faults)

    def schema(self) -> dict:
        """A reference to the definition."""
        return {"$ref": f"#/definitions/{self.name}"}


@dataclass(frozen=True)
class Key:
    """A key of an object: its kind, whether it must be there, and what it means."""

    name: str
    kind: Kind
    about: str
    required: bool = False


@dataclass(frozen=True)
class Record:
    """An object with known keys, read into a dataclass.

    Attributes
    ----------
    build : callable
        Takes the keys that are there as keyword arguments.
    keys : tuple of Key
    """

    build: Callable[..., Any]
    keys: tuple[Key, ...]

    def read(self, value: Any, place: str, faults: Faults) -> Any:
        """What ``build`` makes of the object; None when a key is at fault."""
        if not isinstance(value, dict):
            faults.add(place, f"{_show(value)} is not an object")
            return None
        before = len(faults)
        known = {key.name: key for key in self.keys}
        for name in value:
            if name not in known:
                faults.add(_at(place, name), f"unknown key{nearest(name, tuple(known))}")
        for key in self.keys:
            if key.required and key.name not in value:
                faults.add(place, f"the key {key.name} is missing")
        read = {n: known[n].kind.read(v, _at(place, n), faults) for n, v in value.items() if n in known}
        return self.build(**read) if len(faults) == before else None

    def schema(self) -> dict:
        """An object without additional properties."""
        properties = {k.name: {**k.kind.schema(), "description": k.about} for k in self.keys}
        required = [k.name for k in self.keys if k.required]
        out = {"type": "object", "additionalProperties": False, "properties": properties}
        return {**out, "required": required} if required else out


@dataclass(frozen=True)
class Variant:
    """An object whose other keys depend on the word under one key, as criteria do on ``type``."""

    on: str
    records: dict[str, Record]

    def read(self, value: Any, place: str, faults: Faults) -> Any:
        """The object read as its variant."""
        if not isinstance(value, dict):
            faults.add(place, f"{_show(value)} is not an object")
            return None
        word = Choice(tuple(self.records)).read(value.get(self.on), _at(place, self.on), faults)
        return None if word is None else self.records[word].read(value, place, faults)

    def schema(self) -> dict:
        """One of the variants, each with its word fixed."""
        out = []
        for word, record in self.records.items():
            schema = record.schema()
            schema["properties"][self.on] = {"const": word}
            out.append(schema)
        return {"oneOf": out}


def nearest(word: Any, words: tuple[str, ...]) -> str:
    """``; did you mean X?`` for the nearest known word, or nothing."""
    close = difflib.get_close_matches(str(word), words, n=1, cutoff=0.5)
    return (
        f"; did you mean {close[0]}?"
        if close
        else (f"; known: {', '.join(words)}" if len(words) <= 12 else "")
    )


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _show(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
