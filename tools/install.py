#!/usr/bin/python3
"""Copy the committed plugin into the user's QGIS profile.

    tools/install.py [--profile NAME]

QGIS_CUSTOM_CONFIG_PATH is honoured, as QGIS itself does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "wattbit"


def settings_folder():
    """Return the folder that holds QGIS's profiles: that of QGIS 4 where only it is in use."""
    if custom := os.environ.get("QGIS_CUSTOM_CONFIG_PATH"):
        return Path(custom)
    if sys.platform == "win32":
        base = Path(os.environ["APPDATA"]) / "QGIS"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support" / "QGIS"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "QGIS"
    versions = [base / "QGIS3", base / "QGIS4"]
    return next((folder for folder in versions if folder.is_dir()), versions[0])


def git(*arguments):
    """Return what git prints, as bytes."""
    command = ["git", "-C", str(ROOT), *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


def install(plugins):
    """Unpack HEAD beside its place and move it there, so that a failure leaves the old version whole."""
    archive = git("archive", "--format=tar", f"--prefix={PLUGIN}/", "HEAD")
    plugins.mkdir(parents=True, exist_ok=True)
    target = plugins / PLUGIN
    if target.is_symlink():
        raise FileExistsError(f"{target} is a link to a checkout: remove the link, then install again.")
    with tempfile.TemporaryDirectory(dir=plugins, prefix=".wattbit-") as scratch:
        with tarfile.open(fileobj=BytesIO(archive)) as tar:
            tar.extractall(scratch)
        if target.exists():
            target.rename(Path(scratch) / "old")
        shutil.move(str(Path(scratch) / PLUGIN), str(target))
    return target


def main():
    """Install; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--profile", default="default", help="name of the QGIS profile (default: default)")
    plugins = settings_folder() / "profiles" / parser.parse_args().profile / "python" / "plugins"
    try:
        target = install(plugins)
        is_dirty = bool(git("status", "--porcelain", "--untracked-files=no"))
    except subprocess.CalledProcessError as error:
        print(f"git cannot archive {ROOT}: {error.stderr.decode(errors='replace').strip()}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The plugin was not installed: {error}", file=sys.stderr)
        return 1
    print(f"Installed into {target}")
    if is_dirty:
        print("Changes that are not committed were left out.")
    print(f"In QGIS: Plugins, Manage and Install Plugins, tick Watt-Bit Siting ({PLUGIN}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
