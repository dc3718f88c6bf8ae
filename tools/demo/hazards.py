"""Flood, tsunami and sediment zones, as standard hazard records.

Severity follows the upper depth of a class: up to 0.5 m 1, up to 3 m 2, up to 5 m 3, deeper 4. Zones are drawn
only where hazards were assessed, so the unassessed municipalities hold none.
"""

import numpy as np
from scipy import ndimage
from shapely.geometry import Polygon
from shapely.ops import unary_union

from . import frame, topology

# upper depth (m), severity, class_text
FLOOD = ((0.5, 1, "0.5m未満"), (3, 2, "0.5m以上3m未満"), (5, 3, "3m以上5m未満"), (10, 4, "5m以上10m未満"))
TSUNAMI = (
    (0.3, 1, "0.01m以上0.3m未満"),
    (1, 2, "0.3m以上1m未満"),
    (2, 2, "1m以上2m未満"),
    (5, 3, "2m以上5m未満"),
    (10, 4, "5m以上10m未満"),
)
FLOOD_RIVER_KM2 = 25
SEDIMENT_KINDS = (("急傾斜地の崩壊", 0.5), ("土石流", 0.4), ("地すべり", 0.1))
COUNT_SEDIMENT = 210


def flood(terrain, regions):
    """Records of the flood zones, deepest class where several rivers reach."""
    is_river = (terrain.area_km2 >= FLOOD_RIVER_KM2) & ~terrain.is_sea
    bed = terrain.drainage.carry_up(terrain.elevation.ravel().astype(float), is_river.ravel())
    area = terrain.drainage.carry_up(terrain.area_km2.ravel(), is_river.ravel()).reshape(is_river.shape)
    above = terrain.elevation - bed.reshape(is_river.shape)
    distance, (row, col) = ndimage.distance_transform_edt(~is_river, return_indices=True)
    # Water also spills to ground that drains elsewhere; the nearer of the two river beds decides.
    spill = terrain.elevation - terrain.elevation[row, col]
    above = np.where(area >= FLOOD_RIVER_KM2, np.minimum(above, spill + 1), spill + 1)
    stage = 2.2 + 3.6 * (terrain.area_km2[row, col] / 350.0) ** 0.4
    rough = 0.5 * frame.noise(frame.random_state(6), above.shape, 14)
    depth = stage - np.maximum(above, 0) * 0.8 - distance * frame.CELL / 900.0 + rough
    depth = ndimage.gaussian_filter(depth, 1.2)
    depth = np.where((distance * frame.CELL < 5000) & ~terrain.is_sea, _thin_rim(depth), 0)
    return _depth_zones(depth, regions, "flood", FLOOD, 0.001, 120)


def tsunami(terrain, regions):
    """Records of the tsunami strip: high on the open eastern shore and the cape, low inside the bay."""
    x, y = frame.centres_km()
    distance = ndimage.distance_transform_edt(~_open_sea(terrain.is_sea)) * frame.CELL / 1000
    height = 3.4 + 4.8 * frame.smoothstep(36, 48, x) + 1.6 * frame.smoothstep(12, 4, y)
    height = height + 0.5 * frame.noise(frame.random_state(7), x.shape, 20)
    reach = 0.45 + 0.13 * height
    depth = height * (1 - distance / reach) - 0.55 * ndimage.gaussian_filter(
        terrain.elevation.astype(float), 1
    )
    depth = ndimage.gaussian_filter(np.where(terrain.is_sea, height, depth), 0.8)
    depth = np.where(terrain.is_sea, 0, _thin_rim(depth))
    return _depth_zones(depth, regions, "tsunami", TSUNAMI, None, 25)


def _thin_rim(depth):
    """Depths under 1.2 m made shallower, as water is at the rim of a flood."""
    return np.where((depth > 0) & (depth < 1.2), depth**2 / 1.2, depth)


def _open_sea(is_sea):
    """The sea without its narrow arms between quays, which a tsunami does not run through."""
    return ndimage.binary_opening(is_sea, iterations=3)


def _depth_zones(depth, regions, hazard, classes, probability, least_cells):
    """Depth grid to records, one polygon each."""
    limits = [0.05] + [upper for upper, _, _ in classes]
    labels = np.where(regions.is_assessed, np.digitize(depth, limits[:-1]), 0)
    labels = topology.without_specks(labels, least_cells // 4)
    patch, count = ndimage.label(labels > 0)
    sizes = np.bincount(patch.ravel(), minlength=count + 1)
    labels = np.where(sizes[patch] >= least_cells, labels, 0)
    zones = topology.polygons_of(labels, frame.XMIN, frame.YMAX, frame.CELL, 1.1, 32, background=0)
    land = regions.assessed_land
    records = []
    for label, polygons in zones.items():
        upper, severity, text = classes[label - 1]
        for polygon in polygons:
            # Smoothing may carry a border over the coast or into unassessed ground by some metres.
            whole = [polygon] if polygon.within(land) else _clipped(polygon, land)
            records += [
                (
                    p,
                    _record(
                        hazard,
                        severity,
                        limits[label - 1] if label > 1 else 0.0,
                        float(upper),
                        probability,
                        text,
                    ),
                )
                for p in whole
            ]
    return records


def _clipped(polygon, land):
    parts = topology.parts_of(polygon.intersection(land))
    return [p for part in parts for p in topology.rounded(part) if p.area > 4000]


def _record(hazard, severity, depth_min, depth_max, probability, text):
    return {
        "hazard": hazard,
        "severity": severity,
        "depth_min_m": depth_min,
        "depth_max_m": depth_max,
        "probability": probability,
        "class_text": text,
        "source": "架空データ（wattbit demo）",
        "source_year": 2025,
        "licence": "CC0-1.0",
    }


def sediment(terrain, regions):
    """Records of the landslide zones at the foot of steep slopes: yellow ones, most with a red core inside."""
    random = frame.random_state(8)
    records, taken = [], []
    cells = _slope_feet(terrain, regions)
    kinds = [name for name, _ in SEDIMENT_KINDS]
    share = [p for _, p in SEDIMENT_KINDS]
    aspect = _downhill(terrain.elevation)
    land = regions.assessed_land.buffer(-30)
    # Low ground first, with some luck: zones are designated where people live.
    order = np.argsort(terrain.elevation[tuple(cells.T)] + random.uniform(0, 350, len(cells)), kind="stable")
    for row, col in cells[order]:
        x, y = frame.centre_of(row, col)
        kind = kinds[np.searchsorted(np.cumsum(share), random.uniform(0, 0.999))]
        shape = _blob(random, (x, y), aspect[row, col], kind)
        near = any(abs(x - a) < 520 and abs(y - b) < 520 for a, b in taken)
        if near or not Polygon(shape).is_valid or not Polygon(shape).within(land):
            continue
        taken.append((x, y))
        records.append((Polygon(shape), _record("sediment", 2, None, None, None, f"{kind}・警戒区域")))
        if kind != "地すべり" and random.uniform() < 0.8:
            core = np.rint(np.array([x, y]) + 0.55 * (shape - [x, y]))
            if Polygon(core).is_valid and Polygon(core).within(Polygon(shape)):
                records.append(
                    (Polygon(core), _record("sediment", 4, None, None, None, f"{kind}・特別警戒区域"))
                )
        if len(taken) == COUNT_SEDIMENT:
            break
    return records


def _slope_feet(terrain, regions):
    """Cells at the foot of a steep slope with gentle, habitable ground close by."""
    steep = ndimage.maximum_filter(terrain.slope_deg, 3) > 21
    gentle = ndimage.binary_dilation((terrain.slope_deg < 7) & ~terrain.is_sea, iterations=3)
    low = (terrain.elevation < 420) & (terrain.slope_deg > 9) & (terrain.slope_deg < 27)
    return np.argwhere(steep & gentle & low & regions.is_assessed)


def _downhill(elevation):
    """Bearing of steepest descent in radians, counter-clockwise from east, on a slightly smoothed surface."""
    z = ndimage.gaussian_filter(elevation.astype(float), 1.0)
    down_south, down_east = np.gradient(z)
    return np.arctan2(down_south, -down_east)


def _blob(random, centre, bearing, kind):
    """Outline of one zone: a tongue for a debris flow, a broad apron for a failing slope."""
    long, wide = {"土石流": (260, 95), "急傾斜地の崩壊": (95, 190), "地すべり": (270, 200)}[kind]
    scale = random.uniform(0.75, 1.3)
    angles = np.arange(0, 2 * np.pi, 2 * np.pi / 11)
    radius = scale * (1 + random.uniform(-0.16, 0.16, angles.size))
    # A tongue widens downhill as the flow spreads over its fan.
    wide = wide * (1 + 0.35 * np.cos(angles)) if kind == "土石流" else wide
    along, across = long * radius * np.cos(angles), wide * radius * np.sin(angles)
    x = centre[0] + along * np.cos(bearing) - across * np.sin(bearing)
    y = centre[1] + along * np.sin(bearing) + across * np.cos(bearing)
    return np.rint(np.column_stack([x, y]))


def coverage(regions):
    """Records of the ground where the three hazards were assessed."""
    return [
        (
            p,
            {
                "hazard": "flood,tsunami,sediment",
                "name": "調査済み区域",
                "name_en": "assessed area",
                "source": "架空データ（wattbit demo）",
                "source_year": 2025,
                "licence": "CC0-1.0",
            },
        )
        for p in topology.parts_of(unary_union(regions.assessed_land))
    ]
