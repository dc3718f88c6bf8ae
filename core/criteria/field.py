"""What every field offers, and the small fields that others are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..grid.grid import Window


@dataclass(frozen=True)
class Band:
    """Description of one band of a field: a title for people and the unit of its values."""

    title: str
    unit: str = ""

    @property
    def text(self) -> str:
        """Title with the unit in brackets, as it stands in the file."""
        return f"{self.title} [{self.unit}]" if self.unit else self.title


class Field(Protocol):
    """A quantity that can be evaluated on any window: a pure function of picklable data."""

    @property
    def bands(self) -> tuple[Band, ...]:
        """What each band holds."""
        ...

    def __call__(self, window: Window) -> np.ndarray:
        """Values, float32, shape (bands, rows, cols), NaN where not assessed."""
        ...
