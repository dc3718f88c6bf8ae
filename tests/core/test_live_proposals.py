"""Weights that the data of a scenario propose."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
from wattbit.core.errors import InputError
from wattbit.core.live.preview import open_preview
from wattbit.core.live.proposals import propose_weights, with_weights, without_weights
from wattbit.core.scenario.edit import faults_of, with_value


@pytest.fixture(scope="module")
def demo(repository):
    path = repository / "resources" / "demo" / "power_first.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    return with_value(raw, ("grid", "cell_size_m"), 500), path.parent


@pytest.fixture(scope="module")
def scores(demo):
    """Scores of every criterion on cells that are not excluded and known to all, float64 (criteria, cells)."""
    preview = open_preview(*demo)
    values = np.stack([preview.score(c["id"]) for c in demo[0]["criteria"]])[:, preview.state != 1]
    return values[:, np.isfinite(values).all(axis=0)].astype(float)


@pytest.fixture(scope="module")
def found(demo):
    return propose_weights(*demo, 100_000)


def test_entropy_is_that_of_the_scores_of_the_cells_that_no_rule_excludes(found, scores):
    shares = scores / scores.sum(axis=1, keepdims=True)
    logs = np.log(np.where(shares > 0, shares, 1))
    divergence = 1 + (shares * logs).sum(axis=1) / math.log(scores.shape[1])
    assert found.cells == scores.shape[1]
    assert found.weights["entropy"] == pytest.approx(divergence / divergence.sum(), abs=1e-6)


def test_critic_is_spread_times_conflict_of_the_same_scores(found, scores):
    low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
    unit = (scores - low) / (high - low)
    raw = unit.std(axis=1, ddof=1) * (1 - np.corrcoef(unit)).sum(axis=1)
    assert found.weights["critic"] == pytest.approx(raw / raw.sum(), abs=1e-6)


def test_a_method_that_the_scores_do_not_suit_says_why(found):
    assert "merec" not in found.weights
    assert "merec needs values above 0" in found.reasons["merec"]


def test_the_scenarios_own_weights_and_method_do_not_matter(demo, found):
    raw, folder = demo
    other = with_value(with_value(raw, ("criteria", "ix", "weight"), 0), ("overlay",), {"method": "topsis"})
    assert without_weights(other) == without_weights(raw)
    assert propose_weights(other, folder, 100_000).weights == found.weights


def test_weights_taken_over_sum_to_one_and_stand_in_place_of_judgements(demo, found):
    raw, folder = demo
    count = len(raw["criteria"])
    judged = {**raw, "weighting": {"method": "ahp", "matrix": [[1] * count] * count}}
    out = with_weights(judged, found.ids, found.weights["critic"])
    assert "weighting" not in out
    assert math.fsum(c["weight"] for c in out["criteria"]) == pytest.approx(1, abs=1e-12)
    assert [c["weight"] for c in out["criteria"]] == pytest.approx(found.weights["critic"], abs=2e-6)
    assert faults_of(out, folder) == []


def test_data_that_give_no_weights_by_any_method_fail_with_one_sentence(demo):
    raw, folder = demo
    far = {"function": "linear", "low": 1e8, "high": 2e8}
    flat = {**raw, "criteria": [{"id": "far", "type": "distance", "layer": "sea", "value": far}]}
    with pytest.raises(InputError, match="constant"):
        propose_weights(flat, folder, 100_000)
