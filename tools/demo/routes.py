"""Roads, railways and fibre: cheapest ways over the terrain, joined into networks that share their junctions."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from . import flow, frame, topology, towns

CELL = 200
WINDOW = 35  # cells
# Places beside the towns that routes pass, in kilometres: edges of the frame and expressway waypoints.
PLACES = {
    "W1": (-0.9, 9.6),
    "W2": (-0.9, 40.2),
    "E1": (60.9, 19.4),
    "E2": (60.9, 30.2),
    "N1": (33.6, 50.9),
    "XW": (-0.9, 24.2),
    "X1": (9.2, 25.0),
    "X2": (17.2, 23.2),
    "X3": (26.8, 23.2),
    "X4": (36.8, 24.2),
    "X5": (50.6, 25.6),
    "XE": (60.9, 25.4),
    "X6": (32.4, 32.8),
    "P1": (39.6, 8.6),
    "P2": (30.8, 20.6),
    "P3": (56.6, 21.8),
    "W3": (-0.9, 24.6),
    "LANDING": (43.3, 3.0),
}
# kind, name, name_en, stops; earlier kinds keep ground that they share with later ones
# fmt: off
ROADS = (
    ("expressway", "碧州自動車道", "Hekishu Expressway", "XW X1 X2 X3 X4 X5 XE"),
    ("expressway", "北碧自動車道", "Hokuheki Expressway", "X3 X6 N1"),
    ("national", "国道901号", "Route 901", "W1 帆待町 琴坂市 碧浜市 汐見ヶ浦市 小鳩町 朝凪市 E1"),
    ("national", "国道902号", "Route 902", "碧浜市 緑台市 稲穂ヶ丘町 星降村 N1"),
    ("national", "国道903号", "Route 903", "琴坂市 葦ノ原市 栗ノ木町 霧ヶ沢村 W2"),
    ("national", "国道904号", "Route 904", "汐見ヶ浦市 白楡市 水鏡町 岩瀬戸町"),
    ("national", "国道905号", "Route 905", "朝凪市 茜野市 月待町 E2"),
    ("prefectural", "県道1号", "Prefectural Road 1", "碧浜市 藤ヶ瀬市 杉ヶ原町 雲居村"),
    ("prefectural", "県道2号", "Prefectural Road 2", "葦ノ原市 藤ヶ瀬市 緑台市 白楡市 茜野市"),
    ("prefectural", "県道3号", "Prefectural Road 3", "小鳩町 鶴ノ岬町 汐見ヶ浦市"),
    ("prefectural", "県道4号", "Prefectural Road 4", "栗ノ木町 杉ヶ原町 稲穂ヶ丘町 水鏡町 月待町"),
    ("prefectural", "県道5号", "Prefectural Road 5", "雲居村 星降村"),
    ("prefectural", "県道6号", "Prefectural Road 6", "帆待町 葦ノ原市"),
    ("prefectural", "県道7号", "Prefectural Road 7", "白楡市 小鳩町"),
    ("prefectural", "県道8号", "Prefectural Road 8", "岩瀬戸町 月待町"),
    ("prefectural", "県道9号", "Prefectural Road 9", "小鳩町 P1 鶴ノ岬町"),
    ("prefectural", "県道10号", "Prefectural Road 10", "琴坂市 藤ヶ瀬市"),
    ("prefectural", "県道11号", "Prefectural Road 11", "碧浜市 P2 白楡市"),
    ("prefectural", "県道12号", "Prefectural Road 12", "茜野市 水鏡町"),
    ("prefectural", "県道13号", "Prefectural Road 13", "朝凪市 P3 月待町"),
    ("prefectural", "県道14号", "Prefectural Road 14", "霧ヶ沢村 杉ヶ原町"),
    ("prefectural", "県道15号", "Prefectural Road 15", "緑台市 杉ヶ原町"),
    ("prefectural", "県道16号", "Prefectural Road 16", "藤ヶ瀬市 栗ノ木町"),
    ("prefectural", "県道17号", "Prefectural Road 17", "汐見ヶ浦市 緑台市"),
)
RAILWAYS = (
    ("trunk", "碧州本線", "Hekishu Main Line", "W1 帆待町 琴坂市 碧浜市 汐見ヶ浦市 小鳩町 朝凪市 E1"),
    ("trunk", "北碧線", "Hokuheki Line", "碧浜市 緑台市 稲穂ヶ丘町 N1"),
    ("local", "葦栗線", "Ashikuri Line", "琴坂市 葦ノ原市 栗ノ木町"),
    ("local", "茜線", "Akane Line", "汐見ヶ浦市 白楡市 茜野市 月待町"),
    ("local", "藤杉線", "Fujisugi Line", "碧浜市 藤ヶ瀬市 杉ヶ原町"),
)
# fmt: on


# fmt: off
FIBRE = (
    ("backbone", "沿岸光幹線", "Coastal Backbone", "帆待町 琴坂市 碧浜市 汐見ヶ浦市 小鳩町 朝凪市 E1"),
    ("backbone", "中央光幹線", "Central Backbone", "W3 葦ノ原市 藤ヶ瀬市 緑台市 白楡市 茜野市 朝凪市"),
    ("backbone", "岬光線", "Cape Cable Backhaul", "小鳩町 鶴ノ岬町 LANDING"),
    ("backbone", "北碧光幹線", "Hokuheki Backbone", "碧浜市 緑台市 稲穂ヶ丘町 N1"),
    ("regional", "西部光線", "Western Route", "琴坂市 葦ノ原市 栗ノ木町 霧ヶ沢村"),
    ("regional", "杉ヶ原光線", "Sugigahara Route", "藤ヶ瀬市 杉ヶ原町"),
    ("regional", "水鏡光線", "Mizukagami Route", "白楡市 水鏡町 岩瀬戸町"),
    ("regional", "月待光線", "Tsukimachi Route", "茜野市 月待町"),
)
# fmt: on


@dataclass
class Ground:
    """A lattice of land cells to travel on, its edges and their base cost."""

    shape: tuple
    start: np.ndarray
    end: np.ndarray
    cost: np.ndarray

    def graph(self, a, b, cheap=None, factor=1.0):
        """Cost graph around two nodes; edges between `cheap` cells cost `factor` times as much."""
        rows, cols = np.divmod(np.array([a, b]), self.shape[1])
        row, col = np.divmod(self.start, self.shape[1])
        # A way seldom strays far from its ends; searching only around them takes a third of the time.
        near = (
            (row >= rows.min() - WINDOW)
            & (row <= rows.max() + WINDOW)
            & (col >= cols.min() - WINDOW)
            & (col <= cols.max() + WINDOW)
        )
        start, end, cost = self.start[near], self.end[near], self.cost[near]
        if cheap is not None:
            cost = np.where(cheap[start] & cheap[end], factor * cost, cost)
        size = self.shape[0] * self.shape[1]
        return csr_matrix((cost, (start, end)), shape=(size, size))

    def node(self, x, y):
        """Node at a place."""
        row, col = frame.cell_of(x, y, CELL)
        return int(row) * self.shape[1] + int(col)

    def xy(self, nodes):
        """Coordinates of nodes, shape (n, 2)."""
        row, col = np.divmod(np.asarray(nodes), self.shape[1])
        return np.column_stack(frame.centre_of(row, col, CELL))


def ground(terrain, steepness):
    """Travel cost over land: slopes over about `steepness` degrees get dear, river beds ask for bridges."""
    pick = slice(CELL // frame.CELL // 2, None, CELL // frame.CELL)
    slope = ndimage.uniform_filter(terrain.slope_deg, 3)[pick, pick]
    is_sea = ndimage.binary_dilation(terrain.is_sea, iterations=2)[pick, pick]
    river = (terrain.is_river & (terrain.area_km2 > 30))[pick, pick]
    wander = np.exp(0.25 * frame.noise(frame.random_state(9), slope.shape, 14))
    effort = ((1 + (slope / steepness) ** 2) * wander + 2.5 * river).ravel()
    start, end, length = flow.grid_edges(slope.shape)
    cost = length * (effort[start] + effort[end]) / 2
    cost = cost * np.where(is_sea.ravel()[start] | is_sea.ravel()[end], 60, 1)
    return Ground(slope.shape, start, end, cost)


def places(town_points):
    """Coordinates of every stop by name."""
    where = {town[0]: p for town, p in zip(towns.TOWNS, town_points)}
    where.update({name: frame.to_metres(p) for name, p in PLACES.items()})
    return where


def network(land, where, lines, reuse, cheap=None):
    """Edges of a network of named lines, each laid on the cheapest way, drawn to ways already laid.

    `cheap` marks nodes that are easy from the start, such as the roads that a fibre follows.

    Returns
    -------
    dict of (node, node) to (kind, name, name_en).
    """
    edges = {}
    taken = np.zeros(land.shape[0] * land.shape[1], bool) if cheap is None else cheap.copy()
    for kind, name, name_en, stops in lines:
        nodes = [land.node(*where[stop]) for stop in stops.split()]
        for a, b in zip(nodes, nodes[1:]):
            path = cheapest(land.graph(a, b, taken, reuse), a, b)
            for edge in zip(path, path[1:]):
                edges.setdefault(tuple(sorted(edge)), (kind, name, name_en))
            if kind != "expressway":
                taken[path] = True
    return edges


def cheapest(graph, a, b):
    """Nodes of the cheapest way from a to b."""
    before = dijkstra(graph, directed=False, indices=a, return_predecessors=True)[1]
    path = [b]
    while path[-1] != a:
        path.append(int(before[path[-1]]))
    return path[::-1]


def arcs(land, edges, sigma=1.8, tolerance=22):
    """Smooth lines between the junctions of a network: list of (label, coordinates)."""
    result = []
    for label, nodes in topology.chain(edges):
        line = topology.smooth(land.xy(nodes), sigma, tolerance)
        if len(set(line)) > 1:
            result.append((label, line))
    return result
