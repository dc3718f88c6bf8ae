"""Rows of the tables and layers that the generic reader takes."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from osgeo import gdal, ogr

from ...errors import InputError
from ...gdalio import first_line, gdal_errors
from ...sources.uri import SourceUri
from ..common.encoding import decode
from ..common.files import refuse_web_page
from ..common.workbook import ENDINGS as SHEETS
from ..common.workbook import read_sheet
from ..mesh.csvtable import unique_names
from .columns import find_columns
from .generic import Row
from .osm_layers import to_degrees

TEXT = (".csv", ".tsv", ".txt")
_HEAD_ROWS = 30


def read_rows(uri: SourceUri) -> tuple[list[str], Iterable[Row]]:
    """Columns and rows of a table: CSV in UTF-8, CP932 or EUC-JP, Excel, or any layer that GDAL reads.

    The header of a text or Excel table is the first row in which a latitude and a longitude are found.

    Raises
    ------
    InputError
        When the file cannot be read or has no such row.
    """
    path = Path(uri.path)
    if path.suffix.lower() in TEXT:
        return _with_header(_csv_rows(path), path.name)
    if path.suffix.lower() in SHEETS:
        return _with_header(_sheet_rows(path, uri.layer), path.name)
    return _layer_rows(uri)


def _csv_rows(path: Path) -> Iterator[list[Any]]:
    refuse_web_page(path)
    content = decode(path.read_bytes(), path.name).text
    head = content[:4096]
    separator = max((",", "\t", ";"), key=head.count)
    try:
        yield from csv.reader(io.StringIO(content), delimiter=separator, skipinitialspace=True)
    except csv.Error as error:
        raise InputError(
            f"The table {path.name} cannot be read as CSV ({first_line(error)}); save it again as CSV."
        ) from error


def _sheet_rows(path: Path, sheet: str | None) -> list[list[Any]]:
    refuse_web_page(path)

    def is_table(head: pd.DataFrame) -> bool:
        return any(
            {"latitude", "longitude"} <= set(find_columns(_names(row))) for row in head.to_numpy(object)
        )

    return read_sheet(path.read_bytes(), path.name, sheet, is_table).cells.to_numpy(object).tolist()


def _names(row: Iterable[Any]) -> list[str]:
    return unique_names(["" if c is None else str(c).lstrip("#").strip() for c in row])


def _with_header(rows: Iterable[list[Any]], label: str) -> tuple[list[str], Iterable[Row]]:
    left = iter(rows)
    head = list(itertools.islice(left, _HEAD_ROWS))
    for index, row in enumerate(head):
        names = _names(row)
        if {"latitude", "longitude"} <= set(find_columns(names)):
            body = itertools.chain(head[index + 1 :], left)
            return names, ((dict(zip(names, r)), None) for r in body if any(c not in (None, "") for c in r))
    shown = ", ".join(str(c) for c in (head[0] if head else []) if c)[:200] or "none"
    raise InputError(
        f"The table {label} has no row of headings with a latitude and a longitude (its first row: "
        f"{shown}); name the columns latitude and longitude."
    )


def _layer_rows(uri: SourceUri) -> tuple[list[str], list[Row]]:
    with gdal_errors(OGR_GEOJSON_MAX_OBJ_SIZE="0"):
        try:
            dataset = gdal.OpenEx(uri.path, gdal.OF_VECTOR | gdal.OF_READONLY)
            layer = dataset.GetLayerByName(uri.layer) if uri.layer else dataset.GetLayer(0)
            if layer is None:
                raise InputError(f"The file {uri.path} has no layer {uri.layer or ''}; check its name.")
            if uri.subset:
                layer.SetAttributeFilter(uri.subset)
            move = to_degrees(layer, uri.name)
            names = [field.GetName() for field in layer.schema]
            return names, list(_features(layer, names, move))
        except (RuntimeError, UnicodeDecodeError) as error:
            raise InputError(
                f"The layer {uri.name} cannot be read from {uri.path} ({first_line(error)}); check that it is a "
                "format that GDAL knows."
            ) from error


def _features(layer: ogr.Layer, names: list[str], move: Any) -> Iterator[Row]:
    for feature in layer:
        values = {
            n: feature.GetFieldAsString(i) for i, n in enumerate(names) if feature.IsFieldSetAndNotNull(i)
        }
        geometry = feature.GetGeometryRef()
        geometry = geometry.Clone() if geometry is not None else None
        if geometry is not None and move is not None:
            geometry.Transform(move)
        yield values, geometry
