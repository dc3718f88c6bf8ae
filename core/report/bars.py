"""Contributions as stacked bars and areas as shares: numbers for the template to draw."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..run.result import Candidate, HorizonResult
from . import numbers

#: Okabe and Ito's colours, told apart with any colour vision; source: "Color Universal Design" (2008).
PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#7a7f85")
#: Colours on which white letters read better than black ones (contrast of 4.5 or more).
_DARK = {"#0072b2"}
#: A part of the bar this wide, in per cent of the whole, has room for its figure.
_ROOM = 6.5
#: Fill, ink and stripes of scored, excluded and not assessed, as on the map.
_AREAS = (("#1b6b73", "#ffffff", False), ("#dcdedf", "#14181d", False), ("#ffffff", "#14181d", True))
#: Bars of the histogram: so many classes of suitability are joined into one.
_JOIN = 2


@dataclass(frozen=True)
class Segment:
    """A part of a bar, in per cent of its width."""

    label: str
    text: str
    start: float
    width: float
    colour: str
    ink: str
    is_striped: bool

    @property
    def middle(self) -> float:
        """Where its figure stands."""
        return self.start + self.width / 2

    @property
    def has_room(self) -> bool:
        """Whether its figure fits and can be read."""
        return self.width >= _ROOM and not self.is_striped


def colour_of(index: int) -> tuple[str, str, bool]:
    """Fill, ink, and whether stripes tell it from the criterion that has the same fill."""
    fill = PALETTE[index % len(PALETTE)]
    return fill, "#ffffff" if fill in _DARK else "#14181d", index >= len(PALETTE)


def least_sum(candidates: list[Candidate]) -> float:
    """How far left of 0 a bar must reach: the least sum of what criteria take away, 0 where none does."""
    return min((sum(v for v in c.contributions.values() if v < 0) for c in candidates), default=0.0)


def segments(candidate: Candidate, labels: dict[str, str], low: float = 0.0) -> list[Segment]:
    """The bar of a candidate: what each criterion gives, in the order of ``labels``.

    The bar goes from ``low`` to 1. What adds is laid end to end from 0 to the right, what takes away to the left.
    """
    out, ends = [], [0.0, 0.0]
    for index, (key, label) in enumerate(labels.items()):
        value = candidate.contributions.get(key, math.nan)
        size = 0.0 if math.isnan(value) else value
        side = int(size < 0)
        begin = min(ends[side], ends[side] + size)
        ends[side] += size
        start, width = 100 * (begin - low) / (1 - low), 100 * abs(size) / (1 - low)
        out.append(Segment(label, numbers.score(value), start, width, *colour_of(index)))
    return out


def area_segments(result: HorizonResult, labels: tuple[str, str, str]) -> list[Segment]:
    """The whole grid as one bar: scored, excluded, not assessed."""
    areas = (result.scored_ha, result.excluded_ha, result.not_assessed_ha)
    out, start = [], 0.0
    for label, area, (fill, ink, striped) in zip(labels, areas, _AREAS):
        share = numbers.share_of(area, result.total_ha)
        width = 0.0 if math.isnan(share) else 100 * share
        out.append(Segment(label, numbers.percent(share), start, width, fill, ink, striped))
        start += width
    return out


def histogram(result: HorizonResult) -> list[dict[str, float]]:
    """Scored cells by suitability: x, width and height of each bar in per cent."""
    bins = [sum(result.histogram[i : i + _JOIN]) for i in range(0, len(result.histogram), _JOIN)]
    most = max(bins, default=0) or 1
    wide = 100 / max(len(bins), 1)
    return [{"x": i * wide, "width": wide, "height": 100 * c / most} for i, c in enumerate(bins)]
