#!/usr/bin/python3
"""Run the main job on the demo through qgis_process and print a table of the best candidates.

tools/run_demo.py [scenario.json] [--out FOLDER]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import qgis_process
from osgeo import ogr

ROOT = qgis_process.ROOT
OUTPUTS = {
    "SUITABILITY": "suitability.tif",
    "EXCLUSION": "exclusion.tif",
    "CANDIDATES": "candidates.gpkg",
    "REPORT": "report.html",
    "RUN_LOG": "run.json",
}
# Written where the scenario asks for them.
ALLOCATED = {"ALLOCATION": "allocation.gpkg", "LEDGER": "ledger.csv"}
ROUTED = {"ROUTES": "routes.gpkg"}
# Field -> (heading, decimals); None for text. A field that the layer lacks is left out of the table.
COLUMNS = {
    "rank": ("rank", 0),
    "score_mean": ("score", 3),
    "area_ha": ("area ha", 1),
    "spare_mw": ("spare MW", 0),
    "connection_m": ("to grid m", 0),
    "admin": ("municipality", None),
    "limiting": ("limited by", None),
}


def wanted_outputs(scenario):
    """Return the files of a run by output: those of an allocation only where the scenario has one."""
    spec = json.loads(scenario.read_text(encoding="utf-8-sig")).get("allocation")
    routed = ROUTED if spec and "routes" in spec else {}
    return {**OUTPUTS, **(ALLOCATED if spec else {}), **routed}


def run_scenario(scenario, folder, outputs):
    """Run `wattbit:runscenario` on `scenario`, writing into `folder`; return qgis_process's result."""
    results = [f"{name}={folder / file}" for name, file in outputs.items()]
    with tempfile.TemporaryDirectory(prefix="wattbit-profile-") as profile_folder:
        profile = qgis_process.create_profile(profile_folder)
        return qgis_process.run(
            ["run", "wattbit:runscenario", "--", f"SCENARIO={scenario}", *results], profile
        )


def read_candidates(path):
    """Return the headings and the rows, as text and best first, of the candidates in a GeoPackage."""
    ogr.UseExceptions()
    source = ogr.Open(str(path))
    layer = source.GetLayer(0)
    definition = layer.GetLayerDefn()
    present = {definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())}
    fields = [name for name in COLUMNS if name in present]
    features = sorted(layer, key=lambda feature: feature["rank"] if "rank" in present else feature.GetFID())
    rows = [[format_value(feature[name], COLUMNS[name][1]) for name in fields] for feature in features]
    return [COLUMNS[name][0] for name in fields], rows


def format_value(value, decimals):
    """Return a cell of the table; a dash where nothing is known, for an unknown is not a zero."""
    if value is None:
        return "-"
    if decimals is None or isinstance(value, str):
        return str(value)
    return f"{value:,.{decimals}f}"


def display_width(text):
    """Return how many terminal columns `text` takes: Japanese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def format_table(headings, rows):
    """Return the table as lines; numbers stand right, text left."""
    columns = list(zip(headings, *rows))
    lines = [""] * (len(rows) + 1)
    for heading, *cells in columns:
        width = max(map(display_width, (heading, *cells)))
        is_number = all(
            cell.strip("-").replace(",", "").replace(".", "").isdigit() or cell == "-" for cell in cells
        )
        for i, cell in enumerate((heading, *cells)):
            gap = " " * (width - display_width(cell))
            lines[i] += "  " + (gap + cell if is_number else cell + gap)
    return [line.rstrip() for line in lines]


def parse_arguments():
    """Return the command line's scenario and output folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    demo = ROOT / "resources" / "demo" / "power_first.json"
    parser.add_argument(
        "scenario", nargs="?", type=Path, default=demo, help="scenario file (default: the demo)"
    )
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "demo", help="folder for the results")
    return parser.parse_args()


def show(path):
    """Return `path` as short as it can be said from the current folder."""
    path = Path(path).resolve()
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def main():
    """Run the demo; return the exit code."""
    options = parse_arguments()
    scenario, folder = options.scenario.resolve(), options.out.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    print(f"Running wattbit:runscenario on {show(scenario)} ...", flush=True)
    started = time.monotonic()
    try:
        outputs = wanted_outputs(scenario)
        completed = run_scenario(scenario, folder, outputs)
    except (OSError, ValueError, AttributeError) as error:
        print(f"The scenario {show(scenario)} cannot be read: {error}", file=sys.stderr)
        return 1
    except qgis_process.QgisProcessError as error:
        print(error, file=sys.stderr)
        return 1
    (folder / "qgis_process.log").write_text(completed.stdout + completed.stderr, encoding="utf-8")
    if completed.returncode:
        print(qgis_process.failure_text(completed) or completed.stdout, file=sys.stderr)
        return 1
    missing = [file for file in outputs.values() if not (folder / file).exists()]
    if missing:
        print(
            f"qgis_process said it succeeded but wrote no {', '.join(missing)}: see {show(folder)}",
            file=sys.stderr,
        )
        return 1
    print_results(folder, time.monotonic() - started)
    return 0


def print_results(folder, seconds):
    """Print the table and say what to open."""
    headings, rows = read_candidates(folder / OUTPUTS["CANDIDATES"])
    print(f"Done in {seconds:.1f} s: {len(rows)} candidate sites.\n")
    print("\n".join(format_table(headings, rows)) if rows else "  No place met the scenario's limits.")
    print(f"\nThe report:  open {show(folder / OUTPUTS['REPORT'])} in a browser")
    rasters = " ".join(str(show(folder / OUTPUTS[name])) for name in ("SUITABILITY", "CANDIDATES"))
    print(f"The map:     qgis {rasters}")
    if (folder / ALLOCATED["LEDGER"]).exists():
        print(f"The ledger:  {show(folder / ALLOCATED['LEDGER'])}")
    print(f"The record:  {show(folder / OUTPUTS['RUN_LOG'])}")


if __name__ == "__main__":
    sys.exit(main())
