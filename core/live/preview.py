"""A scenario held on a coarse grid: an edit recomputes only what it touches, by the functions of a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..engine.sources import Sources
from ..errors import InputError
from ..explain.facts import ELIGIBLE, EXCLUDED, NOT_ASSESSED, OUTSIDE
from ..grid.grid import Extent
from ..progress import Progress, Steps
from ..scenario.model import Criterion, DistanceCriterion, LayerExtent, Scenario
from ..scenario.read import scenario_at
from .frame import preview_grid
from .held import Held, Spare, make
from .histogram import histogram
from .keys import field_key
from .mask import RuleLoss, losses
from .sheet import as_grid
from .store import Raw, Store, fill, taken_over

_WORDS = (ELIGIBLE, EXCLUDED, NOT_ASSESSED)


@dataclass(frozen=True)
class Update:
    """What an edit came to.

    Attributes
    ----------
    needs_rebuild : bool
        The edit touches a layer, a radius, the demand, the year or the grid: nothing was changed, and a new
        preview is to be opened (with ``reuse``, so that only what differs is computed).
    changed : bool
        Whether the suitability or the states may differ from before.
    what : str
        What was recomputed, joined by commas: any of ``rules``, ``values``, ``method``, ``weights``; for a rebuild
        what asks for it: ``grid`` or ``layers``. Empty where nothing was.
    """

    needs_rebuild: bool
    changed: bool
    what: str


@dataclass(frozen=True)
class Totals:
    """Hectares by state."""

    eligible: float
    excluded: float
    not_assessed: float


class Preview:
    """A scenario at one horizon on the grid of its preview; made by ``open_preview``.

    Cell by cell equal to the suitability of a run with this cell size and extent. Scenarios handed in may be
    changed afterwards, as nothing of them is kept. Arrays handed out are not to be written to; a suitability or
    state stays as it is until the update after the next one, the others until the next.

    Attributes
    ----------
    grid : Grid
    factor : int
        Cells of the scenario that a cell of the preview is wide.
    """

    def __init__(self, store: Store, factor: int, horizon: str | None, scenario: Scenario) -> None:
        self.grid, self.factor, self.horizon = store.grid, factor, horizon
        self._store, self._spare = store, Spare()
        self._held: Held = make(scenario, store, None, self._spare)[0]
        self._histograms: dict[tuple, tuple[np.ndarray, np.ndarray]] = {}

    def update(self, raw: dict) -> Update:
        """Take an edited scenario.

        Parameters
        ----------
        raw : dict
            The parsed JSON, see ``load_scenario``.

        Raises
        ------
        ScenarioError, InputError
            When it cannot be used; what is held stays as it was.
        """
        held = self._held
        scenario = scenario_at(raw, held.scenario.folder, self.horizon)
        if _lattice(scenario) != _lattice(held.scenario):
            return Update(True, False, "grid")
        missing = self._store.missing(scenario)
        if missing.criteria or missing.exclusions:
            return Update(True, False, "layers")
        self._held, what = make(scenario, self._store, held, self._spare)
        if what:
            self._spare.give(held, self._held)
        seen, now = held.seen, self._held.seen
        if seen is not None and (now is None or now.folder is not seen.folder):
            seen.remove()
        return Update(False, bool(what), ",".join(what))

    def close(self) -> None:
        """Remove the files of a method of the whole grid; the preview can be looked at, but not be updated then."""
        if self._held.seen is not None:
            self._held.seen.remove()

    @property
    def crs(self) -> str:
        """WKT of the grid's CRS."""
        return self.grid.crs

    @property
    def cell_size(self) -> float:
        """Metres."""
        return self.grid.dx

    @property
    def scenario(self) -> Scenario:
        """The scenario shown, as it stands at the horizon."""
        return self._held.scenario

    @property
    def weights(self) -> dict[str, float]:
        """Weight of each criterion by id; they sum to 1."""
        return dict(zip((c.id for c in self.scenario.criteria), self._held.weights))

    @property
    def is_local(self) -> bool:
        """Whether each cell's suitability depends on that cell alone: then edits cost milliseconds."""
        return self._held.seen is None

    @property
    def score_range(self) -> tuple[float, float]:
        """Least and largest score that the method can give."""
        return self._held.settings.range

    @property
    def suitability(self) -> np.ndarray:
        """float32 (rows, cols), NaN where excluded or not assessed."""
        return as_grid(self._held.suitability, self.grid)

    @property
    def state(self) -> np.ndarray:
        """uint8 (rows, cols): 0 eligible, 1 excluded, 2 not assessed."""
        return self._held.state

    def score(self, criterion_id: str) -> np.ndarray:
        """Scores of a criterion, float32 (rows, cols) in [0, 1], NaN where not assessed, exclusions aside."""
        index, _ = self._criterion(criterion_id)
        return as_grid(self._held.sheets[index], self.grid)

    def raw(self, criterion_id: str) -> np.ndarray:
        """Raw values of a criterion, float32 (rows, cols), NaN where not assessed, exclusions aside.

        Of a hazard its worst severity; of grid capacity, which has no quantity of its own, its score.
        """
        _, criterion = self._criterion(criterion_id)
        values = as_grid(self._raw(criterion).values, self.grid)
        if isinstance(criterion, DistanceCriterion) and criterion.max_distance_m is not None:
            return np.where(values > np.float32(criterion.max_distance_m), np.float32(np.nan), values)
        return values

    def unit(self, criterion_id: str) -> str:
        """Unit of the raw values."""
        return self._raw(self._criterion(criterion_id)[1]).unit

    def histogram(self, criterion_id: str, bins: int = 64) -> tuple[np.ndarray, np.ndarray]:
        """How often raw values occur on assessed cells, exclusions aside.

        Returns
        -------
        counts : int64 array (bins,)
        edges : float64 array (bins + 1,)
            From the 0.5th to the 99.5th percentile; what lies beyond counts in the end bins.
        """
        _, criterion = self._criterion(criterion_id)
        limit = criterion.max_distance_m if isinstance(criterion, DistanceCriterion) else None
        key = (field_key(self.scenario, criterion), limit, bins)
        if key not in self._histograms:
            self._histograms[key] = histogram(self.raw(criterion_id), bins)
        return self._histograms[key]

    def rules(self) -> list[RuleLoss]:
        """What each rule takes, takes alone and does not know, in the order of the mask's bits."""
        return losses(self._held.mask, self.scenario, self.grid)

    def totals(self) -> Totals:
        """Hectares by state; they sum to the grid's area."""
        counts = np.bincount(self.state.ravel(), minlength=3) * self.grid.cell_ha
        return Totals(*counts.tolist())

    def at(self, x: float, y: float) -> tuple[str, float | None]:
        """State of the cell at a position in the grid's CRS, and its score.

        Returns
        -------
        state : str
            ``eligible``, ``excluded``, ``not_assessed`` or ``outside``.
        score : float or None
            None but for an eligible cell.
        """
        xmin, _, _, ymax = self.grid.extent
        column, row = (x - xmin) // self.grid.dx, (ymax - y) // self.grid.dy
        if not (0 <= column < self.grid.cols and 0 <= row < self.grid.rows):
            return OUTSIDE, None
        cell = int(row), int(column)
        word = _WORDS[self.state[cell]]
        return word, float(self.suitability[cell]) if word == ELIGIBLE else None

    def reusable(self) -> Store:
        """What a new preview may take over."""
        return self._store

    def _criterion(self, id: str) -> tuple[int, Criterion]:
        for index, criterion in enumerate(self.scenario.criteria):
            if criterion.id == id:
                return index, criterion
        listed = ", ".join(c.id for c in self.scenario.criteria)
        raise InputError(f"The preview has no criterion {id}; it has: {listed}.")

    def _raw(self, criterion: Criterion) -> Raw:
        return self._store.fields[field_key(self.scenario, criterion)]


def open_preview(
    raw: dict,
    folder: Path,
    *,
    max_cells: int = 1_000_000,
    extent: Extent | None = None,
    horizon: str | None = None,
    progress: Progress | None = None,
    reuse: Preview | None = None,
) -> Preview:
    """Compute every criterion and every rule of a scenario once, on the finest grid of so many cells.

    Parameters
    ----------
    raw : dict
        The parsed JSON, see ``load_scenario``.
    folder : Path
        That its relative paths start from.
    max_cells : int
    extent : (xmin, ymin, xmax, ymax) or None
        In the grid's CRS, snapped outward to the cells; None takes the scenario's own.
    horizon : str or None
        Id of a horizon; None takes the first.
    progress : callable or None
    reuse : Preview or None
        Another preview: what it holds and the scenario has too is taken over, on the same grid and as long as no
        file has changed since. It stays as it is.

    Raises
    ------
    ScenarioError, InputError
        When the scenario or a layer cannot be used.
    Cancelled
    """
    steps = Steps(progress)
    steps.phase("Reading the scenario and its layers", 0.05)
    scenario = scenario_at(raw, Path(folder), horizon)
    grid, factor = preview_grid(scenario, max_cells, extent)
    store = Store(grid, Sources(scenario.folder, grid))
    if reuse is not None:
        store = taken_over(reuse.reusable(), scenario, grid)
    fill(store, scenario, steps)
    store.keep_only(scenario)
    return Preview(store, factor, horizon, scenario)


def _lattice(scenario: Scenario) -> tuple:
    """What the grid depends on."""
    bounds = scenario.grid.extent
    layer = scenario.layers[bounds.layer] if isinstance(bounds, LayerExtent) else None
    return scenario.grid, layer and replace(layer, licence=None, as_of=None, note=None)
