"""Coordinate reference systems: which are fit for a grid in metres, and which to offer instead."""

from __future__ import annotations

from osgeo import osr

from ..errors import InputError
from ..gdalio import gdal_errors

#: Origins (latitude, longitude in degrees) of the 19 plane zones (平面直角座標系 I to XIX) of JGD2011,
#: EPSG:6669 to 6687 in order. Source: 国土交通省告示第9号 (2002).
PLANE_ZONES = (
    (33, 129.5), (33, 131), (36, 132 + 1 / 6), (33, 133.5), (36, 134 + 1 / 3), (36, 136),
    (36, 137 + 1 / 6), (36, 138.5), (36, 139 + 5 / 6), (40, 140 + 5 / 6), (44, 140.25),
    (44, 142.25), (44, 144.25), (26, 142), (26, 127.5), (26, 124), (26, 131), (20, 136), (26, 154),
)  # fmt: skip


def parse_crs(text: str) -> osr.SpatialReference:
    """Parse a CRS given as an authority code, WKT or PROJ text; axes are x (east), y (north).

    Raises
    ------
    InputError
        When the text is empty or means nothing to PROJ.
    """
    srs = osr.SpatialReference()
    try:
        with gdal_errors():
            if not text:
                raise RuntimeError("no text")
            srs.SetFromUserInput(text)
    except RuntimeError as error:
        shown = text or "(none)"
        raise InputError(f"The CRS {shown} is not known; give a projected CRS in metres such as EPSG:6677.") from error
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
    # Zones are narrow east to west and long north to south, so longitude counts four times.
    costs = [abs(longitude - lon) + abs(latitude - lat) / 4 for lat, lon in PLANE_ZONES]
    best = min(range(len(costs)), key=costs.__getitem__)
    if costs[best] <= 2.5:
        return f"EPSG:{6669 + best} (JGD2011 plane zone {best + 1})"
    zone = int((longitude + 180) // 6) % 60 + 1
    return f"EPSG:{(32600 if latitude >= 0 else 32700) + zone} (UTM zone {zone}{'N' if latitude >= 0 else 'S'})"


def require_metric(text: str, extent: tuple[float, float, float, float] | None, what: str = "the grid") -> osr.SpatialReference:
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
        raise InputError(f"The CRS of {what} is missing; give a projected CRS in metres, for example {_offer(None, extent)}.")
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
