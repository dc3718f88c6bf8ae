#!/usr/bin/python3
"""Run qgis_process with this checkout as its plugin, in a profile that is thrown away afterwards.

    tools/qgis_process.py list
    tools/qgis_process.py run wattbit:distance -- INPUT=roads.gpkg CELL_SIZE=50 OUTPUT=out.tif

The user's own profile is neither read nor written, and the folder of the checkout may have any name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "wattbit"

# What Qt and QGIS say around every failure; it would bury the one sentence that matters.
NOISE = (
    "QStandardPaths:",
    "setapi() is deprecated",
    "codecs.open(",  # Python 3.14 warns of QGIS 3.44's own use of it
    "Problem with GRASS installation",
    "An error was encountered while checking parameter values",
)


class QgisProcessError(Exception):
    """qgis_process is missing, or does not load the plugin."""


def find_executable():
    """Return the path of qgis_process.

    Debian 12's wrapper script passes an option that its own program refuses, so the program behind
    it, `qgis_process.bin`, goes first. The variable QGIS_PROCESS overrides both.
    """
    candidates = (os.environ.get("QGIS_PROCESS"), "qgis_process.bin", "qgis_process")
    found = next((path for name in candidates if name and (path := shutil.which(name))), None)
    if found is None:
        raise QgisProcessError(
            "qgis_process is not on the PATH: run `make setup`, or set QGIS_PROCESS to it."
        )
    return found


def environment(profile):
    """Return the environment in which qgis_process uses `profile` and the system's Python, screenless."""
    clean = {
        key: value
        for key, value in os.environ.items()
        if key not in ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV")
    }
    # The embedded interpreter looks for its library beside the first python3 on the PATH: a pyenv or
    # a virtual environment there would hand QGIS the wrong one.
    clean["PATH"] = os.pathsep.join(["/usr/bin", clean.get("PATH", "")])
    clean["QGIS_CUSTOM_CONFIG_PATH"] = str(profile)
    clean.setdefault("QT_QPA_PLATFORM", "offscreen")
    clean.setdefault("XDG_RUNTIME_DIR", str(profile))
    return clean


def create_profile(folder, plugin_root=ROOT):
    """Make a QGIS profile in `folder` in which the plugin at `plugin_root` is enabled; return its path."""
    profile = Path(folder)
    plugins = profile / "profiles" / "default" / "python" / "plugins"
    plugins.mkdir(parents=True)
    profile.chmod(0o700)
    (plugins / PLUGIN).symlink_to(Path(plugin_root).resolve(), target_is_directory=True)
    enabled = run(["plugins", "enable", PLUGIN], profile)
    if enabled.returncode:
        raise QgisProcessError(
            f"QGIS does not load the plugin: {failure_text(enabled) or enabled.stdout.strip()}"
        )
    return profile


def run(arguments, profile, timeout=None):
    """Run qgis_process with `arguments`; return the completed process with its output as text."""
    return subprocess.run(
        [find_executable(), *map(str, arguments)],
        env=environment(profile),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=timeout,
        check=False,
    )


def failure_text(completed):
    """Return what qgis_process wrote to stderr, each line once and without the noise of its start.

    QGIS prints an algorithm's exception up to three times, with and without `ERROR:`.
    """
    lines = []
    for raw in completed.stderr.splitlines():
        line = raw.removeprefix("ERROR:").strip()
        if line and line not in lines and not any(noise in line for noise in NOISE):
            lines.append(line)
    return "\n".join(lines)


def main(arguments):
    """Pass `arguments` on to qgis_process and return its exit code."""
    try:
        with tempfile.TemporaryDirectory(prefix="wattbit-profile-") as folder:
            profile = create_profile(folder)
            command = [find_executable(), *arguments]
            return subprocess.run(command, env=environment(profile), check=False).returncode
    except QgisProcessError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
