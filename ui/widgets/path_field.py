"""A line with a path and a button that chooses it."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton, QWidget

from ..text import tr
from .field import hint, silent


class TextField(QLineEdit):
    """A line that tells of a text once, when it is finished and differs from what the scenario has."""

    committed = pyqtSignal(str)

    def __init__(self, text):
        super().__init__()
        hint(self, text)
        self._shown = ""
        self.editingFinished.connect(self._commit)

    def show_text(self, text):
        """Draw what the scenario has; what is being typed is left alone."""
        text = text if isinstance(text, str) else ""
        if self.hasFocus() and self.isModified() and text == self._shown:
            return
        self._shown = text
        if self.text() != text:
            with silent(self):
                self.setText(text)
            self.setCursorPosition(0)  # its beginning tells more than its end

    def _commit(self):
        if self.text() != self._shown:
            self.committed.emit(self.text())


class PathField(QWidget):
    """A path of the scenario, typed or chosen."""

    committed = pyqtSignal(str)

    def __init__(self, text, title, start):
        super().__init__()
        self.title, self.start = title, start
        self.line = TextField(text)
        self.line.committed.connect(self.committed)
        self.button = QToolButton()
        self.button.setText("…")
        hint(self.button, title)
        self.button.clicked.connect(self.choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)

    def show_text(self, text):
        """Draw what the scenario has."""
        self.line.show_text(text)

    def choose(self):
        """Ask for a file."""
        path, _ = QFileDialog.getOpenFileName(self, self.title, str(self.start()), tr("All files (*)"))
        if path:
            self.committed.emit(path)
