"""The pre-flight of the open scenario, kept for every page to ask."""

from __future__ import annotations

from functools import partial

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithms.data_door import findings_of
from .background import Background
from .text import tr


class Preflight(QObject):
    """Checks the scenario in the background.

    ``told`` are the findings, worst first; ``note`` says what stands in their place where there are none.
    """

    #: Findings, or whether a check goes on, differ.
    changed = pyqtSignal()
    #: A check that the user asked for has ended.
    finished = pyqtSignal()

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench, self.document = workbench, workbench.document
        self.told, self.note = [], ""
        self.checked = None
        self._checking = Background(self)
        self.document.replaced.connect(self._forget)

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

    def check(self):
        """Look at everything, in the background."""
        if not self.document.is_open:
            return
        raw, folder = self.document.raw, self.document.folder
        work, done = partial(findings_of, raw, folder), partial(self._checked, raw)
        self._checking.ask(tr("Checking the scenario"), work, done)
        self.changed.emit()

    def _checked(self, raw, told, error, trace):
        if error is None:
            self.told, self.note, self.checked = told, "", raw
        else:
            self.told, self.note, self.checked = [], tr("The check failed."), None
            self.workbench.warn(tr("The scenario could not be checked: {why}").format(why=error), trace)
        self.changed.emit()
        self.finished.emit()

    def _forget(self):
        self.told, self.note, self.checked = [], "", None
        self.changed.emit()
