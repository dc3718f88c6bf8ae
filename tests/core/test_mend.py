"""Mends of findings, and layers under another id."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from wattbit.core.errors import InputError
from wattbit.core.preflight.finding import info, warning
from wattbit.core.preflight.mend import mend_of, normalised
from wattbit.core.preflight.phrases import Place, Span
from wattbit.core.scenario.edit import uses_of
from wattbit.core.scenario.rename import renamed_layer

HERE = Path()


@pytest.fixture
def raw():
    value = {"function": "linear", "low": 0, "high": 1}
    return {
        "format": "wattbit-scenario/1",
        "grid": {"crs": "EPSG:6677", "extent": [0, 0, 100, 100], "cell_size_m": 10},
        "layers": {"a": {"source": "a.gpkg", "coverage": "b"}, "b": {"source": "b.gpkg"}, "c": {"source": "c.gpkg"}},
        "criteria": [
            {"id": "one", "type": "distance", "layer": "a", "value": value, "weight": 2},
            {"id": "two", "type": "distance", "layer": "b", "value": value},
        ],
        "horizons": [{"id": "late", "year": 2040, "set": {"layers.a.source": "later.gpkg", "criteria.two.layer": "a"}}],
    }  # fmt: skip


@pytest.mark.parametrize("weights", [[2, 1], [1, 1, 1], [0.1] * 7, [0, 3, 1e-4]])
def test_normalised_weights_sum_to_one_in_their_proportions(weights):
    out = normalised(weights)
    assert math.fsum(out) == pytest.approx(1, abs=1e-12)
    assert out == pytest.approx([w / sum(weights) for w in weights], abs=5e-6)


def test_weights_are_divided_by_their_sum_and_a_weight_left_out_counts_as_one(raw):
    mend = mend_of(warning(Place("criteria"), "weights_sum", total=3.0), raw, HERE)
    assert [c["weight"] for c in mend.raw["criteria"]] == [0.666667, 0.333333]
    assert mend.base is raw
    assert raw["criteria"][0]["weight"] == 2


def test_an_unused_layer_is_removed_and_a_used_one_never(raw):
    assert "c" not in mend_of(info(Place("layer", "c"), "unused_layer"), raw, HERE).raw["layers"]
    assert mend_of(info(Place("layer", "b"), "unused_layer"), raw, HERE) is None


def test_a_layer_that_only_a_horizon_names_is_not_removed(raw):
    raw["criteria"][0]["layer"] = "b"
    raw["layers"]["a"].pop("coverage")
    assert mend_of(info(Place("layer", "a"), "unused_layer"), raw, HERE) is None


def test_the_cell_size_becomes_that_of_the_data_rounded_up(raw):
    mend = mend_of(warning(Place("layer", "a"), "coarse", size=Span(20.0, 24.3), cell=10.0), raw, HERE)
    assert mend.raw["grid"]["cell_size_m"] == 25


def test_a_criterion_without_weight_is_removed_unless_it_is_the_last(raw):
    finding = info(Place("criterion", "two"), "no_weight")
    assert mend_of(finding, raw, HERE) is None  # a horizon sets something of it
    raw.pop("horizons")
    assert [c["id"] for c in mend_of(finding, raw, HERE).raw["criteria"]] == ["one"]
    raw["criteria"].pop(0)
    assert mend_of(finding, raw, HERE) is None


def test_a_finding_without_a_single_remedy_has_no_mend(raw):
    assert mend_of(warning(Place("layer", "a"), "no_date"), raw, HERE) is None


def test_a_new_id_is_written_wherever_the_layer_is_named(raw):
    out = renamed_layer(raw, "a", "roads")
    assert list(out["layers"]) == ["roads", "b", "c"]
    assert out["criteria"][0]["layer"] == "roads"
    assert out["horizons"][0]["set"] == {"layers.roads.source": "later.gpkg", "criteria.two.layer": "roads"}
    assert uses_of(out, "roads")
    assert renamed_layer(out, "roads", "a") == raw


@pytest.mark.parametrize("id", ["b", " ", "a.b"])
def test_an_id_that_is_taken_or_no_word_is_refused(raw, id):
    with pytest.raises(InputError):
        renamed_layer(raw, "a", id)
