#!/usr/bin/python3
"""A whole visit in a real QGIS window nobody sees, with a picture of every step in build/visit.

    tools/end_to_end.py               # both languages
    tools/end_to_end.py --size 1280x720 --scale 1.25 ja

Open the demo, weigh, bend, undo, run, choose, explain, try a change, save, reopen, compare. Whatever does not
come about ends the visit with a sentence and the exit code 1.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from pathlib import Path

from qgis.utils import iface as qgis_iface

ROOT = Path(os.environ.get("WATTBIT_ROOT") or Path(__file__).resolve().parent.parent)
sys.path.insert(0, str(ROOT / "tools"))

from screenshot_workbench import PLACE, arguments, draw, leave, prepare  # noqa: E402

FLOODED = (200.0, -40200.0)
PATIENCE_S, POLL_MS, SETTLE_MS = 60.0, 100, 700


def visit(iface, workbench):  # noqa: PLR0915 (one story, told in one go)
    """The steps of the visit, one after the other.

    Yields (name of the picture, whether what the step did has come about).
    """
    from qgis.core import QgsProject
    from qgis.PyQt.QtCore import QPointF, Qt
    from qgis.PyQt.QtTest import QTest
    from qgis.PyQt.QtWidgets import QFileDialog

    document, dock, live, runs = workbench.document, workbench.dock, workbench.live, workbench.runs
    explainer, project, folder = workbench.explainer, QgsProject.instance(), prepare(iface)

    workbench.open(folder / "power_first.json")
    original = document.raw
    yield "01_preview", lambda: live.preview is not None and live.item.isVisible()

    page = dock.show_page("criteria")
    page.tree.weight_spin("grid").setValue(0.6)
    assert document.value("criteria", "grid", "weight") == 0.6, "the weight is not set"
    assert dock.windowTitle().endswith("*"), "nothing marks the unsaved edit"
    yield "02_weight", lambda: "ms" in dock.footer.preview.text() and not live.is_updating

    page.tree.choose("road")
    handle = page.value.curve.handle("worst")
    middle = handle.geometry().center()
    QTest.mousePress(
        handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, handle.rect().center()
    )
    for step in range(1, 21):
        handle.draggedTo.emit(QPointF(middle.x() - 3 * step, middle.y()))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    assert document.value("criteria", "road", "value", "low") < 3900, "the breakpoint did not move"
    yield "03_breakpoint", lambda: not live.is_updating

    dock.header.undo.trigger()
    dock.header.undo.trigger()
    assert document.raw == original, "two undos do not lead back"
    assert document.is_saved, "the star does not follow the undo"
    workbench.actions["run"].trigger()
    yield "04_result", lambda: len(runs.history) == 1 and not runs.is_running

    result = dock.show_page("result")
    yield "05_table", lambda: result.candidates.model().rowCount() == 10
    result.candidates.selectRow(0)
    layer = next(la for la in project.mapLayers().values() if la.source().find("candidates") >= 0)
    assert [f["rank"] for f in layer.selectedFeatures()] == [1], "the map does not follow the table"
    result.zoom.click()
    yield "06_candidate", lambda: not iface.mapCanvas().isDrawing()

    explainer.explain(*PLACE)
    yield "07_explained", lambda: bool(explainer.told) and explainer.told[0].state == "eligible"
    explainer.explain(*FLOODED)
    yield "08_excluded", lambda: explainer.told[0].state == "excluded"
    explainer.try_change(0)
    yield "09_changed", lambda: explainer.is_current and explainer.told[0].state == "eligible"
    dock.header.undo.trigger()
    assert document.raw == original, "the change is not undone"

    target = folder / "mine.json"
    QFileDialog.getSaveFileName = staticmethod(lambda *_given: (str(target), ""))
    dock.header.demand.setValue(100)
    dock.header.save_as.trigger()
    assert document.path == target and document.is_saved, "the scenario is not saved under its new name"
    workbench.actions["run"].trigger()
    yield "10_second", lambda: len(runs.history) == 1 and not runs.is_running

    layers = len(project.mapLayers())
    assert project.write(str(folder / "visit.qgz")), "the project is not saved"
    iface.newProject(False)
    assert not project.mapLayers(), "the new project is not empty"
    assert project.read(str(folder / "visit.qgz")), "the project does not open"
    broken = [la.name() for la in project.mapLayers().values() if not la.isValid()]
    assert not broken, f"layers are broken after reopening: {broken}"
    assert len(project.mapLayers()) == layers, "layers are missing after reopening"
    workbench.show()
    yield "11_reopened", lambda: document.path == target and len(runs.history) == 1

    iface.mapCanvas().zoomToFullExtent()
    compare = dock.show_page("compare")
    compare.sides.add_file(str(folder / "power_first.json"))
    yield "12_compare", lambda: compare.moves.model().rowCount() > 0
    compare.views.swiped.click()
    yield "13_swipe", lambda: compare.views.swiped.isChecked() and not iface.mapCanvas().isDrawing()
    compare.views.plain.click()
    workbench.toggle()


class Guide:
    """Goes from step to step once what each was about has come about."""

    def __init__(self, iface, steps, timer):
        self.iface, self.steps, self.timer = iface, steps, timer

    def go(self):
        """Do the next step."""
        try:
            self.name, self.is_done = next(self.steps)
        except StopIteration:
            leave(0)
        except AssertionError as error:
            self.end(f"after {getattr(self, 'name', 'the start')}: {error}")
        self.until = time.monotonic() + PATIENCE_S
        self.wait()

    def wait(self):
        """Look now and then whether it has come about."""
        if self.is_done():
            self.timer.singleShot(SETTLE_MS, lambda: self.shot())  # noqa: PLW0108
        elif time.monotonic() > self.until:
            self.end(f"{self.name} did not come about in {PATIENCE_S:g} s")
        else:
            self.timer.singleShot(POLL_MS, lambda: self.wait())  # noqa: PLW0108

    def shot(self):
        """Save the window, and go on."""
        self.iface.mapCanvas().waitWhileRendering()
        picture = Path(os.environ["WATTBIT_SHOTS"]) / f"{self.name}.png"
        if not self.iface.mainWindow().grab().save(str(picture)):
            self.end(f"the picture {picture} cannot be written")
        self.go()

    @staticmethod
    def end(sentence):
        """Say what went wrong and end QGIS."""
        print(sentence)
        leave(1)


def start(iface):
    """Begin once the window is there; an error ends QGIS."""
    from qgis.PyQt.QtCore import QTimer
    from qgis.utils import plugins

    sys.excepthook = lambda *error: (traceback.print_exception(*error, file=sys.stdout), leave(1))
    workbench = plugins["wattbit"].workbench
    QTimer.singleShot(3000, lambda: Guide(iface, visit(iface, workbench), QTimer).go())


def main():
    """Visit once a language."""
    given = arguments(__doc__, ROOT / "build" / "visit")
    script = Path(__file__).resolve()
    return max(draw(name, given.folder, given.size, given.scale, script, "") for name in given.languages)


if __name__ == "__main__":
    if qgis_iface is not None:
        start(qgis_iface)
    else:
        sys.exit(main())
