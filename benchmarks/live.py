"""The live preview and the explanation of a click, on the demo: 50 edits at 1 M cells, 20 places at its own cells.

Run it with an interpreter that has GDAL, numpy, scipy and shapely; it needs no QGIS:

    python3 benchmarks/live.py [--method wlc] [--edits 50]
"""

from __future__ import annotations

import argparse
import copy
import importlib.util
import json
import sys
import time

import numpy as np
from bench_common import ROOT, peak_memory_mb

DEMO = ROOT / "resources" / "demo"


def load_package() -> None:
    """Import this checkout under the name that QGIS gives it."""
    spec = importlib.util.spec_from_file_location(
        "wattbit", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    if spec is None or spec.loader is None:
        raise SystemExit(f"{ROOT} holds no package")
    package = importlib.util.module_from_spec(spec)
    sys.modules["wattbit"] = package
    spec.loader.exec_module(package)


def timed(name: str, works: list) -> None:
    """Print median and worst milliseconds of callables, each called once in order."""
    took = []
    for work in works:
        started = time.perf_counter()
        work()
        took.append(1e3 * (time.perf_counter() - started))
    print(f"{name:36} median {np.median(took):7.1f} ms   worst {max(took):7.1f} ms   of {len(took)}")


def edited(raw: dict, id: str, key: str, value: object) -> dict:
    """The scenario with one key of one criterion replaced."""
    out = copy.deepcopy(raw)
    next(c for c in out["criteria"] if c["id"] == id)[key] = value
    return out


def previews(raw: dict, edits: int) -> None:
    """Edits of a preview of about a million cells."""
    from wattbit.core.live.colour import rgba
    from wattbit.core.live.preview import open_preview

    started = time.perf_counter()
    preview = open_preview(raw, DEMO)
    print(
        f"opened {preview.grid.cells:,} cells of {preview.cell_size:g} m in {time.perf_counter() - started:.2f} s"
    )
    weights = [edited(raw, "road", "weight", 0.1 + i / 100) for i in range(1, edits + 1)]
    timed("weight", [lambda r=r: preview.update(r) for r in weights])
    for name, value in (
        ("linear", lambda i: {"function": "linear", "low": 4000 + 50 * i, "high": 0}),
        ("piecewise", lambda i: {"function": "piecewise", "points": [[0, 1], [900 + i, 0.5], [4000, 0]]}),
        ("small (a power)", lambda i: {"function": "small", "midpoint": 1000 + i, "spread": 3}),
    ):
        values = [edited(raw, "road", "value", value(i)) for i in range(1, edits + 1)]
        timed(f"value function, {name}", [lambda r=r: preview.update(r) for r in values])
    without = {**raw, "exclusions": raw["exclusions"][:-1]}
    timed("rule off and on", [lambda r=r: preview.update(r) for r in [without, raw] * (edits // 2)])
    timed("colouring", [lambda: rgba(preview.suitability, preview.state)] * edits)


def clicks(raw: dict) -> None:
    """Places explained at the scenario's own cells."""
    from wattbit.core.explain.explain import explain_point, warm
    from wattbit.core.explain.subject import open_subject_of

    started = time.perf_counter()
    subject = open_subject_of(raw, DEMO)
    warm(subject)
    print(
        f"subject of {subject.plan.grid.cells:,} cells opened and warm in {time.perf_counter() - started:.2f} s"
    )
    rng = np.random.default_rng(3)
    xmin, ymin, xmax, ymax = subject.plan.grid.extent
    places = np.column_stack([rng.uniform(xmin, xmax, 20), rng.uniform(ymin, ymax, 20)])
    timed("explain a click", [lambda p=p: explain_point(subject, *p) for p in places])


def main() -> None:
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--method", default="wlc", help="method of overlay")
    parser.add_argument("--edits", type=int, default=50)
    arguments = parser.parse_args()
    load_package()
    raw = json.loads((DEMO / "power_first.json").read_text(encoding="utf-8"))
    # The demo has 1.2 million cells of 50 m; 55 m make it just under one million.
    raw["grid"]["cell_size_m"] = 55
    previews({**raw, "overlay": {"method": arguments.method}}, arguments.edits)
    raw["grid"]["cell_size_m"] = 50
    clicks(raw)
    print(f"peak memory {peak_memory_mb()['peak_mb']:.0f} MB")


if __name__ == "__main__":
    main()
