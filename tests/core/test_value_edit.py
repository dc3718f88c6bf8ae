"""Value functions edited by hand stay usable, and their handles stand where they were dragged."""

from __future__ import annotations

import itertools
import math

import pytest
from wattbit.core.criteria.value import Function
from wattbit.core.criteria.value_edit import (
    converted,
    dragged,
    fitted,
    function_of,
    handles,
    rounded,
    sampled,
    with_point,
    without_point,
)
from wattbit.core.criteria.value_text import formula

FALLING = {"function": "linear", "low": 5, "high": 1}
SHAPES = {
    "linear": FALLING,
    "power": {"function": "power", "low": 0, "high": 10, "exponent": 2},
    "large": {"function": "large", "midpoint": 5, "spread": 4},
    "small": {"function": "small", "midpoint": 5, "spread": 4},
    "gaussian": {"function": "gaussian", "midpoint": 5, "spread": 0.2},
    "near": {"function": "near", "midpoint": 5, "spread": 0.2},
    "piecewise": {"function": "piecewise", "points": [[0, 0], [4, 0.8], [10, 1]]},
    "categories": {"function": "categories", "points": [[3, 1], [1, 0.5]]},
}


@pytest.mark.parametrize("name", SHAPES)
def test_handles_lie_on_the_curve(name):
    for handle in handles(SHAPES[name]):
        assert sampled(SHAPES[name], [handle.x])[0] == pytest.approx(handle.y, abs=1e-6)


@pytest.mark.parametrize("name", SHAPES)
def test_a_handle_stands_where_it_was_dragged(name):
    value = SHAPES[name]
    for place, handle in enumerate(handles(value)):
        x = handle.x + 0.7 if handle.along else handle.x
        moved = dragged(value, handle.name, x, 0.4, 10)
        assert function_of(moved) is not None
        found = next(h for h in handles(moved) if h.name == handle.name)
        assert found.x == pytest.approx(x, rel=1e-3)
        if handle.across:
            assert found.y == 0.4
        assert len(handles(moved)) == len(handles(value)), place


@pytest.mark.parametrize(("name", "x"), list(itertools.product(SHAPES, (-1e6, 0, 1, 4, 5, 1e6))))
def test_no_drag_makes_a_function_unusable(name, x):
    for handle in handles(SHAPES[name]):
        for y in (-3, 0.5, 3):
            assert function_of(dragged(SHAPES[name], handle.name, x, y, 10)) is not None


def test_a_breakpoint_stays_between_its_neighbours():
    moved = dragged(SHAPES["piecewise"], "point 2", 99, 2, 10)
    assert moved["points"] == [[0, 0], [9.99, 1], [10, 1]]


@pytest.mark.parametrize(
    ("before", "after"), list(itertools.product([*SHAPES, None], [f.value for f in Function]))
)
def test_every_function_becomes_every_other(before, after):
    made = converted(SHAPES.get(before), after)
    assert made["function"] == after
    assert function_of(made) is not None


def test_best_and_worst_stay_where_they_were():
    assert converted(FALLING, "power") == {"function": "power", "low": 5, "high": 1, "exponent": 2}
    assert converted(FALLING, "piecewise")["points"] == [[1, 1], [5, 0]]
    assert converted(converted(FALLING, "piecewise"), "linear") == FALLING
    assert sampled(converted(FALLING, "gaussian"), [1, 3]) == pytest.approx([1, 0.5], abs=1e-4)
    assert sampled(converted(FALLING, "near"), [1, 3]) == pytest.approx([1, 0.5], abs=1e-4)


def test_a_new_breakpoint_lies_on_the_curve_and_two_at_least_remain():
    value = SHAPES["piecewise"]
    more = with_point(value, 2, 10)
    assert more["points"] == [[0, 0], [2, 0.4], [4, 0.8], [10, 1]]
    assert sampled(more, [1, 3, 7]) == pytest.approx(sampled(value, [1, 3, 7]))
    assert without_point(more, 1) == value
    short = {"function": "piecewise", "points": [[0, 0], [1, 1]]}
    assert without_point(short, 0) == short
    assert with_point(value, 4, 10) == value


def test_the_range_of_the_data_is_its_middle_nine_tenths():
    counts, edges = [1] * 100, list(range(101))
    assert fitted(FALLING, counts, edges) == {"function": "linear", "low": 95, "high": 5}
    rising = {"function": "linear", "low": 0, "high": 1}
    assert fitted(rising, counts, edges) == {"function": "linear", "low": 5, "high": 95}
    assert fitted(rising, [0] * 100, edges) == rising
    points = fitted(SHAPES["piecewise"], counts, edges)["points"]
    assert points == [[5, 0], [41, 0.8], [95, 1]]
    for value in SHAPES.values():
        assert function_of(fitted(value, counts, edges)) is not None


def test_numbers_have_the_digits_that_a_plot_can_tell():
    assert rounded(1234.567, 4000) == 1235
    assert rounded(0.123456, 0.5) == 0.1235
    assert rounded(12345.6, 40_000) == 12350
    assert isinstance(rounded(2.0, 3), int)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (FALLING, "clip((5 − x) / 4)"),
        ({"function": "linear", "low": 0, "high": 8}, "clip(x / 8)"),
        ({"function": "linear", "low": -2, "high": 8}, "clip((x + 2) / 10)"),
        (SHAPES["power"], "clip(x / 10)^2"),
        (SHAPES["gaussian"], "exp(−0.2 (x − 5)²)"),
        (SHAPES["small"], "1 / (1 + (x / 5)^4)"),
        (SHAPES["piecewise"], "(0, 0), (4, 0.8), (10, 1)"),
        (SHAPES["categories"], "3: 1, 1: 0.5"),
        ({"function": "linear", "low": 1, "high": 1}, ""),
    ],
)
def test_the_formula_says_what_is_computed(value, text):
    assert formula(value) == text


def test_a_category_without_a_score_is_no_number():
    assert math.isnan(sampled(SHAPES["categories"], [2])[0])
    assert handles({"function": "linear", "low": 1}) == []
