"""Import a table of grid squares."""

from __future__ import annotations

import re
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
        "Turns a table of grid-square codes (地域メッシュコード, JIS X 0410) into polygons with exact corners "
        "and, if wanted, a raster of its first field. Reads J-SHIS, 国土数値情報 L03-a, L03-b and G04, and "
        "any other table with a column of codes of 4 to 12 digits. Ten digits mean 250 m or 100 m: "
        "the product or the table tells which, and where it does not, the table is refused. Unknown "
        "values are null, never 0. Codes on the Tokyo datum, some 400 m away, are moved to JGD2011."
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
            fields=tuple(name.strip() for name in re.split("[,，、]", fields) if name.strip()),
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
