"""The CRS that files of 国土数値情報 leave out, from metadata, names and years."""

from __future__ import annotations

import re
from dataclasses import dataclass

from osgeo import osr

from ...errors import InputError
from ...gdalio import gdal_errors
from ...grid.crs import parse_crs
from .names import KsjName

TOKYO, JGD2000, JGD2011 = "EPSG:4301", "EPSG:4612", "EPSG:6668"

#: Datums as metadata name them; TD is the Tokyo datum.
DATUMS = {"TD": TOKYO, "JGD2000": JGD2000, "JGD2011": JGD2011}
_TAGS = {"tky": TOKYO, "jgd": JGD2000, "jgd2011": JGD2011}
_LAST_JGD2000_YEAR = 2012


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
