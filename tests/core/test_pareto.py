"""The Pareto front against the comparison of every pair, whatever is held in memory."""

from __future__ import annotations

import numpy as np
import pytest
from wattbit.core.overlay import pareto
from wattbit.core.overlay.pareto import front, undominated
from wattbit.core.overlay.pareto_survey import ParetoSurvey


def beats(a, b):
    """Bool (a, b): a is at least as good everywhere, and better somewhere."""
    return (a[:, None] >= b).all(axis=-1) & (a[:, None] > b).any(axis=-1)


def points(seed):
    """Points of many shapes: 1 to 6 criteria, ties, all on the front, few or none."""
    rng = np.random.default_rng(seed)
    count, criteria = int(rng.integers(0, 300)), int(rng.integers(1, 7))
    x = rng.random((count, criteria))
    if seed % 3 == 0 and criteria > 1:
        x[:, 0] = 1 - x[:, 1:].mean(axis=1)  # what one gains the others lose
    return (x if seed % 4 == 0 else x.round(seed % 4)).astype(np.float32)


@pytest.fixture(params=[1 << 18, 40], ids=["in one go", "split to the last"])
def pairs(request, monkeypatch):
    monkeypatch.setattr(pareto, "_PAIRS", request.param)


def test_the_front_by_eye():
    x = np.array([(1, 0), (0, 1), (0.5, 0.5), (0.5, 0.4), (0.5, 0.5), (0, 0)], np.float32)
    assert front(x).tolist() == [True, True, True, False, True, False]


@pytest.mark.parametrize("seed", range(40))
def test_the_front_equals_the_comparison_of_every_pair(seed, pairs):
    x = points(seed)
    assert np.array_equal(front(x), ~beats(x, x).any(axis=0))


@pytest.mark.parametrize("seed", range(40, 60))
def test_points_that_another_front_does_not_dominate(seed, pairs):
    x = points(seed)
    half = len(x) // 2
    by = x[:half][front(x[:half])]
    assert np.array_equal(undominated(x[half:], by), ~beats(by, x[half:]).any(axis=0))


@pytest.mark.parametrize("held", [1 << 24, 300, 40], ids=["in memory", "a few files", "many files"])
@pytest.mark.parametrize("criteria", [1, 2, 4])
def test_the_front_of_a_grid_is_that_of_all_its_cells_together(held, criteria, tmp_path):
    rng = np.random.default_rng(criteria)
    scores = [s.astype(np.float32) for s in rng.random((criteria, 40, 30)).round(2)]
    scores[0] = 1 - scores[-1] if criteria > 1 else scores[0]
    scores[-1][rng.random((40, 30)) < 0.2] = np.nan
    survey = ParetoSurvey(tmp_path, held)
    for row in range(0, 40, 10):
        survey.add(survey.look([s[row : row + 10] for s in scores]))
    found = np.zeros((40, 30), bool)
    for row, cells in zip(range(0, 40, 10), survey.result(lambda: None)):
        found[row : row + 10].reshape(-1)[cells] = True
    is_known = ~np.isnan(np.sum(scores, axis=0))
    x = np.stack([s[is_known] for s in scores], axis=1)
    expected = np.zeros((40, 30), bool)
    expected[is_known] = ~beats(x, x).any(axis=0)
    assert np.array_equal(found, expected)
    if criteria > 1:  # of one criterion only the best value is kept
        assert bool(list(tmp_path.iterdir())) == (held < 1000)


def test_a_grid_without_an_eligible_cell_has_an_empty_front(tmp_path):
    survey = ParetoSurvey(tmp_path)
    survey.add(survey.look([np.full((3, 2), np.nan, np.float32)] * 2))
    assert [c.tolist() for c in survey.result(lambda: None)] == [[]]


def test_long_work_on_a_front_can_be_stopped():
    class Stop(Exception):
        pass

    def stop():
        raise Stop

    x = np.random.default_rng(1).random((5000, 4)).astype(np.float32)
    x[:, 0] = 1 - x[:, 1:].mean(axis=1)
    with pytest.raises(Stop):
        front(x, stop)
