"""Explaining one click, and making the change that it names, on the demo at its own cells."""

from __future__ import annotations

import json

import numpy as np
import pytest
from shapely.geometry import Point
from wattbit.core.explain.apply import apply_change
from wattbit.core.explain.explain import explain_places, explain_point, warm
from wattbit.core.explain.facts import Change
from wattbit.core.explain.subject import open_subject, open_subject_of
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import ALL_FIELDS, VectorSource, read_vector
from wattbit.tests.core.layers import write_vector


@pytest.fixture(scope="module")
def demo(repository):
    return repository / "resources" / "demo"


@pytest.fixture(scope="module")
def raws(demo):
    names = ("power_first", "resilience_first")
    return [json.loads((demo / f"{n}.json").read_text(encoding="utf-8")) for n in names]


def places(count):
    rng = np.random.default_rng(7)
    return np.column_stack([rng.uniform(-29_000, 29_000, count), rng.uniform(-59_000, -11_000, count)])


def test_a_click_tells_what_a_layer_of_places_tells(demo, raws, tmp_path):
    from_file, from_json = open_subject(demo / "power_first.json"), open_subject_of(raws[0], demo)
    warm(from_json)
    xy = places(12)
    write_vector(tmp_path / "p.gpkg", [(Point(*p), {}) for p in xy])
    data = read_vector(VectorSource(parse_uri(str(tmp_path / "p.gpkg"))), from_file.plan.grid.crs, ALL_FIELDS)
    told = explain_places(from_file, data)
    assert [explain_point(from_json, *p) for p in xy] == told
    assert len({t.state for t in told}) > 1


def test_a_click_in_degrees_finds_the_same_cell(demo, raws):
    subject = open_subject_of(raws[0], demo)
    # The origin of zone IX, EPSG:6677, is 36 N 139 50 E; 40 km south of it lies about 0.3605 degrees south.
    told = explain_point(subject, 139 + 50 / 60, 36 - 0.36053, "EPSG:6668")
    near = [explain_point(subject, x, -40_000 + y) for x in (-25, 25) for y in range(-75, 100, 50)]
    # Connections are measured from the position itself, all else from the cell.
    assert told.criteria in [t.criteria for t in near]
    assert explain_point(subject, 0, 0, "EPSG:4326").state == "outside"


def test_every_named_change_makes_its_place_eligible(demo, raws):
    seen = set()
    for raw in raws:
        subject = open_subject_of(raw, demo)
        for x, y in places(150):
            told = explain_point(subject, x, y)
            if told.change is None or told.state == "eligible" or told.change.kind in seen:
                continue
            before = json.dumps(raw)
            changed = apply_change(raw, told.change)
            assert json.dumps(raw) == before
            assert explain_point(open_subject_of(changed, demo), x, y).state == "eligible", told.change
            seen.add(told.change.kind)
    assert {"drop", "ranges"} <= seen
    assert len(seen) >= 3


def test_a_change_goes_where_the_horizon_sets_the_value():
    raw = {
        "exclusions": [{"id": "deep", "where": "d >= 3"}, {"id": "near", "buffer_m": 50}],
        "candidates": {"count": 3},
        "horizons": [{"id": "a", "set": {"exclusions.near.buffer_m": 80}}, {"id": "b"}],
    }
    near = Change("buffer_m", "exclusions.near.buffer_m", 80, 20.0, "")
    assert apply_change(raw, near)["horizons"][0]["set"] == {"exclusions.near.buffer_m": 20.0}
    assert apply_change(raw, near, "b")["exclusions"][1]["buffer_m"] == 20.0
    dropped = apply_change(raw, Change("drop", "exclusions.near", "near", None, ""))
    assert [e["id"] for e in dropped["exclusions"]] == ["deep"]
    assert dropped["horizons"][0]["set"] == {}
    least = apply_change(raw, Change("min_score", "candidates.min_score", 0.7, 0.6, ""))
    assert least["candidates"] == {"count": 3, "min_score": 0.6}
    assert raw["candidates"] == {"count": 3}
