"""What every algorithm shares: texts, errors as one sentence, progress, cancel, styles."""

from __future__ import annotations

import contextlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QIcon

from ..core.errors import WattbitError
from ..core.gdalio import close_thread_rasters
from .styles import styler

RESOURCES = Path(__file__).resolve().parents[1] / "resources"

GROUPS = {
    "prepare": "Prepare data",
    "criteria": "Criteria",
    "overlay": "Weights and overlay",
    "candidates": "Candidates",
    "robustness": "Robustness",
    "run": "Run",
}


class WattbitAlgorithm(QgsProcessingAlgorithm):
    """Base of the algorithms.

    A subclass gives ``NAME``, ``TITLE``, ``GROUP`` and ``HELP``, declares parameters in
    ``initAlgorithm``, lists what is wrong with them in ``problems``, turns them into plain data in
    ``prepare_job`` (main thread), and computes in ``run_job`` (any thread).
    """

    NAME = ""
    TITLE = ""
    GROUP = ""
    HELP = ""

    def __init__(self):
        super().__init__()
        self._job = None

    def tr(self, text):
        """Return `text` in the user's language."""
        # One context for all: under a subclass's name Qt would not find the texts of this class.
        return QCoreApplication.translate("WattbitAlgorithm", text)

    def createInstance(self):
        return type(self)()

    def name(self):
        return self.NAME

    def displayName(self):
        return self.tr(self.TITLE)

    def groupId(self):
        return self.GROUP

    def group(self):
        return self.tr(GROUPS[self.GROUP])

    def shortHelpString(self):
        return self.tr(self.HELP)

    def shortDescription(self):
        return self.tr(self.HELP).split(". ")[0].rstrip(".") + "."

    def helpUrl(self):
        page = help_page(self.NAME)
        return QUrl.fromLocalFile(str(page)).toString() if page else ""

    def icon(self):
        return QIcon(self.svgIconPath())

    def svgIconPath(self):
        return str(RESOURCES / "icons" / f"{self.NAME}.svg")

    def add(self, parameter, help_text, *, optional=False, advanced=False):
        """Declare a parameter with its help."""
        flags = parameter.flags()
        if optional:
            flags |= parameter.Flag.FlagOptional
        if advanced:
            flags |= parameter.Flag.FlagAdvanced
        parameter.setFlags(flags)
        parameter.setHelp(help_text)
        self.addParameter(parameter)

    # What subclasses fill in -------------------------------------------------------------

    def problems(self, parameters, context):
        """Sentences on what is wrong with the parameters; empty when they can be used."""
        return []

    def prepare_job(self, parameters, context, feedback):
        """Return plain data for `run_job`: paths, numbers, texts. Runs on the main thread."""
        raise NotImplementedError

    def run_job(self, job, progress, feedback):
        """Compute and return the results by output name."""
        raise NotImplementedError

    # What QGIS calls ---------------------------------------------------------------------

    def checkParameterValues(self, parameters, context):
        files = {d.name() for d in self.parameterDefinitions() if d.type() == "file"}
        # A file parameter takes text only; a layer handed over as an object goes by its id.
        parameters = {
            k: v.id() if k in files and isinstance(v, QgsMapLayer) else v for k, v in parameters.items()
        }
        try:
            problems = self._unusable(parameters, context)
            if not problems:
                is_ok, message = super().checkParameterValues(parameters, context)
                problems = self.problems(parameters, context) if is_ok else [message]
        except WattbitError as error:
            problems = [str(error)]
        return not problems, " ".join(problems)

    def _unusable(self, parameters, context):
        """Sentences on values that QGIS itself would refuse, saying only that they are incorrect."""
        out = []
        for definition in self.parameterDefinitions():
            value = parameters.get(definition.name())
            if not definition.checkValueIsAcceptable(value, context):
                out.append(self._refusal(definition, value))
        return out

    def _refusal(self, definition, value):
        name = definition.name()
        if value in (None, "", []):
            return self.tr("{name} ({what}) is missing; give it.").format(
                name=name, what=definition.description()
            )
        kind = definition.type()
        shown = value.name() if isinstance(value, QgsMapLayer) else value
        if kind in ("source", "vector", "raster", "multilayer"):
            why = self.tr("is no layer that can be read; check the path and the kind of the file")
        elif kind == "enum":
            why = self.tr("is not known; choose one of {words}").format(words=", ".join(definition.options()))
        elif kind in ("number", "distance"):
            low, high = definition.minimum(), definition.maximum()
            bounds = f" {low:g}" if high > 1e300 else f" {low:g} - {high:g}"
            why = self.tr("is no number in its range; give a number from{bounds}").format(bounds=bounds)
        else:
            why = self.tr("cannot be used; correct it")
        return self.tr("The value {value} of {name} ({what}) {why}.").format(
            value=shown, name=name, what=definition.description(), why=why
        )

    def prepareAlgorithm(self, parameters, context, feedback):
        try:
            self._job = self.prepare_job(parameters, context, feedback)
        except WattbitError as error:
            raise QgsProcessingException(str(error)) from error
        return True

    def processAlgorithm(self, parameters, context, feedback):
        try:
            return in_own_thread(lambda: self._run_job(feedback))
        except WattbitError as error:
            raise QgsProcessingException(str(error)) from error

    def _run_job(self, feedback):
        try:
            return self.run_job(self._job, self._progress(feedback), feedback)
        finally:
            close_thread_rasters()

    # Helpers -----------------------------------------------------------------------------

    @staticmethod
    def _progress(feedback):
        """Core's progress callable: tells QGIS, and answers False once the user cancelled."""
        said = []

        def report(share, text):
            feedback.setProgress(100.0 * share)
            if text and text not in said:
                said.append(text)
                feedback.setProgressText(text)
            return not feedback.isCanceled()

        return report

    def output_path(self, parameters, name, context, style=None):
        """Path of a destination parameter, None when an optional one was left out; style it when it loads."""
        path = self.parameterAsOutputLayer(parameters, name, context)
        if not path:
            return None
        if path.startswith("memory:"):  # scripts' word for a layer of their own: core writes files
            path = QgsProcessingUtils.generateTempFilename(f"{name.lower()}.gpkg")
        if style and context.willLoadLayerOnCompletion(path):
            context.layerToLoadOnCompletionDetails(path).setPostProcessor(styler(style))
        return path

    def file_path(self, parameters, name, context):
        """Path of a file destination, None when an optional one was left out."""
        return self.parameterAsFileOutput(parameters, name, context) or None

    def vector_path(self, parameters, name, context, feedback):
        """Source text ``path|layername=…``, CRS and name of a vector parameter.

        Layers that are no files (memory, databases, selections) are exported to one first.
        """
        layer = self.parameterAsVectorLayer(parameters, name, context)
        with fixed_date():
            path, layer_name = self.parameterAsCompatibleSourceLayerPathAndLayerName(
                parameters, name, context, FORMATS, "gpkg", feedback
            )
        crs, label = None, None
        if layer is not None:
            crs, label = layer.crs(), layer.name()
        else:
            source = self.parameterAsSource(parameters, name, context)
            if source is not None:
                crs, label = source.sourceCrs(), source.sourceName()
        return _text(path, layer_name), crs.authid() or None if crs is not None else None, label

    @staticmethod
    def layer_path(layer, context, feedback):
        """Source text, CRS and name of a vector layer, exported first where it is no file."""
        with fixed_date():
            path, layer_name = QgsProcessingUtils.convertToCompatibleFormatAndLayerName(
                layer, False, "layer", FORMATS, "gpkg", context, feedback
            )
        return _text(path, layer_name), layer.crs().authid() or None, layer.name()

    def text_or_none(self, parameters, name, context):
        """A text parameter, None when blank."""
        return self.parameterAsString(parameters, name, context).strip() or None

    def number_or_none(self, parameters, name, context):
        """A number parameter, None when left out."""
        value = parameters.get(name)
        if value is None or value == "":
            return None
        return self.parameterAsDouble(parameters, name, context)

    @staticmethod
    def layer_source(layer):
        """Plain source text of a map layer, without QGIS's provider prefix."""
        return QgsProcessingUtils.normalizeLayerSource(layer.source())


def in_own_thread(work):
    """Do work in a thread that Python began, and wait for it; on the main thread it is done there.

    pyproj 3.7 (QGIS 3.40 on Debian) crashes in threads that Qt began, as those of QGIS's tasks are.
    """
    if threading.current_thread() is threading.main_thread():
        return work()
    with ThreadPoolExecutor(1, "wattbit") as pool:
        return pool.submit(work).result()


def help_page(name):
    """Path of a help page in the user's language, else in English; None where there is none."""
    language = QgsApplication.locale()[:2]
    for file in (f"{name}.{language}.html", f"{name}.html"):
        if (RESOURCES / "help" / file).is_file():
            return RESOURCES / "help" / file
    return None


#: Formats that core reads as they are; anything else is exported.
FORMATS = ["gpkg", "shp", "geojson", "fgb", "gml", "kml", "csv"]


@contextlib.contextmanager
def fixed_date():
    """Keep the clock out of exported GeoPackages: the recorded hash would differ in every run."""
    before = os.environ.get("OGR_CURRENT_DATE")
    os.environ["OGR_CURRENT_DATE"] = "1970-01-01T00:00:00Z"
    try:
        yield
    finally:
        if before is None:
            del os.environ["OGR_CURRENT_DATE"]
        else:
            os.environ["OGR_CURRENT_DATE"] = before


def _text(path, layer_name):
    return f"{path}|layername={layer_name}" if layer_name else path


def vector_types():
    """Any vector layer with geometry."""
    return [QgsProcessing.SourceType.TypeVectorAnyGeometry]
