"""Work off the window's thread, whose answer comes back to it."""

from __future__ import annotations

import contextlib
import threading
import time
import traceback

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QThreadPool

from ..algorithms.documents import WattbitError

#: What reading files and computing can raise; in a thread it would open QGIS's window of tracebacks.
FAULTS = (
    WattbitError, OSError, RuntimeError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, MemoryError,
)  # fmt: skip


#: Seconds that QGIS waits for work that nobody awaits any more before it ends.
PATIENCE_S = 20
_running = set()
#: Tasks given to QGIS and not ended: it keeps the C++ side alone, and Python's side, which hears of the end,
#: would be freed with the object that asked.
_kept = set()
#: Held while a thread is begun, and while the end is announced: what is listed has begun.
_begins = threading.Lock()


def finish(seconds=PATIENCE_S):
    """Wait until no work is left in a thread; returns whether that was so within the seconds.

    For the end of QGIS: GDAL is unloaded then, and a thread that still reads a layer would crash it.
    """
    until = time.monotonic() + seconds
    with _begins:
        threads = list(_running)
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    # The threads of QGIS that waited for them still have to return.
    QThreadPool.globalInstance().waitForDone(int(1000 * max(0.0, until - time.monotonic())))
    return not any(t.is_alive() for t in threads)


def end():
    """Begin nothing more, and wait for what still runs; returns whether all of it ended in time."""
    with _begins:
        Background.is_ending = True
    return finish()


def finish_before_quitting():
    """Have the end of QGIS wait for what still runs; asking twice does no harm."""
    quitting = QgsApplication.instance().aboutToQuit
    with contextlib.suppress(TypeError):  # not connected yet
        quitting.disconnect(end)
    quitting.connect(end)


class _Task(QgsTask):
    """One piece of work; what it returns or raises is kept for the window's thread."""

    def __init__(self, text, work, done):
        super().__init__(text, QgsTask.Flag.CanCancel)
        self.work, self.done = work, done
        self.answer, self.error, self.trace = None, None, ""

    def run(self):
        # A thread of Python's own: pyproj 3.7 (QGIS 3.40 on Debian) crashes in threads that Qt began.
        thread = threading.Thread(target=self._work, name="wattbit")
        with _begins:
            if Background.is_ending:  # QGIS had this task in its queue when the end came
                return False
            thread.start()
            _running.add(thread)
        thread.join()
        _running.discard(thread)
        return True

    def _work(self):
        try:
            self.answer = self.work()
        except FAULTS as error:
            self.error, self.trace = error, traceback.format_exc()

    def finished(self, _is_fine):
        _kept.discard(self)
        self.done(self)


class Background(QObject):
    """Runs the newest work alone: an answer that a later question made old is dropped.

    Parameters
    ----------
    parent : QObject
        With it the answers end; what still runs is left to end unheard.
    """

    #: QGIS is about to end: nothing new is begun.
    is_ending = False

    def __init__(self, parent):
        super().__init__(parent)
        self._task = None
        self._next = None

    @property
    def is_busy(self):
        """Whether an answer is awaited."""
        return self._task is not None

    def ask(self, text, work, done):
        """Do ``work()`` in the background; then ``done(answer, error, trace)`` in the window's thread."""
        if Background.is_ending:
            return
        if self._task is not None:
            self._next = (text, work, done)
            return
        self._task = _Task(text, work, lambda task: self._heard(task, done))
        _kept.add(self._task)
        QgsApplication.taskManager().addTask(self._task)

    def _heard(self, task, done):
        if sip.isdeleted(self) or Background.is_ending:
            return
        waiting, self._next, self._task = self._next, None, None
        if waiting is not None:
            self.ask(*waiting)
        elif not task.isCanceled():
            done(task.answer, task.error, task.trace)
