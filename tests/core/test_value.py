"""Value functions: the scores of QGIS's fuzzify algorithms, published values, and what is no value."""

from __future__ import annotations

import math

import numpy as np
import pytest
from wattbit.core.criteria.value import Function, ValueFunction, require_usable
from wattbit.core.errors import InputError
from wattbit.tests.core.layers import assert_sentence

AT = np.array([10, 25, 50, 75, 100], np.float32)
INF = float("inf")


def of(function, **parameters):
    return ValueFunction(Function(function), **parameters)


@pytest.mark.parametrize(
    ("value", "scores"),
    [
        (of("large", midpoint=50, spread=5), (0.00032, 0.030303, 0.5, 0.883636, 0.969697)),
        (of("small", midpoint=50, spread=5), (0.99968, 0.969697, 0.5, 0.116364, 0.030303)),
        (of("gaussian", midpoint=50, spread=0.001), (0.201897, 0.535261, 1, 0.535261, 0.082085)),
        (of("near", midpoint=50, spread=0.01), (0.058824, 0.137931, 1, 0.137931, 0.038462)),
        (of("power", low=25, high=75, exponent=2), (0, 0, 0.25, 1, 1)),
        (of("linear", low=25, high=75), (0, 0, 0.5, 1, 1)),
        (of("linear", low=75, high=25), (1, 1, 0.5, 0, 0)),
        (of("power", low=75, high=25, exponent=2), (1, 1, 0.25, 0, 0)),
        (of("piecewise", points=((20, 0.2), (40, 1), (80, 0))), (0.2, 0.4, 0.75, 0.125, 0)),
        (of("categories", points=((100, 0.1), (10, 0.9), (50, 0))), (0.9, np.nan, 0, np.nan, 0.1)),
    ],
)
def test_scores_at_published_values(value, scores):
    assert value.problems() == []
    found = value(AT)
    assert found.dtype == np.float32
    assert found == pytest.approx(scores, abs=6e-7, nan_ok=True)


ALL = (
    of("linear", low=0, high=100), of("linear", low=100, high=0), of("power", low=0, high=100, exponent=0.5),
    of("large", midpoint=50, spread=5), of("small", midpoint=50, spread=5),
    of("gaussian", midpoint=50, spread=0.01), of("near", midpoint=50, spread=0.01),
    of("piecewise", points=((0, 0), (10, 1), (20, 0.5))), of("categories", points=((0, 1), (1, 0.5))),
)  # fmt: skip


@pytest.mark.parametrize("value", ALL, ids=lambda v: v.function.value)
def test_not_assessed_stays_not_assessed(value):
    assert np.isnan(value(np.array([np.nan, np.nan], np.float32))).all()


@pytest.mark.parametrize("value", ALL, ids=lambda v: v.function.value)
@pytest.mark.parametrize("kind", [np.float32, np.float64, np.int16])
def test_scores_lie_in_0_to_1_for_any_number(value, kind):
    x = np.array([-30000, -100, -1, 0, 1, 50, 101, 30000], kind)
    scores = value(x)
    assert scores.shape == x.shape
    known = scores[~np.isnan(scores)]
    assert ((known >= 0) & (known <= 1)).all()


@pytest.mark.parametrize(
    ("value", "score"),
    [
        (of("linear", low=0, high=100), 1), (of("linear", low=100, high=0), 0),
        (of("power", low=0, high=100, exponent=3), 1), (of("power", low=100, high=0, exponent=3), 0),
        (of("large", midpoint=50, spread=5), 1), (of("small", midpoint=50, spread=5), 0),
        (of("gaussian", midpoint=50, spread=0.01), 0), (of("near", midpoint=50, spread=0.01), 0),
        (of("piecewise", points=((0, 0), (10, 1), (20, 0.5))), 0.5),
    ],
)  # fmt: skip
def test_an_infinite_distance_has_a_score(value, score):
    assert value(np.array([INF], np.float32))[0] == score


def test_at_0_large_scores_0_and_small_scores_1():
    zero = np.zeros(1, np.float32)
    assert of("large", midpoint=50, spread=5)(zero)[0] == 0
    assert of("small", midpoint=50, spread=5)(zero)[0] == 1


def test_a_line_keeps_its_digits_at_large_offsets():
    # A metre within ten at an offset of 6,000 km: in float32 alone the step would be half a metre.
    found = of("linear", low=6_000_000, high=6_000_010)(np.array([6_000_001.0]))
    assert found[0] == pytest.approx(0.1, abs=1e-6)


@pytest.mark.parametrize("value", [v for v in ALL if v.function is not Function.CATEGORIES],
                         ids=lambda v: v.function.value)  # fmt: skip
def test_above_its_saturation_a_score_no_longer_changes(value):
    limit = value.saturation()
    if math.isfinite(limit):
        above = value(np.array([limit, limit * 1.001, limit * 10, INF], np.float32))
        assert (above == above[0]).all()


def test_the_input_is_not_changed():
    x = AT.copy()
    for value in ALL:
        value(x)
    assert np.array_equal(x, AT)


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (of("linear", low=1), "high"),
        (of("linear"), "low and high"),
        (of("power", low=0, high=1), "exponent"),
        (of("large", midpoint=5), "spread"),
        (of("gaussian", spread=5), "midpoint"),
        (of("piecewise"), "points"),
        (of("categories"), "points"),
        (of("linear", low=5, high=5), "differ"),
        (of("power", low=0, high=1, exponent=0), "exponent"),
        (of("power", low=0, high=1, exponent=-1), "exponent"),
        (of("large", midpoint=0, spread=5), "midpoint"),
        (of("small", midpoint=-3, spread=5), "midpoint"),
        (of("near", midpoint=0, spread=0), "spread"),
        (of("gaussian", midpoint=0, spread=-1), "spread"),
        (of("linear", low=0, high=float("nan")), "finite"),
        (of("linear", low=-INF, high=0), "finite"),
        (of("piecewise", points=((0, 1),)), "two"),
        (of("piecewise", points=((0, 1), (0, 0))), "rise"),
        (of("piecewise", points=((1, 1), (0, 0))), "rise"),
        (of("piecewise", points=((0, 1), (1, 1.5))), "[0, 1]"),
        (of("piecewise", points=((0, 1), (1, float("nan")))), "finite"),
        (of("categories", points=((1, 1), (1, 0))), "once"),
        (of("categories", points=((1, -1),)), "[0, 1]"),
    ],
)
def test_parameters_that_cannot_be_used_are_named(value, word):
    assert any(word in text for text in value.problems())
    with pytest.raises(InputError) as error:
        require_usable(value, "the criterion flat")
    assert_sentence(error, "the criterion flat", word)


def test_gaussian_and_near_may_be_centred_on_0_or_below():
    for function in ("gaussian", "near"):
        value = of(function, midpoint=-5, spread=1)
        assert value.problems() == []
        assert value(np.array([-5.0]))[0] == 1
