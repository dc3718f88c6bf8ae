"""The solver itself. As a script it answers programs on its standard input, for another process.

Programs and answers are dictionaries of arrays, so that numbers pass unchanged and nothing is unpickled.
"""

from __future__ import annotations

import io
import os
import struct
import sys
from typing import BinaryIO

import numpy as np
import scipy
from scipy import optimize
from scipy.sparse import csr_matrix

Arrays = dict[str, np.ndarray]

#: What an answer holds of a solver's result, where the result has it.
_FIGURES = ("status", "message", "x", "fun", "mip_gap", "mip_dual_bound", "mip_node_count")


def versions() -> Arrays:
    """What two processes must share to give one answer."""
    return {"numpy": np.array(np.__version__), "scipy": np.array(scipy.__version__)}


def answer(program: Arrays) -> Arrays:
    """Minimise: by ``milp`` between two limits a row, by ``linprog`` (dual simplex) where there is no lower one."""
    parts = (program["data"], program["indices"], program["indptr"])
    matrix = csr_matrix(parts, shape=tuple(program["shape"]))
    cost, low, high = program["cost"], program["lower"], program["upper"]
    if "low" not in program:
        bounds = np.column_stack([low, high])
        found = optimize.linprog(cost, A_ub=matrix, b_ub=program["high"], bounds=bounds, method="highs-ds")
    else:
        options = {name[7:]: value.item() for name, value in program.items() if name.startswith("option_")}
        found = optimize.milp(
            cost,
            integrality=program.get("is_whole"),
            bounds=optimize.Bounds(low, high),
            constraints=optimize.LinearConstraint(matrix, program["low"], program["high"]),
            options=options,
        )
    out = {name: np.array(found[name]) for name in _FIGURES if found.get(name) is not None}
    prices = found.ineqlin.marginals if "low" not in program else None
    return out if prices is None else {**out, "prices": np.array(prices)}


def send(stream: BinaryIO, arrays: Arrays) -> None:
    """Write arrays, their length first."""
    text = io.BytesIO()
    np.savez(text, **arrays)
    stream.write(struct.pack("<Q", text.tell()) + text.getvalue())
    stream.flush()


def receive(stream: BinaryIO) -> Arrays | None:
    """Read what `send` wrote; None where the other end has closed."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    length = struct.unpack("<Q", head)[0]
    body = stream.read(length)
    if len(body) < length:
        return None
    with np.load(io.BytesIO(body), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def serve() -> None:
    """Answer programs until the other end closes."""
    # The solver's library may print: only answers go where the other process reads.
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    send(sink, versions())
    while True:
        program = receive(sys.stdin.buffer)
        if program is None:
            return
        try:
            found = answer(program)
        except (ValueError, MemoryError) as error:
            found = {"error": np.array(f"{type(error).__name__}: {error}")}
        send(sink, found)


if __name__ == "__main__":
    try:
        serve()
    except BrokenPipeError:
        os._exit(0)  # nobody is left to read
