"""Municipalities, prefecture, sea, neighbours, and where hazards were assessed."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from . import flow, frame, topology, towns

SEA, NEIGHBOUR = 0, 100
COST_CELL = 200


@dataclass(frozen=True)
class Regions:
    """Labels on the frame (0 sea, 100 neighbour, else 1-based municipality) and their polygons."""

    labels: np.ndarray
    polygons: dict
    town_points: tuple

    land: BaseGeometry
    assessed_land: BaseGeometry

    @property
    def is_assessed(self):
        """True on the cells of the municipalities whose hazards were assessed."""
        return np.isin(self.labels, _assessed_labels())


def _assessed_labels():
    return [i + 1 for i, town in enumerate(towns.TOWNS) if town[0] not in towns.UNASSESSED]


def build(terrain):
    """Divide the land: a border lies where two towns are equally hard to reach, so it follows ridges and rivers."""
    points = tuple(_town_point(terrain, town[2]) for town in towns.TOWNS)
    labels = _nearest_by_effort(terrain, points)
    labels = topology.without_specks(labels, 60)
    labels = _one_piece_each(labels)
    polygons = topology.polygons_of(labels, frame.XMIN, frame.YMAX, frame.CELL, sigma=1.2, tolerance=32)
    land = unary_union([p for label, parts in polygons.items() if 0 < label < NEIGHBOUR for p in parts])
    assessed = unary_union([p for label in _assessed_labels() for p in polygons[label]])
    return Regions(labels, polygons, points, land, assessed)


def _town_point(terrain, near_km):
    """The flattest low ground within 1.2 km of a wished place, away from the river bed."""
    x, y = frame.centres_km()
    distance = np.hypot(x - near_km[0], y - near_km[1])
    smooth_slope = ndimage.uniform_filter(terrain.slope_deg, 7)
    cost = smooth_slope + 1.5 * distance + 0.01 * terrain.elevation
    cost = np.where((distance < 1.2) & ~terrain.is_sea & ~terrain.is_river, cost, np.inf)
    row, col = np.unravel_index(np.argmin(cost), cost.shape)
    return frame.centre_of(row, col)


def _nearest_by_effort(terrain, points):
    ratio = COST_CELL // frame.CELL
    pick = slice(ratio // 2, None, ratio)
    slope = ndimage.uniform_filter(terrain.slope_deg, 3)[pick, pick]
    river = ndimage.maximum_filter((terrain.area_km2 > 40) & ~terrain.is_sea, 2)[pick, pick]
    height = terrain.elevation[pick, pick]
    # Heights count beside slopes: the border of two valleys then lies on the ridge and not beyond it.
    effort = 1 + slope / 9 + np.maximum(height, 0) / 350 + 4 * river + 3 * terrain.is_sea[pick, pick]
    effort = effort * np.exp(0.3 * frame.noise(frame.random_state(5), effort.shape, 9))
    start, end, length = flow.grid_edges(effort.shape)
    cost = length * (effort.ravel()[start] + effort.ravel()[end]) / 2
    seeds = [frame.cell_of(*p, COST_CELL) for p in points]
    seeds += [frame.cell_of(*frame.to_metres(p), COST_CELL) for p, _ in towns.NEIGHBOURS]
    late = [0.01] * len(points) + [km * 1000 / COST_CELL * 2 for _, km in towns.NEIGHBOURS]
    size, count = effort.size, len(seeds)
    start = np.concatenate([start, size + np.arange(count)])
    end = np.concatenate([end, [r * effort.shape[1] + c for r, c in seeds]])
    graph = csr_matrix((np.concatenate([cost, late]), (start, end)), shape=(size + count, size + count))
    sources = (
        dijkstra(
            graph, directed=False, indices=size + np.arange(count), min_only=True, return_predecessors=True
        )[2][:size]
        - size
    )
    owner = np.where(sources >= len(points), NEIGHBOUR, sources + 1).reshape(effort.shape)
    owner = np.kron(owner, np.ones((ratio, ratio), int))
    return np.where(terrain.is_sea, SEA, owner)


def _one_piece_each(labels):
    """Give stray mainland parts of a municipality to their surroundings; islands go to the nearest town's owner."""
    result = labels.copy()
    lands, _ = ndimage.label(labels != SEA)
    for value in np.unique(labels[labels != SEA]):
        patch, count = ndimage.label(labels == value)
        sizes = np.bincount(patch.ravel())[1:]
        if value == NEIGHBOUR or count < 2:
            continue
        main_land = lands[patch == 1 + np.argmax(sizes)][0]
        for piece in range(1, count + 1):
            cells = patch == piece
            if piece != 1 + np.argmax(sizes) and lands[cells][0] == main_land:
                ring = ndimage.binary_dilation(cells) & ~cells & (labels != SEA)
                if ring.any():
                    result[cells] = np.bincount(result[ring]).argmax()
    return result
