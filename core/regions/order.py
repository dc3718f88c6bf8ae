"""In which order cells join a region: best first, and always hanging together."""

from __future__ import annotations

import numpy as np
from scipy import ndimage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree


def component_of(rows: np.ndarray, cols: np.ndarray, root: int, wanted: int) -> np.ndarray:
    """Index of the cells that hang together with one of them through the best cells only.

    Parameters
    ----------
    rows, cols : int64 arrays, shape (n,)
        Cells, best first.
    root : int
        Index of the cell to hang together with.
    wanted : int
        Least number of cells; as few of the best as will do are looked at.

    Returns
    -------
    int64 array
        Rising; fewer than wanted where not so many hang together.
    """
    top, left = int(rows.min()), int(cols.min())
    level = np.full((int(rows.max()) - top + 1, int(cols.max()) - left + 1), len(rows), np.int64)
    level[rows - top, cols - left] = np.arange(len(rows))
    limit = max(wanted, root + 1)
    while True:
        labels, _ = ndimage.label(level < limit)
        own = labels[rows - top, cols - left]
        found = np.flatnonzero(own == own[root])
        if len(found) >= wanted or limit >= len(rows):
            return found
        limit = min(int(limit * 1.25) + 1, len(rows))


def connected_order(rows: np.ndarray, cols: np.ndarray) -> np.ndarray:
    """Order connected cells, given best first, so that every beginning hangs together and takes good ones first.

    The worst cell that one has to pass on the way from the best is found along the minimum spanning
    tree, where it is least bad; cells behind the same worst one follow by their steps along it.
    """
    n = len(rows)
    top, left = int(rows.min()), int(cols.min())
    number = np.full((int(rows.max()) - top + 1, int(cols.max()) - left + 1), -1, np.int64)
    number[rows - top, cols - left] = np.arange(n)
    right = (number[:, :-1] >= 0) & (number[:, 1:] >= 0)
    down = (number[:-1] >= 0) & (number[1:] >= 0)
    a = np.concatenate([number[:, :-1][right], number[:-1][down]])
    b = np.concatenate([number[:, 1:][right], number[1:][down]])
    cost = np.maximum(a, b) + 1.0  # 0 would mean no edge
    tree = minimum_spanning_tree(csr_matrix((cost, (a, b)), shape=(n, n)))
    _, parent = breadth_first_order(tree, 0, directed=False)
    parent[0] = 0
    worst, steps, up = np.arange(n), np.ones(n, np.int64), parent.astype(np.int64)
    steps[0] = 0
    while np.any(up != 0):
        worst, steps, up = np.maximum(worst, worst[up]), steps + steps[up], up[up]
    return np.lexsort((steps, worst))
