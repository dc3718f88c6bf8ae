"""The encoding of a shapefile's table where neither it nor GDAL tells it.

Shapefiles of Japanese offices are CP932 and mostly come without a ``.cpg``; GDAL takes those without a
language id as raw bytes and those with the id of "ANSI" as Western European.
"""

from __future__ import annotations

import re

from osgeo import gdal

from ..prepare.common.encoding import plausibility

#: Language ids of a header (byte 29) that tell no encoding: none, and the system's own.
_UNTOLD = (0x00, 0x57)
#: Bytes that are looked at.
_SAMPLE = 1_000_000
_SHIFT_JIS = re.compile(r"932|S(HIFT)?[-_ ]?JIS|MS_?KANJI", re.IGNORECASE)


def dbf_options(path: str, layer: str | None = None) -> list[str]:
    """Open options with which GDAL reads the text of a shapefile; none where it knows for itself.

    Parameters
    ----------
    path : str
        Shapefile, or a folder of shapefiles, GDAL's virtual paths included.
    layer : str or None
        Which of a folder's.
    """
    is_file = path.lower().endswith((".shp", ".dbf"))
    base = path[:-4] if is_file else f"{path}/{layer}" if layer else None
    if base is None:
        return []
    table = _read(base, ".dbf")
    if len(table) < 32:
        return []
    told = _read(base, ".cpg")
    if told:
        # CP932 has what Shift_JIS lacks: the circled numbers, and ideographs of names.
        return ["ENCODING=CP932"] if _SHIFT_JIS.search(told.decode("ascii", "replace")) else []
    encoding = guess_encoding(table) if table[29] in _UNTOLD else None
    return [f"ENCODING={encoding}"] if encoding else []


def guess_encoding(table: bytes) -> str | None:
    """Encoding of the bytes of a DBF: UTF-8, CP932, or None where it is neither or all ASCII.

    Fields are cut at a number of bytes, so that a character here and there may be half of one.
    """
    beyond = sum(byte > 0x7F for byte in table[32:])
    if not beyond:
        return None
    text = table[32:].decode("utf-8", "replace")
    if text.count("\ufffd") <= 0.05 * beyond:
        return "UTF-8"
    text = table[32:].decode("cp932", "replace")
    is_japanese = text.count("\ufffd") <= 0.1 * beyond and plausibility(text.replace("\ufffd", "")) >= 0.5
    return "CP932" if is_japanese else None


def _read(base: str, ending: str) -> bytes:
    """First bytes of a file with an ending in either case; empty where there is none."""
    for name in (base + ending, base + ending.upper()):
        if gdal.VSIStatL(name) is None:
            continue
        handle = gdal.VSIFOpenL(name, "rb")
        if handle is None:
            continue
        try:
            return bytes(gdal.VSIFReadL(1, _SAMPLE, handle) or b"")
        finally:
            gdal.VSIFCloseL(handle)
    return b""
