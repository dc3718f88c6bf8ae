"""Findings on the grid's CRS: whether its metres are metres on the ground."""

from __future__ import annotations

import math

from ..grid.crs import crs_name, parse_crs, suggest_crs
from ..grid.grid import Grid
from ..proj import Geod, ProjError, Transformer
from .finding import Finding, warning
from .phrases import Place

#: Plane zones and UTM keep within a tenth of this inside their zones.
_MOST = 0.01
#: Metres of the grid that are measured on the ellipsoid.
_STEP = 500.0
_GEOD = Geod(ellps="GRS80")


def scale_findings(grid: Grid) -> list[Finding]:
    """A projection that stretches distances, such as web maps' EPSG:3857 by 1/cos(latitude), or a zone far away."""
    srs = parse_crs(grid.crs)
    to_degrees = Transformer.from_crs(grid.crs, "EPSG:4326", always_xy=True)
    xmin, ymin, xmax, ymax = grid.extent
    middle = (xmin + xmax) / 2, (ymin + ymax) / 2
    places = (middle, (xmin, ymin), (xmin, ymax), (xmax, ymin), (xmax, ymax))
    factors = [f for x, y in places if (f := _factor(to_degrees, x, y)) is not None]
    if not factors:
        return []
    worst = max(factors, key=lambda f: abs(math.log(f)))
    if abs(worst - 1) <= _MOST:
        return []
    offer = suggest_crs(*to_degrees.transform(*middle)).partition(" (")[0]
    return [warning(Place("grid"), "stretched", crs=crs_name(srs), factor=worst, offer=offer)]


def _factor(to_degrees: Transformer, x: float, y: float) -> float | None:
    """Metres of the grid a metre on the ground around a place; None where the CRS does not reach."""
    try:
        here = to_degrees.transform(x, y, errcheck=True)
        ends = [to_degrees.transform(x + dx, y + dy, errcheck=True) for dx, dy in ((_STEP, 0), (0, _STEP))]
        true = [_GEOD.inv(*here, *end)[2] for end in ends]
    except (ProjError, ValueError):
        return None
    if not all(math.isfinite(t) and t > 0 for t in true):
        return None
    return max((_STEP / t for t in true), key=lambda f: abs(math.log(f)))
