"""Algorithms that compute on an analysis grid: EXTENT, CRS and CELL_SIZE, or the grid of a TEMPLATE."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingParameterCrs,
    QgsProcessingParameterExtent,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
)

from ..core.errors import InputError
from ..core.grid.crs import require_metric
from ..core.grid.grid import lattice_grid, template_grid
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .base import WattbitAlgorithm


class GriddedAlgorithm(WattbitAlgorithm):
    """Base of the algorithms that make their own grid."""

    EXTENT = "EXTENT"
    CRS = "CRS"
    CELL_SIZE = "CELL_SIZE"
    TEMPLATE = "TEMPLATE"

    def add_grid(self):
        """Declare the grid: all optional, as a template takes the place of the three."""
        tr = self.tr
        self.add(
            QgsProcessingParameterExtent(self.EXTENT, tr("Extent"), optional=True),
            tr(
                "Area to compute, snapped outward to whole multiples of the cell size. Features outside it count."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("CRS of the grid"), optional=True),
            tr(
                "Projected CRS in metres, for example EPSG:6677 (JGD2011 plane zone IX). Degrees are refused."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterNumber(
                self.CELL_SIZE, tr("Cell size (m)"), QgsProcessingParameterNumber.Type.Double, None, True, 0.0
            ),
            tr("Side of a cell in metres."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterRasterLayer(self.TEMPLATE, tr("Template raster"), optional=True),
            tr("Raster whose grid is taken as it is; extent, CRS and cell size may then be left out."),
            optional=True,
            advanced=True,
        )

    def grid(self, parameters, context):
        """The analysis grid; raises core's InputError on what cannot be used."""
        template = self.parameterAsRasterLayer(parameters, self.TEMPLATE, context)
        if template is not None:
            return template_grid(self.layer_source(template))
        if parameters.get(self.TEMPLATE):
            raise InputError(
                f"The template {parameters[self.TEMPLATE]} is no raster that can be read; check the path."
            )
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        if not parameters.get(self.CRS):
            require_metric("", None)  # names what to choose from
        missing = [n for n in (self.EXTENT, self.CRS, self.CELL_SIZE) if parameters.get(n) in (None, "")]
        if missing:
            raise InputError(f"The grid lacks {', '.join(missing)}; give them, or a TEMPLATE raster.")
        if not crs.isValid():
            raise InputError(f"The CRS {parameters[self.CRS]} is not known; give for example EPSG:6677.")
        box = self.parameterAsExtent(parameters, self.EXTENT, context, crs)
        extent = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        cell = self.parameterAsDouble(parameters, self.CELL_SIZE, context)
        return lattice_grid(extent, crs.authid() or crs.toWkt(), cell)

    def problems(self, parameters, context):
        self.grid(parameters, context)
        return []

    def source(self, parameters, name, context, feedback, where=None):
        """The vector source of a parameter, with an OGR filter where one is given."""
        path, crs, label = self.vector_path(parameters, name, context, feedback)
        return path, VectorSource(parse_uri(path), where, crs, label)
