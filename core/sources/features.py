"""Features of a layer as they are, with all attributes and their own CRS: what an output copies and adds fields to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from osgeo import ogr

from ..gdalio import gdal_errors
from ..vectors import FieldSpec
from .vector import VectorSource, field_value, open_features

_WHOLE = (ogr.OFTInteger, ogr.OFTInteger64)
_TO_MULTI = {
    ogr.wkbPoint: (ogr.wkbMultiPoint, ogr.ForceToMultiPoint),
    ogr.wkbLineString: (ogr.wkbMultiLineString, ogr.ForceToMultiLineString),
    ogr.wkbPolygon: (ogr.wkbMultiPolygon, ogr.ForceToMultiPolygon),
}


@dataclass(frozen=True)
class FeatureTable:
    """Every feature of a layer, those without geometry included.

    Attributes
    ----------
    crs : str
        WKT of the layer's own CRS.
    geometry : int
        OGR type that holds every geometry.
    fields : tuple of FieldSpec
        Without those that formats keep as the feature's own id.
    fid : int64 array
    rows : list of (attributes, WKB or None)
    """

    crs: str
    geometry: int
    fields: tuple[FieldSpec, ...]
    fid: np.ndarray
    rows: list[tuple[dict[str, Any], bytes | None]]

    def with_fields(
        self, added: tuple[FieldSpec, ...], values: dict[int, dict[str, Any]]
    ) -> tuple[tuple[FieldSpec, ...], Iterator[tuple[dict[str, Any], bytes | None]]]:
        """Fields and rows with fields added by feature id; an added field takes the place of one of its name."""
        new = {f.name for f in added}
        kept = tuple(f for f in self.fields if f.name not in new)
        rows = (
            ({**{f.name: row[f.name] for f in kept}, **values.get(int(fid), {})}, wkb)
            for fid, (row, wkb) in zip(self.fid, self.rows)
        )
        return kept + added, rows


def read_features(source: VectorSource) -> FeatureTable:
    """Read every feature; curves become lines, and single parts multiple ones where both occur."""
    with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
        dataset, layer, crs = open_features(source)
        names = [f.GetName() for f in layer.schema]
        kinds = [layer.GetLayerDefn().GetFieldDefn(i).GetType() for i in range(len(names))]
        keep = [i for i, n in enumerate(names) if n.lower() not in ("fid", "ogc_fid")]
        fields = tuple(FieldSpec(names[i], _python_type(kinds[i])) for i in keep)
        fids: list[int] = []
        values: list[dict[str, Any]] = []
        shapes: list[ogr.Geometry | None] = []
        for feature in layer:
            fids.append(feature.GetFID())
            values.append({names[i]: field_value(feature, i) for i in keep})
            shapes.append(_linear(feature.GetGeometryRef()))
        kind, wkbs = _one_type(shapes)
        del dataset
    return FeatureTable(crs, kind, fields, np.asarray(fids, np.int64), list(zip(values, wkbs)))


def _python_type(kind: int) -> type:
    if kind in _WHOLE:
        return int
    return float if kind == ogr.OFTReal else str


def _linear(geometry: ogr.Geometry | None) -> ogr.Geometry | None:
    if geometry is None or geometry.IsEmpty():
        return None
    flat = geometry.GetLinearGeometry() if geometry.HasCurveGeometry() else geometry.Clone()
    flat.FlattenTo2D()
    return flat


def _one_type(shapes: list[ogr.Geometry | None]) -> tuple[int, list[bytes | None]]:
    """The type that holds all geometries, and these as WKB of it."""
    kinds = {g.GetGeometryType() for g in shapes if g is not None}
    for single, (multi, force) in _TO_MULTI.items():
        if kinds == {single}:
            return single, [_wkb(g) for g in shapes]
        if kinds and kinds <= {single, multi}:
            return multi, [None if g is None else _wkb(force(g)) for g in shapes]
    return ogr.wkbUnknown, [_wkb(g) for g in shapes]


def _wkb(geometry: ogr.Geometry | None) -> bytes | None:
    return None if geometry is None else bytes(geometry.ExportToWkb(ogr.wkbNDR))
