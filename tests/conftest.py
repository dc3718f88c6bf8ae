"""Makes this checkout importable as the package `wattbit`, whatever its folder is called."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def load_package():
    """Import the checkout's `__init__.py` under the name that QGIS gives it."""
    spec = importlib.util.spec_from_file_location(
        "wattbit", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    package = importlib.util.module_from_spec(spec)
    sys.modules["wattbit"] = package
    spec.loader.exec_module(package)


if "wattbit" not in sys.modules:
    load_package()


@pytest.fixture(scope="session")
def repository():
    """Root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def realdata():
    """Folder of real data beside the checkout; it is no part of the project, so its absence is no failure."""
    folder = Path(os.environ.get("WATTBIT_REALDATA", ROOT.parent / "shared" / "data"))
    if not (folder / "numazu").is_dir():
        pytest.skip(f"no real data in {folder}: set WATTBIT_REALDATA to the folder that has it")
    return folder


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    """Let the last test go of what its fixtures gave it before QGIS ends.

    pytest itself forgets it only after every fixture has been torn down, `qgis_app` among them, and a
    map layer that outlives QGIS frees memory that QGIS has freed already.
    """
    if nextitem is None:
        item.funcargs.clear()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    """Keep the exit status for `pytest_unconfigure`."""
    session.config.wattbit_exitstatus = int(exitstatus)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config):
    """Leave without the interpreter's clearing up where Qt was loaded.

    QGIS has been ended in order by then. What would follow is Python (and before it pytest, which collects
    garbage here) freeing the last wrappers of Qt's objects in no certain order, which crashes now and then
    after every test has passed; QGIS itself never ends Python this way.
    """
    if "qgis.core" not in sys.modules or not hasattr(config, "wattbit_exitstatus"):
        return
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(config.wattbit_exitstatus)
