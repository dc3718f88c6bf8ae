"""Run the main job with wattbit and as a chain of native QGIS algorithms, and print how they compare.

Both run alternately, each time in a fresh process; medians of the wall seconds and the largest peaks are
printed, and the two suitability rasters are compared cell by cell.

    python benchmarks/main_job.py                 # 16 million cells, both, 3 runs each
    python benchmarks/main_job.py --cells 100M    # 100 million cells, wattbit only, time and memory
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from bench_common import CACHE, read_scenario, run_script
from compare_rasters import NOTABLE, compare
from make_prefecture import ensure

CELL_SIZES = {"16M": 25, "100M": 10}
# "Fits in 1.5 GB" is taken strictly: 1.5 * 10^9 bytes.
MEMORY_TARGET_MB = 1500
# What a distance may be off by, in cells: wattbit's stated bound, and the most that the chain's burnt lines
# and polygons were off by on 4,000 cells checked against exact distances.
OWN_ERROR_CELLS, CHAIN_ERROR_CELLS = 0.75, 1.3


def run_alternately(jobs: dict[str, tuple[str, list[str]]], runs: int, python: str) -> dict[str, list[dict]]:
    """Run every job `runs` times, turn by turn, and return the results by job."""
    results: dict[str, list[dict]] = {name: [] for name in jobs}
    for number in range(runs):
        # The order turns each time, so that a machine that slows down or warms up favours neither.
        names = list(jobs) if number % 2 == 0 else list(reversed(jobs))
        for name in names:
            result = run_script(*jobs[name], python)
            results[name].append(result)
            print(
                f"run {number + 1}  {name:<8}{result['seconds']:8.2f} s  "
                f"(process {result['process_seconds']:.2f} s)  "
                f"peak {peak_mb(result):,.0f} MB",
                flush=True,
            )
    return results


def peak_mb(result: dict) -> float:
    """Return the largest single process of a run: itself or a program it started."""
    return max(result["peak_mb"], result["child_peak_mb"])


def medians(results: list[dict]) -> tuple[float, float, float]:
    """Return the median seconds, the median seconds of the whole process, and the largest peak in MB."""
    return (
        statistics.median(result["seconds"] for result in results),
        statistics.median(result["process_seconds"] for result in results),
        max(peak_mb(result) for result in results),
    )


def print_medians(results: dict[str, list[dict]]) -> None:
    """Print a line a job, then the ratio when both ran."""
    print(f"\n{'':<10}{'seconds':>9}{'process s':>11}{'peak MB':>9}{'regions':>9}{'M cells/s':>11}")
    for name, runs in results.items():
        seconds, process, peak = medians(runs)
        speed = runs[0]["cells"] / seconds / 1e6
        print(f"{name:<10}{seconds:>9.2f}{process:>11.2f}{peak:>9,.0f}{runs[0]['regions']:>9}{speed:>11.2f}")
    if len(results) == 2:
        ours, chain = medians(results["wattbit"]), medians(results["chain"])
        print(
            f"ratio     {chain[0] / ours[0]:.1f} times faster "
            f"(whole processes: {chain[1] / ours[1]:.1f}), {ours[2] / chain[2]:.2f} of the memory"
        )


def print_chain_steps(runs: list[dict]) -> None:
    """Print the median seconds of each algorithm of the chain."""
    print("\nchain, median seconds by algorithm")
    algorithms = dict.fromkeys(step[0] for step in runs[0]["steps"])
    for algorithm in algorithms:
        sums = [sum(step[2] for step in run["steps"] if step[0] == algorithm) for run in runs]
        times = sum(step[0] == algorithm for step in runs[0]["steps"])
        print(f"{statistics.median(sums):8.2f}  {algorithm} ({times})")


def print_comparison(scenario: Path, ours: str, chain: str) -> None:
    """Print how far the two suitability rasters agree, next to what the distances' tolerance allows."""
    plain, grid = read_scenario(scenario)
    total = sum(criterion["weight"] for criterion in plain["criteria"])
    slopes = (
        sum(
            criterion["weight"] / abs(criterion["value"]["high"] - criterion["value"]["low"])
            for criterion in plain["criteria"]
        )
        / total
    )
    allowed = (OWN_ERROR_CELLS + CHAIN_ERROR_CELLS) * grid.cell_size_m * slopes
    found = compare(Path(ours), Path(chain))
    print(f"\nsame suitability? over {found.both:,} cells that both know")
    print(
        f"  largest difference {found.largest_difference:.6f}  "
        f"(distances off by {OWN_ERROR_CELLS} and {CHAIN_ERROR_CELLS} cells allow {allowed:.6f})"
    )
    print(f"  mean difference    {found.mean_difference:.6f}")
    print(f"  cells off by more than {NOTABLE}: {found.share_over_notable:.4%}")
    print(
        f"  nodata in wattbit only {found.nodata_only_first:.4%}, in the chain only "
        f"{found.nodata_only_second:.4%} of all cells"
    )


def print_own_checks(runs: list[dict], cells: str) -> None:
    """Print whether the runs wrote the same bytes and, for 100 million cells, whether memory fits."""
    hashes = {run["sha256"] for run in runs}
    if len(runs) > 1:
        print(
            f"\nwattbit's suitability over {len(runs)} runs: "
            f"{'byte-identical' if len(hashes) == 1 else 'DIFFERENT BYTES'}"
        )
    if cells == "100M":
        peak = medians(runs)[2]
        verdict = "within" if peak <= MEMORY_TARGET_MB else "OVER"
        print(f"\npeak memory {peak:,.0f} MB: {verdict} the target of {MEMORY_TARGET_MB:,} MB")


def parse_arguments() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--cells",
        choices=tuple(CELL_SIZES),
        default="16M",
        help="16M: 25 m, both ways; 100M: 10 m, wattbit only (default: 16M)",
    )
    parser.add_argument("--runs", type=int, default=3, help="runs of each (default: 3)")
    parser.add_argument("--only", choices=("wattbit", "chain"), default=None, help="run one of the two")
    parser.add_argument("--threads", type=int, default=None, help="wattbit's threads (default: its choice)")
    parser.add_argument(
        "--buffer",
        choices=("exact", "proximity"),
        default="exact",
        help="how the chain makes buffered exclusions (default: exact)",
    )
    parser.add_argument(
        "--polygons",
        choices=("kept", "all"),
        default="kept",
        help="what the chain polygonises (default: kept, the faster)",
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the prefecture (default: 1)")
    parser.add_argument("--size-km", type=int, default=100, help="edge of the prefecture (default: 100)")
    parser.add_argument("--folder", type=Path, default=CACHE, help="data and outputs (default: build/bench)")
    parser.add_argument(
        "--python", default=sys.executable, help="interpreter that has PyQGIS (default: this one)"
    )
    options = parser.parse_args()
    if options.runs < 1:
        parser.error("--runs must be at least 1.")
    return options


def main() -> None:
    """Make the data where missing, run the jobs, print the figures."""
    options = parse_arguments()
    scenario = ensure(options.folder, options.size_km, CELL_SIZES[options.cells], options.seed)
    only = options.only or ("wattbit" if options.cells == "100M" else None)
    threads = [] if options.threads is None else ["--threads", str(options.threads)]
    jobs = {
        "chain": (
            "native_chain.py",
            [
                str(scenario),
                str(options.folder / "chain"),
                "--buffer",
                options.buffer,
                "--polygons",
                options.polygons,
            ],
        ),
        "wattbit": ("run_ours.py", [str(scenario), str(options.folder / "wattbit"), *threads]),
    }
    jobs = {name: job for name, job in jobs.items() if only in (None, name)}
    results = run_alternately(jobs, options.runs, options.python)
    print_medians(results)
    if "chain" in results:
        print_chain_steps(results["chain"])
    if "wattbit" in results:
        print_own_checks(results["wattbit"], options.cells)
    if len(results) == 2:
        print_comparison(scenario, results["wattbit"][0]["suitability"], results["chain"][0]["suitability"])


if __name__ == "__main__":
    main()
