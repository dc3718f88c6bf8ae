"""One horizon of the report: answer, figures, map, candidates, weights, rules and what is not known."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..overlay.settings import Method
from ..proj import Transformer
from ..run.result import Candidate
from . import numbers
from .allocated import allocation_part
from .bars import area_segments, colour_of, histogram, least_sum, segments
from .combining import combining_words
from .horizon import Horizon, choice_words, key_figures, summary, why_none
from .maps import draw_map, grid_note
from .numbers import hectares, percent, share_of
from .rows import missing_rows, rule_rows, weight_rows
from .tables import candidate_table, shared_connections
from .weighting import weighting_words

#: Methods by which a criterion gives its weight at most.
_AT_MOST_WEIGHT = (Method.WLC, Method.GEOMETRIC)


def section(h: Horizon) -> dict[str, Any]:
    """All that the template prints of one horizon."""
    result, t = h.result, h.t
    is_several = len(h.run.horizons) > 1
    return {
        "anchor": f"h{h.index + 1}",
        "heading": t("horizon_heading", year=result.year, id=result.id) if is_several else "",
        "summary": summary(h),
        "tiles": key_figures(h),
        "areas": area_segments(result, (t("scored"), t("excluded"), t("not_assessed"))),
        "map": _map(h),
        "candidates": _candidates(h),
        "allocation": allocation_part(h),
        "bars": _bars(h),
        "weights": weight_rows(h),
        "weighting": weighting_words(h.plan.weighed, h.labels, t) if h.settings.is_weighted else [],
        "combining": combining_words(h.settings, h.labels, t),
        "rules": rule_rows(h),
        "ruled_out": {
            "area": hectares(result.excluded_ha),
            "share": percent(share_of(result.excluded_ha, result.total_ha)),
            "width": 100 * share_of(result.excluded_ha, result.total_ha),
        },
        "missing": missing_rows(h),
    }


def _map(h: Horizon) -> dict[str, Any]:
    drawing = draw_map(h.canvas, h.result.candidates, h.boundaries)
    grid, picture = h.canvas.grid, h.picture
    rows, cols = picture.classes.shape
    wanted = h.scenario.candidates
    low, high = h.settings.range
    return {
        "drawing": drawing,
        "image": picture.data_uri(),
        # A last part of a group of cells is not in the picture, so this may end a hair before the grid does.
        "image_width": drawing.width * min(1.0, cols * picture.step / grid.cols),
        "image_height": drawing.height * min(1.0, rows * picture.step / grid.rows),
        "knows_states": picture.knows_states,
        "has_not_assessed": picture.has_not_assessed,
        "step": picture.step,
        "grid": grid_note(grid),
        "histogram": histogram(h.result) if h.result.scored_ha else [],
        "title": h.t("suitability" if low >= 0 else "net_flow"),
        "ends": [numbers.plain(v) for v in (low, (low + high) / 2, high)],
        "least": (wanted.min_score - low) / (high - low) if wanted and wanted.min_score > low else None,
        "least_text": numbers.plain(wanted.min_score) if wanted else "",
        "low": numbers.score(h.result.score_min),
        "mean": numbers.score(h.result.score_mean),
        "high": numbers.score(h.result.score_max),
    }


def _candidates(h: Horizon) -> dict[str, Any]:
    found, t = h.result.candidates, h.t
    if not found:
        return {"none": why_none(h.result, h.scenario.candidates, t)}
    table = candidate_table(found, h.labels, _places(h, found), t)
    choice = choice_words(h.result, t)
    shared = [
        t("shared_connection", ranks=t("list_joint").join(map(str, ranks)), connection=name)
        for name, ranks in shared_connections(found)
    ]
    has_capacity = any("connection" in c.attributes or "feeds" in c.attributes for c in found)
    has_hazard = any("hazard_worst" in c.attributes for c in found)
    return {
        **table,
        "none": "",
        "choice": choice,
        "shared": shared,
        "has_capacity": has_capacity,
        "has_hazard": has_hazard,
    }


def _places(h: Horizon, found: list[Candidate]) -> list[str]:
    """Latitude and longitude of the middles, as map services take them."""
    move = Transformer.from_crs(h.canvas.grid.crs, "EPSG:4326", always_xy=True)
    longitude, latitude = move.transform(*np.array([c.region.centroid for c in found]).T)
    return [f"{y:.4f}, {x:.4f}" for y, x in zip(latitude, longitude)]


def _bars(h: Horizon) -> dict[str, Any]:
    labels, settings = h.labels, h.settings
    weights = {c.id: c.weight for c in h.result.criteria}
    low = min(settings.range[0], least_sum(h.result.candidates))
    legend = [
        {
            "label": label,
            "most": numbers.score(weights.get(key)) if settings.method in _AT_MOST_WEIGHT else "",
            "colour": colour_of(i)[0],
            "striped": colour_of(i)[2],
        }
        for i, (key, label) in enumerate(labels.items())
    ]
    rows = [
        {
            "rank": c.rank,
            "place": c.attributes.get("admin") or "",
            "score": numbers.score(c.region.score_mean),
            "segments": segments(c, labels, low),
            "limiting": list(labels).index(c.limiting) if c.limiting in labels else -1,
        }
        for c in h.result.candidates
    ]
    is_sum = settings.method is Method.WLC
    note = h.t("contributions_note" if is_sum else "contributions_note_other")
    zero = 100 * -low / (1 - low) if low < 0 else None
    return {
        "legend": legend,
        "rows": rows,
        "zero": zero,
        "notes": [note, *([h.t("contributions_note_signed")] if low < 0 else [])],
        "limiting_note": h.t("limiting_note" if is_sum else "limiting_note_other"),
    }
