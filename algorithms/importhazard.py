"""Import a hazard map."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from ..core.errors import InputError
from ..core.prepare.hazard.classes import parse_classes
from ..core.prepare.hazard.import_hazard import import_hazard
from ..core.prepare.hazard.request import HazardRequest, Kind, Scenario
from ..core.sources.uri import parse_uri
from ..core.sources.vector import VectorSource
from .importing import ImportAlgorithm

KINDS = [kind.value for kind in Kind]
SCENARIOS = [scenario.value for scenario in Scenario]
_POLYGONS = [QgsProcessing.SourceType.TypeVectorPolygon]


class ImportHazard(ImportAlgorithm):
    """Hazard maps to the standard hazard layer."""

    NAME = "importhazard"
    TITLE = "Import hazard map"
    HELP = (
        "Turns a hazard map into the standard hazard layer, with a severity from 0 to 4 and depths in "
        "metres. Reads 国土数値情報 on floods (A31, A31a, A31b), sediment disasters (A33), tsunami (A40), "
        "landslide prevention (A46), steep slopes (A47), disaster danger areas (A48), storm surge "
        "(A49) and inland floods (A51), and other maps by their field of classes. The schema is told "
        "by field prefix and year; one that is not known is refused. No polygon does not mean safe: "
        "give the assessed area as COVERAGE, else the log says that nothing tells it. The Tokyo datum "
        "is moved to JGD2011, never relabelled."
    )

    KIND = "KIND"
    COVERAGE = "COVERAGE"
    SCENARIO = "SCENARIO"
    SEVERITY_FIELD = "SEVERITY_FIELD"
    SEVERITY_CLASSES = "SEVERITY_CLASSES"
    YEAR = "YEAR"
    LICENCE = "LICENCE"

    def initAlgorithm(self, config=None):
        tr = self.tr
        # QGIS checks values against the filter, and ids of layers have no ending: the last part lets all through.
        endings = tr("Hazard maps (*.zip *.shp *.geojson *.json *.gml *.xml *.gpkg *.kml);;All files (*)")
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("Hazard map"), fileFilter=endings),
            tr(
                "A zip as downloaded, a .shp, .geojson, .gml, .xml or .gpkg file, a layer of a file as "
                "path|layername=name, or the id or name of a layer of the project."
            ),
        )
        kind = QgsProcessingParameterEnum(self.KIND, tr("Kind of hazard"), KINDS, False, "auto", True, True)
        self.add(
            kind,
            tr(
                "auto takes it from the schema of the file. A map of unknown schema needs it and the class field."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterVectorLayer(self.COVERAGE, tr("Assessed area"), _POLYGONS, optional=True),
            tr(
                "Polygons of the area that the map covers, for example the prefecture that published it: of a layer "
                "of "
                "all prefectures (N03) the map's own is taken. Blank: the first-order mesh (1 degree by 40 minutes) "
                "in the file's name, if there is one."
            ),
            optional=True,
        )
        self._add_scenario()
        self._add_own_classes()
        self._add_terms()
        self.add(
            QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Hazard layer"), _POLYGONS[0]),
            tr("Standard hazard layer of polygons."),
        )

    def _add_scenario(self):
        tr = self.tr
        scenario = QgsProcessingParameterEnum(
            self.SCENARIO, tr("Flood scenario"), SCENARIOS, False, "auto", True, True
        )
        self.add(
            scenario,
            tr(
                "Which of the flood maps in A31, A31a and A31b: auto (maximum, else the next that there is), planned "
                "(計画規模), maximum (想定最大規模), duration "
                "(浸水継続時間) or collapse (家屋倒壊等氾濫想定区域)."
            ),
            optional=True,
        )

    def _add_own_classes(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterString(self.SEVERITY_FIELD, tr("Field with the classes"), optional=True),
            tr(
                "For a map of unknown schema. For water its values are read as depths in metres (0.5-1.0, 3m以上), for "
                "other kinds as severities 0 to 4, unless severity classes are given."
            ),
            optional=True,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(
                self.SEVERITY_CLASSES, tr("Severity classes"), multiLine=True, optional=True
            ),
            tr("Severity (0 to 4) of each value of that field: value=severity, parted by semicolons."),
            optional=True,
            advanced=True,
        )

    def _add_terms(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterNumber(
                self.YEAR,
                tr("Year of the data"),
                QgsProcessingParameterNumber.Type.Integer,
                None,
                True,
                1900,
                2100,
            ),
            tr("Calendar year. Blank: from the file's name, else unknown."),
            optional=True,
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.LICENCE, tr("Licence"), optional=True),
            tr(
                "Licence of the data, kept in every feature. Blank: from the metadata, or CC BY 4.0 for A31a and "
                "A31b "
                "from 2021; else unknown, as it differs by publisher."
            ),
            optional=True,
            advanced=True,
        )

    def problems(self, parameters, context):
        field = self.text_or_none(parameters, self.SEVERITY_FIELD, context)
        classes = parse_classes(self.parameterAsString(parameters, self.SEVERITY_CLASSES, context))
        if classes and not field:
            raise InputError(
                "SEVERITY_CLASSES are given without SEVERITY_FIELD; name the field that holds the values."
            )
        return []

    def prepare_job(self, parameters, context, feedback):
        source, crs, label = self.input_source(parameters, context, feedback)
        coverage = None
        if self.parameterAsVectorLayer(parameters, self.COVERAGE, context) is not None:
            text, coverage_crs, name = self.vector_path(parameters, self.COVERAGE, context, feedback)
            coverage = VectorSource(parse_uri(text), None, coverage_crs, name)
        year = self.number_or_none(parameters, self.YEAR, context)
        request = HazardRequest(
            source=source,
            kind=Kind(self.parameterAsEnumString(parameters, self.KIND, context) or "auto"),
            coverage=coverage,
            scenario=Scenario(self.parameterAsEnumString(parameters, self.SCENARIO, context) or "auto"),
            licence=self.text_or_none(parameters, self.LICENCE, context),
            year=int(year) if year is not None else None,
            severity_field=self.text_or_none(parameters, self.SEVERITY_FIELD, context),
            severity_classes=parse_classes(
                self.parameterAsString(parameters, self.SEVERITY_CLASSES, context)
            ),
            crs=crs,
            label=label,
        )
        return request, self.output_path(parameters, self.OUTPUT, context)

    def run_job(self, job, progress, feedback):
        request, output = job
        report = import_hazard(request, output, progress)
        self.push_report(report, feedback)
        return {self.OUTPUT: output}
