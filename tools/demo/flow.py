"""Water over a grid: where each cell drains, and what that does to the land.

Flow follows a minimum spanning tree whose edges cost the higher of their two cells. Such a tree leaves every
pit over its lowest pass, so no cell is cut off from the sea and no separate filling of pits is needed.
"""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import breadth_first_order, minimum_spanning_tree

OFFSETS = ((0, 1), (1, 0), (1, 1), (1, -1))


def grid_edges(shape):
    """Index pairs of all 8-neighbours of a grid, each pair once, and their distance in cells."""
    index = np.arange(shape[0] * shape[1]).reshape(shape)
    starts, ends, lengths = [], [], []
    for down, right in OFFSETS:
        a = index[: shape[0] - down, max(0, -right) : shape[1] - max(0, right)]
        b = index[down:, max(0, right) : shape[1] + min(0, right)]
        starts.append(a.ravel())
        ends.append(b.ravel())
        lengths.append(np.full(a.size, np.hypot(down, right)))
    return np.concatenate(starts), np.concatenate(ends), np.concatenate(lengths)


@dataclass(frozen=True)
class Drainage:
    """A drainage tree: receiver of each cell (itself at an outlet), step length, and cells by tree depth."""

    receiver: np.ndarray
    step: np.ndarray
    levels: tuple

    def accumulate(self, amount):
        """Sum of `amount` over each cell and everything upstream of it."""
        total = amount.astype(float).copy()
        for cells in reversed(self.levels):
            np.add.at(total, self.receiver[cells], total[cells])
        return total

    def carry_up(self, values, is_source):
        """For each cell the value of the first source cell downstream, or of its outlet."""
        carried = values.copy()
        for cells in self.levels:
            carried[cells] = np.where(is_source[cells], values[cells], carried[self.receiver[cells]])
        return carried


def drain(height, is_outlet):
    """Drainage tree of a surface.

    Parameters
    ----------
    height : 2-D array, metres.
    is_outlet : 2-D boolean array, True where water leaves (sea, open edge).
    """
    shape, size = height.shape, height.size
    start, end, length = grid_edges(shape)
    z = height.ravel()
    drop = np.abs(z[start] - z[end]) / length
    # The small second term makes a cell prefer its steepest way down among edges of equal cost.
    cost = np.maximum(z[start], z[end]) + 1e-5 / (1 + drop) + 1000
    outlets = np.flatnonzero(is_outlet.ravel())
    start = np.concatenate([start, np.full(outlets.size, size)])
    end = np.concatenate([end, outlets])
    cost = np.concatenate([cost, np.full(outlets.size, 1.0)])
    tree = minimum_spanning_tree(csr_matrix((cost, (start, end)), shape=(size + 1, size + 1)))
    order, parent = breadth_first_order(tree, size, directed=False)
    return _as_drainage(order, parent, shape)


def _as_drainage(order, parent, shape):
    size = shape[0] * shape[1]
    depth = np.zeros(size + 1, int)
    position = np.zeros(size + 1, int)
    position[order] = np.arange(order.size)
    # Parents come before children in breadth-first order, so depth changes in runs along it.
    parent_position = position[parent[order[1:]]]
    bounds, begin = [], 1
    while begin < order.size:
        stop = begin + np.searchsorted(parent_position[begin - 1 :], begin)
        bounds.append((begin, stop))
        begin = stop
    for level, (begin, stop) in enumerate(bounds):
        depth[order[begin:stop]] = level
    receiver = np.where(parent[:size] == size, np.arange(size), parent[:size])
    row, col = np.divmod(np.arange(size), shape[1])
    step = np.hypot(row - row[receiver], col - col[receiver])
    return Drainage(receiver, step, tuple(order[b:e] for b, e in bounds[1:]))


def erode(height, uplift, hardness, is_outlet, cell, steps):
    """Let rivers and landslides shape a surface (stream power, implicit in time).

    Raises the land by `uplift` (metres a step) and cuts it in proportion to slope times the drainage area to
    the power 0.45, slopes capped at 36 degrees. Source: Braun and Willett 2013, Geomorphology 180, eq. 3-22.
    """
    steepest = np.tan(np.radians(36.0))
    for _ in range(steps):
        tree = drain(height, is_outlet)
        area = tree.accumulate(np.full(height.size, (cell / 1000.0) ** 2))
        length = np.maximum(tree.step, 1) * cell
        power = area**0.45 / (hardness.ravel() * length / 1000.0)
        z = height.ravel() + np.where(is_outlet, 0, uplift).ravel()
        for cells in tree.levels:
            below = z[tree.receiver[cells]]
            cut = (z[cells] + power[cells] * below) / (1 + power[cells])
            z[cells] = np.minimum(cut, below + steepest * length[cells])
        height = z.reshape(height.shape)
    return height
