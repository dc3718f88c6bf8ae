"""The grid of a preview: the finest multiple of the scenario's cell that stays within so many cells."""

from __future__ import annotations

import math

from ..engine.sources import scenario_grid
from ..errors import InputError
from ..grid.grid import Extent, Grid
from ..scenario.model import Scenario


def preview_grid(scenario: Scenario, max_cells: int, extent: Extent | None = None) -> tuple[Grid, int]:
    """The grid that a run with the cell size ``k`` times the scenario's would have, for the least such ``k``.

    Parameters
    ----------
    scenario : Scenario
    max_cells : int
        Cells at most, 1 or more.
    extent : (xmin, ymin, xmax, ymax) or None
        Metres in the grid's CRS, snapped outward to the cells; None takes the scenario's own.

    Returns
    -------
    grid : Grid
    k : int

    Raises
    ------
    InputError
        When the scenario's grid cannot be made, or no preview fits in so few cells.
    """
    if max_cells < 1:
        raise InputError(f"A preview of {max_cells} cells shows nothing; allow at least 1 cell.")
    base = scenario_grid(scenario)
    bounds = base.extent if extent is None else extent
    whole = base if extent is None else scenario_grid(scenario, extent=bounds)
    if whole.cells <= max_cells:
        return whole, 1
    # Edges are snapped outward, so the first guess may hold a row or column too many.
    k = max(math.floor(math.sqrt(whole.cells / max_cells)), 2)
    while (grid := scenario_grid(scenario, k * base.dx, bounds)).cells > max_cells:
        if k * base.dx > 2 * max(bounds[2] - bounds[0], bounds[3] - bounds[1]):
            raise InputError(
                f"The extent cannot be shown in {max_cells} cells; allow at least {grid.cells} cells."
            )
        k += 1
    return grid, k
