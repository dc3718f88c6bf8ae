"""A combo of words that the scenario's format knows."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox

from ..words import word
from .field import hint, silent


class Choice(QComboBox):
    """Offers keys of the scenario's format by their words; tells of the key that the user picks."""

    picked = pyqtSignal(str)

    def __init__(self, keys, tip):
        super().__init__()
        for key in keys:
            self.addItem(word(key), key)
        # The longest word must not widen the dock.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        hint(self, tip)
        self.activated.connect(lambda _i: self.picked.emit(self.currentData()))

    def show_key(self, key):
        """Show what the scenario has."""
        with silent(self):
            self.setCurrentIndex(self.findData(key))
