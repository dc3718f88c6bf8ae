"""Exclusion mask of several layers."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsRasterLayer,
)

from ..core.criteria.raster import RasterField
from ..core.engine.compile import shape_rule
from ..core.errors import InputError
from ..core.exclusion.rules import RasterRule, parse_ranges, require_number
from ..core.exclusion.share import parse_share, share_rule
from ..core.parameters import standards_text
from ..core.run.steps import inputs_of, write_mask
from ..core.sources.raster import RasterSource, Resampling, align
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource, read_vector
from .gridded import GriddedAlgorithm


class Exclusion(GriddedAlgorithm):
    """One bit a rule."""

    NAME = "exclusion"
    TITLE = "Exclusion mask"
    GROUP = "overlay"
    HELP = (
        "A mask of bits: bit i is set where layer i (from 0, in their order) excludes the cell, so 0 "
        "means eligible. Polygons take the cells whose centre they cover, lines and points every cell "
        "they touch; a buffer adds the cells whose centre lies within it. COVERED_SHARE takes the "
        "place of the centre for setbacks smaller than a cell. A cell that a raster does not know is "
        "nodata unless another layer excludes it: not assessed is not eligible. Features outside the "
        "extent count. The table tells for each layer the hectares it excludes, and those that it "
        "alone excludes."
    )

    INPUT = "INPUT"
    FILTERS = "FILTERS"
    BUFFERS = "BUFFERS"
    RANGES = "RANGES"
    COVERED_SHARE = "COVERED_SHARE"
    OUTPUT = "OUTPUT"
    TABLE = "TABLE"

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            QgsProcessingParameterMultipleLayers(
                self.INPUT, tr("Layers"), QgsProcessing.SourceType.TypeMapLayer
            ),
            tr("Vector and raster layers; each is one rule, at most 31."),
        )
        self.add_grid()
        texts = (
            (self.FILTERS, tr("Filters"), tr("OGR attribute filters, one a layer in order, parted by ; and blank for none.")),
            (self.BUFFERS, tr("Buffers (m)"), tr(
                "Metres around, one a layer in order, parted by commas and blank for 0. Standards name: {standards}."
            ).format(standards=standards_text("m", "least"))),
            (self.RANGES, tr("Value ranges"), tr(
                "For raster layers, one a layer in order, parted by ; : values to exclude, as 5:12, :12, 15: or 3, several "
                "joined by commas, both ends included; a leading ! excludes all but these.")),
            (self.COVERED_SHARE, tr("Covered shares"), tr(
                "For vector layers, one a layer in order, parted by commas: share of a cell, above 0 and at most 1, that "
                "must be covered; blank lets the cell's centre decide.")),
        )  # fmt: skip
        for name, label, text in texts:
            self.add(
                QgsProcessingParameterString(name, label, None, False, True),
                text,
                optional=True,
                advanced=name == self.COVERED_SHARE,
            )
        self.add(
            QgsProcessingParameterRasterDestination(self.OUTPUT, tr("Exclusion mask")),
            tr("UInt32 raster of bits."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.TABLE, tr("Hectares by layer"), "CSV (*.csv)", None, True, False
            ),
            tr("CSV with a row a layer: hectares excluded, and excluded by it alone."),
            optional=True,
        )

    def problems(self, parameters, context):
        super().problems(parameters, context)
        self._rules(parameters, context)
        return []

    def _rules(self, parameters, context):
        """(layer, filter, buffer, ranges, covered share or None) of each layer."""
        layers = self.parameterAsLayerList(parameters, self.INPUT, context)
        filters = self._parts(parameters, self.FILTERS, ";", len(layers), context)
        buffers = [
            require_number(t) for t in self._parts(parameters, self.BUFFERS, ",", len(layers), context)
        ]
        ranges = self._parts(parameters, self.RANGES, ";", len(layers), context)
        shares = self._shares(parameters, layers, context)
        for layer, where, span in zip(layers, filters, ranges):
            is_raster = isinstance(layer, QgsRasterLayer)
            if is_raster and not span:
                raise InputError(
                    f"The raster layer {layer.name()} has no range; say in RANGES which values to exclude."
                )
            if is_raster and where:
                raise InputError(
                    f"The raster layer {layer.name()} has a filter; filters are for vector layers."
                )
            if span and not is_raster:
                raise InputError(
                    f"The vector layer {layer.name()} has a range; use a filter for vector layers."
                )
            if span:
                parse_ranges(span)
        return list(zip(layers, filters, buffers, ranges, shares))

    def _shares(self, parameters, layers, context):
        out = []
        for layer, text in zip(
            layers, self._parts(parameters, self.COVERED_SHARE, ",", len(layers), context)
        ):
            if text and isinstance(layer, QgsRasterLayer):
                raise InputError(
                    f"The raster layer {layer.name()} has a covered share; its cells are taken whole, so leave it out."
                )
            out.append(parse_share(text))
        return out

    def _parts(self, parameters, name, separator, count, context):
        text = self.parameterAsString(parameters, name, context)
        parts = [p.strip() for p in text.split(separator)] if text.strip() else []
        if len(parts) > count:
            raise InputError(
                f"{name} has {len(parts)} parts for {count} layers; give one a layer, parted by {separator}"
            )
        return parts + [""] * (count - len(parts))

    def prepare_job(self, parameters, context, feedback):
        grid = self.grid(parameters, context)
        rules = []
        for layer, where, buffer_m, span, share in self._rules(parameters, context):
            if isinstance(layer, QgsRasterLayer):
                source = self.layer_source(layer)
                rules.append(
                    (layer.name(), source, RasterSource(source, 1, layer.name()), buffer_m, span, None)
                )
            else:
                path, crs, label = self.layer_path(layer, context, feedback)
                rules.append(
                    (
                        layer.name(),
                        path,
                        VectorSource(parse_uri(path), where or None, crs, label),
                        buffer_m,
                        "",
                        share,
                    )
                )
        output = self.output_path(parameters, self.OUTPUT, context, "exclusion")
        return rules, grid, output, self.file_path(parameters, self.TABLE, context)

    def run_job(self, job, progress, feedback):
        rules, grid, output, table = job
        made = []
        for name, _, source, buffer_m, span, share in rules:
            if span:
                made.append((name, _raster_rule(source, grid, buffer_m, span)))
                continue
            data = read_vector(source, grid.crs, allow_empty=source.where is not None)
            if not data.shapes.count:
                feedback.pushWarning(self.tr("No feature of {name} passes its filter.").format(name=name))
            is_by_share = share is not None
            made.append(
                (
                    name,
                    share_rule(data, grid, buffer_m, share)
                    if is_by_share
                    else shape_rule(data, grid, buffer_m),
                )
            )
        rows = write_mask(made, grid, output, table, inputs_of([path for _, path, *_ in rules]), progress)
        for row in rows:
            feedback.pushInfo(
                self.tr("{name}: {ha:.1f} ha, alone {alone:.1f} ha").format(
                    name=row.label, ha=row.excluded_ha, alone=row.alone_ha
                )
            )
        return {self.OUTPUT: output, self.TABLE: table}


def _raster_rule(source, grid, buffer_m, span):
    ranges = parse_ranges(span)
    is_classes = all(low == high for low, high in ranges.intervals)
    raster = align(source, grid.whole, Resampling.NEAREST if is_classes else None)
    return RasterRule(RasterField(raster), ranges, buffer_m)
