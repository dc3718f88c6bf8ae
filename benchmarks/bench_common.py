"""What the benchmark scripts share: folders, memory readings, process starts. Needs neither QGIS nor GDAL."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / "build" / "bench"

MEGABYTE = 1e6


@dataclass(frozen=True)
class Grid:
    """The analysis grid of a scenario; edges are whole multiples of the cell."""

    crs: str
    extent: tuple[float, float, float, float]
    cell_size_m: float

    @property
    def columns(self) -> int:
        """Cells from west to east."""
        return round((self.extent[2] - self.extent[0]) / self.cell_size_m)

    @property
    def rows(self) -> int:
        """Cells from north to south."""
        return round((self.extent[3] - self.extent[1]) / self.cell_size_m)

    @property
    def cells(self) -> int:
        """Cells in all."""
        return self.columns * self.rows


def read_scenario(path: Path) -> tuple[dict, Grid]:
    """Return the scenario as plain JSON objects, and its grid."""
    scenario = json.loads(Path(path).read_text(encoding="utf-8"))
    grid = scenario["grid"]
    return scenario, Grid(grid["crs"], tuple(grid["extent"]), float(grid["cell_size_m"]))


def peak_memory_mb() -> dict[str, float]:
    """Return the peak resident memory of this process and of its largest finished child, in MB (10^6).

    The own peak is VmHWM where the system has it: ru_maxrss is inherited from the process that started
    us, so a large parent would show up as our peak. Linux gives ru_maxrss in KiB, macOS in bytes.
    """
    unit = 1.0 if sys.platform == "darwin" else 1024.0
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                own = float(line.split()[1]) * 1024.0
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit
    return {"peak_mb": own / MEGABYTE, "child_peak_mb": child / MEGABYTE}


def run_script(script: str, arguments: list[str], python: str) -> dict:
    """Run a script of this folder in a fresh process and return the JSON object on its last output line.

    `process_seconds` is added to it: the wall time with the start of the process and its imports.

    Raises
    ------
    SystemExit
        When the script fails; the end of what it printed is in the sentence.
    """
    command = [python, str(Path(__file__).with_name(script)), *arguments]
    # What an earlier run left to write to disk would else be paid for by this one.
    os.sync()
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    seconds = time.perf_counter() - started
    lines = done.stdout.strip().splitlines()
    if done.returncode != 0 or not lines:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SystemExit(f"{script} failed with exit code {done.returncode}; it ended with:\n{tail}")
    return {**json.loads(lines[-1]), "process_seconds": seconds}
