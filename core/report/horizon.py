"""One horizon of a run as the report sees it, and the answer it gives in words and key figures."""

from __future__ import annotations

from dataclasses import dataclass

from ..engine.plan import HorizonPlan
from ..overlay.settings import Settings
from ..preflight.collect import region_words
from ..preflight.phrases import Listed, phrases
from ..regions.request import Selection
from ..run.result import HorizonResult, RunResult
from ..scenario.model import Candidates, Scenario
from . import numbers
from .maps import Boundaries, Canvas
from .numbers import hectares, percent, share_of
from .picture import Picture
from .tables import spare_range
from .texts import Texts
from .words import at_horizon


@dataclass(frozen=True)
class Horizon:
    """What a section is made of: the run, the place of the horizon in it, and its picture."""

    run: RunResult
    index: int
    picture: Picture
    canvas: Canvas
    boundaries: Boundaries
    t: Texts

    @property
    def result(self) -> HorizonResult:
        """Its figures."""
        return self.run.horizons[self.index]

    @property
    def scenario(self) -> Scenario:
        """The scenario as it stands then."""
        horizons = self.run.scenario.horizons
        return at_horizon(self.run.scenario, horizons[self.index] if horizons else None)

    @property
    def plan(self) -> HorizonPlan:
        """What was computed."""
        return self.run.plan.horizons[self.index]

    @property
    def settings(self) -> Settings:
        """The method that combined the scores."""
        return self.plan.settings

    @property
    def labels(self) -> dict[str, str]:
        """Names of criteria by id."""
        return {c.id: c.label for c in self.plan.criteria}


def summary(h: Horizon) -> list[str]:
    """The answer in two or three sentences."""
    result, t = h.result, h.t
    out = []
    if result.candidates:
        best = result.candidates[0]
        out.append(t(
            "summary_found_one" if len(result.candidates) == 1 else "summary_found", count=len(result.candidates),
            place=best.attributes.get("admin") or t("summary_place"), score=numbers.score(best.region.score_mean),
            area=hectares(best.region.area_ha), limiting=h.labels.get(best.limiting, best.limiting),
        ))  # fmt: skip
    else:
        out.append(why_none(result, h.scenario.candidates, t))
        if not result.scored_ha:
            return out  # that sentence has told the areas already
    shares = [percent(share_of(v, result.total_ha)) for v in (result.excluded_ha, result.not_assessed_ha)]
    out.append(t("summary_area", total=hectares(result.total_ha), excluded=shares[0], missing=shares[1]))
    return out


def why_none(result: HorizonResult, wanted: Candidates | None, t: Texts) -> str:
    """The sentence that says why there is no candidate."""
    if wanted is None:
        return t("none_asked")
    if not result.scored_ha:
        return t(
            "none_scored", excluded=hectares(result.excluded_ha), missing=hectares(result.not_assessed_ha),
            total=hectares(result.total_ha),
        )  # fmt: skip
    return t("none_found", why=_why(result, t))


def _why(result: HorizonResult, t: Texts) -> str:
    """What binds, in the report's language."""
    reasons = result.choice.reasons if result.choice else ()
    return phrases(t.language).say(Listed(tuple(map(region_words, reasons)), "reasons"))


def choice_words(result: HorizonResult, t: Texts) -> list[str]:
    """Sentences on how good the choice of candidates is, and what binds where some are lacking."""
    told = result.choice
    if told is None:
        return []
    out = [t("choice_few", wanted=told.wanted, why=_why(result, t))] if told.reasons else []
    if told.selection == Selection.GREEDY.value:
        out.append(t("choice_greedy"))
    pool = numbers.number(told.pool)
    if not told.gap:
        return [*out, t("choice_best", pool=pool)]
    return [*out, t("choice_gap", pool=pool, gap=percent(told.gap))]


def key_figures(h: Horizon) -> list[dict[str, str]]:
    """Key figures: what, how much, and a remark."""
    r, t = h.result, h.t

    def area(title: str, value: float, remark: str) -> dict[str, str]:
        note = t(remark, share=percent(share_of(value, r.total_ha)))
        return {"title": t(title), "value": hectares(value), "unit": "ha", "note": note}

    tiles = [
        area("tile_total", r.total_ha, "tile_total_note"),
        area("tile_excluded", r.excluded_ha, "tile_excluded_note"),
        area("tile_missing", r.not_assessed_ha, "tile_missing_note"),
        area("tile_eligible", r.eligible_ha, "tile_eligible_note"),
        area("tile_scored", r.scored_ha, "tile_scored_note"),
    ]
    count = str(len(r.candidates)) if h.scenario.candidates else numbers.UNKNOWN
    best = numbers.score(r.candidates[0].region.score_mean) if r.candidates else numbers.UNKNOWN
    found = t("tile_candidates_note", best=best)
    tiles.append({"title": t("tile_candidates"), "value": count, "unit": "", "note": found})
    spare = spare_range(r.candidates)
    if spare != numbers.UNKNOWN:
        tiles.append({"title": t("tile_spare"), "value": spare, "unit": "MW", "note": t("tile_spare_note")})
    return tiles
