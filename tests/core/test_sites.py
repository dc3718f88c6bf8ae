"""Profiles of given sites, against figures worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box
from wattbit.core.errors import InputError
from wattbit.core.proj import Geod, Transformer
from wattbit.core.sites.inputs import Asked, SiteInputs, profile_to, unique_names
from wattbit.core.sources.raster import RasterSource
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.layers import read_features, write_raster, write_vector

NAN = np.nan


def source(folder, name, features, epsg=6677):
    path = folder / f"{name}{len(list(folder.glob('*.gpkg')))}.gpkg"
    write_vector(path, features, epsg=epsg)
    return VectorSource(parse_uri(str(path)), None, None, name)


def raster(folder, name, values, corner=(0, 40), cell=10):
    path = write_raster(folder / f"{name}.tif", np.array(values, np.float32), corner, cell, nodata=-9999)
    return RasterSource(path, 1, name)


def profile(folder, sites, asked=None, epsg=6677, **inputs):
    """Attributes of every site, and what was remarked."""
    out = folder / "out.gpkg"
    given = SiteInputs(source(folder, "sites", sites, epsg), **inputs)
    told = profile_to(str(out), given, asked or Asked())
    return [attributes for _, attributes in read_features(out)], told.remarks


def test_scores_of_a_site_are_those_of_the_cells_whose_centre_it_covers(tmp_path):
    values = [[0.1, 0.2, 0.3, 0.4], [0.5, 0.6, -9999, 0.8], [0, 0, 0, 0], [1, 1, 1, 1]]
    sites = [
        (box(4, 16, 36, 36), {"who": "a"}),
        (Point(35, 5), {"who": "b"}),
        (box(12, 32, 13, 33), {"who": "c"}),
    ]
    a, b, c = profile(tmp_path, sites, suitability=raster(tmp_path, "s", values))[0]
    assert a["who"] == "a"
    # Centres x 5..35 and y 35, 25 lie inside: the first two rows but the corners at x < 4 are none.
    assert (a["score_mean"], a["score_min"]) == pytest.approx(
        (np.mean([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8]), 0.1)
    )
    assert a["unscored_pct"] == pytest.approx(100 / 8)
    assert b["score_mean"] == 1.0
    assert c["score_mean"] == pytest.approx(0.2)  # smaller than a cell: the cell it lies in
    assert [s["rank"] for s in (a, b, c)] == [2, 1, 3]


def test_cells_beyond_the_raster_count_as_without_a_score(tmp_path):
    (a,) = profile(tmp_path, [(box(20, 0, 60, 40), {})], suitability=raster(tmp_path, "s", np.ones((4, 4))))[
        0
    ]
    assert a["unscored_pct"] == pytest.approx(50)


def test_contributions_sum_to_the_weighted_score_and_the_dearest_criterion_limits(tmp_path):
    criteria = (raster(tmp_path, "Grid supply", [[0.9] * 4] * 4), raster(tmp_path, "道路", [[0.2] * 4] * 4))
    (a,) = profile(tmp_path, [(box(0, 0, 40, 40), {})], criteria=criteria, weights=(3, 1))[0]
    assert a["contrib_grid_supply"] == pytest.approx(0.675)
    assert a["contrib_道路"] == pytest.approx(0.05)
    # 0.75 x 0.1 against 0.25 x 0.8.
    assert a["limiting"] == "道路"


def test_area_is_that_of_the_ellipsoid_and_form_that_of_the_plane(tmp_path):
    square = box(20_000, -30_000, 20_300, -29_900)
    turned = Polygon([(0, 0), (300, 300), (200, 400), (-100, 100)])
    a, b = profile(tmp_path, [(square, {}), (turned, {})])[0]
    to_degrees = Transformer.from_crs("EPSG:6677", "EPSG:6668", always_xy=True)
    lon, lat = to_degrees.transform(*np.array(square.exterior.coords).T)
    expected = abs(Geod(ellps="GRS80").polygon_area_perimeter(lon, lat)[0]) / 10_000
    assert a["area_ha"] == pytest.approx(expected, rel=1e-9)
    assert a["area_ha"] != pytest.approx(3.0, rel=1e-5)  # the plane's scale is not 1 here
    assert a["compactness"] == pytest.approx(4 * math.pi * 30_000 / 800**2)
    assert (a["length_m"], a["width_m"], a["rectangle_fill"]) == pytest.approx((300, 100, 1))
    assert (b["length_m"], b["width_m"]) == pytest.approx((300 * math.sqrt(2), 100 * math.sqrt(2)))


CAPACITY = [
    (Point(0, 1000), {"name": "near", "side": "demand", "spare_mw": 20.0, "voltage_kv": 66.0, "shared_group": "x"}),
    (Point(0, 2000), {"name": "far", "side": "demand", "spare_mw": 80.0, "voltage_kv": 154.0, "shared_group": "y"}),
    (Point(0, 2500), {"name": "twin", "side": "demand", "spare_mw": 90.0, "voltage_kv": 154.0, "shared_group": "y"}),
    (Point(0, 500), {"name": "silent", "side": "demand", "spare_mw": None, "voltage_kv": 66.0, "shared_group": None}),
    (Point(0, 100), {"name": "other side", "side": "generation", "spare_mw": 900.0, "voltage_kv": 66.0, "shared_group": None}),
    (Point(0, 20_000), {"name": "beyond", "side": "demand", "spare_mw": 900.0, "voltage_kv": 275.0, "shared_group": "z"}),
]  # fmt: skip


def test_the_nearest_connection_is_the_nearest_feasible_one(tmp_path):
    capacity = source(tmp_path, "capacity", CAPACITY)
    sites = [(box(-10, -20, 10, 0), {"mw": 50.0}), (Point(0, 0), {"mw": 10.0}), (Point(0, 0), {"mw": 500.0})]
    asked = Asked(demand_mw=50, demand_field="mw")
    big, small, huge = profile(tmp_path, sites, asked, capacity=capacity)[0]
    assert (big["connection"], big["connection_m"], big["spare_mw"], big["voltage_kv"]) == (
        "far",
        2000,
        80,
        154,
    )
    assert big["feeds"] == 1  # far and twin share a group
    assert big["unknown_connections"] == 1
    assert (small["connection"], small["feeds"]) == ("near", 2)
    assert (huge["connection"], huge["spare_mw"], huge["feeds"]) == (None, None, 0)


def test_without_a_demand_any_known_spare_capacity_serves(tmp_path):
    (a,) = profile(tmp_path, [(Point(0, 0), {})], capacity=source(tmp_path, "capacity", CAPACITY))[0]
    assert a["connection"] == "near"


def test_round_trip_is_to_the_node_of_least_delay_in_service(tmp_path):
    nodes = [
        (Point(0, 10_000), {"kind": "ix", "name": "IX", "year_available": None, "equipment_us": 400.0}),
        (Point(0, 20_000), {"kind": "apn_node", "name": "APN", "year_available": 2028, "equipment_us": 0.0}),
        (Point(0, 1_000), {"kind": "apn_node", "name": "late", "year_available": 2040, "equipment_us": 0.0}),
        (Point(0, 10), {"kind": "data_centre", "name": "DC", "year_available": None, "equipment_us": 0.0}),
    ]
    network = source(tmp_path, "network", nodes)
    (a,) = profile(tmp_path, [(Point(0, 0), {})], Asked(year=2030), network=network)[0]
    # 2 x 20 km x 1.4 x 4.897 us against 2 x (10 km x 1.4 x 4.897 + 400).
    assert (a["rtt_ms"], a["rtt_node"]) == (pytest.approx(0.274232), "APN")


def test_hazard_share_class_and_what_was_not_assessed(tmp_path):
    flood = [
        (box(0, 0, 50, 100), {"severity": 2, "class_text": "1 m to 3 m"}),
        (box(0, 0, 20, 100), {"severity": 4, "class_text": "5 m or more"}),
        (box(0, 0, 80, 100), {"severity": 0, "class_text": "assessed, none there"}),
    ]
    sites = [(box(0, 0, 100, 100), {}), (box(60, 0, 70, 10), {}), (Point(90, 50), {}), (Point(10, 10), {})]
    a, b, c, d = profile(tmp_path, sites, hazards=(source(tmp_path, "flood", flood),))[0]
    assert (a["flood_severity"], a["flood_class"], a["hazard_worst"]) == (4, "5 m or more", 4)
    assert (a["flood_pct"], a["flood_not_assessed_pct"]) == pytest.approx((50, 20))
    assert (b["hazard_worst"], b["flood_pct"], b["not_assessed_pct"]) == pytest.approx((0, 0, 0))
    assert (c["hazard_worst"], c["not_assessed_pct"]) == (None, 100)
    assert (d["hazard_worst"], d["flood_pct"]) == (4, 100)


def test_a_hazard_of_unknown_severity_is_not_safe(tmp_path):
    flood = [(box(0, 0, 50, 100), {"severity": None, "class_text": "?"})]
    (a,), remarks = profile(
        tmp_path, [(box(0, 0, 100, 100), {})], hazards=(source(tmp_path, "flood", flood),)
    )
    assert a["flood_not_assessed_pct"] == pytest.approx(50)
    assert "does not tell what was assessed" in remarks[0]


def test_the_municipality_is_the_one_that_holds_most(tmp_path):
    admin = [(box(0, 0, 60, 100), {"name": "東市"}), (box(60, 0, 100, 100), {"name": "西市"})]
    sites = [(box(50, 0, 90, 10), {}), (Point(10, 10), {}), (Point(500, 500), {})]
    rows, _ = profile(tmp_path, sites, admin=source(tmp_path, "admin", admin))
    assert [r["admin"] for r in rows] == ["西市", "東市", None]


def test_sites_in_degrees_are_measured_in_metres_and_a_remark_says_so(tmp_path):
    rows, remarks = profile(tmp_path, [(box(139.80, 36.00, 139.81, 36.01), {})], epsg=6668)
    ellipsoid = Geod(ellps="GRS80")
    expected = abs(ellipsoid.geometry_area_perimeter(box(139.80, 36.00, 139.81, 36.01))[0]) / 10_000
    assert rows[0]["area_ha"] == pytest.approx(expected, rel=1e-6)
    assert "in degrees" in remarks[0]


def test_parts_of_a_site_count_together(tmp_path):
    two = MultiPolygon([box(0, 0, 10, 10), box(20, 0, 30, 10)])
    (a,) = profile(
        tmp_path, [(two, {})], suitability=raster(tmp_path, "s", [[0] * 4] * 3 + [[0.2, 0.9, 0.6, 0.9]])
    )[0]
    assert a["score_mean"] == pytest.approx(0.4)


def test_fields_of_the_sites_stay_and_ours_win(tmp_path):
    sites = [(box(0, 0, 10, 10), {"school": "北小学校", "pupils": 12, "area_ha": "old"})]
    (a,) = profile(tmp_path, sites)[0]
    assert (a["school"], a["pupils"]) == ("北小学校", 12)
    assert a["area_ha"] == pytest.approx(0.01, rel=1e-3)


def test_what_cannot_be_used_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(InputError, match="lines"):
        profile(tmp_path, [(LineString([(0, 0), (1, 1)]), {})])
    with pytest.raises(InputError, match="another grid"):
        profile(
            tmp_path, [(Point(1, 1), {})], suitability=raster(tmp_path, "s", np.ones((4, 4))),
            criteria=(raster(tmp_path, "c", np.ones((4, 4)), (5, 40)),),
        )  # fmt: skip
    with pytest.raises(InputError, match="weights"):
        profile(
            tmp_path, [(Point(1, 1), {})], criteria=(raster(tmp_path, "d", np.ones((4, 4))),), weights=(1, 2)
        )


def test_names_of_layers_become_field_names_once_each():
    assert unique_names(["Flood (A31)", "flood a31", "flood_A31", "洪水"]) == (
        "flood_a31", "flood_a31_2", "flood_a31_3", "洪水",
    )  # fmt: skip
