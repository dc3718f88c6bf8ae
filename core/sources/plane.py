"""The plane in metres on which straight lines between layers are measured."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import InputError
from ..grid.crs import crs_name, parse_crs, suggest_crs
from ..proj import Transformer
from .vector import VectorSource, source_place


@dataclass(frozen=True)
class Plane:
    """A projected CRS in metres (WKT), its short name, and why it is not the first layer's own (else empty)."""

    crs: str
    name: str
    remark: str = ""


def common_plane(*sources: VectorSource) -> Plane:
    """The plane of the first source that is in metres; else the JGD2011 plane or UTM zone that fits the first one.

    Raises
    ------
    InputError
        When a source cannot be read or has no CRS, or the first has no place on earth.
    """
    places = [source_place(s) for s in sources]
    first = parse_crs(places[0][0])
    for source, (wkt, _) in zip(sources, places):
        srs = parse_crs(wkt)
        if srs.IsProjected() and abs(srs.GetLinearUnits() - 1.0) < 1e-9:
            remark = "" if source is sources[0] else _remark(sources[0], first.IsGeographic(), crs_name(srs))
            return Plane(srs.ExportToWkt(), crs_name(srs), remark)
    wkt, extent = places[0]
    if extent is None:
        raise InputError(f"The layer {sources[0].label} has no features; check the layer and its filter.")
    to_degrees = Transformer.from_crs(wkt, "EPSG:4326", always_xy=True)
    lon, lat = to_degrees.transform((extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2)
    code = suggest_crs(lon, lat).split(" ")[0]
    if not code.startswith("EPSG:"):
        raise InputError(
            f"The coordinates of the layer {sources[0].label} are no longitude and latitude; give it its right CRS."
        )
    srs = parse_crs(code)
    return Plane(srs.ExportToWkt(), code, _remark(sources[0], first.IsGeographic(), code))


def _remark(source: VectorSource, is_geographic: bool, name: str) -> str:
    why = "is in degrees" if is_geographic else "is not in metres"
    return (
        f"The layer {source.label} {why}, so distances are measured in {name}, and results are written in it."
    )
