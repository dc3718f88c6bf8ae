"""Time criteria on made-up data: density, latency along fibre, covered shares; seconds and peak memory.

    python3 benchmarks/criteria.py                        # 16 million cells of 25 m
    python3 benchmarks/criteria.py --cells 1000           # 1 million
    python3 benchmarks/criteria.py --only fibre density   # some of them

Features are spread evenly, also 20 km beyond the extent. Blocks are computed one after the other, so the
seconds are those of one processor; nothing is written.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from bench_common import peak_memory_mb
from run_ours import make_importable

CELL_M = 25.0
HALO_M = 20_000.0


def walks(rng, count, steps, step_m, side_m):
    """Lines that wander: segments (count * steps, 4) and the line of each."""
    turn = np.cumsum(rng.normal(0, 0.3, (count, steps)), axis=1) + rng.uniform(0, 2 * np.pi, (count, 1))
    start = rng.uniform(0, side_m, (count, 1, 2))
    stride = step_m * np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    xy = np.concatenate([start, start + np.cumsum(stride, axis=1)], axis=1)
    return np.concatenate([xy[:, :-1], xy[:, 1:]], axis=2).reshape(-1, 4), np.repeat(np.arange(count), steps)


def layer(name, points=None, lines=None):
    """A layer of points, or of lines."""
    from wattbit.core.sources.shapes import Shapes, VectorData

    no_segments, no_owner = np.empty((0, 4)), np.empty(0, np.int64)
    if points is not None:
        shapes = Shapes(
            len(points), points, np.arange(len(points)), no_segments, no_owner, no_segments, no_owner
        )
    else:
        segments, owner = lines
        count = int(owner[-1]) + 1
        shapes = Shapes(count, np.empty((0, 2)), no_owner, segments, owner, no_segments, no_owner)
    return VectorData(name, shapes, np.arange(shapes.count), {}, ())


def densities(rng, grid, side_m):
    """100,000 points to 10,000 km2 and a radius of 20 km, under each kernel."""
    from wattbit.core.criteria.density import Kernel, density_field

    count = int(10 * ((side_m + 2 * HALO_M) / 1000) ** 2)
    points = rng.uniform(-HALO_M, side_m + HALO_M, (count, 2))
    for kernel in Kernel:
        yield (
            f"density {kernel.value}, {count:,} points",
            lambda k=kernel: density_field(layer("p", points), grid, HALO_M, kernel=k),
        )


def fibres(rng, grid, side_m):
    """300 nodes and 2,000 lines of 20 km in 100 pieces."""
    from wattbit.core.criteria.latency import LatencyParameters, latency_field

    nodes = layer("nodes", points=rng.uniform(-HALO_M, side_m + HALO_M, (300, 2)))
    for count in (50, 2000):
        lines = layer("fibre", lines=walks(rng, count, 100, 200.0, side_m))
        yield (
            f"latency along {20 * count:,} km of fibre",
            lambda f=lines: latency_field(nodes, grid, LatencyParameters(), f),
        )


def shares(rng, grid, side_m):
    """Roads with a buffer below a cell, by covered share."""
    from wattbit.core.exclusion.share import share_rule

    for count in (200, 2000):
        roads = layer("roads", lines=walks(rng, count, 100, 200.0, side_m))
        yield (
            f"covered share, {20 * count:,} km of roads",
            lambda r=roads: share_rule(r, grid, 10.0, 0.3),
        )


CASES = {"density": densities, "fibre": fibres, "share": shares}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--cells", type=int, default=4000, help="cells along each side")
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES))
    arguments = parser.parse_args()
    make_importable()
    from wattbit.core.grid.grid import lattice_grid

    side_m = arguments.cells * CELL_M
    grid = lattice_grid((0, 0, side_m, side_m), "EPSG:6677", CELL_M)
    for name in arguments.only:
        for title, prepare in CASES[name](np.random.default_rng(1), grid, side_m):
            before = time.process_time()
            field = prepare()
            ready = time.process_time()
            for window in grid.blocks():
                field(window)
            done = time.process_time()
            memory = peak_memory_mb()["peak_mb"]
            print(
                f"{title}: {ready - before:.2f} s to prepare, {done - ready:.1f} s for {grid.cells:,} cells, "
                f"peak {memory:,.0f} MB so far",
                flush=True,
            )


if __name__ == "__main__":
    main()
