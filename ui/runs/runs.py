"""Runs of the open scenario in the background, and those that went before."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from ...algorithms.documents import WattbitError, read_raw
from ...algorithms.runscenario import RunScenario
from ..text import tr
from .folder import (
    Run,
    destinations,
    drop_folder,
    new_folder,
    read_history,
    results_folder,
    write_record,
    write_snapshot,
)
from .messages import say_done, source_file
from .results import ResultLoader, show_horizon

POLL_MS = 100
#: Python hands the interpreter over ten times as often while a run computes, so that the window answers.
SWITCH_S = 0.0005
#: The plugin waits this long for a cancelled run to let go of its files.
LAST_WAIT_S = 20.0
_ENDED = (QgsTask.TaskStatus.Complete, QgsTask.TaskStatus.Terminated)


class _Feedback(QgsProcessingFeedback):
    """Keeps what the run says; it is called in the run's thread and read from the window's."""

    def __init__(self):
        super().__init__(False)
        self.text, self.lines, self.errors = "", [], []

    def setProgressText(self, text):
        self.text = text
        self.lines.append(text)

    def pushInfo(self, info):
        self.lines.append(info)

    def pushWarning(self, warning):
        self.lines.append(warning)

    def reportError(self, error, fatalError=False):
        self.errors.append(error)
        self.lines.append(error)


@dataclass
class _Job:
    """A run under way, with everything that its task refers to but does not own."""

    run: Run
    files: set
    algorithm: RunScenario
    context: QgsProcessingContext = field(default_factory=QgsProcessingContext)
    feedback: _Feedback = field(default_factory=_Feedback)
    task: Any = None
    reason: str = ""
    switch_s: float = 0.0


# A task that is told to end still looks at these, even where the workbench is gone already.
_kept: list[_Job] = []


class Runs(QObject):
    """Starts, watches and cancels the run; keeps the runs of the open scenario in ``history``."""

    #: A run began.
    started = pyqtSignal()
    #: A run ended well; the Run.
    finished = pyqtSignal(object)
    #: ``history`` differs.
    historyChanged = pyqtSignal()

    def __init__(self, workbench):
        super().__init__(workbench)
        self.workbench, self.document = workbench, workbench.document
        self.history: list[Run] = []
        self.loader = ResultLoader(workbench)
        self._job = None
        self._folder = None
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._show_progress)
        self.document.replaced.connect(self._find_history)
        self.document.stateChanged.connect(self._follow_file)
        self.document.changed.connect(self.show_state)
        workbench.horizonChanged.connect(self._show_horizon)
        self._connect_project()

    def _connect_project(self):
        project = QgsProject.instance()
        project.layersWillBeRemoved["QStringList"].connect(self._layers_go)
        project.cleared.connect(self._project_goes)

    def attach(self, footer):
        """Show progress and state in the dock's footer, whose buttons start and cancel."""
        self.footer = footer
        footer.runRequested.connect(self.run)
        footer.cancelRequested.connect(self.cancel)
        self._find_history()

    @property
    def is_running(self):
        """Whether a run is under way."""
        return self._job is not None

    @property
    def latest(self):
        """The latest run of the open scenario, or None."""
        return self.history[-1] if self.history else None

    # Starting ------------------------------------------------------------------------------

    def run(self):
        """Run the scenario as it stands; says why where it cannot."""
        why = self._hindrance()
        if why:
            self.workbench.warn(why)
            return
        try:
            job = self._prepared()
        except (OSError, WattbitError) as error:
            self.workbench.warn(tr("The run cannot begin: {why}").format(why=error))
            return
        if job is not None:
            self._start(job)

    def _hindrance(self):
        if self.is_running:
            return tr("A run is under way; wait for it or cancel it.")
        if not self.document.is_open:
            return tr("No scenario is open; open one or begin a new one, then run it.")
        return self.workbench.preflight.obstacle()

    def _prepared(self):
        """The job of the next run, or None where its parameters are refused."""
        number, folder = new_folder(results_folder(self.document))
        job = None
        try:
            job = self._job_in(number, folder)
        finally:
            if job is None:
                drop_folder(folder)
        return job

    def _job_in(self, number, folder):
        snapshot = write_snapshot(self.document, folder)
        raw, when = self.document.raw, time.strftime("%Y-%m-%d %H:%M")
        outputs = destinations(raw, folder)
        run = Run(number, self.document.title, folder, outputs, raw, snapshot, when)
        job = _Job(run, _inputs(self.document), RunScenario().create())
        parameters = {name: str(path) for name, path in outputs.items()}
        parameters["SCENARIO"] = str(self._scenario_file(snapshot))
        is_fine, why = job.algorithm.checkParameterValues(parameters, job.context)
        if is_fine:
            job.task = QgsProcessingAlgRunnerTask(job.algorithm, parameters, job.context, job.feedback)
            is_fine, why = not job.task.isCanceled(), " ".join(job.feedback.errors)
        if not is_fine:
            self.workbench.warn(why)
            return None
        return job

    def _scenario_file(self, snapshot):
        """The scenario's own file where it says the same, for its hash stands in the results; else the copy."""
        path = self.document.path
        try:
            return path if path is not None and read_raw(path) == self.document.raw else snapshot
        except WattbitError:
            return snapshot

    def _start(self, job):
        self._job = job
        _kept[:] = [job]
        job.switch_s = sys.getswitchinterval()
        sys.setswitchinterval(min(SWITCH_S, job.switch_s))
        job.task.executed.connect(self._executed)
        self.footer.set_running(True)
        self.footer.set_progress(0, "")
        self._timer.start()
        self.show_state()
        QgsApplication.taskManager().addTask(job.task)
        self.started.emit()

    # Under way -----------------------------------------------------------------------------

    def cancel(self, reason=""):
        """End the run without a result; a reason stands in the message. Nothing happens where none is under way."""
        job = self._job
        if job is None or job.feedback.isCanceled():
            return
        job.reason = reason or _cancelled()
        job.feedback.cancel()
        job.task.cancel()
        self.footer.set_progress(job.feedback.progress() / 100, tr("Cancelling"))
        self.footer.cancel.setEnabled(False)

    def _show_progress(self):
        if self._job is not None and not self._job.feedback.isCanceled():
            self.footer.set_progress(self._job.feedback.progress() / 100, self._job.feedback.text)

    def _layers_go(self, ids):
        if self._job is None:
            return
        layers = [QgsProject.instance().mapLayer(id) for id in ids]
        gone = [la.name() for la in layers if la is not None and source_file(la) in self._job.files]
        if gone:
            self.cancel(
                tr(
                    "The run was cancelled, as its layer {name} was removed; earlier results are as they were."
                ).format(name=gone[0])
            )

    def _project_goes(self):
        self.loader.stop()
        self.cancel(tr("The run was cancelled, as the project was closed; earlier results are as they were."))

    # Ended ---------------------------------------------------------------------------------

    def _executed(self, is_fine, _results):
        job = self._job
        if job is None:
            return
        self._end(job)
        if job.feedback.isCanceled():  # QGIS's own list of tasks can do so too
            job.reason = job.reason or _cancelled()
        run = job.run
        outputs = {name: path for name, path in run.outputs.items() if path.is_file()}
        if job.reason or not is_fine or not outputs:
            drop_folder(run.folder)
            self._say_failed(job)
            return
        run = Run(run.number, run.title, run.folder, outputs, run.raw, run.scenario_path, run.time)
        try:
            write_record(run)
        except OSError as error:
            self.workbench.log(str(error), Qgis.MessageLevel.Warning)
        if run.folder.parent == self._folder:
            self.history = [*self.history, run]
            self.historyChanged.emit()
        self.show_state()
        self.loader.load(run, self._arrived)

    def _arrived(self, run):
        say_done(self.workbench, run)
        self.finished.emit(run)

    def _end(self, job):
        """Leave everything as it was before the run."""
        self._job = None
        self._timer.stop()
        sys.setswitchinterval(job.switch_s)
        self.footer.set_running(False)
        self.show_state()

    def _say_failed(self, job):
        if job.reason:
            self.workbench.say(job.reason)
            return
        errors = job.feedback.errors or [tr("The run ended without a result.")]
        self.workbench.warn(errors[-1].strip(), "\n".join(job.feedback.lines))

    def close(self):
        """Cancel the run and wait until it has let go of its files: the plugin goes."""
        project = QgsProject.instance()
        project.layersWillBeRemoved["QStringList"].disconnect(self._layers_go)
        project.cleared.disconnect(self._project_goes)
        self.loader.stop()
        job = self._job
        if job is None:
            return
        self.cancel(tr("The run was cancelled, as the plugin was closed; earlier results are as they were."))
        job.task.executed.disconnect(self._executed)
        until = time.monotonic() + LAST_WAIT_S
        while job.task.status() not in _ENDED and time.monotonic() < until:
            # Not waitForFinished, which would keep the interpreter from the run; and a task's end is an event.
            QCoreApplication.sendPostedEvents(job.task, 0)
            time.sleep(0.01)
        has_ended = job.task.status() in _ENDED
        self._end(job)
        if has_ended:
            drop_folder(job.run.folder)
        self._say_failed(job)

    # History -------------------------------------------------------------------------------

    def _find_history(self):
        self._folder = results_folder(self.document) if self.document.is_open else None
        self.history = read_history(self._folder) if self._folder else []
        self.historyChanged.emit()
        self.show_state()

    def _follow_file(self):
        """Saved under another name, the scenario has the runs of that name."""
        if (results_folder(self.document) if self.document.is_open else None) != self._folder:
            self._find_history()

    def _show_horizon(self):
        for run in self.history:
            show_horizon(run, self.workbench.horizon)

    def show_state(self):
        """Say in the footer whether the latest result still holds."""
        if self.latest is None:
            self.footer.set_result("")
        elif self.latest.raw == self.document.raw:
            self.footer.set_result(tr("Result of run {n}").format(n=self.latest.number))
        else:
            self.footer.set_result(tr("Result old"))


def _cancelled():
    return tr("The run was cancelled; earlier results are as they were.")


def _inputs(document):
    """Files that a scenario reads."""
    entries = list((document.value("layers", default={}) or {}).values())
    sources = [entry.get("source") for entry in entries if isinstance(entry, dict)]
    sources.append(document.value("grid", "template"))
    paths = [Path(s.partition("|")[0]) for s in sources if isinstance(s, str) and s]
    return {(document.folder / path).resolve() for path in paths}
