"""The difference of two scenarios, setting by setting."""

from __future__ import annotations

import json

import pytest
from wattbit.core.errors import InputError
from wattbit.core.scenario.difference import scenario_difference, settings_at, weight_shares
from wattbit.core.scenario.edit import with_entry, with_value, without


@pytest.fixture(scope="module")
def demo(repository):
    path = repository / "resources" / "demo" / "power_first.json"
    return json.loads(path.read_text(encoding="utf-8"))


def told(settings):
    return [(s.part, s.entry, s.key, s.a, s.b) for s in settings]


def test_a_scenario_differs_in_nothing_from_itself_or_from_another_title(demo):
    assert scenario_difference(demo, demo) == []
    assert scenario_difference(demo, with_value(demo, ("title",), "another")) == []


def test_each_change_is_told_with_both_values(demo):
    other = with_value(demo, ("exclusions", "railway_100m", "buffer_m"), 250)
    other = with_value(other, ("facility", "demand_mw"), 100)
    other = with_value(other, ("criteria", "road", "value", "low"), 2000)
    assert told(scenario_difference(demo, other)) == [
        ("exclusions", "railway_100m", "buffer_m", 100, 250),
        ("criteria", "road", "value.low", 4000, 2000),
        ("facility", "", "demand_mw", 50, 100),
    ]


def test_a_rule_of_one_side_is_told_whole(demo):
    new = {"id": "parks", "title": "Parks", "layer": "roads"}
    other = without(with_entry(demo, ("exclusions",), new, 0), ("exclusions", "sea"))
    found = scenario_difference(demo, other)
    assert [(s.entry, s.title, s.a is None, s.b is None) for s in found] == [
        ("sea", "海", False, True),
        ("parks", "Parks", True, False),
    ]


def test_weights_are_told_as_shares_by_whichever_method(demo, tmp_path):
    doubled = demo
    for criterion in demo["criteria"]:
        doubled = with_value(doubled, ("criteria", criterion["id"], "weight"), 2 * criterion["weight"])
    mine, same = weight_shares(demo, tmp_path), weight_shares(doubled, tmp_path)
    assert mine["grid"] == pytest.approx(0.4)
    assert scenario_difference(demo, doubled, (mine, same)) == []

    heavier = with_value(demo, ("criteria", "grid", "weight"), 1.4)
    found = scenario_difference(demo, heavier, (mine, weight_shares(heavier, tmp_path)))
    # 0.4 of 1 becomes 1.4 of 2, and every other share is halved.
    assert {s.entry: (round(s.a, 6), round(s.b, 6)) for s in found} == {
        "grid": (0.4, 0.7), "ix": (0.15, 0.075), "road": (0.1, 0.05), "flat": (0.1, 0.05),
        "safe": (0.15, 0.075), "industrial": (0.1, 0.05),
    }  # fmt: skip
    assert {s.part for s in found} == {"weights"}


def test_weights_that_cannot_be_found_are_told_as_the_files_have_them(demo, tmp_path):
    broken = with_value(demo, ("criteria", "grid", "weight"), "much")
    assert weight_shares(broken, tmp_path) is None
    assert told(scenario_difference(demo, broken)) == [("criteria", "grid", "weight", 0.4, "much")]


def test_a_part_of_one_side_is_told_setting_by_setting(demo):
    other = without(demo, ("candidates",))
    found = scenario_difference(demo, other)
    assert {s.part for s in found} == {"candidates"}
    assert {s.key for s in found} == set(demo["candidates"])
    assert all(s.b is None for s in found)


def test_horizons_of_one_scenario_differ_in_their_own_settings(demo, tmp_path):
    raw = with_value(
        demo,
        ("horizons",),
        [{"id": "soon", "year": 2030}, {"id": "late", "year": 2035, "set": {"facility.demand_mw": 80}}],
    )
    soon, late = (settings_at(raw, tmp_path, h) for h in ("soon", "late"))
    assert told(scenario_difference(soon, late)) == [
        ("facility", "", "demand_mw", 50, 80),
        ("facility", "", "horizon_year", 2030, 2035),
    ]
    assert settings_at(raw, tmp_path) is raw
    with pytest.raises(InputError, match="never"):
        settings_at(raw, tmp_path, "never")
