"""The scenario as frozen dataclasses: all that the engine is told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Union

from ..criteria.density import Kernel
from ..criteria.fibre import SNAP_TOLERANCE_M
from ..criteria.hazard import SCORES, SEVERITIES, SeverityMap
from ..criteria.latency import EQUIPMENT_US, ROUTE_FACTOR, US_PER_KM, KindConstants
from ..criteria.value import Function, ValueFunction
from ..weights.ahp import Method
from ..weights.best_worst import Model
from ..weights.ranks import Formula

FORMAT = "wattbit-scenario/1"

#: Pairwise judgements as a file writes them: values in a row, or rows of values.
Judgements = tuple[Union[float, tuple[float, ...]], ...]
#: A number for each criterion, in order or by id.
ByCriterion = Union[tuple[float, ...], dict[str, float]]


@dataclass(frozen=True)
class LayerExtent:
    """The extent of a layer, in place of four numbers."""

    layer: str


@dataclass(frozen=True)
class GridSpec:
    """The analysis grid: CRS, extent and cell size, or a template raster."""

    crs: str | None = None
    extent: tuple[float, float, float, float] | LayerExtent | None = None
    cell_size_m: float | None = None
    template: str | None = None


@dataclass(frozen=True)
class Facility:
    """The data centre: contract power in MW at the receiving point, and the year of service."""

    demand_mw: float | None = None
    horizon_year: int | None = None


@dataclass(frozen=True)
class Layer:
    """A source, and how it is to be read."""

    source: str
    band: int = 1
    where: str | None = None
    derive: str | None = None
    crs: str | None = None
    coverage: str | None = None
    severity: SeverityMap | None = None
    licence: str | None = None
    as_of: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Exclusion:
    """A rule that takes cells out: features that match, or raster values in ranges, and a buffer around."""

    id: str
    layer: str
    where: str | None = None
    ranges: str | None = None
    buffer_m: float = 0.0
    covered_share: float | None = None
    title: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Value:
    """A value function as the file writes it."""

    function: str
    low: float | None = None
    high: float | None = None
    exponent: float | None = None
    midpoint: float | None = None
    spread: float | None = None
    points: tuple[tuple[float, float], ...] = ()

    def function_of(self) -> ValueFunction:
        """The function itself."""
        return ValueFunction(
            Function(self.function),
            self.low,
            self.high,
            self.exponent,
            self.midpoint,
            self.spread,
            self.points,
        )


@dataclass(frozen=True)
class Criterion:
    """What all criteria have."""

    id: str
    type: str
    weight: float = 1.0
    title: str | None = None
    value: Value | None = None
    not_assessed: float | None = None
    note: str | None = None

    @property
    def label(self) -> str:
        """Title, or id where there is none."""
        return self.title or self.id

    @property
    def layer_ids(self) -> tuple[str, ...]:
        """Layers that the criterion reads."""
        many = getattr(self, "layers", None)
        return many or (self.layer,)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class DistanceCriterion(Criterion):
    """Metres to the nearest feature."""

    layer: str = ""
    max_distance_m: float | None = None


@dataclass(frozen=True)
class GridCapacityCriterion(Criterion):
    """Feasible grid connections within reach."""

    layer: str = ""
    max_distance_m: float = 10_000.0
    margin_pct: float = 0.0
    headroom_target: float = 1.0
    min_voltage_kv: float | None = None
    capacity_field: str | None = None
    voltage_field: str | None = None
    year_field: str | None = None
    group_field: str | None = None
    side_field: str | None = None


@dataclass(frozen=True)
class LatencyCriterion(Criterion):
    """Round-trip milliseconds to the best node."""

    layer: str = ""
    route_factor: float = ROUTE_FACTOR
    us_per_km: float = US_PER_KM
    equipment_us: float = EQUIPMENT_US
    equipment_field: str | None = None
    year_field: str | None = None
    fibre: str | None = None
    snap_tolerance_m: float = SNAP_TOLERANCE_M
    by_kind: dict[str, KindConstants] = field(default_factory=dict)

    @property
    def layer_ids(self) -> tuple[str, ...]:
        """Nodes, and fibre where there is any."""
        return (self.layer, self.fibre) if self.fibre else (self.layer,)


@dataclass(frozen=True)
class DensityCriterion(Criterion):
    """Features per km2 around."""

    layer: str = ""
    radius_m: float = 0.0
    field: str | None = None
    kernel: str = Kernel.QUARTIC.value


@dataclass(frozen=True)
class HazardCriterion(Criterion):
    """Worst severity over hazard layers."""

    layers: tuple[str, ...] = ()
    scores: tuple[float, ...] = SCORES
    exclude_from: float = SEVERITIES


@dataclass(frozen=True)
class RasterCriterion(Criterion):
    """A raster's own values."""

    layer: str = ""


#: What a metre of excluded land costs a route over one of ordinary ground: an unverified default.
EXCLUDED_FACTOR = 10.0


@dataclass(frozen=True)
class Admin:
    """Areas that name a candidate's place."""

    layer: str
    field: str


@dataclass(frozen=True)
class ZoneLimit:
    """Areas of which each may hold only so many candidates; without a number they are told only."""

    layer: str
    field: str
    max_per_zone: int | None = None


@dataclass(frozen=True)
class Candidates:
    """How candidate regions are chosen: the words and numbers of ``core.regions.request.RegionRequest``."""

    count: int
    min_area_ha: float = 0.0
    max_area_ha: float | None = None
    min_score: float = 0.0
    min_spacing_m: float = 0.0
    admin: Admin | None = None
    selection: str = "exact"
    objective: str = "sum"
    compactness: float = 50.0
    zones: ZoneLimit | None = None


@dataclass(frozen=True)
class Uncertainty:
    """How weights are taken to vary."""

    model: str = "dirichlet"
    concentration: float = 50.0
    spread: float = 0.2
    samples: int = 500
    top_percent: float = 5.0
    seed: int = 1


@dataclass(frozen=True)
class Routes:
    """Over what ground routes from candidates to their connections lead.

    Attributes
    ----------
    layer : str or None
        Raster whose values become friction; None: all ground is ordinary.
    points : tuple of (value, friction)
        Straight between them and flat outside; empty: the values are friction already.
    excluded : float
        Factor where a rule excludes: such land is crossed at a price.
    """

    layer: str | None = None
    points: tuple[tuple[float, float], ...] = ()
    excluded: float = EXCLUDED_FACTOR


@dataclass(frozen=True)
class Allocation:
    """How spare capacity is spent among candidates, and where routes are wanted over what ground."""

    max_distance_m: float
    feeds: int = 1
    routes: Routes | None = None


@dataclass(frozen=True)
class WeightNode:
    """A criterion in a weight tree, or a group where it has children.

    ``matrix`` holds judgements between the children, which then need no weights.
    """

    id: str
    weight: float | None = None
    children: tuple[WeightNode, ...] = ()
    matrix: Judgements = ()
    note: str | None = None


@dataclass(frozen=True)
class Weighting:
    """Where weights come from: what ``method`` needs, and nothing else.

    Attributes
    ----------
    method : str
        ``direct`` (the weights of the criteria), ``ahp``, ``best_worst``, ``rank`` or ``tree``.
    criteria : tuple of str
        Ids in the order of the judgements; empty for that of the file.
    matrix : tuple
        Judgements between criteria (``ahp``) or between the roots (``tree``), as the file writes them.
    priorities : str
        How weights come out of a matrix.
    best_to_others, others_to_worst, ranks : tuple of float, or dict by id
    model, formula : str
        Of the best-worst method, and of ranks.
    tree : tuple of WeightNode
    """

    method: str = "direct"
    criteria: tuple[str, ...] = ()
    matrix: Judgements = ()
    priorities: str = Method.EIGENVECTOR.value
    best_to_others: ByCriterion = ()
    others_to_worst: ByCriterion = ()
    model: str = Model.LINEAR.value
    ranks: ByCriterion = ()
    formula: str = Formula.ROC.value
    tree: tuple[WeightNode, ...] = ()
    note: str | None = None


@dataclass(frozen=True)
class Overlay:
    """How scores are combined: the words and numbers of ``core.overlay.settings.Settings``.

    ``preference`` holds (q, p) of each criterion, or by id of those that have any.
    """

    method: str = "wlc"
    owa_variant: str = "malczewski"
    order_weights: tuple[float, ...] = ()
    alpha: float | None = None
    gamma: float = 0.9
    preference: tuple[tuple[float, float], ...] | dict[str, tuple[float, float]] = ()
    rescale: bool = False


@dataclass(frozen=True)
class Horizon:
    """A year to look at, and what is different then."""

    id: str
    year: int
    set: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Scenario:
    """A whole scenario, with the folder its paths start from."""

    format: str
    grid: GridSpec
    layers: dict[str, Layer]
    criteria: tuple[Criterion, ...]
    title: str = ""
    note: str | None = None
    facility: Facility = Facility()
    exclusions: tuple[Exclusion, ...] = ()
    weighting: Weighting = Weighting()
    overlay: Overlay = Overlay()
    candidates: Candidates | None = None
    uncertainty: Uncertainty | None = None
    allocation: Allocation | None = None
    horizons: tuple[Horizon, ...] = ()
    folder: Path = Path(".")
    sha256: str = ""
    path: str = ""
