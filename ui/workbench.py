"""The workbench: one document, its dock, its actions, and what the pages share."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsProject, QgsSettings
from qgis.gui import QgsApplicationExitBlockerInterface
from qgis.PyQt.QtCore import QObject, Qt, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import QAction, QFileDialog, QMessageBox, QPushButton

from ..algorithms.documents import RESOURCES, WattbitError, dumped, help_page
from ..algorithms.settings import read_settings
from .background import finish_before_quitting
from .dock import WorkbenchDock
from .document import ScenarioDocument
from .explain.explainer import Explainer
from .live.preview import LivePreview
from .options import OptionsFactory
from .preflight import Preflight
from .runs.runs import Runs
from .text import TITLE, tr

DEMO = RESOURCES / "demo" / "power_first.json"
SETTINGS = "wattbit"
RECENT = 8
TOOLBAR = ("workbench", "explain", "run", "check", "compare", "demo", "help")
RECOVERY_MS = 30_000


class _ExitBlocker(QgsApplicationExitBlockerInterface):
    """Lets QGIS ask before it closes."""

    def __init__(self, workbench):
        super().__init__()
        self.workbench = workbench

    def allowExit(self):
        return self.workbench.ask_to_save()


class Workbench(QObject):
    """Ties the document, the dock and QGIS together.

    Pages and controllers reach everything through it: ``iface``, ``document``, ``dock``, ``actions`` by name,
    ``horizon`` (id of the one that is shown), and ``say`` and ``warn`` for messages.
    """

    #: Another horizon is shown.
    horizonChanged = pyqtSignal()

    def __init__(self, iface):
        super().__init__(iface.mainWindow())
        self.iface = iface
        self.document = ScenarioDocument(self)
        self.horizon = None
        self.actions = {}
        self.document.replaced.connect(self._forget_horizon)
        self._make_actions()
        self.preflight = Preflight(self)
        self.preflight.changed.connect(self._block_run)
        self.runs = Runs(self)
        self.dock = WorkbenchDock(self)
        self.runs.attach(self.dock.footer)
        self.dock.footer.findingsRequested.connect(lambda: self.dock.reveal("data", "findings"))
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self.dock.visibilityChanged.connect(self._show_toggle)
        self.live = LivePreview(self)
        self.explainer = Explainer(self)
        self._blocker = _ExitBlocker(self)
        iface.registerApplicationExitBlocker(self._blocker)
        self._options = OptionsFactory()
        iface.registerOptionsWidgetFactory(self._options)
        finish_before_quitting()
        self._timer = QTimer(self)
        self._timer.setInterval(RECOVERY_MS)
        self._timer.timeout.connect(self.write_recovery)
        self._timer.start()
        QgsProject.instance().readProject.connect(self._read_project)
        QgsProject.instance().writeProject.connect(self._write_project)
        QgsProject.instance().cleared.connect(self._project_cleared)

    def close(self):
        """Undo what the constructor did; a scenario that is not saved stays as a recovery copy."""
        self.live.close()
        self._timer.stop()
        self.preflight.stop()
        self.runs.close()
        self.write_recovery()
        project = QgsProject.instance()
        project.readProject.disconnect(self._read_project)
        project.writeProject.disconnect(self._write_project)
        project.cleared.disconnect(self._project_cleared)
        self.explainer.close()
        self.iface.unregisterApplicationExitBlocker(self._blocker)
        self.iface.unregisterOptionsWidgetFactory(self._options)
        self.iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.deleteLater()

    # Actions -------------------------------------------------------------------------------

    def _make_actions(self):
        for name, icon, text, slot in (
            ("workbench", "plugin", tr("Workbench"), self.toggle),
            ("run", "runscenario", tr("Run"), self.run),
            ("check", "checkscenario", tr("Check"), self.check),
            ("demo", "demo", tr("Open Demo"), self.open_demo),
            ("help", "help", tr("Help"), self.help),
        ):
            self.add_action(name, icon, text, slot)
        self.actions["workbench"].setCheckable(True)

    def toolbar_actions(self):
        """Actions of the toolbar and the menu, in their order."""
        return [self.actions[name] for name in TOOLBAR if name in self.actions]

    def add_action(self, name, icon, text, slot):
        """Make an action of the toolbar and the menu; its name is how others find it."""
        action = QAction(QIcon(str(RESOURCES / "icons" / f"{icon}.svg")), text, self)
        action.setObjectName(f"WattBit_{name}")
        action.triggered.connect(lambda _checked=False: slot())
        self.actions[name] = action
        return action

    def toggle(self):
        """Show or hide the dock."""
        self.dock.setUserVisible(self.actions["workbench"].isChecked())
        if self.dock.isVisible():
            self.offer_recovery()

    def show(self):
        """Bring the dock to the front."""
        self.dock.setUserVisible(True)
        self.dock.raise_()

    def _show_toggle(self, is_visible):
        self.actions["workbench"].setChecked(is_visible)

    def run(self):
        """Run the open scenario in the background."""
        self.show()
        self.runs.run()

    def check(self):
        """Look the scenario over before it runs, on the page of its data."""
        self.show()
        self.dock.show_page("data").check()

    def _block_run(self):
        """No run while the check finds errors; the reason stands at the action."""
        why, action = self.preflight.obstacle(), self.actions["run"]
        action.setEnabled(not why)
        action.setToolTip(why or action.text())

    def help(self):
        """Open the guide at the page in front, or the list of all pages while the dock is closed."""
        if self.dock.isVisible():
            self.open_help("workbench", self.dock.page_name)
        else:
            self.open_help()

    def open_help(self, page="index", section=""):
        """Open a help page in the browser, at a section of it."""
        url = QUrl.fromLocalFile(str(help_page(page) or help_page("index")))
        url.setFragment(section)
        QDesktopServices.openUrl(url)

    # Files ---------------------------------------------------------------------------------

    def new(self):
        """Begin a new scenario in the project's CRS, where that is one in metres."""
        if not self.ask_to_save():
            return
        crs = QgsProject.instance().crs()
        is_metric = crs.isValid() and not crs.isGeographic() and crs.authid() != "EPSG:3857"
        self.document.new(crs.authid() if is_metric else None, read_settings().cell_size_m)
        self.show()

    def open_demo(self, _checked=False):
        """Open the demo, a fictional prefecture."""
        self.open(DEMO)

    def choose_and_open(self):
        """Ask for a scenario file and open it."""
        path, _ = QFileDialog.getOpenFileName(
            self.iface.mainWindow(), tr("Open scenario"), str(self.document.folder), tr("Scenario (*.json)")
        )
        if path:
            self.open(path)

    def open(self, path):
        """Open a scenario file; what is open may be saved first. Returns whether it was opened."""
        if not self.ask_to_save():
            return False
        try:
            self.document.open(path)
        except WattbitError as error:
            self.warn(str(error))
            return False
        self._remember(path)
        self.show()
        return True

    def save(self):
        """Save the scenario; asks for a file where it has none. Returns whether it is saved."""
        if self.document.path is None or self.document.path.parent == DEMO.parent:
            return self.choose_and_save()
        return self._save_to(None)

    def choose_and_save(self):
        """Ask for a file and save the scenario there; returns whether it is saved."""
        start = self.document.path or self.document.folder / "scenario.json"
        if start.parent == DEMO.parent:  # the demo ships with the plugin and goes with its next version
            start = Path(QgsProject.instance().homePath() or Path.home()) / start.name
        path, _ = QFileDialog.getSaveFileName(
            self.iface.mainWindow(), tr("Save scenario"), str(start), tr("Scenario (*.json)")
        )
        if not path:
            return False
        return self._save_to(path if path.endswith(".json") else f"{path}.json")

    def _save_to(self, path):
        try:
            self.document.save(path)
        except WattbitError as error:
            self.warn(str(error))
            return False
        self._remember(self.document.path)
        self._drop_recovery()
        return True

    def ask_to_save(self):
        """Ask what to do with unsaved edits; returns whether to go on."""
        if self.document.is_saved:
            return True
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self.iface.mainWindow(),
            TITLE,
            tr("The scenario {title} has unsaved edits. Save them?").format(title=self.document.title),
            buttons.Save | buttons.Discard | buttons.Cancel,
            buttons.Save,
        )
        if answer == buttons.Save:
            return self.save()
        if answer == buttons.Discard:
            self._drop_recovery()
            return True
        return False

    def recent(self):
        """Scenario files opened or saved of late, the latest first; those that are gone are left out."""
        listed = QgsSettings().value(f"{SETTINGS}/recent", []) or []
        return [p for p in ([listed] if isinstance(listed, str) else listed) if Path(p).is_file()]

    def _remember(self, path):
        path = str(Path(path).resolve())
        QgsSettings().setValue(
            f"{SETTINGS}/recent", [path, *(p for p in self.recent() if p != path)][:RECENT]
        )

    # Recovery ------------------------------------------------------------------------------

    @property
    def recovery_file(self):
        """Where unsaved edits are kept from time to time."""
        return Path(QgsApplication.qgisSettingsDirPath()) / "wattbit" / "recovery.json"

    def write_recovery(self):
        """Keep a copy of unsaved edits."""
        if self.document.is_saved:
            return
        kept = {
            "path": str(self.document.path or ""),
            "folder": str(self.document.folder),
            "scenario": self.document.raw,
        }
        try:
            self.recovery_file.parent.mkdir(parents=True, exist_ok=True)
            self.recovery_file.write_text(dumped(kept), encoding="utf-8")
        except OSError as error:
            self.log(
                tr("The recovery copy cannot be written to {file}: {why}").format(
                    file=self.recovery_file, why=error
                )
            )

    def offer_recovery(self):
        """Offer the copy that an earlier session left, once."""
        if self.document.is_open or not self.recovery_file.is_file():
            return
        message = self.iface.messageBar().createMessage(
            TITLE, tr("Edits of an earlier session were not saved.")
        )
        button = QPushButton(tr("Restore"))
        button.clicked.connect(self.restore)
        button.clicked.connect(message.dismiss)
        message.layout().addWidget(button)
        self.iface.messageBar().pushWidget(message, Qgis.MessageLevel.Info)

    def restore(self):
        """Take the recovery copy as the open scenario, unsaved."""
        try:
            kept = json.loads(self.recovery_file.read_text(encoding="utf-8"))
            path = Path(kept["path"]) if kept["path"] else None
            self.document.set_raw(kept["scenario"], path, is_saved=False)
        except (OSError, ValueError, KeyError) as error:
            self.warn(tr("The recovery copy cannot be read: {why}").format(why=error))

    def _drop_recovery(self):
        self.recovery_file.unlink(missing_ok=True)

    # Project -------------------------------------------------------------------------------

    def _read_project(self, _document=None):
        path, is_there = QgsProject.instance().readEntry(SETTINGS, "scenario", "")
        if is_there and path and self.document.is_saved:
            whole = Path(QgsProject.instance().homePath()) / path
            if whole.is_file():
                self.open(whole)

    def _write_project(self, _document=None):
        path = self.document.path
        QgsProject.instance().writeEntry(SETTINGS, "scenario", path.as_posix() if path else "")

    def _project_cleared(self):
        """The project was closed: the scenario stays open, for nothing may be lost without a question."""

    def set_horizon(self, id):
        """Show another horizon."""
        if id != self.horizon:
            self.horizon = id
            self.horizonChanged.emit()

    def _forget_horizon(self):
        horizons = self.document.value("horizons", default=[]) or []
        self.horizon = horizons[0].get("id") if horizons else None

    # Messages ------------------------------------------------------------------------------

    def say(self, sentence, level=Qgis.MessageLevel.Info, details=""):
        """Put a sentence into the message bar; details stand behind a button."""
        self.log("\n".join(t for t in (sentence, details) if t), level)
        bar = self.iface.messageBar()
        if not details:
            bar.pushMessage(TITLE, sentence, level)
            return
        message = bar.createMessage(TITLE, sentence)
        button = QPushButton(tr("Details"))
        button.clicked.connect(lambda: self._show_details(sentence, details))
        message.layout().addWidget(button)
        bar.pushWidget(message, level)

    def warn(self, sentence, details=""):
        """Say that something did not work."""
        self.say(sentence, Qgis.MessageLevel.Warning, details)

    @staticmethod
    def log(text, level=Qgis.MessageLevel.Info):
        """Write into QGIS's message log."""
        QgsMessageLog.logMessage(text, TITLE, level)

    def _show_details(self, sentence, details):
        box = QMessageBox(QMessageBox.Icon.NoIcon, TITLE, sentence, parent=self.iface.mainWindow())
        box.setDetailedText(details)
        box.setModal(False)
        box.show()
