"""Write vector layers with plain fields, the same bytes in every run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osgeo import ogr, osr

from .errors import OutputError
from .gdalio import first_line, gdal_errors

#: File endings and the OGR drivers that write them.
DRIVERS = {
    ".gpkg": "GPKG",
    ".geojson": "GeoJSON",
    ".json": "GeoJSON",
    ".shp": "ESRI Shapefile",
    ".fgb": "FlatGeobuf",
    ".gml": "GML",
    ".kml": "KML",
    ".csv": "CSV",
    ".sqlite": "SQLite",
}

_TYPES = {str: ogr.OFTString, int: ogr.OFTInteger64, float: ogr.OFTReal}


@dataclass(frozen=True)
class FieldSpec:
    """A field: name, Python type (str, int or float), and its name in a shapefile, which cuts at ten bytes."""

    name: str
    type: type
    short: str = ""


@dataclass(frozen=True)
class LayerSpec:
    """A layer to write.

    Attributes
    ----------
    name : str
        Layer name, where the format has one.
    crs : str
        WKT or authority code.
    geometry : int
        OGR geometry type, for example ``ogr.wkbMultiPolygon``; ``ogr.wkbUnknown`` for mixed ones.
    fields : tuple of FieldSpec
    metadata : tuple of (name, text)
        Provenance, kept where the format has a place for it (GeoPackage).
    """

    name: str
    crs: str
    geometry: int
    fields: tuple[FieldSpec, ...]
    metadata: tuple[tuple[str, str], ...] = ()


def require_known_ending(path: str | Path) -> str:
    """Name of the OGR driver that writes a file of this ending.

    Raises
    ------
    OutputError
        When the ending is not known, or this GDAL lacks its driver.
    """
    name = DRIVERS.get(Path(path).suffix.lower(), "")
    if not name or ogr.GetDriverByName(name) is None:
        raise OutputError(
            f"The output {path} has an ending that is not known; use .gpkg, .geojson, .shp or .fgb."
        )
    return name


def cut_names(path: Path, fields: Iterable[FieldSpec]) -> str | None:
    """A sentence on field names that a shapefile cannot hold; None for other formats and short names."""
    if path.suffix.lower() != ".shp":
        return None
    long = [
        f"{f.name} as {f.short}" if f.short else f.name for f in fields if len(f.name.encode("utf-8")) > 10
    ]
    if not long:
        return None
    return (
        f"A shapefile holds field names of ten bytes and texts of 254, so it has {', '.join(long)}; choose "
        "GeoPackage (.gpkg) for a layer that is to be used further."
    )


def write_layer(path: Path, spec: LayerSpec, rows: Iterable[tuple[dict[str, Any], bytes | None]]) -> int:
    """Write features to a file; its ending picks the format.

    Parameters
    ----------
    path : Path
    spec : LayerSpec
    rows : iterable of (attributes, WKB or None)
        Attributes left out or None are null. WKB is in the layer's CRS, x first.

    Returns
    -------
    int
        Features written.

    Raises
    ------
    OutputError
        When the format is not known or the file cannot be written.
    """
    driver = ogr.GetDriverByName(require_known_ending(path))
    try:
        # A fixed date keeps the file the same in every run.
        with gdal_errors(OGR_CURRENT_DATE="1970-01-01T00:00:00Z"):
            return _write(driver, path, spec, rows)
    except RuntimeError as error:
        raise OutputError(
            f"The layer {path} cannot be written ({first_line(error)}); check the disk and your rights."
        ) from error


def _write(
    driver: ogr.Driver, path: Path, spec: LayerSpec, rows: Iterable[tuple[dict[str, Any], bytes | None]]
) -> int:
    srs = osr.SpatialReference()
    srs.SetFromUserInput(spec.crs)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    # GML would else put a schema beside it under the name that the file has while it is written.
    options = ["XSISCHEMA=OFF"] if driver.GetName() == "GML" else []
    dataset = driver.CreateDataSource(str(path), options)
    layer = dataset.CreateLayer(spec.name, srs, spec.geometry, _options(driver))
    if spec.metadata:
        layer.SetMetadata(dict(spec.metadata))
    is_cut, is_json = driver.GetName() == "ESRI Shapefile", driver.GetName() == "GeoJSON"
    for field in spec.fields:
        name = field.short if is_cut and field.short else field.name
        layer.CreateField(ogr.FieldDefn(name, _TYPES[field.type]))
    # KML has fields of its own before them.
    first = layer.GetLayerDefn().GetFieldCount() - len(spec.fields)
    index = {field.name: first + i for i, field in enumerate(spec.fields)}
    count, definition = 0, layer.GetLayerDefn()
    layer.StartTransaction()
    for values, wkb in rows:
        feature = ogr.Feature(definition)
        if is_json:  # a field that is null in every feature would else be no field at all
            for i in index.values():
                feature.SetFieldNull(i)
        for name, value in values.items():
            if value is not None:
                feature.SetField(index[name], value)
        if wkb is None and driver.GetName() == "FlatGeobuf":
            raise OutputError(
                f"The layer {path} has features without a place, which FlatGeobuf cannot hold; choose .gpkg."
            )
        if wkb is not None:
            feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(wkb))
        layer.CreateFeature(feature)
        count += 1
    layer.CommitTransaction()
    layer.SyncToDisk()
    return count


#: Shapefiles would otherwise lose Japanese text to Latin-1, and CSV its geometry.
_OPTIONS = {"ESRI Shapefile": ["ENCODING=UTF-8"], "CSV": ["GEOMETRY=AS_WKT"]}


def _options(driver: ogr.Driver) -> list[str]:
    return _OPTIONS.get(driver.GetName(), [])
