"""Import a table of grid squares."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterCrs,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

from ..core.errors import InputError
from ..core.prepare.mesh.datum import Datum
from ..core.prepare.mesh.import_mesh import MeshRequest, import_mesh
from ..core.prepare.mesh.products import Product
from .importing import ImportAlgorithm

PRODUCTS = [product.value for product in Product]
DATUMS = [datum.value for datum in Datum]
DEFAULT_CRS = "EPSG:6668"


class ImportMesh(ImportAlgorithm):
    """Grid squares to polygons and a raster."""

    NAME = "importmesh"
    TITLE = "Import grid squares (mesh)"
    HELP = (
        "Turns a table of grid-square codes (地域メッシュコード, JIS X 0410) into polygons with exact "
        "corners and, if wanted, a raster of its first field. Reads J-SHIS CSV (header behind a #, -9999 "
        "unknown), 国土数値情報 L03-a, L03-b (land use) and G04 (terrain; the word unknown), and any other "
        "table with a column of codes: CSV in UTF-8, CP932 or EUC-JP, DBF with or without its shapes, "
        "GeoPackage, GeoJSON, or a zip that holds one of them. The shapes of a file are not used: the codes "
        "say where a cell lies.\n\n"
        "Codes of 4 (80 km), 6 (10 km), 7 (5 km), 8 (1 km), 9 (500 m, or 2 km when they end in 5), 10 (250 "
        "m, or 100 m of land use), 11 (125 m) and 12 digits (50 m of land use). Ten digits are told apart "
        "by PRODUCT, by the columns of J-SHIS, L03-b or G04, by the size of the file's own polygons, or by "
        "the whole table: a last digit outside 1 to 4 makes it 100 m, none in more than 16 codes makes it "
        "250 m; otherwise the table is refused. Codes that a spreadsheet turned into numbers (5339454711.0) "
        "are read; rounded ones (5.33945E+09) are not.\n\n"
        "Unknown values are null, never 0; land-use classes (土地利用種別) keep four digits (0100); a "
        "column with leading zeros stays text. Rows without a code of Japan are left out and counted; a "
        "table in which most rows are such is refused.\n\n"
        "The same code is another place on the Tokyo datum, some 400 m away: the datum is taken from the "
        "file's name (-tky, -jgd, -jgd2011), its .prj or its KS-META metadata, else it is JGD2011, and the "
        "cells are reprojected. Cells are not square: a 1 km cell is 0.925 x 1.127 km at 36 degrees north, "
        "so areas must come from the ellipsoid or an equal-area CRS."
    )

    CODE_FIELD = "CODE_FIELD"
    FIELDS = "FIELDS"
    PRODUCT = "PRODUCT"
    CRS = "CRS"
    DATUM = "DATUM"
    RASTER = "RASTER"

    def initAlgorithm(self, config=None):
        tr = self.tr
        # QGIS checks values against the filter, and ids of layers have no ending: the last part lets all through.
        endings = tr("Tables (*.csv *.txt *.dbf *.shp *.gpkg *.geojson *.zip);;All files (*)")
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("Table of grid squares"), fileFilter=endings),
            tr(
                "A .csv, .txt, .dbf, .shp, .gpkg, .geojson or .zip file, a layer of a file as "
                "path|layername=name, or the id or name of a layer or table of the project."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.CODE_FIELD, tr("Field with the code")),
            tr(
                "Column of the codes, for example CODE (J-SHIS) or メッシュ (L03-a); case, width and # do "
                "not count."
            ),
        )
        self.add(
            QgsProcessingParameterString(self.FIELDS, tr("Fields"), optional=True),
            tr(
                "Columns to keep, parted by commas; the first one makes the raster. Blank: all, in their "
                "order."
            ),
            optional=True,
        )
        self._add_meaning()
        self._add_outputs()

    def _add_meaning(self):
        tr = self.tr
        self.add(
            QgsProcessingParameterEnum(self.PRODUCT, tr("Product"), PRODUCTS, False, "auto", True, True),
            tr(
                "What ten digits mean: jshis_250m and standard 250 m, landuse_100m 100 m (L03-b; 50 m with "
                "12 digits). auto finds out, or refuses."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("CRS of the polygons"), DEFAULT_CRS, True),
            tr(
                "Any CRS that covers Japan. The raster stays on the lattice of the codes, in degrees of "
                "their datum."
            ),
            optional=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                self.DATUM, tr("Datum of the codes"), DATUMS, False, "auto", True, True
            ),
            tr("auto takes it from the file's name, .prj or metadata, else JGD2011."),
            optional=True,
            advanced=True,
        )

    def _add_outputs(self):
        tr = self.tr
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.add(
            QgsProcessingParameterVectorDestination(self.OUTPUT, tr("Cells"), polygons),
            tr("Polygons with the code as text and the fields kept."),
        )
        self.add(
            QgsProcessingParameterRasterDestination(
                self.RASTER, tr("Raster of the first field"), None, True, False
            ),
            tr(
                "GeoTIFF on the lattice of the codes: Float32, one band, nodata -9999, at most 10^9 cells. "
                "Needs codes of one size and a field of numbers."
            ),
            optional=True,
        )

    def problems(self, parameters, context):
        if self.text_or_none(parameters, self.CODE_FIELD, context) is None:
            raise InputError("CODE_FIELD is blank; name the column of the codes.")
        return []

    def prepare_job(self, parameters, context, feedback):
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        if parameters.get(self.CRS) and not crs.isValid():
            raise InputError(f"The CRS {parameters[self.CRS]} is not known; give for example EPSG:6668.")
        fields = self.text_or_none(parameters, self.FIELDS, context) or ""
        request = MeshRequest(
            source=self.input_source(parameters, context, feedback)[0],
            code_field=self.text_or_none(parameters, self.CODE_FIELD, context),
            fields=tuple(name.strip() for name in fields.split(",") if name.strip()),
            product=Product(self.parameterAsEnumString(parameters, self.PRODUCT, context) or "auto"),
            crs=(crs.authid() or crs.toWkt()) if crs.isValid() else DEFAULT_CRS,
            datum=Datum(self.parameterAsEnumString(parameters, self.DATUM, context) or "auto"),
        )
        output = self.output_path(parameters, self.OUTPUT, context)
        return request, output, self.output_path(parameters, self.RASTER, context)

    def run_job(self, job, progress, feedback):
        request, output, raster = job
        report = import_mesh(request, Path(output), Path(raster) if raster else None, progress)
        self.push_report(report, feedback)
        return {self.OUTPUT: output, self.RASTER: raster}
