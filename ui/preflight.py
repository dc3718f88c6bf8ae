"""The pre-flight of the open scenario, kept up to date for every page to ask."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..algorithms.data_door import findings_of, renewed_findings
from .background import Background
from .text import tr

#: Edits rest for so long before layers are read again.
REST_MS = 400


class Preflight(QObject):
    """Checks the scenario in the background whenever edits rest.

    ``told`` are the findings, worst first. An edit renews at once what the scenario alone tells, and drops
    what was found on the part that it touched; the rest follows from the check.
    """

    #: Findings, or whether a check goes on, differ.
    changed = pyqtSignal()
    #: A check that the user asked for has ended.
    finished = pyqtSignal()

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench, self.document = workbench, workbench.document
        self._scenario = 0
        self._forget()
        self._checking = Background(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._check)
        self.document.replaced.connect(self._forget)
        self.document.changed.connect(self._edited)

    def _forget(self):
        self.told, self.failure = [], ""
        #: States that ``told`` was found on, and that the last check saw; None before there is one.
        self.raw = self.checked = None
        self._checked_told, self._looked_at = [], None
        self._is_asked = False
        self._scenario += 1

    @property
    def is_busy(self):
        """Whether a check goes on."""
        return self._checking.is_busy

    @property
    def is_old(self):
        """Whether the scenario was edited since it was checked."""
        return self.checked is not self.document.raw

    def count(self, level):
        """How many findings have a level."""
        return sum(f.level == level for f in self.told)

    def obstacle(self):
        """Why the scenario cannot be run, in a sentence; empty where nothing is known to stand in the way."""
        error = next((f for f in self.told if f.level == "error"), None)
        if error is not None:
            return f"{error.place}: {error.sentence}"
        return self.document.faults[0] if self.document.is_open and self.document.faults else ""

    def check(self):
        """Look at everything now, as the user asked for it."""
        self._is_asked = self.document.is_open
        self._check()

    def stop(self):
        """Look no more, as the workbench is closed."""
        self._rest.stop()
        self.document.changed.disconnect(self._edited)

    def _edited(self):
        raw = self.document.raw
        if raw is self.raw:
            return
        self._rest.stop()
        if raw is not None and raw is self.checked:  # undone: what was found holds again
            self.told = self._checked_told
        elif raw is not None:
            self.told = renewed_findings(self.told, self.raw or raw, raw, self.document.folder)
            self._rest.start()
        self.raw = raw
        self.changed.emit()

    def _check(self):
        self._rest.stop()
        if not self.document.is_open:
            return
        raw, folder = self.document.raw, self.document.folder
        if self.is_busy and self._looked_at is raw:
            return  # the answer is on its way
        self._looked_at = raw
        work, done = partial(findings_of, raw, folder), partial(self._checked, self._scenario, raw)
        self._checking.ask(tr("Checking the scenario"), work, done)
        self.changed.emit()

    def _checked(self, scenario, raw, told, error, trace):
        if scenario != self._scenario or not self.document.is_open:
            self.changed.emit()
            return
        self.failure = "" if error is None else tr("The check failed.")
        if error is not None:
            self.told, self.checked = [], None
            self.workbench.warn(tr("The scenario could not be checked: {why}").format(why=error), trace)
        else:
            self.checked, self._checked_told = raw, told
            now = self.document.raw
            self.told = told if now is raw else renewed_findings(told, raw, now, self.document.folder)
        self.changed.emit()
        if self._is_asked and self.checked is not None:
            self._is_asked = False
            self.finished.emit()
