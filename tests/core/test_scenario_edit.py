"""Edits of a scenario as parsed JSON."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from wattbit.core.errors import InputError, OutputError
from wattbit.core.scenario import edit
from wattbit.core.scenario.read import load_scenario

RAW = {
    "criteria": [{"id": "ix", "value": {"low": 5}}, {"id": "road", "weight": 0.2}],
    "layers": {"ix": {"source": "a.gpkg|layername=ix"}, "cover": {"source": "/data/cover.gpkg"}},
}


@pytest.fixture
def demo(repository):
    return repository / "resources" / "demo" / "power_first.json"


def test_a_value_is_found_by_keys_ids_and_positions():
    assert edit.value_at(RAW, ("criteria", "ix", "value", "low")) == 5
    assert edit.value_at(RAW, ("criteria", 1, "weight")) == 0.2
    assert edit.value_at(RAW, ("criteria", "sea", "weight"), "none") == "none"


def test_an_edit_leaves_the_earlier_state_as_it_was_and_shares_the_rest():
    after = edit.with_value(RAW, ("criteria", "ix", "value", "low"), 7)
    assert after["criteria"][0] == {"id": "ix", "value": {"low": 7}}
    assert RAW["criteria"][0]["value"]["low"] == 5
    assert after["layers"] is RAW["layers"]
    assert after["criteria"][1] is RAW["criteria"][1]


def test_objects_missing_on_the_way_are_made_but_entries_are_not():
    assert edit.with_value({}, ("facility", "demand_mw"), 50) == {"facility": {"demand_mw": 50}}
    with pytest.raises(InputError, match="no entry sea"):
        edit.with_value(RAW, ("criteria", "sea", "weight"), 1)


def test_removing_adding_and_moving_entries():
    assert [c["id"] for c in edit.without(RAW, ("criteria", "ix"))["criteria"]] == ["road"]
    assert edit.without(RAW, ("criteria", "sea")) is RAW
    assert "low" not in edit.without(RAW, ("criteria", "ix", "value", "low"))["criteria"][0]["value"]
    added = edit.with_entry(RAW, ("criteria",), {"id": "sea"}, 1)
    assert [c["id"] for c in added["criteria"]] == ["ix", "sea", "road"]
    assert [c["id"] for c in edit.moved(added, ("criteria",), 2, 0)["criteria"]] == ["road", "ix", "sea"]


def test_ids_are_made_unique():
    assert edit.unique_id("Flood ≥ 3 m", ()) == "Flood_3_m"
    assert edit.unique_id("ix", ("ix", "ix_2")) == "ix_3"


def test_uses_of_a_layer_are_named_with_their_place():
    raw = {
        "layers": {"flood": {"source": "x", "coverage": "cover"}, "cover": {"source": "y"}},
        "criteria": [{"id": "safe", "layers": ["flood"]}],
        "exclusions": [{"id": "deep", "layer": "flood"}],
        "candidates": {"admin": {"layer": "towns", "field": "name"}},
    }
    assert edit.uses_of(raw, "flood") == ["criteria.safe.layers", "exclusions.deep.layer"]
    assert edit.uses_of(raw, "cover") == ["layers.flood.coverage"]
    assert edit.uses_of(raw, "towns") == ["candidates.admin.layer"]


def test_a_hand_written_file_keeps_its_content_when_it_is_saved(demo, tmp_path):
    raw = edit.read_raw(demo)
    edit.save_raw(raw, tmp_path / "again.json")
    assert edit.read_raw(tmp_path / "again.json") == json.loads(demo.read_text(encoding="utf-8"))
    assert list(raw) == list(edit.read_raw(tmp_path / "again.json"))


def test_a_scenario_saved_in_another_folder_still_finds_its_layers(demo, tmp_path):
    target = tmp_path / "deep" / "down"
    moved = edit.relocated(edit.read_raw(demo), demo.parent, target)
    edit.save_raw(moved, target / "s.json")
    before, after = load_scenario(demo)[0], load_scenario(target / "s.json")[0]
    for name in before.layers:
        was = before.layers[name].source.partition("|")[0]
        now = after.layers[name].source.partition("|")[0]
        assert (target / now).resolve() == (demo.parent / was).resolve()


def test_sources_below_the_scenario_are_named_from_it_and_others_are_left():
    folder = Path("/data/project")
    assert edit.relative_source("/data/project/in/a.gpkg|layername=x", folder) == "in/a.gpkg|layername=x"
    assert edit.relative_source("/elsewhere/a.tif", folder) == "/elsewhere/a.tif"
    assert edit.relative_source("/vsizip/a.zip/b.shp", folder) == "/vsizip/a.zip/b.shp"


def test_a_draft_tells_what_it_lacks_and_the_demo_nothing(demo):
    assert edit.faults_of(edit.new_scenario("New"), Path("."))
    assert edit.faults_of(edit.read_raw(demo), demo.parent) == []


@pytest.mark.parametrize("text", ["[1]", '{"type": "FeatureCollection"}', "{"])
def test_a_file_that_is_no_scenario_is_refused_with_a_sentence(tmp_path, text):
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="other"):
        edit.read_raw(path)


def test_a_file_that_cannot_be_written_keeps_the_earlier_one(tmp_path, monkeypatch):
    path = tmp_path / "s.json"
    edit.save_raw({"a": 1}, path)

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputError, match="No space left"):
        edit.save_raw({"a": 2}, path)
    monkeypatch.undo()
    assert json.loads(path.read_text(encoding="utf-8")) == {"a": 1}
    assert list(tmp_path.iterdir()) == [path]


def test_random_edits_undone_in_reverse_give_the_first_state_again(demo):
    raw = edit.read_raw(demo)
    first = edit.dumped(raw)
    rng = random.Random(1)
    states = [raw]
    for _ in range(100):
        criterion = rng.choice(raw["criteria"])["id"]
        states.append(edit.with_value(states[-1], ("criteria", criterion, "weight"), rng.random()))
    assert edit.dumped(states[0]) == first
    assert len({edit.dumped(s) for s in states}) > 90
