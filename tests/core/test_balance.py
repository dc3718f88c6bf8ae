"""Regional balance: the council's table, shares and concentration, before and after new sites."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from shapely.geometry import Point, Polygon, box
from wattbit.core.balance.figures import FigureFields, ellipsoid_area
from wattbit.core.balance.reference import council_2023, council_tally
from wattbit.core.balance.run import Request, balance, run_balance
from wattbit.core.errors import InputError
from wattbit.core.sources.uri import parse_uri
from wattbit.core.sources.vector import VectorSource
from wattbit.tests.core.layers import assert_sentence, write_vector


def source(path, name=None):
    return VectorSource(parse_uri(str(path)), name=name)


@pytest.fixture
def layers(tmp_path):
    """Two regions side by side, the eastern one in two features; writes further layers by name."""
    regions = [
        (box(0, 0, 1000, 1000), {"name": "west"}),
        (box(1000, 0, 2000, 500), {"name": "east"}),
        (box(1000, 500, 2000, 1000), {"name": "east"}),
        (box(5000, 0, 6000, 1000), {"name": "empty"}),
        (box(7000, 0, 8000, 1000), {"name": None}),
    ]

    def write(name, rows):
        return source(write_vector(tmp_path / f"{name}.gpkg", rows), name)

    return write("regions", regions), write


SITES = [
    (Point(500, 500), {"mw": 30.0, "area": 100.0}),
    (Point(600, 500), {"mw": 30.0, "area": None}),
    (Point(1500, 700), {"mw": 20.0, "area": 300.0}),
    (Point(9000, 0), {"mw": 999.0, "area": 999.0}),
]


def columns(made, name):
    return [row[name] for row in made.rows]


def test_the_councils_table_of_2023_is_reproduced_from_its_buildings(tmp_path):
    told = council_2023()
    regions, sites = [], []
    for i, r in enumerate(told["regions"]):
        regions.append((box(1000 * i, 0, 1000 * (i + 1), 1000), {"name": r["name_ja"]}))
        for n in range(r["buildings"]):
            at = Point(1000 * i + 10 + 5 * (n % 190), 10 + 900 * (n % 7) / 7)
            sites.append((at, {"area": r["area_m2"] / r["buildings"]}))
    request = Request(
        source(write_vector(tmp_path / "sites.gpkg", sites)),
        source(write_vector(tmp_path / "regions.gpkg", regions)),
        "name",
        FigureFields(area="area"),
    )
    target, reference = tmp_path / "balance.csv", tmp_path / "council.csv"
    made = run_balance(request, str(target), str(reference))
    assert columns(made, "region") == ["北海道", "東北", "関東", "中部", "関西", "中国・四国", "九州・沖縄"]
    assert columns(made, "area_m2") == pytest.approx([17290, 25590, 1070450, 69150, 411550, 37920, 47960])
    assert columns(made, "sites") == [16, 40, 194, 78, 84, 49, 49]
    assert sum(columns(made, "area_m2")) == pytest.approx(1_679_910) and sum(columns(made, "sites")) == 510
    # About 90 % of the floor area is in Kanto and Kansai: 63.7 % and 24.5 %.
    assert columns(made, "area_share")[2] == pytest.approx(1070450 / 1679910)
    assert columns(made, "area_share")[2] + columns(made, "area_share")[4] == pytest.approx(0.882, abs=5e-4)
    assert made.hhi == pytest.approx(council_tally()[1].hhi()) == pytest.approx(0.469, abs=5e-4)
    assert columns(made, "mw") == [None] * 7
    with open(reference, encoding="utf-8-sig") as ours, open(target, encoding="utf-8-sig") as theirs:
        for a, b in zip(csv.DictReader(ours), csv.DictReader(theirs)):
            assert a.keys() == b.keys() and a["region"] == b["region"]
            assert float(a["area_share"]) == pytest.approx(float(b["area_share"]))


def test_the_councils_sums_are_those_it_prints():
    told = council_2023()
    for key in ("area_m2", "buildings"):
        assert sum(r[key] for r in told["regions"]) == told["total"][key]
    assert told["source"] and told["unit"] and told["date"]


def test_columns_are_in_order_and_shares_sum_to_one(layers):
    regions, write = layers
    made = balance(Request(write("sites", SITES), regions, "name", FigureFields("area", "mw")))
    assert made.columns == ["region", "sites", "sites_share", "area_m2", "area_share", "mw", "mw_share"]
    assert columns(made, "region") == ["west", "east", "empty"]
    assert columns(made, "sites") == [2, 1, 0]
    assert columns(made, "mw") == [60, 20, 0] and columns(made, "mw_share") == [0.75, 0.25, 0]
    assert columns(made, "area_m2") == [100, 300, 0] and columns(made, "area_share") == [0.25, 0.75, 0]
    assert made.hhi == 0.75**2 + 0.25**2


def test_sites_in_no_region_and_unknown_figures_are_told(layers):
    regions, write = layers
    made = balance(Request(write("sites", SITES), regions, "name", FigureFields("area", "mw")))
    assert made.outside == 1
    told = " ".join(made.remarks)
    assert (
        "1 feature(s) of sites (layer of sites.gpkg) lie in no region" in told or "lie in no region" in told
    )
    assert "1 feature(s)" in told and "have no area" in told and "have no name" in told


def test_new_sites_stand_behind_in_columns_of_their_own(layers):
    regions, write = layers
    new = write("new", [(Point(1700, 200), {"mw": 80.0}), (Point(5500, 5), {"mw": 40.0})])
    plants = write(
        "plants", [(Point(100, 100), {"generation_mw": 50.0}), (Point(1100, 100), {"generation_mw": 500.0})]
    )
    request = Request(write("sites", SITES), regions, "name", FigureFields("area", "mw"), new, plants)
    made = balance(request)
    first = ["region", "sites", "sites_share", "area_m2", "area_share", "mw", "mw_share"]
    assert made.columns == [
        *first,
        *(f"{c}_after" for c in first[1:]),
        "generation_mw",
        "gap_mw",
        "gap_mw_after",
    ]
    assert columns(made, "sites_after") == [2, 2, 1]
    assert columns(made, "mw_after") == [60, 100, 40] and columns(made, "mw_share_after") == [0.3, 0.5, 0.2]
    assert columns(made, "area_m2_after") == columns(made, "area_m2")
    assert columns(made, "generation_mw") == [50, 500, 0]
    assert columns(made, "gap_mw") == [-10, 480, 0] and columns(made, "gap_mw_after") == [-10, 400, -40]
    assert made.hhi_after == pytest.approx(0.3**2 + 0.5**2 + 0.2**2)
    assert made.hhi == 0.625


def test_the_ground_of_new_sites_is_not_added_to_floor_area(layers):
    regions, write = layers
    new = write("new", [(box(5100, 100, 5600, 600), {"mw": 80.0})])
    fields = FigureFields(area="area", mw="mw")
    made = balance(Request(write("sites", SITES), regions, "name", fields, new))
    assert columns(made, "area_m2_after") == columns(made, "area_m2") == [100.0, 300.0, 0.0]
    assert columns(made, "mw_after") == [60.0, 20.0, 80.0]
    assert any("no field area" in remark for remark in made.remarks)


def test_without_megawatts_concentration_is_that_of_area_and_the_gap_unknown(layers):
    regions, write = layers
    plants = write("plants", [(Point(100, 100), {"mw": 50.0})])
    made = balance(Request(write("sites", SITES), regions, "name", FigureFields("area"), None, plants))
    assert made.hhi == 0.25**2 + 0.75**2
    assert columns(made, "gap_mw") == [None] * 3 and columns(made, "generation_mw") == [50, 0, 0]


def test_a_count_field_tells_how_many_sites_a_feature_stands_for(layers):
    regions, write = layers
    sites = write("sites", [(Point(1, 1), {"n": 16}), (Point(1001, 1), {"n": 4})])
    made = balance(Request(sites, regions, "name", FigureFields(count="n")))
    assert columns(made, "sites") == [16, 4, 0]
    assert made.hhi == pytest.approx(0.8**2 + 0.2**2)  # nothing else tells how large they are


def test_polygons_tell_their_own_area_on_the_ellipsoid(layers):
    regions, write = layers
    site = box(100, 100, 200, 200).difference(box(120, 120, 140, 140))
    made = balance(
        Request(write("sites", [(site, {}), (Point(1500, 5), {})]), regions, "name", FigureFields())
    )
    # Plane zone IX shrinks lengths by 0.9999 at its origin.
    assert columns(made, "area_m2")[0] == pytest.approx((100 * 100 - 20 * 20) / 0.9999**2, rel=1e-5)
    assert columns(made, "area_m2")[1] == 0


def test_the_area_of_a_degree_square_is_that_of_the_ellipsoid():
    # Closed form on GRS80 between 35 and 36 degrees north: see Snyder (1987), authalic latitude.
    a, e2 = 6378137.0, 0.00669438002290
    e = np.sqrt(e2)

    def q(lat):
        s = np.sin(np.radians(lat))
        return (1 - e2) * (s / (1 - e2 * s * s) - np.log((1 - e * s) / (1 + e * s)) / (2 * e))

    # Parallels are no geodesics, so the square is cut into narrow strips.
    strip = [(139 + i / 1000, 35) for i in range(1001)] + [(140 - i / 1000, 36) for i in range(1001)]
    assert ellipsoid_area(Polygon(strip)) == pytest.approx(
        a * a / 2 * np.radians(1) * (q(36) - q(35)), rel=1e-6
    )


def test_all_in_one_region_is_one_and_evenly_spread_is_one_by_the_regions(layers):
    regions, write = layers
    one = balance(Request(write("one", [(Point(1, 1), {"mw": 5.0})]), regions, "name", FigureFields(mw="mw")))
    assert one.hhi == 1
    rows = [(Point(x, 1), {"mw": 5.0}) for x in (1, 1001, 5001)]
    assert balance(Request(write("even", rows), regions, "name", FigureFields(mw="mw"))).hhi == pytest.approx(
        1 / 3
    )


@pytest.mark.parametrize(
    ("sites", "fields", "words"),
    [
        ([(Point(1, 1), {"mw": -5.0})], FigureFields(mw="mw"), "holds -5"),
        ([(Point(1, 1), {"mw": 5.0})], FigureFields(mw="power"), "power"),
        ([(Point(-500, 1), {"mw": 5.0})], FigureFields(), "lies in any region"),
    ],
)
def test_figures_that_cannot_be_are_refused(layers, sites, fields, words):
    regions, write = layers
    with pytest.raises(InputError) as error:
        balance(Request(write("sites", sites), regions, "name", fields))
    assert_sentence(error, words)
