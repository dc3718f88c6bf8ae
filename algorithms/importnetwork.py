"""Import network and power assets."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorDestination,
)

from ..core.prepare.network.asset import Kind
from ..core.prepare.network.import_network import NetworkRequest, import_network
from ..core.prepare.network.sniff import Format
from .importing import ImportAlgorithm

FORMATS = [word.value for word in Format]
KINDS = [kind.value for kind in Kind]


class ImportNetwork(ImportAlgorithm):
    """Exchange points, landing stations, data centres and the like to the standard network layer."""

    NAME = "importnetwork"
    TITLE = "Import network assets"
    HELP = (
        "Turns lists of network assets into the standard network layer that the latency, distance and "
        "density criteria read. Reads PeeringDB, TeleGeography's landing points, OpenStreetMap "
        "(Overpass, GeoJSON, .osm.pbf), and any CSV, Excel sheet or layer. Areas become a point "
        "inside them, with their area_m2; what the source does not tell is null. Railway substations, "
        "generators and what is disused are left out and counted. Mind each source's licence, and how "
        "exact its positions are: landing points are schematic, off by 15 to 20 km."
    )

    FORMAT = "FORMAT"
    KIND = "KIND"
    LINES = "LINES"

    def initAlgorithm(self, config=None):
        tr = self.tr
        # QGIS checks values against the filter, and ids of layers have no ending: the last part lets all through.
        endings = tr(
            "Assets (*.json *.geojson *.csv *.xlsx *.xls *.ods *.gpkg *.osm *.pbf *.zip);;All files (*)"
        )
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("File of assets"), fileFilter=endings),
            tr(
                "A .json, .geojson, .csv, .xlsx, .gpkg, .osm.pbf or .zip file, a folder of PeeringDB files, "
                "a layer of a file as path|layername=name, or the id or name of a layer of the project."
            ),
        )
        self.add(
            QgsProcessingParameterEnum(self.FORMAT, tr("Format"), FORMATS, False, "auto", True, True),
            tr("auto tells it from the file; what is no other is generic."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterEnum(self.KIND, tr("Kind where not told"), KINDS, False, None, True, True),
            tr("Kind of the rows of a generic table that do not tell theirs. Blank: unknown."),
            optional=True,
            advanced=True,
        )
        anything = QgsProcessing.SourceType.TypeVectorAnyGeometry
        self.add(
            QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Network layer"), anything),
            tr(
                "Standard network layer: points, or lines where the source has nothing else, or both "
                "without LINES."
            ),
        )
        lines = QgsProcessing.SourceType.TypeVectorLine
        self.add(
            QgsProcessingParameterVectorDestination(self.LINES, tr("Lines"), lines, None, True, False),
            tr("Takes the lines (fibre, line), so that the network layer holds points only."),
            optional=True,
        )

    def prepare_job(self, parameters, context, feedback):
        kind = self.parameterAsEnumString(parameters, self.KIND, context)
        request = NetworkRequest(
            source=self.input_source(parameters, context, feedback)[0],
            format=Format(self.parameterAsEnumString(parameters, self.FORMAT, context) or "auto"),
            kind=Kind(kind) if kind else None,
        )
        output = self.output_path(parameters, self.OUTPUT, context)
        return request, output, self.output_path(parameters, self.LINES, context)

    def run_job(self, job, progress, feedback):
        request, output, lines = job
        report = import_network(request, Path(output), progress, Path(lines) if lines else None)
        self.push_report(report, feedback)
        return {self.OUTPUT: output, self.LINES: lines}
