"""Time the allocation of grid capacity: sites to connections over three years, with the proven gap and peak memory.

    python3 benchmarks/allocation.py                          # 500 sites, 400 connections, 10 s at most
    python3 benchmarks/allocation.py --sites 3000 --connections 1500 --limit 60
    python3 benchmarks/allocation.py --feeds 2                # N-1: two connections of two groups

The layers are made up: towns with substations in shared groups, a sixth of unknown capacity, some there later; sites
near the towns that ask for 10 to 100 MW, together more than there is. ``--spread`` puts all of them anywhere and gives
them odd figures, which is harder: everything competes with everything.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from pathlib import Path

from bench_common import peak_memory_mb
from run_ours import make_importable

YEARS = (2028, 2030, 2035)
FRAME = 150_000.0


def make_rows(options: argparse.Namespace) -> tuple[list, list]:
    """Sites as (x, y, MW, score) and connections as (x, y, MW or None, year or None, group), all from the seed."""
    chance = random.Random(options.seed)
    towns = [
        (chance.uniform(0, FRAME), chance.uniform(0, FRAME)) for _ in range(max(1, options.connections // 6))
    ]

    def place(spread: float) -> tuple[float, float]:
        if options.spread:
            return chance.uniform(0, FRAME), chance.uniform(0, FRAME)
        x, y = chance.choice(towns)
        return chance.gauss(x, spread), chance.gauss(y, spread)

    connections = []
    for _ in range(options.connections):
        spare = (
            chance.uniform(0, 200)
            if options.spread
            else chance.choice([0, 12, 27, 35, 46, 60, 72, 88, 120, 180, 240])
        )
        known = None if chance.random() < 1 / 6 else round(spare, 1)
        year = chance.choice([None, None, None, 2028, 2030, 2034, 2040])
        connections.append(
            (*place(6000), known, year, chance.randrange(max(1, options.connections * 2 // 3)))
        )
    sites = []
    for _ in range(options.sites):
        mw = (
            round(chance.uniform(10, 100), 1)
            if options.spread
            else chance.choice([10, 20, 30, 50, 50, 80, 100])
        )
        sites.append((*place(5000), mw, round(chance.uniform(0.5, 0.95), 3)))
    return sites, connections


def run_one(options: argparse.Namespace) -> dict:
    """Allocate in this process."""
    make_importable()
    import numpy as np
    from shapely.geometry import Point
    from wattbit.core.allocation.allocate import Task, allocate
    from wattbit.core.allocation.model import Rules, Supply, make_sites
    from wattbit.core.allocation.reach import find_reach

    sites, connections = make_rows(options)
    started = time.perf_counter()
    reach = find_reach([Point(s[:2]) for s in sites], [Point(c[:2]) for c in connections], options.reach)
    reached = time.perf_counter()
    x = list(zip(*connections))
    names = tuple(f"c{i}" for i in range(len(connections)))
    supply = Supply(
        names, np.array(x[2], float), np.array(x[3], float), np.array(x[4], np.int64), np.full(len(names), 60.0),
        (None,) * len(names), True, ("",) * len(names),
    )  # fmt: skip
    asking = make_sites([f"s{i}" for i in range(len(sites))], [s[2] for s in sites], [s[3] for s in sites])
    found = allocate(Task(asking, supply, reach, Rules(YEARS, options.feeds, options.partial)), options.limit)
    return {
        "sites": len(sites),
        "connections": len(connections),
        "pairs": len(reach.site),
        "reach_seconds": reached - started,
        "seconds": time.perf_counter() - started,
        "served_mw": float(sum(found.served.values())),
        "asked_mw": float(np.nansum(asking.demand_mw)),
        "served_sites": len(found.served),
        "gap": found.gap,
        "is_proven": found.is_proven,
        **peak_memory_mb(),
    }


def main() -> None:
    """Allocate in a process of its own and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sites", type=int, default=500)
    parser.add_argument("--connections", type=int, default=400)
    parser.add_argument("--reach", type=float, default=10_000.0, help="metres (default: 10,000)")
    parser.add_argument("--limit", type=float, default=10.0, help="seconds for the solver (default: 10)")
    parser.add_argument("--feeds", type=int, choices=(1, 2), default=1)
    parser.add_argument("--partial", action="store_true", help="serve in part")
    parser.add_argument("--spread", action="store_true", help="sites anywhere, odd figures: harder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run_one(options)))
        return
    command = [sys.executable, str(Path(__file__)), "--one", *sys.argv[1:]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    figures = json.loads(done.stdout.splitlines()[-1])
    for name, value in figures.items():
        print(f"{name:>16}: {value:,.4g}" if isinstance(value, float) else f"{name:>16}: {value}")


if __name__ == "__main__":
    main()
