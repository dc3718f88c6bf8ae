"""Why fewer regions were found than wanted, in words and figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: The words of each reason, with the names of the parameters of ``locateregions``.
WORDS = {
    "no_cell": "no cell reaches MIN_SCORE {score:g}, the best score is {high:.4g}",
    "no_area": "the largest connected eligible area is {largest:.4g} ha, MIN_AREA_HA asks {area:g}",
    "no_worth": "no region is worth more than 0, so that none at all is the largest total",
    "worth_less": "{fits} would fit, but be worth less together",
    "whole": "the number of connected eligible areas is {areas}, and without MAX_AREA_HA none is divided",
    "whole_of": "the number of connected eligible areas of at least {area:g} ha is {areas}, and without MAX_AREA_HA none "
    "is divided",
    "spacing": "MIN_SPACING_M {spacing:g} binds (without it {fit})",
    "spacing_still": "MIN_SPACING_M {spacing:g} binds (without it {fit}, with {still:.10g} m still)",
    "zone": "MAX_PER_ZONE {most} binds (without it {fit})",
    "area": "MIN_AREA_HA {area:g} binds (the largest connected eligible area left has {largest:.4g} ha; without it {fit})",
    "score": "MIN_SCORE {score:g} binds ({share:.0%} of the cells with a score reach it; without it {fit})",
    "together": "no single limit stands in the way of all",
    "ground": "the eligible ground of {eligible:.4g} ha holds no more of them, the largest connected area left has "
    "{largest:.4g} ha",
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """What stands in the way of regions: a key of ``WORDS`` and the figures in it; ``str()`` is English."""

    key: str
    values: Mapping[str, float] = field(default_factory=dict)

    def __str__(self) -> str:
        return WORDS[self.key].format(fit=self._fit, **self.values)

    @property
    def _fit(self) -> str:
        fits, wanted = self.values.get("fits", 0), self.values.get("wanted", 0)
        if fits < wanted:
            return f"{fits} fit"
        return "both fit" if wanted == 2 else f"all {wanted} fit"
