"""Findings of a scenario under edit: what is told without a layer, and what still holds."""

from __future__ import annotations

import json

import pytest
from wattbit.core.preflight.check import check_raw
from wattbit.core.preflight.renew import part_of, quick_findings, still_holds
from wattbit.core.scenario.edit import with_value, without


@pytest.fixture(scope="module")
def demo(repository):
    path = repository / "resources" / "demo" / "power_first.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    return with_value(raw, ("grid", "cell_size_m"), 500), path.parent


@pytest.fixture(scope="module")
def findings(demo):
    return check_raw(*demo)


def keys(findings):
    return {f.said.what.key for f in findings if f.said}


def test_what_is_told_without_layers_is_part_of_what_the_check_tells(demo, findings):
    raw, folder = demo
    raw = with_value(raw, ("criteria", "ix", "weight"), 0)
    raw = with_value(raw, ("layers", "idle"), {"source": "demo.gpkg|layername=roads"})
    quick = quick_findings(raw, folder)
    assert keys(quick) == {"weights_sum", "no_weight", "unused_layer"}
    assert set(quick) <= set(check_raw(raw, folder))


def test_faults_of_a_draft_are_told_alone(demo):
    raw, folder = demo
    found = quick_findings(with_value(raw, ("criteria", "ix", "weight"), -1), folder)
    assert [f.level for f in found] == ["error"]
    assert part_of(found[0], raw) == ("criterion", "ix")


def test_a_finding_falls_with_its_criterion_rule_or_layer_and_with_no_other(demo, findings):
    raw, _ = demo
    finding = next(f for f in findings if part_of(f, raw) == ("criterion", "safe"))
    assert still_holds(finding, raw, raw)
    assert still_holds(finding, raw, with_value(raw, ("criteria", "ix", "weight"), 0.5))
    assert not still_holds(finding, raw, with_value(raw, ("criteria", "safe", "weight"), 0.5))
    assert not still_holds(finding, raw, without(raw, ("criteria", "safe")))
    assert not still_holds(finding, raw, with_value(raw, ("layers", "flood", "where"), "severity > 1"))


def test_a_finding_on_the_whole_scenario_waits_for_the_next_check(demo, findings):
    raw, _ = demo
    finding = next(f for f in findings if part_of(f, raw)[0] == "grid")
    assert still_holds(finding, raw, with_value(raw, ("criteria", "ix", "weight"), 0.5))
