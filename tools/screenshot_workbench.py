#!/usr/bin/python3
"""Draw docs/images/workbench_<page>.<language>.png: the dock at work in a real QGIS window nobody sees.

    tools/screenshot_workbench.py            # both languages
    tools/screenshot_workbench.py --folder build/shots --size 1280x720 --scale 2 ja

Needs Xvfb and Pillow. Run by Python, it starts QGIS on itself once a language, in a profile that is thrown
away; run by QGIS (`qgis --code`), it opens the demo, shows one page after the other, and saves the window.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path

from qgis.PyQt.QtCore import QSettings
from qgis.utils import iface as qgis_iface

ROOT = Path(os.environ.get("WATTBIT_ROOT") or Path(__file__).resolve().parent.parent)
IMAGES = ROOT / "docs" / "images"
LANGUAGES = ("en", "ja")
SETTLE_MS = 1500
TIMEOUT_MS = 150_000
# On the demo's plain, beside a substation and off every rule.
PLACE = (-3000.0, -35000.0)


# Run by Python -------------------------------------------------------------------------------


def draw(language, folder, size, scale, script=Path(__file__), prefix="workbench_"):
    """Have QGIS run a script that draws every picture of a language; return the exit code."""
    import qgis_process  # of tools/, which is on the path only in this role
    from screenshot_demo import shrink

    (ROOT / "build").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="workbench-", dir=ROOT / "build") as scratch:
        shots = Path(scratch) / "shots"
        shots.mkdir()
        profile = qgis_process.create_profile(Path(scratch) / "profile")
        speak(profile, language)
        environment = qgis_process.environment(profile)
        environment.update(
            WATTBIT_ROOT=str(ROOT),
            WATTBIT_SHOTS=str(shots),
            WATTBIT_SIZE=size,
            QT_QPA_PLATFORM="xcb",
            QT_SCALE_FACTOR=scale,
        )
        screen = ["xvfb-run", "-a", "-s", f"-screen 0 {size}x24"]
        qgis = ["qgis", "--nologo", "--noversioncheck", "--lang", language, "--profile", "default"]
        ended = subprocess.run(
            [*screen, *qgis, "--code", str(script)], env=environment, check=False, stderr=subprocess.DEVNULL
        )
        for picture in sorted(shots.glob("*.png")):
            image = folder / f"{prefix}{picture.stem}.{language}.png"
            shrink(picture, image)
            print(f"{image}: {image.stat().st_size:,} bytes")
        return ended.returncode


def speak(profile, language):
    """Choose a language as the options dialog does: --lang turns QGIS's own texts only."""
    settings = QSettings(
        str(profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"), QSettings.Format.IniFormat
    )
    settings.setValue("locale/overrideFlag", True)
    settings.setValue("locale/userLocale", language)
    settings.sync()


def arguments(text, folder):
    """Languages, folder, size and scale from the command line."""
    parser = argparse.ArgumentParser(description=text.partition("\n")[0])
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--folder", type=Path, default=folder)
    parser.add_argument("--size", default="1600x1000")
    parser.add_argument("--scale", default="1")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    return given


def main():
    """Read the arguments and draw."""
    given = arguments(__doc__, IMAGES)
    return max(draw(name, given.folder, given.size, given.scale) for name in given.languages)


# Run by QGIS ---------------------------------------------------------------------------------


class Session:
    """One visit: the demo is opened, each page shown, the scenario run, and a place explained."""

    def __init__(self, iface, workbench, timer):
        self.iface, self.workbench, self.timer = iface, workbench, timer
        self.steps = [self.open_demo, *[lambda n=n: self.show_page(n) for n in workbench.dock.pages]]
        self.steps += [self.run, self.show_result, self.explain]

    def go(self):
        """Do the next step, then let the window settle."""
        if not self.steps:
            leave(0)
        wait = self.steps.pop(0)()
        # Not the method itself: PyQt holds its object by a weak reference only.
        self.timer.singleShot(SETTLE_MS if wait is None else wait, lambda: self.go())  # noqa: PLW0108

    def shot(self, name):
        """Save the window once the map is drawn."""
        self.iface.mapCanvas().waitWhileRendering()
        if not self.iface.mainWindow().grab().save(str(Path(os.environ["WATTBIT_SHOTS"]) / f"{name}.png")):
            leave(1)

    def open_demo(self):
        """Open a copy of the demo beside its prefecture."""
        from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle

        folder = prepare(self.iface)
        project = QgsProject.instance()
        project.setCrs(QgsCoordinateReferenceSystem("EPSG:6677"))
        self.workbench.open(folder / "power_first.json")
        self.iface.mapCanvas().setExtent(QgsRectangle(-30000, -60000, 30000, -10000))
        return 6000  # the preview is computed in the background

    def show_page(self, name):
        """Bring a page to the front and save it once it is drawn."""
        self.workbench.dock.show_page(name)
        self.timer.singleShot(int(SETTLE_MS * 0.6), lambda: self.shot(name))

    def run(self):
        """Run the demo and give it time."""
        runs = getattr(self.workbench, "runs", None)
        if runs is None:
            return 0
        runs.run()
        return 20_000

    def show_result(self):
        """Show the candidates of the run."""
        if "result" in self.workbench.dock.pages:
            self.show_page("result")

    def explain(self):
        """Ask about a place."""
        explainer = getattr(self.workbench, "explainer", None)
        if explainer is None:
            return 0
        explainer.explain(*PLACE)
        self.timer.singleShot(3000, lambda: self.shot("explain"))
        return 4000


def prepare(iface):
    """Give the window its size and a new project; returns the folder of a copy of the demo."""
    from qgis.PyQt.QtCore import QSize
    from qgis.PyQt.QtWidgets import QDockWidget

    window = iface.mainWindow()
    width, height = os.environ["WATTBIT_SIZE"].split("x")
    ratio = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    window.showNormal()
    window.resize(QSize(int(int(width) / ratio), int(int(height) / ratio)))
    for dock in window.findChildren(QDockWidget):
        dock.setVisible(dock.objectName() == "Layers")
    folder = shutil.copytree(ROOT / "resources" / "demo", Path(os.environ["WATTBIT_SHOTS"]).parent / "demo")
    iface.newProject(False)
    return Path(folder)


def start(iface):
    """Begin once the window is there; an error ends QGIS."""
    from qgis.PyQt.QtCore import QTimer
    from qgis.utils import plugins

    sys.excepthook = lambda *error: (traceback.print_exception(*error, file=sys.stdout), leave(1))
    QTimer.singleShot(TIMEOUT_MS, lambda: leave(1))
    QTimer.singleShot(3000, lambda: Session(iface, plugins["wattbit"].workbench, QTimer).go())


def leave(code):
    """End QGIS at once."""
    sys.stdout.flush()
    os._exit(code)


if __name__ == "__main__":
    if qgis_iface is not None:
        start(qgis_iface)
    else:
        sys.exit(main())
