"""What the algorithms on sites and connections share: layers as sources, fields, figures."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .base import WattbitAlgorithm, vector_types

DOUBLE = QgsProcessingParameterNumber.Type.Double
INTEGER = QgsProcessingParameterNumber.Type.Integer


class SitingAlgorithm(WattbitAlgorithm):
    """Base of the algorithms that look from sites to connections."""

    GROUP = "candidates"

    def add_layer(self, name, label, text, *, optional=False, kinds=None):
        """Declare a vector layer."""
        kinds = vector_types() if kinds is None else kinds
        parameter = QgsProcessingParameterFeatureSource(name, label, kinds, None, optional)
        self.add(parameter, text, optional=optional)

    def add_fields(self, parent, fields):
        """Declare optional fields of a layer: (name, label, help) each."""
        for name, label, text in fields:
            parameter = QgsProcessingParameterField(name, label, None, parent, optional=True)
            self.add(parameter, text, optional=True)

    def add_number(
        self,
        name,
        label,
        text,
        default=None,
        *,
        kind=DOUBLE,
        bounds=(0.0, None),
        optional=True,
        advanced=False,
    ):
        """Declare a number."""
        low, high = bounds
        limits = (low,) if high is None else (low, high)
        parameter = QgsProcessingParameterNumber(name, label, kind, default, optional, *limits)
        self.add(parameter, text, optional=optional, advanced=advanced)

    def add_text(self, name, label, text):
        """Declare an optional text."""
        self.add(QgsProcessingParameterString(name, label, None, False, True), text, optional=True)

    def add_result(self, name, label, text, kind, *, optional=False, is_made=True):
        """Declare a vector destination."""
        parameter = QgsProcessingParameterVectorDestination(name, label, kind, None, optional, is_made)
        self.add(parameter, text, optional=optional)

    def add_table(self, name, label, text, *, optional=False, is_made=True):
        """Declare a CSV destination."""
        kind = "CSV (*.csv)"
        parameter = QgsProcessingParameterFileDestination(name, label, kind, None, optional, is_made)
        self.add(parameter, text, optional=optional)

    def source(self, parameters, name, context, feedback, where=None):
        """Path and source of a vector parameter; (None, None) where an optional one was left out."""
        if not parameters.get(name):
            return None, None
        path, crs, label = self.vector_path(parameters, name, context, feedback)
        return path, VectorSource(parse_uri(path), where, crs, label)

    def own_ids(self, parameters, name, context, path):
        """Feature ids of a layer that had to be exported, which numbers them anew; None for a file."""
        layer = self.parameterAsVectorLayer(parameters, name, context)
        if layer is not None and parse_uri(self.layer_source(layer)).path == parse_uri(path).path:
            return None
        source = self.parameterAsSource(parameters, name, context)
        if source is None or source.fields().lookupField("fid") >= 0:
            return None  # QGIS shows a GeoPackage's ids as a field, and the export takes them from it
        return np.array([feature.id() for feature in source.getFeatures()], np.int64)

    def number(self, parameters, name, context):
        """A number, its default where it was left out."""
        return self.parameterAsDouble(parameters, name, context)

    def tell(self, feedback, remarks):
        """Tell what a reader must know."""
        for remark in remarks:
            feedback.pushWarning(remark)
