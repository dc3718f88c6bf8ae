"""Comparisons as rows of the tables of the page Compare."""

from __future__ import annotations

import json
import math

from ..text import tr

#: What stands where there is nothing.
NONE = "—"
#: Sorts behind every place won or lost.
_LAST = 1e9


def move_row(move):
    """Cells of a place: change, ranks, scores, overlap; each with what to sort by."""
    return (
        (_change(move), _order(move)),
        _number(move.rank_a, "d"),
        _number(move.rank_b, "d"),
        _scores(move),
        _number(move.overlap, ".0%"),
    )


def _change(move):
    if move.change == "new":
        return tr("＋ new")
    if move.change == "gone":
        return tr("− gone")
    if move.change == "0":
        return tr("same")
    return ("▲ " if move.change[0] == "+" else "▼ ") + move.change[1:]


def _scores(move):
    texts = [_number(score, ".3f")[0] for score in (move.score_a, move.score_b)]
    return " → ".join(texts), _number(move.score_b, ".3f")[1]


def _order(move):
    return {"new": _LAST, "gone": _LAST + 1}.get(move.change) or -float(move.change)


def _number(value, form):
    if value is None or math.isnan(value):
        return NONE, math.inf
    return format(value, form), float(value)  # one type, or Qt would compare texts


def setting_row(setting):
    """Cells of a setting that differs: what it is, and its two values."""
    return _name(setting), *(_value(v, setting) for v in (setting.a, setting.b))


def _name(setting):
    words = [_part(setting.part), setting.title, _key(setting.key)]
    return ": ".join(w for w in words if w)


def _part(part):
    return {
        "weights": tr("Weight"),
        "exclusions": tr("Rule"),
        "criteria": tr("Criterion"),
        "layers": tr("Layer"),
        "facility": tr("Facility"),
        "grid": tr("Grid"),
        "candidates": tr("Candidates"),
        "allocation": tr("Allocation"),
        "uncertainty": tr("Uncertainty"),
        "overlay": tr("Overlay"),
        "weighting": tr("Weighting"),
    }.get(part, part)


def _key(key):
    """A setting in words where there are some; rarer ones by the key that the scenario's file has."""
    known = {
        "demand_mw": tr("demand (MW)"),
        "horizon_year": tr("in service by"),
        "cell_size_m": tr("cell size (m)"),
        "extent": tr("extent"),
        "crs": tr("CRS"),
        "source": tr("source"),
        "as_of": tr("as of"),
        "layer": tr("layer"),
        "where": tr("condition"),
        "ranges": tr("ranges"),
        "buffer_m": tr("buffer (m)"),
        "covered_share": tr("covered share"),
        "weight": tr("weight"),
        "method": tr("method"),
        "value.function": tr("value function"),
        "value.low": tr("value that scores 0"),
        "value.high": tr("value that scores 1"),
        "max_distance_m": tr("largest distance (m)"),
        "margin_pct": tr("margin (%)"),
        "count": tr("count"),
        "min_area_ha": tr("least area (ha)"),
        "max_area_ha": tr("largest area (ha)"),
        "min_spacing_m": tr("spacing (m)"),
        "min_score": tr("least score"),
    }
    return known.get(key, key)


def _value(value, setting):
    if value is None:
        return NONE
    if setting.part == "weights":
        return f"{value:.1%}"
    if setting.entry and not setting.key:
        return tr("there")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, (int, float)):
        return f"{value:g}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def figures(rows):
    """One sentence on the two rows of figures that a difference comes with."""
    a, b = rows
    return tr(
        "Best 5 %: {overlap} shared; mean score {a} → {b}; correlation {r}; orange is better in B, blue in A."
    ).format(
        overlap=_number(a.overlap[1], ".0%")[0],
        a=f"{a.mean:.3f}",
        b=f"{b.mean:.3f}",
        r=_number(a.correlation[1], ".2f")[0],
    )
