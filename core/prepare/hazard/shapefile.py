"""What shapefiles of 国土数値情報 leave out: the encoding of the table, and the CRS."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from osgeo import osr

from ...errors import InputError
from ...gdalio import gdal_errors
from ...grid.crs import parse_crs
from .names import KsjName

TOKYO, JGD2000, JGD2011 = "EPSG:4301", "EPSG:4612", "EPSG:6668"

#: Language id in the header of a DBF (byte 29): Japanese Shift_JIS.
_SHIFT_JIS = 0x13
#: Datums as metadata name them; TD is the Tokyo datum.
DATUMS = {"TD": TOKYO, "JGD2000": JGD2000, "JGD2011": JGD2011}
_TAGS = {"tky": TOKYO, "jgd": JGD2000, "jgd2011": JGD2011}
_LAST_JGD2000_YEAR = 2012


def dbf_encoding(dbf: Path, member: str) -> str:
    """Encoding of a DBF.

    The order is: language id of the header, ``.cpg``, ``UTF-8`` in the path, else CP932.

    Parameters
    ----------
    dbf : Path
    member : str
        Its path in the archive or on disk.

    Source: the practice of readers of 国土数値情報, whose files rarely have a ``.cpg``.
    """
    with dbf.open("rb") as handle:
        header = handle.read(32)
    if len(header) == 32 and header[29] == _SHIFT_JIS:
        return "CP932"
    for suffix in (".cpg", ".CPG"):
        cpg = dbf.with_suffix(suffix)
        if cpg.exists():
            said = cpg.read_text(encoding="ascii", errors="replace").strip().upper()
            if re.search(r"932|S(HIFT)?[-_ ]?JIS|MS_KANJI", said):
                return "CP932"
            return "UTF-8" if re.search(r"UTF-?8|65001", said) else said
    return "UTF-8" if re.search(r"utf-?8", member, re.IGNORECASE) else "CP932"


@dataclass(frozen=True)
class KsMeta:
    """What a ``KS-META-*.xml`` tells: EPSG code of the CRS, and the words on limits of use; None where silent."""

    crs: str | None = None
    licence: str | None = None


def parse_meta(content: bytes) -> KsMeta:
    """Read metadata (JMP 2.0); they are Shift_JIS, newer ones UTF-8."""
    head = content[:200].decode("ascii", "replace").lower()
    text = content.decode("utf-8" if "utf-8" in head else "cp932", "replace")
    datum = re.search(r">\s*(JGD2011|JGD2000|TD)\s*/", text)
    limits = re.search(r"<useLimitation>\s*(.*?)\s*</useLimitation>", text, re.DOTALL)
    return KsMeta(DATUMS[datum.group(1)] if datum else None, limits.group(1) if limits else None)


def known_crs(srs: osr.SpatialReference | None) -> osr.SpatialReference | None:
    """The CRS of a file, with the plain EPSG one in place of Esri's names for the Japanese datums."""
    if srs is None:
        return None
    wkt = srs.ExportToWkt()
    if not srs.IsProjected():
        for pattern, code in (
            (r"JGD[_ ]?2011", JGD2011),
            (r"JGD[_ ]?2000", JGD2000),
            (r"GCS_Tokyo|\"Tokyo\"", TOKYO),
        ):
            if re.search(pattern, wkt):
                return parse_crs(code)
    known = srs.Clone()
    known.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return known


def missing_crs(
    meta: KsMeta | None, name: KsjName, given: str | None, label: str
) -> tuple[osr.SpatialReference, str]:
    """Find the CRS of a file that has none.

    Returns
    -------
    srs : SpatialReference
    reason : str
        Where it was taken from, for the report.

    Raises
    ------
    InputError
        When nothing tells it.
    """
    if given:
        return parse_crs(given), f"{given} as given"
    if meta and meta.crs:
        return parse_crs(meta.crs), f"{meta.crs} from its KS-META file"
    if name.datum:
        return parse_crs(_TAGS[name.datum]), f"{_TAGS[name.datum]} from its name"
    if name.code and name.year and name.year > 2001:
        code = JGD2000 if name.year <= _LAST_JGD2000_YEAR else JGD2011
        return parse_crs(code), f"{code} by its year {name.year}"
    raise InputError(
        f"The file {label} has no CRS and neither KS-META metadata nor its name tells one; put its .prj or KS-META "
        "file beside it, or load it in QGIS, set its CRS and import the layer."
    )


def mover(source: osr.SpatialReference, target: osr.SpatialReference) -> osr.CoordinateTransformation | None:
    """The transformation from one CRS to another, None when they are the same."""
    if source.IsSame(target, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT"]):
        return None
    with gdal_errors():
        return osr.CoordinateTransformation(source, target)
