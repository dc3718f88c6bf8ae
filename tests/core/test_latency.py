"""Round-trip time: twice the fibre's delay and the equipment's, to the best node."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box
from wattbit.core.criteria.latency import LatencyParameters, latency_field
from wattbit.core.engine.in_service import nodes_in_service
from wattbit.core.errors import InputError
from wattbit.core.grid.grid import Window
from wattbit.tests.core.layers import assert_sentence, distances, grid_of, layer_of

GRID = grid_of((-30_000, -20_000, 30_000, 20_000), 1000)


def field_of(folder, nodes, **parameters):
    return latency_field(layer_of(folder, nodes), GRID, LatencyParameters(**parameters))


def test_a_hundred_kilometres_take_1_37_ms_there_and_back(tmp_path):
    # 2 * 100 km * 1.4 * 4.897 us/km = 1371.16 us.
    grid = grid_of((0, 0, 101_000, 1000), 1000)
    field = latency_field(layer_of(tmp_path, [Point(500, 500)]), grid, LatencyParameters())
    row = field(grid.whole)[0, 0]
    assert row[[0, 100]] == pytest.approx([0, 1.37116], abs=1e-6)
    assert field.bands[0].unit == "ms"


def test_equipment_counts_both_ways(tmp_path):
    field = field_of(tmp_path, [Point(500, 500)], equipment_us=250)
    assert field(GRID.whole).min() == pytest.approx(0.5)


def test_the_best_of_many_nodes_wins_with_its_own_equipment(tmp_path):
    rng = np.random.default_rng(4)
    xy, own = rng.uniform(-60_000, 60_000, (25, 2)), rng.choice([0.0, 20.0, 55.5, 400.0], 25)
    nodes = [(Point(p), {"us": float(u) if i % 3 else None}) for i, (p, u) in enumerate(zip(xy, own))]
    field = field_of(tmp_path, nodes, equipment_field="us", equipment_us=70, route_factor=1.2, us_per_km=5.0)
    x, y = np.meshgrid(GRID.whole.x(), GRID.whole.y())
    delay = [u if i % 3 else 70 for i, u in enumerate(own)]
    each = [2 * (np.hypot(x - px, y - py) / 1000 * 1.2 * 5 + u) / 1000 for (px, py), u in zip(xy, delay)]
    assert field(GRID.whole)[0] == pytest.approx(np.min(each, axis=0), rel=1e-6)


def test_a_faster_node_farther_away_beats_a_slow_one_nearby(tmp_path):
    # 10 km of straight line are 137 us there and back.
    nodes = [(Point(500, 500), {"us": 100.0}), (Point(10_500, 500), {"us": 0.0})]
    field = field_of(tmp_path, nodes, equipment_field="us")
    here = field(Window(GRID, 19, 30, 1, 1))[0, 0, 0]
    assert here == pytest.approx(0.137116, abs=1e-6)


def test_lines_and_polygons_count_by_their_nearest_point(tmp_path):
    shapes = [LineString([(0, -30_000), (5_000, 30_000)]), box(10_000, 5_000, 25_000, 15_000)]
    expected = distances(shapes, GRID.whole) * 1.4 * 4.897 * 2 / 1e6
    assert field_of(tmp_path, shapes)(GRID.whole)[0] == pytest.approx(expected, abs=1e-6)


def test_latency_has_the_same_bits_from_every_window(tmp_path):
    xy = np.random.default_rng(5).uniform(-60_000, 60_000, (40, 2))
    field = field_of(tmp_path, [Point(p) for p in xy])
    whole = field(GRID.whole)
    assert np.array_equal(field(Window(GRID, 3, 5, 30, 41)), whole[:, 3:33, 5:46])


def test_a_node_counts_from_its_year_on_and_without_one_at_once(tmp_path):
    nodes = [(Point(i, 0), {"name": n, "year_available": y}) for i, (n, y) in
             enumerate([("a", 2025), ("b", None), ("c", 2031)])]  # fmt: skip
    data = layer_of(tmp_path, nodes)
    assert nodes_in_service(data, None, 2030).column("name").tolist() == ["a", "b"]
    assert nodes_in_service(data, None, 2031).column("name").tolist() == ["a", "b", "c"]
    assert nodes_in_service(data, None, None) is data


def test_no_node_in_service_is_refused_naming_the_first_year(tmp_path):
    data = layer_of(tmp_path, [(Point(0, 0), {"year_available": 2035})])
    with pytest.raises(InputError) as error:
        nodes_in_service(data, None, 2030)
    assert_sentence(error, "2030", "2035", data.name)


@pytest.mark.parametrize(
    ("parameters", "word"),
    [
        ({"route_factor": 0.9}, "route factor"),
        ({"us_per_km": 0}, "per km"),
        ({"equipment_us": -1}, "equipment"),
    ],
)
def test_constants_that_make_no_sense_are_refused(tmp_path, parameters, word):
    with pytest.raises(InputError) as error:
        field_of(tmp_path, [Point(0, 0)], **parameters)
    assert_sentence(error, word)


def test_a_negative_equipment_delay_of_a_node_is_refused(tmp_path):
    with pytest.raises(InputError) as error:
        field_of(tmp_path, [(Point(0, 0), {"us": -4.0})], equipment_field="us")
    assert_sentence(error, "equipment delay")
