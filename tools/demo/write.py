"""Writing the demo: GeoPackage, elevation raster and scenarios, with the same bytes every time."""

import json
import os

from osgeo import gdal, ogr, osr
from shapely import wkb
from shapely.geometry import LineString, MultiPolygon, Point

from . import frame

CLOCK = "2026-06-01T00:00:00.000Z"
TYPES = {"text": ogr.OFTString, "real": ogr.OFTReal, "int": ogr.OFTInteger}
GEOMETRIES = {
    "point": (ogr.wkbPoint, Point),
    "line": (ogr.wkbLineString, LineString),
    "polygon": (ogr.wkbPolygon, lambda p: p),
    "multi": (ogr.wkbMultiPolygon, MultiPolygon),
}


def spatial_reference():
    """EPSG:6677 with easting first, as GIS files hold it."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(frame.EPSG)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference


def geopackage(path, layers):
    """Write layers, a sequence of (name, geometry kind, fields text, records)."""
    if os.path.exists(path):
        os.remove(path)
    before = gdal.GetConfigOption("OGR_CURRENT_DATE")
    # The package stores the time of the last change; a fixed one keeps two runs identical.
    gdal.SetConfigOption("OGR_CURRENT_DATE", CLOCK)
    try:
        source = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        if source is None:
            raise OSError(f"Cannot create {path}: check that the folder exists and can be written to.")
        for layer in layers:
            _layer(source, *layer)
        source = None
    finally:
        gdal.SetConfigOption("OGR_CURRENT_DATE", before)


def _layer(source, name, kind, fields, records):
    geometry_type, build = GEOMETRIES[kind]
    # Small layers gain nothing from a spatial index, and each costs some 25 kB.
    options = ["GEOMETRY_NAME=geom", "SPATIAL_INDEX=" + ("YES" if len(records) > 300 else "NO")]
    layer = source.CreateLayer(name, spatial_reference(), geometry_type, options)
    columns = [field.split(":") for field in fields.split()]
    for column, kind_of_field in columns:
        layer.CreateField(ogr.FieldDefn(column, TYPES[kind_of_field]))
    source.StartTransaction()
    for geometry, values in records:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb.dumps(build(geometry))))
        for column, _ in columns:
            value = values[column]
            feature.SetFieldNull(column) if value is None else feature.SetField(column, value)
        layer.CreateFeature(feature)
    source.CommitTransaction()


def elevation(path, array):
    """Write the elevation as a tiled, compressed Int16 GeoTIFF."""
    options = ["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=9"]
    raster = gdal.GetDriverByName("GTiff").Create(
        path, array.shape[1], array.shape[0], 1, gdal.GDT_Int16, options
    )
    if raster is None:
        raise OSError(f"Cannot create {path}: check that the folder exists and can be written to.")
    raster.SetGeoTransform((frame.XMIN, frame.CELL, 0, frame.YMAX, 0, -frame.CELL))
    raster.SetProjection(spatial_reference().ExportToWkt())
    band = raster.GetRasterBand(1)
    band.SetNoDataValue(-9999)
    band.SetDescription("elevation_m")
    band.WriteArray(array)
    band, raster = None, None


def text(path, content):
    """Write text as UTF-8 with plain line ends."""
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(content)


def scenario(path, content):
    """Write a scenario as readable JSON."""
    text(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
