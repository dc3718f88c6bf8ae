"""The land itself: coast, mountains, rivers and valley floors."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree
from shapely.geometry import LineString

from . import flow, frame

# The coast from west to east, kilometres from the extent's south-west corner: a western shore, the bay with the
# main city at its head, the cape, and the open eastern shore.
COAST = (
    (-3, 7.0),
    (3, 7.6),
    (7, 6.2),
    (10, 8.0),
    (12.5, 11.5),
    (15, 14.6),
    (18.5, 17.6),
    (23, 18.8),
    (27, 18.2),
    (30.5, 15.6),
    (33, 11.6),
    (36.5, 9.4),
    (39, 6.6),
    (41.6, 2.6),
    (43.4, 0.9),
    (44.7, 2.6),
    (45.2, 6.0),
    (47, 10.2),
    (50.5, 13.8),
    (56, 16.2),
    (63, 17.2),
)
ISLAND = (13.5, 4.6, 1.25)
# Reclaimed land with straight quays at the head of the bay: centre, half length, half width (km), bearing.
RECLAIMED = (
    (20.3, 17.9, 1.2, 0.6, 25),
    (24.4, 18.2, 1.0, 0.7, -5),
    (29.9, 15.6, 1.3, 0.6, -52),
    (15.6, 14.4, 0.9, 0.5, 50),
)
# Terraces (台地) of the plain: easting at 24 km north, lean, half width, southern end (km), relative uplift.
TERRACES = ((26.3, -0.15, 2.0, 17.5, 0.030), (13.6, 0.35, 1.8, 13.5, 0.028), (37.6, 0.10, 2.2, 11.0, 0.036))
PEAK_M = 1380.0
RIVER_KM2 = 6.0


@dataclass(frozen=True)
class Terrain:
    """Elevation in metres (0 at sea), masks, and the water's way over it."""

    elevation: np.ndarray
    is_sea: np.ndarray
    drainage: flow.Drainage
    area_km2: np.ndarray
    slope_deg: np.ndarray
    is_river: np.ndarray


def build():
    """The finished terrain on the frame's 100 m lattice."""
    is_sea = _sea_mask(frame.random_state(1))
    height = _eroded(is_sea)
    outlets = is_sea | _open_edge(height.shape)
    tree = flow.drain(height, outlets)
    area = tree.accumulate(np.full(height.size, (frame.CELL / 1000) ** 2)).reshape(height.shape)
    height = _with_valley_floors(height, is_sea, area)
    height = np.where(is_sea, 0, np.maximum(height, 1.0))
    tree = flow.drain(height, outlets)
    area = tree.accumulate(np.full(height.size, (frame.CELL / 1000) ** 2)).reshape(height.shape)
    elevation = np.rint(height).astype(np.int16)
    return Terrain(
        elevation, is_sea, tree, area, slope_deg(elevation, frame.CELL), (area >= RIVER_KM2) & ~is_sea
    )


def slope_deg(elevation, cell):
    """Slope in degrees by Horn's eight-neighbour formula, edges repeated."""
    z = elevation.astype(float)
    dx = ndimage.sobel(z, axis=1, mode="nearest") / (8 * cell)
    dy = ndimage.sobel(z, axis=0, mode="nearest") / (8 * cell)
    return np.degrees(np.arctan(np.hypot(dx, dy)))


def _sea_mask(random):
    x, y = frame.centres_km()
    px, py = np.array(COAST).T
    dense = LineString(list(zip(px, py)))
    samples = [dense.interpolate(d) for d in np.arange(0, dense.length, 0.05)]
    # The signed distance to the coast is taken by nearest sample: the coast turns back on itself at the cape.
    tree = cKDTree([(p.x, p.y) for p in samples])
    distance, _ = tree.query(np.column_stack([x.ravel(), y.ravel()]))
    ring = list(zip(px, py)) + [(63, 60), (-3, 60)]
    is_land = _inside(ring, x, y)
    signed = np.where(is_land.ravel(), distance, -distance).reshape(x.shape)
    rough = 0.35 * frame.noise(random, x.shape, 28) + 0.16 * frame.noise(random, x.shape, 10)
    land = signed + rough * (1 + 0.9 * frame.smoothstep(33, 40, x)) > 0
    land |= np.hypot(x - ISLAND[0], (y - ISLAND[1]) * 1.5) + 0.25 * rough < ISLAND[2]
    for quay in RECLAIMED:
        land |= _rectangle(quay, x, y)
    pieces, count = ndimage.label(land)
    sizes = ndimage.sum(land, pieces, range(1, count + 1))
    land = np.isin(pieces, 1 + np.flatnonzero(sizes > 150))
    return ~ndimage.binary_fill_holes(land)


def _inside(ring, x, y):
    inside = np.zeros(x.shape, bool)
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        if y0 != y1:
            inside ^= ((y0 > y) != (y1 > y)) & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return inside


def _rectangle(spec, x, y):
    cx, cy, half_length, half_width, bearing = spec
    angle = np.radians(bearing)
    along = (x - cx) * np.cos(angle) + (y - cy) * np.sin(angle)
    across = -(x - cx) * np.sin(angle) + (y - cy) * np.cos(angle)
    return (np.abs(along) < half_length) & (np.abs(across) < half_width)


def _uplift(cell, random):
    """Relative uplift: low on the plain, higher on hills and plateau, highest in the northern mountains."""
    x, y = frame.centres_km(cell)
    wobble = 1.6 * frame.noise(random, x.shape, 9000 / cell)
    front = 29 + 3.5 * np.cos((x - 24) / 9.0) - 7 * np.exp(-(((x - 3) / 6) ** 2)) + wobble
    mountains = 0.10 * frame.smoothstep(-6, 1, y - front) + 0.9 * frame.smoothstep(0, 15, y - front)
    plateau = 0.06 * np.exp(-(((x - 51) / 7) ** 2) - ((y - 23) / 5) ** 2)
    # Low terraces between the rivers keep them apart on the plain, each with a mouth of its own.
    terraces = sum(
        height * np.exp(-(((x - cx - lean * (y - 24)) / width) ** 2)) * frame.smoothstep(south, south + 5, y)
        for cx, lean, width, south, height in TERRACES
    )
    spine = 0.55 * np.exp(-(((x - 42.6 - 0.12 * (6 - y)) / 1.9) ** 2) - ((y - 7.0) / 4.6) ** 2)
    western = 0.42 * np.exp(-(((x - 4.0) / 3.4) ** 2) - ((y - 14) / 3.8) ** 2)
    island = 0.45 * np.exp(-(((x - ISLAND[0]) / 1.0) ** 2) - ((y - ISLAND[1]) / 0.8) ** 2)
    return 0.006 + mountains * (1 + 0.16 * wobble) + plateau + terraces + spine + western + island


def _open_edge(shape):
    """The northern edge is open, so that a divide forms inside the frame."""
    edge = np.zeros(shape, bool)
    edge[0, :] = True
    return edge


def _eroded(is_sea):
    """Erode on ever finer lattices: the coarse ones set the valleys, the fine ones their detail."""
    random = frame.random_state(2)
    height = None
    for cell, steps in ((400, 60), (200, 8), (100, 3)):
        ratio = cell // frame.CELL
        sea = is_sea[ratio // 2 :: ratio, ratio // 2 :: ratio]
        outlets = sea | _open_edge(sea.shape)
        uplift = np.clip(_uplift(cell, frame.random_state(3)), 0.004, None)
        hardness = np.exp(0.35 * frame.noise(frame.random_state(4), sea.shape, 6000 / cell))
        if height is None:
            height = uplift * 20 + random.uniform(0, 1, sea.shape)
        else:
            height = ndimage.zoom(height, 2, order=1, grid_mode=True, mode="nearest")
            height = height + uplift * random.uniform(0, 0.05 * cell, sea.shape)
        height = flow.erode(np.where(outlets, 0, height), uplift * 8, hardness, outlets, cell, steps)
    return height * (PEAK_M / height.max())


def _with_valley_floors(height, is_sea, area):
    """Widen the valleys of rivers into flat floors, as gravel and floods do."""
    is_river = (area >= RIVER_KM2) & ~is_sea
    distance, (row, col) = ndimage.distance_transform_edt(~is_river, return_indices=True)
    distance = distance * frame.CELL
    width = 120 + 75 * np.sqrt(area[row, col])
    floor = height[row, col] + 0.006 * distance
    share = frame.smoothstep(1.0, 0.45, distance / width)
    return np.where(is_sea, 0, height + share * (np.minimum(height, floor) - height))
