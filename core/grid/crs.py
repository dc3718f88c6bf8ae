"""Coordinate reference systems: which are fit for a grid in metres, and which to offer instead."""

from __future__ import annotations

import math

from osgeo import osr

from ..errors import InputError
from ..gdalio import gdal_errors

#: Plane zone (平面直角座標系) of places: latitude and longitude in whole hundredths of a degree, zone 1 to 19.
#: Zones follow prefectures, not meridians, so each prefecture stands with its seat; Hokkaido, Tokyo and Okinawa,
#: which have several zones, with more places. Source: 国土交通省告示第9号 (2002).
PLACES = (
    (3275, 12987, 1), (3159, 13056, 2), (3361, 13042, 2), (3325, 13030, 2), (3279, 13074, 2), (3324, 13161, 2),
    (3191, 13142, 2), (2838, 12949, 1), (3419, 13147, 3), (3547, 13305, 3), (3440, 13246, 3), (3434, 13404, 4),
    (3384, 13277, 4), (3407, 13456, 4), (3356, 13353, 4), (3469, 13518, 5), (3550, 13424, 5), (3466, 13393, 5),
    (3502, 13576, 6), (3469, 13552, 6), (3607, 13622, 6), (3500, 13587, 6), (3473, 13651, 6), (3469, 13583, 6),
    (3423, 13517, 6), (3659, 13663, 7), (3670, 13721, 7), (3539, 13672, 7), (3518, 13691, 7), (3790, 13902, 8),
    (3665, 13818, 8), (3566, 13857, 8), (3498, 13838, 8), (3569, 13969, 9), (3775, 14047, 9), (3657, 13988, 9),
    (3634, 14045, 9), (3586, 13965, 9), (3561, 14012, 9), (3545, 13964, 9), (3639, 13906, 9), (4082, 14074, 10),
    (3972, 14010, 10), (3824, 14036, 10), (3970, 14115, 10), (3827, 14087, 10), (4319, 14099, 11), (4177, 14073, 11),
    (4232, 14097, 11), (4306, 14135, 12), (4377, 14237, 12), (4232, 14098, 11), (4263, 14161, 12), (4542, 14168, 12),
    (4297, 14438, 13), (4292, 14320, 13), (4380, 14389, 13), (2709, 14219, 14), (2621, 12768, 15), (2434, 12416, 16),
    (2583, 13123, 17), (2042, 13608, 18), (2429, 15398, 19),
)  # fmt: skip


def parse_crs(text: str) -> osr.SpatialReference:
    """Parse a CRS given as an authority code, WKT or PROJ text; axes are x (east), y (north).

    Raises
    ------
    InputError
        When the text is empty or means nothing to PROJ.
    """
    try:
        with gdal_errors():
            # Made in here: GDAL 3.6 switches exceptions on and off around it, in the midst of other threads' blocks.
            srs = osr.SpatialReference()
            if not text:
                raise RuntimeError("no text")
            srs.SetFromUserInput(text)
    except RuntimeError as error:
        shown = text or "(none)"
        raise InputError(
            f"The CRS {shown} is not known; give a projected CRS in metres such as EPSG:6677."
        ) from error
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def crs_name(srs: osr.SpatialReference) -> str:
    """Return ``EPSG:6677``-like code of a CRS where it has one, else its name."""
    authority, code = srs.GetAuthorityName(None), srs.GetAuthorityCode(None)
    return f"{authority}:{code}" if authority and code else (srs.GetName() or "unnamed CRS")


def same_crs(a: osr.SpatialReference, b: osr.SpatialReference) -> bool:
    """Tell whether two CRS place the same coordinates at the same points, names and axis order aside."""
    return bool(a.IsSame(b, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", "CRITERION=EQUIVALENT"]))


def suggest_crs(longitude: float, latitude: float) -> str:
    """Name the JGD2011 plane zone, or else the UTM zone, that fits a place (degrees)."""
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        return "a projected CRS in metres (JGD2011 plane zones are EPSG:6669 to EPSG:6687)"
    shrink = math.cos(math.radians(latitude))
    away, best = min(
        (math.hypot((longitude - lon / 100) * shrink, latitude - lat / 100), zone)
        for lat, lon, zone in PLACES
    )
    if away <= 1.5:
        return f"EPSG:{6668 + best} (JGD2011 plane zone {best})"
    zone = int((longitude + 180) // 6) % 60 + 1
    return (
        f"EPSG:{(32600 if latitude >= 0 else 32700) + zone} (UTM zone {zone}{'N' if latitude >= 0 else 'S'})"
    )


def require_metric(
    text: str, extent: tuple[float, float, float, float] | None, what: str = "the grid"
) -> osr.SpatialReference:
    """Return the CRS when it is projected in metres.

    Parameters
    ----------
    text : str
        Authority code, WKT or PROJ text; empty when none is known.
    extent : (xmin, ymin, xmax, ymax) or None
        In that CRS; used to name a CRS that fits.
    what : str
        What the CRS is for, as it should stand in the sentence.

    Raises
    ------
    InputError
        When it is missing, geographic or not in metres.
    """
    if not text:
        raise InputError(
            f"The CRS of {what} is missing; give a projected CRS in metres, for example {_offer(None, extent)}."
        )
    srs = parse_crs(text)
    if srs.IsProjected() and abs(srs.GetLinearUnits() - 1.0) < 1e-9:
        return srs
    reason = "is geographic (degrees)" if srs.IsGeographic() else "is not projected in metres"
    raise InputError(
        f"The CRS {crs_name(srs)} of {what} {reason}, so distances and areas would be wrong; "
        f"use {_offer(srs, extent)} instead."
    )


def _offer(srs: osr.SpatialReference | None, extent: tuple[float, float, float, float] | None) -> str:
    if extent is None:
        return "a JGD2011 plane zone (EPSG:6669 to EPSG:6687) or a UTM zone"
    x, y = (extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2
    if srs is not None and not srs.IsGeographic():
        wgs84 = parse_crs("EPSG:4326")
        try:
            with gdal_errors():
                x, y, _ = osr.CoordinateTransformation(srs, wgs84).TransformPoint(x, y)
        except RuntimeError:
            return "a JGD2011 plane zone (EPSG:6669 to EPSG:6687) or a UTM zone"
    return suggest_crs(x, y)
