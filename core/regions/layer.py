"""Write located regions as a layer of candidates."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from osgeo import ogr

from ..vectors import FieldSpec, LayerSpec, write_layer
from .locate import Located
from .outline import smoothed
from .region import Region

#: Fields of every candidate, in order; ``zone`` stands behind them where zones were given.
FIELDS = (
    FieldSpec("rank", int),
    FieldSpec("score_mean", float),
    FieldSpec("score_min", float),
    FieldSpec("score_max", float),
    FieldSpec("area_ha", float),
    FieldSpec("compactness", float),
    FieldSpec("objective", float),
)


def write_regions(
    path: Path, crs: str, found: Located, *, has_zones: bool, tags: dict[str, str], smooth: bool = False
) -> None:
    """Write regions, best first, with an outline along cell edges or a smooth one.

    Parameters
    ----------
    path : Path
        Its ending picks the format.
    crs : str
        WKT of the grid's CRS.
    found : Located
        May hold no region: the layer is then empty, with its fields.
    has_zones : bool
        Whether to write the field ``zone``.
    tags : dict
        Provenance, kept where the format has a place for it.
    smooth : bool
        Write smooth outlines.

    Raises
    ------
    OutputError
        When the format is not known or the file cannot be written.
    """
    fields = FIELDS + ((FieldSpec("zone", str),) if has_zones else ())
    spec = LayerSpec("candidates", crs, ogr.wkbMultiPolygon, fields, tuple(tags.items()))
    outline = _smooth if smooth else Region.polygon_wkb
    write_layer(path, spec, [_row(found, k, has_zones, outline) for k in range(len(found.regions))])


def _row(
    found: Located, k: int, has_zones: bool, outline: Callable[[Region], bytes]
) -> tuple[dict[str, Any], bytes]:
    region = found.regions[k]
    row: dict[str, Any] = {
        "rank": k + 1,
        "score_mean": region.score_mean,
        "score_min": region.score_min,
        "score_max": region.score_max,
        "area_ha": region.area_ha,
        "compactness": region.compactness,
        "objective": found.values[k],
    }
    if has_zones:
        row["zone"] = found.zones[k]
    return row, outline(region)


def _smooth(region: Region) -> bytes:
    grid = region.window.grid
    return smoothed(region.polygon_wkb(), min(grid.dx, grid.dy))
