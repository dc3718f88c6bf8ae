"""Why here, why not: asks about places in the background and shows the answers."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
)
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QKeySequence
from qgis.PyQt.QtWidgets import QFileDialog, QPushButton, QShortcut

from ..algorithms.workbench import (
    WattbitError,
    Words,
    apply_change,
    explain_point,
    open_subject_of,
    place_name,
    save_page,
    warm,
)
from .background import Background
from .explain_dock import ExplainDock
from .explain_text import plain_text
from .explain_tool import LETTERS, ExplainTool, Marks
from .text import TITLE, tr

#: A drag or a typing burst is over after this long; then the places are explained anew.
REST_MS = 300
#: A screen this tall has room for the dock below the workbench; on a lower one it is a tab beside it.
TALL_PX = 1200
HOVER_MS = 4000


@dataclass
class _Place:
    """A position, and what is known of it."""

    point: QgsPointXY
    crs: QgsCoordinateReferenceSystem
    is_pinned: bool = False
    told: object = None
    name: str = ""

    @property
    def title(self):
        """Name of the municipality, latitude and longitude."""
        known = _moved(self.point, self.crs, QgsCoordinateReferenceSystem("EPSG:4326"))
        where = (
            f"{self.point.x():.1f}, {self.point.y():.1f}"
            if known is None
            else f"{known.y():.5f}, {known.x():.5f}"
        )
        return f"{self.name}  {where}".strip()


class _Teller:
    """Holds the scenario that was asked about last; used by one thread at a time."""

    def __init__(self):
        self._lock = threading.Lock()
        self._subject, self._of, self._is_closed = None, None, False

    def tell(self, scenario, positions):
        """Name and explanation of each position; without any, get ready for the first."""
        with self._lock:
            try:
                subject = self._open(scenario)
                if not positions:
                    warm(subject)
                return [(place_name(subject, *p), explain_point(subject, *p)) for p in positions]
            finally:
                if self._is_closed:
                    self._let_go()

    def close(self):
        """Let go of files: now, or when the answer that is under way has been worked out."""
        self._is_closed = True
        if self._lock.acquire(blocking=False):
            self._let_go()
            self._lock.release()

    def _open(self, scenario):
        raw, folder, horizon = scenario
        of = self._of
        if of is None or of[0] is not raw or of[1:] != (folder, horizon):
            self._let_go()
            self._subject = open_subject_of(raw, folder, horizon)
            self._of = scenario
        return self._subject

    def _let_go(self):
        subject, self._subject, self._of = self._subject, None, None
        if subject is not None:
            subject.close()


class Explainer(QObject):
    """The action, the map tool, the dock and the marks of "Explain a Place"."""

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench, self.document, self.iface = workbench, workbench.document, workbench.iface
        self.canvas = self.iface.mapCanvas()
        self.words = Words(QgsApplication.locale())
        self.places, self._shown = [], []
        self._teller, self._background = _Teller(), Background(self)
        self._told_of = None
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
        window = self.iface.mainWindow()
        if window.screen().availableGeometry().height() < TALL_PX:
            window.tabifyDockWidget(self.workbench.dock, self.dock)
        self.dock.hide()
        self.workbench.dock.header.add_action(self.workbench.actions["explain"])
        self._tell_state()

    def close(self):
        """Undo what the constructor did: tool, marks and dock are gone afterwards."""
        self._rest.stop()
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
            _Place(point, self.canvas.mapSettings().destinationCrs(), self.dock.pin.isChecked()),
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
        positions = [(p.point.x(), p.point.y(), _crs_text(p.crs)) for p in places]
        self._background.ask(
            tr("Explaining places"),
            lambda: self._teller.tell(scenario, positions),
            lambda answer, error, trace: self._heard(scenario, places, answer, error, trace),
        )
        self._tell_state()

    def _heard(self, scenario, places, answer, error, trace):
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
        points = [_moved(p.point, p.crs, now) for p in self.places]
        self.marks.show([p for p in points if p is not None])

    def _hover(self, point):
        """Tell the score of the preview under the mouse in the status bar."""
        preview = getattr(getattr(self.workbench, "live", None), "preview", None)
        if preview is None:
            return
        grid = QgsCoordinateReferenceSystem.fromWkt(preview.crs)
        on_grid = _moved(point, self.canvas.mapSettings().destinationCrs(), grid)
        if on_grid is None:
            return
        state, score = preview.at(on_grid.x(), on_grid.y())
        words = {
            "excluded": tr("Excluded"),
            "not_assessed": tr("Not assessed"),
            "outside": tr("Outside the extent"),
        }
        text = words.get(state) or tr("Score {score}").format(score=f"{score:.2f}")
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
        shown = [(p.title, p.told) for p in self._shown]
        QgsApplication.clipboard().setText(plain_text(shown, self.words))
        self.workbench.say(tr("The explanation is on the clipboard."))

    def report(self):
        """Ask for a file and write what is told there."""
        start = Path(QgsProject.instance().homePath() or Path.home()) / "explain.html"
        path, _ = QFileDialog.getSaveFileName(
            self.iface.mainWindow(), tr("Save report"), str(start), tr("HTML page (*.html)")
        )
        if path:
            self._write(path if path.lower().endswith((".html", ".htm")) else f"{path}.html")

    def _write(self, path):
        told, titles = [p.told for p in self._shown], [p.title for p in self._shown]
        try:
            save_page(path, self.document.title, told, titles, self.words)
        except WattbitError as error:
            self.workbench.warn(str(error))
            return
        message = self.iface.messageBar().createMessage(
            TITLE, tr("The report is written to {file}.").format(file=path)
        )
        button = QPushButton(tr("Open"))
        button.clicked.connect(lambda _checked=False: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))
        message.layout().addWidget(button)
        self.iface.messageBar().pushWidget(message, Qgis.MessageLevel.Success)


def _crs_text(crs):
    """Code of a CRS, or its WKT where it has none that others know."""
    return crs.authid() if crs.authid().startswith("EPSG:") else crs.toWkt()


def _moved(point, source, target):
    """A point in another CRS; None where that has no place for it."""
    if not source.isValid() or not target.isValid() or source == target:
        return point
    try:
        return QgsCoordinateTransform(source, target, QgsProject.instance()).transform(point)
    except QgsCsException:
        return None
