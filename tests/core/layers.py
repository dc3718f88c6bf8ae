"""Tiny layers and rasters for the tests of the core, and what several of them look at."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr
from shapely import wkb, wkt
from shapely.geometry import Point, box
from shapely.prepared import prep
from wattbit.core.grid.grid import lattice_grid
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import ALL_FIELDS, VectorSource, read_vector

PLANE = 6677
DRIVERS = {".gpkg": "GPKG", ".geojson": "GeoJSON", ".shp": "ESRI Shapefile"}
TYPES = {int: ogr.OFTInteger64, float: ogr.OFTReal, str: ogr.OFTString}


def spatial_reference(epsg):
    """The CRS of a code with x first; None for none."""
    if epsg is None:
        return None
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(epsg)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def ogr_geometry(geometry):
    """OGR geometry of a shapely geometry or of well-known text; None stays None."""
    if geometry is None or isinstance(geometry, ogr.Geometry):
        return geometry
    if isinstance(geometry, str):
        return ogr.CreateGeometryFromWkt(geometry)
    return ogr.CreateGeometryFromWkb(wkb.dumps(geometry))


def write_vector(path, features, *, name="layer", epsg=PLANE):
    """Write (geometry, attributes) pairs, adding a layer where the file exists; returns the path as text."""
    driver = ogr.GetDriverByName(DRIVERS[Path(path).suffix])
    exists = Path(path).exists() and Path(path).suffix == ".gpkg"
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE) if exists else None
    source = source or driver.CreateDataSource(str(path))
    layer = source.CreateLayer(name, spatial_reference(epsg), ogr.wkbUnknown)
    rows = [(g, a) for g, *rest in features for a in (rest[0] if rest else {},)]
    kinds = {}
    for _, attributes in rows:
        for key, value in attributes.items():
            if value is not None or key not in kinds:
                kinds[key] = type(value) if value is not None else str
    for key, kind in kinds.items():
        layer.CreateField(ogr.FieldDefn(key, TYPES[kind]))
    layer.StartTransaction()
    for geometry, attributes in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for key, value in attributes.items():
            if value is not None:
                feature.SetField(key, value)
        feature.SetGeometry(ogr_geometry(geometry))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del layer, source
    return str(path)


def read_features(path):
    """(shapely geometry, attributes) of every feature of the first layer."""
    source = ogr.Open(str(path))
    return [(wkb.loads(bytes(f.GetGeometryRef().ExportToWkb())), f.items()) for f in source.GetLayer(0)]


def open_layer(path, *, grid_epsg=PLANE, fields=ALL_FIELDS, where=None, crs=None, allow_empty=False):
    """Read a layer, given as QGIS writes its source, through the engine's own reader."""
    source = VectorSource(parse_uri(str(path)), where, crs)
    return read_vector(source, spatial_reference(grid_epsg).ExportToWkt(), fields, allow_empty=allow_empty)


def layer_of(folder, features, **options):
    """Write features, each a geometry or (geometry, attributes), and read them back as the engine sees them."""
    rows = [f if isinstance(f, tuple) else (f, {}) for f in features]
    number = len(list(Path(folder).glob("made*.gpkg")))
    return open_layer(write_vector(Path(folder) / f"made{number}.gpkg", rows), **options)


def write_raster(path, array, corner, cell, *, epsg=PLANE, nodata=None, kind=gdal.GDT_Float32):
    """Write an array (rows, cols) or (bands, rows, cols) with its north-west corner; returns the path as text."""
    bands = array if array.ndim == 3 else array[None]
    dx, dy = cell if isinstance(cell, tuple) else (cell, cell)
    dataset = gdal.GetDriverByName("GTiff").Create(
        str(path), bands.shape[2], bands.shape[1], len(bands), kind
    )
    dataset.SetGeoTransform((corner[0], dx, 0, corner[1], 0, -dy))
    if epsg is not None:
        dataset.SetProjection(spatial_reference(epsg).ExportToWkt())
    for number, values in enumerate(bands, start=1):
        band = dataset.GetRasterBand(number)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        band.WriteArray(values)
    del dataset
    return str(path)


def read_raster(path):
    """All bands as float64 (bands, rows, cols), NaN where nodata."""
    dataset = gdal.Open(str(path))
    out = []
    for number in range(1, dataset.RasterCount + 1):
        band = dataset.GetRasterBand(number)
        values = band.ReadAsArray().astype(float)
        if band.GetNoDataValue() is not None:
            values[values == band.GetNoDataValue()] = np.nan
        out.append(values)
    return np.stack(out)


def grid_of(extent, cell, epsg=PLANE):
    """A lattice grid in plane zone 9."""
    return lattice_grid(extent, f"EPSG:{epsg}", cell)


def centres(window):
    """Shapely points of the cell centres, a list of rows, from the grid's edges alone."""
    xmin, ymin, xmax, ymax = window.extent
    dx, dy = (xmax - xmin) / window.cols, (ymax - ymin) / window.rows
    return [
        [Point(xmin + (c + 0.5) * dx, ymax - (r + 0.5) * dy) for c in range(window.cols)]
        for r in range(window.rows)
    ]


def squares(window):
    """Shapely boxes of the cells, a list of rows."""
    half_x, half_y = window.grid.dx / 2, window.grid.dy / 2
    return [
        [box(p.x - half_x, p.y - half_y, p.x + half_x, p.y + half_y) for p in row] for row in centres(window)
    ]


def covered(geometry, window):
    """True where a geometry covers the cell's centre, by shapely."""
    ready = prep(geometry)
    return np.array([[ready.intersects(p) for p in row] for row in centres(window)])


def touched(geometry, window):
    """True where a geometry touches the cell, its edges included, by shapely."""
    ready = prep(geometry)
    return np.array([[ready.intersects(s) for s in row] for row in squares(window)])


def distances(geometries, window):
    """Metres from each centre to the nearest of the geometries, by shapely."""
    return np.array([[min(g.distance(p) for g in geometries) for p in row] for row in centres(window)])


def shape(text):
    """Shapely geometry of well-known text."""
    return wkt.loads(text)


def write_scenario(path, **parts):
    """Write a scenario file of these parts, with the least that every scenario needs; returns its path."""
    plain = {"format": "wattbit-scenario/1", **parts}
    Path(path).write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    return Path(path)


def assert_sentence(error, *words):
    """An error reads as one line that ends in a full stop and names what it is about."""
    text = str(error.value if hasattr(error, "value") else error)
    assert text.endswith("."), text
    assert "\n" not in text, text
    missing = [w for w in words if str(w) not in text]
    assert not missing, f"{missing} not in: {text}"
