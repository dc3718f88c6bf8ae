"""Findings on the method that combines the scores."""

from __future__ import annotations

from ..overlay.settings import Method, Settings
from ..scenario.model import Scenario
from ..scenario.overlay import overlay_settings
from .finding import Finding, info, warning

#: Methods by which one score decides: what a second criterion says again changes nothing.
_BY_ONE = (Method.MINIMUM, Method.MAXIMUM)


def overlay_findings(scenario: Scenario) -> list[Finding]:
    """Weights that the method does not take, uncertainty that it does not have, and scores from -1 on."""
    settings, out = overlay_settings(scenario), []
    if not settings.is_weighted and (
        scenario.weighting.method != "direct" or len({c.weight for c in scenario.criteria}) > 1
    ):
        out.append(info("overlay", f"the method {_name(settings)} takes no weights, so those of the criteria change nothing.",
                        "Choose a method with weights, or leave the weights out."))  # fmt: skip
    if scenario.uncertainty is not None:
        out += uncertainty_findings(settings)
    if settings.range[0] < 0 and scenario.candidates is not None:
        out.append(info("candidates", f"net flows go from -1 to 1, and candidates begin at {scenario.candidates.min_score:g}.",
                        "See that min_score is meant so, or set rescale of the overlay."))  # fmt: skip
    return out


def uncertainty_findings(settings: Settings) -> list[Finding]:
    """Uncertainty of another score than the suitability."""
    if settings.method is Method.WLC:
        return []
    return [warning("uncertainty", "its mean and deviation are those of the weighted sum, while the suitability comes of the "
                    f"method {_name(settings)}.", "Read it as that of the sum, or set the method to wlc.")]  # fmt: skip


def counts_twice(settings: Settings) -> bool:
    """Whether two criteria that say the same weigh more than one."""
    return settings.method not in _BY_ONE


def outcome_of_flat(settings: Settings, score: float, weight: float) -> str:
    """What a criterion with one score everywhere does to all suitabilities, a sentence; empty where nothing much."""
    leaves_nothing = settings.method in (Method.MINIMUM, Method.PRODUCT) or (
        settings.method is Method.GEOMETRIC and weight > 0
    )
    if leaves_nothing and score < 1e-6:
        return f" By the method {_name(settings)} nothing then scores above 0."
    if settings.method in (Method.MAXIMUM, Method.FUZZY_SUM) and score > 1 - 1e-6:
        return f" By the method {_name(settings)} everything then scores 1."
    return ""


def _name(settings: Settings) -> str:
    return settings.method.value
