"""Figures kept as data: each with unit, source, date and whether it was verified, and no second copy in code."""

from __future__ import annotations

import json
import re

import pytest
from wattbit.core.criteria.latency import LatencyParameters
from wattbit.core.parameters import RESOURCES, default, least_voltage, standards, standards_text
from wattbit.core.scenario.model import LatencyCriterion

FIGURES = ("value", "steps", "classes", "least_kv")


def entries(node, where=""):
    """Every object of a file that states figures of its own, with its place."""
    if isinstance(node, dict):
        if "source" in node or (set(node) & {"value", "steps", "classes"}):
            yield where, node
        for key, child in node.items():
            yield from entries(child, f"{where}/{key}")
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from entries(child, f"{where}/{i}")


FILES = sorted((RESOURCES / "parameters").glob("*.json"))


@pytest.mark.parametrize("path", FILES, ids=[p.stem for p in FILES])
def test_every_figure_tells_unit_source_date_and_whether_it_was_verified(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    found = list(entries(data))
    assert found
    for where, entry in found:
        assert isinstance(entry["verified"], bool), where
        assert entry["source"].strip(), where
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", entry["date"]), where
        assert entry.get("unit") or data.get("unit"), where


def test_light_in_fibre_is_the_group_index_over_the_speed_of_light():
    assert default("latency", "us_per_km").value == pytest.approx(1.468 / 299_792.458 * 1e6, abs=5e-4)


def test_algorithm_and_scenario_take_the_same_defaults():
    figures = [default("latency", n).value for n in ("route_factor", "us_per_km", "equipment_us")]
    for made in (LatencyParameters(), LatencyCriterion(id="x", type="latency")):
        assert [made.route_factor, made.us_per_km, made.equipment_us] == figures == [1.4, 4.897, 0.0]


def test_an_unverified_default_says_so():
    assert "unverified default" in default("latency", "route_factor").sentence
    assert "unverified" not in default("latency", "us_per_km").sentence
    assert default("latency", "route_factor").sentence.startswith("1.4: ")
    assert default("latency", "us_per_km").sentence.startswith("4.897 µs/km: ")


def test_standards_in_one_line_tell_which_are_unverified():
    text = standards_text("m", "least")
    assert "ANSI/BICSI 002 (unverified default): airport 8000 m, railway 1600 m" in text
    assert standards_text("degrees", "most").startswith("急傾斜地の崩壊による災害の防止に関する法律: ")
    assert len({s.id for s in standards()}) == len(standards())


@pytest.mark.parametrize(
    ("mw", "utility", "kv", "verified"),
    [
        (1.9, "北海道電力", 6, True),
        (2, "北海道", 20, True),
        (10, "hokkaido", 60, True),
        (50, "tepco", 60, False),
        (5, None, 20, False),
    ],
)
def test_least_voltage_by_contract_power(mw, utility, kv, verified):
    found = least_voltage(mw, utility)
    assert (found.kv, found.verified) == (kv, verified)
