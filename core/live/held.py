"""What a preview shows of one scenario, made anew from what an earlier one holds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from ..grid.grid import Grid
from ..overlay.combination import local_combination
from ..overlay.settings import Settings
from ..scenario.model import Scenario
from ..scenario.overlay import overlay_settings
from ..scenario.weigh import weigh
from .combine import Seen, blanked, combine, see
from .keys import field_key, score_key
from .mask import Mask, joined, rule_keys
from .scoring import score_sheet
from .sheet import as_grid, new_sheet
from .store import Store

#: States of a cell.
ELIGIBLE, EXCLUDED, NOT_ASSESSED = np.uint8(0), np.uint8(1), np.uint8(2)
#: Sheets kept to be written again.
_SPARE = 4


@dataclass(frozen=True)
class Held:
    """One scenario on the grid of a preview.

    Attributes
    ----------
    scenario : Scenario
        As it stands at the horizon of the preview.
    keys : tuple of str
        What the scores of each criterion depend on.
    sheets : list of float32 sheets
        Scores.
    first : float32 sheet
        Scores of the first criterion, NaN where not eligible.
    mask : Mask
    settings : Settings
    weights : tuple of float
        They sum to 1.
    seen : Seen or None
        Of a method of the whole grid.
    suitability : float32 sheet
    state : uint8 array (rows, cols)
    """

    scenario: Scenario
    keys: tuple[str, ...]
    sheets: list[np.ndarray]
    first: np.ndarray
    mask: Mask
    settings: Settings
    weights: tuple[float, ...]
    seen: Seen | None
    suitability: np.ndarray
    state: np.ndarray


@dataclass
class Spare:
    """Sheets that nothing shows any more, to be written again: fresh memory costs more than the work.

    A suitability rests for one edit more, as somebody may still be painting it.
    """

    sheets: list[np.ndarray] = field(default_factory=list)
    resting: np.ndarray | None = None

    def take(self, grid: Grid) -> np.ndarray:
        """A float32 sheet that holds anything."""
        return self.sheets.pop() if self.sheets else new_sheet(grid, np.float32, np.nan)

    def give(self, old: Held, new: Held) -> None:
        """Take back the sheets that the new state does not use."""
        used = {id(s) for s in (*new.sheets, new.first, new.suitability)}
        free = {id(s): s for s in (*old.sheets, old.first)}
        if old.suitability is not new.suitability:
            if self.resting is not None:
                free[id(self.resting)] = self.resting
            self.resting = old.suitability
        room = _SPARE - len(self.sheets)
        self.sheets += [s for key, s in free.items() if key not in used][: max(room, 0)]


def make(scenario: Scenario, store: Store, old: Held | None, spare: Spare) -> tuple[Held, tuple[str, ...]]:
    """The scenario on the grid, and what differs from before: ``rules``, ``values``, ``method``, ``weights``.

    Raises
    ------
    ScenarioError, InputError
        When weights, rules or values cannot be used; ``old`` is as it was then.
    """
    weights, settings = weigh(scenario).weights, overlay_settings(scenario)
    keys = tuple(f"{score_key(c)} {field_key(scenario, c)}" for c in scenario.criteria)
    rules = rule_keys(scenario)
    what = _differences(old, keys, rules, settings, weights)
    if old is not None and not what:
        return replace(old, scenario=scenario), what
    mask = old.mask if old is not None and "rules" not in what else joined(rules, store)
    sheets = _sheets(scenario, keys, store, old, spare)
    first = _first(sheets, mask, old, spare, store.grid)
    is_same_cells = old is not None and what == ("weights",)
    seen = _seen(settings, np.array(weights), first, sheets, store.grid, old if is_same_cells else None)
    out = spare.take(store.grid)
    method = seen.combination if seen else local_combination(settings, np.array(weights))
    combine(method, first, sheets, out)
    state = old.state if old is not None and is_same_cells else _state(out, mask, store.grid)
    return Held(scenario, keys, sheets, first, mask, settings, weights, seen, out, state), what


def _differences(
    old: Held | None,
    keys: tuple[str, ...],
    rules: tuple[str, ...],
    settings: Settings,
    weights: tuple[float, ...],
) -> tuple[str, ...]:
    if old is None:
        return ("rules", "values", "method", "weights")
    checks = (
        ("rules", old.mask.keys != rules),
        ("values", old.keys != keys),
        ("method", old.settings != settings),
        ("weights", old.weights != weights),
    )
    return tuple(word for word, is_other in checks if is_other)


def _sheets(
    scenario: Scenario, keys: tuple[str, ...], store: Store, old: Held | None, spare: Spare
) -> list[np.ndarray]:
    """Scores of every criterion, those of before where nothing that they rest on has changed."""
    known = dict(zip(old.keys, old.sheets)) if old is not None else {}
    for criterion, key in zip(scenario.criteria, keys):
        if key not in known:
            raw = store.fields[field_key(scenario, criterion)]
            known[key] = score_sheet(criterion, raw, spare.take(store.grid))
    return [known[key] for key in keys]


def _first(sheets: list[np.ndarray], mask: Mask, old: Held | None, spare: Spare, grid: Grid) -> np.ndarray:
    if old is not None and mask is old.mask and sheets[0] is old.sheets[0]:
        return old.first
    return blanked(sheets[0], mask, spare.take(grid))


def _seen(
    settings: Settings,
    weights: np.ndarray,
    first: np.ndarray,
    sheets: list[np.ndarray],
    grid: Grid,
    old: Held | None,
) -> Seen | None:
    """What a method of the whole grid knows of the cells; ``old`` where they are still the same."""
    if not settings.is_whole_grid:
        return None
    if old is None or old.seen is None:
        return see(settings, weights, first, sheets, grid)
    return old.seen.with_weights(weights)


def _state(suitability: np.ndarray, mask: Mask, grid: Grid) -> np.ndarray:
    """States of the cells: whatever is not excluded and has no suitability is not assessed."""
    out = np.isnan(as_grid(suitability, grid)).view(np.uint8) * NOT_ASSESSED
    np.putmask(out, mask.is_excluded, EXCLUDED)
    return out
