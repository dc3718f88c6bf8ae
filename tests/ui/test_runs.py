"""Runs from the workbench: in the background, safe to end at any time, found again after a restart."""

from __future__ import annotations

import json
import sys
import time

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

WAIT_MS = 120_000


def run(workbench, qtbot):
    with qtbot.waitSignal(workbench.runs.finished, timeout=WAIT_MS) as heard:
        workbench.runs.run()
    return heard.args[0]


def begin(workbench, qtbot):
    """Start a run and let it come into the midst of its work."""
    workbench.runs.run()
    qtbot.waitUntil(lambda: workbench.runs._job.feedback.progress() > 3, timeout=WAIT_MS)


def wait_idle(workbench, qtbot):
    qtbot.waitUntil(lambda: not workbench.runs.is_running, timeout=WAIT_MS)


@pytest.fixture
def steady(qtbot):
    """Whatever a test does, the interpreter's interval and the tasks are as before."""
    before = sys.getswitchinterval()
    yield
    assert sys.getswitchinterval() == before
    assert "Run scenario" not in [t.description() for t in QgsApplication.taskManager().activeTasks()]


def test_a_run_fills_a_folder_of_its_own_beside_the_scenario(demo, qtbot, steady):
    first = run(demo, qtbot)
    assert first.folder == demo.document.folder / "power_first_results" / "run_1"
    assert set(first.outputs) >= {"SUITABILITY", "EXCLUSION", "CANDIDATES", "ALLOCATION", "LEDGER", "REPORT"}
    assert all(path.is_file() for path in first.outputs.values())
    assert demo.dock.footer.result.text() == "Result of run 1"
    assert demo.iface.said()[0].endswith("run 1 is ready.")
    assert not demo.dock.footer.progress.isVisible()

    demo.document.set(("candidates", "count"), 2, "Fewer")
    assert demo.dock.footer.result.text() == "Result old"
    second = run(demo, qtbot)
    assert (second.number, second.raw["candidates"]["count"]) == (2, 2)
    assert QgsVectorLayer(str(second.outputs["CANDIDATES"])).featureCount() == 2
    # The file on disk is as it was: what ran is the copy, which names the same layers.
    assert json.loads(demo.document.path.read_text(encoding="utf-8"))["candidates"]["count"] == 10
    again = json.loads(second.scenario_path.read_text(encoding="utf-8"))
    source = next(iter(again["layers"].values()))["source"].partition("|")[0]
    assert (second.folder / source).is_file()
    assert first.outputs["SUITABILITY"].is_file()


def test_runs_are_found_again_when_the_scenario_is_opened(demo, qtbot):
    made = run(demo, qtbot)
    path = demo.document.path
    demo.document.close()
    assert demo.runs.history == []
    demo.open(path)
    assert demo.runs.history == [made]
    assert demo.dock.footer.result.text() == "Result of run 1"


def test_cancel_ends_the_run_within_a_second_and_leaves_nothing(demo, qtbot, steady):
    begin(demo, qtbot)
    assert demo.dock.footer.cancel.isEnabled()
    assert not demo.dock.footer.run.isEnabled()
    since = time.monotonic()
    demo.dock.footer.cancel.click()
    wait_idle(demo, qtbot)
    assert time.monotonic() - since < 3  # a second on an idle machine
    assert demo.iface.said() == ["The run was cancelled; earlier results are as they were."]
    assert not (demo.document.folder / "power_first_results").exists()
    assert demo.dock.footer.run.isEnabled()


def test_a_run_cancelled_from_the_list_of_tasks_is_told_as_cancelled(demo, qtbot, steady):
    begin(demo, qtbot)
    QgsApplication.taskManager().cancelAll()
    wait_idle(demo, qtbot)
    assert demo.iface.said() == ["The run was cancelled; earlier results are as they were."]


@pytest.mark.parametrize("time_of_it", range(5))
@pytest.mark.parametrize("what", ["layer", "project", "plugin"])
def test_a_run_ends_with_one_message_when_its_ground_goes(demo, qtbot, steady, what, time_of_it):
    layer = QgsVectorLayer(f"{demo.document.folder / 'demo.gpkg'}|layername=capacity", "capacity")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    if time_of_it:
        begin(demo, qtbot)
    else:  # the very first moment
        demo.runs.run()
    if what == "layer":
        QgsProject.instance().removeMapLayer(layer.id())
    elif what == "project":
        QgsProject.instance().clear()
    else:
        demo.runs.close()
        demo.runs._find_history()
    wait_idle(demo, qtbot)
    assert len(demo.iface.said()) == 1
    assert "cancelled, as" in demo.iface.said()[0]
    assert not (demo.document.folder / "power_first_results").exists()
    if what == "plugin":  # the fixture closes it again
        demo.runs._connect_project()


def test_another_layer_may_go_during_a_run(demo, qtbot):
    layer = QgsVectorLayer("Point?crs=EPSG:6677", "notes", "memory")
    QgsProject.instance().addMapLayer(layer)
    with qtbot.waitSignal(demo.runs.finished, timeout=WAIT_MS):
        demo.runs.run()
        QgsProject.instance().removeMapLayer(layer.id())


def test_a_failure_is_one_sentence_with_its_log_and_earlier_runs_stay(demo, qtbot, steady):
    first = run(demo, qtbot)
    (demo.document.folder / "dem.tif").write_bytes(b"no raster")
    demo.iface.bar.clearWidgets()
    demo.runs.run()
    wait_idle(demo, qtbot)
    assert len(demo.iface.said()) == 1
    assert "dem.tif" in demo.iface.said()[0]
    assert demo.runs.history == [first]
    assert [f.name for f in first.folder.parent.iterdir()] == ["run_1"]


def test_a_draft_says_what_it_lacks_instead_of_running(workbench, qtbot):
    workbench.runs.run()
    assert "No scenario is open" in workbench.iface.said()[0]
    workbench.document.new("EPSG:6677", 100)
    workbench.runs.run()
    assert workbench.document.faults[0] in workbench.iface.said()[0]


def test_without_a_right_to_write_results_go_to_a_folder_of_the_users(demo, qtbot, tmp_path, monkeypatch):
    from wattbit.ui.runs import folder as run_folder

    monkeypatch.setattr(run_folder, "_can_write", lambda folder: folder != demo.document.folder)
    monkeypatch.setattr(run_folder, "own_folder", lambda: tmp_path / "own")
    made = run(demo, qtbot)
    assert made.folder == tmp_path / "own" / "power_first_results" / "run_1"
    assert made.outputs["CANDIDATES"].is_file()
