"""What the tests of the workbench share: a real main window with a map canvas, and the workbench in it."""

from __future__ import annotations

import json
import shutil

import pytest

pytest.importorskip("qgis.gui", reason="needs QGIS: run `make test`")

from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtWidgets import QMainWindow, QMessageBox


class Interface:
    """The part of QgisInterface that the workbench uses, on a real main window."""

    def __init__(self, window):
        self.window = window
        self.canvas = QgsMapCanvas(window)
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:6677"))
        window.setCentralWidget(self.canvas)
        self.bar = QgsMessageBar(window)
        self.menu = []
        self.blockers = []
        self.factories = []

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def addToolBar(self, title):
        return self.window.addToolBar(title)

    def addPluginToMenu(self, title, action):
        self.menu.append((title, action.text()))

    def removePluginMenu(self, title, action):
        self.menu.remove((title, action.text()))

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)
        dock.show()

    def addTabifiedDockWidget(self, area, dock, _tabify_with=(), _raise_tab=False):
        self.window.addDockWidget(area, dock)
        dock.show()

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def registerApplicationExitBlocker(self, blocker):
        self.blockers.append(blocker)

    def unregisterApplicationExitBlocker(self, blocker):
        self.blockers.remove(blocker)

    def registerOptionsWidgetFactory(self, factory):
        self.factories.append(factory)

    def unregisterOptionsWidgetFactory(self, factory):
        self.factories.remove(factory)

    def said(self):
        """Sentences in the message bar, the latest first."""
        return [item.text() for item in self.bar.items()]


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
    """The workbench with no scenario open; a test that leaves one unsaved is asked nothing."""
    from wattbit.ui.workbench import Workbench

    monkeypatch.setattr(Workbench, "recovery_file", tmp_path / "recovery.json")
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
