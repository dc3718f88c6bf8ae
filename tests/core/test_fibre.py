"""Latency along fibre: against a Dijkstra of its own on graphs made with shapely, line by line and cell by cell."""

from __future__ import annotations

import heapq
import pickle

import numpy as np
import pytest
from shapely.geometry import LineString, MultiLineString, MultiPoint, Point, box
from wattbit.core.criteria.latency import KindConstants, LatencyParameters, latency_field
from wattbit.core.errors import InputError
from wattbit.core.grid.grid import Window
from wattbit.tests.core.layers import assert_sentence, centres, grid_of, layer_of

GRID = grid_of((0, 0, 6000, 5000), 250)
PLAIN = LatencyParameters()


class Brute:
    """The definition, read plainly: places on lines, joined along the lines, at shared vertices and at ends."""

    def __init__(self, lines, tolerance=1.0):
        self.parts = [p for line in lines for p in getattr(line, "geoms", [line]) if p.length > 0]
        self.places = [{LineString(p.coords[: i + 1]).length if i else 0.0 for i in range(len(p.coords))}
                       for p in self.parts]  # fmt: skip
        self.links = {}
        at = {}
        for i, part in enumerate(self.parts):
            for k, xy in enumerate(part.coords):
                s = LineString(part.coords[: k + 1]).length if k else 0.0
                for other in at.setdefault(xy, []):
                    self.link((i, s), other, 0.0)
                at[xy].append((i, s))
        for i, part in enumerate(self.parts):
            for s, xy in ((0.0, part.coords[0]), (part.length, part.coords[-1])):
                for j, other in enumerate(self.parts):
                    if j != i and other.distance(Point(xy)) <= tolerance:
                        place = other.project(Point(xy))
                        self.places[j].add(place)
                        self.link((i, s), (j, place), other.distance(Point(xy)))

    def link(self, a, b, metres):
        self.links.setdefault(a, []).append((b, metres))
        self.links.setdefault(b, []).append((a, metres))

    def nearest(self, point):
        """All places on the lines that are nearest to a point, and how far."""
        d = [p.distance(point) for p in self.parts]
        return [(i, self.parts[i].project(point)) for i, v in enumerate(d) if v <= min(d) + 1e-6], min(d)

    def from_place(self, start):
        """Metres along the lines from a place to every other place that is a vertex, joined or entered."""
        self.places[start[0]].add(start[1])
        best, heap = {}, [(0.0, start)]
        while heap:
            metres, (i, s) = heapq.heappop(heap)
            if (i, s) in best:
                continue
            best[i, s] = metres
            for other, gap in self.links.get((i, s), []):
                heapq.heappush(heap, (metres + gap, other))
            for t in self.places[i]:
                if (i, t) not in best:
                    heapq.heappush(heap, (metres + abs(t - s), (i, t)))
        return best

    def metres(self, starts, places):
        """Least metres along the lines between any of some starts and any of some places."""
        out = np.inf
        for start in starts:
            best = self.from_place(start)
            for i, s in places:
                out = min(out, *(m + abs(t - s) for (j, t), m in best.items() if j == i), np.inf)
        return out


def brute_ms(nodes, lines, window, factor=1.4, per_km=4.897, tolerance=1.0):
    """Milliseconds of every cell; nodes are (Point, equipment in microseconds[, factor, per_km])."""
    network = Brute(lines, tolerance)
    entries = [network.nearest(n[0]) for n in nodes]
    for places, _ in entries:
        for i, s in places:
            network.places[i].add(s)
    out = np.empty(window.shape)
    for r, row in enumerate(centres(window)):
        for c, cell in enumerate(row):
            places, leg = network.nearest(cell)
            each = []
            for (point, us, *own), (starts, own_leg) in zip(nodes, entries):
                f, k = own or (factor, per_km)
                along = network.metres(starts, places) + (leg + own_leg) * f
                each.append(2 * (min(along, cell.distance(point) * f) / 1000 * k + us) / 1000)
            out[r, c] = min(each)
    return out


def ms_of(folder, nodes, lines, grid=GRID, parameters=PLAIN, **options):
    rows = [(n[0], {"us": float(n[1])}) for n in nodes]
    own = LatencyParameters(parameters.route_factor, parameters.us_per_km, equipment_field="us")
    fibre = layer_of(folder, lines)
    return latency_field(layer_of(folder, rows), grid, own, fibre, **options)(grid.whole)[0]


def test_along_one_cable_by_hand(tmp_path):
    # 900 m of fibre between the cells' ends costs 900 x 4.897 us/km; the straight line would cost 1.4 times that.
    grid = grid_of((0, 0, 1000, 100), 100)
    found = ms_of(tmp_path, [(Point(50, 50), 0)], [LineString([(50, 50), (950, 50)])], grid)
    assert found[0, [0, 5, 9]] == pytest.approx([0, 2 * 0.5 * 4.897 / 1000, 2 * 0.9 * 4.897 / 1000], rel=1e-6)


def test_the_legs_to_and_from_the_cable_take_the_route_factor(tmp_path):
    # 300 m south of the cable at x = 1550, the node 200 m north of it at x = 50: (0.3 + 0.2) 1.4 + 1.5 km.
    grid = grid_of((0, 0, 1600, 100), 100)
    found = ms_of(tmp_path, [(Point(50, 550), 10)], [LineString([(-400, 350), (4000, 350)])], grid)
    assert found[0, 15] == pytest.approx(2 * ((0.5 * 1.4 + 1.5) * 4.897 + 10) / 1000, rel=1e-6)


def test_where_the_direct_way_is_shorter_it_wins(tmp_path):
    grid = grid_of((0, 0, 1000, 100), 100)
    detour = LineString([(50, 50), (50, 9000), (950, 9000), (950, 50)])
    found = ms_of(tmp_path, [(Point(50, 50), 0)], [detour], grid)
    assert found[0, 9] == pytest.approx(2 * 0.9 * 1.4 * 4.897 / 1000, rel=1e-6)


def random_lines(rng, count, spread=7000):
    """A tangle: shared vertices, T joints, near misses, crossings, parts, a ring, something apart."""
    lines = []
    for i in range(count):
        xy = np.cumsum(
            np.vstack([rng.uniform(-1000, spread, 2), rng.normal(0, 900, (rng.integers(1, 5), 2))]), axis=0
        )
        if lines and i % 6 != 5:
            other = lines[rng.integers(len(lines))]
            other = getattr(other, "geoms", [other])[0]
            xy[0] = [
                other.coords[-1], other.coords[len(other.coords) // 2],
                np.array(other.interpolate(0.37, normalized=True).coords[0]) + 0.4,
            ][i % 3]  # fmt: skip
        lines.append(LineString(xy) if i % 7 else MultiLineString([xy[:2], xy + 300]))
    lines.append(LineString([(2000, 2000), (2600, 2000), (2300, 2500), (2000, 2000)]))
    lines.append(LineString([(4000, 1000), (4000, 1000)]))
    return lines


@pytest.mark.parametrize("seed", range(6))
def test_latency_along_fibre_agrees_with_a_plain_dijkstra(tmp_path, seed):
    rng = np.random.default_rng(seed)
    lines = random_lines(rng, 18)
    nodes = [(Point(p), us) for p, us in zip(rng.uniform(-1500, 7500, (4, 2)), (0, 3, 12, 1))]
    grid = grid_of((0, 0, 6000, 5000), 500)
    # A route factor of 4, so that the fibre is worth the way to it from many cells.
    expected = brute_ms(nodes, lines, grid.whole, factor=4)
    found = ms_of(tmp_path, nodes, lines, grid, LatencyParameters(route_factor=4))
    assert found == pytest.approx(expected, rel=1e-6)
    direct = brute_ms(nodes, [LineString([(9e5, 9e5), (9e5, 9e5 + 1)])], grid.whole, factor=4)
    assert (expected < direct - 1e-9).any()


def one_cell(folder, lines, tolerance=1.0, node=(0, 50)):
    """Kilometres of path that the cell about (5050, 50) has to a node."""
    grid = grid_of((5000, 0, 5100, 100), 100)
    ms = ms_of(folder, [(Point(node), 0)], lines, grid, tolerance=tolerance)[0, 0]
    return ms * 1000 / 2 / 4.897


DIRECT_KM = 5.05 * 1.4


def test_ends_within_the_tolerance_are_spliced_and_those_beyond_are_not(tmp_path):
    lines = [LineString([(0, 50), (3000, 50)]), LineString([(3000.8, 50), (5050, 50)])]
    assert one_cell(tmp_path, lines) == pytest.approx(5.05, rel=1e-6)
    assert one_cell(tmp_path, lines, tolerance=0.5) == pytest.approx(DIRECT_KM, rel=1e-6)


def test_an_end_that_touches_another_line_along_it_is_spliced_there(tmp_path):
    # A T at x = 4000: south along it and east.
    lines = [LineString([(0, 50), (4000, 50)]), LineString([(4000, -3000), (4000, 0), (4000, 900)]),
             LineString([(4000.0, -100), (5050, -100)])]  # fmt: skip
    assert one_cell(tmp_path, lines) == pytest.approx(4 + 0.15 + 1.05 + 0.15 * 1.4, rel=1e-6)


def test_cables_that_cross_without_a_common_vertex_are_not_spliced(tmp_path):
    crossing = [LineString([(0, 50), (3000, 50), (3000, 3000)]), LineString([(2000, -500), (3500, 50.001), (5050, 50)]),
                LineString([(2900, -900), (3100, 900)])]  # fmt: skip
    assert one_cell(tmp_path, crossing) == pytest.approx(DIRECT_KM, rel=1e-6)


def test_cables_that_share_a_vertex_are_spliced(tmp_path):
    lines = [
        LineString([(0, 50), (3000, 50), (3000, 3000)]),
        LineString([(3000, -500), (3000, 50), (5050, 50)]),
    ]
    assert one_cell(tmp_path, lines) == pytest.approx(5.05, rel=1e-6)


def test_a_ring_that_is_nearly_closed_is_closed(tmp_path):
    # From the node west and round is 15 km; through the gap it is short.
    ring = [LineString([(0, 50), (-3000, 50), (-3000, 4000), (5050, 4000), (5050, 50), (0.5, 50)])]
    assert one_cell(tmp_path, ring) == pytest.approx(5.05, rel=1e-6)


def test_fibre_far_outside_the_extent_carries_the_path(tmp_path):
    # 30 km round a bay are less than 1.4 times the 26 km across it.
    grid = grid_of((26_000, 0, 26_100, 100), 100)
    line = LineString([(50, 50), (13_050, 7600), (26_050, 50)])
    found = ms_of(tmp_path, [(Point(50, 50), 0)], [line], grid)[0, 0]
    assert found == pytest.approx(2 * line.length / 1000 * 4.897 / 1000, rel=1e-6)


def test_the_nearest_fibre_is_taken_though_it_leads_nowhere(tmp_path):
    # The stray cable beside the cell joins no node, so the cell goes the direct way.
    lines = [LineString([(0, 50), (5050, 250)]), LineString([(5000, 60), (5100, 60)])]
    assert one_cell(tmp_path, lines) == pytest.approx(DIRECT_KM, rel=1e-6)
    assert one_cell(tmp_path, lines[:1]) < 5.4


def test_of_cables_equally_near_the_better_one_counts(tmp_path):
    # One 30 m north, one 30 m south; only the southern reaches the node.
    lines = [LineString([(4000, 80), (6000, 80)]), LineString([(0, 20), (6000, 20)])]
    for order in (lines, lines[::-1]):
        assert one_cell(tmp_path, order, node=(0, 20)) == pytest.approx(5.05 + 0.03 * 1.4, rel=1e-6)


def test_a_node_of_several_points_is_entered_at_each(tmp_path):
    lines = [LineString([(0, 50), (10, 50)]), LineString([(4000, 50), (5050, 50)])]
    grid = grid_of((5000, 0, 5100, 100), 100)
    nodes = layer_of(tmp_path, [MultiPoint([(0, 50), (4000, 50)])])
    field = latency_field(nodes, grid, PLAIN, layer_of(tmp_path, lines))
    assert field(grid.whole)[0, 0, 0] == pytest.approx(2 * 1.05 * 4.897 / 1000, rel=1e-6)


@pytest.mark.parametrize(
    ("campus", "along_km"),
    [
        (box(-100, 0, 100, 100), 4.95),  # crossed at x = 100
        (box(-100, 100, 0, 200), 5.05 + 0.05 * 1.4),  # 50 m north of the cable's end
        (LineString([(1000, -500), (1000, 500)]), 4.05),
        (box(-50_000, -50_000, 1000, 50_000), 4.05),  # vertices inside
    ],
)
def test_a_campus_joins_the_cable_where_they_meet_or_come_nearest(tmp_path, campus, along_km):
    grid = grid_of((5000, 0, 5100, 100), 100)
    fibre = layer_of(tmp_path, [LineString([(0, 50), (700, 50), (5050, 50)])])
    found = latency_field(layer_of(tmp_path, [campus]), grid, PLAIN, fibre)(grid.whole)[0, 0, 0]
    assert found == pytest.approx(2 * along_km * 4.897 / 1000, rel=1e-6)


def test_nodes_of_a_kind_have_constants_of_their_own_on_fibre_and_off_it(tmp_path):
    rng = np.random.default_rng(11)
    grid = grid_of((0, 0, 6000, 5000), 500)
    lines = random_lines(rng, 9)
    spots = rng.uniform(-500, 6500, (5, 2))
    kinds = ["ix", "apn_node", "ix", "apn_node", "exchange"]
    rows = [(Point(p), {"kind": k, "us": None if i else 7.0}) for i, (p, k) in enumerate(zip(spots, kinds))]
    parameters = LatencyParameters(
        3.0,
        5.0,
        40.0,
        "us",
        (("apn_node", KindConstants(2.5, 4.897, 2.0)), ("exchange", KindConstants(equipment_us=9.0))),
    )
    own = {"ix": (40.0, 3.0, 5.0), "apn_node": (2.0, 2.5, 4.897), "exchange": (9.0, 3.0, 5.0)}
    nodes = [(Point(p), *own[k]) for p, k in zip(spots, kinds)]
    nodes[0] = (nodes[0][0], 7.0, 3.0, 5.0)
    found = latency_field(layer_of(tmp_path, rows), grid, parameters, layer_of(tmp_path, lines))(grid.whole)[
        0
    ]
    assert found == pytest.approx(brute_ms(nodes, lines, grid.whole), rel=1e-6)


def test_latency_along_fibre_has_the_same_bits_from_every_window_and_extent(tmp_path):
    rng = np.random.default_rng(12)
    nodes = layer_of(tmp_path, [Point(p) for p in rng.uniform(0, 6000, (6, 2))])
    fibre = layer_of(tmp_path, random_lines(rng, 25))
    large = grid_of((-3000, -2000, 9000, 8000), 250)
    there = latency_field(nodes, large, PLAIN, fibre)
    whole = there(large.whole)
    assert np.array_equal(latency_field(nodes, GRID, PLAIN, fibre)(GRID.whole), whole[:, 12:32, 12:36])
    assert np.array_equal(there(Window(large, 5, 7, 20, 33)), whole[:, 5:25, 7:40])


def test_the_log_tells_what_the_fibre_came_to(tmp_path):
    lines = [
        LineString([(0, 0), (3000, 0)]),
        LineString([(3000.5, 0), (4000, 0)]),
        LineString([(0, 900), (500, 900)]),
    ]
    field = latency_field(layer_of(tmp_path, [Point(0, 10)]), GRID, PLAIN, layer_of(tmp_path, lines))
    told = field.fibre.summary
    assert (told.parts, told.idle_parts, told.joined) == (2, 1, 1)
    assert (told.length_km, told.idle_km) == pytest.approx((4.4995, 0.5))


@pytest.mark.parametrize("shapes", [[Point(1, 1)], [box(0, 0, 9, 9)], [LineString([(5, 5), (5, 5)])]])
def test_a_fibre_layer_without_lines_is_refused(tmp_path, shapes):
    fibre = layer_of(tmp_path, shapes)
    with pytest.raises(InputError) as error:
        latency_field(layer_of(tmp_path, [Point(0, 0)]), GRID, PLAIN, fibre)
    assert_sentence(error, "fibre", fibre.name)


@pytest.mark.parametrize("tolerance", [-1, float("nan"), 5000])
def test_a_tolerance_that_makes_no_sense_is_refused(tmp_path, tolerance):
    fibre = layer_of(tmp_path, [LineString([(0, 0), (1, 1)])])
    with pytest.raises(InputError) as error:
        latency_field(layer_of(tmp_path, [Point(0, 0)]), GRID, PLAIN, fibre, tolerance)
    assert_sentence(error, "tolerance")


def test_latency_along_fibre_can_be_sent_to_another_process(tmp_path):
    rng = np.random.default_rng(13)
    fibre = layer_of(tmp_path, random_lines(rng, 10))
    field = latency_field(
        layer_of(tmp_path, [Point(100, 100), box(4000, 4000, 4100, 4200)]), GRID, PLAIN, fibre
    )
    assert np.array_equal(pickle.loads(pickle.dumps(field))(GRID.whole), field(GRID.whole))
