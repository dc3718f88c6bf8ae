"""Pre-flight: every trap is told with its place and figure, and a sound scenario is left in peace."""

from __future__ import annotations

import ast
import csv
import datetime
import functools
import importlib
import json
import re
import string
import sys
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import LineString, Point, box
from wattbit.core.errors import InputError, OutputError
from wattbit.core.preflight import finding
from wattbit.core.preflight.check import check_raw, check_scenario, write_findings
from wattbit.core.preflight.dates import is_stale, parse_date
from wattbit.core.preflight.phrases import FOLDER
from wattbit.core.preflight.phrases import Place as Part
from wattbit.core.regions.reason import WORDS as REASONS
from wattbit.core.report.texts import Texts, finding_rows
from wattbit.core.run.run import Options, Outputs, run_scenario
from wattbit.tests.core.layers import write_raster, write_scenario, write_vector

TODAY = datetime.date.today()
SIDE = 2000  # metres; 20 x 20 cells of 100 m, 1 ha each
WEST, NORTH = 100, 1900  # inside the grid's corner


def line(low, high):
    return {"function": "linear", "low": low, "high": high}


def substation(at, spare=80.0, **changes):
    plain = {
        "name": f"S{at[0]}", "utility": "hokkaido", "side": "demand", "voltage_kv": 66.0, "spare_mw": spare,
        "shared_group": None, "as_of": TODAY.isoformat(),
    }  # fmt: skip
    return Point(at), {**plain, **changes}


class Place:
    """A scenario and its layers, sound until a test changes it."""

    def __init__(self, folder):
        self.folder = folder
        self.layers("capacity", [substation((WEST, 100)), substation((1500, 300), 120.0)])
        self.layers("road", [LineString([(-500, 1950), (2500, 1950)])])
        self.layers("flood", [(box(1200, 0, 1600, SIDE), {"severity": 2})])
        self.layers("pond", [(box(400, 400, 700, 700), {"kind": "pond"})])
        self.layers("all", [(box(-100, -100, 2100, 2100), {"name": "Aoi"})])
        ripple = 5 + 4 * np.sin(np.arange(24) / 2.0)[None, :] * np.cos(np.arange(24) / 3.0)[:, None]
        self.raster("slope", ripple, 100)
        self.raw = {
            "grid": {"crs": "EPSG:6677", "extent": [0, 0, SIDE, SIDE], "cell_size_m": 100},
            "facility": {"demand_mw": 20, "horizon_year": 2030},
            "layers": {
                "capacity": {"source": "capacity.gpkg"}, "road": {"source": "road.gpkg"},
                "flood": {"source": "flood.gpkg", "coverage": "all"}, "all": {"source": "all.gpkg"},
                "pond": {"source": "pond.gpkg"}, "slope": {"source": "slope.tif"},
            },
            "exclusions": [{"id": "pond", "layer": "pond", "where": "kind = 'pond'"}],
            "criteria": [
                {"id": "grid", "title": "電力", "type": "grid_capacity", "layer": "capacity", "max_distance_m": 4000,
                 "weight": 0.4},
                {"id": "road", "title": "道路", "type": "distance", "layer": "road", "value": line(2000, 0), "weight": 0.2},
                {"id": "safe", "title": "水害", "type": "hazard", "layers": ["flood"], "weight": 0.2},
                {"id": "flat", "title": "傾斜", "type": "raster", "layer": "slope", "value": line(15, 0), "weight": 0.2},
            ],
            "candidates": {"count": 1, "admin": {"layer": "all", "field": "name"}},
        }  # fmt: skip

    def layers(self, file, features, **options):
        path = self.folder / f"{file}.gpkg"
        path.unlink(missing_ok=True)
        write_vector(path, [f if isinstance(f, tuple) else (f, {}) for f in features], **options)

    def raster(self, name, values, cell, corner=(-200, 2200), **options):
        write_raster(self.folder / f"{name}.tif", np.asarray(values, np.float32), corner, cell, **options)

    def capacity(self, *rows):
        self.layers("capacity", [substation((WEST + 400 * i, 100), **row) for i, row in enumerate(rows)])

    def criterion(self, name):
        return next(c for c in self.raw["criteria"] if c["id"] == name)

    def write(self):
        return write_scenario(self.folder / "scenario.json", **self.raw)

    def check(self, today=TODAY):
        """Findings, without the last one that describes the grid."""
        *findings, last = check_scenario(self.write(), today)
        if (last.level, last.where) != ("info", "grid"):
            return [*findings, last]
        return findings

    def run(self, **options):
        return run_scenario(self.write(), Outputs(), Options(threads=1, **options)).findings


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path)


@pytest.fixture(scope="module")
def made():
    """Where in the code findings were made so far, as (module, line)."""
    places = set()

    def recorded(make):
        def call(*args, **figures):
            frame = sys._getframe(1)
            places.add((Path(frame.f_code.co_filename).stem, frame.f_lineno))
            return make(*args, **figures)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for module, name, *_ in CALLS:
            target = importlib.import_module(f"wattbit.core.preflight.{module}")
            patch.setattr(target, name, recorded(getattr(finding, name)))
        yield places


@pytest.fixture(scope="module")
def found(tmp_path_factory, made):
    """Gives the place of a case, what the check tells of it, and what the run does (nothing where it is refused)."""

    @functools.cache
    def look(case):
        place = Place(tmp_path_factory.mktemp("case"))
        (CASES.get(case) or ERRORS.get(case) or RESULTS[case])[0](place)
        checked = place.check()
        is_refused = any(f.level == "error" for f in checked)
        return place, checked, [] if is_refused else place.run()

    return look


def calls_of(path):
    """Every place of a module that makes a finding: module, function, first and last line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
        if name in ("error", "warning", "info"):
            yield path.stem, name, node.lineno, node.end_lineno


FINDINGS = Path(finding.__file__).parent
CALLS = sorted(c for path in FINDINGS.glob("*.py") for c in calls_of(path))


def state(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# What each trap is: a change of the sound scenario, and the one finding that it must bring, by
# level, place, and what stands in its sentence. FURTHER: places of what else is bound to be told.


def no_side(p):
    at, row = substation((WEST, 100))
    p.layers("capacity", [(at, {k: v for k, v in row.items() if k != "side"})])


def some_without_side(p):
    p.capacity({}, {"side": None}, {"side": " "}, {})


def both_sides(p):
    p.capacity({}, {"side": "generation"}, {"side": "発電側"})


def unknown_capacity(p):
    p.capacity({}, {"spare": None}, {"spare": None}, {})


def no_date(p):
    p.capacity({"as_of": None}, {"as_of": None})


def some_without_date(p):
    p.capacity({"as_of": None}, {}, {"as_of": "不明"})


def old_layer(p):
    p.capacity({"as_of": None}, {"as_of": None})
    p.raw["layers"]["capacity"]["as_of"] = "令和4年3月"


def some_old(p):
    p.capacity({"as_of": "2021-04-01"}, {"as_of": "2020-06"}, {})


def shared_group(p):
    p.capacity({"shared_group": "A"}, {"shared_group": "A"}, {"shared_group": "B"}, {"shared_group": "C"},
               {"shared_group": "C"})  # fmt: skip


def summed_group(p):
    shared_group(p)
    add_density(p, "spare_mw")


def add_density(p, field):
    density = {"id": "power", "type": "density", "layer": "same", "radius_m": 1000, "field": field}
    p.raw["layers"]["same"] = {"source": "./capacity.gpkg"}  # one file under another name
    p.raw["criteria"].append({**density, "value": line(0, 100), "weight": 0})


def demand_too_large(p):
    p.raw["facility"]["demand_mw"] = 900


def no_year_for_it(p):
    p.raw["facility"] = {"demand_mw": 900}


def unverified_voltage(p):
    p.capacity({"utility": None}, {})


def far_layer(p):
    p.layers("road", [LineString([(52_000, 0), (52_000, 500)])])


def far_coverage(p):
    p.layers("all", [(box(-9000, 0, -3000, 500), {"name": "Aoi"})])
    p.criterion("safe")["not_assessed"] = 0.5


def layer_in_degrees(p):
    p.raw["grid"]["extent"] = [400, 400, SIDE, SIDE]  # away from where degrees would be metres
    p.criterion("road")["value"] = line(300, 0)
    p.layers("road", [LineString([(139.7, 35.6), (139.8, 35.7)])])


def network_node_far_away(p):
    p.layers("ix", [Point(-60_000, 1000)])
    p.raw["layers"]["ix"] = {"source": "ix.gpkg"}
    p.raw["criteria"][1] = {
        "id": "ix",
        "type": "latency",
        "layer": "ix",
        "value": line(0.9, 0.8),
        "weight": 0.2,
    }


def fibre_that_leads_nowhere(p):
    network_node_far_away(p)
    p.layers("cable", [LineString([(-60_000, 0), (0, 0)]), LineString([(0, 900), (2500, 900)])])
    p.raw["layers"]["cable"] = {"source": "cable.gpkg"}
    p.raw["criteria"][1]["fibre"] = "cable"


def no_coverage(p):
    del p.raw["layers"]["flood"]["coverage"]


def filter_without_match(p):
    p.raw["exclusions"][0]["where"] = "kind = 'Pond'"


def small_polygons(p):
    p.layers("flood", [(box(x, 10, x + 20, 30), {"severity": 2}) for x in (310, 510, 910)]
             + [(box(1200, 0, 1600, SIDE), {"severity": 1})])  # fmt: skip


def coarse_raster(p):
    ripple = 5 + 4 * np.sin(np.arange(7))[None, :] * np.cos(np.arange(7))[:, None]
    p.raster("slope", ripple, 400)


def broken_geometry(p):
    bow = "POLYGON ((0 0, 300 300, 300 0, 0 300, 0 0))"
    thread = "POLYGON ((0 0, 300 300, 0 0))"
    shapes = [bow, thread, None, None, box(400, 400, 700, 700)]
    p.layers("pond", [(shape, {"kind": "pond"}) for shape in shapes], name="ponds")
    p.raw["layers"]["pond"]["source"] = "pond.gpkg|layername=ponds"


def one_source_twice(p):
    p.raw["layers"]["deep"] = {"source": "./flood.gpkg", "coverage": "all"}
    p.raw["exclusions"].append({"id": "deep3", "layer": "deep", "where": "severity >= 3"})
    p.layers(
        "flood", [(box(1200, 0, 1600, SIDE), {"severity": 2}), (box(1600, 0, 1800, SIDE), {"severity": 3})]
    )


def two_rules_on_one_source(p):
    one_source_twice(p)
    p.raw["exclusions"].append({"id": "deep2", "layer": "flood", "where": "severity = 4 OR severity = 3"})


def weights_of_three(p):
    p.criterion("grid")["weight"] = 1.4


def without_weights(p):
    for criterion in p.raw["criteria"]:
        del criterion["weight"]


def contradiction(p):
    without_weights(p)
    p.raw["weighting"] = {"method": "ahp", "matrix": [3, 5, "1/2", 3, 4, "1/9"]}


def contradiction_in_a_group(p):
    without_weights(p)
    p.raw["weighting"] = {"method": "tree", "tree": [
        {"id": "風水害", "weight": 0.4, "matrix": [3, 1, 4],
         "children": [{"id": "safe"}, {"id": "flat"}, {"id": "road"}]},
        {"id": "grid", "weight": 0.6},
    ]}  # fmt: skip


def contradiction_between_groups(p):
    without_weights(p)
    p.raw["weighting"] = {"method": "tree", "matrix": [3, 1, 4], "tree": [
        {"id": "grid"}, {"id": "土地", "children": [{"id": "flat", "weight": 0.5}, {"id": "road", "weight": 0.5}]},
        {"id": "safe"},
    ]}  # fmt: skip


def siblings_of_three(p):
    without_weights(p)
    p.raw["weighting"] = {"method": "tree", "tree": [
        {"id": "災害・土地", "weight": 0.5, "children": [
            {"id": "safe", "weight": 1}, {"id": "flat", "weight": 1}, {"id": "road", "weight": 1},
        ]},
        {"id": "grid", "weight": 0.5},
    ]}  # fmt: skip


def weight_beside_ranks(p):
    without_weights(p)
    p.criterion("road")["weight"] = 0.3
    p.raw["weighting"] = {"method": "rank", "ranks": [1, 2, 3, 4]}


def idle_criterion(p):
    p.criterion("road")["weight"], p.criterion("grid")["weight"] = 0, 0.6


def flat_value(p):
    p.criterion("flat")["value"] = line(40, 30)


def unweighted(p):
    p.raw["overlay"] = {"method": "minimum"}


def uncertain_minimum(p):
    p.raw["overlay"] = {"method": "topsis"}
    p.raw["uncertainty"] = {"model": "dirichlet"}


def net_flows(p):
    p.raw["overlay"] = {"method": "promethee"}
    p.raw["candidates"]["min_score"] = -0.25


def of_equal_weights(p, method):
    p.raw["overlay"] = {"method": method}
    for criterion in p.raw["criteria"]:
        criterion["weight"] = 1


def nothing_left(p):
    of_equal_weights(p, "product")
    p.criterion("flat")["value"] = line(-30, -40)


def everything_full(p):
    of_equal_weights(p, "fuzzy_sum")
    flat_value(p)


def flat_hazard(p):
    p.layers(
        "flood", [(box(5000, 5000, 6000, 6000), {"severity": 2}), (box(-900, 0, -700, 500), {"severity": 2})]
    )


def correlated(p):
    p.layers("rail", [LineString([(-500, 1940), (2500, 1940)])])
    p.raw["layers"]["rail"] = {"source": "rail.gpkg"}
    p.criterion("flat")["weight"] = 0.1
    p.raw["criteria"].append(
        {"id": "rail", "type": "distance", "layer": "rail", "value": line(2000, 0), "weight": 0.1}
    )


def quarter_not_assessed(p):
    p.raw["exclusions"] = []
    p.layers("seen", [box(0, 500, SIDE, SIDE)])
    p.raw["layers"]["seen"] = {"source": "seen.gpkg"}
    p.raw["layers"]["flood"]["coverage"] = "seen"


def two_hazards(p):
    quarter_not_assessed(p)
    p.raw["layers"]["tsunami"] = {"source": "flood.gpkg", "coverage": "half"}
    p.layers("half", [box(0, 0, 1000, SIDE)])
    p.raw["layers"]["half"] = {"source": "half.gpkg"}
    p.criterion("safe")["layers"] = ["flood", "tsunami"]


def shares_at_horizons(p):
    quarter_not_assessed(p)
    p.layers("old", [box(0, 1000, SIDE, SIDE)])
    p.raw["layers"]["old"] = {"source": "old.gpkg"}
    p.raw["horizons"] = [
        {"id": "a", "year": 2028},
        {"id": "b", "year": 2035, "set": {"layers.flood.coverage": "old"}},
    ]


def filled(p):
    quarter_not_assessed(p)
    p.criterion("safe")["not_assessed"] = 0.5


def raster_with_holes(p):
    values = 5 + 4 * np.sin(np.arange(24) / 2.0)[None, :] * np.cos(np.arange(24) / 3.0)[:, None]
    values[:, 12:] = -1  # the grid's column 10 and on
    p.raster("slope", values, 100, nodata=-1)
    p.raw["exclusions"] = []


def rule_with_coverage(p):
    p.layers("seen", [box(0, 500, SIDE, SIDE)])
    p.raw["layers"]["seen"] = {"source": "seen.gpkg"}
    p.raw["layers"]["pond"]["coverage"] = "seen"
    p.layers("pond", [(box(400, 600, 700, 700), {"kind": "pond"})])  # 3 of 400 cells


def two_rules_with_coverage(p):
    rule_with_coverage(p)
    p.raw["layers"]["lake"] = {"source": "lake.gpkg", "coverage": "seen"}
    p.layers("lake", [box(1000, 1000, 1100, 1100)])
    p.raw["exclusions"].append({"id": "lake", "layer": "lake"})


def web_mercator(p):
    # The origin of plane zone 9 is at 36 degrees north, where 1/cos is 1.236.
    x, y = 15_566_200, 4_300_700
    p.raw["grid"] = {"crs": "EPSG:3857", "extent": [x, y, x + 2400, y + 2400], "cell_size_m": 100}


CASES = {
    "a grid of web maps": (web_mercator, "warning", "grid", "distances in EPSG:3857 are up to 1.24 times those on the ground"),
    "capacity without a side": (no_side, "warning", "layer capacity", "taken as the demand side"),
    "rows without a side": (some_without_side, "warning", "layer capacity", "2 of 4 rows have no side"),
    "rows of the generation side": (both_sides, "warning", "layer capacity", "2 of 3 rows are not of the demand side"),
    "unknown capacity": (unknown_capacity, "warning", "layer capacity", "2 of 4 connections (50%) have an unknown"),
    "capacity without a date": (no_date, "warning", "layer capacity", "its capacity has no date"),
    "rows without a date": (some_without_date, "warning", "layer capacity", "2 of 3 connections have no date"),
    "an old layer": (old_layer, "warning", "layer capacity", "2 of 2 connections is more than 12"),
    "old rows": (some_old, "warning", "layer capacity", "2 of 3 connections is more than 12 months old, "
                 "the oldest as of 2020-06;"),
    "shared groups": (shared_group, "info", "layer capacity", "4 connections share the capacity of 2 groups"),
    "a shared group summed": (summed_group, "error", "criterion power", "spare_mw of 4 connections that share the "
                              "capacity of 2 groups"),
    "a demand that nothing carries": (demand_too_large, "warning", "criterion grid", "can carry 900 MW by 2030, "
                                      "so it scores 0 everywhere. The most that one has in any year is 120 MW."),
    "a demand without a year": (no_year_for_it, "warning", "criterion grid", "can carry 900 MW, so"),
    "an unverified voltage": (unverified_voltage, "info", "criterion grid", "voltage (60 kV) for 20 MW"),
    "a layer far away": (far_layer, "warning", "layer road", "outside the grid, 50.0 km away or more, so nothing of it counts"),
    "a coverage beside the grid": (far_coverage, "warning", "layer all", "outside the grid, 3.0 km away"),
    "a layer in degrees": (layer_in_degrees, "warning", "layer road", "outside the grid, 0.4 km away or more, so nothing"),
    "a network node far away": (network_node_far_away, "info", "layer ix", "60.0 km away or more; it counts from there"),
    "fibre that leads nowhere": (fibre_that_leads_nowhere, "warning", "layer cable", "1 of its 2 connected parts, 2.5 km of "
                                 "62.5 km, lead to no node"),
    "a hazard without coverage": (no_coverage, "warning", "layer flood", "taken as assessed and safe"),
    "a filter that matches nothing": (filter_without_match, "warning", "exclusion pond", "no feature of pond matches"),
    "polygons below a cell": (small_polygons, "warning", "layer flood", "3 of its polygons are smaller than a cell of 100 m"),
    "cells finer than the data": (coarse_raster, "warning", "layer slope", "about 400 m, coarser than the grid's 100 m"),
    "broken geometries": (broken_geometry, "info", "layer pond", "1 invalid and mended, 1 beyond "
                          "mending and left out, 2 without geometry"),
    "one source twice": (one_source_twice, "warning", "layer deep", "exclusion deep3 and criterion safe use the same source"),
    "one source in three places": (two_rules_on_one_source, "warning", "layer deep", "exclusion deep3 and exclusion deep2 "
                                   "and criterion safe"),
    "weights that do not sum": (weights_of_three, "warning", "criteria", "sum to 2, not to 1"),
    "judgements that contradict": (contradiction, "warning", "weighting", "their consistency ratio is 0.44, above 0.10. The "
                                   "worst is criterion road over criterion flat with 4, while the others imply 1/4.24."),
    "judgements of a group that contradict": (contradiction_in_a_group, "warning", "group 風水害", "The worst is "
                                              "criterion"),
    "judgements between groups that contradict": (contradiction_between_groups, "warning", "weighting", "group 土地"),
    "siblings that do not sum": (siblings_of_three, "warning", "group 災害・土地", "the weights sum to 3, not to 1"),
    "a weight that is not used": (weight_beside_ranks, "info", "criterion road", "its weight 0.3 is not used, as the method "
                                  "rank gives"),
    "a criterion without a weight": (idle_criterion, "info", "criterion road", "its weight is 0"),
    "a flat value function": (flat_value, "warning", "criterion flat", "it scores 1 wherever"),
    "weights that the method does not take": (unweighted, "info", "overlay", "the method minimum takes no weights"),
    "uncertainty of another method": (uncertain_minimum, "warning", "uncertainty", "while the suitability comes of the "
                                      "method topsis"),
    "candidates by net flow": (net_flows, "info", "candidates", "net flows go from -1 to 1, and candidates begin at -0.25."),
    "a criterion that leaves nothing": (nothing_left, "warning", "criterion flat", "By the method product nothing then "
                                        "scores above 0."),
    "a criterion that fills everything": (everything_full, "warning", "criterion flat", "By the method fuzzy_sum everything "
                                          "then scores 1."),
    "a hazard that is nowhere": (flat_hazard, "warning", "criterion safe", "it scores 1 wherever"),
    "criteria that agree": (correlated, "warning", "criterion rail", "those of criterion road (correlation 1.00)"),
    "a hazard not assessed": (quarter_not_assessed, "warning", "criterion safe", "20.0% of the cells that no rule "
                              "excludes; not assessed is not safe"),
    "a hazard not assessed at several horizons": (shares_at_horizons, "warning", "criterion safe", "20.0% to 40.0%"),
    "hazards not assessed": (two_hazards, "warning", "criterion safe", "42.5% of the cells that no rule excludes"),
    "a hazard filled": (filled, "info", "criterion safe", "20.0% of the cells that no rule excludes; they take the score 0.5"),
    "a raster with holes": (raster_with_holes, "warning", "criterion flat", "50.0% of the cells that no rule "
                            "excludes; not known is neither"),
    "a rule not assessed": (rule_with_coverage, "warning", "exclusions", "25.2% of the cells that no rule "
                            "excludes are not assessed by some rule;"),
    "rules not assessed": (two_rules_with_coverage, "warning", "exclusions", "25.3% of the cells that no rule "
                           "excludes are not assessed by some rule"),
}  # fmt: skip

#: What else is bound to be told: a change seldom brings one thing alone.
FURTHER = {
    "a shared group summed": {"layer capacity", "criterion power"},
    "a demand that nothing carries": {"criterion grid"},
    "a demand without a year": {"criterion grid"},
    "a layer far away": {"criterion road"},
    "a coverage beside the grid": {"criterion safe"},
    "a layer in degrees": {"criterion road", "layer capacity"},
    "fibre that leads nowhere": {"layer ix"},
}  # fmt: skip


def test_nothing_is_found_on_a_sound_scenario(place):
    assert [f.sentence for f in place.check()] == []
    assert [f.sentence for f in place.run()] == []


@pytest.mark.parametrize("case", CASES)
def test_a_trap_is_told_once_with_its_place_and_figure(found, case):
    _, level, where, what = CASES[case]
    findings = found(case)[1]
    told = [f for f in findings if (f.level, f.where) == (level, where) and words(f.what, what)]
    assert len(told) == 1, [f.sentence for f in findings]
    others = {f.where for f in findings if f not in told}
    assert others <= FURTHER.get(case, set()), [f.sentence for f in findings]


def words(sentence, wanted):
    """True when a sentence has these words; a share may be said to be about that."""
    return wanted in sentence or wanted in re.sub(r"about | \(\w+ [\d.]+%.*?\)(?=;)", "", sentence)


@pytest.mark.parametrize("case", [c for c in CASES if CASES[c][1] != "error"])
def test_what_the_check_tells_stands_in_the_result_of_the_run(found, case):
    _, level, where, what = CASES[case]
    findings = found(case)[2]
    told = [f for f in findings if (f.level, f.where) == (level, where) and words(f.what, what)]
    assert len(told) == 1, [f.sentence for f in findings]


# Not assessed


def test_shares_of_a_sample_say_so_and_name_each_hazard(place):
    two_hazards(place)
    (told,) = [f.what for f in place.check() if "not assessed" in f.what]
    # Flood was not looked for in the south quarter, tsunami not in the east half; the polygons of
    # both take a fifth of either.
    assert told.startswith(
        "it is not assessed on about 42.5% of the cells that no rule excludes (flood 20.0%, tsunami 30.0%);"
    )


def test_shares_of_a_run_are_exact(place):
    two_hazards(place)
    (told,) = [f.what for f in place.run() if "not assessed" in f.what]
    assert told.startswith("it is not assessed on 42.5% of the cells that no rule excludes; ")


def test_a_large_grid_is_looked_at_in_parts_that_stand_for_the_whole(place):
    place.raw["grid"]["cell_size_m"] = 1  # 2000 x 2000 cells, of which 36 tiles of 96 x 96 are computed
    quarter_not_assessed(place)
    (told,) = [f.what for f in place.check() if "not assessed" in f.what]
    share = float(re.search(r"about ([\d.]+)%", told)[1])
    assert share == pytest.approx(20, abs=4)


# Scores


def test_a_flat_value_function_is_told_with_the_range_of_the_data(place):
    place.layers("ix", [Point(1000, 1000)])
    place.raw["layers"]["ix"] = {"source": "ix.gpkg"}
    # 0 at the node to 1.34 km at the corner, times 1.4 and 2 x 4.897 us a km: at most 0.0184 ms.
    place.raw["criteria"][1] = {
        "id": "ix",
        "type": "latency",
        "layer": "ix",
        "value": line(5, 1),
        "weight": 0.2,
    }
    (told,) = place.check()
    low, high = re.search(r"Its values go from ([\d.e-]+) to ([\d.e-]+) ms\.", told.what).groups()
    assert (float(low), float(high)) == (
        pytest.approx(50 * 2**0.5 * 1.4 * 2 * 4.897e-6, rel=1e-3),
        pytest.approx(950 * 2**0.5 * 1.4 * 2 * 4.897e-6, rel=1e-3),
    )


def test_criteria_that_contradict_each_other_count_nothing_twice(place):
    correlated(place)
    place.raw["criteria"][-1]["value"] = line(0, 2000)
    assert [f.sentence for f in place.check() if "criterion road" in f.sentence] == []


@pytest.mark.parametrize("method", ["minimum", "maximum"])
def test_criteria_that_agree_count_nothing_twice_where_one_score_decides(place, method):
    correlated(place)
    place.raw["overlay"] = {"method": method}
    assert [f.where for f in place.check()] == ["overlay"]  # that it takes no weights


def test_a_flat_criterion_loses_no_weight_where_there_are_none(place):
    everything_full(place)
    (told,) = [f for f in place.check() if f.where == "criterion flat"]
    assert "weight" not in told.what


def test_a_criterion_without_a_weight_counts_nothing_twice(place):
    correlated(place)
    place.raw["criteria"][-1]["weight"], place.criterion("flat")["weight"] = 0, 0.2
    assert [f.where for f in place.check()] == ["criterion rail"]  # that it weighs nothing


# Capacity


@pytest.mark.parametrize(
    ("text", "day"),
    [("2024-12", "2024-12-31"), ("2024年2月時点", "2024-02-29"), ("2025/7/3", "2025-07-03"),
     ("令和7年7月3日", "2025-07-03"),
     ("2025", "2025-12-31"), ("２０２５．７", "2025-07-31")],
)  # fmt: skip
def test_a_date_without_a_day_is_the_last_one_it_can_mean(text, day):
    assert parse_date(text) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("text", ["", None, "不明", "12", "v20", "2025-13-45x99999"])
def test_what_is_no_date_is_none(text):
    found = parse_date(text)
    assert found is None or found.year == 2025


@pytest.mark.parametrize(
    ("today", "is_old"), [("2026-07-03", False), ("2026-07-04", True), ("2026-02-28", False)]
)
def test_capacity_is_old_from_the_day_after_twelve_months(place, today, is_old):
    place.capacity({"as_of": "2025-07-03"}, {"as_of": "2025-12"})
    told = place.check(datetime.date.fromisoformat(today))
    assert [f.what.split(",")[0] for f in told] == (
        ["the capacity of 1 of 2 connections is more than 12 months old"] if is_old else []
    )


def test_the_29th_of_february_is_a_year_old_in_march():
    leap = datetime.date(2024, 2, 29)
    assert not is_stale(leap, datetime.date(2025, 2, 28))
    assert is_stale(leap, datetime.date(2025, 3, 1))


def test_a_layer_that_two_criteria_read_is_told_of_once(place):
    unknown_capacity(place)
    again = {**place.criterion("grid"), "id": "near", "max_distance_m": 1500, "weight": 0.1}
    place.raw["criteria"].append(again)
    place.criterion("grid")["weight"] = 0.3
    assert [f.where for f in place.check()].count("layer capacity") == 1


def test_only_megawatts_that_are_shared_may_not_be_added_up(place):
    shared_group(place)
    add_density(place, "voltage_kv")
    assert [f.sentence for f in place.check() if f.level == "error"] == []


def test_a_shared_group_is_found_without_a_grid_capacity_criterion_too(place):
    shared_group(place)
    place.raw["criteria"][0] = {
        "id": "power", "type": "density", "layer": "capacity", "radius_m": 1000, "field": "spare_mw",
        "value": line(0, 100), "weight": 0.4,
    }  # fmt: skip
    assert [f.where for f in place.check() if f.level == "error"] == ["criterion power"]


# Layers


def test_a_distance_counts_features_outside_the_grid_within_its_reach(place):
    place.layers("road", [LineString([(2500, -500), (2500, 2500)])])
    (told,) = place.check()
    assert (told.level, told.where) == ("info", "layer road")
    place.criterion("road")["max_distance_m"] = 400
    assert ("warning", "layer road") in {(f.level, f.where) for f in place.check()}


def test_a_filter_whose_features_are_elsewhere_is_no_layer_that_misses_the_grid(place):
    place.layers(
        "pond", [(box(400, 400, 700, 700), {"kind": "lake"}), (box(9000, 0, 9100, 100), {"kind": "pond"})]
    )
    assert place.check() == []


def test_a_mend_for_degrees_is_to_give_the_true_crs(place):
    layer_in_degrees(place)
    told = next(f for f in place.check() if f.where == "layer road")
    assert "look like degrees" in told.mend


def test_different_parts_of_one_file_are_different_sources(place):
    one_source_twice(place)
    place.raw["layers"]["deep"]["where"] = "severity > 0"
    assert place.check() == []


# Errors


def geographic(p):
    p.raw["grid"] = {"crs": "EPSG:6668", "extent": [139, 35, 140, 36], "cell_size_m": 0.01}


def no_grid_crs(p):
    del p.raw["grid"]["crs"]


def no_layer_crs(p):
    p.layers("road", [LineString([(0, 0), (100, 100)])], epsg=None)


def generation(p):
    p.capacity({"side": "generation"}, {"side": "発電側"})


def generation_by_its_fields(p):
    p.layers("capacity", [(Point(0, 0), {"空容量": 5.0, "spare_mw": 5.0})])


def far_raster(p):
    p.raster("slope", np.ones((5, 5)), 100, (90_000, 90_000))


def no_town_field(p):
    p.raw["candidates"]["admin"]["field"] = "town"


def no_town_layer(p):
    p.raw["layers"]["towns"] = {"source": "towns.gpkg"}
    p.raw["candidates"]["admin"]["layer"] = "towns"


def nothing_assessed(p):
    p.raw["exclusions"] = []
    p.layers("flood", [(box(-5000, 0, -4000, 500), {"severity": 2})])
    p.layers("far", [box(-9000, 0, -3000, 500)])
    p.raw["layers"]["far"] = {"source": "far.gpkg"}
    p.raw["layers"]["flood"]["coverage"] = "far"


ERRORS = {
    "a hazard that nobody looked for": (nothing_assessed, "criterion safe", ("no value on any cell",)),
    "a grid in degrees": (geographic, "grid", ("EPSG:6668", "EPSG:6677")),
    "a grid without a CRS": (no_grid_crs, "grid", ("crs",)),
    "a layer without a CRS": (no_layer_crs, "criterion road", ("road", "CRS")),
    "capacity of the generation side": (generation, "criterion grid", ("capacity", "generation side")),
    "a table for generators": (generation_by_its_fields, "criterion grid", ("空容量", "generation side")),
    "a raster beside the grid": (far_raster, "criterion flat", ("slope", "grid")),
    "a shared group summed": (summed_group, "criterion power", ("4 connections", "2 groups")),
    "names of places without their field": (no_town_field, "candidates", ("all", "town", "name")),
    "names of places without their file": (no_town_layer, "candidates", ("towns.gpkg",)),
}


@pytest.mark.parametrize("case", ERRORS)
def test_an_error_stops_the_run_with_a_sentence_and_leaves_nothing(place, case):
    change, where, told = ERRORS[case]
    change(place)
    errors = [f for f in place.check() if f.level == "error"]
    assert [f.where for f in errors] == [where]
    assert all(w in errors[0].sentence for w in told)
    scenario, before = place.write(), state(place.folder)
    out = place.folder / "out"
    wanted = Outputs(*(str(out / n) for n in ("s.tif", "x.tif", "c.gpkg")), report=str(out / "r.html"))
    with pytest.raises(InputError) as error:
        run_scenario(scenario, wanted, Options(threads=1))
    assert all(w in str(error.value) for w in told)
    assert str(error.value).endswith(".")
    assert state(place.folder) == before


def test_one_fault_does_not_hide_the_next(place):
    generation(place)
    no_layer_crs(place)
    place.raw["layers"]["pond"]["source"] = "none.gpkg"
    errors = [f.where for f in place.check() if f.level == "error"]
    assert errors == ["criterion grid", "criterion road", "exclusion pond"]


def test_rules_are_looked_at_when_only_the_first_criterion_fails(place):
    generation(place)
    place.raw["exclusions"][0]["where"] = "sort = 'pond'"
    assert [f.where for f in place.check()] == ["criterion grid", "exclusion pond"]


def test_faults_of_the_file_come_with_their_places(place):
    place.raw["criteria"][0]["weigth"] = 1
    place.raw["criteria"][1]["weight"] = "high"
    faults = place.check()
    assert {f.level for f in faults} == {"error"}
    assert ["criteria[0]" in faults[0].where, "criteria[1]" in faults[1].where] == [True, True]


def test_a_scenario_that_is_not_there_is_an_error(tmp_path):
    (told,) = check_scenario(tmp_path / "none.json")
    assert told.level == "error"
    assert "none.json" in told.what


def test_a_raster_that_is_no_score_is_an_error_of_the_check(place):
    del place.criterion("flat")["value"]
    (told,) = place.check()
    assert told.level == "error"
    assert "criterion flat" in told.what


def test_findings_are_ordered_by_their_gravity(place):
    summed_group(place)
    unverified = [f.level for f in place.check()]
    assert unverified == sorted(unverified, key=("error", "warning", "info").index)


# Findings as a file


@pytest.mark.parametrize("name", ["f.json", "f.csv"])
def test_findings_are_written_with_level_place_and_mend(place, name):
    unknown_capacity(place)
    findings = place.check()
    path = place.folder / name
    write_findings(str(path), findings)
    text = path.read_text(encoding="utf-8-sig")
    rows = json.loads(text) if name.endswith("json") else list(csv.DictReader(text.splitlines()))
    assert [(r["level"], r["where"]) for r in rows] == [("warning", "layer capacity")]
    assert rows[0]["mend"] == "Ask the utility for the figures."


def test_findings_that_cannot_be_written_name_the_file(place):
    with pytest.raises(OutputError, match=r"road\.gpkg"):
        write_findings(str(place.folder / "road.gpkg" / "f.json"), [])


# In Japanese

#: What stays as it is: ids, file names, names of settings and values of the scenario, units.
LATIN = {
    "capacity", "road", "flood", "all", "pond", "ponds", "slope", "ix", "same", "power", "deep", "deep2", "deep3", "rail",
    "tsunami", "lake", "rank", "direct", "gpkg", "side", "demand", "generation", "as_of", "min_voltage_kv", "coverage", "cable",
    "snap_tolerance_m", "not_assessed", "spare_mw", "grid_capacity", "MW", "kV", "km", "m", "ms", "ha", "a", "b",
    "EPSG", "minimum", "topsis", "product", "fuzzy_sum", "wlc", "min_score", "overlay", "rescale",
}  # fmt: skip


def in_japanese(place, findings):
    labels = {c["id"]: c.get("title", c["id"]) for c in place.raw["criteria"]}
    return [" ".join(row.values()) for row in finding_rows(findings, labels, Texts("ja"))]


def left_in_english(sentence):
    return [
        w
        for w in re.findall(r"[A-Za-z_]\w*", re.sub(r"[^\x00-\x7f]", " ", sentence))
        if w not in LATIN | {"info", "warning", "error"}
    ]


def no_cell(p):
    p.layers("pond", [(box(-100, -100, 2100, 2100), {"kind": "pond"})])


def no_region(p):
    p.raw["candidates"].update(count=3, min_score=0.99, min_area_ha=5)


def horizons_without_region(p):
    no_region(p)
    p.raw["horizons"] = [{"id": "a", "year": 2028}, {"id": "b", "year": 2035}]


RESULTS = {
    "no eligible cell": (no_cell, "warning", "result", "no cell has a score"),
    "no region": (no_region, "info", "candidates", "0 of 3 regions were found"),
    "no region at either horizon": (
        horizons_without_region,
        "info",
        "horizon b",
        "0 of 3 regions were found",
    ),
}


@pytest.mark.parametrize("case", RESULTS)
def test_what_only_a_run_can_know_is_in_its_findings(found, case):
    _, level, where, what = RESULTS[case]
    assert [words(f.what, what) for f in found(case)[2] if (f.level, f.where) == (level, where)] == [True]


@pytest.mark.parametrize("case", [*CASES, *RESULTS])
def test_every_finding_is_told_in_japanese(found, case):
    place, checked, ran = found(case)
    for sentence in in_japanese(place, [*checked, *ran]):
        assert left_in_english(sentence) == [], sentence


def test_japanese_sentences_read_as_written(place):
    two_hazards(place)
    (sentence,) = in_japanese(place, [f for f in place.check() if "not assessed" in f.what])
    assert "評価項目「水害」" in sentence
    assert (
        "除外されていないセルの約42.5%が未評価です（レイヤ別：flood 20.0%、tsunami 30.0%）。"
        "未評価は安全を意味しない" in sentence
    )


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_sentences_with_the_same_figures():
    english, japanese = (json.loads((FOLDER / f"{x}.json").read_text(encoding="utf-8")) for x in ("en", "ja"))
    assert list(english) == list(japanese)
    assert [k for k in english if placeholders(english[k]) != placeholders(japanese[k])] == []
    assert [k for k in english if not english[k].isascii() and not k.endswith("_named")] == []


def test_every_sentence_is_used_and_every_used_one_is_there():
    english = json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))
    code = [ast.parse(p.read_text(encoding="utf-8")) for p in FINDINGS.glob("*.py")]
    said = {n.value for tree in code for n in ast.walk(tree) if isinstance(n, ast.Constant)}
    parts = {k for k in english if k.startswith(("place_", "join_")) or k == "span"}
    reasons = {f"region_{key}" for key in REASONS}
    assert reasons <= english.keys()
    parts |= reasons
    assert {k for k in english.keys() - parts if k.removesuffix("_mend") not in said} == set()
    keys = set()
    for call in (n for tree in code for n in ast.walk(tree) if isinstance(n, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        place = {"error": 1, "warning": 1, "info": 1, "of": 0}.get(name)
        if place is not None and len(call.args) > place and isinstance(call.args[place], ast.Constant):
            keys.add(call.args[place].value)
        if name == "Place" and isinstance(call.args[0], ast.Constant):
            keys.add(f"place_{call.args[0].value}")
    assert keys - english.keys() == set()


def test_a_finding_that_horizons_tell_with_other_figures_is_told_once():
    place = Part("layer", "flood")
    told = finding.merged([
        finding.warning(place, "small_polygons", n=3, cell=50.0), finding.warning(place, "small_polygons", n=3, cell=50.0),
        finding.warning(place, "small_polygons", n=5, cell=50.0), finding.warning(Part("layer", "b"), "no_coverage"),
    ])  # fmt: skip
    assert [f.what[:40] for f in told] == [
        "3 to 5 of its polygons are smaller than ",
        "it has no coverage, so all outside its p",
    ]
    (row,) = finding_rows(told[:1], {}, Texts("ja"))
    assert row["what"].startswith("3～5件のポリゴンは50 mのセルより小さく")


def spare_layer_found(place):
    """What the check of a scenario under edit tells of a layer that nothing uses yet."""
    place.layers("spare", [Point(100, 100)])
    place.raw["layers"]["spare"] = {"source": "spare.gpkg"}
    return edited_found(place, "layer spare")


def edited_found(place, where):
    raw = json.loads(Path(place.write()).read_text(encoding="utf-8"))
    return [f for f in check_raw(raw, place.folder, TODAY) if f.where == where]


def test_a_layer_that_nothing_uses_is_told_while_the_scenario_is_edited(place):
    (told,) = spare_layer_found(place)
    assert told.level == "info"
    (sentence,) = in_japanese(place, [told])
    assert left_in_english(sentence.replace("spare", "")) == []
    place.raw["exclusions"] = [{"id": "spare", "layer": "spare"}]
    assert told.what not in [f.what for f in edited_found(place, "layer spare")]


def test_every_finding_of_the_code_is_provoked_here(found, made, place):
    """A finding added to the code needs a case above, and with it its Japanese."""
    for case in (*CASES, *ERRORS, *RESULTS):
        found(case)
    spare_layer_found(place)
    silent = [c for c in CALLS if not any(m == c[0] and c[2] <= at <= c[3] for m, at in made)]
    assert silent == []


def test_horizons_may_differ_in_criteria_and_rules(place):
    criteria = place.raw["criteria"]
    place.layers("tiny", [box(10, 10, 20, 20)])
    place.raw["layers"]["tiny"] = {"source": "tiny.gpkg"}
    late = {"criteria": [criteria[2], criteria[0]], "exclusions": [{"id": "tiny", "layer": "tiny"}]}
    place.raw["horizons"] = [{"id": "a", "year": 2028}, {"id": "b", "year": 2035, "set": late}]
    for findings in (place.check(), place.run()):
        told = [(f.where, f.what) for f in findings if f.level == "warning"]
        assert [where for where, _ in told] == ["criteria", "layer tiny"], told
        assert told[0][1].startswith("the weights sum to 0.6")
