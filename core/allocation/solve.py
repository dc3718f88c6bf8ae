"""Solve programs with HiGHS (``scipy.optimize.milp``), one objective after the other, under a time limit."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Callable

import numpy as np
from scipy.sparse import csr_matrix, vstack

from ..solver import solve as solver
from ..solver.solve import Answer
from .columns import Program

#: The least time that a solver is given, seconds.
_LEAST_S = 0.05
#: What a linear program leaves at 0 may differ from it by so much.
_TINY = 1e-9


@dataclass(frozen=True)
class Solved:
    """What a solver found.

    Attributes
    ----------
    x : float64 array or None
        The best columns; None where there was no time for any.
    bound : float
        What the first objective cannot exceed.
    is_proven : bool
        Whether the first objective is at its largest.
    is_settled : bool
        Whether every objective is.
    """

    x: np.ndarray | None
    bound: float
    is_proven: bool
    is_settled: bool


@dataclass(frozen=True)
class Checks:
    """What a program cannot say to a solver that works within a tolerance.

    Attributes
    ----------
    conflicts : callable
        Takes columns and returns sets of 0-1 columns that, counted exactly, must not all be 1: they
        are cut off, and the program is solved again.
    worth : callable
        Takes columns and returns the first objective exactly, so that no later objective spoils it.
    """

    conflicts: Callable[[np.ndarray], list[list[int]]]
    worth: Callable[[np.ndarray], Fraction]


@dataclass
class _State:
    """Rows so far, which grow by what must be kept and what must not come again."""

    program: Program
    matrix: csr_matrix
    low: np.ndarray
    high: np.ndarray

    @classmethod
    def of(cls, program: Program) -> _State:
        rows = program.rows
        return cls(program, rows.matrix(program.columns), np.array(rows.low), np.array(rows.high))

    def add(self, coefficients: np.ndarray, low: float, high: float) -> None:
        self.matrix = vstack([self.matrix, csr_matrix(coefficients)]).tocsr()
        self.low, self.high = np.append(self.low, low), np.append(self.high, high)


def solve(program: Program, seconds: float, checks: Checks, *, only_first: bool = False) -> Solved:
    """Maximise the objectives in their order, all within so many seconds; or the first one alone."""
    deadline = time.monotonic() + seconds
    state = _State.of(program)
    best: np.ndarray | None = None
    bound, is_proven, is_settled = np.inf, True, True
    for number, objective in enumerate(program.objectives[:1] if only_first else program.objectives):
        found = _best(state, objective, deadline, checks)
        if number == 0:
            bound, is_proven = found.bound, found.is_proven
        if found.x is None or (best is not None and checks.worth(found.x) < checks.worth(best)):
            is_settled = False
            break
        best = found.x
        is_settled &= found.is_proven
        if not is_proven:
            break  # what comes after is chosen among equals, and there are none yet
        scale = np.abs(objective).max()
        state.add(objective / scale, float(objective @ best) / scale - 1e-9, np.inf)
    return Solved(best, bound, is_proven, is_settled)


def sketch(program: Program, seconds: float, checks: Checks) -> Solved:
    """A bound and a good answer for a program that is too large to solve whole.

    Without whole numbers the program is a linear one, which is solved at once and bounds the first
    objective. The columns that it uses, and those that it uses when worths are shifted by up to a
    hundredth, make a program small enough to be searched.
    """
    deadline = time.monotonic() + seconds
    state = _State.of(program)
    objective = program.objectives[0]
    relaxed = _call(state, objective, seconds, is_whole=False)
    if relaxed.x is None or relaxed.fun is None:
        return Solved(None, _bound_of(relaxed, state, objective), False, False)
    bound = -float(relaxed.fun)
    shift = 1 + 0.01 * np.random.default_rng(1).random(program.columns)
    shifted = _call(state, objective * shift, max(deadline - time.monotonic(), _LEAST_S), is_whole=False)
    used = relaxed.x > _TINY if shifted.x is None else (relaxed.x > _TINY) | (shifted.x > _TINY)
    small = replace(state, program=replace(program, upper=np.where(used, program.upper, 0.0)))
    found = _best(small, objective, deadline, checks)
    return Solved(found.x, bound, False, False)


def _best(state: _State, objective: np.ndarray, until: float, checks: Checks) -> Solved:
    """Maximise one objective; what exact arithmetic forbids is cut off until nothing is left of it."""
    while True:
        result = _call(state, objective, max(until - time.monotonic(), _LEAST_S))
        bound = _bound_of(result, state, objective)
        if result.x is None:
            return Solved(None, bound, False, False)
        x = np.where(state.program.is_whole, np.round(result.x), result.x)
        wrong = checks.conflicts(x)
        if not wrong:
            return Solved(x, bound, result.status == 0, result.status == 0)
        for columns in wrong:
            row = np.zeros(state.program.columns)
            row[columns] = 1.0
            state.add(row, -np.inf, len(columns) - 1.0)


def _call(state: _State, objective: np.ndarray, seconds: float, *, is_whole: bool = True) -> Answer:
    program = state.program
    return solver.solve(
        -objective,
        state.matrix,
        (state.low, state.high),
        (np.zeros(program.columns), program.upper),
        program.is_whole if is_whole else None,
        time_limit=seconds,
        mip_rel_gap=0.0,
    )


def _bound_of(result: Answer, state: _State, objective: np.ndarray) -> float:
    """What no solution exceeds: the solver's own bound, or the sum of all that could be gained."""
    dual = result.mip_dual_bound
    most = float(np.maximum(objective, 0) @ state.program.upper)
    return most if dual is None or not np.isfinite(dual) else min(most, -float(dual))
