"""What a run found, for its report and log: plain figures, no arrays of the grid."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..allocation.reason import Reason
from ..engine.plan import Plan
from ..preflight.finding import Finding
from ..provenance import Input
from ..regions.reason import Reason as RegionReason
from ..regions.region import Region
from ..scenario.model import Scenario


@dataclass(frozen=True)
class RuleTally:
    """Hectares that one exclusion rule takes, and takes alone."""

    id: str
    label: str
    excluded_ha: float
    alone_ha: float


@dataclass(frozen=True)
class CriterionTally:
    """One criterion at one horizon: weight (they sum to 1) and the share not assessed of cells no rule excludes."""

    id: str
    label: str
    weight: float
    unit: str
    missing_share: float


@dataclass(frozen=True)
class Candidate:
    """A chosen region and its attributes, as they stand in the candidates layer.

    ``contributions`` are means over the region's cells by criterion id; they sum to ``score_mean``.
    ``attributes`` holds what was computed beside, by field name; what was not computed is left out.
    """

    rank: int
    region: Region
    limiting: str
    contributions: dict[str, float]
    attributes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class RouteTold:
    """A route from a candidate to one of its connections.

    Attributes
    ----------
    connection : str
    length_m, cost : float or None
        None where no way was found; cost in the currency of the table.
    crosses : str
        Shares of the length by friction.
    is_optimal : bool
    """

    connection: str
    length_m: float | None
    cost: float | None
    crosses: str = ""
    is_optimal: bool = True


@dataclass(frozen=True)
class AllocatedCandidate:
    """What one candidate got of the grid.

    Attributes
    ----------
    rank : int
    asked_mw, served_mw : float
    feeds : list of (connection, metres)
    reason : Reason or None
        What binds where it is not served.
    routes : list of RouteTold
    """

    rank: int
    asked_mw: float
    served_mw: float
    feeds: list[tuple[str, float]]
    reason: Reason | None
    routes: list[RouteTold] = field(default_factory=list)


@dataclass(frozen=True)
class AllocationTold:
    """The allocation of one horizon.

    Attributes
    ----------
    sites : list of AllocatedCandidate
    ledger : list of dict
        Rows of the ledger, the connections that no candidate reaches included.
    served_mw, total, bound, gap : float
        MW served; weighted MW, what no allocation can exceed, and how far that is away.
    currency : str
        Of the routes' costs; empty where no routes were wanted.
    """

    sites: list[AllocatedCandidate]
    ledger: list[dict[str, Any]]
    served_mw: float
    total: float
    bound: float
    gap: float
    currency: str = ""


@dataclass(frozen=True)
class ChoiceTold:
    """How candidates were chosen at one horizon.

    Attributes
    ----------
    found, wanted : int
    selection, objective : str
    total, bound, gap : float
        Sum of the regions' values, what no set of the pool can exceed, and how far that is away.
    pool : int
        Regions that were chosen from.
    reasons : tuple of Reason
        What binds where fewer were found than wanted.
    message : str
        The same in English.
    """

    found: int
    wanted: int
    selection: str
    objective: str
    total: float
    bound: float
    gap: float
    pool: int
    reasons: tuple[RegionReason, ...]
    message: str


@dataclass(frozen=True)
class HorizonResult:
    """What one horizon came to.

    Attributes
    ----------
    id : str
        Empty where the scenario has no horizons.
    year : int or None
    eligible_ha, excluded_ha, not_assessed_ha, scored_ha, total_ha : float
        Eligible: no rule excludes and every rule knows. Not assessed: not excluded, but a rule or
        criterion does not know. Scored: has a suitability. Total: the grid.
    score_mean, score_min, score_max : float
        Over scored cells, NaN where there are none.
    histogram : list of int
        Scored cells in 100 classes of suitability over the range of the method, mostly from 0 to 1.
    rules, criteria, candidates : lists
    choice : ChoiceTold or None
        How good the choice of candidates is; None where none was made.
    allocation : AllocationTold or None
        None where the scenario asks for none.
    """

    id: str
    year: int | None
    total_ha: float
    eligible_ha: float
    excluded_ha: float
    not_assessed_ha: float
    scored_ha: float
    score_mean: float
    score_min: float
    score_max: float
    histogram: list[int]
    rules: list[RuleTally]
    criteria: list[CriterionTally]
    candidates: list[Candidate] = field(default_factory=list)
    choice: ChoiceTold | None = None
    allocation: AllocationTold | None = None


@dataclass(frozen=True)
class RunResult:
    """A whole run.

    Attributes
    ----------
    scenario : Scenario
    plan : Plan
    inputs : list of Input
    horizons : list of HorizonResult
    findings : list of Finding
        Warnings and remarks for the report.
    layers : dict
        For each vector layer read: features, empty, mended, dropped.
    versions : dict
    seconds : dict of str to float
        By phase.
    """

    scenario: Scenario
    plan: Plan
    inputs: list[Input]
    horizons: list[HorizonResult]
    findings: list[Finding]
    layers: dict[str, dict[str, int]]
    versions: dict[str, str]
    seconds: dict[str, float]
