"""A real main window with a map canvas, behind the part of QGIS's interface that the workbench uses."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMapCanvas, QgsMessageBar


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
