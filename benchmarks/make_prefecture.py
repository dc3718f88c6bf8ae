"""Make the benchmark's synthetic prefecture: one GeoPackage and one scenario file.

The place is fictional. Mountains lie in the north and plains in the south; rivers run down, flood areas
line them in the plains, landslide areas lie in the mountains, and what people built avoids the heights.
The counts belong to 100 x 100 km and shrink or grow with the area, so that density stays the same.
All features lie inside the extent: a chain of native algorithms knows nothing of what lies outside, and
the comparison is of the same job.

    python benchmarks/make_prefecture.py                  # 16 million cells of 25 m
    python benchmarks/make_prefecture.py --cell-size 10   # 100 million cells of 10 m
"""

from __future__ import annotations

import argparse
import json
import os
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench_common import CACHE
from osgeo import gdal, ogr, osr

CRS = "EPSG:6677"
# Part of the file's name: raise it whenever the generator changes, so that no stale cache is used.
VERSION = 2
FIXED_DATE = "2026-01-01T00:00:00.000Z"

COUNTS = {
    "substations": 400,
    "ix": 6,
    "industrial": 150,
    "roads": 300,
    "railways": 60,
    "flood": 3000,
    "landslide": 20000,
    "landing_stations": 4,
    "data_centres": 40,
}
POINTS = ("substations", "ix", "landing_stations", "data_centres")
REFERENCE_KM = 100

# id, layer, least and best value in metres, weight. Crowded places score best far away, the others best
# at 0 m. Hazards exclude; their severity, not the distance to them, is what a criterion would score.
CRITERIA = (
    ("grid_m", "substations", 5000, 0, 0.25),
    ("ix_m", "ix", 30000, 0, 0.15),
    ("road_m", "roads", 2000, 0, 0.10),
    ("railway_m", "railways", 4000, 0, 0.10),
    ("industrial_m", "industrial", 6000, 0, 0.15),
    ("landing_m", "landing_stations", 60000, 0, 0.15),
    ("data_centre_m", "data_centres", 0, 10000, 0.10),
)
EXCLUSIONS = (("flood_zone", "flood", 0), ("landslide_zone", "landslide", 0), ("road_strip", "roads", 50))


@dataclass(frozen=True)
class Blob:
    """How the polygons of a layer look: metres from centre to edge, long to short axis, metres a vertex."""

    median_radius: float
    spread: float
    least_radius: float
    largest_radius: float
    elongation: float
    vertex_step: float


FLOOD = Blob(240, 0.55, 80, 1000, 1.8, 15)
# The least radius keeps every area over at least one centre of a 25 m cell, so none is "too small".
LANDSLIDE = Blob(55, 0.45, 30, 200, 1.6, 12)
INDUSTRIAL = Blob(250, 0.5, 80, 800, 1.3, 60)


def mountain(xy: np.ndarray, size: float) -> np.ndarray:
    """Return how mountainous places are, from 0 (plain) to 1; a smooth field that rises to the north."""
    u, v = (xy / size).T
    waves = 0.14 * np.sin(9 * u + 4 * v) + 0.10 * np.sin(17 * u - 11 * v + 1) + 0.07 * np.cos(29 * u + 23 * v)
    return np.clip(1.5 * (v - 0.45) + waves + 0.35, 0.0, 1.0)


def places(
    rng: np.random.Generator, count: int, size: float, margin: float, likes_height: bool
) -> np.ndarray:
    """Return `count` places (n, 2), drawn with a likelihood that follows, or shuns, the mountains."""
    found = np.empty((0, 2))
    while len(found) < count:
        draw = rng.uniform(margin, size - margin, (4 * count + 64, 2))
        height = mountain(draw, size)
        likelihood = height**2 if likes_height else (1.0 - 0.95 * height) ** 2
        found = np.vstack([found, draw[rng.uniform(size=len(draw)) < likelihood]])
    return found[:count]


def winding_line(
    rng: np.random.Generator, size: float, vertices: int, step: float, bend: float
) -> np.ndarray:
    """Return a bending line (vertices, 2): a walk whose heading drifts, folded back at the edges."""
    heading = rng.uniform(0, 2 * np.pi) + np.cumsum(rng.normal(0, bend, vertices))
    steps = step * rng.uniform(0.6, 1.4, (vertices, 1)) * np.column_stack([np.cos(heading), np.sin(heading)])
    walk = rng.uniform(0, size, 2) + np.cumsum(steps, axis=0)
    return size - np.abs(size - np.abs(walk) % (2 * size))


def river_places(rng: np.random.Generator, count: int, size: float, margin: float) -> np.ndarray:
    """Return `count` places near meandering rivers that run south, most of them in the plains."""
    points = []
    for start in np.linspace(0.03, 0.97, 28) * size:
        y = np.linspace(size, 0, 600)
        phase, wave = rng.uniform(0, 2 * np.pi), rng.uniform(9000, 16000)
        points.append(np.column_stack([start + 1800 * np.sin(2 * np.pi * y / wave + phase), y]))
    river = np.vstack(points)
    likelihood = (1.0 - 0.95 * mountain(river, size)) ** 2
    chosen = river[rng.choice(len(river), count, p=likelihood / likelihood.sum())]
    return np.clip(chosen + rng.normal(0, 350, (count, 2)), margin, size - margin)


def blob_ring(rng: np.random.Generator, centre: np.ndarray, blob: Blob) -> np.ndarray:
    """Return the closed ring (n + 1, 2) of one area; star-shaped, hence always valid."""
    radius = np.clip(
        blob.median_radius * np.exp(rng.normal(0, blob.spread)), blob.least_radius, blob.largest_radius
    )
    vertices = int(np.clip(2 * np.pi * radius / blob.vertex_step, 12, 160))
    angle = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    wiggle = np.zeros(vertices)
    for wave, strength in ((2, 0.10), (3, 0.08), (5, 0.05), (9, 0.02)):
        wiggle += strength * np.cos(wave * angle + rng.uniform(0, 2 * np.pi))
    stretch = np.sqrt(blob.elongation)
    along = radius * (1 + wiggle) * np.cos(angle) * stretch
    across = radius * (1 + wiggle) * np.sin(angle) / stretch
    turn = rng.uniform(0, np.pi)
    ring = (
        np.column_stack(
            [along * np.cos(turn) - across * np.sin(turn), along * np.sin(turn) + across * np.cos(turn)]
        )
        + centre
    )
    return np.vstack([ring, ring[:1]])


def make_layer(name: str, rng: np.random.Generator, count: int, size: float) -> list[np.ndarray]:
    """Return the features of a layer as coordinate arrays: (1, 2) a point, (n, 2) a line or closed ring."""
    if name in POINTS:
        return list(places(rng, count, size, 0.02 * size, likes_height=False)[:, None, :])
    if name == "roads":
        return [winding_line(rng, size, int(rng.integers(50, 201)), 250, 0.16) for _ in range(count)]
    if name == "railways":
        return [winding_line(rng, size, int(rng.integers(80, 201)), 350, 0.05) for _ in range(count)]
    blob = {"flood": FLOOD, "landslide": LANDSLIDE, "industrial": INDUSTRIAL}[name]
    margin = 1.3 * blob.largest_radius * np.sqrt(blob.elongation)
    if name == "flood":
        centres = river_places(rng, count, size, margin)
    else:
        centres = places(rng, count, size, margin, likes_height=name == "landslide")
    return [blob_ring(rng, centre, blob) for centre in centres]


def geometry_type(name: str) -> int:
    """Return the OGR geometry type of a layer."""
    if name in POINTS:
        return ogr.wkbPoint
    return ogr.wkbLineString if name in ("roads", "railways") else ogr.wkbPolygon


def to_wkb(xy: np.ndarray, kind: int) -> bytes:
    """Return coordinates as little-endian well-known binary."""
    body = np.ascontiguousarray(xy, dtype="<f8").tobytes()
    if kind == ogr.wkbPoint:
        return struct.pack("<BI", 1, kind) + body
    if kind == ogr.wkbLineString:
        return struct.pack("<BII", 1, kind, len(xy)) + body
    return struct.pack("<BIII", 1, kind, 1, len(xy)) + body


def write_layer(
    dataset: gdal.Dataset, name: str, features: list[np.ndarray], crs: osr.SpatialReference
) -> None:
    """Write one layer into the open GeoPackage."""
    kind = geometry_type(name)
    layer = dataset.CreateLayer(name, crs, kind)
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    layer.StartTransaction()
    for number, xy in enumerate(features, start=1):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["name"] = f"{name} {number}"
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(to_wkb(xy, kind)))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def write_prefecture(path: Path, size_km: int, seed: int) -> None:
    """Write the GeoPackage aside and move it into place; same size and seed, same bytes."""
    gdal.UseExceptions()
    gdal.SetConfigOption("OGR_CURRENT_DATE", FIXED_DATE)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name("unfinished_" + path.name)
    aside.unlink(missing_ok=True)
    crs = osr.SpatialReference()
    crs.SetFromUserInput(CRS)
    dataset = gdal.GetDriverByName("GPKG").Create(str(aside), 0, 0, 0, gdal.GDT_Unknown)
    for index, (name, full_count) in enumerate(COUNTS.items()):
        count = max(1, round(full_count * (size_km / REFERENCE_KM) ** 2))
        # A generator a layer, so that a change to one layer leaves the others as they are.
        rng = np.random.default_rng([seed, index])
        write_layer(dataset, name, make_layer(name, rng, count, size_km * 1000.0), crs)
    dataset = None
    os.replace(aside, path)


def scenario_for(gpkg: Path, size_km: int, cell_size: float) -> dict:
    """Return the scenario: seven distance criteria, three exclusions, wlc, regions of at least 10 ha."""
    cell = int(cell_size) if cell_size == int(cell_size) else cell_size
    return {
        "format": "wattbit-scenario/1",
        "title": f"Benchmark: fictional prefecture, {size_km} x {size_km} km at {cell} m",
        "grid": {"crs": CRS, "extent": [0, 0, size_km * 1000, size_km * 1000], "cell_size_m": cell},
        "facility": {"demand_mw": 50, "horizon_year": 2030},
        "layers": {name: {"source": f"{gpkg.name}|layername={name}"} for name in COUNTS},
        "exclusions": [
            {"id": rule, "layer": layer, "buffer_m": buffer} for rule, layer, buffer in EXCLUSIONS
        ],
        "criteria": [
            {
                "id": name,
                "type": "distance",
                "layer": layer,
                "value": {"function": "linear", "low": low, "high": high},
                "weight": weight,
            }
            for name, layer, low, high, weight in CRITERIA
        ],
        "weighting": {"method": "direct"},
        "overlay": {"method": "wlc"},
        "candidates": {"count": 50, "min_area_ha": 10, "min_score": 0.6},
    }


def ensure(folder: Path = CACHE, size_km: int = 100, cell_size: float = 25, seed: int = 1) -> Path:
    """Return the scenario's path; the GeoPackage is made only when it is not there yet.

    Raises
    ------
    SystemExit
        When the extent is not a whole number of cells.
    """
    if cell_size <= 0 or (size_km * 1000) % cell_size:
        raise SystemExit(f"--cell-size {cell_size} must divide {size_km} km: choose 10, 20, 25 or 50 m.")
    gpkg = Path(folder) / f"prefecture_v{VERSION}_{size_km}km_seed{seed}.gpkg"
    if not gpkg.exists():
        write_prefecture(gpkg, size_km, seed)
    scenario = gpkg.with_name(f"scenario_v{VERSION}_{size_km}km_seed{seed}_{cell_size:g}m.json")
    text = json.dumps(scenario_for(gpkg, size_km, cell_size), indent=2, ensure_ascii=False) + "\n"
    scenario.write_text(text, encoding="utf-8")
    return scenario


def facts(scenario: Path) -> list[tuple[str, int, int, float]]:
    """Return per layer: name, features, vertices, and kilometres of line or edge."""
    gdal.UseExceptions()
    found = []
    layers = json.loads(scenario.read_text(encoding="utf-8"))["layers"]
    dataset = gdal.OpenEx(str(scenario.parent / layers["roads"]["source"].split("|")[0]), gdal.OF_VECTOR)
    for name in layers:
        layer, vertices, length = dataset.GetLayerByName(name), 0, 0.0
        for feature in layer:
            geometry = feature.GetGeometryRef()
            part = geometry.GetGeometryRef(0) if geometry.GetGeometryCount() else geometry
            vertices += part.GetPointCount()
            length += part.Length() if part.GetPointCount() > 1 else 0.0
        found.append((name, layer.GetFeatureCount(), vertices, length / 1000.0))
    return found


def main() -> None:
    """Make the files and print what is in them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=CACHE, help="where files go (default: build/bench)")
    parser.add_argument("--size-km", type=int, default=100, help="edge of the square extent (default: 100)")
    parser.add_argument("--cell-size", type=float, default=25, help="cell size in metres (default: 25)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the generator (default: 1)")
    options = parser.parse_args()
    scenario = ensure(options.folder, options.size_km, options.cell_size, options.seed)
    print(f"{'layer':<14}{'features':>10}{'vertices':>10}{'km':>10}")
    for name, features, vertices, length in facts(scenario):
        print(f"{name:<14}{features:>10,}{vertices:>10,}{length:>10,.0f}")
    print(scenario)


if __name__ == "__main__":
    main()
