"""What a scenario asks of the search for regions."""

from __future__ import annotations

from ..regions.request import Objective, RegionRequest, Selection
from ..regions.zones import Zones, zones_on
from ..scenario.model import Candidates, Scenario
from .sources import Sources


def region_request(wanted: Candidates) -> RegionRequest:
    """The regions that a scenario's candidates are."""
    return RegionRequest(
        wanted.count, wanted.min_area_ha, wanted.max_area_ha, wanted.min_score, wanted.min_spacing_m,
        wanted.compactness, Objective(wanted.objective), Selection(wanted.selection),
        wanted.zones.max_per_zone if wanted.zones else None,
    )  # fmt: skip


def candidate_zones(scenario: Scenario, sources: Sources) -> Zones | None:
    """Zones of a scenario's candidates on the grid; None where it names none.

    Raises
    ------
    InputError
        When the layer or its field cannot be used, or no zone reaches the grid.
    """
    spec = scenario.candidates.zones if scenario.candidates else None
    if spec is None:
        return None
    layer = scenario.layers[spec.layer]
    data = sources.vector(spec.layer, layer, fields=[spec.field])
    return zones_on(data, spec.field, sources.grid, sources.cells(spec.layer, layer))
