"""Colours of the preview and live weights, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from wattbit.core.errors import InputError
from wattbit.core.live.colour import colours, difference_rgba, rgba
from wattbit.core.live.judgements import ahp_live, best_worst_live, ranks_live


def words(pixels):
    """Pixels as 0xAARRGGBB."""
    return pixels.view(np.uint32)[..., 0]


def test_the_ends_of_the_ramp_are_its_first_and_last_stop():
    pixels = rgba(np.array([[0, 1, -0.5, 2]], np.float32), np.zeros((1, 4), np.uint8))
    assert [f"{p:08x}" for p in words(pixels)[0]] == ["ff440154", "fffde725", "ff440154", "fffde725"]
    assert pixels.shape == (1, 4, 4)


def test_excluded_is_clear_and_not_assessed_is_hatched():
    score = np.full((16, 16), np.nan, np.float32)
    excluded = words(rgba(score, np.ones((16, 16), np.uint8)))
    unknown = words(rgba(score, np.full((16, 16), 2, np.uint8)))
    assert not excluded.any()
    assert (unknown != 0).mean() == 0.25  # stripes of 2 in 8 cells
    assert np.array_equal(unknown[1:, :-1], unknown[:-1, 1:])  # diagonal


def test_colours_are_premultiplied():
    pixels = rgba(np.full((8, 8), np.nan, np.float32), np.full((8, 8), 2, np.uint8))
    alpha = words(pixels) >> 24
    for shift in (0, 8, 16):
        assert ((words(pixels) >> shift & 255) <= alpha).all()


def test_a_difference_is_blue_below_and_orange_above():
    a, b = np.array([[0.5, 0.5, 0.5, np.nan]], np.float32), np.array([[0.1, 0.5, 0.9, 0.5]], np.float32)
    found = words(difference_rgba(a, b))[0]
    ramp = colours("difference")
    assert found.tolist() == [ramp[0], found[1], ramp[255], 0]
    assert f"{found[1]:08x}"[2:4] >= "f0"  # near white in the middle
    with pytest.raises(InputError, match="one extent"):
        difference_rgba(a, b[:, :2])


def test_the_flagged_judgement_lowers_the_ratio_when_it_takes_the_implied_value():
    rng = np.random.default_rng(1)
    for _ in range(20):
        upper = rng.choice([1 / 9, 1 / 5, 1 / 3, 1, 3, 5, 9], 10).tolist()
        told = ahp_live(upper, list("abcde"))
        if told.worst is None:
            continue
        rows, columns = np.triu_indices(5, 1)
        place = next(k for k in range(10) if (rows[k], columns[k]) == (told.worst.i, told.worst.j))
        assert upper[place] == pytest.approx(told.worst.given)
        upper[place] = told.worst.implied
        after = ahp_live(upper, list("abcde"))
        assert after.cr < told.cr
        assert after.cr == pytest.approx(told.worst.cr)


def test_consistent_judgements_flag_nothing():
    told = ahp_live(["2", "6", "3"], ["a", "b", "c"])
    assert told.weights == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    assert (told.is_consistent, told.worst) == (True, None)


def test_best_worst_and_ranks_come_by_id():
    told = best_worst_live([1, 2, 6], [6, 3, 1], ["a", "b", "c"])
    assert told.weights == pytest.approx({"a": 0.6, "b": 0.3, "c": 0.1})
    # Rank order centroids of two: (1 + 1/2)/2 and (1/2)/2.
    assert ranks_live([2, 1], ["a", "b"]).weights == pytest.approx({"a": 0.25, "b": 0.75})
    with pytest.raises(InputError, match="ranks for 3 criteria"):
        ranks_live([1, 2], ["a", "b", "c"])
