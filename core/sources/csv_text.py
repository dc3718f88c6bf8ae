"""CSV files as layers: which columns place a row, and text that is not UTF-8."""

from __future__ import annotations

import os
import uuid

from osgeo import gdal

from ..errors import InputError
from ..prepare.common.encoding import decode

#: Columns that hold coordinates or geometries, as ``importcapacity`` and ``importnetwork`` know them too.
_OPTIONS = (
    "X_POSSIBLE_NAMES=x,lon,lng,long,longitude,経度",
    "Y_POSSIBLE_NAMES=y,lat,latitude,緯度",
    "GEOM_POSSIBLE_NAMES=wkt,wkt_geom,geometry,geom",
    "KEEP_GEOM_COLUMNS=YES",
    "AUTODETECT_TYPE=YES",
)


def open_csv(path: str) -> gdal.Dataset:
    """Open a CSV file whose columns give each row its place; call it with GDAL's exceptions on.

    GDAL takes text as UTF-8. A file that is not is opened as a copy in memory, which goes with the
    dataset.

    Raises
    ------
    InputError
        When the encoding cannot be told.
    RuntimeError
        When GDAL cannot open it.
    """
    copy = _as_utf8(path)
    try:
        return gdal.OpenEx(copy or path, gdal.OF_VECTOR | gdal.OF_READONLY, open_options=list(_OPTIONS))
    finally:
        if copy:
            gdal.Unlink(copy)  # GDAL keeps what is open until it is closed


def is_csv(path: str) -> bool:
    """Whether a path is a CSV file on disk."""
    return path.lower().endswith(".csv") and os.path.isfile(path)


def _as_utf8(path: str) -> str | None:
    """Path in memory of a copy in UTF-8; None where the file is UTF-8 itself."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise InputError(f"The table {path} cannot be read ({error.strerror}); check your rights.") from error
    try:
        data.decode("utf-8")
        return None
    except UnicodeDecodeError:
        text = decode(data, os.path.basename(path)).text
    copy = f"/vsimem/{uuid.uuid4().hex}/{os.path.basename(path)}"
    gdal.FileFromMemBuffer(copy, text.encode("utf-8"))
    return copy
