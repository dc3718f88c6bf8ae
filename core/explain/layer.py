"""Explanations as a layer: a feature a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..sources.features import FeatureTable
from ..vectors import FieldSpec, LayerSpec, write_layer
from .facts import Explanation
from .words import Words

_TEXT = {"state", "limiting", "excluded_by", "not_assessed", "sentence", "change"}


def attributes(told: Explanation, words: Words) -> dict[str, Any]:
    """Fields of a place: score, raw_, score_ and contrib_ of each criterion, limiting, excluded_by, and the sentence.

    Contributions sum to ``score`` where the place has one. Lists are parted by commas; blank where there is none.
    """
    out: dict[str, Any] = {"state": told.state, "score": told.score}
    for prefix, name in (("raw", "raw"), ("score", "score"), ("contrib", "contribution")):
        out.update({f"{prefix}_{c.id}": getattr(c, name) for c in told.criteria})
    limiting = told.limiting
    out["limiting"] = limiting.id if limiting else None
    out["excluded_by"] = ",".join(r.id for r in told.excluded_by)
    out["not_assessed"] = ",".join(told.not_assessed)
    out["change"] = words.change(told.change) if told.change else None
    out["sentence"] = words.sentence(told)
    return out


def write_explanations(
    path: Path,
    places: FeatureTable,
    told: dict[int, Explanation],
    criteria: list[str],
    words: Words,
    metadata: dict[str, str] | None = None,
) -> None:
    """Write places as they are with what was found; a field of the same name gives way to ours.

    Parameters
    ----------
    told : dict of feature id to Explanation
        Places without one keep their own fields alone.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    by_criterion = [f"{p}_{c}" for p in ("raw", "score", "contrib") for c in criteria]
    names = ["state", "score", *by_criterion, "limiting", "excluded_by", "not_assessed", "change", "sentence"]
    added = tuple(FieldSpec(n, str if n in _TEXT else float) for n in names)
    fields, rows = places.with_fields(added, {i: attributes(t, words) for i, t in told.items()})
    tags = tuple((metadata or {}).items())
    write_layer(path, LayerSpec("explained", places.crs, places.geometry, fields, tags), rows)
