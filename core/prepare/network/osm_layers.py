"""OpenStreetMap features out of layers that GDAL reads: tags as columns, as a hstore, or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from osgeo import gdal, ogr, osr

from ...errors import InputError
from ...gdalio import first_line, gdal_errors
from ...grid.crs import parse_crs
from ...sources.uri import SourceUri
from .asset import CRS

#: Columns by which a layer is known to hold OpenStreetMap features.
TAG_COLUMNS = frozenset({"power", "telecom", "communication", "other_tags", "all_tags", "tags"})
_PACKED = ("other_tags", "all_tags", "tags")
#: Tools write the colons of keys as underscores, where their format has no colons.
_WITH_COLON = {
    "plant_output_electricity": "plant:output:electricity",
    "plant_source": "plant:source",
    "telecom_medium": "telecom:medium",
    "construction_power": "construction:power",
    "disused_power": "disused:power",
}
_PAIR = re.compile(r'"((?:[^"\\]|\\.)*)"\s*=>\s*(?:"((?:[^"\\]|\\.)*)"|NULL)')


def has_tags(names: list[str]) -> bool:
    """Whether a layer with these columns holds OpenStreetMap features."""
    return bool(TAG_COLUMNS & {n.lower() for n in names})


def read_osm_layers(uri: SourceUri) -> Iterator[tuple[str, dict[str, str], ogr.Geometry | None]]:
    """Yield (key, tags, geometry in longitude and latitude) of every feature; the key is empty where ids are unknown.

    Without a layer's name every layer with tags is read: an ``.osm.pbf`` has one for points, lines and areas.

    Raises
    ------
    InputError
        When the file cannot be read, has no CRS, or no layer of it has tags.
    """
    with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
        try:
            dataset = gdal.OpenEx(uri.path, gdal.OF_VECTOR | gdal.OF_READONLY)
            layers = [dataset.GetLayer(i) for i in range(dataset.GetLayerCount())]
            wanted = [
                x
                for x in layers
                if uri.layer in (None, x.GetName()) and has_tags([f.GetName() for f in x.schema])
            ]
            if not wanted:
                raise InputError(
                    f"The file {uri.name} has no layer with tags of OpenStreetMap (a column power, telecom, "
                    "communication or other_tags); choose the FORMAT generic for other tables."
                )
            for layer in wanted:
                yield from _read(layer, uri)
        except RuntimeError as error:
            raise InputError(
                f"The OpenStreetMap extract {uri.path} cannot be read ({first_line(error)}); check that the "
                "file is whole."
            ) from error


def _read(layer: ogr.Layer, uri: SourceUri) -> Iterator[tuple[str, dict[str, str], ogr.Geometry | None]]:
    if uri.subset:
        layer.SetAttributeFilter(uri.subset)
    move = to_degrees(layer, uri.name)
    names = [field.GetName() for field in layer.schema]
    for feature in layer:
        columns = {
            n: feature.GetFieldAsString(i) for i, n in enumerate(names) if feature.IsFieldSetAndNotNull(i)
        }
        tags = unpacked(columns)
        geometry = feature.GetGeometryRef()
        if geometry is not None and move is not None:
            geometry = geometry.Clone()
            geometry.Transform(move)
        yield _key(tags), tags, geometry


def to_degrees(layer: ogr.Layer, name: str) -> object | None:
    """The transformation into longitude and latitude, None when none is needed; raises InputError "
    "without a CRS.
    """
    srs, target = layer.GetSpatialRef(), parse_crs(CRS)
    if layer.GetGeomType() == ogr.wkbNone:
        return None
    if srs is None:
        raise InputError(
            f"The layer {name} has no CRS, so its features cannot be placed; set it in QGIS and import again."
        )
    srs = srs.Clone()
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    if srs.IsSame(target, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT"]):
        return None
    return osr.CoordinateTransformation(srs, target)


def unpacked(columns: dict[str, str]) -> dict[str, str]:
    """Tags of a feature: its columns, and what packed columns hold; blank values are no tags."""
    tags: dict[str, str] = {}
    for name, value in columns.items():
        if name.lower() in _PACKED:
            tags = {**_packed(value), **tags}
        elif value.strip():
            tags[_WITH_COLON.get(name, name)] = value.strip()
    return tags


def _packed(value: str) -> dict[str, str]:
    if value.lstrip().startswith("{"):
        try:
            found = json.loads(value)
        except json.JSONDecodeError:
            return {}
        return {str(k): str(v) for k, v in found.items() if v is not None}
    return {_plain(m.group(1)): _plain(m.group(2)) for m in _PAIR.finditer(value) if m.group(2)}


def _plain(escaped: str) -> str:
    return re.sub(r"\\(.)", r"\1", escaped)


def _key(tags: dict[str, str]) -> str:
    """Type and number of the element, where the columns tell both."""
    if "osm_type" in tags and "osm_id" in tags:
        return f"{tags['osm_type']}/{tags['osm_id']}"
    named = (tags.get(name) for name in ("@id", "full_id", "id"))
    return next((t for t in named if t and re.fullmatch(r"(node|way|relation)/\d+|[nwr]\d+", t)), "")
