"""The ground that routes of a run lead over: a raster's values as friction, excluded land at a price."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..criteria.raster import RasterField, SlopeField
from ..engine.compile import raster_field
from ..engine.plan import Plan
from ..engine.sources import Sources
from ..errors import InputError
from ..exclusion.mask import join
from ..exclusion.rules import Rule
from ..grid.grid import Grid, Window
from ..scenario.model import Routes, Scenario


@dataclass(frozen=True)
class GridGround:
    """Friction on the analysis grid of a run.

    Attributes
    ----------
    grid : Grid
    field : RasterField, SlopeField or None
        None: all ground is ordinary.
    rules : tuple of Rule
        What excludes.
    routes : Routes
        How values become friction, and the factor of excluded land.
    """

    grid: Grid
    field: RasterField | SlopeField | None
    rules: tuple[Rule, ...]
    routes: Routes

    def read(self, window: Window) -> np.ndarray:
        """Friction of a window, float64, NaN where the raster knows nothing.

        Raises
        ------
        InputError
            When a value that is friction already is below 0.
        """
        friction = np.ones(window.shape)
        if self.field is not None:
            friction = self._of(self.field(window)[0].astype(float))
        if self.rules and self.routes.excluded != 1.0:
            mask = join([rule(window) for rule in self.rules], window.shape)
            friction = np.where(mask.is_excluded, friction * self.routes.excluded, friction)
        return friction

    def _of(self, values: np.ndarray) -> np.ndarray:
        if self.routes.points:
            x, y = np.array(self.routes.points, float).T
            return np.where(np.isnan(values), np.nan, np.interp(values, x, y))
        with np.errstate(invalid="ignore"):
            wrong = values < 0
        if wrong.any():
            raise InputError(
                f"The layer {self.routes.layer} holds {values[wrong][0]:g} as friction of routes, which must not be below 0; "
                'give "points" that turn its values into friction.'
            )
        return values


def ground_of(scenario: Scenario, sources: Sources, plan: Plan, horizon: int, routes: Routes) -> GridGround:
    """The ground of one horizon."""
    field = raster_field(scenario, sources, routes.layer) if routes.layer else None
    rules = tuple(plan.rules[r.rule] for r in plan.horizons[horizon].rules)
    return GridGround(plan.grid, field, rules, routes)
