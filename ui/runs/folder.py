"""A run and the folder it lives in: results are found again after a restart."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QStandardPaths

from ...algorithms.documents import RESOURCES, dumped, relocated, save_raw
from ..text import tr

RECORD = "run.json"
SNAPSHOT = "scenario.json"
#: Outputs of wattbit:runscenario by the names of their files.
FILES = {
    "SUITABILITY": "suitability.tif",
    "EXCLUSION": "exclusion.tif",
    "CANDIDATES": "candidates.gpkg",
    "UNCERTAINTY": "uncertainty.tif",
    "ALLOCATION": "allocation.gpkg",
    "ROUTES": "routes.gpkg",
    "LEDGER": "ledger.csv",
    "REPORT": "report.html",
    "RUN_LOG": "run_log.json",
}


@dataclass(frozen=True)
class Run:
    """A finished run.

    ``raw`` is the scenario as it was run, with paths as the scenario's file has them; ``scenario_path`` names
    a copy of it beside the results, whose paths start there, so that it can be run again.
    """

    number: int
    title: str
    folder: Path
    outputs: dict
    raw: dict
    scenario_path: Path
    time: str

    @property
    def name(self):
        """Name of its layer group, which no other run of the scenario has."""
        return tr("{title}, run {n}").format(title=self.title, n=self.number)


def results_folder(document):
    """Where the runs of a document are kept: beside its file, where that can be written to."""
    is_demo = document.path is not None and document.path.parent == RESOURCES / "demo"
    # The demo ships with the plugin, and its folder goes with the next version.
    wished = None if document.path is None or is_demo else document.path.parent
    home = QgsProject.instance().homePath()
    for folder in (wished, Path(home) if home else None, own_folder()):
        if folder is not None and _can_write(folder):
            return folder / f"{document.path.stem if document.path else 'scenario'}_results"
    return Path(tempfile.gettempdir()) / "wattbit_results"


def own_folder():
    """A folder of the user's own, for scenarios that have none to write to."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppLocalDataLocation)
    return Path(place) / "wattbit"


def _can_write(folder):
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def new_folder(results):
    """Make the folder of the next run; returns its number and itself. Raises OSError."""
    number = 1 + max((_number(f) for f in _folders(results)), default=0)
    while True:  # another QGIS may take a number at the same time
        folder = results / f"run_{number}"
        try:
            folder.mkdir(parents=True)
            return number, folder
        except FileExistsError:
            number += 1


def destinations(raw, folder):
    """Files of the outputs that a scenario asks for, by the names of runscenario's parameters."""
    allocation = raw.get("allocation")
    left_out = set()
    if raw.get("uncertainty") is None:
        left_out.add("UNCERTAINTY")
    if allocation is None or raw.get("candidates") is None:
        left_out |= {"ALLOCATION", "LEDGER"}
    if (allocation or {}).get("routes") is None:
        left_out.add("ROUTES")
    return {name: folder / file for name, file in FILES.items() if name not in left_out}


def write_snapshot(document, folder):
    """Keep the scenario as it is run, with paths from the folder; returns the copy's path."""
    path = folder / SNAPSHOT
    save_raw(relocated(document.raw, document.folder, folder), path)
    return path


def write_record(run):
    """Write down what `read_run` needs; file names only, so that the folder can be moved."""
    record = {
        "number": run.number,
        "title": run.title,
        "time": run.time,
        "outputs": {name: path.name for name, path in run.outputs.items()},
        "scenario": run.raw,
    }
    (run.folder / RECORD).write_text(dumped(record), encoding="utf-8")


def read_run(folder):
    """The run of a folder; None where it holds no finished run."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        outputs = {name: folder / file for name, file in record["outputs"].items()}
        found = {name: path for name, path in outputs.items() if path.is_file()}
        if not found or not isinstance(record["scenario"], dict):
            return None
        number, title, time = int(record["number"]), str(record["title"]), str(record["time"])
        return Run(number, title, folder, found, record["scenario"], folder / SNAPSHOT, time)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def read_history(results):
    """Runs that a results folder holds, the earliest first."""
    runs = [read_run(folder) for folder in sorted(_folders(results), key=_number)]
    return [run for run in runs if run is not None]


def drop_folder(folder):
    """Remove the folder of a run that did not finish, and the results folder where nothing else is in it."""
    shutil.rmtree(folder, ignore_errors=True)
    with contextlib.suppress(OSError):
        folder.parent.rmdir()


def _folders(results):
    try:
        return [f for f in results.glob("run_*") if f.is_dir() and _number(f) > 0]
    except OSError:
        return []


def _number(folder):
    digits = folder.name.partition("_")[2]
    return int(digits) if digits.isdecimal() else 0
