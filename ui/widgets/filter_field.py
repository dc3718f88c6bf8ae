"""An OGR filter, typed or put together in QGIS's query builder."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgsQueryBuilder
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ...algorithms.data_door import filter_fault, source_file
from ..text import tr
from .field import hint, mark
from .path_field import TextField


class FilterField(QWidget):
    """A line with a filter and a button that builds one; tells of a filter that works on the layer.

    Any other stays in the line with the reason.
    """

    committed = pyqtSignal(str)

    def __init__(self, document, tip):
        super().__init__()
        self.document = document
        self.layer, self.spec = None, {}
        self.builder = self._clone = None
        self.line = TextField(tip)
        self.line.committed.connect(self.take)
        self.button = QPushButton(tr("Build…"))
        hint(self.button, tr("Build the filter from the layer's fields and values"))
        self.button.clicked.connect(lambda _checked=False: self.open_builder())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)

    def show_filter(self, layer, spec, text):
        """Draw the filter of a layer; ``spec`` is the layer as the scenario writes it."""
        if (layer, spec) != (self.layer, self.spec):
            mark(self.line)
        self.layer, self.spec = layer, spec
        self.line.show_text(text)

    def take(self, text):
        """Tell of a filter, once it is known to work."""
        text = text.strip()
        spec = {**self.spec, "where": text}
        fault = filter_fault(self.layer, spec, self.document.folder) if text and self.layer else ""
        mark(self.line, fault)
        if not fault:
            self.committed.emit(text)

    def open_builder(self):
        """Open QGIS's query builder on a copy of the layer, so that no layer of the project is filtered."""
        head, bar, rest = self.spec.get("source", "").partition("|")
        self._clone = QgsVectorLayer(source_file(head, self.document.folder) + bar + rest, self.layer, "ogr")
        if not self._clone.isValid():
            mark(self.line, tr("The layer cannot be read, so its fields are not known."))
            return
        self.builder = QgsQueryBuilder(self._clone, self)
        self.builder.setModal(False)
        self.builder.setSql(self.line.text())
        self.builder.accepted.connect(lambda b=self.builder: self.take(b.sql()))
        self.builder.show()
