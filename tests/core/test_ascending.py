"""Sorting values that do not fit memory."""

from __future__ import annotations

import numpy as np
import pytest
from wattbit.core.overlay.ascending import ascending


@pytest.mark.parametrize("chunk", [1 << 22, 1000, 64, 7], ids=["at once", "in 5 parts", "in 79", "in 715"])
@pytest.mark.parametrize("decimals", [None, 2, 0], ids=["continuous", "ties", "0 and 1"])
def test_values_are_distinct_rising_and_counted(tmp_path, chunk, decimals):
    x = np.random.default_rng(1).random(5000)
    x = (x if decimals is None else x.round(decimals)).astype(np.float32)
    x[::9] = -0.0
    x.tofile(tmp_path / "x.scores")
    found = ascending(tmp_path / "x.scores", chunk)
    values, cells = np.unique(x, return_counts=True)
    assert np.array_equal(found.values, values)
    assert np.array_equal(found.count, np.concatenate([[0], np.cumsum(cells)]))
    assert found.total[-1] == pytest.approx(x.sum(dtype=float), rel=1e-14)
    assert {p.suffix for p in tmp_path.iterdir()} == {".values", ".count", ".total"}
    assert found.total == pytest.approx(
        np.concatenate([[0], np.cumsum(cells * values.astype(float))]), rel=1e-12
    )
