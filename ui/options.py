"""The plugin's page in QGIS's options dialog."""

from __future__ import annotations

from pathlib import Path

from qgis.gui import QgsDoubleSpinBox, QgsOptionsPageWidget, QgsOptionsWidgetFactory, QgsSpinBox
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QFormLayout, QLabel

from ..algorithms.documents import RESOURCES
from ..algorithms.settings import Settings, read_settings
from .text import TITLE, tr
from .widgets.field import hint, sentence_label


class OptionsPage(QgsOptionsPageWidget):
    """Threads, memory, and what new scenarios begin with."""

    def __init__(self, parent=None):
        super().__init__(parent)
        found, usual = read_settings(), Settings()
        form = QFormLayout(self)
        self.threads = self._whole(0, 256, found.threads, usual.threads)
        self.threads.setSpecialValueText(tr("Every processor"))
        self.cache = self._whole(16, 65_536, found.cache_mb, usual.cache_mb)
        self.cache.setSuffix(tr(" MB"))
        self.cells = self._whole(10_000, 16_000_000, found.preview_cells, usual.preview_cells)
        self.cells.setSingleStep(100_000)
        self.cell_size = QgsDoubleSpinBox()
        self.cell_size.setRange(0.1, 100_000)
        self.cell_size.setSuffix(tr(" m"))
        self.cell_size.setClearValue(usual.cell_size_m)
        self.cell_size.setValue(found.cell_size_m)
        for label, field, text in (
            (tr("&Threads"), self.threads, tr("Threads of a run; the result does not depend on them")),
            (
                tr("&Raster memory"),
                self.cache,
                tr("Raster that is kept in memory while a run reads and writes"),
            ),
            (
                tr("Cells of the &preview"),
                self.cells,
                tr("Most cells of the live preview; more are finer and slower"),
            ),
            (tr("Cell &size"), self.cell_size, tr("Cell size that a new scenario begins with")),
        ):
            hint(field, text)
            name = QLabel(label)
            name.setBuddy(field)
            form.addRow(name, field)
        form.addRow(
            sentence_label(tr("Settings hold for the dock, the toolbox, models and qgis_process alike."))
        )

    def apply(self):
        """Keep what the page shows."""
        Settings(self.threads.value(), self.cache.value(), self.cells.value(), self.cell_size.value()).save()

    @staticmethod
    def _whole(low, high, value, usual):
        spin = QgsSpinBox()
        spin.setRange(low, high)
        spin.setClearValue(usual)
        spin.setValue(value)
        return spin


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page each time the dialog opens."""

    def __init__(self):
        super().__init__()
        self.setTitle(TITLE)

    def icon(self):
        return QIcon(str(Path(RESOURCES) / "icons" / "plugin.svg"))

    def createWidget(self, parent):
        return OptionsPage(parent)
