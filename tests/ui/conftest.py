"""What the tests of the workbench share: a real main window with a map canvas, and the workbench in it."""

from __future__ import annotations

import json
import shutil

import pytest

pytest.importorskip("qgis.gui", reason="needs QGIS: run `make test`")

from qgis.core import QgsProject, QgsSettings
from qgis.PyQt.QtWidgets import QMainWindow, QMessageBox
from wattbit.tests.ui.interface import Interface


@pytest.fixture(scope="session", autouse=True)
def _no_thread_outlives_qgis(qgis_app):
    """As the end of QGIS does, which tests never come to: leave no work in a thread."""
    yield
    from wattbit.ui.background import end

    assert end()


@pytest.fixture
def iface(qgis_app, qtbot):
    window = QMainWindow()
    window.resize(1400, 900)
    qtbot.addWidget(window)
    window.show()
    return Interface(window)


@pytest.fixture
def workbench(iface, tmp_path, monkeypatch):
    """The workbench with no scenario open; a test that leaves one unsaved is asked nothing.

    The live preview is off: most tests need none, and each would wait for it.
    """
    from wattbit.ui.workbench import Workbench

    monkeypatch.setattr(Workbench, "recovery_file", tmp_path / "recovery.json")
    QgsSettings().setValue("wattbit/live", False)
    made = Workbench(iface)
    yield made
    made.document.close()
    made.close()
    QgsProject.instance().clear()


@pytest.fixture
def demo(workbench, tmp_path, repository):
    """The workbench with a copy of the demo open, at coarse cells so that tests stay fast."""
    folder = tmp_path / "demo"
    shutil.copytree(repository / "resources" / "demo", folder)
    path = folder / "power_first.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["grid"]["cell_size_m"] = 500
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    assert workbench.open(path)
    return workbench


@pytest.fixture
def answer(monkeypatch):
    """Set the button that every question is answered by; returns the list of what was asked."""
    asked = []

    def by(button):
        def question(_parent, _title, text, *_rest):
            asked.append(text)
            return button

        monkeypatch.setattr(QMessageBox, "question", question)
        return asked

    return by
