"""Every program of the engine passes here: small ones are solved at once, others in a process beside this one.

HiGHS holds Python's lock from beginning to end. Solved in this process, a long program would stop every
other thread: the window would freeze, and the user's cancel would not be seen before the end.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from ..progress import Check, never
from .process import Worker, start
from .worker import Arrays, answer

#: Non-zero coefficients from which a program with whole numbers, and one without, goes to the process:
#: smaller ones took 21 ms and 8 ms at most among those of a search for regions.
SMALL_WHOLE, SMALL_LINEAR = 1500, 6000


@dataclass(frozen=True)
class Answer:
    """What the solver found, named as in ``scipy.optimize``; None where it has no such figure.

    Attributes
    ----------
    prices : float64 array or None
        Marginals of the rows, of linear programs without lower limits.
    """

    status: int
    message: str
    x: np.ndarray | None
    fun: float | None
    mip_gap: float | None
    mip_dual_bound: float | None
    mip_node_count: int | None
    prices: np.ndarray | None


class _Job(threading.local):
    """The job of a thread: how it is cancelled, and the process that it keeps."""

    depth = 0
    check: Check = staticmethod(never)
    worker: Worker | None = None


_job = _Job()


@contextmanager
def solving(check: Check) -> Iterator[None]:
    """Keep one process for all programs that this thread solves within; it ends with the block.

    ``check`` is called while programs are solved, some times a second; where it raises, so does the solve.
    """
    before = _job.check
    _job.depth, _job.check = _job.depth + 1, check
    try:
        yield
    finally:
        _job.depth, _job.check = _job.depth - 1, before
        if _job.depth == 0:
            _end()


def ready() -> None:
    """Start the process now, so that no program's time goes on that."""
    if _job.worker is None:
        _job.worker = start(_job.check)


def solve(
    cost: np.ndarray,
    matrix: csr_matrix,
    limits: tuple[np.ndarray | None, np.ndarray],
    bounds: tuple[np.ndarray, np.ndarray],
    is_whole: np.ndarray | None = None,
    **options: float,
) -> Answer:
    """Minimise ``cost @ x`` with ``limits[0] <= matrix @ x <= limits[1]`` and ``bounds[0] <= x <= bounds[1]``.

    Parameters
    ----------
    cost : float64 array, shape (n,)
    matrix : csr_matrix, shape (m, n)
    limits : pair of float64 arrays, shape (m,)
        Without lower limits (None) the program is linear, and the answer has prices.
    bounds : pair of float64 arrays, shape (n,)
    is_whole : array, shape (n,), optional
        1 for columns that must be whole.
    **options : float
        Of ``scipy.optimize.milp``: ``time_limit`` (s), ``mip_rel_gap``, ``node_limit``.

    Returns
    -------
    Answer
        The same bytes, wherever it was solved.

    Raises
    ------
    InputError
        When the process ended before it had an answer.
    """
    matrix = csr_matrix(matrix)
    program: Arrays = {
        "cost": np.asarray(cost, np.float64), "data": matrix.data, "indices": matrix.indices,
        "indptr": matrix.indptr, "shape": np.array(matrix.shape), "high": np.asarray(limits[1], np.float64),
        "lower": np.asarray(bounds[0], np.float64), "upper": np.asarray(bounds[1], np.float64),
    }  # fmt: skip
    if limits[0] is not None:
        program["low"] = np.asarray(limits[0], np.float64)
    if is_whole is not None:
        program["is_whole"] = np.asarray(is_whole, np.int64)
    program.update({f"option_{name}": np.array(value) for name, value in options.items()})
    _job.check()
    small = SMALL_LINEAR if is_whole is None else SMALL_WHOLE
    return _told(answer(program) if matrix.nnz < small else _asked(program))


def _asked(program: Arrays) -> Arrays:
    is_told = False
    try:
        ready()
        # No interpreter to start: better late than never.
        found = answer(program) if _job.worker is None else _job.worker.ask(program, _job.check)
        is_told = True
        return found
    finally:
        if not is_told or _job.depth == 0:
            _end()


def _end() -> None:
    if _job.worker is not None:
        _job.worker.end()
        _job.worker = None


def _told(found: Arrays) -> Answer:
    def number(name: str) -> float | None:
        return float(found[name]) if name in found else None

    nodes = number("mip_node_count")
    return Answer(
        int(found["status"]), str(found.get("message", "")), found.get("x"), number("fun"), number("mip_gap"),
        number("mip_dual_bound"), None if nodes is None else int(nodes), found.get("prices"),
    )  # fmt: skip
