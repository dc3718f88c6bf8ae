"""The rules of a scenario joined on the grid of a preview, and what each of them costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..engine.compile import hazard_rule_label
from ..errors import InputError
from ..exclusion.mask import MAX_RULES, MaskBlock, join
from ..grid.grid import Grid
from ..scenario.model import Scenario
from .keys import hazard_rule_key, hazard_rules, rule_key
from .sheet import as_grid, new_sheet
from .store import Store


@dataclass(frozen=True)
class RuleLoss:
    """Hectares that a rule takes, takes alone, and does not know."""

    id: str
    label: str
    hectares: float
    hectares_alone: float
    hectares_unknown: float


@dataclass(frozen=True)
class Mask:
    """The rules joined.

    Attributes
    ----------
    keys : tuple of str
        What the states depend on, in the order of the rules.
    is_excluded : bool array (rows, cols)
    blank : uint32 sheet
        All bits set where a cell is not eligible; or-ed into a float32 they make it NaN.
    excluded, alone, unknown : tuple of int
        Cells of each rule.
    """

    keys: tuple[str, ...]
    is_excluded: np.ndarray
    blank: np.ndarray
    excluded: tuple[int, ...]
    alone: tuple[int, ...]
    unknown: tuple[int, ...]


def rule_keys(scenario: Scenario) -> tuple[str, ...]:
    """What the states of each rule depend on, in the order of the mask's bits."""
    own = [rule_key(scenario, e) for e in scenario.exclusions]
    return (*own, *(hazard_rule_key(scenario, c) for c in hazard_rules(scenario)))


def joined(keys: tuple[str, ...], store: Store) -> Mask:
    """Join held rules.

    Raises
    ------
    InputError
        On more rules than a mask has bits.
    """
    if len(keys) > MAX_RULES:
        raise InputError(
            f"There are {len(keys)} exclusion rules, those of hazard criteria included, and the mask holds "
            f"{MAX_RULES}; join some of them."
        )
    grid = store.grid
    block: MaskBlock = join([as_grid(store.rules[k], grid) for k in keys], (grid.rows, grid.cols))
    blank = new_sheet(grid, np.uint32, 0xFFFFFFFF)
    np.negative(~block.is_eligible, out=as_grid(blank, grid), dtype=np.uint32, casting="unsafe")
    unknown = grid.cells - block.known
    counts = (tuple(int(n) for n in numbers) for numbers in (block.excluded, block.alone, unknown))
    return Mask(keys, block.is_excluded, blank, *counts)


def losses(mask: Mask, scenario: Scenario, grid: Grid) -> list[RuleLoss]:
    """Hectares of each rule, in the order of the mask's bits."""
    named = [(e.id, e.title or e.id) for e in scenario.exclusions]
    named += [(c.id, hazard_rule_label(c)) for c in hazard_rules(scenario)]
    ha = grid.cell_ha
    return [
        RuleLoss(id, label, e * ha, a * ha, u * ha)
        for (id, label), e, a, u in zip(named, mask.excluded, mask.alone, mask.unknown)
    ]
