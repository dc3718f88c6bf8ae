"""The integer programme over a few regions, by HiGHS."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize
from scipy.sparse import csr_matrix, vstack

from ..solver.solve import solve
from .effort import Effort
from .packing import Packing
from .rows import Rows

#: Programmes are small, and the solver is stopped after so many nodes. The clock
#: is there for a very slow machine only.
_NODES, _SECONDS = 100, 1.0
#: Work of a programme, in entries of a linear one, without its nodes.
_BASE, _CALL = 10, 15_000


@dataclass(frozen=True)
class Solved:
    """A choice among some regions (None where none was found), and what none among them exceeds."""

    chosen: np.ndarray | None
    bound: float


def can_solve() -> bool:
    """Whether this scipy has the solver (from 1.9 on)."""
    return hasattr(optimize, "milp")


def solve_whole(
    packing: Packing, rows: Rows, index: np.ndarray, effort: Effort, least: float | None = None
) -> Solved:
    """Choose among some regions.

    Parameters
    ----------
    rows : Rows
        Constraints known so far; pairs that they leave out are added.
    index : int64 array
        The regions to choose from.
    least : float or None
        Where given, the most regions that are worth so much together; their number is the bound.
    """
    value = packing.value[index]
    matrix, limit = _programme(packing, rows, index)
    if least is not None:
        matrix = vstack([matrix, csr_matrix(-value)], format="csr")
        limit = np.r_[limit, -least]
    effort.spend(len(index) * len(limit))
    n = len(index)
    found = solve(
        -value if least is None else -np.ones(n),
        matrix,
        (np.full(len(limit), -np.inf), limit),
        (np.zeros(n), np.ones(n)),
        np.ones(n),
        node_limit=_NODES,
        time_limit=_SECONDS,
        mip_rel_gap=0.0,
    )
    effort.spend(_CALL + len(index) * len(limit) * (_BASE + float(found.mip_node_count or 0)) / 4)
    bound = np.inf if found.mip_dual_bound is None else -float(found.mip_dual_bound)
    if found.status == 2:
        return Solved(None, -np.inf)
    return Solved(None if found.x is None else index[found.x > 0.5], bound)


def _programme(packing: Packing, rows: Rows, index: np.ndarray) -> tuple[csr_matrix, np.ndarray]:
    """Rows on some regions only: those known that may bind, and cliques for the pairs that they leave out."""
    part = rows.matrix[:, index]
    binds = np.asarray(part.sum(axis=1)).ravel() > rows.limit
    part, limit = part[binds], rows.limit[binds]
    one, others = _undominated(part[limit == 1]), limit != 1
    clash = packing.clashes(index)
    covered = (one.T @ one).toarray() > 0
    extra = _cliques(clash, clash & ~covered)
    first = np.cumsum([0, *(len(c) for c in extra)])
    members = np.concatenate([np.empty(0, np.int64), *extra])
    more = csr_matrix((np.ones(len(members)), members, first), shape=(len(extra), len(index)))
    matrix = vstack([part[others], one, more], format="csr")
    return matrix, np.r_[limit[others], np.ones(matrix.shape[0] - np.count_nonzero(others))]


def _undominated(rows: csr_matrix) -> csr_matrix:
    """The rows that lie in no other row; of equal ones the first."""
    size = np.asarray(rows.sum(axis=1)).ravel()
    shared = (rows @ rows.T).toarray()
    holds = shared >= size[:, None]  # row j holds all of row i
    number = np.arange(len(size))
    better = (size[None, :] > size[:, None]) | (number[None, :] < number[:, None])
    return rows[~(holds & better).any(axis=1)]


def _cliques(clash: np.ndarray, open_pairs: np.ndarray) -> list[np.ndarray]:
    """Cliques that hold every open pair, each as large as it gets."""
    left = open_pairs.copy()
    out = []
    for i in range(len(clash)):
        while left[i].any():
            members = [i]
            common = clash[i].copy()
            while common.any():
                wanted = common & left[i]
                j = int(np.argmax(wanted if wanted.any() else common))
                members.append(j)
                common &= clash[j]
            clique = np.sort(np.array(members))
            left[np.ix_(clique, clique)] = False
            out.append(clique)
    return out
