"""Why here, why not: asks about places in the background and shows the answers."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsPointXY,
    QgsSettings,
)
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QShortcut

from ...algorithms.workbench import (
    WattbitError,
    Words,
    apply_change,
)
from ..background import Background
from ..text import tr
from .dock import ExplainDock
from .focus import FocusSwitch
from .handover import ask_and_write, copy_text
from .map_tool import LETTERS, ExplainTool, Marks
from .place import Place, moved, score_at
from .teller import Teller

#: A drag or a typing burst is over after this long; then the places are explained anew.
REST_MS = 300
#: A screen this tall has room for the dock below the workbench; on a lower one it is a tab beside it.
TALL_PX = 1200
HOVER_MS = 4000
#: Setting that says that the dock has been given a place beside the workbench.
PLACED = "wattbit/explain_placed"


class Explainer(QObject):
    """The action, the map tool, the dock and the marks of "Explain a Place"."""

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench, self.document, self.iface = workbench, workbench.document, workbench.iface
        self.canvas = self.iface.mapCanvas()
        self.words = Words(QgsApplication.locale())
        self.places, self._shown = [], []
        self._teller, self._background = Teller(), Background(self)
        self._told_of, self._is_closed = None, False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._ask)
        self.marks = Marks(self.canvas)
        self._make_tool()
        self._make_dock()
        self.document.changed.connect(self._scenario_changed)
        self.document.replaced.connect(self.forget)
        workbench.horizonChanged.connect(self._scenario_changed)
        self.canvas.destinationCrsChanged.connect(self._mark)

    def _make_tool(self):
        action = self.workbench.add_action("explain", "explain", tr("Explain a Place"), self.toggle)
        action.setCheckable(True)
        self.tool = ExplainTool(self.canvas)
        self.tool.setAction(action)
        self.tool.asked.connect(lambda point, is_more: self.explain(point.x(), point.y(), is_more))
        self.tool.hovered.connect(self._hover)
        self.tool.left.connect(self.leave)

    def _make_dock(self):
        self.dock = ExplainDock(self.words)
        self.dock.tryRequested.connect(self.try_change)
        self.dock.pinToggled.connect(self._pin)
        self.dock.copyRequested.connect(self.copy)
        self.dock.reportRequested.connect(self.report)
        self.dock.closed.connect(self._dock_closed)
        self.dock.visibilityChanged.connect(self._dock_shown)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.dock)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self.workbench.dock.header.add_action(self.workbench.actions["explain"])
        docks = (self.workbench.dock, self.dock)
        self.focus = FocusSwitch(self.canvas, docks, lambda: self.canvas.mapTool() is self.tool, self)
        self._tell_state()

    def close(self):
        """Undo what the constructor did: tool, marks and dock are gone afterwards."""
        self._is_closed = True
        self._rest.stop()
        self.focus.close()
        self.canvas.destinationCrsChanged.disconnect(self._mark)
        self.document.changed.disconnect(self._scenario_changed)
        self.document.replaced.disconnect(self.forget)
        self.workbench.horizonChanged.disconnect(self._scenario_changed)
        self.dock.visibilityChanged.disconnect(self._dock_shown)
        self.tool.leave()
        self.tool.deleteLater()
        self.marks.clear()
        self.places = []
        self._teller.close()
        self.iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.deleteLater()

    # Asking --------------------------------------------------------------------------------

    def toggle(self):
        """Take up the map tool, or put it down."""
        if self.canvas.mapTool() is self.tool:
            self.leave()
            return
        self.tool.start()
        self._show_dock()
        if self.document.is_open and not self.places:
            self._ask()

    def leave(self):
        """Give the map the tool back that it had before."""
        self.tool.leave()

    def explain(self, x, y, is_additional=False):
        """Explain the place at a position in the canvas's CRS; pinned places stay beside it, additionally all do."""
        self._show_dock()
        if not self.document.is_open:
            self._tell_state()
            return
        kept = [p for p in self.places if is_additional or p.is_pinned]
        if len(kept) == len(LETTERS):
            loose = next((p for p in kept if not p.is_pinned), None)
            if loose is None:
                self.dock.say(tr("Three places are pinned; let go of them by Pin to ask about another."))
                return
            kept.remove(loose)
        point = QgsPointXY(x, y)
        self.places = [
            *kept,
            Place(point, self.canvas.mapSettings().destinationCrs(), self.dock.pin.isChecked()),
        ]
        self._mark()
        self._ask()

    def forget(self):
        """Let go of every place."""
        self.places = []
        self._told_of = None
        self.dock.pin.setChecked(False)
        self.marks.clear()
        self._draw()

    def _ask(self):
        """Have the scenario as it stands explain every place, in the background."""
        if not self.document.is_open:
            return
        scenario = (self.document.raw, self.document.folder, self.workbench.horizon)
        places = list(self.places)
        positions = [p.position for p in places]
        self._background.ask(
            tr("Explaining places"),
            lambda: self._teller.tell(scenario, positions),
            lambda answer, error, trace: self._heard(scenario, places, answer, error, trace),
        )
        self._tell_state()

    def _heard(self, scenario, places, answer, error, trace):
        if self._is_closed:
            return
        if error is not None:
            self._told_of = None
            self._draw()
            self.dock.say(str(error) or type(error).__name__)
            if not isinstance(error, WattbitError):
                self.workbench.log(trace, Qgis.MessageLevel.Warning)
            return
        for place, (name, told) in zip(places, answer):
            place.name, place.told = name, told
        self._told_of = scenario
        self._draw()

    # Showing -------------------------------------------------------------------------------

    @property
    def told(self):
        """The explanations that are shown."""
        return [p.told for p in self._shown]

    @property
    def is_current(self):
        """Whether what is shown is of the scenario as it stands."""
        told = self._told_of
        return told is not None and told[0] is self.document.raw and told[2] == self.workbench.horizon

    def _draw(self):
        self._shown = [p for p in self.places if p.told is not None]
        self.dock.show_places([p.title for p in self._shown], [p.told for p in self._shown])
        self._tell_state()

    def _tell_state(self):
        self.dock.set_usable(self.is_current)
        if not self.document.is_open:
            self.dock.say(
                tr("No scenario is open: open one in the workbench, then click a place on the map.")
            )
        elif self._background.is_busy or self._rest.isActive():
            self.dock.say(tr("Updating…"))
        elif not self.places:
            self.dock.say(tr("Click a place on the map; Shift+click puts another beside it."))
        else:
            self.dock.say("")

    def _show_dock(self):
        self.dock.setUserVisible(True)
        beside = self.workbench.dock
        if QgsSettings().value(PLACED, False, type=bool) or not beside.isVisible() or beside.isFloating():
            return
        # Once, and not before it is shown: QGIS lays docks out anew after plugins are loaded, and keeps them afterwards.
        QgsSettings().setValue(PLACED, True)
        window = self.iface.mainWindow()
        if window.screen().availableGeometry().height() < TALL_PX:
            window.tabifyDockWidget(beside, self.dock)
            self.dock.raise_()
        else:
            window.splitDockWidget(beside, self.dock, Qt.Orientation.Vertical)
            window.resizeDocks([beside, self.dock], [TALL_PX // 2, TALL_PX // 2], Qt.Orientation.Vertical)

    def _dock_shown(self, is_visible):
        if is_visible and self.places and not self.is_current:
            self._ask()

    def _dock_closed(self):
        self.leave()
        self.forget()

    def _scenario_changed(self):
        if self.places and self.dock.isVisible():
            self._rest.start()
        self._tell_state()

    def _mark(self):
        now = self.canvas.mapSettings().destinationCrs()
        points = [moved(p.point, p.crs, now) for p in self.places]
        self.marks.show([p for p in points if p is not None])

    def _hover(self, point):
        """Tell the score of the preview under the mouse in the status bar."""
        preview = getattr(getattr(self.workbench, "live", None), "preview", None)
        if preview is not None:
            text = score_at(preview, point, self.canvas.mapSettings().destinationCrs())
            self.iface.mainWindow().statusBar().showMessage(text, HOVER_MS)

    # Buttons -------------------------------------------------------------------------------

    def try_change(self, number):
        """Make the smallest change of a place in the scenario; undo takes it back."""
        if not self.is_current:
            return
        change = self._shown[number].told.change
        raw = apply_change(self.document.raw, change, self.workbench.horizon)
        part, _, rest = change.path.partition(".")
        faults = self.document.edit(raw, tr("Try the smallest change"), part, rest.replace(".", "/"))
        if faults:
            self.workbench.warn(" ".join(faults))

    def _pin(self, is_pinned):
        for place in self.places:
            place.is_pinned = is_pinned
        self._tell_state()

    def copy(self):
        """Put what is told onto the clipboard."""
        copy_text(self.workbench, self._shown, self.words)

    def report(self):
        """Ask for a file and write what is told there."""
        ask_and_write(self.workbench, self._shown, self.words)
