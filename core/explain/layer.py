"""Explanations as a layer: a feature a place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from osgeo import ogr

from ..sources.geometries import to_geometries
from ..sources.shapes import VectorData
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
    data: VectorData,
    told: list[Explanation],
    criteria: list[str],
    crs: str,
    words: Words,
    metadata: dict[str, str] | None = None,
) -> None:
    """Write places with their own fields and what was found; a field of the same name gives way to ours.

    Raises
    ------
    OutputError
        When the file cannot be written.
    """
    rows = [attributes(t, words) for t in told]
    by_criterion = [f"{p}_{c}" for p in ("raw", "score", "contrib") for c in criteria]
    names = ["state", "score", *by_criterion, "limiting", "excluded_by", "not_assessed", "change", "sentence"]
    own = [n for n in data.fields if n not in names and n.lower() not in ("fid", "ogc_fid")]
    fields = [FieldSpec(n, _type(data.fields[n].tolist())) for n in own]
    fields += [FieldSpec(n, str if n in _TEXT else float) for n in names]
    kind = ogr.wkbUnknown
    tags = tuple((metadata or {}).items())
    features = (
        ({**{f.name: _own(f, data.fields[f.name][i]) for f in fields[: len(own)]}, **row}, bytes(g.wkb))
        for i, (row, g) in enumerate(zip(rows, to_geometries(data.shapes)))
    )
    write_layer(path, LayerSpec("explained", crs, kind, tuple(fields), tags), features)


def _type(values: list[Any]) -> type:
    given = [v for v in values if v is not None]
    if given and all(isinstance(v, int) for v in given):
        return int
    return float if given and all(isinstance(v, (int, float)) for v in given) else str


def _own(field: FieldSpec, value: Any) -> Any:
    return None if value is None else field.type(value)
