"""An allocation of one horizon of a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from ..allocation.allocate import Task
from ..allocation.ledger import Ledger
from ..allocation.model import Allocation
from ..sources.shapes import Shapes


@dataclass(frozen=True)
class Made:
    """An allocation of one horizon with all that its layers are written from."""

    horizon: str
    task: Task
    allocation: Allocation
    sites: list[BaseGeometry]
    connections: list[BaseGeometry]
    shapes: Shapes
    fid: np.ndarray
    voltage_kv: np.ndarray
    published_mw: np.ndarray

    def ledger(self) -> Ledger:
        """Its ledger."""
        task = self.task
        return Ledger(
            task.sites, task.supply, task.rules, self.allocation.feeds, self.fid, self.published_mw, self.voltage_kv
        )  # fmt: skip
