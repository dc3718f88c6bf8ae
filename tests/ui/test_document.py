"""The scenario being edited: undo, redo, the unsaved mark and the file."""

from __future__ import annotations

import json
import random

import pytest
from qgis.PyQt.QtWidgets import QMessageBox
from wattbit.algorithms.documents import dumped, with_value

BUTTONS = QMessageBox.StandardButton


def weight(document, id="grid"):
    return document.value("criteria", id, "weight")


def test_two_hundred_random_edits_undone_and_redone_give_the_same_bytes(demo):
    document = demo.document
    rng = random.Random(7)
    first = dumped(document.raw)
    for _ in range(200):
        id = rng.choice(document.raw["criteria"])["id"]
        path, value = rng.choice(
            [
                (("criteria", id, "weight"), round(rng.random(), 6)),
                (("facility", "demand_mw"), round(rng.uniform(1, 200), 3)),
                (("candidates", "count"), rng.randint(1, 40)),
                (("exclusions", "railway_100m", "buffer_m"), rng.randint(0, 500)),
            ]
        )
        assert document.set(path, value, "edit") == []
    last = dumped(document.raw)
    while document.stack.canUndo():
        document.stack.undo()
    assert dumped(document.raw) == first
    while document.stack.canRedo():
        document.stack.redo()
    assert dumped(document.raw) == last


def test_a_drag_of_forty_steps_is_one_undo_step(demo):
    document = demo.document
    first = dumped(document.raw)
    document.begin_gesture()
    for step in range(40):
        document.set(("criteria", "ix", "value", "low"), 0.6 + step / 100, "drag", "criteria", "ix.low")
    document.end_gesture()
    assert document.stack.count() == 1
    document.stack.undo()
    assert dumped(document.raw) == first
    assert document.is_saved


def test_edits_of_two_fields_are_two_steps(demo):
    document = demo.document
    document.set(("criteria", "ix", "weight"), 0.3, "a", "criteria", "ix.weight")
    document.set(("criteria", "road", "weight"), 0.3, "b", "criteria", "road.weight")
    assert document.stack.count() == 2


def test_two_gestures_on_one_field_are_two_steps(demo):
    document = demo.document
    for value in (0.3, 0.5):
        document.begin_gesture()
        document.set(("criteria", "ix", "weight"), value, "a", "criteria", "ix.weight")
        document.end_gesture()
    assert document.stack.count() == 2


def test_the_unsaved_mark_follows_the_edits(demo):
    document = demo.document
    assert document.is_saved
    assert not demo.dock.windowTitle().endswith("*")
    document.set(("criteria", "ix", "weight"), 0.3, "edit")
    assert demo.dock.windowTitle().endswith("*")
    document.stack.undo()
    assert not demo.dock.windowTitle().endswith("*")
    document.stack.redo()
    document.save()
    assert not demo.dock.windowTitle().endswith("*")
    document.stack.undo()
    assert demo.dock.windowTitle().endswith("*")


def test_an_edit_with_a_fault_is_refused_and_changes_nothing(demo):
    document = demo.document
    before = document.raw
    faults = document.set(("criteria", "ix", "weight"), -1, "edit")
    assert faults
    assert "criteria" in faults[0]
    assert document.raw is before
    assert document.stack.count() == 0


def test_a_draft_is_completed_though_it_has_faults(workbench):
    document = workbench.document
    document.new("EPSG:6677")
    assert not document.is_valid
    assert document.set(("grid", "cell_size_m"), 100, "cell") == []
    assert document.set(("grid", "extent"), [0, 0, 1000, 1000], "extent") == []
    raw = with_value(document.raw, ("layers", "roads"), {"source": "roads.gpkg"})
    assert document.edit(raw, "layer") == []
    criterion = {
        "id": "road",
        "type": "distance",
        "layer": "roads",
        "value": {"function": "linear", "low": 500, "high": 0},
    }
    assert document.set(("criteria",), [criterion], "criterion") == []
    assert document.is_valid


def test_saved_elsewhere_the_scenario_finds_its_layers_still(demo, tmp_path):
    target = tmp_path / "other" / "copy.json"
    demo.document.save(target)
    source = json.loads(target.read_text(encoding="utf-8"))["layers"]["ix"]["source"]
    assert (target.parent / source.partition("|")[0]).resolve().is_file()
    assert demo.document.is_saved


@pytest.mark.parametrize(
    ("button", "goes_on", "is_written"),
    [(BUTTONS.Save, True, True), (BUTTONS.Discard, True, False), (BUTTONS.Cancel, False, False)],
)
def test_unsaved_edits_are_asked_about(demo, answer, button, goes_on, is_written):
    asked = answer(button)
    demo.document.set(("criteria", "ix", "weight"), 0.31, "edit")
    path = demo.document.path
    demo.new()
    assert len(asked) == 1
    assert (demo.document.path is None) == goes_on
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert ([c["weight"] for c in saved["criteria"] if c["id"] == "ix"] == [0.31]) == is_written


def test_qgis_asks_before_it_closes(demo, iface, answer):
    (blocker,) = iface.blockers
    assert blocker.allowExit()
    answer(BUTTONS.Cancel)
    demo.document.set(("criteria", "ix", "weight"), 0.31, "edit")
    assert not blocker.allowExit()


def test_a_corrupt_scenario_is_told_in_the_bar_and_the_open_one_stays(demo, iface, tmp_path):
    bad = tmp_path / "bad.json"
    bad.write_text("{ nothing", encoding="utf-8")
    before = demo.document.raw
    assert not demo.open(bad)
    assert demo.document.raw is before
    assert any("bad.json" in text for text in iface.said())


def test_a_recovery_copy_brings_unsaved_edits_back(demo):
    demo.document.set(("criteria", "ix", "weight"), 0.31, "edit")
    path = demo.document.path
    demo.write_recovery()
    demo.document.close()
    demo.restore()
    assert weight(demo.document, "ix") == 0.31
    assert demo.document.path == path
    assert not demo.document.is_saved


def test_header_edits_the_load_and_follows_undo(demo):
    header = demo.dock.header
    header.demand.setValue(80.0)
    assert demo.document.value("facility", "demand_mw") == 80.0
    header.undo.trigger()
    assert header.demand.value() == 50.0
    header.year.setValue(2033)
    assert demo.document.value("facility", "horizon_year") == 2033


def test_the_demo_is_saved_beside_the_project_not_into_the_plugin(workbench, tmp_path, monkeypatch):
    from qgis.PyQt.QtWidgets import QFileDialog

    shown = []

    def ask(_parent, _title, start, _filter):
        shown.append(start)
        return str(tmp_path / "mine"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    workbench.open_demo()
    assert workbench.save()
    assert "resources" not in shown[0]
    assert workbench.document.path == (tmp_path / "mine.json").resolve()


def test_no_page_is_cut_off_at_the_narrowest_dock(demo):
    dock = demo.dock
    dock.resize(dock.minimumSizeHint())
    for name in dock.pages:
        page = dock.show_page(name)
        area = dock.tabs.currentWidget()
        assert page.minimumSizeHint().width() <= area.viewport().width(), name
