"""Open hazard files of any form as layers that all read alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, Optional

from osgeo import gdal, ogr, osr

from ...errors import InputError
from ...gdalio import first_line
from ...grid.crs import parse_crs
from ...sources.uri import SourceUri
from ...sources.vector import field_value
from ..common.dbf import dbf_encoding
from .datum import DATUMS, known_crs, missing_crs
from .ksj_gml import is_ksj_gml, read_ksj_gml
from .locate import HazardFile, find_files, single_file
from .names import KsjName
from .request import HazardRequest

Features = Iterator[tuple[dict[str, object], Optional[ogr.Geometry]]]
_XML = (".gml", ".xml")


@dataclass(frozen=True)
class SourceLayer:
    """A layer of the input.

    Attributes
    ----------
    label : str
        Name for messages.
    name : KsjName
    crs : SpatialReference
    crs_note : str or None
        Where the CRS was taken from when the file has none.
    fields : tuple of str
    count : int
        Features.
    read : callable
        Takes field names; yields attributes and geometry.
    licence : str or None
        As metadata say.
    dimension : int or None
        2 for a layer of polygons, 1 of lines, 0 of points; None when they may be mixed.
    """

    label: str
    name: KsjName
    crs: osr.SpatialReference
    crs_note: str | None
    fields: tuple[str, ...]
    count: int
    read: Callable[[tuple[str, ...]], Features]
    licence: str | None = None
    dimension: int | None = None


def open_source(request: HazardRequest, scratch: Path) -> tuple[list[SourceLayer], int]:
    """Open all layers of the input, and count the members that are of another flood scenario.

    ``scratch`` is a folder for extracted files, which need not exist.

    Raises
    ------
    InputError
        When the input is missing, damaged or of no known form.
    """
    files, other = find_files(request, scratch)
    return [_open(file, scratch / "gml" / str(i)) for i, file in enumerate(files)], other


def open_layer(uri: SourceUri, crs: str | None, label: str, scratch: Path) -> SourceLayer:
    """Open one layer that is no archive, such as the assessed area."""
    return _open(single_file(uri, crs, label), scratch)


def _open(file: HazardFile, scratch: Path) -> SourceLayer:
    path = Path(file.uri.path)
    if path.suffix.lower() in _XML and path.is_file():
        if is_ksj_gml(path):
            return _ksj_layer(path, file)
        # OGR puts a .gfs beside the GML that it reads, and the input's folder is not ours.
        scratch.mkdir(parents=True)
        for part in (path, path.with_suffix(".xsd")):
            if part.exists():
                shutil.copy(part, scratch / part.name)
        file = replace(file, uri=replace(file.uri, path=str(scratch / path.name)))
    dataset, layer = _ogr_layer(file)
    srs, note = known_crs(layer.GetSpatialRef()), None
    if srs is None:
        srs, note = missing_crs(file.meta, file.name, file.crs, file.label)
    fields = tuple(f.GetName() for f in layer.schema)
    return SourceLayer(
        file.label, file.name, srs, note, fields, max(layer.GetFeatureCount(), 0),
        lambda wanted: _features(dataset, layer, wanted, file.label),
        file.meta.licence if file.meta else None, _dimension(layer),
    )  # fmt: skip


def _dimension(layer: ogr.Layer) -> int | None:
    kinds = {ogr.wkbPoint: 0, ogr.wkbLineString: 1, ogr.wkbPolygon: 2}
    kinds.update({ogr.GT_GetCollection(kind): dimension for kind, dimension in kinds.items()})
    return kinds.get(ogr.GT_Flatten(layer.GetGeomType()))


def _ogr_layer(file: HazardFile) -> tuple[gdal.Dataset, ogr.Layer]:
    path, options = Path(file.uri.path), []
    if path.suffix.lower() == ".shp":
        dbf = next((p for p in (path.with_suffix(".dbf"), path.with_suffix(".DBF")) if p.exists()), None)
        if dbf is None and not file.uri.path.startswith("/vsi"):
            raise InputError(
                f"The shapefile {file.label} lacks its .dbf, so there are no classes; get all its parts."
            )
        if dbf is not None:
            options = [f"ENCODING={dbf_encoding(dbf, file.member)}"]
    try:
        dataset = gdal.OpenEx(file.uri.path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)
        layer = _one_layer(dataset, file)
        if file.uri.subset:
            layer.SetAttributeFilter(file.uri.subset)
    except RuntimeError as error:
        reason = first_line(error).replace(file.uri.path, path.name)
        raise InputError(
            f"The file {file.label} cannot be read ({reason}); check that it is whole and a map format, "
            "and download it again."
        ) from error
    return dataset, layer


def _one_layer(dataset: gdal.Dataset, file: HazardFile) -> ogr.Layer:
    names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]
    if file.uri.layer in names:
        return dataset.GetLayerByName(file.uri.layer)
    if file.uri.layer is None and len(names) == 1:
        return dataset.GetLayer(0)
    listed = ", ".join(names[:20]) or "none"
    what = (
        f"has no layer {file.uri.layer or ''}".rstrip()
        if file.uri.layer or not names
        else "has several layers"
    )
    raise InputError(f"The file {file.label} {what}; name one as path|layername=name, of: {listed}.")


def _features(dataset: gdal.Dataset, layer: ogr.Layer, wanted: tuple[str, ...], label: str) -> Features:
    """Attributes and geometry of each feature; the dataset is held, as the layer dies with it."""
    definition = layer.GetLayerDefn()
    indices = [(name, definition.GetFieldIndex(name)) for name in wanted]
    try:
        layer.ResetReading()
        while (feature := layer.GetNextFeature()) is not None:
            yield {n: field_value(feature, i) for n, i in indices}, feature.GetGeometryRef()
    except RuntimeError as error:
        raise InputError(
            f"The file {label} breaks off while it is read ({error}); download it again."
        ) from error


def _ksj_layer(path: Path, file: HazardFile) -> SourceLayer:
    content = read_ksj_gml(path, file.name, file.label)
    if content.datum:
        srs, note = parse_crs(DATUMS[content.datum]), None
    else:
        srs, note = missing_crs(file.meta, file.name, file.crs, file.label)

    def read(wanted: tuple[str, ...]) -> Features:
        for values, wkb in content.features:
            yield {n: values.get(n) for n in wanted}, ogr.CreateGeometryFromWkb(wkb) if wkb else None

    return SourceLayer(file.label, file.name, srs, note, content.fields, len(content.features), read,
                       file.meta.licence if file.meta else None)  # fmt: skip
