"""Routes: the least cost over a friction raster, centre to centre, and no window too small for it."""

from __future__ import annotations

import heapq

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box
from wattbit.core.errors import InputError
from wattbit.core.routes import search
from wattbit.core.routes.cost import cost_table
from wattbit.core.routes.route import route_of
from wattbit.core.routes.run import Request, run_routes
from wattbit.core.routes.search import Ends, find_path
from wattbit.core.routes.surface import Surface, cost_distance
from wattbit.core.sources.raster import RasterSource
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.layers import assert_sentence, grid_of, write_raster, write_vector

NO = np.nan


def test_esris_worked_example_of_cost_distance():
    friction = [
        (1, 3, 4, 4, 3, 2), (4, 6, 2, 3, 7, 6), (5, 8, 7, 5, 6, 6),
        (1, 4, 5, NO, 5, 1), (4, 7, 5, NO, 2, 6), (1, 2, 2, 1, 3, 4),
    ]  # fmt: skip
    expected = [
        (2, 0, 0, 4, 6.7426, 9.2426), (4.5, 4, 0, 2.5, 7.5, 13.1066), (8, 7.0711, 4.5, 4.9497, 8.8640, 12.7426),
        (5, 7.5, 10.5, NO, 10.6213, 9.2426), (2.5, 5.6569, 6.4497, NO, 7.1213, 11.1213), (0, 1.5, 3.5, 5, 7, 10.5),
    ]  # fmt: skip
    sources = np.zeros((6, 6), bool)
    for col, row in ((1, 0), (2, 0), (2, 1), (0, 5)):
        sources[row, col] = True
    np.testing.assert_allclose(cost_distance(np.array(friction), sources), expected, atol=5e-5)


def least_costs(friction, start, dx, dy):
    """Dijkstra with a heap and dictionaries: a reference that shares no code."""
    rows, cols = friction.shape
    best, heap = {}, [(0.0, start)]
    while heap:
        cost, (r, c) = heapq.heappop(heap)
        if (r, c) in best:
            continue
        best[r, c] = cost
        for i in (-1, 0, 1):
            for j in (-1, 0, 1):
                near = r + i, c + j
                if near in best or near == (r, c) or not (0 <= near[0] < rows and 0 <= near[1] < cols):
                    continue
                if np.isfinite(friction[near]):
                    mean = (friction[r, c] + friction[near]) / 2
                    heapq.heappush(heap, (cost + mean * np.hypot(i * dy, j * dx), near))
    return best


def random_friction(seed, shape=(14, 17)):
    r = np.random.default_rng(seed)
    friction = r.choice([1, 1, 1, 2, 5, 20, 0.5], shape).astype(float)
    friction[r.random(shape) < 0.2] = NO
    friction[0, 0] = friction[-1, -1] = 1
    return friction


@pytest.mark.parametrize("seed", range(20))
def test_costs_are_those_of_a_plain_dijkstra_also_on_oblong_cells(seed):
    friction, (dx, dy) = random_friction(seed), (2.0, 3.0)
    source = np.zeros(friction.shape, bool)
    source[0, 0] = True
    cost = Surface(friction, dx, dy).spread(source).cost
    expected = least_costs(friction, (0, 0), dx, dy)
    for cell in np.ndindex(friction.shape):
        assert cost[cell] == pytest.approx(expected.get(cell, np.inf)), cell


def ends_at(start, target):
    def only(cell):
        def mask(window):
            out = np.zeros(window.shape, bool)
            row, col = cell[0] - window.row, cell[1] - window.col
            if 0 <= row < window.rows and 0 <= col < window.cols:
                out[row, col] = True
            return out

        return mask

    (r0, c0), (r1, c1) = start, target
    return Ends(only(start), only(target), (min(r0, r1), min(c0, c1), max(r0, r1), max(c0, c1)))


def reader(friction, windows):
    def read(window):
        windows.append(window)
        return friction[window.row : window.row + window.rows, window.col : window.col + window.cols]

    return read


@pytest.mark.parametrize("seed", range(40))
def test_a_path_on_a_growing_window_is_the_best_on_the_whole_raster(monkeypatch, seed):
    monkeypatch.setattr(search, "_FIRST_PAD", 1)
    friction = random_friction(seed, (40, 40))
    grid = grid_of((0, 0, 400, 400), 10)
    start, target = (20, 15), (22, 24)
    friction[start] = friction[target] = 1
    windows = []
    path = find_path(reader(friction, windows), grid, ends_at(start, target), 1000)
    expected = least_costs(friction, start, 10, 10).get(target)
    if expected is None:
        assert path is None
        return
    assert path.is_optimal and path.cost == pytest.approx(expected)
    route = route_of(path, grid)
    assert (route.friction * route.metres).sum() == pytest.approx(expected)
    assert route.line().length == pytest.approx(route.length_m)


def test_the_window_grows_only_as_far_as_the_proof_needs(monkeypatch):
    monkeypatch.setattr(search, "_FIRST_PAD", 4)
    grid = grid_of((0, 0, 2000, 2000), 10)
    friction = np.ones((200, 200))
    windows = []
    path = find_path(reader(friction, windows), grid, ends_at((100, 95), (100, 105)), 1000)
    assert path.is_optimal and path.cost == 100 and max(w.cols for w in windows) < 40
    # A wall with a gap far away: the way leads around, and the window follows.
    friction[50:180, 100] = NO
    path = find_path(reader(friction, windows), grid, ends_at((100, 95), (100, 105)), 1000)
    assert path.is_optimal and path.cost == pytest.approx(least_costs(friction, (100, 95), 10, 10)[100, 105])
    # Where the window may not grow so far, there is no way.
    assert find_path(reader(friction, windows), grid, ends_at((100, 95), (100, 105)), 30) is None


def test_a_path_that_might_be_beaten_says_so():
    grid = grid_of((0, 0, 4000, 4000), 10)
    friction = np.full((400, 400), 50.0)
    friction[300, :] = friction[:, 190] = friction[:, 210] = 0.01  # a fast way round, out of sight
    path = find_path(reader(friction, []), grid, ends_at((200, 190), (200, 210)), 20)
    assert not path.is_optimal
    assert find_path(reader(friction, []), grid, ends_at((200, 190), (200, 210)), 400).is_optimal


def test_costs_by_voltage_take_the_class_below():
    table = cost_table(((60, 100.0), (140, 200.0)))
    assert [table.rate(kv)[0] for kv in (22, 66, 77, 110, 154, 500)] == [100, 100, 100, 100, 200, 200]
    rate, words = cost_table().rate(66)
    assert rate > 0 and "unverified default" in words and "60 kV class" in words
    assert "assumed" in cost_table().rate(None)[1]
    for wrong in (((60, -1.0),), ((0, 1.0),), ((60, 1.0), (60, 2.0))):
        with pytest.raises(InputError):
            cost_table(wrong)


@pytest.fixture
def field(tmp_path):
    """A plain of 40 x 40 cells of 100 m with a river of friction 10 across, and a bridge of friction 2 in the east."""
    friction = np.ones((40, 40))
    friction[20, :] = 10
    friction[20, 35] = 2
    raster = write_raster(tmp_path / "friction.tif", friction, (0, 4000), 100, nodata=-9999)

    def made(name, rows):
        number = len(list(tmp_path.glob("*.gpkg")))
        return VectorSource(parse_uri(write_vector(tmp_path / f"{name}{number}.gpkg", rows)), name=name)

    return raster, made


def routes(field, starts, capacity, tmp_path, **more):
    raster, made = field
    request = Request(
        made("starts", starts), made("capacity", capacity), RasterSource(raster), None,
        more.pop("max_distance", 10_000.0), cost_table(((60, 100.0), (140, 250.0))), **more,
    )  # fmt: skip
    target = tmp_path / f"routes{len(list(tmp_path.iterdir()))}.gpkg"
    outcome = run_routes(request, str(target), [])
    return outcome, read_routes(target)


def read_routes(path):
    from osgeo import ogr
    from shapely import wkb

    source = ogr.Open(str(path))
    out = []
    for f in source.GetLayer(0):
        g = f.GetGeometryRef()
        out.append((None if g is None else wkb.loads(bytes(g.ExportToWkb())), f.items()))
    return out


def test_a_route_over_the_river_tells_length_cost_and_what_it_crosses(field, tmp_path):
    site, connection = Point(550, 2550), {"name": "x", "voltage_kv": 154.0}
    _raster, made = field
    river = made("river", [(LineString([(0, 1950), (4000, 1950)]), {})])
    _, [(line, row)] = routes(
        field, [(site, {"name": "A"})], [(Point(550, 1550), connection)], tmp_path, crossed=[river]
    )
    # Ten steps south, 9 cells' worth of plain and one of the river; the bridge is too far.
    assert row["length_m"] == pytest.approx(1000) and line.length == pytest.approx(1000)
    assert row["cost_distance"] == pytest.approx(900 + 1000)
    assert row["cost"] == pytest.approx(1.9 * 250)
    assert row["crosses"] == "1: 90 %, 10: 10 %; river: 1 x"
    assert (row["site"], row["connection"], row["voltage_kv"], row["is_optimal"]) == ("A", "x", 154, 1)
    assert row["friction_max"] == 10 and row["friction_mean"] == pytest.approx(1.9)


def test_a_site_goes_to_the_connection_that_costs_least_not_to_the_nearest(field, tmp_path):
    near, far = (Point(550, 1750), {"name": "beyond"}), (Point(1550, 2550), {"name": "this side"})
    _, [(_, row)] = routes(field, [(Point(550, 2250), {"name": "A"})], [near, far], tmp_path)
    assert row["connection"] == "this side"
    assert row["cost_basis"] == "60 kV class assumed: 100 million JPY/km (given)"
    _, [(_, row)] = routes(
        field, [(Point(550, 2250), {"name": "A"})], [near, far], tmp_path, max_distance=600
    )
    assert row["connection"] == "beyond"


def test_lines_of_an_allocation_lead_to_their_own_connections(field, tmp_path):
    line = LineString([(550, 2250), (550, 1750)]), {"site": "A", "connection": "x", "mw": 50.0, "site_fid": 7}
    capacity = [(Point(550, 1750), {"name": "x"}), (Point(650, 2250), {"name": "y"})]
    _, [(_, row)] = routes(field, [line], capacity, tmp_path)
    assert (row["site"], row["site_fid"], row["connection"], row["mw"]) == ("A", 7, "x", 50)
    assert row["voltage_kv"] == 60  # what 50 MW need at least


def test_sites_that_name_their_connections_get_a_route_to_each(field, tmp_path):
    sites = [
        (Point(550, 2250), {"name": "A", "connection": "x; y"}),
        (Point(50, 50), {"name": "B", "connection": None}),
    ]
    capacity = [
        (Point(950, 2250), {"name": "x"}),
        (Point(550, 2650), {"name": "y"}),
        (Point(650, 2250), {"name": "z"}),
    ]
    outcome, found = routes(field, sites, capacity, tmp_path)
    assert [(row["site"], row["connection"]) for _, row in found] == [("A", "x"), ("A", "y")]
    assert "1 site(s) of starts" in " ".join(outcome.remarks)


def test_polygons_begin_at_their_edge_and_end_where_a_zone_begins(field, tmp_path):
    site, zone = box(500, 2500, 1000, 3000), box(1500, 2500, 2000, 3000)
    _, [(_, row)] = routes(field, [(site, {"name": "A"})], [(zone, {"name": "z"})], tmp_path)
    assert row["length_m"] == pytest.approx(600)  # from the centre 950 to the centre 1550


def test_ends_that_cannot_be_reached_are_told(field, tmp_path):
    _raster, made = field
    friction = np.ones((40, 40))
    friction[10:13, 10:13] = NO
    friction[11, 11] = 1
    friction[30, 30] = NO
    path = write_raster(
        tmp_path / "walled.tif", np.where(np.isnan(friction), -9999, friction), (0, 4000), 100, nodata=-9999
    )
    sites = [
        (Point(1150, 2850), {"name": "walled in"}), (Point(3050, 950), {"name": "on nodata"}),
        (Point(9000, 900), {"name": "outside"}), (Point(2050, 2050), {"name": "here"}),
    ]  # fmt: skip
    _outcome, found = routes((path, made), sites, [(Point(2050, 2050), {"name": "x"})], tmp_path)
    notes = {row["site"]: row["note"] for _, row in found}
    assert notes["walled in"] == "no way within 10000 m around both ends"
    assert notes["on nodata"] == "the site lies where the friction raster cannot be crossed (nodata)"
    assert notes["outside"] == "the site lies outside the friction raster"
    assert notes["here"] == "site and connection share a cell"
    assert [row["length_m"] for _, row in found] == [None, None, None, 0]


def test_negative_friction_is_refused(field, tmp_path):
    _, made = field
    path = write_raster(tmp_path / "wrong.tif", np.full((4, 4), -1.0), (0, 400), 100)
    with pytest.raises(InputError) as error:
        routes((path, made), [(Point(50, 50), {})], [(Point(350, 50), {})], tmp_path)
    assert_sentence(error, "holds -1", "friction")


def test_where_nothing_is_in_reach_the_layer_is_empty_and_says_why(field, tmp_path):
    outcome, found = routes(field, [(Point(50, 3950), {"name": "A"})], [(Point(3950, 50), {"name": "x"})], tmp_path,
                            max_distance=100.0)  # fmt: skip
    assert found == [] and "have no connection within 100 m" in " ".join(outcome.remarks)
