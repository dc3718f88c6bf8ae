"""The exclusion mask: bit i is set where rule i excludes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

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
    is_eligible: np.ndarray
    excluded: np.ndarray
    alone: np.ndarray
    known: np.ndarray
    unknown: int

    @cached_property
    def is_excluded(self) -> np.ndarray:
        """True where a rule excludes the cell."""
        return (self.bits != 0) & (self.bits != MASK_NODATA)


def join(states: list[np.ndarray], shape: tuple[int, int]) -> MaskBlock:
    """Join the states of every rule (uint8 arrays of ``shape``) into one mask."""
    bits = np.zeros(shape, np.uint32)
    hits = np.zeros(shape, np.uint8)
    is_unknown = np.zeros(shape, bool)
    for i, state in enumerate(states):
        is_out = state == EXCLUDED
        bits |= is_out.astype(np.uint32) << np.uint32(i)
        hits += is_out
        is_unknown |= state == UNKNOWN
    single = hits == 1
    excluded = np.array([np.count_nonzero(s == EXCLUDED) for s in states], np.int64)
    alone = np.array([np.count_nonzero(single & (s == EXCLUDED)) for s in states], np.int64)
    known = np.array([np.count_nonzero(s != UNKNOWN) for s in states], np.int64)
    is_unknown &= hits == 0
    bits[is_unknown] = MASK_NODATA
    return MaskBlock(bits, bits == 0, excluded, alone, known, int(np.count_nonzero(is_unknown)))
