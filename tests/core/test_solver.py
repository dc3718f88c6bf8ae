"""Programs solved in this process and beside it: one answer, and this process's threads go on."""

from __future__ import annotations

import os
import signal
import threading
import time

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from wattbit.core.errors import Cancelled, InputError
from wattbit.core.progress import never
from wattbit.core.solver import process
from wattbit.core.solver import solve as solver


def packing(rows, columns, seed, demand=0.5):
    """Knapsacks with one set of goods: hard from a few dozen columns on."""
    rng = np.random.default_rng(seed)
    matrix = csr_matrix(rng.integers(1, 1000, (rows, columns)).astype(float))
    value = -rng.integers(1, 1000, columns).astype(float)
    high = np.floor(np.asarray(matrix.sum(axis=1)).ravel() * demand)
    return value, matrix, (np.full(rows, -np.inf), high), (np.zeros(columns), np.ones(columns))


def solved(program, where, monkeypatch, is_whole=True, **options):
    least = 0 if where == "beside" else 10**9
    monkeypatch.setattr(solver, "SMALL_WHOLE", least)
    monkeypatch.setattr(solver, "SMALL_LINEAR", least)
    whole = np.ones(len(program[0])) if is_whole else None
    return solver.solve(*program, whole, **options)


def assert_same(one, other):
    for name in one.__dataclass_fields__:
        a, b = getattr(one, name), getattr(other, name)
        if isinstance(a, np.ndarray):
            assert a.dtype == b.dtype and a.tobytes() == b.tobytes(), name
        else:
            assert a == b, name


@pytest.fixture
def started(monkeypatch):
    """Processes started during a test."""
    out = []

    class Noted(process.Worker):
        def __init__(self, python):
            super().__init__(python)
            out.append(self)

    monkeypatch.setattr(process, "Worker", Noted)
    return out


def is_running(worker):
    return worker._process.poll() is None


def test_a_program_has_the_same_answer_here_and_beside(monkeypatch, started):
    rng = np.random.default_rng(5)
    with solver.solving(never):
        for seed in range(6):
            value, matrix, (low, high), bounds = packing(4, 14, seed)
            above = np.full(4, high.max() * 10)
            infeasible = value, matrix, (above, above * 2), bounds
            free = value, matrix, (low, np.full(4, np.inf)), (bounds[0], np.full(14, np.inf))
            fractions = value * rng.random(14), matrix, (None, high / 3), bounds
            for program, whole, status in (
                ((value, matrix, (low, high), bounds), True, (0,)),
                (infeasible, True, (2,)),
                (free, True, (3, 4)),
                (fractions, False, (0,)),
                ((value, matrix, (low, high), bounds), False, (0,)),
            ):
                options = {} if program[2][0] is None else {"mip_rel_gap": 0.0, "time_limit": 20.0}
                here, beside = (solved(program, w, monkeypatch, whole, **options) for w in ("here", "beside"))
                assert here.status in status
                assert_same(here, beside)
    assert len(started) == 1 and not is_running(started[0])


def test_a_program_that_may_take_no_time_says_so_in_both_ways(monkeypatch):
    program = packing(8, 60, 1)
    here, beside = (solved(program, w, monkeypatch, time_limit=0.0) for w in ("here", "beside"))
    assert here.status == beside.status == 1
    assert here.message == beside.message


def test_a_cancel_in_the_middle_of_a_long_program_ends_it_within_a_second(monkeypatch, started):
    asked = []

    def check():
        if started:
            asked.append(time.monotonic())
        if asked and time.monotonic() > asked[0] + 1.5:
            asked.append(time.monotonic())
            raise Cancelled

    with pytest.raises(Cancelled), solver.solving(check):
        solved(packing(8, 200, 2), "beside", monkeypatch, time_limit=60.0)
    assert time.monotonic() - asked[-1] < 1
    assert len(started) == 1 and not is_running(started[0])


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_a_solver_that_is_killed_is_told_in_a_sentence(monkeypatch, started):
    with pytest.raises(InputError, match=r"ended from outside .* run again"), solver.solving(never):
        solver.ready()
        threading.Timer(0.3, os.kill, (started[0].pid, signal.SIGKILL)).start()
        solved(packing(8, 200, 2), "beside", monkeypatch, time_limit=60.0)
    assert not is_running(started[0])


def test_where_no_python_is_found_programs_are_solved_here(monkeypatch):
    monkeypatch.setattr(process, "_interpreters", list)
    program = packing(4, 14, 1)
    assert_same(solved(program, "beside", monkeypatch), solved(program, "here", monkeypatch))


def test_a_python_of_other_libraries_is_not_used(monkeypatch, started):
    monkeypatch.setattr(process, "_unfit", set())
    monkeypatch.setattr(process.worker, "versions", lambda: {"scipy": np.array("0.0")})
    assert process.start(never) is None
    assert started and not any(is_running(w) for w in started)


def longest_gap(work):
    """Longest time for which another thread that wakes every 5 ms did not come to run, seconds."""
    times, is_over = [time.monotonic()], threading.Event()

    def tick():
        while not is_over.wait(0.005):
            times.append(time.monotonic())

    thread = threading.Thread(target=tick)
    thread.start()
    work()
    is_over.set()
    thread.join()
    return max(np.diff([*times, time.monotonic()]))


def test_other_threads_go_on_while_a_hard_program_is_solved_beside(monkeypatch):
    program = packing(8, 120, 3)
    gap = {}
    for where in ("here", "beside"):
        with solver.solving(never):
            solver.ready()
            gap[where] = longest_gap(lambda w=where: solved(program, w, monkeypatch, time_limit=1.0))
    if gap["here"] < 0.8:
        pytest.skip("the solver of this scipy lets go of Python's lock by itself")
    assert gap["beside"] < gap["here"] / 2
