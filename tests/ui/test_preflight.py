"""The pre-flight follows the edits, and a scenario with errors cannot be run."""

from __future__ import annotations

import json

import pytest


def settled(workbench, qtbot):
    """Wait until the check of the scenario as it stands has ended."""
    qtbot.waitUntil(lambda: not workbench.preflight.is_old, timeout=20_000)


@pytest.fixture
def checked(demo, qtbot):
    settled(demo, qtbot)
    return demo


def keys(workbench):
    return [f.finding.said.what.key for f in workbench.preflight.told if f.finding.said]


def generation_layer(workbench):
    """Put a capacity layer of the generation side into the role of demand."""
    feature = {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [139.8, 35.7]},
        "properties": {"name": "A", "side": "generation", "spare_mw": 80, "voltage_kv": 66},
    }  # fmt: skip
    path = workbench.document.folder / "generation.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    workbench.document.set(("layers", "capacity", "source"), path.name, "edit")


def test_a_scenario_is_checked_once_it_is_open(checked):
    footer = checked.dock.footer
    assert footer.findings.text()
    assert checked.dock.pages["data"].findings.told == checked.preflight.told


def test_what_the_scenario_alone_tells_is_there_at_once_and_gone_at_once(checked):
    before = checked.preflight.count("warning")
    weight = checked.document.value("criteria", "ix", "weight")
    checked.document.set(("criteria", "ix", "weight"), weight + 0.3, "edit")
    assert "weights_sum" in keys(checked)
    assert checked.preflight.count("warning") == before + 1
    assert str(before + 1) in checked.dock.footer.findings.text()
    checked.document.stack.undo()
    assert "weights_sum" not in keys(checked)
    assert str(before) in checked.dock.footer.findings.text()


def test_findings_on_what_was_edited_vanish_and_the_check_brings_back_those_that_hold(checked, qtbot):
    told = [(f.kind, f.id, f.sentence) for f in checked.preflight.told]
    finding = next(f for f in checked.preflight.told if f.kind == "criterion")
    path = ("criteria", finding.id, "title")
    checked.document.set(path, "Another title", "edit")
    assert (finding.kind, finding.id) not in [(f.kind, f.id) for f in checked.preflight.told]
    checked.document.stack.undo()
    settled(checked, qtbot)
    assert [(f.kind, f.id, f.sentence) for f in checked.preflight.told] == told


def test_many_edits_are_one_check(checked, qtbot, monkeypatch):
    from wattbit.ui import preflight

    asked = []
    found = preflight.findings_of
    monkeypatch.setattr(preflight, "findings_of", lambda *given: asked.append(1) or found(*given))
    for year in range(2031, 2041):
        checked.document.set(("facility", "horizon_year"), year, "edit")
    assert not asked
    settled(checked, qtbot)
    assert len(asked) == 1


def test_capacity_of_generators_in_the_role_of_demand_blocks_the_run_with_its_reason(checked, qtbot):
    footer, action = checked.dock.footer, checked.actions["run"]
    assert footer.run.isEnabled()
    assert action.isEnabled()
    generation_layer(checked)
    settled(checked, qtbot)
    assert not footer.run.isEnabled()
    assert not action.isEnabled()
    error = next(f for f in checked.preflight.told if f.level == "error")
    assert error.sentence in footer.run.toolTip()
    assert error.sentence in action.toolTip()
    checked.document.stack.undo()
    settled(checked, qtbot)
    assert footer.run.isEnabled()
    assert action.isEnabled()
    assert action.toolTip() == action.text()


def test_the_end_of_a_run_does_not_unblock_a_scenario_with_errors(checked):
    footer = checked.dock.footer
    footer.set_run_enabled(False, "why")
    footer.set_running(True)
    footer.set_running(False)
    assert not footer.run.isEnabled()
    footer.set_run_enabled(True)
    assert footer.run.isEnabled()
    footer.set_running(True)
    assert not footer.run.isEnabled()
    footer.set_running(False)
    assert footer.run.isEnabled()


def test_a_draft_is_blocked_by_what_it_lacks(workbench):
    workbench.document.new("EPSG:6677", 100)
    assert not workbench.dock.footer.run.isEnabled()
    assert "criteria" in workbench.dock.footer.run.toolTip()


def test_an_answer_on_another_scenario_is_dropped(demo, qtbot):
    demo.preflight.check()
    demo.document.new("EPSG:6677", 100)
    qtbot.waitUntil(lambda: not demo.preflight.is_busy, timeout=20_000)
    assert all(f.level == "error" for f in demo.preflight.told)
