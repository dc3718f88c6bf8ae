"""Suggested breakpoints: the percentiles that numpy finds with all values in memory."""

from __future__ import annotations

import numpy as np
import pytest
from wattbit.core.criteria.suggest import percentiles, suggest
from wattbit.core.errors import Cancelled
from wattbit.core.grid.grid import Grid
from wattbit.tests.core.layers import grid_of

SHARES = (0, 0.001, 0.05, 0.25, 0.5, 0.95, 1)


def of(values, **options):
    """Percentiles of an array, read window by window."""
    rows, cols = values.shape
    grid = grid_of((0, 0, cols, rows), 1)

    def read(w):
        return values[w.row : w.row + w.rows, w.col : w.col + w.cols]

    return percentiles(read, grid, SHARES, **options)


CASES = {
    "normal": lambda rng: rng.normal(0, 1000, (300, 700)),
    "long tail": lambda rng: rng.lognormal(3, 4, (600, 300)),
    "classes": lambda rng: rng.integers(-3, 4, (200, 200)),
    "nearly all 0": lambda rng: np.where(rng.random((300, 300)) < 0.97, 0, rng.random((300, 300))),
    "both signs about 0": lambda rng: rng.choice([-0.0, 0.0, -1e-40, 1e-40, 5.0], (90, 80)),
    "elevations": lambda rng: 3000 + rng.random((100, 100)).astype(np.float32) / 100,
    "one cell": lambda rng: np.full((1, 1), 7.25),
    "two cells": lambda rng: np.array([[3.0, 10.0]]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_percentiles_are_those_of_all_values_at_once(case):
    values = np.asarray(CASES[case](np.random.default_rng(1)), np.float32)
    found, cells = of(values)
    assert cells == values.size
    assert found == pytest.approx([np.percentile(values.astype(float), 100 * s) for s in SHARES], rel=1e-12)


def test_what_is_not_known_or_endless_is_left_out():
    rng = np.random.default_rng(2)
    values = rng.normal(0, 1, (120, 130)).astype(np.float32)
    values[rng.random(values.shape) < 0.6] = np.nan
    values[:3], values[3] = np.inf, -np.inf
    known = values[np.isfinite(values)].astype(float)
    found, cells = of(values)
    assert cells == known.size
    assert found == pytest.approx([np.percentile(known, 100 * s) for s in SHARES], rel=1e-12)


def test_percentiles_do_not_depend_on_blocks(monkeypatch):
    values = np.random.default_rng(3).normal(0, 1, (200, 150)).astype(np.float32)
    whole = of(values)
    blocks = Grid.blocks
    monkeypatch.setattr(Grid, "blocks", lambda self: blocks(self, 37))
    assert of(values) == whole


def test_the_suggestion_is_the_5th_and_the_95th_percentile():
    # 0, 1, ... 100: one value a percent.
    values = np.random.default_rng(4).permutation(np.arange(101, dtype=np.float32)).reshape(1, 101)
    found = suggest(lambda w: values[:, w.col : w.col + w.cols], grid_of((0, 0, 101, 1), 1))
    assert (found.low, found.high, found.cells) == (5, 95, 101)


def test_without_a_known_cell_there_is_no_suggestion():
    found = suggest(lambda w: np.full(w.shape, np.nan, np.float32), grid_of((0, 0, 30, 30), 1))
    assert np.isnan(found.low)
    assert np.isnan(found.high)
    assert found.cells == 0


def test_looking_at_the_values_can_be_cancelled():
    with pytest.raises(Cancelled):
        suggest(
            lambda w: np.zeros(w.shape, np.float32),
            grid_of((0, 0, 30, 30), 1),
            lambda share, text: share < 0.5,
        )
