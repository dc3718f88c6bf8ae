"""A process of this Python that solves programs, so that this one's threads go on meanwhile."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import numpy as np
import scipy

from ..errors import InputError
from ..progress import Check
from . import worker
from .worker import Arrays

#: Seconds between two looks at whether the user has cancelled, for a process to start, and for one to end.
_LOOK_S, _START_S, _END_S = 0.05, 30.0, 2.0
#: Interpreters found unfit, by path: each is tried once.
_unfit: set[str] = set()


class Worker:
    """A running process; use it from one thread."""

    def __init__(self, python: str) -> None:
        self._process = subprocess.Popen(
            [python, str(Path(worker.__file__))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=tempfile.gettempdir(),
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # Windows: no console flashes up
        )
        self._answers: queue.Queue[Arrays | None] = queue.Queue()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def greet(self, check: Check) -> bool:
        """Wait until the process is there; tells whether it has this process's libraries."""
        threading.Thread(target=self._read, daemon=True).start()
        return self._wait(check, _START_S) == worker.versions()

    def ask(self, program: Arrays, check: Check) -> Arrays:
        """Have a program solved; ``check`` may raise meanwhile, which ends the process."""
        threading.Thread(target=self._exchange, args=(program,), daemon=True).start()
        found = self._wait(check)
        if found is None or "error" in found:
            why = "was ended from outside" if found is None else f"said {str(found['error']).rstrip('.')!r}"
            self.end()
            raise InputError(
                f"The solver {why} before it had an answer, most likely for lack of memory; close other "
                "programs or ask for fewer sites or regions at once, and run again."
            )
        return found

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        try:
            self._process.wait(_END_S)
        except subprocess.TimeoutExpired:
            return

    def _wait(self, check: Check, seconds: float = float("inf")) -> Arrays | None:
        found, is_told = None, False
        try:
            while seconds > 0 and not is_told:
                try:
                    found, is_told = self._answers.get(timeout=_LOOK_S), True
                except queue.Empty:
                    check()
                    seconds -= _LOOK_S
        finally:
            if not is_told:  # the user cancelled, or nothing came
                self.end()
        return found

    def _exchange(self, program: Arrays) -> None:
        try:
            worker.send(self._process.stdin, program)  # type: ignore[arg-type]
        except OSError:
            self._answers.put(None)
            return
        self._read()

    def _read(self) -> None:
        try:
            self._answers.put(worker.receive(self._process.stdout))  # type: ignore[arg-type]
        except (OSError, ValueError):
            self._answers.put(None)


def start(check: Check) -> Worker | None:
    """A worker on the first interpreter that has this process's libraries; None where there is none."""
    for python in _interpreters():
        if python in _unfit:
            continue
        try:
            begun = Worker(python)
        except OSError:
            _unfit.add(python)
            continue
        if begun.greet(check):
            return begun
        begun.end()
        _unfit.add(python)
    return None


def _interpreters() -> list[str]:
    """Where Python may be: inside QGIS ``sys.executable`` is often QGIS itself."""
    names = ("python.exe", "python3.exe") if os.name == "nt" else ("python3", "python")
    folders = [folder for root in (sys.exec_prefix, sys.base_exec_prefix) for folder in (root, f"{root}/bin")]
    base = getattr(sys, "_base_executable", "") or ""
    listed = [p for p in (sys.executable or "", base) if Path(p).name.lower().startswith("python")]
    if sys.executable:  # macOS: the bundle's Python lies beside QGIS
        folders += [str(Path(sys.executable).parent), str(Path(sys.executable).parent / "bin")]
    listed += [str(Path(folder) / name) for folder in folders for name in names]
    listed += [found for name in names if (found := shutil.which(name))]
    return [path for path in dict.fromkeys(listed) if Path(path).is_file()]


def _environment() -> dict[str, str]:
    """The environment, with the folders that numpy and scipy were found in."""
    folders = [str(Path(str(library.__file__)).parent.parent) for library in (np, scipy)]
    folders += [p for p in (os.environ.get("PYTHONPATH"),) if p]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(folders)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
