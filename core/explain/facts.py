"""What is known of one place, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

#: States of a place.
ELIGIBLE, EXCLUDED, NOT_ASSESSED, OUTSIDE = "eligible", "excluded", "not_assessed", "outside"


@dataclass(frozen=True)
class CriterionFact:
    """What a criterion says of a place; means over its cells, None where not assessed.

    Attributes
    ----------
    id, label, unit : str
    raw : float or None
        The quantity in its unit.
    score : float or None
        In [0, 1].
    weight : float
        Share; weights sum to 1.
    contribution : float or None
        Part of the score; contributions sum to it.
    cost : float or None
        What the place loses by this criterion.
    is_filled : bool
        Whether the score stands in for what was not assessed.
    """

    id: str
    label: str
    unit: str
    raw: float | None
    score: float | None
    weight: float
    contribution: float | None
    cost: float | None
    is_filled: bool = False


@dataclass(frozen=True)
class RuleFact:
    """A rule that excludes a place, or does not know it.

    Attributes
    ----------
    id, label : str
    excluded : float
        Share of the place's cells that it excludes.
    alone : float
        Share that no other rule excludes.
    unknown : float
        Share that it does not know.
    features : tuple of str
        Names of the source features that hit, the nearest first.
    value : float or None
        Of the raster that the rule tests, at the place.
    """

    id: str
    label: str
    excluded: float
    alone: float
    unknown: float
    features: tuple[str, ...] = ()
    value: float | None = None


@dataclass(frozen=True)
class ConnectionFact:
    """A connection near a place, and why it can or cannot serve.

    ``obstacles`` holds any of ``side``, ``unknown``, ``mw``, ``year``, ``voltage``, ``distance``; empty where it is
    feasible.
    """

    name: str
    metres: float
    spare_mw: float | None
    voltage_kv: float | None
    year: int | None
    obstacles: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """The smallest single change of the scenario that makes a place eligible.

    Attributes
    ----------
    kind : str
        Key of the sentence that tells it.
    path : str
        As in the ``set`` of a horizon, for example ``exclusions.steep.ranges``.
    old, new : plain JSON values
        ``new`` None drops the rule.
    label : str
        The rule or criterion.
    """

    kind: str
    path: str
    old: Any
    new: Any
    label: str


@dataclass(frozen=True)
class Explanation:
    """All facts of one place at one horizon.

    Attributes
    ----------
    state : str
        ``eligible``, ``excluded``, ``not_assessed`` or ``outside``.
    cells, eligible_cells : int
    score : float or None
        Mean suitability of the eligible cells.
    criteria : tuple of CriterionFact
        Over the eligible cells; where none is, over all, as if no rule were.
    rules : tuple of RuleFact
        Those that exclude or do not know any of the place.
    connections : tuple of ConnectionFact
        The nearest first.
    change : Change or None
    """

    state: str
    cells: int
    eligible_cells: int
    score: float | None
    criteria: tuple[CriterionFact, ...] = ()
    rules: tuple[RuleFact, ...] = ()
    connections: tuple[ConnectionFact, ...] = ()
    change: Change | None = None
    attributes: dict[str, Any] = field(default_factory=dict)

    @property
    def limiting(self) -> CriterionFact | None:
        """The criterion that costs most, the first of equals."""
        known = [c for c in self.criteria if c.cost is not None]
        return max(known, key=lambda c: c.cost or 0.0) if known else None

    @property
    def excluded_by(self) -> tuple[RuleFact, ...]:
        """Rules that exclude some of the place."""
        return tuple(r for r in self.rules if r.excluded > 0)

    @property
    def not_assessed(self) -> tuple[str, ...]:
        """Ids of criteria and rules that do not know the place, or a part of it."""
        ids = [c.id for c in self.criteria if c.score is None or c.is_filled]
        return tuple(dict.fromkeys([*ids, *(r.id for r in self.rules if r.unknown > 0)]))
