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
        "density criteria read. Its fields are kind, name, operator, mw, area_m2, year_available, "
        "equipment_us (microseconds), source and licence; and status, subtype, voltage_kv, voltages_kv, "
        "accuracy_m (metres) and note. Coordinates are those of EPSG:4326. What the source does not tell is null.\n\n"
        "peeringdb: facilities (fac) become data_centre, exchange points (ix) become ix, one at each "
        "facility that ixfac names, as they have no coordinates of their own. INPUT is one JSON with fac, "
        "ix and ixfac by these keys, a zip or folder with one file each, or one of several files side by "
        "side whose names differ in that word only (fac_jp.json, ix_jp.json, ixfac_jp.json). Facilities "
        "without coordinates are left out and listed.\n\n"
        "landing_points: TeleGeography's landing-point GeoJSON (v2 and v3) becomes landing_station. Its "
        "positions are schematic, off by 15 to 20 km (two editions differ by that much), and its licence is "
        "CC BY-NC-SA 3.0. Points marked is_tbd get the status planned.\n\n"
        "osm: Overpass JSON, GeoJSON, .osm, .osm.pbf or any layer with tags as columns or in other_tags. "
        "telecom or building data_center and data_centre become data_centre; telecom central_office and "
        "exchange become exchange; communication line and cable become fibre. Of the power grid, "
        "substation, plant (mw from plant:output:electricity) and line are kept as kinds of these names "
        "with voltage_kv (the highest of the list, tagged in volts) and voltages_kv; their spare capacity "
        "is not known, and they are no nodes of a data network. Substations that feed railways are left "
        "out: by the tag substation=traction or rail, by a voltage that only railways use (600, 650, 750 or "
        "1500 V direct current, 25 kV), or by a railway in name or operator. Generators and what is disused "
        "are left out. All are counted.\n\n"
        "generic: any CSV, Excel or layer; columns are found by keywords (name, kind, latitude, longitude, "
        "operator, mw, area, year and their Japanese words), and units are taken from the column's name.\n\n"
        "Areas become a point inside them, with their area_m2."
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
