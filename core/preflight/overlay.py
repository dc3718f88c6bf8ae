"""Findings on the method that combines the scores."""

from __future__ import annotations

from ..overlay.settings import Method, Settings
from ..scenario.model import Scenario
from ..scenario.overlay import overlay_settings
from .finding import Finding, info, warning
from .phrases import Place, Words

#: Methods by which one score decides: what a second criterion says again changes nothing.
_BY_ONE = (Method.MINIMUM, Method.MAXIMUM)


def overlay_findings(scenario: Scenario) -> list[Finding]:
    """Weights that the method does not take, uncertainty that it does not have, and scores from -1 on."""
    settings, out = overlay_settings(scenario), []
    if not settings.is_weighted and (
        scenario.weighting.method != "direct" or len({c.weight for c in scenario.criteria}) > 1
    ):
        out.append(info(Place("overlay"), "no_weights_taken", method=_name(settings)))
    if scenario.uncertainty is not None:
        out += uncertainty_findings(settings)
    if settings.range[0] < 0 and scenario.candidates is not None:
        out.append(info(Place("candidates"), "net_flows", score=scenario.candidates.min_score))
    return out


def uncertainty_findings(settings: Settings) -> list[Finding]:
    """Uncertainty of another score than the suitability."""
    if settings.method is Method.WLC:
        return []
    return [warning(Place("uncertainty"), "uncertainty_of_sum", method=_name(settings))]


def counts_twice(settings: Settings) -> bool:
    """Whether two criteria that say the same weigh more than one."""
    return settings.method not in _BY_ONE


def outcome_of_flat(settings: Settings, score: float, weight: float) -> Words | None:
    """What a criterion with one score everywhere does to all suitabilities; None where nothing much."""
    leaves_nothing = settings.method in (Method.MINIMUM, Method.PRODUCT) or (
        settings.method is Method.GEOMETRIC and weight > 0
    )
    if leaves_nothing and score < 1e-6:
        return Words.of("outcome_zero", method=_name(settings))
    if settings.method in (Method.MAXIMUM, Method.FUZZY_SUM) and score > 1 - 1e-6:
        return Words.of("outcome_one", method=_name(settings))
    return None


def _name(settings: Settings) -> str:
    return settings.method.value
