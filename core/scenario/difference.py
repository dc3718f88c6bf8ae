"""Where two scenarios differ, setting by setting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import WattbitError
from .kinds import Faults
from .read import build_scenario, horizon_of, with_settings
from .weigh import weigh

#: What says nothing about the result.
_WORDS = ("format", "title", "note", "horizons")
#: Parts whose entries have ids and are told one by one.
_LISTS = ("criteria", "exclusions")


@dataclass(frozen=True)
class Setting:
    """One setting that differs.

    Attributes
    ----------
    part : str
        ``weights``, or the part of the scenario: ``criteria``, ``exclusions``, ``facility``, ``grid`` ...
    entry : str
        Id of the criterion, rule or layer; blank where the part has no entries.
    title : str
        Title of the entry; its id where it has none.
    key : str
        Path of the setting inside the entry or the part, with dots; blank where the entry as a whole is
        there on one side alone.
    a, b : object
        Its values as the files have them, None where there is none. Of ``weights`` the share in [0, 1].
    """

    part: str
    entry: str
    title: str
    key: str
    a: Any
    b: Any


def settings_at(raw: dict[str, Any], folder: Path, horizon: str | None = None) -> dict[str, Any]:
    """A scenario as it stands at one of its horizons; as it is where no horizon is asked for.

    Raises
    ------
    InputError
        When it has no such horizon, or (ScenarioError) faults.
    """
    if horizon is None:
        return raw
    found = horizon_of(build_scenario(raw, folder), horizon)
    return with_settings(raw, found, Faults()) if found is not None else raw


def weight_shares(raw: dict[str, Any], folder: Path) -> dict[str, float] | None:
    """Share in [0, 1] of each criterion by its id; None where the scenario cannot be read or gives no weights."""
    try:
        scenario = build_scenario(raw, folder)
        found = weigh(scenario)
    except WattbitError:
        return None
    return {c.id: float(w) for c, w in zip(scenario.criteria, found.weights)}


def scenario_difference(
    a: dict[str, Any],
    b: dict[str, Any],
    weights: tuple[dict[str, float] | None, dict[str, float] | None] = (None, None),
) -> list[Setting]:
    """Settings in which two scenarios differ.

    Parameters
    ----------
    a, b : dict
        Parsed JSON.
    weights : tuple of dict or None
        Shares of the criteria by id (see ``weight_shares``). Where both are known the weights are told as
        shares, whatever method gave them; otherwise as the files have them.

    Returns
    -------
    list of Setting
        Weights first, then rules, criteria and the other parts. Empty when the scenarios ask for the same;
        title, note and the order of rules and criteria are no difference.
    """
    out = list(_weights(a, b, *weights)) if None not in weights else []
    is_weighed = None not in weights
    parts = [p for p in {**a, **b} if p not in _WORDS]
    parts.sort(key=lambda p: {"exclusions": 0, "criteria": 1}.get(p, 2))
    for part in parts:
        for found in _part(part, a.get(part), b.get(part)):
            is_told = is_weighed and part == "criteria" and found.key == "weight"
            if not is_told:
                out.append(found)
    return out


def _weights(
    a: dict[str, Any], b: dict[str, Any], mine: dict[str, float] | None, other: dict[str, float] | None
) -> Iterator[Setting]:
    mine, other = mine or {}, other or {}
    titles = {**_titles(b.get("criteria")), **_titles(a.get("criteria"))}
    for name in {**mine, **other}:
        before, after = mine.get(name), other.get(name)
        if before is None or after is None or abs(before - after) > 5e-5:  # told as tenths of a per mille
            yield Setting("weights", name, titles.get(name, name), "", before, after)


def _part(part: str, a: Any, b: Any) -> Iterator[Setting]:
    if part in _LISTS:
        mine, other = _by_id(a), _by_id(b)
    elif part == "layers":
        mine, other = a or {}, b or {}
    else:
        for key, before, after in _leaves(a, b):
            yield Setting(part, "", "", key, before, after)
        return
    for name in {**mine, **other}:
        before, after = mine.get(name), other.get(name)
        title = _title(after if before is None else before, name)
        if before is None or after is None:
            yield Setting(part, name, title, "", before, after)
            continue
        for key, x, y in _leaves(before, after):
            if key not in ("id", "title", "note"):
                yield Setting(part, name, title, key, x, y)


def _leaves(a: Any, b: Any, place: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Paths at which two values differ; a list is one value, for its entries have no names."""
    # Of a part that one side lacks, each setting is told; of anything else the whole.
    if (isinstance(a, dict) and isinstance(b, dict)) or (
        not place and {type(a), type(b)} == {dict, type(None)}
    ):
        mine, other = a or {}, b or {}
        for key in {**mine, **other}:
            yield from _leaves(mine.get(key), other.get(key), f"{place}.{key}" if place else key)
    elif a != b:
        yield place, a, b


def _by_id(entries: Any) -> dict[str, Any]:
    """Entries by id; those without one by their position, from 1."""
    if not isinstance(entries, list):
        return {}
    return {str(e.get("id", i) if isinstance(e, dict) else i): e for i, e in enumerate(entries, start=1)}


def _titles(entries: Any) -> dict[str, str]:
    return {name: _title(entry, name) for name, entry in _by_id(entries).items()}


def _title(entry: Any, name: str) -> str:
    return str(entry.get("title") or name) if isinstance(entry, dict) else name
