"""Work off the window's thread: the newest question alone is answered, and nothing outlives QGIS."""

from __future__ import annotations

import gc
import threading
import time

import pytest
from qgis.PyQt.QtCore import QObject
from wattbit.algorithms.documents import WattbitError
from wattbit.ui.background import Background, _Task, end, finish


@pytest.fixture
def background(qgis_app, qtbot):
    parent = QObject()
    made = Background(parent)
    yield made
    assert finish()


def test_an_answer_comes_back_to_the_thread_of_the_window(background, qtbot):
    heard = []
    background.ask("x", threading.get_ident, lambda *given: heard.append((threading.get_ident(), given)))
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    at, (answer, error, trace) = heard[0]
    assert at == threading.get_ident() != answer
    assert (error, trace) == (None, "")


def test_a_fault_comes_back_with_its_traceback(background, qtbot):
    heard = []

    def fail():
        raise WattbitError("The layer x is gone.")

    background.ask("x", fail, lambda *given: heard.append(given))
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    answer, error, trace = heard[0]
    assert answer is None
    assert str(error) == "The layer x is gone."
    assert "in fail" in trace


def test_only_the_newest_of_many_questions_is_answered(background, qtbot):
    begin, heard = threading.Event(), []
    background.ask("x", lambda: begin.wait(5) and 0, lambda answer, *_: heard.append(answer))
    for number in range(1, 6):
        background.ask("x", lambda n=number: n, lambda answer, *_: heard.append(answer))
    begin.set()
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    qtbot.waitUntil(lambda: not background.is_busy, timeout=5000)
    assert heard == [5]


def test_the_end_waits_for_work_that_nobody_awaits_any_more(qgis_app, qtbot):
    ended = []
    background = Background(QObject())
    background.ask("x", lambda: time.sleep(0.3) or ended.append(True), lambda *_: None)
    qtbot.waitUntil(lambda: any(t.name == "wattbit" for t in threading.enumerate()), timeout=5000)
    del background
    assert not finish(0.01)
    assert ended == []
    assert finish()
    assert ended == [True]


def test_at_the_end_nothing_new_is_begun(background, qtbot, monkeypatch):
    monkeypatch.setattr(Background, "is_ending", False)
    begin, heard = threading.Event(), []
    background.ask("x", lambda: begin.wait(5), lambda *_: heard.append("first"))
    background.ask("x", lambda: heard.append("second"), lambda *_: None)
    begin.set()
    assert end()
    qtbot.wait(50)
    assert "second" not in heard


def test_what_still_waits_in_the_queue_at_the_end_is_not_begun(background, qtbot, monkeypatch):
    monkeypatch.setattr(Background, "is_ending", False)
    begun = []
    task = _Task("x", lambda: begun.append(True), lambda _task: None)
    assert end()
    assert not task.run()
    assert begun == []


def test_an_answer_comes_though_nothing_but_qgis_holds_the_task(background, qtbot):
    heard, gate = [], threading.Event()
    background.ask("x", gate.wait, lambda *given: heard.append(given))
    background._task = None
    gc.collect()
    gate.set()
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert heard == [(True, None, "")]
