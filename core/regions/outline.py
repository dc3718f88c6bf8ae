"""A smooth outline beside the one along cell edges, of the same area."""

from __future__ import annotations

import numpy as np
from shapely import wkb
from shapely.geometry import MultiPolygon, Polygon

#: Times that corners are cut, and the share of the area by which a smooth outline may differ.
_CUTS, AREA_SHARE = 3, 0.01
#: Steps of moving the outline in or out until the area is right.
_STEPS = 8


def smoothed(outline: bytes, cell_m: float) -> bytes:
    """Smooth an outline along cell edges.

    The outline goes through the middles of the cell edges, which turns stairs into slopes; corners
    are then cut (Chaikin 1974), and the whole is moved in or out until its area is that of the cells.

    Parameters
    ----------
    outline : bytes
        WKB of a polygon or multipolygon along cell edges, metres.
    cell_m : float
        Length of the shorter side of a cell.

    Returns
    -------
    bytes
        WKB of a valid multipolygon whose area differs by at most ``AREA_SHARE``; the outline as it is
        where none is found (a region of a few scattered cells).

    References
    ----------
    Chaikin, G. (1974). An algorithm for high-speed curve generation. Computer Graphics and Image
    Processing 3, 346-349.
    """
    exact = wkb.loads(outline)
    parts = list(exact.geoms) if exact.geom_type == "MultiPolygon" else [exact]
    smooth = [_polygon(p, cell_m) for p in parts]
    if not all(s.is_valid and not s.is_empty for s in smooth):
        return outline
    found = _with_area([s for s in smooth if not s.is_empty], exact.area)
    return outline if found is None else bytes(wkb.dumps(found))


def _polygon(polygon: Polygon, cell_m: float) -> Polygon:
    return Polygon(_ring(polygon.exterior, cell_m), [_ring(r, cell_m) for r in polygon.interiors])


def _ring(ring: object, cell_m: float) -> np.ndarray:
    """Corners of a smooth ring, shape (n, 2)."""
    corner: np.ndarray = np.array(ring.coords)[:-1, :2]  # type: ignore[attr-defined]
    at = _middles(corner, cell_m)
    for _ in range(_CUTS):
        after = np.roll(at, -1, axis=0)
        at = np.stack([0.75 * at + 0.25 * after, 0.25 * at + 0.75 * after], axis=1).reshape(-1, 2)
    return at


def _middles(corner: np.ndarray, cell_m: float) -> np.ndarray:
    """Middles of the cell edges along a ring; of a long straight side only the first and the last."""
    after = np.roll(corner, -1, axis=0)
    length = np.hypot(*(after - corner).T)
    share = np.minimum(0.5 * cell_m / length, 0.5)[:, None]
    first, last = corner + share * (after - corner), after - share * (after - corner)
    both = np.stack([first, last], axis=1).reshape(-1, 2)
    is_new = np.r_[True, np.abs(np.diff(both, axis=0)).sum(axis=1) > 1e-9 * cell_m]
    return both[is_new]


def _with_area(parts: list[Polygon], area: float) -> MultiPolygon | None:
    """The polygons moved in or out until they have an area; None when that fails."""
    shape = MultiPolygon(parts)
    for _ in range(_STEPS):
        if abs(shape.area - area) <= 0.1 * AREA_SHARE * area:
            break
        moved = shape.buffer((area - shape.area) / shape.length, join_style=1)
        if moved.is_empty:
            return None
        shape = moved
    if abs(shape.area - area) > AREA_SHARE * area or not shape.is_valid:
        return None
    return shape if shape.geom_type == "MultiPolygon" else MultiPolygon([shape])
