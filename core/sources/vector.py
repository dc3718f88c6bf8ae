"""Read any OGR layer once, into arrays in the grid's CRS."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Callable

import numpy as np
from osgeo import gdal, ogr, osr

from ..errors import InputError
from ..gdalio import gdal_errors
from ..grid.crs import crs_name, parse_crs, same_crs
from ..proj import ProjError, Transformer
from .csv_text import is_csv, open_csv
from .dbf_text import dbf_options
from .mend import sound
from .shapes import Move, ReadReport, Shapes, VectorData, join_shapes, shapes_of
from .uri import SourceUri

#: Fields asked for by ``read_vector(fields=ALL_FIELDS)``.
ALL_FIELDS = ("*",)
#: Bytes of geometry that are taken out of a layer before they are made arrays: few enough for the cache.
_BATCH = 2_000_000


@dataclass(frozen=True)
class VectorSource:
    """A vector layer that a scenario or an algorithm names.

    Attributes
    ----------
    uri : SourceUri
        Where it lies.
    where : str or None
        OGR attribute filter, applied beside the filter of the source text.
    crs : str or None
        CRS to assume where the file has none.
    name : str or None
        What messages call it: the scenario's layer id, or the layer's name in QGIS.
    """

    uri: SourceUri
    where: str | None = None
    crs: str | None = None
    name: str | None = None

    @property
    def label(self) -> str:
        """Name for messages."""
        return f"{self.name} ({self.uri.name})" if self.name else self.uri.name


def read_vector(
    source: VectorSource, grid_crs: str, fields: Iterable[str] = (), *, allow_empty: bool = False
) -> VectorData:
    """Read a layer into arrays; invalid polygons are mended and counted.

    Parameters
    ----------
    source : VectorSource
    grid_crs : str
        WKT of the CRS that the coordinates are brought into.
    fields : iterable of str
        Fields wanted where the layer has them; ``ALL_FIELDS`` for every one.
    allow_empty : bool
        Whether a layer (or filter) without a feature is accepted.

    Raises
    ------
    InputError
        When the file, layer, filter or CRS cannot be used, or nothing is in it.
    """
    with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
        dataset = _open(source)
        layer = _layer(dataset, source)
        names = tuple(f.GetName() for f in layer.schema)
        wanted = [n for n in names if n in set(fields) or tuple(fields) == ALL_FIELDS]
        srs = _srs(layer, source)
        shapes, fid, columns, report = _read(layer, wanted, _mover(srs, grid_crs, source))
    if not shapes.count and not allow_empty:
        if report.empty + report.dropped:
            raise InputError(
                f"None of the {report.empty + report.dropped} row(s) of the layer {source.label} has a place; give a layer "
                "with geometries, or a CSV with columns lon and lat, x and y, or wkt."
            )
        why = f" that match {source.where!r}" if source.where else ""
        raise InputError(f"The layer {source.label} has no features{why}; check the layer and its filter.")
    return VectorData(source.label, shapes, fid, columns, names, report)


def field_names(source: VectorSource) -> tuple[str, ...]:
    """Names of the fields of a layer; raises InputError when it cannot be read."""
    with gdal_errors():
        dataset = _open(source)
        return tuple(f.GetName() for f in _layer(dataset, source).schema)


def open_features(source: VectorSource) -> tuple[gdal.Dataset, ogr.Layer, str]:
    """A layer under its filters, with the dataset that keeps it alive and the WKT of its CRS.

    Raises
    ------
    InputError
        When the file, layer or filter cannot be used, or it has no CRS.
    """
    dataset = _open(source)
    layer = _layer(dataset, source)
    return dataset, layer, _srs(layer, source).ExportToWkt()


def source_place(source: VectorSource) -> tuple[str, tuple[float, float, float, float] | None]:
    """CRS of a layer (WKT) and its extent (xmin, ymin, xmax, ymax) in that CRS, None where it is empty.

    Raises
    ------
    InputError
        When the layer cannot be read or has no CRS.
    """
    with gdal_errors():
        dataset, layer, crs = open_features(source)
        try:
            xmin, xmax, ymin, ymax = layer.GetExtent()
        except RuntimeError:
            return crs, None
        del dataset
    is_known = all(math.isfinite(v) for v in (xmin, xmax, ymin, ymax))
    return crs, (xmin, ymin, xmax, ymax) if is_known else None


def _open(source: VectorSource) -> gdal.Dataset:
    try:
        if is_csv(source.uri.path):
            return open_csv(source.uri.path)
        options = dbf_options(source.uri.path, source.uri.layer)
        return gdal.OpenEx(source.uri.path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=options)
    except RuntimeError as error:
        raise InputError(
            f"The layer {source.label} cannot be read from {source.uri.path}; check that the file exists "
            "and is a vector format that GDAL knows."
        ) from error


def _layer(dataset: gdal.Dataset, source: VectorSource) -> ogr.Layer:
    if source.uri.layer is None:
        layer = dataset.GetLayer(0) if dataset.GetLayerCount() else None
    else:
        layer = dataset.GetLayerByName(source.uri.layer)
    if layer is None:
        have = ", ".join(dataset.GetLayer(i).GetName() for i in range(min(dataset.GetLayerCount(), 20)))
        raise InputError(
            f"There is no layer {source.uri.layer or ''} in {source.uri.path}; it has: {have or 'none'}."
        )
    filters = [f"({text})" for text in (source.uri.subset, source.where) if text]
    if filters:
        _filter(layer, " AND ".join(filters), source)
    return layer


def _filter(layer: ogr.Layer, where: str, source: VectorSource) -> None:
    try:
        layer.SetAttributeFilter(where)
        layer.GetFeatureCount()  # SQLite finds a wrong filter only when it runs
    except RuntimeError as error:
        names = [f.GetName() for f in layer.schema]
        # OGR's own SQL takes bare names in ASCII only.
        bare = next((n for n in names if not n.isascii() and n in where and f'"{n}"' not in where), None)
        quoted = f' (the name in double quotes: "{bare}")' if bare else ""
        raise InputError(
            f"The filter {where} does not work on the layer {source.label}; write an OGR filter on its fields: "
            f"{', '.join(names)}{quoted}."
        ) from error


def _srs(layer: ogr.Layer, source: VectorSource) -> osr.SpatialReference:
    srs = layer.GetSpatialRef()
    if srs is not None and not _is_undefined(srs):
        srs = srs.Clone()
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        return srs
    if source.crs:
        return parse_crs(source.crs)
    raise InputError(
        f"The layer {source.label} has no CRS, so it cannot be placed; give it its CRS "
        '(a .prj file, or "crs" of the layer in the scenario), for example EPSG:6668.'
    )


def _is_undefined(srs: osr.SpatialReference) -> bool:
    """Whether a CRS is one of GeoPackage's two words for none, or a bare engineering CRS that fits no place."""
    return srs.IsLocal() == 1 or (srs.GetName() or "").lower().startswith("undefined ")


def _mover(
    srs: osr.SpatialReference, grid_crs: str, source: VectorSource
) -> Callable[[np.ndarray], np.ndarray]:
    """Return the function that brings vertices (n, 2) into the grid's CRS."""
    target = parse_crs(grid_crs)
    if same_crs(srs, target):
        return lambda xy: xy
    transformer = Transformer.from_crs(srs.ExportToWkt(), grid_crs, always_xy=True)

    def move(xy: np.ndarray) -> np.ndarray:
        try:
            x, y = transformer.transform(xy[:, 0], xy[:, 1], errcheck=True)
        except ProjError as error:
            raise InputError(
                f"The layer {source.label} cannot be brought from {crs_name(srs)} into {crs_name(target)}: its "
                "coordinates lie outside what the CRS covers; check that its CRS is the right one."
            ) from error
        return np.column_stack([x, y])

    return move


def _read(
    layer: ogr.Layer, wanted: list[str], move: Move
) -> tuple[Shapes, np.ndarray, dict[str, np.ndarray], ReadReport]:
    shapes, kept = [], []
    fids: list[int] = []
    rows: list[list[object]] = []
    mended = dropped = 0
    for blobs, own_fids, own_rows in _batches(layer, wanted):
        found = sound(blobs)
        shapes.append(shapes_of(int(np.count_nonzero(found.keep)), found.parts, move))
        kept.append(found.keep)
        mended, dropped = mended + found.mended, dropped + found.dropped
        fids += own_fids
        rows += own_rows
    keep = np.concatenate(kept)
    columns = {n: np.array([r[k] for r in rows], dtype=object)[keep] for k, n in enumerate(wanted)}
    joined = join_shapes(shapes)
    report = ReadReport(joined.count, len(keep) - joined.count - dropped, mended, dropped)
    return joined, np.array(fids, np.int64)[keep], columns, report


def _batches(
    layer: ogr.Layer, wanted: list[str]
) -> Iterator[tuple[list[bytes], list[int], list[list[object]]]]:
    """Geometries, ids and fields of the features of a layer, some megabytes at a time."""
    definition = layer.GetLayerDefn()
    indices = [definition.GetFieldIndex(n) for n in wanted]
    blobs: list[bytes] = []
    fids: list[int] = []
    rows: list[list[object]] = []
    size = 0
    for feature in layer:
        geometry = feature.GetGeometryRef()
        blobs.append(b"" if geometry is None else bytes(geometry.ExportToIsoWkb(ogr.wkbNDR)))
        fids.append(feature.GetFID())
        rows.append([field_value(feature, i) for i in indices])
        size += len(blobs[-1])
        if size > _BATCH:
            yield blobs, fids, rows
            blobs, fids, rows, size = [], [], [], 0
    yield blobs, fids, rows


def field_value(feature: ogr.Feature, index: int) -> object:
    """A field as a Python number or text, None where null."""
    if not feature.IsFieldSetAndNotNull(index):
        return None
    kind = feature.GetFieldDefnRef(index).GetType()
    if kind in (ogr.OFTInteger, ogr.OFTInteger64):
        return feature.GetFieldAsInteger64(index)
    if kind == ogr.OFTReal:
        return feature.GetFieldAsDouble(index)
    return feature.GetFieldAsString(index)
