"""A utility's table or map of grid capacity as the standard layer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from ..core.errors import InputError
from ..core.prepare.capacity.dates import parse_as_of
from ..core.prepare.capacity.headers import header_rows
from ..core.prepare.capacity.import_capacity import import_capacity
from ..core.prepare.capacity.profile import GENERIC, UTILITIES
from ..core.prepare.capacity.request import AUTO, KINDS, SIDES, CapacityRequest
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .base import vector_types
from .importing import ImportAlgorithm


def _error(read, text):
    """The error with which a text cannot be read; None when it can, or there is none."""
    try:
        if text is not None:
            read(text)
    except InputError as error:
        return error
    return None


class ImportCapacity(ImportAlgorithm):
    """Tables of spare capacity, however they come, as one layer."""

    NAME = "importcapacity"
    TITLE = "Import grid capacity"
    HELP = (
        "Turns a utility's table or map of grid capacity into the standard capacity layer: CSV, "
        "Excel, OpenDocument, GeoJSON, a zip of one table, or any vector layer. Headers are found by "
        "keywords; what is not published is null, never 0; classes such as 31～100 MW fill a minimum "
        "and a maximum. SIDE is yours to say: a table for generators is refused as demand, as it says "
        "nothing of what a load may draw. Places come from the layer, from columns of coordinates, or "
        "by name from LOCATIONS; rows without a place are kept and listed, and a name that several "
        "places have is not guessed. Figures are a snapshot and reserve nothing."
    )

    SIDE = "SIDE"
    UTILITY = "UTILITY"
    LOCATIONS = "LOCATIONS"
    LOCATION_FIELD = "LOCATION_FIELD"
    AS_OF = "AS_OF"
    KIND = "KIND"
    HEADER_ROWS = "HEADER_ROWS"
    CRS = "CRS"
    LICENCE = "LICENCE"
    ROWS = "ROWS"
    UNKNOWN = "UNKNOWN"
    MATCHED = "MATCHED"
    AMBIGUOUS = "AMBIGUOUS"
    UNMATCHED = "UNMATCHED"

    #: Columns by hand and the role that each names.
    COLUMNS = {
        "NAME_COLUMN": "name",
        "CAPACITY_COLUMN": "spare_chosen",
        "CAPACITY_MIN_COLUMN": "capacity_min",
        "CAPACITY_MAX_COLUMN": "capacity_max",
        "VOLTAGE_COLUMN": "voltage_primary",
        "YEAR_COLUMN": "year",
        "GROUP_COLUMN": "group",
        "X_COLUMN": "x",
        "Y_COLUMN": "y",
    }

    def initAlgorithm(self, config=None):
        tr = self.tr
        self.add(
            # A filter without "(*)" would refuse the name of a layer, which has no ending.
            QgsProcessingParameterFile(
                self.INPUT, tr("Table, map file or layer"), QgsProcessingParameterFile.Behavior.File, "", None, False,
                tr("Tables and maps (*.csv *.txt *.tsv *.xlsx *.xlsm *.xls *.ods *.geojson *.json *.zip *.gpkg *.shp *.fgb)")
                + ";;" + tr("All files (*)"),
            ),
            tr("CSV, Excel (.xlsx, .xls), OpenDocument (.ods), GeoJSON, zip or vector file; path|layername=... "
               "picks a sheet, a member of a zip or a layer. Or the id or name of a layer of the project."),
        )  # fmt: skip
        self.add(
            QgsProcessingParameterEnum(
                self.SIDE, tr("Side"), list(SIDES), allowMultiple=False, defaultValue=None, usesStaticStrings=True
            ),
            tr("demand: what loads may draw (ウェルカムゾーンマップ, 供給余力マップ); generation: what generators "
               "may feed in (空容量マッピング). Generation never counts as demand headroom."),
        )  # fmt: skip
        self._add_places()
        self._add_details()
        self.add(
            QgsProcessingParameterVectorDestination(
                self.OUTPUT, tr("Grid capacity"), QgsProcessing.SourceType.TypeVectorAnyGeometry
            ),
            tr(
                "Layer with the standard fields: spare_mw, capacity_min_mw and capacity_max_mw in MW, voltage_kv in kV."
            ),
        )
        numbers = (
            (self.ROWS, tr("Rows of data")),
            (self.UNKNOWN, tr("Rows of unknown capacity")),
            (self.MATCHED, tr("Rows joined to a location")),
            (self.AMBIGUOUS, tr("Rows whose name has several locations")),
            (self.UNMATCHED, tr("Rows whose name has no location")),
        )
        for name, label in numbers:
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def _add_places(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterEnum(
                self.UTILITY, tr("Utility"), [AUTO, GENERIC, *UTILITIES], allowMultiple=False, defaultValue=AUTO,
                optional=True, usesStaticStrings=True,
            ),
            tr("Whose table it is. auto takes it from the file's name, the title or the headers, else generic."),
            optional=True,
        )  # fmt: skip
        self.add(
            QgsProcessingParameterVectorLayer(self.LOCATIONS, tr("Locations"), vector_types(), optional=True),
            tr("Points, lines or polygons with names, to which rows without coordinates are joined."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterField(
                self.LOCATION_FIELD, tr("Field of the location's name"), None, self.LOCATIONS, optional=True
            ),
            tr("Blank takes name, 変電所名, 設備名称 or the like."),
            optional=True,
        )
        self.add(
            QgsProcessingParameterString(self.AS_OF, tr("As of"), optional=True),
            tr(
                "Date of the figures, for example 2026-07-03, 2026年8月末 or 令和8年7月3日; blank takes the title row's."
            ),
            optional=True,
        )

    def _add_details(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterEnum(
                self.KIND, tr("Kind"), [AUTO, *KINDS], allowMultiple=False, defaultValue=AUTO, optional=True,
                usesStaticStrings=True,
            ),
            tr("What the rows are; auto takes it from the headers, the geometry or the names."),
            optional=True,
            advanced=True,
        )  # fmt: skip
        labels = {
            "NAME_COLUMN": tr("Column of names"),
            "CAPACITY_COLUMN": tr("Column of spare capacity (MW)"),
            "CAPACITY_MIN_COLUMN": tr("Column of the least capacity (MW)"),
            "CAPACITY_MAX_COLUMN": tr("Column of the largest capacity (MW)"),
            "VOLTAGE_COLUMN": tr("Column of voltage (kV)"),
            "YEAR_COLUMN": tr("Column of the year available"),
            "GROUP_COLUMN": tr("Column of the shared group"),
            "X_COLUMN": tr("Column of x or longitude"),
            "Y_COLUMN": tr("Column of y or latitude"),
        }
        texts = {
            **{name: (label, tr("Header of the column, or its number from 1; blank finds it by keywords."))
               for name, label in labels.items()},
            self.HEADER_ROWS: (
                tr("Header rows"), tr("Row of the header, or first and last of stacked ones, as 2 or 2-4; 0: none.")
            ),
            self.LICENCE: (tr("Licence"), tr("Licence or terms of the data; blank takes the profile's.")),
        }  # fmt: skip
        for name, (label, text) in texts.items():
            self.add(
                QgsProcessingParameterString(name, label, optional=True), text, optional=True, advanced=True
            )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("CRS of the coordinates"), optional=True),
            tr("CRS of coordinates in the table; blank: latitude and longitude are JGD2011 (EPSG:6668)."),
            optional=True,
            advanced=True,
        )

    def problems(self, parameters, context):
        # What can be seen without reading the table is said before the run begins.
        as_of = self.text_or_none(parameters, self.AS_OF, context)
        rows = self.text_or_none(parameters, self.HEADER_ROWS, context)
        return [str(e) for e in (_error(parse_as_of, as_of), _error(header_rows, rows)) if e is not None]

    def prepare_job(self, parameters, context, feedback):
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        locations = None
        if parameters.get(self.LOCATIONS):
            path, layer_crs, label = self.vector_path(parameters, self.LOCATIONS, context, feedback)
            locations = VectorSource(parse_uri(path), None, layer_crs, label)
        named = {role: self.text_or_none(parameters, name, context) for name, role in self.COLUMNS.items()}
        request = CapacityRequest(
            self.input_source(parameters, context, feedback)[0],
            self.parameterAsEnumString(parameters, self.SIDE, context),
            self.parameterAsEnumString(parameters, self.UTILITY, context) or AUTO,
            locations,
            self.text_or_none(parameters, self.LOCATION_FIELD, context),
            self.text_or_none(parameters, self.AS_OF, context),
            self.parameterAsEnumString(parameters, self.KIND, context) or AUTO,
            {role: text for role, text in named.items() if text},
            self.text_or_none(parameters, self.HEADER_ROWS, context),
            (crs.authid() or crs.toWkt()) if crs.isValid() else None,
            self.text_or_none(parameters, self.LICENCE, context),
        )
        return request, self.output_path(parameters, self.OUTPUT, context)

    def run_job(self, job, progress, feedback):
        request, output = job
        report = import_capacity(request, Path(output), progress)
        self.push_report(report, feedback)
        counts = report.counts
        return {
            self.OUTPUT: output,
            self.ROWS: report.written,
            self.UNKNOWN: counts["spare capacity unknown"],
            self.MATCHED: counts.get("matched", 0),
            self.AMBIGUOUS: counts.get("ambiguous", 0),
            self.UNMATCHED: counts.get("unmatched", 0),
        }
