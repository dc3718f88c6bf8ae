"""Add, copy and take out criteria: what names them all is adapted, so that a scenario that was valid stays so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .edit import unique_id, value_at, with_entry, with_value, without
from .edit_members import overlay_with, overlay_without, weighting_with, weighting_without
from .edit_weighting import started, weighed

#: Digits of a weight that was worked out, not typed.
_DIGITS = 6


@dataclass(frozen=True)
class Change:
    """A scenario after a criterion came or went.

    Attributes
    ----------
    raw : dict
    id : str
        Of the criterion.
    adapted : tuple of str
        What else was changed: the method of the weights where its judgements, comparisons, ranks or tree were,
        ``restarted`` where they had to be begun afresh, ``weights`` where all of them would have been 0,
        ``overlay`` and ``horizons``.
    """

    raw: dict[str, Any]
    id: str
    adapted: tuple[str, ...] = ()


def added(raw: dict[str, Any], folder: Path, criterion: dict[str, Any]) -> Change:
    """The scenario with a criterion at its end; its id is the wish that it brings, numbered where it is taken.

    Where weights are direct and the criterion brings none, it weighs as much as the others do on average.
    """
    entry = {**criterion, "id": unique_id(criterion["id"], _ids(raw))}
    if _method(raw) == "direct" and "weight" not in entry:
        weights = weights_of(raw)
        entry["weight"] = round(sum(weights) / len(weights), _DIGITS) if any(weights) else 1
    return _joined(raw, folder, entry, len(_ids(raw)))


def duplicated(raw: dict[str, Any], folder: Path, id: str, title: str | None = None) -> Change:
    """The scenario with a copy of a criterion after it, weighed and judged alike, in its horizons too."""
    entry = {**value_at(raw, ("criteria", id)), "id": unique_id(id, _ids(raw))}
    if title:
        entry["title"] = title
    return _joined(raw, folder, entry, _ids(raw).index(id) + 1, id)


def removed(raw: dict[str, Any], folder: Path, id: str) -> Change:
    """The scenario without a criterion, and without what is said of it elsewhere."""
    ids = _ids(raw)
    out = without(raw, ("criteria", id))
    adapted = []
    if _method(raw) != "direct" and len(ids) > 1:
        out = with_value(out, ("weighting",), weighting_without(raw["weighting"], ids, id))
        adapted.append(_method(raw))
    elif _method(raw) == "direct" and len(ids) > 1 and not any(weights_of(out)):
        for other in _ids(out):
            out = with_value(out, ("criteria", other, "weight"), 1)
        adapted.append("weights")
    if raw.get("overlay"):
        out = with_value(out, ("overlay",), overlay_without(raw["overlay"], ids, id))
    out = _horizons(out, id, None)
    return _checked(raw, out, folder, id, adapted)


def with_sum_one(raw: dict[str, Any], fixed: str | None = None) -> dict[str, Any]:
    """The scenario with direct weights that sum to 1: all scaled alike, or all but the one that is fixed.

    Where the others are all 0, they share evenly what the fixed one leaves. It is at most 1.
    """
    ids, weights = _ids(raw), weights_of(raw)
    free = [i for i, id in enumerate(ids) if id != fixed]
    rest = 1.0
    if fixed in ids:
        kept = min(weights[ids.index(fixed)], 1.0)
        raw = with_value(raw, ("criteria", fixed, "weight"), kept)
        rest -= kept
    total = sum(weights[i] for i in free)
    if not free:
        return raw
    scaled = [round(rest * (weights[i] / total if total else 1 / len(free)), _DIGITS) for i in free]
    largest = scaled.index(max(scaled))
    scaled[largest] = max(0.0, round(scaled[largest] + rest - sum(scaled), _DIGITS))
    for i, weight in zip(free, scaled):
        raw = with_value(raw, ("criteria", ids[i], "weight"), weight)
    return raw


def weights_of(raw: dict[str, Any]) -> list[float]:
    """Direct weights in the order of the file, 1 where none is written."""
    return [float(c.get("weight", 1)) for c in raw.get("criteria", ())]


def _joined(raw: dict[str, Any], folder: Path, entry: dict[str, Any], place: int, like: str = "") -> Change:
    ids, id = _ids(raw), entry["id"]
    out = with_entry(raw, ("criteria",), entry, place)
    adapted = []
    if _method(raw) != "direct":
        out = with_value(out, ("weighting",), weighting_with(raw["weighting"], ids, id, place, like))
        adapted.append(_method(raw))
    if raw.get("overlay"):
        out = with_value(out, ("overlay",), overlay_with(raw["overlay"], ids, id, place, like))
    if like:
        out = _horizons(out, like, id)
    return _checked(raw, out, folder, id, adapted)


def _checked(
    before: dict[str, Any], after: dict[str, Any], folder: Path, id: str, adapted: Sequence[str]
) -> Change:
    """The change; judgements that could not be carried over are begun afresh with the earlier weights."""
    told = list(adapted)
    found = weighed(before, folder) if _method(before) != "direct" else None
    if found is not None and weighed(after, folder) is None:
        weights = dict(zip(_ids(before), found.weights))
        mean = sum(weights.values()) / len(weights)
        ids = _ids(after)
        begun = started(_method(before), ids, [weights.get(i, mean) for i in ids])
        again = with_value(after, ("weighting",), begun)
        if weighed(again, folder) is not None:
            after, told = again, ["restarted"]
    for part in ("overlay", "horizons"):
        if before.get(part) != after.get(part):
            told.append(part)
    return Change(after, id, tuple(told))


def _horizons(raw: dict[str, Any], id: str, copy: str | None) -> dict[str, Any]:
    """The scenario with what its horizons set of a criterion taken out, or set of its copy too."""
    horizons = []
    for horizon in raw.get("horizons", ()):
        given = horizon.get("set") or {}
        own = {path: value for path, value in given.items() if _names(path, id)}
        kept = {path: value for path, value in given.items() if path not in own}
        if copy is not None:
            copied = {path.replace(f"criteria.{id}.", f"criteria.{copy}.", 1): v for path, v in own.items()}
            kept = {**given, **copied}
        horizons.append({**horizon, "set": kept} if "set" in horizon else horizon)
    return with_value(raw, ("horizons",), horizons) if horizons else raw


def _names(path: str, id: str) -> bool:
    """Whether a path of a horizon leads into a criterion."""
    return path.startswith(f"criteria.{id}.")


def _ids(raw: dict[str, Any]) -> list[str]:
    return [c["id"] for c in raw.get("criteria", ())]


def _method(raw: dict[str, Any]) -> str:
    return str((raw.get("weighting") or {}).get("method", "direct"))
