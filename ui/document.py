"""The scenario being edited: one frozen state, one command an edit, and a file."""

from __future__ import annotations

import time
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..algorithms.documents import (
    faults_of,
    new_scenario,
    read_raw,
    relocated,
    save_raw,
    value_at,
    with_value,
)
from .text import tr

try:  # Qt 6 moved it
    from qgis.PyQt.QtGui import QUndoCommand, QUndoStack
except ImportError:
    from qgis.PyQt.QtWidgets import QUndoCommand, QUndoStack

#: Edits of one field that follow each other this fast are one edit: a typing burst, a spin held down.
BURST_S = 0.7


class _Edit(QUndoCommand):
    """From one state to another; the next edit of the same gesture is folded into it."""

    def __init__(self, document, after, text, place):
        super().__init__(text)
        self.document, self.before, self.after = document, document.raw, after
        self.place, self.when, self.gesture = place, time.monotonic(), document.gesture
        self._is_new = True

    def id(self):
        return 1

    def mergeWith(self, other):
        if other.place != self.place or not self.place[1] or other.gesture != self.gesture:
            return False
        if self.gesture is None and other.when - self.when > BURST_S:
            return False
        self.after, self.when = other.after, other.when
        return True

    def redo(self):
        self.document._show(self.after, None if self._is_new else self.place)
        self._is_new = False

    def undo(self):
        self.document._show(self.before, self.place)


class ScenarioDocument(QObject):
    """A scenario as parsed JSON, with undo, redo and its file.

    ``raw`` is never changed in place: an edit makes a new one (see ``algorithms.documents``) and hands it
    to ``edit``. It may have faults while it is a draft; an edit that brings new ones is refused.
    """

    #: The scenario differs: redraw from ``raw``.
    changed = pyqtSignal()
    #: Another scenario altogether; ``changed`` follows.
    replaced = pyqtSignal()
    #: Title, path or unsaved mark differ.
    stateChanged = pyqtSignal()
    #: Undo or redo went to a place: name of the page, and key of the field.
    revealed = pyqtSignal(str, str)

    def __init__(self, parent=None):
        super().__init__(parent)
        self.raw = None
        self.path = None
        self.faults = []
        self.gesture = None
        self._gestures = 0
        self.stack = QUndoStack(self)
        self.stack.cleanChanged.connect(lambda _clean: self.stateChanged.emit())

    # What it is ----------------------------------------------------------------------------

    @property
    def is_open(self):
        """Whether there is a scenario at all."""
        return self.raw is not None

    @property
    def is_valid(self):
        """Whether the scenario can be run as it stands."""
        return self.is_open and not self.faults

    @property
    def is_saved(self):
        """Whether closing it would lose nothing."""
        return not self.is_open or (self.stack.isClean() and self.path is not None) or self._is_untouched

    @property
    def _is_untouched(self):
        return self.path is None and self.stack.count() == 0

    @property
    def folder(self):
        """Folder that the scenario's paths start from."""
        if self.path is not None:
            return self.path.parent
        return Path(QgsProject.instance().homePath() or Path.home())

    @property
    def title(self):
        """Title of the scenario; empty when none is open."""
        return str(self.value("title") or tr("Untitled scenario")) if self.is_open else ""

    def value(self, *path, default=None):
        """The value at a path of keys, positions and ids."""
        return value_at(self.raw, path, default) if self.is_open else default

    # Opening and saving --------------------------------------------------------------------

    def new(self, crs=None, cell_size_m=None):
        """Begin a draft."""
        self.set_raw(new_scenario(tr("New scenario"), crs, cell_size_m), None)

    def open(self, path):
        """Open a scenario file; raises InputError, and what was open stays."""
        self.set_raw(read_raw(path), Path(path).resolve())

    def set_raw(self, raw, path, *, is_saved=True):
        """Take another scenario in place of what is open."""
        self.path = Path(path) if path is not None else None
        self.raw = raw
        self.stack.clear()
        if not is_saved:
            self.stack.resetClean()
        self._check()
        self.replaced.emit()
        self.changed.emit()
        self.stateChanged.emit()

    def close(self):
        """Have no scenario open."""
        self.raw, self.path, self.faults = None, None, []
        self.stack.clear()
        self.replaced.emit()
        self.changed.emit()
        self.stateChanged.emit()

    def save(self, path=None):
        """Write the scenario to a file, by default its own; raises OutputError, and the earlier file stays."""
        target = Path(path).resolve() if path is not None else self.path
        moved = relocated(self.raw, self.folder, target.parent)
        save_raw(moved, target)
        self.path = target
        if moved is not self.raw:
            # Paths read differently from the new folder: earlier states would name files that are not there.
            self.raw = moved
            self.stack.clear()
            self._check()
            self.changed.emit()
        self.stack.setClean()
        self.stateChanged.emit()

    # Editing -------------------------------------------------------------------------------

    def edit(self, raw, text, page="", key=""):
        """Make a new state the current one.

        Parameters
        ----------
        raw : dict
            The scenario after the edit.
        text : str
            What the edit does, in the user's language, for the undo menu.
        page, key : str
            Where it was made, so that undo can lead back there. Edits of one key in one gesture or typing
            burst are one undo step; without a key each is a step of its own.

        Returns
        -------
        list of str
            Faults that the edit would bring; nothing is changed then. Empty when it was made.
        """
        if raw == self.raw:
            return []
        faults = faults_of(raw, self.folder)
        new = [fault for fault in faults if fault not in self.faults]
        # A draft has faults of lacking parts, whose words may change while it is completed.
        if new and len(faults) > len(self.faults):
            return new
        self.stack.push(_Edit(self, raw, text, (page, key)))
        return []

    def set(self, path, value, text, page="", key=""):
        """Put a value at a path; returns the faults that refused it, as ``edit`` does."""
        return self.edit(with_value(self.raw, path, value), text, page, key)

    def begin_gesture(self):
        """From here to ``end_gesture``, edits of one key are one undo step, however long it takes."""
        self._gestures += 1
        self.gesture = self._gestures

    def end_gesture(self):
        """The mouse button was let go."""
        self.gesture = None

    def _show(self, raw, place):
        self.raw = raw
        self._check()
        self.changed.emit()
        if place is not None:
            self.revealed.emit(*place)

    def _check(self):
        self.faults = faults_of(self.raw, self.folder) if self.is_open else []
