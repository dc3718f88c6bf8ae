"""Grid capacity: six bands against a plain reading of the contract, connection by connection and cell by cell."""

from __future__ import annotations

import functools

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPoint, Point, Polygon, box
from shapely.wkb import dumps, loads
from wattbit.core.criteria.connections import CapacityFields, Demand, read_connections
from wattbit.core.criteria.grid_capacity import grid_capacity_field
from wattbit.core.errors import InputError
from wattbit.core.grid.grid import Window
from wattbit.tests.core.layers import assert_sentence, distances, grid_of, layer_of

GRID = grid_of((0, 0, 9000, 7000), 250)
#: Nominal class of each voltage used here, and the least class by contract power.
CLASS_KV = {6.6: 6, 22: 20, 33: 30, 66: 60, 77: 70, 154: 140, 275: 275}


def least_class(mw):
    return 6 if mw < 2 else 20 if mw < 10 else 60


def field_of(folder, connections, demand, grid=GRID, **options):
    data = layer_of(folder, connections)
    return grid_capacity_field(data, read_connections(data, CapacityFields()), grid, demand, **options)


def spare_of(a):
    return a["spare_mw"] if a["spare_mw"] is not None else a["capacity_min_mw"]


def is_feasible(a, demand):
    """The contract's definition on one connection's attributes."""
    spare = spare_of(a)
    if a["side"] != "demand" or spare is None or spare < demand.mw * (1 + demand.margin_pct / 100):
        return False
    if a["year_available"] is not None and demand.year is not None and a["year_available"] > demand.year:
        return False
    return a["voltage_kv"] is not None and CLASS_KV[a["voltage_kv"]] >= least_class(demand.mw)


@functools.cache
def metres_of(wkb, window):
    """Shapely's distances to one geometry, once for all demands."""
    return distances([loads(wkb)], window)


def brute(connections, demand, grid):
    """Six bands straight from the definition, with shapely's distances."""
    reach, shape = demand.max_distance_m, grid.whole.shape
    score, spare, unknown = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    metres, fid = np.full(shape, np.inf), np.full(shape, -1)
    groups = [[set() for _ in range(shape[1])] for _ in range(shape[0])]
    for number, (geometry, a) in enumerate(connections, start=1):
        d = metres_of(dumps(geometry), grid.whole)
        near = d <= reach
        if a["side"] == "demand" and spare_of(a) is None:
            unknown += near
        if not is_feasible(a, demand):
            continue
        here = (1 - d / reach) * min(1, spare_of(a) / (demand.headroom_target * demand.mw))
        better = near & ((here > score) | (fid < 0))
        score[better], fid[better] = here[better], number
        metres = np.where(near, np.minimum(metres, d), metres)
        spare = np.where(near, np.maximum(spare, spare_of(a)), spare)
        for r, c in np.argwhere(near):
            groups[r][c].add(a["shared_group"] or number)
    metres[np.isinf(metres)] = np.nan
    return np.stack([score, metres, spare, [[len(g) for g in row] for row in groups], fid, unknown])


def random_connections(rng, count):
    out = []
    for i in range(count):
        x, y = rng.uniform((-3000, -3000), (12_000, 10_000))
        geometry = [
            Point(x, y), MultiPoint([(x, y), (x + 900, y - 400)]), LineString(rng.uniform(-2000, 9000, (3, 2))),
            Polygon([(x, y), (x + 1500, y + 200), (x + 700, y + 1100)]), Point(x, y),
            # Of so many segments that they are looked up another way.
            Point(x, y).buffer(900, 8).difference(Point(x + 100, y).buffer(400, 8)),
            LineString([(x + 60 * k, y + 300 * np.sin(k)) for k in range(80)]),
        ][i % 7]  # fmt: skip
        spare = None if rng.random() < 0.25 else round(float(rng.uniform(0, 120)), 1)
        least = round(float(rng.uniform(0, 60)), 1) if spare is None and rng.random() < 0.5 else None
        out.append((geometry, {
            "name": f"S{i}", "side": "generation" if rng.random() < 0.15 else "demand",
            "voltage_kv": None if rng.random() < 0.1 else float(rng.choice(list(CLASS_KV))),
            "spare_mw": spare, "capacity_min_mw": least, "capacity_max_mw": least and least + 10,
            "year_available": None if rng.random() < 0.5 else int(rng.integers(2025, 2036)),
            "shared_group": None if rng.random() < 0.6 else f"G{rng.integers(0, 4)}",
        }))  # fmt: skip
    return out


DEMANDS = (
    Demand(20, 2030, max_distance_m=2500),
    Demand(1.5, 2027, max_distance_m=1200, margin_pct=10),
    Demand(8, None, max_distance_m=4000, headroom_target=3),
    Demand(50, 2035, max_distance_m=10_000, margin_pct=20, headroom_target=1.5),
)


def assert_bands(found, expected):
    assert found[0] == pytest.approx(expected[0], abs=1e-6)
    assert found[1] == pytest.approx(expected[1], abs=0.01, nan_ok=True)
    assert found[2] == pytest.approx(expected[2], rel=1e-6)
    for band in (3, 4, 5):
        assert np.array_equal(found[band], expected[band])


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda d: f"{d.mw:g} MW")
@pytest.mark.parametrize("count", [4, 40])
def test_six_bands_follow_the_definition_for_points_lines_and_polygons(tmp_path, demand, count):
    connections = random_connections(np.random.default_rng(count), count)
    found = field_of(tmp_path, connections, demand)(GRID.whole)
    assert_bands(found, brute(connections, demand, GRID))


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda d: f"{d.mw:g} MW")
def test_the_score_alone_is_band_1_of_the_six(tmp_path, demand):
    grid = grid_of((-2000, -2000, 9000, 9000), 50)
    connections = random_connections(np.random.default_rng(7), 80)
    full = field_of(tmp_path, connections, demand, grid)
    alone = field_of(tmp_path, connections, demand, grid, score_only=True)
    assert len(full.bands) == 6
    assert len(alone.bands) == 1
    assert alone(grid.whole)[0] == pytest.approx(full(grid.whole)[0], abs=1e-6)


def test_bands_are_the_same_from_every_window_and_extent(tmp_path):
    connections = random_connections(np.random.default_rng(8), 40)
    large = grid_of((-5000, -4000, 15_000, 12_000), 250)
    for alone in (False, True):
        whole = field_of(tmp_path, connections, DEMANDS[0], score_only=alone)(GRID.whole)
        there = field_of(tmp_path, connections, DEMANDS[0], large, score_only=alone)
        assert np.array_equal(whole, there(large.whole)[:, 20:48, 20:56], equal_nan=True)
        window = Window(large, 23, 31, 9, 17)
        assert np.array_equal(there(window), whole[:, 3:12, 11:28], equal_nan=True)


ROW = grid_of((0, 0, 1000, 100), 100)  # centres at 50, 150, ... 950


def row(folder, connections, demand, **options):
    plain = {"side": "demand", "voltage_kv": 66.0}
    return field_of(folder, [(g, {**plain, **a}) for g, a in connections], demand, ROW, **options)(ROW.whole)[
        :, 0
    ]


def test_one_connection_by_hand(tmp_path):
    # 30 MW spare for 20 MW at twice the headroom: 30/40 of the score, falling to 0 at 400 m.
    found = row(
        tmp_path, [(Point(50, 50), {"spare_mw": 30.0})], Demand(20, max_distance_m=400, headroom_target=2)
    )
    assert found[0, :6] == pytest.approx([0.75, 0.5625, 0.375, 0.1875, 0, 0], abs=1e-7)
    assert found[1, :5].tolist() == [0, 100, 200, 300, 400]
    assert np.isnan(found[1, 5:]).all()
    assert found[2].tolist() == [30] * 5 + [0] * 5
    assert found[3].tolist() == [1] * 5 + [0] * 5
    assert found[4].tolist() == [1] * 5 + [-1] * 5


def test_a_connection_right_at_the_maximum_distance_is_in_reach_with_score_0(tmp_path):
    found = row(tmp_path, [(Point(50, 50), {"spare_mw": 30.0})], Demand(20, max_distance_m=400))
    assert found[:, 4].tolist() == [0, 400, 30, 1, 1, 0]


def test_more_headroom_wins_over_a_nearer_connection(tmp_path):
    near_small = (Point(250, 50), {"spare_mw": 20.0})
    far_large = (Point(450, 50), {"spare_mw": 60.0})
    found = row(tmp_path, [near_small, far_large], Demand(20, max_distance_m=1000, headroom_target=3))
    # At 250: 1/3 of 1.0 against 3/3 of 0.8.
    assert found[0, 2] == pytest.approx(0.8)
    assert found[1, 2] == 0
    assert found[4, 2] == 2
    assert found[2, 2] == 60


def test_of_equals_the_first_in_the_layer_gives_the_score(tmp_path):
    twins = [(Point(450, 50), {"spare_mw": 30.0}), (Point(450, 50), {"spare_mw": 30.0}),
             (Point(250, 50), {"spare_mw": 30.0})]  # fmt: skip
    found = row(tmp_path, twins, Demand(20, max_distance_m=400))
    assert found[4, 4] == 1
    assert found[4, 3] == 1  # 350 is as far from 250 as from 450
    assert found[3, 3] == 3


def test_connections_of_one_group_count_once_and_others_each(tmp_path):
    spots = [(Point(x, 50), {"spare_mw": 30.0, "shared_group": g}) for x, g in
             [(50, "A"), (150, "A"), (250, " A "), (350, None), (450, None), (550, ""), (650, "B")]]  # fmt: skip
    found = row(tmp_path, spots, Demand(20, max_distance_m=5000))
    assert found[3].tolist() == [5] * 10


def test_an_unknown_capacity_is_neither_0_nor_unlimited(tmp_path):
    unknown = (Point(50, 50), {"spare_mw": None})
    generation = (Point(50, 50), {"spare_mw": None, "side": "generation"})
    known = (Point(950, 50), {"spare_mw": 30.0})
    found = row(tmp_path, [unknown, generation, known], Demand(20, max_distance_m=300))
    assert found[0, :4].tolist() == [0] * 4
    assert np.isnan(found[1, :4]).all()
    assert found[5].tolist() == [1, 1, 1, 1, 0, 0, 0, 0, 0, 0]
    assert found[4].tolist() == [-1] * 6 + [3] * 4


def test_the_mark_for_no_value_is_an_unknown_capacity_and_no_deficit(tmp_path):
    data = layer_of(tmp_path, [(Point(0, 0), {"spare_mw": -9999.0}), (Point(1, 0), {"spare_mw": -12.0})])
    assert read_connections(data, CapacityFields()).is_unknown().tolist() == [True, False]


def test_a_capacity_given_as_a_class_counts_with_its_minimum(tmp_path):
    classed = {"spare_mw": None, "capacity_min_mw": 20.0, "capacity_max_mw": 50.0}
    assert row(tmp_path, [(Point(50, 50), classed)], Demand(20, max_distance_m=400))[2, 0] == 20
    assert row(tmp_path, [(Point(50, 50), classed)], Demand(21, max_distance_m=400))[2, 0] == 0


def test_a_layer_of_classes_alone_is_read(tmp_path):
    found = row(tmp_path, [(Point(50, 50), {"capacity_min_mw": 25.0})], Demand(20, max_distance_m=400))
    assert found[2, 0] == 25


def test_the_spare_must_cover_the_margin_to_the_last_megawatt(tmp_path):
    spot = [(Point(50, 50), {"spare_mw": 60.0})]
    assert row(tmp_path, spot, Demand(50, max_distance_m=400, margin_pct=20))[3, 0] == 1
    assert row(tmp_path, spot, Demand(50, max_distance_m=400, margin_pct=20.01))[3, 0] == 0


def test_a_connection_counts_from_its_year_on(tmp_path):
    spot = [(Point(50, 50), {"spare_mw": 60.0, "year_available": 2031}),
            (Point(50, 50), {"spare_mw": 30.0, "year_available": None})]  # fmt: skip
    in_time = [row(tmp_path, spot, Demand(20, year, max_distance_m=400))[2, 0] for year in (2030, 2031, None)]
    assert in_time == [30, 60, 60]


@pytest.mark.parametrize(
    ("mw", "taken"),
    [
        (1.9, {6.6, 22.0, 33.0, 66.0, 77.0, 154.0}),
        (2.0, {22.0, 33.0, 66.0, 77.0, 154.0}),
        (5.0, {22.0, 33.0, 66.0, 77.0, 154.0}),
        (9.9, {22.0, 33.0, 66.0, 77.0, 154.0}),
        (10.0, {66.0, 77.0, 154.0}),
        (50.0, {66.0, 77.0, 154.0}),
    ],
)
@pytest.mark.parametrize("utility", [None, "北海道電力ネットワーク", "中部電力パワーグリッド"])
def test_the_least_voltage_follows_the_contract_power_by_class(tmp_path, mw, taken, utility):
    # Nominal 20 takes 22 and 33, and 60 takes 66 and 77.
    kinds = (6.6, 22.0, 33.0, 66.0, 77.0, 154.0)
    spots = [(Point(50, 50), {"spare_mw": 99.0, "voltage_kv": v, "utility": utility}) for v in kinds]
    data = layer_of(tmp_path, [(g, {"side": "demand", **a}) for g, a in spots])
    feasible = read_connections(data, CapacityFields()).is_feasible(Demand(mw))
    assert {v for v, f in zip(kinds, feasible) if f} == taken


@pytest.mark.parametrize(
    ("least", "taken"),
    [
        (60, {66, 77, 154}),
        (66, {66, 77, 154}),
        (77, {77, 154}),
        (22, {22, 33, 66, 77, 154}),
        (154, {154}),
        (0, {6.6, 22, 33, 66, 77, 154}),
        (64, {66, 77, 154}),
        (30, {33, 66, 77, 154}),
        (78, {77, 154}),
    ],
)
def test_a_least_voltage_that_is_given_takes_the_place_of_the_table(tmp_path, least, taken):
    kinds = (6.6, 22, 33, 66, 77, 154)
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "voltage_kv": float(v)}) for v in kinds])
    feasible = read_connections(data, CapacityFields()).is_feasible(Demand(1, min_voltage_kv=least))
    assert {v for v, f in zip(kinds, feasible) if f} == taken


def test_an_unknown_voltage_is_not_enough_where_the_layer_tells_voltages(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "voltage_kv": v}) for v in (66.0, None)])
    assert read_connections(data, CapacityFields()).is_feasible(Demand(20)).tolist() == [True, False]


def test_a_layer_without_voltages_or_sides_is_taken_as_it_is(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0})])
    assert read_connections(data, CapacityFields()).is_feasible(Demand(20)).tolist() == [True]


@pytest.mark.parametrize(
    ("text", "kv"), [("66", 66), ("６６ｋＶ", 66), ("154;66", 154), ("6.6kV", 6.6), ("", None)]
)
def test_voltages_written_as_text_are_read(tmp_path, text, kv):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "voltage_kv": text or None})])
    found = read_connections(data, CapacityFields()).voltage_kv[0]
    assert np.isnan(found) if kv is None else found == kv


@pytest.mark.parametrize("side", ["demand", "Demand", " load ", "需要", "需要側"])
def test_the_demand_side_is_known_by_its_usual_words(tmp_path, side):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "side": side})])
    assert read_connections(data, CapacityFields()).is_demand.tolist() == [True]


def test_named_fields_take_the_place_of_the_standard_ones(tmp_path):
    own = {"余力": 30.0, "電圧": 66.0, "年": 2031, "群": "A", "側": "需要", "spare_mw": 1.0}
    data = layer_of(tmp_path, [(Point(1, 1), own)])
    found = read_connections(data, CapacityFields("余力", "電圧", "年", "群", "側"))
    assert (found.spare_mw[0], found.voltage_kv[0], found.year[0]) == (30, 66, 2031)
    assert found.group[0] == ("shared", "A")


def test_a_cell_inside_a_zone_is_at_distance_0(tmp_path):
    zone = (box(-50_000, -50_000, 50_000, 50_000), {"spare_mw": 30.0})
    found = row(tmp_path, [zone], Demand(20, max_distance_m=100))
    assert found[0].tolist() == [1] * 10
    assert found[1].tolist() == [0] * 10


def test_no_feasible_connection_is_a_score_of_0_not_nodata(tmp_path):
    found = row(tmp_path, [(Point(50, 50), {"spare_mw": 5.0})], Demand(20))
    assert found[0].tolist() == [0] * 10
    assert np.isnan(found[1]).all()
    assert found[2:].tolist() == [[0] * 10, [0] * 10, [-1] * 10, [0] * 10]


def test_capacity_of_the_generation_side_is_refused(tmp_path):
    data = layer_of(
        tmp_path, [(Point(i, 1), {"spare_mw": 99.0, "side": s}) for i, s in enumerate(["generation", "発電"])]
    )
    with pytest.raises(InputError) as error:
        read_connections(data, CapacityFields())
    assert_sentence(error, data.name, "generation side", "demand")


@pytest.mark.parametrize(
    "header", ["空容量", "空容量_MW", "当該設備の空き容量", "Ｎ−１電制適用可否", "出力制御の可能性"]
)
def test_a_table_for_generators_is_known_by_its_header_and_refused(tmp_path, header):
    name = header.replace("−", "-")
    data = layer_of(tmp_path, [(Point(1, 1), {name: 99.0})])
    with pytest.raises(InputError) as error:
        read_connections(data, CapacityFields(capacity=name))
    assert_sentence(error, data.name, "generation side", name)


def test_a_layer_with_no_row_of_the_demand_side_is_refused(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "side": "other"})])
    with pytest.raises(InputError) as error:
        read_connections(data, CapacityFields())
    assert_sentence(error, data.name, "side")


def test_a_layer_without_capacity_is_refused_listing_its_fields(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"voltage_kv": 66.0})])
    with pytest.raises(InputError) as error:
        read_connections(data, CapacityFields())
    assert_sentence(error, "spare_mw", "voltage_kv", data.name)


@pytest.mark.parametrize("part", ["capacity", "voltage", "year", "group", "side"])
def test_a_named_field_that_is_missing_is_refused(tmp_path, part):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0})])
    with pytest.raises(InputError) as error:
        read_connections(data, CapacityFields(**{part: "nofield"}))
    assert_sentence(error, "nofield", "spare_mw")


def test_a_year_that_is_none_is_refused(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "year_available": "未定"})])
    with pytest.raises(InputError) as error:
        read_connections(data, CapacityFields())
    assert_sentence(error, "year_available", "未定")


@pytest.mark.parametrize(
    "demand",
    [Demand(0), Demand(-5), Demand(float("nan")), Demand(1, max_distance_m=0), Demand(1, margin_pct=-1),
     Demand(1, headroom_target=0), Demand(1, min_voltage_kv=-1)],
)  # fmt: skip
def test_a_demand_that_makes_no_sense_is_refused(tmp_path, demand):
    with pytest.raises(InputError) as error:
        row(tmp_path, [(Point(50, 50), {"spare_mw": 5.0})], demand)
    assert_sentence(error, "must be")


def test_a_least_voltage_of_0_asks_for_none_and_takes_unknown_voltages_too(tmp_path):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "voltage_kv": v}) for v in (66.0, None)])
    found = read_connections(data, CapacityFields())
    assert found.is_feasible(Demand(20, min_voltage_kv=0)).tolist() == [True, True]


@pytest.mark.parametrize(
    ("text", "mw"),
    [("49 MW", 49), ("４９ＭＷ", 49), ("1,001", 1001), ("0 MW", 0), ("-5", -5), ("▲3.5 MW", -3.5), ("- MW", None),
     ("非公開", None), ("-", None), ("31-100", None), ("500 kW", None), ("", None)],
)  # fmt: skip
@pytest.mark.parametrize("field", ["spare_mw", "余力"])
def test_capacities_written_as_text_are_read_and_what_is_no_number_is_unknown(tmp_path, text, mw, field):
    data = layer_of(tmp_path, [(Point(1, 1), {field: text or None, "note": "a"})])
    found = read_connections(data, CapacityFields(capacity=field)).spare_mw[0]
    assert np.isnan(found) if mw is None else found == mw


@pytest.mark.parametrize("value", [66_000.0, "66000", "154000;66000"])
def test_a_table_in_volts_is_refused(tmp_path, value):
    data = layer_of(tmp_path, [(Point(1, 1), {"spare_mw": 99.0, "voltage_kv": value})])
    with pytest.raises(InputError) as error:
        read_connections(data, CapacityFields())
    assert_sentence(error, "voltage_kv", "kilovolts", data.name)


def test_rows_without_a_side_are_no_demand_and_no_unknown_capacity(tmp_path):
    spots = [(Point(50, 50), {"spare_mw": 30.0, "side": None}), (Point(50, 50), {"spare_mw": None, "side": None}),
             (Point(50, 50), {"spare_mw": 30.0, "side": "both"}), (Point(950, 50), {"spare_mw": 30.0})]  # fmt: skip
    found = row(tmp_path, spots, Demand(20, max_distance_m=100))
    assert found[:, 0].tolist()[:1] == [0]
    assert found[2:, 0].tolist() == [0, 0, -1, 0]
    assert found[2:, 9].tolist() == [30, 1, 4, 0]


def test_a_class_counts_with_its_minimum_where_the_figure_itself_is_unknown_alone(tmp_path):
    spots = [(Point(50, 50), {"spare_mw": 25.0, "capacity_min_mw": 90.0, "capacity_max_mw": 99.0}),
             (Point(950, 50), {"spare_mw": None, "capacity_min_mw": None, "capacity_max_mw": 99.0})]  # fmt: skip
    found = row(tmp_path, spots, Demand(20, max_distance_m=100))
    assert (found[2, 0], found[2, 9]) == (25, 0)
    # A class without a minimum is not known: its maximum promises nothing.
    assert found[5].tolist() == [0] * 8 + [1, 1]


def test_unknown_capacities_count_whatever_their_year_and_voltage(tmp_path):
    spots = [(Point(50, 50), {"spare_mw": None, "year_available": 2099, "voltage_kv": 6.6}),
             (Point(950, 50), {"spare_mw": 30.0})]  # fmt: skip
    assert row(tmp_path, spots, Demand(20, 2030, max_distance_m=100))[5].tolist() == [1, 1] + [0] * 8


def test_the_margin_asks_for_more_spare_but_does_not_lower_the_score(tmp_path):
    spot = [(Point(50, 50), {"spare_mw": 24.0})]
    with_margin = row(tmp_path, spot, Demand(20, max_distance_m=400, margin_pct=20))
    assert np.array_equal(with_margin, row(tmp_path, spot, Demand(20, max_distance_m=400)), equal_nan=True)
    assert with_margin[0, 0] == 1


def test_a_line_is_tapped_at_its_nearest_point_and_a_zone_is_measured_from_its_border(tmp_path):
    line = (LineString([(-5000, 350), (5000, 350)]), {"spare_mw": 30.0})
    zone = (box(400, 0, 600, 100), {"spare_mw": 30.0})
    assert row(tmp_path, [line], Demand(20, max_distance_m=1000))[1].tolist() == [300] * 10
    assert row(tmp_path, [zone], Demand(20, max_distance_m=1000))[1].tolist() == [
        350, 250, 150, 50, 0, 0, 50, 150, 250, 350,
    ]  # fmt: skip


def test_a_feature_without_a_place_connects_nothing(tmp_path):
    spots = [(Point(50, 50), {"spare_mw": 30.0}), ("LINESTRING (50 50)", {"spare_mw": 99.0}),
             ("GEOMETRYCOLLECTION EMPTY", {"spare_mw": 99.0})]  # fmt: skip
    assert row(tmp_path, spots, Demand(20, max_distance_m=100))[2, 0] == 30


def test_zones_of_very_many_vertices_are_as_good_as_exact(tmp_path):
    plain = {"side": "demand", "voltage_kv": 66.0, "year_available": None, "shared_group": None}
    zone = Point(4000, 3500).buffer(1800, 64).difference(Point(4000, 3500).buffer(700, 64))
    demand = Demand(20, max_distance_m=2500, headroom_target=2)
    connections = [(zone, {**plain, "spare_mw": 30.0}), (Point(7000, 3000), {**plain, "spare_mw": 60.0})]
    found, expected = field_of(tmp_path, connections, demand)(GRID.whole), brute(connections, demand, GRID)
    assert found[0] == pytest.approx(expected[0], abs=5e-6)
    assert found[1] == pytest.approx(expected[1], abs=0.01, nan_ok=True)
    assert np.array_equal(found[2:], expected[2:])
