"""Editors of criteria know every key that the format has."""

from __future__ import annotations

import dataclasses

import pytest
from wattbit.core.scenario import model
from wattbit.core.scenario.fields import criterion_fields, kind_fields

OWN = {"id", "type", "weight", "title", "value"}
TYPES = {
    "grid_capacity": model.GridCapacityCriterion,
    "latency": model.LatencyCriterion,
    "distance": model.DistanceCriterion,
    "density": model.DensityCriterion,
    "hazard": model.HazardCriterion,
    "raster": model.RasterCriterion,
}


@pytest.mark.parametrize("type", TYPES)
def test_no_field_of_the_dataclass_is_missing(type):
    names = [field.name for field in criterion_fields(type)]
    assert set(names) | OWN == {f.name for f in dataclasses.fields(TYPES[type])}
    assert len(names) == len(set(names))


def test_kinds_bounds_and_defaults_are_those_of_the_format():
    fields = {f.name: f for type in TYPES for f in criterion_fields(type)}
    assert fields["layer"].kind == fields["fibre"].kind == "layer"
    assert (fields["layer"].is_required, fields["fibre"].is_required) == (True, False)
    assert "quartic" in fields["kernel"].words
    assert fields["kernel"].default == "quartic"
    assert fields["scores"].default == [1, 0.75, 0.5, 0.25, 0]
    assert (fields["not_assessed"].least, fields["not_assessed"].most) == (0, 1)
    assert fields["not_assessed"].default is None
    assert (fields["radius_m"].default, fields["radius_m"].is_above) == (None, True)
    assert (fields["route_factor"].least, fields["route_factor"].default) == (1, 1.4)
    assert fields["voltage_field"].kind == fields["field"].kind == "field"
    assert fields["by_kind"].kind == "kinds"
    assert [f.name for f in kind_fields()] == ["route_factor", "us_per_km", "equipment_us"]
