"""The workbench at 1 M cells on a canvas: from an edit in a field to the painted picture, also while a run goes on.

    QT_QPA_PLATFORM=offscreen python3 benchmarks/live_canvas.py [--edits 50]
    xvfb-run -s "-screen 0 1600x1200x24" python3 benchmarks/live_canvas.py

Needs PyQGIS. Each edit is made in the page's own field and waits until the canvas has painted it. While a run
goes on, a timer of 10 ms tells by how much the window's thread was late at worst.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from bench_common import ROOT
from live import load_package
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject

#: The demo has 1.2 million cells of 50 m; 55 m make it just under one million, and 20 m a run of some seconds.
PREVIEW_M, RUN_M = 55, 20
TICK_MS, PATIENCE_S = 10, 60.0


class Lateness:
    """By how many milliseconds a timer of the window's thread was late."""

    def __init__(self, timer):
        self.worst, self._last, self._timer = 0.0, time.perf_counter(), timer
        timer.timeout.connect(self._tick)
        timer.start(TICK_MS)

    def _tick(self):
        now = time.perf_counter()
        self.worst = max(self.worst, 1e3 * (now - self._last) - TICK_MS)
        self._last = now

    def stop(self):
        """Milliseconds late at worst."""
        self._timer.stop()
        return self.worst


def until(is_done):
    """Let the window work until something has come about."""
    end = time.monotonic() + PATIENCE_S
    while not is_done():
        QgsApplication.processEvents()
        if time.monotonic() > end:
            raise SystemExit("nothing came about in a minute")


def edits(workbench, change, count):
    """Milliseconds of edits, each from the field's change to the painted canvas."""
    took, painted = [], []
    workbench.live.repainted.connect(painted.append)
    for number in range(count):
        painted.clear()
        started = time.perf_counter()
        change(number)
        until(lambda: bool(painted))
        took.append(1e3 * (time.perf_counter() - started))
    workbench.live.repainted.disconnect(painted.append)
    return took


def told(name, took, late=None):
    """Print a row of the table."""
    end = "" if late is None else f"   timer late at worst {late:6.1f} ms"
    print(
        f"{name:44} median {np.median(took):6.1f} ms   worst {max(took):6.1f} ms   of {len(took)}{end}",
        flush=True,
    )


def measure(workbench, count, label):
    """Edits of a weight and of a value function."""
    page = workbench.dock.show_page("criteria")
    page.tree.choose("road")
    spin, worst = page.tree.weight_spin("road"), page.value.spins["low"]
    told(f"weight{label}", edits(workbench, lambda n: spin.setValue(0.1 + (n + 1) / 100), count))
    told(f"value function{label}", edits(workbench, lambda n: worst.setValue(3000 + 20 * n), count))


def measure_run(workbench, count):
    """Edits of a weight as long as a run lasts."""
    from qgis.PyQt.QtCore import QTimer

    page = workbench.dock.show_page("criteria")
    spin = page.tree.weight_spin("road")
    workbench.runs.run()
    until(lambda: workbench.runs.is_running)
    late, took, number = Lateness(QTimer()), [], 0
    while workbench.runs.is_running and number < 20 * count:
        took += edits(workbench, lambda n, k=number: spin.setValue(0.1 + (k % 90 + n + 1) / 100), 1)
        number += 1
    told("weight, while a run goes on", took, late.stop())
    until(lambda: not workbench.runs.is_running)


def main():
    """Run all of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edits", type=int, default=50)
    count = parser.parse_args().edits
    load_package()
    application = QgsApplication([], True)
    application.initQgis()
    from wattbit.tests.ui.interface import Interface

    sys.path.append("/usr/share/qgis/python/plugins")
    from processing.core.Processing import Processing
    from qgis.PyQt.QtWidgets import QMainWindow

    Processing.initialize()
    from wattbit.provider import WattBitProvider
    from wattbit.ui.workbench import Workbench

    provider = WattBitProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(ROOT / "resources" / "demo", Path(scratch) / "demo"))
        path = folder / "power_first.json"
        raw = json.loads(path.read_text(encoding="utf-8"))
        raw["grid"]["cell_size_m"] = PREVIEW_M
        path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
        window = QMainWindow()
        window.resize(1500, 1150)
        window.show()
        workbench = Workbench(Interface(window))
        workbench.open(path)
        until(lambda: workbench.live.preview is not None and not workbench.live.is_updating)
        print(
            f"{workbench.live.preview.grid.cells:,} cells, canvas {window.centralWidget().size().width()} px wide"
        )
        measure(workbench, count, "")
        QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
        workbench.iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
        until(lambda: not workbench.live._edited_at)
        workbench.iface.mapCanvas().setExtent(workbench.iface.mapCanvas().extent())
        measure(workbench, count, ", canvas in EPSG:3857")
        workbench.iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:6677"))
        until(lambda: not workbench.live._edited_at)
        measure_run(workbench, count)
        workbench.document.close()
        workbench.close()
        QgsProject.instance().clear()
    # Python frees the last of Qt's objects in no certain order, and may crash: QGIS never ends it so.
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
