"""Layers, rasters and scenarios so small that their results can be worked out by hand.

The usual grid is 5 x 5 cells of 100 m from (0, 0) to (500, 500) in EPSG:6677, so that cell (row, column)
has its centre at x = 100 column + 50 and y = 450 - 100 row.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

import numpy as np
from osgeo import gdal, osr

CRS = "EPSG:6677"
EXTENT = "0,500,0,500 [EPSG:6677]"
GRID = {"EXTENT": EXTENT, "CRS": CRS, "CELL_SIZE": 100}
NODATA = -9999.0
X, Y = np.meshgrid(np.arange(50.0, 500, 100), np.arange(450.0, 0, -100))


def metres_to(x, y):
    """Distance of every cell centre of the usual grid to a point."""
    return np.hypot(X - x, Y - y)


def memory_layer(rows, fields="", kind="Point", crs=CRS, name="layer"):
    """A memory layer of (WKT, attribute, ...) rows; `fields` as in a memory URI, `name:type` parted by commas."""
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    columns = "".join(f"&field={f}" for f in fields.split(",") if f)
    layer = QgsVectorLayer(f"{kind}?crs={crs}{columns}", name, "memory")
    features = []
    for wkt, *attributes in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(attributes)
        features.append(feature)
    assert layer.isValid()
    assert layer.dataProvider().addFeatures(features)[0]
    layer.updateExtents()
    return layer


def point(x, y):
    return f"POINT({x} {y})"


def box(xmin, ymin, xmax, ymax):
    return f"POLYGON(({xmin} {ymin}, {xmax} {ymin}, {xmax} {ymax}, {xmin} {ymax}, {xmin} {ymin}))"


def geojson(path, rows, crs=CRS):
    """A GeoJSON file of (GeoJSON geometry, properties) rows."""
    features = [{"type": "Feature", "geometry": g, "properties": p} for g, p in rows]
    named = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs.replace(':', '::')}"}}
    content = {"type": "FeatureCollection", "crs": named, "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def raster(path, bands, corner=(0.0, 500.0), cell=100.0, crs=CRS, nodata=NODATA):
    """A Float32 raster of one or several 2-D arrays, its north-west corner given."""
    arrays = np.atleast_3d(np.asarray(bands, float).T).T
    count, rows, cols = arrays.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), cols, rows, count, gdal.GDT_Float32)
    dataset.SetGeoTransform((corner[0], cell, 0, corner[1], 0, -cell))
    if crs:
        srs = osr.SpatialReference()
        srs.SetFromUserInput(crs)
        dataset.SetProjection(srs.ExportToWkt())
    for number, values in enumerate(arrays, start=1):
        band = dataset.GetRasterBand(number)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        band.WriteArray(values)
    dataset.FlushCache()
    return path


def read(path, band=1):
    """Values of a raster's band, NaN where nodata; whole numbers stay so where there is no nodata."""
    dataset = gdal.Open(str(path))
    values = dataset.GetRasterBand(band).ReadAsArray()
    nodata = dataset.GetRasterBand(band).GetNoDataValue()
    if nodata is None or not (values == nodata).any():
        return values
    return np.where(values == nodata, np.nan, values.astype(float))


@dataclass(frozen=True)
class Facts:
    """What a raster file says of itself besides its cells."""

    size: tuple  # columns, rows
    geotransform: tuple
    bands: list
    nodata: float


def facts(path):
    """The facts of a raster; the dataset is held until all are read, as GDAL's bands die with it."""
    dataset = gdal.Open(str(path))
    bands = [dataset.GetRasterBand(i + 1) for i in range(dataset.RasterCount)]
    return Facts(
        (dataset.RasterXSize, dataset.RasterYSize),
        dataset.GetGeoTransform(),
        [band.GetDescription() for band in bands],
        bands[0].GetNoDataValue(),
    )


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def point_geometry(x, y):
    return {"type": "Point", "coordinates": [x, y]}


def box_geometry(xmin, ymin, xmax, ymax):
    ring = [[xmin, ymin], [xmax, ymin], [xmax, ymax], [xmin, ymax], [xmin, ymin]]
    return {"type": "Polygon", "coordinates": [ring]}


def write_scenario(folder, **changes):
    """A scenario of the usual grid with its three layers; `changes` replace its top-level keys.

    Roads at the south-west cell's centre and far beyond the grid, a slope that grows by 2 degrees a column, a
    lake over the north-east cell.
    """
    folder.mkdir(exist_ok=True)
    geojson(
        folder / "road.geojson",
        [(point_geometry(50, 50), {"kind": "a"}), (point_geometry(2950, 50), {"kind": "b"})],
    )
    geojson(folder / "lake.geojson", [(box_geometry(400, 400, 500, 500), {"name": "lake"})])
    raster(folder / "slope.tif", np.tile([0.0, 2, 4, 6, 8], (5, 1)))
    scenario = {
        "format": "wattbit-scenario/1",
        "title": "5 x 5",
        "grid": {"crs": CRS, "extent": [0, 0, 500, 500], "cell_size_m": 100},
        "layers": {
            "road": {"source": "road.geojson"},
            "lake": {"source": "lake.geojson"},
            "slope": {"source": "slope.tif"},
        },
        "exclusions": [{"id": "lake", "layer": "lake"}],
        "criteria": [
            {"id": "road", "type": "distance", "layer": "road", "weight": 0.75,
             "value": {"function": "linear", "low": 500, "high": 0}},
            {"id": "flat", "type": "raster", "layer": "slope", "weight": 0.25,
             "value": {"function": "linear", "low": 10, "high": 0}},
        ],
        "candidates": {"count": 2, "min_area_ha": 2, "min_score": 0.6},
        **changes,
    }  # fmt: skip
    path = folder / "scenario.json"
    path.write_text(json.dumps(scenario, ensure_ascii=False), encoding="utf-8")
    return path


def scenario_suitability():
    """The suitability of `write_scenario`, from its formulas."""
    road = np.clip((500 - np.minimum(metres_to(50, 50), metres_to(2950, 50))) / 500, 0, 1)
    flat = (10 - np.tile([0.0, 2, 4, 6, 8], (5, 1))) / 10
    expected = (3 * road + flat) / 4
    expected[0, 4] = np.nan
    return expected
