"""Chooses the two sides of a comparison."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLabel, QPushButton, QWidget

from ...algorithms.documents import WattbitError
from ..compare.side import sides_of, sides_of_file
from ..text import tr
from .field import hint, silent


class SideChooser(QWidget):
    """A is a run or one of its horizons; B another of them, or a file."""

    #: There may be another pair.
    chosen = pyqtSignal()

    def __init__(self, workbench):
        super().__init__()
        self.workbench = workbench
        self._files = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        self.a, self.b = QComboBox(), QComboBox()
        hint(self.a, tr("What is compared: a run, or one of its horizons"))
        hint(self.b, tr("What it is compared with: another run, a horizon, or a file"))
        self.file = QPushButton(tr("&File…"))
        hint(self.file, tr("Compare with a scenario file, or with a raster of scores"))
        for row, (letter, combo) in enumerate((("&A", self.a), ("&B", self.b))):
            label = QLabel(letter)
            label.setBuddy(combo)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
            grid.addWidget(label, row, 0)
            grid.addWidget(combo, row, 1)
            combo.currentIndexChanged.connect(self._chosen)
        grid.addWidget(self.file, 1, 2)
        grid.setColumnStretch(1, 1)
        self.file.clicked.connect(self.choose_file)
        workbench.runs.historyChanged.connect(self.fill)
        workbench.document.replaced.connect(self._forget_files)

    @property
    def has_runs(self):
        """Whether there is anything to compare."""
        return self.a.count() > 0

    @property
    def pair(self):
        """The two sides, or None where there are not two."""
        a, b = self.a.currentData(), self.b.currentData()
        return None if a is None or b is None or a == b else (a, b)

    def fill(self):
        """Offer the runs, the newest first; a choice that is still there stays."""
        runs = [side for run in reversed(self.workbench.runs.history) for side in sides_of(run)]
        before = (self.a.currentData(), self.b.currentData())
        is_new = bool(runs) and self.a.itemData(0) != runs[0]
        with silent(self.a, self.b):
            for combo, sides in ((self.a, runs), (self.b, [*runs, *self._files])):
                combo.clear()
                for side in sides:
                    combo.addItem(side.name, side)
            # A run that has just ended is what the user wants to see, beside the one before it.
            _choose(self.a, runs[0] if is_new else before[0], None)
            wished = before[1] if not is_new or before[1] in self._files else None
            _choose(self.b, wished, self.a.currentData())
        self._chosen()

    def _forget_files(self):
        """Another scenario was opened: files chosen for the one before are no part of it."""
        self._files = []
        self.fill()

    def choose_file(self, _checked=False):
        """Ask for a file to compare with."""
        path, _ = QFileDialog.getOpenFileName(
            self,
            tr("Compare with"),
            str(self.workbench.document.folder),
            tr("Scenarios and rasters of scores (*.json *.tif *.tiff *.vrt);;All files (*)"),
        )
        if path:
            self.add_file(path)

    def add_file(self, path):
        """Offer a file as B and choose it."""
        try:
            sides = sides_of_file(path)
        except WattbitError as error:
            self.workbench.warn(str(error))
            return
        have = [self.b.itemData(i) for i in range(self.b.count())]
        new = [side for side in sides if side not in have]
        self._files += new
        with silent(self.b):
            for side in new:
                self.b.addItem(side.name, side)
            _choose(self.b, sides[0], None)
        self._chosen()

    def _chosen(self, _index=None):
        for combo in (self.a, self.b):
            combo.setToolTip(combo.currentText() or combo.property("wattbitTip"))
        self.chosen.emit()


def _choose(combo, side, other):
    """Choose a side; the first that is not the other one where it is not there."""
    sides = [combo.itemData(i) for i in range(combo.count())]
    if side in sides and side != other:
        combo.setCurrentIndex(sides.index(side))
        return
    combo.setCurrentIndex(next((i for i, s in enumerate(sides) if s != other), len(sides) - 1))
