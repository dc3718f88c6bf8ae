"""What the importers share: where their input comes from, and how they tell what they did."""

from __future__ import annotations

import os

from qgis.core import QgsMapLayer, QgsProcessingUtils
from qgis.PyQt.QtCore import QUrl

from ..core.sources.uri import parse_uri
from .base import WattbitAlgorithm


class ImportAlgorithm(WattbitAlgorithm):
    """Base of the importers, whose input is a file or a layer of the project."""

    GROUP = "prepare"
    INPUT = "INPUT"
    OUTPUT = "OUTPUT"

    def input_source(self, parameters, context, feedback):
        """Source text of the input, and CRS and name where it is a layer.

        A path goes as it is. Behind a layer its file is read, as QGIS would guess encodings, take title rows
        for headers and turn codes into numbers; a layer that is no file is exported first.
        """
        value = parameters.get(self.INPUT)
        text = "" if isinstance(value, QgsMapLayer) else self.parameterAsFile(parameters, self.INPUT, context)
        if _is_there(text):
            return text, None, None
        layer = value if isinstance(value, QgsMapLayer) else _layer_of(text, context)
        if layer is None:
            return text, None, None  # core says in a sentence that there is no such file
        crs = layer.crs().authid() or None if layer.crs().isValid() else None
        source = _file_of(layer)
        if source is not None:
            return source, crs, layer.name()
        return self.vector_path({**parameters, self.INPUT: layer.id()}, self.INPUT, context, feedback)

    def push_report(self, report, feedback):
        """Tell what an import did: facts and counts as information, remarks as warnings."""
        feedback.pushInfo(self.tr("{n:,} features written").format(n=report.written))
        for fact in report.facts:
            feedback.pushInfo(fact)
        for words, count in report.counts.items():
            feedback.pushInfo(f"{words}: {count:,}")
        for note in report.notes:
            feedback.pushWarning(note)


def _layer_of(text, context):
    return QgsProcessingUtils.mapLayerFromString(text, context, True) if text else None


def _is_there(source):
    path = parse_uri(source).path if source else ""
    return bool(path) and (path.startswith("/vsi") or os.path.exists(path))


def _file_of(layer):
    """Source text of the file behind a layer; None when there is none, or the layer shows it otherwise."""
    provider = layer.dataProvider().name()
    if provider == "delimitedtext" and not layer.subsetString():
        path = QUrl(layer.source()).toLocalFile()
        return path if os.path.isfile(path) else None
    if provider != "ogr":
        return None
    source = QgsProcessingUtils.normalizeLayerSource(layer.source())
    return source if _is_there(source) else None
