"""In which order cells join a region: best first, and always hanging together."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree


def component_of(
    piece: np.ndarray, rows: np.ndarray, cols: np.ndarray, rank: np.ndarray, root: int, wanted: int
) -> np.ndarray:
    """Index of the cells that hang together with the root through the best ranks, at least as many as wanted."""
    limit = max(wanted, int(rank[root]) + 1)
    level = np.full(piece.shape, len(rank), np.int64)
    level[rows, cols] = rank
    while True:
        labels, _ = ndimage.label(level < limit)
        own = labels[rows, cols]
        found = np.flatnonzero(own == own[root])
        if len(found) >= wanted or limit >= len(rank):
            return found
        limit = int(limit * 1.25) + 1


def connected_order(rows: np.ndarray, cols: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """Order connected cells so that every beginning hangs together and takes good ranks first.

    The worst rank that one has to pass on the way from the best cell is found along the minimum
    spanning tree, where it is least; cells behind the same worst one follow by their steps along it.
    """
    n = len(rows)
    number = np.full((int(rows.max()) + 1, int(cols.max()) + 1), -1, np.int64)
    number[rows, cols] = np.arange(n)
    right = (number[:, :-1] >= 0) & (number[:, 1:] >= 0)
    down = (number[:-1] >= 0) & (number[1:] >= 0)
    a = np.concatenate([number[:, :-1][right], number[:-1][down]])
    b = np.concatenate([number[:, 1:][right], number[1:][down]])
    cost = np.maximum(rank[a], rank[b]) + 1.0  # 0 would mean no edge
    root = int(np.argmin(rank))
    tree = minimum_spanning_tree(csr_matrix((cost, (a, b)), shape=(n, n)))
    _, parent = breadth_first_order(tree, root, directed=False)
    parent[root] = root
    worst, steps = rank.copy(), np.ones(n, np.int64)
    steps[root] = 0
    up = parent.astype(np.int64)
    while np.any(up != root):
        worst, steps, up = np.maximum(worst, worst[up]), steps + steps[up], up[up]
    return np.lexsort((rank, steps, worst))
