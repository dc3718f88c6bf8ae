"""The exclusion mask: bit i is set where rule i excludes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .rules import EXCLUDED, UNKNOWN

#: Value of cells that no rule excludes and some rule does not know; declared as nodata in the file.
MASK_NODATA = 0xFFFFFFFF
#: A mask of 32 bits, all set being nodata, holds so many rules.
MAX_RULES = 31


@dataclass(frozen=True)
class MaskBlock:
    """States of a block joined into a mask.

    Attributes
    ----------
    bits : uint32 array
        Bit i set where rule i excludes; ``MASK_NODATA`` where not assessed and not excluded.
    is_excluded : bool array
        True where a rule excludes the cell.
    is_eligible : bool array
        True where no rule excludes and every rule knows.
    excluded : int64 array, shape (rules,)
        Cells that each rule excludes.
    alone : int64 array, shape (rules,)
        Cells that each rule is alone to exclude.
    known : int64 array, shape (rules,)
        Cells that each rule knows, excluded or not.
    unknown : int
        Cells that are not assessed and not excluded.
    """

    bits: np.ndarray
    is_excluded: np.ndarray
    is_eligible: np.ndarray
    excluded: np.ndarray
    alone: np.ndarray
    known: np.ndarray
    unknown: int


def join(states: list[np.ndarray], shape: tuple[int, int]) -> MaskBlock:
    """Join the states of every rule (uint8 arrays of ``shape``) into one mask."""
    # The fewest bytes that hold a bit a rule: every step below runs over them.
    code = np.zeros(shape, np.min_scalar_type((1 << len(states)) - 1))
    excluded, known = np.zeros((2, len(states)), np.int64)
    is_unknown = None
    for i, state in enumerate(states):
        is_out, known[i] = state.view(bool), state.size
        if state.size and state.max() == UNKNOWN:
            is_out, unknown = state == EXCLUDED, state == UNKNOWN
            known[i] -= np.count_nonzero(unknown)
            is_unknown = unknown if is_unknown is None else is_unknown | unknown
        excluded[i] = np.count_nonzero(is_out)
        if excluded[i]:
            code |= is_out * code.dtype.type(1 << i)
    alone = np.array(
        [np.count_nonzero(code == code.dtype.type(1 << i)) for i in range(len(states))], np.int64
    )
    bits, is_excluded = code.astype(np.uint32), code != 0
    is_eligible = ~is_excluded
    if is_unknown is None:
        return MaskBlock(bits, is_excluded, is_eligible, excluded, alone, known, 0)
    is_unknown &= is_eligible
    bits[is_unknown] = MASK_NODATA
    is_eligible &= ~is_unknown
    unknown_cells = int(np.count_nonzero(is_unknown))
    return MaskBlock(bits, is_excluded, is_eligible, excluded, alone, known, unknown_cells)
