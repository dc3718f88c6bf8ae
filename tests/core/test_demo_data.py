"""The fictional prefecture in resources/demo holds what its README promises, and its generator makes it again."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal, ogr
from shapely import wkb
from shapely.ops import unary_union

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"
GENERATOR = ROOT / "tools" / "make_demo.py"
EXTENT = (-30000, -60000, 30000, -10000)
LAYERS = (
    "capacity capacity_generation transmission_lines fibre network power_plants roads railways industrial_land "
    "closed_schools municipalities land sea neighbours rivers stations flood tsunami sediment hazard_coverage"
).split()
CAPACITY_FIELDS = (
    "name utility side kind voltage_kv capacity_min_mw capacity_max_mw spare_mw year_available lead_time_years "
    "shared_group as_of source licence note"
).split()
HAZARD_FIELDS = (
    "hazard severity depth_min_m depth_max_m probability class_text source source_year licence".split()
)
NETWORK_FIELDS = "kind name operator mw area_m2 year_available equipment_us source licence".split()
SCENARIOS = ("power_first", "resilience_first")


def read_layers(path):
    """Each layer as a list of (shapely geometry, attributes)."""
    source = ogr.Open(str(path))
    return {
        layer.GetName(): [
            (wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb())), feature.items()) for feature in layer
        ]
        for layer in source
    }


@pytest.fixture(scope="module")
def layers():
    return read_layers(DEMO / "demo.gpkg")


@pytest.fixture(scope="module")
def elevation():
    return gdal.Open(str(DEMO / "dem.tif")).ReadAsArray()


def field_names(name):
    source = ogr.Open(str(DEMO / "demo.gpkg"))
    definition = source.GetLayerByName(name).GetLayerDefn()
    return [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]


def shapes(records, **wanted):
    return [shape for shape, values in records if all(values[k] == v for k, v in wanted.items())]


def test_demo_stays_under_one_and_a_half_megabytes():
    assert sum(path.stat().st_size for path in DEMO.iterdir()) < 1_500_000


def test_readme_says_fictional_and_cc0():
    text = (DEMO / "README.md").read_text(encoding="utf-8")
    assert "FICTIONAL" in text
    assert "CC0" in text


def test_every_layer_is_in_plane_zone_nine_and_holds_valid_whole_metre_shapes(layers):
    assert sorted(layers) == sorted(LAYERS)
    source = ogr.Open(str(DEMO / "demo.gpkg"))
    for layer in source:
        assert layer.GetSpatialRef().GetAuthorityCode(None) == "6677"
    for name, records in layers.items():
        assert records, name
        for shape, _ in records:
            assert shape.is_valid and not shape.is_empty, name
            if name in {"municipalities", "flood", "sediment", "roads"}:
                assert np.array_equal(shape.bounds, np.rint(shape.bounds)), name


@pytest.mark.parametrize(
    "name, fields",
    [
        ("capacity", CAPACITY_FIELDS),
        ("capacity_generation", CAPACITY_FIELDS),
        ("network", NETWORK_FIELDS),
        ("fibre", NETWORK_FIELDS),
        ("flood", HAZARD_FIELDS),
        ("tsunami", HAZARD_FIELDS),
        ("sediment", HAZARD_FIELDS),
    ],
)
def test_standard_layers_have_the_standard_fields(name, fields):
    assert set(fields) <= set(field_names(name))


def test_elevation_covers_the_extent_and_a_margin_with_sea_at_zero(layers, elevation):
    raster = gdal.Open(str(DEMO / "dem.tif"))
    left, cell, _, top, _, _ = raster.GetGeoTransform()
    assert raster.GetSpatialRef().GetAuthorityCode(None) == "6677"
    assert cell == 100
    assert (left, top) == (EXTENT[0] - 1000, EXTENT[3] + 1000)
    assert elevation.shape == (520, 620) and elevation.dtype == np.int16
    assert elevation.min() == 0 and 1000 < elevation.max() < 2500
    sea_share = unary_union(shapes(layers["sea"])).area / (620 * 520 * cell**2)
    assert (elevation == 0).mean() == pytest.approx(sea_share, abs=0.005)


def test_slopes_run_from_plain_to_mountain(elevation):
    down, right = np.gradient(elevation.astype(float), 100)
    slope = np.degrees(np.arctan(np.hypot(down, right)))[elevation > 0]
    assert np.percentile(slope, 25) < 2
    assert 15 < np.percentile(slope, 80) < 30
    assert slope.max() < 70


def test_municipalities_tile_the_land_without_gaps_or_overlaps(layers):
    towns = shapes(layers["municipalities"])
    land = unary_union(shapes(layers["land"]))
    assert 18 <= len(towns) <= 22
    assert sum(town.area for town in towns) == pytest.approx(land.area, abs=1)
    assert unary_union(towns).symmetric_difference(land).area < 1


def test_land_sea_and_neighbours_tile_the_frame(layers):
    areas = [unary_union(shapes(layers[name])) for name in ("land", "sea", "neighbours")]
    assert sum(area.area for area in areas) == pytest.approx(62000 * 52000, abs=1)
    assert unary_union(areas).area == pytest.approx(62000 * 52000, abs=1)


def test_demand_capacity_has_every_state_of_a_real_map(layers):
    rows = [values for _, values in layers["capacity"]]
    is_class = [r["spare_mw"] is None and r["capacity_min_mw"] is not None for r in rows]
    is_unknown = [r["spare_mw"] is None and r["capacity_min_mw"] is None for r in rows]
    groups = [r["shared_group"] for r in rows if r["shared_group"]]
    assert 55 <= len(rows) <= 70
    assert {r["side"] for r in rows} == {"demand"}
    assert {r["voltage_kv"] for r in rows} == {66, 154, 275}
    assert sum(is_unknown) >= 5 and sum(is_class) >= 3
    assert sum(r["spare_mw"] == 0 for r in rows) >= 3
    assert {2031, 2034} <= {r["year_available"] for r in rows}
    assert sum(groups.count(group) >= 3 for group in set(groups)) >= 3
    assert any(c and r["capacity_max_mw"] is None for c, r in zip(is_class, rows)), "a class open above"
    assert all(r["as_of"] and r["licence"] == "CC0-1.0" for r in rows)


def test_generation_capacity_is_kept_apart_and_tells_another_story(layers):
    demand = {v["name"]: v["spare_mw"] for _, v in layers["capacity"]}
    generation = {v["name"]: v["spare_mw"] for _, v in layers["capacity_generation"]}
    assert {v["side"] for _, v in layers["capacity_generation"]} == {"generation"}
    both = [(demand[name], spare) for name, spare in generation.items() if demand[name] is not None]
    assert np.corrcoef(*zip(*[(d > 50, g > 50) for d, g in both]))[0, 1] < 0.2


def test_two_villages_are_not_assessed_and_hold_no_hazard_zone(layers):
    land = unary_union(shapes(layers["land"]))
    assessed = unary_union(shapes(layers["hazard_coverage"]))
    unassessed = unary_union(shapes(layers["municipalities"], hazard_assessed=0))
    assert 0.11 < 1 - assessed.area / land.area < 0.16
    assert assessed.union(unassessed).symmetric_difference(land).area < 1
    for name in ("flood", "tsunami", "sediment"):
        # Corners at cut borders are rounded to whole metres, hence the slack.
        assert unary_union(shapes(layers[name])).intersection(unassessed).area < 2000, name
    large = [s for s, v in layers["capacity"] if v["spare_mw"] and v["spare_mw"] > 300]
    assert any(unassessed.contains(point) for point in large), "a tempting substation on unassessed ground"


def test_hazard_classes_are_graded(layers):
    for name in ("flood", "tsunami"):
        rows = [values for _, values in layers[name]]
        assert {r["severity"] for r in rows} == {1, 2, 3, 4}, name
        assert all(r["depth_min_m"] < r["depth_max_m"] for r in rows)
    assert "3m以上5m未満" in {v["class_text"] for _, v in layers["flood"]}


def test_red_landslide_zones_lie_inside_yellow_ones(layers):
    yellow = unary_union(shapes(layers["sediment"], severity=2))
    red = shapes(layers["sediment"], severity=4)
    assert len(red) > 50
    assert all(zone.within(yellow) for zone in red)


def test_hazard_zones_stay_on_land(layers):
    sea = unary_union(shapes(layers["sea"]))
    for name in ("flood", "tsunami", "sediment"):
        assert unary_union(shapes(layers[name])).intersection(sea).area < 10_000, name


def test_network_has_each_kind_and_an_exchange_point_outside_the_extent(layers):
    by_kind = {}
    for shape, values in layers["network"]:
        by_kind.setdefault(values["kind"], []).append((shape, values))
    counts = {kind: len(rows) for kind, rows in by_kind.items()}
    assert counts["ix"] == 2 and counts["landing_station"] == 1 and counts["apn_node"] == 3
    assert 8 <= counts["data_centre"] <= 12
    assert sum(shape.x > EXTENT[2] for shape, _ in by_kind["ix"]) == 1
    assert all(v["mw"] > 0 and v["area_m2"] > 0 for _, v in by_kind["data_centre"])
    towns = unary_union(shapes(layers["municipalities"], name="鶴ノ岬町"))
    assert towns.contains(by_kind["landing_station"][0][0])


@pytest.mark.parametrize("name", ["roads", "fibre"])
def test_lines_join_in_one_network(layers, name):
    pieces = [{line.coords[0], line.coords[-1]} for line in shapes(layers[name])]
    joined = pieces.pop(0)
    while touching := [ends for ends in pieces if ends & joined]:
        joined = joined.union(*touching)
        pieces = [ends for ends in pieces if ends not in touching]
    assert not pieces


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenarios_name_layers_that_exist_and_weights_sum_to_one(name):
    scenario = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    known = set(scenario["layers"])
    used = {rule["layer"] for rule in scenario["exclusions"]} | {scenario["candidates"]["admin"]["layer"]}
    for criterion in scenario["criteria"]:
        used |= set(criterion.get("layers", [criterion.get("layer")]))
    used |= {layer["coverage"] for layer in scenario["layers"].values() if "coverage" in layer}
    assert used == known
    assert scenario["format"] == "wattbit-scenario/1"
    assert scenario["grid"] == {"crs": "EPSG:6677", "extent": list(EXTENT), "cell_size_m": 50}
    assert sum(c["weight"] for c in scenario["criteria"]) == pytest.approx(1)
    assert "horizons" in scenario or name == "power_first"
    assert len(scenario["criteria"]) == 6


@pytest.mark.parametrize("name", SCENARIOS)
def test_filters_of_the_scenarios_select_something(name):
    scenario = json.loads((DEMO / f"{name}.json").read_text(encoding="utf-8"))
    source = ogr.Open(str(DEMO / "demo.gpkg"))
    filters = [(key, layer.get("where")) for key, layer in scenario["layers"].items()]
    filters += [(rule["layer"], rule.get("where")) for rule in scenario["exclusions"]]
    for key, where in filters:
        path = scenario["layers"][key]["source"]
        if "|layername=" not in path:
            assert (DEMO / path).exists()
            continue
        layer = source.GetLayerByName(path.split("=")[1])
        assert layer.SetAttributeFilter(where) == 0
        assert layer.GetFeatureCount() > 0, (key, where)


def made_with(folder):
    return re.search(r"^Made with .*$", (folder / "README.md").read_text(encoding="utf-8"), re.M).group()


def test_generator_makes_the_same_demo_again(tmp_path, layers, elevation):
    command = [sys.executable, "-B", str(GENERATOR), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    again = read_layers(tmp_path / "demo.gpkg")
    height = gdal.Open(str(tmp_path / "dem.tif")).ReadAsArray()
    for name in SCENARIOS:
        assert (tmp_path / f"{name}.json").read_bytes() == (DEMO / f"{name}.json").read_bytes()
    if made_with(tmp_path) == made_with(DEMO):
        assert again == layers
        assert np.array_equal(height, elevation)
    else:
        # Other libraries round otherwise, and rivers then choose other ways: the place stays alike, not equal.
        assert list(again) == list(layers)
        assert np.corrcoef(height.ravel(), elevation.ravel())[0, 1] > 0.9
