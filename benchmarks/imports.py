"""Time the importers: 100,000 rows of a utility's table and 50,000 hazard polygons, rows a second and peak memory.

    python3 benchmarks/imports.py                 # both, each in a fresh process
    python3 benchmarks/imports.py --rows 1000000  # a larger table

The files are made up, with the quirks of real ones: CP932, a title row, full-width units, unknown values.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from bench_common import CACHE, peak_memory_mb
from run_ours import make_importable

HEADER = "変電所No,変電所名,電圧(kV),空容量(MW),備考\n"
UNKNOWN = ("-", "－", "非公開", "")


def make_table(path: Path, rows: int) -> None:
    """Write a capacity table in CP932 with a title row; every fifth value is unknown."""
    with path.open("w", encoding="cp932", newline="") as file:
        file.write("2026年7月3日作成\n" + HEADER)
        for i in range(rows):
            spare = UNKNOWN[i // 5 % 4] if i % 5 == 0 else f"{i % 400} MW"
            file.write(f"'{i:06d},第{i}変電所,{'７７ｋＶ' if i % 2 else '154'},{spare},\n")


def make_polygons(path: Path, count: int) -> None:
    """Write sediment zones in the fields of 国土数値情報 A33 as GeoJSON; one in a hundred is a bow-tie."""
    features = []
    for i in range(count):
        x, y, d = 138.0 + i % 500 * 0.002, 35.0 + i // 500 * 0.002, 0.0008
        ring = [[x, y], [x + d, y], [x + d, y + d], [x, y + d], [x, y]]
        if i % 100 == 0:
            ring[1], ring[2] = ring[2], ring[1]
        properties = {"A33_001": 1 + i % 3, "A33_002": 1 + i % 2}
        features.append(
            {
                "type": "Feature",
                "properties": properties,
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::6668"}}
    content = {"type": "FeatureCollection", "crs": crs, "features": features}
    path.write_text(json.dumps(content), encoding="utf-8")


def run_one(kind: str, source: Path, output: Path) -> dict:
    """Import one file in this process; returns features, seconds and peak memory."""
    make_importable()
    output.unlink(missing_ok=True)
    started = time.perf_counter()
    if kind == "capacity":
        from wattbit.core.prepare.capacity.import_capacity import CapacityRequest, import_capacity

        report = import_capacity(CapacityRequest(str(source), side="generation"), output)
    else:
        from wattbit.core.prepare.hazard.import_hazard import HazardRequest, import_hazard

        report = import_hazard(HazardRequest(str(source)), output)
    return {"features": report.written, "seconds": time.perf_counter() - started, **peak_memory_mb()}


def main() -> None:
    """Make the files where they are missing, and time both imports in processes of their own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the table (default: 100,000)")
    parser.add_argument("--polygons", type=int, default=50_000, help="polygons (default: 50,000)")
    parser.add_argument("--one", nargs=3, metavar=("KIND", "SOURCE", "OUTPUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        kind, source, output = options.one
        print(json.dumps(run_one(kind, Path(source), Path(output))))
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    table = CACHE / f"capacity_{options.rows}.csv"
    zones = CACHE / f"A33-25_22_{options.polygons}.geojson"
    for path, make, count in ((table, make_table, options.rows), (zones, make_polygons, options.polygons)):
        if not path.exists():
            make(path, count)
    print(f"{'import':<10}{'features':>10}{'seconds':>10}{'a second':>10}{'peak MB':>10}")
    for kind, source in (("capacity", table), ("hazard", zones)):
        command = [sys.executable, __file__, "--one", kind, str(source), str(CACHE / f"imported_{kind}.gpkg")]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise SystemExit(done.stderr.strip().splitlines()[-1])
        found = json.loads(done.stdout.strip().splitlines()[-1])
        rate = found["features"] / found["seconds"]
        peak = next(v for k, v in found.items() if "peak" in k)
        print(f"{kind:<10}{found['features']:>10,}{found['seconds']:>10.2f}{rate:>10,.0f}{peak:>10,.0f}")


if __name__ == "__main__":
    main()
