"""Spare grid capacity for demand within reach."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from qgis.core import (
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
)

from ..core.criteria.connections import CapacityFields, Demand, read_connections
from ..core.criteria.grid_capacity import grid_capacity_field
from ..core.run.steps import inputs_of, write_field
from ..core.sources.uri import parse_uri
from ..core.sources.vector import read_vector
from .base import vector_types
from .gridded import GriddedAlgorithm

_DOUBLE = QgsProcessingParameterNumber.Type.Double
_INTEGER = QgsProcessingParameterNumber.Type.Integer
#: Whole numbers up to this are exact in Float32, the type of every raster.
_EXACT = 1 << 24


class GridCapacity(GriddedAlgorithm):
    """Six bands on the connections that can carry a demand."""

    NAME = "gridcapacity"
    TITLE = "Grid capacity within reach"
    GROUP = "criteria"
    HELP = (
        "Where a demand can be connected: a score and five further bands. A connection is feasible "
        "when it is of the demand side, its spare capacity is known and at least the demand with the "
        "margin, it is there by the year asked for, and its voltage class is high enough. An unknown "
        "capacity is never 0 and never unlimited; it is counted in band 6. A layer for generators "
        "(空容量) is refused: it says nothing of what a load may draw. Distances are straight lines. "
        "Figures are a snapshot and reserve nothing."
    )

    INPUT = "INPUT"
    DEMAND_MW = "DEMAND_MW"
    CAPACITY_FIELD = "CAPACITY_FIELD"
    VOLTAGE_FIELD = "VOLTAGE_FIELD"
    YEAR_FIELD = "YEAR_FIELD"
    GROUP_FIELD = "GROUP_FIELD"
    SIDE_FIELD = "SIDE_FIELD"
    HORIZON_YEAR = "HORIZON_YEAR"
    MIN_VOLTAGE_KV = "MIN_VOLTAGE_KV"
    MAX_DISTANCE = "MAX_DISTANCE"
    MARGIN = "MARGIN"
    HEADROOM_TARGET = "HEADROOM_TARGET"
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Grid connections"), vector_types()),
            tr(
                "Substations (points), lines to tap, or zones (polygons), with their spare capacity for demand."
            ),
        )
        self.add_grid()
        self.add(
            QgsProcessingParameterNumber(self.DEMAND_MW, tr("Demand (MW)"), _DOUBLE, 50.0, False, 0.0),
            tr("Contract power at the receiving point in MW: IT load times PUE, not IT load."),
        )
        self._add_fields()
        self._add_numbers()
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Grid capacity")),
            tr("Raster of six bands: score, metres, spare MW, groups, feature id, unknown connections."),
        )

    def _add_fields(self):
        tr = self.tr
        fields = (
            (self.CAPACITY_FIELD, tr("Field of spare MW"), tr("Default spare_mw, else capacity_min_mw.")),
            (self.VOLTAGE_FIELD, tr("Field of voltage (kV)"), tr("Default voltage_kv; without it no voltage is asked.")),
            (self.YEAR_FIELD, tr("Field of the year available"), tr("Default year_available; empty is there already.")),
            (self.GROUP_FIELD, tr("Field of the shared group"),
             tr("Default shared_group; connections of one group share one capacity. Empty is a group of its own.")),
            (self.SIDE_FIELD, tr("Field of the side"), tr("Default side; only rows with demand (需要) count.")),
        )  # fmt: skip
        for name, label, text in fields:
            self.add(
                QgsProcessingParameterField(name, label, None, self.INPUT, optional=True),
                text,
                optional=True,
                advanced=True,
            )

    def _add_numbers(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterNumber(
                self.HORIZON_YEAR, tr("In service by"), _INTEGER, None, True, 1900, 2200
            ),
            tr("Year by which the capacity must be there; blank takes any year."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterNumber(self.MIN_VOLTAGE_KV, tr("Least voltage (kV)"), _DOUBLE, None, True, 0.0),
            tr("0 asks for none. Blank looks it up by demand and utility: Hokkaido from its clause, elsewhere an "
               "unverified default (under 2 MW 6 kV, under 10 MW 20 kV, else 60 kV; 110 or 154 kV may be asked). "
               "Classes are compared: 60 kV takes 66 and 77."),
            optional=True,
        )  # fmt: skip
        rest = (
            (self.MAX_DISTANCE, tr("Maximum distance (m)"), 10000.0, tr("Metres to a connection at most.")),
            (self.MARGIN, tr("Margin (%)"), 0.0, tr("Spare capacity asked for beyond the demand, per cent.")),
            (self.HEADROOM_TARGET, tr("Headroom target"), 1.0,
             tr("Spare over demand from which more spare scores no better.")),
        )  # fmt: skip
        for name, label, default, text in rest:
            self.add(
                QgsProcessingParameterNumber(name, label, _DOUBLE, default, True, 0.0), text, optional=True
            )

    def problems(self, parameters, context):
        super().problems(parameters, context)
        texts = self._demand(parameters, context).problems()
        return [f"The demand cannot be used: {'; '.join(texts)}."] if texts else []

    def _demand(self, parameters, context):
        def number(name):
            return self.parameterAsDouble(parameters, name, context)

        return Demand(
            number(self.DEMAND_MW),
            self.number_or_none(parameters, self.HORIZON_YEAR, context),
            self.number_or_none(parameters, self.MIN_VOLTAGE_KV, context),
            number(self.MAX_DISTANCE),
            number(self.MARGIN),
            number(self.HEADROOM_TARGET),
        )

    def prepare_job(self, parameters, context, feedback):
        names = (self.CAPACITY_FIELD, self.VOLTAGE_FIELD, self.YEAR_FIELD, self.GROUP_FIELD, self.SIDE_FIELD)
        fields = CapacityFields(*(self.text_or_none(parameters, n, context) for n in names))
        path, source = self.source(parameters, self.INPUT, context, feedback)
        output = self.output_path(parameters, self.OUTPUT, context, "gridcapacity")
        demand = self._demand(parameters, context)
        return (
            path,
            source,
            self._own_ids(parameters, context, path),
            self.grid(parameters, context),
            fields,
            demand,
            output,
        )

    def _own_ids(self, parameters, context, path):
        """Feature ids of a layer that had to be exported, in order: the export numbers them anew. None for a file."""
        layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        if layer is not None and parse_uri(self.layer_source(layer)).path == parse_uri(path).path:
            return None
        source = self.parameterAsSource(parameters, self.INPUT, context)
        if source.fields().lookupField("fid") >= 0:
            return None  # QGIS shows a GeoPackage's ids as a field, and the export takes them from it
        return [feature.id() for feature in source.getFeatures()]

    def run_job(self, job, progress, feedback):
        path, source, ids, grid, fields, demand, output = job
        data = read_vector(source, grid.crs, fields.wanted())
        if ids is not None:
            data = replace(data, fid=np.asarray(ids, np.int64)[data.fid - 1])
        connections = read_connections(data, fields)
        feasible, unknown = int(connections.is_feasible(demand).sum()), int(connections.is_unknown().sum())
        feedback.pushInfo(
            self.tr("{n} connections: {feasible} feasible, {unknown} of unknown capacity.").format(
                n=data.shapes.count, feasible=feasible, unknown=unknown
            )
        )
        self._warn(data, connections, feedback)
        if not feasible:
            feedback.pushWarning(self.tr("No connection can carry the demand; the score is 0 everywhere."))
        write_field(
            grid_capacity_field(data, connections, grid, demand), grid, output, inputs_of([path]), progress
        )
        return {self.OUTPUT: output}

    def _warn(self, data, connections, feedback):
        """Tell of rows that do not count, and of ids that a raster cannot hold."""
        other = int(np.count_nonzero(~connections.is_demand))
        if other:
            feedback.pushInfo(
                self.tr("{n} rows are not of the demand side, or tell no side, and are left out.").format(
                    n=other
                )
            )
        large = int(np.count_nonzero(data.fid > _EXACT))
        if large:
            feedback.pushWarning(
                self.tr(
                    "{n} feature ids are above {most:,}, which Float32 holds to within a few units only: band 5 is not exact "
                    "for them. Save the layer anew, as a GeoPackage whose ids count from 1."
                ).format(n=large, most=_EXACT)
            )
