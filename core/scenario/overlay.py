"""How a scenario file says which method combines the scores."""

from __future__ import annotations

from ..overlay.settings import Method, Settings, Variant
from . import model
from .kinds import Choice, Either, Faults, Flag, Key, Many, Mapping, Number, Record, nearest

_THRESHOLDS = Many(Number(least=0), length=2)

OVERLAY = Record(
    model.Overlay,
    (
        Key("method", Choice(tuple(m.value for m in Method)), "How scores are combined.", True),
        Key("owa_variant", Choice(tuple(v.value for v in Variant)), "Kind of owa (malczewski)."),
        Key(
            "order_weights",
            Many(Number(least=0), least=1),
            "For owa: a weight a rank, that of the lowest score first; they need not sum to 1.",
        ),
        Key(
            "alpha",
            Number(least=0),
            "For owa in place of order weights: 0 maximum, 1 average, large minimum.",
        ),
        Key("gamma", Number(least=0, most=1), "For gamma: 0 product, 1 fuzzy sum (0.9)."),
        Key(
            "preference",
            Either(lambda v: isinstance(v, dict), Mapping(_THRESHOLDS), Many(_THRESHOLDS)),
            "For promethee: indifference q and preference p in units of score, [q, p] for each criterion in the order of "
            "the file, or by the ids of those that have any; [0, 0] where left out.",
        ),
        Key("rescale", Flag(), "For promethee: bring the net flow from [-1, 1] to [0, 1] (false)."),
    ),
)


def overlay_settings(scenario: model.Scenario) -> Settings:
    """The method and its parameters, once ``check_overlay`` has found no fault."""
    spec = scenario.overlay
    return Settings(
        Method(spec.method),
        Variant(spec.owa_variant),
        spec.order_weights,
        spec.alpha,
        spec.gamma,
        _preference(scenario),
        spec.rescale,
    )


def _preference(scenario: model.Scenario) -> tuple[tuple[float, float], ...]:
    given = scenario.overlay.preference
    if not isinstance(given, dict):
        return given
    return tuple(given.get(c.id, (0.0, 0.0)) for c in scenario.criteria)


def check_overlay(scenario: model.Scenario, faults: Faults) -> None:
    """Note what does not fit the method or the criteria."""
    given = scenario.overlay.preference
    ids = tuple(c.id for c in scenario.criteria)
    for name in given if isinstance(given, dict) else ():
        if name not in ids:
            faults.add(f"overlay.preference.{name}", f"there is no criterion {name}{nearest(name, ids)}")
    for name, what in overlay_settings(scenario).faults(len(ids)):
        faults.add(f"overlay.{name}", what)
