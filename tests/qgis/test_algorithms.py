"""Every algorithm through `processing.run`, on inputs so small that the right numbers are in plain sight."""

from __future__ import annotations

import csv
import json
import math
import os
from pathlib import Path
from unittest import mock

import numpy as np
import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from wattbit.tests.qgis.tiny import (
    CRS,
    GRID,
    X,
    Y,
    box,
    facts,
    memory_layer,
    metres_to,
    point,
    raster,
    read,
    scenario_suitability,
    write_scenario,
)

STYLES = Path(__file__).resolve().parents[2] / "resources" / "styles"


@pytest.fixture
def run(provider, tmp_path):
    """Run an algorithm by its name into `tmp_path`; destinations may be given by file name."""
    import processing

    def run_one(name, feedback=None, **parameters):
        wanted = [p.name() for p in provider.algorithm(name).parameterDefinitions() if p.isDestination()]
        files = {k: str(tmp_path / v) for k, v in parameters.items() if k in wanted}
        return processing.run(f"wattbit:{name}", {**parameters, **files}, feedback=feedback)

    return run_one


@pytest.fixture
def project(qgis_app):
    """The project, emptied afterwards."""
    instance = QgsProject.instance()
    yield instance
    instance.clear()


@pytest.fixture
def stations():
    """Two points, at the centres of the north-west and the south-east cell."""
    return memory_layer([(point(50, 450), "a"), (point(450, 50), "b")], "kind:string", name="駅 stations")


# distance ------------------------------------------------------------------------------------


def test_distance_is_that_to_the_nearest_point(run, stations):
    result = run("distance", INPUT=stations, **GRID, OUTPUT="distance.tif")
    expected = np.minimum(metres_to(50, 450), metres_to(450, 50))
    assert np.allclose(read(result["OUTPUT"]), expected, atol=0.01)


def test_distance_takes_the_features_that_pass_the_filter_and_stops_at_the_maximum(run, stations):
    result = run("distance", INPUT=stations, **GRID, FILTER="kind = 'b'", MAX_DISTANCE=300, OUTPUT="d.tif")
    expected = metres_to(450, 50)
    expected[expected > 300] = np.nan
    assert np.allclose(read(result["OUTPUT"]), expected, atol=0.01, equal_nan=True)


def test_distance_is_0_inside_a_polygon_and_counts_what_lies_outside_the_extent(run):
    lake = memory_layer([(box(-1000, 200, 200, 300),)], kind="Polygon")
    values = read(run("distance", INPUT=lake, **GRID, OUTPUT="d.tif")["OUTPUT"])
    assert values[2].tolist() == [0, 0, 50, 150, 250]
    assert values[0, 0] == 150


def test_distance_brings_a_layer_in_degrees_onto_the_grid(run):
    # The origin of plane zone IX.
    origin = memory_layer([(point(139 + 50 / 60, 36),)], crs="EPSG:6668")
    values = read(run("distance", INPUT=origin, **GRID, OUTPUT="d.tif")["OUTPUT"])
    assert np.allclose(values, metres_to(0, 0), atol=0.01)


# latency -------------------------------------------------------------------------------------


def test_latency_is_there_and_back_along_the_ducts_to_the_best_node(run):
    nodes = memory_layer([(point(50, 450),), (point(1250, 450),)])
    result = run(
        "latency", INPUT=nodes, **GRID, ROUTE_FACTOR=1.5, US_PER_KM=5, EQUIPMENT_US=100, OUTPUT="ms.tif"
    )
    path_km = np.minimum(metres_to(50, 450), metres_to(1250, 450)) / 1000 * 1.5
    assert np.allclose(read(result["OUTPUT"]), 2 * (path_km * 5 + 100) / 1000, rtol=1e-6)


def test_latency_prefers_a_farther_node_whose_equipment_is_faster(run):
    nodes = memory_layer([(point(50, 450), 900.0), (point(10_050, 450), 100.0)], "us:double")
    result = run("latency", INPUT=nodes, **GRID, EQUIPMENT_FIELD="us", OUTPUT="ms.tif")
    km = np.stack([metres_to(50, 450), metres_to(10_050, 450)]) * 1.4 / 1000
    each = 2 * (km * 4.897 + np.array([900.0, 100.0])[:, None, None]) / 1000
    assert np.argmin(each, axis=0).min() == 1
    assert np.allclose(read(result["OUTPUT"]), each.min(axis=0), rtol=1e-6)


def test_latency_follows_the_fibre_where_that_is_shorter(run):
    # A cable along the south row to a node far in the west; the cells go down to it, or straight to the node.
    cable = memory_layer(
        [("LINESTRING(-9950 50, -3000 50)",), ("LINESTRING(-3000.5 50, 900 50)",)], kind="LineString"
    )
    nodes = memory_layer([(point(-9950, 50),)])
    heard = Listener()
    result = run("latency", heard, INPUT=nodes, FIBRE=cable, **GRID, OUTPUT="ms.tif")
    along = (Y - 50) * 1.4 + X + 9950
    km = np.minimum(along, metres_to(-9950, 50) * 1.4) / 1000
    assert np.allclose(read(result["OUTPUT"]), 2 * km * 4.897 / 1000, rtol=1e-5)
    assert any("1 connected parts" in text for text in heard.infos)
    assert heard.warnings == []


def test_latency_tells_of_fibre_that_leads_to_no_node(run):
    cable = memory_layer(
        [("LINESTRING(-9950 50, -3000 50)",), ("LINESTRING(-2990 50, 900 50)",)], kind="LineString"
    )
    nodes = memory_layer([(point(-9950, 50),)])
    heard = Listener()
    apart = run("latency", heard, INPUT=nodes, FIBRE=cable, **GRID, OUTPUT="a.tif")["OUTPUT"]
    assert np.allclose(read(apart), 2 * metres_to(-9950, 50) * 1.4 * 4.897e-6, rtol=1e-5)
    assert any("no node" in text for text in heard.warnings)
    joined = run("latency", INPUT=nodes, FIBRE=cable, **GRID, SNAP_TOLERANCE=20, OUTPUT="j.tif")["OUTPUT"]
    assert (read(joined) < read(apart)).all()


def test_latency_refuses_fibre_that_is_no_line(run, stations, tmp_path):
    from wattbit.tests.qgis.tiny import geojson, point_geometry

    spots = geojson(tmp_path / "spots.geojson", [(point_geometry(1, 1), {})])
    with pytest.raises(QgsProcessingException, match="fibre"):
        run("latency", INPUT=stations, FIBRE=str(spots), **GRID, OUTPUT="ms.tif")
    assert not (tmp_path / "ms.tif").exists()


# density -------------------------------------------------------------------------------------


@pytest.mark.parametrize("kernel", ["uniform", "quartic", "gaussian"])
def test_density_is_the_sum_of_weighted_kernels_per_km2(run, kernel):
    centres = [(50, 450, 10.0), (250, 250, 30.0), (650, 250, 5.0)]
    layer = memory_layer([(point(x, y), mw) for x, y, mw in centres], "mw:double")
    result = run("density", INPUT=layer, **GRID, RADIUS=310, FIELD="mw", KERNEL=kernel, OUTPUT="density.tif")
    radius_km = 0.31
    expected = np.zeros((5, 5))
    for x, y, mw in centres:
        d = metres_to(x, y) / 1000
        shape = {
            "uniform": np.full(d.shape, 1 / (math.pi * radius_km**2)),
            "quartic": 3 / (math.pi * radius_km**2) * (1 - (d / radius_km) ** 2) ** 2,
            # A plane Gaussian of standard deviation R / 3, cut at R where it has 1 - exp(-4.5) of its mass.
            "gaussian": 4.5
            / (math.pi * radius_km**2)
            * np.exp(-4.5 * (d / radius_km) ** 2)
            / (1 - math.exp(-4.5)),
        }[kernel]
        expected += np.where(d <= radius_km, mw * shape, 0)
    assert np.allclose(read(result["OUTPUT"]), expected, rtol=1e-5, atol=1e-6)


# gridcapacity --------------------------------------------------------------------------------

SUBSTATIONS = [
    # x, y, spare MW, kV, year, group, side
    (50, 450, 120.0, 154.0, None, "X", "demand"),
    (450, 450, 60.0, 66.0, 2029, "X", "demand"),
    (450, 50, 500.0, 275.0, 2035, "Y", "demand"),  # too late
    (50, 50, 500.0, 275.0, None, "Z", "generation"),  # the wrong side
    (250, 250, None, 66.0, None, "W", "demand"),  # unknown
    (250, 50, 500.0, 22.0, None, "V", "demand"),  # too low a voltage
    (250, 450, 40.0, 66.0, None, "U", "demand"),  # too little
    (150, 450, 56.0, 77.0, 2030, None, "demand"),  # in the 60 kV class
]
CAPACITY_FIELDS = "spare_mw:double,voltage_kv:double,year_available:integer,shared_group:string,side:string"


def capacity_layer():
    return memory_layer([(point(x, y), *rest) for x, y, *rest in SUBSTATIONS], CAPACITY_FIELDS)


def bands_by_brute_force(demand, reach, target):
    """The six bands of the contract, one feasible connection at a time."""
    feasible = [0, 1, 7]
    d = {i: metres_to(*SUBSTATIONS[i][:2]) for i in (*feasible, 4)}
    each = np.stack(
        [np.clip(1 - d[i] / reach, 0, None) * min(1, SUBSTATIONS[i][2] / (target * demand)) for i in feasible]
    )
    near = np.stack([d[i] <= reach for i in feasible])
    metres = np.stack([d[i] for i in feasible]).min(axis=0)
    spare = np.stack([SUBSTATIONS[i][2] * n for i, n in zip(feasible, near)]).max(axis=0)
    fids = np.array(feasible)[each.argmax(axis=0)] + 1  # memory layers count from 1
    return [
        each.max(axis=0),
        np.where(metres <= reach, metres, np.nan),
        spare,
        (near[0] | near[1]).astype(float) + near[2],
        np.where(near.any(axis=0), fids, -1),
        (d[4] <= reach).astype(float),
    ]


def test_gridcapacity_bands_are_those_of_brute_force(run):
    result = run(
        "gridcapacity", INPUT=capacity_layer(), **GRID, DEMAND_MW=50, MARGIN=10, HORIZON_YEAR=2030,
        MAX_DISTANCE=310, HEADROOM_TARGET=2, OUTPUT="capacity.tif",
    )  # fmt: skip
    wanted = bands_by_brute_force(50, 310, 2)
    for number, expected in enumerate(wanted, start=1):
        assert np.allclose(read(result["OUTPUT"], number), expected, rtol=1e-5, equal_nan=True), (
            f"band {number}"
        )


def test_spare_capacity_of_just_the_demand_with_its_margin_is_enough(run):
    # In binary 50 x 1.1 is a little more than 55.
    layer = memory_layer([(point(50, 450), 55.0)], "spare_mw:double")
    path = run("gridcapacity", INPUT=layer, **GRID, DEMAND_MW=50, MARGIN=10, OUTPUT="c.tif")["OUTPUT"]
    assert read(path)[0, 0] == 1


def test_gridcapacity_names_each_band(run):
    path = run("gridcapacity", INPUT=capacity_layer(), **GRID, DEMAND_MW=50, OUTPUT="c.tif")["OUTPUT"]
    words = ("score", "distance", "spare", "groups", "feature id", "unknown")
    assert [word for word, text in zip(words, facts(path).bands) if word not in text] == []
    assert len(facts(path).bands) == 6


def test_gridcapacity_without_a_feasible_connection_is_0_and_says_so(run):
    heard = Listener()
    path = run("gridcapacity", heard, INPUT=capacity_layer(), **GRID, DEMAND_MW=9000, OUTPUT="c.tif")[
        "OUTPUT"
    ]
    assert (read(path) == 0).all()
    assert (read(path, 5) == -1).all()
    assert any("No connection" in text for text in heard.warnings)


def test_gridcapacity_refuses_a_layer_of_the_generation_side(run, tmp_path):
    rows = [(point(50, 50), 500.0, "発電側")]
    layer = memory_layer(rows, "spare_mw:double,side:string", name="空容量マップ")
    with pytest.raises(QgsProcessingException, match=r"generation side.*demand"):
        run("gridcapacity", INPUT=layer, **GRID, DEMAND_MW=50, OUTPUT="c.tif")
    assert list(tmp_path.iterdir()) == []


# hazardscore ---------------------------------------------------------------------------------


def hazard_layers():
    """Flood over the two west columns, landslide over the north row; both assessed but in the south row."""
    flood = memory_layer([(box(0, 0, 200, 500), 2)], "severity:integer", "Polygon", name="flood")
    slide = memory_layer([(box(0, 400, 500, 500), 3)], "severity:integer", "Polygon", name="landslide")
    assessed = memory_layer([(box(0, 100, 500, 500),)], kind="Polygon", name="assessed")
    return flood, slide, assessed


def test_hazardscore_is_that_of_the_worst_hazard_and_keeps_not_assessed_apart(run):
    flood, slide, assessed = hazard_layers()
    result = run(
        "hazardscore",
        INPUT=[flood, slide],
        **GRID,
        SCORES="1,0.9,0.6,0.2,0",
        COVERAGE=assessed,
        OUTPUT="h.tif",
    )
    worst = np.zeros((5, 5))
    worst[:, :2] = 2
    worst[0] = 3
    worst[4] = np.nan  # flood is mapped in part of it, but landslides were not assessed
    score = np.select([worst == 3, worst == 2, worst == 0], [0.2, 0.6, 1.0], np.nan)
    assert np.allclose(read(result["OUTPUT"], 2), worst, equal_nan=True)
    assert np.allclose(read(result["OUTPUT"], 1), score, equal_nan=True)


def test_hazardscore_without_an_assessed_area_warns_and_excludes_from_a_severity_on(run):
    flood, slide, _ = hazard_layers()
    heard = Listener()
    path = run("hazardscore", heard, INPUT=[flood, slide], **GRID, EXCLUDE_FROM=3, OUTPUT="h.tif")["OUTPUT"]
    expected = np.ones((5, 5))
    expected[:, :2] = 0.5
    expected[0] = np.nan
    assert np.allclose(read(path), expected, equal_nan=True)
    assert (read(path, 2)[0] == 3).all()
    assert any("assessed" in text for text in heard.warnings)


# rescale -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "parameters", "expected"),
    [
        ("linear", {"LOW": 4, "HIGH": 0}, [1, 0.75, 0.5, 0, 0]),
        ("power", {"LOW": 0, "HIGH": 4, "EXPONENT": 2}, [0, 1 / 16, 1 / 4, 1, 1]),
        ("large", {"MIDPOINT": 2, "SPREAD": 2}, [0, 1 / 5, 1 / 2, 4 / 5, 16 / 17]),
        ("small", {"MIDPOINT": 2, "SPREAD": 2}, [1, 4 / 5, 1 / 2, 1 / 5, 1 / 17]),
        (
            "gaussian",
            {"MIDPOINT": 2, "SPREAD": 0.5},
            [math.exp(-2), math.exp(-0.5), 1, math.exp(-2), math.exp(-18)],
        ),
        ("near", {"MIDPOINT": 2, "SPREAD": 0.5}, [1 / 3, 2 / 3, 1, 1 / 3, 1 / 19]),
        ("piecewise", {"POINTS": [1, 0.2, 3, 1, 8, 0]}, [0.2, 0.2, 0.6, 0.8, 0]),
        ("categories", {"POINTS": [1, 0.2, 8, 1]}, [np.nan, 0.2, np.nan, np.nan, 1]),
    ],
)
def test_rescale_follows_the_formula(run, tmp_path, function, parameters, expected):
    source = raster(tmp_path / "x.tif", [[0.0, 1, 2, 4, 8, -9999]])
    path = run("rescale", INPUT=str(source), FUNCTION=function, **parameters, OUTPUT="y.tif")["OUTPUT"]
    assert np.allclose(read(path), [[*expected, np.nan]], rtol=1e-6, equal_nan=True)


def test_rescale_reads_the_band_it_is_told_and_keeps_the_grid(run, tmp_path):
    source = raster(tmp_path / "x.tif", [[[0.0, 1]], [[10.0, 20]]], corner=(7.3, 11.9), cell=2.5)
    path = run("rescale", INPUT=str(source), BAND=2, FUNCTION="linear", LOW=0, HIGH=20, OUTPUT="y.tif")[
        "OUTPUT"
    ]
    assert read(path).tolist() == [[0.5, 1]]
    assert facts(path).geotransform == pytest.approx((7.3, 2.5, 0, 11.9, 0, -2.5))


# exclusion -----------------------------------------------------------------------------------


@pytest.fixture
def slope(tmp_path):
    """A raster layer of 0, 2, 4, 6 and 8 degrees by column; the middle cell is nodata."""
    values = np.tile([0.0, 2, 4, 6, 8], (5, 1))
    values[2, 2] = -9999
    return QgsRasterLayer(str(raster(tmp_path / "slope.tif", values)), "slope")


def test_exclusion_sets_a_bit_for_each_rule_and_counts_its_hectares(run, slope):
    lake = memory_layer(
        [(box(0, 0, 200, 500), "lake"), (box(300, 0, 400, 500), "pond")], "kind:string", "Polygon"
    )
    rail = memory_layer([("LINESTRING(250 0, 250 500)",)], kind="LineString")
    result = run(
        "exclusion", INPUT=[lake, slope, rail], **GRID, FILTERS="kind = 'lake';;", RANGES=";6:;", BUFFERS="0,,100",
        OUTPUT="mask.tif", TABLE="table.csv",
    )  # fmt: skip
    # Rule 0 takes the west two columns, rule 1 the east two, rule 2 the three about the railway.
    assert read(result["OUTPUT"]).tolist() == [[1, 1 | 4, 4, 2 | 4, 2]] * 5
    with open(result["TABLE"], encoding="utf-8-sig") as handle:
        rows = list(csv.DictReader(handle))
    assert [float(r["excluded_ha"]) for r in rows] == [10, 10, 15]
    assert [float(r["excluded_alone_ha"]) for r in rows] == [5, 5, 5]


def test_exclusion_does_not_take_an_unknown_cell_for_an_eligible_one(run, slope):
    path = run("exclusion", INPUT=[slope], **GRID, RANGES="8", OUTPUT="mask.tif")["OUTPUT"]
    expected = np.tile([0.0, 0, 0, 0, 1], (5, 1))
    expected[2, 2] = np.nan
    assert np.array_equal(read(path), expected, equal_nan=True)
    assert facts(path).nodata == 2**32 - 1


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({}, "no range"),
        ({"RANGES": "steep"}, "steep"),
        ({"RANGES": "5:", "FILTERS": "a > 1"}, "filters are for vector"),
        ({"RANGES": "5:", "BUFFERS": "far"}, "far"),
        ({"RANGES": "5:;6:"}, "2 parts for 1 layers"),
    ],
    ids=["no range", "wrong range", "filter on a raster", "wrong buffer", "too many parts"],
)
def test_exclusion_refuses_rules_that_do_not_fit_the_layer(run, slope, wrong, word):
    with pytest.raises(QgsProcessingException, match=word):
        run("exclusion", INPUT=[slope], **GRID, OUTPUT="mask.tif", **wrong)


# overlay -------------------------------------------------------------------------------------


@pytest.fixture
def scores(tmp_path):
    """Two criteria and a mask of one row: the third cell is unknown to b, the fourth excluded."""
    a = raster(tmp_path / "a.tif", [[1.0, 0.2, 0.5, 0.5]], corner=(0, 100))
    b = raster(tmp_path / "b.tif", [[0.5, 1.0, -9999, 1.0]], corner=(0, 100))
    mask = raster(tmp_path / "mask.tif", [[0.0, 0, 0, 4]], corner=(0, 100))
    return [str(a), str(b)], str(mask)


def test_overlay_is_the_weighted_mean_with_its_parts_and_what_limits_it(run, scores):
    criteria, mask = scores
    result = run(
        "overlay",
        CRITERIA=criteria,
        WEIGHTS="3,1",
        EXCLUSION=mask,
        OUTPUT="o.tif",
        LIMITING="l.tif",
        CONTRIBUTIONS="c.tif",
    )
    gone = np.nan
    assert np.allclose(read(result["OUTPUT"]), [[0.875, 0.4, gone, gone]], equal_nan=True)
    assert np.allclose(read(result["CONTRIBUTIONS"], 1), [[0.75, 0.15, gone, gone]], equal_nan=True)
    assert np.allclose(read(result["CONTRIBUTIONS"], 2), [[0.125, 0.25, gone, gone]], equal_nan=True)
    # 3 (1 - 1) < 1 (1 - 0.5), but 3 (1 - 0.2) > 1 (1 - 1).
    assert np.array_equal(read(result["LIMITING"]), [[2, 1, gone, gone]], equal_nan=True)


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"WEIGHTS": "3"}, "weight"),
        ({"WEIGHTS": "3,-1"}, "weight"),
        ({"WEIGHTS": "0,0"}, "weight"),
        ({"WEIGHTS": "3,heavy"}, "commas"),
    ],
    ids=["too few", "negative", "all zero", "no number"],
)
def test_overlay_refuses_weights_that_do_not_fit(run, scores, tmp_path, changes, word):
    with pytest.raises(QgsProcessingException, match=word):
        run("overlay", CRITERIA=scores[0], OUTPUT="o.tif", **changes)
    assert not (tmp_path / "o.tif").exists()


def test_overlay_refuses_another_grid_and_what_is_no_score(run, scores, tmp_path):
    (a, _), _ = scores
    moved = str(raster(tmp_path / "moved.tif", [[0.5] * 4], corner=(50, 100)))
    metres = str(raster(tmp_path / "metres.tif", [[0.5, 300, 0.5, 0.5]], corner=(0, 100)))
    with pytest.raises(QgsProcessingException, match=r"moved.*another grid"):
        run("overlay", CRITERIA=[a, moved], WEIGHTS="1,1", OUTPUT="o.tif")
    with pytest.raises(QgsProcessingException, match=r"metres.*300.*rescale"):
        run("overlay", CRITERIA=[a, metres], WEIGHTS="1,1", OUTPUT="o.tif")
    assert not (tmp_path / "o.tif").exists()


@pytest.fixture
def drinks(tmp_path):
    """Scores of four places on three criteria (Tzeng and Huang's example over 10), and a fifth that nobody knows."""
    columns = {"price": (5, 7, 8, 7), "ground": (8, 6, 8, 4), "line": (4, 8, 6, 6)}
    files = []
    for name, values in columns.items():
        row = [v / 10 for v in values] + [-9999 if name == "line" else 1]
        files.append(str(raster(tmp_path / f"{name}.tif", [row], corner=(0, 100))))
    return files


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"METHOD": "topsis", "WEIGHTS": ".3,.4,.3"}, (0.5037, 0.6581, 0.7482, 0.3340)),
        ({"METHOD": "minimum", "WEIGHTS": "no,numbers"}, (0.4, 0.6, 0.6, 0.4)),
        ({"METHOD": "maximum"}, (0.8, 0.8, 0.8, 0.7)),
        ({"METHOD": "product"}, (0.16, 0.336, 0.384, 0.168)),
        ({"METHOD": "fuzzy_sum"}, (0.94, 0.976, 0.984, 0.928)),
        ({"METHOD": "gamma", "GAMMA": 0}, (0.16, 0.336, 0.384, 0.168)),
        ({"METHOD": "geometric"}, (0.542884, 0.695205, 0.726848, 0.551785)),
        ({"METHOD": "owa", "OWA_VARIANT": "yager", "ORDER_WEIGHTS": "1,1,2"}, (0.625, 0.725, 0.75, 0.6)),
        ({"METHOD": "owa", "OWA_VARIANT": "yager", "ALPHA": 0}, (0.8, 0.8, 0.8, 0.7)),
        # The lowest counts twice its weight: (.6 .4 + .3 .5 + .4 .8) / 1.3, (.8 .6 + .3 .7 + .3 .8) / 1.4, ...
        (
            {"METHOD": "owa", "WEIGHTS": "3,4,3", "ORDER_WEIGHTS": "2,1,1"},
            (0.71 / 1.3, 0.93 / 1.4, 0.92 / 1.3, 0.71 / 1.4),
        ),
        ({"METHOD": "promethee"}, (-4 / 9, 2 / 9, 5 / 9, -3 / 9)),
        ({"METHOD": "promethee", "PREFERENCE": [[0, 0], [0, 0], [0, 0]]}, (-4 / 9, 2 / 9, 5 / 9, -3 / 9)),
        ({"METHOD": "promethee", "RESCALE": True}, (5 / 18, 11 / 18, 14 / 18, 6 / 18)),
        # A difference of .1 counts nothing, of .2 a third, of .3 two, of .4 in full. Thirds on price, ground and line:
        # -4, 1, 2, 1; 4, -1, 4, -7; -5, 5, 0, 0.
        (
            {"METHOD": "promethee", "PREFERENCE": [0.1, 0.4] * 3},
            (-5 / 27, 5 / 27, 6 / 27, -6 / 27),
        ),
    ],
    ids=lambda v: " ".join(map(str, v.values())) if isinstance(v, dict) else "",
)
def test_overlay_by_every_method_gives_the_numbers_worked_out_by_hand(run, drinks, given, expected):
    result = run("overlay", CRITERIA=drinks, OUTPUT="o.tif", CONTRIBUTIONS="c.tif", LIMITING="l.tif", **given)
    found = read(result["OUTPUT"])[0]
    assert found[:4] == pytest.approx(expected, abs=5e-5)
    assert np.isnan(found[4])
    parts = sum(read(result["CONTRIBUTIONS"], band) for band in (1, 2, 3))[0]
    assert parts == pytest.approx(found, abs=1e-6, nan_ok=True)
    assert set(read(result["LIMITING"])[0][:4]) <= {1, 2, 3}


def test_overlay_finds_the_pareto_front(run, drinks):
    # The third place is as good as the first everywhere, and the second as good as the fourth.
    result = run("overlay", CRITERIA=drinks, OUTPUT="o.tif", PARETO="p.tif")
    assert np.array_equal(read(result["PARETO"]), [[0, 1, 1, 0, np.nan]], equal_nan=True)


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"METHOD": "owa"}, "order weights.*alpha"),
        ({"METHOD": "owa", "ORDER_WEIGHTS": "1,2"}, "2 for 3 criteria"),
        ({"METHOD": "owa", "ORDER_WEIGHTS": "1,2,x"}, "ORDER_WEIGHTS.*'x'"),
        ({"METHOD": "owa", "ORDER_WEIGHTS": "1,2,3", "ALPHA": 1}, "not both"),
        ({"METHOD": "gamma", "GAMMA": 2}, "GAMMA"),
        ({"METHOD": "promethee", "PREFERENCE": [0.2, 0.1] * 3}, "q 0.2 of criterion 1"),
        ({"METHOD": "promethee", "PREFERENCE": [0, 0.1]}, "1 rows for 3"),
        ({"METHOD": "promethee", "PREFERENCE": "0,0.1,0,0.1,0,far"}, "'far'"),
        ({"METHOD": "median"}, "promethee"),
    ],
    ids=lambda v: " ".join(map(str, v.values())) if isinstance(v, dict) else "",
)
def test_overlay_refuses_parameters_that_do_not_fit_the_method(run, drinks, tmp_path, given, word):
    with pytest.raises(QgsProcessingException, match=word):
        run("overlay", CRITERIA=drinks, OUTPUT="o.tif", **given)
    assert not (tmp_path / "o.tif").exists()


# runscenario and checkscenario ---------------------------------------------------------------


def test_runscenario_gives_the_numbers_worked_out_from_its_formulas(run, tmp_path):
    scenario = write_scenario(tmp_path / "scenario")
    result = run(
        "runscenario", SCENARIO=str(scenario), SUITABILITY="s.tif", EXCLUSION="e.tif", CANDIDATES="c.gpkg",
        CRITERIA="criteria.tif", LIMITING="l.tif", UNCERTAINTY="u.tif", REPORT="r.html", RUN_LOG="log.json",
    )  # fmt: skip
    expected = scenario_suitability()
    assert np.allclose(read(result["SUITABILITY"]), expected, atol=1e-6, equal_nan=True)
    assert read(result["EXCLUSION"])[0].tolist() == [0, 0, 0, 0, 1]
    assert read(result["EXCLUSION"]).sum() == 1
    road, flat = read(result["CRITERIA"], 1), read(result["CRITERIA"], 2)
    assert np.allclose(
        ((3 * road + flat) / 4)[expected == expected], expected[expected == expected], atol=1e-6
    )
    costs = np.where(3 * (1 - road) >= 1 - flat, 1.0, 2.0)
    costs[0, 4] = np.nan
    assert np.array_equal(read(result["LIMITING"]), costs, equal_nan=True)
    assert np.allclose(read(result["UNCERTAINTY"]), expected, atol=1e-6, equal_nan=True)
    assert "<html" in Path(result["REPORT"]).read_text(encoding="utf-8")
    assert json.loads(Path(result["RUN_LOG"]).read_text(encoding="utf-8"))["scenario"]["title"] == "5 x 5"


def test_runscenario_makes_one_candidate_of_the_connected_cells_above_the_least_score(run, tmp_path):
    scenario = write_scenario(tmp_path / "scenario")
    result = run(
        "runscenario", SCENARIO=str(scenario), SUITABILITY="s.tif", EXCLUSION="e.tif", CANDIDATES="c.gpkg"
    )
    layer = QgsVectorLayer(result["CANDIDATES"], "candidates")
    (candidate,) = layer.getFeatures()
    good = scenario_suitability()[scenario_suitability() >= 0.6]
    assert candidate["rank"] == 1
    assert candidate["area_ha"] == good.size  # 1 ha a cell
    assert candidate.geometry().area() == good.size * 10_000
    assert candidate["score_mean"] == pytest.approx(good.mean(), abs=1e-6)
    assert candidate["contrib_road"] + candidate["contrib_flat"] == pytest.approx(candidate["score_mean"])
    assert layer.crs().authid() == CRS


def test_runscenario_takes_cell_size_and_extent_in_place_of_the_scenarios_own(run, tmp_path):
    scenario = write_scenario(tmp_path / "scenario")
    result = run(
        "runscenario", SCENARIO=str(scenario), CELL_SIZE=50, EXTENT="0,200,0,100 [EPSG:6677]", THREADS=1,
        SUITABILITY="s.tif", EXCLUSION="e.tif", CANDIDATES="c.gpkg",
    )  # fmt: skip
    assert facts(result["SUITABILITY"]).size == (4, 2)
    assert facts(result["SUITABILITY"]).geotransform == (0, 50, 0, 100, 0, -50)


def test_a_second_run_into_the_same_files_sees_nothing_of_the_first(run, tmp_path):
    scenario = write_scenario(tmp_path / "scenario")
    outputs = {"SUITABILITY": "s.tif", "EXCLUSION": "e.tif", "CANDIDATES": "c.gpkg"}
    run("runscenario", SCENARIO=str(scenario), **outputs)
    os.replace(raster(tmp_path / "steeper.tif", np.full((5, 5), 5.0)), scenario.parent / "slope.tif")
    result = run("runscenario", SCENARIO=str(scenario), **outputs)
    (candidate,) = QgsVectorLayer(result["CANDIDATES"], "candidates").getFeatures()
    suitability = read(result["SUITABILITY"])
    assert candidate["score_mean"] == pytest.approx(suitability[suitability >= 0.6].mean())
    assert candidate["contrib_flat"] == pytest.approx(0.25 * 0.5)


def test_checkscenario_finds_nothing_wrong_with_a_right_scenario(run, tmp_path):
    result = run("checkscenario", SCENARIO=str(write_scenario(tmp_path / "scenario")), OUTPUT="findings.json")
    assert (result["ERRORS"], result["WARNINGS"]) == (0, 0)
    assert json.loads(Path(result["OUTPUT"]).read_text(encoding="utf-8"))[-1]["level"] == "info"


def test_checkscenario_finds_every_fault_with_its_place(run, tmp_path):
    scenario = write_scenario(
        tmp_path / "scenario", gird={}, candidates={"count": 0}, exclusions=[{"id": "lake", "layer": "lakes"}]
    )
    result = run("checkscenario", SCENARIO=str(scenario), OUTPUT="findings.csv")
    with open(result["OUTPUT"], encoding="utf-8-sig") as handle:
        rows = list(csv.DictReader(handle))
    assert result["ERRORS"] == len(rows) >= 2
    assert {r["where"] for r in rows} >= {"gird", "candidates.count"}
    assert any("did you mean grid?" in r["what"] for r in rows)


# What every algorithm takes ------------------------------------------------------------------


def test_a_subset_string_holds_for_a_memory_layer_and_for_a_file(run, stations, tmp_path):
    path = str(tmp_path / "駅 stations.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(
        stations, path, stations.transformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    for layer in (stations, QgsVectorLayer(path, "file")):
        assert layer.setSubsetString("kind = 'b'")
        values = read(run("distance", INPUT=layer, **GRID, OUTPUT="d.tif")["OUTPUT"])
        assert np.allclose(values, metres_to(450, 50), atol=0.01)


def test_only_the_selected_features_count_when_that_is_asked(run, project, stations):
    project.addMapLayer(stations)
    stations.selectByExpression("kind = 'b'")
    selected = QgsProcessingFeatureSourceDefinition(stations.id(), True)
    values = read(run("distance", INPUT=selected, **GRID, OUTPUT="d.tif")["OUTPUT"])
    assert np.allclose(values, metres_to(450, 50), atol=0.01)


def test_a_layer_of_the_project_is_found_by_its_id_and_by_its_name(run, project, stations):
    project.addMapLayer(stations)
    expected = np.minimum(metres_to(50, 450), metres_to(450, 50))
    for text in (stations.id(), stations.name()):
        assert np.allclose(
            read(run("distance", INPUT=text, **GRID, OUTPUT="d.tif")["OUTPUT"]), expected, atol=0.01
        )


@pytest.mark.parametrize("ending", ["memory", "gpkg", "shp"])
def test_feature_ids_are_those_of_the_layer_that_was_given(run, tmp_path, ending):
    layer = capacity_layer()
    if ending != "memory":
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = {"gpkg": "GPKG", "shp": "ESRI Shapefile"}[ending]
        path = str(tmp_path / f"capacity.{ending}")
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, layer.transformContext(), options)
        layer = QgsVectorLayer(path, "file")
    for subset in ("", "spare_mw = 120", "spare_mw = 60"):
        assert layer.setSubsetString(subset)
        fields = {"VOLTAGE_FIELD": "voltage_kv", "CAPACITY_FIELD": "spare_mw"}
        best = read(
            run("gridcapacity", INPUT=layer, **GRID, **fields, DEMAND_MW=50, OUTPUT="c.tif")["OUTPUT"], 5
        )
        (wanted,) = (f.id() for f in layer.getFeatures() if f["spare_mw"] == (60 if "60" in subset else 120))
        assert best[0, 4 if "60" in subset else 0] == wanted


@pytest.mark.parametrize(
    "name", ["distance", "latency", "density", "gridcapacity", "hazardscore", "exclusion"]
)
def test_a_template_gives_its_grid_as_it_is(run, tmp_path, name):
    template = raster(tmp_path / "template.tif", np.zeros((2, 3)), corner=(12.5, 407.5), cell=33.0)
    flood, _, assessed = hazard_layers()
    inputs = {
        "gridcapacity": {"INPUT": capacity_layer(), "DEMAND_MW": 50},
        "hazardscore": {"INPUT": [flood], "COVERAGE": assessed},
        "exclusion": {"INPUT": [flood]},
        "density": {"INPUT": capacity_layer(), "RADIUS": 100},
    }.get(name, {"INPUT": capacity_layer()})
    found = facts(run(name, **inputs, TEMPLATE=str(template), OUTPUT="out.tif")["OUTPUT"])
    assert found.size == (3, 2)
    assert found.geotransform == pytest.approx((12.5, 33, 0, 407.5, 0, -33))


def test_the_grid_snaps_outward_to_whole_cells(run, stations):
    result = run(
        "distance", INPUT=stations, CRS=CRS, CELL_SIZE=100, EXTENT="1,399,101,499 [EPSG:6677]", OUTPUT="d.tif"
    )
    found = facts(result["OUTPUT"])
    assert (found.size, found.geotransform) == ((4, 4), (0, 100, 0, 500, 0, -100))


def test_every_output_asked_for_is_returned_and_there(run, provider, stations, slope, scores, tmp_path):
    scenario = str(write_scenario(tmp_path / "scenario"))
    flood, _, assessed = hazard_layers()
    inputs = {
        "distance": {"INPUT": stations, **GRID},
        "latency": {"INPUT": stations, **GRID},
        "density": {"INPUT": stations, "RADIUS": 100, **GRID},
        "gridcapacity": {"INPUT": capacity_layer(), "DEMAND_MW": 50, **GRID},
        "hazardscore": {"INPUT": [flood], "COVERAGE": assessed, **GRID},
        "rescale": {"INPUT": slope, "FUNCTION": "linear", "LOW": 8, "HIGH": 0},
        "exclusion": {"INPUT": [slope], "RANGES": "5:", **GRID},
        "overlay": {"CRITERIA": scores[0], "WEIGHTS": "1,1"},
        "runscenario": {"SCENARIO": scenario},
        "checkscenario": {"SCENARIO": scenario},
    }
    endings = {"rasterDestination": "tif", "vectorDestination": "gpkg", "fileDestination": "json"}
    for name, given in inputs.items():
        algorithm = provider.algorithm(name)
        wanted = {p.name(): p.type() for p in algorithm.parameterDefinitions() if p.isDestination()}
        # These two are refused where the scenario does not ask for an allocation.
        without = {"ALLOCATION", "LEDGER", "ROUTES"} & set(wanted) if name == "runscenario" else set()
        files = {k: f"{name}_{k}.{endings[kind]}" for k, kind in wanted.items() if k not in without}
        result = run(name, **given, **files)
        # Breakpoints are suggested only where none are given.
        optional = {"SUGGESTED_LOW", "SUGGESTED_HIGH", *without}
        assert set(result) | optional == {o.name() for o in algorithm.outputDefinitions()} | optional, name
        assert {k: Path(result[k]).name for k in files if Path(result[k]).exists()} == files


# Cancel, failure -----------------------------------------------------------------------------


class Listener(QgsProcessingFeedback):
    """Feedback that keeps warnings and remarks."""

    def __init__(self):
        super().__init__()
        self.warnings, self.infos = [], []

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def pushInfo(self, info):
        self.infos.append(info)


class Impatient(QgsProcessingFeedback):
    """Feedback of a user who cancels as soon as a share of the work is done."""

    def __init__(self, percent):
        super().__init__()
        self.progressChanged.connect(lambda done: self.cancel() if done >= percent else None)


@pytest.mark.parametrize("percent", [0.1, 50])
def test_a_cancelled_algorithm_says_so_and_changes_nothing(run, stations, tmp_path, percent):
    earlier = tmp_path / "d.tif"
    earlier.write_text("an earlier result", encoding="utf-8")
    # Four blocks of 512 cells on either side.
    grid = {"EXTENT": "0,1000,0,1000 [EPSG:6677]", "CRS": CRS, "CELL_SIZE": 1}
    with pytest.raises(QgsProcessingException, match="cancelled"):
        run("distance", Impatient(percent), INPUT=stations, **grid, OUTPUT="d.tif")
    assert earlier.read_text(encoding="utf-8") == "an earlier result"
    assert [p.name for p in tmp_path.iterdir()] == ["d.tif"]


@pytest.mark.parametrize("percent", [0.1, 40, 90])
def test_a_cancelled_scenario_leaves_nothing(run, tmp_path, percent):
    scenario = write_scenario(tmp_path / "scenario")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(QgsProcessingException, match="cancelled"):
        run(
            "runscenario", Impatient(percent), SCENARIO=str(scenario), CELL_SIZE=0.5, SUITABILITY="s.tif",
            EXCLUSION="e.tif", CANDIDATES="c.gpkg", REPORT="r.html", RUN_LOG="l.json",
        )  # fmt: skip
    assert sorted(tmp_path.rglob("*")) == before


# Styles --------------------------------------------------------------------------------------


def load_results(name, **parameters):
    """Run an algorithm as the toolbox does with "open output file" ticked; return the layers by name."""
    import processing
    from processing.gui import Postprocessing

    before = set(QgsProject.instance().mapLayers())
    # QGIS 3.44 hands the window's tree of layers to C++, which takes no stand-in, and can do without a window.
    with mock.patch.object(Postprocessing, "iface", None, create=True):
        processing.runAndLoadResults(f"wattbit:{name}", parameters)
    return {v.name(): v for k, v in QgsProject.instance().mapLayers().items() if k not in before}


def test_a_loaded_distance_has_the_style_that_ships_for_it(provider, project, stations, tmp_path):
    (layer,) = load_results("distance", INPUT=stations, **GRID, OUTPUT=str(tmp_path / "d.tif")).values()
    assert layer.renderer().type() == "singlebandpseudocolor"
    items = layer.renderer().shader().rasterShaderFunction().colorRampItemList()
    assert items[0].color.name() == "#081d58"
    # From 0 at the stations to the two corners between them, stretched over what is there.
    assert (items[0].value, items[-1].value) == pytest.approx((0, 400))


def test_every_loaded_result_of_a_scenario_has_its_style(provider, project, tmp_path):
    scenario = str(write_scenario(tmp_path / "scenario"))
    files = {"SUITABILITY": "s.tif", "EXCLUSION": "e.tif", "CANDIDATES": "c.gpkg", "LIMITING": "l.tif"}
    loaded = load_results(
        "runscenario", SCENARIO=scenario, **{k: str(tmp_path / v) for k, v in files.items()}
    )
    assert loaded["Suitability"].renderer().classificationMax() == 1
    clear, lake = loaded["Exclusion"].renderer().shader().rasterShaderFunction().colorRampItemList()
    assert (clear.value, clear.color.alpha()) == (0, 0)
    assert (lake.value, lake.label) == (1, "lake")
    classes = loaded["Limiting criterion"].renderer().classes()
    assert [(c.value, c.label) for c in classes] == [(1, "road"), (2, "flat")]
    assert loaded["Candidates"].labeling().settings().fieldName == "rank"


def test_a_style_is_attached_only_where_the_layer_will_be_loaded(provider, stations, tmp_path):
    algorithm = provider.algorithm("distance").create()
    context, path = QgsProcessingContext(), str(tmp_path / "d.tif")
    results, is_ok = algorithm.run(
        {"INPUT": stations, **GRID, "OUTPUT": path}, context, QgsProcessingFeedback()
    )
    assert is_ok
    assert context.layersToLoadOnCompletion() == {}
    assert results["OUTPUT"] == path


def vector_kind(style):
    """Geometry of a vector style, from the symbols that it draws with; None for a style of rasters."""
    text = style.read_text(encoding="utf-8")
    if "<renderer-v2" not in text:
        return None
    for symbol, kind in (("marker", "Point"), ("line", "LineString"), ("fill", "Polygon")):
        if f'type="{symbol}"' in text[text.index("<symbols>") : text.index("</symbols>")]:
            return kind
    raise AssertionError(f"{style.name} draws with no symbol")


@pytest.mark.parametrize("name", sorted(p.stem for p in STYLES.glob("*.qml")))
def test_each_style_that_ships_loads(qgis_app, tmp_path, name):
    kind = vector_kind(STYLES / f"{name}.qml")
    if kind is None:
        layer = QgsRasterLayer(str(raster(tmp_path / "x.tif", np.ones((2, 2)))), "x")
    else:
        layer = memory_layer([], "rank:integer", kind)
    message, is_loaded = layer.loadNamedStyle(str(STYLES / f"{name}.qml"))
    assert is_loaded, message
    assert layer.renderer().type() in {
        "singlebandpseudocolor", "paletted", "singleSymbol", "categorizedSymbol", "graduatedSymbol", "RuleRenderer",
    }  # fmt: skip


# A chain -------------------------------------------------------------------------------------


def test_a_chain_of_algorithms_gives_what_a_scenario_gives_on_the_same_inputs(run, tmp_path):
    scenario = write_scenario(tmp_path / "scenario")
    folder = scenario.parent
    metres = run("distance", INPUT=str(folder / "road.geojson"), **GRID, OUTPUT="m.tif")["OUTPUT"]
    road = run("rescale", INPUT=metres, FUNCTION="linear", LOW=500, HIGH=0, OUTPUT="road.tif")["OUTPUT"]
    slope = str(folder / "slope.tif")
    flat = run("rescale", INPUT=slope, FUNCTION="linear", LOW=10, HIGH=0, OUTPUT="flat.tif")["OUTPUT"]
    lake = QgsVectorLayer(str(folder / "lake.geojson"), "lake")
    mask = run("exclusion", INPUT=[lake], TEMPLATE=metres, OUTPUT="mask.tif")["OUTPUT"]
    chained = run(
        "overlay",
        CRITERIA=[road, flat],
        WEIGHTS="3,1",
        EXCLUSION=mask,
        OUTPUT="o.tif",
        LIMITING="limiting.tif",
    )
    whole = run(
        "runscenario",
        SCENARIO=str(scenario),
        SUITABILITY="s.tif",
        EXCLUSION="e.tif",
        CANDIDATES="c.gpkg",
        LIMITING="l.tif",
    )
    pairs = (
        (chained["OUTPUT"], whole["SUITABILITY"]),
        (mask, whole["EXCLUSION"]),
        (chained["LIMITING"], whole["LIMITING"]),
    )
    for ours, theirs in pairs:
        assert np.array_equal(read(ours), read(theirs), equal_nan=True)
