"""What QGIS loads: registers the provider and, in a window, adds a toolbar and a menu."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsMessageLog
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

ROOT = Path(__file__).parent
TITLE = "Watt-Bit Siting"

# Module -> Debian package. QGIS's own installers ship all of these; a distribution's package may not.
LIBRARY_PACKAGES = {
    "numpy": "python3-numpy",
    "scipy": "python3-scipy",
    "pandas": "python3-pandas",
    "shapely": "python3-shapely",
    "pyproj": "python3-pyproj",
    "osgeo": "python3-gdal",
    "jinja2": "python3-jinja2",
    "matplotlib": "python3-matplotlib",
}


class WattBitPlugin:
    """The plugin object that QGIS creates, with or without a window."""

    def __init__(self, iface):
        self.iface = iface
        self.provider = None
        self.toolbar = None
        self.workbench = None
        self.translator = None
        self._speak()

    def tr(self, text):
        """Return `text` in the user's language."""
        return QCoreApplication.translate("WattBitPlugin", text)

    def initProcessing(self):
        """Register the provider. qgis_process calls this and nothing else."""
        if self.provider is not None:
            return
        try:
            from .provider import WattBitProvider  # a missing library must end in a sentence
        except ModuleNotFoundError as error:
            self._report_missing_library(error)
            return
        provider = WattBitProvider()
        if QgsApplication.processingRegistry().addProvider(provider):
            self.provider = provider

    def initGui(self):
        """Register the provider, and add the workbench with its toolbar and menu."""
        self.initProcessing()
        try:
            from .ui.workbench import Workbench  # needs the same libraries as the provider
        except ModuleNotFoundError as error:
            self._report_missing_library(error)
            return
        self.workbench = Workbench(self.iface)
        self.toolbar = self.iface.addToolBar(TITLE)
        self.toolbar.setObjectName("WattBitSitingToolbar")
        for action in self.workbench.toolbar_actions():
            self.toolbar.addAction(action)
            self.iface.addPluginToMenu(TITLE, action)

    def unload(self):
        """Undo in reverse order what was done; safe when `initGui` or `initProcessing` never ran."""
        if self.workbench is not None:
            for action in reversed(self.workbench.toolbar_actions()):
                self.iface.removePluginMenu(TITLE, action)
            self.workbench.close()
            self.workbench = None
        if self.toolbar is not None:
            self.iface.mainWindow().removeToolBar(self.toolbar)
            self.toolbar.deleteLater()
            self.toolbar = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def _speak(self):
        """Load the texts of the language that QGIS runs in; English stands in the code."""
        source = ROOT / "i18n" / f"wattbit_{QgsApplication.locale()[:2]}.qm"
        translator = QTranslator()
        if source.exists() and translator.load(str(source)):
            QCoreApplication.installTranslator(translator)
            self.translator = translator

    def _report_missing_library(self, error):
        library = (error.name or "").partition(".")[0]
        if library not in LIBRARY_PACKAGES:
            raise error
        text = self.tr(
            "Watt-Bit Siting needs the Python library {library}, which this QGIS lacks: install it with "
            '"sudo apt install {package}" or through the installer of your QGIS, then start QGIS again.'
        )
        self._warn(text.format(library=library, package=LIBRARY_PACKAGES[library]))

    def _warn(self, sentence):
        QgsMessageLog.logMessage(sentence, TITLE, Qgis.MessageLevel.Warning)
        if self.iface is not None:
            self.iface.messageBar().pushMessage(TITLE, sentence, Qgis.MessageLevel.Warning)
